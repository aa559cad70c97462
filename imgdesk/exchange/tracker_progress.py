"""The sheets of the tracker that tell progress: Progress, Indicators, and Definitions of the words on both.

Progress has a row for each focus area in the newest period with a report, as people judged it. Each sheet is there only
when there is something to show. Values are numbers beside the words that say them, ids are text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.indicator_text import value_words
from imgdesk.domain.progress_words import (
    PARTS,
    RATING_DEFINITIONS,
    RATING_ROLES,
    RATINGS,
    TREND_WORDS,
    rating_words,
)
from imgdesk.exchange.tracker_style import Look, add_rules, cell, look, word_rule
from imgdesk.exchange.tracker_tables import choice, put_table, set_up_table
from imgdesk.text import one_line, shorten
from imgdesk.views import framework, progress
from imgdesk.views.framework import IndicatorRow
from imgdesk.views.progress import PeriodRow, ReportRow

if TYPE_CHECKING:
    from imgdesk.exchange.tracker import Tracker
    from imgdesk.store.desk import Desk
    from imgdesk.views.workplan import FocusAreaRow

SHORT: Final = 2000
"""So much of the lines of a part stands in a cell: the whole is in the progress report."""
AREAS: Final = (
    ("Id", 12, True),
    ("No.", 5, False),
    ("Focus area", 26, False),
    ("Lead", 12, False),
    ("Status", 14, False),
    ("%", 6, False),
    ("How found", 24, False),
    ("Trend", 9, False),
    ("Reason", 30, False),
    ("Key results", 44, False),
    ("Challenges", 34, False),
    ("Way forward", 34, False),
)
INDICATORS: Final = (
    ("Id", 12, True),
    ("Code", 8, False),
    ("Result", 26, False),
    ("Indicator", 40, False),
    ("Measure", 11, False),
    ("Direction", 11, False),
    ("Baseline", 10, False),
    ("Baseline as worded", 22, False),
    ("Target", 10, False),
    ("Target as worded", 22, False),
    ("Actual", 10, False),
    ("Actual as worded", 18, False),
    ("Way there", 9, False),
    ("Achievement", 22, False),
    ("Question", 28, False),
)
STATUS: Final = "E"
RATED: Final = tuple(map(rating_words, RATINGS))
"""What a status is chosen from."""
LIST: Final = "Rating"
"""The name of that list on the sheet of the hidden lists."""
MEASURES: Final = {
    "unit": "a count of something",
    "percentage": "a share in per cent",
    "nominal": "one of several categories",
    "ordinal": "one of several categories that have an order",
    "qualitative": "told in words, not in numbers",
}
DIRECTIONS: Final = {
    "ascending": "better when it rises",
    "descending": "better when it falls",
    "maintain": "to be kept at the level of the target: met or not met",
}
STATUSES: Final = {
    "planned": "not begun yet",
    "under way": "begun, not finished",
    "done": "finished",
    "delayed": "will be later than agreed",
    "cancelled": "will not be done",
}


class Progress(NamedTuple):
    """What of a desk's progress the tracker shows; `period` None: no focus area has a report."""

    period: PeriodRow | None
    reports: dict[int, ReportRow]
    indicators: list[IndicatorRow]
    results: dict[int, str]


def read_progress(desk: Desk, workplan_id: int) -> Progress:
    """Return the newest reports on the focus areas of a workplan, and all indicators."""
    period = progress.newest_reported(desk, workplan_id)
    reports = progress.reports_of(desk, period) if period is not None else []
    names = {
        row.id: one_line(f"{row.code} {row.title}")
        for frame in framework.frameworks(desk)
        for row in framework.results(desk, frame.id)
    }
    rows = framework.indicators(desk)
    return Progress(period, {row.focus_area: row for row in reports}, rows, names)


def write_progress(tracker: Tracker, found: Progress) -> None:
    """Add the sheets for which there is something to show."""
    if found.period is not None:
        _areas(tracker, found, found.period)
    if found.indicators:
        _indicators(tracker, found)
    if found.period is not None or found.indicators:
        _definitions(tracker, found)


def _areas(tracker: Tracker, found: Progress, period: PeriodRow) -> None:
    sheet = tracker.book.create_sheet("Progress")
    last = 2 + max(1, len(tracker.plan.focus_areas))
    set_up_table(sheet, AREAS, 2, last, tracker.foot, stays="D")
    add_rules(
        sheet,
        [
            word_rule(STATUS, 3, last, word, role, "grid" if role == "muted" else f"{role}bg")
            for word, role in RATING_ROLES.items()
        ],
    )
    sheet.data_validations.append(
        choice(tracker.list_column(LIST), len(RATED), f"{STATUS}3:{STATUS}{last}", "Status")
    )
    title = (
        f"{shorten(period.title, 120)}, {'closed' if period.status == 'closed' else 'open: not final yet'}"
    )
    sheet.append([None, cell(sheet, title, look(bold=True, size=12, wrap=False, line=""))])
    rows = (list(_area(tracker, area, found.reports.get(area.number))) for area in tracker.plan.focus_areas)
    middle = look(horizontal="center", wrap=False)
    put_table(sheet, AREAS, 2, rows, {"Id": look("muted"), "No.": middle, "%": middle})


def _area(tracker: Tracker, area: FocusAreaRow, row: ReportRow | None) -> Iterator[object]:
    yield f"report:{row.id}" if row else ""
    yield area.number
    yield area.short_title or area.title
    yield area.leads
    if row is None:
        yield "nothing recorded"
        yield from [None] * (len(AREAS) - 5)
        return
    ref = f"Focus area {area.number}"
    yield rating_words(row.rag)
    yield row.percent
    yield _how(tracker, ref, row)
    yield TREND_WORDS[row.trend]
    yield tracker.held(ref, "Reason", row.rag_reason)
    for part in PARTS:
        yield _in_short(row, part)


def _how(tracker: Tracker, ref: str, row: ReportRow) -> str:
    if row.percent is None and not row.percent_reason:
        return ""
    way = "computed" if row.percent_how == "computed" else "set by hand"
    return tracker.held(ref, "How found", f"{way}: {row.percent_reason}" if row.percent_reason else way)


def _in_short(row: ReportRow, part: str) -> str:
    """Return the lines of a part, each on a line of the cell: its heading and its text, shortened."""
    told = []
    for line in row.lines:
        heading, text = one_line(line.heading), one_line(line.text)
        if line.part == part and (heading or text):
            told.append(shorten(": ".join(filter(None, (heading, text))), 300))
    whole = "\n".join(f"• {line}" for line in told)
    if len(whole) <= SHORT:
        return whole
    return whole[:SHORT].rpartition("\n")[0] + "\n• and more, see the progress report"


def _indicators(tracker: Tracker, found: Progress) -> None:
    sheet = tracker.book.create_sheet("Indicators")
    last = 1 + len(found.indicators)
    set_up_table(sheet, INDICATORS, 1, last, tracker.foot, stays="C")
    number = look(number_format="#,##0.######", horizontal="center", wrap=False)
    quiet = look("muted")
    styles: dict[str, Look] = dict.fromkeys(("Baseline", "Target", "Actual"), number)
    styles |= {
        "Id": quiet,
        "Code": quiet,
        "Way there": look(number_format="0%", horizontal="center", wrap=False),
    }
    rows = (list(_indicator(tracker, found, row)) for row in found.indicators)
    put_table(sheet, INDICATORS, 1, rows, styles)


def _indicator(tracker: Tracker, found: Progress, row: IndicatorRow) -> Iterator[object]:
    ref = row.code or f"indicator:{row.id}"
    yield f"indicator:{row.id}"
    yield row.code
    yield tracker.held(ref, "Result", found.results.get(row.result_id, row.result))
    yield tracker.held(ref, "Indicator", row.title)
    yield row.measure
    yield row.direction
    yield row.baseline_value
    when = str(row.baseline_year or "") or row.baseline_when
    worded = value_words(row.baseline_value, row.unit, row.baseline_text)
    yield tracker.held(
        ref, "Baseline", worded if not when or when in worded else f"{worded} ({when})".strip()
    )
    yield row.target_value
    yield tracker.held(ref, "Target", value_words(row.target_value, row.unit, row.target_text))
    yield row.actual_value
    yield tracker.held(ref, "Actual", row.actual_text or framework.last_words(row))
    yield row.share
    yield framework.achieved(row)
    yield tracker.held(ref, "Question", "\n".join(row.questions))


def _definitions(tracker: Tracker, found: Progress) -> None:
    sheet = tracker.book.create_sheet("Definitions")
    for letter, width in (("A", 28), ("B", 96)):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    head, label, text = look("muted", fill="grid", bold=True, size=9), look(bold=True), look()
    for title, words in _words(found):
        sheet.append([cell(sheet, title, head), cell(sheet, "", head)])
        for name, meaning in words.items():
            sheet.append([cell(sheet, name, label), cell(sheet, meaning, text)])
        sheet.append([])


def _words(found: Progress) -> Iterator[tuple[str, dict[str, str]]]:
    if found.period is not None:
        yield (
            "Status of a focus area",
            {rating_words(word): RATING_DEFINITIONS[word] for word in RATINGS},
        )
        yield (
            "Trend",
            {TREND_WORDS[way]: f"{way} than in the period before" for way in ("better", "worse")}
            | {TREND_WORDS["same"]: "as in the period before", TREND_WORDS[""]: "nothing to compare with"},
        )
        how = {"computed": "the mean progress of the area's activities that are dated in the period"}
        yield "How a percentage was found", how | {"set by hand": "given by a person, with the reason"}
    if found.indicators:
        yield "Measure of an indicator", MEASURES
        yield "Direction of an indicator", DIRECTIONS
        way = "(actual - baseline) / (target - baseline); empty where there is no such number"
        yield "Progress of an indicator", {"Way there": way}
    yield "Status of an activity", STATUSES
