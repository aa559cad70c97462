"""The print preview: choices at the left change the pages at the right, and what is seen is what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QSpinBox

from imgdesk.errors import UserError
from imgdesk.reports import style
from imgdesk.reports.chart import ChartGroup
from imgdesk.reports.chart_options import ChartOptions
from imgdesk.reports.chart_paging import Paging, Place
from imgdesk.services import parts, versions, workplan
from imgdesk.settings import Settings
from imgdesk.store.desk import Desk
from imgdesk.ui import paper
from imgdesk.ui.chart_jobs import Steps, print_pages, set_up_printer, write_pdf
from imgdesk.ui.dialogs.chart_form import ColumnList
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.dialogs.print_chart import REMEMBERED, PrintChart, PrinterChoice
from imgdesk.ui.picture import chart_picture, export_png
from imgdesk.ui.widgets.page_view import PageView
from tests.reports.chart_plans import one_row, page_texts, plan, row

TODAY = date(2023, 7, 14)


@pytest.fixture
def opened(qtbot, theme, plan_desk: Desk) -> Callable[..., PrintChart]:
    def make(settings: Settings | None = None) -> PrintChart:
        dialog = PrintChart(theme, plan_desk, settings or Settings(), TODAY)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.view.paging is not None and dialog.view.paging.done)
        return dialog

    return make


def choose(dialog: PrintChart, name: str, value: str) -> None:
    """Give a field another value as a person does, and let the pages follow."""
    field = dialog.form.field(name)
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.findData(value))
    elif isinstance(field, QSpinBox):
        field.setValue(int(value))
    elif isinstance(field, QCheckBox):
        field.setChecked(value == "yes")
    elif isinstance(field, QLineEdit):
        field.setText(value)
    dialog.refresh()
    dialog.view.finish()


def pages(dialog: PrintChart) -> int:
    assert dialog.view.paging is not None
    return dialog.view.paging.total


def note(dialog: PrintChart) -> str:
    return dialog._note.text()


def dark_pixels(image: QImage, x0: int, y0: int, x1: int, y1: int) -> int:
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(x0, x1) for y in range(y0, y1))


def test_the_first_page_is_there_at_once_and_says_which_it_is(opened) -> None:
    dialog = opened()
    assert pages(dialog) == 1
    assert dialog._place.text_in_full() == "Page 1 of 1"
    assert dialog.view.accessibleDescription() == "page 1 of 1"
    picture = dialog.view.viewport().grab().toImage()
    assert dark_pixels(picture, 0, 0, picture.width(), picture.height() // 2) > 200


def test_choices_change_the_pages(opened) -> None:
    dialog = opened()
    choose(dialog, "pages-wide", "3")
    assert pages(dialog) == 3
    assert dialog._place.text_in_full().startswith("Page 2 of 3, column 2 of 3")
    choose(dialog, "group-pages", "yes")
    assert pages(dialog) == 6
    choose(dialog, "page", "A3")
    assert dialog.view.paging.setup.width == pytest.approx(1190.55)
    choose(dialog, "orientation", "portrait")
    assert dialog.view.paging.setup.width == pytest.approx(841.89)


def test_typing_waits_a_moment_and_then_shows(opened, qtbot) -> None:
    dialog = opened()
    before = dialog.view.paging
    qtbot.keyClicks(dialog.form.field("status-line"), "DRAFT")
    assert dialog.view.paging is before
    qtbot.waitUntil(lambda: dialog.view.paging is not before)
    assert dialog._plan.stamp == "DRAFT"


def test_what_cannot_be_printed_is_said_and_the_last_pages_stay(opened) -> None:
    dialog = opened()
    before = dialog.view.paging
    choose(dialog, "from", "soonish")
    assert "“soonish” is not a day" in note(dialog)
    assert dialog.view.paging is before
    assert not any(button.isEnabled() for button in dialog.acts)
    choose(dialog, "from", "June 2023")
    assert note(dialog) == ""
    assert all(button.isEnabled() for button in dialog.acts)
    assert dialog._plan.first == date(2023, 6, 1)


def test_letters_that_print_as_boxes_are_named(opened, plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, 2, output="حقوق الإنسان")
    assert "print as boxes" in note(opened())


def test_columns_are_chosen_and_moved_by_key(opened, qtbot) -> None:
    dialog = opened()
    columns = dialog.form.field("columns")
    assert isinstance(columns, ColumnList)
    columns.setFocus()
    columns.setCurrentRow(0)
    qtbot.keyClick(columns, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert columns.columns() == ["when", "output", "lead"]
    columns.setCurrentRow(2)
    qtbot.keyClick(columns, Qt.Key.Key_Space)
    dialog.refresh()
    assert dialog.view.paging.setup.columns == ("when", "output")
    for line in range(2):
        columns.setCurrentRow(line)
        qtbot.keyClick(columns, Qt.Key.Key_Space)
    dialog.refresh()
    assert "at least one column" in note(dialog)


def test_a_version_can_be_compared_with(opened, plan_desk: Desk) -> None:
    version = versions.freeze_plan(plan_desk, 1, "Approved in March", when="14 March 2023")
    workplan.edit_activity(plan_desk, 1, when="June 2023")
    dialog = opened()
    choose(dialog, "version", str(version))
    assert dialog._plan.ghosts[1] == ("2023-03-01", "2023-03-31")
    assert dialog._plan.ghost_name == "as in “Approved in March”"


def test_saved_as_pdf_are_the_pages_that_were_seen(opened, qtbot, tmp_path: Path, monkeypatch) -> None:
    dialog = opened()
    choose(dialog, "pages-wide", "2")
    choose(dialog, "status-line", "DRAFT")
    monkeypatch.setattr(FileChoice, "ask_save", classmethod(lambda *_: tmp_path / "chart.pdf"))
    with qtbot.waitSignal(dialog._steps.ended):
        dialog.acts[-1].click()
        assert not dialog.form.isEnabled()
    texts = page_texts((tmp_path / "chart.pdf").read_bytes())
    assert len(texts) == pages(dialog) == 2
    assert all("DRAFT" in text for text in texts)
    assert note(dialog) == "Saved “chart.pdf”."
    assert dialog.form.isEnabled()


def test_a_choice_made_right_before_saving_counts(opened, qtbot, tmp_path: Path, monkeypatch) -> None:
    dialog = opened()
    dialog.form.field("title").setText("At the last moment")
    monkeypatch.setattr(FileChoice, "ask_save", classmethod(lambda *_: tmp_path / "chart.pdf"))
    with qtbot.waitSignal(dialog._steps.ended):
        dialog.save_pdf()
    assert "At the last moment" in page_texts((tmp_path / "chart.pdf").read_bytes())[0]


def test_cancelled_writing_leaves_the_old_file(opened, tmp_path: Path, monkeypatch) -> None:
    dialog = opened()
    (tmp_path / "chart.pdf").write_bytes(b"old")
    monkeypatch.setattr(FileChoice, "ask_save", classmethod(lambda *_: tmp_path / "chart.pdf"))
    dialog.save_pdf()
    assert dialog.close_button.text() == "Cancel"
    dialog.close_button.click()
    assert dialog.isVisible()
    assert note(dialog) == "Cancelled: nothing was written."
    assert (tmp_path / "chart.pdf").read_bytes() == b"old"


def test_a_folder_that_is_gone_is_said(opened, qtbot, tmp_path: Path, monkeypatch) -> None:
    dialog = opened()
    monkeypatch.setattr(FileChoice, "ask_save", classmethod(lambda *_: tmp_path / "gone" / "chart.pdf"))
    with qtbot.waitSignal(dialog._steps.ended):
        dialog.save_pdf()
    assert note(dialog)
    assert "Saved" not in note(dialog)


@pytest.mark.parametrize(("name", "begins"), [("c.png", b"\x89PNG"), ("c.svg", b"<?xml"), ("c.gif", b"")])
def test_the_chart_is_saved_as_a_picture(
    opened, qtbot, tmp_path: Path, monkeypatch, name: str, begins: bytes
) -> None:
    dialog = opened()
    choose(dialog, "width", "1000")
    choose(dialog, "scale", "1.0")
    monkeypatch.setattr(FileChoice, "ask_save", classmethod(lambda *_: tmp_path / name))
    with qtbot.waitSignal(dialog._steps.ended):
        dialog.save_picture()
    if begins:
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert note(dialog) == f"Saved “{name}”."
    else:
        assert ".png or .svg" in note(dialog)
    if name == "c.png":
        assert QImage(str(tmp_path / name)).width() == 1000


def test_the_chart_is_copied_as_a_picture(opened, qtbot) -> None:
    dialog = opened()
    with qtbot.waitSignal(dialog._steps.ended):
        dialog.copy_picture()
    taken = QApplication.clipboard().mimeData()
    assert set(taken.formats()) >= {"image/png", "image/svg+xml", "application/x-qt-image"}
    assert note(dialog).startswith("Copied")
    assert b"Side event at the HLPF" in taken.data("image/svg+xml").data()
    assert QImage.fromData(taken.data("image/png")).width() == 3200
    QApplication.clipboard().clear()


@pytest.mark.parametrize("output", ["Plain letters", "حقوق الإنسان"])
def test_a_picture_of_any_letters_has_the_same_size(qapp, output: str) -> None:
    made = chart_picture(one_row(row(output=output)), ChartOptions(picture_width=1000, picture_scale=1.5))
    image = QImage.fromData(made.png)
    assert image.width() == 1500
    assert output in made.svg.decode("utf-8")
    assert dark_pixels(image, 0, 0, 750, image.height()) > 100


def test_a_chart_too_long_for_a_picture_is_refused_at_once(qapp) -> None:
    with pytest.raises(UserError, match="too long for a picture"):
        chart_picture(plan(3000), ChartOptions())


def test_png_has_the_size_chosen(plan_desk: Desk, tmp_path: Path, qapp) -> None:
    options = ChartOptions(picture_width=1200, picture_scale=1.5)
    export_png(plan_desk, tmp_path / "c.png", today=TODAY, options=options)
    image = QImage(str(tmp_path / "c.png"))
    assert image.width() == 1800
    assert image.dotsPerMeterX() == round(1.5 * 96 / 0.0254)


def test_a_printer_gets_the_pages_of_the_preview(opened, qtbot, tmp_path: Path, monkeypatch) -> None:
    dialog = opened()
    choose(dialog, "pages-wide", "2")

    def printer(_parent: object, setup, total: int) -> QPrinter:
        assert total == 2
        found = QPrinter(QPrinter.PrinterMode.HighResolution)
        found.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        found.setOutputFileName(str(tmp_path / "printed.pdf"))
        set_up_printer(found, setup)
        return found

    monkeypatch.setattr(PrinterChoice, "ask", printer)
    with qtbot.waitSignal(dialog._steps.ended):
        dialog.print_out()
    assert note(dialog) == "Sent to the printer."
    sheets = PdfReader(tmp_path / "printed.pdf").pages
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in sheets] == [(842, 595)] * 2
    assert "column 2 of 2" in " ".join(sheets[1].extract_text().split())


def test_a_printer_gets_only_the_pages_asked_for(qapp, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    setup = ChartOptions().page_setup(upright=False)
    set_up_printer(printer, setup)
    assert list(print_pages(plan(100), setup, printer))[-1] < 1
    texts = page_texts((tmp_path / "printed.pdf").read_bytes())
    assert [text.split("page ")[-1][0] for text in texts] == ["2", "3"]


def test_cancelled_printing_is_told_to_the_printer(qtbot, tmp_path: Path) -> None:
    told: list[bool] = []

    class Printer(QPrinter):
        def abort(self) -> bool:
            told.append(True)
            return super().abort()

    printer = Printer(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    setup = ChartOptions().page_setup(upright=False)
    steps = Steps()
    with qtbot.waitSignal(steps.moved, check_params_cb=lambda share: share > 0.3):
        steps.start(lambda: print_pages(plan(900), setup, printer))
    steps.cancel()
    assert told == [True]
    assert not steps.running


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_said(qapp, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))
    setup = ChartOptions().page_setup(upright=False)
    with pytest.raises(UserError, match="printer does not answer"):
        list(print_pages(plan(3), setup, printer))


def test_choices_are_remembered_without_what_belongs_to_one_desk(opened) -> None:
    settings = Settings()
    dialog = opened(settings)
    for name, value in (
        ("page", "A3"),
        ("pages-wide", "2"),
        ("title", "Mine"),
        ("from", "2023-06-01"),
        ("legend", "no"),
    ):
        choose(dialog, name, value)
    dialog.close_button.click()
    assert not dialog.isVisible()
    kept = json.loads(Settings.load().choices[REMEMBERED])
    assert kept == {"page": "A3", "pages-wide": "2", "legend": "no"}
    again = opened(Settings.load())
    assert again.form.options() == ChartOptions(page="A3", pages_wide=2, legend=False)


@pytest.mark.parametrize("text", ["{", "[]", '{"page": "A9"}', '{"mood": 1}', "null"])
def test_remembered_choices_that_make_no_sense_are_forgotten(opened, text: str) -> None:
    assert opened(Settings(choices={REMEMBERED: text})).form.options() == ChartOptions()


def test_every_field_has_a_name_and_every_key_its_own(opened, nameless) -> None:
    dialog = opened()
    assert nameless(dialog) == []
    marks = [
        label.text()[label.text().index("&") + 1].lower()
        for label in dialog.form.findChildren(QCheckBox) + dialog.form.findChildren(type(dialog._note))
        if "&" in label.text()
    ]
    assert len(marks) == len(set(marks)), marks


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_dialog_fits_a_small_screen_in_light_and_dark(opened, theme, mode: str) -> None:
    theme.set_mode(mode)
    dialog = opened()
    assert dialog.minimumSizeHint().width() <= 1280
    assert dialog.minimumSizeHint().height() <= 700
    image = dialog.view.viewport().grab().toImage()
    assert image.pixelColor(2, image.height() - 3).name() == theme.color("bg").name()
    assert image.pixelColor(image.width() // 2, 60) == QColor("white")  # paper is white in the dark too


def test_a_desk_without_a_plan_is_told_in_one_sentence(theme, desk: Desk, told) -> None:
    PrintChart.show_for(theme, desk, Settings(), TODAY)
    assert len(told) == 1
    assert "no workplan yet" in told[0]


# The preview itself.


@pytest.fixture
def view(qtbot, theme) -> PageView:
    shown = PageView(theme)
    qtbot.addWidget(shown)
    shown.resize(700, 500)
    shown.show()
    return shown


def paging(rows: int, **chosen) -> Paging:
    return Paging(plan(rows), ChartOptions(**chosen).page_setup(upright=False))


def test_a_long_plan_is_dealt_out_between_events(view: PageView, qtbot) -> None:
    long = paging(1500)
    view.show_paging(long)
    assert long.strips == 1
    assert view.accessibleDescription() == "page 1"
    qtbot.waitUntil(lambda: long.done)
    qtbot.waitUntil(lambda: view.accessibleDescription() == f"page 1 of {long.total}")
    assert long.total > 50


def test_keys_turn_pages_and_zoom(view: PageView, qtbot) -> None:
    view.show_paging(paging(100))
    view.finish()
    total = view.paging.total
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.accessibleDescription() == f"page 2 of {total}"
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.place() == Place(total - 1, 0)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.place() == Place(0, 0)
    fitting = view.scale
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == pytest.approx(1.25 * fitting)
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == pytest.approx(fitting / 1.25)
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == fitting


def test_zooming_keeps_the_page_in_sight(view: PageView) -> None:
    view.show_paging(paging(400))
    view.finish()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    before = view.place()
    for _ in range(4):
        view.zoom_by(1.25)
    assert abs(view.place().strip - before.strip) <= 1


def test_a_painted_page_is_the_printed_page(qapp) -> None:
    """Bars and words lie where the layout says, at any scale."""
    pager = Paging(one_row(row(output="Short")), ChartOptions().page_setup(upright=False))
    (place,) = pager.places()
    page = pager.page(place)
    bar = next(block.bar for block in page.blocks if getattr(block, "bar", None))
    for scale in (1.0, 3.0):
        image = paper.page_image(page, "page 1 of 1", scale)
        assert (image.width(), image.height()) == (round(841.89 * scale), round(595.28 * scale))
        top = page.sheet.setup.margin + page.sheet.heading_height(True) + page.sheet.header_height
        y = round((top + page.blocks[0].height + 3.2 + 4.9) * scale)
        colour = image.pixelColor(round((bar.x0 + bar.x1) / 2 * scale), y)
        assert QColor(style.colours()["fa2"]).name() == colour.name()


def test_text_on_screen_is_as_wide_as_on_paper(qapp) -> None:
    style.register_fonts()
    for text in ("Side event at the High-Level Political Forum", "→ ✓ 12 May – 3 June", "حق"):
        image = QImage(1600, 120, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paper.PainterSurface(painter).text(10, 80, text, 40, "#000000")
        painter.end()
        last = max(
            x for x in range(1600) for y in range(0, 120, 2) if image.pixelColor(x, y).lightness() < 200
        )
        assert abs(last - 10 - style.measure(text, 40)) < 8, text


def test_an_empty_plan_is_a_page_too(view: PageView) -> None:
    view.show_paging(Paging(plan(groups=(ChartGroup("2023"),)), ChartOptions().page_setup(upright=False)))
    view.finish()
    assert view.paging.total == 1
    view.show_paging(None)
    assert view.place() is None


def test_work_in_steps_ends_once_and_says_why(qtbot, tmp_path: Path) -> None:
    steps = Steps()
    setup = ChartOptions().page_setup(upright=False)
    with qtbot.waitSignal(steps.ended) as good:
        steps.start(lambda: write_pdf(plan(60), setup, tmp_path / "a.pdf"))
    assert good.args == [""]
    assert not steps.running
    assert len(PdfReader(tmp_path / "a.pdf").pages) > 2
    with qtbot.waitSignal(steps.ended) as bad:
        steps.start(lambda: write_pdf(plan(3), setup, tmp_path / "gone" / "a.pdf"))
    assert bad.args[0]


def test_sections_without_rows_are_shown(opened, plan_desk: Desk) -> None:
    parts.add_section(plan_desk, 1, "2025", year=2025)
    assert opened()._plan.groups[-1].rows == ()


def test_numbers_typed_count_without_leaving_the_field(opened, qtbot) -> None:
    dialog = opened()
    for name, typed in (("pages-wide", "3"), ("width", "2400"), ("text-size", "9")):
        field = dialog.form.field(name)
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, typed)
    plan_and_setup = dialog._ready()
    assert plan_and_setup[1].pages_wide == 3
    assert (dialog._options.picture_width, dialog._options.text_size) == (2400, 9.0)
