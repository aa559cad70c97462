"""Two readings of one paper laid over each other: blocks that say what was inserted and what was deleted.

What the blocks are about holds them together, so that a paragraph that was reworded is told word by word and one that
went elsewhere as dropped there and new here. With all changes accepted the blocks read as the new paper does, with all
of them rejected as the old one. Nothing here knows a desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from imgdesk.domain.word_diff import longest_rise, word_changes
from imgdesk.reports.blocks import (
    Block,
    Change,
    Entry,
    Footnotes,
    Heading,
    Paragraph,
    Span,
    Table,
    Text,
    plain,
)
from imgdesk.reports.compose.notes import Notes
from imgdesk.reports.compose.workplan import Part, header_of

K = TypeVar("K")
_TEXTS: Final = (Paragraph, Entry)


class _Mark(NamedTuple):
    """The mark of a footnote: behind how many characters it stands, and what the footnote says."""

    offset: int
    note: Text


class _Flat(NamedTuple):
    """A text as its characters, the span that each of them comes from, and its marks."""

    text: str
    spans: Sequence[Span]
    marks: Sequence[_Mark]


def redlined(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Block]:
    """Yield the blocks of a paper as it is now, with what it was before told as deleted.

    Footnotes are counted anew through both readings, those that only the old one has among them.
    """
    merger = _Merger(_notes_of(old), _notes_of(new))
    before = {part.key: part for part in old}
    after = {part.key: part for part in new}
    for was, now in pairs([part.key for part in old], [part.key for part in new]):
        yield from merger.merged(
            before[was] if was is not None else None, after[now] if now is not None else None
        )
    yield from merger.notes.block()


def pairs(old: Sequence[K], new: Sequence[K]) -> Iterator[tuple[K | None, K | None]]:
    """Walk two orders at once: (was, now) for what keeps its place, (was, None) and (None, now) for the rest.

    As little as possible is told as moved; what is gone stands before what came in its place.
    """
    places = {key: place for place, key in enumerate(old)}
    common = [key for key in new if key in places]
    kept = {common[at] for at in longest_rise([places[key] for key in common])}
    at = 0
    for key in new:
        if key not in kept:
            yield None, key
            continue
        while old[at] not in kept:
            yield old[at], None
            at += 1
        yield key, key
        at += 1
    yield from ((key, None) for key in old[at:] if key not in kept)


class _Merger:
    """Lays blocks over each other; counts the footnotes of both readings."""

    def __init__(self, old: Mapping[str, Text], new: Mapping[str, Text]) -> None:
        self.notes = Notes()
        self._old = old
        self._new = new

    def merged(self, old: Part | None, new: Part | None) -> Iterator[Block]:
        """Yield what became of a block."""
        part = new or old
        if part is None or isinstance(part.block, Footnotes):
            yield from self.notes.block()
        elif old is None:
            yield self._whole(part.block, "inserted")
        elif new is None:
            yield self._whole(part.block, "deleted")
        elif (block := self._inside(old, new)) is not None:
            yield block
        else:
            yield self._whole(old.block, "deleted")
            yield self._whole(new.block, "inserted")

    def _inside(self, old: Part, new: Part) -> Block | None:
        """Return a block with what changed in it; None where one block is another kind of block than the other."""
        was, now = old.block, new.block
        if isinstance(was, Heading) and isinstance(now, Heading):
            same = was.text == now.text
            return now if same else replace(now, redline=self._words(plain(was.text), plain(now.text)))
        if isinstance(was, Table) and isinstance(now, Table):
            return self._table(old, new, was, now)
        if isinstance(now, _TEXTS) and isinstance(was, _TEXTS) and _bare(was) == _bare(now):
            return replace(now, text=self._words(was.text, now.text))
        return None

    def _whole(self, block: Block, change: Change) -> Block:
        """Return a block all of which is new or gone."""
        if isinstance(block, Heading):
            kept = block.text if change == "inserted" else ""
            return replace(block, text=kept, redline=(_changed(Span(block.text), change),))
        if isinstance(block, Table):
            rows = tuple(tuple(self._all(cell, change) for cell in row) for row in block.rows)
            return replace(block, rows=rows, changes=(change,) * len(rows))
        if isinstance(block, _TEXTS):
            return replace(block, text=self._all(block.text, change))
        return block

    def _table(self, old: Part, new: Part, was: Table, now: Table) -> Table:
        """Return a table of the columns and the rows of both; what moved is gone there and new here."""
        columns = list(pairs(old.columns, new.columns))
        before, after = _cells(old, was), _cells(new, now)
        rows: list[tuple[Text, ...]] = []
        changes: list[Change] = []
        for gone, come in pairs(old.rows, new.rows):
            first = before[gone] if gone is not None else {}
            second = after[come] if come is not None else {}
            rows.append(tuple(self._cell(first, second, *column) for column in columns))
            changes.append(_change(gone, come))
        heads = tuple(_change(*column) for column in columns)
        header, widths = header_of([name or dropped or "" for dropped, name in columns])
        return Table(
            header,
            widths,
            tuple(rows),
            (),
            tuple(changes) if any(changes) else (),
            heads if any(heads) else (),
        )

    def _cell(
        self, old: Mapping[str, Text], new: Mapping[str, Text], was: str | None, now: str | None
    ) -> Text:
        """Return what became of a cell; one of a row or a column that is new or gone is so as a whole."""
        gone, come = old.get(was or "", ()), new.get(now or "", ())
        if old and new and was and now:
            return self._words(gone, come)
        return (*self._all(gone, "deleted"), *self._all(come, "inserted"))

    def _all(self, text: Text, change: Change) -> Text:
        """Return a text that is new or gone as a whole."""
        notes = self._old if change == "deleted" else self._new
        return tuple(
            _changed(self.notes.mark(notes[span.text]) if span.style == "mark" else span, change)
            for span in text
        )

    def _words(self, old: Text, new: Text) -> Text:
        """Return how one text became the other, word by word, with the styles of the new one where it stays."""
        was, now = _flat(old, self._old), _flat(new, self._new)
        spans = list(self._marks(_at_start(was), _at_start(now)))
        i = j = 0
        for op, text in word_changes(was.text, now.text):
            if op == "equal":
                spans += self._equal(was, i, now, j, len(text))
            elif op == "insert":
                spans += self._stretch(now, j, len(text), "inserted")
            else:
                spans += self._stretch(was, i, len(text), "deleted")
            i += len(text) if op != "insert" else 0
            j += len(text) if op != "delete" else 0
        return tuple(spans)

    def _equal(self, was: _Flat, i: int, now: _Flat, j: int, length: int) -> Iterator[Span]:
        """Yield words that stay, with the marks of both readings behind the characters where they stand."""
        marks = [[_Mark(m.offset - start, m.note) for m in flat.marks if start < m.offset <= start + length]
                 for flat, start in ((was, i), (now, j))]  # fmt: skip
        begun = 0
        for end in sorted({mark.offset for side in marks for mark in side}):
            yield from _pieces(now, j + begun, j + end)
            yield from self._marks(*([mark.note for mark in side if mark.offset == end] for side in marks))
            begun = end
        yield from _pieces(now, j + begun, j + length)

    def _stretch(self, flat: _Flat, start: int, length: int, change: Change) -> Iterator[Span]:
        """Yield words that are new or gone, with their marks."""
        begun = start
        for mark in flat.marks:
            if start < mark.offset <= start + length:
                yield from (_changed(span, change) for span in _pieces(flat, begun, mark.offset))
                yield _changed(self.notes.mark(mark.note), change)
                begun = mark.offset
        yield from (_changed(span, change) for span in _pieces(flat, begun, start + length))

    def _marks(self, old: Sequence[Text], new: Sequence[Text]) -> Iterator[Span]:
        """Yield the marks of one place, given the footnotes of both readings there."""
        for was, now in pairs(_told_apart(old), _told_apart(new)):
            if (note := now or was) is not None:
                yield _changed(self.notes.mark(note[0]), _change(was, now))


def _notes_of(parts: Iterable[Part]) -> dict[str, Text]:
    """Return what each mark of a reading stands for."""
    blocks = (part.block for part in parts)
    return {mark: text for block in blocks if isinstance(block, Footnotes) for mark, text in block.notes}


def _cells(part: Part, table: Table) -> dict[int, dict[str, Text]]:
    """Return the cells of a table by the record of the row and the name of the column."""
    return {
        key: dict(zip(part.columns, row, strict=True)) for key, row in zip(part.rows, table.rows, strict=True)
    }


def _change(was: object, now: object) -> Change:
    return "inserted" if was is None else "deleted" if now is None else ""


def _told_apart(notes: Sequence[Text]) -> list[tuple[Text, int]]:
    """Return footnotes of one place so that two with the same words are two."""
    return [(note, notes[:place].count(note)) for place, note in enumerate(notes)]


def _bare(block: Paragraph | Entry) -> Block:
    """Return a block without its words."""
    return replace(block, text=())


def _changed(span: Span, change: Change) -> Span:
    """Return a span that is new or gone, or itself where nothing changed."""
    if not change:
        return span
    return replace(span, role=change) if span.style in ("mark", "break") else replace(span, style=change)


def _flat(text: Text, notes: Mapping[str, Text]) -> _Flat:
    words: list[str] = []
    spans: list[Span] = []
    marks: list[_Mark] = []
    for span in text:
        if span.style == "mark":
            marks.append(_Mark(len(spans), notes[span.text]))
            continue
        words.append(span.text)
        spans += [span] * len(span.text)
    return _Flat("".join(words), spans, marks)


def _at_start(flat: _Flat) -> list[Text]:
    return [mark.note for mark in flat.marks if mark.offset == 0]


def _pieces(flat: _Flat, start: int, end: int) -> Iterator[Span]:
    """Yield the characters from `start` to `end` as spans, each as it was dressed."""
    for span, group in groupby(range(start, end), key=lambda at: flat.spans[at]):
        words = "".join(flat.text[at] for at in group)
        # Two ends of lines one behind the other are alike, and still two.
        yield from [span] * len(words) if span.style == "break" else [replace(span, text=words)]
