"""The editor of a focus area's report: what is said of it, and its lines in three parts.

Every edit is a service call of its own, so that undo takes back one thing at a time. A report that does not exist yet
is begun by the first edit, in the same step. A closed period is only read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from imgdesk.domain.progress_words import PARTS, RATING_DEFINITIONS, rating_words
from imgdesk.text import shorten
from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.inspector.editing import Deeds, Editing, focus_beside
from imgdesk.ui.pages.progress_state import Lines, ProgressState
from imgdesk.ui.progress.judgement import Judgement
from imgdesk.ui.progress.lines import LineBox, PartColumn, Wants
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Chip
from imgdesk.ui.widgets.scroll import settle_heights
from imgdesk.views.progress import CardRow

if TYPE_CHECKING:
    from imgdesk.services.progress import Collected
    from imgdesk.store.desk import Desk

_SIDE_BY_SIDE: Final = 820
"""In a narrower page the parts stand below each other."""


class ReportEditor(QWidget):
    """See `show_report`."""

    source_wanted = Signal(object)
    left = Signal()
    """The person goes back to the cards."""
    collected = Signal(object)
    """What collecting did (services.progress.Collected)."""
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.deeds = Deeds(self)
        self.editing = Editing(self)
        self._state: ProgressState | None = None
        self._card: CardRow | None = None
        self.head = Judgement(theme, self.editing, self._set)
        wants = Wants(self._add, self._edit, self._drop, self._move, self._put)
        self.parts = {part: PartColumn(theme, part, self.editing, wants) for part in PARTS}
        self.dropped = Chip("")
        self.legend = WrapLabel(
            " · ".join(f"{rating_words(rating)}: {words}" for rating, words in RATING_DEFINITIONS.items()),
            "small",
        )
        self._removed: tuple = ()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.head)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        for part in self.parts.values():
            self._columns.addWidget(part, 1)
        column.addLayout(self._columns)
        column.addWidget(self.dropped, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.legend)
        column.addStretch(1)

    def _connect(self) -> None:
        self.head.rated.connect(lambda rating: self._set("rag", rating))
        self.head.taken_over.connect(self._take_over)
        self.head.compute_wanted.connect(self._compute)
        self.head.collect_wanted.connect(self.collect)
        for part in self.parts.values():
            part.source_wanted.connect(self.source_wanted)
        for source in (self.deeds, self.editing):
            source.refused.connect(self.refused)
        self.dropped.clicked.connect(self._ask_which)

    def minimumSizeHint(self) -> QSize:
        """Nothing: how tall it is depends on its width, which the scroll area asks for by itself."""
        return QSize(0, 0)

    def show_report(self, state: ProgressState) -> None:
        """Show the report in use; what is being typed stays as long as the focus area and the period do."""
        card, period = state.card, state.period
        self.deeds.desk = state.desk
        same = self._card is not None and card is not None and _place(self._card) == _place(card)
        if not same:
            self.finish()
        self._state, self._card = state, card
        if card is None or period is None:
            return
        self.head.show_card(card, period, editable=state.editable)
        lines: Lines = state.lines()
        for name, part in self.parts.items():
            part.show_lines([row for row in lines.kept if row.part == name], editable=state.editable)
        self._removed = lines.dropped
        count = len(lines.dropped)
        self.dropped.setText(f"{count} removed {'line' if count == 1 else 'lines'}: bring back…")
        self.dropped.setVisible(bool(count) and state.editable)
        settle_heights()

    def forget(self) -> None:
        """Forget the desk."""
        self.finish()
        self.deeds.desk = None
        self._state = self._card = None

    def finish(self) -> None:
        """Keep what is being typed and close the editor, if one is open."""
        self.editing.finish()

    # What is said

    def collect(self) -> None:
        """Fill the report with what the desk knows of its period, and say what that did."""
        from imgdesk import services

        state, done = self._state, []

        def change(desk: Desk, report_id: int) -> None:
            assert state is not None
            done.append(services.progress.collect(desk, report_id, today=state.today))

        self.finish()
        if self._on_report("Collect report", change):
            self.collected.emit(done[0])

    def _set(self, field: str, value: str) -> bool:
        from imgdesk import services

        kept: Any = (value.strip(" %") or None) if field == "percent" else value
        return self._on_report(
            "Begin report",
            lambda desk, report_id: services.progress.edit_report(desk, report_id, **{field: kept}),
        )

    def _take_over(self) -> None:
        from imgdesk import services

        card = self._card
        if card is not None:
            fields = {"rag": card.proposed_rag}
            if not card.rag_reason.strip():
                fields["rag_reason"] = card.proposed_reason
            self._on_report(
                "Take over the proposed rating",
                lambda desk, key: services.progress.edit_report(desk, key, **fields),
            )

    def _compute(self) -> None:
        from imgdesk import services

        state = self._state
        if state is not None:
            self._on_report(
                "Compute progress",
                lambda desk, key: services.progress.compute_percent(desk, key, today=state.today),
            )

    def _on_report(self, label: str, change: Callable[[Desk, int], object]) -> bool:
        """Change the report, begun in the same step where there was none."""
        card = self._card
        if card is None:
            return False
        if card.report_id is not None:
            report_id = card.report_id
            return self.deeds.do(lambda desk: change(desk, report_id))

        def begin(desk: Desk) -> None:
            from imgdesk import services

            with desk.change(label):
                change(desk, services.progress.start_report(desk, card.period_id, card.focus_area_id))

        return self.deeds.do(begin)

    # Lines

    def _add(self, part: str, text: str, behind: int | None) -> bool:
        from imgdesk import services

        ids = [box.id for box in self.parts[part].boxes]
        place = ids.index(behind) + 1 if behind in ids else len(ids)
        following = ids[place] if place < len(ids) else None

        def change(desk: Desk, report_id: int) -> None:
            with desk.change(f"Add {part} “{shorten(text, 48)}”"):
                made = services.progress.add_line(desk, report_id, part, text)
                if following is not None:
                    services.progress.move_line(desk, made, before=following)

        return self._on_report(f"Add {part}", change)

    def _edit(self, line_id: int, field: str, value: str) -> bool:
        from imgdesk import services

        row = next((box.row for box in self._boxes() if box.id == line_id), None)
        if field == "text" and not value.strip() and row is not None and not row.heading:
            return self._drop(line_id)
        return self.deeds.do(lambda desk: services.progress.edit_line(desk, line_id, **{field: value}))

    def _drop(self, line_id: int) -> bool:
        from imgdesk import services

        return self.deeds.do(lambda desk: services.progress.drop_line(desk, line_id))

    def _move(self, line_id: int, before: int | None) -> bool:
        from imgdesk import services

        return self.deeds.do(lambda desk: services.progress.move_line(desk, line_id, before=before))

    def _put(self, line_id: int, part: str) -> bool:
        from imgdesk import services

        return self.deeds.do(lambda desk: services.progress.edit_line(desk, line_id, part=part))

    def _boxes(self) -> list[LineBox]:
        return [box for part in self.parts.values() for box in part.boxes]

    def _ask_which(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in self._removed:
            menu.addAction(
                shorten(row.text or row.heading or " ", 72).replace("&", "&&"), partial(self._restore, row.id)
            )
        menu.popup(self.dropped.mapToGlobal(QPoint(0, self.dropped.height())))

    def _restore(self, line_id: int) -> None:
        from imgdesk import services

        self.deeds.do(lambda desk: services.progress.restore_line(desk, line_id))

    # Keys

    def focused(self) -> tuple[PartColumn, LineBox] | None:
        """Return the line that the keyboard is in, and its part."""
        found = ((part, part.focused()) for part in self.parts.values())
        return next(((part, box) for part, box in found if box is not None), None)

    def shift(self, onward: int) -> None:
        """Move the line that the keyboard is in."""
        at = self.focused()
        if at is not None:
            at[0].shift(at[1], onward)

    def delete(self) -> None:
        """Take the line that the keyboard is in out of the report."""
        at = self.focused()
        if at is not None:
            at[0].drop(at[1].id)

    def take_focus(self) -> None:
        """Put the keyboard on the rating."""
        self.head.take_focus()

    def focusNextPrevChild(self, onward: bool) -> bool:
        return focus_beside(self, onward) or super().focusNextPrevChild(onward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if event.size().width() >= _SIDE_BY_SIDE else way.TopToBottom
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)


def collected_words(done: Collected) -> str:
    """Return what collecting did in a sentence."""
    parts = [
        f"{count} {'line' if count == 1 and place == 0 else 'lines' if place == 0 else ''} {what}".replace(
            "  ", " "
        )
        for place, (count, what) in enumerate(
            ((done.added, "added"), (done.updated, "updated"), (done.removed, "taken away"))
        )
        if count
    ]
    left = f"{done.kept} of yours left as {'it is' if done.kept == 1 else 'they are'}" if done.kept else ""
    if not parts:
        return f"Nothing new to collect{f', {left}' if left else ''}."
    return f"{', '.join(filter(None, (*parts, left)))}."


def _place(card: CardRow) -> tuple[int, int]:
    return card.period_id, card.focus_area_id
