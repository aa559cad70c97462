"""How what is typed gets into the desk: one paragraph is one step, from its first character until it is left.

A line that is new is added with its first character, further typing goes into the same step, and leaving the line
reads owners, due date and activity out of it. What the services refuse is raised as they raise it.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from imgdesk import services
from imgdesk.views.minutes import ParagraphRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_KEYS: Final = count(1)


class Keeper:
    """The paragraph that is being typed; `minute_id` is None until its first character is in the desk."""

    def __init__(self, desk: Desk, item_id: int, row: ParagraphRow | None = None) -> None:
        self._desk = desk
        self.item_id = item_id
        self.minute_id = row.id if row else None
        self.after: int | None = None
        """Of a new line: the paragraph that it stands behind, 0 for the beginning of the item, None for its end."""
        self.kind = row.kind if row else "note"
        self.draft = bool(row and row.draft)
        self.internal = bool(row and row.internal)
        self.line = services.minutes.line_of(desk, row.id) if row else ""
        """The line as it was opened or last kept, with its owners, activity and date."""
        self.stored = row.text if row else ""
        """The words in the desk, as this line knows them."""
        self._merge = f"paragraph {next(_KEYS)}"
        self._touched = False

    def read_line(self) -> None:
        """Take the line over from the desk."""
        self.line = services.minutes.line_of(self._desk, self.minute_id or 0)

    def follow(self, row: ParagraphRow) -> None:
        """Take over what the desk has by now, the line excepted."""
        self.item_id, self.kind = row.item_id, row.kind
        self.draft, self.internal, self.stored = bool(row.draft), bool(row.internal), row.text

    def differs(self, line: str) -> bool:
        """Tell whether a line is to be saved; an empty one is when it is left."""
        return bool(line.strip()) and (self.minute_id is None or line != self.line)

    def unsettled(self, line: str) -> bool:
        """Tell whether leaving the line has anything to do."""
        if self.minute_id is None:
            return bool(line.strip())
        return self._touched or line != self.line

    def save(self, line: str) -> None:
        """Keep the line as it stands."""
        if not self.differs(line):
            return
        if self.minute_id is None:
            self._add(line)
        else:
            services.minutes.edit_minute(self._desk, self.minute_id, line, merge=self._merge)
        self.line, self._touched = line, True
        rows = self._desk.read("SELECT text FROM minute WHERE id = ?", (self.minute_id,))
        self.stored = rows[0][0] if rows else ""

    def settle(self, line: str) -> None:
        """Keep the line for good: read what it says, or drop it when nothing is left."""
        if not line.strip():
            self._delete(merge=self._merge)
            return
        if self.minute_id is None:
            self._add(line)
        services.minutes.settle_minute(self._desk, self.minute_id or 0, line, merge=self._merge)
        self.line, self._touched = line, False

    def turn(self, kind: str, line: str) -> None:
        """Make it a paragraph of that kind, or a note when it is one already; a line without words is one later."""
        kind = "note" if kind == self.kind else kind
        if line.strip():
            self.save(line)
            with self._desk.change(f"Make it a{'n' if kind == 'action' else ''} {kind}", merge=self._merge):
                assert self.minute_id is not None
                services.minutes.turn_minute(self._desk, self.minute_id, kind, merge=self._merge)
            self._touched = True
        self.kind = kind
        self.draft = self.draft and kind == "decision"

    def turn_draft(self, line: str) -> None:
        """Make it a draft decision, or one that is taken."""
        wanted = not (self.kind == "decision" and self.draft)
        if line.strip():
            self.save(line)
            with self._desk.change("Mark a draft decision", merge=self._merge):
                if self.kind != "decision":
                    self.turn("decision", line)
                assert self.minute_id is not None
                services.minutes.set_draft(self._desk, self.minute_id, wanted)
            self._touched = True
        self.kind, self.draft = "decision", wanted

    def turn_internal(self, line: str) -> None:
        """Keep the paragraph inside, or let it out again."""
        if line.strip():
            self.save(line)
            with self._desk.change("Mark a paragraph internal", merge=self._merge):
                assert self.minute_id is not None
                services.minutes.set_internal(self._desk, self.minute_id, not self.internal)
            self._touched = True
        self.internal = not self.internal

    def split(self, line: str, at: int) -> int:
        """Cut the line in two and return the paragraph that the rest became."""
        self.save(line)
        with self._desk.change("Split a paragraph of the minutes"):
            assert self.minute_id is not None
            if self.stored != line:  # owners and date stand in the line, and the place is counted in it
                services.minutes.edit_minute(self._desk, self.minute_id, line)
            made: int = services.minutes.split_minute(self._desk, self.minute_id, at)
            services.minutes.settle_minute(self._desk, self.minute_id, line[:at])
        return made

    def join(self, line: str) -> int:
        """Join the line to the paragraph before it in its item and return that one; UserError where there is none."""
        self.save(line)
        with self._desk.change("Join two paragraphs of the minutes"):
            assert self.minute_id is not None
            return int(services.minutes.join_minute(self._desk, self.minute_id))

    def delete(self, line: str) -> None:
        """Delete the paragraph with what was typed last, as a step that undo takes back."""
        self.save(line)
        self._delete()

    def _delete(self, merge: str | None = None) -> None:
        if self.minute_id is not None:
            with self._desk.change("Delete a paragraph of the minutes", merge=merge):
                services.minutes.delete_minute(self._desk, self.minute_id)

    def _add(self, line: str) -> None:
        with self._desk.change("Add a paragraph to the minutes", merge=self._merge):
            made = services.minutes.add_minute(
                self._desk, self.item_id, line, self.kind, after=self.after, internal=self.internal
            )
            if self.draft:
                services.minutes.set_draft(self._desk, made, True)
        self.minute_id = made
