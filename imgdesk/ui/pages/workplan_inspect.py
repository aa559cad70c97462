"""Reads what is selected and hands it to the inspector."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from imgdesk.ui.gantt.tree import PlanTree
from imgdesk.ui.inspector import Inspector
from imgdesk.views import activity as activity_view
from imgdesk.views.journal import history

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def inspect(inspector: Inspector, tree: PlanTree, desk: Desk, today: date) -> None:
    """Show the selected activity, the common actions on several, the current group, or what to do."""
    plan, ids = tree.plan(), tree.selected_ids()
    if len(ids) > 1:
        inspector.show_several(ids, plan.editable)
        return
    group = plan.group(tree.currentIndex())
    detail = activity_view.activity(desk, ids[0]) if ids else None
    if detail is not None:
        steps = history(desk, "activity", ids[0])
        inspector.show_activity(detail, plan.marks(ids[0]), steps, today.toordinal(), plan.editable)
    elif group is not None:
        inspector.show_group(group)
    else:
        inspector.show_nothing()
