"""How a measurement is taken and told: medians of repeats, pairs with a yardstick, one line a figure."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[], object], repeats: int = 5) -> list[float]:
    """Return how long each of `repeats` runs of `work` took."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def paired(
    work: Callable[[], float], yardstick: Callable[[], float], repeats: int = 7
) -> tuple[float, float, float]:
    """Return median seconds of both, run in turn, and the median of the ratio pair by pair."""
    pairs = [(work(), yardstick()) for _ in range(repeats)]
    ours, theirs = zip(*pairs, strict=True)
    ratio = statistics.median(one / other for one, other in pairs)
    return statistics.median(ours), statistics.median(theirs), ratio


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 stay below."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def tell(goal: str, what: str, figure: str, wanted: str) -> None:
    """Print one line: the goal's number, what was measured, the figure, what is wanted."""
    print(f"{goal:<4} {what:<52} {figure:<40} goal {wanted}", flush=True)
