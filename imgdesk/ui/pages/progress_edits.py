"""What the Progress page changes: periods, results, indicators, their values, and what contributes to them.

Each is one service call and one step. A text that leaves a question is kept, and the question is told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from imgdesk.errors import UserError
from imgdesk.text import shorten
from imgdesk.ui.dialogs.period_form import PeriodFields
from imgdesk.ui.models.indicator_table import Key
from imgdesk.ui.pages.progress_state import ProgressState
from imgdesk.ui.telling import attempt

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.ui.dialogs.indicator_form import IndicatorFields

State = Callable[[], ProgressState | None]


class ProgressEdits:
    """`refused` is told a refusal, `asked` a question, `deleted` what was deleted in words."""

    def __init__(
        self, state: State, refused: Callable[[str], object], asked: Callable[[str], object],
        deleted: Callable[[str], object],
    ) -> None:  # fmt: skip
        self._state, self._refused, self._asked, self._deleted = state, refused, asked, deleted

    def do(self, change: Callable[[Desk], object]) -> bool:
        """Change the desk; return whether it was done."""
        state = self._state()
        return state is not None and attempt(lambda: change(state.desk), self._refused)

    def _asking(self, change: Callable[[Desk], str]) -> bool:
        asked: list[str] = []
        if not self.do(lambda desk: asked.append(change(desk))):
            return False
        if asked[0]:
            self._asked(asked[0])
        return True

    # Periods

    def save_period(self, period_id: int | None, fields: PeriodFields) -> str:
        """Add a period, or set the fields of one, and use it; return why that cannot be done."""
        from imgdesk import services

        state = self._state()
        if state is None or state.read.plan is None:
            return "There is no workplan to report on."
        said = fields._asdict()
        try:
            if period_id is None:
                plan = state.read.plan.id
                state.choose_period(services.progress.add_period(state.desk, plan, **said))
                state.load()
            else:
                given = {name: value for name, value in said.items() if value or name == "background"}
                services.progress.edit_period(state.desk, period_id, **given)
        except UserError as error:
            return str(error)
        return ""

    def close_period(self) -> None:
        """Close the period in use."""
        from imgdesk import services

        state = self._state()
        at = state.period if state else None
        if state is not None and at is not None:
            self.do(lambda desk: services.progress.close_period(desk, at.id, today=state.today))

    def reopen_period(self) -> None:
        """Open the period in use again."""
        from imgdesk import services

        state = self._state()
        at = state.period if state else None
        if at is not None:
            self.do(lambda desk: services.progress.reopen_period(desk, at.id))

    def delete_period(self) -> None:
        """Delete the period in use with its reports and values."""
        from imgdesk import services

        state = self._state()
        at = state.period if state else None
        if at is not None and self.do(lambda desk: services.progress.delete_period(desk, at.id)):
            self._deleted(f"“{shorten(at.title, 48)}”")

    # Results and indicators

    def keep(self, key: Key, field: str, value: str) -> bool:
        """Set a field of a result or an indicator from what was typed; return whether it was kept."""
        from imgdesk import services

        kind, record = key
        if kind == "result":
            return self.do(lambda desk: services.framework.edit_result(desk, record, **{field: value}))
        if field == "actual":
            state = self._state()
            at = state.period if state else None
            return at is not None and self.put_value(f"actual:{record}", at.id, value)
        kept: object = bool(value) if field == "cumulative" else value
        return self._asking(lambda desk: services.framework.edit_indicator(desk, record, **{field: kept}))

    def put_value(self, kind_and_indicator: str, period_id: int, text: str) -> bool:
        """Set the target or the actual value ("actual:7") of a period; nothing typed takes it away."""
        from imgdesk import services

        kind, _, indicator = kind_and_indicator.partition(":")
        return self._asking(
            lambda desk: services.framework.set_value(desk, int(indicator), period_id, text, kind)
        )

    def edit_value(self, value_id: int, field: str, value: object) -> bool:
        """Set a field of a value."""
        from imgdesk import services

        return self._asking(lambda desk: services.framework.edit_value(desk, value_id, **{field: value}))

    def add_indicator(self, fields: IndicatorFields, made: Callable[[int], object]) -> str:
        """Add an indicator and hand on its id; return why that cannot be done."""
        from imgdesk import services

        state = self._state()
        if state is None:
            return ""
        said = fields._asdict()
        result_id, title = said.pop("result_id"), said.pop("title")
        try:
            made(services.framework.add_indicator(state.desk, result_id, title, **said))
        except UserError as error:
            return str(error)
        return ""

    def add_result(self, code: str, title: str) -> str:
        """Add a result to the framework in use, begun where there is none; return why that cannot be done."""
        from imgdesk import services

        state = self._state()
        if state is None:
            return ""
        try:
            with state.desk.change(f"Add result “{shorten(title or ' ', 48)}”"):
                one = state.framework
                key = one.id if one else services.framework.add_framework(state.desk, "Results framework")
                services.framework.add_result(state.desk, key, title, code=code)
        except UserError as error:
            return str(error)
        return ""

    def delete(self, key: Key, name: str) -> None:
        """Delete a result or an indicator."""
        from imgdesk import services

        kind, record = key
        verb = services.framework.delete_result if kind == "result" else services.framework.delete_indicator
        if self.do(lambda desk: verb(desk, record)):
            self._deleted(f"“{shorten(name or kind, 48)}”")

    def link(self, activity_id: int, result_id: int, on: bool) -> bool:
        """Say that an activity contributes to a result, or no longer."""
        from imgdesk import services

        verb = services.framework.link_activity if on else services.framework.unlink_activity
        return self.do(lambda desk: verb(desk, activity_id, result_id))
