"""The chart on screen: in line with the tree, panned and zoomed, painted from the layout's shapes, explained."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from imgdesk.gantt.layout import today_x
from imgdesk.ui.gantt import painter
from imgdesk.ui.gantt.inks import Inks, mixed
from imgdesk.ui.theme import load_palette
from imgdesk.ui.tips import tip

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def body(plan_page):
    return plan_page.page.timeline.body


def middle(plan_page, name: str) -> QPoint:
    """The middle of an activity's bar."""
    body, tree = plan_page.page.timeline.body, plan_page.page.tree
    index = plan_page.page.model.find(plan_page.ids[name])
    bar = body.bar_of(index)
    return QPoint(round((bar.x0 + bar.x1) / 2), tree.visualRect(index).center().y())


def wheel(widget, x: float, y: float, turned: int, keys=NONE, sideways: int = 0) -> None:
    place = QPointF(x, y)
    event = QWheelEvent(
        place, widget.mapToGlobal(place), QPoint(), QPoint(sideways, turned), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


# --- in line with the tree


def test_rows_are_where_the_tree_has_them(plan_page, body):
    tree = plan_page.page.tree
    assert body.mapToGlobal(QPoint(0, 0)).y() == tree.viewport().mapToGlobal(QPoint(0, 0)).y()
    index = plan_page.page.model.find(plan_page.ids["summit"])
    assert body.index_at(tree.visualRect(index).center().y()) == index
    tree.collapse(plan_page.page.model.index(0, 0))
    assert body.index_at(tree.visualRect(index).center().y()) == index


def test_a_click_on_a_bar_selects_its_row(plan_page, body):
    tree = plan_page.page.tree
    QTest.mouseClick(body, LEFT, NONE, middle(plan_page, "cop"))
    assert tree.selected_ids() == [plan_page.ids["cop"]]
    QTest.mouseClick(body, LEFT, Qt.KeyboardModifier.ControlModifier, middle(plan_page, "draft"))
    assert tree.selected_ids() == [plan_page.ids["draft"], plan_page.ids["cop"]]
    QTest.mouseClick(body, LEFT, NONE, middle(plan_page, "draft"))
    QTest.mouseClick(body, LEFT, Qt.KeyboardModifier.ShiftModifier, middle(plan_page, "event"))
    assert tree.selected_ids() == [plan_page.ids[name] for name in ("draft", "talks", "event")]
    QTest.mouseClick(body, LEFT, NONE, QPoint(20, body.height() - 4))
    assert tree.selected_ids() == []


def test_a_double_click_on_a_bar_edits_its_date(plan_page, body):
    QTest.mouseDClick(body, LEFT, NONE, middle(plan_page, "cop"))
    assert QApplication.focusWidget().text() == "1-12 May 2023"


def test_the_chart_has_keys(plan_page, body):
    plan_page.select("draft")
    body.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(body, Qt.Key.Key_Down)
    assert plan_page.page.tree.selected_ids() == [plan_page.ids["talks"]]
    origin = plan_page.page.timeline.scale.origin
    QTest.keyClick(body, Qt.Key.Key_Right)
    assert plan_page.page.timeline.scale.origin > origin
    QTest.keyClick(body, Qt.Key.Key_F2)
    assert QApplication.focusWidget().text() == "June 2023"


def test_the_chart_shows_where_the_keyboard_is(plan_page, body):
    plan_page.page.tree.setFocus()
    without = body.grab().toImage().pixelColor(0, body.height() // 2)
    body.setFocus(Qt.FocusReason.TabFocusReason)
    ringed = body.grab().toImage().pixelColor(0, body.height() // 2)
    assert ringed == load_palette("light")["accent"]
    assert without != ringed


# --- panning and zooming


def test_fit_shows_the_whole_plan_at_any_width(plan_page):
    timeline = plan_page.page.timeline
    for width in (1440, 1100, 1600):
        plan_page.window.resize(width, 800)
        plan_page.settle()
        assert timeline.scale.x(date(2023, 1, 1)) == pytest.approx(12)
        assert timeline.scale.end_x(date(2025, 12, 31)) == pytest.approx(timeline.body.width() - 12)


def test_zoom_with_the_wheel_keeps_the_day_under_the_mouse(plan_page, body):
    timeline = plan_page.page.timeline
    before, px = timeline.scale.moment(150), timeline.scale.px_per_day
    wheel(body, 150, 60, 120, Qt.KeyboardModifier.ControlModifier)
    assert timeline.scale.moment(150) == pytest.approx(before)
    assert timeline.scale.px_per_day == pytest.approx(px * 1.25)
    wheel(timeline.header, 150, 10, -120, Qt.KeyboardModifier.ControlModifier)
    assert timeline.scale.px_per_day == pytest.approx(px)


def test_zoom_by_command_key_and_level(plan_page):
    timeline, bar = plan_page.page.timeline, plan_page.page.bar
    levels = QSignalSpy(timeline.level_changed)
    bar.level_chosen.emit("months")
    assert timeline.scale.level == "months"
    assert bar.level.text().startswith("Months")
    assert levels.count() == 1
    px = timeline.scale.px_per_day
    plan_page.trigger("zoom_in")
    assert timeline.scale.px_per_day > px
    plan_page.trigger("zoom_out")
    plan_page.trigger("zoom_fit")
    assert timeline.scale.x(date(2023, 1, 1)) == pytest.approx(12)


def test_shift_and_wheel_pans_and_a_plain_wheel_scrolls_rows(plan_page, body):
    timeline, rows = plan_page.page.timeline, plan_page.page.tree.verticalScrollBar()
    plan_page.window.resize(1280, 560)
    timeline.zoom_to("months")
    plan_page.settle()
    assert rows.maximum() == 0 or rows.value() == 0
    origin = timeline.scale.origin
    wheel(body, 100, 60, -120, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.scale.origin > origin
    origin = timeline.scale.origin
    wheel(body, 100, 60, 0, sideways=-120)
    assert timeline.scale.origin > origin
    plan_page.window.resize(1280, 520)
    plan_page.page.tree.set_compact(False)
    for _ in range(20):
        plan_page.trigger("new_activity")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    rows.setValue(0)
    wheel(body, 100, 60, -120)
    assert rows.value() == 3 * plan_page.page.tree.row_height()


@pytest.mark.parametrize("button", ["middle", "space"])
def test_dragging_pans(plan_page, body, button):
    timeline = plan_page.page.timeline
    timeline.zoom_to("months")
    body.setFocus()
    which = Qt.MouseButton.MiddleButton if button == "middle" else LEFT
    if button == "space":
        QTest.keyPress(body, Qt.Key.Key_Space)
    moment = timeline.scale.moment(200)
    QTest.mousePress(body, which, NONE, QPoint(200, 90))
    QTest.mouseMove(body, QPoint(260, 90))
    QTest.mouseRelease(body, which, NONE, QPoint(260, 90))
    if button == "space":
        QTest.keyRelease(body, Qt.Key.Key_Space)
    assert timeline.scale.moment(260) == pytest.approx(moment)


def test_the_plan_never_leaves_the_window(plan_page):
    timeline = plan_page.page.timeline
    timeline.zoom_to("days")
    for distance in (1e7, -2e7):
        timeline.pan(distance)
        width = timeline.body.width()
        assert timeline.scale.x(date(2023, 1, 1)) < width
        assert timeline.scale.end_x(date(2025, 12, 31)) > 0


def test_today_comes_to_the_middle(plan_page):
    timeline = plan_page.page.timeline
    timeline.zoom_to("weeks")
    timeline.pan(5000)
    plan_page.trigger("today")
    assert today_x(timeline.frame()) == pytest.approx(timeline.body.width() / 2, abs=1)


def test_a_date_beyond_the_plan_widens_a_fitted_chart(plan_page):
    plan_page.page.edit([plan_page.ids["talks"]], "when", "May 2027")
    timeline = plan_page.page.timeline
    assert timeline.scale.end_x(date(2027, 5, 31)) <= timeline.body.width()


def test_bringing_a_stretch_into_sight_pans_no_more_than_needed(plan_page):
    timeline = plan_page.page.timeline
    timeline.zoom_to("months")
    scale, width = timeline.scale, timeline.body.width()
    timeline.bring_into_sight(50, 90)
    assert timeline.scale == scale
    timeline.bring_into_sight(width + 10, width + 60)
    assert timeline.scale.origin - scale.origin == pytest.approx((60 + 12) / scale.px_per_day)


# --- the picture


def colour_at(body, place: QPoint):
    ratio = body.devicePixelRatioF()
    return body.grab().toImage().pixelColor(round(place.x() * ratio), round(place.y() * ratio))


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_a_bar_has_the_colour_of_its_focus_area(plan_page, theme, body, theme_name):
    theme.set_mode(theme_name)
    plan_page.page.timeline.zoom_to("months")
    plan_page.page.timeline.pan(200)
    roles = load_palette(theme_name)
    assert colour_at(body, middle(plan_page, "cop")) == roles["fa1"]
    assert colour_at(body, middle(plan_page, "talks")) == roles["fa2"]


def test_the_selected_row_is_lit_in_the_chart(plan_page, body):
    plan_page.select("cop")
    place = middle(plan_page, "cop")
    assert colour_at(body, QPoint(body.width() - 20, place.y())) == load_palette("light")["sel"]


def test_the_row_under_the_mouse_is_lit_in_both(plan_page, body):
    plan_page.select("draft")
    place = middle(plan_page, "cop")
    QTest.mouseMove(body, QPoint(1, 1))  # a test before may have left the mouse at the very place
    QTest.mouseMove(body, place)
    tree = plan_page.page.tree
    assert tree.ground(plan_page.page.model.find(plan_page.ids["cop"])) == "hover"
    roles = load_palette("light")
    assert colour_at(body, QPoint(body.width() - 20, place.y())) == mixed(
        roles["grid"], roles["surface"], 0.55
    )


def test_what_is_told_about_a_bar(plan_page, body):
    assert body.words_at(QPointF(middle(plan_page, "event"))) == [
        "Side event at the HLPF (TBC)", "July 2023 (1-31 July 2023, month)", "Lead: FA2",
        "planned, 40 %, unconfirmed",
    ]  # fmt: skip
    assert (
        body.words_at(QPointF(middle(plan_page, "training")))[1] == "TBD (1 January - 31 December 2024, year)"
    )


def test_what_is_told_about_a_gap_and_nothing_elsewhere(plan_page, body):
    scale = plan_page.page.timeline.scale
    y = plan_page.page.tree.visualRect(plan_page.page.model.find(plan_page.ids["draft"])).center().y()
    words = body.words_at(QPointF(scale.x(date(2023, 9, 15)), y))
    assert words[0] == "no support"
    assert words[1].startswith("April to late autumn 2023 (1 April")
    assert body.words_at(QPointF(scale.x(date(2025, 6, 1)), y)) == []
    assert body.words_at(QPointF(scale.x(date(2023, 9, 15)), body.height() - 3)) == []


def test_events_and_days_are_told_in_the_header(plan_page):
    timeline = plan_page.page.timeline
    shape = next(shape for shape in timeline.diamonds() if shape.label == "HLPF")
    assert timeline.header.words_at(round(shape.x), 45)[:2] == ["HLPF", "10-19 July 2023"]
    x = round(timeline.scale.x(date(2024, 3, 1)) + timeline.scale.px_per_day * 10)
    assert timeline.header.words_at(x, 30)[0].endswith("March 2024")
    assert timeline.header.words_at(round(today_x(timeline.frame())), 10) == ["Today", "17 July 2023"]


def test_the_tray_counts_the_undated_and_filters(plan_page, body):
    index = plan_page.page.model.index(1, 0)
    box = plan_page.page.tree.visualRect(index)
    tray = painter.tray_box(plan_page.page.timeline.inks(), 1, box.top(), box.height(), body.width())
    assert painter.tray_words(1) == "1 undated"
    assert body.tray_at(tray.center()) == plan_page.page.model.groups()[1].key
    assert body.tray_at(QPointF(tray.left() - 5, tray.center().y())) == ""
    assert body.words_at(tray.center())[0] == "Undated activities"
    QTest.mouseClick(body, LEFT, NONE, tray.center().toPoint())
    assert plan_page.shown() == [("2024", ["training"])]


def test_every_zoom_paints_every_kind_of_date(plan_page, body):
    for name, when in (
        ("draft", "from May 2023"), ("talks", "by end of 2023"), ("cop", "around Q3 2023"), ("summit", "1 May 2024"),
        ("training", "ongoing"), ("words", "[spring 2024] (TBC)"),
    ):  # fmt: skip
        plan_page.page.edit([plan_page.ids[name]], "when", when)
    for status, name in (("cancelled", "draft"), ("done", "talks"), ("delayed", "cop")):
        plan_page.page.edit([plan_page.ids[name]], "status", status)
    timeline = plan_page.page.timeline
    for level in ("days", "weeks", "months", "quarters", "years"):
        timeline.zoom_to(level)
        for distance in (0, 4000, -9000):
            timeline.pan(distance)
            picture = timeline.grab().toImage()
            assert picture.width() == round(timeline.width() * timeline.devicePixelRatioF())
            assert len({picture.pixel(x, 5) for x in range(0, picture.width(), 3)}) >= 1


def test_a_plan_of_one_day_can_be_fitted(plan_page):
    timeline = plan_page.page.timeline
    timeline.show_plan("2023-05-12", "2023-05-12", [], [], date(2023, 5, 12))
    timeline.fit()
    assert timeline.scale.px_per_day < timeline.body.width()


def test_inks_follow_the_theme(plan_page, theme):
    timeline = plan_page.page.timeline
    light = timeline.inks()
    assert timeline.inks() is light, "made once"
    theme.set_mode("dark")
    assert timeline.inks() is not light
    assert timeline.inks().color("fa1") == load_palette("dark")["fa1"]


def test_elided_words_are_remembered_and_forgotten(theme, qapp):
    inks = Inks(theme, 1.0)
    assert inks.elided("A long output that has no room", inks.body, 60).endswith("…")
    for number in range(5000):
        inks.elided(str(number), inks.body, 60)
    assert inks.elided("12", inks.body, 60) == "12"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ([], ""),
        (["", " "], ""),
        (["One"], "<b>One</b>"),
        (["<b>x</b> & y", "", "two"], "<b>&lt;b&gt;x&lt;/b&gt; &amp; y</b><br>two"),
    ],
)
def test_tips_show_text_as_it_is(lines, shown):
    assert tip(lines) == shown


def test_tips_are_short():
    assert len(tip(["word " * 1000])) < 300
