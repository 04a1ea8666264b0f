"""What stands where photos would be while there are none: why, and what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from landmark_gui.ui import icons, theme
from landmark_gui.ui.elided_label import ElidedLabel

_ICON = 56
_RECENT = 5
_TEXT_WIDTH = 460


class EmptyState(QWidget):
    """A sentence, a button, and where nothing is open also the folders opened last.

    Signals:
        open_wanted: The person wants to choose a folder.
        folder_chosen: Path of a recent folder.
        filter_cleared: The person wants to see all photos.
    """

    open_wanted = Signal()
    folder_chosen = Signal(str)
    filter_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = QLabel()
        self._title = QLabel()
        self._title.setFont(theme.title_font(self.font()))
        self._title.setWordWrap(True)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setProperty("muted", True)
        for label in (self._picture, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._open = QPushButton(self.tr("Open Folder…"))
        self._open.setProperty("primary", True)
        self._open.clicked.connect(self.open_wanted)
        self._clear = QPushButton(self.tr("Show All Photos"))
        self._clear.clicked.connect(self.filter_cleared)
        self._recent = QWidget()
        self._recent_box = QVBoxLayout(self._recent)
        self._recent_box.setContentsMargins(0, 14, 0, 0)
        self._recent_box.setSpacing(2)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        box.addStretch(2)
        box.addWidget(self._picture)
        box.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        for button in (self._open, self._clear):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._recent, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        self.show_start(())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lets texts wrap at a width that reads well."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(120, min(_TEXT_WIDTH, self.width() - 40))
        for label in (self._title, self._text):
            label.setFixedSize(width, label.heightForWidth(width))

    def show_start(self, recent: Sequence[str]) -> None:
        """Nothing is open yet."""
        self._show(
            "photo",
            self.tr("Which landmarks are in your photos?"),
            self.tr(
                "Open a folder of photos, or drop one here. Everything stays on this computer, and no file is changed "
                "before you say so."
            ),
        )
        self._open.show()
        self.set_recent(recent)

    def set_recent(self, recent: Sequence[str]) -> None:
        """Offers the folders opened last, where nothing is open."""
        while (item := self._recent_box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if recent:
            heading = QLabel(self.tr("Opened before"))
            heading.setProperty("muted", True)
            heading.setFont(theme.small_font(self.font()))
            heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._recent_box.addWidget(heading)
        for folder in recent[:_RECENT]:
            self._recent_box.addWidget(self._recent_row(folder))
        self._recent.setVisible(bool(recent) and self._starting)

    def show_looking(self) -> None:
        """A folder is being searched."""
        self._show("search", self.tr("Looking for photos…"), "")

    def show_no_photos(self, folder: str) -> None:
        """The folder has none."""
        text = self.tr("JPEG, PNG, HEIC, AVIF, WebP, TIFF and cameras' RAW files are looked for, also in subfolders.")
        self._show("folder", self.tr("No photos in {folder}").replace("{folder}", folder), text)
        self._open.show()

    def show_filtered(self) -> None:
        """The filter leaves none."""
        self._show("filter", self.tr("No photo fits the filter"), self.tr("All photos are still there."))
        self._clear.show()

    @property
    def title(self) -> str:
        """The sentence shown."""
        return self._title.text()

    def _show(self, icon: str, title: str, text: str) -> None:
        self._starting = icon == "photo"
        ratio = self.devicePixelRatioF()
        picture = icons.pixmap(icon, QSize(_ICON, _ICON) * ratio, theme.colours(self.palette()).muted)
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._fit()
        for widget in (self._open, self._clear, self._recent):
            widget.hide()

    def _recent_row(self, folder: str) -> QWidget:
        button = QPushButton()
        button.setProperty("flat", True)
        button.setAccessibleName(folder)
        button.setToolTip(folder)
        button.setMinimumWidth(320)
        button.setMinimumHeight(button.fontMetrics().height() + 12)
        label = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        label.setText(folder)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(button)
        row.setContentsMargins(8, 2, 8, 2)
        row.addWidget(label)
        button.clicked.connect(lambda: self.folder_chosen.emit(folder))
        return button
