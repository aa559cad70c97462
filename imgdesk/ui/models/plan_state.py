"""What the workplan page has read from the desk, and how much of it a change makes old.

An edit re-reads the rows it touched and nothing else; only what changes the order or the headings reads the plan
again. Leads and focus areas of all rows are read when a grouping or a filter asks for them. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.standing import is_undated
from imgdesk.views import filters, grouping
from imgdesk.views import workplan as views
from imgdesk.views.filters import NO_FILTER, NO_SETS, Look, PlanFilter
from imgdesk.views.footnotes import Mark, numbered
from imgdesk.views.grouping import PLAN_ORDER, Group, PlanOrder
from imgdesk.views.workplan import ActivityRow, PlanSets, PlanView

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.store.journal import Changes

_ROWS: Final = frozenset(("activity", "activity_lead", "activity_partner", "activity_focus_area", "footnote"))
_GROWING: Final = frozenset(("organization", "organization_alias", "category", "category_alias"))
"""Tables that grow while a row is edited, because its words name somebody or something new."""
_HEADINGS: Final = frozenset(
    ("workplan", "plan_section", "focus_area", "event", "coverage_gap", "role_holding")
)
_SETS: Final = frozenset(("activity_lead", "activity_partner", "activity_focus_area"))
_EARLIEST: Final = attrgetter("earliest")
_LATEST: Final = attrgetter("latest")


class Update(NamedTuple):
    """What a change means for the page: nothing, some `rows`, the `groups`, or everything (`plan`)."""

    kind: str
    rows: Mapping[int, ActivityRow] = {}


class PlanState:
    """The current workplan of one desk as last read, with the grouping and the filter in force."""

    def __init__(self, desk: Desk, by: str = "section", today: Callable[[], date] = date.today) -> None:
        self.desk = desk
        self.by = by
        self._today = today
        self.wanted: PlanFilter = NO_FILTER
        self.order: PlanOrder = PLAN_ORDER
        self.plan: PlanView | None = None
        self.marks: dict[int, tuple[Mark, ...]] = {}
        self.unconfirmed = self.undated = self.shown = 0
        self._folded: dict[int, str] = {}
        self._due: tuple[tuple[str, date], tuple[str, str] | None] | None = None
        self._sets: PlanSets | None = None
        self._places: dict[int, int] = {}
        self.load()

    def load(self) -> None:
        """Read everything."""
        self.plan = views.plan(self.desk)
        self._sets = None
        self._folded.clear()
        self._read_marks()
        self._count()

    def sets(self) -> PlanSets:
        """Return leads and focus areas of all rows."""
        if self._sets is None:
            self._sets = views.plan_sets(self.desk, self.plan.workplan.id) if self.plan else NO_SETS
        return self._sets

    def groups(self) -> list[Group]:
        """Return what is shown, grouped and filtered."""
        self.shown = 0
        if self.plan is None:
            return []
        found = grouping.grouped(
            self.plan, self.by, self._sets_needed(), self.wanted, self.order, self._look()
        )
        self.shown = sum(len(group.rows) for group in found)
        return found

    def due(self, text: str) -> tuple[str, str] | None:
        """Return the days that a due window means today; None where it names none."""
        asked = (text, self._today())
        if self._due is None or self._due[0] != asked:
            from imgdesk.views.activity import hemisphere

            self._due = asked, filters.due_window(*asked, hemisphere(self.desk))
        return self._due[1]

    def _look(self) -> Look:
        window = self.due(self.wanted.due) if self.wanted.due else None
        return Look(self._sets_needed(), self._today(), window, self._fold)

    def _fold(self, row: ActivityRow) -> str:
        text = self._folded.get(row.id)
        if text is None:
            text = self._folded[row.id] = filters.fold(row)
        return text

    def total(self) -> int:
        """Return how many activities the plan has."""
        return len(self.plan.activities) if self.plan else 0

    def year_of(self, activity_id: int) -> int | None:
        """Return the year of the section that an activity stands in: the context of its date."""
        place = self._places.get(activity_id)
        if self.plan is None or place is None:
            return None
        section_id = self.plan.activities[place].section_id
        return next((section.year for section in self.plan.sections if section.id == section_id), None)

    def next_year(self) -> int | None:
        """Return the year behind the last section's; None where no section has a year."""
        years = [section.year for section in self.plan.sections if section.year] if self.plan else []
        return max(years) + 1 if years else None

    def days(self) -> tuple[str, str] | None:
        """Return the first and the last day of the plan and all that is in it; None where no day is known."""
        if self.plan is None:
            return None
        whole = self.plan.workplan
        known = {whole.earliest, whole.latest}
        known.update(map(_EARLIEST, self.plan.activities), map(_LATEST, self.plan.activities))
        for section in self.plan.sections:
            if section.year:
                known |= {f"{section.year:04d}-01-01", f"{section.year:04d}-12-31"}
        days = [day for day in known if day]
        return (min(days), max(days)) if days else None

    def apply(self, changes: Changes | None) -> Update:
        """Take a change in and return what it means for the page; None means that anything may have changed."""
        tables = dict(changes.tables) if changes is not None else None
        if tables is None or self.plan is None or _HEADINGS.intersection(tables):
            self.load()
            return Update("plan")
        touched = set(tables)
        if "activity" not in touched:
            if not touched & (_ROWS | _GROWING):
                return Update("nothing")
            self.load()
            return Update("plan")
        if "footnote" in touched:
            self._read_marks()
        if _SETS & touched or _GROWING & touched:
            self._sets = None
        return self._take_rows(tables["activity"])

    def _take_rows(self, ids: Iterable[int]) -> Update:
        assert self.plan is not None
        wanted = list(ids)
        rows = views.activities_by_id(self.desk, wanted)
        old = {i: self.plan.activities[self._places[i]] for i in wanted if i in self._places}
        stays = len(rows) == len(old) == len(wanted) and all(
            old[i].section_id == row.section_id and old[i].position == row.position for i, row in rows.items()
        )
        if not stays:
            self._splice(set(wanted), rows.values())
            return Update("groups")
        moved = self._regroups(old, rows)
        for activity_id, row in rows.items():
            self.plan.activities[self._places[activity_id]] = row
            self.unconfirmed += grouping.is_unconfirmed(row) - grouping.is_unconfirmed(old[activity_id])
            self.undated += is_undated(row) - is_undated(old[activity_id])
        return Update("groups" if moved else "rows", rows)

    def _splice(self, touched: set[int], rows: Iterable[ActivityRow]) -> None:
        """Put new and moved rows in their places and take the deleted ones out, without reading the others again."""
        assert self.plan is not None
        order = {section.id: place for place, section in enumerate(self.plan.sections)}
        for row_id in touched:
            self._folded.pop(row_id, None)
        kept = [row for row in self.plan.activities if row.id not in touched]
        kept += [row for row in rows if row.section_id in order]
        kept.sort(key=lambda row: (order[row.section_id], row.position, row.id))
        self.plan.activities[:] = kept
        self._count()

    def _regroups(self, old: Mapping[int, ActivityRow], rows: Mapping[int, ActivityRow]) -> bool:
        """Whether a row belongs elsewhere now; leads read anew count as that where they decide.

        A sorted list is not sorted again by an edit: the row would jump away from under the hands.
        """
        needed = self.by in grouping.NEEDS_SETS or self.wanted.needs_sets
        if needed and self._sets is None:
            return True
        assert self.plan is not None
        sets, look = self._sets_needed(), self._look()
        before = {row.id for row in filters.sift(old.values(), self.wanted, look)}
        for row_id in rows:
            self._folded.pop(row_id, None)
        if before != {row.id for row in filters.sift(rows.values(), self.wanted, look)}:
            return True
        by, plan = self.by, self.plan
        return any(
            grouping.group_key(row, by, plan, sets) != grouping.group_key(old[i], by, plan, sets)
            for i, row in rows.items()
        )

    def _sets_needed(self) -> PlanSets:
        return self.sets() if self.by in grouping.NEEDS_SETS or self.wanted.needs_sets else NO_SETS

    def _read_marks(self) -> None:
        self.marks = numbered(views.footnotes(self.desk, self.plan.workplan.id)) if self.plan else {}

    def _count(self) -> None:
        rows = self.plan.activities if self.plan else []
        self._places = {row.id: place for place, row in enumerate(rows)}
        self.unconfirmed = sum(map(grouping.is_unconfirmed, rows))
        self.undated = sum(map(is_undated, rows))
