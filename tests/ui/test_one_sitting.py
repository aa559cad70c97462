"""One sitting in the real window: a quarterly meeting is made, minuted, circulated and followed by the next, by keys.

What the single parts prove one by one is held together here: all pages, the sample desk, a fixed day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from imgdesk.services.sample import create_sample
from imgdesk.settings import Settings
from imgdesk.ui import app as start
from imgdesk.ui.dialogs.circulate import Circulate
from imgdesk.ui.dialogs.dialog import Dialog
from imgdesk.ui.dialogs.next_meeting import NextMeeting
from imgdesk.ui.dialogs.plan_change import PlanChange
from imgdesk.views import journal
from imgdesk.views.minutes import MeetingRecord, record
from tests.ui.settling import settle

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY = date(2023, 7, 14)
OPEN = ("open", "under way")


class Sitting:
    """The window over the sample desk; every key goes where the focus is."""

    def __init__(self, qtbot, theme, path: Path) -> None:
        self.window, self.controller = start.build(theme, Settings.load(), today=lambda: TODAY)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.controller.open_path(path)
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.desk = self.controller.desk
        self.first_step = self.desk.undo_label
        self.settle()

    @property
    def page(self) -> QWidget:
        return self.window.page()

    settle = staticmethod(settle)

    def press(self, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key, held)
        self.settle()

    def type(self, text: str) -> None:
        for letter in text:  # the first one may open a line that takes the focus
            QTest.keyClicks(QApplication.focusWidget(), letter)

    def say(self, *lines: str) -> None:
        """Type paragraphs, one line each."""
        for line in lines:
            self.type(line)
            self.press(Key.Key_Return)

    def in_dialog(self, kind: type[Dialog], opened: Callable[[], None], do: Callable[..., None]) -> None:
        """Open a dialog and do something in it while it runs."""
        seen: list[Dialog] = []

        def drive() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, kind)
            seen.append(dialog)
            try:
                do(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, drive)
        opened()
        self.window.activateWindow()
        self.settle()
        assert seen, f"no {kind.__name__} was opened"

    def record(self, meeting_id: int) -> MeetingRecord:
        found = record(self.desk, meeting_id)
        assert found is not None
        return found

    def actions(self) -> dict[int, str]:
        return dict(self.desk.read("SELECT id, status FROM action_point"))

    def steps(self) -> int:
        return len(journal.steps(self.desk))


@pytest.fixture
def sitting(qtbot, theme, told, tmp_path: Path) -> Iterator[Sitting]:
    path = tmp_path / "sample.imgdesk"
    create_sample(path).close()
    opened = Sitting(qtbot, theme, path)
    yield opened
    opened.controller.close()
    assert told == []


def new_meeting(sitting: Sitting, number: str) -> int:
    """Make the next meeting of the IMG series by its dialog, and return its id."""

    def create(dialog: NextMeeting) -> None:
        dialog.series.setFocus()
        QTest.keyClick(dialog.series, Key.Key_Home)  # the quarterly series stands first
        assert dialog.called.text() == f"{number} IMG meeting"
        QTest.keyClick(dialog.when, Key.Key_Return)

    sitting.in_dialog(NextMeeting, lambda: sitting.press(Key.Key_M, CTRL | SHIFT), create)
    return sitting.page.record.id


def pick_activity(sitting: Sitting, words: str, when: str) -> None:
    """Move an activity by the paragraph in the line."""

    def move(dialog: PlanChange) -> None:
        dialog.search.setFocus()
        QTest.keyClicks(dialog.search, words)
        assert dialog.activity() is not None
        QTest.keyClicks(dialog.when, when)
        assert dialog.difference.text() == f"{dialog.activity().when_text} → {when}"
        QTest.keyClick(dialog.when, Key.Key_Return)

    sitting.in_dialog(PlanChange, lambda: sitting.press(Key.Key_M, CTRL), move)


def mark_attendance(sitting: Sitting) -> None:
    """List the focal points, everybody present, the first one apologies."""
    sitting.page.handlers()["list_focal_points"]()
    sitting.page.handlers()["mark_all"]()
    sitting.page.side.attendance.list.setFocus()
    sitting.press(Key.Key_Home)
    sitting.press(Key.Key_Space)


def send_out(sitting: Sitting) -> None:
    def send(dialog: Circulate) -> None:
        assert not any("present" in label.text() for label in dialog.warnings)
        QTest.keyClicks(dialog.note, "to all members")
        QTest.keyClick(dialog.export, Key.Key_Space)
        QTest.keyClick(dialog.note, Key.Key_Return)

    sitting.in_dialog(Circulate, lambda: sitting.press(Key.Key_R, CTRL | SHIFT), send)


def take_minutes(sitting: Sitting, ref: str) -> None:
    """Ten paragraphs: two decisions, three actions, five notes."""
    sitting.page.agenda.list.setFocus()
    sitting.press(Key.Key_Home)
    sitting.press(Key.Key_Return)
    sitting.say("The co-chairs opened the meeting.", "The agenda was adopted.")
    sitting.press(Key.Key_Tab)
    sitting.say("Members had no comments on the minutes.")
    sitting.press(Key.Key_Tab)
    sitting.press(Key.Key_E, CTRL)
    sitting.say(f"Book a room for the side event @UNEP @OHCHR #{ref} by 1 September 2024")
    sitting.press(Key.Key_E, CTRL)
    sitting.say("Send the calendar to the members @UNDP late March")
    sitting.press(Key.Key_E, CTRL)
    sitting.say("Ask the countries which topics they need @UNEP mid-November")
    sitting.press(Key.Key_Tab)
    sitting.press(Key.Key_D, CTRL)
    sitting.say("The group keeps its quarterly rhythm.")
    sitting.press(Key.Key_D, CTRL)
    sitting.type("The side event moves to the second week.")
    pick_activity(sitting, ref, "9-13 September 2024")
    sitting.press(Key.Key_Return)
    sitting.say("Offices differ in their capacity.", "There was no other matter.")


def close_first_action(sitting: Sitting) -> int:
    """Set the first open action of the meeting to done where it stands, and return it."""
    rows = sitting.page.side.open_actions.list
    rows.setFocus()
    sitting.press(Key.Key_Home)
    action_id = rows.current_key()
    sitting.press(Key.Key_Space)
    menu = QApplication.activePopupWidget()
    for _ in menu.actions():
        if menu.activeAction().text() == "Done":
            break
        sitting.press(Key.Key_Down)
    sitting.press(Key.Key_Return)
    return action_id


def test_a_quarter_in_one_sitting(sitting: Sitting) -> None:
    ref, activity = sitting.desk.read(
        "SELECT ref, id FROM activity WHERE output LIKE 'Side event at the Summit of the Future%'"
    )[0]
    known = sitting.actions()
    sitting.press(Key.Key_2, CTRL)
    meeting = new_meeting(sitting, "4th")
    brought = {row.id for row in sitting.record(meeting).actions}
    assert len(brought) == 6
    assert all(known[action_id] in OPEN for action_id in brought)
    take_minutes(sitting, ref)
    closed = close_first_action(sitting)
    mark_attendance(sitting)
    send_out(sitting)
    minuted = sitting.record(meeting)

    paragraphs = minuted.paragraphs()
    kinds = [row.kind for row in paragraphs]
    assert {kind: kinds.count(kind) for kind in kinds} == {"note": 5, "decision": 2, "action": 3}
    made = [row for row in paragraphs if row.kind == "action"]
    assert [(row.owners, row.due, row.activity_id) for row in made] == [
        (("UNEP", "OHCHR"), "by 1 September 2024", activity), (("UNDP",), "late March", None),
        (("UNEP",), "mid-November", None),
    ]  # fmt: skip
    assert minuted.status == "circulated"
    assert {row.state for row in minuted.attendance} == {"present", "apologies"}

    following = new_meeting(sitting, "5th")
    returned = [row.id for row in sitting.record(following).actions]
    stand = (brought | {row.action_id for row in made}) - {closed}
    assert sorted(returned) == sorted(stand)
    assert all(sitting.actions()[action_id] in OPEN for action_id in returned)
    assert closed not in returned
    after = sitting.record(meeting)
    assert after._replace(next_id=None, next_when="") == minuted._replace(next_id=None, next_when="")
    changed = next(row for row in paragraphs if row.changes)
    told = [row.sentence for row in journal.history(sitting.desk, "activity", activity)]
    assert any(f"4th IMG meeting, paragraph {changed.number}" in sentence for sentence in told), told

    ahead = sitting.steps()
    while sitting.desk.undo_label != sitting.first_step:
        sitting.press(Key.Key_Z, CTRL)
    assert sitting.actions() == known
    assert record(sitting.desk, meeting) is None
    assert record(sitting.desk, following) is None
    while sitting.desk.redo_label:
        sitting.press(Key.Key_Y, CTRL)
    assert sitting.steps() == ahead
    assert sitting.record(meeting) == after
    assert [row.id for row in sitting.record(following).actions] == returned
