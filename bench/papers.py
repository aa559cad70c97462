"""P7: the brief in a process of its own and within one, a register of 200 pages, and what a key in a paper costs."""

from __future__ import annotations

import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.data import WORDS
from bench.timing import p95, paired, seconds, tell

ROUNDS = 9
ROWS = 3_600
TODAY = date(2023, 7, 14)
_BARE = (
    "from reportlab.pdfgen.canvas import Canvas; from imgdesk.reports import style; style.register_fonts(); "
    "c = Canvas({path!r}); c.setFont(style.FONTS['regular'], 9); c.drawString(9, 9, 'A page'); c.save()"
)
_BRIEF = (
    "import sys; from imgdesk.cli import main; "
    "sys.exit(main(['export', 'brief', {desk!r}, '-o', {path!r}, '--today', '2023-07-14']))"
)


def main() -> None:
    """Print the figures of papers beside their goals."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _brief(folder)
        _register(folder)
        _key(folder)


def _brief(folder: Path) -> None:
    from imgdesk.reports.compose.paper import compose
    from imgdesk.reports.pdf import write_pdf
    from imgdesk.services.sample import create_sample
    from imgdesk.store.desk import Desk

    create_sample(folder / "sample.imgdesk").close()
    ours = _BRIEF.format(desk=str(folder / "sample.imgdesk"), path=str(folder / "brief.pdf"))
    bare = _BARE.format(path=str(folder / "bare.pdf"))
    for code in (ours, bare):
        _process(code, folder)
    own, other, ratio = paired(lambda: _process(ours, folder), lambda: _process(bare, folder), ROUNDS)
    figure = f"{own:.3f} s ({ratio:.2f}x a process that draws a page, {other:.3f} s)"
    tell("P7", "brief of two pages and chart, a process of its own", figure, "<= 0.3 s")
    with Desk.open(folder / "sample.imgdesk", read_only=True, origin="bench") as desk:
        composed = statistics.median(seconds(lambda: compose(desk, None, "brief", today=TODAY), ROUNDS))
        document = compose(desk, None, "brief", today=TODAY).document
        drawn = statistics.median(seconds(lambda: write_pdf(document, io.BytesIO()), ROUNDS))
    tell(
        "-",
        "the same within a process: composed, drawn",
        f"{composed * 1000:.0f} + {drawn * 1000:.0f} ms",
        "",
    )


def _process(code: str, folder: Path) -> float:
    """Seconds of a process that finds its modules compiled, as an installed program does."""
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stderr=subprocess.DEVNULL, env=surroundings)
    return time.perf_counter() - start


def _register(folder: Path) -> None:
    """A table that somebody wrote, composed and drawn; beside it the same words on bare lines."""
    from imgdesk.domain.paper_text import write_rows
    from imgdesk.reports.compose.paper import compose
    from imgdesk.reports.pdf import write_pdf
    from imgdesk.services import papers
    from imgdesk.store.desk import Desk

    draw = random.Random(ROWS)
    rows = [[str(n), " ".join(draw.choices(WORDS, k=24)), "Q3 2023", "UNDP"] for n in range(1, ROWS + 1)]
    with Desk.create(folder / "register.imgdesk", "A group", origin="bench") as desk:
        key = papers.add_paper(desk, "paper", title="Register")
        text = write_rows([["No.", "What", "When", "Who"], *rows])
        papers.add_section(desk, key, kind="table", heading="All of it", text=text)
        pages: list[int] = []

        def work() -> float:
            start = time.perf_counter()
            pages.append(write_pdf(compose(desk, key, "paper", today=TODAY).document, io.BytesIO()))
            return time.perf_counter() - start

        own, _, ratio = paired(work, lambda: _lines(rows), 3)
    figure = f"{own / pages[0] * 1000:.1f} ms a page ({ratio:.1f}x its bare lines)"
    tell("P7", f"register of {ROWS:,} rows, {pages[0]} pages", figure, "<= 10 ms a page")


def _lines(rows: list[list[str]]) -> float:
    from reportlab.pdfgen.canvas import Canvas

    from imgdesk.reports import style

    start = time.perf_counter()
    canvas = Canvas(io.BytesIO())
    for place, row in enumerate(rows):
        if place % 18 == 0:
            canvas.showPage()
            canvas.setFont(style.FONTS["regular"], 9)
        for x, cell in zip((40, 80, 400, 480), row, strict=True):
            canvas.drawString(x, 800 - 40 * (place % 18), cell[: len(cell) // 2])
            canvas.drawString(x, 788 - 40 * (place % 18), cell[len(cell) // 2 :])
    canvas.save()
    return time.perf_counter() - start


def _key(folder: Path) -> None:
    """What the preview does after a key: read, compose and draw the concept note of the sample."""
    from imgdesk.reports.compose.paper import compose
    from imgdesk.reports.pdf import write_pdf
    from imgdesk.store.desk import Desk

    def work() -> object:
        with Desk.open(folder / "sample.imgdesk", read_only=True, origin="bench") as desk:
            return write_pdf(compose(desk, None, "concept-note", today=TODAY).document, io.BytesIO())

    taken = _warm(work)
    figure = f"{statistics.median(taken) * 1000:.0f} ms (p95 {p95(taken) * 1000:.0f})"
    tell(
        "-",
        "concept note after a key: open, compose, draw",
        figure,
        "<= 700 ms, 1 s with the pause and the picture",
    )


def _warm(work: Callable[[], object]) -> list[float]:
    work()
    return seconds(work, 20)


if __name__ == "__main__":
    main()
