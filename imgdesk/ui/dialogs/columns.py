"""Which columns the table shows, in which order and how wide, and which labels stand beside the bars."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QSpinBox

from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.models.plan_columns import COLUMNS
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label

PLACES: Final = ("Left of the bar", "Right of the bar", "At the right edge")
NARROWEST, WIDEST = 40, 2000
_KEY, _WIDTH = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_NAMES: Final = {column.key: "% done" if column.heading == "%" else column.heading for column in COLUMNS}


class Placed(NamedTuple):
    """A column on its place: its key, whether it is shown, and its width in pixels."""

    key: str
    shown: bool
    width: int


class Arrangement(NamedTuple):
    """All columns in their order, and the keys of the labels at PLACES ("" for none)."""

    columns: list[Placed]
    labels: tuple[str, ...]


FIRST: Final = Arrangement(
    [Placed(column.key, column.shown, column.width) for column in COLUMNS], ("", "", "")
)


class ColumnsDialog(Dialog):
    """A list to tick and to reorder with Alt+Up and Alt+Down; the output always stands first."""

    def __init__(self, now: Arrangement) -> None:
        super().__init__("Columns", "Columns and labels", host())
        self.setMinimumSize(480, 520)
        self.list = QListWidget()
        self.list.setAccessibleName("Columns in their order; Space shows or hides one")
        self.up, self.down, self.reset = Button("Move up"), Button("Move down"), Button("As at first")
        self.width_box = QSpinBox(minimum=NARROWEST, maximum=WIDEST, singleStep=10, suffix=" px")
        for part in (self.width_box, self.width_box.lineEdit()):
            part.setAccessibleName("Width of the column")
        self.labels = [QComboBox() for _ in PLACES]
        self._lay_out()
        self._connect()
        self._show(now)

    @classmethod
    def ask(cls, now: Arrangement) -> Arrangement | None:
        """Return the arrangement wanted, or None for Cancel."""
        dialog = cls(now)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> Arrangement:
        """Return what the dialog shows."""
        items = [self.list.item(place) for place in range(self.list.count())]
        columns = [
            Placed(item.data(_KEY), item.checkState() == Qt.CheckState.Checked, item.data(_WIDTH))
            for item in items
        ]
        return Arrangement(columns, tuple(str(box.currentData()) for box in self.labels))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for part in (self.up, self.down):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(Label("Width", "muted"))
        row.addWidget(self.width_box)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        for place, (name, box) in enumerate(zip(PLACES, self.labels, strict=True)):
            box.setAccessibleName(f"Label: {name}")
            box.addItem("Nothing", "")
            for key, words in _NAMES.items():
                box.addItem(words, key)
            grid.addWidget(Label(name), place, 0)
            grid.addWidget(box, place, 1)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.body.addSpacing(8)
        self.body.addWidget(Label("Labels beside the bars", "caption"))
        self.body.addLayout(grid)
        self._buttons.insertWidget(0, self.reset)
        self.add_button("Cancel")
        self.add_button("Use", main=True, accepts=True)

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.up.setShortcut("Alt+Up")
        self.down.setShortcut("Alt+Down")
        self.reset.clicked.connect(lambda: self._show(FIRST))
        self.list.currentRowChanged.connect(self._chosen)
        self.width_box.valueChanged.connect(self._widen)

    def _show(self, arrangement: Arrangement) -> None:
        self.list.clear()
        for key, shown, width in arrangement.columns:
            item = QListWidgetItem(_NAMES[key])
            item.setData(_KEY, key)
            item.setData(_WIDTH, width)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            if key == COLUMNS[0].key:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
        for box, key in zip(self.labels, (*arrangement.labels, "", "", ""), strict=False):
            box.setCurrentIndex(max(box.findData(key), 0))
        self.list.setCurrentRow(min(1, self.list.count() - 1))

    def _chosen(self, place: int) -> None:
        item = self.list.item(place)
        self.up.setEnabled(place > 1)
        self.down.setEnabled(0 < place < self.list.count() - 1)
        self.width_box.setEnabled(place > 0)
        if item is not None:
            self.width_box.setValue(item.data(_WIDTH))

    def _move(self, onward: int) -> None:
        place = self.list.currentRow()
        item = self.list.takeItem(place)
        self.list.insertItem(place + onward, item)
        self.list.setCurrentRow(place + onward)

    def _widen(self, width: int) -> None:
        item = self.list.currentItem()
        if item is not None:
            item.setData(_WIDTH, width)
