"""The papers that the desk fills by itself, as files: whatever people typed, from an empty desk, and twice alike."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from imgdesk.reports.export import export_paper
from imgdesk.services import action_points, meetings, minutes, papers, people, progress, workplan
from imgdesk.services.sample import create_sample, sample_day
from imgdesk.store.desk import Desk
from tests.reports import meeting_desk
from tests.reports.meeting_desk import TODAY

KINDS = ("recommended-actions", "concept-note", "side-event", "key-messages", "handover")
NASTY = '<b>&amp; <img src="/etc/hostname"> </para> {{x}} =1+1 ]]>'


def squeezed(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def in_word(path: Path) -> str:
    made = docx.Document(str(path))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "".join("".join((*(row.text for row in made.paragraphs), *cells)).split())


def fill(desk: Desk, text: str) -> int:
    """Put a text into whatever these papers tell, and return the meeting."""
    ids = meeting_desk.fill(desk)
    workplan.edit_activities(desk, [1, 2, 3, 4], output=text, leads=text)
    meetings.edit_meeting(desk, ids.first, title=text, place=text)
    minutes.add_minute(desk, ids.slots, text, "decision", activity_id=2)
    people.edit_organization(desk, 1, name=text, acronym=text)
    people.hold_role(desk, "secretariat", person_id=people.add_person(desk, text, 1, title=text, email=text))
    action_points.add_action(desk, text, owners="Somebody", due="June 2023")
    period = progress.add_period(desk, 1, "first half of 2023", title=text)
    report = progress.start_report(desk, period, 1)
    progress.edit_report(desk, report, rag="off track", rag_reason=text)
    progress.add_line(desk, report, "key result", text, heading=text)
    papers.add_paper(desk, "paper", title=text)
    return ids.first


@pytest.mark.parametrize("kind", KINDS)
def test_markup_stays_what_it_is(kind: str, plan_desk: Desk, tmp_path: Path) -> None:
    meeting = fill(plan_desk, NASTY)
    about = {"meeting_id": meeting} if kind in ("concept-note", "side-event") else {}
    for ending in (".pdf", ".docx"):
        export_paper(
            plan_desk,
            tmp_path / f"a{ending}",
            kind,
            today=TODAY,
            drafts=True,
            internal=True,
            contacts=True,
            **about,
        )
    word = "".join(NASTY.split())
    assert squeezed(tmp_path / "a.pdf").count(word) > 2
    assert in_word(tmp_path / "a.docx").count(word) > 2


@pytest.mark.parametrize("kind", KINDS)
def test_very_long_texts_build(kind: str, plan_desk: Desk, tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(11_500))[:100_000]
    about = {"meeting_id": fill(plan_desk, text)}
    for ending in (".pdf", ".docx"):
        export_paper(
            plan_desk, tmp_path / f"a{ending}", kind, today=TODAY, drafts=True, contacts=True, **about
        )
    assert "word1word2" in squeezed(tmp_path / "a.pdf")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_desk_says_that_nothing_is_recorded(kind: str, desk: Desk, tmp_path: Path) -> None:
    export_paper(desk, tmp_path / "a.pdf", kind, today=TODAY)
    said = squeezed(tmp_path / "a.pdf")
    if kind != "side-event":
        assert "Nothingrecorded." in said or "noworkplanyet" in said
    else:
        assert "tobeconfirmed" in said
    assert len(PdfReader(tmp_path / "a.pdf").pages) == 1


def test_the_sample_is_written_alike_twice_and_without_people(tmp_path: Path) -> None:
    with create_sample(tmp_path / "s.imgdesk") as desk:
        people.hold_role(
            desk, "secretariat", person_id=people.add_person(desk, "Kim Doe", 1, email="k@example.org")
        )
        for kind in KINDS:
            for ending in (".pdf", ".docx"):
                for name in ("a", "b"):
                    export_paper(desk, tmp_path / f"{name}{ending}", kind, today=sample_day())
                assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()
            assert "KimDoe" not in squeezed(tmp_path / "a.pdf")
            assert "k@example" not in in_word(tmp_path / "a.docx")
