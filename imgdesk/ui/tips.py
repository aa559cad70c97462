"""Tool tips that show text as it is: Qt would take a tip that looks like markup for markup."""

from __future__ import annotations

from collections.abc import Sequence

from imgdesk.text import shorten

LINE = 240


def tip(lines: Sequence[str]) -> str:
    """Return a tool tip of these lines, the first one strong, each cut to LINE characters; "" for none."""
    from html import escape  # large, and no tip is shown before the first paint

    shown = [escape(shorten(line, LINE)) for line in lines if line.strip()]
    if not shown:
        return ""
    return "<br>".join((f"<b>{shown[0]}</b>", *shown[1:]))


def plain_tip(text: str) -> str:
    """Return a tool tip that shows a text as it is, cut to a few lines; "" for none."""
    shown = shorten(text, 4 * LINE) if text.strip() else ""
    if "<" not in shown:
        return shown
    from html import escape

    return f"<span>{escape(shown)}</span>"
