"""What stands at the right of a table: one sheet of several, each of which scrolls, or a heading and a paragraph."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from imgdesk.ui.field_box import FieldBox
from imgdesk.ui.inspector.editing import as_they_lie
from imgdesk.ui.inspector.frame import SideFrame
from imgdesk.ui.inspector.words import Words
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.scroll import ScrollArea


class Sheets(QStackedWidget):
    """Shows the sheet that it is told to, at first `nothing`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nothing = Words()
        self._places: dict[QWidget, int] = {}
        self.add(self.nothing)

    def add(self, *sheets: QWidget) -> None:
        """Take sheets to be shown."""
        for sheet in sheets:
            area = ScrollArea(sheet, "")
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.viewport().setAutoFillBackground(False)
            sheet.setAutoFillBackground(False)
            self._places[sheet] = self.addWidget(area)

    def show_sheet(self, sheet: QWidget) -> None:
        """Show one of the sheets."""
        self.setCurrentIndex(self._places[sheet])

    def say(self, heading: str, text: str) -> None:
        """Show a heading and a paragraph."""
        self.nothing.say(heading, text)
        self.show_sheet(self.nothing)

    def take_focus(self) -> None:
        """Put the keyboard on the first field, one that can be edited if there is any."""
        boxes = [box for box in self.findChildren(FieldBox) if box.isVisible()]
        wanted = [box for box in boxes if box.editable] or boxes
        if wanted:
            as_they_lie(self, wanted)[0].setFocus(Qt.FocusReason.TabFocusReason)


class SidePanel(SideFrame):
    """The frame with sheets in it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.sheets = Sheets()
        self.column.addWidget(self.sheets)
