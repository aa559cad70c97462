"""Reads pasted lines such as "In 66 countries, laws protect ..." as proposed indicators, for review.

Each line is a target in words, with the baseline behind or below it; "Result 3: ..." heads the lines that follow.
"""

from __future__ import annotations

import re
from typing import Final

from imgdesk.domain.framework_sheet import FrameworkSheet, IndicatorLine, ResultLine
from imgdesk.domain.indicator_text import MOST_LINES, Proposal, read_lines, read_number
from imgdesk.domain.progress_words import RESULT_KINDS
from imgdesk.errors import UserError
from imgdesk.text import clean_text, one_line

MOST_CHARS: Final = 1_000_000
_HEADING: Final = re.compile(
    r"(?:(?P<kind>global result|result|outcome|output|impact|goal|pillar)"
    r"\s+(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*)\s*[:.–-]?"
    r"|(?P<code>[A-Z]{1,4}[0-9]{1,3})[.:)]?)\s+(?P<title>\S.*)$",
    re.IGNORECASE,
)


def read_pasted(text: str, *, title: str = "") -> FrameworkSheet:
    """Return the indicators in pasted lines; "Result 3: ..." or a code with words and no number heads those below it.

    So do words in front of a tab, as when two cells of a table are copied.
    Raises UserError for a text without a line that proposes anything, and for one that is too long.
    """
    if len(text) > MOST_CHARS or text.count("\n") >= MOST_LINES:
        raise UserError(f"The text is too long: paste fewer than {MOST_LINES:,} lines at a time.")
    results: list[tuple[ResultLine, list[str]]] = [(ResultLine(""), [])]
    for raw in clean_text(text).split("\n"):
        result, mark, rest = raw.partition("\t")
        if (
            mark and rest.strip() and read_number(result).measure in ("", "qualitative")
        ):  # two cells of a table
            if one_line(result):
                results.append((_heading(one_line(result)) or ResultLine(one_line(result).rstrip(".")), []))
            raw = rest
        heading = _heading(one_line(raw))
        if heading is not None:
            results.append((heading, []))
        else:
            results[-1][1].append(raw)
    read = [
        row._replace(indicators=tuple(_pasted(one) for one in read_lines("\n".join(lines))))
        for row, lines in results
    ]
    kept = tuple(row for row in read if row.title or row.indicators)
    if not any(row.indicators for row in kept):
        raise UserError(
            "The text has no line that proposes an indicator: paste lines like “In 66 countries, …”."
        )
    return FrameworkSheet(title, kept, whole=False)


def _pasted(row: Proposal) -> IndicatorLine:
    given = {name for name in ("baseline", "target") if getattr(row, f"{name}_text")}
    return IndicatorLine(row, frozenset(given))


def _heading(line: str) -> ResultLine | None:
    found = _HEADING.match(line)
    if found is None or read_number(found["title"]).measure not in ("", "qualitative"):
        return None
    if found["code"]:
        code = found["code"]
        return ResultLine(found["title"], code) if code.isupper() else None
    words = found["kind"].casefold().removeprefix("global ")
    return ResultLine(found["title"], found["number"], words if words in RESULT_KINDS else "result")
