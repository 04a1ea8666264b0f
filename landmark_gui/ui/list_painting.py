"""Painting that lists share: two lines of text, a key's cap, a bar."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from landmark_gui.ui import theme
from landmark_gui.ui.theme import Colours


def paint_row_background(painter: QPainter, option: QStyleOptionViewItem, tokens: Colours) -> None:
    """The rounded background of a row that is selected or under the pointer."""
    flag = QStyle.StateFlag
    if option.state & (flag.State_Selected | flag.State_MouseOver):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.selection if option.state & flag.State_Selected else tokens.hover))
        painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 5, 5)


def paint_two_lines(painter: QPainter, rect: QRect, font: QFont, lines: tuple[str, str], tokens: Colours) -> None:
    """A name in strong type and below it a secondary line; the name alone is centred vertically."""
    strong, small = theme.strong_font(font), theme.small_font(font)
    metrics, small_metrics = QFontMetrics(strong), QFontMetrics(small)
    height = metrics.height() + (small_metrics.height() if lines[1] else 0)
    top = rect.top() + (rect.height() - height) // 2
    align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(strong)
    painter.setPen(QColor(tokens.text))
    first = QRect(rect.left(), top, rect.width(), metrics.height())
    painter.drawText(first, align, metrics.elidedText(lines[0], Qt.TextElideMode.ElideRight, rect.width()))
    if lines[1]:
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        second = QRect(rect.left(), first.bottom() + 1, rect.width(), small_metrics.height())
        painter.drawText(second, align, small_metrics.elidedText(lines[1], Qt.TextElideMode.ElideRight, rect.width()))


def paint_one_line(painter: QPainter, rect: QRect, font: QFont, texts: tuple[str, str], tokens: Colours) -> None:
    """A name in strong type and beside it a secondary text, as far as there is room."""
    strong, small = theme.strong_font(font), theme.small_font(font)
    metrics, small_metrics = QFontMetrics(strong), QFontMetrics(small)
    align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    name = metrics.elidedText(texts[0], Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(strong)
    painter.setPen(QColor(tokens.text))
    painter.drawText(rect, align, name)
    used = metrics.horizontalAdvance(name) + 8
    if texts[1] and rect.width() - used > 3 * small_metrics.averageCharWidth():
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rest = rect.adjusted(0, 0, -used, 0) if mirrored else rect.adjusted(used, 0, 0, 0)
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(rest, align, small_metrics.elidedText(texts[1], Qt.TextElideMode.ElideRight, rest.width()))


def two_lines_height(font: QFont) -> int:
    """Height of a row of `paint_two_lines`, with air."""
    return QFontMetrics(theme.strong_font(font)).height() + QFontMetrics(theme.small_font(font)).height() + 14


def paint_key_cap(painter: QPainter, centre: QPointF, text: str, font: QFont, tokens: Colours) -> None:
    """A key as it looks on a keyboard."""
    small = theme.small_font(font)
    side = max(QFontMetrics(small).height() + 2, QFontMetrics(small).horizontalAdvance(text) + 10)
    height = QFontMetrics(small).height() + 2
    cap = QRectF(centre.x() - side / 2, centre.y() - height / 2, side, height)
    painter.setPen(QPen(QColor(tokens.border), 1))
    painter.setBrush(QColor(tokens.window))
    painter.drawRoundedRect(cap, 4, 4)
    painter.setFont(small)
    painter.setPen(QColor(tokens.muted))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)


def paint_bar(painter: QPainter, rect: QRectF, share: float, colour: str, tokens: Colours) -> None:
    """A bar of which a share (0–1) is filled, from the side where reading begins."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.hover))
    radius = rect.height() / 2
    painter.drawRoundedRect(rect, radius, radius)
    filled = QRectF(rect)
    filled.setWidth(max(rect.height(), rect.width() * max(0.0, min(1.0, share))))
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        filled.moveRight(rect.right())
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(filled, radius, radius)
