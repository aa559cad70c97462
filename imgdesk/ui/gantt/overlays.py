"""What a person may lay over the chart: ghosts of a version, labels beside the bars, the critical chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, Signal

from imgdesk.text import shorten
from imgdesk.ui.models.plan_columns import COLUMNS
from imgdesk.views.workplan import ActivityRow

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline
    from imgdesk.views.versions import GhostRow

LABELS: Final = tuple(column.key for column in COLUMNS)
"""What can stand beside a bar."""
MOST_LABELS: Final = 3
_PLACES: Final = {column.key: place for place, column in enumerate(COLUMNS)}


class Overlays(QObject):
    """Of one timeline; the picture asks it row by row."""

    changed = Signal()

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self._ghosts: Mapping[int, GhostRow] = {}
        self.ghost_title = ""
        self.labels: tuple[str, ...] = ()
        self.critical_shown = False

    # Ghosts

    def set_ghosts(self, ghosts: Mapping[int, GhostRow] | None, title: str = "") -> None:
        """Show where the bars stood in a version, or with None no longer."""
        self._ghosts, self.ghost_title = ghosts or {}, title if ghosts is not None else ""
        self.changed.emit()

    def ghost(self, activity_id: int) -> GhostRow | None:
        """Return where an activity stood in the version shown."""
        return self._ghosts.get(activity_id)

    def ghost_words(self, row: ActivityRow) -> list[str]:
        """Return what the version said about a row, where it said something else."""
        if not self.ghost_title:
            return []
        ghost = self._ghosts.get(row.id)
        if ghost is None:
            return [f"{self.ghost_title}: not there yet"]
        if ghost.when_text == row.when_text and (ghost.earliest, ghost.latest) == (row.earliest, row.latest):
            return []
        return [f"{self.ghost_title}: {shorten(ghost.when_text, 80) or 'no date'}"]

    # Labels

    def set_labels(self, labels: Sequence[str]) -> None:
        """Write up to three of LABELS beside the bars: left of them, right of them, and at the right edge.

        "" leaves a place free. Raises ValueError for a name that is none of LABELS.
        """
        if len(labels) > MOST_LABELS or set(labels) - {*LABELS, ""}:
            raise ValueError(f"no labels: {labels!r}")
        self.labels = tuple(labels)
        self.changed.emit()

    def label_texts(self, row: ActivityRow) -> list[str]:
        """Return the texts of a row's labels."""
        plan = self._timeline.tree.plan()
        return [plan.cell(row, _PLACES[key]) if key else "" for key in self.labels]

    # Critical chain

    def show_critical(self, on: bool) -> None:
        """Let the activities and links with least room stand out, or no longer."""
        self.critical_shown = on
        self.changed.emit()

    def dimmed(self, activity_id: int) -> bool:
        """Return whether a row steps back, because it is not of the critical chain that is shown."""
        desk = self._timeline.desk
        return self.critical_shown and desk is not None and activity_id not in desk.critical_ids()

    def legend(self) -> list[tuple[str, str]]:
        """Return what the header explains, as pairs of a mark (ghost, critical) and words."""
        found = [("ghost", self.ghost_title)] if self.ghost_title else []
        if self.critical_shown:
            found.append(("critical", self._critical_words()))
        return found

    def _critical_words(self) -> str:
        desk = self._timeline.desk
        least = desk.critical().least if desk is not None else None
        if least is None:
            return "critical chain: no links between dated activities"
        days = "1 day" if abs(least) == 1 else f"{abs(least)} days"
        return f"critical chain, {days} too short" if least < 0 else f"critical chain, {days} to spare"

    # Handles

    def shows_handles(self, index: QModelIndex) -> bool:
        """Return whether a row shows the dots of links: the one under the mouse, and the one the keyboard is in."""
        timeline = self._timeline
        if not timeline.can_edit or timeline.gestures is None or timeline.gestures.dragging:
            return False
        row = timeline.tree.plan().activity(index)
        if row is not None and row.id == timeline.tree.hovered_id:
            return True
        current = timeline.tree.currentIndex()
        return timeline.body.hasFocus() and index == current.siblingAtColumn(0)
