"""Papers as files: the verbs behind "export brief", "minutes", "agenda", "progress", "workplan" and "gantt".

Chooses the format by the file's ending and writes through `files.atomic_write`, so that the old file survives whatever
happens. Writers are imported when they are needed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from imgdesk.errors import UserError
from imgdesk.files import atomic_write

if TYPE_CHECKING:
    from imgdesk.reports.blocks import Document
    from imgdesk.reports.chart_options import ChartOptions
    from imgdesk.store.desk import Desk

BRIEF_ENDINGS: Final = (".pdf",)
GANTT_ENDINGS: Final = (".pdf", ".svg")
PAPER_ENDINGS: Final = (".pdf", ".docx")
WITH_ARTICLE: Final = {
    "brief": "A brief is", "chart": "A chart is", "minutes": "Minutes are", "agenda": "An agenda is",
    "progress report": "A progress report is", "workplan": "A workplan is",
}  # fmt: skip


def export_brief(desk: Desk, path: Path, *, today: date, audience: str = "") -> None:
    """Write the brief of the current workplan as on a day (.pdf); `audience` is whom it is for.

    Raises UserError for another ending, for a desk without a workplan, and where the file cannot be written.
    """
    path = Path(path)
    _check_ending(path, "brief", BRIEF_ENDINGS)
    from imgdesk.reports.compose.brief import brief

    _write(brief(desk, today=today, audience=audience), path)


def export_minutes(
    desk: Desk,
    path: Path,
    *,
    meeting_id: int | None = None,
    version_id: int | None = None,
    internal: bool = False,
    drafts: bool = False,
) -> None:
    """Write the minutes of a meeting (.pdf, .docx), without an id of the newest about which something is written.

    A version tells them as they went out; `internal` and `drafts` switch in internal paragraphs and draft decisions.
    Raises UserError for another ending, for a meeting that is not there, and where the file cannot be written.
    """
    path = Path(path)
    _check_ending(path, "minutes", PAPER_ENDINGS)
    from imgdesk.reports.compose.minutes import minutes

    _write(minutes(desk, meeting_id, version_id=version_id, internal=internal, drafts=drafts), path)


def export_agenda(desk: Desk, path: Path, *, meeting_id: int | None = None) -> None:
    """Write the agenda of a meeting (.pdf, .docx), without an id of the newest; raises as `export_minutes`."""
    path = Path(path)
    _check_ending(path, "agenda", PAPER_ENDINGS)
    from imgdesk.reports.compose.agenda import agenda

    _write(agenda(desk, meeting_id), path)


def export_progress(desk: Desk, path: Path, *, today: date, period_id: int | None = None) -> None:
    """Write the progress report of a period (.pdf, .docx), without an id of the newest with a report.

    Raises UserError for another ending, for a period that is not there, and where the file cannot be written.
    """
    path = Path(path)
    _check_ending(path, "progress report", PAPER_ENDINGS)
    from imgdesk.reports.compose.progress import progress_report

    _write(progress_report(desk, period_id, today=today), path)


def export_workplan(desk: Desk, path: Path) -> None:
    """Write the current workplan as the group circulates it (.pdf, .docx).

    Raises UserError for another ending, for a desk without a workplan, and where the file cannot be written.
    """
    path = Path(path)
    _check_ending(path, "workplan", PAPER_ENDINGS)
    from imgdesk.reports.compose.workplan import workplan_paper

    _write(workplan_paper(desk), path)


def export_gantt(
    desk: Desk, path: Path, *, today: date, page: str = "", options: ChartOptions | None = None
) -> None:
    """Write the chart of the current workplan as on a day, as pages (.pdf) or as one picture (.svg), as chosen.

    `page` is short for options that choose nothing but the page. Raises UserError as export_brief does, and for
    what cannot be printed.
    """
    path = Path(path)
    _check_ending(path, "chart", GANTT_ENDINGS)
    from imgdesk.reports.chart_options import ChartOptions
    from imgdesk.reports.compose.gantt import chart_plan

    chosen = replace(options or ChartOptions(), page=page) if page else options or ChartOptions()
    plan = chart_plan(desk, today=today, options=chosen)
    if path.suffix.lower() == ".svg":
        from imgdesk.reports.chart_svg import chart_svg

        picture = chart_svg(plan, options=chosen).encode("utf-8")
        with atomic_write(path) as file:
            file.write(picture)
        return
    from imgdesk.reports.chart_layout import page_layout
    from imgdesk.reports.chart_pdf import write_chart_pdf

    setup = page_layout(plan, chosen)
    with atomic_write(path) as file:
        write_chart_pdf(plan, file, setup=setup)


def _write(document: Document, path: Path) -> None:
    """Write a paper in the format of the file's ending."""
    if path.suffix.lower() == ".docx":
        from imgdesk.reports.docx import write_docx

        with atomic_write(path) as file:
            write_docx(document, file)
        return
    from imgdesk.reports.pdf import write_pdf

    with atomic_write(path) as file:
        write_pdf(document, file)


def _check_ending(path: Path, what: str, endings: tuple[str, ...]) -> None:
    if path.suffix.lower() not in endings:
        raise UserError(
            f"{WITH_ARTICLE[what]} written as {' or '.join(endings)}: let the file's name end so."
        )
