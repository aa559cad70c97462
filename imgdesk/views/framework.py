"""The results framework as pages, papers and lists read it: results in order, indicators with all their values.

What is computed is computed here once, by the rules of the domain: the value to date, the achievement with its reason,
and the question that a text without a number leaves. A mean over indicators that measure different things is never
made: a result says how many of its indicators are met.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from imgdesk.domain.achievement import Achievement, achievement, achievement_sentence, across
from imgdesk.domain.indicator_text import read_number, same_measure, value_words
from imgdesk.text import one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class FrameworkRow(NamedTuple):
    """A framework; `results` and `indicators` are counts."""

    id: int
    title: str
    period: str
    source: str
    note: str
    results: int
    indicators: int


class ResultRow(NamedTuple):
    """A result in the order of the paper; `level` 0 stands at the top. `activities` and `indicators` are counts."""

    id: int
    framework_id: int
    parent_id: int | None
    kind: str
    code: str
    title: str
    level: int
    activities: int
    indicators: int


class ValueRow(NamedTuple):
    """A target or an actual value of a period; see domain.progress_words.VALUE_KINDS."""

    id: int
    indicator_id: int
    period_id: int
    kind: str
    value: float | None
    text: str
    numerator: float | None
    denominator: float | None
    comment: str
    source: str


class IndicatorRow(NamedTuple):
    """An indicator with its values in the order of the periods.

    `actual_value` is the value to date, `actual_text` its words; `share`, `met` and `why` as
    domain.achievement.achievement gives them; `questions` are what a person has to say about baseline and target.
    """

    id: int
    result_id: int
    result: str
    code: str
    title: str
    measure: str
    direction: str
    cumulative: int
    unit: str
    calculation: str
    baseline_value: float | None
    baseline_text: str
    baseline_year: int | None
    baseline_when: str
    target_value: float | None
    target_text: str
    target_when: str
    source: str
    note: str
    values: tuple[ValueRow, ...] = ()
    actual_value: float | None = None
    actual_text: str = ""
    share: float | None = None
    met: bool | None = None
    why: str = ""
    questions: tuple[str, ...] = ()


class LinkRow(NamedTuple):
    """An activity that contributes to a result."""

    id: int
    activity_id: int
    ref: str
    output: str
    status: str
    result_id: int
    code: str
    title: str


class Matrix(NamedTuple):
    """How many activities of each focus area contribute to each result; pairs without one are left out."""

    areas: tuple[tuple[int, int, str], ...]
    results: tuple[ResultRow, ...]
    counts: dict[tuple[int, int], int]


class Tally(NamedTuple):
    """How the indicators of a result stand; `silent` are those that cannot be told."""

    met: int
    not_met: int
    silent: int


_RESULTS = """
WITH RECURSIVE tree (id, level, path) AS (
    SELECT id, 0, printf('%020.6f/%012d', position, id) FROM result WHERE parent_id IS NULL AND framework_id = ?1
    UNION ALL
    SELECT r.id, t.level + 1, t.path || '/' || printf('%020.6f/%012d', r.position, r.id)
    FROM result r JOIN tree t ON r.parent_id = t.id WHERE t.level < 50
)
SELECT r.id, r.framework_id, r.parent_id, r.kind, r.code, r.title, t.level,
    (SELECT count(*) FROM activity_result a WHERE a.result_id = r.id),
    (SELECT count(*) FROM indicator i WHERE i.result_id = r.id)
FROM tree t JOIN result r ON r.id = t.id ORDER BY t.path
"""
_INDICATORS = """
SELECT i.id, i.result_id, r.code, i.code, i.title, i.measure, i.direction, i.cumulative, i.unit, i.calculation,
    i.baseline_value, i.baseline_text, i.baseline_year, i.baseline_when, i.target_value, i.target_text, i.target_when,
    i.source, i.note
FROM indicator i JOIN result r ON r.id = i.result_id
"""
_VALUES = """
SELECT v.id, v.indicator_id, v.period_id, v.kind, v.value, v.text, v.numerator, v.denominator, v.comment, v.source
FROM indicator_value v JOIN reporting_period p ON p.id = v.period_id
"""
_VALUE_ORDER = "ORDER BY p.earliest, p.latest, p.id, v.position, v.id"
_MATRIX = """
SELECT f.id, x.result_id, count(*) FROM activity_result x JOIN activity a ON a.id = x.activity_id
JOIN plan_section s ON s.id = a.plan_section_id JOIN result r ON r.id = x.result_id
JOIN focus_area f ON f.workplan_id = s.workplan_id
WHERE s.workplan_id = ? AND r.framework_id = ? AND (a.everyone
    OR EXISTS (SELECT 1 FROM activity_focus_area l WHERE l.activity_id = a.id AND l.focus_area_id = f.id))
GROUP BY f.id, x.result_id
"""
_LINKS = """
SELECT x.id, a.id, a.ref, a.output, a.status, r.id, r.code, r.title FROM activity_result x
JOIN activity a ON a.id = x.activity_id JOIN result r ON r.id = x.result_id
"""


def frameworks(desk: Desk) -> list[FrameworkRow]:
    """Return all frameworks in order."""
    return desk.read(
        "SELECT f.id, f.title, f.period, f.source, f.note, "
        "(SELECT count(*) FROM result r WHERE r.framework_id = f.id), "
        "(SELECT count(*) FROM indicator i JOIN result r ON r.id = i.result_id WHERE r.framework_id = f.id) "
        "FROM framework f ORDER BY f.position, f.id",
        row=FrameworkRow._make,
    )


def results(desk: Desk, framework_id: int) -> list[ResultRow]:
    """Return the results of a framework, each followed by those under it."""
    return desk.read(_RESULTS, (framework_id,), row=ResultRow._make)


def indicators(
    desk: Desk, framework_id: int | None = None, *, result_id: int | None = None
) -> list[IndicatorRow]:
    """Return the indicators of a framework, of one result, or all, in the order of the results."""
    if result_id is not None:
        return _indicators(desk, "i.result_id = ?", (result_id,))
    wanted = [framework_id] if framework_id is not None else [row.id for row in frameworks(desk)]
    found: list[IndicatorRow] = []
    for key in wanted:
        place = {row.id: number for number, row in enumerate(results(desk, key))}
        rows = _indicators(desk, "r.framework_id = ?", (key,))
        found += sorted(rows, key=lambda row: place.get(row.result_id, len(place)))
    return found


def indicator(desk: Desk, indicator_id: int) -> IndicatorRow | None:
    """Return one indicator, or None when it is gone."""
    rows = _indicators(desk, "i.id = ?", (indicator_id,))
    return rows[0] if rows else None


def moved(desk: Desk, period_id: int) -> list[IndicatorRow]:
    """Return the indicators that have an actual value in a period, as they stood at its end."""
    order = [key for (key,) in desk.read("SELECT id FROM reporting_period ORDER BY earliest, latest, id")]
    known = set(order[: order.index(period_id) + 1]) if period_id in order else set()
    found = []
    for row in indicators(desk):
        kept = [value for value in row.values if value.period_id in known]
        if any(value.period_id == period_id and value.kind == "actual" for value in kept):
            found.append(_with_values(row, kept))
    return found


def achieved(row: IndicatorRow) -> str:
    """Return how far an indicator has come, in words, or why that cannot be told."""
    if row.actual_value is None and last_words(row):
        return "told in words"
    return achievement_sentence(Achievement(row.share, row.met, row.why))


def last_words(row: IndicatorRow) -> str:
    """Return what was last said of an indicator's actual value without a number, "" where nothing was."""
    said = [one_line(value.text) for value in row.values if value.kind == "actual" and value.value is None]
    return said[-1] if said else ""


def tally(rows: Iterable[IndicatorRow]) -> Tally:
    """Return how many indicators are met, are not, and cannot be told."""
    said = [row.met for row in rows]
    return Tally(said.count(True), said.count(False), said.count(None))


def matrix(desk: Desk, framework_id: int, workplan_id: int) -> Matrix:
    """Return the coverage of a framework's results by the focus areas of a workplan."""
    areas = desk.read(
        "SELECT id, number, coalesce(nullif(short_title, ''), title) FROM focus_area WHERE workplan_id = ? "
        "ORDER BY number",
        (workplan_id,),
    )
    counts = {(area, result): n for area, result, n in desk.read(_MATRIX, (workplan_id, framework_id))}
    return Matrix(tuple(areas), tuple(results(desk, framework_id)), counts)


def links(desk: Desk, *, activity_id: int | None = None, result_id: int | None = None) -> list[LinkRow]:
    """Return what an activity contributes to, what contributes to a result, or all links."""
    given = [("x.activity_id", activity_id), ("x.result_id", result_id)]
    named = [(name, value) for name, value in given if value is not None]
    where = " AND ".join(f"{name} = ?" for name, _ in named)
    return desk.read(
        f"{_LINKS} {f'WHERE {where}' if where else ''} ORDER BY r.position, r.id, a.position, a.id",
        [value for _, value in named],
        row=LinkRow._make,
    )


def _indicators(desk: Desk, where: str, key: tuple[Any, ...]) -> list[IndicatorRow]:
    """Return the indicators that `where` selects, with their values; two questions to the file, however many."""
    values: dict[int, list[ValueRow]] = {}
    joined = "JOIN indicator i ON i.id = v.indicator_id JOIN result r ON r.id = i.result_id"
    for row in desk.read(f"{_VALUES} {joined} WHERE {where} {_VALUE_ORDER}", key, row=ValueRow._make):
        values.setdefault(row.indicator_id, []).append(row)
    found = desk.read(f"{_INDICATORS} WHERE {where} ORDER BY r.position, r.id, i.position, i.id", key)
    return [_with_values(IndicatorRow._make((*row, *_NO_VALUES)), values.get(row[0], ())) for row in found]


_NO_VALUES = tuple(IndicatorRow._field_defaults.values())


def _with_values(row: IndicatorRow, values: Iterable[ValueRow]) -> IndicatorRow:
    kept = tuple(values)
    actual = [value for value in kept if value.kind == "actual"]
    to_date = across([one.value for one in actual], row.calculation, cumulative=bool(row.cumulative))
    comparable = row.baseline_value is not None and same_measure(row.measure, row.baseline_text)
    said = achievement(row.baseline_value if comparable else None, row.target_value, to_date, row.direction)
    why = said.why
    if row.baseline_value is not None and not comparable and why.startswith("no baseline"):
        why = "the baseline counts something else: compared with the target alone"
    last = actual[-1] if actual else None
    words = last.text if last is not None and last.value == to_date else ""
    return row._replace(
        values=kept,
        actual_value=to_date,
        actual_text=value_words(to_date, row.unit, words),
        share=said.share,
        met=said.met,
        why=why,
        questions=tuple(
            question
            for value, text in ((row.baseline_value, row.baseline_text), (row.target_value, row.target_text))
            if value is None and text and (question := read_number(text).question)
        ),
    )
