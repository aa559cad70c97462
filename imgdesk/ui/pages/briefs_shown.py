"""What the Briefs page shows: the paper that is looked at in all its parts, and the pages that follow every change.

What was changed comes back by the bridge and is laid over what is shown; caret, focus and places stay.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction

from imgdesk.ui.briefs.composing import Made
from imgdesk.ui.pages.briefs_edits import BriefsEdits
from imgdesk.ui.pages.briefs_frame import BriefsFrame
from imgdesk.ui.pages.briefs_out import BriefsOut
from imgdesk.ui.pages.briefs_state import PAPER

if TYPE_CHECKING:
    from imgdesk.store.journal import Changes

_ALONE: Final = {
    "workplan": "This paper follows the workplan: change it there.",
    "redline": "This paper compares the workplan with a version of it: change the workplan, or freeze another version.",
    "agenda": "This paper follows the agenda of the meeting: change it there.",
    "minutes": "This paper follows the minutes of the meeting: change them there.",
}


class BriefsShown(BriefsFrame):
    """See the module."""

    def _build(self) -> None:
        super()._build()
        self.edits = BriefsEdits(lambda: self.state, self.notice.emit, self._deleted)
        self.out = BriefsOut(self)

    def allow(self, name: str, allowed: bool) -> None:
        """Enable or disable a command."""
        self._actions.allow(name, allowed)

    def command(self, name: str) -> QAction:
        """Return a command of the menus."""
        return self._actions[name]

    @property
    def today(self) -> date:
        """The day that everything is looked at."""
        return self._today()

    def refresh(self) -> None:
        """Show all of it as it is now."""
        self._show()
        self._ask_preview()

    def finish(self) -> None:
        """Keep what is being typed."""
        self.head.finish()
        self.sections.finish()

    def _deleted(self, words: str) -> None:
        self.toast.say_undone_by(words, self._actions["undo"])

    # Showing

    def choose(self, key: str) -> None:
        """Look at another paper."""
        state = self.state
        if state is None or key == state.key:
            return
        self.finish()
        self.toast.hide()
        self.out.kept_version = None
        state.choose(key)
        self._show()
        self._ask_preview()

    def _changed(self, _changes: Changes | None) -> None:
        """Show the desk anew; while another page is in front this waits for `activate`."""
        if self.state is not None and self.isVisible():
            self.state.load()
            self._show()
            self._ask_preview()

    def _show(self) -> None:
        state = self.state
        if state is None:
            return
        if state.kept is None and state.key.startswith(f"{PAPER}:"):  # it was deleted
            state.choose(state.first_key())
        can = not state.desk.read_only
        self.list.show_entries(state.entries(), state.key)
        self.list.new.setEnabled(can)
        self.list.bring.setVisible(can and not state.read.papers)
        self.head.show_head(state.head(), fields=state.editable, chips=state.editable or state.from_record)
        self._show_sections()
        self._say_calm(can)
        self.title_changed.emit(self.title)
        self._show_status()
        self.out.show_state(state)
        self._narrow()

    def _show_sections(self) -> None:
        state = self.state
        if state is not None:
            shown = state.sections()
            self.sections.show_sections(state.key, shown, editable=state.editable)
            self.outline.setVisible(state.alone)
            self.outline.say(_ALONE.get(state.kind, ""))
            count = len(shown)
            self.status_changed.emit(f"{count} section{'' if count == 1 else 's'}" if count else "")

    def _show_outline(self) -> None:
        if self.state is not None and self.state.alone:
            self.outline.show_headings([title for title, _, _ in self.preview.view.marks[1:]])

    def _show_status(self) -> None:
        row = self.state.kept if self.state is not None else None
        shown = row is not None and not row.template
        if self.front:
            self.status.setVisible(shown)
        if row is not None and shown:
            self.status.setText(row.status)
            self.status.set_on(row.status != "draft")

    def _say_calm(self, can: bool) -> None:
        state = self.state
        if state is None:
            return
        row, calm = state.kept, self.calm
        if self.out.kept_version is not None:
            calm.say(
                self.out.kept_words(),
                ("now", "Back to the paper"),
                *((("restore", "Restore"),) if can else ()),
            )
        elif row is not None and row.status == "final":
            calm.say("This paper is final.", *((("draft", "Set it back to draft"),) if can else ()))
        elif row is not None and row.template:
            calm.say("A template of the group’s own.", *((("new", "New paper from it…"),) if can else ()))
        elif state.is_shipped:
            calm.say(
                "A template that comes with the program.", *((("new", "New paper from it…"),) if can else ())
            )
        elif state.from_record and not state.alone:
            calm.say(
                "Composed from the desk at every look.", *((("new", "Keep it as a paper…"),) if can else ())
            )
        else:
            calm.say("")

    def _narrow(self) -> None:
        """Enable the commands that make sense now."""
        state = self.state
        if state is None or not self.front:
            return
        chosen = state.editable and self.sections.chosen in self.sections.cards
        self._actions.allow("new_paper", not state.desk.read_only)
        self._actions.allow("new_section", state.editable)
        for name in ("move_up", "move_down"):
            self._actions.allow(name, chosen)
        self._actions.allow("delete", chosen or (state.kept is not None and not state.desk.read_only))
        self.out.narrow(state)

    # The preview

    def _ask_preview(self) -> None:
        wanted = self.state.wanted() if self.state is not None else None
        if wanted is not None and self.out.kept_version is None:
            self.preview.request(wanted)

    def _composed(self, made: Made) -> None:
        """Take over what the desk writes into the sections."""
        state = self.state
        if state is not None and made.wanted == state.wanted():
            state.made, state.refused = made, False
            self._show_sections()

    def _not_composed(self) -> None:
        if self.state is not None:
            self.state.refused = True
            self._show_sections()

    def _follow(self, section_id: int) -> None:
        """Show in the preview where the section stands that the keyboard came into."""
        card = self.sections.cards.get(section_id)
        if card is not None and card.section is not None:
            row = card.section.row
            self.preview.view.go_to_heading(f"{card.section.counted} {row.heading}".strip()) or (
                self.preview.view.go_to_heading(row.heading)
            )
        self._narrow()
