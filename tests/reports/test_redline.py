"""The redline of the workplan: accepted it is the plan as it stands, rejected the version that it starts from."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from imgdesk.errors import UserError
from imgdesk.reports.blocks import Annex, Block, Document, Heading, Paragraph, Span, Table
from imgdesk.reports.compose.redline import redline
from imgdesk.reports.compose.redlined import pairs
from imgdesk.reports.compose.workplan import workplan_paper
from imgdesk.reports.docx import write_docx
from imgdesk.reports.export import export_redline
from imgdesk.reports.pdf import write_pdf
from imgdesk.services import parts, versions, workplan
from imgdesk.services.sample import create_sample
from imgdesk.store.desk import Desk
from imgdesk.views import workplan as views
from tests.reports.tracked import body_of, lines, settled

DAY = date(2023, 7, 14)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "sample.imgdesk"
    create_sample(path).close()
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copyfile(sample_file, tmp_path / "sample.imgdesk")
    with Desk.open(tmp_path / "sample.imgdesk") as desk:
        yield desk


def written(paper: Document) -> bytes:
    out = io.BytesIO()
    write_docx(paper, out)
    return out.getvalue()


def frozen(desk: Desk, title: str = "As approved", when: str = "3 April 2023") -> list[str]:
    """Freeze the plan and return the lines of its paper as it is now."""
    versions.freeze_plan(desk, 1, title, when, at=datetime(2024, 1, 1, tzinfo=UTC))
    return paper_lines(desk)


def paper_lines(desk: Desk) -> list[str]:
    return lines(body_of(written(workplan_paper(desk))))[1:]


def held(desk: Desk, before: list[str]) -> bytes:
    """The redline in Word, which holds both readings; its first line is the masthead, which bears no changes."""
    data = written(redline(desk, today=DAY))
    masthead = 4 if paper_of_masthead(desk) else 3
    now, then = (lines(settled(data, accept=accept)) for accept in (True, False))
    assert now[masthead:] == paper_lines(desk)[masthead - 2 :]
    assert then[masthead:] == before[masthead - 2 :]
    return data


def paper_of_masthead(desk: Desk) -> bool:
    return bool(workplan_paper(desk).subtitle)


def texts(blocks: tuple[Block, ...], change: str) -> list[str]:
    """What was inserted or deleted, span by span."""
    found = []
    for block in blocks:
        if isinstance(block, Annex):
            break
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
        own = (
            block.redline
            if isinstance(block, Heading)
            else block.text
            if isinstance(block, Paragraph)
            else ()
        )
        found += [span.text for text in (own, *cells) for span in text if change in (span.style, span.role)]
    return found


def test_an_unchanged_plan_has_no_marks_and_says_so(sample: Desk) -> None:
    held(sample, frozen(sample))
    paper = redline(sample, today=DAY)
    assert texts(paper.blocks, "inserted") == texts(paper.blocks, "deleted") == []
    assert paper.blocks[:-2] == workplan_paper(sample).blocks
    assert "Nothing changed" in repr(paper.blocks[-1])


def test_words_are_marked_within_their_cells(sample: Desk) -> None:
    workplan.edit_activity(sample, 1, output="A plan for two years, agreed")
    before = frozen(sample)
    workplan.edit_activity(sample, 1, output="A plan for three years, agreed", when="May 2024")
    held(sample, before)
    paper = redline(sample, today=DAY)
    assert "three" in texts(paper.blocks, "inserted")
    assert "two" in texts(paper.blocks, "deleted")
    assert not [words for words in texts(paper.blocks, "inserted") if "agreed" in words]


def test_rows_come_and_go_and_move_as_rows(sample: Desk) -> None:
    before = frozen(sample)
    first, second, third, *_ = (row.id for row in views.activities(sample, 1))
    workplan.delete_activities(sample, [second])
    workplan.move_activities(sample, [first], 1, before=None)
    workplan.add_activity(sample, 1, "Something new", after=third)
    data = held(sample, before)
    marks = [row.find(f"{qn('w:trPr')}") for row in body_of(data).iter(qn("w:tr"))]
    kinds = [
        child.tag.rpartition("}")[2]
        for row in marks
        for child in row
        if child.tag in (qn("w:ins"), qn("w:del"))
    ]
    assert sorted(kinds) == ["del", "del", "ins", "ins"]
    table = next(block for block in redline(sample, today=DAY).blocks if isinstance(block, Table))
    assert [change for change in table.changes if change] == ["deleted", "deleted", "inserted", "inserted"]


def test_text_headings_sections_and_columns_are_told_too(sample: Desk) -> None:
    before = frozen(sample)
    parts.edit_workplan(sample, 1, title="Third plan", objective="Another aim", duration="")
    parts.edit_section(sample, 1, heading="2023 [under way]")
    parts.delete_section(sample, 3)
    parts.add_section(sample, 1, "2026")
    workplan.add_activity(sample, 2, "With a partner", fields={"partners": "WHO"})
    parts.add_narrative(sample, 1, "A new paragraph\nof two lines")
    parts.edit_focus_area(sample, 1, title="Another area")
    data = held_but_title(sample, before)
    authors = {node.get(qn("w:author")) for node in body_of(data).iter(qn("w:ins"), qn("w:del"))}
    days = {node.get(qn("w:date")) for node in body_of(data).iter(qn("w:ins"), qn("w:del"))}
    assert len(authors) == 1
    assert days == {"2023-07-14T00:00:00Z"}
    ids = [node.get(qn("w:id")) for node in body_of(data).iter(qn("w:ins"), qn("w:del"))]
    assert len(ids) == len(set(ids))


def held_but_title(desk: Desk, before: list[str]) -> bytes:
    """As `held`, for a plan that has another title: the old one stands once more below the masthead."""
    data = written(redline(desk, today=DAY))
    now, then = (lines(settled(data, accept=accept)) for accept in (True, False))
    assert now[4:] == paper_lines(desk)[2:]
    assert then[4] == before[0] or then[4].startswith("Second workplan")
    assert then[5:] == before[2:]
    return data


def test_footnotes_come_and_go_with_their_marks(sample: Desk) -> None:
    kept = parts.add_footnote(sample, 1, "The same", field="output", offset=3)
    gone = parts.add_footnote(sample, 1, "Gone", field="output", offset=3)
    before = frozen(sample)
    parts.delete_footnote(sample, gone)
    parts.add_footnote(sample, 1, "New", field="leads", offset=0)
    parts.add_footnote(sample, 2, "The same", field="when")
    data = held(sample, before)
    assert kept
    references = [node.getparent().getparent().tag for node in body_of(data).iter(qn("w:footnoteReference"))]
    assert references.count(qn("w:ins")) == 2
    assert references.count(qn("w:del")) == 1


WORDS = st.text(st.sampled_from("ab [](),.\n¹é字"), max_size=12)
EDIT = st.one_of(
    st.tuples(st.just("output"), st.integers(0, 5), WORDS),
    st.tuples(st.just("partners"), st.integers(0, 5), WORDS),
    st.tuples(st.just("when"), st.integers(0, 5), WORDS),
    st.tuples(st.just("leads"), st.integers(0, 5), st.just("")),
    st.tuples(st.just("delete"), st.integers(0, 5), st.just("")),
    st.tuples(st.just("add"), st.integers(0, 5), WORDS),
    st.tuples(st.just("move"), st.integers(0, 5), st.just("")),
    st.tuples(st.just("note"), st.integers(0, 5), WORDS),
    st.tuples(st.just("narrative"), st.integers(0, 5), WORDS),
)


def edit(desk: Desk, what: str, place: int, text: str) -> None:
    rows = views.activities(desk, 1)
    sections = [row.id for row in views.sections(desk, 1)]
    row = rows[place % len(rows)]
    match what:
        case "delete":
            workplan.delete_activities(desk, [row.id])
        case "add":
            workplan.add_activity(desk, sections[place % len(sections)], text)
        case "move":
            workplan.move_activities(desk, [row.id], sections[place % len(sections)])
        case "note":
            parts.add_footnote(
                desk, row.id, f"Note {text}", field="output", offset=min(place, len(row.output))
            )
        case "narrative":
            section = sections[place % len(sections)] if place % 2 else None
            parts.add_narrative(desk, 1, f"Words {text}", section_id=section)
        case _:
            workplan.edit_activity(desk, row.id, **{what: text})


@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(EDIT, max_size=4), st.lists(EDIT, min_size=1, max_size=6))
def test_whatever_was_edited_both_readings_are_held(
    sample_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
    earlier: list[tuple[str, int, str]],
    later: list[tuple[str, int, str]],
) -> None:
    path = tmp_path_factory.mktemp("s") / "sample.imgdesk"
    shutil.copyfile(sample_file, path)
    with Desk.open(path) as desk:
        for one in earlier:
            edit(desk, *one)
        before = frozen(desk)
        for one in later:
            edit(desk, *one)
        held(desk, before)
        write_pdf(redline(desk, today=DAY), io.BytesIO())


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_two_orders_are_walked_without_loss(old: list[int], new: list[int]) -> None:
    walked = list(pairs(old, new))
    assert [was for was, _ in walked if was is not None] == old
    assert [now for _, now in walked if now is not None] == new
    assert all(was == now for was, now in walked if was is not None and now is not None)


def test_the_table_of_changes_names_what_from_and_to(sample: Desk) -> None:
    frozen(sample)
    workplan.edit_activity(sample, 2, leads="WHO", status="delayed", percent=40, note="Between us")
    paper = redline(sample, today=DAY)
    table = paper.blocks[-1]
    assert isinstance(table, Table)
    assert table.header == ("What", "From", "To")
    (row,) = table.rows
    was = next(image.lead_text for image in views.activities(sample, 1) if image.id == 2)
    assert was == "WHO"
    assert "leads: changed" in "".join(span.text for span in row[0])
    assert row[2] == (Span("WHO"),)
    assert not [word for word in ("delayed", "percent", "Between us") if word in repr(table)]


def test_the_sample_tells_what_its_meetings_changed_since_the_plan_was_approved(sample: Desk) -> None:
    paper = redline(sample, today=DAY)
    assert paper.sender == ("Changes since “As approved on 31 March 2023”",)
    assert texts(paper.blocks, "deleted") == ["May", " (TBC)"]
    assert texts(paper.blocks, "inserted") == ["June"]
    table = paper.blocks[-1]
    assert isinstance(table, Table)
    assert len(table.rows) == 2


def test_the_version_is_chosen_by_title_id_or_day(sample: Desk) -> None:
    versions.delete_version(sample, 1)
    for title, when in (("As approved", "14 March 2023"), ("As amended", "June 2023")):
        frozen(sample, title, when)
    newest = sample.read("SELECT max(id) FROM plan_version")[0][0]
    told = {
        "": "Changes since “As amended”, June 2023",
        "as approved": "Changes since “As approved”, 14 March 2023",
        str(newest): "Changes since “As amended”, June 2023",
        "2023-06-29": "Changes since “As approved”, 14 March 2023, the newest on or before 29 June 2023",
        "2023-06-30": "Changes since “As amended”, June 2023, the newest on or before 30 June 2023",
    }
    for since, words in told.items():
        assert redline(sample, since=since, today=DAY).sender == (words,)
    with pytest.raises(
        UserError, match=r"no version of 1 March 2023 or before: .*“As approved”.* 14 March 2023"
    ):
        redline(sample, since="2023-03-01", today=DAY)
    with pytest.raises(UserError, match="no version “Nine”: name one of its versions, or a day"):
        redline(sample, since="Nine", today=DAY)


def test_without_a_version_or_a_plan_it_says_what_to_do(sample: Desk, tmp_path: Path) -> None:
    versions.delete_version(sample, 1)
    with pytest.raises(UserError, match="no version to compare with: freeze the plan first"):
        export_redline(sample, tmp_path / "r.docx", today=DAY)
    with pytest.raises(UserError, match=r"A redline is written as \.pdf or \.docx"):
        export_redline(sample, tmp_path / "r.odt", today=DAY)
    with (
        Desk.create(tmp_path / "none.imgdesk", "") as desk,
        pytest.raises(UserError, match="no workplan yet"),
    ):
        export_redline(desk, tmp_path / "r.pdf", today=DAY)
    assert not list(tmp_path.glob("r.*"))


def test_the_pdf_says_what_was_dropped_and_what_is_new(sample: Desk, tmp_path: Path) -> None:
    frozen(sample)
    workplan.edit_activity(sample, 1, output="Xylophones")
    parts.edit_section(sample, 1, heading="2023 [zebra]")
    export_redline(sample, tmp_path / "r.pdf", today=DAY)
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "r.pdf").pages)
    assert text.count("Xylophones") >= 2
    assert "timeline" in text, "the old heading, struck out"
    assert "zebra" in text


def test_the_same_redline_gives_the_same_bytes(sample: Desk) -> None:
    frozen(sample)
    workplan.edit_activity(sample, 1, output="Other words")
    assert written(redline(sample, today=DAY)) == written(redline(sample, today=DAY))
