"""An open meeting for the tests of the live document, typed into as a person does: keys go where the focus is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imgdesk.services import meetings, minutes, parts, people, workplan
from imgdesk.ui.minutes.editor import MinutesEditor
from imgdesk.views import minutes as views

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key
TODAY = date(2023, 7, 14)
ITEMS = ("Adoption of the agenda", "Side events in 2023", "Other matters")


class TypedMeeting:
    """An open meeting with three items, and what a person types into it."""

    def __init__(self, qtbot, theme, desk, *, titles=ITEMS) -> None:
        self.desk = desk
        for name in ("OHCHR", "UNDP", "UNEP"):
            people.add_organization(desk, f"Office {name}", name)
        people.add_person(desk, "Ana Silva")
        plan = parts.add_workplan(desk, "Workplan", "2023-2025")
        section = parts.add_section(desk, plan, "2023", year=2023)
        self.activity = workplan.add_activity(desk, section, "Side event at the HLPF")
        workplan.add_activity(desk, section, "Training of country teams")
        self.ref = desk.read("SELECT ref FROM activity WHERE id = ?", (self.activity,))[0][0]
        self.id = meetings.add_meeting(desk, "19 July 2023")
        self.items = [minutes.add_item(desk, self.id, title) for title in titles]
        self.refused: list[str] = []
        self.editor = MinutesEditor(theme)
        qtbot.addWidget(self.editor)
        self.editor.resize(720, 640)
        self.editor.show()
        self.editor.refused.connect(self.refused.append)
        desk.subscribe(self.editor.take)
        self.show()

    def show(self, *, editable: bool = True) -> None:
        self.editor.show_meeting(self.desk, self.record(), editable=editable, today=TODAY)
        self.editor.setFocus()

    def close(self) -> None:
        """Keep what is in the line, while the desk is still open."""
        self.editor.show_meeting(None, None, editable=False, today=TODAY)

    def record(self) -> views.MeetingRecord:
        found = views.record(self.desk, self.id)
        assert found is not None
        return found

    def rows(self) -> list[views.ParagraphRow]:
        return self.record().paragraphs()

    def texts(self, item: int = 0) -> list[str]:
        return [row.text for row in self.record().items[item].paragraphs]

    def go(self, item: int) -> None:
        self.editor.go_to_item(self.items[item])

    def edit(self, place: int, at: int | None = None) -> None:
        """Open the paragraph at a place of the meeting by the keyboard, the cursor `at` a character."""
        self.editor.go_to_paragraph(self.rows()[place].id)
        self.press(Key.Key_Return)
        if at is not None:
            self.editor.line.put_cursor(at)

    def type(self, text: str) -> None:
        for letter in text:  # the first one may open the line and hand it the focus
            QTest.keyClicks(self.focus(), letter)

    def press(self, *keys, keys_held=Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focus(), key, keys_held)

    def focus(self):
        found = QApplication.focusWidget()
        assert found in (self.editor, self.editor.line)
        return found

    def line(self) -> str | None:
        """What stands in the line, None where there is none."""
        return self.editor.line.toPlainText() if self.editor.line.isVisible() else None
