"""imgdesk: the desk of an inter-agency group, in one file.

An activity leads to an agenda item, that to a decision and an action, and that to a line of the progress
report; dates are kept as agreed. Data goes one way round::

    gesture or command line -> services -> desk.change() -> SQLite transaction + journal step -> Changes
                                                                                                    |
    the view repaints  <-  models re-read and compare by id  <-  views  <---------------------------+

A service never touches a widget, a model never writes the file. Undo and redo enter at the desk and come back as
Changes like any edit. The command line enters at services and stops at the file.

The layers, lowest first; a module imports its own layer or a lower one (tests/test_architecture.py holds it)::

    errors, paths, settings, files, palette, text   the ground: the standard library
    domain      what the work is: tables, and pure functions over them; no Qt, no SQL, no file, no clock
    store       the desk file: transactions, journal, undo, migrations, backups; alone in knowing the driver
    views       what a page shows: plain SQL to frozen rows; all that the first paint needs
    services    what a person can do: plain functions, desk first; imported on first use
    gantt       the picture without a painter: days to x, rows to shapes; painted by window, paper and Excel alike
    exchange    files that come and go: everything that comes in passes its guard
    reports     papers: what people wrote and what the desk says, composed once, rendered as PDF, Word and preview
    cli, ui     the two ways in; only ui imports PySide6

Reading and writing are apart: pages and papers read frozen rows through views, edits load SQLModel objects in
services inside ``desk.change()``. So the window paints before SQLModel, openpyxl and reportlab are imported.
Refusals are ``errors.UserError``, one sentence to show. Any other exception is a bug.
"""

__version__ = "0.1.0"
