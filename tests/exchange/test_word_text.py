"""Words that the usual shortcuts lose: tracked changes, content controls, notes, boxes, list marks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document

from imgdesk.domain.draft import ActivityDraft, PlanDraft
from imgdesk.errors import UserError
from imgdesk.exchange.word_plan import read_workplan
from tests.exchange.docx_files import (
    HEADER,
    NAMESPACES,
    W,
    add_footnotes,
    add_part,
    add_table,
    add_xml,
    document,
    footnote,
    paper_with,
    put_xml,
    rewrite,
    run,
    save,
)

ROW = ("Side event at HLPF", "OHCHR (FA2)", "July 2023")


def read(paper: Document, folder: Path) -> PlanDraft:
    return read_workplan(save(paper, folder / "plan.docx"))


def only_row(draft: PlanDraft) -> ActivityDraft:
    assert [len(section.activities) for section in draft.sections] == [1]
    return draft.sections[0].activities[0]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f"<w:ins w:id='1' w:author='A'>{run('Sept')}</w:ins>{run(' 2024')}", "Sept 2024"),
        (f"<w:del w:id='1'><w:r><w:delText>May</w:delText></w:r></w:del>{run('June 2024')}", "June 2024"),
        (f"<w:moveFrom w:id='1'>{run('May ')}</w:moveFrom>{run('June 2024')}", "June 2024"),
        (f"<w:moveTo w:id='1'>{run('June')}</w:moveTo>{run(' 2024')}", "June 2024"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('June')}</w:sdtContent></w:sdt>{run(' 2024')}", "June 2024"),
        (f"<w:hyperlink>{run('June')}</w:hyperlink>{run(' 2024')}", "June 2024"),
        (f"<w:smartTag>{run('June')}</w:smartTag>{run(' 2024')}", "June 2024"),
        (f"<w:fldSimple w:instr='DATE'>{run('June 2024')}</w:fldSimple>", "June 2024"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('June 2024')}",
            "June 2024",
        ),
        ("<w:r><w:t>June</w:t><w:tab/><w:t>2024</w:t><w:br/><w:t>TBC</w:t></w:r>", "June\t2024\nTBC"),
        (
            "<w:r><w:t>Jan</w:t><w:noBreakHyphen/><w:t>March 20</w:t><w:softHyphen/><w:t>24</w:t></w:r>",
            "Jan-March 2024",
        ),
        ("<w:r><w:t>June\u00a02024\u200b</w:t></w:r>", "June 2024"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t> June</w:t></w:r>", "✓ June"),
        (
            f"<mc:AlternateContent><mc:Choice Requires='x'>{run('June')}</mc:Choice></mc:AlternateContent>",
            "June",
        ),
        ("<m:oMath><m:r><m:t>June 2024</m:t></m:r></m:oMath>", "June 2024"),
        (f"<w:ins w:id='1'><w:hyperlink>{run('June 2024')}</w:hyperlink></w:ins>", "June 2024"),
    ],
)
def test_the_text_of_a_cell_is_what_a_reader_sees(tmp_path: Path, xml: str, text: str) -> None:
    paper = paper_with(HEADER, [ROW])
    put_xml(paper.tables[0].rows[1].cells[2], xml)
    assert only_row(read(paper, tmp_path)).when == text


def test_tracked_changes_are_read_as_accepted_and_said_so(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW, ("Struck row", "UNDP", "2024")])
    row = paper.tables[0].rows[2]._tr
    row.get_or_add_trPr().append(row.makeelement(f"{{{W}}}del", {f"{{{W}}}id": "9"}))
    draft = read(paper, tmp_path)
    assert only_row(draft).output == "Side event at HLPF"
    assert draft.notes == ("The document has tracked changes: they were read as accepted.",)


def test_a_struck_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    paper = document()
    add_xml(paper, f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run('One ')}</w:p>")
    add_xml(paper, f"<w:p>{run('sentence.')}</w:p>")
    add_table(paper, HEADER, [ROW])
    assert [part.text for part in read(paper, tmp_path).narrative] == ["One sentence."]


def test_a_clean_document_has_no_remarks(tmp_path: Path) -> None:
    draft = read(paper_with(HEADER, [ROW]), tmp_path)
    assert draft.notes == ()
    assert draft.unplaced == ()


def test_content_controls_around_rows_cells_and_tables_are_read(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW])
    row = paper.tables[0].rows[1]._tr
    cell = paper.tables[0].rows[1].cells[0]._tc
    for element in (cell, row, paper.tables[0]._tbl):
        parent = element.getparent()
        control = parent.makeelement(f"{{{W}}}sdt", {})
        content = control.makeelement(f"{{{W}}}sdtContent", {})
        control.append(content)
        parent.replace(element, control)
        content.append(element)
    assert only_row(read(paper, tmp_path)).output == "Side event at HLPF"


def test_the_prompt_of_an_empty_content_control_is_no_text(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW])
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    put_xml(paper.tables[0].rows[1].cells[2], prompt)
    draft = read(paper, tmp_path)
    assert only_row(draft).when == ""
    assert draft.notes == ("Content controls not filled in: 1, their prompts were left out.",)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_footnotes_hang_on_their_place_in_the_cell(tmp_path: Path, kind: str) -> None:
    paper = paper_with(HEADER, [ROW, ROW])
    first, second = paper.tables[0].rows[1].cells, paper.tables[0].rows[2].cells
    put_xml(first[0], run("Side event (TBC) ") + footnote(1, kind))
    put_xml(first[1], run("OHCHR") + footnote(2, kind) + run(" (FA2)"))
    put_xml(second[0], run("  Side") + footnote(3, kind) + run(" event"))
    path = save(paper, tmp_path / "plan.docx")
    add_footnotes(path, {1: "Subject to capacity", 2: "With UNEP", 3: "Room tbc", 4: "Left over"}, kind)
    draft = read_workplan(path)
    one, two = draft.sections[0].activities
    assert one.output == "Side event (TBC)"
    assert [(n.field, n.offset, n.text) for n in one.footnotes] == [
        ("output", len("Side event (TBC)"), "Subject to capacity"),
        ("leads", len("OHCHR"), "With UNEP"),
    ]
    assert [(n.field, n.offset, n.text) for n in two.footnotes] == [("output", len("Side"), "Room tbc")]
    assert draft.unplaced == (f"{kind.capitalize()} without a place in the text: Left over",)


def test_a_footnote_in_the_second_line_of_a_cell_counts_the_first(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW])
    cell = paper.tables[0].rows[1].cells[0]
    put_xml(cell, run("First line"))
    cell.add_paragraph("Second")
    cell.paragraphs[1]._p.append(_element(footnote(1)))
    path = add_footnotes(save(paper, tmp_path / "plan.docx"), {1: "Note"})
    row = only_row(read_workplan(path))
    assert row.output == "First line\nSecond"
    assert row.footnotes[0].offset == len("First line\nSecond")


def _element(xml: str) -> object:
    from docx.oxml import parse_xml

    return parse_xml(xml.replace("<w:r>", f"<w:r {NAMESPACES}>", 1))


def test_a_footnote_outside_the_tables_is_listed(tmp_path: Path) -> None:
    paper = document()
    add_xml(paper, f"<w:p>{run('The group agreed.')}{footnote(1)}</w:p>")
    add_table(paper, HEADER, [ROW])
    path = add_footnotes(save(paper, tmp_path / "plan.docx"), {1: "At its second meeting"})
    assert read_workplan(path).unplaced == ("Footnote on “The group agreed.”: At its second meeting",)


def test_text_boxes_headers_comments_and_hidden_text_are_listed(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW])
    box = "<wps:txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:txbx>"
    add_xml(
        paper,
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{box.format(run('In a box'))}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box.format(run('In a box'))}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
    )
    add_xml(paper, "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret remark</w:t></w:r></w:p>")
    paper.sections[0].header.paragraphs[0].text = "DRAFT 3"
    paper.sections[0].footer.paragraphs[0].text = "Page 1 of 9"
    path = save(paper, tmp_path / "plan.docx")
    comment = f"<w:comment w:id='0' w:author='Ana'><w:p>{run('Agreed?')}</w:p></w:comment>"
    add_part(path, "comments", f"<w:comments xmlns:w='{W}'>{comment}</w:comments>")
    draft = read_workplan(path)
    assert draft.unplaced == ("Text box: In a box", "Hidden text: Secret remark", "Header: DRAFT 3")
    assert draft.notes == ("Comment by Ana: Agreed?",)


def test_list_marks_come_from_the_numbering_and_from_the_text(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("Set the agenda", style="List Number")
    paper.add_paragraph("Report", style="List Number")
    paper.add_paragraph("Listen", style="List Bullet")
    paper.add_paragraph("c) Write", style="List Bullet")
    add_table(paper, HEADER, [ROW])
    parts = read(paper, tmp_path).narrative
    assert [(part.label, part.text, part.kind) for part in parts] == [
        ("1.", "Set the agenda", "item"),
        ("2.", "Report", "item"),
        ("•", "Listen", "item"),
        ("c)", "Write", "item"),
    ]


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_counters_run_through_levels_and_start_anew_where_the_list_does(tmp_path: Path) -> None:
    paper = document()
    for list_id, level in ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (1, 0), (0, 0), (9, 0)):
        mark = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list_id}'/></w:numPr>"
        add_xml(paper, f"<w:p><w:pPr>{mark}</w:pPr>{run('Item')}</w:p>")
    add_table(paper, HEADER, [ROW])
    path = rewrite(save(paper, tmp_path / "plan.docx"), {"word/numbering.xml": NUMBERING.encode()})
    labels = [part.label for part in read_workplan(path).narrative]
    assert labels == ["a)", "a.I.", "a.II.", "–", "b)", "b.I.", "a)", "b)", "", ""]


def test_list_marks_inside_a_cell_stay_in_its_lines(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW])
    cell = paper.tables[0].rows[1].cells[0]
    cell.text = "Training on:"
    for text in ("treaty bodies", "special procedures"):
        cell.add_paragraph(text, style="List Bullet")
    assert only_row(read(paper, tmp_path)).output == "Training on:\n• treaty bodies\n• special procedures"


def test_a_table_inside_a_cell_becomes_lines_of_the_cell(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW])
    cell = paper.tables[0].rows[1].cells[0]
    inner = cell.add_table(rows=1, cols=2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "Geneva", "June"
    draft = read(paper, tmp_path)
    assert only_row(draft).output == "Side event at HLPF\nGeneva\tJune"
    assert draft.notes == ("A table inside a table cell was read as lines of that cell.",)


def test_a_table_of_contents_is_not_text(tmp_path: Path) -> None:
    paper = document()
    paper.styles.add_style("toc 1", 1)
    paper.add_paragraph("Background ..... 2", style="toc 1")
    add_table(paper, HEADER, [ROW])
    assert read(paper, tmp_path).narrative == ()


def test_a_document_in_the_strict_form_reads_alike(tmp_path: Path) -> None:
    path = save(paper_with(HEADER, [ROW], heading="2023"), tmp_path / "plan.docx")

    def strict(xml: bytes) -> bytes:
        return xml.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")

    before = read_workplan(path)
    rewrite(path, {"word/document.xml": strict, "word/styles.xml": strict, "word/numbering.xml": strict})
    assert read_workplan(path) == before


def test_the_body_is_found_under_any_name(tmp_path: Path) -> None:
    path = save(paper_with(HEADER, [ROW]), tmp_path / "plan.docx")
    before = read_workplan(path)

    def renamed(xml: bytes) -> bytes:
        return xml.replace(b"document.xml", b"document2.xml")

    import zipfile

    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(
                name.replace("document.xml", "document2.xml"), renamed(data) if "rels" in name else data
            )
    assert read_workplan(path) == before


def grown(path: Path, rows: int) -> Path:
    """Repeat the last row of the table."""

    def grow(xml: bytes) -> bytes:
        start, end = xml.rindex(b"<w:tr>"), xml.rindex(b"</w:tr>") + len(b"</w:tr>")
        row = xml[start:end]
        many = b"".join(row.replace(b"HLPF", b"HLPF %d" % number) for number in range(rows - 1))
        return xml[:start] + row + many + xml[end:]

    return rewrite(path, {"word/document.xml": grow})


def refused(path: Path) -> str:
    start = time.perf_counter()
    with pytest.raises(UserError) as caught:
        read_workplan(path)
    assert time.perf_counter() - start < 5
    return str(caught.value)


def test_ten_thousand_rows_are_refused_at_once(tmp_path: Path) -> None:
    path = grown(save(paper_with(HEADER, [ROW]), tmp_path / "plan.docx"), 10_000)
    assert refused(path) == "“plan.docx” has 10,001 table rows, more than 5,000: split it and try again."


def test_as_many_rows_as_allowed_are_read(tmp_path: Path) -> None:
    path = grown(save(paper_with(HEADER, [ROW]), tmp_path / "plan.docx"), 4_999)
    assert len(read_workplan(path).sections[0].activities) == 4_999


@pytest.mark.parametrize(
    "change",
    [
        lambda tc: f"<w:tc><w:tcPr><w:gridSpan w:val='61'/></w:tcPr>{tc}",
        lambda tc: f"<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr>{tc}",
        lambda tc: "<w:tc><w:p/></w:tc>" * 61 + f"<w:tc>{tc}",
    ],
)
def test_too_many_columns_are_refused(tmp_path: Path, change: Callable[[str], str]) -> None:
    path = save(paper_with(HEADER, [ROW]), tmp_path / "plan.docx")

    def widen(xml: bytes) -> bytes:
        head, _, tail = xml.decode().partition("<w:tc>")
        return (head + change(tail)).encode()

    assert "more than 60 columns" in refused(rewrite(path, {"word/document.xml": widen}))


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    path = save(paper_with(HEADER, [ROW]), tmp_path / "plan.docx")

    def fill(xml: bytes) -> bytes:
        row = b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 50 + b"</w:tr>"
        return xml.replace(b"</w:tbl>", row * 2_000 + b"</w:tbl>")

    assert "more than 100,000 table cells" in refused(rewrite(path, {"word/document.xml": fill}))


def test_too_many_paragraphs_are_refused(tmp_path: Path) -> None:
    path = save(paper_with(HEADER, [ROW]), tmp_path / "plan.docx")

    def lengthen(xml: bytes) -> bytes:
        return xml.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 20_001)

    assert "more than 20,000 paragraphs" in refused(rewrite(path, {"word/document.xml": lengthen}))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & <b>bold",
        '=HYPERLINK("http://x","y")',
        "+1+cmd|' /C calc'!A0",
        "العربية עברית 中文 🌍",
        "Zoë".replace("ë", "e\u0308") + "'s e\u0301v\u00e9nement",
        "word " * 20_000,
        "x" * 100_000,
        ". . . " * 20_000,
        "(" * 50_000 + "[" * 50_000,
        "and FA1 " * 12_500,
    ],
    ids=lambda text: text[:12],
)
def test_awkward_text_survives_in_every_place(tmp_path: Path, text: str) -> None:
    import unicodedata

    paper = document()
    paper.add_heading(text, 1)
    paper.add_paragraph(text)
    add_table(
        paper, ("Activity", "Output", "Lead Agencies", "Date", "Partners"), [("c", text, text, text, text)]
    )
    draft = read(paper, tmp_path)
    row = only_row(draft)
    clean = unicodedata.normalize("NFC", text).strip()
    assert [row.output, row.leads, row.when, row.partners] == [clean] * 4
    assert clean in {draft.sections[0].heading, *(part.heading for part in draft.narrative), *draft.unplaced}


def test_control_characters_are_taken_out(tmp_path: Path) -> None:
    path = save(paper_with(HEADER, [ROW]), tmp_path / "plan.docx")
    rewrite(path, {"word/document.xml": lambda xml: xml.replace(b"HLPF", b"HL&#x7f;PF&#xFFFD;")})
    assert only_row(read_workplan(path)).output == "Side event at HLPF\ufffd"
