"""The application style sheet: buttons, fields, menus, scroll bars and the frames of the window.

One template filled with the palette's roles. Trees, tables and the chart have no rule here on purpose: a style sheet
on an item view costs more than all its painting. They take their colours from the QPalette. Widgets choose their
look by the dynamic properties `look` (labels, frames) and `kind` (buttons); see widgets/.
"""

from __future__ import annotations

from string import Template

from imgdesk import paths

_SHEET = Template("""
QToolTip { color: $text; background: $raised; border: 1px solid $line; padding: 4px 6px; }

QLabel[look="brand"] { font-size: 15px; font-weight: 600; color: $text; }
QLabel[look="title"] { font-size: 15px; font-weight: 600; color: $text; }
QLabel[look="heading"] { font-size: 14px; font-weight: 600; color: $text; }
QLabel[look="strong"] { font-weight: 600; color: $text; }
QLabel[look="hero"] { font-size: 28px; font-weight: 600; color: $text; }
QLabel[look="lead"] { font-size: 15px; color: $muted; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="small"] { font-size: 11px; color: $muted; }
QLabel[look="caption"] { font-size: 11px; font-weight: 600; color: $muted; }
QLabel[look="key"] { font-size: 11px; color: $text; background: $surface; border: 1px solid $line;
  border-radius: 4px; padding: 1px 6px; }

QLabel[look="badge"] { font-size: 11px; border-radius: 9px; padding: 1px 6px; min-height: 16px; color: $muted;
  background: $grid; }
QLabel[look="tag"] { font-size: 11px; border-radius: 4px; padding: 2px 7px; color: $text; background: $grid; }
QLabel[look="tag"][tone="accent"] { color: $accent; background: $accentbg; }
QLabel[look="tag"][tone="red"] { color: $red; background: $redbg; }
QLabel[look="tag"][tone="amber"] { color: $amber; background: $amberbg; }
QLabel[look="tag"][tone="green"] { color: $green; background: $greenbg; }

QFrame[look="page"] { background: $surface; border: none; }
QFrame[look="ground"] { background: $bg; border: none; }
QFrame[look="raised"] { background: $raised; border: none; }
QFrame[look="rail"] { background: $raised; border: none; border-right: 1px solid $line; }
QFrame[look="topbar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[look="toolbar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[look="status"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[look="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="toast"] { background: $text; border: none; border-radius: 6px; }
QFrame[look="toast"] QLabel { color: $surface; }
QFrame[look="toast"] QPushButton { color: $surface; background: transparent; border: 1px solid $muted; }
QFrame[look="toast"] QPushButton:hover, QFrame[look="toast"] QPushButton:focus { border-color: $surface; }
QFrame[look="banner"] { background: $amberbg; border: none; border-bottom: 1px solid $line; }
QFrame[look="banner"] QLabel { color: $amber; }
QFrame[look="bar"] { background: $raised; border: none; border-bottom: 1px solid $line; }
QFrame[look="calm"] { background: $accentbg; border: none; border-bottom: 1px solid $line; }
QFrame[look="calm"] QLabel { color: $text; }
QFrame[look="question"] { background: $amberbg; border: none; border-radius: 6px; }
QFrame[look="question"] QLabel { color: $amber; }

QPushButton { min-height: 18px; padding: 5px 14px; border: 1px solid $line; border-radius: 6px; color: $text;
  background: $surface; outline: 0; }
QPushButton:hover { background: $grid; }
QPushButton:pressed, QPushButton:open { background: $line; }
QPushButton:disabled { color: $gap; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"], QPushButton:default { color: $onaccent; background: $accent; border-color: $accent; }
QPushButton[kind="primary"]:hover, QPushButton:default:hover { background: $accenthover; border-color: $accenthover; }
QPushButton[kind="primary"]:focus, QPushButton:default:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled, QPushButton:default:disabled { color: $muted; background: $grid;
  border-color: $line; }
QPushButton[kind="quiet"] { border-color: transparent; background: transparent; }
QPushButton[kind="quiet"]:hover { background: $grid; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }

QPushButton[kind="chip"] { min-height: 16px; padding: 3px 12px; border-radius: 12px; color: $muted; }
QPushButton[kind="chip"]:hover { color: $text; }
QPushButton[kind="chip"]:checked, QPushButton[kind="chip"][on="true"] { color: $accent; background: $accentbg;
  border-color: $accentbg; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 2px 11px; }
QPushButton[kind="chip"]:disabled { color: $gap; }
QPushButton[kind="chip"][tone="green"]:checked { color: $green; background: $greenbg; border-color: $greenbg; }
QPushButton[kind="chip"][tone="amber"]:checked { color: $amber; background: $amberbg; border-color: $amberbg; }
QPushButton[kind="chip"][tone="red"]:checked { color: $red; background: $redbg; border-color: $redbg; }
QPushButton[kind="chip"][tone="neutral"]:checked { color: $text; background: $grid; border-color: $line; }
QPushButton[kind="chip"][tone]:checked:focus { border: 2px solid $accent; }

QPushButton[kind="source"] { min-height: 14px; padding: 1px 7px; border: 1px solid transparent; border-radius: 4px;
  font-size: 11px; color: $accent; background: $accentbg; }
QPushButton[kind="source"]:hover { border-color: $accent; }
QPushButton[kind="source"]:focus { border: 2px solid $accent; padding: 0 6px; }

QPushButton[kind="nav"] { text-align: left; min-height: 34px; padding: 0 12px; border: 1px solid transparent;
  background: transparent; color: $muted; }
QPushButton[kind="nav"]:hover { background: $grid; }
QPushButton[kind="nav"]:checked { background: $accentbg; color: $accent; }
QPushButton[kind="nav"]:focus { border: 2px solid $accent; padding: 0 11px; }

QPushButton[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 0; }
QPushButton[kind="card"]:hover { border-color: $accent; }
QPushButton[kind="card"]:pressed { background: $sel; }
QPushButton[kind="card"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton[kind="row"] { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0; }
QPushButton[kind="row"]:hover { background: $sel; }
QPushButton[kind="row"]:focus { border-color: $accent; padding: 0; }

QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; background: transparent; color: $text; }
QToolButton:hover { background: $grid; }
QToolButton:pressed, QToolButton:checked { background: $accentbg; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton:focus { border: 2px solid $accent; padding: 3px; }

QLineEdit, QPlainTextEdit, QTextEdit { color: $text; background: $surface; border: 1px solid $line; border-radius: 6px;
  padding: 5px 8px; selection-background-color: $accent; selection-color: $onaccent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 4px 7px; }
QLineEdit:disabled, QLineEdit:read-only { background: $raised; }
QPlainTextEdit[look="line"], QPlainTextEdit[look="line"]:focus { border: none; padding: 0; background: transparent; }

QLineEdit[look="inline"], QLineEdit[look="heading"], QPlainTextEdit[look="papertitle"], QPlainTextEdit[look="inline"] {
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px 7px; }
QLineEdit[look="inline"]:read-only, QLineEdit[look="heading"]:read-only { background: transparent; }
QLineEdit[look="inline"]:hover:!read-only:!focus, QLineEdit[look="heading"]:hover:!read-only:!focus,
QPlainTextEdit[look="papertitle"]:hover:!read-only:!focus, QPlainTextEdit[look="inline"]:hover:!read-only:!focus {
  border-color: $line; }
QLineEdit[look="inline"]:focus, QLineEdit[look="heading"]:focus, QPlainTextEdit[look="papertitle"]:focus,
QPlainTextEdit[look="inline"]:focus { background: $surface; border: 2px solid $accent; padding: 2px 6px; }
QLineEdit[look="heading"] { font-size: 14px; font-weight: 600; }
QPlainTextEdit[look="papertitle"] { font-size: 19px; font-weight: 600; }
QPlainTextEdit[look="cell"], QPlainTextEdit[look="cell"]:focus { border: 2px solid $accent; border-radius: 2px;
  padding: 1px 2px; background: $surface; }

QTableWidget[look="grid"] { gridline-color: $line; border: none; border-left: 1px solid $line;
  border-top: 1px solid $line; }

QComboBox { color: $text; background: $surface; border: 1px solid $line; border-radius: 6px; padding: 5px 8px;
  selection-background-color: $accent; selection-color: $onaccent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox:focus, QComboBox:on { border: 2px solid $accent; padding: 4px 7px; }
QComboBox:disabled { background: $raised; color: $muted; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px; outline: 0;
  selection-background-color: $accentbg; selection-color: $accent; }

QListWidget[look="offers"] { background: $surface; border: 1px solid $line; }
QListWidget[look="offers"]::item { padding: 0 6px; border-radius: 4px; color: $text; }
QListWidget[look="offers"]::item:selected { background: $accentbg; color: $accent; }

QMenuBar { background: $raised; border-bottom: 1px solid $line; padding: 2px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; color: $text; }
QMenuBar::item:selected { background: $accentbg; color: $accent; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $accentbg; color: $accent; }
QMenu::item:disabled { color: $gap; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QHeaderView { background: $surface; border: none; }
QHeaderView::section { color: $muted; background: $surface; border: none; border-bottom: 1px solid $line;
  padding: 0 8px; font-size: 11px; font-weight: 600; }

QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: $hatch; border-radius: 3px; margin: 3px; }
QScrollBar::handle:hover { background: $gap; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }

QProgressBar { background: $grid; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")


def style_sheet(colors: dict[str, str]) -> str:
    """Return the sheet for a palette given as role -> "#rrggbb"."""
    return _SHEET.substitute(colors, arrow=paths.resource("themes", "drop-down.svg").as_posix())
