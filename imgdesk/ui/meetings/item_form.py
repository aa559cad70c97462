"""The fields of an agenda item, opened in its place in the list: title, presenter, minutes planned, every meeting."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from imgdesk.text import one_line
from imgdesk.ui.edit_keys import holds_focus


class ItemFields(NamedTuple):
    """What is said of an item; `minutes` as it was typed."""

    title: str = ""
    presenter: str = ""
    minutes: str = ""
    recurring: bool = False

    def planned(self) -> int | None:
        """Return the minutes planned, None for none; ValueError for what is no whole number."""
        typed = one_line(self.minutes).rstrip("'′ ").removesuffix("min").strip()
        return int(typed) if typed else None


class ItemForm(QFrame):
    """Return keeps, Escape drops, leaving keeps what was typed."""

    kept = Signal(object, bool)
    """ItemFields; whether Return was pressed"""
    dropped = Signal()

    def __init__(self, fields: ItemFields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAutoFillBackground(True)
        self.title = QLineEdit(fields.title, placeholderText="What is to be discussed")
        self.presenter = QLineEdit(fields.presenter, placeholderText="Presenter")
        self.minutes = QLineEdit(fields.minutes, placeholderText="min")
        self.minutes.setFixedWidth(56)
        self.recurring = QCheckBox("At every meeting")
        self.recurring.setChecked(fields.recurring)
        names = (("Item", self.title), ("Presenter", self.presenter), ("Minutes planned", self.minutes))
        for name, line in names:
            line.setAccessibleName(name)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.presenter, 1)
        row.addWidget(self.minutes)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.recurring)
        self._done = False
        for part in (self.title, self.presenter, self.minutes, self.recurring):
            part.installEventFilter(self)
        self.setFocusProxy(self.title)
        self.title.selectAll()

    def fields(self) -> ItemFields:
        """Return what is typed."""
        return ItemFields(
            one_line(self.title.text()),
            self.presenter.text(),
            self.minutes.text(),
            self.recurring.isChecked(),
        )

    def finish(self, *, returned: bool = False) -> None:
        """Keep what is typed, once."""
        if not self._done:
            self._done = True
            self.kept.emit(self.fields(), returned)

    def resume(self) -> None:
        """Go on: what was typed could not be kept."""
        self._done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        ):  # fmt: skip
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._key(event.key())
                return True
        if event.type() == QEvent.Type.FocusOut and not self._done:
            window_left = QApplication.focusWidget() is None
            if not window_left and self.isVisible() and not holds_focus(self):
                self.finish()
        return False

    def _key(self, key: int) -> None:
        if key != Qt.Key.Key_Escape:
            self.finish(returned=True)
        elif not self._done:
            self._done = True
            self.dropped.emit()
