"""The window: the only place that imports PySide6.

Data goes one way round: a gesture calls a service, the service changes the desk, the desk reports `Changes`, the
bridge turns them into a Qt signal and the pages read again. Widgets (widgets/) know nothing of the domain, pages read
through views, and objects are created and handed to each other in app.py only. Nothing here may import
SQLModel, openpyxl, reportlab or python-docx before the first paint.

PySide6 puts its own function in the place of `__import__`, for the sake of `from __feature__ import snake_case`: it
reads, splits and keeps the source of every module imported from then on, which makes 25 MB once SQLModel is there and
a tenth of the launch. Nothing here asks for a feature, so Python's own function is put back.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  (it is this that replaces the function)

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
