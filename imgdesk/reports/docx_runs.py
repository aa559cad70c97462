"""Spans as runs of a Word file: emphasis, links, footnotes, breaks, and real tracked changes.

User text is put into runs as text and read by nobody. A link is one only where it leads to the web or to a mail box;
anything else stays the words that it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from imgdesk.reports import docx_styles as looks
from imgdesk.reports.blocks import Change, Span
from imgdesk.reports.docx_footnotes import WordFootnotes
from imgdesk.reports.links import address
from imgdesk.reports.style import STAYS, colours
from imgdesk.text import clean_text, one_line

_TRACKED: Final = {"inserted": "w:ins", "deleted": "w:del"}
_TRACKED_CELL: Final = {"inserted": "w:cellIns", "deleted": "w:cellDel"}


class Tracker:
    """Marks what a redline changes as changes that Word accepts or rejects: whose they are, of which day."""

    def __init__(self, author: str, dated: date) -> None:
        self._author = one_line(author)[:255] or "imgdesk"
        self._dated = f"{dated.isoformat()}T00:00:00Z"
        self._ids = count(1)

    def mark(self, change: Change, *, of_cell: bool = False) -> Any:
        """Return a new mark of a change, to be put where the change is or around its runs."""
        made = OxmlElement((_TRACKED_CELL if of_cell else _TRACKED)[change])
        made.set(qn("w:id"), str(next(self._ids)))
        made.set(qn("w:author"), self._author)
        made.set(qn("w:date"), self._dated)
        return made

    def whole(self, element: Any, change: Change) -> None:
        """Mark the end of a paragraph too, so that it goes with its words."""
        properties = element.get_or_add_pPr()
        run = properties.find(qn("w:rPr"))
        if run is None:
            run = OxmlElement("w:rPr")
            properties.append(run)
        run.insert(0, self.mark(change))


class Runs:
    """Puts spans into the paragraphs of one Word file."""

    def __init__(self, part: Any, footnotes: WordFootnotes, tracker: Tracker) -> None:
        self._part = part
        self._footnotes = footnotes
        self.tracker = tracker
        self._links: dict[str, str] = {}

    def put(self, paragraph: Any, text: Iterable[Span], change: Change = "", *, tabs: bool = False) -> None:
        """Append spans; white space is one space, as on paper, but for breaks and, where meant, tabs.

        A mark becomes a reference where a footnote has its number. With a `change` all of it is inserted or deleted.
        """
        for span in text:
            run = self._run(paragraph, span, tabs=tabs)
            self._place(run, span, change or change_of(span))

    def _run(self, paragraph: Any, span: Span, *, tabs: bool) -> Any:
        if span.style == "mark" and (noted := self._footnotes.refer(paragraph, span.text)) is not None:
            return noted
        run = paragraph.add_run()
        if span.style == "break":
            run.add_break()
            return run
        words = clean_text(span.text).replace("\n", " ")
        run.text = STAYS.sub("\u00a0", words if tabs else words.replace("\t", " "))
        _dress(run, span)
        return run

    def _place(self, run: Any, span: Span, change: Change) -> None:
        """Put a run into its link and its change, where it has these."""
        element = run.font.element
        if change:
            _wrap(element, self.tracker.mark(change))
            if change == "deleted":
                for words in element.findall(qn("w:t")):
                    words.tag = qn("w:delText")
        if leads_to := address(span.link):
            element.get_or_add_rPr().style = "Hyperlink"
            outer = element.getparent() if change else element
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), self._link(leads_to))
            _wrap(outer, link)

    def _link(self, leads_to: str) -> str:
        """Return the key of the relationship to an address; the library would look for it through all of them."""
        if leads_to not in self._links:
            key = self._links[leads_to] = f"rIdLink{len(self._links) + 1}"
            self._part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, leads_to, key, is_external=True)
        return self._links[leads_to]


def change_of(span: Span) -> Change:
    """Return what a redline does to a span."""
    told = span.role if span.style in ("break", "mark") else span.style
    return "inserted" if told == "inserted" else "deleted" if told == "deleted" else ""


def change_of_all(text: Sequence[Span]) -> Change:
    """Return what a redline does to a text as a whole: the change that all of its spans share, or none."""
    changes = {change_of(span) for span in text if span.text}
    return changes.pop() if len(changes) == 1 else ""


def _wrap(element: Any, around: Any) -> None:
    element.addprevious(around)
    around.append(element)


def _dress(run: Any, span: Span) -> None:
    match span.style:
        case "strong":
            run.bold = True
        case "italic":
            run.italic = True
        case "strong italic":
            run.bold = run.italic = True
        case "mark":
            run.font.superscript = True
        case "quiet":
            _colour(run, "muted")
        case "tag":
            run.bold = True
            _colour(run, span.role)
            run.font.element.get_or_add_rPr().append(
                _shade("grid" if span.role == "muted" else f"{span.role}bg")
            )


def _colour(run: Any, role: str) -> None:
    run.font.color.rgb = RGBColor.from_string(colours()[role][1:])


def _shade(role: str) -> Any:
    return parse_xml(f"<w:rPr {nsdecls('w')}>{looks.shade(role)}</w:rPr>")[0]
