"""What is laid over the chart: ghosts, labels, critical chain, the overview strip; and the chart in words."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from imgdesk import services
from imgdesk.gantt.overview import LOOKED_AT, stretches
from imgdesk.ui.gantt.spoken import spoken
from imgdesk.ui.theme import load_palette
from imgdesk.views import versions

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def timeline(plan_page):
    return plan_page.page.timeline


def index(plan_page, name: str):
    return plan_page.page.model.find(plan_page.ids[name])


def middle(plan_page, name: str) -> QPointF:
    bar = plan_page.page.timeline.body.bar_of(index(plan_page, name))
    return QPointF((bar.x0 + bar.x1) / 2, plan_page.page.tree.visualRect(index(plan_page, name)).center().y())


def picture(timeline) -> bytes:
    image = timeline.body.grab().toImage()  # held: its bits go with it
    return bytes(image.constBits())


# --- ghosts


def test_ghosts_show_and_say_what_a_version_said(plan_page, timeline):
    version = services.versions.freeze_plan(plan_page.desk, 1, "approved", "14 March 2023")
    plan_page.page.edit([plan_page.ids["talks"]], "when", "September 2023")
    plain = picture(timeline)
    timeline.overlays.set_ghosts(versions.ghosts(plan_page.desk, version), "approved 14 March 2023")
    assert picture(timeline) != plain
    assert timeline.overlays.legend() == [("ghost", "approved 14 March 2023")]
    assert timeline.legend.isVisible()
    assert timeline.legend.accessibleName() == "approved 14 March 2023"
    assert timeline.rect().contains(timeline.legend.geometry())
    assert timeline.body.words_at(middle(plan_page, "talks"))[-1] == "approved 14 March 2023: June 2023"
    assert "approved" not in timeline.body.words_at(middle(plan_page, "cop"))[-1], "nothing differs there"
    added = services.workplan.add_activity(plan_page.desk, 1, "New", fields={"when": "May 2023"})
    plan_page.ids = {**plan_page.ids, "new": added}
    plan_page.settle()
    assert timeline.body.words_at(middle(plan_page, "new"))[-1] == "approved 14 March 2023: not there yet"
    timeline.overlays.set_ghosts(None)
    assert timeline.overlays.legend() == []
    assert not timeline.legend.isVisible()


# --- labels


def test_up_to_three_labels_stand_beside_the_bars(plan_page, timeline):
    plain = picture(timeline)
    timeline.overlays.set_labels(("output", "when", "lead"))
    row = plan_page.row("cop")
    assert timeline.overlays.label_texts(row) == ["Presence at the conference", "1-12 May 2023", "UNDP (FA1)"]
    assert picture(timeline) != plain
    timeline.overlays.set_labels(())
    assert picture(timeline) == plain


@pytest.mark.parametrize("labels", [("output", "when", "lead", "ref"), ("colour",)])
def test_labels_that_do_not_exist_are_a_mistake(timeline, labels):
    with pytest.raises(ValueError, match="no labels"):
        timeline.overlays.set_labels(labels)


# --- critical chain


def test_the_critical_chain_stands_out(plan_page, timeline):
    ids = plan_page.ids
    services.parts.link_activities(plan_page.desk, ids["draft"], ids["talks"])
    services.parts.link_activities(plan_page.desk, ids["talks"], ids["event"], lag_days=29)
    timeline.overlays.show_critical(True)
    assert timeline.desk.critical_ids() == {ids["talks"], ids["event"]}
    assert timeline.overlays.dimmed(ids["cop"])
    assert not timeline.overlays.dimmed(ids["talks"])
    assert timeline.overlays.legend()[0][1].startswith("critical chain, ")
    timeline.grab()
    assert [shape.tight for shape in timeline.links.shapes] == [False, True]
    services.parts.unlink_activities(plan_page.desk, timeline.links.shapes[1].link.id)
    plan_page.settle()
    assert timeline.desk.critical_ids() == {ids["draft"], ids["talks"]}


def test_a_plan_without_links_has_no_critical_chain(timeline):
    timeline.overlays.show_critical(True)
    assert timeline.overlays.legend() == [("critical", "critical chain: no links between dated activities")]


# --- links in the picture


def test_links_to_rows_that_are_hidden_are_not_drawn(plan_page, timeline):
    ids = plan_page.ids
    services.parts.link_activities(plan_page.desk, ids["draft"], ids["summit"])
    plan_page.settle()
    timeline.grab()
    assert len(timeline.links.shapes) == 1
    plan_page.page.tree.collapse(plan_page.page.model.index(1, 0))
    timeline.grab()
    assert timeline.links.shapes == []


# --- the overview


def test_the_overview_comes_when_the_plan_does_not_fit(plan_page, timeline):
    assert timeline.minimap.isHidden()
    timeline.zoom_to("weeks")
    assert timeline.minimap.isVisible()
    assert timeline.minimap.geometry().left() == timeline.geometry().left()
    assert timeline.minimap.geometry().top() >= timeline.geometry().bottom()
    assert plan_page.page.splitter.count() == 2, "the strip is no part of the split"
    timeline.fit()
    assert timeline.minimap.isHidden()
    assert timeline.height() == plan_page.page.splitter.height()


def test_the_frame_of_the_overview_is_dragged(plan_page, timeline):
    timeline.zoom_to("months")
    timeline.minimap.grab()
    frame = timeline.minimap.frame().center().toPoint()
    moment = timeline.scale.moment(0)
    QTest.mousePress(timeline.minimap, LEFT, NONE, frame)
    QTest.mouseMove(timeline.minimap, frame + QPoint(40, 0))
    QTest.mouseRelease(timeline.minimap, LEFT, NONE, frame + QPoint(40, 0))
    assert timeline.scale.moment(0) > moment
    QTest.mouseClick(timeline.minimap, LEFT, NONE, QPoint(timeline.minimap.width() - 20, 10))
    assert timeline.scale.moment(timeline.body.width()) > date(2025, 9, 1).toordinal()


def test_the_overview_looks_at_no_more_rows_than_it_can_show(plan_page):
    row = plan_page.row("cop")
    many = [row._replace(id=number) for number in range(50_000)]
    found = stretches(many, date(2023, 1, 1).toordinal(), date(2023, 12, 31).toordinal(), 400, 20)
    assert {part.lane for part in found} == set(range(20))
    assert len(found) <= LOOKED_AT
    assert all(0 <= part.x0 < part.x1 <= 400 for part in found)
    assert stretches([], 1, 10, 100, 5) == []
    assert stretches([row._replace(earliest=None, latest=None)], 1, 10, 100, 5) == []


# --- the chart in words


def test_the_chart_says_the_row_that_the_keyboard_is_in(plan_page, timeline):
    plan_page.select("event")
    timeline.body.setFocus(Qt.FocusReason.TabFocusReason)
    assert timeline.body.accessibleName() == (
        "Chart of the workplan: Side event at the HLPF (TBC), sometime in July 2023, unconfirmed, 40 percent, FA2"
    )
    QTest.keyClick(timeline.body, Qt.Key.Key_Up)
    assert timeline.body.accessibleName().endswith("sometime in June 2023, FA2")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cop", "Presence at the conference, 1-12 May 2023, UNDP (FA1)"),
        ("draft", "Workplan drafted, sometime in Jan-March 2023, done, OHCHR & UNDP (FA2/FA1)"),
        ("training", "Training sessions, date to be determined, provisional, FA3"),
        (
            "words",
            "Exchange of letters, when the moon is right, provisional, date kept as text, UNEP (FA3)",
        ),
    ],
)
def test_a_bar_in_words(plan_page, name, words):
    assert spoken(plan_page.row(name)) == words


# --- what shows where the hand may act


def test_handles_show_under_the_mouse_and_where_the_keyboard_is(plan_page, timeline):
    body, shows = timeline.body, timeline.overlays.shows_handles
    QTest.mouseMove(body, QPoint(1, 1))  # a test before may have left the mouse at the very place
    QTest.mouseMove(body, middle(plan_page, "cop").toPoint())
    assert shows(index(plan_page, "cop"))
    assert not shows(index(plan_page, "talks"))
    plan_page.select("talks")
    body.setFocus(Qt.FocusReason.TabFocusReason)
    assert shows(index(plan_page, "talks"))


def test_a_desk_that_cannot_be_changed_shows_no_handles(read_only_page):
    timeline = read_only_page.page.timeline
    QTest.mouseMove(timeline.body, middle(read_only_page, "cop").toPoint())
    assert not timeline.overlays.shows_handles(index(read_only_page, "cop"))
    assert timeline.zones.at(middle(read_only_page, "cop")).kind == ""


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_a_chosen_link_has_the_accent(plan_page, theme, timeline, theme_name):
    theme.set_mode(theme_name)
    ids = plan_page.ids
    made = services.parts.link_activities(plan_page.desk, ids["draft"], ids["summit"])
    plan_page.settle()
    timeline.grab()
    timeline.links.chosen = made
    (xa, ya), (_, yb) = timeline.links.shapes[0].points[1:3]
    image = timeline.body.grab().toImage()
    accent = load_palette(theme_name)["accent"]
    column = [image.pixelColor(round(xa), y) for y in range(round(ya) + 3, round(yb) - 3)]
    assert (
        sum(abs(c.red() - accent.red()) + abs(c.blue() - accent.blue()) < 90 for c in column)
        > len(column) / 2
    )
