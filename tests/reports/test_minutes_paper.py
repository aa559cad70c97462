"""Minutes and agenda: what stands in them, for whom, and how far they are."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from imgdesk.errors import UserError
from imgdesk.reports.blocks import Annex, Block, Clause, Document, Facts, Heading, Span, Table, Text
from imgdesk.reports.compose.agenda import agenda, clock
from imgdesk.reports.compose.minutes import minutes
from imgdesk.reports.export import export_agenda, export_minutes
from imgdesk.reports.pdf import write_pdf
from imgdesk.services import action_points, circulation, meetings
from imgdesk.services import minutes as writing
from imgdesk.store.desk import Desk
from imgdesk.views import minutes as view
from tests.reports.meeting_desk import Meetings, fill


@pytest.fixture(scope="module")
def made(made_plan_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Meetings]:
    """The desk of the meetings, made once."""
    path = tmp_path_factory.mktemp("meetings") / "meetings.imgdesk"
    shutil.copyfile(made_plan_desk, path)
    with Desk.open(path) as desk:
        return path, fill(desk)


@pytest.fixture
def held(made: tuple[Path, Meetings]) -> Meetings:
    return made[1]


@pytest.fixture
def group(made: tuple[Path, Meetings], tmp_path: Path) -> Iterator[Desk]:
    """A copy of that desk."""
    path = tmp_path / "group.imgdesk"
    shutil.copyfile(made[0], path)
    with Desk.open(path) as desk:
        yield desk


def words(text: Text) -> str:
    return "".join(span.text for span in text)


def clauses(paper: Document) -> list[tuple[int, str, str]]:
    return [(row.number, row.apart, words(row.text)) for row in paper.blocks if isinstance(row, Clause)]


def under(paper: Document, heading: str) -> list[Block]:
    """The blocks of a paper under one of its headings."""
    places = [place for place, row in enumerate(paper.blocks) if isinstance(row, Heading | Annex)]
    (start,) = [place for place in places if paper.blocks[place].text == heading]  # type: ignore[union-attr]
    end = next((place for place in places if place > start), len(paper.blocks))
    return list(paper.blocks[start + 1 : end])


def rows(paper: Document, heading: str) -> list[tuple[str, ...]]:
    return [
        tuple(map(words, row))
        for block in under(paper, heading)
        if isinstance(block, Table)
        for row in block.rows
    ]


def facts(paper: Document) -> dict[str, str]:
    (block,) = [block for block in paper.blocks if isinstance(block, Facts)]
    return {name: words(text) for name, text in block.rows}


def pdf_text(paper: Document) -> str:
    out = io.BytesIO()
    write_pdf(paper, out)
    return "".join("".join(page.extract_text() for page in PdfReader(out).pages).split())


def test_the_masthead(group: Desk, held: Meetings) -> None:
    paper = minutes(group, held.first)
    assert (paper.title, paper.reference) == ("1st IMG meeting", ("Minutes", "19 April 2023"))
    assert paper.subtitle == (
        "Wednesday 19 April 2023, 15:00 Geneva (09:00 New York · 16:00 Nairobi), Palais Wilson and online"
    )
    assert facts(paper) == {
        "Chair": "OHCHR", "Co-chairs": "OHCHR (Ana Silva); UNDP", "Also present": "FAO (Ben Okoth on behalf of RTFT)",
        "Apologies": "ILO",
    }  # fmt: skip


def test_what_stays_inside_is_left_out_and_leaves_no_gap(group: Desk, held: Meetings) -> None:
    paper = minutes(group, held.first)
    assert clauses(paper) == [
        (1, "", "The agenda was adopted."),
        (2, "", "The slots still open were reviewed:"),
        (3, "decision", "Decision. The group applies for a slot at the HLPF."),
        (4, "action", "Action. Send title and three speakers, balanced by region and gender."),
    ]
    assert [row[0] for row in rows(paper, "Decisions")] == ["3"]
    assert len(rows(paper, "Action points")) == 1
    told = pdf_text(paper)
    assert "convinced" not in told
    assert "SoundOut".casefold() not in told.casefold()
    assert "Summitisleft" not in told


def test_what_is_switched_in_has_no_number_and_the_foot_says_so(group: Desk, held: Meetings) -> None:
    paper = minutes(group, held.first, internal=True, drafts=True)
    assert [number for number, _, _ in clauses(paper)] == [1, 2, 3, 0, 0, 4, 0]
    inside = [text for number, apart, text in clauses(paper) if apart == "inside"]
    assert inside == [
        "Internal. Two agencies are not convinced.",
        "Draft decision. The Summit is left to the co-chairs.",
        "Internal. Action. Sound out the two agencies.",
    ]
    assert len(rows(paper, "Action points")) == 2
    assert paper.foot.endswith("with internal notes · with draft decisions")
    assert "draft" not in minutes(group, held.first, internal=True).foot


def test_numbers_are_those_of_the_page(group: Desk, held: Meetings) -> None:
    record = view.record(group, held.first)
    assert record is not None
    page = [(row.number, row.text.split("\n")[0]) for row in record.paragraphs() if row.number]
    paper = [(number, text.split(". ", 1)[-1]) for number, _, text in clauses(minutes(group, held.first))]
    assert [number for number, _ in page] == [number for number, _ in paper]
    assert all(told in text for (_, text), (_, told) in zip(page, paper, strict=True))


def test_a_decision_tells_what_it_changed_and_an_action_who_and_when(group: Desk, held: Meetings) -> None:
    paper = minutes(group, held.first)
    decision, action = (row for row in paper.blocks if isinstance(row, Clause) and row.apart)
    assert words(decision.after[0].text) == "Changes the plan: Side event at the HLPF: June 2023 → July 2023"
    assert words(action.after[0].text) == "OHCHR, UNEP, by 15 July"
    assert rows(paper, "Action points") == [
        ("1", "Send title and three speakers, balanced by region and gender. paragraph 4", "OHCHR, UNEP", "by 15 July",
         "open"),
    ]  # fmt: skip


def test_an_action_stands_as_it_stood_and_says_where_it_began(group: Desk, held: Meetings) -> None:
    action_points.set_action_status(group, 1, "done", meeting_id=held.second)
    assert [row[-1] for row in rows(minutes(group, held.first), "Action points")] == ["open"]
    ((_, what, *_, status),) = rows(minutes(group, held.second), "Action points")
    assert what.endswith(" from the 1st IMG meeting")
    assert status == "done"


def test_lists_stand_under_their_paragraph(group: Desk, held: Meetings) -> None:
    told = [row for row in minutes(group, held.first).blocks if isinstance(row, Clause)][1]
    assert [words(part.text) for part in told.after] == [
        "the High-Level Political Forum, in July;", "the SDG Summit, in September:", "with a partner,", "or alone.",
        "Capacity in the secretariat is limited until the autumn.",
    ]  # fmt: skip
    assert Span("High-Level Political Forum", "strong") in told.after[0].text


def test_nothing_recorded_instead_of_empty_tables(plan_desk: Desk) -> None:
    meeting = meetings.add_meeting(plan_desk, "soon")
    writing.add_item(plan_desk, meeting, "Other matters")
    paper = minutes(plan_desk, meeting)
    assert paper.title == "soon"
    assert not [block for block in paper.blocks if isinstance(block, Table)]
    for heading in ("1. Other matters", "Decisions", "Action points", "Next meeting", "Participants"):
        assert [words(block.text) for block in under(paper, heading)] == ["Nothing recorded."]  # type: ignore[union-attr]
    assert facts(paper) == {"Present": "Nothing recorded."}
    assert pdf_text(agenda(plan_desk, meetings.add_meeting(plan_desk))).count("Nothingrecorded.") == 1


def test_annexes(group: Desk, held: Meetings) -> None:
    paper = minutes(group, held.first)
    assert rows(paper, "Agenda") == [
        ("1", "Adoption of the agenda", "OHCHR"), ("2", "Side events in 2023", "UNDP"), ("3", "Other matters", ""),
    ]  # fmt: skip
    assert rows(paper, "Present") == [
        ("OHCHR", "Ana Silva", "co-chair"), ("UNDP", "", "co-chair"), ("FAO", "Ben Okoth on behalf of RTFT", ""),
    ]  # fmt: skip
    assert rows(paper, "Apologies") == [("ILO", "", "")]
    assert [words(row.text) for row in under(paper, "Next meeting")] == ["2nd IMG meeting: 19 July 2023."]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("planned", "DRAFT"),
        ("held", "DRAFT"),
        ("circulated", "DRAFT, for comments"),
        ("approved", "As approved"),
    ],
)
def test_the_status_is_said(group: Desk, held: Meetings, status: str, words: str) -> None:
    meetings.edit_meeting(group, held.first, status=status)
    found = minutes(group, held.first).status
    assert found is not None
    assert found.text == words
    assert found.role == ("green" if status == "approved" else "amber")


def test_where_they_were_approved(group: Desk, held: Meetings) -> None:
    circulation.circulate(group, held.first, at=datetime(2023, 4, 25, 8, tzinfo=UTC))
    circulation.approve(group, held.first, at=datetime(2023, 7, 19, 13, tzinfo=UTC))
    assert minutes(group, held.first).status == Span("As approved on 19 July 2023", "tag", "green")
    circulation.reopen(group, held.first)
    assert minutes(group, held.first).status == Span("DRAFT, for comments", "tag", "amber")
    circulation.approve(group, held.first, at_meeting_id=held.second)
    assert minutes(group, held.first).status == Span("As approved at the 2nd IMG meeting", "tag", "green")


def test_a_version_tells_what_went_out(group: Desk, held: Meetings) -> None:
    sent = circulation.circulate(group, held.first, at=datetime(2023, 4, 25, 8, tzinfo=UTC))
    before = clauses(minutes(group, held.first))
    writing.add_minute(group, held.slots, "Added later.")
    paper = minutes(group, held.first, version_id=sent)
    assert clauses(paper) == before
    assert paper.status == Span("DRAFT, for comments", "tag", "amber")
    assert "version 1 of 25 April 2023" in paper.foot
    assert len(clauses(minutes(group, held.first))) == len(before) + 1
    with pytest.raises(UserError, match="no version 99"):
        minutes(group, held.first, version_id=99)
    with pytest.raises(UserError, match="no version"):
        minutes(group, held.second, version_id=sent)


def test_amendments_are_told_where_they_were_made(group: Desk, held: Meetings) -> None:
    early = circulation.circulate(group, held.first, at=datetime(2023, 4, 25, 8, tzinfo=UTC))
    circulation.approve(group, held.first, at=datetime(2023, 7, 19, 13, tzinfo=UTC))
    decision = group.read("SELECT id FROM minute WHERE text LIKE 'The group applies%'")[0][0]
    moment = datetime(2023, 8, 1, 8, tzinfo=UTC)
    told = {"why": "No capacity", "decided_by": "OHCHR", "at": moment}
    circulation.amend(group, decision, "The group **withdraws**.", **told)
    paper = minutes(group, held.first)
    assert rows(paper, "Amendments after approval") == [
        (
            "3",
            "The group applies for a slot at the HLPF.",
            "The group withdraws.",
            "No capacity, OHCHR, 1 August 2023",
        )
    ]
    assert (3, "decision", "Decision. The group withdraws.") in clauses(paper)
    assert paper.status == Span("As approved on 19 July 2023, with amendments", "tag", "green")
    kept = minutes(group, held.first, version_id=early)
    assert Heading("Amendments after approval") not in kept.blocks
    assert (3, "decision", "Decision. The group applies for a slot at the HLPF.") in clauses(kept)


def test_the_newest_meeting_that_has_minutes(group: Desk, held: Meetings) -> None:
    assert minutes(group).title == "1st IMG meeting"
    assert agenda(group).title == "2nd IMG meeting"


def test_no_meeting_and_one_that_is_gone(plan_desk: Desk) -> None:
    for compose in (minutes, agenda):
        with pytest.raises(UserError, match="no meeting yet"):
            compose(plan_desk)
        with pytest.raises(UserError, match="no meeting 7"):
            compose(plan_desk, 7)


def test_the_agenda_runs_by_the_clock(group: Desk, held: Meetings) -> None:
    paper = agenda(group, held.first)
    assert rows(paper, "Agenda") == [
        ("1", "15:00", "Adoption of the agenda", "OHCHR", "5"), ("2", "15:05", "Side events in 2023", "UNDP", "25"),
        ("3", "15:30", "Other matters", "", "10"),
    ]  # fmt: skip
    assert facts(paper)["Length"] == "40 minutes, 15:00-15:40"
    assert facts(paper)["Link"] == "https://meet.example.org/img?x=1&y=2"
    first = group.read("SELECT id FROM agenda_item ORDER BY id")[1][0]
    writing.edit_item(group, first, minutes_planned=None)
    assert [row[1] for row in rows(agenda(group, held.first), "Agenda")] == ["15:00", "15:05", ""]
    assert clock("23:30", 45) == "00:15"


def test_annotations(group: Desk, held: Meetings) -> None:
    paper = agenda(group, held.second)
    matters = next(row.text for row in paper.blocks if isinstance(row, Heading) and "Matters" in row.text)
    assert rows(paper, matters) == [
        ("Send title and three speakers, balanced by region and gender.", "OHCHR, UNEP", "by 15 July",
         "1st IMG meeting"),
    ]  # fmt: skip
    arising = writing.add_item(group, held.first, "Matters arising", kind="matters arising")
    assert arising
    assert [words(row.text) for row in under(agenda(group, held.first), "4. Matters arising")] == [
        "No action is open."
    ]  # type: ignore[union-attr]
    approval = next(row.text for row in paper.blocks if isinstance(row, Heading) and "pproval" in row.text)
    assert [words(row.text) for row in under(paper, approval)] == [  # type: ignore[union-attr]
        "Minutes of the 1st IMG meeting, not circulated yet."
    ]
    slots = [words(row.text) for row in under(agenda(group, held.first), "2. Side events in 2023")]  # type: ignore[union-attr]
    assert slots == ["In the workplan: Side event at the HLPF; July; lead FA2."]


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".PDF"])
def test_files_by_their_ending(group: Desk, held: Meetings, tmp_path: Path, ending: str) -> None:
    export_minutes(group, tmp_path / f"m{ending}")
    export_agenda(group, tmp_path / f"a{ending}", meeting_id=held.first)
    magic = b"PK" if ending == ".docx" else b"%PDF"
    assert all(path.read_bytes().startswith(magic) for path in tmp_path.glob(f"[am]{ending}"))


def test_another_ending_is_refused(group: Desk, held: Meetings, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Minutes are written as .pdf or .docx"):
        export_minutes(group, tmp_path / "m.odt")
    with pytest.raises(UserError, match="An agenda is written"):
        export_agenda(group, tmp_path / "m")
    assert not list(tmp_path.glob("[am]*"))
