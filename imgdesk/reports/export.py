"""Papers as files: the verbs behind "export brief" and "export gantt".

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
    from imgdesk.reports.chart_options import ChartOptions
    from imgdesk.store.desk import Desk

BRIEF_ENDINGS: Final = (".pdf",)
GANTT_ENDINGS: Final = (".pdf", ".svg")


def export_brief(desk: Desk, path: Path, *, today: date, audience: str = "") -> None:
    """Write the brief of the current workplan as on a day (.pdf); `audience` is whom it is for.

    Raises UserError for another ending, for a desk without a workplan, and where the file cannot be written.
    """
    path = Path(path)
    _check_ending(path, "brief", BRIEF_ENDINGS)
    from imgdesk.reports.compose.brief import brief
    from imgdesk.reports.pdf import write_pdf

    document = brief(desk, today=today, audience=audience)
    with atomic_write(path) as file:
        write_pdf(document, file)


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


def _check_ending(path: Path, what: str, endings: tuple[str, ...]) -> None:
    if path.suffix.lower() not in endings:
        raise UserError(f"A {what} is written as {' or '.join(endings)}: let the file's name end so.")
