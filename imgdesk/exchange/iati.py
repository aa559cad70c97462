"""Writes the results framework as results of the IATI standard, version 2.03, to be put into a published activity.

Elements stand in the order of the standard. What the standard demands and the desk does not say is left out and told,
never made up: a baseline without a year, a period without known days, a value without a number where the measure asks
for one. Ratings, percentages and the words of reports have no place in the standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from imgdesk.domain.indicator_text import same_measure
from imgdesk.domain.timing import parse
from imgdesk.errors import UserError
from imgdesk.exchange.sheet_cells import number_words
from imgdesk.files import atomic_write
from imgdesk.text import one_line, shorten
from imgdesk.views import framework, progress

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.framework import FrameworkRow, IndicatorRow, ResultRow

VERSION: Final = "2.03"
RESULT_TYPES: Final = {"output": "1", "outcome": "2", "impact": "3"}
OTHER: Final = "9"
MEASURES: Final = {"unit": "1", "percentage": "2", "nominal": "3", "ordinal": "4", "qualitative": "5"}
_OWN_VOCABULARY: Final = "99"
"""Codes of the reporting organisation."""


class _Value(NamedTuple):
    """A target or an actual value with what is said about it."""

    kind: str
    value: float | None
    text: str
    comment: str


def export_iati(desk: Desk, path: Path) -> list[str]:
    """Write the frameworks of a desk as .xml, and return what was left out, one sentence each.

    Raises UserError for a desk without an indicator.
    """
    from lxml import etree

    writer = _Writer(desk, etree)
    root = etree.Element("iati-activities", version=VERSION)
    for frame in framework.frameworks(desk):
        writer.activity(root, frame)
    if root.find(".//indicator") is None:
        raise UserError("There is no indicator to write: add or import a results framework first.")
    with atomic_write(path) as file:
        etree.ElementTree(root).write(file, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return writer.left_out


class _Writer:
    """Writes one file and gathers what it leaves out."""

    def __init__(self, desk: Desk, etree: Any) -> None:
        self._desk, self._etree = desk, etree
        self._days = {row.id: (row.earliest, row.latest) for row in progress.periods(desk)}
        self._titles = {row.id: row.title for row in progress.periods(desk)}
        self.left_out: list[str] = []

    def activity(self, root: Any, frame: FrameworkRow) -> None:
        """Write the results of a framework inside the activity that they are put into."""
        results = framework.results(self._desk, frame.id)
        indicators: dict[int, list[IndicatorRow]] = {}
        for one in framework.indicators(self._desk, frame.id):
            indicators.setdefault(one.result_id, []).append(one)
        if not indicators:
            return
        activity = self._etree.SubElement(root, "iati-activity")
        identifier = f"framework-{frame.id}"
        self._etree.SubElement(activity, "iati-identifier").text = identifier
        self._narrative(activity, "title", frame.title)
        self.left_out.append(
            f"The identifier “{identifier}” holds the place of that of the activity that is published."
        )
        for row in results:
            if row.id in indicators:
                self._result(activity, frame, row, indicators[row.id])
        bare = sum(row.id not in indicators for row in results)
        if bare:
            self.left_out.append(
                f"Results without an indicator are left out, as the standard asks for one: {bare:,}."
            )

    def _result(
        self, activity: Any, frame: FrameworkRow, row: ResultRow, rows: Iterable[IndicatorRow]
    ) -> None:
        result = self._etree.SubElement(activity, "result", type=RESULT_TYPES.get(row.kind, OTHER))
        self._narrative(result, "title", row.title)
        if row.code:
            self._etree.SubElement(result, "reference", vocabulary=_OWN_VOCABULARY, code=row.code)
        for one in rows:
            self._indicator(result, frame, one)

    def _indicator(self, result: Any, frame: FrameworkRow, row: IndicatorRow) -> None:
        indicator = self._etree.SubElement(result, "indicator", measure=MEASURES[row.measure])
        if row.direction != "maintain":
            indicator.set("ascending", "true" if row.direction == "ascending" else "false")
        self._narrative(indicator, "title", row.title)
        unit = f"Unit: {row.unit}" if row.unit and row.measure != "percentage" else ""
        kept = "A level to maintain" if row.direction == "maintain" else ""
        if said := ". ".join(filter(None, (row.code, unit, kept, one_line(row.note)))):
            self._narrative(indicator, "description", said)
        self._baseline(indicator, row)
        for (start, end), values in sorted(self._periods(frame, row).items()):
            period = self._etree.SubElement(indicator, "period")
            self._etree.SubElement(period, "period-start", {"iso-date": start})
            self._etree.SubElement(period, "period-end", {"iso-date": end})
            for kind in ("target", "actual"):
                for value in values:
                    if value.kind == kind:
                        self._value(period, kind, value.value, row.measure, value.text, value.comment)

    def _baseline(self, indicator: Any, row: IndicatorRow) -> None:
        if row.baseline_value is None and not row.baseline_text:
            return
        if row.baseline_year is None:
            self._leave(row, "the baseline, which names no year")
        elif row.measure != "qualitative" and row.baseline_value is None:
            self._leave(row, "the baseline, which is no number")
        elif not same_measure(row.measure, row.baseline_text):
            self._leave(row, "the baseline, which counts something else than the target")
        else:
            said = (row.baseline_value, row.measure, row.baseline_text, "")
            self._value(indicator, "baseline", *said).set("year", str(row.baseline_year))

    def _value(
        self, parent: Any, tag: str, value: float | None, measure: str, text: str, comment: str
    ) -> Any:
        element = self._etree.SubElement(parent, tag)
        if value is not None and measure != "qualitative":
            element.set("value", number_words(value))
        elif value is not None and not text:
            text = number_words(value)
        if said := ". ".join(filter(None, (one_line(text).rstrip("."), one_line(comment)))):
            self._narrative(element, "comment", said)
        return element

    def _periods(self, frame: FrameworkRow, row: IndicatorRow) -> dict[tuple[str, str], list[_Value]]:
        """Return the values by the first and the last day of their periods; the target has the framework's."""
        found: dict[tuple[str, str], list[_Value]] = {}
        target = _Value("target", row.target_value, row.target_text, "")
        given = (
            [(self._target_days(frame, row), "", target)]
            if row.target_text or row.target_value is not None
            else []
        )
        given += [
            (
                self._days[one.period_id],
                f" of {self._titles[one.period_id]}",
                _Value(one.kind, one.value, one.text, one.comment),
            )
            for one in row.values
        ]
        for (start, end), name, value in given:
            if not start or not end or start >= end:
                self._leave(row, f"the {value.kind}{name}, whose first and last day are not known")
            elif value.value is None and row.measure != "qualitative":
                self._leave(row, f"the {value.kind}{name}, which is no number")
            else:
                found.setdefault((start, end), []).append(value)
        return found

    def _target_days(self, frame: FrameworkRow, row: IndicatorRow) -> tuple[str | None, str | None]:
        """Return the days that a target stands for: up to its own end from the framework's beginning, if it has one."""
        own, whole = parse(row.target_when), parse(frame.period)
        end = own.latest or whole.latest
        start = whole.earliest if whole.earliest and end and whole.earliest < end else own.earliest
        return _iso(start), _iso(end)

    def _narrative(self, parent: Any, tag: str, text: str) -> None:
        element = self._etree.SubElement(parent, tag)
        self._etree.SubElement(element, "narrative").text = one_line(text)

    def _leave(self, row: IndicatorRow, what: str) -> None:
        self.left_out.append(f"{shorten(row.code or row.title, 60)}: {what}, is left out.")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def told(left_out: Sequence[str], most: int = 20) -> list[str]:
    """Return the sentences to print, the last one counting those that are not among them."""
    if len(left_out) <= most:
        return list(left_out)
    return [*left_out[: most - 1], f"… and {len(left_out) - most + 1:,} more."]
