"""A field with a list below it: the shape of the landmark search and of the command palette."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

_WIDTH, _ROWS, _FEWEST, _MARGIN = 480, 8, 2, 8
_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PopupSearch(QDialog):
    """Typing narrows the list, arrows move in it, Enter takes the row, Escape leaves.

    Signals:
        taken: The index of the row that was chosen; the popup is closed by then.
        typed: The text changed.
    """

    taken = Signal(QModelIndex)
    typed = Signal(str)

    def __init__(self, parent: QWidget, title: str, hint: str, model: QAbstractItemModel) -> None:
        """Makes it.

        Args:
            parent: The window over which it opens.
            title: For assistive programs.
            hint: In the empty field.
            model: Of the list.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setProperty("popup", True)
        self._row = 0  # height, pixels
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(title)
        self.list = QListView()
        self.list.setModel(model)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = QLabel()
        self.empty.setProperty("muted", True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setMargin(16)
        box = QVBoxLayout(self)
        box.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        box.setSpacing(_MARGIN)
        box.addWidget(self.field)
        box.addWidget(self.list)
        box.addWidget(self.empty)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._text_changed)
        self.list.clicked.connect(self._take)
        model.modelReset.connect(self._model_changed)

    def open_over(self, widget: QWidget) -> None:
        """Opens in the upper middle of a widget, with an empty field."""
        self.field.clear()
        self._text_changed("")
        width = min(_WIDTH, max(280, widget.width() - 40))
        option = QStyleOptionViewItem()
        self.list.initViewItemOption(option)
        self._row = self.list.itemDelegate().sizeHint(option, QModelIndex()).height()
        self.setFixedWidth(width)
        self._fit()
        corner = widget.mapToGlobal(QPoint((widget.width() - width) // 2, min(90, widget.height() // 8)))
        self.move(corner)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Lets arrows and Enter work in the list while the field has the focus."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _TO_LIST:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def empty_text(self, text: str) -> str:
        """What to say where nothing is found for a text; for subclasses."""
        return self.tr("Nothing found")

    def _text_changed(self, text: str) -> None:
        self.typed.emit(text)
        self._model_changed()

    def _model_changed(self) -> None:
        rows = self.list.model().rowCount()
        self.list.setVisible(rows > 0)
        self.empty.setVisible(rows == 0)
        self.empty.setText(self.empty_text(self.field.text()))
        self._fit()
        if rows:
            self.list.setCurrentIndex(self.list.model().index(0, 0))

    def _fit(self) -> None:
        """Is as high as what was found."""
        if not self._row:
            return
        rows = max(_FEWEST, min(_ROWS, self.list.model().rowCount()))
        for part in (self.list, self.empty):
            part.setFixedHeight(rows * self._row + 4)
        self.setFixedHeight(self.field.sizeHint().height() + rows * self._row + 4 + 3 * _MARGIN)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.close()
            self.taken.emit(index)
