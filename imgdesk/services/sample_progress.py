"""The sample's results framework, reporting periods and reports, from db/sample/framework.toml."""

from __future__ import annotations

from datetime import date
from typing import Any

from imgdesk.domain.framework_draft import FrameworkDraft, ResultDraft
from imgdesk.domain.indicator_text import Proposal, read_baseline_line
from imgdesk.services import framework, progress
from imgdesk.store.desk import Desk


def add_progress(desk: Desk, given: dict[str, Any], *, today: date) -> None:
    """Give the sample desk a framework with its links, periods, and reports that are collected and written."""
    with desk.change("Set up the progress of the sample desk"):
        framework_id = framework.land_framework(desk, _draft(given))
        _link(desk, framework_id, given["contributes"])
        [(workplan_id,)] = desk.read("SELECT id FROM workplan")
        for period in given["reporting"]:
            _add_period(desk, workplan_id, period, today)


def _draft(given: dict[str, Any]) -> FrameworkDraft:
    return FrameworkDraft(
        **{name: given[name] for name in ("title", "period", "source", "note")},
        results=tuple(_result(row) for row in given["result"]),
    )


def _result(given: dict[str, Any]) -> ResultDraft:
    plain = {name: value for name, value in given.items() if name != "indicator"}
    return ResultDraft(**plain, indicators=tuple(_indicator(row) for row in given.get("indicator", ())))


def _indicator(given: dict[str, Any]) -> Proposal:
    """Read an indicator; the baseline is given in its words alone and read like any paper."""
    read = read_baseline_line(given.get("baseline", ""))
    plain = {name: value for name, value in given.items() if name != "baseline"}
    return Proposal(
        **{"target_when": "2027", "source": "Chapter 5, global targets", **plain},
        baseline_value=read.value,
        baseline_text=read.text,
        baseline_year=read.year,
        baseline_when=read.when,
    )


def _link(desk: Desk, framework_id: int, contributes: dict[str, list[str]]) -> None:
    results = {
        code: key
        for key, code in desk.read("SELECT id, code FROM result WHERE framework_id = ?", (framework_id,))
    }
    activities = {ref: key for key, ref in desk.read("SELECT id, ref FROM activity")}
    for ref, codes in contributes.items():
        for code in codes:
            framework.link_activity(desk, activities[ref], results[code])


def _add_period(desk: Desk, workplan_id: int, given: dict[str, Any], today: date) -> None:
    title = given["when"][:1].upper() + given["when"][1:]
    period_id = progress.add_period(
        desk, workplan_id, given["when"], title=title, background=given.get("background", "")
    )
    day = given.get("closed", today)
    areas = {
        number: key
        for key, number in desk.read(
            "SELECT id, number FROM focus_area WHERE workplan_id = ?", (workplan_id,)
        )
    }
    for report in given["report"]:
        report_id = progress.start_report(desk, period_id, areas[report["focus_area"]])
        progress.edit_report(desk, report_id, rag=report["rag"], rag_reason=report["rag_reason"])
        if "percent" in report:
            progress.edit_report(
                desk, report_id, percent=report["percent"], percent_reason=report["percent_reason"]
            )
        else:
            progress.compute_percent(desk, report_id, today=day)
        progress.collect(desk, report_id, today=day)
        for line in report.get("line", ()):
            progress.add_line(desk, report_id, line["part"], line["text"], heading=line.get("heading", ""))
    if "closed" in given:
        progress.close_period(desk, period_id, today=given["closed"])
