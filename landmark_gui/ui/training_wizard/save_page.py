"""Page 6: the model gets a name, notes, a place among the others; perhaps it is used from now on."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from landmark_gui.training_flow.jobs import Status
from landmark_gui.ui import theme
from landmark_gui.ui.training_wizard.page import WizardPage, error_label
from landmark_gui.ui.training_wizard.result_page import worse_words
from landmark_gui.ui.training_wizard.session import TrainingSession


class SavePage(WizardPage):
    """Name, notes, use now, export, report.

    Signals:
        use_wanted: Name of the saved model, which the person wants to use now.
        export_wanted: Name of the saved model and the file to write.
        report_wanted: The HTML file to write.
    """

    use_wanted = Signal(str)
    export_wanted = Signal(str, object)
    report_wanted = Signal(object)

    def __init__(self, session: TrainingSession, parent: QWidget | None = None) -> None:
        super().__init__(session, "", "", parent)
        self._title.setText(self.tr("Keep the model"))
        self.intro.setText(self.tr("It is kept among your models, where it can be chosen, compared and exported."))
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.setAccessibleName(self.tr("Name"))
        self.notes = QPlainTextEdit()
        self.notes.setPlaceholderText(self.tr("Optional: what is special about it"))
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setTabChangesFocus(True)
        self.notes.setMaximumHeight(110)
        self.use_box = QCheckBox(self.tr("Use this model from now on"))
        self.use_box.toggled.connect(lambda _: self.refresh())
        self.warning = QLabel()
        self.warning.setProperty("error", True)
        self.warning.setWordWrap(True)
        self.warning.setFont(theme.strong_font(self.font()))
        self.save_button = QPushButton(self.tr("Save"))
        self.save_button.setProperty("primary", True)
        self.save_button.clicked.connect(self._save)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.clicked.connect(self._export)
        self.report_button = QPushButton(self.tr("Report…"))
        self.report_button.setToolTip(self.tr("One HTML file with all figures and plots"))
        self.report_button.clicked.connect(self._report)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._error = error_label()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Notes"), self.notes)
        form.addRow("", self.use_box)
        self.box.addLayout(form)
        self.box.addWidget(self.warning)
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.export_button)
        row.addWidget(self.report_button)
        row.addStretch(1)
        self.box.addLayout(row)
        self.box.addWidget(self._error)
        self.box.addWidget(self._said)
        self.box.addStretch(1)
        self._offered = ""
        session.saved.connect(lambda facts: self._saved(facts.name))
        self.refresh()

    def entered(self) -> None:
        """Offers a name, and to use the model unless it is worse."""
        flow = self.session.flow
        name = flow.suggested_name()
        if self.name.text() in ("", self._offered):
            self.name.setText(name)
        self._offered = name
        comparison = flow.comparison
        self.use_box.setChecked(comparison is not None and not comparison.is_worse)
        self._said.clear()
        self._error.hide()
        self.refresh()

    def _save(self) -> None:
        self._error.hide()
        self.save_button.setEnabled(False)
        self.session.save(self.name.text().strip(), self.notes.toPlainText().strip())

    def _saved(self, name: str) -> None:
        self._said.setText(self.tr("Saved as {name}.").replace("{name}", name))
        self.refresh()
        if self.use_box.isChecked():
            self.use_wanted.emit(name)

    def _export(self) -> None:
        job = self.session.flow.job
        if job is None or not job.name:
            return
        start = str(Path.home() / f"{job.name}.landmarks")
        dialog = QFileDialog(self, self.tr("Export the model"), start)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Models (*.landmarks)"))
        dialog.selectFile(start)
        dialog.fileSelected.connect(lambda file: self.export_wanted.emit(job.name, Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _report(self) -> None:
        start = str(Path.home() / f"{self.name.text().strip() or 'report'}.html")
        dialog = QFileDialog(self, self.tr("Write the report"), start)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Web pages (*.html)"))
        dialog.selectFile(start)
        dialog.fileSelected.connect(lambda file: self.report_wanted.emit(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def tell(self, text: str) -> None:
        """Says what was done."""
        self._said.setText(text)

    def tell_problem(self, text: str) -> None:
        """Says what went wrong."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.refresh()

    def refresh(self) -> None:
        """Shows what can be done."""
        flow = self.session.flow
        saved = flow.job is not None and flow.job.status is Status.SAVED
        self.save_button.setEnabled(not saved and flow.has_result)
        self.name.setEnabled(not saved)
        self.notes.setEnabled(not saved)
        self.export_button.setEnabled(saved)
        self.report_button.setEnabled(flow.evaluation is not None)
        comparison = flow.comparison
        if comparison is not None and comparison.is_worse:
            self.warning.setText(worse_words(comparison.mine.top1, comparison.theirs.top1, flow.compared_with))
        elif comparison is None and self.use_box.isChecked():
            if self.session.comparing.is_comparing:
                self.warning.setText(self.tr("The model in use is still being measured on the same photos."))
            else:
                self.warning.setText(
                    self.tr("Nobody knows whether it is better than the model in use: they were not compared.")
                )
        else:
            self.warning.setText("")
        self.warning.setVisible(bool(self.warning.text()))
