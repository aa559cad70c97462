"""Indicators and coverage as a person works with them: cells, values by period, questions, ticks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from imgdesk.services import framework as service
from imgdesk.ui.dialogs.indicator_form import IndicatorForm, ResultForm
from imgdesk.ui.models.indicator_table import (
    ACHIEVEMENT,
    ACTUAL,
    BASELINE,
    CODE,
    MEASURE,
    TARGET,
    TITLE,
    IndicatorTableModel,
)
from imgdesk.ui.progress.chart import plot, plot_words
from imgdesk.ui.theme import Theme
from imgdesk.views import framework
from tests.ui.progress_window import ALT, CTRL, ProgressWindow

Key = Qt.Key
OPEN, CLOSED = 2, 1


def text(progress_page: ProgressWindow, column: int) -> str:
    return progress_page.model.index(progress_page.table.currentIndex().row(), column).data()


def test_an_actual_value_in_words_is_no_missing_value(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G5.2", ACTUAL)
    progress_page.press(Key.Key_F2)
    progress_page.type_over("lots of them")
    progress_page.press(Key.Key_Return)
    assert text(progress_page, ACTUAL) == "lots of them"
    assert text(progress_page, ACHIEVEMENT) == "told in words"


def test_results_are_headings_over_their_indicators(progress_page: ProgressWindow) -> None:
    progress_page.press(Key.Key_2, ALT)
    rows = progress_page.model.rows()
    assert isinstance(rows[0], framework.ResultRow)
    assert rows[0].code == "G1"
    assert [row.code for row in rows if isinstance(row, framework.ResultRow)] == [
        f"G{n}" for n in range(1, 11)
    ]
    assert progress_page.table.chosen().code == "G1.1"
    assert progress_page.table.hasFocus()
    assert progress_page.window.status_line.texts()[1] == (
        "31 of 31 indicators: 0 met, 0 not met, 31 without a comparison"
    )


def test_words_baseline_and_target_are_edited_in_their_cells(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G6.7", TITLE)
    progress_page.press(Key.Key_F2)
    progress_page.type_over("Countries with members of parliament")
    progress_page.press(Key.Key_Tab)
    progress_page.press(Key.Key_Tab)  # the column of measures gives way at this width
    progress_page.type_over("55 countries")
    progress_page.press(Key.Key_Return)
    row = progress_page.indicator("G6.7")
    assert (row.title, row.baseline_value, row.target_value) == (
        "Countries with members of parliament", 32, 55,
    )  # fmt: skip
    assert progress_page.table.hasFocus()
    progress_page.undo()
    assert text(progress_page, TARGET) == "50 countries"


def test_the_actual_value_is_that_of_the_period_in_use(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G6.7", ACTUAL)
    progress_page.press(Key.Key_Return)
    progress_page.type_over("41 countries")
    progress_page.press(Key.Key_Return)
    [value] = progress_page.indicator("G6.7").values
    assert (value.period_id, value.value, value.text) == (OPEN, 41, "41 countries")
    assert (text(progress_page, ACTUAL), text(progress_page, ACHIEVEMENT)) == ("41 countries", "50 %")
    progress_page.press(Key.Key_PageUp, CTRL)
    progress_page.press(Key.Key_Return)
    assert progress_page.page.indicators.detail.isAncestorOf(
        QApplication.focusWidget()
    )  # closed: only looked at
    assert len(progress_page.indicator("G6.7").values) == 1


def test_a_value_in_doubt_asks_and_is_settled_beside_the_table(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G6.2", BASELINE)
    question = progress_page.page.indicators.detail.indicator.questions["baseline"]
    assert question.isVisible()
    assert question.words.text().startswith("Baseline: Is 2.356 two thousand three hundred and fifty-six")
    assert [chip.text() for chip in question.chips if chip.isVisible()] == ["2,356", "2.356"]
    progress_page.click(question.chips[0])
    row = progress_page.indicator("G6.2")
    assert (row.baseline_value, row.baseline_text) == (2356, "2.356 ratifications")
    assert not question.isVisible()
    progress_page.undo()
    assert question.isVisible()


def test_a_doubtful_actual_is_kept_as_text_and_said_so(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G1.1", ACTUAL)
    progress_page.press(Key.Key_F2)
    progress_page.type_over("1.250")
    progress_page.press(Key.Key_Return)
    [value] = progress_page.indicator("G1.1").values
    assert (value.value, value.text) == (None, "1.250")
    assert "Is 1.250 " in progress_page.page.toast.text()
    part = progress_page.page.indicators.detail.indicator.values.periods[0]
    progress_page.click(part.question.chips[0])
    assert progress_page.indicator("G1.1").actual_value == 1250


def test_values_are_typed_by_period_with_a_comment_and_taken_away(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G6.7", TITLE)
    part = progress_page.page.indicators.detail.indicator.values.periods[0]
    progress_page.click(part.boxes["target"])
    progress_page.type_over("40")
    progress_page.press(Key.Key_Tab)
    progress_page.type_over("38")
    progress_page.press(Key.Key_Return)
    progress_page.click(part.notes["comment"])
    progress_page.type_over("Counted in June")
    progress_page.press(Key.Key_Return)
    kinds = {one.kind: one for one in progress_page.indicator("G6.7").values}
    assert (kinds["target"].value, kinds["actual"].value) == (40, 38)
    assert kinds["actual"].comment == "Counted in June"
    part.boxes["actual"].setFocus()
    progress_page.press(Key.Key_Delete)
    assert [one.kind for one in progress_page.indicator("G6.7").values] == ["target"]
    progress_page.undo()
    assert len(progress_page.indicator("G6.7").values) == 2


def test_values_of_a_closed_period_are_only_read(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G6.7", TITLE)
    part = progress_page.page.indicators.detail.indicator.values.periods[1]
    assert part.title.text() == "First half of 2023, closed"
    assert not part.boxes["actual"].editable


def test_a_percentage_over_100_is_refused_and_what_was_typed_waits(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G6.6", ACTUAL)
    progress_page.press(Key.Key_F2)
    progress_page.type_over("140 per cent")
    progress_page.press(Key.Key_Return)
    assert "no percentage from 0 to 100" in progress_page.notices[-1]
    assert QApplication.focusWidget().text() == "140 per cent"
    progress_page.press(Key.Key_Escape)
    assert progress_page.indicator("G6.6").values == ()


def test_fields_beside_the_table_are_edited(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G6.7", TITLE)
    progress_page.press(Key.Key_Return, ALT)
    assert QApplication.focusWidget() is progress_page.box("title")
    progress_page.click(progress_page.box("unit"))
    progress_page.type_over("States")
    progress_page.press(Key.Key_Return)
    progress_page.click(progress_page.box("baseline_year"))
    progress_page.type_over("the year before")
    progress_page.press(Key.Key_Return)
    assert "is not a year" in progress_page.notices[-1]
    progress_page.press(Key.Key_Escape)
    assert progress_page.indicator("G6.7").unit == "States"
    progress_page.box("unit").setFocus()
    progress_page.press(Key.Key_Escape)
    assert progress_page.table.hasFocus()


def test_a_falling_indicator_is_told_right(progress_page: ProgressWindow) -> None:
    row = progress_page.indicator("G6.7")
    service.edit_indicator(
        progress_page.desk, row.id, baseline="20 countries", target="10 countries", direction="descending"
    )
    service.set_value(progress_page.desk, row.id, OPEN, "16 countries")
    progress_page.stand_on("G6.7", TITLE)
    assert text(progress_page, ACHIEVEMENT) == "40 %"
    assert progress_page.page.indicators.detail.indicator.achievement.text() == "Achieved: 40 %"


def test_indicators_are_added_with_insert_and_deleted_with_delete(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G3.1", TITLE)

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, IndicatorForm)
        QTest.keyClick(form.title, Key.Key_Return)
        assert form.refusal.isVisible()  # without a title it cannot be kept
        form.title.setText("Bodies that act on complaints")
        form.code.setText("G3.2")
        form.target.setText("12 bodies")
        QTest.keyClick(form.title, Key.Key_Return)

    QTimer.singleShot(0, fill)
    progress_page.press(Key.Key_Insert)
    row = progress_page.indicator("G3.2")
    assert (row.result, row.target_value, row.unit) == ("G3", 12, "bodies")
    assert progress_page.table.chosen().code == "G3.2"
    progress_page.come_back()
    progress_page.table.setFocus()
    progress_page.press(Key.Key_Delete)
    assert "G3.2" not in [row.code for row in framework.indicators(progress_page.desk)]
    assert progress_page.page.toast.text() == "Deleted “G3.2 Bodies that act on complaints”."
    progress_page.undo()
    assert progress_page.indicator("G3.2").title == "Bodies that act on complaints"


def test_a_result_is_edited_and_deleted_with_all_below_it(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G3.1", TITLE)
    progress_page.press(Key.Key_Up)
    assert progress_page.table.chosen().code == "G3"
    progress_page.press(Key.Key_F2)
    progress_page.type_over("Systems that protect")
    progress_page.press(Key.Key_Return)
    assert progress_page.page.indicators.detail.result.boxes["title"].raw == "Systems that protect"
    progress_page.press(Key.Key_Delete)
    assert "G3.1" not in [row.code for row in framework.indicators(progress_page.desk)]
    progress_page.undo()
    assert progress_page.indicator("G3.1").result == "G3"


def test_the_filter_narrows_and_is_cleared(progress_page: ProgressWindow) -> None:
    progress_page.press(Key.Key_2, ALT)
    progress_page.press(Key.Key_F, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "periodic review")
    progress_page.settle()
    shown_rows = [row for row in progress_page.model.rows() if isinstance(row, framework.IndicatorRow)]
    assert 0 < len(shown_rows) < 6
    assert all("periodic review" in row.title for row in shown_rows)
    QTest.keyClicks(QApplication.focusWidget(), " zzz")
    progress_page.settle()
    assert progress_page.page.empty.texts()[0] == "No indicator matches"
    progress_page.press(Key.Key_Escape)
    assert len(progress_page.model.rows()) == 41


def test_the_chart_has_baseline_target_and_actuals_over_the_periods() -> None:
    values = tuple(
        framework.ValueRow(n, 1, period, "actual", value, "", None, None, "", "")
        for n, (period, value) in enumerate(((1, 10.0), (2, None), (3, 30.0)))
    )
    row = framework.IndicatorRow(
        1,
        1,
        "M1",
        "1",
        "T",
        "unit",
        "ascending",
        0,
        "",
        "last",
        10.0,
        "",
        None,
        "",
        50.0,
        "",
        "",
        "",
        "",
        values,
    )
    assert plot(row, [1, 2, 3, 4]) == (0.0, 1.0, ((0.25, 0.0), (0.75, 0.5)))
    assert plot_words(row, {1: "Q1", 3: "Q3"}) == "baseline 10, target 50, Q1 10, Q3 30"
    nothing = row._replace(baseline_value=None, target_value=None, values=())
    assert plot(nothing, [1]) is None
    assert plot(nothing._replace(target_value=5.0), []) == (None, 0.5, ())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_chart_is_painted_in_the_colours_of_the_theme(
    progress_page: ProgressWindow,
    theme: Theme,
    mode: str,
) -> None:
    theme.set_mode(mode)
    service.set_value(progress_page.desk, progress_page.indicator("G6.7").id, OPEN, "41 countries")
    progress_page.stand_on("G6.7", CODE)
    picture = progress_page.page.indicators.detail.indicator.chart.grab().toImage()
    colors = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    }
    assert {theme.color("accent").name(), theme.color("surface").name()} <= colors


def test_a_model_that_is_laid_over_keeps_its_word(progress_page: ProgressWindow, qtbot) -> None:
    model = IndicatorTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    rows = progress_page.page.state.shown()
    for some in (rows, rows[:5], [], rows[3:9], rows):
        model.show(some)
        assert model.rows() == some
    said = model.index(1, MEASURE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Measure: unit"


def test_an_indicator_is_gone_to_from_another_page(progress_page: ProgressWindow) -> None:
    progress_page.window.show_page(0)
    progress_page.window.show_record("indicator", progress_page.indicator("G9.2").id)
    progress_page.settle()
    assert progress_page.table.chosen().code == "G9.2"
    assert progress_page.table.hasFocus()


# Coverage


def cell(progress_page: ProgressWindow, code: str, column: int) -> None:
    progress_page.press(Key.Key_3, ALT)
    row = next(row for row in progress_page.page.state.matrix().results if row.code == code)
    progress_page.page.coverage.table.choose(row.id, column)
    progress_page.page.coverage.table.setFocus()
    progress_page.settle()


def test_the_matrix_counts_and_enter_goes_to_the_activities(progress_page: ProgressWindow) -> None:
    cell(progress_page, "G9", 1)
    part = progress_page.page.coverage
    assert part.table.currentIndex().data() == "3"
    progress_page.press(Key.Key_Return)
    assert part.links.list.hasFocus()
    ticked = [
        part.links.list.item(n).text()
        for n in range(part.links.list.count())
        if part.links.list.item(n).checkState() == Qt.CheckState.Checked
    ]
    assert len(ticked) == 3
    assert part.links.area.text().endswith("3 of 12 activities contribute")
    progress_page.press(Key.Key_Escape)
    assert part.table.hasFocus()


def test_a_tick_links_as_one_step_and_nothing_jumps(progress_page: ProgressWindow) -> None:
    cell(progress_page, "G9", 1)
    part = progress_page.page.coverage
    progress_page.press(Key.Key_Return)
    for _ in range(3):
        progress_page.press(Key.Key_Down)
    activity = part.links.list.currentItem().text()
    progress_page.press(Key.Key_Space)
    assert part.links.list.currentItem().text() == activity
    assert part.table.currentIndex().data() == "4"
    assert part.links.list.hasFocus()
    progress_page.undo()
    assert part.table.currentIndex().data() == "3"
    assert part.links.list.currentItem().checkState() == Qt.CheckState.Unchecked
    progress_page.press(Key.Key_Return)
    assert progress_page.gone_to[-1][0] == "activity"


def test_space_in_the_matrix_changes_nothing(progress_page: ProgressWindow) -> None:
    cell(progress_page, "G9", 2)
    before = progress_page.desk.undo_label
    progress_page.press(Key.Key_Space)
    assert progress_page.desk.undo_label == before
    assert progress_page.page.coverage.links.list.hasFocus()


def test_a_result_is_gone_to_in_the_matrix(progress_page: ProgressWindow) -> None:
    [(key,)] = progress_page.desk.read("SELECT id FROM result WHERE code = 'M3'")
    progress_page.window.show_record("result", key)
    progress_page.settle()
    table = progress_page.page.coverage.table
    assert table.coverage.result(table.currentIndex()).code == "M3"


def test_a_read_only_desk_links_nothing(read_only_progress: ProgressWindow) -> None:
    cell(read_only_progress, "G9", 1)
    flags = read_only_progress.page.coverage.links.list.item(0).flags()
    assert not flags & Qt.ItemFlag.ItemIsUserCheckable
    read_only_progress.stand_on("G6.7", TITLE)
    read_only_progress.press(Key.Key_F2)
    assert read_only_progress.table.hasFocus()
    assert not read_only_progress.box("title").editable


def test_a_desk_without_a_framework_begins_with_a_result(progress_page: ProgressWindow) -> None:
    service.delete_framework(progress_page.desk, 1)
    progress_page.press(Key.Key_2, ALT)
    heading, _, first, second = progress_page.page.empty.texts()
    assert heading == "This desk has no results framework yet"
    assert "Add a result…" in (first.strip(), second.strip())

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, ResultForm)
        form.title.setText("People know their rights")
        QTest.keyClick(form.title, Key.Key_Return)

    QTimer.singleShot(0, fill)
    progress_page.page.empty.chosen.emit("result")
    progress_page.settle()
    assert progress_page.page.empty.texts()[0] == "No indicators yet"
    [(title, framework_title)] = progress_page.desk.read(
        "SELECT r.title, f.title FROM result r JOIN framework f ON f.id = r.framework_id"
    )
    assert (title, framework_title) == ("People know their rights", "Results framework")
    progress_page.come_back()
    progress_page.undo()
    assert framework.frameworks(progress_page.desk) == []


def test_the_number_of_the_cell_in_use_stays_readable_while_its_activities_have_the_keyboard(
    progress_page: ProgressWindow,
) -> None:
    cell(progress_page, "G9", 1)
    table = progress_page.page.coverage.table
    progress_page.press(Key.Key_Return)
    box = table.visualRect(table.currentIndex())
    picture = table.viewport().grab(box).toImage()
    middle = range(box.width() // 2 - 6, box.width() // 2 + 6)
    darkest = min(picture.pixelColor(x, y).lightness() for x in middle for y in range(box.height()))
    assert darkest < 80


def test_a_click_in_the_matrix_shows_the_activities_of_that_cell(progress_page: ProgressWindow) -> None:
    cell(progress_page, "G1", 1)
    part = progress_page.page.coverage
    row = next(n for n, one in enumerate(progress_page.page.state.matrix().results) if one.code == "G9")
    box = part.table.visualRect(part.model.index(row, 3))
    QTest.mouseClick(part.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    progress_page.settle()
    assert part.links.title.text().startswith("G9 ")
    assert part.links.area.text().startswith("Focus area 3, ")


def test_a_double_click_edits_a_cell(progress_page: ProgressWindow) -> None:
    progress_page.stand_on("G1.1", CODE)
    box = progress_page.table.visualRect(progress_page.model.index(1, TARGET))
    QTest.mouseDClick(progress_page.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    progress_page.settle()
    progress_page.type_over("70 countries")
    progress_page.press(Key.Key_Return)
    assert progress_page.indicator("G1.1").target_value == 70


def test_another_framework_is_chosen_over_the_matrix(progress_page: ProgressWindow) -> None:
    bar = progress_page.page.bar
    cell(progress_page, "G1", 1)
    assert not bar.framework.isVisible()
    other = service.add_framework(progress_page.desk, "Our own results")
    service.add_result(progress_page.desk, other, "Peace & rivers", code="O1")
    progress_page.settle()
    assert bar.framework.isVisible()
    bar.frameworks.actions()[1].trigger()
    progress_page.settle()
    assert [row.code for row in progress_page.page.coverage.model.matrix.results] == ["O1"]


def test_words_that_look_like_markup_stay_words(progress_page: ProgressWindow) -> None:
    hostile = "<img src=x>&amp;"
    service.edit_indicator(progress_page.desk, progress_page.indicator("G6.7").id, title=hostile)
    progress_page.stand_on("G6.7", TITLE)
    assert text(progress_page, TITLE) == hostile
    assert "<img" not in progress_page.page.indicators.detail.indicator.chart.toolTip()


def test_the_boxes_to_tick_are_seen_on_a_dark_ground(progress_page: ProgressWindow, theme: Theme) -> None:
    theme.set_mode("dark")
    progress_page.press(Key.Key_3, ALT)
    links = progress_page.page.coverage.links
    row = links.list.visualItemRect(links.list.item(1))
    at = links.list.viewport().mapTo(links.window(), row.topLeft())
    shown = links.window().grab(QRect(at, row.size())).toImage()
    line = [shown.pixelColor(x, row.height() // 2).lightness() for x in range(20)]
    assert max(line) - line[0] > 40
