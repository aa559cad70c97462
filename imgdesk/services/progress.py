"""Reporting periods, the reports of focus areas and their lines: write, collect from the record, close.

A closed period is a record: nothing in its reports changes until it is opened again. Collecting touches only lines that
nobody has touched; the rules are in domain.collecting.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlmodel import Session, SQLModel, col, select

from imgdesk.domain import collecting
from imgdesk.domain.meetings import ActionPoint, Decision
from imgdesk.domain.plan import Activity, FocusArea, Workplan
from imgdesk.domain.progress import FocusAreaReport, Indicator, ReportingPeriod, ReportLine
from imgdesk.domain.progress_words import PARTS, PERIOD_KINDS, RATINGS
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.text import clean_text, one_line, shorten
from imgdesk.views import progress_record

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_KIND_OF: Final = {"quarter": "quarter", "half": "half", "year": "year"}
_LINKS: Final[dict[str, type[SQLModel]]] = {
    "activity_id": Activity,
    "decision_id": Decision,
    "action_id": ActionPoint,
    "indicator_id": Indicator,
}


class Collected(NamedTuple):
    """What collecting did: lines added, renewed and taken away, and those of a person that were left alone."""

    added: int
    updated: int
    removed: int
    kept: int


def add_period(
    desk: Desk, workplan_id: int, when: str, *, title: str = "", kind: str = "", background: str = ""
) -> int:
    """Add a reporting period and return its id.

    `when` says its days ("first half of 2023", "October 2011 - May 2012") and is its title where none is given; the
    kind (see PERIOD_KINDS) follows from it. Raises UserError for a date without a first and a last day, and for a
    quarter, half or year that overlaps another of its kind; a named period may overlap.
    """
    with desk.change(f"Add period {records.quoted(title or when)}") as session:
        records.found(session, Workplan, workplan_id)
        row = ReportingPeriod(workplan_id=workplan_id, title=one_line(title) or one_line(when) or "Period")
        row.position = records.last_position(
            session, ReportingPeriod.position, ReportingPeriod.workplan_id == workplan_id
        )
        fields: dict[str, Any] = {"when": when, "background": background}
        row.kind = _kind(session, when)
        _put_period(session, row, {**fields, "kind": kind} if kind else fields)
        return records.added(session, row)


def edit_period(desk: Desk, period_id: int, *, merge: str | None = None, **fields: Any) -> None:
    """Set title, when, kind or background of an open period; see `add_period`."""
    label = f"Edit {records.described(desk, ReportingPeriod, period_id)}"
    with desk.change(label, merge=merge) as session:
        _put_period(session, open_period(session, period_id), fields)


def close_period(desk: Desk, period_id: int, *, today: date) -> None:
    """Close a period: its reports stand as they are. Raises UserError when it is closed already."""
    with desk.change(f"Close {records.described(desk, ReportingPeriod, period_id)}") as session:
        row = records.found(session, ReportingPeriod, period_id)
        if row.status == "closed":
            raise UserError(f"“{shorten(row.title, 60)}” is closed already, so nothing was changed.")
        row.status, row.closed_at = "closed", today.isoformat()


def reopen_period(desk: Desk, period_id: int) -> None:
    """Open a closed period again. Raises UserError when it is open."""
    with desk.change(f"Reopen {records.described(desk, ReportingPeriod, period_id)}") as session:
        row = records.found(session, ReportingPeriod, period_id)
        if row.status == "open":
            raise UserError(f"“{shorten(row.title, 60)}” is open, so nothing was changed.")
        row.status, row.closed_at = "open", ""


def delete_period(desk: Desk, period_id: int) -> None:
    """Delete an open period with its reports and the values of its indicators; undo brings all back."""
    with desk.change(f"Delete {records.described(desk, ReportingPeriod, period_id)}") as session:
        session.delete(open_period(session, period_id))


def open_period(session: Session, period_id: int) -> ReportingPeriod:
    """Return the period, or raise UserError when it is gone or closed."""
    row = records.found(session, ReportingPeriod, period_id)
    if row.status == "closed":
        raise UserError(f"“{shorten(row.title, 60)}” is closed, so nothing was changed: reopen it first.")
    return row


def start_report(desk: Desk, period_id: int, focus_area_id: int) -> int:
    """Return the report of a focus area in a period, begun where there was none."""
    known = select(FocusAreaReport).where(
        FocusAreaReport.period_id == period_id, FocusAreaReport.focus_area_id == focus_area_id
    )
    with desk.change(f"Begin report on {records.described(desk, FocusArea, focus_area_id)}") as session:
        row = session.exec(known).first()
        if row is not None:
            return row.id or 0
        period, area = open_period(session, period_id), records.found(session, FocusArea, focus_area_id)
        if period.workplan_id != area.workplan_id:
            raise UserError("This focus area is of another workplan than the period: choose one of the same.")
        return records.added(session, FocusAreaReport(period_id=period_id, focus_area_id=focus_area_id))


def start_reports(desk: Desk, period_id: int) -> list[int]:
    """Return the reports of all focus areas in a period, begun where there were none, as one step."""
    with desk.change("Begin reports") as session:
        plan = records.found(session, ReportingPeriod, period_id).workplan_id
        areas = session.exec(
            select(FocusArea).where(FocusArea.workplan_id == plan).order_by(col(FocusArea.number))
        ).all()
        return [start_report(desk, period_id, area.id or 0) for area in areas]


def edit_report(desk: Desk, report_id: int, *, merge: str | None = None, **fields: Any) -> None:
    """Set rag, rag_reason, percent or percent_reason of a report.

    `rag` is one of RATINGS or ""; a percentage (0 to 100, or None) that is set here counts as set by hand
    and loses the words on how it was computed.
    """
    with desk.change(f"Edit {_report_name(desk, report_id)}", merge=merge) as session:
        row = _open_report(session, report_id)
        for name, value in fields.items():
            match name:
                case "rag":
                    row.rag = records.one_of(value, RATINGS, "rating") if one_line(value) else ""
                case "percent":
                    given = "" if value is None else str(value)
                    row.percent = records.percent(given) if given.strip(" %") else None
                    if row.percent_how == "computed" and "percent_reason" not in fields:
                        row.percent_reason = ""  # how the desk computed says nothing of a judgement
                    row.percent_how = "set"
                case "rag_reason" | "percent_reason":
                    setattr(row, name, clean_text(value).strip())
                case _:
                    raise TypeError(f"a report has no editable field {name!r}")


def compute_percent(desk: Desk, report_id: int, *, today: date) -> int | None:
    """Set the percentage of a report to the one that its activities give, with how it was found, and return it."""
    with desk.change(f"Compute progress of {_report_name(desk, report_id)}") as session:
        row = _open_report(session, report_id)
        stretch = progress_record.period_stretch(desk, row.period_id)
        rows = progress_record.area_activities(desk, row.focus_area_id)
        said = collecting.proposed(stretch, rows, today)
        row.percent, row.percent_how, row.percent_reason = said.percent, "computed", said.how
        return row.percent


def delete_report(desk: Desk, report_id: int) -> None:
    """Delete a report with its lines."""
    with desk.change(f"Delete {_report_name(desk, report_id)}") as session:
        session.delete(_open_report(session, report_id))


def add_line(
    desk: Desk, report_id: int, part: str, text: str = "", *, heading: str = "", **links: int | None
) -> int:
    """Add a line of one's own at the end of a part (see PARTS) and return its id.

    `links` are activity_id, decision_id, action_id and indicator_id of the records that it speaks of.
    """
    part = records.one_of(part, PARTS, "part of a report")
    with desk.change(f"Add {part} {records.quoted(text or heading)}") as session:
        _open_report(session, report_id)
        row = ReportLine(report_id=report_id, part=part, position=_last(session, report_id))
        _put_line(session, row, {"text": text, "heading": heading, **links})
        return records.added(session, row)


def edit_line(desk: Desk, line_id: int, *, merge: str | None = None, **fields: Any) -> None:
    """Set text, heading, part or links of a line; a collected line is the person's from then on."""
    with desk.change(f"Edit {records.described(desk, ReportLine, line_id)}", merge=merge) as session:
        row = _open_line(session, line_id)
        _put_line(session, row, fields)
        if row.state == "collected":
            row.state = "edited"


def move_line(desk: Desk, line_id: int, *, before: int | None = None) -> None:
    """Move a line before another one of its report, into the part of that one, or to the end of its own part."""
    with desk.change(f"Move {records.described(desk, ReportLine, line_id)}") as session:
        moved = _open_line(session, line_id)
        rows = session.exec(
            select(ReportLine)
            .where(ReportLine.report_id == moved.report_id)
            .order_by(col(ReportLine.position), col(ReportLine.id))
        ).all()
        others = [row for row in rows if row.id != line_id]
        place = next((n for n, row in enumerate(others) if row.id == before), len(others))
        if before is not None and before != line_id and place == len(others):
            raise UserError("That line is not in this report, so nothing was moved: choose another one.")
        if before == line_id:
            return
        if before is not None:
            moved.part = others[place].part
        for number, row in enumerate([*others[:place], moved, *others[place:]], start=1):
            row.position = number * records.STEP


def drop_line(desk: Desk, line_id: int) -> None:
    """Take a line out of its report; one that came from the record is not collected again."""
    with desk.change(f"Drop {records.described(desk, ReportLine, line_id)}") as session:
        row = _open_line(session, line_id)
        if row.what:
            row.state = "dropped"
        else:
            session.delete(row)


def restore_line(desk: Desk, line_id: int) -> None:
    """Bring a dropped line back, as it was when it was dropped."""
    with desk.change(f"Bring back {records.described(desk, ReportLine, line_id)}") as session:
        row = _open_line(session, line_id)
        if row.state == "dropped":
            row.state = "collected" if row.text == row.collected and not row.heading else "edited"


def collect(desk: Desk, report_id: int, *, today: date) -> Collected:
    """Fill a report with what the desk knows of its period, each line with its link, and say what that did.

    What was edited, written or dropped stays; untouched lines are renewed, and go when they no longer hold.
    """
    with desk.change(f"Collect {_report_name(desk, report_id)}") as session:
        report = _open_report(session, report_id)
        rows = session.exec(select(ReportLine).where(ReportLine.report_id == report_id)).all()
        found = progress_record.collected_lines(desk, report.period_id, report.focus_area_id, today=today)
        landing = collecting.land([_known(row) for row in rows], found)
        by_id = {row.id: row for row in rows}
        for line_id, line in landing.updated:
            _put_collected(by_id[line_id], line)
        for line_id in landing.removed:
            session.delete(by_id[line_id])
        last = _last(session, report_id)
        for number, line in enumerate(landing.added):
            row = ReportLine(report_id=report_id, part=line.part, position=last + number * records.STEP)
            row.state, row.what = "collected", line.what
            _put_collected(row, line)
            session.add(row)
    return Collected(len(landing.added), len(landing.updated), len(landing.removed), landing.kept)


def collect_all(desk: Desk, period_id: int, *, today: date) -> Collected:
    """Collect the reports of all focus areas in a period, as one step; return the counts together."""
    with desk.change("Collect all reports"):
        each = [collect(desk, key, today=today) for key in start_reports(desk, period_id)]
    return Collected(*(sum(counts) for counts in zip(*each, strict=True))) if each else Collected(0, 0, 0, 0)


def _put_period(session: Session, row: ReportingPeriod, fields: dict[str, Any]) -> None:
    with session.no_autoflush:
        for name, value in fields.items():
            match name:
                case "when":
                    row.put(records.timing(session, one_line(value)))
                case "title":
                    row.title = one_line(records.required(value, "title of the period"))
                case "kind":
                    row.kind = records.one_of(value, PERIOD_KINDS, "kind of period")
                case "background":
                    row.background = clean_text(value).strip()
                case _:
                    raise TypeError(f"a period has no editable field {name!r}")
        if row.earliest is None or row.latest is None:
            raise UserError(
                f"“{shorten(row.when_text, 40)}” has no first and last day: write the period like "
                "“January - June 2023”."
            )
        _refuse_overlap(session, row)
    session.add(row)


def _refuse_overlap(session: Session, row: ReportingPeriod) -> None:
    if row.kind == "named":
        return
    others = session.exec(
        select(ReportingPeriod).where(
            ReportingPeriod.workplan_id == row.workplan_id,
            ReportingPeriod.kind == row.kind,
            col(ReportingPeriod.earliest) <= row.latest,
            col(ReportingPeriod.latest) >= row.earliest,
        )
    ).all()
    for other in others:
        if other.id != row.id:
            raise UserError(
                f"“{shorten(row.title, 40)}” overlaps “{shorten(other.title, 40)}”: choose other days, or make it a "
                "named period."
            )


def _kind(session: Session, when: str) -> str:
    return _KIND_OF.get(records.timing(session, one_line(when)).precision, "named")


def _open_report(session: Session, report_id: int) -> FocusAreaReport:
    row = records.found(session, FocusAreaReport, report_id)
    open_period(session, row.period_id)
    return row


def _open_line(session: Session, line_id: int) -> ReportLine:
    row = records.found(session, ReportLine, line_id)
    _open_report(session, row.report_id)
    return row


def _put_line(session: Session, row: ReportLine, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name in _LINKS:
            if value is not None:
                records.found(session, _LINKS[name], value)
            setattr(row, name, value)
        elif name == "part":
            row.part = records.one_of(value, PARTS, "part of a report")
        elif name == "heading":
            row.heading = one_line(clean_text(value))
        elif name == "text":
            row.text = clean_text(value).strip()
        else:
            raise TypeError(f"a line has no editable field {name!r}")
    session.add(row)


def _put_collected(row: ReportLine, line: collecting.Line) -> None:
    row.text = row.collected = line.text
    row.activity_id, row.decision_id = line.activity_id, line.decision_id
    row.action_id, row.indicator_id = line.action_id, line.indicator_id


def _known(row: ReportLine) -> collecting.Known:
    return collecting.Known(
        row.id or 0, row.state, row.what, row.collected,
        row.activity_id, row.decision_id, row.action_id, row.indicator_id,
    )  # fmt: skip


def _last(session: Session, report_id: int) -> float:
    return records.last_position(session, ReportLine.position, ReportLine.report_id == report_id)


def _report_name(desk: Desk, report_id: int) -> str:
    rows = desk.read(
        "SELECT f.number, p.title FROM focus_area_report r JOIN focus_area f ON f.id = r.focus_area_id "
        "JOIN reporting_period p ON p.id = r.period_id WHERE r.id = ?",
        (report_id,),
    )
    return f"report on FA{rows[0][0]}, {shorten(rows[0][1], 40)}" if rows else "report"
