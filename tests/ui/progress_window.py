"""The window over a copy of the sample with the Progress page in front, and what a person does in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget

from imgdesk.settings import Settings
from imgdesk.store.desk import Desk
from imgdesk.ui import app as start
from imgdesk.ui.theme import Theme
from imgdesk.views import framework, progress
from tests.ui.settling import settle

TODAY = date(2023, 7, 14)
CTRL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


class ProgressWindow:
    """`open_period` and `closed_period` are the sample's second and first half of 2023."""

    def __init__(self, qtbot, theme: Theme, path: Path, *, read_only: bool = False) -> None:
        self.qtbot = qtbot
        self.notices: list[str] = []
        self.gone_to: list[tuple[str, int]] = []
        self.window, self.controller = start.build(theme, Settings(), today=lambda: TODAY)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.controller.open_path(path, read_only=read_only)
        names = [entry.name for entry in self.window._entries]
        self.window.activateWindow()
        QTest.mouseClick(self.window.rail.button(names.index("Progress")), Qt.MouseButton.LeftButton)
        self.page = self.window.page()
        self.page.notice.connect(self.notices.append)
        self.page.record_wanted.connect(lambda kind, key: self.gone_to.append((kind, key)))
        self.report = self.page.areas.report
        self.table, self.model = self.page.indicators.table, self.page.indicators.model
        self.settle()

    @property
    def desk(self) -> Desk:
        return self.controller.desk

    settle = staticmethod(settle)

    def come_back(self) -> None:
        """Wait until the window is in front again behind a dialog."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
        self.settle()

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def type_over(self, text: str) -> None:
        field = QApplication.focusWidget()
        assert isinstance(field, QPlainTextEdit | QLineEdit | QAbstractSpinBox), field
        field.selectAll()
        QTest.keyClicks(field, text)
        self.settle()

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, CTRL)

    def card(self, place: int = 0) -> progress.CardRow:
        """The card of a focus area in the period in use, as the desk has it."""
        return progress.cards(self.desk, TODAY, period_id=self.page.state.period.id)[place]

    def lines(self, part: str) -> list[str]:
        """The lines of a part as they are shown."""
        return [box.text.raw for box in self.report.parts[part].boxes]

    def stored(self, part: str, place: int = 0) -> list[progress.LineRow]:
        """The lines of a part of an area's report as the desk has them."""
        kept, _ = progress.lines(self.desk, self.card(place).report_id)
        return [row for row in kept if row.part == part]

    def line(self, part: str, place: int = 0):
        return self.report.parts[part].boxes[place]

    def indicator(self, code: str) -> framework.IndicatorRow:
        return next(row for row in framework.indicators(self.desk) if row.code == code)

    def stand_on(self, code: str, column: int) -> None:
        """Put the keyboard on a cell of an indicator."""
        if self.page.state.place != "Indicators":
            self.press(Qt.Key.Key_2, ALT)
        self.table.choose(("indicator", self.indicator(code).id))
        self.table.setCurrentIndex(self.model.index(self.table.currentIndex().row(), column))
        self.table.setFocus()
        self.settle()

    def box(self, name: str):
        """A field of the side panel by its name in words."""
        return self.page.indicators.detail.indicator.boxes[name]
