"""The training photos most like the current photo: small pictures in a row, or a line that says why there are none."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from landmark_gui.ui import theme, wording
from landmark_gui.workers.explaining import NearPhoto

_SIZE = QSize(60, 45)


class NearestView(QWidget):
    """Shows training photos.

    Signals:
        opened: Path of a photo that was clicked.
        folder_wanted: The person wants to say where the training photos lie.
    """

    opened = Signal(str)
    folder_wanted = Signal()

    def __init__(self, lead: QWidget | None = None, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            lead: Stands before the line.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Most alike among its training photos"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("muted", True)
        self.words.setFont(theme.small_font(self.font()))
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.choose = QPushButton(self.tr("Choose Their Folder…"))
        self.choose.setProperty("flat", True)
        self.choose.setFont(theme.small_font(self.font()))
        self.choose.clicked.connect(self.folder_wanted)
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(10)
        if lead is not None:
            head.addWidget(lead)
        head.addWidget(self.words, 1)
        box.addLayout(head)
        box.addLayout(self._row)
        box.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        self.choose.hide()
        self.photos: tuple[NearPhoto, ...] = ()

    def say(self, text: str, *, choose: bool = False) -> None:
        """Shows a line and no photos.

        Args:
            text: It.
            choose: Whether to offer to name the folder.
        """
        self._fill(())
        self.words.setText(text)
        self.choose.setVisible(choose)

    def show_photos(self, photos: Sequence[NearPhoto]) -> None:
        """Shows these, the most similar one first."""
        self.words.setText(self.tr("Most alike among its training photos"))
        self.choose.hide()
        self._fill(photos)

    def _fill(self, photos: Sequence[NearPhoto]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.photos = tuple(photos)
        for photo in photos:
            self._row.addWidget(self._button(photo))
        if photos:
            self._row.addStretch(1)
        self.updateGeometry()

    def _button(self, photo: NearPhoto) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIconSize(_SIZE)
        if not photo.thumbnail.isNull():
            aspect, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            scale = self.devicePixelRatioF()
            pixmap = QPixmap.fromImage(photo.thumbnail.scaled(_SIZE * scale, aspect, smooth))
            pixmap.setDevicePixelRatio(scale)
            button.setIcon(QIcon(pixmap))
        name = self.tr("Training photo {file}").replace("{file}", photo.path.name)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({wording.percent(max(0.0, photo.similarity))})")
        path = str(photo.path)
        button.clicked.connect(lambda _=False: self.opened.emit(path))
        return button
