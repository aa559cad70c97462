"""One meeting as its page and its papers show it: agenda, numbered paragraphs, who was there, actions, plan changes.

The whole record is one frozen value, so that it can be kept as it was circulated (`as_image`, `from_image`) and shown
again later by the same page and the same paper. An action stands here as it stood at this meeting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from imgdesk.domain.meeting_words import meeting_name

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class PresentRow(NamedTuple):
    """Somebody on the list: `organization` is an acronym or a name, `role` what it holds in the group ("co-chair")."""

    id: int
    organization_id: int | None
    person_id: int | None
    name: str
    organization: str
    role: str
    state: str
    on_behalf_of: str


class PlanChangeRow(NamedTuple):
    """What a paragraph changed in the plan: see domain.meeting_words.PLAN_CHANGES."""

    id: int
    minute_id: int
    activity_id: int | None
    activity: str
    what: str
    before: str
    after: str


class ParagraphRow(NamedTuple):
    """A paragraph; `number` counts through the meeting from 1. Of an action: `status` as of this meeting.

    What stays inside by itself has no number (0): an internal paragraph, a draft decision, one without words. So the
    page shows the same numbers as the paper that leaves it out, and these have no gap.

    `due`, `earliest`, `latest` and `understood` are the due date of an action, `owners` its owners' names.
    """

    id: int
    item_id: int
    number: int
    kind: str
    text: str
    internal: int
    decision_id: int | None
    decision_status: str
    draft: int
    action_id: int | None
    status: str
    due: str
    earliest: str | None
    latest: str | None
    understood: int
    activity_id: int | None
    activity: str
    owners: tuple[str, ...] = ()
    changes: tuple[PlanChangeRow, ...] = ()


class ItemRow(NamedTuple):
    """An item of the agenda, counted from 1, with its paragraphs."""

    id: int
    number: int
    title: str
    kind: str
    presenter: str
    minutes_planned: int | None
    recurring: int
    activity_id: int | None
    follows_id: int | None
    about_meeting_id: int | None
    paragraphs: tuple[ParagraphRow, ...] = ()


class ActionAtRow(NamedTuple):
    """An action that stood at a meeting: `status` as of then, `now` as it stands; `first` names where it began."""

    id: int
    text: str
    status: str
    now: str
    due: str
    earliest: str | None
    latest: str | None
    understood: int
    owners: tuple[str, ...]
    activity_id: int | None
    first_meeting_id: int | None
    first: str


class VersionRow(NamedTuple):
    """The minutes as they went out once: circulated, approved or amended."""

    id: int
    number: int
    state: str
    note: str
    made_at: str


class AmendmentRow(NamedTuple):
    """A correction of approved minutes; `number` is that of the paragraph."""

    id: int
    number: int
    before: str
    after: str
    why: str
    decided_by: str
    made_at: str


class MeetingRecord(NamedTuple):
    """A meeting in full. `next_id` and `next_when` are the meeting after it in its series, where there is one."""

    id: int
    name: str
    series_id: int | None
    series: str
    series_kind: str
    number: int | None
    title: str
    when_text: str
    earliest: str | None
    latest: str | None
    precision: str
    start_time: str
    time_zone: str
    place: str
    link: str
    chair_id: int | None
    chair: str
    status: str
    approved_at_id: int | None
    approved_at: str
    next_id: int | None
    next_when: str
    attendance: tuple[PresentRow, ...]
    items: tuple[ItemRow, ...]
    actions: tuple[ActionAtRow, ...]

    def as_of(self, today: date) -> date:
        """Return the day as of which its actions are late: its own day once it has passed, else today."""
        day = date.fromisoformat(self.earliest) if self.earliest else today
        return min(day, today)

    def paragraphs(self) -> list[ParagraphRow]:
        """Return all paragraphs in the order in which they stand."""
        return [row for item in self.items for row in item.paragraphs]


_MEETING = """
SELECT m.id, m.series_id, coalesce(s.title, ''), coalesce(s.kind, ''), m.number, m.title, m.when_text, m.earliest,
    m.latest, m.precision, m.start_time, m.time_zone, m.place, m.link, m.chair_id,
    coalesce(nullif(o.acronym, ''), o.name, ''), m.status, m.approved_at_id
FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id LEFT JOIN organization o ON o.id = m.chair_id
WHERE m.id = ?
"""
_NEXT = """
SELECT id, when_text FROM meeting WHERE series_id = ? AND coalesce(number, 0) > ? ORDER BY number, id LIMIT 1
"""
_APPROVED = """
SELECT v.image, m.series_id, m.number FROM meeting m JOIN minutes_version v ON v.meeting_id = m.id
WHERE m.id = ? AND m.status = 'approved' AND v.state <> 'circulated' ORDER BY v.number DESC LIMIT 1
"""
_STANDING = """
SELECT a.id, a.status FROM action_appearance x JOIN action_point a ON a.id = x.action_id WHERE x.meeting_id = ?
"""
_PRESENT = """
SELECT a.id, a.organization_id, a.person_id, a.name, coalesce(nullif(o.acronym, ''), o.name, ''),
    coalesce((SELECT r.role FROM role_holding r WHERE r.organization_id = a.organization_id
        ORDER BY r.role <> 'co-chair', r.position, r.id LIMIT 1), ''), a.state, a.on_behalf_of
FROM attendance a LEFT JOIN person p ON p.id = a.person_id
LEFT JOIN organization o ON o.id = coalesce(a.organization_id, p.organization_id) WHERE a.meeting_id = ? ORDER BY a.id
"""
_ITEMS = """
SELECT id, row_number() OVER (ORDER BY position, id), title, kind, presenter, minutes_planned, recurring, activity_id,
    follows_id, about_meeting_id FROM agenda_item WHERE meeting_id = ? ORDER BY position, id
"""
_GOES_OUT = "(p.internal = 0 AND coalesce(d.draft, 0) = 0 AND trim(p.text, ' ' || char(9, 10)) <> '')"
_PARAGRAPHS = f"""
SELECT p.id, p.agenda_item_id,
    {_GOES_OUT} * sum({_GOES_OUT}) OVER (ORDER BY i.position, i.id, p.position, p.id), p.kind, p.text,
    p.internal, p.decision_id, coalesce(d.status, ''), coalesce(d.draft, 0), p.action_id,
    coalesce(x.status, a.status, ''), coalesce(a.when_text, ''), a.earliest, a.latest, coalesce(a.when_understood, 1),
    v.id, coalesce(v.output, '')
FROM agenda_item i JOIN minute p ON p.agenda_item_id = i.id
LEFT JOIN decision d ON d.id = p.decision_id LEFT JOIN action_point a ON a.id = p.action_id
LEFT JOIN action_appearance x ON x.action_id = p.action_id AND x.meeting_id = i.meeting_id
LEFT JOIN activity v ON v.id = coalesce(d.activity_id, a.activity_id)
WHERE i.meeting_id = ? ORDER BY i.position, i.id, p.position, p.id
"""
_CHANGES = """
SELECT c.id, c.minute_id, c.activity_id, coalesce(v.output, c.activity), c.what, c.before, c.after
FROM plan_change c JOIN minute p ON p.id = c.minute_id JOIN agenda_item i ON i.id = p.agenda_item_id
LEFT JOIN activity v ON v.id = c.activity_id WHERE i.meeting_id = ? ORDER BY c.id
"""
_OWNERS = """
SELECT o.action_id, coalesce(nullif(g.acronym, ''), o.name) FROM action_owner o
LEFT JOIN organization g ON g.id = o.organization_id AND o.person_id IS NULL
WHERE o.action_id IN (SELECT action_id FROM action_appearance WHERE meeting_id = ?1
    UNION SELECT p.action_id FROM minute p JOIN agenda_item i ON i.id = p.agenda_item_id WHERE i.meeting_id = ?1)
ORDER BY o.action_id, o.position, o.id
"""
_ACTIONS = """
SELECT a.id, a.text, x.status, a.status, a.when_text, a.earliest, a.latest, a.when_understood, a.activity_id,
    m.id, m.title, coalesce(s.title, ''), m.number, coalesce(m.when_text, '')
FROM action_appearance x JOIN action_point a ON a.id = x.action_id
LEFT JOIN meeting m ON m.id = (SELECT f.meeting_id FROM action_appearance f JOIN meeting g ON g.id = f.meeting_id
    WHERE f.action_id = a.id ORDER BY coalesce(g.earliest, '9999'), g.number, g.id LIMIT 1)
LEFT JOIN meeting_series s ON s.id = m.series_id
WHERE x.meeting_id = ? ORDER BY a.id
"""


def record(desk: Desk, meeting_id: int) -> MeetingRecord | None:
    """Return a meeting as it stands, or None when it is gone.

    Approved minutes are read from the version that was approved, so that nothing done later reaches into them; only
    how their actions stand now and which meeting follows is of today.
    """
    kept = desk.read(_APPROVED, (meeting_id,))
    if not kept:
        return current(desk, meeting_id)
    image, series_id, number = kept[0]
    approved, stand = from_image(image), dict(desk.read(_STANDING, (meeting_id,)))
    next_id, next_when = _next(desk, series_id, number)
    actions = tuple(row._replace(now=stand.get(row.id, row.now)) for row in approved.actions)
    return approved._replace(next_id=next_id, next_when=next_when, actions=actions)


def current(desk: Desk, meeting_id: int) -> MeetingRecord | None:
    """Return a meeting from its rows as they are, whatever its status, or None when it is gone."""
    rows = desk.read(_MEETING, (meeting_id,))
    if not rows:
        return None
    found = rows[0]
    series_id, number = found[1], found[4]
    owners = _grouped(desk.read(_OWNERS, (meeting_id,)))
    return MeetingRecord._make(
        (
            found[0],
            meeting_name(found[5], found[2], number, found[6]),
            *found[1:],
            name(desk, found[17]) if found[17] is not None else "",
            *_next(desk, series_id, number),
            tuple(desk.read(_PRESENT, (meeting_id,), row=PresentRow._make)),
            _items(desk, meeting_id, owners),
            tuple(_action(row, owners) for row in desk.read(_ACTIONS, (meeting_id,))),
        )
    )


def name(desk: Desk, meeting_id: int) -> str:
    """Return a meeting in words, "" when it is gone."""
    rows = desk.read(
        "SELECT m.title, coalesce(s.title, ''), m.number, m.when_text FROM meeting m "
        "LEFT JOIN meeting_series s ON s.id = m.series_id WHERE m.id = ?",
        (meeting_id,),
    )
    return meeting_name(*rows[0]) if rows else ""


def paragraph_name(desk: Desk, minute_id: int) -> str:
    """Return a paragraph in words ("3rd IMG meeting, paragraph 5"), without a number by its meeting; "" for none."""
    rows = desk.read(
        "SELECT i.meeting_id FROM minute p JOIN agenda_item i ON i.id = p.agenda_item_id WHERE p.id = ?",
        (minute_id,),
    )
    if not rows:
        return ""
    meeting_id = rows[0][0]
    number = next(row[2] for row in desk.read(_PARAGRAPHS, (meeting_id,)) if row[0] == minute_id)
    return f"{name(desk, meeting_id)}, paragraph {number}" if number else name(desk, meeting_id)


def versions(desk: Desk, meeting_id: int) -> list[VersionRow]:
    """Return the versions of a meeting's minutes, oldest first."""
    return desk.read(
        "SELECT id, number, state, note, made_at FROM minutes_version WHERE meeting_id = ? ORDER BY number",
        (meeting_id,),
        row=VersionRow._make,
    )


def version(desk: Desk, version_id: int) -> MeetingRecord | None:
    """Return the minutes as a version keeps them, or None when it is gone."""
    rows = desk.read("SELECT image FROM minutes_version WHERE id = ?", (version_id,))
    return from_image(rows[0][0]) if rows else None


def amendments(desk: Desk, meeting_id: int) -> list[AmendmentRow]:
    """Return the corrections of a meeting's approved minutes, oldest first."""
    return desk.read(
        "SELECT id, number, before, after, why, decided_by, made_at FROM amendment WHERE meeting_id = ? ORDER BY id",
        (meeting_id,),
        row=AmendmentRow._make,
    )


def as_image(meeting: MeetingRecord) -> str:
    """Return a meeting as one JSON object, field by field, to be kept."""
    return json.dumps(_plain(meeting), ensure_ascii=False, separators=(",", ":"))


def from_image(image: str) -> MeetingRecord:
    """Return the meeting that `as_image` kept; fields that came later have their defaults."""
    given = json.loads(image)
    return MeetingRecord(
        **_known(
            MeetingRecord,
            given,
            attendance=tuple(PresentRow(**_known(PresentRow, row)) for row in given["attendance"]),
            items=tuple(_item(row) for row in given["items"]),
            actions=tuple(
                ActionAtRow(**_known(ActionAtRow, row, owners=tuple(row["owners"])))
                for row in given["actions"]
            ),
        )
    )


def _next(desk: Desk, series_id: int | None, number: int | None) -> tuple[int | None, str]:
    """Return the meeting that follows in a series and its date as agreed."""
    rows = desk.read(_NEXT, (series_id, number or 0)) if series_id is not None else []
    return (rows[0][0], rows[0][1]) if rows else (None, "")


def _items(desk: Desk, meeting_id: int, owners: dict[int, tuple[str, ...]]) -> tuple[ItemRow, ...]:
    changes: dict[int, tuple[PlanChangeRow, ...]] = {}
    for change in desk.read(_CHANGES, (meeting_id,), row=PlanChangeRow._make):
        changes[change.minute_id] = (*changes.get(change.minute_id, ()), change)
    paragraphs: dict[int, list[ParagraphRow]] = {}
    for row in desk.read(_PARAGRAPHS, (meeting_id,)):
        made = ParagraphRow._make((*row, owners.get(row[9], ()), changes.get(row[0], ())))
        paragraphs.setdefault(made.item_id, []).append(made)
    return tuple(
        ItemRow._make((*row, tuple(paragraphs.get(row[0], ())))) for row in desk.read(_ITEMS, (meeting_id,))
    )


def _action(row: tuple[Any, ...], owners: dict[int, tuple[str, ...]]) -> ActionAtRow:
    key, *said, activity_id, first_id, title, series, number, when = row
    first = meeting_name(title, series, number, when) if first_id is not None else ""
    return ActionAtRow._make((key, *said, owners.get(key, ()), activity_id, first_id, first))


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for key, value in rows:
        found[key] = (*found.get(key, ()), value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        if hasattr(value, "_asdict"):
            return {key: _plain(part) for key, part in value._asdict().items()}
        return [_plain(part) for part in value]
    return value


def _item(given: dict[str, Any]) -> ItemRow:
    paragraphs = tuple(_paragraph(row) for row in given["paragraphs"])
    return ItemRow(**_known(ItemRow, given, paragraphs=paragraphs))


def _paragraph(given: dict[str, Any]) -> ParagraphRow:
    changes = tuple(PlanChangeRow(**_known(PlanChangeRow, row)) for row in given["changes"])
    return ParagraphRow(**_known(ParagraphRow, given, owners=tuple(given["owners"]), changes=changes))


def _known(kind: Any, given: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """Return the fields of a kept row that this program knows."""
    return {key: value for key, value in given.items() if key in kind._fields} | parts
