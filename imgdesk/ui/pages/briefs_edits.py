"""What the Briefs page does to a desk: every gesture one step, and a refusal one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from imgdesk.domain.paper_words import DEEPEST
from imgdesk.errors import UserError
from imgdesk.ui.pages.briefs_state import BriefsState
from imgdesk.views.papers import SectionRow

if TYPE_CHECKING:
    from imgdesk.reports.compose.paper import Shown
    from imgdesk.store.desk import Desk


class BriefsEdits:
    """`state` returns what is shown; `refused` tells a sentence, `deleted` what can be undone."""

    def __init__(
        self,
        state: Callable[[], BriefsState | None],
        refused: Callable[[str], object],
        deleted: Callable[[str], object],
    ) -> None:
        self._state, self._refused, self._deleted = state, refused, deleted

    def do(self, change: Callable[[Desk], object]) -> bool:
        """Run a service on the desk; return whether it was done."""
        state = self._state()
        if state is None:
            return False
        try:
            change(state.desk)
        except UserError as error:
            self._refused(str(error))
            return False
        return True

    def made(self, change: Callable[[Desk], int]) -> int | None:
        """Run a service that makes something; return its id, None where it was refused."""
        found: list[int] = []
        return found[0] if self.do(lambda desk: found.append(change(desk))) else None

    def _paper_id(self) -> int:
        state = self._state()
        row = state.kept if state is not None else None
        return row.id if row is not None else 0

    # The paper

    def edit_paper(self, field: str, value: object, merge: str | None = None) -> bool:
        """Set a field of the paper."""
        from imgdesk import services

        given: dict[str, Any] = {field: value}
        return self.do(lambda desk: services.papers.edit_paper(desk, self._paper_id(), merge=merge, **given))

    def set_status(self, status: str) -> bool:
        """Set the status of the paper."""
        from imgdesk import services

        return self.do(lambda desk: services.papers.set_status(desk, self._paper_id(), status))

    def delete_paper(self, paper_id: int, name: str) -> None:
        """Delete a paper or a template."""
        from imgdesk import services

        if self.do(lambda desk: services.papers.delete_paper(desk, paper_id)):
            self._deleted(f"Deleted “{name}”.")

    def save_as_template(self, title: str) -> int | None:
        """Keep the paper as a template, and return that one's id."""
        from imgdesk import services

        return self.made(lambda desk: services.papers.save_as_template(desk, self._paper_id(), title))

    # Sections

    def edit_section(self, section_id: int, field: str, value: object, merge: str | None = None) -> bool:
        """Set a field of a section."""
        from imgdesk import services

        given: dict[str, Any] = {field: value}
        return self.do(
            lambda desk: services.papers.edit_section(desk, section_id, merge=merge or None, **given)
        )

    def add_section(
        self, after: SectionRow | None, kind: str = "text", source: str = "", heading: str = ""
    ) -> int | None:
        """Add a section behind another one, of the same rank, or at the end."""
        from imgdesk import services

        fields: dict[str, Any] = {"heading": heading}
        if after is not None and kind not in ("page break", "contents", "signature"):
            fields |= {"level": max(after.level, 1), "numbering": after.numbering}
        if source:
            fields["source"] = source
        place = after.id if after is not None else None
        return self.made(
            lambda desk: services.papers.add_section(desk, self._paper_id(), after=place, kind=kind, **fields)
        )

    def shift(self, section_id: int, onward: int) -> bool:
        """Move a section with those below it past its neighbour: 1 down, -1 up."""
        from imgdesk import services

        state = self._state()
        rows = list(state.rows()) if state is not None else []
        found, before = _neighbour(rows, section_id, onward)
        return found and self.do(lambda desk: services.papers.move_section(desk, section_id, before=before))

    def rank(self, section_id: int, deeper: int) -> bool:
        """Put a section with those below it a level further in (1) or out (-1)."""
        from imgdesk import services

        state = self._state()
        rows = branch(list(state.rows()), section_id) if state is not None else []
        levels = [row.level + deeper for row in rows]
        if (
            not rows
            or min(levels) < 0
            or levels[0] < (0 if rows[0].level == 0 else 1)
            or max(levels) > DEEPEST
        ):
            return False

        def change(desk: Desk) -> None:
            with desk.change("Move a section in" if deeper > 0 else "Move a section out"):
                for row, level in zip(rows, levels, strict=True):
                    services.papers.edit_section(desk, row.id, level=level)

        return self.do(change)

    def delete_section(self, row: SectionRow) -> None:
        """Delete a section; those below it stay."""
        from imgdesk import services

        if self.do(lambda desk: services.papers.delete_section(desk, row.id)):
            self._deleted(f"Deleted “{row.heading}”." if row.heading.strip() else "Deleted a section.")

    # Words of one's own

    def override(self, section_id: int, shown: Shown, text: str, merge: str | None = None) -> bool:
        """Say something else than the desk."""
        from imgdesk import services

        return self.do(
            lambda desk: services.papers.override(
                desk, section_id, shown.item.key, text, shown.text, merge=merge
            )
        )

    def revert(self, section_id: int, shown: Shown) -> bool:
        """Let the desk speak again."""
        from imgdesk import services

        return self.do(lambda desk: services.papers.revert(desk, section_id, shown.item.key))

    # Versions

    def keep_version(self, pdf: bytes, state: str, note: str) -> int | None:
        """Keep the paper with its pages as it stands."""
        from imgdesk import services

        shown = self._state()
        if shown is None:
            return None
        today = shown.today
        return self.made(
            lambda desk: services.papers.keep_version(
                desk, self._paper_id(), pdf, state=state, note=note, today=today
            )
        )

    def restore_version(self, version_id: int) -> bool:
        """Make what a version kept the paper's own again."""
        from imgdesk import services

        return self.do(lambda desk: services.papers.restore_version(desk, version_id))


def branch(rows: Sequence[SectionRow], section_id: int) -> list[SectionRow]:
    """Return a section and those below it; without it nothing."""
    place = next((n for n, row in enumerate(rows) if row.id == section_id), None)
    return list(rows[place : _end(rows, place)]) if place is not None else []


def _end(rows: Sequence[SectionRow], place: int) -> int:
    """Return where what is below a section ends."""
    level = rows[place].level
    return next((n for n in range(place + 1, len(rows)) if rows[n].level <= level), len(rows))


def _neighbour(rows: Sequence[SectionRow], section_id: int, onward: int) -> tuple[bool, int | None]:
    """Return whether a section can be moved, and before which one it stands then (None: at the end)."""
    place = next((n for n, row in enumerate(rows) if row.id == section_id), None)
    if place is None:
        return False, None
    if onward < 0:
        above = next((n for n in range(place - 1, -1, -1) if rows[n].level <= rows[place].level), None)
        return above is not None, rows[above].id if above is not None else None
    below = _end(rows, place)
    if below >= len(rows):
        return False, None
    behind = _end(rows, below) if rows[below].level == rows[place].level else below + 1
    return True, rows[behind].id if behind < len(rows) else None
