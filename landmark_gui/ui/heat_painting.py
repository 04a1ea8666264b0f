"""Paints heat maps over photos, and their legend."""

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QLinearGradient, QPainter, qRgba

from landmark_gui.inference import heat_scale
from landmark_gui.ui import theme
from landmark_gui.ui.theme import Colours

_GREY = QImage.Format.Format_Grayscale8
_SMOOTH = 256
_MARGIN, _PAD, _BAR_WIDTH, _BAR_HEIGHT = 8, 7, 72, 7


def coloured(levels: QImage) -> QImage:
    """A heat map to lay over a photo.

    Args:
        levels: `Format_Indexed8`, from 0 for nothing to 255 for most; its own colours do not count.
    """
    # Enlarged while it is a scale of numbers: between two colours lies none that the scale does not have.
    grey = QImage(levels.constBits(), levels.width(), levels.height(), levels.bytesPerLine(), _GREY)
    smooth = Qt.TransformationMode.SmoothTransformation
    large = grey.scaled(QSize(_SMOOTH, _SMOOTH), Qt.AspectRatioMode.IgnoreAspectRatio, smooth).convertToFormat(_GREY)
    picture = QImage(large.constBits(), _SMOOTH, _SMOOTH, large.bytesPerLine(), QImage.Format.Format_Indexed8)
    picture.setColorTable(_table())
    return picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


@cache
def _table() -> list[int]:
    return [qRgba(*entry) for entry in heat_scale.table()]


def paint_legend(painter: QPainter, place: QRectF, texts: tuple[str, str], has_map: bool, tokens: Colours) -> None:
    """What the colours say, in the lower corner of a picture where lines begin.

    Args:
        painter: On the widget.
        place: Of the picture.
        texts: What the map shows, or why there is none, at length and in short.
        has_map: Whether there is one.
        tokens: Of the theme.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme.small_font(painter.font())
    painter.setFont(font)
    metrics = QFontMetrics(font)
    bar = _BAR_WIDTH + 10 if has_map else 0
    room = place.width() - 2 * (_MARGIN + _PAD) - bar
    text = texts[0] if metrics.horizontalAdvance(texts[0]) <= room else texts[1]
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(max(40, room)))
    width = metrics.horizontalAdvance(text) + 2 * _PAD + bar
    height = metrics.height() + _PAD
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = place.right() - _MARGIN - width if mirrored else place.left() + _MARGIN
    box = QRectF(left, place.bottom() - _MARGIN - height, width, height)
    ground = QColor(tokens.panel)
    ground.setAlphaF(0.94)
    painter.setPen(QColor(tokens.border))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    inner = box.adjusted(_PAD, 0, -_PAD, 0)
    if has_map:
        start = inner.right() - _BAR_WIDTH if mirrored else inner.left()
        scale = QRectF(start, box.center().y() - _BAR_HEIGHT / 2, _BAR_WIDTH, _BAR_HEIGHT)
        ends = (scale.topRight(), scale.topLeft()) if mirrored else (scale.topLeft(), scale.topRight())
        gradient = QLinearGradient(*ends)
        for number, name in enumerate(heat_scale.SCALE):
            gradient.setColorAt(number / (len(heat_scale.SCALE) - 1), QColor(name))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(scale, 2, 2)
        inner = inner.adjusted(0, 0, -bar, 0) if mirrored else inner.adjusted(bar, 0, 0, 0)
    painter.setPen(QColor(tokens.text))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)
    painter.restore()
