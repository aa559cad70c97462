"""Papers as files: the verbs behind "export minutes", "agenda", "workplan", "gantt" and the papers in sections.

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

GANTT_ENDINGS: Final = (".pdf", ".svg")
PAPER_ENDINGS: Final = (".pdf", ".docx")
TEXTS_TOLD: Final = 5
"""So many texts with signs that cannot be printed are named."""
WITH_ARTICLE: Final = {
    "chart": "A chart is", "minutes": "Minutes are", "agenda": "An agenda is", "workplan": "A workplan is",
    "brief": "A brief is", "status-brief": "A status brief is", "focus-area-brief": "A focus area brief is",
    "progress": "A progress report is", "recommended-actions": "Recommended actions are",
    "concept-note": "A concept note is", "side-event": "A side-event proposal is",
    "key-messages": "Key messages are", "handover": "A hand-over note is", "paper": "A paper is",
    "redline": "A redline is",
}  # fmt: skip


def export_paper(
    desk: Desk,
    path: Path,
    kind: str,
    *,
    today: date,
    document: int | None = None,
    meeting_id: int | None = None,
    period_id: int | None = None,
    focus_area_id: int | None = None,
    audience: str = "",
    internal: bool = False,
    drafts: bool = False,
    contacts: bool = False,
) -> tuple[str, ...]:
    """Write a paper of one of KINDS as on a day (.pdf, .docx), and say which of its sections nobody has written yet.

    `document` is a paper of the desk; for the other choices, and for what is refused, see compose.paper. Raises
    UserError for another ending, too, and where the file cannot be written. Returns sentences, as all exports of
    papers do: a PDF says which text its typefaces could not print.
    """
    path = Path(path)
    _check_ending(path, kind, PAPER_ENDINGS)
    from imgdesk.reports.compose.paper import compose

    made = compose(
        desk, document, kind, today=today, meeting_id=meeting_id, period_id=period_id, focus_area_id=focus_area_id,
        audience=audience, internal=internal, drafts=drafts, contacts=contacts,
    )  # fmt: skip
    return (*made.unwritten(), *_write(made.document, path))


def export_minutes(
    desk: Desk,
    path: Path,
    *,
    meeting_id: int | None = None,
    version_id: int | None = None,
    internal: bool = False,
    drafts: bool = False,
) -> tuple[str, ...]:
    """Write the minutes of a meeting (.pdf, .docx), without an id of the newest about which something is written.

    A version tells them as they went out; `internal` and `drafts` switch in internal paragraphs and draft decisions.
    Raises UserError for another ending, for a meeting that is not there, and where the file cannot be written.
    """
    path = Path(path)
    _check_ending(path, "minutes", PAPER_ENDINGS)
    from imgdesk.reports.compose.minutes import minutes

    return _write(minutes(desk, meeting_id, version_id=version_id, internal=internal, drafts=drafts), path)


def export_agenda(desk: Desk, path: Path, *, meeting_id: int | None = None) -> tuple[str, ...]:
    """Write the agenda of a meeting (.pdf, .docx), without an id of the newest; raises as `export_minutes`."""
    path = Path(path)
    _check_ending(path, "agenda", PAPER_ENDINGS)
    from imgdesk.reports.compose.agenda import agenda

    return _write(agenda(desk, meeting_id), path)


def export_workplan(desk: Desk, path: Path) -> tuple[str, ...]:
    """Write the current workplan as the group circulates it (.pdf, .docx).

    Raises UserError for another ending, for a desk without a workplan, and where the file cannot be written.
    """
    path = Path(path)
    _check_ending(path, "workplan", PAPER_ENDINGS)
    from imgdesk.reports.compose.workplan import workplan_paper

    return _write(workplan_paper(desk), path)


def export_redline(desk: Desk, path: Path, *, since: str = "", today: date) -> tuple[str, ...]:
    """Write what changed in the current workplan since a version (.pdf, .docx), and return which one, in a sentence.

    `since` names the version, by title, id or a day, "" for the newest. In Word they are tracked changes of the day
    `today`. Raises UserError for another ending, for a version that is not there, and where the file cannot be written.
    """
    path = Path(path)
    _check_ending(path, "redline", PAPER_ENDINGS)
    from imgdesk.reports.compose.redline import redline

    document = redline(desk, since=since, today=today)
    return (*(f"{told}." for told in document.sender), *_write(document, path))


def export_gantt(
    desk: Desk, path: Path, *, today: date, page: str = "", options: ChartOptions | None = None
) -> None:
    """Write the chart of the current workplan as on a day, as pages (.pdf) or as one picture (.svg), as chosen.

    `page` is short for options that choose nothing but the page. Raises UserError as export_workplan does, and for
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


def _write(document: Document, path: Path) -> tuple[str, ...]:
    """Write a paper in the format of the file's ending, and say of which text a PDF shows boxes."""
    if path.suffix.lower() == ".docx":
        from imgdesk.reports.docx import write_docx

        with atomic_write(path) as file:
            write_docx(document, file)
        return ()
    from imgdesk.reports.pdf import write_pdf
    from imgdesk.reports.unprintable import unprintable_texts

    with atomic_write(path) as file:
        write_pdf(document, file)
    texts = unprintable_texts(document)
    if not texts:
        return ()
    named = "; ".join(f"“{text}”" for text in texts[:TEXTS_TOLD])
    more = f"; and {len(texts) - TEXTS_TOLD} more" if len(texts) > TEXTS_TOLD else ""
    return (f"Boxes stand in place of signs that the typefaces of the PDF lack: {named}{more}.",)


def _check_ending(path: Path, what: str, endings: tuple[str, ...]) -> None:
    if path.suffix.lower() not in endings:
        raise UserError(
            f"{WITH_ARTICLE[what]} written as {' or '.join(endings)}: let the file's name end so."
        )
