"""The chart of a desk: what stands in it, and the files that it is written to."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from imgdesk.errors import UserError
from imgdesk.reports.chart import COLUMNS
from imgdesk.reports.chart_options import ChartOptions
from imgdesk.reports.compose.gantt import LONGEST_YEARS, chart_plan
from imgdesk.reports.export import export_gantt
from imgdesk.services import parts, versions, workplan
from imgdesk.store.desk import Desk
from imgdesk.views.grouping import GROUPINGS

TODAY = date(2023, 7, 14)


def test_the_chart_says_what_the_plan_says(plan_desk: Desk) -> None:
    parts.add_footnote(plan_desk, 2, "Subject to capacity")
    parts.add_footnote(plan_desk, 4, "Subject to capacity", field="when")
    parts.add_footnote(plan_desk, 4, "In New York")
    parts.add_event(plan_desk, "HLPF", "10-19 July 2023")
    parts.add_coverage_gap(plan_desk, 1, "No consultancy", "April to late autumn 2023")
    plan = chart_plan(plan_desk, today=TODAY)
    assert (plan.title, plan.today) == ("Second workplan", TODAY)
    assert (plan.first, plan.last) == (date(2023, 1, 1), date(2025, 12, 31))
    assert plan.subtitle == "IMG on Human Rights and the Environment · 2023-2025 · as on 14 July 2023"
    assert [(group.title, group.note, group.provisional, len(group.rows)) for group in plan.groups] == [
        ("2023", "firm", False, 4),
        ("2024", "provisional: to be discussed", True, 2),
    ]
    rows = plan.groups[0].rows
    assert [(row.when_text, row.lead_text, row.marks) for row in rows] == [
        ("March 2023", "UNDP & OHCHR (FA1/FA2)", ()),
        ("July", "FA2", ("1",)),
        ("TBD", "UNEP/FA1", ()),
        ("late 2023", "All", ("1", "2")),
    ]
    assert plan.groups[1].rows[1].when_text == "no date"
    assert plan.footnotes == (("1", "Subject to capacity"), ("2", "In New York"))
    assert [(event.label, event.earliest) for event in plan.events] == [("HLPF", "2023-07-10")]
    assert [(gap.label, gap.earliest, gap.latest) for gap in plan.gaps] == [
        ("No consultancy", "2023-04-01", "2023-11-30")
    ]
    assert plan.legend == (("fa1", "1 Focus area of UNDP (UNDP)"), ("fa2", "2 Focus area of OHCHR (OHCHR)"))


def test_the_picture_is_bounded_by_the_period_or_the_years_or_the_dates(desk: Desk) -> None:
    plan_id = parts.add_workplan(desk, "A plan")

    def bounds() -> tuple[int, int]:
        plan = chart_plan(desk, today=TODAY)
        assert (plan.first, plan.last) == (date(plan.first.year, 1, 1), date(plan.last.year, 12, 31))  # type: ignore[union-attr]
        return plan.first.year, plan.last.year  # type: ignore[union-attr]

    assert bounds() == (2023, 2023)
    section = parts.add_section(desk, plan_id, "Activities")
    workplan.add_activity(desk, section, "Early", fields={"when": "March 2019"})
    workplan.add_activity(desk, section, "Late", fields={"when": "2021-22"})
    assert bounds() == (2019, 2022)
    parts.edit_section(desk, section, year=2024)
    assert bounds() == (2024, 2024)
    parts.edit_workplan(desk, plan_id, when="2023-2025")
    assert bounds() == (2023, 2025)
    parts.edit_workplan(desk, plan_id, when="January 2023 to December 2099")
    assert bounds() == (2023, 2023 + LONGEST_YEARS - 1)


def test_a_chart_is_written_as_pages_or_as_a_picture(plan_desk: Desk, tmp_path: Path) -> None:
    export_gantt(plan_desk, tmp_path / "chart.pdf", today=TODAY)
    export_gantt(plan_desk, tmp_path / "large.pdf", today=TODAY, page="A3")
    export_gantt(plan_desk, tmp_path / "chart.svg", today=TODAY)
    small, large = (PdfReader(tmp_path / name).pages[0] for name in ("chart.pdf", "large.pdf"))
    picture = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    for (output,) in plan_desk.read("SELECT output FROM activity"):
        words = "".join(output.split())
        assert words in "".join(small.extract_text().split())
        assert words in "".join(re.sub(r"<[^>]+>", "", picture).split())
    assert large.mediabox.width > small.mediabox.width > small.mediabox.height


def test_the_same_desk_gives_the_same_files(plan_desk: Desk, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf", "one.svg", "two.svg"):
        export_gantt(plan_desk, tmp_path / name, today=TODAY)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


@pytest.mark.parametrize(("name", "page"), [("chart.png", "A4"), ("chart", "A4"), ("chart.pdf", "A9")])
def test_what_cannot_be_written_is_refused_and_leaves_nothing(
    plan_desk: Desk, tmp_path: Path, name: str, page: str
) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(UserError, match=r"\.pdf or \.svg|A4, A3, Letter, Legal or Tabloid"):
        export_gantt(plan_desk, tmp_path / name, today=TODAY, page=page)
    assert set(tmp_path.iterdir()) == before


def test_a_desk_without_a_plan_has_no_chart(desk: Desk) -> None:
    with pytest.raises(UserError, match="no workplan yet"):
        chart_plan(desk, today=TODAY)


def test_rows_are_grouped_as_chosen(plan_desk: Desk) -> None:
    def groups(by: str) -> list[tuple[str, int]]:
        plan = chart_plan(plan_desk, today=TODAY, options=ChartOptions(group_by=by))
        return [(group.title, len(group.rows)) for group in plan.groups]

    assert groups("section") == [("2023", 4), ("2024", 2)]
    for by in GROUPINGS:
        assert sum(count for _, count in groups(by)) == 6
    assert ("OHCHR, UNDP", 3) in groups("lead")
    assert not any(
        group.provisional
        for group in chart_plan(plan_desk, today=TODAY, options=ChartOptions(group_by="lead")).groups
    )


def test_an_empty_section_says_so(plan_desk: Desk) -> None:
    parts.add_section(plan_desk, 1, "2025", year=2025, provisional=True, note="ideas")
    group = chart_plan(plan_desk, today=TODAY).groups[-1]
    assert (group.title, group.note, group.rows) == ("2025", "provisional: ideas; no activities", ())


def test_what_is_chosen_replaces_what_the_plan_says(plan_desk: Desk) -> None:
    options = ChartOptions(
        title="For the co-chairs", subtitle="by e-mail", status_line="DRAFT",
        first=date(2023, 6, 1), last=date(2024, 5, 31),
    )  # fmt: skip
    plan = chart_plan(plan_desk, today=TODAY, options=options)
    assert (plan.title, plan.subtitle, plan.stamp) == ("For the co-chairs", "by e-mail", "DRAFT")
    assert (plan.first, plan.last) == (date(2023, 6, 1), date(2024, 5, 31))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"first": date(2027, 3, 1)}, (date(2027, 3, 1), date(2027, 12, 31))),
        ({"last": date(2020, 3, 1)}, (date(2020, 1, 1), date(2020, 3, 1))),
        ({"first": date(2024, 3, 1)}, (date(2024, 3, 1), date(2025, 12, 31))),
    ],
)
def test_one_day_chosen_outside_the_plan_still_gives_a_picture(
    plan_desk: Desk, chosen: dict[str, date], expected: tuple[date, date]
) -> None:
    plan = chart_plan(plan_desk, today=TODAY, options=ChartOptions(**chosen))  # type: ignore[arg-type]
    assert (plan.first, plan.last) == expected


def test_the_windows_of_a_version_are_ghosts(plan_desk: Desk, tmp_path: Path) -> None:
    version = versions.freeze_plan(plan_desk, 1, "As approved on 14 March", when="14 March 2023")
    workplan.edit_activity(plan_desk, 1, when="June 2023")
    options = ChartOptions(version=version)
    plan = chart_plan(plan_desk, today=TODAY, options=options)
    assert plan.ghost_name == "as in “As approved on 14 March”"
    assert plan.ghosts[1] == ("2023-03-01", "2023-03-31")
    assert plan.groups[0].rows[0].activity.earliest == "2023-06-01"
    export_gantt(plan_desk, tmp_path / "ghosts.pdf", today=TODAY, options=options)
    assert plan.ghost_name in PdfReader(tmp_path / "ghosts.pdf").pages[0].extract_text()
    assert chart_plan(plan_desk, today=TODAY).ghosts == {}
    with pytest.raises(UserError, match="no version 99"):
        chart_plan(plan_desk, today=TODAY, options=ChartOptions(version=99))


def test_choices_reach_the_file(plan_desk: Desk, tmp_path: Path) -> None:
    options = ChartOptions(page="A3", pages_wide=2, orientation="portrait", picture_width=1000)
    export_gantt(plan_desk, tmp_path / "wide.pdf", today=TODAY, options=options)
    export_gantt(plan_desk, tmp_path / "small.svg", today=TODAY, options=options)
    export_gantt(
        plan_desk, tmp_path / "letter.pdf", today=TODAY, page="letter", options=ChartOptions(pages_wide=3)
    )
    pages = PdfReader(tmp_path / "wide.pdf").pages
    assert len(pages) == 2
    assert pages[0].mediabox.height > pages[0].mediabox.width
    assert 'width="1000"' in (tmp_path / "small.svg").read_text("utf-8")
    letter = PdfReader(tmp_path / "letter.pdf").pages
    assert (len(letter), letter[0].mediabox.width) == (3, 792)


def test_a_chart_that_cannot_be_printed_leaves_the_old_file(plan_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "chart.pdf").write_bytes(b"the old one")
    options = ChartOptions(columns=tuple(COLUMNS), orientation="portrait", text_size=14)
    with pytest.raises(UserError, match="leave no room"):
        export_gantt(plan_desk, tmp_path / "chart.pdf", today=TODAY, options=options)
    assert (tmp_path / "chart.pdf").read_bytes() == b"the old one"
