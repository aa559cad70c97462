"""The exports of the command line: which choices each one takes, and which module writes it.

The modules that write are imported when they are asked for. Nothing here reads the clock or prints; cli.py does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from imgdesk.arguments import EXPORTS, TAKES
from imgdesk.domain.paper_words import KINDS
from imgdesk.errors import UserError

if TYPE_CHECKING:
    import argparse

    from imgdesk.reports.batch import Done
    from imgdesk.store.desk import Desk


_CHOICES: Final = (
    "meeting",
    "version",
    "internal",
    "drafts",
    "contacts",
    "document",
    "period",
    "focus_area",
    "since",
)


def output_of(arguments: argparse.Namespace) -> Path:
    """Return the file that an export writes; refuses an ending that the export does not have."""
    output: Path = arguments.output
    if arguments.kind == "csv" and output.is_dir():
        from imgdesk.exchange.framework_csv import FILE_NAME

        output = output / FILE_NAME
    if EXPORTS[arguments.kind] and output.suffix.lower() not in EXPORTS[arguments.kind]:
        endings = " or ".join(EXPORTS[arguments.kind])
        raise UserError(
            f"This export ({arguments.kind}) is written as {endings}: let the file's name end so."
        )
    return output


def chosen(arguments: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """Return `chart` and `which` for `export`; refuses a choice that means nothing for this export."""
    given = {name[6:]: value for name, value in vars(arguments).items() if name.startswith("chart_")}
    if arguments.kind != "gantt" and any(given.values()):
        raise UserError(f"This export ({arguments.kind}) takes no choices of a chart: leave them out.")
    told = {name: getattr(arguments, name) for name in _CHOICES}
    if unused := [
        name
        for name, value in told.items()
        if value not in (None, False) and name not in TAKES.get(arguments.kind, ())
    ]:
        word = "minutes-version" if unused[0] == "version" else unused[0].replace("_", "-")
        raise UserError(f"--{word} means nothing for this export ({arguments.kind}): leave it out.")
    return {"chart": given, "which": told}


def export(
    kind: str,
    desk: Desk,
    path: Path,
    *,
    today: date,
    recipient: str = "",
    chart: Mapping[str, Any] | None = None,
    which: Mapping[str, Any] | None = None,
) -> Sequence[str]:
    """Write one export of EXPORTS and return what a reader should know of it, one sentence each.

    The file's ending picks the format. Raises UserError when it cannot be written. `chart` are the choices of a chart
    as words, see reports.chart_options; `which` says which "meeting", which "version" of its minutes, "document",
    "period" or number of a "focus_area", "since" which version of the plan, and what is switched in ("internal",
    "drafts", "contacts").
    """
    which = which or {}
    if kind in KINDS:
        return _export_paper(kind, desk, path, today, recipient, which)
    if kind == "tracker":
        from imgdesk.exchange.tracker import export_tracker

        export_tracker(desk, path, today=today, recipient=recipient)
    elif kind in ("minutes", "agenda", "calendar"):
        return _export_meeting(kind, desk, path, today, which)
    elif kind == "csv":
        from imgdesk.exchange.framework_csv import export_framework_csv

        export_framework_csv(desk, path)
    elif kind == "iati":
        from imgdesk.exchange.iati import export_iati, told

        return told(export_iati(desk, path))
    elif kind == "workplan":
        from imgdesk.reports.export import export_workplan

        return export_workplan(desk, path)
    elif kind == "redline":
        from imgdesk.reports.export import export_redline

        return export_redline(desk, path, since=which.get("since") or "", today=today)
    else:
        _export_chart(desk, path, today, chart or {})
    return ()


def _export_paper(
    kind: str, desk: Desk, path: Path, today: date, recipient: str, which: Mapping[str, Any]
) -> Sequence[str]:
    from imgdesk.reports.export import export_paper

    return export_paper(
        desk,
        path,
        kind,
        today=today,
        document=which.get("document"),
        meeting_id=which.get("meeting"),
        period_id=which.get("period"),
        focus_area_id=_focus_area(desk, which.get("focus_area")),
        audience=recipient,
        **_switched(which),
    )


def _switched(which: Mapping[str, Any]) -> dict[str, bool]:
    """Return what of that which stays on the desk otherwise goes out."""
    return {name: bool(which.get(name)) for name in ("internal", "drafts", "contacts")}


def _focus_area(desk: Desk, number: int | None) -> int | None:
    """Return the key of a focus area of the current workplan, by its number."""
    if number is None:
        return None
    from imgdesk.views import workplan

    plan = workplan.plan(desk)
    found = [row.id for row in plan.focus_areas if row.number == number] if plan else []
    if not found:
        raise UserError(f"The workplan has no focus area {number}: choose one that it has.")
    return found[0]


def meeting_papers(desk: Desk, folder: Path, *, today: date, which: Mapping[str, Any]) -> Iterator[Done]:
    """Write all papers for a meeting into a folder, without an id of the newest, file by file; see reports.batch."""
    from imgdesk.reports.batch import papers_of, write_papers
    from imgdesk.reports.compose.meeting import meeting_to_tell

    meeting = meeting_to_tell(desk, which.get("meeting"))
    return write_papers(desk, folder, papers_of(desk, meeting.id), today=today, **_switched(which))


def _export_meeting(
    kind: str, desk: Desk, path: Path, today: date, which: Mapping[str, Any]
) -> Sequence[str]:
    meeting_id = which.get("meeting")
    if kind == "calendar":
        from imgdesk.exchange.calendar import export_calendar

        export_calendar(desk, path, today=today, meeting_id=meeting_id)
        return ()
    from imgdesk.reports import export as papers

    if kind == "agenda":
        return papers.export_agenda(desk, path, meeting_id=meeting_id)
    return papers.export_minutes(
        desk,
        path,
        meeting_id=meeting_id,
        version_id=which.get("version"),
        internal=bool(which.get("internal")),
        drafts=bool(which.get("drafts")),
    )


def _export_chart(desk: Desk, path: Path, today: date, chart: Mapping[str, Any]) -> None:
    from imgdesk.reports.chart_options import options_from_words

    options = options_from_words(dict(chart))
    if path.suffix.lower() == ".png":
        from imgdesk.ui.picture import export_png

        export_png(desk, path, today=today, options=options)
    else:
        from imgdesk.reports.export import export_gantt

        export_gantt(desk, path, today=today, options=options)
