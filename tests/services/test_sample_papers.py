"""The papers of the sample: what a group may write, in the light Markdown, about its plan and its meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from imgdesk.domain import paper_text
from imgdesk.services.sample import create_sample, sample_day
from imgdesk.store.desk import Desk
from imgdesk.views import papers
from imgdesk.views.paper_templates import shipped
from imgdesk.views.papers import PaperRow, SectionRow

RUN = 12
"""Words in a row that no chance puts into two papers."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with create_sample(tmp_path_factory.mktemp("sample") / "sample.imgdesk") as desk:
        yield desk


def written(desk: Desk) -> list[SectionRow]:
    return [section for row in papers.papers(desk) for section in papers.sections(desk, row.id)]


def called(desk: Desk, words: str) -> PaperRow:
    (found,) = (row for row in papers.papers(desk) if words in row.title)
    return found


def test_five_papers_stand_as_far_as_they_have_come(sample: Desk) -> None:
    assert [(row.kind, row.status, row.meeting_id, row.made_at[:10]) for row in papers.papers(sample)] == [
        ("key-messages", "draft", 5, "2023-07-12"),
        ("concept-note", "draft", 5, "2023-07-07"),
        ("handover", "circulated", None, "2023-07-03"),
        ("concept-note", "draft", None, "2023-06-30"),
        ("side-event", "circulated", None, "2023-06-02"),
    ]
    assert all(row.made_at[:10] <= sample_day().isoformat() for row in papers.papers(sample))
    assert papers.templates(sample) == []


@pytest.mark.parametrize(
    ("words", "outputs"),
    [
        ("Three trainings", ["Three trainings for resident coordinators"]),
        ("Rio Conventions", ["First talks with the secretariats", "Strategy on human rights and the Rio"]),
        ("Political Forum", ["Side event at the High-Level Political Forum"]),
        (
            "Key messages",
            ["Side event at the SDG Summit", "Side event on human rights and the environment at COP"],
        ),
    ],
)
def test_papers_are_linked_to_what_they_are_about(sample: Desk, words: str, outputs: list[str]) -> None:
    linked = papers.activities(sample, called(sample, words).id)
    told = [sample.read("SELECT output FROM activity WHERE id = ?", (key,))[0][0] for key in linked]
    assert len(told) == len(outputs)
    assert all(text.startswith(output) for text, output in zip(told, outputs, strict=True))


def test_the_two_shapes_of_a_concept_note(sample: Desk) -> None:
    box, thematic = (papers.sections(sample, called(sample, words).id) for words in ("trainings", "Rio"))
    assert [row[0] for row in paper_text.rows(box[0].text)] == [
        "OBJECTIVE", "PARTICIPANTS", "VENUE", "DATE", "LEAD",
    ]  # fmt: skip
    assert [(row.level, row.numbering, row.heading) for row in box[1:]] == [
        (1, "roman", "Background"), (1, "roman", "Specific objectives"), (1, "roman", "Methodology"),
        (2, "capital", "Participants"), (2, "capital", "Format"), (2, "capital", "Topics"),
        (2, "", "Agenda items"), (1, "roman", "Expected outcome"), (1, "", "Open points"),
    ]  # fmt: skip
    assert [row.heading for row in box if row.internal] == ["Open points"]
    counted = [row for row in thematic if row.numbering == "number"]
    signs = {part.sign for row in counted for part in paper_text.read(row.text).parts}
    assert len(counted) == 5
    assert signs >= {"letter", "number", "bullet"}


def test_what_is_written_reads_again_as_it_was(sample: Desk) -> None:
    for section in written(sample):
        if section.kind in ("facts", "table"):
            rows = paper_text.rows(section.text)
            assert len({len(row) for row in rows}) == 1, section.heading
            assert paper_text.rows(paper_text.write_rows(rows)) == rows
        else:
            reading = paper_text.read(section.text)
            assert paper_text.read(paper_text.write(*reading)) == reading
            pieces = [piece for part in reading.parts for piece in part.pieces]
            assert {piece.note for piece in pieces} - {""} == set(reading.notes), section.heading
            assert not any("[^" in piece.text or "**" in piece.text for piece in pieces), section.heading


def test_nothing_is_left_to_be_written(sample: Desk) -> None:
    """What stays without words only bears what is below it."""
    for row in papers.papers(sample):
        rows = papers.sections(sample, row.id)
        for section, following in zip(rows, [*rows[1:], None], strict=True):
            if not section.text and not section.source:
                assert following is not None, (row.title, section.heading)
                assert following.level > section.level, (row.title, section.heading)


def test_automatic_parts_are_those_that_templates_name(sample: Desk) -> None:
    shapes = [shipped("key-messages"), shipped("handover")]
    offered = {section.source for _, sections in shapes for section in sections}
    assert {section.source for section in written(sample)} <= offered


def test_the_wording_is_our_own(sample: Desk, shared: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}

    known: set[tuple[str, ...]] = set()
    for path in (shared / "sources").glob("*.txt"):
        known |= runs(path.read_text(encoding="utf-8"))
    assert len(known) > 1000
    for section in written(sample):
        assert not runs(f"{section.heading} {section.text}") & known, section.heading
