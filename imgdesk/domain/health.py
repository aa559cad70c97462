"""What the checks before an export find, whatever they look at: a finding, how urgent it is, how it quotes.

The checks themselves stand by subject in `health_plan`, `health_actions`, `health_progress` and `health_papers`. They
suggest and never apply; a finding names its record, so that the window can go there. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

from imgdesk.text import shorten

SEVERITIES: Final = ("urgent", "attention", "note")
"""From what cannot wait to what is only untidy."""
QUOTED_CHARS: Final = 60


@dataclass(frozen=True)
class Finding:
    """One thing to look at: what kind, which record, a sentence that says what to do, and a word of SEVERITIES.

    `record` is the table and the id ("activity:7"); `ref` what people call it ("23-09"), "" where they have no name.
    """

    kind: str
    record: str
    ref: str
    sentence: str
    severity: str

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain values, ready for JSON."""
        return asdict(self)


def ranked(found: Iterable[Finding]) -> list[Finding]:
    """Return findings with the most urgent first; those as urgent as each other keep their order."""
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def quoted(text: str, nameless: str) -> str:
    """Return the beginning of a text in quotation marks; `nameless` where there is no text."""
    said = shorten(text, QUOTED_CHARS)
    return f"“{said}”" if said else nameless
