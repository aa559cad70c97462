"""The workplan as a paper: all of it, in the group's columns, and the same plan when it is imported again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from imgdesk.domain.draft import PlanDraft
from imgdesk.errors import UserError
from imgdesk.exchange.word_plan import read_workplan
from imgdesk.reports.blocks import Block, Document, Entry, Footnotes, Heading, Paragraph, Table, Text, plain
from imgdesk.reports.compose.workplan import NOTHING, workplan_paper
from imgdesk.reports.docx import write_docx
from imgdesk.reports.export import export_workplan
from imgdesk.reports.pdf import write_pdf
from imgdesk.services import exchange, parts, workplan
from imgdesk.services.sample import create_sample
from imgdesk.store.desk import Desk
from imgdesk.text import one_line
from imgdesk.views import listing, plan_text
from imgdesk.views import workplan as views
from imgdesk.views.versions import images_now

WORDS = ("output", "category", "leads", "partners", "focus_areas", "when", "earliest", "latest", "precision",
         "tbc", "tbd", "provisional", "notes", "ref", "section")  # fmt: skip
"""What a paper says of an activity."""


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Desk]:
    with create_sample(tmp_path / "sample.imgdesk") as desk:
        yield desk


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "back.imgdesk", "") as desk:
        yield desk


def exported(desk: Desk, folder: Path) -> PlanDraft:
    """The paper of a desk, written for Word and read again."""
    export_workplan(desk, folder / "paper.docx")
    return read_workplan(folder / "paper.docx")


def activities(desk: Desk) -> list[dict[str, Any]]:
    return [{name: row[name] for name in WORDS} for row in listing.activities(desk)]


def marks(desk: Desk) -> list[tuple[int, str, int, str]]:
    rows = views.footnotes(desk, 1)
    order = [row.id for row in views.activities(desk, 1)]
    return [(order.index(row.activity_id), row.field, row.offset, row.text) for row in rows]


def beside(desk: Desk) -> list[object]:
    """What a plan says beside its tables and its narrative."""
    plan = views.plan(desk)
    assert plan is not None
    row = plan.workplan
    return [
        (row.title, row.objective, row.duration, row.when_text, row.earliest, row.latest),
        [(s.title, s.heading, s.year, s.provisional, s.note) for s in plan.sections],
        [(area.number, area.title, area.leads) for area in plan.focus_areas],
        [(one.focus_area_id, one.year, one.text) for one in plan_text.indicative(desk, row.id)],
        [(role.role, role.text) for role in plan_text.roles(desk, row.id)],
        plan_text.co_chairs(desk),
        [(gap.when_text, gap.earliest, gap.latest, gap.note) for gap in plan.gaps],
    ]


def words(text: Text) -> str:
    return "".join(span.text for span in text)


def tables(paper: Document) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_the_sample_comes_back_as_the_same_plan(sample: Desk, empty: Desk, tmp_path: Path) -> None:
    draft = exported(sample, tmp_path)
    assert not draft.unplaced
    exchange.land(empty, draft, "paper.docx")
    assert len(activities(empty)) == 23
    assert activities(empty) == activities(sample)
    assert marks(empty) == marks(sample) != []
    assert beside(empty) == beside(sample)
    said = [row.text for row in plan_text.narrative(empty, 1)]
    assert {row.text for row in plan_text.narrative(sample, 1)} < set(said)


def test_the_same_desk_learns_nothing_from_its_own_paper(sample: Desk, tmp_path: Path) -> None:
    before = images_now(sample, 1)
    landing = exchange.land(sample, exported(sample, tmp_path), "paper.docx")
    assert (landing.known_plan, landing.unchanged) == (True, 23)
    assert (landing.changed, landing.new_rows, landing.missing_rows) == ([], [], [])
    assert set(landing.added.values()) == {0}
    assert images_now(sample, 1) == before


def test_the_real_paper_comes_back_without_a_difference(shared: Path, tmp_path: Path) -> None:
    source = read_workplan(shared / "sources" / "workplan-2023-25.docx")
    with Desk.create(tmp_path / "one.imgdesk", "") as one, Desk.create(tmp_path / "two.imgdesk", "") as two:
        exchange.land(one, source, "workplan.docx")
        draft = exported(one, tmp_path)
        assert not draft.unplaced
        exchange.land(two, draft, "paper.docx")
        assert len(activities(two)) == 23
        assert listing.activities(two) == listing.activities(one)
        assert images_now(two, 1) == images_now(one, 1)
        assert beside(two) == beside(one)


def test_each_section_has_the_columns_that_it_uses(sample: Desk) -> None:
    paper = workplan_paper(sample)
    assert [table.header for table in tables(paper)] == [
        ("Activity", "Output", "Lead Agencies", "Date", "Partners"),
        ("Date", "Output", "Lead Agencies"),
        ("Date", "Output", "Lead Agencies"),
    ]
    assert all(abs(sum(table.widths) - 1) < 1e-9 for table in tables(paper))
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings[-2:] == [
        "2024 [provisional, to be taken up again in late 2023/early 2024]",
        "2025 [provisional ideas, to be taken up again in 2024]",
    ]
    notes = [block for block in paper.blocks if isinstance(block, Footnotes)]
    assert notes == [Footnotes((("1", plain("Subject to capacity")), ("2", plain("Subject to capacity"))))]


def test_lists_keep_the_signs_that_were_written(sample: Desk) -> None:
    items = [block for block in workplan_paper(sample).blocks if isinstance(block, Entry)]
    assert [item.written for item in items] == ["", "", "", *(f"{sign})" for sign in "abcdefgh")]


def test_a_gap_is_told_once(sample: Desk) -> None:
    (gap,) = views.coverage_gaps(sample, 1)

    def told() -> int:
        blocks = workplan_paper(sample).blocks
        return sum(gap.note in words(row.text) for row in blocks if isinstance(row, Paragraph))

    assert told() == 1
    parts.add_narrative(sample, 1, f"As agreed: {gap.note}")
    assert told() == 1


def test_marks_in_any_cell_come_back_where_they_stood(sample: Desk, empty: Desk, tmp_path: Path) -> None:
    for field, offset in (("partners", 3), ("when", 4), ("leads", 0), ("category", None), ("output", 4)):
        parts.add_footnote(sample, 9, f"On the {field}\nof it", field=field, offset=offset)
    exchange.land(empty, exported(sample, tmp_path), "paper.docx")
    assert sorted(marks(empty)) == sorted(marks(sample))
    assert len(marks(empty)) == 7


def test_a_row_with_words_alone_stays_a_row(sample: Desk, empty: Desk, tmp_path: Path) -> None:
    for text in ("and a second line\nof words, [in brackets]", "Words & <b>signs</b> of 2023"):
        workplan.add_activity(sample, 1, output=text)
    assert tables(workplan_paper(sample))[0].header[0] == "No."
    exchange.land(empty, exported(sample, tmp_path), "paper.docx")
    assert [row["output"] for row in activities(empty)] == [row["output"] for row in activities(sample)]
    assert len(activities(empty)) == 25


def test_a_focus_area_that_nobody_leads_is_read_as_one(plan_desk: Desk, empty: Desk, tmp_path: Path) -> None:
    exchange.land(empty, exported(plan_desk, tmp_path), "paper.docx")

    def areas(desk: Desk) -> list[tuple[int, str]]:
        return [(area.number, area.title) for area in views.focus_areas(desk, 1)]

    assert areas(empty) == areas(plan_desk) != []


def test_a_section_without_activities_says_so(plan_desk: Desk) -> None:
    parts.add_section(plan_desk, 1, "2031")
    last: Block = workplan_paper(plan_desk).blocks[-1]
    assert isinstance(last, Paragraph)
    assert words(last.text) == NOTHING


def test_the_pdf_holds_every_word_of_the_plan(sample: Desk) -> None:
    out = io.BytesIO()
    write_pdf(workplan_paper(sample), out)
    text = " ".join(page.extract_text() for page in PdfReader(out).pages)
    squeezed = re.sub(r"\s+", "", text)
    for row in listing.activities(sample):
        assert re.sub(r"\s+", "", row["output"]) in squeezed
    assert {"Subject", "capacity", "Draft"} <= set(text.split())


def test_the_same_plan_gives_the_same_bytes(sample: Desk) -> None:
    def written() -> tuple[bytes, bytes]:
        word, pdf = io.BytesIO(), io.BytesIO()
        write_docx(workplan_paper(sample), word)
        write_pdf(workplan_paper(sample), pdf)
        return word.getvalue(), pdf.getvalue()

    assert written() == written()


def test_any_text_can_be_a_workplan(plan_desk: Desk, tmp_path: Path) -> None:
    nasty = '<img src="/etc/hostname"> & <b>unclosed ]]> \x07bell\ttab ' + "word " * 20_000
    workplan.edit_activity(plan_desk, 1, output=nasty, leads="<w:t> & Co", when="<&>")
    parts.edit_workplan(plan_desk, 1, objective=nasty)
    draft = exported(plan_desk, tmp_path)
    assert one_line(draft.objective) == one_line(nasty)
    (row,) = [row for part in draft.sections for row in part.activities if row.when == "<&>"]
    assert (one_line(row.output), row.leads) == (one_line(nasty), "<w:t> & Co")
    export_workplan(plan_desk, tmp_path / "p.pdf")
    pages = PdfReader(tmp_path / "p.pdf").pages
    assert sum(page.extract_text().count("word") for page in pages) >= 40_000


def test_what_cannot_be_written_is_refused(plan_desk: Desk, empty: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"A workplan is written as \.pdf or \.docx"):
        export_workplan(plan_desk, tmp_path / "p.odt")
    with pytest.raises(UserError, match="no workplan yet"):
        export_workplan(empty, tmp_path / "p.docx")
    assert not list(tmp_path.glob("p.*t*"))


def test_internal_remarks_and_progress_stay_in_the_desk(sample: Desk) -> None:
    workplan.edit_activity(sample, 1, note="Between us", status="delayed", percent=35)
    paper = repr(workplan_paper(sample))
    assert not [word for word in ("Between us", "delayed", "35") if word in paper]
