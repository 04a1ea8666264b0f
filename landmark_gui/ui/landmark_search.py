"""Finds any landmark of the gazetteer by what a person types."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from landmark_gui.models.gazetteer_search import KEY_ROLE, PLACE_ROLE, GazetteerSearchModel
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.ui import list_painting, theme
from landmark_gui.ui.popup_search import PopupSearch

_REMEMBERED = 8
Index = QModelIndex | QPersistentModelIndex


class _LandmarkDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(200, list_painting.two_lines_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme.colours(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        list_painting.paint_row_background(painter, option, tokens)
        lines = (index.data(), index.data(PLACE_ROLE) or "")
        list_painting.paint_two_lines(painter, option.rect.adjusted(12, 2, -12, -2), option.font, lines, tokens)
        painter.restore()


class LandmarkSearch(PopupSearch):
    """Names in any language and spelling, without accents, with small typing errors; the places help too.

    Signals:
        chosen: Key of a landmark.
    """

    chosen = Signal(str)

    def __init__(self, names: LandmarkNames, parent: QWidget) -> None:
        """Makes it.

        Args:
            names: Knows the gazetteer.
            parent: The window over which it opens.
        """
        self._model = GazetteerSearchModel(names)
        super().__init__(parent, self.tr("Find a landmark"), self.tr("Name, place or country"), self._model)
        self._model.setParent(self)
        self._names = names
        self._recent: tuple[str, ...] = ()
        self.list.setItemDelegate(_LandmarkDelegate(self.list))
        self.typed.connect(lambda text: self._model.search(text, self._recent))
        self.taken.connect(self._chosen)

    def empty_text(self, text: str) -> str:
        """See `PopupSearch`."""
        if self._names.gazetteer is None:
            return self.tr("The list of landmarks is still being read.")
        if text.strip():
            return self.tr("No landmark is called “{text}”.").replace("{text}", text.strip())
        return self.tr("Type a name such as “Machu Picchu”, or a place such as “Rome”.")

    def _chosen(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        self._recent = tuple(dict.fromkeys((key, *self._recent)))[:_REMEMBERED]
        self.chosen.emit(key)
