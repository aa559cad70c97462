"""Where a paragraph of a Word document stands: its style, its mark in a list, how deep and how far in.

What the paragraph says of itself goes before what its style and its list say. Knows Word, not what is written.
"""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from imgdesk.exchange.word_blocks import Paragraph, Run
from imgdesk.exchange.word_lists import Lists, Style, Styles, indent, number, value


class Places:
    """The places of one document; asks its lists in reading order, because they count."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles = styles
        self._lists = lists

    def style(self, p: Element) -> tuple[Style, int]:
        """Return the style of a paragraph and its level as a heading, 0 for none."""
        style = self._styles.get(value(p, "pPr", "pStyle"))
        own = value(p, "pPr", "outlineLvl")
        level = number(own, 9) + 1 if own else style.level
        return style, level if level <= 9 else 0

    def label(self, p: Element, style: Style) -> str:
        """Return the mark that Word prints before a paragraph, "" for none; counts it."""
        return self._lists.label(_own_list(p) or style.list_id, _depth(p, style))

    def placed(self, p: Element, style: Style, paragraph: Paragraph, runs: tuple[Run, ...]) -> Paragraph:
        """Return a paragraph with its runs and its place on the page."""
        own, depth = _own_list(p), _depth(p, style)
        indents = [indent(p), self._lists.indent(own, depth) if own else None, style.indent]
        if not own and style.list_id:
            indents.append(self._lists.indent(style.list_id, depth))
        return replace(
            paragraph,
            runs=runs,
            depth=depth,
            indent=next((left for left in indents if left is not None), 0),
            centred=(value(p, "pPr", "jc") or ("center" if style.centred else "")) == "center",
        )


def _own_list(p: Element) -> str:
    return value(p, "pPr", "numPr", "numId")


def _depth(p: Element, style: Style) -> int:
    return number(value(p, "pPr", "numPr", "ilvl"), 0 if _own_list(p) else style.list_level)
