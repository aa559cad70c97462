"""Papers in sections: what people wrote, what the desk says and what people say instead, as PDF and as Word file."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from imgdesk.domain import paper_text
from imgdesk.errors import UserError
from imgdesk.exchange.word_paper import read_paper
from imgdesk.reports import light, written
from imgdesk.reports.batch import papers_of, write_papers
from imgdesk.reports.blocks import (
    Annex,
    Block,
    Clause,
    Contents,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Merged,
    Numbered,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Table,
    plain,
    quiet,
    strong,
)
from imgdesk.reports.compose.paper import NOTHING, TO_BE_WRITTEN, Composed, Piece, compose
from imgdesk.reports.export import export_paper
from imgdesk.services import papers, workplan
from imgdesk.store.desk import Desk
from imgdesk.text import clean_text
from tests.reports.meeting_desk import fill

TODAY = date(2023, 7, 14)
HOSTILE = '<img src="/etc/hostname"> <b>unclosed & &amp; <para> ]]> =SUM(A1) [x](javascript:1)'


@pytest.fixture
def paper(plan_desk: Desk) -> int:
    """A paper of one lead section, on a desk with a plan."""
    key = papers.add_paper(plan_desk, "paper", title="A proposal")
    for section in sections(plan_desk, key)[1:]:
        papers.delete_section(plan_desk, section)
    papers.edit_section(plan_desk, sections(plan_desk, key)[0], text="The lead.")
    return key


def sections(desk: Desk, paper_id: int) -> list[int]:
    found = desk.read("SELECT id FROM paper_section WHERE paper_id = ? ORDER BY position", (paper_id,))
    return [row[0] for row in found]


def add(desk: Desk, paper_id: int, **fields: Any) -> int:
    """Put a section at the end."""
    return papers.add_section(desk, paper_id, after=sections(desk, paper_id)[-1], **fields)


def made(desk: Desk, paper_id: int | None, kind: str = "paper", **choices: Any) -> Composed:
    return compose(desk, paper_id, kind, today=TODAY, **choices)


def blocks(desk: Desk, paper_id: int | None, kind: str = "paper", **choices: Any) -> tuple[Block, ...]:
    return made(desk, paper_id, kind, **choices).document.blocks


def piece(composed: Composed, title: str) -> Piece:
    (found,) = [row for row in composed.pieces if row.title == title]
    return found


def pdf_text(desk: Desk, path: Path, paper_id: int, kind: str = "paper") -> str:
    export_paper(desk, path, kind, today=TODAY, document=paper_id)
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def word_text(path: Path) -> str:
    file = docx.Document(str(path))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(row.text for row in file.paragraphs), *cells])


def squeezed(text: str) -> str:
    return "".join(text.split())


# Sections and their headings


def test_headings_are_counted_among_those_beside_them(plan_desk: Desk, paper: int) -> None:
    for level, numbering, heading in (
        (1, "roman", "Background"), (1, "roman", "Methodology"), (2, "capital", "Participants"), (2, "", "In between"),
        (2, "capital", "Format"), (1, "", "Uncounted"), (2, "capital", "Topics"), (1, "roman", "Outcome"),
    ):  # fmt: skip
        add(plan_desk, paper, level=level, numbering=numbering, heading=heading, text="Text.")
    composed = made(plan_desk, paper)
    assert [(row.counted, row.title) for row in composed.pieces][1:] == [
        ("I.", "Background"), ("II.", "Methodology"), ("A.", "Participants"), ("", "In between"), ("B.", "Format"),
        ("", "Uncounted"), ("A.", "Topics"), ("III.", "Outcome"),
    ]  # fmt: skip
    headings = [block for block in composed.document.blocks if isinstance(block, Heading)]
    assert headings[:2] == [
        Heading("Background", 1, "roman", 1),
        Heading("Methodology", 1, "roman", 2),
    ]
    assert headings[4] == Heading("Format", 2, "capital", 2)


def test_what_is_not_written_says_so_and_a_heading_over_headings_needs_no_words(
    plan_desk: Desk, paper: int, tmp_path: Path
) -> None:
    add(plan_desk, paper, heading="Methodology")
    add(plan_desk, paper, level=2, heading="Format")
    add(plan_desk, paper, heading="Speakers", kind="table", text="Name | Organization")
    composed = made(plan_desk, paper)
    assert [row.missing for row in composed.pieces] == ["", "", TO_BE_WRITTEN, TO_BE_WRITTEN]
    assert composed.document.blocks[2:4] == (
        Heading("Format", 2),
        Paragraph((quiet(TO_BE_WRITTEN),)),
    )
    assert export_paper(plan_desk, tmp_path / "p.docx", "paper", today=TODAY, document=paper) == (
        "Not written yet: “Format”, “Speakers”.",
    )


def test_every_kind_of_section_has_its_block(plan_desk: Desk, paper: int) -> None:
    add(plan_desk, paper, kind="contents", heading="What is inside")
    add(plan_desk, paper, kind="facts", text="Venue | Room XXVI, **Geneva**\nDate")
    add(plan_desk, paper, kind="table", text="Name | Organization | Region\nA | B | C\nAll of them")
    add(plan_desk, paper, kind="page break")
    add(plan_desk, paper, kind="signature", text="The Secretary\n\nGeneva")
    add(plan_desk, paper, kind="annex", heading="Resolutions", text="One.")
    add(plan_desk, paper, kind="annex", heading="Speakers", text="Two.")
    found = blocks(plan_desk, paper)[1:]
    assert found[0] == Contents("What is inside")
    assert found[1] == Facts((("Venue", (Span("Room XXVI, "), strong("Geneva"))), ("Date", ())), boxed=True)
    table = found[2]
    assert isinstance(table, Table)
    assert table.header == ("Name", "Organization", "Region")
    assert table.rows[1] == (plain("All of them"), (), ())
    assert table.merged == (Merged(1, 0, across=3),)
    assert sum(table.widths) == pytest.approx(1)
    assert found[3:5] == (PageBreak(), Signature(("The Secretary", "Geneva")))
    assert [block for block in found if isinstance(block, Annex)] == [
        Annex("Annex I", "Resolutions"),
        Annex("Annex II", "Speakers"),
    ]


def test_internal_sections_stay_with_all_that_is_below_them(plan_desk: Desk, paper: int) -> None:
    add(plan_desk, paper, heading="Inside", text="Not for others.", internal=True, numbering="roman")
    add(plan_desk, paper, heading="Below", level=2, text="Neither.")
    add(plan_desk, paper, heading="Outside", text="For all.", numbering="roman")
    told = str(blocks(plan_desk, paper))
    assert "Not for others" not in told
    assert "Neither" not in told
    assert piece(made(plan_desk, paper), "Outside").counted == "I."
    assert piece(made(plan_desk, paper, internal=True), "Outside").counted == "II."
    assert "Neither" in str(blocks(plan_desk, paper, internal=True))


def test_masthead_and_status(plan_desk: Desk, paper: int) -> None:
    papers.edit_paper(
        plan_desk, paper, subtitle="In short", audience="the Senior Officials", dated="2023-07-01"
    )
    document = made(plan_desk, paper).document
    assert (document.title, document.subtitle) == ("A proposal", "In short")
    assert document.sender[0] == "IMG on Human Rights and the Environment"
    assert document.reference == ("For the Senior Officials", "1 July 2023")
    assert document.status is not None
    assert document.status.text == "DRAFT, not for circulation"
    assert document.reading
    papers.set_status(plan_desk, paper, "circulated")
    assert made(plan_desk, paper, audience="UNEP").document.reference[0] == "For UNEP"
    assert made(plan_desk, paper).document.status is None
    assert made(plan_desk, None, "brief").document.status is None
    assert not made(plan_desk, None, "brief").document.reading


# Footnotes


def test_footnotes_are_counted_through_the_whole_paper(plan_desk: Desk, paper: int, tmp_path: Path) -> None:
    first = sections(plan_desk, paper)[0]
    papers.edit_section(
        plan_desk,
        first,
        text="See[^a] and[^1], again[^a], [there](https://a.example/x).\n\n[^1]: One\n[^a]: Letter A",
    )
    add(plan_desk, paper, heading="More", text="Here[^1].\n\n[^1]: Another one\n[^9]: Nobody marks this")
    add(plan_desk, paper, kind="facts", text="Date | May[^1]\n[^1]: To be confirmed, <https://a.example/n>")
    found = blocks(plan_desk, paper)
    marks = [span.text for span in walk(found) if span.style == "mark"]
    assert marks == ["1", "2", "1", "3", "5"]
    assert [block for block in found if isinstance(block, Footnotes)] == [
        Footnotes(
            (("1", plain("Letter A")), ("2", plain("One")), ("3", plain("Another one")),
             ("4", plain("Nobody marks this")),
             ("5", (Span("To be confirmed, "), Span("https://a.example/n", link="https://a.example/n"))))
        )
    ]  # fmt: skip
    told = squeezed(pdf_text(plan_desk, tmp_path / "p.pdf", paper))
    for words in ("Letter A", "Another one", "Nobody marks this", "To be confirmed"):
        assert squeezed(words) in told


def test_emphasis_and_links_in_a_footnote_are_shown_and_read_back(
    plan_desk: Desk, paper: int, tmp_path: Path
) -> None:
    note = "See **the** *report* of [the group](https://a.example/r), https://a.example/s and 2 * 3."
    add(plan_desk, paper, heading="Rivers", text=f"Here[^1].\n\n[^1]: {note}")
    out = tmp_path / "p.pdf"
    told = squeezed(pdf_text(plan_desk, out, paper))
    assert squeezed("See the report of the group, https://a.example/s and 2 * 3.") in told
    leads = [
        annotation.get_object().get("/A", {}).get("/URI")
        for page in PdfReader(out).pages
        for annotation in page.get("/Annots", ())
    ]
    assert list(dict.fromkeys(filter(None, leads))) == ["https://a.example/r", "https://a.example/s"]
    export_paper(plan_desk, tmp_path / "p.docx", "paper", today=TODAY, document=paper)
    (section,) = (row for row in read_paper(tmp_path / "p.docx").sections if row.heading == "Rivers")
    assert paper_text.read(section.text).notes == {"1": note}


def walk(found: tuple[Block, ...]) -> Iterator[Span]:
    for block in found:
        match block:
            case Paragraph(text=text) | Entry(text=text):
                yield from text
            case Facts(rows=rows):
                yield from (span for _, text in rows for span in text)
            case Table(rows=cells):
                yield from (span for row in cells for text in row for span in text)


def test_notes_of_the_desk_that_say_the_same_share_a_number(plan_desk: Desk) -> None:
    from imgdesk.services import parts

    for activity in (1, 2):
        parts.add_footnote(plan_desk, activity, "Subject to capacity")
    workplan.edit_activity(plan_desk, 2, when="July 2023")
    found = blocks(plan_desk, None, "brief")
    assert [block.notes for block in found if isinstance(block, Footnotes)] == [
        (("1", plain("Subject to capacity")),)
    ]
    assert {span.text for span in walk(found) if span.style == "mark"} == {"1"}


# What the desk says, and what people say instead


def test_what_somebody_says_instead_stands_until_it_is_taken_back(plan_desk: Desk) -> None:
    key = papers.add_paper(plan_desk, "brief")
    due = piece(made(plan_desk, key, "brief"), "Overdue, and due in the next 60 days")
    (table,) = [shown for shown in due.items if isinstance(shown.item.block, Table)]
    assert table.text.startswith("Ref | When, as agreed | Output | Lead\n")
    assert (table.override, table.stale) == (None, False)
    said = table.text.replace("Side event at the HLPF", "Our **event**")
    papers.override(plan_desk, due.section.id, table.item.key, said, table.text)

    again = piece(made(plan_desk, key, "brief"), due.title)
    (shown,) = [shown for shown in again.items if shown.item.key == "table"]
    assert shown.override is not None
    assert (shown.text, shown.override.text, shown.stale) == (table.text, said, False)
    (printed,) = [
        block for block in blocks(plan_desk, key, "brief")
        if isinstance(block, Table) and "Our " in str(block)
    ]  # fmt: skip
    assert printed.widths == table.item.block.widths  # type: ignore[union-attr]
    assert strong("event") in walk((printed,))

    workplan.edit_activity(plan_desk, 2, when="August 2023")
    assert [row.stale for row in piece(made(plan_desk, key, "brief"), due.title).items if row.override] == [
        True
    ]
    papers.revert(plan_desk, due.section.id, table.item.key)
    assert "Our " not in str(blocks(plan_desk, key, "brief"))


def test_what_is_left_out_on_purpose_leaves_no_trace_on_paper(plan_desk: Desk) -> None:
    key = papers.add_paper(plan_desk, "brief")
    due = piece(made(plan_desk, key, "brief"), "Overdue, and due in the next 60 days")
    assert Heading(due.title) in blocks(plan_desk, key, "brief")
    for shown in due.items:
        papers.override(plan_desk, due.section.id, shown.item.key, "", shown.text)
    again = made(plan_desk, key, "brief")
    kept = piece(again, due.title)
    assert [row.override.text for row in kept.items if row.override] == [""] * len(due.items)
    assert Heading(due.title) not in again.document.blocks
    assert not [block for block in again.document.blocks if isinstance(block, Paragraph) and not block.text]


def test_headings_of_a_part_stand_below_that_of_its_section(
    plan_desk: Desk, paper: int, tmp_path: Path
) -> None:
    ((area,),) = plan_desk.read("SELECT min(id) FROM focus_area")
    papers.edit_paper(plan_desk, paper, focus_area_id=area)
    add(plan_desk, paper, heading="Plan")
    add(plan_desk, paper, heading="By section", level=2, kind="automatic", source="area.activities")
    found = [block for block in blocks(plan_desk, paper) if isinstance(block, Heading)]
    assert [block.level for block in found[:2]] == [1, 2]
    assert {block.level for block in found[2:]} == {3}
    pdf_text(plan_desk, tmp_path / "p.pdf", paper)
    told = list(outlined(PdfReader(tmp_path / "p.pdf").outline))
    above = dict(told)["Plan"]
    assert told[-len(found) :] == [(block.text, above + block.level - 1) for block in found]


def outlined(rows: list[Any], depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the titles of an outline with how deep they stand."""
    for row in rows:
        if isinstance(row, list):
            yield from outlined(row, depth + 1)
        else:
            yield row.title, depth


def test_what_several_parts_lack_is_said_once(desk: Desk) -> None:
    found = compose(desk, None, "handover", today=TODAY)
    said = [walked.text for walked in walk(found.document.blocks)]
    assert len([words for words in said if "no workplan yet" in words]) == 1
    assert len([row for row in found.pieces if "no workplan yet" in row.missing]) > 1


def test_a_part_that_cannot_be_composed_says_why_and_the_rest_stands(desk: Desk) -> None:
    key = papers.add_paper(desk, "brief", title="Before the meeting")
    papers.edit_section(desk, sections(desk, key)[0], source="brief.nothing_like_this")
    papers.add_section(desk, key, after=sections(desk, key)[-1], heading="By hand", text="Said.")
    composed = made(desk, key, "brief")
    assert composed.document.title == "Before the meeting"
    assert composed.pieces[0].missing.startswith(
        "This program does not know the part “brief.nothing_like_this”"
    )
    assert any(row.missing.startswith("This desk has no workplan yet") for row in composed.pieces)
    assert composed.document.blocks[-1] == Paragraph(plain("Said."))


def test_a_section_about_which_nothing_is_known_says_so(plan_desk: Desk) -> None:
    composed = made(plan_desk, None, "brief")
    actions = piece(composed, "Open actions by organization")
    assert actions.missing == NOTHING
    place = composed.document.blocks.index(Heading("Open actions by organization"))
    assert composed.document.blocks[place + 1] == Paragraph((quiet(NOTHING),))


def test_words_before_what_the_desk_says(plan_desk: Desk) -> None:
    key = papers.add_paper(plan_desk, "brief")
    papers.edit_section(plan_desk, sections(plan_desk, key)[2], text="In *short*:")
    found = blocks(plan_desk, key, "brief")
    place = found.index(Heading("Where each focus area stands"))
    assert found[place + 1] == Paragraph((Span("In "), Span("short", "italic"), Span(":")))
    assert isinstance(found[place + 2], Table)


NOTES = {"1": (Span("A note, see "), Span("this", "italic", link="https://a.example"), Span(" [x] * y"))}
MARKED = (Span("Word "), strong("bold"), Span("1", "mark"), Span(" [x] * y"))


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(MARKED),
        Paragraph(plain("- no entry"), quiet=True),
        Paragraph(plain("below"), level=2),
        Entry("roman", MARKED, 3, 7),
        Entry("bullet", plain("1. as written")),
        Clause(4, MARKED, "decision", (Paragraph(plain("After.")), Entry("letter", plain("x"), 1, 2))),
        Clause(2, plain("Heading"), headed=True, after=(Paragraph(plain("Text.")),)),
        Numbered((MARKED, plain("second"))),
        Heading("1. A *heading*", 2, "capital", 3),
        Facts((("Venue", MARKED), ("No | value", ())), boxed=True),
        Table(
            ("A", "B"), (0.3, 0.7), ((MARKED, plain("a | b")), (plain("both"), ())), (Merged(1, 0, across=2),)
        ),
    ],
)
def test_the_words_of_a_block_read_as_that_block(block: Block) -> None:
    words = light.as_text(block, NOTES)
    found = written.instead_of(block, words)
    assert found[0] == block
    assert found[1:] == ((Footnotes(tuple(NOTES.items())),) if "[^1]" in words else ())


def test_other_words_take_the_shape_that_they_have() -> None:
    told = written.instead_of(Entry("number", plain("x"), 2, 5), "First.\n\nSecond.\n\n- third")
    assert told == (
        Entry("number", plain("First."), 2, 5), Paragraph(plain("Second."), level=2),
        Entry("bullet", plain("third"), 3),
    )  # fmt: skip
    assert written.instead_of(Paragraph(plain("x")), "") == ()
    assert written.instead_of(Numbered((plain("x"),)), "1. a\n\nafter") == (
        Entry("number", plain("a"), 1, 1),
        Paragraph(plain("after")),
    )


# What is refused


def test_unknown_ids_and_other_kinds_are_refused(plan_desk: Desk, paper: int) -> None:
    for choices, sentence in (
        ({"paper_id": 99}, "no paper 99"), ({"paper_id": paper, "kind": "brief"}, "is of another kind"),
        ({"meeting_id": 99}, "no meeting 99"), ({"period_id": 99}, "no reporting period 99"),
        ({"focus_area_id": 99}, "no focus area 99"), ({"kind": "poem"}, "no kind of paper"),
    ):  # fmt: skip
        with pytest.raises(UserError, match=sentence):
            compose(plan_desk, **{"paper_id": None, "kind": "paper", "today": TODAY, **choices})


def test_the_newest_paper_about_the_same_is_taken(plan_desk: Desk) -> None:
    meetings = fill(plan_desk)
    first = papers.add_paper(plan_desk, "concept-note", title="First", meeting_id=meetings.first)
    papers.add_paper(plan_desk, "concept-note", title="Second", meeting_id=meetings.second)
    assert made(plan_desk, None, "concept-note", meeting_id=meetings.first).document.title == "First"
    assert made(plan_desk, None, "concept-note").document.title == "Second"
    papers.delete_paper(plan_desk, first)
    assert made(plan_desk, None, "concept-note", meeting_id=meetings.first).document.title == "Concept note"


def test_endless_and_hostile_words_give_both_files(plan_desk: Desk, paper: int, tmp_path: Path) -> None:
    papers.edit_paper(plan_desk, paper, subtitle=HOSTILE)
    add(plan_desk, paper, heading=HOSTILE, text=f"{HOSTILE}\n\n- {HOSTILE}[^1]\n\n[^1]: {HOSTILE}")
    add(plan_desk, paper, kind="table", text=f"Name | What\n{'x' * 100_000} | {HOSTILE}\n{'word ' * 20_000}")
    add(plan_desk, paper, kind="facts", text=f"Label | {'y' * 100_000}")
    add(plan_desk, paper, heading="Deep", text="\n".join(f"{'  ' * n}- {n}" for n in range(200)))
    before = hashlib.sha256(plan_desk.path.read_bytes()).hexdigest()
    told = squeezed(pdf_text(plan_desk, tmp_path / "p.pdf", paper))
    export_paper(plan_desk, tmp_path / "p.docx", "paper", today=TODAY, document=paper)
    typed = squeezed(word_text(tmp_path / "p.docx"))
    assert told.count(squeezed(HOSTILE)) >= 4
    assert typed.count(squeezed(HOSTILE)) >= 4
    assert told.count("x" * 20) * 20 > 90_000
    assert "x" * 100_000 in typed
    assert hashlib.sha256(plan_desk.path.read_bytes()).hexdigest() == before


def test_what_cannot_be_printed_is_named_for_the_pdf(plan_desk: Desk, paper: int, tmp_path: Path) -> None:
    add(plan_desk, paper, heading="Words", text="حقوق الإنسان")
    (sentence,) = export_paper(plan_desk, tmp_path / "p.pdf", "paper", today=TODAY, document=paper)
    assert sentence.endswith("lack: “حقوق الإنسان”.")
    assert export_paper(plan_desk, tmp_path / "p.docx", "paper", today=TODAY, document=paper) == ()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Sm")) | st.sampled_from("*[]|\n- "),
        max_size=80,
    )
)
def test_any_text_in_a_section_gives_both_files(plan_desk: Desk, tmp_path: Path, text: str) -> None:
    key = papers.add_paper(plan_desk, "paper")
    for kind in ("text", "facts", "table"):
        add(
            plan_desk,
            key,
            kind=kind,
            heading=text,
            text=f"Label | {text}\nx | {text}" if kind != "text" else text,
        )
    export_paper(plan_desk, tmp_path / "p.pdf", "paper", today=TODAY, document=key)
    assert PdfReader(tmp_path / "p.pdf").pages
    export_paper(plan_desk, tmp_path / "p.docx", "paper", today=TODAY, document=key)
    typed = letters(word_text(tmp_path / "p.docx"))
    assert letters(text) in typed or not letters(text)


def letters(text: str) -> str:
    """Letters alone: what counts entries, marks and white space are not those of the text."""
    return "".join(re.findall(r"[^\W\d_]", clean_text(text)))


def test_an_export_that_fails_leaves_the_old_file(plan_desk: Desk, paper: int, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        export_paper(plan_desk, tmp_path / "no" / "such" / "p.pdf", "paper", today=TODAY, document=paper)
    with pytest.raises(UserError, match=r"written as \.pdf or \.docx"):
        export_paper(plan_desk, tmp_path / "p.odt", "paper", today=TODAY, document=paper)
    (tmp_path / "p.pdf").mkdir()
    with pytest.raises(UserError):
        export_paper(plan_desk, tmp_path / "p.pdf", "paper", today=TODAY, document=paper)
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".pdf", ".docx", ".tmp")] == ["p.pdf"]


# All papers for a meeting


def test_the_papers_for_a_meeting(plan_desk: Desk, tmp_path: Path) -> None:
    meetings = fill(plan_desk)
    for title in ("Agenda", "A/B: notes?", "x" * 300, "x" * 300 + "y"):
        papers.add_paper(plan_desk, "paper", title=title, meeting_id=meetings.first)
    found = papers_of(plan_desk, meetings.first)
    assert [paper.kind for paper in found] == [
        "brief",
        "agenda",
        "minutes",
        "paper",
        "paper",
        "paper",
        "paper",
    ]
    assert [paper.name for paper in found[:5]] == [
        "Meeting brief",
        "Agenda",
        "Minutes",
        "Agenda 2",
        "A-B- notes",
    ]
    assert len({paper.name.casefold() for paper in found}) == 7
    assert all(len(paper.name.encode()) <= 120 for paper in found)
    assert [paper.kind for paper in papers_of(plan_desk, meetings.second)] == ["brief", "agenda"]

    folder = tmp_path / "new" / "folder"
    (folder / "Minutes.pdf").mkdir(parents=True)
    done = list(write_papers(plan_desk, folder, found[:3], today=TODAY))
    assert [(row.number, row.total, row.name) for row in done] == [
        (1, 6, "Meeting brief.pdf"), (2, 6, "Meeting brief.docx"), (3, 6, "Agenda.pdf"), (4, 6, "Agenda.docx"),
        (5, 6, "Minutes.pdf"), (6, 6, "Minutes.docx"),
    ]  # fmt: skip
    assert [row.name for row in done if row.refused] == ["Minutes.pdf"]
    assert sum(path.is_file() for path in folder.iterdir()) == 5


def test_a_brief_that_somebody_wrote_stands_for_the_one_of_the_desk(plan_desk: Desk) -> None:
    meetings = fill(plan_desk)
    key = papers.add_paper(plan_desk, "brief", title="Our brief", meeting_id=meetings.second)
    assert papers_of(plan_desk, meetings.second)[0][:3] == ("brief", {"document": key}, "Our brief")
    with pytest.raises(UserError, match="no meeting 99"):
        papers_of(plan_desk, 99)


def test_the_same_paper_gives_the_same_bytes(plan_desk: Desk, paper: int, tmp_path: Path) -> None:
    found = []
    for name in ("a.pdf", "b.pdf", "a.docx", "b.docx"):
        export_paper(plan_desk, tmp_path / name, "paper", today=TODAY, document=paper)
        found.append(io.BytesIO((tmp_path / name).read_bytes()).getvalue())
    assert found[0] == found[1]
    assert found[2] == found[3]
