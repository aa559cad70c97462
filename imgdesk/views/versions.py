"""Versions of the plan as pages and papers read them: the list, the ghosts, the differences, what is still open.

A version is compared with now by id, image by image; an image equal to the letter is not looked into, so that ten
thousand untouched rows cost little.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from imgdesk.domain.diff import KINDS, Difference, Image, compare
from imgdesk.domain.doubts import COLUMNS, doubts
from imgdesk.views.plan_images import IMAGES

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class VersionRow(NamedTuple):
    """A frozen plan; `when_text` to `precision` is the day agreed, `activities` how many it holds."""

    id: int
    workplan_id: int
    title: str
    when_text: str
    earliest: str | None
    latest: str | None
    precision: str
    decided_by: str
    note: str
    made_at: str
    activities: int


class GhostRow(NamedTuple):
    """Where a bar stood in a version; dates are ISO text, None where open or unknown."""

    earliest: str | None
    latest: str | None
    precision: str
    grain: str
    when_text: str
    provisional: int


class Differences(NamedTuple):
    """What happened since a version; `counts` has every kind of difference, `records` how many records differ."""

    version: VersionRow
    rows: list[Difference]
    counts: dict[str, int]
    records: int


class ProposalRow(NamedTuple):
    """An activity or a section (the other is None) proposed for an agenda; `state` is open, taken or withdrawn."""

    id: int
    activity_id: int | None
    section_id: int | None
    why: str
    proposed_at: str
    state: str


class DecisionRow(NamedTuple):
    """What was decided (confirmed, unbracketed, dropped) about an activity or a section; the other is None.

    The record may be gone: hence its words as they stood.
    """

    id: int
    activity_id: int | None
    section_id: int | None
    text: str
    what: str
    decided_by: str
    when_text: str
    earliest: str | None
    latest: str | None
    precision: str
    note: str
    made_at: str


class Doubt(NamedTuple):
    """One thing not agreed yet, and since which day (ISO); None where the journal does not reach back."""

    what: str
    since: str | None


class OpenRow(NamedTuple):
    """An activity, or a whole section, that is still in brackets or unconfirmed.

    `days` counts from the oldest doubt to today, `days_left` from today to the end of the window (negative: past), each
    None where unknown. `activities` is how many rows a section in brackets holds, 0 for an activity.
    """

    kind: str
    id: int
    section_id: int
    section: str
    ref: str
    text: str
    doubts: tuple[Doubt, ...]
    days: int | None
    when_text: str
    earliest: str | None
    latest: str | None
    precision: str
    days_left: int | None
    activities: int
    proposals: tuple[ProposalRow, ...]
    decisions: tuple[DecisionRow, ...]


_VERSIONS: Final = """
SELECT v.id, v.workplan_id, v.title, v.when_text, v.earliest, v.latest, v.precision, v.decided_by, v.note, v.made_at,
       (SELECT count(*) FROM plan_version_row r WHERE r.plan_version_id = v.id AND r.kind = 'activity')
FROM plan_version v
"""
_GHOSTS: Final = """
SELECT record_id, image ->> '$.earliest', image ->> '$.latest', image ->> '$.precision', image ->> '$.grain',
       image ->> '$.when_text', image ->> '$.provisional' OR image ->> '$.when_provisional'
FROM plan_version_row WHERE plan_version_id = ? AND kind = 'activity'
"""
_OPEN: Final = f"""
SELECT a.id, s.id, s.title, a.ref, a.when_text, a.earliest, a.latest, a.precision, a.{", a.".join(COLUMNS)}
FROM plan_section s JOIN activity a ON a.plan_section_id = s.id
WHERE s.workplan_id = ? AND a.status NOT IN ('done', 'cancelled') AND (
    a.unconfirmed OR a.provisional OR a.when_tbc OR a.when_provisional
    OR instr(a.output || a.lead_text || a.partner_text || a.category_text, '['))
ORDER BY s.position, s.id, a.position, a.id
"""
_SECTIONS: Final = """
SELECT s.id, s.title, s.year, (SELECT count(*) FROM activity a WHERE a.plan_section_id = s.id)
FROM plan_section s WHERE s.workplan_id = ? AND s.provisional ORDER BY s.position, s.id
"""
_STEPS: Final = """
SELECT r.row_id, s.at, r.before, r.after FROM step_row r JOIN step s ON s.id = r.step_id
WHERE r.table_name = ? AND s.state = 'done' AND r.after IS NOT NULL
    AND r.row_id IN (SELECT value FROM json_each(?)) ORDER BY r.id
"""
IN_BRACKETS: Final = doubts({"provisional": True})
"""What is open about a section in brackets."""
_DECISION_OF: Final = {"brackets removed": "unbracketed", "confirmed": "confirmed"}


def versions(desk: Desk, workplan_id: int) -> list[VersionRow]:
    """Return the versions of a workplan, the newest last."""
    sql = f"{_VERSIONS} WHERE v.workplan_id = ? ORDER BY v.id"
    return desk.read(sql, (workplan_id,), row=VersionRow._make)


def version(desk: Desk, version_id: int) -> VersionRow | None:
    """Return one version, or None when it is gone."""
    rows = desk.read(f"{_VERSIONS} WHERE v.id = ?", (version_id,), row=VersionRow._make)
    return rows[0] if rows else None


def ghosts(desk: Desk, version_id: int) -> dict[int, GhostRow]:
    """Return where every activity of a version stood, by activity id; those that are gone now are among them."""
    return {row[0]: GhostRow._make(row[1:]) for row in desk.read(_GHOSTS, (version_id,))}


def images(desk: Desk, version_id: int) -> list[Image]:
    """Return all records of a version as they were frozen, kind by kind in the order of reading."""
    return [Image(kind, key, json.loads(text)) for (kind, key), text in _frozen(desk, version_id).items()]


def images_now(desk: Desk, workplan_id: int) -> list[Image]:
    """Return all records of a workplan as they stand now, in the same order and form as `images`."""
    return [Image(kind, key, json.loads(text)) for (kind, key), text in _standing(desk, workplan_id).items()]


def differences(desk: Desk, version_id: int) -> Differences | None:
    """Return what happened to the plan since a version, or None when the version is gone.

    Brackets removed and confirmations name the decision that did it, where one was recorded since.
    """
    found = version(desk, version_id)
    if found is None:
        return None
    then, now = _frozen(desk, version_id), _standing(desk, found.workplan_id)
    old = {key: json.loads(text) for key, text in then.items()}
    new = {key: old[key] if then.get(key) == text else json.loads(text) for key, text in now.items()}
    rows = compare(
        [Image(*key, fields) for key, fields in old.items()],
        [Image(*key, fields) for key, fields in new.items()],
    )
    rows = _with_decisions(rows, decisions(desk, found.workplan_id), found.made_at)
    counted = Counter(row.what for row in rows)
    records = len({(row.kind, row.id) for row in rows})
    return Differences(found, rows, {what: counted[what] for what in KINDS}, records)


def proposals(desk: Desk, workplan_id: int, *, state: str = "open") -> list[ProposalRow]:
    """Return the activities and sections proposed for an agenda (`state` open, taken or withdrawn), oldest first."""
    sql = (
        "SELECT p.id, p.activity_id, p.plan_section_id, p.why, p.proposed_at, p.state FROM agenda_proposal p "
        "LEFT JOIN activity a ON a.id = p.activity_id "
        "JOIN plan_section s ON s.id = coalesce(p.plan_section_id, a.plan_section_id) "
        "WHERE s.workplan_id = ? AND p.state = ? ORDER BY p.id"
    )
    return desk.read(sql, (workplan_id, state), row=ProposalRow._make)


def decisions(desk: Desk, workplan_id: int) -> list[DecisionRow]:
    """Return what was decided about activities and sections, oldest first, also about those that are gone."""
    columns = ", ".join(DecisionRow._fields).replace("section_id", "plan_section_id")
    sql = f"SELECT {columns} FROM standing_decision WHERE workplan_id = ? ORDER BY id"
    return desk.read(sql, (workplan_id,), row=DecisionRow._make)


def still_open(desk: Desk, workplan_id: int, today: date) -> list[OpenRow]:
    """Return what is still in brackets or unconfirmed, the end of its window first, undated last.

    Done and cancelled activities are left out. A section in brackets is one row; its activities stand beside it only
    for doubts of their own.
    """
    proposed = _by_record(proposals(desk, workplan_id))
    decided = _by_record(decisions(desk, workplan_id))
    rows = [*_open_sections(desk, workplan_id, today), *_open_activities(desk, workplan_id, today)]
    rows = [
        row._replace(proposals=tuple(proposed.get(row[:2], ())), decisions=tuple(decided.get(row[:2], ())))
        for row in rows
    ]
    return sorted(rows, key=lambda row: row.latest or "~")


def _open_activities(desk: Desk, workplan_id: int, today: date) -> list[OpenRow]:
    rows = []
    for row in desk.read(_OPEN, (workplan_id,)):
        fields = dict(zip(COLUMNS, row[8:], strict=True))
        if said := doubts(fields):
            rows.append(([*row[:4], fields["output"]], list(row[4:8]), said))
    since = _since(desk, "activity", [who[0] for who, _, _ in rows])
    return [
        _open_row("activity", who, window, said, since.get(who[0], {}), today) for who, window, said in rows
    ]


def _open_sections(desk: Desk, workplan_id: int, today: date) -> list[OpenRow]:
    rows = desk.read(_SECTIONS, (workplan_id,))
    since = _since(desk, "plan_section", [row[0] for row in rows])
    found = []
    for key, title, year, count in rows:
        days = (f"{year:04d}-01-01", f"{year:04d}-12-31", "year") if year else (None, None, "none")
        window = [str(year or ""), *days]
        row = _open_row(
            "section", [key, key, title, "", title], window, IN_BRACKETS, since.get(key, {}), today
        )
        found.append(row._replace(activities=count))
    return found


def _open_row(
    kind: str, who: list[Any], window: list[Any], said: tuple[str, ...], since: dict[str, str], today: date
) -> OpenRow:
    key, section_id, section, ref, text = who
    when_text, earliest, latest, precision = window
    first = min((since[what] for what in said if what in since), default=None)
    return OpenRow(
        kind=kind,
        id=key,
        section_id=section_id,
        section=section,
        ref=ref,
        text=text,
        doubts=tuple(Doubt(what, since.get(what)) for what in said),
        days=max((today - date.fromisoformat(first)).days, 0) if first else None,
        when_text=when_text,
        earliest=earliest,
        latest=latest,
        precision=precision,
        days_left=(date.fromisoformat(latest) - today).days if latest else None,
        activities=0,
        proposals=(),
        decisions=(),
    )


def _since(desk: Desk, table: str, ids: list[int]) -> dict[int, dict[str, str]]:
    """Return per record the day since which each of its present doubts stands, as the journal tells it."""
    found: dict[int, dict[str, str]] = {}
    for row_id, at, before, after in desk.read(_STEPS, (table, json.dumps(ids))):
        was = doubts(json.loads(before)) if before else ()
        is_open = doubts(json.loads(after))
        known = found.setdefault(row_id, {})
        found[row_id] = {
            what: at[:10] if what not in was else known[what]
            for what in is_open
            if what not in was or what in known
        }
    return found


def _with_decisions(rows: list[Difference], decided: Iterable[DecisionRow], made_at: str) -> list[Difference]:
    by_key = {
        (*_record(row), row.what): ", ".join(filter(None, (row.decided_by, row.when_text)))
        for row in decided
        if row.made_at >= made_at
    }
    return [
        row._replace(decided_by=by_key.get((row.kind, row.id, _DECISION_OF[row.what]), ""))
        if row.what in _DECISION_OF
        else row
        for row in rows
    ]


def _frozen(desk: Desk, version_id: int) -> dict[tuple[str, int], str]:
    sql = "SELECT record_id, image FROM plan_version_row WHERE plan_version_id = ? AND kind = ? ORDER BY position"
    return {(kind, key): image for kind in IMAGES for key, image in desk.read(sql, (version_id, kind))}


def _standing(desk: Desk, workplan_id: int) -> dict[tuple[str, int], str]:
    return {
        (kind, key): image
        for kind, sql in IMAGES.items()
        for key, _, image in desk.read(f"{sql} ORDER BY 2", (workplan_id,))
    }


def _by_record(rows: Iterable[Any]) -> dict[tuple[str, int], list[Any]]:
    found: dict[tuple[str, int], list[Any]] = {}
    for row in rows:
        found.setdefault(_record(row), []).append(row)
    return found


def _record(row: Any) -> tuple[str, int]:
    """The kind and id of what a proposal or a decision is about."""
    return ("activity", row.activity_id) if row.activity_id is not None else ("section", row.section_id)
