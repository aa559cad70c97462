"""What can be chosen about a chart on paper, as a form: every field has a label, a key and a spoken name.

The form knows words and numbers only; `reports.chart_options` says what they mean and refuses what cannot be printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from imgdesk.reports.chart import COLUMNS, PAGES
from imgdesk.reports.chart_options import (
    LEAST_PIXELS,
    LEAST_TEXT,
    MOST_PIXELS,
    MOST_TEXT,
    MOST_WIDE,
    ChartOptions,
    options_from_words,
    options_words,
)
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import IconButton
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.grouping import GROUPINGS

Choices = Sequence[tuple[str, str]]
"""What is kept and what is read."""

ORIENTATIONS: Choices = (("auto", "As it fits best"), ("landscape", "Landscape"), ("portrait", "Portrait"))
ORDERS: Choices = (("across", "Across, then down"), ("down", "Down, then across"))
SCALES: Choices = (("1.0", "As on screen"), ("2.0", "Twice as fine"), ("3.0", "Three times as fine"))

OUTLINE = 140
"""The per cent by which the style darkens the colour of outlines."""


class Choice(QComboBox):
    """A drop-down that leaves the wheel to the page around it."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        for key, words in choices:
            self.addItem(words, key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def choose(self, key: str) -> None:
        """Choose what is kept as `key`."""
        self.setCurrentIndex(max(0, self.findData(key)))


class ColumnList(QListWidget):
    """The columns, checked where they are printed, in their order; Alt with the arrows moves one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Columns")
        self.setAccessibleDescription(
            "Space prints the column or leaves it out, Alt with Up or Down moves it."
        )
        self.setToolTip("Space: print or leave out. Alt+Up, Alt+Down: move.")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_columns(self, chosen: Sequence[str]) -> None:
        """Show the chosen columns first, then the others."""
        with QSignalBlocker(self):
            self.clear()
            for name in (*chosen, *(name for name in COLUMNS if name not in chosen)):
                item = QListWidgetItem(COLUMNS[name], self)
                item.setData(Qt.ItemDataRole.UserRole, name)
                item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
            self.setCurrentRow(0)
        rows = max(self.sizeHintForRow(0), 18) * self.count()
        self.setFixedHeight(rows + 2 * self.frameWidth() + 2)

    def columns(self) -> list[str]:
        """Return the columns that are printed, in order."""
        items = [self.item(row) for row in range(self.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def move_current(self, by: int) -> None:
        """Move the current column up (-1) or down (1)."""
        row = self.currentRow()
        if 0 <= row + by < self.count():
            with QSignalBlocker(self):
                self.insertItem(row + by, self.takeItem(row))
                self.setCurrentRow(row + by)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        up, down = Qt.Key.Key_Up, Qt.Key.Key_Down
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (up, down):
            self.move_current(-1 if event.key() == up else 1)
        else:
            super().keyPressEvent(event)


class ChartForm(QFrame):
    """The form; `changed` follows every choice, `words` gives them to `options_from_words`."""

    changed = Signal()

    def __init__(self, theme: Theme, groupings: Choices, versions: Choices, bounds: tuple[str, str]) -> None:
        super().__init__()
        self.setProperty("look", "raised")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 16)
        self._column.setSpacing(6)
        self._fields: dict[str, QWidget] = {}
        self._add_paper()
        self._add_time(bounds, versions)
        self._add_rows(theme, groupings)
        self._add_words()
        self._add_picture()
        self._column.addStretch(1)
        self._theme = theme
        theme.changed.connect(self._dress)
        self._dress()

    def words(self) -> dict[str, object]:
        """Return what is chosen, as words for `options_from_words`."""
        return {name: _value(field) for name, field in self._fields.items()}

    def options(self) -> ChartOptions:
        """Return what is chosen; UserError where it cannot be printed."""
        return options_from_words(self.words())

    def show_options(self, options: ChartOptions) -> None:
        """Show other choices, without telling."""
        words = options_words(options, defaults=True)
        with QSignalBlocker(self):
            for name, field in self._fields.items():
                _show(field, words.get(name, ""))
        self._follow()

    def field(self, name: str) -> QWidget:
        """Return the field of a choice, by its name in `options_from_words`."""
        return self._fields[name]

    def _dress(self) -> None:
        """Give the fields an outline that is seen in light and dark: the style darkens this role for it."""
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("gap").lighter(OUTLINE))
        for field in self._fields.values():
            field.setPalette(palette)

    def _add_paper(self) -> None:
        form = self._section("Paper")
        self._add(form, "page", "&Page", Choice([(name, name) for name in PAGES]))
        self._add(form, "orientation", "&Orientation", Choice(ORIENTATIONS))
        self._add(form, "pages-wide", "Pages &wide", _spin(1, MOST_WIDE))
        self._add(form, "overlap", "Over&lap", _spin(0, 50, " mm"))
        self._add(form, "order", "Page or&der", Choice(ORDERS))

    def _add_time(self, bounds: tuple[str, str], versions: Choices) -> None:
        form = self._section("Time")
        for name, label, bound in (("from", "&From", bounds[0]), ("to", "&To", bounds[1])):
            edit = QLineEdit(placeholderText=bound)
            edit.setToolTip("A day, a month, a quarter or a year; empty for the whole plan.")
            self._add(form, name, label, edit)
        if len(versions) > 1:
            self._add(form, "version", "&Compare", Choice(versions))

    def _add_rows(self, theme: Theme, groupings: Choices) -> None:
        form = self._section("Rows")
        self._add(form, "group-by", "&Group by", Choice(groupings))
        self._add_check("group-pages", "O&ne group a page")
        columns = self.columns = ColumnList()
        row = QHBoxLayout()
        row.addWidget(_label("Colu&mns", columns))
        row.addStretch(1)
        for icon, name, by in (("up", "Move the column up", -1), ("down", "Move the column down", 1)):
            button = IconButton(theme, icon, name)
            button.clicked.connect(partial(columns.move_current, by))
            row.addWidget(button)
        self._column.addLayout(row)
        self._column.addWidget(columns)
        self._fields["columns"] = columns
        columns.changed.connect(self._tell)

    def _add_words(self) -> None:
        form = self._section("Text")
        size = QDoubleSpinBox(decimals=1, singleStep=0.5, suffix=" pt")
        size.setRange(LEAST_TEXT, MOST_TEXT)
        self._add(form, "text-size", "Text si&ze", size)
        self._add_check("whole-text", "Whole te&xt, however long")
        self._add_check("heading", "Title &block")
        form = self._form()
        for name, label, hint in (
            ("title", "T&itle", "the plan's own"),
            ("subtitle", "S&ubtitle", "the plan's own"),
            ("status-line", "St&atus line", "DRAFT, not for circulation"),
        ):
            self._add(form, name, label, QLineEdit(placeholderText=hint))
        self._add_check("legend", "L&egend")

    def _add_picture(self) -> None:
        form = self._section("As a picture")
        width = _spin(LEAST_PIXELS, MOST_PIXELS, " px", 100)
        self._add(form, "width", "Widt&h", width)
        self._add(form, "scale", "PNG", Choice(SCALES))

    def _section(self, name: str) -> QFormLayout:
        self._column.addSpacing(8)
        self._column.addWidget(Label(name, "heading"))
        return self._form()

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        self._column.addLayout(form)
        return form

    def _add(self, form: QFormLayout, name: str, label: str, field: QWidget) -> None:
        shown = _label(label, field)
        shown.setMinimumWidth(88)
        form.addRow(shown, field)
        self._keep(name, label, field)

    def _add_check(self, name: str, label: str) -> None:
        check = QCheckBox(label)
        self._column.addWidget(check)
        self._keep(name, label, check)

    def _keep(self, name: str, label: str, field: QWidget) -> None:
        field.setAccessibleName(label.replace("&", ""))
        self._fields[name] = field
        if isinstance(field, QComboBox):
            field.currentIndexChanged.connect(self._tell)
        elif isinstance(field, QLineEdit):
            field.textChanged.connect(self._tell)
        elif isinstance(field, QCheckBox):
            field.toggled.connect(self._tell)
        elif isinstance(field, QSpinBox | QDoubleSpinBox):
            field.lineEdit().setAccessibleName(field.accessibleName())
            field.valueChanged.connect(self._tell)

    def _tell(self, *_: object) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Enable what has a meaning with the other choices."""
        wide = self.words()["pages-wide"] != "1"
        for name in ("overlap", "order"):
            self._fields[name].setEnabled(wide)
        heading = self.words()["heading"] == "yes"
        for name in ("title", "subtitle"):
            self._fields[name].setEnabled(heading)


def grouping_choices() -> Choices:
    """Return the groupings that a plan knows, in words."""
    return [(name, name.replace("_", " ").capitalize()) for name in GROUPINGS]


def _value(field: QWidget) -> object:
    if isinstance(field, ColumnList):
        return field.columns()
    if isinstance(field, QCheckBox):
        return "yes" if field.isChecked() else "no"
    if isinstance(field, QComboBox):
        return field.currentData() or None
    if isinstance(field, QLineEdit):
        return field.text().strip() or None
    assert isinstance(field, QSpinBox | QDoubleSpinBox)
    return f"{field.value():g}"


def _show(field: QWidget, word: str) -> None:
    with QSignalBlocker(field):
        if isinstance(field, ColumnList):
            field.show_columns([name for name in word.split(",") if name])
        elif isinstance(field, QCheckBox):
            field.setChecked(word == "yes")
        elif isinstance(field, Choice):
            field.choose(word)
        elif isinstance(field, QLineEdit):
            field.setText(word)
        elif isinstance(field, QSpinBox):
            field.setValue(round(float(word)))
        elif isinstance(field, QDoubleSpinBox):
            field.setValue(float(word))


def _spin(least: int, most: int, suffix: str = "", step: int = 1) -> QSpinBox:
    spin = QSpinBox(minimum=least, maximum=most, suffix=suffix, singleStep=step)
    spin.setStepType(QAbstractSpinBox.StepType.DefaultStepType)
    return spin


def _label(text: str, buddy: QWidget) -> Label:
    label = Label(text, "muted")
    label.setBuddy(buddy)
    return label
