"""The size that a window opens with: the one that suits it, or as much of it as the screen has room for."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_SCREEN_SHARE = 0.92  # the rest is for the frame, and to see what lies below


def open_at(window: QWidget, width: int, height: int) -> None:
    """Gives a window that size, in pixels, or less on a small screen."""
    screen = window.screen() or QGuiApplication.primaryScreen()
    window.resize(QSize(width, height).boundedTo(screen.availableSize() * _SCREEN_SHARE))
