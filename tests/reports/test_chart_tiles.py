"""A chart several pages wide: nothing is lost at the seams, and each page can be read alone or glued to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imgdesk.reports import style
from imgdesk.reports.chart import ChartEvent, ChartGroup, page_setup
from imgdesk.reports.chart_layout import page_layout
from imgdesk.reports.chart_options import MM, ChartOptions
from imgdesk.reports.chart_pages import ChartPage, GroupBlock, chart_pages, page_label
from imgdesk.reports.chart_paging import Paging
from tests.reports.chart_plans import (
    chosen_pages,
    chosen_pdf,
    page_texts,
    plan,
    row,
    row_blocks,
    squeezed,
    text_sizes,
)


def by_strip(pages: tuple[ChartPage, ...]) -> list[list[ChartPage]]:
    found: dict[int, list[ChartPage]] = {}
    for page in pages:
        found.setdefault(page.strip, []).append(page)
    return [sorted(found[strip], key=lambda page: page.sheet.column) for strip in sorted(found)]


def shift(page: ChartPage) -> float:
    """From x on a page to x on the whole picture."""
    return page.sheet.column * page.sheet.setup.step


@pytest.mark.parametrize("wide", [2, 3, 6])
@pytest.mark.parametrize("page", ["A4", "A3"])
def test_every_page_has_the_columns_and_the_header(wide: int, page: str) -> None:
    data = chosen_pdf(plan(40), pages_wide=wide, page=page, status_line="DRAFT")
    texts = page_texts(data)
    assert len(texts) % wide == 0
    strips = len(texts) // wide
    for at, text in enumerate(texts):
        for words in ("Output", "When (as agreed)", "Lead", "June 2023", "OHCHR (FA2)"):
            assert words in text
        place = f"column {at % wide + 1} of {wide}, row {at // wide + 1} of {strips}"
        assert f"page {at + 1} of {len(texts)}, {place}" in text
        assert any(year in text for year in ("2023", "2024", "2025"))
    assert min(text_sizes(data)) >= style.MIN_SIZE
    for column in range(wide):
        whole = squeezed(" ".join(texts[column::wide]))
        assert all(squeezed(row(number).output) in whole for number in range(1, 41))


windows = st.tuples(st.integers(0, 1000), st.integers(0, 400), st.sampled_from(["day", "month", "quarter"]))


@settings(max_examples=30)
@given(st.lists(windows, min_size=1, max_size=30), st.integers(2, 6), st.sampled_from([0.0, 5.0, 20.0]))
def test_bars_laid_side_by_side_are_the_bars_of_the_whole_picture(
    given_windows: list[tuple[int, int, str]], wide: int, overlap: float
) -> None:
    """Each bar appears on every page that it touches; the parts join without a gap and keep their ends."""
    start = date(2023, 1, 1)
    rows = tuple(
        row(number, earliest=str(start + timedelta(a)), latest=str(start + timedelta(min(a + b, 1095))), grain=grain)
        for number, (a, b, grain) in enumerate(given_windows)
    )  # fmt: skip
    chart = plan(groups=(ChartGroup("all", rows=rows),), events=())
    pages = chosen_pages(chart, pages_wide=wide, overlap_mm=overlap, page="A3", orientation="landscape")
    setup = pages[0].sheet.setup
    assert setup.overlap == pytest.approx(overlap * MM)
    for strip in by_strip(pages):
        assert [page.sheet.column for page in strip] == list(range(wide))
        for blocks in zip(*(row_blocks(page) for page in strip), strict=True):
            parts = [
                (block.bar.x0 + shift(page), block.bar.x1 + shift(page), block.bar)
                for page, block in zip(strip, blocks, strict=True)
                if block.bar
            ]
            assert parts
            assert not parts[0][2].open_start
            assert not parts[-1][2].open_end
            for (_, end, left), (begin, _, right) in pairwise(parts):
                assert begin <= end + 1e-6
                assert left.open_end or end - begin <= setup.overlap + 1e-6
                assert right.open_start or end - begin <= setup.overlap + 1e-6
            for page, block in zip(strip, blocks, strict=True):
                if block.bar:
                    x0, x1 = page.sheet.setup.chart_x0, page.sheet.setup.chart_x1
                    assert x0 - 1e-6 <= block.bar.x0 < block.bar.x1 <= x1 + 1e-6


def test_rows_lie_at_the_same_height_on_pages_side_by_side() -> None:
    many = tuple(ChartEvent(f"Event {n}", f"2023-02-{n + 1:02d}", f"2023-02-{n + 1:02d}") for n in range(5))
    pages = chosen_pages(plan(60, events=many), pages_wide=3)
    for strip in by_strip(pages):
        heads = {
            (page.sheet.header_height, page.sheet.heading_height(page.first), page.height) for page in strip
        }
        assert len(heads) == 1
        heights = {tuple(block.height for block in page.blocks) for page in strip}
        assert len(heights) == 1


def test_the_same_day_lies_at_the_same_place_of_the_overlap() -> None:
    left, right = (page.sheet for page in chosen_pages(plan(3), pages_wide=2))
    setup = left.setup
    assert left.frame.scale.x("2024-07-01") - setup.step == pytest.approx(right.frame.scale.x("2024-07-01"))
    assert left.frame.scale.x("2023-01-01") == pytest.approx(setup.chart_x0)
    assert right.frame.scale.end_x("2025-12-31") == pytest.approx(setup.chart_x1)


def test_words_stand_on_the_page_where_the_bar_ends() -> None:
    rows = (row(1, earliest="2023-01-01", latest="2025-06-30", tbc=1), row(2, earliest=None, latest=None))
    pages = chosen_pages(plan(groups=(ChartGroup("all", rows=rows),)), pages_wide=3)
    assert [[word.text for word in row_blocks(page)[0].words] for page in pages] == [[], [], ["unconfirmed"]]
    texts = page_texts(chosen_pdf(plan(groups=(ChartGroup("all", rows=rows),)), pages_wide=3))
    assert all("no date" in text for text in texts)


def test_an_arrow_to_what_lies_outside_stands_on_the_nearest_page() -> None:
    rows = (
        row(1, earliest="2020-01-01", latest="2020-12-31"),
        row(2, earliest="2030-01-01", latest="2030-12-31"),
    )
    pages = chosen_pages(plan(groups=(ChartGroup("all", rows=rows),)), pages_wide=3)
    assert [[block.beyond for block in row_blocks(page)] for page in pages] == [[-1, 0], [0, 0], [0, 1]]


def test_clamps_and_ghosts_go_on_over_the_seam() -> None:
    long = row(1, earliest="2023-01-01", latest="2025-12-31")
    chart = plan(groups=(ChartGroup("all", rows=(long,)),), ghosts={1: ("2023-03-01", "2025-03-31")})
    left, right = chosen_pages(chart, pages_wide=2)
    for page, opens in ((left, (False, True)), (right, (True, False))):
        (heading,) = (block for block in page.blocks if isinstance(block, GroupBlock))
        assert heading.clamp is not None
        assert (heading.clamp.open_start, heading.clamp.open_end) == opens
        ghost = row_blocks(page)[0].ghost
        assert ghost is not None
        assert (ghost.open_start, ghost.open_end) == opens


def test_pages_can_be_printed_down_the_columns_first() -> None:
    across = [(page.strip, page.sheet.column) for page in chosen_pages(plan(40), pages_wide=2)]
    down = [(page.strip, page.sheet.column) for page in chosen_pages(plan(40), pages_wide=2, order="down")]
    assert across == sorted(across)
    assert down == sorted(across, key=lambda place: (place[1], place[0]))
    texts = page_texts(chosen_pdf(plan(40), pages_wide=2, order="down"))
    assert f"page 2 of {len(texts)}, column 1 of 2, row 2 of {len(texts) // 2}" in texts[1]


def test_today_stands_on_its_page_alone_and_its_lane_on_all() -> None:
    texts = page_texts(chosen_pdf(plan(5), pages_wide=3))
    assert ["14 July 2023" in text.replace("as of 14 July", "") for text in texts] == [True, False, False]
    assert len({page.sheet.header_height for page in chosen_pages(plan(5), pages_wide=3)}) == 1


@pytest.mark.parametrize("chosen", [{}, {"pages_wide": 2}, {"pages_wide": 3, "order": "down"}])
def test_pages_dealt_out_one_by_one_are_the_same_pages(chosen: dict[str, Any]) -> None:
    chart = plan(80)
    setup = page_layout(chart, ChartOptions(**chosen))
    paging = Paging(chart, setup)
    assert paging.total == 0
    assert paging.deal()
    assert paging.strips == 1
    places = list(paging.places())
    pages = chart_pages(chart, setup)
    assert paging.total == len(pages)
    assert [paging.page(place) for place in places] == list(pages)
    labels = [page_label(page, number, len(pages)) for number, page in enumerate(pages, start=1)]
    assert [paging.label(place) for place in places] == labels


def test_events_without_room_for_their_names_have_numbers_and_a_list() -> None:
    few = tuple(ChartEvent(f"Conference {n}", f"2023-03-{n:02d}", f"2023-03-{n:02d}") for n in range(1, 3))
    assert not chosen_pages(plan(3, events=few))[0].sheet.numbered
    many = (
        tuple(
            ChartEvent(
                f"Conference {n}", f"2023-{n:02d}-05", f"2023-{n:02d}-06", when_text=f"5-6 of month {n}"
            )
            for n in range(1, 13)
        )
        * 2
    )
    (page,) = chosen_pages(plan(3, events=many))
    assert len(page.sheet.numbered) == 24
    assert [label.text for label in page.sheet.labels if label.text.isdigit()]
    (text,) = page_texts(chosen_pdf(plan(3, events=many)))
    for number, event in page.sheet.numbered:
        assert squeezed(f"{number}: {event.label}, {event.when_text}") in squeezed(text)


def test_more_lanes_are_taken_before_names_become_numbers() -> None:
    many = tuple(
        ChartEvent(f"Conference number {n}", f"2024-06-{n:02d}", f"2024-06-{n:02d}") for n in range(1, 6)
    )
    (page,) = chosen_pages(plan(3, events=many))
    assert page.sheet.lanes > 3
    assert not page.sheet.numbered
    flat = chart_pages(plan(3, events=many), replace(page_setup("A4"), height=420.0))[0].sheet
    assert flat.lanes <= 3
    assert flat.numbered
