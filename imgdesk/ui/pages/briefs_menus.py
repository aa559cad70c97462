"""The menus of the Briefs page: what can be done to a section, and what can be added to a paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QMenu

from imgdesk.views.papers import SectionRow

if TYPE_CHECKING:
    from imgdesk.ui.pages.briefs import BriefsPage

_KINDS: Final = (
    ("text", "&Text"), ("facts", "&Facts"), ("table", "T&able"), ("signature", "&Signature"), ("annex", "A&nnex"),
    ("contents", "Table of &contents"), ("page break", "&Page break"),
)  # fmt: skip
_TURNED: Final = ("text", "facts", "table", "signature", "annex")
_NUMBERINGS: Final = (
    ("", "Not at all"),
    ("roman", "I."),
    ("capital", "A."),
    ("number", "1."),
    ("letter", "(a)"),
)
_FAMILIES: Final = {
    "brief": "Meeting brief", "status": "Status brief", "area": "Focus area", "progress": "Progress report",
    "recommended": "Recommended actions", "handover": "Hand-over", "event": "Event", "messages": "Key messages",
}  # fmt: skip
Add = Callable[[str, str, str], None]
"""Adds a section: kind, source, heading."""


def fill_to_add(menu: QMenu, add: Add) -> None:
    """Fill a menu with the kinds of sections, and with what the desk can write."""
    for kind, words in _KINDS:
        menu.addAction(words, partial(add, kind, "", ""))
    menu.addSeparator()
    desk = menu.addMenu("From the &desk")
    for family, parts in _parts().items():
        within = desk.addMenu(_FAMILIES[family])
        for name, title in parts:
            within.addAction(title.replace("&", "&&"), partial(add, "automatic", f"{family}.{name}", title))


def _parts() -> dict[str, list[tuple[str, str]]]:
    """Return the parts that the desk can write, as (name, title), by family."""
    from imgdesk.reports.compose import parts

    found = {}
    for family in parts.MODULES:
        known: dict[str, Any] = import_module(f"{parts.__name__}.{family}").PARTS
        found[family] = [(name, part.title) for name, part in known.items()]
    return found


def fill_section_menu(menu: QMenu, page: BriefsPage, section_id: int) -> None:
    """Fill a menu with what can be done to a section."""
    state = page.state
    rows = list(state.rows()) if state is not None else []
    row = next((row for row in rows if row.id == section_id), None)
    if row is None:
        return
    edit = partial(page.edits.edit_section, section_id)
    menu.addAction(page.command("new_section"))
    within = menu.addMenu("Add &behind it")
    fill_to_add(within, page.add_section)
    menu.addSeparator()
    menu.addAction(page.command("move_up"))
    menu.addAction(page.command("move_down"))
    menu.addAction("Further &in\tAlt+Right", partial(page.edits.rank, section_id, 1))
    menu.addAction("Further &out\tAlt+Left", partial(page.edits.rank, section_id, -1))
    _fill_looks(menu, row, edit)
    menu.addSeparator()
    menu.addAction("&Delete\tDel", partial(page.delete_section, section_id))


def _fill_looks(menu: QMenu, row: SectionRow, edit: Callable[[str, object], bool]) -> None:
    """Add how a section is counted, what it is, and whether it stays inside."""
    menu.addSeparator()
    numbers = menu.addMenu("&Numbered")
    for value, words in _NUMBERINGS:
        _choice(numbers, words, row.numbering == value, partial(edit, "numbering", value))
    if row.kind in _TURNED:
        kinds = menu.addMenu("&Kind")
        for kind, words in _KINDS:
            if kind in _TURNED:
                _choice(kinds, words, row.kind == kind, partial(edit, "kind", kind))
    _choice(menu, "Stays &inside", bool(row.internal), partial(edit, "internal", not row.internal))


def _choice(menu: QMenu, words: str, on: bool, do: Callable[[], object]) -> None:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(lambda _on=False: do())
