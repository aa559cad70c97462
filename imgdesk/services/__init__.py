"""What the user can do: plain functions, the desk first, one change and one journal step each.

The write side. Its modules bring SQLModel with them, so they are imported when first used (PEP 562): a window paints
before that.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Final

MODULES: Final = (
    "action_points",
    "agenda",
    "circulation",
    "documents",
    "exchange",
    "framework",
    "framework_import",
    "framework_matching",
    "journal",
    "landing",
    "meetings",
    "minutes",
    "next_meeting",
    "paper_import",
    "paper_rows",
    "paper_sections",
    "paper_versions",
    "papers",
    "parts",
    "people",
    "plan_changes",
    "progress",
    "resolve",
    "sample",
    "sample_meetings",
    "sample_papers",
    "sample_progress",
    "schedule",
    "versions",
    "workplan",
)


def __getattr__(name: str) -> ModuleType:
    if name in MODULES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
