"""How far an indicator has come: (actual - baseline) / (target - baseline), and whether its target is met.

The formula is right for falling indicators as it stands, because nothing is cut off at a sign. Where it would divide
by nothing or say something that nobody meant, there is no share and the reason is given. More than 100 % is said as
it is. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, isfinite
from typing import NamedTuple


class Achievement(NamedTuple):
    """`share` 1.0 at the target, 0.0 at the baseline; `met`: None where it cannot be told; `why` in words."""

    share: float | None
    met: bool | None
    why: str


def achievement(
    baseline: float | None, target: float | None, actual: float | None, direction: str = "ascending"
) -> Achievement:
    """Compare an actual value with baseline and target.

    `direction` as in progress_words.DIRECTIONS. "maintain" means not to fall below the target: it has no share. A
    level that is not to be exceeded is "descending". Never NaN nor infinite, never raises for floats.
    """
    if actual is None or not isfinite(actual):
        return Achievement(None, None, "no actual value yet")
    if target is None or not isfinite(target):
        return Achievement(None, None, "no target in numbers")
    met = actual <= target if direction == "descending" else actual >= target
    if direction == "maintain":
        return Achievement(None, met, "a level to maintain: met or not met")
    if baseline is None or not isfinite(baseline):
        return Achievement(None, met, "no baseline: compared with the target alone")
    if target == baseline:
        return Achievement(None, met, "the target equals the baseline: met or not met")
    if (target < baseline) != (direction == "descending"):
        way = "rising" if direction == "ascending" else "falling"
        return Achievement(
            None, None, f"the target lies behind the baseline of a {way} indicator: check the direction"
        )
    wide = target - baseline
    share = (actual - baseline) / wide if wide else float("nan")
    if not isfinite(share):
        return Achievement(None, met, "the numbers are too far apart to compare")
    return Achievement(share + 0.0, met, "")


def across(
    values: Sequence[float | None], calculation: str = "last", *, cumulative: bool = False
) -> float | None:
    """Return the value to date from the values of the periods in order; None where there is none.

    Values that count on from period to period (`cumulative`) hold the earlier ones already, so the last one is it.
    Else `calculation` (see progress_words.CALCULATIONS) says how those of the periods become one.
    """
    known = [value for value in values if value is not None and isfinite(value)]
    if not known:
        return None
    if cumulative or calculation == "last":
        return known[-1]
    if calculation == "max":
        return max(known)
    try:
        total = fsum(known)
    except OverflowError:
        return None
    return total / len(known) if calculation == "average" else total


def achievement_sentence(said: Achievement) -> str:
    """Return how far an indicator has come, in words: "47 % of the way", "met", or why it cannot be told."""
    if said.share is not None:
        way = f"{share_words(said.share)} of the way"
        return f"{way}, target met" if said.met else way
    if said.met is None:
        return said.why
    word = "met" if said.met else "not met"
    return word if not said.why or "met or not met" in said.why else f"{word} ({said.why})"


def share_words(share: float) -> str:
    """Return a share in whole percent: "125 %", "-10 %"; what is not all of it is never rounded up to 100 %."""
    percent = round(share * 100)
    if percent == 100 and share < 1:
        percent = 99
    return f"{percent} %"
