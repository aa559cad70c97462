"""What is searched: for every kind of record the words by which it is found, and the day by which it is sorted.

Plain SQL on the tables, and which other rows each text depends on, so that a change touches no more than it must.
A paragraph that says no more than its decision or its action is found as that, once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from imgdesk.domain.meeting_words import meeting_name

Text = tuple[int, int, str, str]
"""Id, day as a Julian day number (0: none), title, further words."""


def _joined(row: Sequence[Any]) -> Text:
    key, day, title, *parts = row
    return key, day, title, " · ".join(part for part in map(str, parts) if part)


def _meeting(row: Sequence[Any]) -> Text:
    key, day, title, series, number, when, *parts = row
    return _joined((key, day, meeting_name(title, series, number, when), when, *parts))


_LINKED: Final = re.compile(r"\[([^\[\]\n]*)\]\((?:https?://|mailto:)[^\s()]*\)")
_MARKS: Final = re.compile(
    r"\\(?P<plain>[\\*\[\]<\-•.):|])|\[\^[^\s\[\]^\\*]{1,40}\]:?|^[ \t]*[-*•][ \t]+|(?<=\S)\*+|\*+(?=\S)"
    r"|(?<=[ \t])(?P<bar>\|)(?=[ \t]|$)",
    re.MULTILINE,
)


def _section(row: Sequence[Any]) -> Text:
    key, day, heading, *texts = row
    return _joined((key, day, heading, *map(_unmarked, texts)))


def _unmarked(text: str) -> str:
    """Return the words of a text without its marks: a section is looked through at every key, its structure is not."""
    return _MARKS.sub(lambda mark: mark["plain"] or ("·" if mark["bar"] else ""), _LINKED.sub(r"\1", text))


class Source(NamedTuple):
    """One kind of record, named by its table.

    `sql` selects id, day, title and further words where `{wanted}` holds, the record being `r`; `made` makes a Text
    of it. `children` are tables that belong to one record each, with the column that names it; `parents` are tables
    that many records draw on, with the SQL that finds these among `{ids}`.
    """

    kind: str
    sql: str
    children: Mapping[str, str] = {}
    parents: Mapping[str, str] = {}
    made: Callable[[Sequence[Any]], Text] = _joined


_NAMES: Final = """coalesce((SELECT group_concat(coalesce(nullif(o.acronym, ''), o.name), ', ') FROM {table} l
    JOIN organization o ON o.id = l.organization_id WHERE l.activity_id = r.id), '')"""
_ACTIVITY: Final = f"""
SELECT r.id, {{day}}, r.output, r.ref, CASE WHEN r.category_text <> '' THEN r.category_text
    ELSE coalesce(c.name, '') END, r.lead_text, {_NAMES.format(table="activity_lead")}, r.partner_text,
    {_NAMES.format(table="activity_partner")}, coalesce(e.name, ''), r.note,
    coalesce((SELECT group_concat(f.text, ' · ') FROM footnote f WHERE f.activity_id = r.id), '')
FROM activity r LEFT JOIN category c ON c.id = r.category_id LEFT JOIN event e ON e.id = r.event_id WHERE {{wanted}}
"""
_OF_ORGANIZATION: Final = (
    "SELECT activity_id FROM activity_lead WHERE organization_id IN ({ids}) "
    "UNION SELECT activity_id FROM activity_partner WHERE organization_id IN ({ids})"
)
_MEETING: Final = """
SELECT r.id, {day}, r.title, coalesce(s.title, ''), r.number, r.when_text, r.place, r.link
FROM meeting r LEFT JOIN meeting_series s ON s.id = r.series_id WHERE {wanted}
"""
_ITEM: Final = """
SELECT r.id, {day}, r.title, r.presenter FROM agenda_item r JOIN meeting m ON m.id = r.meeting_id WHERE {wanted}
"""
_MINUTE: Final = """
SELECT r.id, {day}, '', r.text FROM minute r JOIN agenda_item i ON i.id = r.agenda_item_id
JOIN meeting m ON m.id = i.meeting_id
WHERE {wanted} AND r.text <> coalesce((SELECT text FROM decision WHERE id = r.decision_id),
    (SELECT text FROM action_point WHERE id = r.action_id), '')
"""
_DECISION: Final = """
SELECT r.id, {day}, '', r.text FROM decision r LEFT JOIN meeting m ON m.id = r.meeting_id WHERE {wanted}
"""
_ACTION: Final = """
SELECT r.id, {day}, '', r.text, coalesce((SELECT group_concat(name, ', ')
    FROM (SELECT name FROM action_owner WHERE action_id = r.id ORDER BY position, id)), '')
FROM action_point r LEFT JOIN meeting m ON m.id = (SELECT x.meeting_id FROM action_appearance x
    JOIN meeting g ON g.id = x.meeting_id WHERE x.action_id = r.id ORDER BY coalesce(g.earliest, '9999'), g.id LIMIT 1)
WHERE {wanted}
"""
_INDICATOR: Final = """
SELECT r.id, 0, trim(r.code || ' ' || r.title), r.unit, r.baseline_text, r.baseline_when, r.target_text,
    r.target_when, r.source, r.note, coalesce((SELECT group_concat(trim(v.text || ' ' || v.comment), ' · ')
    FROM indicator_value v WHERE v.indicator_id = r.id AND v.text || v.comment <> ''), '')
FROM indicator r WHERE {wanted}
"""
_REPORT: Final = """
SELECT r.id, {day}, '', r.rag_reason, r.percent_reason
FROM focus_area_report r JOIN reporting_period p ON p.id = r.period_id
WHERE {wanted} AND r.rag_reason || r.percent_reason <> ''
"""
_LINE: Final = """
SELECT r.id, {day}, r.heading, r.text FROM report_line r JOIN focus_area_report f ON f.id = r.report_id
JOIN reporting_period p ON p.id = f.period_id WHERE {wanted} AND r.state <> 'dropped'
"""


_PAPER: Final = """
SELECT r.id, {day}, r.title, r.subtitle, r.audience FROM paper r WHERE {wanted} AND r.template = 0
"""
_PAPER_SECTION: Final = """
SELECT r.id, {day}, r.heading, r.text, coalesce((SELECT group_concat(text, char(10)) FROM (
    SELECT text FROM paper_override WHERE section_id = r.id ORDER BY id)), '')
FROM paper_section r JOIN paper p ON p.id = r.paper_id WHERE {wanted} AND p.template = 0
    AND (r.heading || r.text <> '' OR EXISTS (SELECT 1 FROM paper_override WHERE section_id = r.id))
"""


def _plain(table: str, columns: str, day: str = "NULL") -> str:
    return f"SELECT r.id, {_day(day)}, {columns} FROM {table} r WHERE {{wanted}}"


def _day(column: str) -> str:
    return f"coalesce(CAST(julianday({column}) AS INTEGER), 0)"


def _dated(sql: str, column: str) -> str:
    return sql.replace("{day}", _day(column))


SOURCES: Final = (
    Source(
        "activity",
        _dated(_ACTIVITY, "coalesce(r.earliest, r.latest)"),
        dict.fromkeys(("activity_lead", "activity_partner", "footnote"), "activity_id"),
        {
            "organization": _OF_ORGANIZATION,
            "category": "SELECT id FROM activity WHERE category_id IN ({ids})",
            "event": "SELECT id FROM activity WHERE event_id IN ({ids})",
        },
    ),
    Source(
        "action_point",
        _dated(_ACTION, "coalesce(m.earliest, r.earliest)"),
        {"action_owner": "action_id", "action_appearance": "action_id"},
        {"meeting": "SELECT action_id FROM action_appearance WHERE meeting_id IN ({ids})"},
    ),
    Source(
        "decision",
        _dated(_DECISION, "m.earliest"),
        {},
        {"meeting": "SELECT id FROM decision WHERE meeting_id IN ({ids})"},
    ),
    Source(
        "meeting",
        _dated(_MEETING, "r.earliest"),
        {},
        {"meeting_series": "SELECT id FROM meeting WHERE series_id IN ({ids})"},
        _meeting,
    ),
    Source(
        "agenda_item",
        _dated(_ITEM, "m.earliest"),
        {},
        {"meeting": "SELECT id FROM agenda_item WHERE meeting_id IN ({ids})"},
    ),
    Source(
        "minute",
        _dated(_MINUTE, "m.earliest"),
        {},
        {
            "agenda_item": "SELECT id FROM minute WHERE agenda_item_id IN ({ids})",
            "meeting": "SELECT p.id FROM agenda_item i JOIN minute p ON p.agenda_item_id = i.id "
            "WHERE i.meeting_id IN ({ids})",
            "decision": "SELECT id FROM minute WHERE decision_id IN ({ids})",
            "action_point": "SELECT id FROM minute WHERE action_id IN ({ids})",
        },
    ),
    Source("paper", _dated(_PAPER, "r.made_at")),
    Source(
        "paper_section", _dated(_PAPER_SECTION, "p.made_at"), {"paper_override": "section_id"}, made=_section
    ),
    Source(
        "report_line",
        _dated(_LINE, "p.earliest"),
        {},
        {
            "reporting_period": "SELECT l.id FROM focus_area_report f JOIN report_line l ON l.report_id = f.id "
            "WHERE f.period_id IN ({ids})",
        },
    ),
    Source(
        "focus_area_report",
        _dated(_REPORT, "p.earliest"),
        {},
        {"reporting_period": "SELECT id FROM focus_area_report WHERE period_id IN ({ids})"},
    ),
    Source("indicator", _INDICATOR, {"indicator_value": "indicator_id"}),
    Source("result", _plain("result", "trim(r.code || ' ' || r.title)")),
    Source("attachment", _plain("attachment", "r.title, r.file_name, r.link", "r.earliest")),
    Source(
        "plan_section", _plain("plan_section", "r.title, r.heading, r.note", "printf('%04d-01-01', r.year)")
    ),
    Source("narrative", _plain("narrative", "r.heading, r.label, r.text")),
    Source(
        "organization",
        _plain(
            "organization",
            "trim(r.acronym || ' ' || r.name), r.note, coalesce((SELECT group_concat(text, ' · ') "
            "FROM organization_alias a WHERE a.organization_id = r.id), '')",
        ),
        {"organization_alias": "organization_id"},
    ),
    Source("person", _plain("person", "r.name, r.title, r.email, r.note")),
)
"""All kinds, in the order in which a list of results shows them."""
