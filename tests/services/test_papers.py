"""Papers on the desk: begun, written, rearranged, reworded, sent out, locked and taken back, each as one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from imgdesk.domain.paper_words import KINDS
from imgdesk.errors import UserError
from imgdesk.services import documents, journal, meetings, papers, parts, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import papers as view
from imgdesk.views.paper_templates import shipped

TODAY = date(2023, 5, 12)
PDF = b"%PDF-1.7 the pages as they went out"


@pytest.fixture
def paper(plan_desk: Desk) -> int:
    """A concept note with three headings of the first level, the second with two below it."""
    with plan_desk.change("Set up"):
        paper_id = papers.add_paper(plan_desk, "paper", title="Workshop on soil")
        for section in view.sections(plan_desk, paper_id):
            papers.delete_section(plan_desk, section.id)
        for heading, level in (
            ("Lead", 0),
            ("Background", 1),
            ("Method", 1),
            ("Who", 2),
            ("How", 3),
            ("End", 1),
        ):
            papers.add_section(plan_desk, paper_id, heading=heading, level=level)
    return paper_id


def headings(desk: Desk, paper_id: int) -> str:
    return " ".join(row.heading for row in view.sections(desk, paper_id))


def section(desk: Desk, paper_id: int, heading: str) -> int:
    return next(row.id for row in view.sections(desk, paper_id) if row.heading == heading)


def automatic(desk: Desk, paper_id: int) -> int:
    return papers.add_section(desk, paper_id, heading="Changes", source="brief.changes")


def steps(desk: Desk) -> int:
    return int(desk.read("SELECT count(*) FROM step")[0][0])


# begun


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_begins_with_the_sections_of_its_template(desk: Desk, kind: str) -> None:
    template, wanted = shipped(kind)
    paper_id = papers.add_paper(desk, kind)
    row = view.paper(desk, paper_id)
    assert row is not None
    assert (row.kind, row.title, row.status, row.template) == (kind, template.title, "draft", 0)
    made = view.sections(desk, paper_id)
    assert [row._replace(id=0, paper_id=0) for row in made] == [row._replace(id=0) for row in wanted]
    assert steps(desk) == 1


def test_a_paper_can_begin_in_another_shape(desk: Desk) -> None:
    paper_id = papers.add_paper(desk, "concept-note", title="Soil", variant="thematic")
    assert "Partnership" in headings(desk, paper_id)
    assert desk.undo_label == "Begin concept note “Soil”"
    with pytest.raises(UserError, match="no template called “round”"):
        papers.add_paper(desk, "concept-note", variant="round")


def test_a_paper_is_about_what_it_is_given(plan_desk: Desk) -> None:
    meeting = meetings.add_meeting(plan_desk, "19 July 2023")
    paper_id = papers.add_paper(plan_desk, "paper", meeting_id=meeting, focus_area_id=2)
    row = view.paper(plan_desk, paper_id)
    assert row is not None
    assert (row.meeting_id, row.period_id, row.focus_area_id) == (meeting, None, 2)
    with pytest.raises(UserError, match="no longer exists"):
        papers.add_paper(plan_desk, "paper", meeting_id=999)
    with pytest.raises(UserError, match="is not a kind of paper"):
        papers.add_paper(plan_desk, "letter")


def test_one_begun_from_another_takes_its_sections_and_links_not_its_fate(
    plan_desk: Desk, paper: int
) -> None:
    meeting = meetings.add_meeting(plan_desk, "19 July 2023")
    papers.edit_paper(plan_desk, paper, subtitle="Draft", audience="Members", meeting_id=meeting)
    papers.link_activities(plan_desk, paper, [4, 1])
    source = automatic(plan_desk, paper)
    papers.override(plan_desk, source, "table", "Ours", "Theirs")
    papers.keep_version(plan_desk, paper, PDF, state="circulated", today=TODAY)
    copy = papers.add_paper(plan_desk, "concept-note", start=paper, focus_area_id=1)
    row = view.paper(plan_desk, copy)
    assert row is not None
    assert (row.kind, row.title, row.subtitle, row.audience, row.status, row.meeting_id, row.focus_area_id) == (
        "concept-note", "Copy of Workshop on soil", "Draft", "Members", "draft", meeting, 1,
    )  # fmt: skip
    assert headings(plan_desk, copy) == headings(plan_desk, paper)
    assert view.activities(plan_desk, copy) == [4, 1]
    assert view.versions(plan_desk, copy) == []
    assert view.overrides(plan_desk, copy) == {}


def test_a_copy_is_called_so_only_where_the_title_is_taken(plan_desk: Desk, paper: int) -> None:
    template = papers.save_as_template(plan_desk, paper, "Our workshops")

    def begun(start: int, **fields: Any) -> str:
        row = view.paper(plan_desk, papers.add_paper(plan_desk, "paper", start=start, **fields))
        assert row is not None
        return row.title

    assert begun(template) == "Our workshops"
    assert begun(template) == "Copy of Our workshops"
    assert begun(template) == "Copy of Our workshops (2)"
    assert begun(paper, title="Workshop on soil") == "Workshop on soil"
    with pytest.raises(UserError, match="begin from no longer exists"):
        papers.add_paper(plan_desk, "paper", start=999)


def test_a_template_keeps_the_sections_and_nothing_of_the_occasion(plan_desk: Desk, paper: int) -> None:
    papers.edit_paper(plan_desk, paper, dated="12 May 2023", focus_area_id=1, audience="Members")
    papers.link_activities(plan_desk, paper, [1])
    template = papers.save_as_template(plan_desk, paper, " Our \n workshops ")
    assert plan_desk.undo_label == "Keep paper “Workshop on soil” as template “Our workshops”"
    (row,) = view.templates(plan_desk)
    assert (row.id, row.title, row.dated, row.audience, row.focus_area_id) == (
        template, "Our workshops", "", "Members", None,
    )  # fmt: skip
    assert headings(plan_desk, template) == headings(plan_desk, paper)
    assert view.activities(plan_desk, template) == []
    with pytest.raises(UserError, match="title of the template is empty"):
        papers.save_as_template(plan_desk, paper, " ")


def test_a_template_is_never_sent_out(plan_desk: Desk, paper: int) -> None:
    template = papers.save_as_template(plan_desk, paper, "Ours")
    with pytest.raises(UserError, match="template is not sent out"):
        papers.set_status(plan_desk, template, "circulated")
    for state in ("draft", "circulated"):
        with pytest.raises(UserError, match="template is not sent out"):
            papers.keep_version(plan_desk, template, PDF, state=state, today=TODAY)


def test_what_a_paper_says_of_itself_is_edited_with_its_name_in_the_label(
    plan_desk: Desk, paper: int
) -> None:
    papers.edit_paper(plan_desk, paper, title="Soil\nand rights", dated="May 2023", kind="concept-note")
    assert plan_desk.undo_label == "Edit paper “Workshop on soil”"
    row = view.paper(plan_desk, paper)
    assert row is not None
    assert (row.title, row.dated, row.kind) == ("Soil and rights", "May 2023", "concept-note")
    with pytest.raises(UserError, match="title of the paper is empty"):
        papers.edit_paper(plan_desk, paper, title="  ")
    with pytest.raises(TypeError, match="status"):
        papers.edit_paper(plan_desk, paper, status="final")


def test_typing_a_title_is_one_step_and_never_leaves_none(plan_desk: Desk, paper: int) -> None:
    before = steps(plan_desk)
    for typed in ("Soi", "So", "", "W", "Water"):
        papers.edit_paper(plan_desk, paper, title=typed, merge="title")
    row = view.paper(plan_desk, paper)
    assert row is not None
    assert row.title == "Water"
    assert steps(plan_desk) == before + 1


# sections


def test_a_section_stands_where_it_was_asked_for(plan_desk: Desk, paper: int) -> None:
    method = section(plan_desk, paper, "Method")
    papers.add_section(plan_desk, paper, after=method, heading="Beside", level=1)
    papers.add_section(plan_desk, paper, after=method, heading="Below", level=2)
    papers.add_section(plan_desk, paper, after=0, heading="First")
    papers.add_section(plan_desk, paper, heading="Last")
    papers.add_section(plan_desk, paper, after=method, kind="page break", level=0)
    assert headings(plan_desk, paper) == "First Lead Background Method  Below Who How Beside End Last"
    assert plan_desk.undo_label == "Add a new page break to paper “Workshop on soil”"


def test_a_section_is_edited_in_all_its_fields(plan_desk: Desk, paper: int) -> None:
    row_id = section(plan_desk, paper, "Background")
    papers.edit_section(
        plan_desk,
        row_id,
        heading="Back\nground",
        level=2,
        numbering="Roman",
        text="One\r\n\r\nTwo",
        internal=True,
    )
    row = view.sections(plan_desk, paper)[1]
    assert (row.heading, row.level, row.numbering, row.text, row.internal) == (
        "Back ground", 2, "roman", "One\n\nTwo", 1,
    )  # fmt: skip
    assert plan_desk.undo_label == "Edit “Background” of paper “Workshop on soil”"
    papers.edit_section(plan_desk, row_id, numbering="", heading="", kind="facts")
    papers.edit_section(plan_desk, row_id, text="Venue | Geneva")
    assert view.sections(plan_desk, paper)[1].numbering == ""
    assert plan_desk.undo_label == "Edit the fact box of paper “Workshop on soil”"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"level": 4}, "level from 1 to 3"),
        ({"level": "1"}, "level from 1 to 3"),
        ({"numbering": "stars"}, "way to count headings"),
        ({"kind": "chart"}, "kind of section"),
        ({"kind": "automatic"}, "choose what"),
    ],
)
def test_what_a_section_cannot_be_is_said(
    plan_desk: Desk, paper: int, fields: dict[str, Any], said: str
) -> None:
    before = view.sections(plan_desk, paper)
    with pytest.raises(UserError, match=said):
        papers.edit_section(plan_desk, before[0].id, **fields)
    assert view.sections(plan_desk, paper) == before


def test_typing_in_a_section_is_one_step(plan_desk: Desk, paper: int) -> None:
    before = steps(plan_desk)
    row_id = section(plan_desk, paper, "Background")
    for typed in ("T", "Th", "The ", ""):
        papers.edit_section(plan_desk, row_id, text=typed or "The soil", merge="text")
    assert steps(plan_desk) == before + 1
    plan_desk.undo()
    assert view.sections(plan_desk, paper)[1].text == ""


def test_a_source_makes_a_section_automatic_and_another_kind_takes_it_away(
    plan_desk: Desk, paper: int
) -> None:
    row_id = section(plan_desk, paper, "Background")

    def kind_and_source() -> tuple[str, str]:
        row = view.sections(plan_desk, paper)[1]
        return row.kind, row.source

    papers.edit_section(plan_desk, row_id, source="brief.changes")
    assert kind_and_source() == ("automatic", "brief.changes")
    papers.override(plan_desk, row_id, "activity:1", "Ours", "Theirs")
    papers.edit_section(plan_desk, row_id, source="brief.due")
    assert view.overrides(plan_desk, paper) == {}
    papers.edit_section(plan_desk, row_id, kind="text")
    assert kind_and_source() == ("text", "")
    papers.edit_section(plan_desk, row_id, kind="automatic", source="brief.due")
    papers.edit_section(plan_desk, row_id, source="")
    assert kind_and_source() == ("text", "")


def test_a_section_moves_with_those_below_it(plan_desk: Desk, paper: int) -> None:
    def move(heading: str, before: str | None) -> None:
        target = None if before is None else section(plan_desk, paper, before)
        papers.move_section(plan_desk, section(plan_desk, paper, heading), before=target)

    move("Method", "Lead")
    assert headings(plan_desk, paper) == "Method Who How Lead Background End"
    assert plan_desk.undo_label == "Move “Method” of paper “Workshop on soil”"
    move("Who", None)
    assert headings(plan_desk, paper) == "Method Lead Background End Who How"
    move("Lead", None)  # nothing is below what has no rank
    assert headings(plan_desk, paper) == "Method Background End Who How Lead"
    move("End", "Method")
    assert headings(plan_desk, paper) == "End Who How Method Background Lead"


def test_a_move_that_is_none_makes_no_step(plan_desk: Desk, paper: int) -> None:
    method, end = section(plan_desk, paper, "Method"), section(plan_desk, paper, "End")
    before = steps(plan_desk)
    papers.move_section(plan_desk, method, before=method)
    papers.move_section(plan_desk, method, before=end)
    papers.move_section(plan_desk, end, before=None)
    assert steps(plan_desk) == before
    with pytest.raises(UserError, match="cannot stand below itself"):
        papers.move_section(plan_desk, method, before=section(plan_desk, paper, "How"))
    with pytest.raises(UserError, match="not in this paper"):
        papers.move_section(plan_desk, method, before=999)


def test_sections_can_be_moved_to_and_fro_without_end(plan_desk: Desk, paper: int) -> None:
    ids = [row.id for row in view.sections(plan_desk, paper)]
    for _ in range(60):
        papers.move_section(plan_desk, ids[5], before=ids[1])
        papers.move_section(plan_desk, ids[1], before=ids[5])
    assert headings(plan_desk, paper) == "Lead Background End Method Who How"


def test_a_deleted_section_leaves_those_below_it_and_comes_back_whole(plan_desk: Desk, paper: int) -> None:
    row_id = automatic(plan_desk, paper)
    papers.override(plan_desk, row_id, "table", "Ours", "Theirs")
    before = (view.sections(plan_desk, paper), view.overrides(plan_desk, paper))
    papers.delete_section(plan_desk, row_id)
    papers.delete_section(plan_desk, section(plan_desk, paper, "Method"))
    assert headings(plan_desk, paper) == "Lead Background Who How End"
    plan_desk.undo()
    plan_desk.undo()
    assert (view.sections(plan_desk, paper), view.overrides(plan_desk, paper)) == before


# said otherwise


def test_an_automatic_paragraph_is_reworded_and_given_back(plan_desk: Desk, paper: int) -> None:
    row_id = automatic(plan_desk, paper)
    before = steps(plan_desk)
    for typed in ("T", "Tw", "Two were moved."):
        papers.override(plan_desk, row_id, "table", typed, "Two moved.", merge="paragraph")
    assert steps(plan_desk) == before + 1
    assert plan_desk.undo_label == "Reword a paragraph of “Changes” of paper “Workshop on soil”"
    (row,) = view.overrides(plan_desk, paper).values()
    assert (row.section_id, row.key, row.text, row.was) == (row_id, "table", "Two were moved.", "Two moved.")
    papers.revert(plan_desk, row_id, "table")
    assert view.overrides(plan_desk, paper) == {}
    with pytest.raises(UserError, match="own words already"):
        papers.revert(plan_desk, row_id, "table")


def test_the_desks_own_words_typed_again_are_no_rewording(plan_desk: Desk, paper: int) -> None:
    row_id = automatic(plan_desk, paper)
    papers.override(plan_desk, row_id, "table", "Two moved!", "Two moved.")
    papers.override(plan_desk, row_id, "table", "Two moved.", "Two moved.")
    assert view.overrides(plan_desk, paper) == {}
    papers.override(plan_desk, row_id, "table", "", "Two moved.")
    assert view.overrides(plan_desk, paper)[row_id, "table"].text == ""


def test_only_what_the_desk_writes_is_reworded(plan_desk: Desk, paper: int) -> None:
    with pytest.raises(UserError, match="edit the text of this section"):
        papers.override(plan_desk, section(plan_desk, paper, "Background"), "table", "Ours", "Theirs")
    with pytest.raises(UserError, match="name of the paragraph is empty"):
        papers.override(plan_desk, automatic(plan_desk, paper), " ", "Ours", "Theirs")


# out, final, and back


def test_the_status_goes_its_way_and_back(plan_desk: Desk, paper: int) -> None:
    with pytest.raises(UserError, match=r"a draft cannot be final next: set it to circulated first\.$"):
        papers.set_status(plan_desk, paper, "final")
    for status in ("circulated", "final", "draft", "circulated", "draft"):
        papers.set_status(plan_desk, paper, status)
        assert plan_desk.undo_label == f"Set paper “Workshop on soil” to {status}"
    papers.set_status(plan_desk, paper, "circulated")
    papers.set_status(plan_desk, paper, "final")
    with pytest.raises(UserError, match=r"is final cannot be circulated next: set it to draft first\.$"):
        papers.set_status(plan_desk, paper, "circulated")


def test_nothing_in_a_final_paper_changes(plan_desk: Desk, paper: int) -> None:
    row_id, background = automatic(plan_desk, paper), section(plan_desk, paper, "Background")
    papers.override(plan_desk, row_id, "table", "Ours", "Theirs")
    papers.edit_section(plan_desk, background, text="Soil")
    typed = steps(plan_desk)
    papers.edit_paper(plan_desk, paper, audience="Members")
    version = papers.keep_version(plan_desk, paper, PDF, state="circulated", today=TODAY)
    papers.set_status(plan_desk, paper, "final")
    verbs: list[Callable[[], object]] = [
        lambda: papers.edit_paper(plan_desk, paper, title="Other"),
        lambda: papers.delete_paper(plan_desk, paper),
        lambda: papers.add_section(plan_desk, paper, heading="More"),
        lambda: papers.edit_section(plan_desk, row_id, text="More"),
        lambda: papers.move_section(plan_desk, row_id, before=None),
        lambda: papers.delete_section(plan_desk, row_id),
        lambda: papers.override(plan_desk, row_id, "table", "Other", "Theirs"),
        lambda: papers.revert(plan_desk, row_id, "table"),
        lambda: papers.keep_version(plan_desk, paper, PDF, state="draft", today=TODAY),
        lambda: papers.restore_version(plan_desk, version),
        lambda: journal.put_back(plan_desk, "paper_section", background, typed),
        lambda: journal.put_back(plan_desk, "paper", paper, typed + 1),
    ]
    before = steps(plan_desk)
    for verb in verbs:
        with pytest.raises(UserError, match="is final, so nothing was changed: set it back to draft first"):
            verb()
    assert steps(plan_desk) == before
    papers.link_activities(plan_desk, paper, [2])
    papers.keep_version(plan_desk, paper, PDF, state="final", today=TODAY)
    assert view.activities(plan_desk, paper) == [2]


def test_a_version_keeps_rows_and_pages_and_sets_the_status_in_one_step(plan_desk: Desk, paper: int) -> None:
    papers.override(plan_desk, automatic(plan_desk, paper), "table", "Ours", "Theirs")
    sections, overrides = view.sections(plan_desk, paper), view.overrides(plan_desk, paper)
    before = steps(plan_desk)
    version = papers.keep_version(
        plan_desk, paper, PDF, state="circulated", note=" To the\nmembers ", today=TODAY
    )
    assert steps(plan_desk) == before + 1
    assert plan_desk.undo_label == "Keep paper “Workshop on soil” as circulated"
    (row,) = view.versions(plan_desk, paper)
    assert (row.id, row.number, row.state, row.note, row.size) == (
        version, 1, "circulated", "To the members", len(PDF),
    )  # fmt: skip
    assert row.made_at.startswith("2023-05-12T")
    assert view.counts(plan_desk) == {"draft": 0, "circulated": 1, "final": 0, "template": 0}
    papers.edit_section(plan_desk, sections[1].id, text="Another")
    image = view.from_image(plan_desk.read("SELECT image FROM paper_version WHERE id = ?", (version,))[0][0])
    assert image is not None
    assert list(image.sections) == sections
    assert {(row.section_id, row.key): row for row in image.overrides} == overrides
    assert view.version_pdf(plan_desk, version) == PDF
    assert papers.keep_version(plan_desk, paper, PDF, state="draft", today=TODAY) > version
    assert [row.number for row in view.versions(plan_desk, paper)] == [2, 1]


@pytest.mark.parametrize("pdf", [b"", b"PK not pages", b"%PDF" + bytes(20 * 1024 * 1024)])
def test_pages_that_cannot_be_kept_are_refused(plan_desk: Desk, paper: int, pdf: bytes) -> None:
    with pytest.raises(UserError, match="no pages to keep|20 MB"):
        papers.keep_version(plan_desk, paper, pdf, state="circulated", today=TODAY)
    assert view.versions(plan_desk, paper) == []


def test_going_back_to_a_version_is_one_step_that_keeps_records(
    plan_desk: Desk, paper: int, dump: Callable[[Desk], dict[str, list[tuple[Any, ...]]]]
) -> None:
    meeting = meetings.add_meeting(plan_desk, "19 July 2023")
    papers.edit_paper(plan_desk, paper, meeting_id=meeting, focus_area_id=1)
    row_id = automatic(plan_desk, paper)
    papers.override(plan_desk, row_id, "table", "Ours", "Theirs")
    kept = (view.sections(plan_desk, paper), view.overrides(plan_desk, paper))
    version = papers.keep_version(plan_desk, paper, PDF, state="circulated", today=TODAY)
    papers.edit_paper(plan_desk, paper, title="Other", focus_area_id=None)
    papers.override(plan_desk, row_id, "table", "Else", "Theirs")
    papers.override(plan_desk, row_id, "lead", "More", "Less")
    papers.delete_section(plan_desk, section(plan_desk, paper, "Who"))
    papers.move_section(plan_desk, section(plan_desk, paper, "End"), before=section(plan_desk, paper, "Lead"))
    papers.add_section(plan_desk, paper, heading="New")
    meetings.delete_meeting(plan_desk, meeting)
    before = dump(plan_desk)
    papers.restore_version(plan_desk, version)
    assert plan_desk.undo_label == "Go back to version 1 of paper “Other”"
    assert (view.sections(plan_desk, paper), view.overrides(plan_desk, paper)) == kept
    row = view.paper(plan_desk, paper)
    assert row is not None
    assert (row.title, row.status, row.meeting_id, row.focus_area_id) == (
        "Workshop on soil",
        "circulated",
        None,
        1,
    )
    plan_desk.undo()
    assert dump(plan_desk) == before
    with pytest.raises(UserError, match="no longer exists"):
        papers.restore_version(plan_desk, 999)


# the bytes


def test_the_pages_are_kept_once_and_no_step_holds_them(plan_desk: Desk, paper: int) -> None:
    other = papers.add_paper(plan_desk, "paper", title="Another")
    pages = b"%PDF unmistakable pages " * 100
    papers.keep_version(plan_desk, paper, pages, state="draft", today=TODAY)
    papers.keep_version(plan_desk, other, pages, state="draft", today=TODAY)
    assert plan_desk.read("SELECT count(*) FROM stored_file") == [(1,)]
    held = "SELECT 1 FROM step_row WHERE table_name = 'stored_file' OR after LIKE '%unmistak%'"
    assert plan_desk.read(held) == []


def test_pages_stay_as_long_as_a_step_can_bring_them_back(plan_desk: Desk, paper: int) -> None:
    version = papers.keep_version(plan_desk, paper, PDF, state="draft", today=TODAY)
    papers.delete_paper(plan_desk, paper)
    with plan_desk.change("Look for bytes that nobody needs") as session:
        assert documents.drop_forgotten_files(session) == 0
    plan_desk.undo()
    assert view.version_pdf(plan_desk, version) == PDF
    plan_desk.undo()  # the version itself: redo can bring it back
    assert view.version_pdf(plan_desk, version) is None
    plan_desk.redo()
    assert view.version_pdf(plan_desk, version) == PDF


def test_pages_go_when_nothing_can_bring_them_back(plan_desk: Desk, paper: int) -> None:
    papers.keep_version(plan_desk, paper, PDF, state="draft", today=TODAY)
    plan_desk.undo()
    papers.edit_paper(plan_desk, paper, title="Another way")  # now nothing leads back to the version
    papers.keep_version(plan_desk, paper, b"%PDF other", state="draft", today=TODAY)
    assert plan_desk.read("SELECT content FROM stored_file") == [(b"%PDF other",)]


# what papers are linked to


def test_links_to_activities_are_a_list_in_order(plan_desk: Desk, paper: int) -> None:
    papers.link_activities(plan_desk, paper, [3, 1, 3, 2])
    assert view.activities(plan_desk, paper) == [3, 1, 2]
    papers.link_activities(plan_desk, paper, [2, 5])
    assert view.activities(plan_desk, paper) == [2, 5]
    with pytest.raises(UserError, match="no longer exists"):
        papers.link_activities(plan_desk, paper, [999])


def test_papers_outlive_what_they_are_about_and_undo_links_them_again(plan_desk: Desk, paper: int) -> None:
    meeting = meetings.add_meeting(plan_desk, "19 July 2023", title="Retreat")
    papers.edit_paper(plan_desk, paper, meeting_id=meeting, focus_area_id=2)
    papers.link_activities(plan_desk, paper, [1, 2])
    assert [row.id for row in view.papers_of_meeting(plan_desk, meeting)] == [paper]
    before = (view.paper(plan_desk, paper), view.activities(plan_desk, paper))
    workplan.delete_activities(plan_desk, [1])
    meetings.delete_meeting(plan_desk, meeting)
    parts.delete_focus_area(plan_desk, 2)
    row = view.paper(plan_desk, paper)
    assert row is not None
    assert (row.meeting_id, row.focus_area_id) == (None, None)
    assert view.activities(plan_desk, paper) == [2]
    for _ in range(3):
        plan_desk.undo()
    assert (view.paper(plan_desk, paper), view.activities(plan_desk, paper)) == before


def test_a_list_says_what_is_in_each_paper(plan_desk: Desk, paper: int) -> None:
    meeting = meetings.add_meeting(plan_desk, "19 July 2023", title="Retreat")
    papers.edit_paper(plan_desk, paper, meeting_id=meeting)
    papers.link_activities(plan_desk, paper, [1, 2])
    papers.override(plan_desk, automatic(plan_desk, paper), "table", "Ours", "Theirs")
    papers.edit_section(plan_desk, section(plan_desk, paper, "Background"), text="Soil matters.")
    papers.keep_version(plan_desk, paper, PDF, state="draft", today=TODAY)
    assert view.overviews(plan_desk)[paper] == view.Overview(
        sections=7, empty=5, overrides=1, versions=1, activities=2, meeting="Retreat"
    )
