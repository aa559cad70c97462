"""The file holds the rules of meetings by itself."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2 as driver

ROWS = (
    "INSERT INTO meeting_series (title, kind, focus_area_id) VALUES ('FA1', 'focus area', 1)",
    "INSERT INTO meeting (series_id, number) VALUES (1, 1), (1, 2)",
    "INSERT INTO attendance (meeting_id, organization_id, name) VALUES (1, 1, 'UNDP')",
    "INSERT INTO agenda_item (meeting_id, title) VALUES (1, 'Topic')",
    "INSERT INTO decision (text, meeting_id) VALUES ('Agreed', 1)",
    "INSERT INTO action_point (text, series_id) VALUES ('Write it', 1)",
    "INSERT INTO action_owner (action_id, name) VALUES (1, 'UNDP')",
    "INSERT INTO action_appearance (meeting_id, action_id) VALUES (1, 1)",
    "INSERT INTO minute (agenda_item_id, kind, action_id) VALUES (1, 'action', 1)",
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meeting_series SET title = ''",
        "UPDATE meeting_series SET kind = 'lunch'",
        "UPDATE meeting_series SET kind = 'own'",
        "UPDATE meeting SET number = 1",
        "UPDATE meeting SET number = 0 WHERE id = 1",
        "UPDATE meeting SET status = 'lost'",
        "UPDATE meeting SET start_time = '3 pm'",
        "UPDATE meeting SET earliest = '2024-01-01', latest = '2023-01-01'",
        "UPDATE attendance SET name = ''",
        "UPDATE attendance SET state = 'asleep'",
        "UPDATE agenda_item SET title = ''",
        "UPDATE agenda_item SET kind = 'lunch'",
        "UPDATE agenda_item SET minutes_planned = -1",
        "UPDATE agenda_item SET about_meeting_id = 2",
        "UPDATE agenda_item SET activity_id = 99",
        "UPDATE decision SET superseded_by_id = 1, status = 'superseded'",
        "UPDATE decision SET status = 'maybe'",
        "UPDATE action_point SET status = 'late'",
        "UPDATE action_point SET text = ''",
        "UPDATE action_owner SET name = ''",
        "UPDATE action_appearance SET status = 'late'",
        "INSERT INTO action_appearance (meeting_id, action_id) VALUES (1, 1)",
        "UPDATE minute SET kind = 'note'",
        "UPDATE minute SET kind = 'song', action_id = NULL",
        "UPDATE minute SET decision_id = 1",
    ],
)
def test_the_file_refuses_what_would_be_nonsense(raw: driver.Connection, statement: str) -> None:
    with pytest.raises(driver.IntegrityError, match=r"CHECK|FOREIGN KEY|UNIQUE"):
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    ("gone", "kept"),
    [
        ("DELETE FROM meeting", {"action_point": 1, "decision": 1, "action_appearance": 0, "minute": 0}),
        ("DELETE FROM meeting_series", {"meeting": 2, "action_point": 1, "minute": 1}),
        ("DELETE FROM organization", {"attendance": 1, "action_owner": 1}),
        ("DELETE FROM action_point", {"minute": 1, "action_appearance": 0, "action_owner": 0}),
    ],
)
def test_what_goes_with_a_record_and_what_stays(
    raw: driver.Connection, gone: str, kept: dict[str, int]
) -> None:
    raw.execute(gone)
    assert {name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in kept} == kept
    raw.close()
