"""The places of a paper that its outline and its contents lead to: headings and annexes, in order.

What a heading is called is decided here once, for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from imgdesk.reports.blocks import Annex, Block, Heading, counted
from imgdesk.text import one_line


class Target(NamedTuple):
    """A heading or an annex: a key within the file, its level from 1 on, what counts it, and its words."""

    key: str
    level: int
    sign: str
    title: str

    @property
    def told(self) -> str:
        """The words with what counts them."""
        return f"{self.sign} {self.title}".strip()


def targets(blocks: Sequence[Block]) -> dict[int, Target]:
    """Return the places by their position among the blocks; none for a heading that says nothing."""
    found = {position: _target(position, block) for position, block in enumerate(blocks)}
    return {position: target for position, target in found.items() if target and target.told}


def _target(position: int, block: Block) -> Target | None:
    key = f"h{position}"
    if isinstance(block, Heading):
        level = min(max(block.level, 1), 3)
        return Target(key, level, counted(block.sign, block.number), one_line(block.text))
    if isinstance(block, Annex):
        return Target(key, 1, "", ": ".join(filter(None, map(one_line, (block.label, block.text)))))
    return None
