"""The exports of the command line: which choices each one takes, and which module writes it.

The modules that write are imported when they are asked for. Nothing here reads the clock or prints; cli.py does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imgdesk.arguments import EXPORTS, TAKES
from imgdesk.errors import UserError

if TYPE_CHECKING:
    import argparse

    from imgdesk.store.desk import Desk


def output_of(arguments: argparse.Namespace) -> Path:
    """Return the file that an export writes; refuses an ending that the export does not have."""
    output: Path = arguments.output
    if arguments.kind == "csv" and output.is_dir():
        from imgdesk.exchange.framework_csv import FILE_NAME

        output = output / FILE_NAME
    if output.suffix.lower() not in EXPORTS[arguments.kind]:
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
    told = {name: getattr(arguments, name) for name in ("meeting", "version", "internal", "drafts", "period")}
    if unused := [
        name for name, value in told.items() if value and name not in TAKES.get(arguments.kind, ())
    ]:
        word = "minutes-version" if unused[0] == "version" else unused[0]
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
    """Write one export of EXPORTS and return what it left out, one sentence each; the file's ending picks the format.

    Raises UserError when it cannot be written.
    `chart` are the choices of a chart as words, see reports.chart_options; `which` says which "meeting", which
    "version" of its minutes, what is switched in ("internal", "drafts"), and which "period".
    """
    if kind == "tracker":
        from imgdesk.exchange.tracker import export_tracker

        export_tracker(desk, path, today=today, recipient=recipient)
    elif kind == "brief":
        from imgdesk.reports.export import export_brief

        export_brief(desk, path, today=today, audience=recipient)
    elif kind in ("minutes", "agenda", "calendar"):
        _export_meeting(kind, desk, path, today, which or {})
    elif kind == "csv":
        from imgdesk.exchange.framework_csv import export_framework_csv

        export_framework_csv(desk, path)
    elif kind == "iati":
        from imgdesk.exchange.iati import export_iati, told

        return told(export_iati(desk, path))
    elif kind == "progress":
        from imgdesk.reports.export import export_progress

        export_progress(desk, path, today=today, period_id=(which or {}).get("period"))
    elif kind == "workplan":
        from imgdesk.reports.export import export_workplan

        export_workplan(desk, path)
    else:
        _export_chart(desk, path, today, chart or {})
    return ()


def _export_meeting(kind: str, desk: Desk, path: Path, today: date, which: Mapping[str, Any]) -> None:
    meeting_id = which.get("meeting")
    if kind == "calendar":
        from imgdesk.exchange.calendar import export_calendar

        export_calendar(desk, path, today=today, meeting_id=meeting_id)
        return
    from imgdesk.reports import export as papers

    if kind == "agenda":
        papers.export_agenda(desk, path, meeting_id=meeting_id)
    else:
        papers.export_minutes(
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
