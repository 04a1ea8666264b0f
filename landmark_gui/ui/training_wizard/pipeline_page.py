"""Page 2: from scratch or transfer, which recipe, which backbone, every hyperparameter, and what it would take."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.training_flow.choices import REFERENCE, STRONG, Pipeline, PipelineChoice
from landmark_gui.training_flow.flow import Estimate
from landmark_gui.ui import theme
from landmark_gui.ui.scrolling import Scrolling
from landmark_gui.ui.training_wizard import texts
from landmark_gui.ui.training_wizard.backbone_table import BackboneTable
from landmark_gui.ui.training_wizard.details import Details
from landmark_gui.ui.training_wizard.page import WizardPage, error_label, muted
from landmark_gui.ui.training_wizard.session import Step, TrainingSession

_PAUSE_MS = 900


class PipelinePage(WizardPage):
    """Four ways; the two of the reference project need no further choice."""

    def __init__(self, session: TrainingSession, parent: QWidget | None = None) -> None:
        super().__init__(session, "", "", parent)
        self._title.setText(self.tr("How should it be trained?"))
        self.intro.hide()
        self._failed: PipelineChoice | None = None
        self.ways: dict[tuple[Pipeline, str], QRadioButton] = {}
        self.box.addLayout(self._make_ways())
        self._make_fields()
        self.details = Details()
        self.details.changed.connect(self._value_changed)
        self._area = Scrolling(self.details)
        self._area.hide()
        self.details_button = QToolButton()
        self.details_button.setText(self.tr("Details: every hyperparameter"))
        self.details_button.setCheckable(True)
        self.details_button.setAutoRaise(True)
        self.details_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.details_button.setArrowType(Qt.ArrowType.RightArrow)
        self.details_button.toggled.connect(self._details_toggled)
        self._error = error_label()
        self._takes = QLabel()
        self._takes.setWordWrap(True)
        self.measure_button = QPushButton(self.tr("Measure Again"))
        self.measure_button.clicked.connect(session.measure)
        self.box.addWidget(self._transfer, 3)
        self.box.addWidget(self.details_button)
        self.box.addWidget(self._area, 4)
        self.box.addWidget(self._error)
        self.box.addStretch(0)
        bottom = QHBoxLayout()
        bottom.addWidget(self._takes, 1)
        bottom.addWidget(self.measure_button)
        self.box.addLayout(bottom)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._measure)
        self.refresh()

    def _make_ways(self) -> QGridLayout:
        ways = (
            (
                Pipeline.TRANSFER, STRONG, self.tr("Transfer learning, strong (recommended)"),
                self.tr("A new head on a network that has seen a million photos: best with few photos, and quick."),
            ),
            (
                Pipeline.SCRATCH, STRONG, self.tr("From scratch, strong"),
                self.tr("A small network that learns from your photos alone: needs many of them, and time."),
            ),
            (
                Pipeline.TRANSFER, REFERENCE, self.tr("Reference: transfer learning with VGG19"),
                self.tr("The reference project's second pipeline to the letter: 10 epochs, Adam, 63 % on its test."),
            ),
            (
                Pipeline.SCRATCH, REFERENCE, self.tr("Reference: CNN from scratch"),
                self.tr("Its first pipeline: 15 epochs with both initialisations one after the other, 38 %."),
            ),
        )  # fmt: skip
        group = QButtonGroup(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        for number, (pipeline, recipe, title, text) in enumerate(ways):
            button = QRadioButton(title)
            button.setFont(theme.strong_font(self.font()))
            words = muted(text)
            words.setContentsMargins(22, 0, 0, 4)
            button.setAccessibleDescription(text)
            group.addButton(button)
            button.clicked.connect(lambda _=False, way=(pipeline, recipe): self._way_chosen(*way))
            self.ways[pipeline, recipe] = button
            row, column = divmod(number, 2)
            grid.addWidget(button, 2 * row, column)
            grid.addWidget(words, 2 * row + 1, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _make_fields(self) -> None:
        self.backbones = BackboneTable()
        self.backbones.chosen.connect(self._backbone_chosen)
        self.weights = QLineEdit()
        self.weights.setPlaceholderText(self.tr("Optional: a file with this backbone's weights (.pth, .safetensors)"))
        self.weights.setAccessibleName(self.tr("Weights file"))
        self.weights.setClearButtonEnabled(True)
        self.weights.textChanged.connect(self._weights_changed)
        browse = QPushButton(self.tr("Choose…"))
        browse.setAccessibleName(self.tr("Choose a weights file"))
        browse.clicked.connect(self._choose_weights)
        self.other = QLineEdit()
        self.other.setPlaceholderText(self.tr("another one of torchvision, or timm:NAME"))
        self.other.setAccessibleName(self.tr("Another backbone"))
        self.other.editingFinished.connect(self._other_chosen)
        self._transfer = QWidget()
        transfer = QVBoxLayout(self._transfer)
        transfer.setContentsMargins(0, 0, 0, 0)
        transfer.addWidget(self.backbones, 1)
        grid = QGridLayout()
        self._other_title = QLabel(self.tr("Another backbone"))
        grid.addWidget(self._other_title, 0, 0)
        grid.addWidget(self.other, 0, 1, 1, 2)
        grid.addWidget(QLabel(self.tr("Weights file")), 1, 0)
        grid.addWidget(self.weights, 1, 1)
        grid.addWidget(browse, 1, 2)
        transfer.addLayout(grid)

    # --- what the person does -----------------------------------------------------------------------

    def _choose(self, choice: PipelineChoice) -> None:
        self.session.choose_pipeline(choice)
        if self.session.flow.estimate is None:
            self._soon.start()

    def _way_chosen(self, pipeline: Pipeline, recipe: str) -> None:
        choice = self.session.flow.choice
        backbone = choice.backbone if recipe == STRONG else ""
        # Ways without a table of backbones have room for all details at once.
        self.details_button.setChecked((pipeline, recipe) != (Pipeline.TRANSFER, STRONG))
        weights = choice.weights if pipeline is Pipeline.TRANSFER and recipe == choice.recipe else ""
        self._choose(PipelineChoice(pipeline, recipe, backbone, weights))

    def _backbone_chosen(self, name: str) -> None:
        self.other.clear()
        self._choose(replace(self.session.flow.choice, backbone=name))

    def _other_chosen(self) -> None:
        name = self.other.text().strip()
        if name and name != self.session.flow.choice.backbone:
            self._choose(replace(self.session.flow.choice, backbone=name))

    def _weights_changed(self, text: str) -> None:
        path = str(Path(text.strip()).expanduser()) if text.strip() else ""
        self._choose(replace(self.session.flow.choice, weights=path))

    def _choose_weights(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a weights file"), self.weights.text() or str(Path.home()))
        dialog.setNameFilter(self.tr("Weights (*.pth *.pt *.safetensors);;All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.weights.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _value_changed(self, name: str, value: str | int | float | bool | None) -> None:
        self.session.flow.set_value(name, value)
        self.session.changed.emit()
        if self.session.flow.estimate is None:
            self._soon.start()

    def _details_toggled(self, on: bool) -> None:
        self._area.setVisible(on)
        self.details_button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self.refresh()

    def entered(self) -> None:
        """Measures, where nothing was measured yet."""
        self.session.learn_recipes()
        if self.session.flow.estimate is None:
            self._soon.start()

    def _measure(self) -> None:
        flow = self.session.flow
        if self.isVisible() and flow.table is not None and flow.hindrance() is None and flow.estimate is None:
            self.session.measure()

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Shows what is chosen."""
        flow = self.session.flow
        choice = flow.choice
        self.ways[choice.pipeline, choice.recipe].setChecked(True)
        is_transfer, recipe_strong = choice.pipeline is Pipeline.TRANSFER, choice.recipe == STRONG
        self._transfer.setVisible(is_transfer and not (recipe_strong and self.details_button.isChecked()))
        for widget in (self.backbones, self._other_title, self.other):
            widget.setVisible(choice.recipe == STRONG)
        if self.weights.text().strip() != choice.weights and not self.weights.hasFocus():
            self.weights.blockSignals(True)
            self.weights.setText(choice.weights)
            self.weights.blockSignals(False)
        self.backbones.show_backbones(self.session.backbones, choice.backbone_in_use, own_weights=bool(choice.weights))
        self.details.show_flow(flow)
        if (
            flow.table is not None and flow.estimate is None and self.isVisible()
            and self.session.step is None and not self._soon.isActive() and self._failed != choice
        ):  # fmt: skip
            self._soon.start()
        self.refresh_progress()

    def tell_problem(self, text: str) -> None:
        """Measuring failed: says why."""
        self._failed = self.session.flow.choice
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def refresh_progress(self) -> None:
        """Shows what it would take."""
        flow = self.session.flow
        measuring = self.session.step is Step.ESTIMATE
        self.measure_button.setEnabled(not measuring and flow.hindrance() is None)
        if self._failed != flow.choice:
            self._error.hide()
        if measuring:
            self._takes.setText(self.tr("Measuring a few batches on this computer…"))
        elif flow.estimate is None:
            self._takes.setText("")
        else:
            self._takes.setText(self.estimate_words(flow.estimate))

    def estimate_words(self, estimate: Estimate) -> str:
        """What a training would take, in a sentence or two."""
        names = {
            "reading": self.tr("reading photos"),
            "features": self.tr("features"),
            "training": self.tr("training"),
            "validating": self.tr("validating"),
            "measuring": self.tr("measuring"),
        }
        parts = ", ".join(
            f"{names.get(name, name)} {texts.duration_words(seconds)}"
            for name, seconds in estimate.parts.items()
            if seconds >= 0.02 * estimate.seconds and seconds >= 1
        )
        text = self.tr("About {time} on this computer, as measured ({parts}); {disk} of disk, {free} are free.")
        for key, value in (
            ("{time}", texts.duration_words(estimate.seconds)),
            ("{parts}", parts or "–"),
            ("{disk}", texts.size_words(estimate.disk_needed)),
            ("{free}", texts.size_words(estimate.free)),
        ):
            text = text.replace(key, value)
        return text
