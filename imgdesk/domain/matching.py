"""Finds for each row of a paper the row of the desk that it comes from, by its words.

Equal words first, wherever they stand; then the most alike of what is left, when alike enough and clearly more alike
than the next. A doubtful row is new: two rows can be made one by hand, one row cannot be made two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

ALIKE: Final = 0.72
AHEAD: Final = 0.08
MOST: Final = 400
_LETTERS: Final = re.compile(r"[\W_]+")


def match(known: Sequence[tuple[int, str]], texts: Sequence[str]) -> list[int | None]:
    """Return for each of `texts` the id of the known row that it is, or None for a new one; no id twice."""
    answer: list[int | None] = [None] * len(texts)
    free = {row_id: _key(text) for row_id, text in known}
    by_key: dict[str, list[int]] = {}
    for row_id, key in free.items():
        by_key.setdefault(key, []).append(row_id)
    for place, text in enumerate(texts):
        same = by_key.get(_key(text))
        if same:
            answer[place] = same.pop(0)
            del free[answer[place] or 0]
    left = [place for place, row_id in enumerate(answer) if row_id is None]
    if len(left) * len(free) <= MOST * MOST:
        _match_alike(free, {place: _key(texts[place]) for place in left}, answer)
    return answer


def _match_alike(free: dict[int, str], left: dict[int, str], answer: list[int | None]) -> None:
    scores = sorted(
        ((_alike(key, text), row_id, place) for place, text in left.items() for row_id, key in free.items()),
        reverse=True,
    )
    taken: set[int] = set()
    for score, row_id, place in scores:
        if score < ALIKE:
            return
        rivals = [s for s, r, p in scores if (r == row_id) != (p == place) and r not in taken and answer[p] is None]
        if row_id in taken or answer[place] is not None or (rivals and score - max(rivals) < AHEAD):
            continue
        answer[place] = row_id
        taken.add(row_id)


def _alike(a: str, b: str) -> float:
    matcher = SequenceMatcher(None, a[:600], b[:600], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _key(text: str) -> str:
    return _LETTERS.sub(" ", text.casefold()).strip()
