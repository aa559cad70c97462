"""The results framework: results, indicators, their values, and what contributes to them; and landing a draft.

A text and its number move together and stay apart: what is typed is kept as typed, and the number beside it is what
every reader would say, or none. A number that is given on its own answers the question that its text left.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from imgdesk.domain.framework_draft import FrameworkDraft
from imgdesk.domain.indicator_text import PER_CENT, Proposal, read_baseline_line, read_number
from imgdesk.domain.plan import Activity
from imgdesk.domain.progress import ActivityResult, Framework, Indicator, IndicatorValue, Result
from imgdesk.domain.progress_words import CALCULATIONS, DIRECTIONS, MEASURES, RESULT_KINDS, VALUE_KINDS
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.services.progress import open_period
from imgdesk.text import clean_text, one_line, shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_LARGEST: Final = 1e15
_LISTS: Final = {
    "measure": (MEASURES, "measure"),
    "direction": (DIRECTIONS, "direction"),
    "calculation": (CALCULATIONS, "way to calculate"),
}
_NUMBERS: Final = ("baseline_value", "target_value")
_LINES: Final = ("code", "unit", "baseline_when", "target_when", "baseline_text", "target_text")
_NOTES: Final = ("source", "note")


def add_framework(desk: Desk, title: str, *, period: str = "", source: str = "", note: str = "") -> int:
    """Add a results framework and return its id."""
    title = one_line(records.required(title, "title of the framework"))
    with desk.change(f"Add framework {records.quoted(title)}") as session:
        place = records.last_position(session, Framework.position)
        row = Framework(title=title, period=one_line(period), position=place)
        row.source, row.note = clean_text(source).strip(), clean_text(note).strip()
        return records.added(session, row)


def edit_framework(desk: Desk, framework_id: int, **fields: Any) -> None:
    """Set title, period, source or note of a framework."""
    if "title" in fields:
        fields["title"] = one_line(records.required(fields["title"], "title of the framework"))
    records.edit(desk, Framework, framework_id, fields, ("title", "period", "source", "note"))


def delete_framework(desk: Desk, framework_id: int) -> None:
    """Delete a framework with its results, indicators, values and links; undo brings all back."""
    records.delete(desk, Framework, framework_id)


def add_result(
    desk: Desk,
    framework_id: int,
    title: str,
    *,
    code: str = "",
    kind: str = "result",
    parent_id: int | None = None,
) -> int:
    """Add a result at the end of a framework, or under another one, and return its id; see RESULT_KINDS."""
    with desk.change(f"Add result {records.quoted(title)}") as session:
        records.found(session, Framework, framework_id)
        place = records.last_position(session, Result.position, Result.framework_id == framework_id)
        row = Result(framework_id=framework_id, title="", position=place)
        _put_result(session, row, {"title": title, "code": code, "kind": kind, "parent_id": parent_id})
        return records.added(session, row)


def edit_result(desk: Desk, result_id: int, *, merge: str | None = None, **fields: Any) -> None:
    """Set title, code, kind or parent_id of a result. Raises UserError when it would stand under itself."""
    with desk.change(f"Edit {records.described(desk, Result, result_id)}", merge=merge) as session:
        _put_result(session, records.found(session, Result, result_id), fields)


def delete_result(desk: Desk, result_id: int) -> None:
    """Delete a result with those under it, its indicators and its links to activities; undo brings all back."""
    records.delete(desk, Result, result_id)


def add_indicator(desk: Desk, result_id: int, title: str, **fields: Any) -> int:
    """Add an indicator to a result and return its id; `fields` as in `edit_indicator`."""
    with desk.change(f"Add indicator {records.quoted(title)}") as session:
        records.found(session, Result, result_id)
        place = records.last_position(session, Indicator.position, Indicator.result_id == result_id)
        row = Indicator(result_id=result_id, title="", position=place)
        _put_indicator(row, {"title": title, **fields})
        return records.added(session, row)


def edit_indicator(desk: Desk, indicator_id: int, *, merge: str | None = None, **fields: Any) -> str:
    """Set fields of an indicator and return the question that the text of a value leaves, "" where it leaves none.

    `baseline` and `target` are texts as typed: they set words and number. The columns behind them (baseline_value,
    baseline_text, baseline_year, baseline_when and so on), title, code, measure, direction, cumulative, unit,
    calculation, source and note can each be set on their own.
    """
    label = f"Edit {records.described(desk, Indicator, indicator_id)}"
    with desk.change(label, merge=merge) as session:
        row = records.found(session, Indicator, indicator_id)
        asked = _put_indicator(row, fields)
        session.add(row)
    return asked


def delete_indicator(desk: Desk, indicator_id: int) -> None:
    """Delete an indicator with its values."""
    records.delete(desk, Indicator, indicator_id)


def add_value(
    desk: Desk, indicator_id: int, period_id: int, text: str = "", kind: str = "actual", **fields: Any
) -> int:
    """Add a target or an actual value of a period and return its id; `fields` as in `edit_value`."""
    kind = records.one_of(kind, VALUE_KINDS, "kind of value")
    with desk.change(f"Add {kind} of {records.described(desk, Indicator, indicator_id)}") as session:
        indicator = records.found(session, Indicator, indicator_id)
        open_period(session, period_id)
        where = (IndicatorValue.indicator_id == indicator_id, IndicatorValue.period_id == period_id)
        place = records.last_position(session, IndicatorValue.position, *where)
        row = IndicatorValue(indicator_id=indicator_id, period_id=period_id, kind=kind, position=place)
        _put_value(indicator, row, {"text": text, **fields})
        return records.added(session, row)


def edit_value(desk: Desk, value_id: int, *, merge: str | None = None, **fields: Any) -> str:
    """Set a value of an indicator and return the question that its text leaves, "" where it leaves none.

    `text` sets words and number; `value` the number alone; `numerator` and `denominator` together give the value of a
    percentage; `comment` and `source` are text. Raises UserError for a percentage over 100, for a denominator of 0
    and in a closed period.
    """
    with desk.change("Edit value", merge=merge) as session:
        row = _open_value(session, value_id)
        return _put_value(records.found(session, Indicator, row.indicator_id), row, fields)


def set_value(
    desk: Desk,
    indicator_id: int,
    period_id: int,
    text: str,
    kind: str = "actual",
    *,
    merge: str | None = None,
) -> str:
    """Set the last value of a kind in a period from what was typed into its cell, or add one; "" takes it away.

    Returns the question that the text leaves, as `edit_value` does.
    """
    kind = records.one_of(kind, VALUE_KINDS, "kind of value")
    label = f"Set {kind} of {records.described(desk, Indicator, indicator_id)}"
    with desk.change(label, merge=merge) as session:
        known = session.exec(
            select(IndicatorValue)
            .where(
                IndicatorValue.indicator_id == indicator_id,
                IndicatorValue.period_id == period_id,
                IndicatorValue.kind == kind,
            )
            .order_by(col(IndicatorValue.position).desc(), col(IndicatorValue.id).desc())
        ).first()
        if known is None:
            if not one_line(text):
                return ""
            known = records.found(session, IndicatorValue, add_value(desk, indicator_id, period_id, "", kind))
        open_period(session, period_id)
        if not one_line(text):
            session.delete(known)
            return ""
        return _put_value(records.found(session, Indicator, indicator_id), known, {"text": text})


def delete_value(desk: Desk, value_id: int) -> None:
    """Delete a value of an open period."""
    with desk.change("Delete value") as session:
        session.delete(_open_value(session, value_id))


def link_activity(desk: Desk, activity_id: int, result_id: int) -> int:
    """Say that an activity contributes to a result and return the link's id; said twice it is one link."""
    known = select(ActivityResult).where(
        ActivityResult.activity_id == activity_id, ActivityResult.result_id == result_id
    )
    with desk.change(f"Link to {records.described(desk, Result, result_id)}") as session:
        records.found(session, Activity, activity_id)
        records.found(session, Result, result_id)
        row = session.exec(known).first()
        return (
            (row.id or 0)
            if row
            else records.added(session, ActivityResult(activity_id=activity_id, result_id=result_id))
        )


def unlink_activity(desk: Desk, activity_id: int, result_id: int) -> None:
    """Take away the link between an activity and a result; without one nothing happens."""
    with desk.change(f"Take away link to {records.described(desk, Result, result_id)}") as session:
        for row in session.exec(
            select(ActivityResult).where(
                ActivityResult.activity_id == activity_id, ActivityResult.result_id == result_id
            )
        ):
            session.delete(row)


def land_framework(desk: Desk, draft: FrameworkDraft, *, origin: str = "") -> int:
    """Add a whole framework from a draft as one step and return its id; `origin` names the file in the label.

    A result whose `parent` names no code above it stands at the top.
    """
    title = one_line(records.required(draft.title, "title of the framework"))
    with desk.change(f"Import framework {records.quoted(origin or title)}") as session:
        key = add_framework(desk, title, period=draft.period, source=draft.source, note=draft.note)
        codes: dict[str, int] = {}
        for number, given in enumerate(draft.results, start=1):
            row = Result(framework_id=key, title="", position=number * records.STEP)
            parent = codes.get(given.parent) if given.parent else None
            fields = {"title": given.title, "code": given.code, "kind": given.kind, "parent_id": parent}
            _put_result(session, row, fields)
            result_id = records.added(session, row)
            if row.code:
                codes.setdefault(row.code, result_id)
            _land_indicators(session, result_id, given.indicators, 0.0)
        return key


def land_indicators(desk: Desk, result_id: int, proposals: Iterable[Proposal]) -> int:
    """Add indicators that were proposed and reviewed to a result, as one step, and return how many."""
    with desk.change(f"Add indicators to {records.described(desk, Result, result_id)}") as session:
        records.found(session, Result, result_id)
        last = records.last_position(session, Indicator.position, Indicator.result_id == result_id)
        return _land_indicators(session, result_id, proposals, last)


def _land_indicators(session: Session, result_id: int, proposals: Iterable[Proposal], last: float) -> int:
    count = 0
    for count, given in enumerate(proposals, start=1):
        row = Indicator(result_id=result_id, title="", position=last + count * records.STEP)
        fields = given._asdict()
        del fields["questions"]
        _put_indicator(row, fields)
        session.add(row)
    return count


def _put_result(session: Session, row: Result, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        match name:
            case "title":
                row.title = one_line(records.required(value, "title of the result"))
            case "code":
                row.code = one_line(value)
            case "kind":
                row.kind = records.one_of(value, RESULT_KINDS, "kind of result")
            case "parent_id":
                row.parent_id = _parent(session, row, value)
            case _:
                raise TypeError(f"a result has no editable field {name!r}")
    session.add(row)


def _parent(session: Session, row: Result, parent_id: int | None) -> int | None:
    """Return the parent, or raise UserError when it is of another framework or stands under the result."""
    above = parent_id
    while above is not None:
        found = records.found(session, Result, above)
        if found.id == row.id:
            raise UserError("A result cannot stand under itself: choose another one.")
        if found.framework_id != row.framework_id:
            raise UserError("That result is of another framework: choose one of the same.")
        above = found.parent_id
    return parent_id


def _put_indicator(row: Indicator, fields: dict[str, Any]) -> str:
    asked = ""
    for name, value in fields.items():
        if name == "title":
            row.title = one_line(records.required(value, "title of the indicator"))
        elif name in _LISTS:
            setattr(row, name, records.one_of(value, *_LISTS[name]))
        elif name in _NUMBERS:
            setattr(row, name, _number(value))
        elif name in _LINES:
            setattr(row, name, one_line(value))
        elif name in _NOTES:
            setattr(row, name, clean_text(value).strip())
        elif name == "cumulative":
            row.cumulative = bool(value)
        elif name == "baseline_year":
            row.baseline_year = _year(value)
        elif name not in ("baseline", "target"):
            raise TypeError(f"an indicator has no editable field {name!r}")
    if "baseline" in fields:
        read = read_baseline_line(fields["baseline"])
        row.baseline_text, row.baseline_value = read.text, read.value
        row.baseline_year, row.baseline_when, asked = read.year, read.when, read.question
    if "target" in fields:
        said = read_number(fields["target"])
        row.target_text, row.target_value = one_line(fields["target"]), said.value
        row.unit, asked = row.unit or said.unit, asked or said.question
    _check(row)
    return asked


def _check(row: Indicator) -> None:
    if row.measure != "percentage":
        return
    row.unit = row.unit or PER_CENT
    if row.calculation == "sum":
        raise UserError("Percentages cannot be added up: choose last, max or average.")
    _check_percentage(row.target_value, row.title)


def _put_value(indicator: Indicator, row: IndicatorValue, fields: dict[str, Any]) -> str:
    asked = ""
    if "text" in fields:
        said = read_number(fields["text"])
        row.text, row.value, asked = one_line(fields["text"]), said.value, said.question
    for name, value in fields.items():
        if name in ("value", "numerator", "denominator"):
            setattr(row, name, _number(value))
        elif name in ("comment", "source"):
            setattr(row, name, clean_text(value).strip())
        elif name != "text":
            raise TypeError(f"a value has no editable field {name!r}")
    if row.denominator == 0:
        raise UserError("A share of 0 says nothing: type another denominator, or none.")
    if {"numerator", "denominator"} & fields.keys() and row.numerator is not None and row.denominator:
        share = row.numerator / row.denominator
        row.value = share * 100 if indicator.measure == "percentage" else share
        row.text = row.text if "text" in fields else ""
        _number(row.value)
    if indicator.measure == "percentage":
        _check_percentage(row.value, indicator.title)
    return asked


def _check_percentage(value: float | None, title: str) -> None:
    if value is not None and not 0 <= value <= 100:
        raise UserError(
            f"{value:g} is no percentage from 0 to 100: type another value for “{shorten(title, 60)}”, or choose the "
            "measure “unit” for it."
        )


def _number(value: Any) -> float | None:
    """Return a number as given or typed, None for nothing, or raise UserError."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        read = read_number(value)
        if read.value is None:
            raise UserError(f"“{shorten(value, 40)}” is not a number: type it in digits, like 2356 or 2.5.")
        value = read.value
    if not isfinite(value) or abs(value) >= _LARGEST:
        raise UserError("This number is too large to keep: type a smaller one.")
    return float(value)


def _year(value: Any) -> int | None:
    text = one_line(str("" if value is None else value))
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) == 4 and int(text)):
        raise UserError(f"“{shorten(text, 20)}” is not a year: type four digits, like 2023.")
    return int(text)


def _open_value(session: Session, value_id: int) -> IndicatorValue:
    row = records.found(session, IndicatorValue, value_id)
    open_period(session, row.period_id)
    return row
