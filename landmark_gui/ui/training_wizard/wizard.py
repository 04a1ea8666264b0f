"""The wizard's window: the pages in order, with a list of them on the left."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.training_flow.flow import PAGES, Hindrance, Page
from landmark_gui.training_flow.jobs import Job, Status
from landmark_gui.ui import first_size, theme
from landmark_gui.ui.message_bar import MessageBar
from landmark_gui.ui.training_wizard import texts
from landmark_gui.ui.training_wizard.check_page import CheckPage
from landmark_gui.ui.training_wizard.data_page import DataPage
from landmark_gui.ui.training_wizard.own_photos import OwnPhotos
from landmark_gui.ui.training_wizard.page import WizardPage
from landmark_gui.ui.training_wizard.pipeline_page import PipelinePage
from landmark_gui.ui.training_wizard.result_page import ResultPage
from landmark_gui.ui.training_wizard.save_page import SavePage
from landmark_gui.ui.training_wizard.session import TrainingSession
from landmark_gui.ui.training_wizard.training_page import TrainingPage
from landmark_gui.workers.worker import Worker


class TrainingWizard(QDialog):
    """Draws the flow; closing it ends nothing.

    Signals:
        photo_opened: Path of a photo that the person wants to see large.
    """

    photo_opened = Signal(str)

    def __init__(
        self, session: TrainingSession, photos: Callable[[], Sequence[Path]], parent: QWidget | None = None
    ) -> None:
        """Makes it.

        Args:
            session: The flow and its processes.
            photos: The person's own, to try a model on.
            parent: The main window.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self.session = session
        self.setObjectName("trainingWizard")
        self.setWindowTitle(self.tr("Train a Model"))
        first_size.open_at(self, 980, 640)
        self.setMinimumSize(820, 540)
        self.messages = MessageBar()
        self.own = OwnPhotos(photos)
        self.data_page = DataPage(session)
        self.pipeline_page = PipelinePage(session)
        self.check_page = CheckPage(session)
        self.training_page = TrainingPage(session)
        self.result_page = ResultPage(session, self.own)
        self.save_page = SavePage(session)
        self.pages: dict[Page, WizardPage] = {
            Page.DATA: self.data_page,
            Page.PIPELINE: self.pipeline_page,
            Page.CHECK: self.check_page,
            Page.TRAINING: self.training_page,
            Page.RESULT: self.result_page,
            Page.SAVE: self.save_page,
        }
        self.stack = QStackedWidget()
        for page in PAGES:
            self.stack.addWidget(self.pages[page])
        self._steps: dict[Page, QPushButton] = {}
        self._why = QLabel()
        self._why.setProperty("muted", True)
        self._why.setWordWrap(True)
        self.back_button = QPushButton(self.tr("Back"))
        self.back_button.clicked.connect(self._back)
        self.next_button = QPushButton(self.tr("Next"))
        self.next_button.setProperty("primary", True)
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(self._next)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.close)
        self._build()
        self._shown_page: Page | None = None
        session.changed.connect(self.refresh)
        session.progressed.connect(self._refresh_progress)
        session.training_changed.connect(self.refresh)
        session.problem.connect(self._problem)
        self.result_page.photo_opened.connect(self.photo_opened)
        self.own.opened.connect(lambda picture: self.photo_opened.emit(picture.path))
        self.refresh()
        self.data_page.folder.setFocus()

    def _build(self) -> None:
        side = QFrame()
        side.setObjectName("wizardSteps")
        side.setFixedWidth(178)
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 16, 10, 16)
        column.setSpacing(4)
        for number, page in enumerate(PAGES, 1):
            button = QPushButton(f"{number}   {texts.page_words(page)}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumWidth(148)
            button.clicked.connect(lambda _=False, target=page: self._show(target))
            self._steps[page] = button
            column.addWidget(button)
        column.addStretch(1)
        self._kept = QLabel()
        self._kept.setWordWrap(True)
        self._kept.setProperty("muted", True)
        self._kept.setFont(theme.small_font(self.font()))
        column.addWidget(self._kept)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.messages)
        right.addWidget(self.stack, 1)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setObjectName("wizardLine")
        right.addWidget(line)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 10, 20, 12)
        buttons.setSpacing(8)
        buttons.addWidget(self._why, 1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.next_button)
        buttons.addWidget(self.close_button)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)

    # --- where one is -------------------------------------------------------------------------------

    def _show(self, page: Page) -> None:
        self.session.flow.show(page)
        self.refresh()

    def _back(self) -> None:
        self.session.flow.back()
        self.refresh()

    def _next(self) -> None:
        flow = self.session.flow
        if flow.page is Page.CHECK and (flow.job is None or not flow.has_result or flow.job.status is Status.SAVED):
            self.session.train()
            return
        if flow.page is Page.SAVE:
            self.close()
            return
        flow.next()
        self.refresh()

    def take_up(self, job: Job) -> None:
        """Shows a job from disk."""
        self.session.look_at(job)
        self.data_page.set_choice(job.data)
        self.session.flow.data_folder = job.data_folder
        self.refresh()

    def start_anew(self) -> None:
        """Back to the first page."""
        self.session.discard()

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Shows what the flow says."""
        flow = self.session.flow
        for page, button in self._steps.items():
            button.setChecked(page is flow.page)
            button.setEnabled(flow.may_show(page) or page is flow.page)
        if self._shown_page is not flow.page:
            self._shown_page = flow.page
            self.stack.setCurrentWidget(self.pages[flow.page])
            self.messages.clear()
            self.pages[flow.page].entered()
        self.pages[flow.page].refresh()
        hindrance = flow.hindrance()
        self.back_button.setVisible(flow.page is not Page.DATA)
        self.back_button.setEnabled(not flow.is_training)
        saved = flow.job is not None and flow.job.status is Status.SAVED
        starts = flow.page is Page.CHECK and (flow.job is None or not flow.has_result or saved)
        self.next_button.setText(
            self.tr("Start Training") if starts
            else self.tr("Done") if flow.page is Page.SAVE
            else self.tr("Next")
        )  # fmt: skip
        self.next_button.setVisible(flow.page is not Page.SAVE or hindrance is None)
        self.next_button.setEnabled(hindrance is None and not (flow.page is Page.TRAINING and flow.is_training))
        show_why = hindrance is not None and not (flow.page is Page.TRAINING and hindrance is Hindrance.NOT_TRAINED)
        self._why.setText(texts.hindrance_words(hindrance) if show_why and hindrance is not None else "")
        self._kept.setText(
            self.tr("All that is chosen here is kept, and training survives a crash.") if flow.is_training else ""
        )

    def _refresh_progress(self) -> None:
        if self.isVisible():
            self.pages[self.session.flow.page].refresh_progress()

    def _problem(self, text: str) -> None:
        page = self.pages[self.session.flow.page]
        tell = getattr(page, "tell_problem", None)
        if tell is not None:
            tell(text)
        elif not isinstance(page, TrainingPage):
            self.messages.tell(text, "error")
        self.refresh()

    def showEvent(self, event: object) -> None:  # noqa: N802
        """Shows how far all is by now."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.session.learn_recipes()
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ends nothing: training goes on."""
        event.accept()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """What runs in threads of its own."""
        return *self.own.workers, self.result_page.thumbnailer
