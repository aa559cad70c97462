"""What can be chosen about a chart: every choice is printed, and what cannot be printed is refused in one sentence."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.errors import UserError
from imgdesk.reports import style
from imgdesk.reports.chart import COLUMNS, PAGES, ChartGroup
from imgdesk.reports.chart_options import HELP, NAMES, ChartOptions, options_from_words, options_words
from imgdesk.reports.chart_pages import GroupBlock
from imgdesk.reports.chart_svg import chart_svg
from imgdesk.views.grouping import GROUPINGS
from tests.reports.chart_plans import (
    chosen_pages,
    chosen_pdf,
    drawn_rows,
    one_row,
    page_texts,
    plan,
    row,
    row_blocks,
    squeezed,
    text_sizes,
    used_height,
)

SVG = "{http://www.w3.org/2000/svg}"

any_options = st.builds(
    ChartOptions,
    page=st.sampled_from(list(PAGES)), orientation=st.sampled_from(["auto", "landscape", "portrait"]),
    pages_wide=st.integers(1, 6), overlap_mm=st.integers(0, 50).map(float), order=st.sampled_from(["across", "down"]),
    first=st.none() | st.dates(date(1990, 1, 1), date(2020, 1, 1)),
    last=st.none() | st.dates(date(2020, 1, 2), date(2060, 1, 1)),
    columns=st.lists(st.sampled_from(list(COLUMNS)), min_size=1, unique=True).map(tuple),
    group_by=st.sampled_from(GROUPINGS), group_pages=st.booleans(), legend=st.booleans(), heading=st.booleans(),
    title=st.sampled_from(["", "A title, with & signs"]), subtitle=st.sampled_from(["", "of June"]),
    status_line=st.sampled_from(["", "DRAFT"]), text_size=st.sampled_from([7.5, 7.8, 9.0, 14.0]),
    whole_text=st.booleans(), version=st.none() | st.integers(1, 9), picture_width=st.integers(900, 8000),
    picture_scale=st.sampled_from([0.5, 1.0, 2.5]),
)  # fmt: skip


@given(any_options)
def test_options_go_through_words_and_come_back(options: ChartOptions) -> None:
    words = options_words(options)
    assert set(words) <= set(NAMES)
    assert options_from_words(words) == options
    told = options_words(options, defaults=True)
    assert set(told) == set(NAMES) - {"dpi"}
    assert options_from_words({name: word for name, word in told.items() if word}) == options


def test_every_choice_has_a_word() -> None:
    changed = options_words(
        ChartOptions("A3", "portrait", 2, 5.0, "down", date(2023, 1, 1), date(2024, 1, 1), ("ref",), "lead", True,
                     False, False, "T", "S", "L", 9.0, True, 4, 2000, 1.5)
    )  # fmt: skip
    assert len(changed) == len(fields(ChartOptions))
    assert set(HELP) == set(NAMES)


def test_words_are_read_as_a_person_writes_them() -> None:
    read = options_from_words(
        {"page": "a3", "pages_wide": 2, "--from": "March 2024", "to": "Q2 2024", "columns": "Ref, output",
         "legend": "No", "group-by": "Focus area", "overlap": "12,5", "dpi": 192, "title": None, "heading": False}
    )  # fmt: skip
    assert read == ChartOptions(
        page="A3", pages_wide=2, first=date(2024, 3, 1), last=date(2024, 6, 30), columns=("ref", "output"),
        legend=False, group_by="focus_area", overlap_mm=12.5, picture_scale=2.0, heading=False,
    )  # fmt: skip
    assert options_from_words({}) == ChartOptions()
    assert options_from_words({"from": "2024-02-29"}).first == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"page": "A5"}, "choose A4, A3, Letter, Legal or Tabloid"),
        ({"paper": "A4"}, "There is no choice 'paper'"),
        ({"pages-wide": 7}, "choose 1 to 6"),
        ({"pages-wide": 0}, "choose 1 to 6"),
        ({"pages-wide": "two"}, "--pages-wide as a number"),
        ({"pages-wide": 1.5}, "whole number"),
        ({"pages-wide": "inf"}, "is not a number"),
        ({"text-size": "nan"}, "is not a number"),
        ({"text-size": 6}, "nothing is smaller than 7 points"),
        ({"overlap": -1}, "choose 0 to 50"),
        ({"orientation": "sideways"}, "choose auto, landscape or portrait"),
        ({"order": "random"}, "choose across or down"),
        ({"columns": "output,bar"}, "There is no column 'bar'"),
        ({"columns": ""}, "at least one column"),
        ({"columns": "lead,lead"}, "named twice"),
        ({"group-by": "mood"}, "There is no grouping 'mood'"),
        ({"from": "soonish"}, "“soonish” is not a day"),
        ({"from": "2025", "to": "2024"}, "would end before it begins"),
        ({"legend": "perhaps"}, "neither yes nor no"),
        ({"width": 100}, "choose 900 to 8000"),
        ({"scale": 50}, "choose 0.5 to 6"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(words: dict[str, object], said: str) -> None:
    with pytest.raises(UserError, match=said) as refused:
        options_from_words(words)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_the_paper_is_the_one_chosen(page: str, orientation: str) -> None:
    (setup,) = {sheet.sheet.setup for sheet in chosen_pages(plan(), page=page, orientation=orientation)}
    size = (setup.width, setup.height)
    assert size == (PAGES[page] if orientation == "landscape" else PAGES[page][::-1])


def test_pages_are_turned_upright_only_where_that_saves_one() -> None:
    short = plan(groups=(ChartGroup("2023", rows=tuple(row(n, "A few words") for n in range(26))),))
    landscape = chosen_pages(short, orientation="landscape")
    free = chosen_pages(short)
    assert len(landscape) == 2
    assert len(free) == 1
    assert free[0].sheet.setup.width < free[0].height
    assert chosen_pages(plan(4))[0].sheet.setup.width > 800


@pytest.mark.parametrize("size", [7.5, 7.8, 10.0, 14.0])
def test_text_is_as_large_as_chosen_and_never_under_seven_points(size: float) -> None:
    data = chosen_pdf(plan(), text_size=size, page="A3", status_line="DRAFT", pages_wide=2)
    sizes = text_sizes(data)
    assert min(sizes) >= style.MIN_SIZE
    assert any(abs(found - size) < 0.01 for found in sizes)
    whole = squeezed(" ".join(page_texts(data)))
    assert all(squeezed(row(number).output) in whole for number in range(1, 24))


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"columns": tuple(COLUMNS), "orientation": "portrait"}, "leave no room for the chart on A4 portrait"),
        ({"columns": tuple(COLUMNS), "text_size": 14.0, "pages_wide": 6}, "choose fewer columns, a smaller text"),
        ({"pages_wide": 2, "overlap_mm": 50.0, "columns": tuple(COLUMNS)}, "overlap by more than half"),
    ],
)  # fmt: skip
def test_what_has_no_room_is_refused_and_not_shrunk(chosen: dict[str, Any], said: str) -> None:
    with pytest.raises(UserError, match=said):
        chosen_pdf(plan(), **chosen)


def test_a_page_without_room_for_rows_is_refused() -> None:
    legend = tuple((f"fa{number}", "a focus area with a long name " * 9) for number in range(1, 9))
    tall = plan(title="A long title " * 60, subtitle="and a long subtitle " * 60, legend=legend)
    with pytest.raises(UserError, match="no room for rows at this text size"):
        chosen_pdf(tall, text_size=14.0, orientation="landscape")


def test_all_columns_stand_in_their_order_with_their_words() -> None:
    full = replace(
        row(7, status="under way", percent=40), ref="23-07", partners="FAO and others", category="Advocacy"
    )
    order = ("percent", "ref", "category", "output", "partners", "when", "lead", "status")
    (text,) = page_texts(chosen_pdf(one_row(full), columns=order, orientation="landscape"))
    for words in ("23-07", "FAO and others", "Advocacy", "under way", "40 %", "June 2023", "OHCHR (FA2)"):
        assert words in text
    heads = [text.index(COLUMNS[name]) for name in order]
    assert heads == sorted(heads)
    (narrow,) = page_texts(chosen_pdf(one_row(full), columns=("ref",)))
    assert "23-07" in narrow
    assert "Output number7" not in narrow


def test_what_a_column_says_is_not_repeated_beside_the_bar() -> None:
    done = one_row(row(1, status="done", percent=100))
    assert (
        page_texts(chosen_pdf(done))[0].count("done") == 2
    )  # the bar's word, and "share done" in the legend
    assert page_texts(chosen_pdf(done, columns=("output", "status")))[0].count("done") == 2


def test_legend_and_title_block_can_be_left_out() -> None:
    (text,) = page_texts(chosen_pdf(plan(5), legend=False, heading=False))
    for words in ("some time in this window", "A workplan", "2023-2025, draft"):
        assert words not in text
    assert "Output number5" in text


@pytest.mark.parametrize("heading", [True, False])
def test_the_status_line_stands_on_every_page(heading: bool) -> None:
    texts = page_texts(chosen_pdf(plan(60, stamp="DRAFT, not for circulation"), heading=heading))
    assert len(texts) > 2
    assert all("DRAFT, not for circulation" in text for text in texts)


def test_each_group_begins_a_page_where_asked() -> None:
    groups = (*plan(9).groups, ChartGroup("Empty", "no activities"))
    pages = chosen_pages(plan(9, groups=groups), group_pages=True)
    titles = [[" ".join(b.title) for b in page.blocks if isinstance(b, GroupBlock)] for page in pages]
    assert titles == [["Section 1"], ["Section 2"], ["Section 3"], ["Empty"]]
    assert drawn_rows(pages) == list(range(1, 10))


def test_the_whole_text_is_printed_where_asked_even_over_several_pages() -> None:
    words = " ".join(f"word{number}" for number in range(2600))
    chart = plan(groups=(ChartGroup("2023", rows=(row(1), row(2, words), row(3))),))
    cut = chosen_pages(chart)
    assert row_blocks(cut[0])[1].output[-1].endswith("…")
    pages = chosen_pages(chart, whole_text=True, orientation="landscape")
    assert len(pages) > 3
    blocks = [block for page in pages for block in row_blocks(page)]
    assert " ".join(line for block in blocks[1:-1] for line in block.output) == words
    assert [block.bar is not None for block in blocks[:3]] == [True, True, False]
    for page in pages:
        assert used_height(page) <= page.height + 1e-6
    assert "no date" not in " ".join(page_texts(chosen_pdf(chart, whole_text=True)))


@pytest.mark.parametrize("text", ["x" * 100_000, "é→ " * 30_000, "𐎀" * 20_000])
def test_endless_text_is_printed_whole_without_end_of_time(text: str) -> None:
    pages = chosen_pages(one_row(row(output=text)), whole_text=True, page="A3")
    printed = "".join(line for page in pages for block in row_blocks(page) for line in block.output)
    assert squeezed(printed) == squeezed(text)


def test_bars_outside_the_dates_are_cut_and_marked() -> None:
    rows = (
        row(1, earliest="2023-01-01", latest="2023-03-31"),
        row(2, earliest="2023-01-01", latest="2025-12-31"),
        row(3, earliest="2024-05-01", latest="2024-05-31"),
        row(4, earliest="2025-10-01", latest="2025-12-31"),
    )
    (page,) = chosen_pages(
        plan(groups=(ChartGroup("all", rows=rows),), first="2024-01-01", last="2024-12-31")
    )
    blocks = row_blocks(page)
    assert [block.beyond for block in blocks] == [-1, 0, 0, 1]
    assert [block.bar is None for block in blocks] == [True, False, False, True]
    assert blocks[1].bar is not None
    assert (blocks[1].bar.open_start, blocks[1].bar.open_end) == (True, True)


def test_a_single_day_at_the_edge_of_ten_years_stands_inside_and_is_not_called_cut() -> None:
    days = ("2023-01-01", "2027-05-12", "2032-12-31")
    rows = tuple(row(n, earliest=day, latest=day, grain="day") for n, day in enumerate(days))
    (page,) = chosen_pages(plan(groups=(ChartGroup("all", rows=rows),), last="2032-12-31"))
    setup = page.sheet.setup
    for block in row_blocks(page):
        assert block.bar is not None
        assert block.bar.x1 - block.bar.x0 == pytest.approx(6)
        assert setup.chart_x0 - 1e-6 <= block.bar.x0 < block.bar.x1 <= setup.chart_x1 + 1e-6
        assert (block.bar.open_start, block.bar.open_end) == (False, False)


def test_ghosts_stand_below_the_bars_and_the_legend_names_the_version() -> None:
    ghosts = {1: ("2023-03-01", "2023-03-31"), 2: (None, None), 9: ("2023-01-01", "2023-01-31")}
    chart = plan(
        groups=(ChartGroup("2023", rows=(row(1), row(2), row(3))),), ghosts=ghosts, ghost_name="as in “March”"
    )
    (page,) = chosen_pages(chart)
    first, second, third = row_blocks(page)
    assert first.ghost is not None
    assert first.bar is not None
    assert first.ghost.x1 < first.bar.x0
    assert (second.ghost, third.ghost) == (None, None)
    assert first.height > row_blocks(chosen_pages(replace(chart, ghosts={}))[0])[0].height
    assert "as in “March”" in page_texts(chosen_pdf(chart))[0]
    root = ElementTree.fromstring(chart_svg(chart))
    assert "as in “March”" in [element.text for element in root.iter(f"{SVG}text")]


def test_a_picture_has_the_size_chosen() -> None:
    root = ElementTree.fromstring(
        chart_svg(plan(5), options=ChartOptions(picture_width=2400, text_size=12.0))
    )
    assert root.get("width") == "2400"
    sizes = [float(element.get("font-size", "0")) for element in root.iter(f"{SVG}text")]
    assert min(sizes) > 11
    assert float(root.get("viewBox", "0 0 0 0").split()[2]) == 1500


def test_the_same_choices_give_the_same_bytes() -> None:
    chosen = {"pages_wide": 2, "text_size": 9.0, "status_line": "DRAFT"}
    assert chosen_pdf(plan(), **chosen) == chosen_pdf(plan(), **chosen)
