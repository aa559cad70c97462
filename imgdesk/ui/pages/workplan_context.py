"""What the editors of the workplan ask while they are open: whom to complete, what to choose, what a date means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from imgdesk.ui.models.plan_state import PlanState
from imgdesk.views import activity as activity_view
from imgdesk.views.people import organizations


class PlanContext:
    """Follows editors.EditContext over whatever plan `state` returns."""

    def __init__(self, state: Callable[[], PlanState | None]) -> None:
        self._state = state

    def organizations(self) -> Sequence[str]:
        """Return the short names that leads and partners are completed from."""
        state = self._state()
        return [row.short for row in organizations(state.desk)] if state else []

    def categories(self) -> Sequence[str]:
        """Return the categories to choose from."""
        state = self._state()
        return activity_view.categories(state.desk) if state else []

    def events(self) -> Sequence[tuple[str, str]]:
        """Return the events that an activity can hang on."""
        state = self._state()
        rows = state.plan.events if state and state.plan else []
        return [
            (str(row.id), f"{row.title}, {row.when_text}" if row.when_text else row.title) for row in rows
        ]

    def understood(self, text: str, activity_id: int) -> tuple[str, str]:
        """Return what a date of an activity means, read with its section's year and the group's hemisphere."""
        from imgdesk.ui.editors import meaning

        state = self._state()
        if state is None:
            return "text", ""
        return meaning(text, year=state.year_of(activity_id), hemisphere=activity_view.hemisphere(state.desk))
