"""Page 5: how good the model is, where it errs, and how it does beside the one in use and the reference."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.training_flow.results import REFERENCE_FIGURES, Answer, Evaluation, Shares, shares
from landmark_gui.ui import theme, wording
from landmark_gui.ui.training_wizard.matrix_view import MatrixView
from landmark_gui.ui.training_wizard.own_photos import OwnPhotos
from landmark_gui.ui.training_wizard.page import WizardPage, error_label, muted
from landmark_gui.ui.training_wizard.pictures import Picture, PictureList
from landmark_gui.ui.training_wizard.reliability_view import ReliabilityView
from landmark_gui.ui.training_wizard.session import TrainingSession
from landmark_gui.workers.thumbnails import Thumbnailer

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ResultPage(WizardPage):
    """Figures in tabs.

    Signals:
        photo_opened: Path of a photo that the person wants to see large.
    """

    photo_opened = Signal(str)

    def __init__(self, session: TrainingSession, own: OwnPhotos, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            session: The flow and its processes.
            own: The page's part that tries the model on own photos.
            parent: Qt's owner.
        """
        super().__init__(session, "", "", parent)
        self._title.setText(self.tr("How good is it?"))
        self._shown: Evaluation | None = None
        self.thumbnailer = Thumbnailer(self)
        self.warning = QLabel()
        self.warning.setProperty("error", True)
        self.warning.setWordWrap(True)
        self.warning.setFont(theme.strong_font(self.font()))
        self.figures = _table(
            [self.tr("Model"), self.tr("First is right"), self.tr("Among 3"), self.tr("Among 5"), self.tr("Photos")]
        )
        self.figures.setAccessibleName(self.tr("Figures"))
        self._more = muted()
        self._comparing = error_label()
        self.matrix = MatrixView()
        self.matrix.chosen.connect(self._cell_chosen)
        self._cell_title = QLabel()
        self._cell_title.setWordWrap(True)
        self.cell_photos = PictureList(self.thumbnailer)
        self.cell_photos.setAccessibleName(self.tr("Photos of the chosen cell"))
        self.cell_photos.opened.connect(lambda picture: self.photo_opened.emit(picture.path))
        self.classes = _table(
            [
                self.tr("Landmark"),
                self.tr("Right"),
                self.tr("Precision"),
                self.tr("Photos"),
                self.tr("Most often taken for"),
            ]
        )
        self.classes.setAccessibleName(self.tr("Figures of each landmark"))
        self.classes.setSortingEnabled(True)
        self.classes.itemActivated.connect(self._class_chosen)
        self.reliability = ReliabilityView()
        self._reliability_words = muted()
        self.mistakes = PictureList(self.thumbnailer)
        self.mistakes.setAccessibleName(self.tr("Worst mistakes"))
        self.mistakes.picked.connect(self._mistake_picked)
        self.mistakes.opened.connect(lambda picture: self.photo_opened.emit(picture.path))
        self.wrong_button = QPushButton(self.tr("This Label Is Wrong"))
        self.wrong_button.setToolTip(self.tr("The photo stays where it is, and is left out of the next training."))
        self.wrong_button.clicked.connect(self._mark_wrong)
        self._wrong_words = muted()
        self.own = own
        self._build()
        self.refresh()

    def _build(self) -> None:
        overview = QWidget()
        box = QVBoxLayout(overview)
        box.setContentsMargins(4, 10, 4, 4)
        box.addWidget(self.warning)
        box.addWidget(self.figures)
        box.addWidget(self._comparing)
        box.addWidget(self._more)
        box.addStretch(1)
        confusion = QSplitter(Qt.Orientation.Horizontal)
        confusion.setChildrenCollapsible(False)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(6, 0, 0, 0)
        column.addWidget(self._cell_title)
        column.addWidget(self.cell_photos, 1)
        confusion.addWidget(self.matrix)
        confusion.addWidget(beside)
        confusion.setStretchFactor(0, 1)
        confusion.setSizes([470, 260])
        self.cell_photos.setMinimumWidth(212)
        diagram = QWidget()
        row = QHBoxLayout(diagram)
        row.addWidget(self.reliability, 2)
        row.addWidget(self._reliability_words, 1)
        errors = QWidget()
        column = QVBoxLayout(errors)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.mistakes, 1)
        line = QHBoxLayout()
        line.addWidget(self._wrong_words, 1)
        line.addWidget(self.wrong_button)
        column.addLayout(line)
        self.tabs = QTabWidget()
        for widget, title in (
            (overview, self.tr("Accuracy")),
            (confusion, self.tr("Confusions")),
            (self.classes, self.tr("Landmarks")),
            (diagram, self.tr("Reliability")),
            (errors, self.tr("Worst mistakes")),
            (self.own, self.tr("Own photos")),
        ):
            self.tabs.addTab(widget, title)
        self.box.addWidget(self.tabs, 1)

    # --- what the person does -----------------------------------------------------------------------

    def _cell_chosen(self, row: int, column: int) -> None:
        evaluation = self.session.flow.evaluation
        if evaluation is None:
            return
        self._cell_title.setText(self.matrix.cell_words(row, column))
        self.cell_photos.show_pictures([self._picture(evaluation, answer) for answer in evaluation.cell(row, column)])

    def _class_chosen(self, item: QTreeWidgetItem) -> None:
        evaluation, index = self.session.flow.evaluation, item.data(0, Qt.ItemDataRole.UserRole)
        if evaluation is None or index is None:
            return
        answers = [answer for answer in evaluation.mistakes(10_000) if answer.label == index]
        self._cell_title.setText(
            self.tr("%n photo(s) of {name} that were not recognised", "", len(answers)).replace(
                "{name}", evaluation.classes[index]
            )
        )
        self.cell_photos.show_pictures([self._picture(evaluation, answer) for answer in answers])
        self.tabs.setCurrentIndex(1)

    def _mistake_picked(self, picture: Picture | None) -> None:
        self.wrong_button.setEnabled(picture is not None)
        marked = picture is not None and picture.path in self.session.marked_wrong
        self.wrong_button.setText(self.tr("The Label Is Right") if marked else self.tr("This Label Is Wrong"))

    def _mark_wrong(self) -> None:
        picture = self.mistakes.current
        if picture is not None:
            self.session.mark_wrong(picture.path, back=picture.path in self.session.marked_wrong)
            self._show_mistakes()

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Shows what is known about the model."""
        evaluation = self.session.flow.evaluation
        if evaluation is None:
            self.intro.setText(self.tr("The figures are being read…"))
            self.tabs.setEnabled(False)
            self._shown = None
            return
        self.tabs.setEnabled(True)
        which = {
            "test": self.tr("Measured on the %n test photo(s), which it has never seen.", "", len(evaluation.answers)),
        }.get(
            evaluation.split,
            self.tr(
                "There are no test photos, so it was measured on the %n photo(s) held back for validation.",
                "",
                len(evaluation.answers),
            ),
        )
        self.intro.setText(which)
        self._show_figures(evaluation)
        if evaluation is not self._shown:
            self._shown = evaluation
            self.matrix.set_evaluation(evaluation)
            self.cell_photos.show_pictures([])
            self._cell_title.setText(self.tr("Press a cell to see its photos."))
            self._show_classes(evaluation)
            self.reliability.set_bins(evaluation.reliability)
            error = evaluation.figures.get("ece", 0.0)
            text = self.tr(
                "Bars on the dashed line: when it says 80 %, it is right in 80 of 100 cases. The orange line is what "
                "it said; paler bars stand on few photos.\n\nOn average it is off by {error}."
            )
            self._reliability_words.setText(text.replace("{error}", wording.percent(error, 1)))
            self._show_mistakes()
            job = self.session.flow.job
            self.own.set_model(job.model if job is not None else None)
        self._mistake_picked(self.mistakes.current)

    def _show_figures(self, evaluation: Evaluation) -> None:
        flow = self.session.flow
        comparison = flow.comparison
        rows: list[tuple[str, Shares | None, str, int]] = [
            (self.tr("This model"), shares(evaluation), "", len(evaluation.answers))
        ]
        if comparison is not None:
            if comparison.left_out:
                rows.append((self.tr("This model, on what both know"), comparison.mine, "", comparison.n))
            in_use = self.tr("In use now: {name}").replace("{name}", flow.compared_with)
            rows.append((in_use, comparison.theirs, "", comparison.n))
        self.figures.clear()
        for name, values, _, number in rows:
            numbers = [values.top1, values.top3, values.top5] if values is not None else []
            cells = [name, *(wording.percent(value, 1) for value in numbers), wording.number(number)]
            self._add_row(cells)
        if flow.job is not None:
            figure = REFERENCE_FIGURES[flow.job.choice.pipeline.value]
            name = self.tr("Reference project, on its own 50 landmarks")
            self._add_row([name, wording.percent(figure.top1, 1), "–", "–", wording.number(figure.photos)])
        height = self.figures.header().sizeHint().height() + 6
        rows_height = sum(self.figures.sizeHintForRow(0) + 2 for _ in range(self.figures.topLevelItemCount()))
        self.figures.setFixedHeight(height + rows_height)
        self.warning.setVisible(comparison is not None and comparison.is_worse)
        if comparison is not None:
            self.warning.setText(worse_words(comparison.mine.top1, comparison.theirs.top1, flow.compared_with))
        self._comparing.setProperty("error", bool(self.session.comparing.problem))
        if self.session.comparing.is_comparing:
            text = self.tr("Measuring the model in use on the same photos…")
        elif self.session.comparing.problem:
            text = self.tr("The model in use could not be measured on these photos: {reason}").replace(
                "{reason}", self.session.comparing.problem
            )
        else:
            text = ""
        self._comparing.setText(text)
        self._comparing.setVisible(bool(text))
        figures = evaluation.figures
        text = self.tr("Loss {loss} · calibration error {ece} · sure of {confident}, and right in {right} of these")
        for key, value in (
            ("{loss}", wording.decimal(figures.get("loss", 0.0), 3)),
            ("{ece}", wording.decimal(figures.get("ece", 0.0), 3)),
            ("{confident}", wording.percent(figures.get("confident", 0.0))),
            ("{right}", wording.percent(figures.get("confident_right", 0.0), 1)),
        ):
            text = text.replace(key, value)
        if "auroc" in figures:
            more = self.tr("Of {n} ordinary photos, {rejected} were recognised as such (AUROC {auroc})")
            more = more.replace("{n}", wording.number(int(figures.get("n_negatives", 0))))
            more = more.replace("{rejected}", wording.percent(figures.get("rejected_negatives", 0.0)))
            text += "\n" + more.replace("{auroc}", wording.decimal(figures["auroc"], 3))
        self._more.setText(text)

    def _add_row(self, cells: Sequence[str]) -> None:
        item = QTreeWidgetItem(list(cells))
        for column in range(1, len(cells)):
            item.setTextAlignment(column, _RIGHT)
        self.figures.addTopLevelItem(item)

    def _show_classes(self, evaluation: Evaluation) -> None:
        self.classes.clear()
        for row in evaluation.rows():
            item = _FigureItem([row.name, "", "", "", row.taken_for])
            for column, share in ((1, row.right), (2, row.precision)):
                item.setText(column, wording.percent(share) if share is not None else "–")
                item.setData(column, Qt.ItemDataRole.UserRole, -1.0 if share is None else share)
                item.setTextAlignment(column, _RIGHT)
            item.setText(3, wording.number(row.n))
            item.setData(3, Qt.ItemDataRole.UserRole, float(row.n))
            item.setTextAlignment(3, _RIGHT)
            item.setData(0, Qt.ItemDataRole.UserRole, row.index)
            self.classes.addTopLevelItem(item)
        self.classes.sortByColumn(1, Qt.SortOrder.AscendingOrder)

    def _show_mistakes(self) -> None:
        evaluation = self.session.flow.evaluation
        if evaluation is None:
            return
        wrong = evaluation.mistakes()
        self.mistakes.show_pictures([self._picture(evaluation, answer) for answer in wrong])
        marked = len(self.session.marked_wrong)
        if not wrong:
            self._wrong_words.setText(self.tr("It made no mistake on these photos."))
        elif marked:
            self._wrong_words.setText(self.tr("%n photo(s) are left out of the next training.", "", marked))
        else:
            self._wrong_words.setText(self.tr("The surest mistakes first; some labels may be wrong rather than it."))

    def _picture(self, evaluation: Evaluation, answer: Answer) -> Picture:
        said, sure = answer.best[0]
        right = evaluation.classes[answer.label]
        marked = self.tr("left out") if answer.path in self.session.marked_wrong else ""
        if answer.is_right:
            return Picture(answer.path, right, wording.percent(sure), marked)
        text = self.tr("said: {name}, {share}").replace("{name}", evaluation.classes[said])
        return Picture(answer.path, right, text.replace("{share}", wording.percent(sure)), marked)

    @property
    def worst_paths(self) -> list[Path]:
        """The worst mistakes, for the report."""
        evaluation = self.session.flow.evaluation
        return [Path(answer.path) for answer in evaluation.mistakes(12)] if evaluation is not None else []


class _FigureItem(QTreeWidgetItem):
    """Sorts figures as figures."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        column = tree.sortColumn() if tree is not None else 0
        if column in (0, 4):
            return self.text(column).casefold() < other.text(column).casefold()
        mine, theirs = self.data(column, Qt.ItemDataRole.UserRole), other.data(column, Qt.ItemDataRole.UserRole)
        return bool((mine, self.text(0)) < (theirs, other.text(0)))


def worse_words(mine: float, theirs: float, name: str) -> str:
    """That the new model is worse, said plainly."""
    text = QCoreApplication.translate(
        "TrainingWizard",
        "This model is worse than {name}, which is in use now: {mine} instead of {theirs} right on the same photos.",
    )
    text = text.replace("{name}", name).replace("{mine}", wording.percent(mine, 1))
    return text.replace("{theirs}", wording.percent(theirs, 1))


def _table(titles: Sequence[str]) -> QTreeWidget:
    table = QTreeWidget()
    table.setHeaderLabels(list(titles))
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in range(1, len(titles)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.headerItem().setTextAlignment(column, _RIGHT if column < 4 else Qt.AlignmentFlag.AlignVCenter)
    return table
