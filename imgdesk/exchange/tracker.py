"""The tracker: the workbook that goes to the co-chairs.

Read me, Workplan with the chart in cells, Focus areas, what meetings agreed, progress, and hidden lists. Each row
carries its id in a hidden column and the agreed text beside two real dates, so that Excel can sort and draw without
inventing a day. Status words come from lists, colours follow the words. Nothing is a formula in a cell that people
edit, nothing is merged. Written as a stream, so that ten thousand rows need little memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from imgdesk.domain.meeting_words import ACTION_STATUSES
from imgdesk.errors import UserError
from imgdesk.exchange import tracker_chart as chart
from imgdesk.exchange import tracker_meetings as agreed
from imgdesk.exchange import tracker_progress as progress
from imgdesk.exchange.tracker_style import CELL_LIMIT, STATUS_ROLES, Line, add_rules, cell, look, word_rule
from imgdesk.exchange.tracker_tables import LINE_POINTS, choice, real_day, row_height, set_up_print, wrapped
from imgdesk.files import atomic_write
from imgdesk.gantt.layout import is_overdue
from imgdesk.views import listing, workplan
from imgdesk.views.workplan import ActivityRow, PlanSets, PlanView

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

STATUSES: Final = ("planned", "under way", "done", "delayed", "cancelled")
HEADER_ROW: Final = 6
FIRST_ROW: Final = HEADER_ROW + 1
COLUMNS: Final = (
    ("Id", 12, True),
    ("Ref", 7, False),
    ("Output", 48, False),
    ("When (as agreed)", 16, False),
    ("Earliest", 11.5, False),
    ("Latest", 11.5, False),
    ("Lead agencies", 17, False),
    ("Partners", 14, False),
    ("Status", 10.5, False),
    ("%", 5.5, False),
    ("Standing", 14, False),
    ("Your comment", 30, False),
    ("Section", 9, False),
    ("Category", 22, False),
    ("Hangs on", 22, False),
    ("Notes", 20, False),
    ("Drawing", 10, True),
)
PRINTED: Final = "Standing"
"""The last column on paper; what stands behind it is for the screen."""
LETTERS: Final = {name: get_column_letter(place) for place, (name, _, _) in enumerate(COLUMNS, start=1)}
LONG: Final = "Long texts"
_WRAPPED: Final = wrapped(COLUMNS)


def export_tracker(desk: Desk, path: Path, *, today: date, recipient: str = "") -> None:
    """Write the tracker of the current workplan to `path` (.xlsx); `recipient` is the organization that gets it.

    Raises UserError when there is no workplan, when the recipient is not known, and when the file cannot be written.
    """
    plan = workplan.plan(desk)
    if plan is None:
        raise UserError("There is no workplan in this desk yet: import one or start a new one, then export.")
    tracker = Tracker(desk, plan, today, _known(desk, recipient))
    with atomic_write(path) as file:
        try:
            tracker.build().save(file)
        finally:
            tracker.close()


def _known(desk: Desk, recipient: str) -> str:
    if not recipient.strip():
        return ""
    wanted = recipient.strip().casefold()
    rows = listing.organizations(desk)
    for row in rows:
        if wanted in {
            str(word).casefold() for word in (row["acronym"], row["name"], *row["aliases"]) if word
        }:
            return str(row["acronym"] or row["name"])
    known = ", ".join(str(row["acronym"] or row["name"]) for row in rows) or "none yet"
    raise UserError(f"“{recipient.strip()}” is not an organization of this desk: choose one of {known}.")


class Tracker:
    """One workbook in the making: what is read once from the desk, and the sheets made of it."""

    def __init__(self, desk: Desk, plan: PlanView, today: date, recipient: str) -> None:
        self.plan = plan
        self.today = today
        self.recipient = recipient
        self.group = desk.read("SELECT uid, name, acronym, parent FROM working_group")[0]
        self.sets: PlanSets = workplan.plan_sets(desk, plan.workplan.id)
        self.organizations = [row["acronym"] or row["name"] for row in listing.organizations(desk)]
        self.notes: dict[int, list[str]] = {}
        for note in workplan.footnotes(desk, plan.workplan.id):
            self.notes.setdefault(note.activity_id, []).append(note.text)
        self.sections = {row.id: row for row in plan.sections}
        self.events = {row.id: row.title for row in plan.events}
        self.drawing = chart.drawing(plan, today)
        self.columns = chart.columns(*chart.plan_window(plan, today))
        self.agreed = agreed.read_agreed(desk)
        self.progress = progress.read_progress(desk, plan.workplan.id)
        self.long: list[tuple[str, str, str]] = []
        self.book = Workbook(write_only=True)

    @property
    def foot(self) -> str:
        """What stands at the foot of a printed sheet."""
        return str(self.group[1] or "imgdesk")

    def build(self) -> Workbook:
        """Return the finished workbook."""
        self._properties()
        self._read_me(self.book.create_sheet("Read me"))
        self._workplan(self.book.create_sheet("Workplan"))
        self._focus_areas(self.book.create_sheet("Focus areas"))
        agreed.write_agreed(self, self.agreed)
        progress.write_progress(self, self.progress)
        if self.long:
            self._long_texts(self.book.create_sheet(LONG))
        self._lists(self.book.create_sheet("_lists"))
        self.book.active = 1
        return self.book

    def close(self) -> None:
        """Close the streams of the sheets; an unfinished one would complain on its own later."""
        for sheet in self.book.worksheets:
            with suppress(Exception):
                sheet.close()

    def _properties(self) -> None:
        uid, name, _, _ = self.group
        stamp = datetime(self.today.year, self.today.month, self.today.day)  # noqa: DTZ001 (Excel keeps no zone)
        about = self.book.properties
        about.creator = about.lastModifiedBy = name or "imgdesk"
        about.title = f"Tracker: {self.plan.workplan.title}"[:250]
        about.created = about.modified = stamp
        given = (("imgdesk.desk", uid), ("imgdesk.format", "1"), ("imgdesk.recipient", self.recipient))
        for key, value in given:
            self.book.custom_doc_props.append(StringProperty(name=key, value=value))

    def _workplan(self, sheet: WriteOnlyWorksheet) -> None:
        rows = self.plan.activities
        last = FIRST_ROW + max(len(rows), 1) - 1
        self._set_up(sheet, last)
        self._rules(sheet, last)
        for head in self._headers(sheet):
            sheet.append(head)
        line = Line(sheet, _row_styles())
        for number, row in enumerate(rows, start=FIRST_ROW):
            values = list(self._values(row))
            sheet.row_dimensions[number].height = row_height(values, _WRAPPED)
            sheet.append(line.fill(values))
            del sheet.row_dimensions[number]

    def _set_up(self, sheet: WriteOnlyWorksheet, last: int) -> None:
        for place, (_, width, hidden) in enumerate(COLUMNS, start=1):
            dimension = sheet.column_dimensions[get_column_letter(place)]
            dimension.width, dimension.hidden = width, hidden
        first_chart = len(COLUMNS) + 1
        for place in range(first_chart, first_chart + len(self.columns)):
            sheet.column_dimensions[get_column_letter(place)].width = 2.6
        for place in (3, 4, 5):
            sheet.row_dimensions[place].hidden = True
        sheet.freeze_panes = f"D{FIRST_ROW}"
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{LETTERS['Notes']}{last}"
        sheet.print_area = f"B1:{LETTERS[PRINTED]}{last}"
        set_up_print(sheet, HEADER_ROW, self.foot)
        for column, source in (("Status", "A"), ("Category", "C")):
            self._choices(sheet, column, source, last)
        share = DataValidation("whole", operator="between", formula1="0", formula2="100", allow_blank=True)
        share.error, share.errorTitle = "Type a whole number from 0 to 100.", "Percent"
        share.add(f"{LETTERS['%']}{FIRST_ROW}:{LETTERS['%']}{last}")
        sheet.data_validations.append(share)

    def _choices(self, sheet: WriteOnlyWorksheet, column: str, source: str, last: int) -> None:
        count = len(STATUSES) if source == "A" else len(self._categories())
        if not count:
            return
        area = f"{LETTERS[column]}{FIRST_ROW}:{LETTERS[column]}{last}"
        sheet.data_validations.append(choice(source, count, area, column, strict=column == "Status"))

    def _rules(self, sheet: WriteOnlyWorksheet, last: int) -> None:
        rules = [
            word_rule(LETTERS["Status"], FIRST_ROW, last, word, front, back)
            for word, (front, back) in STATUS_ROLES.items()
        ]
        standing = (
            ("overdue", "red", "redbg"),
            ("unconfirmed", "amber", "amberbg"),
            ("provisional", "muted", "grid"),
        )
        rules += [word_rule(LETTERS["Standing"], FIRST_ROW, last, *given) for given in standing]
        places = {"earliest": LETTERS["Earliest"], "latest": LETTERS["Latest"], "drawing": LETTERS["Drawing"]}
        hidden = {"first": "3", "last": "4", "gap": "5"}
        area = (len(COLUMNS) + 1, len(COLUMNS) + len(self.columns))
        looks = sorted(set(self.drawing.values()))
        rules += chart.chart_rules(looks, area, (FIRST_ROW, last), {**places, **hidden})
        add_rules(sheet, rules)

    def _headers(self, sheet: WriteOnlyWorksheet) -> Iterator[list[Any]]:
        plain, blank = look(wrap=False, line=""), [None] * (len(COLUMNS) - 2)
        title = look(bold=True, size=15, wrap=False, line="")
        muted = look("muted", size=9, wrap=False, line="")
        year = look("text", bold=True, size=9, wrap=False, line="")
        told = f"As on {self.today.day} {self.today:%B %Y}"
        told += f", for {self.recipient}" if self.recipient else ""
        sheet.row_dimensions[1].height = 24
        yield [None, cell(sheet, self.plan.workplan.title, title)]
        tops = [cell(sheet, column.top, year) if column.top else None for column in self.columns]
        yield [None, cell(sheet, told, muted), *blank, *tops]
        edge = look(number_format="yyyy-mm-dd", wrap=False, line="")
        for side in (0, 1):
            yield [None, None, *blank, *(cell(sheet, column[side], edge) for column in self.columns)]
        gaps = chart.gap_names(self.plan.gaps, self.columns)
        yield [None, None, *blank, *(cell(sheet, name, plain) if name else None for name in gaps)]
        head = look("muted", fill="grid", bold=True, size=9)
        names = [cell(sheet, name, head) for name, _, _ in COLUMNS]
        yield [*names, *self._chart_heads(sheet)]

    def _chart_heads(self, sheet: WriteOnlyWorksheet) -> Iterator[Any]:
        quiet = look("muted", fill="grid", size=8, wrap=False, horizontal="center")
        event = look("accent", fill="grid", bold=True, size=8, wrap=False, horizontal="center")
        now = look("red", fill="redbg", bold=True, size=8, wrap=False, horizontal="center")
        names = chart.event_names(self.plan.events, self.columns)
        for column, name in zip(self.columns, names, strict=True):
            is_now = column.first <= self.today <= column.last
            style = now if is_now else event if name else quiet
            yield cell(sheet, f"◆{column.bottom}" if name else column.bottom, style)

    def _values(self, row: ActivityRow) -> Iterator[object]:
        yield f"activity:{row.id}"
        yield row.ref
        yield self.held(row.ref, "Output", row.output)
        yield self.held(row.ref, "When", row.when_text)
        yield real_day(row.earliest)
        yield real_day(row.latest)
        yield self.held(row.ref, "Lead agencies", row.lead_text)
        yield self.held(row.ref, "Partners", row.partner_text)
        yield row.status
        yield row.percent
        yield ", ".join(self._standing(row))
        yield ""
        yield self.sections[row.section_id].title
        yield row.category
        yield self.events.get(row.event_id or 0, "")
        yield self.held(row.ref, "Notes", "\n".join(self.notes.get(row.id, ())))
        yield self.drawing.get(row.id, "")

    def _standing(self, row: ActivityRow) -> Iterator[str]:
        if is_overdue(row, self.today):
            yield "overdue"
        if row.tbc:
            yield "unconfirmed"
        if row.provisional:
            yield "provisional"
        if row.tbd:
            yield "date TBD"
        if self.recipient and self.recipient in self.sets.filter_leads.get(row.id, ()):
            yield "yours"

    def held(self, ref: str, column: str, text: str) -> str:
        """Return what fits in a cell; a longer text is kept whole on a sheet of its own and the cell says so."""
        if len(text) <= CELL_LIMIT:
            return text
        self.long.append((ref, column, text))
        pointer = f" … (whole text on the sheet “{LONG}”)"
        return text[: CELL_LIMIT - len(pointer)] + pointer

    def _long_texts(self, sheet: WriteOnlyWorksheet) -> None:
        for letter, width in (("A", 8), ("B", 16), ("C", 120)):
            sheet.column_dimensions[letter].width = width
        head, body = look("muted", fill="grid", bold=True, size=9), look()
        sheet.append([cell(sheet, name, head) for name in ("Ref", "Column", "Text, in parts")])
        for ref, column, text in self.long:
            for start in range(0, len(text), CELL_LIMIT):
                part = text[start : start + CELL_LIMIT]
                sheet.append([cell(sheet, value, body) for value in (ref, column, part)])

    def _focus_areas(self, sheet: WriteOnlyWorksheet) -> None:
        for letter, width in zip("ABCDEFGH", (6, 60, 16, 9, 9, 10, 9, 13), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
        head, body = look("muted", fill="grid", bold=True, size=9), look()
        names = ("No.", "Focus area", "Lead", "Activities", "Done", "Under way", "Overdue", "Unconfirmed")
        sheet.append([cell(sheet, name, head) for name in names])
        for area in self.plan.focus_areas:
            rows = [
                row for row in self.plan.activities if area.number in self.sets.focus_areas.get(row.id, ())
            ]
            counts = (
                len(rows),
                sum(row.status == "done" for row in rows),
                sum(row.status == "under way" for row in rows),
                sum(is_overdue(row, self.today) for row in rows),
                sum(bool(row.tbc) for row in rows),
            )
            sheet.append(
                [cell(sheet, value, body) for value in (area.number, area.title, area.leads, *counts)]
            )

    def _categories(self) -> Sequence[str]:
        return sorted({row.category for row in self.plan.activities if row.category})

    def lists(self) -> list[tuple[str, Sequence[str]]]:
        """Return what is chosen from, by name: columns of the hidden sheet, those of the workplan first."""
        found: list[tuple[str, Sequence[str]]] = [
            ("Status", STATUSES),
            ("Organization", self.organizations),
            ("Category", self._categories()),
        ]
        if self.progress.period is not None:
            found.append((progress.LIST, progress.RATED))
        if self.agreed.actions:
            found.append((agreed.LIST, ACTION_STATUSES))
        return found

    def list_column(self, name: str) -> str:
        """Return the letter of a column of the hidden lists."""
        names = [found for found, _ in self.lists()]
        return str(get_column_letter(names.index(name) + 1))

    def _lists(self, sheet: WriteOnlyWorksheet) -> None:
        sheet.sheet_state = "hidden"
        plain = look(line="")
        lists = self.lists()
        sheet.append([cell(sheet, name, plain) for name, _ in lists])
        for place in range(max(len(words) for _, words in lists)):
            values = [words[place] if place < len(words) else None for _, words in lists]
            sheet.append([None if value is None else cell(sheet, value, plain) for value in values])

    def _read_me(self, sheet: WriteOnlyWorksheet) -> None:
        sheet.column_dimensions["A"].width = 20
        sheet.column_dimensions["B"].width = 96
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        title, label = look(bold=True, size=15, wrap=False, line=""), look("muted", size=10, line="")
        text = look(line="")
        sheet.append([cell(sheet, self.plan.workplan.title, title)])
        sheet.row_dimensions[1].height = 26
        for number, (name, words) in enumerate(read_me(self), start=2):
            sheet.row_dimensions[number].height = LINE_POINTS * max(1, -(-len(words) // 100)) + 3
            sheet.append([cell(sheet, name, label), cell(sheet, words, text)])


def read_me(tracker: Tracker) -> Iterable[tuple[str, str]]:
    """Return the lines of the Read me sheet, as label and text."""
    _, name, _, parent = tracker.group
    rows = tracker.plan.activities
    overdue = sum(is_overdue(row, tracker.today) for row in rows)
    yield "Group", ", ".join(filter(None, (name, parent)))
    yield (
        "State",
        f"As on {tracker.today.day} {tracker.today:%B %Y}; the workplan is {tracker.plan.workplan.status}.",
    )
    yield "For", tracker.recipient or "all co-chairs"
    yield (
        "Counts",
        f"{len(rows)} activities, {overdue} overdue, {sum(bool(row.tbc) for row in rows)} unconfirmed.",
    )
    yield "", ""
    yield "How to use it", "Edit on the sheet Workplan and send the file back. Sort and filter as you like."
    yield (
        "",
        "Put what you want to say in the column Your comment. To drop a row, say so there: a deleted row stays.",
    )
    yield (
        "When (as agreed)",
        "The date in the words that were agreed. Earliest and Latest say what it can mean.",
    )
    yield (
        "Dates",
        "Edit the agreed words, or the two dates, or both. The chart at the right follows the two dates.",
    )
    yield "Status", f"One of: {', '.join(STATUSES)}."
    yield "Standing", "overdue: its last possible day has passed. unconfirmed: it may not happen (TBC)."
    yield "", "provisional: in square brackets, not agreed yet. date TBD: the date is still to be determined."
    yield (
        "Chart",
        "Full colour: known to the day. Paler: known to the week or month. Hatched: somewhere in this window.",
    )
    yield (
        "",
        "Dashed outline: unconfirmed or provisional. Grey: no coverage. ◆ an event begins in this column.",
    )
    if tracker.progress.period is not None or tracker.progress.indicators:
        yield "Progress", "What the words on the sheets about progress mean stands on the sheet Definitions."
    for area in tracker.plan.focus_areas:
        yield f"Focus area {area.number}", area.title + (f" (lead: {area.leads})" if area.leads else "")
    for gap in tracker.plan.gaps:
        yield "No coverage", f"{gap.title}: {gap.when_text}."


def _row_styles() -> list[Any]:
    text, quiet = look(), look("muted")
    day = look(number_format="d mmm yyyy", wrap=False)
    number = look(horizontal="center", wrap=False)
    kinds = {"Output": look(bold=False), "Earliest": day, "Latest": day, "%": number}
    quiet_ones = {"Id", "Ref", "Section", "Category", "Drawing"}
    return [kinds.get(name, quiet if name in quiet_ones else text) for name, _, _ in COLUMNS]
