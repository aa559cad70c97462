"""Strips dealt out to pages: what stays together does, and the notes of a page have room at its foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from imgdesk.reports.blocks import Text
from imgdesk.reports.foot import Foot
from imgdesk.reports.lines import Line
from imgdesk.reports.strip import BODY, BOTTOM, HEAD_ROOM, TOP, Strip

GOING_ON: Final = 0.6
"""The share of a page that notes of the page before may take, so that the text goes on above them."""


class Placed(NamedTuple):
    """A strip on its page."""

    y: float
    strip: Strip


class Sheet(NamedTuple):
    """A page: its strips, and the lines of the notes at its foot."""

    placed: tuple[Placed, ...]
    foot: tuple[Line, ...]


class Dealer:
    """Deals strips out to pages; strips that stay together wait for the one that follows them."""

    def __init__(self, masthead: Iterable[Strip], notes: Mapping[str, Text]) -> None:
        self._sheets: list[Sheet] = []
        self._page: list[Placed] = []
        self._foot = Foot(notes)
        self._waiting: list[Strip] = []
        self._y = TOP
        for strip in masthead:
            self._place(strip)
        self._fresh = True
        """Whether nothing but masthead or repeated header stands on this page."""

    @property
    def filled(self) -> bool:
        """Whether anything was dealt out."""
        return bool(self._sheets or self._page) or any(strip.height for strip in self._waiting)

    def add(self, strip: Strip) -> None:
        """Put a strip on the page, or on the next one with all that stays with it."""
        if strip.breaks:
            self._deal()
        self._waiting.append(strip)
        if not strip.keep:
            self._deal()

    def finished(self) -> list[Sheet]:
        """Return the pages."""
        self._deal()
        while self._foot.waits:
            self._next(None)
            self._foot.fill(BODY)
        self._end_page()
        return self._sheets

    def _deal(self) -> None:
        """Deal out what waits; a break that nothing follows begins no page."""
        group, self._waiting = self._waiting, []
        if not any(strip.height for strip in group):
            self._waiting = group
            return
        breaks = any(strip.breaks for strip in group)
        if not self._fresh and (breaks or not self._fits(group)):
            self._next(group[0].header)
        while self._fresh and self._foot.height and not self._fits(group, with_notes=False):
            self._foot.fill(BOTTOM - self._y)
            self._next(group[0].header)
        self._place_group(group)

    def _place_group(self, group: Sequence[Strip]) -> None:
        """Put strips on the page; on several where they are higher than a page together."""
        notes: list[str] = []
        for strip in group:
            if not self._fresh and not self._fits((strip,), with_notes=False):
                self._foot.take(notes, BOTTOM - self._y)
                self._next(strip.header)
                notes = []
            self._place(strip)
            self._fresh = False
            notes += strip.notes
        self._foot.take(notes, BOTTOM - self._y)

    def _fits(self, group: Sequence[Strip], *, with_notes: bool = True) -> bool:
        wanted = sum(strip.height + strip.space for strip in group)
        notes = [number for strip in group for number in strip.notes] if with_notes else []
        return self._y + wanted + self._foot.wanted(notes) <= BOTTOM

    def _next(self, header: Strip | None) -> None:
        self._end_page()
        self._y = TOP + HEAD_ROOM
        self._foot.next_page(GOING_ON * BODY)
        if header is not None:
            self._place(header)
        self._fresh = True

    def _end_page(self) -> None:
        self._sheets.append(Sheet(tuple(self._page), self._foot.lines))
        self._page = []

    def _place(self, strip: Strip) -> None:
        if self._page:
            self._y += strip.space
        self._page.append(Placed(self._y, strip))
        self._y += strip.height
