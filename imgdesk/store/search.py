"""Full text search over everything in a desk, as you type.

The index is an FTS5 table for each kind of record in a database in memory, and not in the file: a desk carries no
triggers (see migrations), words of a deleted paragraph must not stay behind in it, and an index would be one more
thing to put right in a damaged file. It is built on first use, in slices that never hold up a window, follows every
change from then on, and is dropped with the desk. Rows are numbered by day and id, so that the newest are found first
without sorting. Words are matched from their beginnings, without case and the accents of Latin letters; all words
must match.

Prefixes of one to three characters have an index of their own: the first keys are the ones with the most matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlcipher3 import dbapi2 as driver

from imgdesk.errors import UserError
from imgdesk.store.search_texts import SOURCES, Source
from imgdesk.text import clean_text, one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Changes, Desk

Span = tuple[str, bool]
"""A piece of text, and whether it is what was looked for."""

LIMIT: Final = 50
MOST_WORDS: Final = 32
"""Words of a query beyond these are left out: a pasted page finds what its beginning finds."""
SLICE_ROWS: Final = 500
SLICE_CHARS: Final = 400_000
"""A slice ends at whichever comes first; about 20 ms of work."""
_ID_BITS: Final = 36
_OPEN, _CLOSE = "\x02", "\x03"
_MARKED: Final = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_SNIPPET_WORDS: Final = 20
_LONG: Final = 4_000
"""Characters from which on a text is cut here: FTS5 weighs every match against every other for its snippet, which
takes a second for a text of 200,000 characters."""
_BEFORE, _BEHIND = 60, 160
_MADE: Final = (
    "CREATE VIRTUAL TABLE {kind} USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2', "
    "prefix = '1 2 3')"
)
_RANKING: Final = "INSERT INTO {kind} ({kind}, rank) VALUES ('rank', 'bm25(4.0, 1.0)')"
_FOUND: Final = (
    "SELECT rowid, highlight({kind}, 0, char(2), char(3)), "
    f"CASE WHEN length(body) > {_LONG} THEN highlight({{kind}}, 1, char(2), char(3)) "
    f"ELSE snippet({{kind}}, 1, char(2), char(3), '…', {_SNIPPET_WORDS}) END "
    "FROM {kind} WHERE {kind} MATCH ? ORDER BY {order} LIMIT ?"
)


class Hit(NamedTuple):
    """A record found: its table and id, its title and a piece of its text with what matches marked."""

    kind: str
    id: int
    title: tuple[Span, ...]
    text: tuple[Span, ...]


class Found(NamedTuple):
    """The hits, kind by kind, and how many records of each kind match in all."""

    hits: tuple[Hit, ...]
    counts: Mapping[str, int]


def match_words(text: str) -> str:
    """Return what a person typed as a query of FTS5, "" where no word is left.

    Every word is quoted, so that nothing in it is taken for an operator, and matches what begins with it.
    """
    words = [word for word in clean_text(text).split() if any(map(str.isalnum, word))][:MOST_WORDS]
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words)


class SearchIndex:
    """The index of one desk; used from the desk's own thread, closed before the desk is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._connection: Any = None
        self._work: Iterator[None] | None = None
        self._places: dict[str, dict[int, int]] = {}
        self._parts: dict[str, dict[int, int]] = {}
        self._unsubscribe = desk.subscribe(self._take)

    @property
    def complete(self) -> bool:
        """Whether everything in the desk is in the index."""
        return self._connection is not None and self._work is None

    def build(self) -> None:
        """Build what is missing."""
        while self.build_some():
            pass

    def build_some(self) -> bool:
        """Build a slice and return whether more is to be built; raises UserError when the desk cannot be read."""
        if self._connection is None:
            self._connection = driver.connect(":memory:", isolation_level=None)
            self._work = self._slices()
        if self._work is None:
            return False
        try:
            next(self._work)
        except StopIteration:
            self._work = None
        except UserError:
            self.forget()
            raise
        return self._work is not None

    def forget(self) -> None:
        """Drop the index; the next use builds it anew. For changes that came from outside."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._work = None
        self._places.clear()
        self._parts.clear()

    def close(self) -> None:
        """Drop the index for good."""
        self._unsubscribe()
        self.forget()

    def search(self, text: str, *, ranked: bool = False, limit: int = LIMIT) -> Found:
        """Return what matches, kind by kind: the newest first, or `ranked` by how well and how often it matches.

        The limit is shared among the kinds, so that a thousand paragraphs do not push the one activity out. What is
        not built yet is not found.
        """
        query = match_words(text)
        if not query or self._connection is None:
            return Found((), {})
        counts = {
            kind: self._connection.execute(
                f"SELECT count(*) FROM {kind} WHERE {kind} MATCH ?", (query,)
            ).fetchone()[0]
            for kind in self._places
        }
        order = "rank" if ranked else "rowid DESC"
        hits: list[Hit] = []
        for kind, share in shares(counts, limit).items():
            rows = self._connection.execute(_FOUND.format(kind=kind, order=order), (query, share))
            hits += [
                Hit(kind, place & ((1 << _ID_BITS) - 1), _spans(a), _spans(_cut(b))) for place, a, b in rows
            ]
        return Found(tuple(hits), {kind: count for kind, count in counts.items() if count})

    # building

    def _slices(self) -> Iterator[None]:
        for source in SOURCES:
            self._connection.execute(_MADE.format(kind=source.kind))
            self._connection.execute(_RANKING.format(kind=source.kind))
            self._places[source.kind] = {}
        for source in SOURCES:
            for table, column in source.children.items():
                self._parts[table] = dict(self._desk.read(f"SELECT id, {column} FROM {table}"))
            last: int | None = 0
            while last is not None:
                last = self._build_after(source, last)
                yield

    def _build_after(self, source: Source, last: int) -> int | None:
        """Take in the records behind the id `last`; return the id to go on from, None at the end."""
        sql = f"{source.sql.format(wanted=f'r.id > {last}')} ORDER BY r.id LIMIT {SLICE_ROWS}"
        rows = self._desk.read(sql, row=source.made)
        size = 0
        self._connection.execute("BEGIN")
        for row in rows:
            self._put(source.kind, *row)
            size += len(row[2]) + len(row[3])
            if size > SLICE_CHARS:
                break
        self._connection.execute("COMMIT")
        return row[0] if rows else None

    def _put(self, kind: str, row_id: int, day: int, title: str, body: str) -> None:
        place, places = day << _ID_BITS | row_id, self._places[kind]
        before = places.get(row_id)
        if before == place:
            sql = f"SELECT title, body FROM {kind} WHERE rowid = ?"
            if self._connection.execute(sql, (place,)).fetchone() == (title, body):
                return
        self._remove(kind, row_id)
        places[row_id] = place
        sql = f"INSERT INTO {kind} (rowid, title, body) VALUES (?, ?, ?)"
        self._connection.execute(sql, (place, title, body))

    def _remove(self, kind: str, row_id: int) -> None:
        place = self._places[kind].pop(row_id, None)
        if place is not None:
            self._connection.execute(f"DELETE FROM {kind} WHERE rowid = ?", (place,))

    # following

    def _take(self, changes: Changes) -> None:
        """Follow a change; one that touches more than a slice makes the next use build anew, a slice at a time."""
        if self._connection is None or not self._places:
            return
        try:
            if sum(map(len, changes.tables.values())) > SLICE_ROWS:
                self.forget()
                return
            touched = [(source, self._touched(source, changes)) for source in SOURCES]
            self._connection.execute("BEGIN")
            for source, ids in touched:
                self._refresh(source, ids)
            self._connection.execute("COMMIT")
        except UserError:  # another program is writing just now
            self.forget()

    def _touched(self, source: Source, changes: Changes) -> set[int]:
        """Return the records of a kind whose text may be another now."""
        found = set(changes.ids(source.kind))
        for table, column in source.children.items():
            if ids := changes.ids(table):
                known = self._parts.setdefault(table, {})
                found |= {known.pop(part) for part in ids if part in known}
                now = dict(self._desk.read(f"SELECT id, {column} FROM {table} WHERE id IN ({_listed(ids)})"))
                known |= now
                found |= set(now.values())
        for table, sql in source.parents.items():
            if ids := changes.ids(table):
                found |= {row[0] for row in self._desk.read(sql.format(ids=_listed(ids)))}
        return found

    def _refresh(self, source: Source, ids: set[int]) -> None:
        if not ids:
            return
        sql = source.sql.format(wanted=f"r.id IN ({_listed(ids)})")
        rows = self._desk.read(sql, row=source.made)
        for row in rows:
            self._put(source.kind, *row)
        for gone in ids - {row[0] for row in rows}:
            self._remove(source.kind, gone)


def shares(counts: Mapping[str, int], limit: int) -> dict[str, int]:
    """Return how many of each kind are shown: as many of each as of any other, what one leaves free goes to the rest.

    Kinds without a match are left out; the order of `counts` is kept.
    """
    left = limit
    waiting = sorted((count, kind) for kind, count in counts.items() if count)
    given: dict[str, int] = {}
    while waiting:
        count, kind = waiting.pop(0)
        given[kind] = min(count, left // (len(waiting) + 1))
        left -= given[kind]
    return {kind: given[kind] for kind in counts if given.get(kind)}


def _cut(marked: str) -> str:
    """Return a long text around its first match, from a word on; a short one as it is."""
    if len(marked) <= _LONG:
        return marked
    first = max(marked.find(_OPEN), 0)
    start = max(first - _BEFORE, 0)
    if start:
        start = marked.find(" ", start, first) + 1 or start
    return f"{'…' if start else ''}{marked[start : first + _BEHIND].rstrip()}…"


def _spans(marked: str) -> tuple[Span, ...]:
    """Return the text as pieces; a mark without its like is dropped."""
    pieces = _MARKED.split(re.sub(r"\s+", " ", marked))
    whole = ((re.sub(f"[{_OPEN}{_CLOSE}]", "", text), place % 2 == 1) for place, text in enumerate(pieces))
    return tuple((text, hit) for text, hit in whole if text)


def plain(spans: Iterable[Span]) -> str:
    """Return the text of spans."""
    return one_line("".join(text for text, _ in spans))


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(ids)))
