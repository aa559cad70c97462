"""Plans for charts, and readers for what was printed: shared by the tests of charts on paper."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ContentStream

from imgdesk.reports.chart import ChartEvent, ChartGap, ChartGroup, ChartPlan, ChartRow
from imgdesk.reports.chart_layout import page_layout
from imgdesk.reports.chart_options import ChartOptions
from imgdesk.reports.chart_pages import ChartPage, RowBlock, chart_pages
from imgdesk.reports.chart_pdf import write_chart_pdf


class Activity(NamedTuple):
    """A row as the views give it."""

    id: int = 1
    earliest: str | None = "2023-06-01"
    latest: str | None = "2023-06-30"
    grain: str = "month"
    tbc: int = 0
    tbd: int = 0
    provisional: int = 0
    approximate: int = 0
    status: str = "planned"
    percent: int = 0
    focus_area: int = 2


def row(number: int = 1, output: str = "", **activity: Any) -> ChartRow:
    text = output or f"Output number{number} of the plan, told in as many words as two lines of a column take"
    return ChartRow(Activity(number, **activity), text, "June 2023", "OHCHR (FA2)")


def plan(rows: int = 23, **fields: Any) -> ChartPlan:
    """Three sections of about the same length, with everything else that a chart can have."""
    numbers = list(range(1, rows + 1))
    third = -(-rows // 3)
    groups = tuple(
        ChartGroup(
            f"Section {at // third + 1}", "provisional", True, tuple(map(row, numbers[at : at + third]))
        )
        for at in range(0, rows, third)
    )
    whole = ChartPlan(
        "A workplan", "2023-01-01", "2025-12-31", groups, "2023-2025, draft", "2023-07-14",
        gaps=(ChartGap("no support until autumn", "2023-04-01", "2023-11-30", "season"),),
        events=(ChartEvent("HLPF", "2023-07-10", "2023-07-19"), ChartEvent("COP 30", "2025-11-01", None)),
        footnotes=(("1", "Subject to capacity"), ("*", "As agreed in March")),
        legend=(("fa1", "1 Country level"), ("fa2", "2 Agreements"), ("muted", "all")),
        footer="The group, as of 14 July",
    )  # fmt: skip
    return replace(whole, **fields)


def one_row(only: ChartRow, **fields: Any) -> ChartPlan:
    return plan(groups=(ChartGroup("2023", rows=(only,)),), **fields)


def chosen_pages(chart: ChartPlan, **chosen: Any) -> tuple[ChartPage, ...]:
    return chart_pages(chart, page_layout(chart, ChartOptions(**chosen)))


def chosen_pdf(chart: ChartPlan, **chosen: Any) -> bytes:
    out = io.BytesIO()
    write_chart_pdf(chart, out, setup=page_layout(chart, ChartOptions(**chosen)))
    return out.getvalue()


def page_texts(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_sizes(data: bytes) -> set[float]:
    """The sizes of all text; neither a text's own matrix nor a page's may scale it."""
    reader = PdfReader(io.BytesIO(data))
    sizes = set()
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"Tf":
                sizes.add(float(operands[1]))
            if operator in (b"Tm", b"cm"):
                assert [abs(float(part)) for part in operands[:4]] == [1, 0, 0, 1]
    return sizes


def row_blocks(page: ChartPage) -> list[RowBlock]:
    return [block for block in page.blocks if isinstance(block, RowBlock)]


def drawn_rows(pages: tuple[ChartPage, ...]) -> list[int]:
    return [block.row.activity.id for page in pages for block in row_blocks(page)]


def used_height(page: ChartPage) -> float:
    return page.sheet.fixed_height(page.first) + sum(block.height for block in page.blocks)
