"""The words of papers: kinds, statuses, kinds of sections, how headings are counted; pure and light.

Apart from the rows in `papers`, so that those who read plain SQL know the words too.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class PaperKind(NamedTuple):
    """What a kind of paper is called and what it is for; `needs` are the records that it is about."""

    title: str
    told: str
    needs: tuple[str, ...] = ()


KINDS: Final[dict[str, PaperKind]] = {
    "brief": PaperKind("Meeting brief", "Two pages and the chart before a meeting", ("meeting",)),
    "status-brief": PaperKind("Co-chair status brief", "One page for the co-chairs between meetings"),
    "focus-area-brief": PaperKind("Focus area brief", "Where one focus area stands", ("focus_area",)),
    "progress": PaperKind("Progress report", "What was reached in a reporting period", ("period",)),
    "recommended-actions": PaperKind(
        "Recommended actions", "The table of recommended actions for the Senior Officials"
    ),
    "concept-note": PaperKind("Concept note", "A workshop, a panel or a retreat, proposed", ("meeting",)),
    "side-event": PaperKind("Side-event proposal", "What the form of a conference asks for", ("meeting",)),
    "key-messages": PaperKind("Key messages", "What the group says with one voice"),
    "handover": PaperKind("Hand-over note", "Who holds what, for the months without support"),
    "paper": PaperKind("Paper", "Anything else"),
}
"""The papers that people write in sections, by the name of their export, in the order in which they are offered."""
STATUSES: Final = ("draft", "circulated", "final")
NEXT_STATUSES: Final = {"draft": ("circulated",), "circulated": ("final", "draft"), "final": ("draft",)}
"""What may follow on a status: a paper goes out before it is final, and can be taken back to the draft."""
SECTION_KINDS: Final = (
    "text", "facts", "table", "automatic", "contents", "signature", "page break", "annex",
)  # fmt: skip
SECTION_WORDS: Final = {
    "text": "text",
    "facts": "fact box",
    "table": "table",
    "automatic": "automatic part",
    "contents": "table of contents",
    "signature": "signature line",
    "page break": "page break",
    "annex": "annex",
}
"""What a section without a heading is called."""
NUMBERINGS: Final = ("", "roman", "capital", "number", "letter")
"""How the headings of one level are counted: not at all, I., A., 1., (a)."""
DEEPEST: Final = 3
"""The lowest level of a heading; level 0 stands for a part without a rank, such as the lead of a paper."""
DRAFT_MARK: Final = "DRAFT, not for circulation"


def kind_words(kind: str) -> str:
    """Return what a kind of paper is called within a sentence; one that is not known is a paper."""
    return KINDS[kind if kind in KINDS else "paper"].title.lower()
