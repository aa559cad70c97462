"""Freeze the plan, settle doubts with their decisions, propose for the next agenda: each is one step and one undo."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imgdesk.errors import UserError
from imgdesk.services import parts, versions, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import versions as view
from imgdesk.views import workplan as plan_view
from imgdesk.views.journal import history

PLAN = 1
BRIEF, EVENT, TRAINING, BRIEFING, MAPPING, LESSONS = range(1, 7)
DAY = datetime(2023, 3, 14, 10, 0, tzinfo=UTC)

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]


def freeze(desk: Desk, title: str = "As approved") -> int:
    return versions.freeze_plan(desk, PLAN, title, at=DAY)


def shown(desk: Desk, activity_id: int) -> plan_view.ActivityRow:
    return plan_view.activities_by_id(desk, [activity_id])[activity_id]


def steps(desk: Desk) -> int:
    return int(desk.read("SELECT count(*) FROM step WHERE state = 'done'")[0][0])


def frozen(desk: Desk, version_id: int, kind: str = "activity") -> dict[int, dict[str, Any]]:
    sql = "SELECT record_id, image FROM plan_version_row WHERE plan_version_id = ? AND kind = ? ORDER BY position"
    return {key: json.loads(image) for key, image in desk.read(sql, (version_id, kind))}


# Freezing


def test_a_version_says_when_and_by_whom_it_was_agreed(plan_desk: Desk) -> None:
    version_id = versions.freeze_plan(
        plan_desk, PLAN, " As approved ", "14 March 2023", "2nd IMG meeting", "with two amendments", at=DAY
    )
    (row,) = view.versions(plan_desk, PLAN)
    assert row == view.version(plan_desk, version_id)
    assert row[2:] == (
        "As approved",
        "14 March 2023",
        "2023-03-14",
        "2023-03-14",
        "day",
        "2nd IMG meeting",
        "with two amendments",
        "2023-03-14T10:00:00.000+00:00",
        6,
    )


def test_the_moment_is_kept_in_utc(plan_desk: Desk) -> None:
    version_id = versions.freeze_plan(
        plan_desk, PLAN, "In Nairobi", at=datetime(2023, 3, 15, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    )
    found = view.version(plan_desk, version_id)
    assert found is not None
    assert found.made_at == "2023-03-14T22:30:00.000+00:00"


def test_a_version_holds_what_the_paper_shows_in_its_order(plan_desk: Desk) -> None:
    parts.add_footnote(plan_desk, EVENT, "Subject to a slot.", offset=4)
    parts.add_narrative(plan_desk, PLAN, "Background of the group.")
    workplan.edit_activity(plan_desk, EVENT, note="my own remark", partners="UNEP", percent=40)
    version_id = freeze(plan_desk)
    rows = frozen(plan_desk, version_id)
    assert list(rows) == [BRIEF, EVENT, TRAINING, BRIEFING, MAPPING, LESSONS]
    assert rows[EVENT] == {
        "section_id": 1,
        "section": "2023",
        "ref": "23-02",
        "category": "Policy (all levels)",
        "output": "Side event at the HLPF",
        "lead_text": "FA2",
        "partner_text": "UNEP",
        "when_text": "July",
        "earliest": "2023-07-01",
        "latest": "2023-07-31",
        "precision": "month",
        "grain": "month",
        "tbc": 0,
        "tbd": 0,
        "when_provisional": 0,
        "approximate": 0,
        "recurring": 0,
        "understood": 1,
        "unconfirmed": 0,
        "provisional": 0,
        "everyone": 0,
        "status": "planned",
        "percent": 40,
        "event": "",
        "notes": [{"field": "output", "offset": 4, "text": "Subject to a slot."}],
    }
    assert frozen(plan_desk, version_id, "section")[2]["note"] == "to be discussed"
    assert [area["leads"] for area in frozen(plan_desk, version_id, "focus area").values()] == [
        "UNDP",
        "OHCHR",
    ]
    assert frozen(plan_desk, version_id, "narrative")[1]["text"] == "Background of the group."
    assert frozen(plan_desk, version_id, "plan")[1]["objective"] == "Rights and the environment"


def test_what_is_frozen_stays_whatever_becomes_of_the_plan(plan_desk: Desk) -> None:
    version_id = freeze(plan_desk)
    before = frozen(plan_desk, version_id)
    workplan.edit_activity(plan_desk, BRIEF, output="Another brief", when="May 2023", leads="UNEP")
    workplan.delete_activities(plan_desk, [EVENT, LESSONS])
    parts.delete_section(plan_desk, 2)
    assert frozen(plan_desk, version_id) == before


def test_freezing_is_one_step_both_ways(plan_desk: Desk, dump: Dump) -> None:
    empty, done = dump(plan_desk), steps(plan_desk)
    freeze(plan_desk)
    full = dump(plan_desk)
    assert steps(plan_desk) == done + 1
    assert plan_desk.undo_label == "Freeze the plan “As approved”"
    plan_desk.undo()
    assert dump(plan_desk) == empty
    plan_desk.redo()
    assert dump(plan_desk) == full
    assert plan_desk.check() == []


def test_freezing_says_which_rows_are_new(plan_desk: Desk) -> None:
    heard = []
    plan_desk.subscribe(heard.append)
    version_id = freeze(plan_desk)
    assert heard[0].ids("plan_version") == {version_id}
    assert len(heard[0].ids("plan_version_row")) == 6 + 2 + 2 + 1


def test_freezing_inside_a_change_sees_what_the_change_did(plan_desk: Desk) -> None:
    done = steps(plan_desk)
    with plan_desk.change("Approve"):
        workplan.edit_activity(plan_desk, BRIEF, output="As amended")
        version_id = freeze(plan_desk)
    assert frozen(plan_desk, version_id)[BRIEF]["output"] == "As amended"
    assert steps(plan_desk) == done + 1


def test_versions_survive_closing_and_undo_works_after_it(plan_desk: Desk) -> None:
    version_id = freeze(plan_desk)
    rows = frozen(plan_desk, version_id)
    plan_desk.close()
    with Desk.open(plan_desk.path) as again:
        assert frozen(again, version_id) == rows
        assert again.undo_label == "Freeze the plan “As approved”"
        again.undo()
        assert view.versions(again, PLAN) == []


@pytest.mark.parametrize("title", ["", "  ", "\x00\n"])
def test_a_version_needs_a_title(plan_desk: Desk, title: str) -> None:
    with pytest.raises(UserError, match="title of the version is empty"):
        freeze(plan_desk, title)
    assert view.versions(plan_desk, PLAN) == []


def test_a_plan_that_is_gone_cannot_be_frozen(plan_desk: Desk) -> None:
    with pytest.raises(UserError, match="no longer exists"):
        versions.freeze_plan(plan_desk, 99, "x")


def test_a_plan_without_activities_can_be_frozen(desk: Desk) -> None:
    plan = parts.add_workplan(desk, "Third workplan")
    versions.freeze_plan(desk, plan, "Draft zero")
    assert [row.activities for row in view.versions(desk, plan)] == [0]


def test_a_version_is_edited_without_touching_what_it_holds(plan_desk: Desk, dump: Dump) -> None:
    version_id = freeze(plan_desk)
    before = dump(plan_desk)
    versions.edit_version(
        plan_desk, version_id, title="As amended", when="May 2023", decided_by="OHCHR", note="n"
    )
    (row,) = view.versions(plan_desk, PLAN)
    assert (row.title, row.when_text, row.latest, row.decided_by, row.note) == (
        "As amended",
        "May 2023",
        "2023-05-31",
        "OHCHR",
        "n",
    )
    assert dump(plan_desk)["plan_version_row"] == before["plan_version_row"]
    assert history(plan_desk, "plan_version", version_id)[-1].label == "Edit plan version “As approved”"
    plan_desk.undo()
    assert dump(plan_desk) == before
    with pytest.raises(UserError, match="title"):
        versions.edit_version(plan_desk, version_id, title=" ")
    with pytest.raises(TypeError):
        versions.edit_version(plan_desk, version_id, made_at="2020-01-01T")


def test_a_deleted_version_takes_its_rows_and_undo_brings_all_back(plan_desk: Desk, dump: Dump) -> None:
    keep, lose = freeze(plan_desk, "First"), freeze(plan_desk, "Second")
    before = dump(plan_desk)
    versions.delete_version(plan_desk, lose)
    assert [row.id for row in view.versions(plan_desk, PLAN)] == [keep]
    assert plan_desk.read("SELECT DISTINCT plan_version_id FROM plan_version_row") == [(keep,)]
    plan_desk.undo()
    assert dump(plan_desk) == before
    with pytest.raises(UserError, match="no longer exists"):
        versions.delete_version(plan_desk, 99)


# Decisions about doubts


def test_confirming_takes_flag_and_words_off_and_remembers_who(plan_desk: Desk, dump: Dump) -> None:
    before, done = dump(plan_desk), steps(plan_desk)
    decision_id = versions.confirm_activity(
        plan_desk, BRIEFING, "2nd IMG meeting", "14 March 2023", "by all three co-chairs", at=DAY
    )
    row = shown(plan_desk, BRIEFING)
    assert (row.output, row.unconfirmed, row.tbc) == ("Briefing of the Senior Officials", 0, 0)
    assert view.decisions(plan_desk, PLAN) == [
        (
            decision_id,
            BRIEFING,
            None,
            "Briefing of the Senior Officials (TBC)",
            "confirmed",
            "2nd IMG meeting",
            "14 March 2023",
            "2023-03-14",
            "2023-03-14",
            "day",
            "by all three co-chairs",
            "2023-03-14T10:00:00.000+00:00",
        )
    ]
    assert steps(plan_desk) == done + 1
    assert history(plan_desk, "activity", BRIEFING)[-1].label == (
        "Confirm “Briefing of the Senior Officials (TBC)” (2nd IMG meeting)"
    )
    plan_desk.undo()
    assert dump(plan_desk) == before
    plan_desk.redo()
    assert shown(plan_desk, BRIEFING).output == "Briefing of the Senior Officials"
    assert len(view.decisions(plan_desk, PLAN)) == 1


@pytest.mark.parametrize(
    ("when", "left"),
    [
        ("July 2023 (TBC)", "July 2023"),
        ("July 2023, TBC", "July 2023"),
        ("TBC, July 2023", "July 2023"),
        ("July 2023?", "July 2023"),
        ("TBC 2024", "2024"),
        ("late 2023 - to be confirmed", "late 2023"),
        ("[July 2023] (TBC)", "[July 2023]"),
        ("julio de 2023 (por confirmar)", "julio de 2023"),
    ],
)
def test_confirming_takes_tbc_off_the_date_and_leaves_its_window(
    plan_desk: Desk, when: str, left: str
) -> None:
    workplan.edit_activity(plan_desk, BRIEF, when=when)
    before = shown(plan_desk, BRIEF)
    assert before.tbc
    versions.confirm_activity(plan_desk, BRIEF)
    after = shown(plan_desk, BRIEF)
    assert (after.when_text, after.tbc) == (left, 0)
    assert (after.earliest, after.latest, after.precision) == (
        before.earliest,
        before.latest,
        before.precision,
    )


def test_a_date_that_is_only_tbc_is_nothing_to_confirm(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, BRIEF, when="TBC")
    with pytest.raises(UserError, match="nothing about it is open"):
        versions.confirm_activity(plan_desk, BRIEF)
    versions.confirm_activity(plan_desk, BRIEF, "Co-chairs")
    assert (shown(plan_desk, BRIEF).when_text, shown(plan_desk, BRIEF).tbc) == ("TBC", 1)


def test_unbracketing_takes_the_row_and_its_date_out_of_brackets(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, TRAINING, when="[Sept 2023]")
    footnote = parts.add_footnote(plan_desk, TRAINING, "Subject to funds.", offset=10)
    versions.unbracket_activity(plan_desk, TRAINING, "3rd IMG meeting")
    row = shown(plan_desk, TRAINING)
    assert (row.output, row.bracketed, row.provisional) == ("Training for country teams", 0, 0)
    assert (row.when_text, row.earliest, row.latest) == ("Sept 2023", "2023-09-01", "2023-09-30")
    assert [note[3] for note in plan_view.footnotes(plan_desk, PLAN) if note.id == footnote] == [9]
    (decision,) = view.decisions(plan_desk, PLAN)
    assert (decision.what, decision.decided_by) == ("unbracketed", "3rd IMG meeting")


def test_unbracketing_a_row_leaves_words_that_are_in_brackets_within_it(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, TRAINING, output="[Training [with UNEP] for teams]")
    versions.unbracket_activity(plan_desk, TRAINING)
    assert shown(plan_desk, TRAINING).output == "Training [with UNEP] for teams"
    versions.unbracket_activity(plan_desk, TRAINING)
    assert shown(plan_desk, TRAINING).output == "Training with UNEP for teams"
    with pytest.raises(UserError, match="“Training with UNEP for teams” needs no such decision"):
        versions.unbracket_activity(plan_desk, TRAINING)


def test_leads_that_leave_their_brackets_are_read_again(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, BRIEF, leads="UNDP [& UNEP]")
    versions.unbracket_activity(plan_desk, BRIEF)
    assert shown(plan_desk, BRIEF).lead_text == "UNDP & UNEP"
    assert plan_view.plan_sets(plan_desk, PLAN).leads[BRIEF] == ("UNDP", "UNEP")


def test_a_section_leaves_its_brackets_by_decision(plan_desk: Desk, dump: Dump) -> None:
    workplan.edit_activity(plan_desk, MAPPING, provisional=True)
    (proposal,) = versions.propose_for_agenda(
        plan_desk, [], "late 2023", section_ids=[2], today=date(2023, 5, 12)
    )
    assert plan_desk.undo_label == "Propose section “2024” for the next agenda"
    assert view.proposals(plan_desk, PLAN) == [(proposal, None, 2, "late 2023", "2023-05-12", "open")]
    before = dump(plan_desk)
    decision_id = versions.unbracket_section(
        plan_desk, 2, "4th IMG meeting", "November 2023", "for a year", at=DAY
    )
    assert [row.provisional for row in plan_view.sections(plan_desk, PLAN)] == [0, 0]
    assert (shown(plan_desk, MAPPING).bracketed, shown(plan_desk, LESSONS).provisional) == (1, 0)
    (decision,) = view.decisions(plan_desk, PLAN)
    assert decision[:6] == (decision_id, None, 2, "2024", "unbracketed", "4th IMG meeting")
    assert (decision.latest, decision.note) == ("2023-11-30", "for a year")
    assert [row.id for row in view.proposals(plan_desk, PLAN, state="taken")] == [proposal]
    assert plan_desk.undo_label == "Take brackets off section “2024” (4th IMG meeting)"
    plan_desk.undo()
    assert dump(plan_desk) == before


def test_a_firm_section_needs_no_decision_but_may_have_one(plan_desk: Desk) -> None:
    with pytest.raises(UserError, match="“2023” is not in brackets"):
        versions.unbracket_section(plan_desk, 1)
    versions.unbracket_section(plan_desk, 1, "2nd IMG meeting")
    assert [(row.section_id, row.decided_by) for row in view.decisions(plan_desk, PLAN)] == [
        (1, "2nd IMG meeting")
    ]
    with pytest.raises(UserError, match="no longer exists"):
        versions.unbracket_section(plan_desk, 99, "a meeting")


def test_dropping_cancels_and_the_decision_outlives_the_row(plan_desk: Desk) -> None:
    versions.drop_activity(plan_desk, TRAINING, "3rd IMG meeting", "May 2023")
    assert shown(plan_desk, TRAINING).status == "cancelled"
    workplan.delete_activities(plan_desk, [TRAINING])
    (decision,) = view.decisions(plan_desk, PLAN)
    assert (decision.activity_id, decision.text, decision.what) == (
        TRAINING,
        "[Training for country teams]",
        "dropped",
    )


def test_a_decision_about_what_is_settled_is_remembered_only_where_it_is_named(plan_desk: Desk) -> None:
    before = steps(plan_desk)
    with pytest.raises(UserError):
        versions.confirm_activity(plan_desk, BRIEF)
    assert steps(plan_desk) == before
    versions.confirm_activity(plan_desk, BRIEF, when="14 March 2023")
    assert [row.when_text for row in view.decisions(plan_desk, PLAN)] == ["14 March 2023"]


def test_a_long_decision_is_kept_whole_and_short_in_the_label(plan_desk: Desk) -> None:
    words = "decision " * 500
    versions.confirm_activity(plan_desk, BRIEFING, words)
    assert view.decisions(plan_desk, PLAN)[0].decided_by == words.strip()
    assert len(plan_desk.undo_label or "") < 140


def test_a_decision_can_be_forgotten(plan_desk: Desk) -> None:
    decision_id = versions.confirm_activity(plan_desk, BRIEFING)
    versions.delete_decision(plan_desk, decision_id)
    assert view.decisions(plan_desk, PLAN) == []
    assert shown(plan_desk, BRIEFING).unconfirmed == 0


@pytest.mark.parametrize(
    "decide", [versions.confirm_activity, versions.unbracket_activity, versions.drop_activity]
)
def test_an_activity_that_is_gone_is_refused(plan_desk: Desk, decide: Callable[..., int]) -> None:
    with pytest.raises(UserError, match="no longer exists"):
        decide(plan_desk, 99, "a meeting")
    assert view.decisions(plan_desk, PLAN) == []


# Proposals for an agenda


def test_proposing_is_one_step_for_all_and_none_is_proposed_twice(plan_desk: Desk) -> None:
    done = steps(plan_desk)
    first = versions.propose_for_agenda(plan_desk, [TRAINING, BRIEFING, TRAINING], today=date(2023, 5, 12))
    assert len(first) == 2
    assert steps(plan_desk) == done + 1
    assert plan_desk.undo_label == "Propose 2 activities for the next agenda"
    again = versions.propose_for_agenda(plan_desk, [BRIEFING], "needs a date", today=date(2023, 6, 1))
    assert again == [first[1]]
    assert view.proposals(plan_desk, PLAN) == [
        (first[0], TRAINING, None, "", "2023-05-12", "open"),
        (first[1], BRIEFING, None, "needs a date", "2023-05-12", "open"),
    ]
    assert versions.propose_for_agenda(plan_desk, []) == []


def test_sections_and_activities_are_proposed_together(plan_desk: Desk) -> None:
    ids = versions.propose_for_agenda(plan_desk, [TRAINING], section_ids=[2, 2])
    assert plan_desk.undo_label == "Propose 2 entries for the next agenda"
    assert versions.propose_for_agenda(plan_desk, [TRAINING, 2], section_ids=[2])[::2] == ids
    assert [row[:3] for row in view.proposals(plan_desk, PLAN)] == [
        (ids[0], TRAINING, None),
        (ids[1], None, 2),
        (ids[1] + 1, 2, None),
    ]


def test_a_proposal_can_be_withdrawn_once_and_made_again(plan_desk: Desk) -> None:
    (first,) = versions.propose_for_agenda(plan_desk, [TRAINING])
    versions.withdraw_proposal(plan_desk, first)
    assert view.proposals(plan_desk, PLAN) == []
    with pytest.raises(UserError, match="withdrawn already"):
        versions.withdraw_proposal(plan_desk, first)
    (second,) = versions.propose_for_agenda(plan_desk, [TRAINING])
    assert second != first
    plan_desk.undo()
    plan_desk.undo()
    assert [row.id for row in view.proposals(plan_desk, PLAN)] == [first]


def test_nothing_is_proposed_when_one_of_them_is_gone(plan_desk: Desk) -> None:
    with pytest.raises(UserError, match="no longer exists"):
        versions.propose_for_agenda(plan_desk, [TRAINING, 99])
    with pytest.raises(UserError, match="no longer exists"):
        versions.propose_for_agenda(plan_desk, [TRAINING], section_ids=[99])
    assert view.proposals(plan_desk, PLAN) == []


def test_a_decision_that_settles_the_last_doubt_takes_the_proposal_up(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, BRIEFING, provisional=True)
    (proposal,) = versions.propose_for_agenda(plan_desk, [BRIEFING])
    versions.confirm_activity(plan_desk, BRIEFING, "2nd IMG meeting")
    assert [row.id for row in view.proposals(plan_desk, PLAN)] == [proposal]
    versions.unbracket_activity(plan_desk, BRIEFING, "2nd IMG meeting")
    assert view.proposals(plan_desk, PLAN) == []
    assert [row.id for row in view.proposals(plan_desk, PLAN, state="taken")] == [proposal]
    plan_desk.undo()
    assert [row.id for row in view.proposals(plan_desk, PLAN)] == [proposal]
    with pytest.raises(UserError, match="taken already"):
        plan_desk.redo()
        versions.withdraw_proposal(plan_desk, proposal)


def test_proposals_go_with_their_activity_and_come_back_with_it(plan_desk: Desk, dump: Dump) -> None:
    versions.propose_for_agenda(plan_desk, [TRAINING])
    before = dump(plan_desk)
    workplan.delete_activities(plan_desk, [TRAINING])
    assert plan_desk.read("SELECT * FROM agenda_proposal") == []
    plan_desk.undo()
    assert dump(plan_desk) == before


# Whatever is typed

HOSTILE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "<img src=x>",
            "'; DROP TABLE activity; --",
            '{"a": 1}',
            "\\u0000",
            "\u202e[abc]",
            "[[",
            "]",
            "$.x",
            "\ufdd0",
        ]
    ),
)


@given(output=HOSTILE, when=HOSTILE, title=HOSTILE, decided_by=HOSTILE)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_frozen_decided_and_taken_back(
    plan_desk: Desk, dump: Dump, output: str, when: str, title: str, decided_by: str
) -> None:
    before = dump(plan_desk)
    done = steps(plan_desk)
    workplan.edit_activity(plan_desk, BRIEF, output=output, when=when, leads=output, unconfirmed=True)
    row = shown(plan_desk, BRIEF)
    version_id = versions.freeze_plan(plan_desk, PLAN, f"v{title}", when, decided_by, title)
    image = frozen(plan_desk, version_id)[BRIEF]
    assert (image["output"], image["when_text"], image["lead_text"]) == (
        row.output,
        row.when_text,
        row.lead_text,
    )
    versions.confirm_activity(plan_desk, BRIEF, decided_by, when, title)
    assert not shown(plan_desk, BRIEF).unconfirmed
    versions.propose_for_agenda(plan_desk, [BRIEF], title)
    assert view.differences(plan_desk, version_id) is not None
    assert plan_desk.check() == []
    while steps(plan_desk) > done:
        plan_desk.undo()
    assert dump(plan_desk) == before
