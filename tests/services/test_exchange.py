"""A workplan from a paper lands as one step, once; the same paper coming back is compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from imgdesk.domain.draft import (
    ActivityDraft,
    FocusAreaDraft,
    FootnoteDraft,
    GapDraft,
    IndicativeDraft,
    NarrativeDraft,
    PlanDraft,
    RoleDraft,
    SectionDraft,
)
from imgdesk.services import exchange, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import workplan as view

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]

BRIEF = ActivityDraft(
    "Policy brief on the right to a healthy environment",
    "March",
    "UNDP & OHCHR (FA1/FA2)",
    "FAO RTFT",
    "Policy (all)",
)
SIDE_EVENT = ActivityDraft(
    "Side event at the HLPF (TBC)",
    "July 2023",
    "FA2/all",
    "FAO Right to Food Team (RTFT)",
    "policy",
    footnotes=(FootnoteDraft("output", 22, "Subject to capacity"),),
    status="Completed",
    notes="Went well",
)
TRAINING = ActivityDraft("[Training for country teams]", "TBD", "UNEP/FA1", status="purple")
REPORT = ActivityDraft("Annual report of the group", "December", "All")
PAPER = PlanDraft(
    title="Second  workplan",
    period="2023-2025",
    objective="Rights",
    group="IMG",
    narrative=(
        NarrativeDraft("Background", "1. Background"),
        NarrativeDraft("first", kind="item", label="a)"),
    ),
    co_chairs=("UNDP", "OHCHR", "undp"),
    roles=(RoleDraft("Co-Chairs", "They chair."),),
    focus_areas=(
        FocusAreaDraft(1, "Defenders", "UNDP", (IndicativeDraft("A study", 2024), IndicativeDraft(""))),
        FocusAreaDraft(2, "Environment", "OHCHR and UNEP"),
    ),
    sections=(
        SectionDraft("2023", "2023", 2023, activities=(BRIEF, SIDE_EVENT, REPORT)),
        SectionDraft(
            "2024 [later]", "2024", 2024, True, "later", (NarrativeDraft("soon"),), (TRAINING, REPORT)
        ),
    ),
    gaps=(
        GapDraft(
            "April to late Autumn 2023", "There will be no consultancy support from April to late Autumn."
        ),
    ),
)


def rows(desk: Desk, section: int = 0) -> list[view.ActivityRow]:
    shown = view.plan(desk)
    assert shown is not None
    return [row for row in shown.activities if section in (0, row.section_id)]


def with_rows(paper: PlanDraft, *sections: tuple[ActivityDraft, ...]) -> PlanDraft:
    changed = (
        replace(section, activities=activities)
        for section, activities in zip(paper.sections, sections, strict=True)
    )
    return replace(paper, sections=tuple(changed))


@pytest.fixture
def landed(desk: Desk) -> Desk:
    """A desk in which the paper has landed."""
    exchange.land(desk, PAPER, "plan.docx")
    return desk


def test_a_paper_lands_whole_as_one_step_and_is_undone_as_one(desk: Desk, dump: Dump) -> None:
    before = dump(desk)
    landing = exchange.land(desk, PAPER, "plan.docx")
    after = dump(desk)
    assert desk.read("SELECT label FROM step") == [("Import workplan from “plan.docx”",)]
    assert landing.added == {
        "workplan": 1,
        "plan_section": 2,
        "activity": 5,
        "organization": 4,
        "category": 1,
        "focus_area": 2,
        "indicative_activity": 1,
        "role_holding": 5,
        "role_description": 1,
        "narrative": 3,
        "footnote": 1,
        "coverage_gap": 1,
    }
    assert (landing.known_plan, landing.changed, landing.new_rows, landing.missing_rows) == (
        False,
        [],
        [],
        [],
    )
    assert exchange.would_land(landing)["activities"] == 5
    assert desk.check() == []
    desk.undo()
    assert dump(desk) == before
    desk.redo()
    assert dump(desk) == after


def test_a_rehearsal_tells_the_same_and_leaves_nothing(desk: Desk, dump: Dump) -> None:
    heard: list[object] = []
    desk.subscribe(heard.append)
    before, bytes_before = dump(desk), desk.path.read_bytes()
    rehearsed = exchange.rehearse(desk, PAPER, "plan.docx")
    assert (dump(desk), heard, desk.read("SELECT * FROM step")) == (before, [], [])
    assert desk.path.read_bytes() == bytes_before
    assert exchange.land(desk, PAPER, "plan.docx").as_dict() == rehearsed.as_dict()


def test_what_lands_is_what_the_paper_says(landed: Desk) -> None:
    brief, side_event, report, training, later = rows(landed)
    assert [row.ref for row in rows(landed)] == ["23-01", "23-02", "23-03", "24-01", "24-02"]
    assert (brief.output, brief.when_text, brief.earliest, brief.lead_text) == (
        BRIEF.output,
        "March",
        "2023-03-01",
        BRIEF.leads,
    )
    assert (brief.category, side_event.category) == ("Policy", "Policy")
    assert (
        side_event.unconfirmed,
        side_event.status,
        side_event.percent,
        side_event.note,
        side_event.marks,
    ) == (
        1,
        "done",
        100,
        "Went well",
        1,
    )
    assert (training.bracketed, training.status, training.note) == (
        1,
        "planned",
        "Status in the paper: purple",
    )
    assert (training.earliest, training.latest) == ("2024-01-01", "2024-12-31")
    assert (report.earliest, later.earliest) == ("2023-12-01", "2024-12-01")
    sets = view.plan_sets(landed, 1)
    assert sets.leads[brief.id] == ("UNDP", "OHCHR")
    assert sets.partners[brief.id] == sets.partners[side_event.id] == ("FAO RTFT",)
    assert sets.filter_leads[side_event.id] == ("OHCHR", "UNEP", "UNDP")
    assert sets.focus_areas[training.id] == (1,)
    shown = view.plan(landed)
    assert shown is not None
    assert [(area.number, area.leads) for area in shown.focus_areas] == [(1, "UNDP"), (2, "OHCHR, UNEP")]
    assert [(gap.title, gap.earliest, gap.latest) for gap in shown.gaps] == [
        ("No consultancy support", "2023-04-01", "2023-11-30")
    ]
    assert (shown.workplan.title, shown.workplan.earliest) == ("Second workplan", "2023-01-01")


def test_the_group_keeps_the_name_that_it_has(landed: Desk) -> None:
    assert landed.read("SELECT name FROM working_group") == [("IMG on Human Rights and the Environment",)]


def test_the_same_paper_again_changes_nothing(landed: Desk, dump: Dump) -> None:
    before = dump(landed)
    landing = exchange.land(landed, PAPER, "plan.docx")
    assert (landing.known_plan, landing.unchanged, set(landing.added.values())) == (True, 5, {0})
    assert (landing.changed, landing.new_rows, landing.missing_rows) == ([], [], [])
    assert dump(landed) == before
    assert landed.read("SELECT count(*) FROM step") == [(1,)]


def test_an_edited_paper_gives_what_differs_and_no_second_plan(landed: Desk, dump: Dump) -> None:
    before = dump(landed)
    edited = replace(BRIEF, output=BRIEF.output + ", second edition", when="April", leads="")
    fresh = ActivityDraft("A new thing altogether", "May")
    landing = exchange.land(
        landed, with_rows(PAPER, (edited, fresh, REPORT), (TRAINING, REPORT)), "back.docx"
    )
    assert [(row["ref"], row["field"], row["ours"], row["theirs"]) for row in landing.changed] == [
        ("23-01", "output", BRIEF.output, BRIEF.output + ", second edition"),
        ("23-01", "when", "March", "April"),
    ]
    assert landing.new_rows == ["A new thing altogether"]
    assert [(row["ref"], row["output"]) for row in landing.missing_rows] == [("23-02", SIDE_EVENT.output)]
    assert landing.unchanged == 3
    assert landing.added["workplan"] == landing.added["plan_section"] == 0
    assert [row.output for row in rows(landed, 1)] == [
        BRIEF.output + ", second edition",
        "A new thing altogether",
        SIDE_EVENT.output,
        REPORT.output,
    ]
    assert (rows(landed, 1)[0].lead_text, rows(landed, 1)[0].earliest) == (BRIEF.leads, "2023-04-01")
    assert rows(landed, 1)[1].ref == "23-04"
    landed.undo()
    assert dump(landed) == before


def test_a_row_that_the_paper_moved_is_moved_and_told(landed: Desk) -> None:
    landing = exchange.land(
        landed, with_rows(PAPER, (SIDE_EVENT, REPORT), (TRAINING, REPORT, BRIEF)), "p.docx"
    )
    assert [(row["ref"], row["field"], row["ours"], row["theirs"]) for row in landing.changed] == [
        ("23-01", "section", "2023", "2024")
    ]
    assert (landing.new_rows, landing.missing_rows, landing.unchanged) == ([], [], 4)
    moved = rows(landed, 2)[-1]
    assert (moved.output, moved.earliest) == (BRIEF.output, "2024-03-01")


def test_equal_rows_of_two_years_are_not_mixed_up(landed: Desk) -> None:
    landing = exchange.land(landed, with_rows(PAPER, (BRIEF, SIDE_EVENT), (TRAINING, REPORT)), "p.docx")
    assert (landing.changed, landing.new_rows, landing.unchanged) == ([], [], 4)
    assert [row["ref"] for row in landing.missing_rows] == ["23-03"]


def test_a_new_footnote_comes_and_an_old_one_is_not_doubled(landed: Desk) -> None:
    more = replace(SIDE_EVENT, footnotes=(*SIDE_EVENT.footnotes, FootnoteDraft("when", 4, "New York")))
    landing = exchange.land(landed, with_rows(PAPER, (BRIEF, more, REPORT), (TRAINING, REPORT)), "p.docx")
    assert [(row["field"], row["theirs"]) for row in landing.changed] == [("footnote", "New York")]
    assert [(note.field, note.text) for note in view.footnotes(landed, 1)] == [
        ("output", "Subject to capacity"),
        ("when", "New York"),
    ]


def test_a_new_section_of_a_known_plan_is_added(landed: Desk) -> None:
    more = replace(PAPER, sections=(*PAPER.sections, SectionDraft("2025", "2025", 2025, activities=(BRIEF,))))
    landing = exchange.land(landed, more, "p.docx")
    assert (landing.added["plan_section"], landing.added["activity"], landing.new_rows) == (
        1,
        1,
        [BRIEF.output],
    )
    assert rows(landed)[-1].ref == "25-01"


def test_a_heading_that_became_firm_is_taken_over(landed: Desk, dump: Dump) -> None:
    before = dump(landed)
    firm = replace(PAPER.sections[1], heading="2024", provisional=False, note="")
    landing = exchange.land(
        landed, replace(PAPER, sections=(PAPER.sections[0], firm), objective="Peace"), "p.docx"
    )
    assert [(row["ref"], row["field"], row["ours"], row["theirs"]) for row in landing.changed] == [
        ("Workplan", "objective", "Rights", "Peace"),
        ("2024", "heading", "2024 [later]", "2024"),
    ]
    assert landing.unchanged == 5
    shown = view.plan(landed)
    assert shown is not None
    assert [(row.title, row.provisional, row.note) for row in shown.sections] == [
        ("2023", 0, ""),
        ("2024", 0, ""),
    ]
    landed.undo()
    assert dump(landed) == before


def test_a_paper_that_says_less_takes_nothing_away(landed: Desk, dump: Dump) -> None:
    before = dump(landed)
    bare = PlanDraft(
        title="Second workplan",
        sections=(
            SectionDraft("", "2023", 2023, activities=(replace(BRIEF, footnotes=(), when=""),)),
            SectionDraft("", "2024", 2024, activities=(ActivityDraft(TRAINING.output),)),
        ),
    )
    landing = exchange.land(landed, bare, "rows.csv")
    assert (landing.changed, landing.unchanged, len(landing.missing_rows)) == ([], 2, 3)
    assert dump(landed) == before


def test_a_plan_of_another_period_is_another_plan(landed: Desk) -> None:
    landing = exchange.land(landed, replace(PAPER, title="Third workplan", period="2026-2028"), "p.docx")
    assert (landing.known_plan, landing.added["workplan"], landing.added["activity"]) == (False, 1, 5)
    assert landing.added["organization"] == 0


def test_a_paper_without_title_and_period_comes_back_to_its_plan(desk: Desk) -> None:
    bare = PlanDraft(sections=(SectionDraft("", "", activities=(BRIEF,)),))
    assert exchange.land(desk, bare, "rows.csv").added["activity"] == 1
    again = exchange.land(desk, bare, "rows.csv")
    assert (again.known_plan, again.unchanged, again.added["activity"]) == (True, 1, 0)


def test_an_odd_paper_lands_without_a_fault(desk: Desk) -> None:
    odd = PlanDraft(
        title="a\x00\n" + "x" * 5000,
        period="whenever",
        co_chairs=("", " "),
        roles=(RoleDraft("", ""),),
        focus_areas=(
            FocusAreaDraft(1, "", "UNDP, UNDP"),
            FocusAreaDraft(1, "again", "", (IndicativeDraft("x", 0),)),
            FocusAreaDraft(0, "none"),
        ),
        sections=(
            SectionDraft(
                "",
                "",
                0,
                activities=(ActivityDraft(""), ActivityDraft("\ud800=1+1", leads="UNDP, UNDP; All")),
            ),
            SectionDraft("", "", None),
        ),
        gaps=(GapDraft("", ""),),
    )
    landing = exchange.land(desk, odd, "p\x00.docx")
    assert (landing.added["activity"], landing.added["focus_area"], desk.check()) == (2, 2, [])
    assert desk.read("SELECT output FROM activity ORDER BY id") == [("",), ("=1+1",)]


def test_thousands_of_rows_land_come_back_and_are_undone(desk: Desk, dump: Dump) -> None:
    many = tuple(replace(BRIEF, output=f"Output {n}", partners=f"Office{n % 40}") for n in range(2000))
    before = dump(desk)
    landing = exchange.land(desk, with_rows(PAPER, many, ()), "p.docx")
    assert landing.added["activity"] == 2000
    refs = [ref for (ref,) in desk.read("SELECT ref FROM activity")]
    assert (len(set(refs)), refs[-1]) == (2000, "23-2000")
    again = exchange.land(desk, with_rows(PAPER, many[::-1], ()), "p.docx")
    assert (again.unchanged, again.changed, again.missing_rows) == (2000, [], [])
    workplan.edit_activity(desk, 1, when="July")
    desk.undo()
    desk.undo()
    assert dump(desk) == before
