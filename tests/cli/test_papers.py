"""`imgdesk list documents` and the history of a paper, for people and for their scripts."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

import pytest

from imgdesk.cli import main
from imgdesk.services import meetings, papers, parts, progress
from imgdesk.store.desk import Desk
from imgdesk.views import papers as view

KEYS: Final = (
    "id kind title status template audience dated meeting period focus_area activities sections versions made_at"
).split()


@pytest.fixture
def paper(plan_desk: Desk) -> int:
    """A circulated concept note that is about everything that a paper can be about, and a template made of it."""
    meeting = meetings.add_meeting(plan_desk, "19 July 2023")
    period = progress.add_period(plan_desk, 1, "2024", title="The year 2024")
    area = parts.add_focus_area(plan_desk, 1, 7, "Trainings")
    paper_id = papers.add_paper(
        plan_desk, "concept-note", title="Soil", meeting_id=meeting, period_id=period, focus_area_id=area
    )
    for section in view.sections(plan_desk, paper_id):
        papers.delete_section(plan_desk, section.id)
    papers.edit_paper(plan_desk, paper_id, audience="Members", dated="14 July 2023")
    papers.link_activities(plan_desk, paper_id, [2, 1])
    papers.add_section(
        plan_desk, paper_id, heading="Background", numbering="roman", text="**Soil**", internal=True
    )
    changes = papers.add_section(plan_desk, paper_id, heading="Changes", level=2, source="brief.changes")
    papers.override(plan_desk, changes, "table", "Two were moved.", "Two moved.")
    papers.save_as_template(plan_desk, paper_id, "Ours")
    papers.keep_version(
        plan_desk, paper_id, b"%PDF-1", state="circulated", note="To all", today=date(2023, 5, 12)
    )
    return paper_id


def listed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["list", "documents", str(desk.path), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_documents_are_listed_with_all_that_is_in_them(
    plan_desk: Desk, paper: int, capsys: pytest.CaptureFixture[str]
) -> None:
    row, template = listed(plan_desk, capsys)
    assert list(row) == list(template) == KEYS
    background, changes = row.pop("sections")
    assert {name: row[name] for name in KEYS[:11]} == {
        "id": paper, "kind": "concept-note", "title": "Soil", "status": "circulated", "template": False,
        "audience": "Members", "dated": "14 July 2023", "meeting": 1, "period": "The year 2024", "focus_area": 7,
        "activities": [2, 1],
    }  # fmt: skip
    assert {name: value for name, value in background.items() if name != "id"} == {
        "kind": "text", "level": 1, "numbering": "roman", "heading": "Background", "text": "**Soil**",
        "source": "", "internal": True, "overrides": [],
    }  # fmt: skip
    assert (changes["kind"], changes["source"]) == ("automatic", "brief.changes")
    assert changes["overrides"] == [{"key": "table", "text": "Two were moved.", "was": "Two moved."}]
    (version,) = row["versions"]
    assert version.pop("made_at").startswith("2023-05-12T")
    assert version == {"number": 1, "state": "circulated", "note": "To all", "size": 6}
    assert (template["template"], template["status"], template["meeting"]) == (True, "draft", None)
    assert template["period"] is template["focus_area"] is None


def test_documents_are_a_table_for_reading(
    plan_desk: Desk, paper: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "documents", str(plan_desk.path)]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        [str(paper), "concept-note", "circulated", "14", "July", "2023", "Soil"],
        [str(paper + 1), "concept-note", "draft", "yes", "Ours"],
    ]


def test_the_history_of_a_paper(plan_desk: Desk, paper: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(plan_desk.path), "--record", f"paper:{paper}"]) == 0
    assert (
        capsys.readouterr()
        .out.splitlines()[-1]
        .endswith("status draft → circulated; version 1 (circulated, To all) added")
    )
