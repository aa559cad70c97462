"""A results framework read from a table or from pasted lines lands in the desk: as one step, once.

Results and indicators are found again by code, else by title. What differs is set, what is new is added, what the file
does not name stays and is told: a blank or a missing row never takes anything away. A rehearsal does all of it and
takes it back, so that the review shows what would happen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from imgdesk.domain.framework_sheet import FrameworkSheet, IndicatorLine, ResultLine, ValueLine
from imgdesk.domain.indicator_text import PER_CENT, Proposal, read_baseline_line, read_number, value_words
from imgdesk.domain.leads import fold
from imgdesk.domain.progress import Framework, Indicator, IndicatorValue, ReportingPeriod, Result
from imgdesk.services import framework, records
from imgdesk.services.framework_matching import Frame, Periods
from imgdesk.services.landing import Landed, carry_out
from imgdesk.text import one_line, shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

UNTITLED: Final = "Results framework"
COUNTED: Final = {
    "framework": "frameworks",
    "result": "results",
    "indicator": "indicators",
    "indicator_value": "values",
    "reporting_period": "reporting_periods",
}
"""The tables that a framework fills, with the words of the review."""
_PLAIN: Final = (
    "title",
    "code",
    "measure",
    "direction",
    "cumulative",
    "unit",
    "calculation",
    "baseline_year",
    "baseline_when",
    "target_when",
    "source",
    "note",
)


@dataclass
class FrameworkLanding(Landed):
    """What a framework brings: rows added per table, what differs, what only the desk has, and what is to be asked."""

    known: bool = False
    questions: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def land_sheet(desk: Desk, sheet: FrameworkSheet, source: str, *, under: str = "") -> FrameworkLanding:
    """Bring a framework into the desk as one step named after its file, and return what it brought.

    `under` is the code or the title of the result that takes the indicators for which the file names none.
    """
    return _carried_out(desk, sheet, source, under, rehearse=False)


def rehearse_sheet(desk: Desk, sheet: FrameworkSheet, source: str, *, under: str = "") -> FrameworkLanding:
    """Return what `land_sheet` would bring; the desk is left as it was."""
    return _carried_out(desk, sheet, source, under, rehearse=True)


def _carried_out(
    desk: Desk, sheet: FrameworkSheet, source: str, under: str, *, rehearse: bool
) -> FrameworkLanding:
    landing = FrameworkLanding(f"Import framework from {records.quoted(source)}")

    def land(session: Session) -> None:
        _Landing(desk, session, sheet, landing, under).run()

    carry_out(desk, landing, land, COUNTED, rehearse=rehearse)
    return landing


def would_land(landing: FrameworkLanding) -> dict[str, int]:
    """Return the rows added per table under the words of the review."""
    return {word: landing.added.get(table, 0) for table, word in COUNTED.items()}


class _Landing:
    """One import on its way: what the desk held before it, and what it has met so far."""

    def __init__(
        self, desk: Desk, session: Session, sheet: FrameworkSheet, landing: FrameworkLanding, under: str
    ) -> None:
        self._desk, self._session, self._sheet, self._landing = desk, session, sheet, landing
        self._under = one_line(under)
        self._periods = Periods(desk, session)
        self._held: dict[int, list[Indicator]] = {}
        self._values: dict[int, list[IndicatorValue]] = {}
        self._met: set[int] = set()

    def run(self) -> None:
        """Land all of it."""
        frames: dict[str, Frame] = {}
        results: list[int] = []
        for row in self._sheet.results:
            frame = frames.get(fold(row.framework))
            if frame is None:
                frame = frames[fold(row.framework)] = self._frame(row.framework)
            results.append(self._result(frame, row, results) if row.title else self._unnamed(frame, row))
            self._indicators(frame, results[-1], row)
        if self._sheet.whole:
            for frame in frames.values():
                self._tell_missing(frame)
        self._landing.left_out += self._periods.left_out

    def _frame(self, named: str) -> Frame:
        """Return the framework meant: the one of that title, or the one that knows half of what is read."""
        rows = list(
            self._session.exec(select(Framework).order_by(col(Framework.position), col(Framework.id)))
        )
        title = named or self._sheet.title
        same = [row for row in rows if fold(row.title) == fold(title)]
        mine = [row for row in self._sheet.results if fold(row.framework) == fold(named)]
        known = same or [row for row in rows if not named and self._knows(row.id or 0, mine)]
        if not known and rows and not self._sheet.whole:
            known = rows[:1]  # pasted lines go on with the framework that is there
        if known:
            self._landing.known = True
            return self._opened(known[0].id or 0)
        key = framework.add_framework(self._desk, title or UNTITLED)
        return self._opened(key)

    def _knows(self, framework_id: int, rows: Iterable[ResultLine]) -> bool:
        titles = {fold(row.title) for row in self._rows_of(framework_id)[1]}
        read = [fold(line.proposal.title) for row in rows for line in row.indicators]
        return bool(read) and sum(title in titles for title in read) * 2 >= len(read)

    def _rows_of(self, framework_id: int) -> tuple[list[Result], list[Indicator]]:
        results = list(
            self._session.exec(
                select(Result)
                .where(Result.framework_id == framework_id)
                .order_by(col(Result.position), col(Result.id))
            )
        )
        indicators = self._session.exec(
            select(Indicator)
            .join(Result)
            .where(Result.framework_id == framework_id)
            .order_by(col(Result.position), col(Result.id), col(Indicator.position), col(Indicator.id))
        )
        return results, list(indicators)

    def _opened(self, framework_id: int) -> Frame:
        results, indicators = self._rows_of(framework_id)
        values = self._session.exec(
            select(IndicatorValue)
            .join(Indicator)
            .join(Result)
            .where(Result.framework_id == framework_id)
            .order_by(col(IndicatorValue.position), col(IndicatorValue.id))
        )
        for value in values:
            self._values.setdefault(value.indicator_id, []).append(value)
        return Frame(framework_id, results, indicators)

    def _result(self, frame: Frame, row: ResultLine, landed: Sequence[int]) -> int:
        """Return the id of a result: found again, with what differs set, or added."""
        parent = landed[row.parent] if row.parent is not None and row.parent < len(landed) else None
        known = frame.result(row.code, row.title)
        if known is None:
            kind = row.kind or "result"
            key = framework.add_result(
                self._desk, frame.id, row.title, code=row.code, kind=kind, parent_id=parent
            )
            frame.add_result(records.found(self._session, Result, key))
            return key
        sent: dict[str, Any] = {"title": row.title, "code": row.code, "kind": row.kind}
        if row.title == row.code:
            del sent["title"]
        fields = {name: value for name, value in sent.items() if value and value != getattr(known, name)}
        before = {name: getattr(known, name) for name in fields}
        if parent is not None and parent != known.parent_id:
            fields["parent_id"], before["parent_id"] = parent, known.parent_id
        if fields:
            framework.edit_result(self._desk, known.id or 0, **fields)
            for name, theirs in fields.items():
                self._differs(known.id, known.code or known.title, name, before[name], theirs)
        return known.id or 0

    def _unnamed(self, frame: Frame, row: ResultLine) -> int:
        """Return the result that takes what names none: the one asked for, the only one, or one of its own.

        0 where everything is in the framework already.
        """
        if self._all_known(frame, row):
            return 0
        wanted = self._under or (self._sheet.title or UNTITLED)
        known = frame.result(wanted, wanted)
        if known is None and not self._under and len(frame.results) == 1:
            known = frame.results[0]
        if known is not None:
            return known.id or 0
        key = framework.add_result(self._desk, frame.id, wanted)
        frame.add_result(records.found(self._session, Result, key))
        return key

    def _all_known(self, frame: Frame, row: ResultLine) -> bool:
        taken = set(self._met)
        for line in row.indicators:
            known = frame.indicator(0, line.proposal, taken)
            if known is None:
                return False
            taken.add(known.id or 0)
        return True

    def _indicators(self, frame: Frame, result_id: int, row: ResultLine) -> None:
        fresh: list[IndicatorLine] = []
        for line in row.indicators:
            known = frame.indicator(result_id, line.proposal, self._met)
            if known is None:
                fresh.append(line)
            else:
                self._met.add(known.id or 0)
                self._compare(known, line)
        if not fresh:
            return
        made = [
            self._fitting(line.proposal, name=line.proposal.code or line.proposal.title) for line in fresh
        ]
        framework.land_indicators(self._desk, result_id, made)
        rows = self._session.exec(
            select(Indicator)
            .where(Indicator.result_id == result_id)
            .order_by(col(Indicator.position).desc(), col(Indicator.id).desc())
            .limit(len(fresh))
        ).all()
        for landed, line in zip(reversed(rows), fresh, strict=True):
            self._met.add(landed.id or 0)
            self._landing.new_rows.append(f"{landed.code} {landed.title}".strip())
            self._ask(landed, line.proposal.questions)
            self._put_values(landed, line)

    def _fitting(self, row: Proposal, *, name: str) -> Proposal:
        """Return a proposal that the desk can keep: a percentage over 100 stays in its words, and is told."""
        if row.measure != "percentage":
            return row
        value, text = self._fit_percentage("percentage", row.target_value, row.target_text, name)
        calculation = row.calculation if row.calculation != "sum" else "last"
        if calculation != row.calculation:
            self._landing.questions.append(
                f"{shorten(name, 60)}: percentages cannot be added up; what is meant?"
            )
        return row._replace(target_value=value, target_text=text, calculation=calculation)

    def _fit_percentage(
        self, measure: str, value: float | None, text: str, name: str
    ) -> tuple[float | None, str]:
        if measure != "percentage" or value is None or 0 <= value <= 100:
            return value, text
        words = text or value_words(value, PER_CENT)
        self._landing.questions.append(
            f"{shorten(name, 60)}: “{shorten(words, 60)}” is no percentage from 0 to 100; "
            "the words are kept without a number."
        )
        return None, words

    def _compare(self, row: Indicator, line: IndicatorLine) -> None:
        """Set what the file has otherwise; what it leaves blank stays."""
        sent = self._fitting(
            line.proposal._replace(measure=self._measure(row, line)), name=row.code or row.title
        )
        fields: dict[str, Any] = {}
        for name in _PLAIN:
            theirs = getattr(sent, name)
            if name in line.given and theirs not in ("", None) and theirs != getattr(row, name):
                fields[name] = theirs
        for name in ("baseline", "target"):
            if name in line.given:
                fields |= _quantity(row, name, getattr(sent, f"{name}_value"), getattr(sent, f"{name}_text"))
        if "baseline_text" in fields:
            fields |= {
                key: value for key, value in _time(fields["baseline_text"]).items() if key not in line.given
            }
        before = len(self._landing.changed)
        said = {name: getattr(row, name) for name in fields}
        if fields:
            framework.edit_indicator(self._desk, row.id or 0, **fields)
        for name, theirs in fields.items():
            self._differs(row.id, row.code or row.title, name, said[name], theirs)
        if fields:
            self._ask(row, line.proposal.questions)
        self._put_values(row, line)
        self._landing.unchanged += len(self._landing.changed) == before

    def _measure(self, row: Indicator, line: IndicatorLine) -> str:
        return line.proposal.measure if "measure" in line.given else row.measure

    def _put_values(self, row: Indicator, line: IndicatorLine) -> None:
        used: set[int] = set()
        found = [(given, *self._periods.find(given.period)) for given in line.values]
        for given, period, place in sorted(found, key=lambda one: one[2]):
            if period is not None:
                self._put_value(row, given, period, place, used)

    def _put_value(
        self, row: Indicator, given: ValueLine, period: ReportingPeriod, place: int, used: set[int]
    ) -> None:
        """Set or add one value; `used` are those that this row has spoken of already."""
        name = f"{row.code or row.title}, {given.kind} {period.title}"
        value, text = self._fit_percentage(row.measure, given.value, given.text, name)
        held = [one for one in self._values.get(row.id or 0, ())
                if one.period_id == period.id and one.kind == given.kind]  # fmt: skip
        free = [one for one in held[place:] if one.id not in used]
        same = (one for one in held if one.id not in used and not _value_fields(one, value, text, given))
        known = free[0] if free else next(same, None)
        if known is not None:
            used.add(known.id or 0)
        fields = _value_fields(known, value, text, given)
        if not fields:
            return
        if period.status == "closed":
            self._periods.leave_out(f"The period “{period.title}” is closed: its values stay as they are.")
            return
        ours = value_words(known.value, row.unit, known.text) if known is not None else ""
        if known is None:
            key = framework.add_value(self._desk, row.id or 0, period.id or 0, kind=given.kind, **fields)
            known = records.found(self._session, IndicatorValue, key)
            used.add(key)
            self._values.setdefault(row.id or 0, []).append(known)
        else:
            framework.edit_value(self._desk, known.id or 0, **fields)
            theirs = value_words(known.value, row.unit, known.text)
            what = f"{given.kind} {period.title}"
            words = "; ".join(str(fields[part]) for part in ("comment", "source") if part in fields)
            self._differs(row.id, row.code or row.title, what, ours, theirs if theirs != ours else words)
        if given.question:
            self._ask(row, [given.question])

    def _differs(self, record: int | None, ref: str, name: str, ours: Any, theirs: Any) -> None:
        said = {"record": record, "ref": shorten(ref, 60), "field": _FIELDS.get(name, name.replace("_", " "))}
        self._landing.changed.append({**said, "ours": _words(ours), "theirs": _words(theirs)})

    def _ask(self, row: Indicator, questions: Iterable[str]) -> None:
        self._landing.questions += [f"{shorten(row.code or row.title, 60)}: {one}" for one in questions]

    def _tell_missing(self, frame: Frame) -> None:
        for row in frame.indicators:
            if row.id not in self._met:
                self._landing.missing_rows.append({"record": row.id, "ref": row.code, "title": row.title})


_FIELDS: Final = {
    "parent_id": "the result above",
    "baseline_value": "baseline in numbers",
    "baseline_text": "baseline",
    "target_value": "target in numbers",
    "target_text": "target",
    "target_when": "target year",
    "baseline_when": "time of the baseline",
}


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else "" if value is None else str(value)


def _quantity(row: Indicator, name: str, value: float | None, text: str) -> dict[str, Any]:
    """Return the fields of a baseline or a target that differ; number and words stay together.

    Words that are in the desk already keep the number that somebody may have said for them; a new number without words
    drops those that stood beside the old one.
    """
    ours, said = getattr(row, f"{name}_value"), getattr(row, f"{name}_text")
    return {f"{name}_{part}": told for part, told in _parts(ours, said, value, text).items()}


def _parts(ours: float | None, said: str, value: float | None, text: str) -> dict[str, Any]:
    text, same = one_line(text), one_line(text) == one_line(said)
    if value is None:
        return {} if same or not text else {"value": None, "text": text}
    if same:
        told = bool(text) and value == read_number(text).value
        return {} if told or value == ours else {"value": value}
    if value == ours:
        return {"text": text} if text else {}
    return {"value": value, "text": text}


def _time(text: str) -> dict[str, Any]:
    read = read_baseline_line(text)
    return {"baseline_year": read.year, "baseline_when": read.when} if text else {}


def _value_fields(
    known: IndicatorValue | None, value: float | None, text: str, given: ValueLine
) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if value is not None or text:
        parts = _parts(known.value if known else None, known.text if known else "", value, text)
        fields = dict(parts)
        if "text" in fields and value is not None:
            fields["value"] = value
    for name in ("comment", "source"):
        theirs = getattr(given, name)
        if theirs and (known is None or theirs != getattr(known, name)):
            fields[name] = theirs
    return fields
