"""A series of meetings: what it is called, of which kind it is, and how often it meets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QComboBox

from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.decision_form import Form
from imgdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from imgdesk.views.meeting_list import SeriesRow
    from imgdesk.views.workplan import FocusAreaRow

KINDS: Final = (
    ("img", "Meetings of the whole group"), ("co-leads", "Meetings of the co-leads"),
    ("focus area", "Meetings of one focus area"), ("own", "Meetings of another kind"),
)  # fmt: skip
RHYTHMS: Final = ("quarterly", "monthly", "every 2 weeks", "weekly", "yearly", "")


class SeriesFields(NamedTuple):
    """What is said of a series; see domain.meeting_words.SERIES_KINDS."""

    title: str
    kind: str
    focus_area_id: int | None = None
    rhythm: str = ""


class SeriesForm(Form):
    """Title, kind, focus area for that kind alone, and rhythm in words."""

    def __init__(self, areas: Sequence[FocusAreaRow], found: SeriesRow | SeriesFields | None = None) -> None:
        known = found is not None and hasattr(found, "id")
        super().__init__("Series", "Edit this series" if known else "New series of meetings")
        self.title = self.add_line("Title", found.title if found else "", "IMG meeting")
        self.kind, self.area, self.rhythm = QComboBox(), QComboBox(), QComboBox()
        for key, words in KINDS:
            if key != "focus area" or areas:
                self.kind.addItem(words, key)
        for area in areas:
            self.area.addItem(area_words(area), area.id)
        self.rhythm.setEditable(True)
        self.rhythm.addItems(list(RHYTHMS))
        line = self.rhythm.lineEdit()
        assert line is not None
        line.setAccessibleName("How often")
        line.setPlaceholderText("quarterly")
        self.add_field("Kind", self.kind)
        self.add_field("Focus area", self.area)
        self.add_field("How often", self.rhythm)
        self.body.addWidget(Label("The date of the next meeting is proposed from this.", "small"))
        self.kind.setCurrentIndex(max(self.kind.findData(found.kind if found else "own"), 0))
        self.area.setCurrentIndex(max(self.area.findData(found.focus_area_id if found else None), 0))
        self.rhythm.setCurrentText(found.rhythm if found else "")
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Save" if known else "Add", main=True, accepts=True)
        self.kind.currentIndexChanged.connect(self._judge)
        self.title.textChanged.connect(self._judge)
        self._judge()
        self.title.setFocus()

    @classmethod
    def ask(
        cls, areas: Sequence[FocusAreaRow], found: SeriesRow | SeriesFields | None = None
    ) -> SeriesFields | None:
        """Return what was said, or None for Cancel."""
        dialog = cls(areas, found)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> SeriesFields:
        """Return what the fields say."""
        kind = str(self.kind.currentData())
        area = self.area.currentData() if kind == "focus area" else None
        return SeriesFields(
            one_line(self.title.text()), kind, None if area is None else int(area),
            one_line(self.rhythm.currentText()),
        )  # fmt: skip

    def _judge(self) -> None:
        self.show_field(self.area, self.kind.currentData() == "focus area")
        self.main.setEnabled(bool(one_line(self.title.text())))


def ready_series(areas: Sequence[FocusAreaRow], taken: Sequence[SeriesRow]) -> list[SeriesFields]:
    """Return the series that a group mostly has and this desk has not yet."""
    offered = [
        SeriesFields("IMG meeting", "img", None, "quarterly"),
        SeriesFields("Co-leads", "co-leads", None, "monthly"),
    ]
    offered += [
        SeriesFields(f"Focus area {row.number} meeting", "focus area", row.id, "every 2 months")
        for row in areas
    ]
    known = {(row.kind, row.focus_area_id) for row in taken}
    return [row for row in offered if (row.kind, row.focus_area_id) not in known]


def area_words(area: FocusAreaRow) -> str:
    """Return a focus area as lists say it."""
    return shorten(f"{area.number} {area.short_title or area.title}", 60)
