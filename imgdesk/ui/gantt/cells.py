"""Editing the cells of the plan's table in place; the tree paints them.

The editors are imported when the first one opens: a window that opens does not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from imgdesk.ui.cell_editing import CellEditing
from imgdesk.ui.gantt.columns import PAD, TEXT_X
from imgdesk.ui.models.plan_columns import COLUMNS
from imgdesk.ui.models.plan_tree import Index
from imgdesk.ui.theme import Theme

if TYPE_CHECKING:
    from imgdesk.ui.editors import EditContext
    from imgdesk.ui.gantt.tree import PlanTree

LEAST: Final = {
    "output": 260,
    "note": 260,
    "when": 290,
    "leads": 180,
    "partners": 220,
    "category": 220,
    "status": 124,
    "percent": 76,
}
"""The least width of an editor by field."""


class CellDelegate(CellEditing):
    """See CellEditing."""

    def __init__(self, theme: Theme, context: EditContext, tree: PlanTree) -> None:
        super().__init__(tree)
        self._theme, self._context, self._tree = theme, context, tree
        self.refused.connect(tree.refused)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, self._tree.row_height())

    def cell(self, index: Index) -> tuple[int, str]:
        row = self._tree.plan().activity(index)
        assert row is not None
        return row.id, COLUMNS[index.column()].field

    def make(self, field: str, record: int, parent: QWidget) -> Any:
        from imgdesk.ui.editors import make_editor

        return make_editor(field, record, self._theme, self._context, parent)

    def keep(self, record: int, field: str, value: str) -> bool:
        return self._tree.commit(record, field, value)

    def go_on(self, onward: int) -> None:
        self._tree.edit_next(onward)

    def room(self, field: str, box: QRect) -> tuple[QRect, int]:
        if field == "output":
            box.setLeft(box.left() + TEXT_X - PAD - 2)
        return box, LEAST[field]
