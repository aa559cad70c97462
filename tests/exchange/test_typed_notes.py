"""Footnotes that somebody typed by hand, as papers have that went through another program."""

from __future__ import annotations

from pathlib import Path

import pytest

from imgdesk.domain.draft import PlanDraft
from imgdesk.exchange.word_plan import read_workplan
from tests.exchange.docx_files import HEADER, add_footnotes, add_table, document, footnote, put_xml, run, save


def read(outputs: list[str], lines: list[str], folder: Path, raised: str = "") -> PlanDraft:
    paper = document()
    table = add_table(paper, HEADER, [(output, "UNDP", "May") for output in outputs])
    if raised:
        sign = f"<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{raised}</w:t></w:r>"
        put_xml(table.rows[1].cells[0], run(outputs[0]) + sign)
    for line in lines:
        paper.add_paragraph(line)
    return read_workplan(save(paper, folder / "plan.docx"))


@pytest.mark.parametrize(
    ("output", "line", "text", "note", "offset"),
    [
        ("Side event (TBC) ¹", "¹ Subject to capacity", "Side event (TBC)", "Subject to capacity", 16),
        ("Side event¹², Geneva", "¹² Subject to capacity", "Side event, Geneva", "Subject to capacity", 10),
        ("Side event*", "* Subject to capacity", "Side event", "Subject to capacity", 10),
    ],
)
def test_a_typed_sign_and_its_line_become_a_footnote(
    tmp_path: Path, output: str, line: str, text: str, note: str, offset: int
) -> None:
    draft = read([output, "Other"], [line], tmp_path)
    first, second = draft.sections[0].activities
    assert first.output == text
    assert [(n.field, n.offset, n.text) for n in first.footnotes] == [("output", offset, note)]
    assert second.footnotes == ()
    assert draft.sections[0].narrative == ()


def test_raised_figures_are_signs_too(tmp_path: Path) -> None:
    (row,) = read(["Side event"], ["¹ Subject to capacity"], tmp_path, raised="1").sections[0].activities
    assert (row.output, row.footnotes[0].offset) == ("Side event", len("Side event"))


@pytest.mark.parametrize(
    ("output", "lines"),
    [
        ("Forest of 10 m²", []),
        ("Forest of 10 m²", ["¹ Of trees"]),
        ("Side event", ["* one item"]),
        ("5 * 5", ["* x"]),
    ],
)
def test_a_sign_without_a_line_and_a_line_without_a_sign_stay(
    tmp_path: Path, output: str, lines: list[str]
) -> None:
    draft = read([output], lines, tmp_path)
    assert draft.sections[0].activities[0].output == output
    assert draft.sections[0].activities[0].footnotes == ()
    assert len(draft.sections[0].narrative) == len(lines)


def test_real_and_typed_footnotes_keep_their_places(tmp_path: Path) -> None:
    paper = document()
    table = add_table(paper, HEADER, [("x", "UNDP", "May")])
    put_xml(table.rows[1].cells[0], run("Event¹ in") + footnote(1) + run(" Nairobi"))
    paper.add_paragraph("¹ Subject to capacity")
    path = add_footnotes(save(paper, tmp_path / "plan.docx"), {1: "Room tbc"})
    (row,) = read_workplan(path).sections[0].activities
    assert row.output == "Event in Nairobi"
    assert [(n.offset, n.text) for n in row.footnotes] == [(5, "Subject to capacity"), (8, "Room tbc")]
