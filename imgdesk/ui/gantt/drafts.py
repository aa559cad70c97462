"""What a gesture would write, and what it says about it before it is written: texts of dates, lines of a tip.

Knows rows and dates, no mouse and no painter. A gesture that would change nothing gives no text.
What moves dates is imported by the first gesture, not by the window that opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from imgdesk.text import shorten
from imgdesk.ui.gantt.chart_desk import ChartDesk, Moved
from imgdesk.views.wording import day_words
from imgdesk.views.workplan import ActivityRow

if TYPE_CHECKING:
    from imgdesk.domain.moves import Edge, SpanUnit
    from imgdesk.domain.schedule_network import Slip
    from imgdesk.domain.timing import Timing

NAMED_SLIPS: Final = 3
_ONE_UNIT: Final = (1, 4, 7, 9, 15, 31, 92, 184, 366)
"""Days that come nearest to one step of each unit that a date can have, the shortest first."""


def movable(timing: Timing) -> bool:
    """Return whether a date says something that can be moved; one that only its section's year gives does not."""
    from imgdesk.domain.rewriting import manner

    return manner(timing) is not None


def dragged(
    desk: ChartDesk, rows: Iterable[ActivityRow], kind: str, days: int, *, to_days: bool
) -> dict[int, Moved]:
    """Return by id what dragging bars (`kind` move), or one of their ends (start, end), by so many days would write."""
    found: dict[int, Moved] = {}
    for row in rows if days else ():
        timing = desk.timing(row)
        text = _dragged_text(timing, kind, days, to_days)
        if text is not None and text != row.when_text:
            found[row.id] = desk.moved(row, text)
    return found


@lru_cache(maxsize=4096)
def _dragged_text(timing: Timing, kind: str, days: int, to_days: bool) -> str | None:
    """Return one row's text; remembered, because the rows of a large selection share most of their dates."""
    from imgdesk.domain.moves import moved, resized

    if kind == "move":
        return moved(timing, days, to_days=to_days)
    return resized(timing, "start" if kind == "start" else "end", days, to_days=to_days)


def drawn(desk: ChartDesk, row: ActivityRow, first: date, last: date, unit: SpanUnit) -> dict[int, Moved]:
    """Return what drawing a row's date from one day to another would write."""
    from imgdesk.domain.moves import dated

    text = dated(desk.timing(row), first, last, unit)
    return {row.id: desk.moved(row, text)} if text != row.when_text else {}


def drawn_new(first: date, last: date, unit: SpanUnit) -> tuple[str, date, date]:
    """Return the date of an activity drawn where there is none yet, and its window."""
    from imgdesk.domain.moves import span_window, spanned

    return spanned(first, last, unit), *span_window(first, last, unit)


def stepped(desk: ChartDesk, rows: Iterable[ActivityRow], how: str, way: int) -> dict[int, str]:
    """Return by id what one press of a key writes: `how` is nudge, days, start or end, `way` 1 (later) or -1."""
    from imgdesk.domain.moves import moved, nudged

    found: dict[int, str] = {}
    for row in rows:
        timing = desk.timing(row)
        if how == "nudge":
            text = nudged(timing, way)
        elif how == "days":
            text = moved(timing, way, to_days=True)
        else:
            text = _one_unit(timing, "start" if how == "start" else "end", way)
        if text is not None and text != row.when_text:
            found[row.id] = text
    return found


def _one_unit(timing: Timing, edge: Edge, way: int) -> str | None:
    from imgdesk.domain.moves import resized

    texts = (resized(timing, edge, way * days) for days in _ONE_UNIT)
    return next((text for text in texts if text is not None), None)


def taken_off(desk: ChartDesk, rows: Iterable[ActivityRow]) -> dict[int, str]:
    """Return by id what taking the dates off writes, of the rows that have one."""
    from imgdesk.domain.moves import undated

    found: dict[int, str] = {}
    for row in rows:
        timing = desk.timing(row)
        if movable(timing) or not timing.understood:
            text = undated(timing)
            if text != row.when_text:
                found[row.id] = text
    return found


def said_of(row: ActivityRow, drafts: dict[int, Moved]) -> list[str]:
    """Return what is said of the row under the mouse and how many go along."""
    from imgdesk.domain.moves import preview

    mine = drafts.get(row.id)
    more = len(drafts) - (mine is not None)
    first = preview(row.when_text, mine.text) if mine else preview(row.when_text, row.when_text)
    if mine is None:
        first = f"{shorten(row.when_text, 60) or 'no date'}: stays"
    return [first, f"and {more} more" if more else ""]


def said_of_slips(desk: ChartDesk, slips: Sequence[Slip]) -> list[str]:
    """Return what would have to slip, in words: one is named with its reason, of many the first few."""
    if not slips:
        return []
    if len(slips) == 1:
        from imgdesk.domain.schedule import slip_sentence

        slip = slips[0]
        return [slip_sentence(slip, {row_id: desk.name(row_id) for row_id in slip.chain})]
    names = ", ".join(f"“{shorten(desk.name(slip.id), 26)}”" for slip in slips[:NAMED_SLIPS])
    rest = len(slips) - NAMED_SLIPS
    return [f"{len(slips)} would have to slip: {names}{f' and {rest} more' if rest > 0 else ''}"]


def beyond(desk: ChartDesk, row: ActivityRow) -> str:
    """Return, in words, whether a date reaches beyond the plan's own period; "" where it does not."""
    first, last = desk.period()
    if last is not None and row.latest is not None and row.latest > last:
        return f"Beyond the plan, which ends on {day_words(date.fromisoformat(last))}"
    if first is not None and row.earliest is not None and row.earliest < first:
        return f"Before the plan, which begins on {day_words(date.fromisoformat(first))}"
    return ""


def why_not(desk: ChartDesk, row: ActivityRow, kind: str) -> str:
    """Return, in one sentence, why a bar or one of its ends cannot be moved; "" where it can be."""
    timing = desk.timing(row)
    name = f"“{shorten(row.output, 40) or 'Untitled'}”"
    if not movable(timing):
        return f"{name} has no date of its own to move: draw one on its row, or type it."
    if (kind == "start" and timing.earliest is None) or (kind == "end" and timing.latest is None):
        return f"This end of {name} is open ({shorten(row.when_text, 40)}): type a date to close it."
    return ""
