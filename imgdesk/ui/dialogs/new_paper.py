"""Begin a paper: from a template or from another paper, with its title and what it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from imgdesk.domain.paper_words import KINDS
from imgdesk.text import shorten
from imgdesk.ui.dialogs.kept_form import KeptForm
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.paper_templates import variants

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.ui.pages.briefs_state import BriefsState

Start = tuple[str, str, int | None]
"""What a paper is begun from: its kind, the variant of its template, or the id of a paper or template."""
_CHARS = 60


class NewPaper(KeptForm):
    """See `ask`."""

    def __init__(self, state: BriefsState, make: Callable[[Callable[[Desk], int]], int | None]) -> None:
        super().__init__("New paper", "Begin a paper")
        self._state, self._make = state, make
        self.made: int | None = None
        self.starts: list[tuple[str, Start]] = starts(state)
        self.start = QComboBox()
        for words, _ in self.starts:
            self.start.addItem(words)
        self.add_field("Begin with", self.start)
        self.told = Label("", "small", wrap=True)
        self.body.addWidget(self.told)
        self.title = self.add_line("Title", "")
        about = state.about()
        self.about = {name: self._choice(words, name, about.get(name)) for name, words in _ABOUT.items()}
        self.start.setCurrentIndex(self._first())
        self.start.currentIndexChanged.connect(self._show_start)
        self.finish("Begin", self._begin)
        self._show_start()
        self.title.setFocus()
        self.title.selectAll()

    @classmethod
    def ask(cls, state: BriefsState, make: Callable[[Callable[[Desk], int]], int | None]) -> int | None:
        """Return the id of the paper that was begun, None for Cancel; `make` runs the service."""
        dialog = cls(state, make)
        return dialog.made if dialog.exec() else None

    def chosen(self) -> Start:
        """Return what the paper is begun from."""
        return self.starts[self.start.currentIndex()][1]

    def _choice(self, words: str, name: str, key: int | None) -> QComboBox:
        box = QComboBox()
        box.addItem("none", None)
        for found, said in self._state.choices(name):
            box.addItem(shorten(said, _CHARS), found)
        box.setCurrentIndex(max(box.findData(key), 0))
        self.add_field(words, box)
        return box

    def _first(self) -> int:
        """The start that is looked at on the page."""
        state, row = self._state, self._state.kept
        wanted: Start = (state.kind, state.variant, row.id if row is not None else None)
        return next((place for place, (_, start) in enumerate(self.starts) if start == wanted), 0)

    def _show_start(self) -> None:
        from imgdesk.ui.pages.briefs_state import needs_of

        kind, variant, paper_id = self.chosen()
        self.told.setText(KINDS[kind].told if kind in KINDS else "")
        self.title.setPlaceholderText(self._usual_title(kind, variant, paper_id))
        needs = {f"{need}_id" for need in needs_of(kind)}
        for name, box in self.about.items():
            self.show_field(box, name in needs and box.count() > 1)

    def _usual_title(self, kind: str, variant: str, paper_id: int | None) -> str:
        if paper_id is None:
            return KINDS[kind].title
        rows = (*self._state.read.papers, *self._state.read.templates)
        return next((row.title for row in rows if row.id == paper_id), "")

    def _begin(self) -> str:
        from imgdesk import services

        kind, variant, paper_id = self.chosen()
        about = {
            name: box.currentData()
            for name, box in self.about.items()
            if not box.isHidden() and box.currentData()
        }
        title = self.title.text().strip()

        def add(desk: Desk) -> int:
            made: int = services.papers.add_paper(
                desk, kind, title=title, start=paper_id, variant=variant if paper_id is None else "", **about
            )
            return made

        self.made = self._make(add)
        return "" if self.made is not None else "This paper could not be begun."


_ABOUT = {"meeting_id": "Meeting", "period_id": "Reporting period", "focus_area_id": "Focus area"}


def starts(state: BriefsState) -> list[tuple[str, Start]]:
    """Return what papers can be begun from, with words: templates of the group, of the program, papers."""
    from imgdesk.ui.pages.briefs_state import title_of

    read = state.read
    own = [(f"Template: {shorten(row.title, _CHARS)}", (row.kind, "", row.id)) for row in read.templates]
    ready = [
        (title_of(kind, variant), (kind, variant, None))
        for kind in KINDS
        for variant in ("", *dict(variants(kind)))
    ]
    papers = [(f"As “{shorten(row.title, _CHARS)}”", (row.kind, "", row.id)) for row in read.papers]
    return [*own, *ready, *papers]
