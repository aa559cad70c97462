"""Versions of the plan in the window: freeze, compare as ghosts and as a table, and the life of brackets.

Every deed is one call to a service and one step to undo; what it changed comes back by the bridge. Views of versions
and dialogs are imported when the first of them is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QActionGroup

from imgdesk.errors import UserError
from imgdesk.ui.actions import Actions
from imgdesk.ui.models.plan_state import PlanState
from imgdesk.ui.pages.workplan_bar import WorkplanBar
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.choices import menu_text

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.store.journal import Changes
    from imgdesk.ui.dialogs.decision_form import Said
    from imgdesk.ui.dialogs.differences import DifferencesDialog
    from imgdesk.ui.dialogs.still_open import StillOpen
    from imgdesk.ui.gantt.overlays import Overlays
    from imgdesk.views.versions import OpenRow, VersionRow

_ALSO_THERE = ("undo", "redo")
"""Commands whose keys work in the dialogs beside the window too."""
_REST_MS = 60
"""Dialogs beside the window follow when the hands rest: comparing a large plan takes longer than a key."""


class PlanVersions(QObject):
    """Works on the plan that `state` returns; `compared` is the id of the version shown as ghosts, 0 for none."""

    refused = Signal(str)
    wanted = Signal(str, int)
    """Go to a record: kind and id."""

    def __init__(
        self, theme: Theme, actions: Actions, bar: WorkplanBar, overlays: Overlays,
        state: Callable[[], PlanState | None], today: Callable[[], date],
        understood: Callable[[str], tuple[str, str]], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._actions, self._bar, self._overlays = theme, actions, bar, overlays
        self._state, self._today, self._understood = state, today, understood
        self.compared = 0
        self._differences: DifferencesDialog | None = None
        self._open: StillOpen | None = None
        self._refreshing = QTimer(self, singleShot=True, interval=_REST_MS)
        self._refreshing.timeout.connect(self._refresh)
        bar.comparing.aboutToShow.connect(self._fill)

    # What the page says

    def leave(self) -> None:
        """Forget the desk: it is about to be closed."""
        self._refreshing.stop()
        for dialog in (self._differences, self._open):
            if dialog is not None:
                dialog.close()
        self.compare(0)

    def changed(self, changes: Changes | None) -> None:
        """Show the plan's present state against the version, and in the dialogs that are open."""
        if changes is None or "plan_version" in dict(changes.tables):
            rows = self._versions() if self.compared or self._differences else []
            if self.compared and self.compared not in [row.id for row in rows]:
                self.compare(0)
            if self._differences is not None and rows:
                self._differences.show_versions(rows, self.compared or rows[-1].id)
            elif self._differences is not None:
                self._differences.close()
        if self._differences is not None or self._open is not None:
            self._refreshing.start()

    def _refresh(self) -> None:
        self._refreshing.stop()
        if self._differences is not None:
            self._differences.refresh()
        if self._open is not None:
            self._open.refresh()

    # Deeds

    def compare(self, version_id: int) -> None:
        """Show a version as ghosts behind the bars; 0 shows none."""
        self.compared, title = version_id, ""
        if version_id:
            from imgdesk.views.versions import ghosts

            title = next((row.title for row in self._versions() if row.id == version_id), "")
            self._overlays.set_ghosts(ghosts(self._desk(), version_id), title)
        else:
            self._overlays.set_ghosts(None)
        self._bar.show_version(title)
        if self._differences is not None and version_id:
            self._differences.show_versions(self._versions(), version_id)

    def show_menu(self) -> None:
        """Open the menu of versions."""
        self._bar.compare.showMenu()

    def freeze(self) -> None:
        """Ask what to call the plan as it stands, keep it, and compare with it from now on."""
        from imgdesk import services
        from imgdesk.ui.dialogs.freeze_plan import FreezePlan

        fields = FreezePlan.ask(self._understood)
        if fields is None:
            return
        made: list[int] = []
        plan_id, desk = self._plan_id(), self._desk()
        if self._do(lambda: made.append(services.versions.freeze_plan(desk, plan_id, *fields))):
            self.compare(made[0])

    def versions(self) -> None:
        """Show the list of versions."""
        from imgdesk.ui.dialogs.freeze_plan import VersionDeeds, Versions

        dialog = Versions(
            self._theme, VersionDeeds(self._versions, self.freeze, self._edit, self._delete, self.compare)
        )
        if self._desk().read_only:
            dialog.read_only()
        dialog.exec()

    def differences(self) -> None:
        """Show the table of differences since the version compared with, or else the newest one."""
        rows = self._versions()
        if not rows:
            self.versions()
            return
        if self._differences is None:
            from imgdesk.ui.dialogs.differences import DifferencesDialog
            from imgdesk.views.versions import differences

            dialog = self._differences = DifferencesDialog(
                self._theme, lambda version_id: differences(self._desk(), version_id)
            )
            dialog.wanted.connect(self.wanted)
            dialog.chosen.connect(self.compare)
            dialog.addActions([self._actions[name] for name in _ALSO_THERE])
            dialog.finished.connect(self._differences_closed)
        self._differences.show_versions(rows, self.compared or rows[-1].id)
        self._differences.show()
        self._differences.activateWindow()

    def still_open(self) -> None:
        """Show what is still in brackets or unconfirmed."""
        if self._open is None:
            from imgdesk.ui.dialogs.still_open import OpenDeeds, StillOpen

            deeds = OpenDeeds(self._doubts, self._propose, self._withdraw, self._decide)
            editable = not self._desk().read_only
            dialog = self._open = StillOpen(self._theme, deeds, self._understood, editable=editable)
            dialog.wanted.connect(self.wanted)
            dialog.addActions([self._actions[name] for name in _ALSO_THERE])
            dialog.finished.connect(self._open_closed)
        self._open.show()
        self._open.activateWindow()

    # What they do

    def _edit(self, row: VersionRow) -> None:
        from imgdesk import services
        from imgdesk.ui.dialogs.freeze_plan import FreezePlan

        fields = FreezePlan.ask(self._understood, row)
        if fields is not None and self._do(
            lambda: services.versions.edit_version(self._desk(), row.id, **fields._asdict())
        ):
            self.compare(self.compared)

    def _delete(self, row: VersionRow) -> None:
        from imgdesk import services

        self._do(lambda: services.versions.delete_version(self._desk(), row.id))

    def _doubts(self) -> Sequence[OpenRow]:
        from imgdesk.views.versions import still_open

        return still_open(self._desk(), self._plan_id(), self._today())

    def _propose(self, rows: list[OpenRow], why: str) -> None:
        from imgdesk import services

        ids, sections = _ids(rows)
        day = self._today()
        self._do(
            lambda: services.versions.propose_for_agenda(
                self._desk(), ids, why, section_ids=sections, today=day
            )
        )

    def _withdraw(self, rows: list[OpenRow]) -> None:
        from imgdesk import services

        found = [proposal.id for row in rows for proposal in row.proposals]
        label = "Withdraw a proposal" if len(found) == 1 else f"Withdraw {len(found)} proposals"
        self._each(f"{label} for the next agenda", found, services.versions.withdraw_proposal)

    def _decide(self, what: str, rows: list[OpenRow], said: Said) -> None:
        from imgdesk import services

        verb = {"confirmed": "Confirm", "unbracketed": "Take brackets off", "dropped": "Drop"}[what]
        deeds: dict[tuple[str, str], Callable[..., object]] = {
            ("confirmed", "activity"): services.versions.confirm_activity,
            ("unbracketed", "activity"): services.versions.unbracket_activity,
            ("dropped", "activity"): services.versions.drop_activity,
            ("unbracketed", "section"): services.versions.unbracket_section,
        }
        by = f" ({said.decided_by})" if said.decided_by else ""
        self._each(
            f"{verb} {len(rows)} entries{by}",
            rows,
            lambda desk, row: deeds[what, row.kind](desk, row.id, *said),
        )

    def _each(self, label: str, items: Sequence[Any], deed: Callable[[Desk, Any], object]) -> None:
        """Do the same to several as one step; a single one keeps the label of its own."""
        desk = self._desk()

        def do() -> None:
            if len(items) == 1:
                deed(desk, items[0])
                return
            with desk.change(label):
                for item in items:
                    deed(desk, item)

        self._do(do)

    def _do(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except UserError as error:
            self.refused.emit(str(error))
            return False
        self._refresh()
        return True

    # The menu of the chip

    def _fill(self) -> None:
        menu, actions = self._bar.comparing, self._actions
        menu.clear()
        rows = self._versions() if self._state() is not None else []
        group = QActionGroup(menu)
        for version_id, words in [(0, "With no version"), *((row.id, row.title) for row in reversed(rows))]:
            action = menu.addAction(menu_text(words))
            action.setCheckable(True)
            action.setChecked(version_id == self.compared)
            action.setEnabled(bool(rows))
            group.addAction(action)
            action.triggered.connect(lambda _on=False, version_id=version_id: self.compare(version_id))
        menu.addSeparator()
        menu.addActions([actions[name] for name in ("freeze", "versions", "differences")])
        menu.addSeparator()
        menu.addAction(actions["still_open"])

    # What it reads

    def _versions(self) -> Sequence[VersionRow]:
        from imgdesk.views.versions import versions

        state = self._state()
        return versions(self._desk(), self._plan_id()) if state is not None and state.plan else []

    def _desk(self) -> Desk:
        state = self._state()
        assert state is not None
        return state.desk

    def _plan_id(self) -> int:
        state = self._state()
        assert state is not None
        assert state.plan is not None
        return state.plan.workplan.id

    def _differences_closed(self) -> None:
        self._differences = None

    def _open_closed(self) -> None:
        self._open = None


def _ids(rows: Sequence[OpenRow]) -> tuple[list[int], list[int]]:
    """Return the ids of activities and of sections."""
    activities = [row.id for row in rows if row.kind == "activity"]
    return activities, [row.id for row in rows if row.kind == "section"]
