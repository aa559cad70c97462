"""P4: searching 10,000 paragraphs and a plan of 1,000 activities at every key, newest first and ranked."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from bench.data import add_minutes, make_desk
from bench.timing import p95, seconds, tell
from imgdesk.services import minutes
from imgdesk.store.desk import Desk
from imgdesk.store.search import SearchIndex
from imgdesk.views.search import search

PARAGRAPHS, ACTIVITIES, TYPED = 10_000, 1_000, 7


def main() -> None:
    """Print what a key takes in both orders, what building takes, and its longest slice."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_desk(Path(folder) / "d.imgdesk", ACTIVITIES)
        with Desk.open(path) as desk:
            words = add_minutes(desk, PARAGRAPHS)
            index = SearchIndex(desk)
            slices = building(index)
            for ranked, goal in ((False, "<= 5 ms"), (True, "<= 25 ms")):
                taken = [1000 * value for value in typing(desk, index, words[:TYPED], ranked=ranked)]
                order = "ranked" if ranked else "newest first"
                figure = (
                    f"p95 {p95(taken):.1f}, median {statistics.median(taken):.1f}, worst {max(taken):.1f} ms"
                )
                tell("P4", f"a key over {PARAGRAPHS:,} paragraphs, {order}", figure, goal)
            figure = f"{1000 * sum(slices):.0f} ms, longest slice {1000 * max(slices):.0f} ms"
            tell("P4", "build the index, slice by slice", figure, "slice <= 100 ms")
            with_index = statistics.median(seconds(lambda: edit(desk), 15))
            index.close()
            without = statistics.median(seconds(lambda: edit(desk), 15))
            figure = f"{1000 * (with_index - without):.2f} ms of {1000 * with_index:.1f} ms"
            tell("P4", "keep the index up while a paragraph is saved", figure, "")


def building(index: SearchIndex) -> list[float]:
    """Build the index and return the seconds of each slice."""
    taken, more = [], True
    while more:
        start = time.perf_counter()
        more = index.build_some()
        taken.append(time.perf_counter() - start)
    return taken


def typing(desk: Desk, index: SearchIndex, words: list[str], *, ranked: bool) -> list[float]:
    """Type every word letter by letter, and return the seconds from each key to the rows in words."""
    taken = []
    for text in [word[:length] for word in words for length in range(1, len(word) + 1)]:
        start = time.perf_counter()
        search(desk, index, text, ranked=ranked)
        taken.append(time.perf_counter() - start)
    return taken


def edit(desk: Desk) -> None:
    """Save a paragraph with other words than before."""
    minutes.edit_minute(desk, PARAGRAPHS // 2, f"The group agreed at {time.perf_counter()}")


if __name__ == "__main__":
    main()
