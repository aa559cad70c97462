"""One sitting at the Progress page, by keys alone: a report is collected and judged, an indicator gets its value."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imgdesk.ui.dialogs.period_form import PeriodForm
from imgdesk.ui.models.indicator_table import ACTUAL
from imgdesk.views import progress as view
from tests.ui.progress_window import CTRL, TODAY, ProgressWindow

KEY = "key result"
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
TABLES = ("reporting_period", "focus_area_report", "report_line", "indicator", "indicator_value")
MOST_STEPS = 8


def test_a_year_is_reported_by_keys_taken_back_and_done_again(progress_page: ProgressWindow) -> None:
    sitting = progress_page
    begun, done = _stored(sitting), 0

    _add_the_year(sitting)
    assert sitting.page.state.period.title == "2023"
    assert [row.report_id for row in view.cards(sitting.desk, TODAY, period_id=sitting.page.state.period.id)] == [
        None
    ] * 3  # fmt: skip

    sitting.press(Key.Key_G, CTRL | SHIFT)
    collected = sitting.stored(KEY)
    assert "finished" in {row.what for row in collected}
    assert len({(row.what, row.activity_id, row.decision_id) for row in collected}) == len(collected)

    _write_over_the_first_line(sitting, "The workplan stands, and all have it")
    sitting.press(Key.Key_G, CTRL | SHIFT)
    assert sitting.page.toast.text() == "Nothing new to collect, 1 of yours left as it is."
    again = sitting.stored(KEY)
    assert [row.id for row in again] == [row.id for row in collected]
    assert (again[0].text, again[0].state) == ("The workplan stands, and all have it", "edited")
    assert again[1:] == collected[1:]

    _rate_first(sitting, "All products of the year are on their way")
    assert (sitting.card().rag, sitting.card().rag_reason) == (
        "on track",
        "All products of the year are on their way",
    )

    sitting.stand_on("G9.1", ACTUAL)
    sitting.press(Key.Key_F2)
    sitting.type_over("18 operations")
    sitting.press(Key.Key_Return)
    assert sitting.indicator("G9.1").actual_value == 18

    ended = _stored(sitting)
    while _stored(sitting) != begun:
        assert done < MOST_STEPS
        sitting.undo()
        done += 1
    for _ in range(done):
        sitting.press(Key.Key_Y, CTRL)
    assert _stored(sitting) == ended


def _stored(sitting: ProgressWindow) -> list[list[tuple]]:
    return [sitting.desk.read(f"SELECT * FROM {table} ORDER BY id") for table in TABLES]


def _add_the_year(sitting: ProgressWindow) -> None:
    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, PeriodForm)
        QTest.keyClicks(form.when, "2023")
        QTest.keyClick(form.when, Key.Key_Return)

    QTimer.singleShot(0, fill)
    sitting.page._actions["new_period"].trigger()
    sitting.come_back()
    sitting.settle()


def _write_over_the_first_line(sitting: ProgressWindow, text: str) -> None:
    """Go from the cards to the first line by keys, and back."""
    sitting.press(Key.Key_Down)
    first = sitting.line(KEY).text
    for _ in range(20):
        if QApplication.focusWidget() is first:
            break
        sitting.press(Key.Key_Tab)
    sitting.press(Key.Key_F2)
    sitting.type_over(text)
    sitting.press(Key.Key_Tab)
    sitting.press(Key.Key_Escape)  # out of the next field, which Tab opened
    sitting.press(Key.Key_Escape)


def _rate_first(sitting: ProgressWindow, reason: str) -> None:
    """Press the first rating and give the reason, from the cards."""
    sitting.press(Key.Key_Down)
    assert QApplication.focusWidget() is sitting.report.head.ratings["on track"]
    sitting.press(Key.Key_Space)
    while QApplication.focusWidget() is not sitting.report.head.boxes["rag_reason"]:
        sitting.press(Key.Key_Tab)
    sitting.press(Key.Key_Return)
    sitting.type_over(reason)
    sitting.press(Key.Key_Return)
