"""What changed between two texts, word by word, as a redline marks it.

Words that stand once in both texts hold the rest in place (patience diff); what lies between them is compared by the
shortest edit script (Myers 1986), up to a bound. Beyond it a stretch is replaced whole, so that the time stays near
linear whatever the texts are. Pure: text in, text out; the order of the two texts never matters to what is found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

Op = Literal["equal", "insert", "delete"]

_MARKS: Final = r"!-/:-@\[-`{-~\u00a1-\u00bf\u2000-\u206f\u3000-\u303f"
_SINGLE: Final = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN: Final = re.compile(rf"\s+|[{_MARKS}{_SINGLE}]|[^\s{_MARKS}{_SINGLE}]+")
"""White space, one punctuation mark, one character of a script without spaces, or a word with all its accents."""
_WORD: Final = re.compile(rf"[^\s{_MARKS}]")
_MOST_EDITS: Final = 160
_DEEPEST: Final = 48


class _Gap(NamedTuple):
    """A stretch of both texts that is still to be compared: tokens a to b of one, c to d of the other."""

    a: int
    b: int
    c: int
    d: int
    depth: int


def word_changes(old: str, new: str) -> list[tuple[Op, str]]:
    """Return how `old` becomes `new`: stretches that are equal, deleted or inserted, in reading order.

    Equal and inserted text together is `new`, equal and deleted text is `old`. A deletion stands before the insertion
    in its place. Two texts alike give one equal stretch, two empty ones nothing. Turned round, the texts give the same
    stretches with deleted for inserted.
    """
    if old == new:
        return [("equal", old)] if old else []
    turned = old > new
    first, second = (new, old) if turned else (old, new)
    runs: list[tuple[Op, str]] = []
    for deleted, inserted, equal in _stretches(_TOKEN.findall(first), _TOKEN.findall(second)):
        if turned:
            deleted, inserted = inserted, deleted
        parts: tuple[tuple[Op, str], ...] = (("delete", deleted), ("insert", inserted), ("equal", equal))
        runs.extend((op, text) for op, text in parts if text)
    return runs


def longest_rise(values: Sequence[int]) -> list[int]:
    """Return the places of a longest strictly rising subsequence of `values`, in order."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(places[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        places[at : at + 1] = [place]
    found = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _stretches(a: list[str], b: list[str]) -> list[tuple[str, str, str]]:
    """Return (only in a, only in b, in both) one behind the other; lone spaces between changes count as changed."""
    pairs = [*_common(a, b), (len(a), len(b))]
    changes: list[list[str]] = []
    i = j = 0
    for x, y in pairs:
        equal = a[x] if x < len(a) and y < len(b) else ""
        deleted, inserted = "".join(a[i:x]), "".join(b[j:y])
        if changes and not deleted and not inserted:
            changes[-1][2] += equal
        elif changes and not _holds(changes[-1][2]):
            between = changes[-1][2]
            changes[-1] = [changes[-1][0] + between + deleted, changes[-1][1] + between + inserted, equal]
        else:
            changes.append([deleted, inserted, equal])
        i, j = x + 1, y + 1
    return [(deleted, inserted, equal) for deleted, inserted, equal in changes]


def _holds(equal: str) -> bool:
    """Whether an equal stretch is worth showing between two changes: it has a word, or it ends a paragraph."""
    return "\n" in equal or bool(_WORD.search(equal))


def _common(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Return the places of tokens that both texts share, rising in both."""
    found: list[tuple[int, int]] = []
    gaps = [_Gap(0, len(a), 0, len(b), 0)]
    while gaps:
        gap = _trimmed(a, b, gaps.pop(), found)
        if gap.a == gap.b or gap.c == gap.d:
            continue
        anchors = _anchors(a, b, gap) if gap.depth < _DEEPEST else []
        if not anchors:
            found.extend(_shortest(a[gap.a : gap.b], b[gap.c : gap.d], gap.a, gap.c))
            continue
        found.extend(anchors)
        starts = [(gap.a, gap.c), *((x + 1, y + 1) for x, y in anchors)]
        for (i, j), (x, y) in zip(starts, [*anchors, (gap.b, gap.d)], strict=True):
            gaps.append(_Gap(i, x, j, y, gap.depth + 1))
    return sorted(found)


def _trimmed(a: list[str], b: list[str], gap: _Gap, found: list[tuple[int, int]]) -> _Gap:
    """Return the gap without what both sides begin and end with, which goes to `found`."""
    start_a, end_a, start_b, end_b, depth = gap
    while start_a < end_a and start_b < end_b and a[start_a] == b[start_b]:
        found.append((start_a, start_b))
        start_a, start_b = start_a + 1, start_b + 1
    while start_a < end_a and start_b < end_b and a[end_a - 1] == b[end_b - 1]:
        end_a, end_b = end_a - 1, end_b - 1
        found.append((end_a, end_b))
    return _Gap(start_a, end_a, start_b, end_b, depth)


def _anchors(a: list[str], b: list[str], gap: _Gap) -> list[tuple[int, int]]:
    """Return the longest rising chain of words that stand exactly once on either side of a gap."""
    count_a, count_b = Counter(a[gap.a : gap.b]), Counter(b[gap.c : gap.d])
    places = {b[y]: y for y in range(gap.c, gap.d) if count_b[b[y]] == 1}
    pairs = [
        (x, places[a[x]])
        for x in range(gap.a, gap.b)
        if count_a[a[x]] == 1 and a[x] in places and _WORD.search(a[x])
    ]
    return [pairs[place] for place in longest_rise([y for _, y in pairs])]


def _shortest(a: list[str], b: list[str], from_a: int, from_b: int) -> list[tuple[int, int]]:
    """Return what the shortest edit script keeps; nothing where it takes more than _MOST_EDITS edits."""
    reach = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(len(a) + len(b), _MOST_EDITS) + 1):
        trace.append(reach.copy())
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            reach[k] = x
            if x >= len(a) and x - k >= len(b):
                kept = _kept(trace, len(a), len(b))
                return [(from_a + i, from_b + j) for i, j in kept]
    return []


def _kept(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    """Walk back from the ends along the furthest reaches and return the tokens passed in step."""
    kept: list[tuple[int, int]] = []
    for edits in range(len(trace) - 1, 0, -1):
        reach, k = trace[edits], x - y
        down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
        before = k + 1 if down else k - 1
        from_x, from_y = reach[before], reach[before] - before
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            kept.append((x, y))
        x, y = from_x, from_y
    return [*kept, *((place, place) for place in range(x))]
