"""The checks of the plan in the desk: what waits for a word, is late, or contradicts itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from imgdesk.domain.health import Finding, check_plan
from imgdesk.views import workplan

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def findings(desk: Desk, *, today: date) -> list[Finding]:
    """Return what the checks find in the current workplan as on `today`, the most urgent first."""
    plan = workplan.plan(desk)
    if plan is None:
        return []
    key = plan.workplan.id
    return check_plan(plan, workplan.plan_sets(desk, key), workplan.links(desk, key), today=today)
