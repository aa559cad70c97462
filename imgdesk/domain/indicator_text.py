"""Numbers as papers write them, and lines such as "In 66 countries, laws protect ..." read as proposed indicators.

A value is what every reader would say, or there is none and a question instead: "2.356 ratifications" may be two
thousand or two point something, so nobody gets to hear 2.356. The words stay beside the value. Pure, never raises.

Rules chosen here:
- Thousands: groups of three behind commas (English papers), apostrophes or no-break spaces. A point before exactly
  three digits, a comma before any other number of them, and an ordinary space between digits raise a question.
- Not quantities: ordinals ("3rd cycle"), years behind a word of time ("beginning of 2023", "2024-2027"), codes
  ("M1", "48/141"), the mark of a footnote glued to a word ("ratifications.1").
- Two quantities in one text, a range, a fraction, a letter glued to a number ("15k"), a number in words: a question.
- "2.3 million" and "27 thousand" are multiplied out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from imgdesk.text import clean_text, one_line, shorten

MOST_LINES: Final = 2_000
PER_CENT: Final = "per cent"
"""The unit of every percentage."""
_LONGEST: Final = 4_000
_REMEMBERED: Final = 4_096
"""So many texts are read once only: a table of indicators reads the same ones at every look."""
_NO_BREAK: Final = re.compile("(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,'’][0-9]+)*")
_PLAIN: Final = re.compile(r"[0-9]{1,15}$")
_GROUPED: Final = re.compile(
    r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?$|[1-9][0-9]{0,2}(?:['’][0-9]{3}){1,4}$"
)
_DECIMAL: Final = re.compile(r"(?:0|[1-9][0-9]{0,11})\.[0-9]{1,9}$")
_POINT_AND_THREE: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+$")
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_TIME_BEFORE: Final = re.compile(
    r"\b(?:in|by|of|since|from|until|till|to|end|beginning|start|late|early|mid|before|after|during|year|cycle|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)[\s-]$",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20|21)[0-9]{2}$")
_YEARS: Final = re.compile(r"\b(?:19|20|21)[0-9]{2}\s?[-–/]\s?(?:(?:19|20|21)[0-9]{2}|[0-9]{2})\b")
_MONTH_DAY: Final = re.compile(
    r"\b[0-9]{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PERCENT: Final = re.compile(r"\s?(?:%|per\s?cent\b|pour\s?cent\b|percentage points?\b)", re.IGNORECASE)
_TIMES: Final = re.compile(r"\s(thousand|million|billion)\b", re.IGNORECASE)
_POWERS: Final = {"thousand": 3, "million": 6, "billion": 9}
_NOTHING: Final = re.compile(
    r"(?:n\.?\s?/?\s?a\.?|none|nil|tbc|tbd|unknown|not available|[-–—.\s]*)$", re.IGNORECASE
)
_IN_WORDS: Final = re.compile(
    r"(?:at least |some |about )?(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|half)\b",
    re.IGNORECASE,
)
_STOPS: Final = frozenset(
    "in of have has had were was are is be been that which who per by with to from include includes for on at the a an "
    "and or over out".split()
)
_UNIT: Final = re.compile(r"\s+((?:[^\W\d_][\w’'-]*\s*){1,8})")
_TITLE_LEAD: Final = re.compile(r"^(?:(?:of|in|the)\s+)+", re.IGNORECASE)
_SPACED: Final = re.compile(r"\b[0-9]{1,3}(?: [0-9]{3})+\b")
_BOUND: Final = re.compile(
    r"\b(?:at least|at most|more than|less than|fewer than|no more than|up to|about|some|around|approximately)\s*$",
    re.IGNORECASE,
)
_PLACES: Final = re.compile(
    r"^in (?:(?P<bound>at least|at most|more than|about|some)\s+)?[0-9]", re.IGNORECASE
)
_FALLING: Final = re.compile(
    r"\b(?:at most|no more than|less than|fewer|reduc\w+|decreas\w+|declin\w+|drop\w*|lower\w*|fall\w*|halv\w+)\b",
    re.IGNORECASE,
)
_KEEPING: Final = re.compile(r"\b(?:maintain\w*|remain\w*|keep|kept|sustain)\b", re.IGNORECASE)
_BASELINE: Final = re.compile(r"\s*\bbase\s?line\s*(?:\((?P<year>[0-9]{4})\))?\s*[:=]\s*", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*(?:[-–—•*·▪]\s+|\(?[0-9]{1,3}[.)]\s+)")
_CODE: Final = re.compile(r"^(?P<code>[A-Z]{1,4}[0-9]{1,3}(?:\.[0-9]{1,3})*)[.:)]?\s+(?=\S)")
_CYCLE: Final = re.compile(
    r"\b(?:the\s+)?([0-9]{1,2}(?:st|nd|rd|th)\s+(?:cycle|round|session|phase))\b", re.IGNORECASE
)
_WHEN: Final = re.compile(
    r"\b((?:the\s+)?(?:beginning|start|end|middle|early|mid|late)(?:\s+of)?[\s-])?((?:19|20|21)[0-9]{2})\b",
    re.IGNORECASE,
)
_FOOT: Final = re.compile(r"(?<=[^\W\d_])\.[0-9]{1,2}(?=\s|$)")


class Read(NamedTuple):
    """What a text says in numbers: its value, or None and, where a person has to say it, a question.

    `measure` is unit or percentage where there is a value, else qualitative for words and "" for nothing said.
    """

    value: float | None
    unit: str
    question: str
    measure: str


class Proposal(NamedTuple):
    """An indicator as read from text, for review; the fields are those of an indicator, and what is to be asked."""

    title: str
    code: str = ""
    measure: str = "unit"
    direction: str = "ascending"
    cumulative: bool = False
    unit: str = ""
    calculation: str = "last"
    baseline_value: float | None = None
    baseline_text: str = ""
    baseline_year: int | None = None
    baseline_when: str = ""
    target_value: float | None = None
    target_text: str = ""
    target_when: str = ""
    source: str = ""
    note: str = ""
    questions: tuple[str, ...] = ()


class Baseline(NamedTuple):
    """A baseline as read from text: its words without "Baseline:", its value, and the time it stands for."""

    value: float | None
    text: str
    year: int | None
    when: str
    question: str


class _Quantity(NamedTuple):
    value: float | None
    unit: str
    question: str
    measure: str
    start: int
    end: int


@lru_cache(maxsize=_REMEMBERED)
def read_number(text: str) -> Read:
    """Return the one value that `text` says, with its unit; see the module's rules."""
    line = one_line(_NO_BREAK.sub(",", text))
    if _NOTHING.match(line):
        return Read(None, "", "", "")
    found = _quantities(line)
    if not found:
        return _in_words(line)
    if len(found) > 1:
        if spaced := _SPACED.search(line):
            return Read(None, "", f"Is {spaced[0]} one number, {spaced[0].replace(' ', ',')}?", "unit")
        said = " or ".join(line[one.start : one.end] for one in found[:3])
        return Read(None, found[0].unit, f"Which number is meant: {said}?", found[0].measure)
    one = found[0]
    return Read(one.value, one.unit, one.question, one.measure)


def read_target_line(text: str) -> Proposal:
    """Return the indicator that a target in words proposes; the text is kept whole as the target's words."""
    line = one_line(text)[:_LONGEST]
    code = _CODE.match(line)
    line = line[code.end() :] if code else line
    read = read_number(line)
    found = _quantities(line)
    return Proposal(
        title=_title(line, found[0]) if found else _sentence(line),
        code=code["code"] if code else "",
        measure=read.measure or "qualitative",
        direction=_direction(line),
        unit=read.unit,
        target_value=read.value,
        target_text=line,
        questions=(read.question,) if read.question else (),
    )


def read_baseline_line(text: str) -> Baseline:
    """Return what a baseline says; "Baseline:" in front and the full stop at the end are not part of its words."""
    line = one_line(text)[:_LONGEST]
    head = _BASELINE.match(line)
    line = line[head.end() :] if head else line
    words = _FOOT.sub("", line).rstrip(" .;")
    read = read_number(words)
    years = list(_WHEN.finditer(words))
    year = years[0] if len(years) == 1 and _is_time(words, years[0]) else None
    cycle = _CYCLE.search(words)
    given = head["year"] if head and head["year"] else ""
    when = cycle[1] if cycle else year[0].removeprefix("the ") if year else given
    told = int(year[2]) if year else int(given) if given else None
    return Baseline(read.value, words, told, when, read.question)


def read_lines(text: str) -> list[Proposal]:
    """Return the indicators that pasted lines propose, in order; a baseline belongs to the target above it.

    A line that begins in small letters goes on with the one before. At most MOST_LINES lines are read.
    """
    made: list[Proposal] = []
    for line in _joined(text):
        head = _BASELINE.search(line)
        target = line[: head.start()] if head else line
        if target.strip():
            made.append(read_target_line(target))
        if head and made:
            made[-1] = _with_baseline(made[-1], line[head.start() :])
    return made


def same_measure(measure: str, words: str) -> bool:
    """Tell whether a value in words can be compared with an indicator of this measure: reports are no percentage."""
    said = read_number(words).measure
    return said not in ("unit", "percentage") or (said == "percentage") == (measure == "percentage")


def value_words(value: float | None, unit: str = "", text: str = "") -> str:
    """Return a value as people read it: its own words where it has any, else the number with its unit."""
    if text.strip() or value is None:
        return one_line(text)
    number = f"{value:,.0f}" if value == round(value) else f"{value:,.6f}".rstrip("0")
    return f"{number} %" if unit == PER_CENT else f"{number} {unit}".strip()


def _joined(text: str) -> list[str]:
    lines: list[str] = []
    for raw in clean_text(text).split("\n")[:MOST_LINES]:
        line = one_line(_BULLET.sub("", raw))
        if line and lines and line[0].islower() and not _BASELINE.match(line):
            lines[-1] = f"{lines[-1]} {line}"
        elif line:
            lines.append(line)
    return lines


def _with_baseline(row: Proposal, text: str) -> Proposal:
    read = read_baseline_line(text)
    asked = [read.question] if read.question else []
    if row.target_value is not None and read.value is not None and not same_measure(row.measure, read.text):
        asked.append("Baseline and target count different things: are they to be compared?")
    return row._replace(
        baseline_value=read.value,
        baseline_text=read.text,
        baseline_year=read.year,
        baseline_when=read.when,
        questions=(*row.questions, *asked),
    )


def _quantities(line: str) -> list[_Quantity]:
    """Return the quantities of a text in order; years, codes, ordinals and footnote marks are none."""
    told = [match.span() for pattern in (_YEARS, _MONTH_DAY) for match in pattern.finditer(line)]
    found = []
    for match in _NUMBER.finditer(line):
        if any(start <= match.start() < end for start, end in told) or _no_quantity(line, match):
            continue
        found.append(_quantity(line, match))
    return found


def _no_quantity(line: str, match: re.Match[str]) -> bool:
    before, digits = line[: match.start()], match[0]
    if _ORDINAL.match(line, match.end()) or re.search(r"(?:[^\W\d_]|[^\W\d_][./-]|/)$", before):
        return True  # an ordinal; a code (M1, CO2, COP-28, 48/141); a footnote's mark (ratifications.1)
    return bool(_YEAR.match(digits) and _TIME_BEFORE.search(before))


def _quantity(line: str, match: re.Match[str]) -> _Quantity:
    digits, end = match[0], match.end()
    percent = _PERCENT.match(line, end)
    times = None if percent else _TIMES.match(line, end)
    stop = percent.end() if percent else times.end() if times else end
    sign = re.search(r"(?:^|[\s(])([-−])$", line[: match.start()])
    start = match.start() - 1 if sign else match.start()
    number, question = _number(digits)
    question = question or _doubt(line, match, digits, bool(percent or times))
    value = None
    if not question and number is not None:
        exact = number.scaleb(_POWERS[times[1].lower()]) if times else number
        value = float(-exact if sign else exact)
    unit = PER_CENT if percent else _unit(line, stop)
    return _Quantity(value, unit, question, "percentage" if percent else "unit", start, stop)


def _number(digits: str) -> tuple[Decimal | None, str]:
    """Return the number that digits and marks write, or a question."""
    if _PLAIN.match(digits) and not (len(digits) > 1 and digits[0] == "0"):
        return Decimal(digits), ""
    if _GROUPED.match(digits):
        return Decimal(re.sub(r"[,'’]", "", digits)), ""
    if _POINT_AND_THREE.match(digits):
        whole = f"{int(digits.replace('.', '')):,}"
        other = f", or {digits}" if digits.count(".") == 1 else " or something else"
        return None, f"Is {digits} {_spelled(whole)}{other}?"
    if _DECIMAL.match(digits):
        return Decimal(digits), ""
    if re.match(r"[0-9]+,[0-9]+$", digits):
        return None, f"Is {digits} {digits.replace(',', '.')}, or {digits.replace(',', '')}?"
    return None, f"What number is {shorten(digits, 40)}?"


def _doubt(line: str, match: re.Match[str], digits: str, scaled: bool) -> str:
    """Return the question that what stands around a number raises, "" where it raises none."""
    after = line[match.end() : match.end() + 2]
    if re.match(r"[^\W\d_]", after) and not scaled:
        return f"What number is {digits}{after[0]}?"
    if match.start() and line[match.start() - 1] in "<>≤≥±~×":
        return f"Which value is {line[match.start() - 1]}{digits}?"
    if re.search(r"[0-9]\s?[-–/]$", line[: match.start()]) or re.match(
        r"\s?[-–/]\s?[0-9]", line[match.end() :]
    ):
        return f"Which number is meant by {line[max(match.start() - 6, 0) : match.end() + 6].strip()}?"
    if re.match(r"\s?[½¼¾⅓⅔]", after):
        return f"What number is {digits}{after.strip()[0]}?"
    alone = line.strip(" .;") == digits
    return f"Is {digits} a number or a year?" if alone and _YEAR.match(digits) else ""


def _in_words(line: str) -> Read:
    if found := _IN_WORDS.match(line):
        return Read(None, "", f"What number is “{found[1]}”? Type it in digits.", "unit")
    if any(char.isdecimal() or char in "½¼¾⅓⅔" for char in _NUMBER.sub("", line)):
        return Read(None, "", f"What number is in “{shorten(line, 60)}”?", "unit")
    return Read(None, "", "", "qualitative")


def _unit(line: str, end: int) -> str:
    found = _UNIT.match(line, end)
    words: list[str] = []
    for word in found[1].split() if found else ():
        if word.casefold() in _STOPS or (words and word.endswith("ed")):
            break
        words.append(word)
    return " ".join(words)


def _title(line: str, found: _Quantity) -> str:
    """Return a target without its number: "In 66 countries, laws protect" and "75 treaties are ratified"."""
    before, after = line[: found.start], line[found.end :]
    if _PLACES.match(line) and "," in after:
        return _sentence(after.split(",", 1)[1])
    before = _BOUND.sub("", before)
    return _sentence(f"{before}{_TITLE_LEAD.sub('', after.strip()) if not before.strip() else after}")


def _sentence(text: str) -> str:
    text = _FOOT.sub("", one_line(text)).strip(" .;,")
    return text[:1].upper() + text[1:]


def _direction(line: str) -> str:
    if _KEEPING.search(line):
        return "maintain"
    return "descending" if _FALLING.search(line) else "ascending"


def _is_time(words: str, match: re.Match[str]) -> bool:
    return bool(match[1]) or bool(_TIME_BEFORE.search(words[: match.start(2)])) or words.strip() == match[2]


_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spelled(number: str) -> str:
    """Return a number of thousands in words ("two thousand three hundred and fifty-six"), longer ones in digits."""
    value = int(number.replace(",", ""))
    if value >= 1_000_000:
        return number
    thousands, rest = divmod(value, 1000)
    return " ".join(
        filter(None, (f"{_below(thousands)} thousand" if thousands else "", _below(rest) if rest else ""))
    )


def _below(value: int) -> str:
    """Return a number from 1 to 999 in words."""
    hundreds, rest = divmod(value, 100)
    words = f"{_ONES[hundreds]} hundred" if hundreds else ""
    if rest >= 20:
        tens = _TENS[rest // 10 - 2] + (f"-{_ONES[rest % 10]}" if rest % 10 else "")
    else:
        tens = _ONES[rest] if rest else ""
    return " and ".join(filter(None, (words, tens)))
