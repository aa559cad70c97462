"""What the Actions page shows: the register, the filter and the order in force, and whom and what its editors offer.

An action that no longer passes the filter because of an edit stays where it is until the filter, the order or the desk
changes: nothing jumps away from under the hands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from imgdesk.views import actions as view
from imgdesk.views.actions import PRESSING, STILL_OPEN, ActionFilter, Order, RegisterRow
from imgdesk.views.activity import hemisphere

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

TABLES: Final = frozenset(
    (
        "action_point", "action_owner", "action_appearance", "meeting", "meeting_series", "activity", "organization",
        "person", "activity_focus_area", "focus_area",
    )
)  # fmt: skip
"""The tables that the register is read from."""
_MANY: Final = 200
"""More new actions than this are laid out anew."""


class ActionsState:
    """The register of one desk; `today` is asked at every reading."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        self.desk = desk
        self._today = today
        self.wanted: ActionFilter = STILL_OPEN
        self.order: Order = PRESSING
        self.rows: list[RegisterRow] = []
        self._folded: dict[RegisterRow, str] = {}
        self.load()

    def load(self) -> None:
        """Read everything."""
        self.rows = view.everything(self.desk, self._today())
        self._folded.clear()

    def passing(self) -> list[RegisterRow]:
        """Return the actions that pass the filter, in the order in force."""
        return view.arranged(view.sift(self.rows, self.wanted, self._today(), self._fold), self.order)

    def laid_over(self, shown: Sequence[int]) -> list[RegisterRow]:
        """Return what is to be shown after a change: what was shown, where it was, and what has come in its place."""
        known, passing = {row.id: row for row in self.rows}, self.passing()
        found = [known[key] for key in shown if key in known]
        before = {row.id for row in found}
        new = [place for place, row in enumerate(passing) if row.id not in before]
        if len(new) > _MANY:
            return passing
        for place in new:
            ahead = passing[place - 1].id if place else 0
            at = next((here + 1 for here, row in enumerate(found) if row.id == ahead), 0)
            found.insert(at, passing[place])
        return found

    def counts(self) -> view.Counts:
        """Count what is still to be done in the whole register."""
        return view.counts(self.rows)

    def row(self, action_id: int) -> RegisterRow | None:
        """Return an action, None when it is gone."""
        return next((row for row in self.rows if row.id == action_id), None)

    def _fold(self, row: RegisterRow) -> str:
        text = self._folded.get(row)
        if text is None:
            text = self._folded[row] = view.fold(row)
        return text


class ActionContext:
    """What editors ask while they are open, over whatever register `state` returns."""

    def __init__(self, state: Callable[[], ActionsState | None]) -> None:
        self._state = state

    def names(self) -> Sequence[str]:
        """Return whom an action can be given to."""
        state = self._state()
        return view.owner_names(state.desk) if state else []

    def choices(self, field: str) -> list[tuple[str, str]]:
        """Return what a series_id, an activity_id or a decision_id can be, as (id as text, words)."""
        state = self._state()
        if state is None:
            return []
        reads = {"series_id": view.series, "activity_id": view.activities, "decision_id": view.decisions}
        return [(str(value), words) for value, words in reads[field](state.desk)]

    def understood(self, text: str, action_id: int) -> tuple[str, str]:
        """Return what a due date means, read with the year in which the action was agreed."""
        from imgdesk.ui.editors import meaning

        state = self._state()
        if state is None:
            return "text", ""
        row = state.row(action_id)
        return meaning(text, year=row.year if row else None, hemisphere=hemisphere(state.desk))
