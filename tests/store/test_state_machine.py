"""Whatever a person does, in whatever order: undo and redo give back exactly what was, also after a restart.

The desk is compared as a whole, all tables row by row, with the states remembered on the way.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from imgdesk.domain.draft import ActivityDraft, FocusAreaDraft, FootnoteDraft, PlanDraft, SectionDraft
from imgdesk.errors import UserError
from imgdesk.services import (
    action_points,
    circulation,
    documents,
    exchange,
    journal,
    meetings,
    minutes,
    next_meeting,
    papers,
    parts,
    people,
    plan_changes,
    workplan,
)
from imgdesk.store.desk import Changes, Desk
from imgdesk.views.papers import version_pdf

THOROUGH = bool(os.environ.get("IMGDESK_THOROUGH"))
PICK = st.integers(0, 7)
TEXT = st.sampled_from(
    [
        "Side event",
        "[Side event]",
        "Policy brief (TBC)",
        "",
        "Übung\nzwei",
        "=1+1 <b>",
        "Side event at the HLPF",
    ]
)
WHEN = st.sampled_from(
    ["", "March 2023", "July", "TBD", "late 2023", "winter 2024", "12 May 2023 (TBC)", "soon"]
)
WHO = st.sampled_from(
    ["UNDP", "UNDP & OHCHR (FA1/FA2)", "FA2/all", "All", "UNEP/FA1", "FAO RTFT", "WHO RTFT", ""]
)
LINE = st.sampled_from(
    ["Publish it @UNEP #23-02 by 30 April", "Noted.", "", "@New to write", "Do it (due when ready)", "by May"]
)
CATEGORY = st.sampled_from(["Policy", "policy (all levels)", "Training", ""])
YEAR = st.sampled_from([None, 2023, 2024])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "output": TEXT,
        "when": WHEN,
        "leads": WHO,
        "partners": WHO,
        "category": CATEGORY,
        "status": st.sampled_from(["planned", "done", "delayed", "lost"]),
        "percent": st.sampled_from([0, "50 %", "101"]),
        "unconfirmed": st.booleans(),
        "provisional": st.booleans(),
        "note": TEXT,
    },
)


class Person(RuleBasedStateMachine):
    """Somebody at a desk; `states` are the dumps up to now, `ahead` those that redo brings back."""

    start: Path
    place: Path
    dump: Callable[[Desk], dict[str, list[tuple[Any, ...]]]]

    @initialize()
    def sit_down(self) -> None:
        self.folder = tempfile.TemporaryDirectory(dir=self.place)
        self.path = Path(shutil.copyfile(self.start, Path(self.folder.name) / "d.imgdesk"))
        self.desk = Desk.open(self.path)
        self.states = [self.dump(self.desk)]
        self.ahead: list[Any] = []
        while self.desk.undo_label is not None:
            self.desk.undo()
            self.ahead.append(self.states[-1])
            self.states[-1] = self.dump(self.desk)
        for _ in range(len(self.ahead)):
            self.desk.redo()
            self.states.append(self.ahead.pop())
            assert self.dump(self.desk) == self.states[-1]
        self.heard: list[Changes] = []
        self.desk.subscribe(self.heard.append)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            assert self.desk.check() == []
            self.desk.close()
            self.folder.cleanup()

    def ids(self, table: str) -> list[int]:
        return [row_id for (row_id,) in self.desk.read(f"SELECT id FROM {table} ORDER BY id")]

    def one(self, table: str, pick: int) -> int:
        found = self.ids(table)
        return found[pick % len(found)] if found and pick < 7 else 999  # sometimes one that is gone

    def steps(self) -> int:
        return int(self.desk.read("SELECT count(*) FROM step WHERE state = 'done'")[0][0])

    def act(self, action: Callable[[], object], *, typing: bool = False) -> None:
        """Do it; a refusal changes nothing, a change is one step, and what changed is told once."""
        steps, heard = self.steps(), len(self.heard)
        try:
            action()
        except UserError as refused:
            assert str(refused).endswith(".")  # noqa: PT017 - a refusal is one of two good endings
            assert (self.dump(self.desk), self.steps(), len(self.heard)) == (self.states[-1], steps, heard)
            return
        now = self.dump(self.desk)
        grown = self.steps() - steps
        if now == self.states[-1]:
            assert (grown, len(self.heard)) == (0, heard)
            return
        assert len(self.heard) == heard + 1
        assert grown == 1 or (typing and grown in (0, -1))
        if grown < 1:
            self.states.pop()
        if grown < 0:
            assert now == self.states[-1]
        else:
            self.states.append(now)
        self.ahead = []
        assert self.desk.redo_label is None

    @rule(section=PICK, output=TEXT, fields=FIELDS, after=PICK)
    def add_activity(self, section: int, output: str, fields: dict[str, Any], after: int) -> None:
        behind = self.one("activity", after) if after else None
        place = self.one("plan_section", section)
        self.act(lambda: workplan.add_activity(self.desk, place, output, after=behind, fields=fields))

    @rule(first=PICK, second=PICK, fields=FIELDS)
    def edit_activities(self, first: int, second: int, fields: dict[str, Any]) -> None:
        ids = [self.one("activity", first), self.one("activity", second)]
        self.act(lambda: workplan.edit_activities(self.desk, ids, **fields))

    @rule(
        pick=PICK,
        texts=st.lists(TEXT, min_size=1, max_size=3),
        field=st.sampled_from(["output", "leads", "note"]),
    )
    def type_in_a_field(self, pick: int, texts: list[str], field: str) -> None:
        row = self.one("activity", pick)
        verb = partial(workplan.edit_activity, self.desk, row, merge=f"{row} {field}")
        for text in texts:
            self.act(partial(verb, **{field: text}), typing=True)

    @rule(picks=st.lists(PICK, max_size=3), section=PICK, before=PICK)
    def move_activities(self, picks: list[int], section: int, before: int) -> None:
        ids = [self.one("activity", pick) for pick in picks]
        target, behind = self.one("plan_section", section), self.one("activity", before) if before else None
        self.act(lambda: workplan.move_activities(self.desk, ids, target, before=behind))

    @rule(picks=st.lists(PICK, max_size=2))
    def delete_activities(self, picks: list[int]) -> None:
        ids = [self.one("activity", pick) for pick in picks]
        self.act(lambda: workplan.delete_activities(self.desk, ids))

    @rule(title=TEXT, year=YEAR, pick=PICK)
    def add_or_edit_section(self, title: str, year: int | None, pick: int) -> None:
        plan, section = self.one("workplan", 0), self.one("plan_section", pick)
        if pick < 2:
            self.act(lambda: parts.add_section(self.desk, plan, title, year=year))
        else:
            self.act(lambda: parts.edit_section(self.desk, section, title=title, year=year, provisional=True))

    @rule(pick=PICK)
    def delete_section(self, pick: int) -> None:
        section = self.one("plan_section", pick)
        self.act(lambda: parts.delete_section(self.desk, section))

    @rule(number=st.integers(0, 4), title=TEXT, pick=PICK)
    def focus_areas(self, number: int, title: str, pick: int) -> None:
        plan, area = self.one("workplan", 0), self.one("focus_area", pick)
        if pick < 3:
            self.act(lambda: parts.add_focus_area(self.desk, plan, number, title))
        elif pick < 5:
            self.act(lambda: parts.edit_focus_area(self.desk, area, title=title))
        else:
            self.act(lambda: parts.add_indicative(self.desk, area, title, 2024))

    @rule(name=TEXT, pick=PICK, when=WHEN)
    def people_and_roles(self, name: str, pick: int, when: str) -> None:
        organization, person = self.one("organization", pick), self.one("person", pick)
        area, role = self.one("focus_area", pick), self.one("role_holding", pick)
        verbs: list[Callable[[], object]] = [
            lambda: people.add_organization(self.desk, name, "ABC"),
            lambda: people.edit_organization(self.desk, organization, name=name),
            lambda: people.delete_organization(self.desk, organization),
            lambda: people.add_person(self.desk, name, organization),
            lambda: people.edit_person(self.desk, person, name=name, organization_id=None),
            lambda: people.delete_person(self.desk, person),
            lambda: people.hold_role(
                self.desk, "focus area lead", organization_id=organization, focus_area_id=area, when=when
            ),
            lambda: people.edit_role(self.desk, role, organization_id=None, person_id=person, when=when),
        ]
        self.act(verbs[(pick + len(name)) % len(verbs)])

    @rule(which=st.integers(0, 6), name=TEXT, when=WHEN, pick=PICK)
    def events_and_gaps(self, which: int, name: str, when: str, pick: int) -> None:
        event, gap = self.one("event", pick), self.one("coverage_gap", pick)
        activity, plan = self.one("activity", pick), self.one("workplan", 0)
        verbs: list[Callable[[], object]] = [
            lambda: parts.add_event(self.desk, name, when),
            lambda: parts.edit_event(self.desk, event, name=name, when=when),
            lambda: parts.delete_event(self.desk, event),
            lambda: workplan.edit_activity(self.desk, activity, event_id=event),
            lambda: parts.add_coverage_gap(self.desk, plan, name, when),
            lambda: parts.edit_coverage_gap(self.desk, gap, title=name, when=when),
            lambda: parts.delete_coverage_gap(self.desk, gap),
        ]
        self.act(verbs[which])

    @rule(which=st.integers(0, 10), first=PICK, second=PICK, text=TEXT)
    def footnotes_links_categories(self, which: int, first: int, second: int, text: str) -> None:
        one, two = self.one("activity", first), self.one("activity", second)
        note, link = self.one("footnote", first), self.one("activity_link", first)
        keep, other = self.one("category", first), self.one("category", second)
        verbs: list[Callable[[], object]] = [
            lambda: parts.add_footnote(self.desk, one, text, offset=second),
            lambda: parts.edit_footnote(self.desk, note, text),
            lambda: parts.delete_footnote(self.desk, note),
            lambda: parts.link_activities(self.desk, one, two),
            lambda: parts.unlink_activities(self.desk, link),
            lambda: parts.add_category(self.desk, text, ("Another",)),
            lambda: parts.merge_categories(self.desk, keep, other),
            lambda: parts.delete_category(self.desk, keep),
            lambda: parts.edit_link(self.desk, link, kind="SS", lag_days=second),
            lambda: parts.delete_focus_area(self.desk, self.one("focus_area", second)),
            lambda: people.edit_group(self.desk, hemisphere=("north", "south")[second % 2]),
        ]
        self.act(verbs[which])

    @rule(output=TEXT, when=WHEN, leads=WHO, category=CATEGORY, known=st.booleans(), dry=st.booleans())
    def import_a_paper(
        self, output: str, when: str, leads: str, category: str, known: bool, dry: bool
    ) -> None:
        notes = (FootnoteDraft("output", 0, "Subject to capacity"),)
        rows = (
            ActivityDraft(output, when, leads, category=category, footnotes=notes),
            ActivityDraft("Lessons learned and shared", when),
        )
        draft = PlanDraft(
            title="Second workplan" if known else "Third workplan",
            co_chairs=("UNDP", "OHCHR"),
            focus_areas=(FocusAreaDraft(1, "One", "UNEP"), FocusAreaDraft(1, "Again", "UNDP")),
            sections=(SectionDraft("2024", "2024", 2024, activities=rows), SectionDraft("New", "New")),
        )
        before = self.dump(self.desk)
        if dry:
            exchange.rehearse(self.desk, draft, "p.docx")
            assert self.dump(self.desk) == before
        else:
            self.act(lambda: exchange.land(self.desk, draft, "p.docx"))

    @rule(which=st.integers(0, 4), pick=PICK, text=TEXT, when=WHEN)
    def attach_and_remove(self, which: int, pick: int, text: str, when: str) -> None:
        activity, attachment = self.one("activity", pick), self.one("attachment", pick)
        paper = self.place / "paper.pdf"
        paper.write_text(text)
        self.act(
            [
                lambda: documents.attach_link(self.desk, activity, text),
                lambda: documents.attach_file(self.desk, activity, paper),
                lambda: documents.edit_attachment(self.desk, attachment, when=when, state="final"),
                lambda: documents.edit_attachment(self.desk, attachment, title=text, file_name=text),
                lambda: documents.remove_attachment(self.desk, attachment),
            ][which]
        )

    @rule(which=st.integers(0, 7), pick=PICK, text=TEXT, when=WHEN)
    def meet(self, which: int, pick: int, text: str, when: str) -> None:
        series, meeting = self.one("meeting_series", pick), self.one("meeting", pick)
        status = ("planned", "held", "circulated", "approved")[pick % 4]
        verbs: list[Callable[[], object]] = [
            lambda: meetings.add_series(self.desk, text, "img", rhythm="quarterly"),
            lambda: meetings.add_meeting(self.desk, when, series_id=series if pick else None, title=text),
            lambda: meetings.edit_meeting(self.desk, meeting, when=when, number=pick),
            lambda: meetings.edit_meeting(self.desk, meeting, status=status),
            lambda: meetings.delete_meeting(self.desk, meeting),
            lambda: meetings.mark_attendance(
                self.desk, meeting, organization_id=self.one("organization", pick)
            ),
            lambda: meetings.delete_series(self.desk, series),
            lambda: next_meeting.next_meeting(self.desk, series, today=date(2023, 5, 12), when=when),
        ]
        self.act(verbs[which])

    @rule(pick=PICK, texts=st.lists(LINE, min_size=1, max_size=3), kind=st.sampled_from(["note", "action"]))
    def type_a_paragraph(self, pick: int, texts: list[str], kind: str) -> None:
        item, known = self.one("agenda_item", pick), self.ids("minute")
        key = f"paragraph {len(self.ids('step'))}"
        self.act(lambda: minutes.add_minute(self.desk, item, "P", kind, after=0, merge=key))
        if new := set(self.ids("minute")) - set(known):
            row = new.pop()
            for text in texts:
                self.act(partial(minutes.edit_minute, self.desk, row, text, merge=key), typing=True)
            self.act(lambda: minutes.settle_minute(self.desk, row, texts[-1], merge=key), typing=True)

    @rule(which=st.integers(0, 7), pick=PICK, second=PICK, text=LINE)
    def rearrange(self, which: int, pick: int, second: int, text: str) -> None:
        paragraph, other = self.one("minute", pick), self.one("minute", second)
        item, activity = self.one("agenda_item", pick), self.one("activity", second)
        what = ("moved", "confirmed", "unbracketed", "cancelled", "added")[second % 5]
        verbs: list[Callable[[], object]] = [
            lambda: minutes.settle_minute(self.desk, paragraph, text),
            lambda: minutes.split_minute(self.desk, paragraph, second),
            lambda: minutes.join_minute(self.desk, paragraph),
            lambda: minutes.move_minute(self.desk, paragraph, before=other),
            lambda: minutes.move_minute(self.desk, paragraph, item_id=item),
            lambda: minutes.paste_minutes(self.desk, item, [text, "- two"], after=other),
            lambda: minutes.set_draft(self.desk, paragraph, pick % 2 == 0),
            lambda: plan_changes.change_plan(
                self.desk, paragraph, what, activity_id=activity, when="May", output=text, section_id=1
            ),
        ]
        self.act(verbs[which])

    @rule(which=st.integers(0, 3), pick=PICK, second=PICK, text=TEXT)
    def send_round(self, which: int, pick: int, second: int, text: str) -> None:
        meeting, other = self.one("meeting", pick), self.one("meeting", second)
        paragraph = self.one("minute", pick)
        verbs: list[Callable[[], object]] = [
            lambda: circulation.circulate(self.desk, meeting, note=text),
            lambda: circulation.approve(self.desk, meeting, at_meeting_id=other if second else None),
            lambda: circulation.reopen(self.desk, meeting),
            lambda: circulation.amend(self.desk, paragraph, text, why="wrong"),
        ]
        self.act(verbs[which])

    @rule(which=st.integers(0, 6), pick=PICK, second=PICK, text=TEXT, who=WHO, when=WHEN)
    def minute(self, which: int, pick: int, second: int, text: str, who: str, when: str) -> None:
        meeting, item = self.one("meeting", pick), self.one("agenda_item", pick)
        paragraph, action = self.one("minute", pick), self.one("action_point", second)
        kind = ("note", "decision", "action")[second % 3]
        status = ("open", "under way", "done", "dropped")[pick % 4]
        verbs: list[Callable[[], object]] = [
            lambda: minutes.add_item(self.desk, meeting, text),
            lambda: minutes.add_minute(self.desk, item, text, kind),
            lambda: minutes.add_minute(self.desk, item, text, "action", owners=who, due=when),
            lambda: minutes.turn_minute(self.desk, paragraph, kind),
            lambda: minutes.delete_minute(self.desk, paragraph),
            lambda: action_points.set_action_status(self.desk, action, status, meeting_id=meeting),
            lambda: action_points.edit_action(self.desk, action, owners=who, due=when),
        ]
        self.act(verbs[which])

    @rule(which=st.integers(0, 8), pick=PICK, second=PICK, text=TEXT)
    def write_a_paper(self, which: int, pick: int, second: int, text: str) -> None:
        paper, section = self.one("paper", pick), self.one("paper_section", second)
        meeting, other = self.one("meeting", second), self.one("paper", second)
        links = [self.one("activity", pick), self.one("activity", second)]
        verbs: list[Callable[[], object]] = [
            lambda: papers.add_paper(self.desk, "paper", title=text, meeting_id=meeting if second else None),
            lambda: papers.add_paper(self.desk, "concept-note", start=other),
            lambda: papers.save_as_template(self.desk, paper, text),
            lambda: papers.edit_paper(self.desk, paper, title=text, meeting_id=meeting),
            lambda: papers.delete_paper(self.desk, paper),
            lambda: papers.link_activities(self.desk, paper, links),
            lambda: papers.add_section(self.desk, paper, after=section, heading=text, level=second % 4),
            lambda: papers.edit_paper(self.desk, paper, focus_area_id=self.one("focus_area", second)),
            lambda: papers.set_status(self.desk, paper, ("draft", "circulated", "final")[second % 3]),
        ]
        self.act(verbs[which])

    @rule(which=st.integers(0, 7), pick=PICK, second=PICK, text=TEXT)
    def write_in_sections(self, which: int, pick: int, second: int, text: str) -> None:
        section, other = self.one("paper_section", pick), self.one("paper_section", second)
        paper, version = self.one("paper", pick), self.one("paper_version", pick)
        state = ("draft", "circulated", "final")[second % 3]
        pages = b"%PDF " + text.encode()
        verbs: list[Callable[[], object]] = [
            lambda: papers.edit_section(self.desk, section, text=text, level=second),
            lambda: papers.edit_section(self.desk, section, source="brief.changes" if second % 2 else ""),
            lambda: papers.move_section(self.desk, section, before=other if second else None),
            lambda: papers.delete_section(self.desk, section),
            lambda: papers.override(self.desk, section, "table", text, "Side event"),
            lambda: papers.revert(self.desk, section, "table"),
            lambda: papers.keep_version(self.desk, paper, pages, state=state, today=date(2023, 5, 12)),
            lambda: papers.restore_version(self.desk, version),
        ]
        self.act(verbs[which])

    @rule(pick=PICK, texts=st.lists(TEXT, min_size=1, max_size=3))
    def type_in_a_section(self, pick: int, texts: list[str]) -> None:
        row = self.one("paper_section", pick)
        for text in texts:
            verb = partial(papers.edit_section, self.desk, row, text=text, merge=f"section {row}")
            self.act(verb, typing=True)

    @rule(
        table=st.sampled_from(["activity", "plan_section", "attachment", "paper", "paper_section"]),
        pick=PICK,
        back=st.integers(0, 5),
    )
    def put_back(self, table: str, pick: int, back: int) -> None:
        steps = self.ids("step")
        row_id = self.one(table, pick)
        self.act(lambda: journal.put_back(self.desk, table, row_id, steps[-1 - back % len(steps)]))

    @rule(pick=PICK)
    def fail_in_the_middle(self, pick: int) -> None:
        activity = self.one("activity", pick)
        with pytest.raises((KeyError, UserError)), self.desk.change("Fail"):
            workplan.edit_activity(self.desk, activity, output="half")
            workplan.delete_activities(self.desk, self.ids("activity"))
            raise KeyError
        assert self.dump(self.desk) == self.states[-1]

    @rule(times=st.integers(1, 5))
    def undo(self, times: int) -> None:
        for _ in range(times):
            done = self.desk.undo()
            assert (done is None) == (len(self.states) == 1)
            if done is not None:
                self.ahead.append(self.states.pop())
            assert self.dump(self.desk) == self.states[-1]

    @rule(times=st.integers(1, 5))
    def redo(self, times: int) -> None:
        for _ in range(times):
            done = self.desk.redo()
            assert (done is None) == (not self.ahead)
            if done is not None:
                self.states.append(self.ahead.pop())
            assert self.dump(self.desk) == self.states[-1]

    @rule()
    def reopen(self) -> None:
        self.desk.close()
        assert os.listdir(self.folder.name) == ["d.imgdesk"]
        self.desk = Desk.open(self.path)
        self.desk.subscribe(self.heard.append)
        assert self.dump(self.desk) == self.states[-1]

    @rule()
    def carry_on_in_a_copy(self) -> None:
        copy = self.path.with_name("copy")
        self.desk.save_copy(copy)
        self.desk.close()
        os.replace(copy, self.path)
        self.desk = Desk.open(self.path)
        self.desk.subscribe(self.heard.append)
        assert self.dump(self.desk) == self.states[-1]

    @invariant()
    def every_file_has_its_bytes(self) -> None:
        if hasattr(self, "desk"):
            for (row_id,) in self.desk.read("SELECT id FROM attachment WHERE stored_file_id IS NOT NULL"):
                assert documents.file_content(self.desk, row_id)
            for row_id in self.ids("paper_version"):
                assert version_pdf(self.desk, row_id)

    @invariant()
    def references_hold(self) -> None:
        if hasattr(self, "desk"):
            assert self.desk.read("PRAGMA foreign_key_check") == []
            assert (self.desk.undo_label is None) == (len(self.states) == 1)
            assert (self.desk.redo_label is None) == (not self.ahead)


@pytest.fixture
def start(made_plan_desk: Path, memory_path: Path) -> Path:
    """A desk with a small plan, and a paper with sections of both kinds, a rewording and a version."""
    path = Path(shutil.copyfile(made_plan_desk, memory_path / "start.imgdesk"))
    with Desk.open(path) as desk:
        paper = papers.add_paper(desk, "paper", title="Workshop")
        changes = papers.add_section(desk, paper, heading="Changes", level=2, source="brief.changes")
        papers.override(desk, changes, "table", "Two were moved.", "Two moved.")
        papers.link_activities(desk, paper, [2, 1])
        papers.keep_version(desk, paper, b"%PDF", state="circulated", today=date(2023, 5, 12))
    return path


def test_undo_and_redo_give_back_exactly_what_was(
    start: Path, memory_path: Path, dump: Callable[[Desk], dict[str, list[tuple[Any, ...]]]]
) -> None:
    kind = type("Person", (Person,), {"start": start, "place": memory_path, "dump": staticmethod(dump)})
    run_state_machine_as_test(
        kind,
        settings=settings(
            max_examples=400 if THOROUGH else 12,
            stateful_step_count=60 if THOROUGH else 30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
