"""What was found, in words: title, where it stands, when, and the piece of text with the match marked.

The index knows texts only. Where a record stands is read here, for the few that are shown: a paragraph has another
number as soon as one is written above it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.meeting_words import meeting_name
from imgdesk.domain.paper_words import kind_words
from imgdesk.store.search import LIMIT, Span, plain

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.store.search import Hit, SearchIndex

KINDS: Final = {
    "activity": ("activity", "Activities"),
    "action_point": ("action", "Actions"),
    "decision": ("decision", "Decisions"),
    "meeting": ("meeting", "Meetings"),
    "agenda_item": ("agenda item", "Agenda items"),
    "minute": ("paragraph", "Paragraphs of minutes"),
    "paper": ("paper", "Papers"),
    "paper_section": ("section of a paper", "Sections of papers"),
    "report_line": ("line of a report", "Lines of progress reports"),
    "focus_area_report": ("report", "Ratings of focus areas"),
    "indicator": ("indicator", "Indicators"),
    "result": ("result", "Results"),
    "attachment": ("document", "Documents"),
    "plan_section": ("section", "Sections of the plan"),
    "narrative": ("text", "Texts of the plan"),
    "organization": ("organization", "Organizations"),
    "person": ("person", "People"),
}
"""Each table with what one of its records is called, and several."""


class ResultRow(NamedTuple):
    """A record found. `title` and `snippet` are pieces of text, each with whether it is what was looked for.

    The snippet is the title where that matches; a paragraph, a decision and an action have their item's title.
    """

    table: str
    id: int
    title: tuple[Span, ...]
    where: str
    when: str
    snippet: tuple[Span, ...]

    @property
    def kind(self) -> str:
        """What such a record is called."""
        return KINDS[self.table][0]

    def as_dict(self) -> dict[str, str]:
        """Return the row as the command line gives it."""
        return {
            "kind": self.kind,
            "record": f"{self.table}:{self.id}",
            "title": plain(self.title),
            "where": self.where,
            "snippet": plain(self.snippet),
        }


class Results(NamedTuple):
    """The rows, kind by kind, and how many records of each table match in all."""

    rows: tuple[ResultRow, ...]
    counts: dict[str, int]

    @property
    def more(self) -> int:
        """How many match beyond those in `rows`."""
        return sum(self.counts.values()) - len(self.rows)


class _Place(NamedTuple):
    """What the index does not know of a record."""

    title: str
    where: str
    when: str


_OF_REPORT: Final = (
    """JOIN reporting_period p ON p.id = r.period_id JOIN focus_area f ON f.id = r.focus_area_id"""
)
_AREA: Final = "'Focus area ' || f.number || ': ' || coalesce(nullif(f.short_title, ''), f.title)"
_PLAIN: Final = {
    "activity": """SELECT a.id, '', trim(a.ref || ' · ' || s.title, ' ·'), a.when_text
        FROM activity a JOIN plan_section s ON s.id = a.plan_section_id WHERE a.id IN ({ids})""",
    "report_line": f"""SELECT l.id, {_AREA}, p.title || ', focus area ' || f.number || ', ' || l.part, p.when_text
        FROM report_line l JOIN focus_area_report r ON r.id = l.report_id {_OF_REPORT} WHERE l.id IN ({{ids}})""",
    "focus_area_report": f"""SELECT r.id, {_AREA}, trim(p.title || ' · ' || r.rag, ' ·'), p.when_text
        FROM focus_area_report r {_OF_REPORT} WHERE r.id IN ({{ids}})""",
    "indicator": """SELECT i.id, '', trim(r.code || ' ' || r.title), i.target_when
        FROM indicator i JOIN result r ON r.id = i.result_id WHERE i.id IN ({ids})""",
    "result": """SELECT r.id, '', coalesce(trim(u.code || ' ' || u.title), w.title), w.period
        FROM result r JOIN framework w ON w.id = r.framework_id LEFT JOIN result u ON u.id = r.parent_id
        WHERE r.id IN ({ids})""",
    "attachment": """SELECT t.id, coalesce(nullif(t.title, ''), nullif(t.file_name, ''), t.link), a.output, t.when_text
        FROM attachment t JOIN activity a ON a.id = t.activity_id WHERE t.id IN ({ids})""",
    "plan_section": """SELECT s.id, '', w.title, coalesce(s.year, '')
        FROM plan_section s JOIN workplan w ON w.id = s.workplan_id WHERE s.id IN ({ids})""",
    "narrative": """SELECT n.id, coalesce(nullif(n.heading, ''), nullif(n.label, ''), s.title, w.title),
        coalesce(s.title, w.title), '' FROM narrative n JOIN workplan w ON w.id = n.workplan_id
        LEFT JOIN plan_section s ON s.id = n.plan_section_id WHERE n.id IN ({ids})""",
    "organization": """SELECT o.id, '', coalesce((SELECT group_concat(role, ', ') FROM (SELECT DISTINCT role
        FROM role_holding WHERE organization_id = o.id ORDER BY position, id)), ''), ''
        FROM organization o WHERE o.id IN ({ids})""",
    "person": """SELECT p.id, '', trim(coalesce(nullif(o.acronym, ''), o.name, '') || ' · ' || p.title, ' ·'), ''
        FROM person p LEFT JOIN organization o ON o.id = p.organization_id WHERE p.id IN ({ids})""",
}
_PAPERS: Final = {
    "paper": "SELECT p.id, p.title, p.kind, p.status, p.title, p.dated FROM paper p WHERE p.id IN ({ids})",
    "paper_section": """SELECT s.id, coalesce(nullif(s.heading, ''), p.title), p.kind, p.status, p.title, p.dated
        FROM paper_section s JOIN paper p ON p.id = s.paper_id WHERE s.id IN ({ids})""",
}
_NAMED: Final = "m.title, coalesce(s.title, ''), m.number, m.when_text"
_OF_MEETING: Final = {
    "meeting": f"""SELECT m.id, '', coalesce(nullif(m.place, ''), s.title, ''), m.when_text, {_NAMED}
        FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id WHERE m.id IN ({{ids}})""",
    "agenda_item": f"""SELECT i.id, '', (SELECT count(*) FROM agenda_item j WHERE j.meeting_id = i.meeting_id
            AND (j.position, j.id) <= (i.position, i.id)), m.when_text, {_NAMED}
        FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id
        LEFT JOIN meeting_series s ON s.id = m.series_id WHERE i.id IN ({{ids}})""",
    "decision": f"""SELECT d.id, '', '', m.when_text, {_NAMED} FROM decision d
        LEFT JOIN meeting m ON m.id = d.meeting_id
        LEFT JOIN meeting_series s ON s.id = m.series_id WHERE d.id IN ({{ids}})""",
}
_PARAGRAPHS: Final = {
    "minute": "SELECT id, id FROM minute WHERE id IN ({ids})",
    "decision": "SELECT decision_id, min(id) FROM minute WHERE decision_id IN ({ids}) GROUP BY decision_id",
    "action_point": "SELECT action_id, min(id) FROM minute WHERE action_id IN ({ids}) GROUP BY action_id",
}
"""Where a record was first written down."""
_NUMBERED: Final = f"""
SELECT n.id, n.item, n.number, m.when_text, {_NAMED} FROM (
    SELECT p.id, i.title AS item, i.meeting_id,
        row_number() OVER (PARTITION BY i.meeting_id ORDER BY i.position, i.id, p.position, p.id) AS number
    FROM agenda_item i JOIN minute p ON p.agenda_item_id = i.id WHERE i.meeting_id IN (
        SELECT x.meeting_id FROM minute q JOIN agenda_item x ON x.id = q.agenda_item_id WHERE q.id IN ({{ids}}))
) n JOIN meeting m ON m.id = n.meeting_id LEFT JOIN meeting_series s ON s.id = m.series_id WHERE n.id IN ({{ids}})
"""
_DUE: Final = "SELECT id, status, when_text FROM action_point WHERE id IN ({ids})"
_BEFORE_MATCH: Final = 48
"""A match further to the right than so many characters would not be seen in a line."""

_SHOWN_AS: Final = {
    "activity": "activity",
    "action_point": "action",
    "meeting": "meeting",
    "agenda_item": "item",
    "minute": "minute",
    "plan_section": "section",
    "paper": "paper",
    "paper_section": "paper_section",
    "focus_area_report": "focus_area_report",
    "indicator": "indicator",
    "result": "result",
    "organization": "organization",
    "person": "person",
}
_NEAREST: Final = {
    "paper_section": ("SELECT 'paper', paper_id FROM paper_section WHERE id = ?",),
    "report_line": ("SELECT 'focus_area_report', report_id FROM report_line WHERE id = ?",),
    "attachment": ("SELECT 'activity', activity_id FROM attachment WHERE id = ?",),
    "narrative": (
        "SELECT 'section', coalesce(n.plan_section_id, (SELECT s.id FROM plan_section s "
        "WHERE s.workplan_id = n.workplan_id ORDER BY s.position, s.id LIMIT 1)) FROM narrative n WHERE n.id = ?",
    ),
    "person": ("SELECT 'organization', organization_id FROM person WHERE id = ?",),
    "agenda_item": ("SELECT 'meeting', meeting_id FROM agenda_item WHERE id = ?",),
    "minute": (
        "SELECT 'meeting', i.meeting_id FROM minute p JOIN agenda_item i ON i.id = p.agenda_item_id WHERE p.id = ?",
    ),
    "decision": (
        "SELECT 'minute', min(id) FROM minute WHERE decision_id = ?",
        "SELECT 'meeting', meeting_id FROM decision WHERE id = ?",
        "SELECT 'activity', activity_id FROM decision WHERE id = ?",
    ),
    "action_point": (
        "SELECT 'minute', min(id) FROM minute WHERE action_id = ?",
        "SELECT 'activity', activity_id FROM action_point WHERE id = ?",
    ),
}


def search(desk: Desk, index: SearchIndex, text: str, *, ranked: bool = False, limit: int = LIMIT) -> Results:
    """Return what matches, kind by kind: the newest of each first, or the best when `ranked`.

    A record that went since it was indexed is left out.
    """
    found = index.search(text, ranked=ranked, limit=limit)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for hit in found.hits:
        by_kind[hit.kind].append(hit.id)
    places = _places(desk, by_kind)
    rows = (_row(hit, places[hit.kind, hit.id]) for hit in found.hits if (hit.kind, hit.id) in places)
    return Results(tuple(rows), dict(found.counts))


def from_the_match(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the text with its beginning cut where the first match would stand far to the right of it."""
    if len(spans) < 2 or spans[0][1] or len(spans[0][0]) <= _BEFORE_MATCH:
        return spans
    before = spans[0][0]
    kept = before[-_BEFORE_MATCH // 2 :].partition(" ")[2] or before[-_BEFORE_MATCH // 2 :]
    return ((f"…{kept}", False), *spans[1:])


def targets(desk: Desk, table: str, record_id: int) -> list[tuple[str, int]]:
    """Return what a page could show for a record, as kind and id (see ui PageEntry.shows): the nearest first."""
    found = [(_SHOWN_AS[table], record_id)] if table in _SHOWN_AS else []
    for sql in _NEAREST.get(table, ()):
        found += [(kind, key) for kind, key in desk.read(sql, (record_id,)) if key is not None]
    return found


def _row(hit: Hit, place: _Place) -> ResultRow:
    title = hit.title or ((place.title, False),)
    in_title = any(marked for _, marked in hit.title)
    snippet = from_the_match(hit.title if in_title else hit.text)
    return ResultRow(hit.kind, hit.id, title, place.where, place.when, snippet)


def _places(desk: Desk, by_kind: dict[str, list[int]]) -> dict[tuple[str, int], _Place]:
    found: dict[tuple[str, int], _Place] = {}
    for table, ids in by_kind.items():
        if table in _PLAIN:
            for key, title, where, when in desk.read(_PLAIN[table].format(ids=_listed(ids))):
                found[table, key] = _Place(title, where, str(when))
        elif table in _PAPERS:
            for key, title, kind, status, paper, dated in desk.read(_PAPERS[table].format(ids=_listed(ids))):
                what = f"{kind_words(kind)} “{paper}”" if table == "paper_section" else kind_words(kind)
                found[table, key] = _Place(title, f"{what} · {status}", dated)
        elif table in _OF_MEETING:
            for key, title, where, when, *named in desk.read(_OF_MEETING[table].format(ids=_listed(ids))):
                found[table, key] = _Place(title, _in_meeting(table, where, named), when or "")
    paragraphs = _paragraphs(desk, by_kind)
    found |= paragraphs
    actions = by_kind.get("action_point", [])
    for key, status, due in desk.read(_DUE.format(ids=_listed(actions))) if actions else ():
        at = paragraphs.get(("action_point", key))
        found["action_point", key] = _Place(
            at.title if at else "", f"{at.where} · {status}" if at else status, due
        )
    return found


def _in_meeting(table: str, where: object, named: list[object]) -> str:
    if table == "meeting" or named[0] is None:
        return str(where)
    name = meeting_name(*named)  # type: ignore[arg-type]
    return f"{name}, item {where}" if table == "agenda_item" else name


def _paragraphs(desk: Desk, by_kind: dict[str, list[int]]) -> dict[tuple[str, int], _Place]:
    """Return the records that stand in a paragraph, with its meeting, its number and the title of its item."""
    standing = {
        (table, key): minute
        for table, sql in _PARAGRAPHS.items()
        if by_kind.get(table)
        for key, minute in desk.read(sql.format(ids=_listed(by_kind[table])))
    }
    if not standing:
        return {}
    numbered = {
        key: _Place(item, f"{meeting_name(*named)}, paragraph {number}", when)
        for key, item, number, when, *named in desk.read(_NUMBERED.format(ids=_listed(standing.values())))
    }
    return {record: numbered[minute] for record, minute in standing.items()}


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(set(ids))))
