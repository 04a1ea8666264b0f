"""Colours and sizes of the window, light and dark: one table of tokens, a palette and a style sheet made from it."""

import re
from dataclasses import asdict, dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from landmark_gui import resources


@dataclass(frozen=True)
class Colours:
    """The tokens of one theme, as ``#rrggbb``. Surfaces are neutral greys, so that they tint no photo.

    Attributes:
        window: Bars and dialogs.
        panel: Fields, lists and the review panel.
        grid: Behind photos.
        border: Lines between surfaces.
        text: Body text.
        muted: Secondary text.
        accent: What is chosen, and a person's decision.
        on_accent: Text on the accent.
        selection: Behind what is selected.
        hover: Behind what the pointer is over.
        confident: Verdict.
        ambiguous: Verdict.
        no_landmark: Verdict.
        error: What failed.
    """

    window: str
    panel: str
    grid: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    hover: str
    confident: str
    ambiguous: str
    no_landmark: str
    error: str


LIGHT = Colours(
    window="#f3f3f1",
    panel="#ffffff",
    grid="#e9e9e7",
    border="#d3d3d0",
    text="#1c1e20",
    muted="#5b6065",
    accent="#23609f",
    on_accent="#ffffff",
    selection="#cfe0f2",
    hover="#e4e4e1",
    confident="#1c7443",
    ambiguous="#9a5800",
    no_landmark="#5b6065",
    error="#b3261e",
)
DARK = Colours(
    window="#222326",
    panel="#2a2b2e",
    grid="#18191b",
    border="#3d3f43",
    text="#e9e9e7",
    muted="#aeb2b8",
    accent="#74b0ef",
    on_accent="#0e1c2a",
    selection="#2c435d",
    hover="#34363a",
    confident="#66c48d",
    ambiguous="#e6b057",
    no_landmark="#aeb2b8",
    error="#f28b82",
)

_DRAWINGS = ("tick", "dash")
"""Pictures in ``resources/styles``, each in the `Colours.on_accent` of either theme."""


def colours(palette: QPalette) -> Colours:
    """The tokens that go with a palette: a widget asks with its own, and needs no other state."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def is_dark(choice: str) -> bool:
    """Whether that choice of theme means the dark one now."""
    if choice == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return choice == "dark"


def apply(app: QApplication, choice: str) -> None:
    """Gives the whole app the chosen theme: ``system``, ``light`` or ``dark``."""
    tokens = DARK if is_dark(choice) else LIGHT
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(tokens))
    app.setStyleSheet(_style_sheet(tokens))


def title_font(base: QFont) -> QFont:
    """For the one line that matters most in a panel."""
    return _scaled(base, 1.3, QFont.Weight.DemiBold)


def strong_font(base: QFont) -> QFont:
    """For names within lists."""
    return _scaled(base, 1.0, QFont.Weight.DemiBold)


def small_font(base: QFont) -> QFont:
    """For secondary lines."""
    return _scaled(base, 0.9, QFont.Weight.Normal)


def _scaled(base: QFont, factor: float, weight: QFont.Weight) -> QFont:
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * factor)
    else:
        font.setPixelSize(round(base.pixelSize() * factor))
    font.setWeight(weight)
    return font


def _palette(tokens: Colours) -> QPalette:
    role = QPalette.ColorRole
    values = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.panel,
        role.AlternateBase: tokens.window,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.window,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error,
        role.ToolTipBase: tokens.panel,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Mid: tokens.border,
        role.Midlight: tokens.hover,
        role.Light: tokens.panel,
        role.Dark: tokens.border,
        role.Accent: tokens.accent,
    }
    palette = QPalette()
    for key, value in values.items():
        palette.setColor(key, QColor(value))
    disabled = QColor(tokens.muted)
    disabled.setAlpha(140)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, disabled)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.border))
    return palette


def _style_sheet(tokens: Colours) -> str:
    text = resources.path("styles/window.qss").read_text(encoding="utf-8")
    kind = "dark" if tokens is DARK else "light"
    drawings = {name: f'url("{resources.path(f"styles/{name}-{kind}.svg").as_posix()}")' for name in _DRAWINGS}
    values = asdict(tokens) | drawings

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise ValueError(f"styles/window.qss names the unknown colour {found[1]!r}")
        return f"{values[found[1]]};"

    return re.sub("@([^;]*);", value, text)  # at once, as there may be anything in the name of a folder


def app_palette() -> QPalette:
    """The palette of the running app."""
    app = QCoreApplication.instance()
    return app.palette() if isinstance(app, QApplication) else QPalette()
