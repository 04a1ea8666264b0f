"""Page 1: which photos to learn from, and what they look like."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui import paths
from landmark_gui.training_flow.choices import DOWNLOAD_BYTES, DataChoice, Source
from landmark_gui.training_flow.data_summary import DataSummary, densities, normalised
from landmark_gui.ui import wording
from landmark_gui.ui.background import Background
from landmark_gui.ui.training_wizard import texts
from landmark_gui.ui.training_wizard.contact_sheet import ContactSheet, read_tiles
from landmark_gui.ui.training_wizard.curves import Curve, CurveChart
from landmark_gui.ui.training_wizard.page import WizardPage, muted
from landmark_gui.ui.training_wizard.session import Step, TrainingSession

_CHANNELS = (("error", False), ("confident", False), ("accent", False))


class DataPage(WizardPage):
    """Three sources; below, the photos looked over: counts, sheets, statistics, problems."""

    def __init__(self, session: TrainingSession, parent: QWidget | None = None) -> None:
        super().__init__(session, "", "", parent)
        self._title.setText(self.tr("Which photos should it learn from?"))
        self.intro.setText(self.tr("A folder for each landmark, with its photos in it. Photos stay where they are."))
        self._shown: DataSummary | None = None
        self._background = Background(self)
        self.sources = {
            Source.FOLDER: QRadioButton(self.tr("A folder of labelled folders")),
            Source.ACCEPTED: QRadioButton(self.tr("My accepted photos")),
            Source.DOWNLOAD: QRadioButton(self.tr("The 50 landmarks of the reference project")),
        }
        self._group = QButtonGroup(self)
        for button in self.sources.values():
            self._group.addButton(button)
            button.toggled.connect(lambda on: self._choice_changed() if on else None)
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(self.tr("Folder with train/NAME/… and test/NAME/…, or with NAME/…"))
        self.folder.setAccessibleName(self.tr("Folder of labelled folders"))
        self.folder.returnPressed.connect(self.look)
        self.folder.textChanged.connect(self._choice_changed)  # also where it is not typed: dictated, or chosen
        self.destination = QLineEdit(str(paths.data_folder() / "training" / "data"))
        self.destination.setAccessibleName(self.tr("Where to put the download"))
        self.destination.textChanged.connect(self._choice_changed)
        self.negatives = QLineEdit()
        self.negatives.setPlaceholderText(self.tr("Optional: a folder of ordinary photos without any landmark"))
        self.negatives.setAccessibleName(self.tr("Photos without a landmark"))
        self.negatives.editingFinished.connect(self._negatives_changed)
        self.look_button = QPushButton(self.tr("Look Over"))
        self.look_button.clicked.connect(self.look)
        self._accepted_words = muted(
            self.tr("What you accepted becomes the label, and “no landmark” teaches what to leave alone.")
        )
        self._download_words = muted(
            self.tr("{size} to download and as much again to unpack; a broken download goes on where it was.").replace(
                "{size}", texts.size_words(DOWNLOAD_BYTES)
            )
        )
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._doing = muted()
        self._cancel = QPushButton(self.tr("Stop"))
        self._cancel.clicked.connect(session.cancel)
        self._build()
        self.sources[Source.FOLDER].setChecked(True)
        self.refresh()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        self._rows: dict[Source, list[QWidget]] = {}
        for row, (source, field, browse) in enumerate(
            (
                (Source.FOLDER, self.folder, True),
                (Source.ACCEPTED, self._accepted_words, False),
                (Source.DOWNLOAD, self.destination, True),
            )
        ):
            grid.addWidget(self.sources[source], row, 0)
            grid.addWidget(field, row, 1)
            self._rows[source] = [field]
            if browse and isinstance(field, QLineEdit):
                button = self._browse_button(field)
                grid.addWidget(button, row, 2)
                self._rows[source].append(button)
        grid.addWidget(self._download_words, 3, 1, 1, 2)
        grid.addWidget(QLabel(self.tr("Photos without a landmark")), 4, 0)
        grid.addWidget(self.negatives, 4, 1)
        grid.addWidget(self._browse_button(self.negatives), 4, 2)
        grid.setColumnStretch(1, 1)
        self.box.addLayout(grid)
        working = QHBoxLayout()
        working.setSpacing(10)
        working.addWidget(self.look_button)
        working.addWidget(self._doing, 1)
        working.addWidget(self._bar, 1)
        working.addWidget(self._cancel)
        self.box.addLayout(working)
        self.box.addWidget(self._make_result(), 1)

    def _browse_button(self, field: QLineEdit) -> QPushButton:
        button = QPushButton(self.tr("Choose…"))
        button.setAccessibleName(self.tr("Choose a folder"))
        button.clicked.connect(lambda: self._browse(field))
        return button

    def _make_result(self) -> QWidget:
        self.classes = QTreeWidget()
        self.classes.setAccessibleName(self.tr("Landmarks and their photos"))
        self.classes.setHeaderLabels([self.tr("Landmark"), self.tr("Train"), self.tr("Valid."), self.tr("Test")])
        self.classes.setRootIsDecorated(False)
        self.classes.setUniformRowHeights(True)
        self.classes.setSortingEnabled(True)
        self.classes.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.classes.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.classes.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.classes.currentItemChanged.connect(lambda item, _: self._show_sheet(item))
        self.sheet = ContactSheet()
        self.before = CurveChart(self.tr("Before normalisation"), self.tr("value"))
        self.after = CurveChart(self.tr("After normalisation"), self.tr("value"))
        statistics = QWidget()
        box = QVBoxLayout(statistics)
        box.setContentsMargins(4, 6, 4, 0)
        self._statistics = QLabel()
        self._statistics.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(self._statistics)
        charts = QHBoxLayout()
        charts.addWidget(self.before)
        charts.addWidget(self.after)
        box.addLayout(charts, 1)
        self.problems = QTextBrowser()
        self.problems.setOpenLinks(False)
        self.problems.setAccessibleName(self.tr("What is wrong with the photos"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.sheet, self.tr("Contact sheet"))
        self.tabs.addTab(statistics, self.tr("Colours"))
        self.tabs.addTab(self.problems, self.tr("Warnings"))
        self._result = QSplitter(Qt.Orientation.Horizontal)
        self._result.setChildrenCollapsible(False)
        self._result.addWidget(self.classes)
        self._result.addWidget(self.tabs)
        self._result.setStretchFactor(0, 1)
        self._result.setStretchFactor(1, 1)
        self._result.setSizes([380, 400])
        self._nothing = QWidget()
        holder = QWidget()
        both = QVBoxLayout(holder)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self._result, 1)
        both.addWidget(self._nothing, 1)
        return holder

    # --- what the person does -----------------------------------------------------------------------

    @property
    def choice(self) -> DataChoice:
        """What the fields say."""
        source = next(source for source, button in self.sources.items() if button.isChecked())
        folder = {
            Source.FOLDER: self.folder.text(),
            Source.DOWNLOAD: self.destination.text(),
            Source.ACCEPTED: "",
        }[source].strip()
        url = self.session.flow.data.url
        negatives = self.negatives.text().strip()
        return DataChoice(source, str(Path(folder).expanduser()) if folder else "", url, negatives)

    def look(self) -> None:
        """Fetches or links the photos where needed, and looks them over."""
        self.session.look_over(self.choice, again=True)

    def _choice_changed(self) -> None:
        self.session.flow.choose_data(self.choice)
        self.session.changed.emit()

    def _negatives_changed(self) -> None:
        self.session.choose_negatives(self.negatives.text().strip())

    def _browse(self, field: QLineEdit) -> None:
        dialog = QFileDialog(self, self.tr("Choose a folder"), field.text() or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self._browsed(field, folder))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _browsed(self, field: QLineEdit, folder: str) -> None:
        field.setText(folder)
        if field is self.negatives:
            self._negatives_changed()
        elif field is self.folder:
            self.look()

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Shows what is known about the photos."""
        flow = self.session.flow
        source = self.choice.source
        for other, widgets in self._rows.items():
            for widget in widgets:
                widget.setEnabled(other is source)
        self._download_words.setVisible(source is Source.DOWNLOAD)
        busy = flow.is_busy or self.session.step in (Step.DOWNLOAD, Step.LINK, Step.PREPARE)
        self.look_button.setEnabled(not busy and bool(self.choice.folder or source is Source.ACCEPTED))
        self.look_button.setText(self.tr("Download") if source is Source.DOWNLOAD else self.tr("Look Over"))
        self._bar.setVisible(busy)
        self._cancel.setVisible(self.session.step in (Step.DOWNLOAD, Step.PREPARE))
        if flow.data.negatives and not self.negatives.text():
            self.negatives.setText(flow.data.negatives)
        if flow.summary is not self._shown:
            self._shown = flow.summary
            self.classes.clear()
            if flow.summary is not None:
                self._show(flow.summary)
        self._result.setVisible(flow.summary is not None)
        self._nothing.setVisible(flow.summary is None)
        self.refresh_progress()

    def refresh_progress(self) -> None:
        """Shows how far downloading or looking over is."""
        step, state = self.session.step, self.session.state
        if step not in (Step.DOWNLOAD, Step.LINK, Step.PREPARE):
            summary = self.session.flow.summary
            self._doing.setText(self._counts(summary) if summary is not None else "")
            return
        self._bar.setRange(0, state.total or 0)
        self._bar.setValue(state.done)
        words = {
            Step.DOWNLOAD: self.tr("Downloading…"),
            Step.LINK: self.tr("Collecting your accepted photos…"),
            Step.PREPARE: self.tr("Looking the photos over…"),
        }[step]
        if state.total and step is Step.DOWNLOAD and state.total > 10**6:
            words = self.tr("Downloading {done} of {total}")
            words = words.replace("{done}", texts.size_words(state.done))
            words = words.replace("{total}", texts.size_words(state.total))
        elif state.total:
            words += f" {wording.number(state.done)} / {wording.number(state.total)}"
        left = state.seconds_left
        if left is not None and left > 3:
            words += " · " + self.tr("{time} left").replace("{time}", texts.duration_words(left))
        last = state.log[-1] if state.log and step is Step.DOWNLOAD else ""
        self._doing.setText(f"{words}\n{last}" if "trying again" in last else words)

    def _counts(self, summary: DataSummary) -> str:
        text = self.tr("{classes} landmarks: {train} photos to learn from, {validation} to choose by, {test} to test")
        for key, number in (
            ("{classes}", len(summary.classes)),
            ("{train}", summary.train),
            ("{validation}", summary.validation),
            ("{test}", summary.test),
        ):
            text = text.replace(key, wording.number(number))
        accepted = self.session.accepted
        if accepted is not None and accepted.missing and self.choice.source is Source.ACCEPTED:
            text += " · " + self.tr("%n accepted photo(s) are no longer there", "", accepted.missing)
        return text

    def _show(self, summary: DataSummary) -> None:
        for entry in summary.classes:
            item = _ClassItem([entry.name, "", "", ""])
            for column, number in ((1, entry.train), (2, entry.validation), (3, entry.test)):
                item.setData(column, Qt.ItemDataRole.DisplayRole, number)
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, Qt.ItemDataRole.UserRole, entry.sheet)
            item.setToolTip(0, entry.name)
            self.classes.addTopLevelItem(item)
        self.classes.setCurrentIndex(self.classes.model().index(0, 0))
        self._show_statistics(summary)
        self._show_problems(summary)

    def _show_statistics(self, summary: DataSummary) -> None:
        names = (self.tr("red"), self.tr("green"), self.tr("blue"))
        mean, std = (", ".join(f"{value:.4f}" for value in values) for values in (summary.mean, summary.std))
        text = self.tr("Mean {mean}   standard deviation {std}   (red, green, blue of the training photos)")
        self._statistics.setText(text.replace("{mean}", mean).replace("{std}", std))
        self._statistics.setWordWrap(True)
        self._statistics.setMinimumHeight(QFontMetrics(self.font()).height())
        before, after = [], []
        for name, (colour, dashed), counts, middle, spread in zip(
            names, _CHANNELS, summary.histograms, summary.mean, summary.std, strict=True
        ):
            before.append(Curve(name, tuple(densities(counts)[2:254]), colour, dashed))
            after.append(Curve(name, tuple(normalised(counts, middle, spread)[2:254]), colour, dashed))
        self.before.set_x_range(0.0, 1.0)
        self.before.set_curves(before, 1.0)
        ends = [point[0] for curve in after for point in (curve.points[0], curve.points[-1])]
        self.after.set_curves(after)
        self.after.set_x_range(min(ends), max(ends))

    def _show_problems(self, summary: DataSummary) -> None:
        parts = [f"<p>⚠ {_escaped(text)}</p>" for text in summary.warnings]
        for title, rows in (
            (self.tr("Files that cannot be read"), [f"{path}: {reason}" for path, reason in summary.unreadable]),
            (
                self.tr("Copies across training and test photos"),
                [", ".join(group) for group in summary.copies_across],
            ),
            (self.tr("Left out, as their label is wrong"), list(summary.left_out)),
        ):
            if rows:
                items = "".join(f"<li>{_escaped(row)}</li>" for row in rows[:200])
                parts.append(f"<h4>{_escaped(title)} ({len(rows)})</h4><ul>{items}</ul>")
        nothing = self.tr("Nothing is wrong with these photos.")
        self.problems.setHtml("".join(parts) or f"<p>{_escaped(nothing)}</p>")
        number = len(summary.warnings)
        self.tabs.setTabText(2, self.tr("Warnings ({number})").replace("{number}", str(number)))
        if not number:
            self.tabs.setTabText(2, self.tr("Warnings"))

    def _show_sheet(self, item: QTreeWidgetItem | None) -> None:
        path = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else ""
        self.sheet.clear()
        if item is None or not path:
            return
        number = int(item.data(1, Qt.ItemDataRole.DisplayRole) or 0)
        self.sheet.expect(str(path))
        self._background.run(
            lambda: read_tiles(str(path), number),
            lambda tiles: self.sheet.show_tiles(str(path), tiles),
            lambda _: None,
        )

    def set_choice(self, choice: DataChoice) -> None:
        """Fills the fields with what was chosen before."""
        self.sources[choice.source].setChecked(True)
        field = {Source.FOLDER: self.folder, Source.DOWNLOAD: self.destination}.get(choice.source)
        if field is not None:
            with QSignalBlocker(field):  # it is chosen below, with all that belongs to it
                field.setText(choice.folder)
        self.negatives.setText(choice.negatives)
        self.session.flow.choose_data(replace(self.choice, url=choice.url))


class _ClassItem(QTreeWidgetItem):
    """Sorts numbers as numbers."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        column = tree.sortColumn() if tree is not None else 0
        mine = self.data(column, Qt.ItemDataRole.DisplayRole)
        theirs = other.data(column, Qt.ItemDataRole.DisplayRole)
        if column == 0:
            return str(mine).casefold() < str(theirs).casefold()
        return bool(mine < theirs)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
