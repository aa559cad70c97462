"""What a drawing needs of its paper: a handful of strokes, so that drawing code exists once for PDF and SVG.

The origin is the upper left corner, y grows downwards, lengths are points, colours are "#RRGGBB", and later
strokes cover earlier ones. There is no transparency, no clipping and no pattern: what is hatched comes as
lines. Text is plain text on one baseline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from imgdesk.reports.style import Font

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
Segment = tuple[float, float, float, float]


class Surface(Protocol):
    """Somewhere to draw."""

    def rect(self, x: float, y: float, w: float, h: float, fill: str, *, radius: float = 0.0) -> None:
        """A filled rectangle."""

    def gradient(self, x: float, y: float, w: float, h: float, left: str, right: str) -> None:
        """A rectangle whose colour passes from one to another, from left to right."""

    def outline(
        self, x: float, y: float, w: float, h: float, stroke: str, width: float,
        *, dashes: Sequence[float] = (), radius: float = 0.0,
    ) -> None:  # fmt: skip
        """The border of a rectangle, centred on its edge."""

    def lines(
        self, segments: Iterable[Segment], stroke: str, width: float, *, dashes: Sequence[float] = ()
    ) -> None:
        """Any number of straight lines."""

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""

    def text(
        self, x: float, y: float, text: str, size: float, fill: str,
        *, font: Font = "regular", anchor: Anchor = "start",
    ) -> None:  # fmt: skip
        """One line of text; y is its baseline."""


class ScaledSurface:
    """A surface whose units are `unit` units of another: text and strokes grow together."""

    def __init__(self, surface: Surface, unit: float) -> None:
        self._surface = surface
        self._unit = unit

    def rect(self, x: float, y: float, w: float, h: float, fill: str, *, radius: float = 0.0) -> None:
        """See Surface."""
        unit = self._unit
        self._surface.rect(x * unit, y * unit, w * unit, h * unit, fill, radius=radius * unit)

    def gradient(self, x: float, y: float, w: float, h: float, left: str, right: str) -> None:
        """See Surface."""
        unit = self._unit
        self._surface.gradient(x * unit, y * unit, w * unit, h * unit, left, right)

    def outline(
        self, x: float, y: float, w: float, h: float, stroke: str, width: float,
        *, dashes: Sequence[float] = (), radius: float = 0.0,
    ) -> None:  # fmt: skip
        """See Surface."""
        unit = self._unit
        self._surface.outline(
            x * unit, y * unit, w * unit, h * unit, stroke, width * unit,
            dashes=[part * unit for part in dashes], radius=radius * unit,
        )  # fmt: skip

    def lines(
        self, segments: Iterable[Segment], stroke: str, width: float, *, dashes: Sequence[float] = ()
    ) -> None:
        """See Surface."""
        unit = self._unit
        larger = [(xa * unit, ya * unit, xb * unit, yb * unit) for xa, ya, xb, yb in segments]
        self._surface.lines(larger, stroke, width * unit, dashes=[part * unit for part in dashes])

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """See Surface."""
        self._surface.polygon([(x * self._unit, y * self._unit) for x, y in points], fill)

    def text(
        self, x: float, y: float, text: str, size: float, fill: str,
        *, font: Font = "regular", anchor: Anchor = "start",
    ) -> None:  # fmt: skip
        """See Surface."""
        unit = self._unit
        self._surface.text(x * unit, y * unit, text, size * unit, fill, font=font, anchor=anchor)
