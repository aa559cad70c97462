"""Every command of the menus as one QAction each, made once: text, keys, what it needs to be enabled.

A page does not make commands of its own for what stands here; it takes the ones it understands by name (see
pages/page.py). Nothing here does anything: main_window.py connects them.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class Command(NamedTuple):
    """One command. `needs`: "" always there, "desk" an open desk, "page" a page that handles it.

    `edits` commands stay disabled in a read-only desk. `choice` names the group of commands of which one is checked.
    """

    text: str
    keys: tuple[str, ...] = ()
    needs: str = ""
    edits: bool = False
    choice: str = ""
    section: str = "File"


COMMANDS: dict[str, Command] = {
    "new": Command("&New desk…", ("Ctrl+N",)),
    "open": Command("&Open…", ("Ctrl+O",)),
    "sample": Command("Open &sample…"),
    "import_workplan": Command("&Import workplan…", ("Ctrl+I",), "desk", True),
    "import_framework": Command("Import a results fra&mework…", (), "desk", True),
    "import_paper": Command("Import a paper from &Word…", ("Ctrl+Shift+I",), "desk", True),
    "export_tracker": Command("&Tracker (Excel)…", ("Ctrl+E",), "desk"),
    "export_brief": Command("&Brief (PDF, Word)…", ("Ctrl+Shift+E",), "desk"),
    "export_chart": Command("&Chart (PDF, PNG, SVG)…", (), "desk"),
    "export_framework": Command("Results &framework (CSV)…", (), "desk"),
    "export_workplan": Command("&Workplan (PDF, Word)…", (), "desk"),
    "export_redline": Command("Workplan with c&hanges (PDF, Word)…", (), "desk"),
    "export_progress": Command("Progress &report (PDF, Word)…", (), "desk"),
    "print_chart": Command("&Print chart…", ("Ctrl+P",), "desk"),
    "save_copy": Command("Save a cop&y…", ("Ctrl+Shift+S",), "desk"),
    "close": Command("&Close desk", ("Ctrl+W",), "desk"),
    "quit": Command("&Quit", ("Ctrl+Q",)),
    "undo": Command("&Undo", ("Ctrl+Z",), "desk", True, section="Edit"),
    "redo": Command("&Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "desk", True, section="Edit"),
    "search": Command("&Search everything", ("Ctrl+K",), "desk", section="Edit"),
    "new_activity": Command("&New activity", ("Ins",), "page", True, section="Edit"),
    "new_action": Command("New act&ion", (), "page", True, section="Edit"),
    "new_period": Command("New re&porting period…", (), "page", True, section="Edit"),
    "new_indicator": Command("Ne&w indicator…", (), "page", True, section="Edit"),
    "collect": Command("&Collect into the report", ("Ctrl+Shift+G",), "page", True, section="Edit"),
    "delete": Command("&Delete", ("Del",), "page", True, section="Edit"),
    "move_up": Command("Mo&ve up", ("Alt+Up",), "page", True, section="Edit"),
    "move_down": Command("Move d&own", ("Alt+Down",), "page", True, section="Edit"),
    "zoom_in": Command("Zoom &in", ("Ctrl++", "Ctrl+="), "page", section="View"),
    "zoom_out": Command("Zoom &out", ("Ctrl+-",), "page", section="View"),
    "zoom_fit": Command("&Fit the whole plan", ("Ctrl+0",), "page", section="View"),
    "zoom_selection": Command("Fit the se&lection", ("Ctrl+Shift+0",), "page", section="View"),
    "today": Command("Go to &today", ("T",), "page", section="View"),
    "find": Command("Filte&r by text", ("Ctrl+F", "/"), "page", section="View"),
    "clear_filter": Command("Cl&ear the filter", ("Ctrl+Shift+L",), "page", section="View"),
    "group_section": Command("By &section", (), "page", choice="group", section="View"),
    "group_focus_area": Command("By &focus area", (), "page", choice="group", section="View"),
    "group_lead": Command("By &lead", (), "page", choice="group", section="View"),
    "group_partner": Command("By &partner", (), "page", choice="group", section="View"),
    "group_category": Command("By &category", (), "page", choice="group", section="View"),
    "group_status": Command("By s&tatus", (), "page", choice="group", section="View"),
    "group_year": Command("By &year", (), "page", choice="group", section="View"),
    "group_quarter": Command("By &quarter", (), "page", choice="group", section="View"),
    "group_none": Command("&Not at all", (), "page", choice="group", section="View"),
    "critical": Command("Critic&al chain", ("Ctrl+Shift+K",), "page", section="View"),
    "columns": Command("Colum&ns and labels…", ("Ctrl+Shift+O",), "page", section="View"),
    "present": Command("&Present", ("F5",), "page", section="View"),
    "freeze": Command("&Freeze the plan…", ("Ctrl+Shift+V",), "page", True, section="Plan"),
    "versions": Command("&Versions…", (), "page", section="Plan"),
    "compare": Command("&Compare with a version", ("Ctrl+Shift+C",), "page", section="Plan"),
    "differences": Command("&Differences…", ("Ctrl+D",), "page", section="Plan"),
    "still_open": Command("Still in &brackets or unconfirmed…", ("Ctrl+B",), "page", section="Plan"),
    "new_meeting": Command("&New meeting…", ("Ctrl+Shift+M",), "page", True, section="Meeting"),
    "edit_meeting": Command("&Edit this meeting…", (), "page", True, section="Meeting"),
    "delete_meeting": Command("&Delete this meeting", (), "page", True, section="Meeting"),
    "new_series": Command("New &series…", (), "page", True, section="Meeting"),
    "edit_series": Command("Edit this se&ries…", (), "page", True, section="Meeting"),
    "delete_series": Command("De&lete this series", (), "page", True, section="Meeting"),
    "meeting_before": Command("Meeting &before", ("Ctrl+PgUp",), "page", section="Meeting"),
    "meeting_after": Command("Meeting &after", ("Ctrl+PgDown",), "page", section="Meeting"),
    "add_item": Command("Add an agenda &item", ("Ctrl+Shift+A",), "page", True, section="Meeting"),
    "list_focal_points": Command("List the &focal points", (), "page", True, section="Meeting"),
    "mark_all": Command("&Mark all present", (), "page", True, section="Meeting"),
    "change_plan": Command("Change the &plan…", ("Ctrl+M",), "page", True, section="Meeting"),
    "circulate": Command("&Circulate…", ("Ctrl+Shift+R",), "page", True, section="Meeting"),
    "approve": Command("A&pprove…", (), "page", True, section="Meeting"),
    "amend": Command("Amend the para&graph…", (), "page", True, section="Meeting"),
    "set_back": Command("Set bac&k to circulated", (), "page", True, section="Meeting"),
    "export_agenda": Command("&Agenda (PDF, Word)…", (), "page", section="Meeting"),
    "export_minutes": Command("&Minutes (PDF, Word)…", (), "page", section="Meeting"),
    "export_calendar": Command("&Calendar entry (.ics)…", (), "page", section="Meeting"),
    "new_paper": Command("&New paper…", ("Ctrl+Shift+N",), "page", True, section="Paper"),
    "new_section": Command("New &section", ("Ctrl+Return", "Ctrl+Enter"), "page", True, section="Paper"),
    "check_paper": Command("&Check", ("F7",), "page", section="Paper"),
    "keep_version": Command("&Keep a version…", (), "page", True, section="Paper"),
    "export_paper_pdf": Command("Export &PDF…", (), "page", section="Paper"),
    "export_paper_word": Command("Export &Word…", (), "page", section="Paper"),
    "export_paper_both": Command("Export &both…", (), "page", section="Paper"),
    "print_paper": Command("P&rint…", (), "page", section="Paper"),
    "meeting_papers": Command("&All papers for this meeting…", (), "page", section="Paper"),
    "theme_auto": Command("As the &system", (), choice="theme", section="View"),
    "theme_light": Command("&Light", (), choice="theme", section="View"),
    "theme_dark": Command("&Dark", (), choice="theme", section="View"),
    "full_screen": Command("Full s&creen", ("F11",), section="View"),
    "shortcuts": Command("Keyboard &shortcuts", ("Ctrl+/",), section="Help"),
    "about": Command("&About imgdesk", (), section="Help"),
}

TOGGLES = ("full_screen", "critical")
"""What is on or off, and says so in its menu."""
EXPORTS = (
    "export_tracker",
    "export_brief",
    "export_chart",
    "export_workplan",
    "export_redline",
    "export_progress",
    "export_framework",
)

MENUS: dict[str, tuple[str | tuple[str, ...], ...]] = {
    "&File": (
        "new", "open", ("Open &recent", "recent"), "sample", "", "import_workplan", "import_framework",
        "import_paper", ("&Export", *EXPORTS),
        "print_chart", "", "save_copy", "close", "", "quit",
    ),
    "&Edit": (
        "undo", "redo", "", "search", "", "new_activity", "new_action", "new_period", "new_indicator", "delete", "",
        "move_up", "move_down", "", "collect",
    ),
    "&View": (
        "zoom_in", "zoom_out", "zoom_fit", "zoom_selection", "today", "", "find", "clear_filter",
        (
            "&Group", "group_section", "group_focus_area", "group_lead", "group_partner", "group_category",
            "group_status", "group_year", "group_quarter", "group_none",
        ), "columns", "critical", "",
        ("T&heme", "theme_auto", "theme_light", "theme_dark"), "present", "full_screen",
    ),
    "&Plan": ("freeze", "versions", "", "compare", "differences", "", "still_open"),
    "&Meeting": (
        "new_meeting", "edit_meeting", "delete_meeting", "", "meeting_before", "meeting_after", "", "add_item",
        "list_focal_points", "mark_all", "change_plan", "", "circulate", "approve", "amend", "set_back", "",
        ("E&xport", "export_agenda", "export_minutes", "export_calendar"), "",
        ("&Series", "new_series", "edit_series", "delete_series"),
    ),
    "Pap&er": (
        "new_paper", "new_section", "", "check_paper", "keep_version", "",
        "export_paper_pdf", "export_paper_word", "export_paper_both", "print_paper", "", "meeting_papers",
    ),
    "&Help": ("shortcuts", "about"),
}  # fmt: skip
"""The menu bar: names, "" for a separator, (title, names ...) for a menu within; "recent" is filled when it opens."""


class Actions(QObject):
    """The commands by name: `actions["undo"]`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_only = False
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {name: self._make(name, command) for name, command in COMMANDS.items()}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def install(self, window: QWidget) -> None:
        """Give all commands to `window`, so that their keys work wherever the focus is."""
        window.addActions(list(self._actions.values()))

    def names(self, needs: str) -> list[str]:
        """Return the names of the commands that need "desk" or "page"."""
        return [name for name, command in COMMANDS.items() if command.needs == needs]

    def allow(self, name: str, allowed: bool = True) -> None:
        """Enable or disable a command; one that edits stays disabled in a read-only desk whatever is asked."""
        self._actions[name].setEnabled(allowed and not (self._read_only and COMMANDS[name].edits))

    def set_read_only(self, read_only: bool) -> None:
        """Say whether the open desk may be changed; commands that edit are disabled at once where it may not."""
        self._read_only = read_only
        if read_only:
            for name, command in COMMANDS.items():
                if command.edits:
                    self._actions[name].setEnabled(False)

    def menu(self, names: tuple[str, ...], parent: QWidget, title: str = "") -> QMenu:
        """Return a menu of these commands, such as the one behind the Export button."""
        menu = QMenu(title, parent)
        menu.addActions([self._actions[name] for name in names])
        return menu

    def _make(self, name: str, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setEnabled(not command.needs)
        if name == "quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        if name == "about":
            action.setMenuRole(QAction.MenuRole.AboutRole)
        if command.choice:
            action.setCheckable(True)
            self._groups.setdefault(command.choice, QActionGroup(self)).addAction(action)
        if name in TOGGLES:
            action.setCheckable(True)
        return action


def plain_text(text: str) -> str:
    """Return a command's text without its underline mark and dots: "&Open…" -> "Open"."""
    return text.replace("&", "").removesuffix("…")
