"""The small window over a link: its kind, its lag, and unlinking."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QLabel, QSpinBox, QWidget

from imgdesk.text import shorten
from imgdesk.ui.gantt.chart_desk import ChartDesk
from imgdesk.ui.gantt.gestures import LINK_WORDS
from imgdesk.ui.widgets.buttons import Button
from imgdesk.views.workplan import LinkRow

_MOST_DAYS = 3660


class LinkPopup(QFrame):
    """Return keeps kind and lag as one change, Esc leaves all as it was."""

    def __init__(self, desk: ChartDesk, link: LinkRow, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._desk, self._link = desk, link
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("Link")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of link")
        second = shorten(desk.name(link.to_id), 36)
        for kind, words in LINK_WORDS.items():
            self.kind.addItem(f"“{second}” {words}", kind)
        self.kind.setCurrentIndex(self.kind.findData(link.kind))
        self.lag = QSpinBox()
        self.lag.setAccessibleName("Days between, negative for a lead")
        self.lag.setRange(-_MOST_DAYS, _MOST_DAYS)
        self.lag.setValue(link.lag_days)
        self.keep, self.unlink = Button("Keep", "primary"), Button("Unlink")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        self.unlink.clicked.connect(self._unlink)
        self._lay_out(shorten(desk.name(link.from_id), 48))

    def _lay_out(self, first: str) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(16, 16, 16, 16)
        form.addRow(self.kind)
        after = QLabel(f"“{first}”")
        after.setTextFormat(Qt.TextFormat.PlainText)
        form.addRow(after)
        form.addRow("Days between", self.lag)
        buttons = QHBoxLayout()
        buttons.addWidget(self.unlink)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        form.addRow(buttons)

    def open_at(self, place: QPoint) -> None:
        """Show the window at a place of the screen, within it."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = min(place.x(), room.right() - self.width())
        y = min(place.y() + 8, room.bottom() - self.height())
        self.move(max(x, room.left()), max(y, room.top()))
        self.show()
        self.kind.setFocus()

    def _keep(self) -> None:
        kind, lag = self.kind.currentData(), self.lag.value()
        self.close()
        if (kind, lag) != (self._link.kind, self._link.lag_days):
            self._desk.edit_link(self._link.id, kind, lag)

    def _unlink(self) -> None:
        self.close()
        self._desk.unlink(self._link.id)
