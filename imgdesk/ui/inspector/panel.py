"""What fills the inspector: nothing, one activity or several, each on a sheet that scrolls.

Shows what views read and edits through the same services as the table. History is read last, in the same moment,
because it is one indexed query.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from imgdesk.domain.standing import is_overdue, is_undated
from imgdesk.ui.editors import EditContext
from imgdesk.ui.gantt.tree import PlanTree
from imgdesk.ui.inspector.editing import Deeds
from imgdesk.ui.inspector.one import OneActivity
from imgdesk.ui.inspector.several import SeveralActivities
from imgdesk.ui.inspector.sheets import Sheets
from imgdesk.ui.inspector.words import Commit
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.scroll import settle_heights
from imgdesk.views import activity as activity_view
from imgdesk.views.actions import of_activity
from imgdesk.views.around import around
from imgdesk.views.grouping import Group
from imgdesk.views.journal import history

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_NOTHING = "Choose an activity to see its details, its footnotes and its history."


class Panel(Sheets):
    """See `show_selected`."""

    refused = Signal(str)
    delete_wanted = Signal()
    activity_wanted = Signal(int)
    record_wanted = Signal(str, int)
    left = Signal()

    def __init__(self, theme: Theme, context: EditContext, commit: Commit) -> None:
        super().__init__()
        self.deeds = Deeds(self)
        self.one = OneActivity(theme, context, commit, self.deeds)
        self.several = SeveralActivities(theme, context, commit, self.deeds)
        self.add(self.one, self.several)
        for source in (self.deeds, self.one.editing, self.several.editing):
            source.refused.connect(self.refused)
        self.one.activity_wanted.connect(self.activity_wanted)
        self.one.record_wanted.connect(self.record_wanted)
        self.one.left.connect(self.left)
        self.several.left.connect(self.left)
        self.several.delete_wanted.connect(self.delete_wanted)

    def show_selected(self, tree: PlanTree, desk: Desk, today: date) -> None:
        """Show the selected activity, the common actions on several, the current group, or what to do."""
        self._read_selected(tree, desk, today)
        settle_heights()

    def _read_selected(self, tree: PlanTree, desk: Desk, today: date) -> None:
        self.deeds.desk = desk
        plan, ids = tree.plan(), tree.selected_ids()
        if len(ids) > 1:
            self.one.finish()
            self.several.show_several(activity_view.common(desk, ids), editable=plan.editable)
            self.show_sheet(self.several)
            return
        group = plan.group(tree.currentIndex())
        detail = activity_view.activity(desk, ids[0]) if ids else None
        self.several.editing.finish()
        if detail is not None:
            self.one.show_activity(
                detail,
                around(desk, detail, today),
                plan.marks(ids[0]),
                history(desk, "activity", ids[0]),
                of_activity(desk, ids[0], today),
                overdue=is_overdue(detail.row, today),
                editable=plan.editable,
            )
            self.show_sheet(self.one)
        elif group is not None:
            self._show_group(group)
        else:
            self.show_nothing()

    def show_nothing(self) -> None:
        """Say what to do: nothing is selected."""
        self.finish()
        self.deeds.desk = None
        self.say("", _NOTHING)

    def _show_group(self, group: Group) -> None:
        self.one.finish()
        undated = sum(map(is_undated, group.rows))
        counts = [f"{len(group.rows)} activities", *([f"{undated} undated"] if undated else [])]
        advice = ["Press Insert to add an activity."] if not group.rows and group.section_id else []
        self.say(group.title, "\n\n".join(filter(None, (group.note, ", ".join(counts), *advice))))

    def finish(self) -> None:
        """Keep what is being typed and close the editor, if one is open."""
        self.one.finish()
        self.several.editing.finish()
