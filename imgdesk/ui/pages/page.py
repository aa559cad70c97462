"""What the main window expects of a page.

A page is made once, on its first show, as `SomePage(theme, actions, settings)`; it is then told which desk to show and
when it comes to the front. It keeps no desk of its own making, changes nothing except through services, and repaints
when the bridge says so. What it may use: theme, actions, settings, widgets/, views, services.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from imgdesk.settings import Settings
    from imgdesk.store.desk import Desk
    from imgdesk.ui.actions import Actions
    from imgdesk.ui.bridge import DeskBridge
    from imgdesk.ui.theme import Theme


class Page(QWidget):
    """The base of all pages; everything but `open` and `close` has a default that does nothing."""

    title_changed = Signal(str)
    """The page's title has changed (the workplan was renamed)."""
    status_changed = Signal(str)
    """The counts for the status line: "23 activities, 5 undated"."""
    notice = Signal(str)
    """One sentence to show for a moment at the foot of the window."""

    record_wanted = Signal(str, int)
    """Whichever page shows records of this kind ("activity", "meeting", "action") is to show this one (its id)."""

    presented = Signal(bool)
    """The page wants the whole screen for itself, or no longer."""

    export_wanted = Signal(str, object, str)
    """An export command of the page, more arguments for it, and words for the name of the file."""

    paper_wanted = Signal(str, object, object, str)
    """A kind of paper, the endings of its files, arguments that say which paper, and words for the file's name."""

    meeting_papers_wanted = Signal(int, object)
    """All papers of a meeting (its id), and further arguments."""

    keys: ClassVar[Sequence[tuple[str, str]]] = ()
    """(keys, what they do) of the page's own shortcuts, for the list under Ctrl+/."""

    @property
    def title(self) -> str:
        """The title in the top bar."""
        return self.windowTitle()

    def header_widgets(self) -> Sequence[QWidget]:
        """Return the widgets for the right of the top bar, always the same ones, made by the page."""
        return ()

    def title_widgets(self) -> Sequence[QWidget]:
        """Return what stands right behind the title, such as a status; always the same ones."""
        return ()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return command name -> method, for the commands of actions.py that this page understands.

        They are enabled when the page comes to the front, and called when the command is given there; in `activate`
        and later the page narrows them with `actions.allow(name, False)`, for instance without a selection.
        """
        return {}

    def open(self, desk: Desk, bridge: DeskBridge) -> None:
        """Show `desk` and repaint on `bridge.changed` (None means: read everything anew)."""
        raise NotImplementedError

    def close_desk(self) -> None:
        """Forget the desk: it is about to be closed, and the bridge with it."""
        raise NotImplementedError

    def activate(self) -> None:
        """Come to the front: take the focus, say title and counts, narrow the commands."""

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a record of a kind that this page shows (see PageEntry.shows); the page is in front already."""


class DeskPage(Page):
    """The base of the pages over a desk; `today` is asked at every look."""

    def __init__(
        self, theme: Theme, actions: Actions, settings: Settings, today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._actions, self._settings, self._today = theme, actions, settings, today
        self._bridge: DeskBridge | None = None
        self._build()

    def _build(self) -> None:
        """Make the widgets of the page, lay them out and connect them."""
        raise NotImplementedError
