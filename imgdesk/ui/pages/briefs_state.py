"""What the Briefs page shows: the papers of a desk, the one that is looked at, its sections and what it is about.

Each thing is read when it is shown and kept until the desk changes; what the desk writes into a paper comes from the
preview, which composes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from imgdesk.domain.paper_words import KINDS
from imgdesk.ui.briefs.card import Section
from imgdesk.ui.briefs.composing import ALONE, Made, Wanted
from imgdesk.ui.briefs.head import ABOUT, HeadRow
from imgdesk.ui.briefs.paper_list import Entry
from imgdesk.views import papers as view
from imgdesk.views import progress
from imgdesk.views.meeting_list import ListedMeeting, meeting_list, meeting_to_open
from imgdesk.views.paper_templates import shipped, variants
from imgdesk.views.papers import PaperRow, SectionRow
from imgdesk.views.workplan import current_workplan

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

PAPER, RECORD, SHIPPED = "paper", "record", "shipped"
TITLES: Final = {
    "workplan": "Workplan", "redline": "Workplan, changes", "agenda": "Agenda", "minutes": "Minutes",
}  # fmt: skip
RECORDS: Final = (
    "brief", "status-brief", "focus-area-brief", "progress", "recommended-actions", "workplan", "redline", "agenda",
    "minutes", "handover",
)  # fmt: skip
"""The papers that the record makes, in the order in which they are offered."""
_NEEDS: Final = {"agenda": ("meeting",), "minutes": ("meeting",)}
_TOLD: Final = {
    "workplan": "As the group circulates it", "redline": "Against a version of the plan",
    "agenda": "As it goes out before a meeting", "minutes": "As they go out after a meeting",
}  # fmt: skip
TONES: Final = {"draft": "neutral", "circulated": "amber", "final": "green"}


class _Read:
    """What was read of one state of the desk; each thing once, when it is first asked for."""

    def __init__(self, desk: Desk, today: date) -> None:
        self._desk, self._today = desk, today

    @cached_property
    def papers(self) -> list[PaperRow]:
        return view.papers(self._desk)

    @cached_property
    def templates(self) -> list[PaperRow]:
        return view.templates(self._desk)

    @cached_property
    def overviews(self) -> dict[int, view.Overview]:
        return view.overviews(self._desk)

    @cached_property
    def meetings(self) -> list[ListedMeeting]:
        return meeting_list(self._desk)

    @cached_property
    def periods(self) -> list[progress.PeriodRow]:
        plan = current_workplan(self._desk)
        return progress.periods(self._desk, plan.id) if plan is not None else []

    @cached_property
    def areas(self) -> list[tuple[int, str]]:
        plan = current_workplan(self._desk)
        if plan is None:
            return []
        sql = (
            "SELECT id, number || ' ' || coalesce(nullif(short_title, ''), title) FROM focus_area "
            "WHERE workplan_id = ? ORDER BY number, id"
        )
        return [(key, words) for key, words in self._desk.read(sql, (plan.id,))]


class BriefsState:
    """Of one desk; `key` is the paper that is looked at, `made` what was composed of it last."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        self.desk = desk
        self._today = today
        self.key = ""
        self.made: Made | None = None
        self.refused = False
        """Whether the paper could not be composed."""
        self._about: dict[str, dict[str, int | None]] = {}
        self.load()

    @property
    def today(self) -> date:
        """The day that everything is looked at."""
        return self._today()

    def load(self) -> None:
        """Forget what was read: the desk has changed, or the day."""
        self.read = _Read(self.desk, self._today())

    # The list

    def entries(self) -> list[Entry]:
        """Return the rows of the list."""
        own = [self._entry(row) for row in self.read.papers]
        if not own:
            own = [Entry("", "", "None yet. Begin one with New paper, or keep one that the record makes.")]
        records = [Entry(f"{RECORD}:{kind}", title_of(kind), told_of(kind)) for kind in RECORDS]
        kept = [
            Entry(f"{PAPER}:{row.id}", row.title, kind_words(row.kind), "yours")
            for row in self.read.templates
        ]
        ready = [
            Entry(":".join(filter(None, (SHIPPED, kind, variant))), title_of(kind, variant), told_of(kind))
            for kind in KINDS
            for variant in ("", *dict(variants(kind)))
        ]
        return [
            Entry("", "On this desk"), *own, Entry("", "From the record"), *records,
            Entry("", "Templates"), *kept, *ready,
        ]  # fmt: skip

    def _entry(self, row: PaperRow) -> Entry:
        about = self.read.overviews.get(row.id)
        second = " · ".join(filter(None, (kind_words(row.kind), about.meeting if about else "", row.dated)))
        return Entry(f"{PAPER}:{row.id}", row.title, second, row.status, TONES[row.status])

    def first_key(self) -> str:
        """Return what is looked at first: the newest paper, else the meeting brief from the record."""
        return f"{PAPER}:{self.read.papers[0].id}" if self.read.papers else f"{RECORD}:{RECORDS[0]}"

    # What is looked at

    def choose(self, key: str) -> None:
        """Look at another paper."""
        if key != self.key:
            self.key, self.made, self.refused = key, None, False

    @property
    def kept(self) -> PaperRow | None:
        """The paper or the template of the group's own that is looked at."""
        sort, _, key = self.key.partition(":")
        if sort != PAPER:
            return None
        found = (row for row in (*self.read.papers, *self.read.templates) if str(row.id) == key)
        return next(found, None)

    @property
    def kind(self) -> str:
        """The kind of the paper that is looked at, "" for none."""
        row = self.kept
        return (
            row.kind
            if row is not None
            else self.key.split(":")[1]
            if self.from_record or self.is_shipped
            else ""
        )

    @property
    def from_record(self) -> bool:
        """Whether the record makes the paper that is looked at."""
        return self.key.startswith(f"{RECORD}:")

    @property
    def is_shipped(self) -> bool:
        """Whether it is a template that comes with the program."""
        return self.key.startswith(f"{SHIPPED}:")

    @property
    def variant(self) -> str:
        """Which shape of a template that comes with the program."""
        return ":".join(self.key.split(":")[2:]) if self.is_shipped else ""

    @property
    def alone(self) -> bool:
        """Whether the desk writes the paper alone, without sections."""
        return self.from_record and self.kind in ALONE

    @property
    def editable(self) -> bool:
        """Whether the paper can be changed now."""
        row = self.kept
        return row is not None and row.status != "final" and not self.desk.read_only

    def title(self) -> str:
        """Return what the paper is called."""
        row = self.kept
        if row is not None:
            return row.title
        return title_of(self.kind, self.variant) if self.kind else ""

    def wanted(self) -> Wanted | None:
        """Return what the preview shows."""
        if not self.kind:
            return None
        row, about = self.kept, self.about()
        return Wanted(
            self.kind, row.id if row is not None else None, about.get("meeting_id"), about.get("period_id"),
            about.get("focus_area_id"), variant=self.variant,
        )  # fmt: skip

    def arguments(self) -> list[str]:
        """Return what the command line is told about which paper it is; document 0 is the one from the record."""
        row, about = self.kept, self.about()
        if row is not None:
            return ["--document", str(row.id)]
        told = [] if self.alone else ["--document", "0"]
        for name, word in (("meeting_id", "--meeting"), ("period_id", "--period")):
            if about.get(name) is not None:
                told += [word, str(about[name])]
        area = about.get("focus_area_id")
        if area is not None:
            rows = self.desk.read("SELECT number FROM focus_area WHERE id = ?", (area,))
            told += ["--focus-area", str(rows[0][0])] if rows else []
        return told

    # What it is about

    def about(self) -> dict[str, int | None]:
        """Return what the paper is about, by the names of head.ABOUT."""
        row = self.kept
        if row is not None:
            return {name: getattr(row, name) for name in ABOUT}
        if self.is_shipped:
            return {}
        return {**self._defaults(), **self._about.get(self.kind, {})}

    def say_about(self, name: str, key: int | None) -> None:
        """Let a paper from the record be about something else."""
        self._about.setdefault(self.kind, {})[name] = key

    def _defaults(self) -> dict[str, int | None]:
        needs = needs_of(self.kind)
        found: dict[str, int | None] = {}
        if "meeting" in needs:
            rows = self.read.meetings
            held = [row.id for row in rows if row.status in ("held", "circulated", "approved")]
            found["meeting_id"] = (
                meeting_to_open(rows, self.today) if self.kind != "minutes" or not held else held[-1]
            )
        if "period" in needs:
            plan = current_workplan(self.desk)
            at = progress.current_period(self.desk, self.today, plan.id) if plan is not None else None
            found["period_id"] = at.id if at is not None else None
        if "focus_area" in needs:
            found["focus_area_id"] = self.read.areas[0][0] if self.read.areas else None
        return found

    def choices(self, name: str) -> Sequence[tuple[int, str]]:
        """Return what a paper can be about, by one of the names of head.ABOUT: ids and words, the newest first."""
        if name == "meeting_id":
            return [
                (row.id, f"{row.name}, {row.when_text}".strip(", ")) for row in reversed(self.read.meetings)
            ]
        if name == "period_id":
            return [(row.id, row.title) for row in self.read.periods]
        return self.read.areas

    def head(self) -> HeadRow:
        """Return what stands over the sections."""
        row, about = self.kept, self.about()
        shown = [f"{need}_id" for need in needs_of(self.kind)]
        shown += [name for name, key in about.items() if key is not None and name not in shown]
        told = []
        for name in ABOUT if not self.is_shipped else ():
            if name in shown:
                key = about.get(name)
                words = next((said for found, said in self.choices(name) if found == key), "")
                told.append((name, key, words))
        if row is not None:
            kind = f"Template · {kind_words(row.kind)}" if row.template else kind_words(row.kind)
            return HeadRow(kind, row.title, row.subtitle, row.audience, row.dated, tuple(told))
        return HeadRow("From the record" if self.from_record else "Template", self.title(), about=tuple(told))

    # Its sections

    def rows(self) -> Sequence[SectionRow]:
        """Return the sections of the paper."""
        row = self.kept
        if row is not None:
            return view.sections(self.desk, row.id)
        if self.alone or not self.kind:
            return ()
        return shipped(self.kind, self.variant)[1]

    def sections(self) -> list[Section]:
        """Return the sections with what the desk writes there, as far as that is composed."""
        row, made = self.kept, self.made
        written: dict[int, dict[str, str]] = {}
        for key, override in (view.overrides(self.desk, row.id) if row is not None else {}).items():
            written.setdefault(key[0], {})[key[1]] = override.text
        pieces = {piece.section.id: piece for piece in made.pieces} if made is not None else {}
        found = []
        for section in self.rows():
            piece = pieces.get(section.id)
            if piece is not None and piece.section.source != section.source:
                piece = None
            mine = written.get(section.id, {})
            if piece is None:
                found.append(Section(section, items=() if self.refused else None, written=mine))
            else:
                found.append(Section(section, piece.counted, piece.items, piece.missing, mine))
        return found


def title_of(kind: str, variant: str = "") -> str:
    """Return what a kind of paper is called, or one of its shapes: "Concept note, by themes"."""
    return dict(variants(kind)).get(variant) or TITLES.get(kind) or KINDS[kind].title


def told_of(kind: str) -> str:
    """Return what a kind of paper is for."""
    return _TOLD.get(kind) or KINDS[kind].told


def kind_words(kind: str) -> str:
    """Return what a kind of paper is called, also one that this program does not know."""
    return KINDS[kind].title if kind in KINDS else "Paper"


def needs_of(kind: str) -> tuple[str, ...]:
    """Return what a kind of paper is about: "meeting", "period", "focus_area"."""
    return _NEEDS.get(kind) or (KINDS[kind].needs if kind in KINDS else ())
