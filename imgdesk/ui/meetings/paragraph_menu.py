"""What can be done with one paragraph of the minutes, as the menu beside it offers it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from imgdesk.ui.actions import Actions
from imgdesk.ui.inspector.editing import Deeds

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.minutes import ParagraphRow

_KEYS = {"note": "", "decision": "\tCtrl+D", "action": "\tCtrl+E"}


def paragraph_menu(
    row: ParagraphRow, deeds: Deeds, actions: Actions, parent: QWidget, *, editable: bool
) -> QMenu:
    """Return the menu of a paragraph; of approved minutes it offers to amend only."""
    from imgdesk import services

    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if not editable:
        menu.addAction(actions["amend"])
        return menu

    def entry(words: str, deed: Callable[[Desk], object], *, on: bool | None = None) -> None:
        action = menu.addAction(words)
        action.setCheckable(on is not None)
        action.setChecked(bool(on))
        action.triggered.connect(lambda _on=False: deeds.do(deed))

    for kind, keys in _KEYS.items():
        entry(
            f"{kind.capitalize()}{keys}",
            partial(services.minutes.turn_minute, minute_id=row.id, kind=kind),
            on=row.kind == kind,
        )
    menu.addSeparator()
    if row.kind == "decision":
        entry(
            "Draft decision\tCtrl+Shift+D",
            lambda desk: services.minutes.set_draft(desk, row.id, not row.draft),
            on=bool(row.draft),
        )
    entry(
        "Internal, stays out of papers\tCtrl+Shift+I",
        lambda desk: services.minutes.set_internal(desk, row.id, not row.internal),
        on=bool(row.internal),
    )
    menu.addSeparator()
    menu.addAction(actions["change_plan"])
    entry("Delete\tCtrl+Shift+Backspace", lambda desk: services.minutes.delete_minute(desk, row.id))
    return menu
