"""What differs between two readings of a plan: a version and now, record by record.

A record is known by its kind and id, never by its place or words. Doubts are told as what happened to them (brackets
removed, confirmed), not as a change of text; a date is told as moved when its window is another one. Compared the other
way round, every difference says the opposite. Pure: plain images in, plain rows out; `word_changes` looks into a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from imgdesk.domain.difference import KINDS, Difference, bare
from imgdesk.domain.timing_names import days_phrase
from imgdesk.domain.word_diff import longest_rise, word_changes
from imgdesk.text import one_line

__all__ = ["KINDS", "Difference", "Image", "compare", "word_changes"]

FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "plan": {"title": "title", "objective": "objective", "duration": "duration", "status": "status"},
    "section": {"title": "title", "heading": "heading", "year": "year", "note": "note"},
    "activity": {
        "section": "section",
        "ref": "reference",
        "category": "category",
        "output": "output",
        "lead_text": "leads",
        "partner_text": "partners",
        "event": "event",
        "status": "status",
        "percent": "percentage",
        "notes": "footnotes",
    },
    "focus area": {"number": "number", "title": "title", "short_title": "short title", "leads": "leads"},
    "indicative activity": {"focus_area": "focus area", "year": "year", "text": "text"},
    "role": {"role": "role", "text": "text"},
    "narrative": {"heading": "heading", "kind": "kind", "label": "label", "text": "text"},
    "coverage gap": {"title": "title", "note": "note"},
}
"""Per kind of record the fields that are compared, with the word for each; dates and doubts are compared besides."""

_NAMING: Final = ("output", "title", "heading", "role", "text", "ref")
_WINDOW: Final = ("earliest", "latest")
_DOUBT: Final = re.compile(
    r"[\[\]()?,]|\bt\.?\s?b\.?\s?c\b\.?|to be confirmed|à confirmer|por confirmar", re.IGNORECASE
)


class Image(NamedTuple):
    """One record as a paper shows it: its kind, its id, and its fields as plain values (dates as ISO text)."""

    kind: str
    id: int
    fields: Mapping[str, Any]


def compare(old: Sequence[Image], new: Sequence[Image]) -> list[Difference]:
    """Return what differs, in the order of `new`, which like `old` is in the order of reading.

    What was dropped stands behind the record that it followed. Records whose `fields` are the same object are not
    looked into.
    """
    before = {image[:2]: image for image in old}
    after = {image[:2]: image for image in new}
    moved = _reordered(old, new)
    neighbours = _neighbours(new)
    found: list[Difference] = []
    for key, image in _merged(old, new, before, after):
        if key not in after:
            found.append(_whole("dropped", image))
        elif key not in before:
            found.append(_whole("added", image))
        else:
            if before[key].fields is not image.fields:
                found.extend(_inside(before[key], image))
            if key in moved:
                found.append(_placed(image, neighbours.get(key)))
    return found


def _merged(
    old: Sequence[Image],
    new: Sequence[Image],
    before: Mapping[tuple[Any, ...], Image],
    after: Mapping[tuple[Any, ...], Image],
) -> Iterator[tuple[tuple[Any, ...], Image]]:
    """Walk the records of `new`, and behind each those of `old` that are gone and followed it."""
    gone: dict[tuple[Any, ...] | None, list[Image]] = {}
    last: tuple[Any, ...] | None = None
    for image in old:
        if image[:2] in after:
            last = image[:2]
        else:
            last = last if last and last[0] == image.kind else None
            gone.setdefault(last or (image.kind, None), []).append(image)
    kinds = dict.fromkeys(image.kind for image in (*new, *old))
    by_kind: dict[str, list[Image]] = {kind: [] for kind in kinds}
    for image in new:
        by_kind[image.kind].append(image)
    for kind, images in by_kind.items():
        yield from ((image[:2], image) for image in gone.get((kind, None), ()))
        for image in images:
            yield image[:2], image
            yield from ((lost[:2], lost) for lost in gone.get(image[:2], ()))


def _inside(old: Image, new: Image) -> Iterator[Difference]:
    """Yield what differs within one record."""
    if "when_text" in new.fields:
        yield from _dates(old, new)
    yield from _flags(old, new)
    for field in FIELDS[new.kind]:
        if field == "section" or old.fields.get(field) != new.fields.get(field):
            yield from _field(old, new, field)


def _dates(old: Image, new: Image) -> Iterator[Difference]:
    windows = [tuple(image.fields[name] for name in _WINDOW) for image in (old, new)]
    if windows[0] != windows[1]:
        before, after = (_when(image.fields) for image in (old, new))
        if before == after:
            before, after = (_days(image.fields) for image in (old, new))
        yield _row("moved", new, "date", before, after)
        return
    before, after = (str(image.fields["when_text"]) for image in (old, new))
    told = _differ(old, new, "when_provisional", "tbc") and _undoubted(before) == _undoubted(after)
    if before != after and not told:
        yield _row("changed", new, "date", before, after)


_FLAGS: Final = (
    ("provisional", "", "brackets removed", "brackets added"),
    ("when_provisional", "date", "brackets removed", "brackets added"),
    ("unconfirmed", "", "confirmed", "unconfirmed"),
    ("tbc", "date", "confirmed", "unconfirmed"),
)


def _flags(old: Image, new: Image) -> Iterator[Difference]:
    for flag, field, cleared, raised in _FLAGS:
        was, is_now = bool(old.fields.get(flag)), bool(new.fields.get(flag))
        if was != is_now:
            column = "when_text" if field else "output" if new.kind == "activity" else "title"
            before, after = (str(image.fields.get(column, "")) for image in (old, new))
            yield _row(cleared if was else raised, new, field, before, after)


def _field(old: Image, new: Image, field: str) -> Iterator[Difference]:
    before, after = (_value(image.fields.get(field)) for image in (old, new))
    if field == "section" and old.fields["section_id"] == new.fields["section_id"]:
        return  # the section has another title, which is told once, of the section
    if before == after and field != "section":
        return
    if field == "output" and _differ(old, new, "provisional", "unconfirmed") and bare(before) == bare(after):
        return
    what = "changed"
    if before != after and _unmarked(before) == _unmarked(after):
        marks = after.count("[") - before.count("[")
        what = "brackets added" if marks > 0 else "brackets removed" if marks < 0 else what
    yield _row(what, new, FIELDS[new.kind][field], before, after)


def _whole(what: str, image: Image) -> Difference:
    text = _text(image)
    return _row(what, image, "", *(("", text) if what == "added" else (text, "")))


def _placed(image: Image, follows: Image | None) -> Difference:
    return _row("reordered", image, "place", "", _text(follows) if follows else "")


def _row(what: str, image: Image, field: str, before: str, after: str) -> Difference:
    section = str(image.fields.get("section") or "")
    return Difference(what, image.kind, image.id, _text(image), section, field, before, after)


def _reordered(old: Sequence[Image], new: Sequence[Image]) -> set[tuple[Any, ...]]:
    """Return the fewest records whose moving explains the new order; each is looked at within its own section."""
    before, after = _orders(old), _orders(new)
    moved: set[tuple[Any, ...]] = set()
    for group, keys in after.items():
        were = before.get(group, [])
        common = set(were) & set(keys)
        first = [key for key in were if key in common]
        second = [key for key in keys if key in common]
        if first == second:
            continue
        if first > second:  # so that both directions name the same records
            first, second = second, first
        places = {key: place for place, key in enumerate(first)}
        rising = {second[place] for place in longest_rise([places[key] for key in second])}
        moved |= common - rising
    return moved


def _orders(images: Sequence[Image]) -> dict[tuple[Any, ...], list[tuple[Any, ...]]]:
    found: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for image in images:
        if image.kind in ("section", "activity", "narrative"):
            found.setdefault((image.kind, image.fields.get("section_id")), []).append(image[:2])
    return found


def _neighbours(images: Sequence[Image]) -> dict[tuple[Any, ...], Image]:
    """Return before each record the one that it follows within its section."""
    last: dict[tuple[Any, ...], Image] = {}
    found = {}
    for image in images:
        group = (image.kind, image.fields.get("section_id"))
        if group in last:
            found[image[:2]] = last[group]
        last[group] = image
    return found


def _differ(old: Image, new: Image, *flags: str) -> bool:
    return any(bool(old.fields.get(flag)) != bool(new.fields.get(flag)) for flag in flags)


def _undoubted(when_text: str) -> str:
    """A date without brackets, question marks and "TBC", to see whether anything else of its words changed."""
    return " ".join(_DOUBT.sub(" ", when_text).split())


def _unmarked(text: str) -> str:
    return " ".join(text.replace("[", " ").replace("]", " ").split())


def _when(fields: Mapping[str, Any]) -> str:
    """A date as agreed; the days of its window where only the section says which year is meant."""
    return one_line(str(fields["when_text"])) or _days(fields)


def _days(fields: Mapping[str, Any]) -> str:
    earliest, latest = (date.fromisoformat(fields[name]) if fields[name] else None for name in _WINDOW)
    return days_phrase(earliest, latest)


def _value(value: Any) -> str:
    """A field as text; footnotes one a line, their places left out, because a mark moves with its words."""
    if isinstance(value, list):
        return "\n".join(str(note["text"]) for note in value)
    return "" if value is None else str(value)


def _text(image: Image) -> str:
    return next((str(image.fields[name]) for name in _NAMING if image.fields.get(name)), "")
