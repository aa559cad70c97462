"""Colours, type and icons of the window, in light and dark.

Holds the palette as roles (resources/themes/*.toml), the application font, the icon cache and the switch between
light, dark and the system's own choice. Sets Fusion, a QPalette and one small style sheet. Widgets that paint
themselves ask for `color(role)` in their paintEvent, so that a switch needs nothing but a repaint.
"""

from __future__ import annotations

import weakref
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from imgdesk.palette import colours
from imgdesk.paths import resource
from imgdesk.ui.style_sheet import style_sheet

MODES = ("auto", "light", "dark")
FAMILY = "Noto Sans"
BODY, SMALL, HEADING, TITLE = 13, 11, 14, 15
ROW_COMFORTABLE, ROW_COMPACT = 34, 26

_FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
_ITALIC_FILE = "NotoSans-Italic.ttf"


def load_palette(name: str) -> dict[str, QColor]:
    """Return role -> colour of the theme `name`, light or dark.

    Two roles are derived from the file's: `onaccent` (text on an accent ground) and `accenthover`.
    """
    roles = {role: QColor(value) for role, value in colours(name).items()}
    grounds = (QColor("#FFFFFF"), QColor("#14181E"))
    roles["onaccent"] = max(grounds, key=lambda ground: contrast(ground, roles["accent"]))
    roles["accenthover"] = roles["accent"].darker(112) if name == "light" else roles["accent"].lighter(108)
    return roles


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


class Theme(QObject):
    """The look in force. `changed` is emitted after the application has been dressed anew."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "auto") -> None:
        super().__init__(app)
        self._app = app
        self._palettes: dict[str, dict[str, QColor]] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._sources: dict[str, bytes] = {}
        self._bound: list[tuple[weakref.ref[Any], str, str, str, int]] = []
        self._mode = mode if mode in MODES else "auto"
        self._name = ""
        self.type_scale = 1.0
        app.setFont(_application_font())
        if self._mode != "auto":
            self._tell_system()
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    @property
    def mode(self) -> str:
        """What was chosen: auto, light or dark."""
        return self._mode

    @property
    def name(self) -> str:
        """What is shown: light or dark."""
        return self._name

    def set_mode(self, mode: str) -> None:
        """Choose auto, light or dark; the window changes at once."""
        self._mode = mode if mode in MODES else "auto"
        self._tell_system()
        self._dress()

    def color(self, role: str) -> QColor:
        """Return the colour of a role ("text", "fa2", "hatch", ...); an unknown role is a KeyError."""
        return self._roles[role]

    def font(self, size: int = BODY, *, semibold: bool = False, italic: bool = False) -> QFont:
        """Return the application font at `size` pixels (at 100 %) with tabular digits."""
        return make_font(round(size * self.type_scale), semibold=semibold, italic=italic)

    def set_type_scale(self, scale: float) -> None:
        """Make what widgets paint themselves, table and chart, larger: people at the back of a room shall read it."""
        if scale != self.type_scale:
            self.type_scale = scale
            self.changed.emit()

    def load_italic(self) -> None:
        """Load the italic face; later than the others because nothing in the first paint is italic."""
        QFontDatabase.addApplicationFont(str(resource("fonts", _ITALIC_FILE)))

    def pixmap(self, name: str, role: str = "text", size: int = 16) -> QPixmap:
        """Return the icon `name` in the colour of `role`, `size` pixels square at the screen's own resolution."""
        ratio = self._app.devicePixelRatio()
        key = (name, self.color(role).name(), size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _render(self._source(name), self.color(role), size, ratio)
        return self._pixmaps[key]

    def picture(self, name: str, size: int) -> QPixmap:
        """Return the icon `name` in its own colours (the program's mark)."""
        return _render(self._source(name), None, size, self._app.devicePixelRatio())

    def icon(self, name: str, role: str = "text", on_role: str = "", size: int = 16) -> QIcon:
        """Return an icon in today's colours; `on_role` colours its checked state. See `bind` to follow a switch."""
        icon = QIcon(self.pixmap(name, role, size))
        if on_role:
            icon.addPixmap(self.pixmap(name, on_role, size), QIcon.Mode.Normal, QIcon.State.On)
        return icon

    def bind(self, target: Any, name: str, role: str = "text", on_role: str = "", size: int = 16) -> None:
        """Give `target` (anything with setIcon) the icon, now and after every switch for as long as it lives."""
        if hasattr(target, "setIconSize"):
            target.setIconSize(QSize(size, size))
        target.setIcon(self.icon(name, role, on_role, size))
        self._bound.append((weakref.ref(target), name, role, on_role, size))

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            self._sources[name] = resource("icons", f"{name}.svg").read_bytes()
        return self._sources[name]

    def _scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode == "auto":
            self._dress()

    def _tell_system(self) -> None:
        """Ask for a title bar and file dialogs of the same tone, where the system has them."""
        hints = self._app.styleHints()
        if self._mode == "auto":
            hints.unsetColorScheme()
        else:
            dark = self._mode == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _wanted(self) -> str:
        if self._mode != "auto":
            return self._mode
        return "dark" if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _dress(self) -> None:
        name = self._wanted()
        if name == self._name:
            return
        if name not in self._palettes:
            self._palettes[name] = load_palette(name)
        self._name = name
        self._roles = self._palettes[name]
        self._app.setPalette(qt_palette(self._roles))
        self._app.setPalette(qt_palette(self._roles, selection="sel"), "QAbstractItemView")  # type: ignore[arg-type]
        boxes = qt_palette(self._roles)
        boxes.setColor(QPalette.ColorRole.Window, self._roles["muted"])  # Fusion frames a box to tick by it
        self._app.setPalette(boxes, "QCheckBox")  # type: ignore[arg-type]
        self._app.setStyleSheet(style_sheet({role: color.name() for role, color in self._roles.items()}))
        self._redraw_bound()
        self.changed.emit()

    def _redraw_bound(self) -> None:
        alive = []
        for entry in self._bound:
            target = entry[0]()
            if target is not None and isValid(target):
                target.setIcon(self.icon(*entry[1:]))
                alive.append(entry)
        self._bound = alive


def make_font(size: int = BODY, *, semibold: bool = False, italic: bool = False) -> QFont:
    """Return the bundled typeface at `size` pixels with tabular digits."""
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setItalic(italic)
    if semibold:
        font.setWeight(QFont.Weight.DemiBold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _application_font() -> QFont:
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    return make_font()


def _render(source: bytes, color: QColor | None, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side, side))
    if color is not None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), color)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def qt_palette(roles: dict[str, QColor], selection: str = "accent") -> QPalette:
    """Return a QPalette for Fusion from our roles, so that plain Qt widgets fit in without any style sheet.

    `selection` is the ground of what is selected: accent in text fields, the quiet sel in lists and tables.
    """
    selected = "onaccent" if selection == "accent" else "text"
    role = QPalette.ColorRole
    normal = {
        role.Window: "bg", role.WindowText: "text", role.Base: "surface", role.AlternateBase: "raised",
        role.Text: "text", role.Button: "surface", role.ButtonText: "text", role.BrightText: "red",
        role.Highlight: selection, role.HighlightedText: selected, role.Accent: "accent",
        role.ToolTipBase: "raised", role.ToolTipText: "text", role.PlaceholderText: "muted",
        role.Link: "accent", role.LinkVisited: "accent", role.Light: "surface", role.Midlight: "grid",
        role.Mid: "line", role.Dark: "hatch", role.Shadow: "muted",
    }  # fmt: skip
    palette = QPalette()
    for qt_role, name in normal.items():
        palette.setColor(qt_role, roles[name])
    for qt_role in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, qt_role, roles["gap"])
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, roles["line"])
    return palette
