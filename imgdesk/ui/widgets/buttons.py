"""Buttons: plain and primary, with a menu, chips for filters, icon buttons.

All take the focus by Tab only, so that a click never steals it from the table being edited and the focus ring shows
where the keyboard is, not where the mouse was.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from imgdesk.ui.theme import Theme

_ARROW_ROOM = "\u00a0" * 5
"""Room for the arrow as spaces, because style sheets centre the text of a button with a menu whatever its padding."""


class Button(QPushButton):
    """A push button; `kind` is plain, primary, quiet or chip. With a menu it shows a small arrow at its right."""

    def __init__(
        self, text: str, kind: str = "plain", parent: QWidget | None = None, *, menu: QMenu | None = None
    ) -> None:
        super().__init__(parent)
        self._room = _ARROW_ROOM if menu is not None else ""
        self.setText(text)
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        if menu is not None:
            self.setMenu(menu)

    def setText(self, text: str) -> None:
        super().setText(text + self._room)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.menu() is None:
            return
        x, y = self.width() - 18.0, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().buttonText().color(), 1.5))
        painter.drawPolyline(
            QPolygonF([QPointF(x - 3.5, y - 1.5), QPointF(x, y + 2), QPointF(x + 3.5, y - 1.5)])
        )
        painter.end()


class Chip(Button):
    """A rounded filter or choice. Checkable, or with a menu; `set_on` lights one that has a menu."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, checkable: bool = False, menu: QMenu | None = None
    ) -> None:
        super().__init__(text, "chip", parent, menu=menu)
        self.setCheckable(checkable)

    def set_on(self, on: bool) -> None:
        """Show that this chip is in force although it is not checkable."""
        self.setProperty("on", "true" if on else "false")
        dressed = self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
        if dressed:  # else it will be when it is first shown
            self.style().unpolish(self)
            self.style().polish(self)


class IconButton(QToolButton):
    """A picture to press. `name` is what it does, in words: its tool tip and accessible name."""

    def __init__(
        self, theme: Theme, icon: str, name: str, parent: QWidget | None = None, *,
        role: str = "muted", checkable: bool = False, size: int = 16,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.bind(self, icon, role, "accent" if checkable else "", size)

    @classmethod
    def for_action(
        cls, theme: Theme, icon: str, action: QAction, parent: QWidget | None = None
    ) -> IconButton:
        """Return a button that triggers and follows `action`."""
        button = cls(theme, icon, action.toolTip(), parent, checkable=action.isCheckable())
        button.setEnabled(action.isEnabled())
        button.setChecked(action.isChecked())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        action.toggled.connect(button.setChecked)
        return button
