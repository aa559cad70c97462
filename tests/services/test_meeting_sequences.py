"""Whatever a group does from meeting to meeting: no open action is lost or doubled, no approved record changes."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from imgdesk.services import action_points, circulation, meetings, minutes
from imgdesk.services.next_meeting import next_meeting
from imgdesk.store.desk import Desk
from imgdesk.views.minutes import MeetingRecord, record

TODAY = date(2023, 3, 20)
VERBS = ("next", "agree", "note", "set", "set at", "approve", "edit", "turn", "delete", "leave")
STATUSES = ("open", "under way", "done", "dropped")
MOVES = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9), st.sampled_from(STATUSES)), max_size=30)


class Group:
    """A group that meets: `now` is its present meeting, `approved` what the records said when they were approved."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        meetings.add_series(desk, "IMG", "img", rhythm="monthly")
        self.now = next_meeting(desk, 1, today=TODAY, when="20 March 2023")
        self.approved: dict[int, MeetingRecord] = {}

    def ids(self, sql: str) -> list[int]:
        return [key for (key,) in self.desk.read(sql)]

    def move(self, verb: str, pick: int, status: str) -> None:
        actions = self.ids("SELECT id FROM action_point ORDER BY id")
        action = actions[pick % len(actions)] if actions else None
        told = self.ids(
            "SELECT p.id FROM minute p JOIN agenda_item i ON i.id = p.agenda_item_id "
            f"WHERE i.meeting_id = {self.now} ORDER BY p.id"
        )
        paragraph = told[pick % len(told)] if told else None
        match verb:
            case "next":
                self.next()
            case "agree" | "note":
                item = self.ids(f"SELECT id FROM agenda_item WHERE meeting_id = {self.now}")[0]
                row = minutes.add_minute(self.desk, item, "Do it.", "action" if verb == "agree" else "note")
                minutes.settle_minute(self.desk, row, "Do it. @UNEP by May")
            case "set" if action:
                action_points.set_action_status(self.desk, action, status)
            case "set at" if action:
                action_points.set_action_status(self.desk, action, status, meeting_id=self.now)
            case "approve":
                self.approve(pick)
            case "edit" if action:
                action_points.edit_action(self.desk, action, text=f"Do {pick}.", due="June", owners="UNDP")
            case "turn" if paragraph:
                minutes.turn_minute(self.desk, paragraph, ("note", "decision", "action")[pick % 3])
            case "delete" if paragraph:
                minutes.delete_minute(self.desk, paragraph)
            case "leave":
                meetings.edit_meeting(self.desk, self.now, place=f"Room {pick}")

    def next(self) -> None:
        """Go on to the next meeting, where every open action appears exactly once and nothing else."""
        self.now = next_meeting(self.desk, 1, today=TODAY)
        still = self.ids("SELECT id FROM action_point WHERE status IN ('open', 'under way') ORDER BY id")
        made = record(self.desk, self.now)
        assert made is not None
        assert [row.id for row in made.actions] == still

    def approve(self, pick: int) -> None:
        """Circulate and approve the minutes of an earlier meeting at this one."""
        earlier = self.ids(
            f"SELECT id FROM meeting WHERE status <> 'approved' AND id <> {self.now} ORDER BY id"
        )
        if not earlier:
            return
        chosen = earlier[pick % len(earlier)]
        told = record(self.desk, chosen)
        assert told is not None
        if any(row.number for row in told.paragraphs()):
            circulation.circulate(self.desk, chosen)
            circulation.approve(self.desk, chosen, at_meeting_id=self.now)
            self.approved[chosen] = self.as_approved(chosen)

    def as_approved(self, meeting_id: int) -> MeetingRecord:
        """The record without what is of today: how its actions stand now, and which meeting follows."""
        told = record(self.desk, meeting_id)
        assert told is not None
        actions = tuple(row._replace(now="") for row in told.actions)
        return told._replace(next_id=None, next_when="", actions=actions)


@settings(max_examples=25)
@given(MOVES)
def test_every_open_action_comes_once_and_no_approved_record_changes(
    made_plan_desk: Path, moves: list[tuple[str, int, str]]
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk.open(Path(shutil.copyfile(made_plan_desk, Path(folder) / "d.imgdesk"))) as desk,
    ):
        group = Group(desk)
        for verb, pick, status in moves:
            known = set(group.ids("SELECT id FROM action_point"))
            group.move(verb, pick, status)
            lost = known - set(group.ids("SELECT id FROM action_point"))
            assert not lost or verb in ("turn", "delete")
            assert {key: group.as_approved(key) for key in group.approved} == group.approved
        group.next()
        assert desk.check() == []
