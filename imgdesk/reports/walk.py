"""All that stands in a paper, wherever it stands: its spans and its plain strings, in order.

Walks the values themselves rather than naming every kind of block, so that a new kind is never forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from imgdesk.reports.blocks import Span


def spans(value: object) -> Iterator[Span]:
    """Yield the spans of a paper, a block, or anything made of them."""
    if isinstance(value, Span):
        yield value
    elif not isinstance(value, str):
        for part in _parts(value):
            yield from spans(part)


def strings(value: object) -> Iterator[str]:
    """Yield the strings of a paper, a block, or anything made of them, words such as styles and roles too."""
    if isinstance(value, str):
        yield value
    else:
        for part in _parts(value):
            yield from strings(part)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, tuple | list | frozenset):
        yield from value
    elif is_dataclass(value):
        for field in fields(value):
            yield getattr(value, field.name)
