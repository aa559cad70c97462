"""One line of minutes as it is typed: "Publish the brief @UNEP #23-09 by 30 April" is words, owner, activity, due date.

`read_line` takes them apart, `write_line` puts them together again for whoever edits the line, so that nothing typed is
lost on the way. It never raises. Pure: no clock, no file; which names and activities there are is an argument.

Rules chosen here:
- "@" and the longest known name, in any case, or "@[Any name]", or the letters that follow. "#" and the reference of an
  activity; any other "#" is a sign like others. Both need a space, a bracket or nothing before them.
- At either end of the line they go from the words ("@UNEP to publish it" becomes "Publish it"); within a sentence only
  the sign goes ("Ask @UNEP for a draft"), because the record must stay a sentence. Where nothing else is left, the
  words stay.
- A date at the very end (see `trailing_date`) is when it is due, with the word that introduces it.
- "(due next leap year)" and "due: next leap year" at the end are due in those words, understood or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from imgdesk.domain.timing import Timing, parse
from imgdesk.domain.trailing_date import TRAILING, date_at_end
from imgdesk.text import clean_text, one_line

_MOST_MARKS: Final = 200
_MARK: Final = re.compile(r"(?<![^\s(])(?:@|#)(?:\[([^\[\]@#\n]{1,200})\]|(?=\w))")
_BROKEN: Final = re.compile(r"[@#]+\[")
_RUN: Final = re.compile(r"[^\W_]+(?:[.&/-][^\W_]+)*")
_GOES_ON: Final = re.compile(r"[.&/-]?\w")
_REF: Final = re.compile(r"[^\s,;:()\[\]@#]+")
_DUE: Final = (
    re.compile(
        r"(?<!\S)\(due(?::|(?!\s+(?:to|process|diligence|regard|course)\b))\s+((?:(?!\(due)[^\n]){1,300})\)$",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\S)due:\s+((?:(?!\(due|\bdue:)[^\n]){1,80})$", re.IGNORECASE),
)
_GAP: Final = re.compile(r"[\s,;.:)&/+–—-]*")
_JOINED: Final = re.compile(r"[\s,;.:()&/+–—-]*(?:(?:and|et|y)\s+)?")
_BEHIND_FIRST: Final = re.compile(r"\s*[,:;–—-]+\s+|\s+")
_GOES_WITH_FIRST: Final = re.compile(r"(?:and|et|y|or|ou|o)\b|[&+/]", re.IGNORECASE)
_VERB: Final = re.compile(r"(?:to|will|shall)\s+(?=\S)", re.IGNORECASE)
_OPENING: Final = re.compile(r"\(?")
_LEFT: Final = " \t\n,;:–—-("


class TypedLine(NamedTuple):
    """What a line says: its words, who is to do it, when it is due, and the activity that it is about.

    `due` is `due_text` read as a date, None without one; it may be one that is not understood.
    """

    text: str
    owners: tuple[str, ...] = ()
    due: Timing | None = None
    due_text: str = ""
    activity_id: int | None = None


class _Mark(NamedTuple):
    """An owner, or an activity, within a line from `start` to `stop`; `said` is its name without the sign."""

    start: int
    stop: int
    said: str
    activity_id: int | None = None


def read_line(
    line: str,
    *,
    names: Sequence[str] = (),
    refs: Mapping[str, int] | None = None,
    year: int | None = None,
    hemisphere: str = "north",
) -> TypedLine:
    """Take a line apart; `refs` maps references to activities, `year` is that of a date without one.

    Of several activities the first counts, of several dates the last.
    """
    line = clean_text(line).strip()
    marks = _marks(line, names, refs or {})
    end, stop, due_text, marks = _take_ends(line, marks)
    start = _take_start(line, marks, stop)
    text = _words(line, marks, start, stop)
    if start:
        text = _without_verb(text)
    if marks or due_text:
        text = text.rstrip(_LEFT)
    if not text.strip():
        text = _words(line, marks, 0, end).rstrip(_LEFT) or line
    if not due_text and (found := _due_at_end(text)):  # it was split by the signs
        text, due_text = text[: found[0]].rstrip(_LEFT), found[1]
    due = parse(due_text, year=year, hemisphere=hemisphere) if due_text else None
    owners = tuple(dict.fromkeys(mark.said for mark in marks if mark.activity_id is None))
    activity = next((mark.activity_id for mark in marks if mark.activity_id is not None), None)
    return TypedLine(clean_text(text).strip(), owners, due, due_text, activity)


def read_reference(line: str, refs: Mapping[str, int]) -> TypedLine:
    """Take only the activity out of a line, as of a decision, which has no owners and no due date."""
    line = clean_text(line).strip()
    marks = _marks(line, (), refs)
    named = [mark for mark in marks if mark.activity_id is not None]
    if not named:
        return TypedLine(line)
    stop = _take_ends(line, marks)[1]
    start = _take_start(line, marks, stop)
    pieces, at = [], 0
    for mark in named:
        inside = start <= mark.start and mark.stop <= stop
        pieces += [line[at : mark.start], mark.said if inside else ""]
        at = mark.stop if inside else len(line) - len(line[mark.stop :].lstrip())
    text = "".join([*pieces, line[at:]]).rstrip(_LEFT)
    text = text if text.strip() else _words(line, named, 0, len(line)).rstrip(_LEFT)
    return TypedLine(clean_text(text).strip(), activity_id=named[0].activity_id)


def write_line(text: str, owners: Iterable[str] = (), due_text: str = "", ref: str = "") -> str:
    """Return the line that says all this; what the text, as it was being typed, says by a sign is not said twice."""
    signs = [*(_sign("@", name) for name in owners), *([_sign("#", ref)] if ref.strip() else [])]
    wanted = [sign for sign in signs if not _says(text, sign)]
    line = " ".join(filter(None, (text, *wanted)))
    due_text = one_line(due_text)
    if not due_text or (len(wanted) < len(signs) and line.rstrip(TRAILING).endswith(due_text)):
        return line
    plain = f"{line} {due_text}"
    read = date_at_end(f" {due_text}", apart=True) if wanted else date_at_end(plain)
    behind = 1 if wanted else len(line) + 1
    if read == (behind, due_text) and _due_as_said(plain) is None:
        return plain
    return f"{line} (due: {due_text})"


def _sign(sign: str, name: str) -> str:
    bare = _bare(name)
    return f"{sign}{bare}" if _RUN.fullmatch(bare) else f"{sign}[{bare}]"


def _bare(name: str) -> str:
    """Return a name without the characters that are signs here."""
    return one_line(re.sub(r"[\[\]@#]", " ", name))


def _says(text: str, sign: str) -> bool:
    places = [found.start() for found in islice(_MARK.finditer(text), _MOST_MARKS)]
    return any(text.startswith(sign, at) and not _GOES_ON.match(text, at + len(sign)) for at in places)


def _marks(line: str, names: Sequence[str], refs: Mapping[str, int]) -> list[_Mark]:
    """Return the owners and activities named in a line, in order."""
    if "@" not in line and "#" not in line:
        return []
    known: dict[str, list[str]] = {}
    for name in sorted(dict.fromkeys(map(one_line, names)), key=len, reverse=True):
        if found := _RUN.match(name):
            known.setdefault(found[0].casefold(), []).append(name)
    whole = {name.casefold(): name for group in known.values() for name in reversed(group)}
    activities = {ref.casefold(): (ref, key) for ref, key in refs.items()}
    marks: list[_Mark] = []
    for found in islice(_MARK.finditer(line), _MOST_MARKS):
        made = (
            _owner(line, found, known, whole)
            if line[found.start()] == "@"
            else _activity(line, found, activities)
        )
        if made is not None and (not marks or made.start >= marks[-1].stop):
            marks.append(made)
    return marks


def _owner(
    line: str, found: re.Match[str], known: Mapping[str, Sequence[str]], whole: Mapping[str, str]
) -> _Mark | None:
    if found[1] is not None:
        said = _bare(found[1])
        letters = any(letter.isalnum() for letter in said)
        return _Mark(*found.span(), whole.get(said.casefold(), said)) if letters else None
    at = found.end()
    run = _RUN.match(line, at)
    if run is None:
        return None
    heads = (run[0].casefold(), re.split(r"[.&/-]", run[0], maxsplit=1)[0].casefold())
    for name in (name for head in dict.fromkeys(heads) for name in known.get(head, ())):
        end = at + len(name)
        if line[at:end].casefold() == name.casefold() and not _GOES_ON.match(line, end):
            return _Mark(found.start(), end, name)
    return _Mark(found.start(), run.end(), run[0])


def _activity(line: str, found: re.Match[str], activities: Mapping[str, tuple[str, int]]) -> _Mark | None:
    run = None if found[1] is not None else _REF.match(line, found.end())
    written = run[0] if run else found[1] or ""
    for said in (written, written.rstrip(".!?'’\"”")):
        if known := activities.get(one_line(said).casefold()):
            stop = found.end() + len(said) if run else found.end()
            return _Mark(found.start(), stop, *known)
    return None


def _take_ends(line: str, marks: list[_Mark]) -> tuple[int, int, str, list[_Mark]]:
    """Return where the due date begins, where the words before it end without marks, that date, and the marks."""
    stop = _pop(line, marks, len(line))
    behind = max((mark.stop for mark in marks if mark.stop <= stop), default=0)
    if found := _due_as_said(line[:stop]):
        at, due_text = found
        end = len(line[:stop].rstrip(TRAILING))
        marks = [mark for mark in marks if mark.stop <= at or mark.start >= end]
    elif found := date_at_end(line[behind:stop], apart=behind > 0):
        at, due_text = behind + found[0], found[1]
    else:
        return len(line), stop, "", marks
    return at, _pop(line, marks, at), due_text, marks


def _due_at_end(words: str) -> tuple[int, str] | None:
    return _due_as_said(words) or date_at_end(words)


def _due_as_said(words: str) -> tuple[int, str] | None:
    """Return where "(due ...)" or "due: ..." begins at the end, and what it says, or None."""
    head = words.rstrip(TRAILING)
    for pattern in _DUE:
        found = pattern.search(head, max(0, len(head) - 340))
        if found and head[: found.start()].strip(_LEFT):
            return found.start(), one_line(found[1])
    return None


def _pop(line: str, marks: Sequence[_Mark], stop: int) -> int:
    """Return where the words end when the marks at the end go."""
    popped = False
    for mark in reversed(marks):
        if mark.stop > stop:
            continue
        if not (_JOINED if popped else _GAP).fullmatch(line, mark.stop, stop):
            break
        stop, popped = mark.start, True
    return stop


def _take_start(line: str, marks: Sequence[_Mark], stop: int) -> int:
    """Return where the words begin when the marks at the start go; those that the sentence leans on stay."""
    end = 0
    for mark in marks:
        if mark.stop > stop or not (_JOINED if end else _OPENING).fullmatch(line, end, mark.start):
            break
        end = mark.stop
    behind = _BEHIND_FIRST.match(line, end, stop) if end else None
    if behind is None or _GOES_WITH_FIRST.match(line, behind.end(), stop):
        return 0
    return behind.end()


def _words(line: str, marks: Sequence[_Mark], start: int, stop: int) -> str:
    """Return a part of a line with the signs gone, also such as name nobody ("@["), and the names left."""
    if not marks:
        return line[start:stop]
    pieces, at = [], start
    for mark in marks:
        if start <= mark.start and mark.stop <= stop:
            pieces += [_BROKEN.sub("[", line[at : mark.start]), mark.said]
            at = mark.stop
    return "".join([*pieces, _BROKEN.sub("[", line[at:stop])])


def _without_verb(text: str) -> str:
    """Return "to publish it", as it stands behind who is to, as "Publish it"."""
    if found := _VERB.match(text):
        return text[found.end()].upper() + text[found.end() + 1 :]
    return text
