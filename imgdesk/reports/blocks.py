"""What a paper says, as plain frozen values: composed once, rendered by whoever writes PDF, Word or the preview.

Text comes in spans that say what a piece is (strong, quiet, a footnote's mark, a tag), never how it is drawn, and it is
never markup: what a person typed stays what it is. Nothing here knows a page, a font or a writer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from imgdesk.domain.counting import letter, roman
from imgdesk.reports.chart import ChartPlan

Style = Literal[
    "plain", "strong", "italic", "strong italic", "quiet", "mark", "tag", "break", "inserted", "deleted"
]
Sign = Literal["", "bullet", "number", "letter", "capital", "roman"]
"""How an entry or a heading is counted: not at all, •, 1., (a), A., I. (a heading) or (i) (an entry)."""

Change = Literal["", "inserted", "deleted"]
"""What a redline does to a whole row or column of a table."""

ROLES: Final = ("red", "amber", "green", "accent", "muted")
"""What a tag can mean: its colour, never without its word."""


@dataclass(frozen=True)
class Span:
    """A piece of text; a tag is a word in a soft box, in the colour of its role; a mark is a footnote's number.

    A break ends the line; its text is white space, for those who read on without a line. Inserted and deleted pieces
    are those of a redline; a break or a mark that a redline inserts or deletes says so by its role. `link` is where a
    piece leads, an address of the web or of mail, "" for nowhere.
    """

    text: str
    style: Style = "plain"
    role: str = ""
    link: str = ""


Text = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3, with its number where it is counted; it stays with what follows.

    `redline` are its words with those that a redline inserts and deletes, where it has any; `text` is what stays.
    """

    text: str
    level: int = 1
    sign: Sign = ""
    number: int = 0
    redline: Text = ()


@dataclass(frozen=True)
class Contents:
    """The table of contents: the headings down to `depth` and the annexes that stand after it, with their pages."""

    title: str = "Contents"
    depth: int = 2


@dataclass(frozen=True)
class Signature:
    """Who signs or is answerable: lines under a rule, the first one a name or an office, room above it to sign."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Annex:
    """Where an annex begins, by itself on a new page: what it is called ("Annex I") and what it holds."""

    label: str
    text: str
    begins_page: bool = True


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True)
class Paragraph:
    """Running text; a quiet one is small print, one of a `level` goes on under an entry of a list."""

    text: Text
    quiet: bool = False
    level: int = 0


@dataclass(frozen=True)
class Numbered:
    """A list whose items a meeting can call by their numbers, counted from 1."""

    items: tuple[Text, ...]


Apart = Literal["", "decision", "action", "inside"]
"""How a paragraph is set apart: a decision, an action, or what does not leave the desk by itself."""


@dataclass(frozen=True)
class Clause:
    """A paragraph that carries its number, or none (0), in the margin, as UN papers have it; `after` belongs to it.

    `headed`: the text is a heading of what stands after it.
    """

    number: int
    text: Text
    apart: Apart = ""
    after: tuple[Paragraph | Entry, ...] = ()
    headed: bool = False


@dataclass(frozen=True)
class Entry:
    """An entry of a list, from level 1 on: with a bullet or counted from 1: "2.", "(b)", "B.", "(ii)".

    `written` is a sign that stays as somebody wrote it ("a)"), whatever stands above; "" for one of ours.
    """

    sign: Sign
    text: Text
    level: int = 1
    number: int = 0
    written: str = ""


@dataclass(frozen=True)
class Facts:
    """Labels and what stands beside them: the date and the place of a meeting; `boxed` draws them as a fact box."""

    rows: tuple[tuple[str, Text], ...]
    boxed: bool = False


class Merged(NamedTuple):
    """A cell that reaches over others, which are empty; places are counted from 0 below the header."""

    row: int
    column: int
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Table:
    """A table with a repeated header; `widths` are shares of the line, one for each column, and add up to 1.

    An empty header is none. `changes` has a word for each row where a redline adds or drops whole rows,
    `header_changes` one for each column where it adds or drops columns.
    """

    header: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Text, ...], ...]
    merged: tuple[Merged, ...] = ()
    changes: tuple[Change, ...] = ()
    header_changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        if {len(self.header) or len(self.widths), *map(len, self.rows)} != {len(self.widths)}:
            raise ValueError("every row of a table has as many cells as its header")
        if self.changes and len(self.changes) != len(self.rows):
            raise ValueError("a redline says of every row of a table whether it is new or dropped")


@dataclass(frozen=True)
class Footnotes:
    """Footnotes as (number, text), in the order of their numbers, behind the marks that bear these numbers.

    No two blocks of a paper share a number. A marked footnote stands at the foot of its page, in PDF and in Word.
    """

    notes: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class ChartBlock:
    """The workplan as a chart, on pages of its own."""

    plan: ChartPlan


Block = (
    Heading | Contents | Annex | PageBreak | Paragraph | Numbered | Clause | Entry | Facts | Table | Signature
    | Footnotes | ChartBlock
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A paper: what stands above it, at its foot, and in between.

    `sender` (group and what it belongs to) and `reference` (what the paper is, and of which day) are the lines of the
    masthead, left and right. `author` and `category`, the kind of paper in plain words, go into the file's
    properties. `status` is a tag under the title, and stands in the running head too; `reading` sets the paper
    larger, to be read rather than looked through. `dated` is the day of tracked changes, None where there are none.
    """

    title: str
    subtitle: str
    sender: tuple[str, ...]
    reference: tuple[str, ...]
    foot: str
    author: str
    blocks: tuple[Block, ...]
    status: Span | None = None
    reading: bool = False
    dated: date | None = None
    category: str = ""


def plain(text: str) -> Text:
    """Return text as one plain span."""
    return (Span(text),)


def strong(text: str) -> Span:
    """Return a span that stands out."""
    return Span(text, "strong")


def quiet(text: str) -> Span:
    """Return a span that steps back."""
    return Span(text, "quiet")


def line_break() -> Span:
    """Return a span that ends the line."""
    return Span("\n", "break")


def label(entry: Entry) -> str:
    """Return what stands before an entry: "•", "2.", "(b)", "B." or "(ii)", or what was written."""
    if entry.written:
        return entry.written
    return f"({roman(entry.number)})" if entry.sign == "roman" else counted(entry.sign, entry.number)


def counted(sign: Sign, number: int) -> str:
    """Return what counts a heading: "I.", "A.", "1." or "(a)", a bullet, or nothing."""
    signs = {
        "": "", "bullet": "•", "number": f"{number}.", "letter": f"({letter(number)})",
        "capital": f"{letter(number).upper()}.", "roman": f"{roman(number).upper()}.",
    }  # fmt: skip
    return signs[sign]


def leads_on(text: Text) -> bool:
    """Return whether a text announces what follows, and does not stand apart from it."""
    return "".join(span.text for span in text[-2:]).rstrip().endswith(":")


def tag(text: str, role: str) -> Span:
    """Return a word in a soft box; `role` is one of ROLES."""
    if role not in ROLES:
        raise ValueError(f"no such role of a tag: {role}")
    return Span(text, "tag", role)
