"""`imgdesk search`: a table for people, one JSON array for scripts, exit codes as everywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from imgdesk.cli import main
from imgdesk.services import meetings, minutes
from imgdesk.store.desk import Desk


@pytest.fixture
def path(plan_desk: Desk) -> Path:
    """A desk with a plan and a meeting with three paragraphs."""
    meetings.add_series(plan_desk, "IMG meeting", "img")
    meetings.add_meeting(plan_desk, "12 March 2024", series_id=1)
    minutes.add_item(plan_desk, 1, "Side events")
    minutes.add_minute(plan_desk, 1, "O'Brien took note of A/HRC/RES/46/7 at the HLPF")
    minutes.add_minute(plan_desk, 1, "Apply at the HLPF", "decision")
    minutes.add_minute(plan_desk, 1, "Write to the HLPF", "action", owners="UNDP")
    plan_desk.close()
    return plan_desk.path


def test_a_line_for_each(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "hlpf", str(path)]) == 0
    lines = [re.split("  +", line) for line in capsys.readouterr().out.splitlines()]
    assert [(line[0], line[-1]) for line in lines] == [
        ("activity", "Side event at the HLPF"),
        ("action", "Write to the HLPF · UNDP"),
        ("decision", "Apply at the HLPF"),
        ("paragraph", "O'Brien took note of A/HRC/RES/46/7 at the HLPF"),
    ]
    assert "1st IMG meeting, paragraph 1" in lines[3]


def test_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "O'Brien A/HRC/RES", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"kind": "paragraph", "record": "minute:1", "title": "Side events", "where": "1st IMG meeting, paragraph 1",
         "snippet": "O'Brien took note of A/HRC/RES/46/7 at the HLPF"},
    ]  # fmt: skip


def test_nothing_found_is_no_fault(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "okapi", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["search", "okapi", str(path)]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("text", ["", "*", '"'])
def test_without_a_word_one_sentence(path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert main(["search", text, str(path), "--json"]) == 1
    out, said = capsys.readouterr()
    assert out == ""
    assert said == "There is no word to look for: give at least one letter or digit.\n"


def test_a_limit_says_what_it_left_out(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "hlpf", str(path), "--json", "--limit", "3"]) == 0
    out, said = capsys.readouterr()
    assert len(json.loads(out)) == 3
    assert said == "1 more match: add a word, or raise --limit.\n"
    for wrong in ("0", "-1", "many"):
        with pytest.raises(SystemExit):
            main(["search", "hlpf", str(path), "--limit", wrong])
