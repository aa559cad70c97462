"""A meeting in full: what its page and its papers read, and what a version keeps of it."""

from __future__ import annotations

from datetime import date

import pytest

from imgdesk.services import action_points, meetings, minutes, next_meeting
from imgdesk.store.desk import Desk
from imgdesk.views import minutes as view

TODAY = date(2023, 7, 14)


@pytest.fixture
def first(desk: Desk) -> int:
    """A meeting with two items, a note, a decision and an action."""
    series = meetings.add_series(desk, "IMG meeting", "img", rhythm="quarterly")
    meeting = meetings.add_meeting(desk, "19 April 2023", series_id=series, start_time="15:00")
    slots = minutes.add_item(desk, meeting, "Side events", minutes_planned=25)
    other = minutes.add_item(desk, meeting, "Other matters")
    minutes.add_minute(desk, other, "Nothing was raised.")
    minutes.add_minute(desk, slots, "A slot is asked for.", "decision")
    minutes.add_minute(desk, slots, "Send a title.", "action", owners="OHCHR, Ana", due="by 15 July")
    return meeting


def test_paragraphs_are_numbered_through_the_meeting(desk: Desk, first: int) -> None:
    found = view.record(desk, first)
    assert found is not None
    assert (found.name, found.start_time) == ("1st IMG meeting", "15:00")
    assert [(row.number, row.title) for row in found.items] == [(1, "Side events"), (2, "Other matters")]
    assert [(row.number, row.kind, row.text) for row in found.paragraphs()] == [
        (1, "decision", "A slot is asked for."),
        (2, "action", "Send a title."),
        (3, "note", "Nothing was raised."),
    ]
    action = found.paragraphs()[1]
    assert (action.owners, action.due, action.latest, action.status) == (
        ("OHCHR", "Ana"), "by 15 July", "2023-07-15", "open",
    )  # fmt: skip


def test_what_stays_inside_has_no_number_and_leaves_no_gap(desk: Desk, first: int) -> None:
    slots = desk.read("SELECT id FROM agenda_item WHERE title = 'Side events'")[0][0]
    minutes.add_minute(desk, slots, "Between us.")
    minutes.add_minute(desk, slots, "Perhaps.", "decision")
    minutes.add_minute(desk, slots, " \n ")
    minutes.add_minute(desk, slots, "The slot is large.")
    with desk.change("Keep two inside") as session:
        session.connection().exec_driver_sql("UPDATE minute SET internal = 1 WHERE text = 'Between us.'")
        session.connection().exec_driver_sql("UPDATE decision SET draft = 1 WHERE text = 'Perhaps.'")
    found = view.record(desk, first)
    assert found is not None
    assert [(row.number, row.text) for row in found.paragraphs()] == [
        (1, "A slot is asked for."), (2, "Send a title."), (0, "Between us."), (0, "Perhaps."), (0, " \n "),
        (3, "The slot is large."), (4, "Nothing was raised."),
    ]  # fmt: skip


def test_an_action_stands_as_it_stood_then(desk: Desk, first: int) -> None:
    series = desk.read("SELECT series_id FROM meeting")[0][0]
    second = next_meeting.next_meeting(desk, series, today=TODAY)
    action = view.record(desk, first).actions[0].id  # type: ignore[union-attr]
    action_points.set_action_status(desk, action, "done", meeting_id=second)
    then, now = view.record(desk, first), view.record(desk, second)
    assert then is not None
    assert now is not None
    assert [(row.status, row.now) for row in then.actions] == [("open", "done")]
    assert [(row.status, row.first) for row in now.actions] == [("done", "1st IMG meeting")]
    assert (then.next_id, then.next_when) == (second, now.when_text)


def test_a_meeting_kept_as_an_image_comes_back_equal(desk: Desk, first: int) -> None:
    found = view.record(desk, first)
    assert found is not None
    assert view.from_image(view.as_image(found)) == found


def test_an_image_with_a_field_that_is_not_known_is_read(desk: Desk, first: int) -> None:
    found = view.record(desk, first)
    assert found is not None
    image = view.as_image(found).replace('{"id":', '{"later":1,"id":', 1)
    assert view.from_image(image) == found


def test_a_meeting_that_is_gone(desk: Desk) -> None:
    assert view.record(desk, 7) is None
    assert view.name(desk, 7) == ""
    assert view.versions(desk, 7) == []
    assert view.version(desk, 7) is None
