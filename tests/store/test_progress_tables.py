"""The file holds the rules of progress and of the results framework by itself."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2 as driver

ROWS = (
    "INSERT INTO reporting_period (workplan_id, title) VALUES (1, '2023'), (1, '2024')",
    "INSERT INTO focus_area_report (period_id, focus_area_id) VALUES (1, 1), (1, 2)",
    "INSERT INTO framework (title) VALUES ('Plan')",
    "INSERT INTO result (framework_id, title) VALUES (1, 'Goal')",
    "INSERT INTO result (framework_id, parent_id, title) VALUES (1, 1, 'Result')",
    "INSERT INTO indicator (result_id, title) VALUES (2, 'Countries')",
    "INSERT INTO indicator_value (indicator_id, period_id, value) VALUES (1, 1, 5), (1, 1, 6)",
    "INSERT INTO activity_result (activity_id, result_id) VALUES (1, 2)",
    "INSERT INTO decision (text, activity_id) VALUES ('Agreed', 1)",
    "INSERT INTO report_line (report_id, state, what, collected, activity_id, decision_id, indicator_id) "
    "VALUES (1, 'collected', 'finished', 'Done', 1, 1, 1)",
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reporting_period SET title = ''",
        "UPDATE reporting_period SET kind = 'week'",
        "UPDATE reporting_period SET status = 'lost'",
        "UPDATE reporting_period SET closed_at = '2023-01-01'",
        "UPDATE reporting_period SET earliest = '2024-01-01', latest = '2023-01-01'",
        "UPDATE focus_area_report SET focus_area_id = 1",
        "UPDATE focus_area_report SET rag = 'red'",
        "UPDATE focus_area_report SET percent = 101",
        "UPDATE focus_area_report SET percent_how = 'guessed'",
        "UPDATE report_line SET part = 'poem'",
        "UPDATE report_line SET state = 'lost'",
        "UPDATE report_line SET state = 'written'",
        "UPDATE report_line SET what = ''",
        "UPDATE report_line SET what = 'sung'",
        "UPDATE report_line SET collected = ''",
        "UPDATE result SET title = ''",
        "UPDATE result SET kind = 'wish'",
        "UPDATE result SET parent_id = id",
        "UPDATE indicator SET measure = 'percent'",
        "UPDATE indicator SET direction = 'sideways'",
        "UPDATE indicator SET calculation = 'guess'",
        "UPDATE indicator SET measure = 'percentage', calculation = 'sum'",
        "UPDATE indicator SET baseline_year = 0",
        "UPDATE indicator SET target_value = 'many'",
        "UPDATE indicator SET target_value = 9e999",
        "UPDATE indicator_value SET kind = 'hope'",
        "UPDATE indicator_value SET denominator = 0",
        "INSERT INTO activity_result (activity_id, result_id) VALUES (1, 2)",
    ],
)
def test_the_file_refuses_what_would_be_nonsense(raw: driver.Connection, statement: str) -> None:
    with pytest.raises(driver.IntegrityError, match=r"CHECK|FOREIGN KEY|UNIQUE|REAL"):
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    ("gone", "kept"),
    [
        ("DELETE FROM reporting_period", {"focus_area_report": 0, "report_line": 0, "indicator_value": 0}),
        ("DELETE FROM focus_area", {"focus_area_report": 0, "reporting_period": 2, "activity": 6}),
        ("DELETE FROM activity", {"report_line": 1, "activity_result": 0, "result": 2}),
        ("DELETE FROM framework", {"result": 0, "indicator": 0, "indicator_value": 0, "report_line": 1}),
        ("DELETE FROM result WHERE id = 1", {"result": 0, "activity_result": 0, "activity": 6}),
        ("DELETE FROM workplan", {"reporting_period": 0, "framework": 1, "indicator": 1}),
    ],
)
def test_what_goes_with_a_record_and_what_stays(
    raw: driver.Connection, gone: str, kept: dict[str, int]
) -> None:
    raw.execute(gone)
    assert {name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in kept} == kept
    raw.close()
