"""The two context menus of the workplan: over the rows, and over the column headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from imgdesk.ui.actions import Actions
from imgdesk.ui.gantt.tree import PlanTree
from imgdesk.ui.models.plan_columns import COLUMNS, OUTPUT, Column
from imgdesk.ui.pages.workplan_memory import column_order, put_in_order
from imgdesk.views.grouping import PLAN_ORDER, PlanOrder

if TYPE_CHECKING:
    from imgdesk.ui.dialogs.columns import Arrangement


class RowDeeds(NamedTuple):
    """What the menu over the rows does: set a flag of activities, add a section for a year, what the chart offers.

    The chart's are triples: words, key, what to do.
    """

    edit: Callable[[list[int], str, bool], object]
    add_section: Callable[[int], object]
    on_chart: Callable[[], Sequence[tuple[str, str, Callable[[], object]]]] = list


def row_menu(actions: Actions, tree: PlanTree, deeds: RowDeeds, year: int, parent: QWidget) -> QMenu:
    """Return the menu for the selection in the tree; `year` is the one of the next section."""
    menu, editable = _menu(parent), tree.plan().editable
    menu.addAction(actions["new_activity"])
    ids = tree.selected_ids()
    if ids:
        _entry(menu, "Edit the cell", tree.edit_current, enabled=editable, key="F2")
        for words, key, do in deeds.on_chart():
            _entry(menu, words, do, key=key)
        menu.addSeparator()
        _add_flags(menu, tree, ids, deeds)
        menu.addSeparator()
        menu.addActions([actions[name] for name in ("delete", "move_up", "move_down")])
    menu.addSeparator()
    _entry(menu, f"Add a section for {year}", lambda: deeds.add_section(year), enabled=editable)
    _entry(menu, "Open all groups", tree.open_all, key="Ctrl+End")
    _entry(menu, "Close all groups", tree.collapse_all, key="Ctrl+Home")
    return menu


def sort_menu(tree: PlanTree, parent: QWidget) -> QMenu:
    """Return the menu of orders for the keyboard; a click on a heading does the same."""
    menu, order = QMenu("Sort by", parent), tree.columns.order()
    wanted = [("The plan's own order", PLAN_ORDER), *((_heading(c), PlanOrder(c.key)) for c in COLUMNS)]
    for words, choice in wanted:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(choice.by == order.by)
        action.triggered.connect(lambda _on=False, choice=choice: tree.columns.choose(choice))
    return menu


def column_menu(
    tree: PlanTree, show: Callable[[int, bool], object], compact: Callable[[bool], object], parent: QWidget
) -> QMenu:
    """Return the menu that shows and hides columns and sets the height of the rows."""
    menu = _menu(parent)
    for place, column in enumerate(COLUMNS):
        action = menu.addAction(_heading(column))
        action.setCheckable(True)
        action.setChecked(not tree.isColumnHidden(place))
        action.setEnabled(place != OUTPUT)
        action.toggled.connect(lambda on, place=place: show(place, on))
    menu.addSeparator()
    low = menu.addAction("Low rows")
    low.setCheckable(True)
    low.setChecked(tree.compact)
    low.toggled.connect(compact)
    return menu


def arranged(tree: PlanTree, labels: tuple[str, ...]) -> Arrangement:
    """Return the columns as they stand, for the dialog that arranges them."""
    from imgdesk.ui.dialogs.columns import Arrangement, Placed

    header, places = tree.header(), {column.key: place for place, column in enumerate(COLUMNS)}
    columns = []
    for key in column_order(tree):
        place = places[key]
        hidden = header.isSectionHidden(place)
        columns.append(Placed(key, not hidden, COLUMNS[place].width if hidden else header.sectionSize(place)))
    return Arrangement(columns, labels)


def arrange(tree: PlanTree, wanted: Arrangement) -> None:
    """Let the columns stand as the dialog says."""
    places = {column.key: place for place, column in enumerate(COLUMNS)}
    put_in_order(tree, [column.key for column in wanted.columns])
    for column in wanted.columns:
        tree.setColumnHidden(places[column.key], not column.shown)
        if column.shown:
            tree.header().resizeSection(places[column.key], column.width)
    tree.fit_output()


def _add_flags(menu: QMenu, tree: PlanTree, ids: Sequence[int], deeds: RowDeeds) -> None:
    plan = tree.plan()
    rows = [row for row in (plan.activity(plan.find(activity_id)) for activity_id in ids) if row is not None]
    for words, field, on in (
        ("Unconfirmed (TBC)", "unconfirmed", all(row.unconfirmed for row in rows)),
        ("In [brackets]", "provisional", all(row.bracketed for row in rows)),
    ):
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        action.setEnabled(plan.editable)
        action.triggered.connect(lambda on, field=field: deeds.edit(list(ids), field, on))


def _heading(column: Column) -> str:
    return "% done" if column.heading == "%" else column.heading


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _entry(
    menu: QMenu, words: str, do: Callable[[], object], *, enabled: bool = True, key: str = ""
) -> QAction:
    """Add an entry; its key is shown only, because the tree answers to it."""
    action = menu.addAction(words)
    action.setEnabled(enabled)
    if key:
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _checked=False: do())
    return action
