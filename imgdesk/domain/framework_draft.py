"""A results framework as a paper or a table proposes it: what is read before it lands in a desk.

Readers of files make it, the services land it, a review stands between them. Pure.
"""

from __future__ import annotations

from typing import NamedTuple

from imgdesk.domain.indicator_text import Proposal


class ResultDraft(NamedTuple):
    """A result with its indicators; `parent` is the code of the result above it, which stands earlier."""

    title: str
    code: str = ""
    kind: str = "result"
    parent: str = ""
    indicators: tuple[Proposal, ...] = ()


class FrameworkDraft(NamedTuple):
    """A framework with its results in their order."""

    title: str
    period: str = ""
    source: str = ""
    note: str = ""
    results: tuple[ResultDraft, ...] = ()
