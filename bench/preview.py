"""Briefs: a key typed in a section until the pages beside it are made anew, and the longest turn of the window."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.timing import p95, tell

ROUNDS = 12
BRIEFS = 4
"""The place of the page in the rail."""
TODAY = date(2023, 7, 14)
KINDS = ("concept-note", "key-messages", "handover")


def main() -> None:
    """Print for a few papers of the sample how long the pages take, and the longest turn of the event loop."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["IMGDESK_HOME"] = folder
        from imgdesk.services import sample
        from imgdesk.settings import Settings
        from imgdesk.ui.app import application, build
        from imgdesk.ui.theme import Theme

        app = application()
        desk = Path(folder) / "sample.imgdesk"
        sample.create_sample(desk).close()
        window, controller = build(Theme(app, "light"), Settings(), today=lambda: TODAY)
        window.resize(1440, 900)
        window.show()
        controller.open_path(desk)
        window.activateWindow()
        stage = Stage(app, window)
        for kind in KINDS:
            stage.measure(controller.desk, kind)
        controller.close()
        window.close()


class Stage:
    """The page Briefs in its window."""

    def __init__(self, app: Any, window: Any) -> None:
        from imgdesk.ui.pages.briefs import BriefsPage

        self._app = app
        window.rail.button(BRIEFS).click()
        app.processEvents()
        self._page = window.findChild(BriefsPage)

    def measure(self, desk: Any, kind: str) -> None:
        """Type letters one by one into the first text of the newest paper of a kind, each until its pages are there."""
        from imgdesk.ui.briefs.fields import LiveText
        from imgdesk.views import papers

        paper = papers.newest(desk, kind)
        assert paper is not None
        self._page.show_record("paper", paper.id)
        self._idle()
        field = next(text for text in self._page.findChildren(LiveText) if text.isVisible())
        field.setFocus()
        taken, turns = [], []
        for _ in range(ROUNDS):
            seconds, turn = self._type(field)
            taken.append(seconds)
            turns.append(turn)
        pages = self._page.preview.view.page_count
        figure = f"{1000 * statistics.median(taken):.0f} ms (p95 {1000 * p95(taken):.0f})"
        tell("-", f"key to new pages, {kind}, {pages} pages", figure, "<= 1000 ms")
        tell("P10", f"longest turn meanwhile, {kind}", f"{1000 * max(turns):.0f} ms", "<= 100 ms")

    def _type(self, field: Any) -> tuple[float, float]:
        from PySide6.QtTest import QTest

        before = self._page.preview.pdf
        start, longest = time.perf_counter(), 0.0
        QTest.keyClicks(field, "x")
        while self._page.preview.pdf == before or self._page.preview.busy:
            turn = time.perf_counter()
            self._app.processEvents()
            longest = max(longest, time.perf_counter() - turn)
            time.sleep(0.001)
        taken = time.perf_counter() - start
        self._idle()
        return taken, longest

    def _idle(self) -> None:
        """Let everything settle, so that one letter is not measured with the one before."""
        end = time.perf_counter() + 1.0
        while time.perf_counter() < end or self._page.preview.busy:
            self._app.processEvents()
            time.sleep(0.005)


if __name__ == "__main__":
    main()
