"""The chart as one tall SVG picture, for slides and as the source of the PNG.

Keeps to what SVG Tiny 1.2 knows, without clip paths, patterns and style sheets, so that every viewer and the
window's own rasteriser draw it alike. Text stays text. Nothing is loaded from elsewhere; user text is escaped
in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from imgdesk.reports.chart import ChartPlan
from imgdesk.reports.chart_draw import draw_page
from imgdesk.reports.chart_options import LEAST_PIXELS, PX_PER_POINT, ChartOptions
from imgdesk.reports.chart_pages import chart_pages
from imgdesk.reports.style import Font
from imgdesk.reports.surface import Anchor, Point, Segment
from imgdesk.text import one_line

_FACES: dict[Font, str] = {"regular": "", "semibold": ' font-weight="600"', "italic": ' font-style="italic"'}


class SvgSurface:
    """A surface that collects SVG elements; `document` gives the whole."""

    def __init__(self) -> None:
        self._elements: list[str] = []
        self._gradients: dict[tuple[str, str], str] = {}

    def rect(self, x: float, y: float, w: float, h: float, fill: str, *, radius: float = 0.0) -> None:
        """See Surface."""
        self._elements.append(f'<rect {_box(x, y, w, h, radius)} fill="{fill}"/>')

    def gradient(self, x: float, y: float, w: float, h: float, left: str, right: str) -> None:
        """See Surface."""
        name = self._gradients.setdefault((left, right), f"g{len(self._gradients) + 1}")
        self._elements.append(f'<rect {_box(x, y, w, h, 0)} fill="url(#{name})"/>')

    def outline(
        self, x: float, y: float, w: float, h: float, stroke: str, width: float,
        *, dashes: Sequence[float] = (), radius: float = 0.0,
    ) -> None:  # fmt: skip
        """See Surface."""
        self._elements.append(f'<rect {_box(x, y, w, h, radius)} fill="none" {_pen(stroke, width, dashes)}/>')

    def lines(
        self, segments: Iterable[Segment], stroke: str, width: float, *, dashes: Sequence[float] = ()
    ) -> None:
        """See Surface."""
        path = "".join(f"M{_n(xa)} {_n(ya)}L{_n(xb)} {_n(yb)}" for xa, ya, xb, yb in segments)
        if path:
            self._elements.append(f'<path d="{path}" fill="none" {_pen(stroke, width, dashes)}/>')

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """See Surface."""
        corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._elements.append(f'<polygon points="{corners}" fill="{fill}"/>')

    def text(
        self, x: float, y: float, text: str, size: float, fill: str,
        *, font: Font = "regular", anchor: Anchor = "start",
    ) -> None:  # fmt: skip
        """See Surface."""
        shown = one_line(text)
        if not shown:
            return
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._elements.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"{_FACES[font]}{where}>'
            f"{escape(shown)}</text>"
        )

    def document(self, width: float, height: float, scale: float, title: str) -> str:
        """The SVG of a drawing `width` by `height` points, shown `scale` times as large in pixels."""
        stops = "".join(
            f'<linearGradient id="{name}"><stop offset="0" stop-color="{left}"/>'
            f'<stop offset="1" stop-color="{right}"/></linearGradient>'
            for (left, right), name in self._gradients.items()
        )
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny"'
            f' width="{_n(width * scale)}" height="{_n(height * scale)}"'
            f' viewBox="0 0 {_n(width)} {_n(height)}"'
            " font-family=\"'Noto Sans', Inter, Arial, sans-serif\">"
        )
        parts = [head, f"<title>{escape(one_line(title))}</title>", f"<defs>{stops}</defs>" if stops else ""]
        return "\n".join([part for part in parts if part] + self._elements + ["</svg>\n"])


def chart_svg(plan: ChartPlan, *, width: int = 1600, options: ChartOptions | None = None) -> str:
    """The whole chart as one picture, as tall as it needs to be: `width` pixels wide (at least 900), or as chosen."""
    options = options or ChartOptions(picture_width=max(LEAST_PIXELS, width))
    setup = options.picture_setup()
    (page,) = chart_pages(plan, setup)
    surface = SvgSurface()
    draw_page(surface, page, "")
    return surface.document(setup.width * setup.unit, page.height * setup.unit, PX_PER_POINT, plan.title)


def _n(value: float) -> str:
    """A number with at most two decimals, never "-0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _box(x: float, y: float, w: float, h: float, radius: float) -> str:
    corner = f' rx="{_n(min(radius, w / 2, h / 2))}"' if radius else ""
    return f'x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}"{corner}'


def _pen(stroke: str, width: float, dashes: Sequence[float]) -> str:
    dash = f' stroke-dasharray="{",".join(_n(part) for part in dashes)}"' if dashes else ""
    return f'stroke="{stroke}" stroke-width="{_n(width)}"{dash}'
