"""What an import would bring, before it lands: counts, how each table was read, and what found no place.

A workplan and a results framework are reviewed alike; what a framework proposes is listed with its numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from imgdesk.domain.indicator_text import value_words
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.dialogs.review_cards import card, count_words, cut, ground, list_card, tag_lines
from imgdesk.ui.widgets.labels import Label, Tag
from imgdesk.ui.widgets.scroll import ScrollArea

FIELDS = {
    "output": "Output",
    "when": "When",
    "leads": "Leads",
    "partners": "Partners",
    "category": "Category",
}


class ImportReview(Dialog):
    """The draft as read; Import lets it land in one step, Cancel leaves the desk as it was."""

    def __init__(self, draft: Mapping[str, Any], source: str) -> None:
        kind = "framework" if "results" in draft else "plan"
        super().__init__(
            f"Import {'results framework' if kind == 'framework' else 'workplan'}",
            f"Import “{source}”",
            host(),
        )
        self.resize(680, 620)
        title = " · ".join(part for part in (draft.get("title"), draft.get("period")) if part)
        if title:
            self.body.addWidget(Label(title, "muted", wrap=True))
        landing = draft.get("landing", {})
        if _is_known(landing):
            known = f"The desk has this {kind} already: what differs is set, what is new is added, nothing is deleted."
            self.body.addWidget(Label(known, wrap=True))
        self.body.addLayout(_counts(draft.get("would_land", {}), landing))
        self.body.addWidget(ScrollArea(self._report(draft), "How the file was read"), 1)
        self.body.addWidget(Label("One step: a single Undo takes the whole import back.", "small"))
        self.add_button("Cancel")
        button = self.add_button("Import", main=True, accepts=True)
        button.setEnabled(any(draft.get("would_land", {}).values()) or bool(landing.get("changed")))

    @classmethod
    def ask(cls, draft: Mapping[str, Any], source: str) -> bool:
        """Return whether the draft read from the file named `source` shall land."""
        return bool(cls(draft, source).exec())

    def _report(self, draft: Mapping[str, Any]) -> QWidget:
        sheet, column = ground()
        landing = draft.get("landing", {})
        if asked := [str(text) for text in landing.get("questions", ())]:
            column.addWidget(
                list_card("To be answered in the desk", asked, "amber", count_words(len(asked), "questions"))
            )
        if proposed := proposals(draft):
            column.addWidget(list_card("Indicators to add", proposed, "green"))
        for heading, lines, tone in differences(landing):
            column.addWidget(list_card(heading, lines, tone))
        for table in draft.get("tables", ()):
            column.addWidget(_table_card(table))
        unplaced = [str(text) for text in (*landing.get("left_out", ()), *draft.get("unplaced", ()))]
        if unplaced:
            column.addWidget(
                list_card("Found no place and stays in the paper", unplaced, "amber", "not imported")
            )
        notes = [str(text) for text in draft.get("notes", ())]
        if notes:
            column.addWidget(list_card("Notes of the reader", notes))
        column.addStretch(1)
        return sheet


def counted(would_land: Mapping[str, int]) -> list[str]:
    """Return the counts as words, empty ones left out: ["3 sections", "23 activities"]."""
    return [count_words(count, name.replace("_", " ")) for name, count in would_land.items() if count]


def differences(landing: Mapping[str, Any]) -> list[tuple[str, list[str], str]]:
    """Return what a plan that the desk has already would change: (heading, lines, tone), empty parts left out."""
    if not _is_known(landing):
        return []
    changed = [
        f"{_name(row)}, {row['field']}: {_said(row['ours'])} → {_said(row['theirs'])}"
        for row in landing["changed"]
    ]
    if "known" in landing:
        new, missing = [], [f"{row['ref']} {row['title']}".strip() for row in landing["missing_rows"]]
    else:
        new = [str(output) for output in landing["new_rows"]]
        missing = [f"{_name(row)} {row['output']}" for row in landing["missing_rows"]]
    parts = [
        ("Changed cells", changed, "accent"),
        ("New rows", new, "green"),
        ("Only in the desk: they stay as they are", missing, "neutral"),
    ]
    return [part for part in parts if part[1]]


def proposals(draft: Mapping[str, Any]) -> list[str]:
    """Return the indicators that are new, each with what was read as its target and its baseline."""
    new = Counter(draft.get("landing", {}).get("new_rows", ()))
    lines = []
    for row in (one for result in draft.get("results", ()) for one in result["indicators"]):
        name = f"{row['code']} {row['title']}".strip()
        if new[name]:
            new[name] -= 1
            lines.append(f"{name}: {_quantity(row, 'target')}; {_quantity(row, 'baseline')}")
    return lines


def _quantity(row: Mapping[str, Any], name: str) -> str:
    value, text = row[f"{name}_value"], row[f"{name}_text"]
    if value is None:
        return f"{name} “{text}”, no number" if text else f"no {name}"
    when = row[f"{name}_when"]
    return f"{name} {value_words(value, row['unit'])}{f' ({when})' if when else ''}"


def _is_known(landing: Mapping[str, Any]) -> bool:
    return bool(landing.get("known_plan") or landing.get("known"))


def _name(row: Mapping[str, Any]) -> str:
    return str(row["ref"] or f"activity {row['record']}")


def _said(text: str) -> str:
    return f"“{text}”" if text else "nothing"


def _counts(would_land: Mapping[str, int], landing: Mapping[str, Any]) -> QVBoxLayout:
    tags = [(text, "accent") for text in counted(would_land)]
    if _is_known(landing):
        tags += [(count_words(len(landing["changed"]), "changed cells"), "accent")]
        tags += [(f"{landing['unchanged']:,} unchanged", "neutral")]
    tags = tags or [("nothing to import", "amber")]
    return tag_lines(tags)


def _table_card(table: Mapping[str, Any]) -> QFrame:
    frame, column = card(f"Table {table['index']}", str(table.get("section", "")), f"{table['rows']:,} rows")
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(2, 1)
    for line, (header, field) in enumerate(table.get("headers", {}).items()):
        grid.addWidget(Label(header or "(no header)", wrap=False), line, 0)
        grid.addWidget(Label("→", "muted"), line, 1)
        grid.addWidget(Label(FIELDS.get(field, field) or "not used", "strong" if field else "muted"), line, 2)
    column.addLayout(grid)
    for name, tone in (("joined", "neutral"), ("not_understood", "amber")):
        lines = [str(line) for line in table.get(name, ())]
        if lines:
            column.addWidget(Tag("rows joined" if name == "joined" else "not understood, kept as text", tone))
            column.addWidget(Label("\n".join(cut(lines)), "muted", wrap=True))
    return frame
