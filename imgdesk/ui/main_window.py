"""The window: rail, top bar, pages, status line and menus, and the one place where their signals are connected.

It owns no data. What is open is the controller's business, what is shown the pages'; the window puts the page in
front, hands commands to it, and keeps labels, title and status line true.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from imgdesk.errors import UserError
from imgdesk.settings import Settings
from imgdesk.ui.actions import EXPORTS, MENUS, Actions
from imgdesk.ui.desk_controller import ENDING, DeskController
from imgdesk.ui.desk_search import DeskSearch
from imgdesk.ui.edit_keys import in_text_field
from imgdesk.ui.import_export import PAPER_ENDINGS, UNDO, ImportExport
from imgdesk.ui.pages.page import Page
from imgdesk.ui.theme import Theme
from imgdesk.ui.tips import plain_tip
from imgdesk.ui.widgets.banner import Banner
from imgdesk.ui.widgets.rail import Rail
from imgdesk.ui.widgets.status_line import StatusLine
from imgdesk.ui.widgets.toast import Toast
from imgdesk.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.ui.bridge import DeskBridge
    from imgdesk.ui.pages.welcome import WelcomePage

SIZE = (1440, 900)
SMALLEST = (720, 440)


class PageEntry(NamedTuple):
    """A page of the rail: its name, its icon, and how it is made when it is first shown.

    `shows` are the kinds of records that other pages send to it; `counted` gives the number beside its
    name and what that counts, read after every change: one indexed query at most.
    """

    name: str
    icon: str
    make: Callable[[], Page]
    shows: tuple[str, ...] = ()
    counted: Callable[[Desk], tuple[int, str]] | None = None


class MainWindow(QMainWindow):
    """Everything around the pages."""

    def __init__(
        self, theme: Theme, settings: Settings, actions: Actions, controller: DeskController, traffic: ImportExport,
        entries: Sequence[PageEntry],
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme, self._settings, self._actions = theme, settings, actions
        self._controller, self._traffic, self._entries = controller, traffic, entries
        self._pages: dict[int, Page] = {}
        self._opened: set[int] = set()
        self._front = 0
        self._before = self.windowState()
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._lay_out()
        self._make_menus()
        self._connect()
        self._restore_geometry()
        self._disable_commands()

    # --- parts

    def _lay_out(self) -> None:
        self.rail = Rail(self._theme, "imgdesk")
        shown = frozenset(kind for entry in self._entries for kind in entry.shows)
        self.search = DeskSearch(self._theme, self._actions["search"], shown, self._activate, self)
        self.top_bar, self.banner = TopBar(self.search.field), Banner()
        self.status_line = StatusLine(self._theme)
        self.welcome: WelcomePage | None = None
        self._stack = QStackedWidget()
        column = QVBoxLayout()
        work = QWidget()
        row = QHBoxLayout(work)
        for layout in (column, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        for part in (self.top_bar, self.banner, self._stack, self.status_line):
            column.addWidget(part, 1 if part is self._stack else 0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self._whole = QStackedWidget()
        self._work = work
        self._whole.addWidget(work)
        self.setCentralWidget(self._whole)
        self.toast = Toast(self._whole)
        for number, entry in enumerate(self._entries, 1):
            self.rail.add(entry.icon, entry.name, f"Ctrl+{number}")

    def _make_menus(self) -> None:
        self._actions.install(self)
        self._recent_menu = QMenu("Open &recent", self)
        for title, items in MENUS.items():
            self._fill(self.menuBar().addMenu(title), items)
        self._actions[f"theme_{self._theme.mode}"].setChecked(True)
        for number, entry in enumerate(self._entries, 1):
            action = QAction(entry.name, self)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(partial(self.show_page, number - 1))
            self.addAction(action)

    def _fill(self, menu: QMenu, items: Sequence[str | tuple[str, ...]]) -> None:
        for item in items:
            if isinstance(item, tuple) and item[1] == "recent":
                menu.addMenu(self._recent_menu)
            elif isinstance(item, tuple):
                menu.addMenu(self._actions.menu(item[1:], menu, item[0]))
            elif item:
                menu.addAction(self._actions[item])
            else:
                menu.addSeparator()

    def _connect(self) -> None:
        """Connect every signal of what is there from the start; pages follow when they are made."""
        controller, traffic = self._controller, self._traffic
        controller.opened.connect(self._desk_opened)
        controller.opened.connect(self.search.open)
        controller.closing.connect(self.search.close_desk)
        controller.closing.connect(self._desk_closing)
        self.search.wanted.connect(self.show_record)
        self.search.said.connect(self.toast.say)
        controller.closed.connect(self.show_welcome)
        controller.recent_changed.connect(self._recent_changed)
        controller.said.connect(self.toast.say)
        traffic.began.connect(self.status_line.begin_job)
        traffic.ended.connect(self.status_line.end_job)
        traffic.said.connect(self.toast.say)
        traffic.arrived.connect(self.show_record)
        self.status_line.cancelled.connect(traffic.cancel)
        self.rail.chosen.connect(self.show_page)
        self._recent_menu.aboutToShow.connect(self._fill_recent_menu)
        commands: dict[str, Callable[[], object]] = {
            "new": controller.new, "open": controller.open, "sample": controller.open_sample,
            "import_workplan": traffic.import_workplan, "import_framework": traffic.import_framework,
            "import_paper": traffic.import_paper,
            "print_chart": self._print, "save_copy": controller.save_copy,
            "close": controller.close, "quit": self.close, "undo": self._undo, "redo": self._redo,
            "full_screen": self._full_screen, "shortcuts": self._show_shortcuts, "about": self._show_about,
        }  # fmt: skip
        commands |= {name: partial(traffic.export, name) for name in EXPORTS}
        commands |= {f"theme_{mode}": partial(self._set_theme, mode) for mode in ("auto", "light", "dark")}
        commands |= {name: partial(self._command, name) for name in self._actions.names("page")}
        for name, command in commands.items():
            self._actions[name].triggered.connect(_without_argument(command))
        self._actions["print_paper"].changed.connect(self._name_print)

    def _connect_welcome(self, welcome: WelcomePage) -> None:
        welcome.new_chosen.connect(self._controller.new)
        welcome.open_chosen.connect(self._controller.open)
        welcome.sample_chosen.connect(self._controller.open_sample)
        welcome.recent_chosen.connect(self._controller.open_path)

    def _connect_page(self, page: Page) -> None:
        page.title_changed.connect(partial(self._title_changed, page))
        page.status_changed.connect(partial(self._counts_changed, page))
        page.notice.connect(self.toast.say)
        page.presented.connect(self._present)
        page.record_wanted.connect(self.show_record)
        page.export_wanted.connect(self._traffic.export)
        page.paper_wanted.connect(self._traffic.export_paper)
        page.meeting_papers_wanted.connect(self._traffic.export_meeting_papers)

    # --- pages

    def show_welcome(self) -> None:
        """Show the ways to begin; made only when it is needed, because most days start with a desk."""
        if self.welcome is None:
            from imgdesk.ui.pages.welcome import WelcomePage

            self.welcome = WelcomePage(self._theme)
            self._whole.addWidget(self.welcome)
            self._connect_welcome(self.welcome)
        self.setWindowTitle("imgdesk")
        self._disable_commands()
        self._recent_changed()
        self._whole.setCurrentWidget(self.welcome)
        self.welcome.activate()

    def show_page(self, index: int) -> None:
        """Bring a page to the front, making it when it is shown for the first time."""
        desk, bridge = self._controller.desk, self._controller.bridge
        if desk is None or bridge is None:
            return
        page = self._page(index)
        self._front = index
        if index not in self._opened:
            self._opened.add(index)
            page.open(desk, bridge)
        self.rail.show_chosen(index)
        self._stack.setCurrentWidget(page)
        self.top_bar.set_title(page.title)
        self.top_bar.show_widgets(page.header_widgets(), page.title_widgets())
        self.status_line.set_counts("")
        handled = page.handlers()
        for name in self._actions.names("page"):
            self._actions.allow(name, name in handled)
        page.activate()

    def show_record(self, kind: str, record_id: int) -> None:
        """Bring the page to the front that shows records of this kind, and let it go to this one."""
        for index, entry in enumerate(self._entries):
            if kind in entry.shows and self._controller.desk is not None:
                if index != self._front:
                    self.show_page(index)
                self._page(index).show_record(kind, record_id)
                return

    def page(self) -> Page | None:
        """Return the page in front, None while no desk is open."""
        return self._pages.get(self._front) if self._controller.desk is not None else None

    def _activate(self) -> None:
        page = self.page()
        if page is not None:
            page.activate()

    def _page(self, index: int) -> Page:
        if index not in self._pages:
            page = self._entries[index].make()
            self._connect_page(page)
            self._stack.addWidget(page)
            self._pages[index] = page
        return self._pages[index]

    def _title_changed(self, page: Page, title: str) -> None:
        if page is self.page():
            self.top_bar.set_title(title)

    def _counts_changed(self, page: Page, text: str) -> None:
        if page is self.page():
            self.status_line.set_counts(text)

    def _command(self, name: str) -> None:
        page = self.page()
        handler = page.handlers().get(name) if page is not None else None
        if handler is not None:
            handler()

    # --- the desk

    def _desk_opened(self, desk: Desk, bridge: DeskBridge) -> None:
        bridge.changed.connect(self._desk_changed)
        self._actions.set_read_only(desk.read_only)
        for name in self._actions.names("desk"):
            self._actions.allow(name)
        self.setWindowTitle(f"{desk.path.name} - imgdesk")
        self.banner.say(
            "Opened read-only: look around, or save a copy and work there." if desk.read_only else ""
        )
        self._whole.setCurrentWidget(self._work)
        self.toast.hide()
        self._desk_changed(None)
        self.show_page(min(self._front, len(self._entries) - 1))

    def _desk_changed(self, _changes: object) -> None:
        desk = self._controller.desk
        if desk is None:
            return
        self.toast.withdraw(UNDO)
        undo, redo = desk.undo_label, desk.redo_label
        for name, label in (("undo", undo), ("redo", redo)):
            escaped = (label or "").replace("&", "&&")
            self._actions[name].setText(f"&{name.capitalize()} {escaped}".strip())
            self._actions.allow(name, label is not None)
        saved = f"Saved {self._controller.saved_words()}"
        self.status_line.set_saved(f"{saved} · Undo: {undo}" if undo else saved)
        self.rail.set_subtitle(self._controller.group_name())
        for index, entry in enumerate(self._entries):
            if entry.counted is not None:
                self.rail.button(index).set_count(*entry.counted(desk))

    def _desk_closing(self) -> None:
        self._traffic.leave_desk()
        for index in self._opened:
            self._pages[index].close_desk()
        self._opened.clear()

    def _disable_commands(self) -> None:
        self._actions.set_read_only(False)
        for name in (*self._actions.names("desk"), *self._actions.names("page")):
            self._actions.allow(name, False)
        self._actions["undo"].setText("&Undo")
        self._actions["redo"].setText("&Redo")

    def _recent_changed(self) -> None:
        if self.welcome is not None:
            self.welcome.set_recent(self._settings.recent)

    def _fill_recent_menu(self) -> None:
        menu = self._recent_menu
        menu.clear()
        for number, name in enumerate(self._settings.recent, 1):
            path = Path(name)
            action = menu.addAction(f"&{number % 10}  {path.stem.replace('&', '&&')}")
            action.setToolTip(plain_tip(name))
            action.setEnabled(path.is_file())
            action.triggered.connect(_without_argument(partial(self._controller.open_path, name)))
        menu.addSeparator()
        forget = menu.addAction("&Forget these")
        forget.setEnabled(bool(self._settings.recent))
        forget.triggered.connect(_without_argument(self._controller.forget_recent))

    # --- commands of the window itself

    def _undo(self) -> None:
        if not in_text_field("undo"):
            self._controller.undo()

    def _redo(self) -> None:
        if not in_text_field("redo"):
            self._controller.redo()

    def _print(self) -> None:
        """Print what the page in front shows where it can be printed, else the chart."""
        page = self.page()
        own = page.handlers().get("print_paper") if page is not None else None
        if own is not None and self._actions["print_paper"].isEnabled():
            own()
        else:
            self._traffic.print_chart(self._theme, self._settings)

    def _name_print(self) -> None:
        """Say in the menu what Ctrl+P prints now."""
        paper = self._actions["print_paper"].isEnabled()
        self._actions["print_chart"].setText("&Print paper…" if paper else "&Print chart…")

    def _set_theme(self, mode: str) -> None:
        self._theme.set_mode(mode)
        self._settings.theme = mode  # type: ignore[assignment]
        self._save_settings()

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _present(self, on: bool) -> None:
        """Give the page in front the whole screen, or put everything around it again."""
        for part in (self.menuBar(), self.rail, self.top_bar, self.status_line):
            part.setVisible(not on)
        self.banner.setVisible(not on and bool(self.banner.text()))
        if on:
            self._before = self.windowState()
            self.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
        else:
            self.setWindowState(self._before)

    def _show_shortcuts(self) -> None:
        from imgdesk.ui.dialogs.shortcuts import Shortcuts

        page = self.page()
        Shortcuts.present(
            self._entries[self._front].name, page.keys
        ) if page is not None else Shortcuts.present()

    def _show_about(self) -> None:
        from imgdesk.ui.dialogs.about import About

        About.present()

    def _restore_geometry(self) -> None:
        self.resize(*SIZE)
        if self._settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self._settings.geometry.encode("ascii", "ignore")))

    def _save_settings(self) -> None:
        with suppress(UserError):  # a settings folder that cannot be written must not keep the window open
            self._settings.save()

    # --- events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        bridge = self._controller.bridge
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and bridge is not None:
            bridge.look_outside()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() == ENDING:
            self._controller.open_path(path)
        else:
            self._traffic.import_file(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        from imgdesk.ui.dialogs.confirm import Confirm

        if self._traffic.running and not Confirm.ask(
            "A job is still running",
            "If you close now it is cancelled, and what it was writing is dropped.",
            "Close",
        ):
            event.ignore()
            return
        self._settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._save_settings()
        self._traffic.cancel()
        self._controller.close()
        super().closeEvent(event)


def _without_argument(command: Callable[[], object]) -> Callable[..., None]:
    """Return a slot that drops the `checked` that QAction.triggered sends along."""

    def slot(_checked: bool = False) -> None:
        command()

    return slot


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in (ENDING, *PAPER_ENDINGS) else None
