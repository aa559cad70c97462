"""Finds for each row of a paper the row of the desk that it comes from, by its words.

Equal words first, at the same place before elsewhere; then the most alike of what is left, when alike enough and
clearly more alike than the next. A doubtful row is new: two rows can be made one by hand, one row cannot be made two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

ALIKE: Final = 0.72
"""The least likeness (0 to 1) of two texts that are taken for one."""
AHEAD: Final = 0.08
"""How much more alike than the next best the best must be."""
CANDIDATES: Final = 6
"""How many rows are looked at closely for each text: those that share most words with it."""
COMMON: Final = 100
"""A word in more rows than this says nothing about which row is meant."""
_LETTERS: Final = re.compile(r"[\W_]+")


def match(
    known: Sequence[tuple[int, str]],
    texts: Sequence[str],
    *,
    known_hints: Sequence[tuple[object, ...]] = (),
    text_hints: Sequence[tuple[object, ...]] = (),
) -> list[int | None]:
    """Return for each of `texts` the id of the known row that it is, or None for a new one; no id twice.

    Hints say where a row stands, most telling first (its section, its date), one tuple of equal length for every
    known row and every text. Of rows with equal words those with equal hints belong together; alike words are
    looked for under the same first hint before elsewhere.
    """
    places = dict(zip((row_id for row_id, _ in known), known_hints or [()] * len(known), strict=True))
    hints = text_hints or [()] * len(texts)
    free = {row_id: _key(text) for row_id, text in known}
    keys = [_key(text) for text in texts]
    answer: list[int | None] = [None] * len(texts)
    for depth in range(len(hints[0]) if hints else 0, -1, -1):
        _match_equal(free, places, keys, hints, depth, answer)
    for group in dict.fromkeys(hint[0] for hint in hints if hint):
        rows = [row_id for row_id in free if places[row_id][0] == group]
        _match_alike(
            rows, free, keys, (place for place, hint in enumerate(hints) if hint[0] == group), answer
        )
    _match_alike(list(free), free, keys, range(len(texts)), answer)
    return answer


def _match_equal(
    free: dict[int, str],
    places: dict[int, tuple[object, ...]],
    keys: Sequence[str],
    hints: Sequence[tuple[object, ...]],
    depth: int,
    answer: list[int | None],
) -> None:
    waiting: dict[tuple[object, ...], list[int]] = {}
    for row_id, key in free.items():
        waiting.setdefault((key, *places[row_id][:depth]), []).append(row_id)
    for place, key in enumerate(keys):
        same = waiting.get((key, *hints[place][:depth])) if answer[place] is None else None
        if same:
            answer[place] = row_id = same.pop(0)
            del free[row_id]


def _match_alike(
    rows: Sequence[int],
    free: dict[int, str],
    keys: Sequence[str],
    places: Iterable[int],
    answer: list[int | None],
) -> None:
    """Join the pairs that are alike enough, most alike first, and take them out of `free`."""
    pairs = sorted(
        _pairs(rows, free, {place: keys[place] for place in places if answer[place] is None}), reverse=True
    )
    beside: dict[tuple[str, int], list[tuple[float, int, int]]] = {}
    for pair in pairs:
        beside.setdefault(("row", pair[1]), []).append(pair)
        beside.setdefault(("place", pair[2]), []).append(pair)
    for pair in pairs:
        score, row_id, place = pair
        if score < ALIKE or row_id not in free or answer[place] is not None:
            continue
        rivals = (
            other_score
            for other_score, other, where in (*beside["row", row_id], *beside["place", place])
            if (other, where) != (row_id, place) and other in free and answer[where] is None
        )
        if score - max(rivals, default=0.0) >= AHEAD:
            answer[place] = row_id
            del free[row_id]


def _pairs(
    rows: Sequence[int], free: dict[int, str], left: dict[int, str]
) -> Iterable[tuple[float, int, int]]:
    by_word: dict[str, list[int]] = {}
    for row_id in rows:
        for word in set(free[row_id].split()):
            by_word.setdefault(word, []).append(row_id)
    for place, text in left.items():
        shared: Counter[int] = Counter()
        for word in set(text.split()):
            found = by_word.get(word, ())
            if len(found) <= COMMON:
                shared.update(found)
        best = max(shared.values(), default=0)
        for row_id, count in shared.most_common(CANDIDATES):
            if count * 2 < best:
                break
            score = _alike(free[row_id], text)
            if score >= ALIKE - AHEAD:
                yield score, row_id, place


def _alike(a: str, b: str) -> float:
    least = ALIKE - AHEAD
    matcher = SequenceMatcher(None, a[:600], b[:600], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least else 0.0


def _key(text: str) -> str:
    return _LETTERS.sub(" ", text.casefold()).strip()
