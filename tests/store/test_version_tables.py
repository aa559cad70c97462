"""The file holds the rules of versions, decisions and proposals by itself."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2 as driver

from imgdesk.services import versions
from imgdesk.store.desk import Desk


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plan_version SET title = ''",
        "UPDATE plan_version SET made_at = 'yesterday'",
        "UPDATE plan_version SET earliest = '14/03/2023'",
        "UPDATE plan_version SET earliest = '2024-01-01', latest = '2023-01-01'",
        "UPDATE plan_version SET workplan_id = 99",
        "UPDATE plan_version_row SET image = 'not json'",
        "UPDATE plan_version_row SET image = '[1]'",
        "UPDATE plan_version_row SET kind = 'person'",
        "UPDATE plan_version_row SET position = 0",
        "UPDATE plan_version_row SET plan_version_id = 99",
        "UPDATE standing_decision SET what = 'maybe'",
        "UPDATE standing_decision SET made_at = ''",
        "UPDATE standing_decision SET workplan_id = 99",
        "UPDATE agenda_proposal SET state = 'lost'",
        "UPDATE agenda_proposal SET proposed_at = '1 June 2023'",
        "UPDATE agenda_proposal SET activity_id = 99",
        "UPDATE agenda_proposal SET activity_id = NULL",
        "UPDATE agenda_proposal SET plan_section_id = 1",
        "UPDATE standing_decision SET activity_id = NULL",
        "UPDATE standing_decision SET plan_section_id = 1",
    ],
)
def test_the_file_refuses_what_would_be_nonsense(plan_desk: Desk, statement: str) -> None:
    versions.freeze_plan(plan_desk, 1, "As approved")
    versions.confirm_activity(plan_desk, 4)
    versions.propose_for_agenda(plan_desk, [3])
    plan_desk.close()
    raw = driver.connect(str(plan_desk.path))
    raw.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(driver.DatabaseError, match=r"CHECK|FOREIGN KEY|malformed JSON"):
        raw.execute(statement)
    raw.close()
