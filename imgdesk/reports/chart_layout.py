"""Which way round the paper is taken: a picture of time belongs on landscape pages, unless upright ones are fewer."""

from __future__ import annotations

from itertools import islice
from typing import Final

from imgdesk.errors import UserError
from imgdesk.reports.chart import ChartPlan, PageSetup
from imgdesk.reports.chart_options import ChartOptions
from imgdesk.reports.chart_pages import sheets, strips

MANY: Final = 5
"""Beyond so many pages one more or less does not matter."""
LEAST_SHARE: Final = 0.34
"""The picture's share of the width below which pages are not turned upright by themselves."""


def page_layout(plan: ChartPlan, options: ChartOptions) -> PageSetup:
    """The set-up of the pages with the orientation that was chosen, or that suits the plan; UserError where the
    paper has no room for what was chosen.
    """
    if options.orientation != "auto":
        return options.page_setup(upright=options.orientation == "portrait")
    landscape = options.page_setup(upright=False)
    if options.pages_wide > 1 or options.group_pages:
        return landscape
    count = _pages(plan, landscape)
    upright = _upright(options) if 1 < count <= MANY else None
    return upright if upright and _pages(plan, upright) < count else landscape


def _upright(options: ChartOptions) -> PageSetup | None:
    """The set-up of upright pages, or None where the picture would be too narrow to be read with ease."""
    try:
        setup = options.page_setup(upright=True)
    except UserError:
        return None
    return setup if setup.chart_x1 - setup.chart_x0 >= LEAST_SHARE * setup.inner else None


def _pages(plan: ChartPlan, setup: PageSetup) -> int:
    """How many pages a chart takes, counted to one more than MANY."""
    return len(list(islice(strips(sheets(plan, setup)[0]), MANY + 1)))
