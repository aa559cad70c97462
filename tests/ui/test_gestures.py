"""Gestures on the chart with mouse and keys: what is said while dragging, what the desk holds afterwards, and undo."""

from __future__ import annotations

import os
import shutil
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imgdesk import services
from imgdesk.ui.gantt.zones import HANDLE
from imgdesk.views import workplan as views

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LATER, EARLIER = Qt.Key.Key_Right, Qt.Key.Key_Left


@pytest.fixture
def chart(plan_page):
    """The page at a zoom where a month is 40 pixels, with nothing panned away."""
    timeline = plan_page.page.timeline
    timeline.zoom_to("months")
    timeline.pan(60 - timeline.scale.x(date(2023, 1, 1)))
    plan_page.settle()
    return Hand(plan_page)


class Hand:
    """A hand on the mouse over the chart."""

    def __init__(self, plan_page) -> None:
        self.on, self.page = plan_page, plan_page.page
        self.timeline, self.body, self.tree = self.page.timeline, self.page.timeline.body, self.page.tree

    def index(self, name: str):
        return self.page.model.find(self.on.ids[name])

    def y(self, name: str) -> int:
        return self.tree.visualRect(self.index(name)).center().y()

    def bar(self, name: str):
        return self.body.bar_of(self.index(name))

    def middle(self, name: str) -> QPoint:
        bar = self.bar(name)
        return QPoint(round((bar.x0 + bar.x1) / 2), self.y(name))

    def x(self, day: date) -> int:
        return round(self.timeline.scale.x(day) + self.timeline.scale.px_per_day / 2)

    def hold(self, start: QPoint, end: QPoint, keys=NONE) -> None:
        """Press and drag, and keep the button down."""
        QTest.mouseMove(self.body, start)
        QTest.mousePress(self.body, LEFT, NONE, start)
        QTest.mouseMove(self.body, start + QPoint(6, 0))
        self.over(end, keys)

    def over(self, place: QPoint, keys=NONE) -> None:
        from PySide6.QtCore import QEvent, QPointF
        from PySide6.QtGui import QMouseEvent

        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), QPointF(self.body.mapToGlobal(place)), LEFT, LEFT, keys
        )
        QApplication.sendEvent(self.body, event)

    def drop(self, place: QPoint) -> None:
        QTest.mouseRelease(self.body, LEFT, NONE, place)
        self.on.settle()

    def drag(self, start: QPoint, end: QPoint, keys=NONE) -> None:
        self.hold(start, end, keys)
        self.drop(end)

    def months(self, number: float) -> QPoint:
        return QPoint(round(number * 30.4 * self.timeline.scale.px_per_day), 0)

    def when(self, name: str) -> str:
        return self.on.row(name).when_text

    def said(self) -> list[str]:
        return self.timeline.gestures.tip.lines

    def steps(self) -> int:
        return self.on.desk.read("SELECT count(*) FROM step")[0][0]

    def key(self, key, keys=NONE) -> None:
        QTest.keyClick(self.body, key, keys)
        self.on.settle()


# --- moving and resizing


def test_a_bar_is_dragged_by_its_own_unit_and_undone_in_one_step(chart):
    before, start = chart.steps(), chart.middle("talks")
    chart.hold(start, start + chart.months(2.2))
    assert chart.said()[0] == "June 2023 → August 2023"
    assert chart.when("talks") == "June 2023", "only the picture has moved"
    chart.drop(start + chart.months(2.2))
    assert chart.when("talks") == "August 2023"
    assert chart.steps() == before + 1
    chart.on.trigger("undo")
    assert chart.when("talks") == "June 2023"


def test_a_small_drag_of_a_month_writes_nothing(chart):
    before, start = chart.steps(), chart.middle("talks")
    chart.drag(start, start + chart.months(0.3))
    assert chart.when("talks") == "June 2023"
    assert chart.steps() == before
    assert chart.on.notices == []


def test_alt_refines_to_days(chart):
    start = chart.middle("talks")
    chart.drag(start, start + QPoint(round(3 * chart.timeline.scale.px_per_day), 0) + QPoint(6, 0), ALT)
    assert chart.when("talks").endswith("July 2023")
    assert chart.on.row("talks").grain == "day"


def test_an_end_is_dragged_and_the_other_stays(chart):
    bar = chart.bar("event")
    end = QPoint(round(bar.x1 - 2), chart.y("event"))
    chart.hold(end, end + chart.months(2))
    assert chart.said()[0].startswith("July 2023 → ")
    chart.drop(end + chart.months(2))
    row = chart.on.row("event")
    assert (row.earliest, row.latest) == ("2023-07-01", "2023-09-30")
    start = QPoint(round(chart.bar("event").x0 + 2), chart.y("event"))
    chart.drag(start, start + chart.months(1))
    assert chart.on.row("event").earliest == "2023-08-01"


def test_esc_takes_a_drag_back(chart):
    before, start = chart.steps(), chart.middle("talks")
    chart.body.setFocus()
    chart.hold(start, start + chart.months(3))
    chart.key(Qt.Key.Key_Escape)
    assert not chart.timeline.gestures.dragging
    assert chart.timeline.gestures.tip.isHidden()
    chart.drop(start + chart.months(3))
    assert chart.steps() == before


def test_several_move_together_as_one_step(chart):
    chart.on.select("talks", "cop")
    before, start = chart.steps(), chart.middle("talks")
    chart.hold(start, start + chart.months(1))
    assert chart.said()[1] == "and 1 more"
    chart.drop(start + chart.months(1))
    assert chart.when("talks") == "July 2023"
    assert chart.on.row("cop").earliest > "2023-05-25"
    assert chart.steps() == before + 1
    assert set(chart.tree.selected_ids()) == {chart.on.ids["talks"], chart.on.ids["cop"]}
    chart.on.trigger("undo")
    assert chart.when("cop") == "1-12 May 2023"


def test_a_click_on_one_of_several_chooses_it_alone(chart):
    chart.on.select("talks", "cop")
    QTest.mouseClick(chart.body, LEFT, NONE, chart.middle("cop"))
    assert chart.tree.selected_ids() == [chart.on.ids["cop"]]


def test_a_drag_beyond_the_plan_is_allowed_and_said(chart):
    chart.timeline.pan(-chart.timeline.scale.x(date(2024, 6, 1)))
    start = chart.middle("summit")
    chart.hold(start, start + chart.months(16.4))
    assert any(line.startswith("Beyond the plan") for line in chart.said())
    chart.drop(start + chart.months(16.4))
    assert chart.on.row("summit").latest > "2025-12-31"


def test_an_open_end_says_why_it_cannot_be_resized(chart):
    chart.page.edit([chart.on.ids["talks"]], "when", "from June 2023")
    chart.on.select("talks")
    chart.body.setFocus()
    chart.key(LATER, CTRL | SHIFT)
    assert "is open" in chart.on.notices[-1]


def test_without_writing_nothing_is_held(read_only_page):
    chart = Hand(read_only_page)
    before, start = chart.steps(), chart.middle("talks")
    chart.drag(start, start + QPoint(120, 0))
    chart.body.setFocus()
    chart.on.select("talks")
    chart.key(LATER, CTRL)
    chart.key(Qt.Key.Key_Delete, SHIFT)
    assert chart.steps() == before
    assert not chart.timeline.can_edit


# --- giving dates and taking them


def test_drawing_on_an_undated_row_gives_it_a_date(chart):
    y = chart.y("words")
    chart.drag(QPoint(chart.x(date(2023, 5, 10)), y), QPoint(chart.x(date(2023, 6, 20)), y))
    row = chart.on.row("words")
    assert (row.earliest, row.latest, row.grain) == ("2023-05-01", "2023-06-30", "month")
    chart.on.trigger("undo")
    assert chart.when("words") == "when the moon is right"


def test_drawing_over_a_date_that_only_the_year_gives_keeps_what_is_still_open(chart):
    y = chart.y("training")
    chart.timeline.pan(-chart.timeline.scale.x(date(2024, 1, 1)) + 40)
    chart.drag(QPoint(chart.x(date(2024, 3, 5)), y), QPoint(chart.x(date(2024, 3, 20)), y))
    assert chart.when("training") == "March 2024"


def test_the_chip_of_an_undated_row_is_dragged_to_a_day(chart):
    chip = chart.timeline.zones.chip(chart.index("words")).center().toPoint()
    chart.drag(chip, QPoint(chart.x(date(2023, 9, 12)), chip.y()))
    assert chart.when("words") == "September 2023"


def test_drawing_beside_a_heading_makes_an_activity_in_its_section(chart):
    y = chart.tree.visualRect(chart.page.model.index(1, 0)).center().y()
    count = len(views.activities(chart.on.desk, 1))
    chart.hold(QPoint(chart.x(date(2023, 5, 10)), y), QPoint(chart.x(date(2023, 6, 20)), y))
    assert chart.said() == ["New activity, May-June 2023"]
    chart.drop(QPoint(chart.x(date(2023, 6, 20)), y))
    rows = views.activities(chart.on.desk, 1)
    assert len(rows) == count + 1
    new = max(rows, key=lambda row: row.id)
    assert (new.section_id, new.when_text) == (
        chart.page.model.groups()[1].section_id, "May-June 2023"
    )  # fmt: skip
    QTest.keyClicks(QApplication.focusWidget(), "Named at once")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert chart.on.desk.read("SELECT output FROM activity WHERE id = ?", (new.id,)) == [("Named at once",)]


def test_drawing_below_the_last_row_takes_the_section_of_that_year(chart):
    y = chart.body.height() - 30
    chart.drag(QPoint(chart.x(date(2023, 5, 10)), y), QPoint(chart.x(date(2023, 5, 25)), y))
    new = max(views.activities(chart.on.desk, 1), key=lambda row: row.id)
    assert (new.section_id, new.when_text) == (chart.page.model.groups()[0].section_id, "May 2023")


def test_a_bar_dropped_on_a_tray_loses_its_date(chart):
    box = chart.tree.visualRect(chart.page.model.index(0, 0))
    tray = QPoint(chart.body.width() - 40, box.center().y())
    chart.hold(chart.middle("talks"), tray)
    assert chart.said()[0] == "June 2023 → TBD"
    chart.drop(tray)
    assert chart.when("talks") == "TBD"
    assert chart.on.desk.undo_label == "Take the date off “First talks with the secretariats”"


# --- keys


@pytest.mark.parametrize(
    ("keys", "key", "text"),
    [
        (CTRL, LATER, "July 2023"),
        (CTRL, EARLIER, "May 2023"),
        (CTRL | SHIFT, LATER, "June-July 2023"),
        (ALT | SHIFT, EARLIER, "May-June 2023"),
        (CTRL | ALT, LATER, "2 June - 1 July 2023"),
        (SHIFT, Qt.Key.Key_Delete, "TBD"),
    ],
)
@pytest.mark.parametrize("where", ["tree", "body"])
def test_every_drag_of_a_bar_has_a_key(chart, keys, key, text, where):
    chart.on.select("talks")
    widget = chart.tree if where == "tree" else chart.body
    widget.setFocus()
    QTest.keyClick(widget, key, keys)
    assert chart.when("talks") == text
    chart.on.trigger("undo")
    assert chart.when("talks") == "June 2023"


def test_a_key_moves_all_that_are_selected_in_one_step(chart):
    chart.on.select("talks", "event")
    before = chart.steps()
    chart.body.setFocus()
    chart.key(LATER, CTRL)
    assert (chart.when("talks"), chart.when("event")) == ("July 2023", "August 2023")
    assert chart.steps() == before + 1


def test_a_key_on_a_date_that_nobody_has_said_explains_itself(chart):
    chart.on.select("training")
    chart.body.setFocus()
    chart.key(LATER, CTRL)
    assert "has no date of its own" in chart.on.notices[-1]
    chart.key(Qt.Key.Key_Delete, SHIFT)
    assert "no date to take off" in chart.on.notices[-1]


# --- random gestures


@pytest.mark.parametrize("seed_file", ["plan"])
def test_whatever_is_dragged_undo_brings_it_back(qtbot, theme, told, plan_file, tmp_path, dump, seed_file):
    from tests.ui.conftest import PlanPage

    path = tmp_path / f"{seed_file}.imgdesk"
    shutil.copy(plan_file[0], path)
    opened = PlanPage(qtbot, theme, path, plan_file[1])
    chart = Hand(opened)
    names = st.sampled_from(sorted(plan_file[1]))
    gesture = st.tuples(names, st.sampled_from(("drag", "keys")), st.integers(-300, 300), st.booleans())

    @settings(
        max_examples=int(os.environ.get("EXAMPLES", "12")),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(gesture, min_size=1, max_size=4))
    def play(done):
        before, steps = dump(opened.desk), chart.steps()
        for name, how, far, alt in done:
            start = QPoint(200 + far % 90, chart.y(name))
            if how == "drag":
                chart.drag(start, start + QPoint(far, 0), ALT if alt else NONE)
            else:
                opened.select(name)
                chart.body.setFocus()
                chart.key(LATER if far > 0 else EARLIER, CTRL | ALT if alt else CTRL)
        made = opened.desk.read("SELECT count(*) FROM step WHERE state = 'done'")[0][0]
        while opened.desk.read("SELECT count(*) FROM step WHERE state = 'done'")[0][0] > made_before[0]:
            opened.desk.undo()
        assert dump(opened.desk) == before
        assert made >= made_before[0]
        assert steps <= chart.steps() or made == made_before[0]

    made_before = opened.desk.read("SELECT count(*) FROM step WHERE state = 'done'")[0]
    play()
    opened.controller.close()


# --- links


def link(chart, first: str, second: str, kind: str = "FS", lag: int = 0) -> int:
    made = services.parts.link_activities(chart.on.desk, chart.on.ids[first], chart.on.ids[second], kind, lag)
    chart.on.settle()
    chart.body.grab()
    return made


@pytest.mark.parametrize(
    ("from_end", "share", "kind"),
    [(True, 0.2, "FS"), (True, 0.9, "FF"), (False, 0.2, "SS"), (False, 0.9, "SF")],
)
def test_a_link_is_drawn_between_the_ends(chart, from_end, share, kind):
    first, second = chart.bar("draft"), chart.bar("event")
    start = QPoint(round(first.x1 + HANDLE if from_end else first.x0 - HANDLE), chart.y("draft"))
    end = QPoint(round(second.x0 + share * (second.x1 - second.x0)), chart.y("event"))
    chart.hold(start, end)
    assert chart.said()[0].startswith("“Side event at the HLPF (TBC)” ")
    chart.body.grab()
    chart.drop(end)
    ids = chart.on.ids
    assert [row[1:] for row in views.links(chart.on.desk, 1)] == [(ids["draft"], ids["event"], kind, 0)]
    chart.on.trigger("undo")
    assert views.links(chart.on.desk, 1) == []


def test_a_ring_of_links_is_refused_by_name(chart):
    link(chart, "draft", "talks")
    first, second = chart.bar("talks"), chart.bar("draft")
    chart.drag(
        QPoint(round(first.x1 + HANDLE), chart.y("talks")), QPoint(round(second.x0 + 3), chart.y("draft"))
    )
    assert "would close a ring" in chart.on.notices[-1]
    assert len(views.links(chart.on.desk, 1)) == 1


def test_a_link_is_made_with_keys(chart):
    chart.on.select("talks")
    chart.body.setFocus()
    chart.key(Qt.Key.Key_L)
    chart.key(Qt.Key.Key_Down)
    chart.body.grab()
    chart.key(Qt.Key.Key_Return)
    ids = chart.on.ids
    assert [row[1:] for row in views.links(chart.on.desk, 1)] == [(ids["talks"], ids["event"], "FS", 0)]
    chart.key(Qt.Key.Key_L)
    chart.key(Qt.Key.Key_Down)
    chart.key(Qt.Key.Key_F)
    chart.key(Qt.Key.Key_Escape)
    chart.key(Qt.Key.Key_Return)
    assert len(views.links(chart.on.desk, 1)) == 1
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def corner(chart) -> QPoint:
    """A place on the way down of the one link, clear of bars."""
    chart.body.grab()
    points = chart.timeline.links.shapes[0].points
    (xa, ya), (xb, yb) = points[1], points[2]
    return QPoint(round((xa + xb) / 2), round((ya + yb) / 2))


def test_a_link_is_chosen_with_a_click_and_deleted(chart):
    link(chart, "draft", "talks")
    chart.body.setFocus()
    QTest.mouseClick(chart.body, LEFT, NONE, corner(chart))
    assert chart.timeline.links.chosen
    chart.key(Qt.Key.Key_Delete)
    assert views.links(chart.on.desk, 1) == []
    assert chart.on.row("talks") is not None, "the activities stay"
    chart.on.trigger("undo")
    assert len(views.links(chart.on.desk, 1)) == 1


def test_links_are_chosen_edited_and_deleted_with_keys(chart):
    made = link(chart, "draft", "talks")
    chart.on.select("talks")
    chart.tree.setFocus()
    QTest.keyClick(chart.tree, Qt.Key.Key_L, SHIFT)
    assert chart.timeline.links.chosen == made
    chart.key(Qt.Key.Key_Return)
    from imgdesk.ui.gantt.link_popup import LinkPopup

    popup = chart.body.findChild(LinkPopup)
    assert popup.isVisible()
    popup.close()
    chart.key(Qt.Key.Key_Up)
    assert not chart.timeline.links.chosen, "another row, no link"
    chart.key(Qt.Key.Key_Down)
    chart.key(Qt.Key.Key_L, SHIFT)
    chart.key(Qt.Key.Key_Delete)
    assert views.links(chart.on.desk, 1) == []
    chart.key(Qt.Key.Key_L, SHIFT)
    assert not chart.timeline.links.chosen


def test_a_change_from_elsewhere_ends_a_drag(chart):
    start = chart.middle("talks")
    chart.hold(start, start + chart.months(2))
    services.workplan.edit_activity(chart.on.desk, chart.on.ids["talks"], when="May 2024")
    chart.on.settle()
    assert not chart.timeline.gestures.dragging
    chart.drop(start + chart.months(2))
    assert chart.when("talks") == "May 2024"


def test_a_double_click_edits_kind_and_lag(chart, qtbot):
    made = link(chart, "draft", "talks")
    QTest.mouseDClick(chart.body, LEFT, NONE, corner(chart))
    from imgdesk.ui.gantt.link_popup import LinkPopup

    popup = chart.body.findChild(LinkPopup)
    popup.kind.setCurrentIndex(popup.kind.findData("SS"))
    popup.lag.setValue(-3)
    popup.keep.click()
    assert [tuple(row) for row in views.links(chart.on.desk, 1)] == [
        (made, chart.on.ids["draft"], chart.on.ids["talks"], "SS", -3)
    ]


def test_what_would_slip_is_said_before_the_release(chart):
    link(chart, "talks", "event")
    link(chart, "event", "summit")
    start = chart.middle("talks")
    chart.hold(start, start + chart.months(4))
    assert any("would have to slip" in line for line in chart.said())
    chart.drop(start + chart.months(4))
    assert chart.when("event") == "July 2023", "fuzzy plans are not schedules: nothing else moves"
    chart.body.grab()
    assert chart.timeline.links.broken_ids() == {chart.on.ids["event"]}
    assert any("Conflict" in line for line in chart.timeline.links.words(chart.timeline.links.shapes[0]))


# --- events


def test_an_event_takes_along_what_hangs_on_it(chart):
    header = chart.timeline.header
    shape = next(shape for shape in chart.timeline.diamonds() if shape.label == "HLPF")
    start, before = QPoint(round(shape.x), 45), chart.steps()
    end = start + QPoint(round(31 * chart.timeline.scale.px_per_day), 0)
    QTest.mousePress(header, LEFT, NONE, start)
    QTest.mouseMove(header, start + QPoint(8, 0))
    QTest.mouseMove(header, end)
    assert chart.timeline.events.tip.lines[0].startswith("HLPF: 10-19 July 2023 → ")
    assert "1 activity goes with it" in chart.timeline.events.tip.lines
    QTest.mouseRelease(header, LEFT, NONE, end)
    chart.on.settle()
    assert chart.when("event") == "August 2023"
    assert chart.steps() == before + 1
    chart.on.trigger("undo")
    assert chart.when("event") == "July 2023"
    assert ("10-19 July 2023",) in chart.on.desk.read("SELECT when_text FROM event")


def test_an_event_is_moved_with_keys(chart):
    header = chart.timeline.header
    header.setFocus(Qt.FocusReason.TabFocusReason)
    assert "HLPF" in header.accessibleName()
    QTest.keyClick(header, LATER, CTRL)
    assert ("11-20 July 2023",) in chart.on.desk.read("SELECT when_text FROM event")
    QTest.keyClick(header, LATER)
    assert "COP 28" in header.accessibleName()
