"""Starts the window: here, and only here, the parts are made and handed to each other.

Nothing that is not needed for the first paint is imported before it: dialogs come when they are asked for, pages when
they are first shown, SQLModel and the services in a thread once the window stands.
"""

from __future__ import annotations

import gc
import importlib
import sys
import threading
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from imgdesk import __version__
from imgdesk.settings import Settings
from imgdesk.ui.actions import Actions
from imgdesk.ui.desk_controller import DeskController
from imgdesk.ui.import_export import ImportExport
from imgdesk.ui.jobs import MakeJob, ProcessJob
from imgdesk.ui.main_window import MainWindow, PageEntry
from imgdesk.ui.pages.page import Page
from imgdesk.ui.theme import Theme

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

LATER = ("sqlmodel", "imgdesk.services.workplan")
"""What the first edit needs; imported in the background so that it does not wait."""
Today = Callable[[], date]
"""The clock of the window: asked at every look, never kept."""
SETTLED_MS = 250
"""Time for the window to paint and to answer its first key before the imports compete with it."""


def run(path: str | None, *, today: date | None = None) -> int:
    """Open the window, on the desk at `path` if given, and return the exit code when it is closed.

    `today` holds the window at one day; without it every look is taken as on the day of looking.
    """
    app = application()
    settings = Settings.load()
    theme = Theme(app, settings.theme)
    window, controller = build(theme, settings, today=(lambda: today) if today else date.today)
    if path:
        controller.open_path(path, before_refusal=window.show)
    if controller.desk is None:
        window.show_welcome()
    window.show()
    QTimer.singleShot(SETTLED_MS, lambda: settle(app, theme, controller))
    return app.exec()


def settle(app: QApplication, theme: Theme, controller: DeskController) -> None:
    """Do what can wait until the window stands."""
    gc.freeze()
    gc.enable()
    theme.load_italic()
    app.setWindowIcon(theme.picture("imgdesk", 64))
    install_crash_dialog(controller)
    import_the_rest()


def application() -> QApplication:
    """Make the QApplication with its names."""
    QApplication.setApplicationName("imgdesk")
    QApplication.setApplicationDisplayName("")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("imgdesk")
    return QApplication([*sys.argv[:1], "-style", "Fusion"])


def build(
    theme: Theme, settings: Settings, *, make_job: MakeJob = ProcessJob, today: Today = date.today,
    pages: Callable[[Theme, Actions, Settings], tuple[PageEntry, ...]] | None = None,
) -> tuple[MainWindow, DeskController]:  # fmt: skip
    """Make the window and all it needs; `pages` replaces the pages in the rail, `today` is the clock."""
    actions = Actions()
    controller = DeskController(settings)
    traffic = ImportExport(controller, make_job, today)
    entries = pages(theme, actions, settings) if pages else all_pages(theme, actions, settings, today)
    window = MainWindow(theme, settings, actions, controller, traffic, entries)
    for part in (actions, controller, traffic):
        part.setParent(window)
    return window, controller


def all_pages(theme: Theme, actions: Actions, settings: Settings, today: Today) -> tuple[PageEntry, ...]:
    """Return the pages of the rail in their order; each is imported when it is first shown."""

    def workplan() -> Page:
        from imgdesk.ui.pages.workplan import WorkplanPage

        return WorkplanPage(theme, actions, settings, today)

    def meetings() -> Page:
        from imgdesk.ui.pages.meetings import MeetingsPage

        return MeetingsPage(theme, actions, settings, today)

    def actions_page() -> Page:
        from imgdesk.ui.pages.actions import ActionsPage

        return ActionsPage(theme, actions, settings, today)

    def progress() -> Page:
        from imgdesk.ui.pages.progress import ProgressPage

        return ProgressPage(theme, actions, settings, today)

    def briefs() -> Page:
        from imgdesk.ui.pages.briefs import BriefsPage

        return BriefsPage(theme, actions, settings, today)

    def overdue(desk: Desk) -> tuple[int, str]:
        from imgdesk.views.actions import overdue_count

        return overdue_count(desk, today()), "overdue"

    return (
        PageEntry("Workplan", "workplan", workplan, ("activity", "section", "organization")),
        PageEntry("Meetings", "meetings", meetings, ("meeting", "minute")),
        PageEntry("Actions", "actions", actions_page, ("action",), overdue),
        PageEntry("Progress", "progress", progress, ("focus_area_report", "indicator", "result")),
        PageEntry("Briefs", "briefs", briefs, ("paper", "paper_section")),
    )


def install_crash_dialog(controller: DeskController) -> None:
    """Show a calm dialog for whatever no one caught, from now on."""
    from imgdesk.ui.crash import CrashReporter

    CrashReporter(controller.saved_words, controller).install()


def import_the_rest() -> None:
    """Import in a thread what the first edit will need."""
    threading.Thread(target=lambda: [importlib.import_module(name) for name in LATER], daemon=True).start()
