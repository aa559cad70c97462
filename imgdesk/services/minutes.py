"""Minutes as they are typed: numbered paragraphs, and the decisions and actions that they record.

A paragraph keeps the words of the record; the decision or action beside it lives on. What was only ever recorded in
one paragraph goes when that paragraph does. While a line is typed it is kept as it is, signs and all; it is read when
the paragraph is left (`settle_minute`), so that half a name never becomes an organization. All of this is one step
where the same `merge` is given. Agenda items are in `agenda`, reading and writing a line in `domain.typed_line`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from imgdesk.domain.meeting_words import DECISION_STATUSES, MINUTE_KINDS
from imgdesk.domain.meetings import (
    ActionAppearance,
    ActionPoint,
    Decision,
    Meeting,
    Minute,
    PlanChange,
)
from imgdesk.domain.plan import Activity
from imgdesk.domain.typed_line import TypedLine, read_line, read_reference, write_line
from imgdesk.errors import UserError
from imgdesk.services import action_points, records
from imgdesk.services.agenda import add_item, delete_item, edit_item, move_item, open_item
from imgdesk.services.meetings import open_meeting, open_minute
from imgdesk.text import clean_text
from imgdesk.views.workplan import current_workplan

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

__all__ = [
    "add_item",
    "add_minute",
    "delete_item",
    "delete_minute",
    "edit_decision",
    "edit_item",
    "edit_minute",
    "join_minute",
    "line_of",
    "move_item",
    "move_minute",
    "paste_minutes",
    "set_draft",
    "set_internal",
    "settle_minute",
    "split_minute",
    "supersede_decision",
    "turn_minute",
]

_NAMES: Final = """
SELECT acronym FROM organization WHERE acronym <> '' UNION SELECT name FROM organization
UNION SELECT text FROM organization_alias UNION SELECT name FROM person
"""
_REFS: Final = """
SELECT a.ref, a.id FROM activity a JOIN plan_section s ON s.id = a.plan_section_id WHERE a.ref <> ''
ORDER BY s.workplan_id = ?1, a.id = ?2, a.id DESC
"""
_OWNERS: Final = """
SELECT coalesce(nullif(g.acronym, ''), o.name) FROM action_owner o
LEFT JOIN organization g ON g.id = o.organization_id AND o.person_id IS NULL
WHERE o.action_id = ? ORDER BY o.position, o.id
"""


def add_minute(
    desk: Desk,
    item_id: int,
    text: str = "",
    kind: str = "note",
    *,
    owners: str = "",
    due: str = "",
    activity_id: int | None = None,
    after: int | None = None,
    internal: bool = False,
    merge: str | None = None,
) -> int:
    """Add a paragraph to an item and return its id; a decision or an action gets its record with it.

    It stands behind the paragraph `after` of that item, at the very beginning for 0, at the end for None. See
    Desk.change for `merge`.
    """
    kind = records.one_of(kind, MINUTE_KINDS, "kind of paragraph")
    typed = "" if merge else f" {records.quoted(text)}"  # of a line that is being typed it is one letter
    with desk.change(f"Minute {kind}{typed}", merge=merge) as session:
        meeting = open_meeting(session, open_item(session, item_id).meeting_id)
        place = _places_after(session, item_id, after)[0]
        row = Minute(agenda_item_id=item_id, position=place, text=clean_text(text), internal=internal)
        _become(desk, session, row, kind, meeting, owners=owners, due=due, activity_id=activity_id)
        return records.added(session, row)


def edit_minute(desk: Desk, minute_id: int, text: str, *, merge: str | None = None) -> None:
    """Set the words of a paragraph as they are typed, and of the decision or action that it records.

    See Desk.change for `merge`. With it the words may be none for a moment: the record keeps its last ones.
    """
    with desk.change(f"Minute {records.quoted(text)}", merge=merge) as session:
        row, _ = open_minute(session, minute_id)
        row.text = clean_text(text)
        if merge is None or row.text.strip():
            _tell_record(session, row)


def settle_minute(desk: Desk, minute_id: int, line: str, *, merge: str | None = None) -> None:
    """Read the line of a paragraph that is left: its words, and the owners, due date and activity that it names.

    What an action's line no longer names is taken away; of a decision the activity is read, of a note nothing.
    Organizations that the desk does not know are added. Raises UserError for a decision or an action without words.
    """
    with desk.change(f"Minute {records.quoted(line)}", merge=merge) as session:
        session.flush()
        row, _ = open_minute(session, minute_id)
        if row.kind == "note":
            row.text = clean_text(line).rstrip()
            return
        read = _read(desk, session, row, line)
        row.text = records.required(read.text, row.kind)
        _tell_record(session, row)
        if record := _record(session, row):
            _link(session, record, read.activity_id)
        if isinstance(record, ActionPoint):
            record.put(records.timing(session, read.due_text, record.year))
            action_points.put_owners(session, record.id or 0, read.owners)


def turn_minute(desk: Desk, minute_id: int, kind: str, *, merge: str | None = None) -> None:
    """Make a paragraph a note, a decision or an action; see `delete_minute` for the record that it had.

    Nothing that was typed is lost: owners, due date and activity stand in the words again where the new kind has
    none, and are read from them where it has.
    """
    kind = records.one_of(kind, MINUTE_KINDS, "kind of paragraph")
    with desk.change(f"Make it a{'n' if kind == 'action' else ''} {kind}", merge=merge) as session:
        session.flush()
        row, meeting = open_minute(session, minute_id)
        if row.kind != kind:
            row.text = _line(desk, session, row)
            _let_go(session, row, meeting)
            _become(desk, session, row, kind, meeting)
            if kind != "note":
                settle_minute(desk, minute_id, row.text)


def split_minute(desk: Desk, minute_id: int, at: int) -> int:
    """Split a paragraph before the character `at`; the rest becomes a note behind it. Return the id of the rest.

    At the beginning an empty note comes before the paragraph, which is then the rest itself.
    """
    with desk.change("Split a paragraph of the minutes") as session:
        row, _ = open_minute(session, minute_id)
        head, rest = row.text[: max(0, at)].rstrip(), row.text[max(0, at) :].lstrip(" \t\n")
        rows = _in_order(session, row.agenda_item_id)
        behind = _following(rows, minute_id) if head else minute_id
        place = records.places(session, Minute, rows, behind)[0]
        new = Minute(
            agenda_item_id=row.agenda_item_id,
            position=place,
            text=rest if head else "",
            internal=row.internal,
        )
        new_id = records.added(session, new)
        if not head:
            return minute_id
        row.text = head
        _tell_record(session, row)
        return new_id


def join_minute(desk: Desk, minute_id: int) -> int:
    """Join a paragraph to the one before it in its item and return that one's id.

    Owners, due date and activity of the joined one stand in the words; see `delete_minute` for its record. Raises
    UserError where none stands before it.
    """
    with desk.change("Join two paragraphs of the minutes") as session:
        session.flush()
        row, meeting = open_minute(session, minute_id)
        ids = [row_id for row_id, _ in _in_order(session, row.agenda_item_id)]
        place = ids.index(minute_id)
        if place == 0:
            raise UserError("No paragraph of this item stands before this one, so nothing was joined.")
        first = records.found(session, Minute, ids[place - 1])
        first.text = " ".join(filter(None, (first.text.rstrip(), _line(desk, session, row).lstrip())))
        for change in session.exec(select(PlanChange).where(PlanChange.minute_id == minute_id)):
            change.minute_id = first.id
        _let_go(session, row, meeting)
        session.delete(row)
        if first.text:
            _tell_record(session, first)
        return first.id or 0


def move_minute(desk: Desk, minute_id: int, *, before: int | None = None, item_id: int | None = None) -> None:
    """Move a paragraph before another one or to the end, in its own item or in `item_id` of the same agenda."""
    with desk.change("Move a paragraph of the minutes") as session:
        row, meeting = open_minute(session, minute_id)
        item = open_item(session, row.agenda_item_id if item_id is None else item_id)
        if item.meeting_id != meeting.id:
            raise UserError("A paragraph stays in the minutes of its meeting: choose an item of this agenda.")
        rows = _in_order(session, item.id or 0)
        if before is not None and before not in [row_id for row_id, _ in rows]:
            raise UserError("That paragraph is not in this item, so nothing was moved: choose another one.")
        if before != minute_id:
            row.position = records.places(session, Minute, rows, before, {minute_id})[0]
            row.agenda_item_id = item.id or 0


def paste_minutes(
    desk: Desk, item_id: int, paragraphs: Sequence[str], *, after: int | None = None
) -> list[int]:
    """Add a note for each text that is not empty, as one step, and return their ids; `after` as in `add_minute`."""
    texts = [text for text in (clean_text(given).rstrip() for given in paragraphs) if text.strip()]
    if not texts:
        return []
    with desk.change(f"Paste {len(texts)} paragraph{'' if len(texts) == 1 else 's'}") as session:
        open_item(session, item_id)
        places = _places_after(session, item_id, after, len(texts))
        rows = [
            Minute(agenda_item_id=item_id, position=place, text=text)
            for place, text in zip(places, texts, strict=True)
        ]
        session.add_all(rows)
        session.flush()
        return [row.id or 0 for row in rows]


def set_internal(desk: Desk, minute_id: int, internal: bool) -> None:
    """Say whether a paragraph stays inside, out of papers that leave the secretariat."""
    with desk.change("Keep a paragraph inside" if internal else "Let a paragraph out") as session:
        open_minute(session, minute_id)[0].internal = internal


def set_draft(desk: Desk, minute_id: int, draft: bool) -> None:
    """Say whether the decision of a paragraph is still a draft; raises UserError for another paragraph."""
    with desk.change("Make a decision a draft" if draft else "Take a draft decision") as session:
        row, _ = open_minute(session, minute_id)
        record = _record(session, row)
        if not isinstance(record, Decision):
            raise UserError("Only a decision can be a draft: make this paragraph a decision first.")
        record.draft = draft


def delete_minute(desk: Desk, minute_id: int) -> None:
    """Delete a paragraph, and the decision or action that was recorded nowhere else."""
    with desk.change("Delete a paragraph of the minutes") as session:
        row, meeting = open_minute(session, minute_id)
        _let_go(session, row, meeting)
        session.delete(row)


def line_of(desk: Desk, minute_id: int) -> str:
    """Return a paragraph as it is typed: its words with owners, activity and due date; "" when it is gone."""
    rows = desk.read("SELECT text, kind, decision_id, action_id FROM minute WHERE id = ?", (minute_id,))
    return _typed(desk, *rows[0]) if rows else ""


def edit_decision(desk: Desk, decision_id: int, **fields: Any) -> None:
    """Set text, status (active or revised; see `supersede_decision`) or activity_id of a decision."""
    if unknown := set(fields) - {"text", "status", "activity_id"}:
        raise TypeError(f"a decision has no editable field {sorted(unknown)}")
    with desk.change(f"Edit {records.described(desk, Decision, decision_id)}") as session:
        row = records.found(session, Decision, decision_id)
        if "text" in fields:
            row.text = records.required(fields["text"], "decision")
        if "status" in fields:
            row.status = records.one_of(fields["status"], DECISION_STATUSES, "status of a decision")
            row.superseded_by_id = row.superseded_by_id if row.status == "superseded" else None
        if "activity_id" in fields:
            row.activity_id = records.key_of(session, Activity, fields["activity_id"])


def supersede_decision(desk: Desk, decision_id: int, by_id: int) -> None:
    """Record that one decision took the place of another; raises UserError where they would chase each other."""
    with desk.change(f"Supersede {records.described(desk, Decision, decision_id)}") as session:
        row, later = records.found(session, Decision, decision_id), records.found(session, Decision, by_id)
        step: Decision | None = later
        while step is not None:
            if step.id == decision_id:
                raise UserError("A decision cannot be superseded by itself: choose a later one.")
            step = session.get(Decision, step.superseded_by_id) if step.superseded_by_id else None
        row.status, row.superseded_by_id = "superseded", later.id


def _become(desk: Desk, session: Session, row: Minute, kind: str, meeting: Meeting, **said: Any) -> None:
    """Make a paragraph of that kind, with a record of its own."""
    row.kind = kind
    if kind == "decision":
        decision = Decision(text=records.required(row.text, kind), meeting_id=meeting.id)
        decision.activity_id = records.key_of(session, Activity, said.get("activity_id"))
        row.decision_id = records.added(session, decision)
    elif kind == "action":
        row.action_id = action_points.add_action(desk, row.text, meeting_id=meeting.id, **said)


def _let_go(session: Session, row: Minute, meeting: Meeting) -> None:
    """Part a paragraph from its record, which goes when no other paragraph and no other meeting has it."""
    decision_id, action_id = row.decision_id, row.action_id
    row.kind, row.decision_id, row.action_id = "note", None, None
    session.flush()
    if decision_id is not None:
        told = session.exec(select(Minute.id).where(Minute.decision_id == decision_id)).first()
        if told is None:
            session.delete(records.found(session, Decision, decision_id))
    if action_id is not None:
        told = session.exec(select(Minute.id).where(Minute.action_id == action_id)).first()
        shown = session.exec(
            select(ActionAppearance.id).where(
                ActionAppearance.action_id == action_id, ActionAppearance.meeting_id != meeting.id
            )
        ).first()
        if told is None and shown is None:
            session.delete(records.found(session, ActionPoint, action_id))
    session.flush()


def _record(session: Session, row: Minute) -> Decision | ActionPoint | None:
    if row.decision_id is not None:
        return records.found(session, Decision, row.decision_id)
    return None if row.action_id is None else records.found(session, ActionPoint, row.action_id)


def _tell_record(session: Session, row: Minute) -> None:
    """Give the decision or action of a paragraph the words of it."""
    if record := _record(session, row):
        record.text = records.required(row.text, row.kind)


def _link(session: Session, record: Decision | ActionPoint, activity_id: int | None) -> None:
    """Link the activity that a line names; one without a reference cannot be named, so it stays."""
    linked = session.get(Activity, record.activity_id) if record.activity_id else None
    if activity_id is not None or (linked is not None and linked.ref):
        record.activity_id = activity_id


def _read(desk: Desk, session: Session, row: Minute, line: str) -> TypedLine:
    """Read a line with the names and references that the desk knows; a reference means the activity linked already."""
    record = _record(session, row)
    refs: dict[str, int] = {}
    if "#" in line:
        plan = current_workplan(desk)
        linked = record.activity_id if record else None
        refs = dict(desk.read(_REFS, (plan.id if plan else None, linked)))
    if not isinstance(record, ActionPoint):
        return read_reference(line, refs)
    names = [name for (name,) in desk.read(_NAMES)] if "@" in line else []
    return read_line(line, names=names, refs=refs, year=record.year)


def _line(desk: Desk, session: Session, row: Minute) -> str:
    session.flush()
    return _typed(desk, row.text, row.kind, row.decision_id, row.action_id)


def _typed(desk: Desk, text: str, kind: str, decision_id: int | None, action_id: int | None) -> str:
    if kind == "note":
        return text
    table, key = ("decision", decision_id) if kind == "decision" else ("action_point", action_id)
    due = "''" if kind == "decision" else "r.when_text"
    rows = desk.read(
        f"SELECT {due}, coalesce(a.ref, '') FROM {table} r LEFT JOIN activity a ON a.id = r.activity_id WHERE r.id = ?",
        (key,),
    )
    if not rows:
        return text
    owners = [name for (name,) in desk.read(_OWNERS, (action_id,))]
    return write_line(text, owners, *rows[0])


def _in_order(session: Session, item_id: int) -> list[tuple[int, float]]:
    rows = session.exec(
        select(Minute.id, Minute.position)
        .where(Minute.agenda_item_id == item_id)
        .order_by(col(Minute.position), col(Minute.id))
    )
    return [(row_id or 0, position) for row_id, position in rows]


def _following(rows: Sequence[tuple[int, float]], minute_id: int) -> int | None:
    ids = [row_id for row_id, _ in rows]
    place = ids.index(minute_id) + 1
    return ids[place] if place < len(ids) else None


def _places_after(session: Session, item_id: int, after: int | None, count: int = 1) -> list[float]:
    """Return positions behind a paragraph of an item: see `add_minute`; behind one that is not there, at the end."""
    rows = _in_order(session, item_id)
    before = None
    if after == 0 and rows:
        before = rows[0][0]
    elif after in [row_id for row_id, _ in rows]:
        before = _following(rows, after or 0)
    return records.places(session, Minute, rows, before, frozenset(), count)
