"""What the Progress page lacks, and what to do about it."""

from __future__ import annotations

from typing import Final, NamedTuple

from imgdesk.ui.dialogs.period_form import ready_periods
from imgdesk.ui.pages.progress_state import AREAS, COVERAGE, INDICATORS, ProgressState


class Missing(NamedTuple):
    """What is said, and the (name, words) of at most two buttons."""

    heading: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()


_WORKPLAN: Final = ("workplan", "Import a workplan…")
_NO_PLAN: Final = Missing(
    "This desk has no workplan yet", "Progress is reported by the focus areas of a workplan.", (_WORKPLAN,)
)
_NO_AREAS: Final = Missing(
    "This workplan has no focus areas",
    "Import the workplan that names them: its areas become cards here.",
    (_WORKPLAN,),
)
_NO_FRAMEWORK: Final = Missing(
    "This desk has no results framework yet",
    "Results say what the work is for; indicators, how that is measured.",
    (("framework", "Import a framework…"), ("result", "Add a result…")),
)
_NO_INDICATORS: Final = Missing(
    "No indicators yet",
    "An indicator says what a result is measured by, from where and up to what.",
    (("indicator", "New indicator…"),),
)
_NO_MATCH: Final = Missing(
    "No indicator matches",
    "The filter above holds back everything there is.",
    (("clear", "Clear filter"),),
)


def missing_in(state: ProgressState) -> Missing | None:
    """Return what the part in use cannot be shown without, None where there is something to show."""
    if state.read.plan is None and state.place != INDICATORS:
        return _NO_PLAN
    return {AREAS: _area, INDICATORS: _indicator, COVERAGE: _coverage}[state.place](state)


def _area(state: ProgressState) -> Missing | None:
    if state.period is not None:
        return None if state.cards() else _NO_AREAS
    ready = ready_periods(state.today)[0]
    return Missing(
        "Add a reporting period",
        "Each focus area is reported on by period: a quarter, a half, a year, or any stretch that the group agreed on.",
        (("ready", f"Add {ready[:1].lower()}{ready[1:]}"), ("period", "Another period…")),
    )


def _indicator(state: ProgressState) -> Missing | None:
    if not state.read.results:
        return _NO_FRAMEWORK
    if not state.read.indicators:
        return _NO_INDICATORS
    return None if state.shown() else _NO_MATCH


def _coverage(state: ProgressState) -> Missing | None:
    if not state.read.results:
        return _NO_FRAMEWORK
    matrix = state.matrix()
    return _NO_AREAS if matrix is not None and not matrix.areas else None
