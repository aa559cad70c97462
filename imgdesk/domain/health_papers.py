"""The check of a paper that is being written: sections that still wait for words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from imgdesk.domain.health import Finding, quoted

WRITTEN: Final = ("text", "facts", "table")
"""The kinds of sections that a person writes."""


class Section(Protocol):
    """What the check needs to know of a section."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...


class Override(Protocol):
    """What stands instead of an automatic paragraph."""

    @property
    def section_id(self) -> int: ...
    @property
    def text(self) -> str: ...


def check_paper(title: str, sections: Sequence[Section], overrides: Iterable[Override]) -> Iterator[Finding]:
    """Yield the sections of a draft that nobody has written, and those where an automatic paragraph was emptied.

    A heading with sections below it needs no words of its own.
    """
    emptied = {row.section_id for row in overrides if not row.text.strip()}
    following: list[Section | None] = [*sections[1:], None]
    paper = quoted(title, "a paper without a title")
    for row, after in zip(sections, following, strict=True):
        name = quoted(row.heading, "A section without a heading")
        record = f"paper_section:{row.id}"
        opens = bool(row.heading.strip()) and after is not None and after.level > row.level
        if row.kind in WRITTEN and not row.text.strip() and not opens:
            sentence = f"{name} in {paper} has no words yet: write it, or delete the section."
            yield Finding("empty section", record, "", sentence, "attention")
        elif row.id in emptied:
            sentence = (
                f"{name} in {paper} has an automatic paragraph that was emptied: write it, or revert it."
            )
            yield Finding("empty section", record, "", sentence, "note")
