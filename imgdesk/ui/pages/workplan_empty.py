"""What stands in the place of the plan while there is nothing to show: why, and what to do next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.empty_state import EmptyState


class EmptyPlan(EmptyState):
    """Says what a plan lacks; its buttons are import, start, section and clear."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "workplan", parent)

    def say_no_plan(self, *, can: bool) -> None:
        """The desk is new; `can` enables what edits (not in a read-only desk)."""
        self.say(
            "This desk has no workplan yet",
            "Import the Word file that your group works with: its tables become activities, its dates stay as they "
            "were agreed. Or start a new one and type.",
            ("import", "Import a workplan from Word…"),
            ("start", "Start a new one"),
            can=can,
        )

    def say_no_section(self, year: int, *, can: bool) -> None:
        """The plan has nothing that activities could stand in."""
        self.say(
            "This workplan has no section yet",
            "Activities stand in sections, usually one a year.",
            ("section", f"Add a section for {year}"),
            can=can,
        )

    def say_no_match(self) -> None:
        """The filter holds everything back."""
        self.say(
            "No activity matches",
            "The filter above holds back everything there is.",
            ("clear", "Clear filter"),
        )
