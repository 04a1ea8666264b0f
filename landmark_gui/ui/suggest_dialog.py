"""The small dialog "Suggest location": one photo large, its candidates, the others as a strip, the plan.

It only shows; what its keys and buttons do is connected in `landmark_gui.ui.suggest_review` and `suggest_writing`.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui import first_size, icons, theme
from landmark_gui.ui.action_button import ActionButton
from landmark_gui.ui.elided_label import ElidedLabel
from landmark_gui.ui.message_bar import MessageBar
from landmark_gui.ui.photo_strip import PhotoStrip
from landmark_gui.ui.review_panel import ReviewPanel
from landmark_gui.ui.suggest_actions import SuggestActions

_BUTTONS = ("no-landmark", "search", "skip", "undo", "same-for-all")
_SIZE = 960, 690


class SuggestDialog(QDialog):
    """The dialog. Stays alive when it is closed, for the next photos.

    Signals:
        painted: It has been painted for the first time since it was opened.
        closing: The person wants to close it; who listens decides by `close_now`.
    """

    painted = Signal()
    closing = Signal()

    def __init__(
        self,
        model: PhotoListModel,
        names: LandmarkNames,
        keys: Mapping[str, tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        """Builds it.

        Args:
            model: The photos.
            names: Names of landmarks.
            keys: See `shortcuts.keys_in_use`.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("suggestDialog")
        self.setWindowFlags(Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Suggest location"))
        self.setAccessibleName(self.tr("Suggest location"))
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(780, 520)  # candidates beside the photo, and every button whole
        self._model = model
        self._was_painted = False
        self.actions_ = SuggestActions(self, keys)
        self.messages = MessageBar()
        self.review = ReviewPanel(names, self.actions_, buttons=_BUTTONS)
        self.strip = PhotoStrip(model)
        self.plan_heading = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self.plan_line = QLabel()
        self.count = QLabel()
        self.go = ActionButton(self.actions_["go"])
        self.open_main = QPushButton(self.tr("Open in Main Window"))
        self.open_main.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Enter to the button that writes
        self._build()
        model.rowsInserted.connect(self._fit_strip)
        model.modelReset.connect(self._fit_strip)
        self._fit_strip()

    def _build(self) -> None:
        self.plan_heading.setFont(theme.strong_font(self.font()))
        self.plan_line.setWordWrap(True)
        self.plan_line.setProperty("muted", True)
        self.plan_line.setTextFormat(Qt.TextFormat.PlainText)
        self.plan_line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.plan_line.setAccessibleName(self.tr("What will be written"))
        self.count.setProperty("muted", True)
        self.go.setProperty("primary", True)
        self.go.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.open_main.setProperty("flat", True)
        self.open_main.setToolTip(self.tr("Shows these photos in the large window, with filters, map and settings"))
        self.plan = QFrame()
        self.plan.setObjectName("planBox")
        plan = QVBoxLayout(self.plan)
        plan.setContentsMargins(16, 8, 16, 8)
        plan.setSpacing(2)
        plan.addWidget(self.plan_heading)
        plan.addWidget(self.plan_line)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(16, 8, 16, 12)
        bottom.setSpacing(10)
        bottom.addWidget(self.count)
        bottom.addStretch(1)
        bottom.addWidget(self.open_main)
        bottom.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.messages)
        box.addWidget(self.review, 1)
        box.addWidget(self.strip)
        box.addWidget(self.plan)
        box.addLayout(bottom)

    # --- what it shows ----------------------------------------------------------------------------

    def set_plan(self, heading: str, line: str, details: str = "") -> None:
        """Says what will be written for the photo shown; empty texts where nothing will."""
        self.plan_heading.set_text(heading, details or heading)
        self.plan_line.setText(line)
        self.plan_line.setToolTip(details)

    def set_go(self, text: str, *, tip: str = "") -> None:
        """Says what Enter does."""
        self.actions_["go"].setText(text)
        self.actions_["go"].setToolTip(tip or text)

    def _fit_strip(self) -> None:
        """The strip is there for several photos only."""
        several = self._model.rowCount() > 1
        self.strip.setVisible(several)
        self.actions_["same-for-all"].setVisible(several)

    # --- opening and closing ----------------------------------------------------------------------

    def open_anew(self) -> None:
        """Shows the dialog, in front of what the person looks at."""
        self._was_painted = False
        if not self.isVisible():
            first_size.open_at(self, *_SIZE)
        self.show()
        self.come_forward()
        (self.strip if self.strip.isVisible() else self.go).setFocus()

    def come_forward(self) -> None:
        """Raises the dialog."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def close_now(self) -> None:
        """Closes it without asking again."""
        # Hidden rather than closed: this may be called while it is being closed, when Qt ignores another `close`.
        self.hide()

    def reject(self) -> None:
        """Esc closes like the title bar's button does."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Lets the owner say whether it may close."""
        event.ignore()
        self.closing.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Tells when the first paint is done."""
        super().showEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Esc are actions; a dialog's own handling would press some button."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """On low windows the photo needs the room more than the plan's second line."""
        super().resizeEvent(event)
        self.plan_line.setMaximumHeight(self.plan_line.fontMetrics().height() * (1 if self.height() < 520 else 2) + 4)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.actions_.set_icons(self.palette())
