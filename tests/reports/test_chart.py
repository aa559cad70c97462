"""The chart on paper: everything that the plan says is on it, readable, on as many pages as that takes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from imgdesk.errors import UserError
from imgdesk.reports import style
from imgdesk.reports.chart import (
    ChartEvent,
    ChartGap,
    ChartGroup,
    ChartPlan,
    ChartRow,
    PageSetup,
    page_setup,
    picture_setup,
)
from imgdesk.reports.chart_pages import GroupBlock, RowBlock, chart_pages
from imgdesk.reports.chart_pdf import draw_chart, write_chart_pdf
from imgdesk.reports.chart_svg import chart_svg
from tests.reports.chart_plans import (
    Activity,
    drawn_rows,
    one_row,
    page_texts,
    plan,
    row,
    squeezed,
    text_sizes,
    used_height,
)

SVG = "{http://www.w3.org/2000/svg}"
NASTY = [
    "<b>bold</b> & \"quoted\" <!-- no --> ]]> &amp; <svg/onload=alert(1)>",
    "\x00bell\x07 tab\there\x1b[31m new\nline\u2028sep \ufffe\uffff",
    "=SUM(A1:A9) (\\) % ) Tj ET Q",
    "حقوق الإنسان והסביבה 人权与环境 🌍 \U0010ffff",
    "→ done ✓ ≤ 3 ▲",
    "a" * 3000,
    "e" + "\u0301" * 500,
    " \t\n ",
]  # fmt: skip


def pdf(chart: ChartPlan, page: str = "A4") -> bytes:
    out = io.BytesIO()
    write_chart_pdf(chart, out, page=page)
    return out.getvalue()


@pytest.mark.parametrize(("page", "most"), [("A4", 2), ("Letter", 2), ("A3", 1)])
def test_a_workplan_of_23_rows_is_two_pages_or_one_large_one(page: str, most: int) -> None:
    texts = page_texts(pdf(plan(), page))
    assert len(texts) <= most
    whole = squeezed(" ".join(texts))
    for number in range(1, 24):
        assert squeezed(row(number).output) in whole
    for text in (
        "A workplan",
        "2023-2025, draft",
        "June 2023",
        "OHCHR (FA2)",
        "HLPF",
        "COP 30",
        "14 July 2023",
    ):
        assert squeezed(text) in whole
    for text in (
        "no support until autumn",
        "Subject to capacity",
        "(*)",
        "2 Agreements",
        "some time in this window",
    ):
        assert squeezed(text) in whole


@pytest.mark.parametrize("rows", [1, 23, 500])
def test_nothing_is_smaller_than_seven_points(rows: int) -> None:
    assert min(text_sizes(pdf(plan(rows)))) >= style.MIN_SIZE


def test_500_rows_take_many_pages_each_with_the_header_and_its_number() -> None:
    texts = page_texts(pdf(plan(500)))
    assert len(texts) > 20
    for number, text in enumerate(texts, start=1):
        assert f"page {number} of {len(texts)}" in text
        for head in (
            "Output",
            "When (as agreed)",
            "Lead",
            "2023",
            "2024",
            "2025",
            "Q1",
            "14 July 2023",
            "HLPF",
        ):
            assert head in text
        assert "The group, as of 14 July" in text
    assert [n for n, text in enumerate(texts) if "Subject to capacity" in text] == [len(texts) - 1]


@settings(max_examples=25)
@given(st.lists(st.integers(0, 700), max_size=60), st.sampled_from(["A4", "A3", "Letter"]))
def test_every_row_stands_whole_on_one_page_in_its_order(lengths: list[int], name: str) -> None:
    rows = tuple(row(number, "word " * (length // 5) + "end") for number, length in enumerate(lengths))
    pages = chart_pages(plan(groups=(ChartGroup("2023", rows=rows),)), page_setup(name))
    assert drawn_rows(pages) == list(range(len(lengths)))
    for page in pages:
        assert used_height(page) <= page.height + 1e-6


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 70])
def test_a_heading_never_ends_a_page(size: int) -> None:
    rows = [row(number, "word " * (number % 40 + 1)) for number in range(140)]
    groups = tuple(ChartGroup("2023", rows=tuple(rows[at : at + size])) for at in range(0, 140, size))
    pages = chart_pages(plan(groups=groups, footnotes=()), page_setup("A4"))
    assert len(pages) > 8
    for page in pages:
        assert used_height(page) <= page.height + 1e-6
        kinds = [type(block) for block in page.blocks if isinstance(block, GroupBlock | RowBlock)]
        assert kinds[0] is GroupBlock
        assert kinds[-1] is RowBlock
        assert (GroupBlock, GroupBlock) not in pairwise(kinds)


def test_a_group_that_goes_on_is_named_again_on_the_next_page() -> None:
    texts = page_texts(pdf(plan(200)))
    assert "Section 1 (continued)" in texts[1]
    assert "(continued)" not in texts[0]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert pdf(plan()) == pdf(plan())
    assert pdf(plan(5)) != pdf(plan(6))
    assert chart_svg(plan()) == chart_svg(plan())


def test_the_outline_leads_to_every_group_once() -> None:
    reader = PdfReader(io.BytesIO(pdf(plan(200))))
    entries = [(entry.title, reader.get_destination_page_number(entry)) for entry in reader.outline]  # type: ignore[union-attr, arg-type]
    assert [title for title, _ in entries] == ["Section 1", "Section 2", "Section 3"]
    texts = page_texts(pdf(plan(200)))
    assert all(title in texts[number] for title, number in entries)


def test_a_conference_keeps_its_number() -> None:
    style.register_fonts()
    text = "Side event on human rights and the environment at COP 28"
    for width in range(60, 220, 3):
        assert not any(line.startswith("28") for line in style.wrap(text, width, 8, max_lines=9))
    assert "COP 28" in page_texts(pdf(one_row(row(output=text))))[0]


def test_all_type_is_embedded() -> None:
    resources = [page["/Resources"] for page in PdfReader(io.BytesIO(pdf(plan()))).pages]
    fonts = [font.get_object() for resource in resources for font in resource["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "NotoSans" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"]


def test_the_document_says_what_it_is() -> None:
    said = PdfReader(io.BytesIO(pdf(plan(title="Plan <one> & two")))).metadata
    assert said is not None
    assert (said.title, said.creator, said.producer) == ("Plan <one> & two", "imgdesk", "imgdesk")


@pytest.mark.parametrize("text", NASTY)
def test_any_text_survives_both_writers(text: str) -> None:
    nasty = plan(
        title=text, subtitle=text, footer=text, footnotes=((text, text),), legend=(("fa1", text),),
        gaps=(ChartGap(text, "2023-04-01", None, "month"),), events=(ChartEvent(text, "2023-07-10", None),),
        groups=(ChartGroup(text, text, rows=(ChartRow(Activity(), text, text, text, (text,)),)),),
    )  # fmt: skip
    assert page_texts(pdf(nasty))
    ElementTree.fromstring(chart_svg(nasty))


def test_plain_text_stays_plain_text() -> None:
    output = 'Markup <b>is</b> & stays "text" \\ (here)'
    assert squeezed(output) in squeezed(page_texts(pdf(one_row(row(output=output))))[0])
    root = ElementTree.fromstring(chart_svg(one_row(row(output=output))))
    assert output in [element.text for element in root.iter(f"{SVG}text")]


def test_signs_that_the_typeface_lacks_come_from_another_face() -> None:
    style.register_fonts()
    assert [run.face for run in style.runs("a → b")] == [
        "NotoSans-Regular", "NotoSansMath-Regular", "NotoSans-Regular",
    ]  # fmt: skip
    assert "".join(run.said for run in style.runs("→ ✓ حق 🌍 é")) == "→ ✓ حق 🌍 é"
    assert "→" in page_texts(pdf(one_row(row(output="from June → July"))))[0]


def test_signs_that_no_face_has_are_boxes_on_paper_and_themselves_in_the_file() -> None:
    style.register_fonts()
    assert "".join(run.shown for run in style.runs("حق\U000e0020 人 é")) == "□□ □ é"
    data = pdf(one_row(row(output="About 人权, 🌍 and more")))
    commands = PdfReader(io.BytesIO(data)).pages[0].get_contents()
    assert commands is not None
    for meant in ("人权", "🌍"):
        assert meant.encode("utf-16-be").hex().upper().encode() in commands.get_data()
    assert "About" in page_texts(data)[0]


@pytest.mark.parametrize("unit", ["x", "long words ", "ﷺ", "/", "\u0301"])
def test_an_output_of_100000_characters_is_cut_with_an_ellipsis(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    chart = one_row(row(output=text), footnotes=(("1", text),))
    (block,) = [b for b in chart_pages(chart, page_setup("A4"))[0].blocks if isinstance(b, RowBlock)]
    assert block.output[-1].endswith("…")
    assert len(block.output) <= 7
    assert len(page_texts(pdf(chart))) <= 4
    ElementTree.fromstring(chart_svg(chart))


def test_an_output_of_six_lines_is_printed_whole() -> None:
    text = "Six lines of the column hold a long output, " * 7 + "to its last word"
    (page,) = chart_pages(one_row(row(output=text)), page_setup("A4"))
    (block,) = [b for b in page.blocks if isinstance(b, RowBlock)]
    assert len(block.output) >= 5
    assert " ".join(block.output) == text


@settings(max_examples=60)
@given(st.text(max_size=300), st.floats(5, 300), st.integers(1, 6))
def test_lines_fit_their_width_and_lose_no_word(text: str, width: float, most: int) -> None:
    style.register_fonts()
    lines = style.wrap(text, width, 8, max_lines=most)
    assert len(lines) <= most
    for line in lines:
        assert line
        assert style.measure(line, 8) <= width or len(line) <= 2
    whole = style.wrap(text, width, 8, max_lines=1000)
    if len(whole) <= most:
        assert lines == whole
    else:
        assert lines[-1].endswith("…")


def test_footnote_marks_stand_at_the_end_of_the_output_even_where_it_was_cut() -> None:
    marked = replace(row(output="word " * 500), marks=("1", "12"))
    (block,) = [
        b for b in chart_pages(one_row(marked), page_setup("A4"))[0].blocks if isinstance(b, RowBlock)
    ]
    assert block.output[-1].endswith("…¹ ¹²")


def test_the_words_that_matter_stand_beside_the_bars() -> None:
    rows = (
        row(1, "first", latest="2023-06-30"),
        row(2, "second", earliest="2023-08-01", latest="2023-08-31", tbc=1),
        row(3, "third", status="done"),
        row(4, "fourth", status="cancelled"),
        row(5, "fifth", earliest=None, latest=None, grain="none"),
        row(6, "sixth", earliest="2027-01-01", latest="2027-12-31", status="delayed"),
    )
    (text,) = page_texts(pdf(plan(groups=(ChartGroup("2023", rows=rows),))))
    for word in ("overdue", "unconfirmed", "done", "cancelled", "no date", "delayed"):
        assert word in text


def test_the_picture_does_not_repeat_what_the_row_says_already() -> None:
    tbd = ChartRow(
        Activity(provisional=1, tbd=1, earliest="2024-01-01", latest="2024-12-31"), "one", "TBD", ""
    )
    firm = page_texts(pdf(plan(groups=(ChartGroup("2024", rows=(tbd,)),))))[0]
    assert firm.count("TBD") == 1
    assert firm.count("provisional") == 2  # the bar's word, and the legend's
    section = page_texts(pdf(plan(groups=(ChartGroup("2024", provisional=True, rows=(tbd,)),))))[0]
    assert section.count("provisional") == 1


def test_without_a_day_nothing_is_overdue_and_there_is_no_line() -> None:
    (text,) = page_texts(pdf(one_row(row(), today=None)))
    assert "overdue" not in text
    assert "14 July 2023" not in text
    (outside,) = page_texts(pdf(one_row(row(), today="2031-01-01")))
    assert "overdue" in outside
    assert "2031" not in outside


@pytest.mark.parametrize("groups", [(), (ChartGroup(""),), (ChartGroup("2023", "nothing agreed yet"),)])
def test_a_plan_without_rows_is_still_a_page(groups: tuple[ChartGroup, ...]) -> None:
    empty = ChartPlan("", "2023-01-01", "2023-01-01", groups)
    (text,) = page_texts(pdf(empty))
    assert "page 1 of 1" in text
    ElementTree.fromstring(chart_svg(empty))


def test_bars_never_leave_the_picture() -> None:
    windows = [
        (None, "2019-01-01"),
        ("2019-01-01", "2031-01-01"),
        ("2025-12-31", None),
        ("2022-12-31", "2023-01-01"),
    ]
    rows = tuple(row(n, earliest=a, latest=b, grain="day") for n, (a, b) in enumerate(windows))
    (page,) = chart_pages(plan(groups=(ChartGroup("all", rows=rows),)), page_setup("A4"))
    blocks = [block for block in page.blocks if isinstance(block, RowBlock)]
    setup = page.sheet.setup
    assert [block.beyond for block in blocks] == [-1, 0, 0, 0]
    for block in blocks[1:]:
        assert block.bar is not None
        assert setup.chart_x0 - 0.51 <= block.bar.x0 < block.bar.x1 <= setup.chart_x1 + 0.51


def test_another_paper_is_refused_in_one_sentence() -> None:
    with pytest.raises(UserError, match="A4, A3, Letter, Legal or Tabloid"):
        write_chart_pdf(plan(), io.BytesIO(), page="A5")
    assert page_setup("a4") == page_setup("A4")


def test_a_larger_document_takes_the_pages_in_with_its_own_numbers() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 72, "the brief's first page")
    canvas.showPage()
    setup = replace(page_setup("A4"), heading=False)
    count = draw_chart(canvas, plan(), setup, lambda page, pages: f"{page + 1} of {pages + 1}")
    canvas.drawString(72, 72, "and what follows")
    canvas.save()
    texts = page_texts(out.getvalue())
    assert len(texts) == count + 2
    assert f"2 of {count + 1}" in texts[1]
    assert "A workplan" not in texts[1]
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(out.getvalue())).pages]
    assert boxes[1].width > boxes[1].height


def test_the_picture_is_one_svg_that_keeps_to_simple_means() -> None:
    text = chart_svg(plan(40), width=1600)
    root = ElementTree.fromstring(text)
    assert root.get("width") == "1600"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "defs", "linearGradient", "stop", "rect", "path", "polygon", "text",
    }  # fmt: skip
    assert not re.search(r"href| style=|<script|clip|pattern", text)
    words = squeezed("".join(element.text or "" for element in root.iter(f"{SVG}text")))
    for number in range(1, 41):
        assert squeezed(row(number).output) in words
    sizes = [float(element.get("font-size", "0")) for element in root.iter(f"{SVG}text")]
    assert min(sizes) >= style.MIN_SIZE


def test_every_gradient_that_is_used_is_defined_once() -> None:
    root = ElementTree.fromstring(chart_svg(plan()))
    defined = [element.get("id") for element in root.iter(f"{SVG}linearGradient")]
    used = {fill[5:-1] for element in root.iter() if (fill := element.get("fill", "")).startswith("url(#")}
    assert len(defined) == len(set(defined))
    assert used == set(defined)


def test_a_picture_grows_with_its_rows_and_a_page_does_not() -> None:
    few, many = (chart_pages(plan(rows), picture_setup(1000))[0].height for rows in (3, 60))
    assert many > few
    assert len(chart_pages(plan(60), picture_setup(1000))) == 1
    assert {page.height for page in chart_pages(plan(60), PageSetup(842, 595))} == {595}


def test_colours_of_paper_are_the_light_theme() -> None:
    colours = style.colours()
    assert set(style.ROLES) == set(colours)
    assert all(re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) for colour in colours.values())


def test_blending_goes_from_one_colour_to_the_other() -> None:
    assert style.blend("#102030", "#FFFFFF", 0) == "#102030"
    assert style.blend("#102030", "#FFFFFF", 1) == "#FFFFFF"
    assert style.blend("#000000", "#FFFFFF", 0.5) == "#808080"
