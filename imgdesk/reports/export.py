"""Papers as files: the verbs behind "export brief" and "export gantt".

Chooses the format by the file's ending and writes through `files.atomic_write`, so that the old file survives whatever
happens. Writers are imported when they are needed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from imgdesk.errors import UserError
from imgdesk.files import atomic_write

if TYPE_CHECKING:
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


def export_gantt(desk: Desk, path: Path, *, today: date, page: str = "A4") -> None:
    """Write the chart of the current workplan as on a day, as pages (.pdf, on A4, A3 or Letter) or one picture (.svg).

    Raises UserError as export_brief does, and for another page.
    """
    path = Path(path)
    _check_ending(path, "chart", GANTT_ENDINGS)
    from imgdesk.reports.compose.gantt import chart_plan

    plan = chart_plan(desk, today=today)
    if path.suffix.lower() == ".svg":
        from imgdesk.reports.chart_svg import chart_svg

        with atomic_write(path) as file:
            file.write(chart_svg(plan).encode("utf-8"))
        return
    from imgdesk.reports.chart_pdf import write_chart_pdf

    with atomic_write(path) as file:
        write_chart_pdf(plan, file, page=page)


def _check_ending(path: Path, what: str, endings: tuple[str, ...]) -> None:
    if path.suffix.lower() not in endings:
        raise UserError(f"A {what} is written as {' or '.join(endings)}: let the file's name end so.")
