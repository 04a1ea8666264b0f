"""The models at hand: figures, choosing, comparing, renaming, deleting, exporting, importing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.ui import first_size, theme, wording
from landmark_gui.ui.background import Background
from landmark_gui.ui.training_wizard import texts
from landmark_gui.ui.training_wizard.compare_dialog import CompareDialog
from landmark_gui.ui.training_wizard.page import error_label, muted
from landmark_gui.ui.training_wizard.result_page import worse_words
from landmark_gui.workers import model_files
from landmark_gui.workers.model_files import ModelFacts

_IN_USE = 1  # a column
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ModelsDialog(QDialog):
    """A list, what is known about the chosen one, and what can be done with it.

    Signals:
        use_wanted: Name of the model to use from now on; empty: the one that ships with the app.
        renamed: Former and new name.
        deleted: Name of a model that is gone.
        train_wanted: The person wants to train one.
        photo_opened: Path of a photo that the person wants to see large.
    """

    use_wanted = Signal(str)
    renamed = Signal(str, str)
    deleted = Signal(str)
    train_wanted = Signal()
    photo_opened = Signal(str)

    def __init__(self, photos: Callable[[], Sequence[Path]], parent: QWidget | None = None) -> None:
        """Makes it; `reload` fills it.

        Args:
            photos: The person's own, to compare models on.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        first_size.open_at(self, 820, 520)
        self._photos = photos
        self.models: list[ModelFacts] = []
        self.compare: CompareDialog | None = None
        self._is_fitted = False
        self._background = Background(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Models"))
        self.list.setHeaderLabels(
            [
                self.tr("Model"),
                "",  # which one is in use: behind its name, that would be cut where there is little room
                self.tr("Landmarks"),
                self.tr("First is right"),
                self.tr("Among 3"),
                self.tr("Made"),
                self.tr("Size"),
            ]
        )
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, header.count()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemSelectionChanged.connect(self._say)
        self.list.itemDoubleClicked.connect(lambda *_: self._use())
        self._facts = muted()
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._error = error_label()
        self.use_button = QPushButton(self.tr("Use"))
        self.use_button.setProperty("primary", True)
        self.use_button.clicked.connect(self._use)
        self.compare_button = QPushButton(self.tr("Compare…"))
        self.compare_button.setToolTip(self.tr("Asks two models about your own photos and shows where they disagree"))
        self.compare_button.clicked.connect(self._compare)
        self.rename_button = QPushButton(self.tr("Rename…"))
        self.rename_button.clicked.connect(self._rename)
        self.delete_button = QPushButton(self.tr("Delete…"))
        self.delete_button.clicked.connect(self._delete)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.clicked.connect(self._export)
        self.import_button = QPushButton(self.tr("Import…"))
        self.import_button.clicked.connect(self._import)
        self.train_button = QPushButton(self.tr("Train a Model…"))
        self.train_button.clicked.connect(self.train_wanted)
        self._build()
        self._say()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        title = QLabel(self.tr("Models"))
        title.setFont(theme.title_font(self.font()))
        box.addWidget(title)
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        column = QVBoxLayout()
        for button in (
            self.use_button,
            self.compare_button,
            self.rename_button,
            self.export_button,
            self.delete_button,
        ):
            column.addWidget(button)
        column.addSpacing(14)
        column.addWidget(self.import_button)
        column.addWidget(self.train_button)
        column.addStretch(1)
        row.addLayout(column)
        box.addLayout(row, 1)
        box.addWidget(self._error)
        box.addWidget(self._facts)

    # --- what is shown ------------------------------------------------------------------------------

    def reload(self, select: str = "") -> None:
        """Reads the models anew, in another thread."""
        self._background.run(model_files.models, lambda models: self._show(models, select), self._failed)

    def _show(self, models: list[ModelFacts], select: str = "") -> None:
        chosen = select or next(iter(self._chosen_names), "")
        self.models = models
        self.list.clear()
        for facts in models:
            item = QTreeWidgetItem(_cells(facts, self.tr("in use"), self.tr("damaged")))
            item.setData(0, Qt.ItemDataRole.UserRole, facts.name)
            for number in range(_IN_USE + 1, item.columnCount()):
                item.setTextAlignment(number, _RIGHT)
            if facts.in_use:
                for number in (0, _IN_USE):
                    item.setFont(number, theme.strong_font(self.font()))
            item.setToolTip(0, facts.error or facts.name)
            self.list.addTopLevelItem(item)
            if facts.name == chosen or (not chosen and facts.in_use):
                self.list.setCurrentItem(item)
        if not self._is_fitted:
            self._is_fitted = True
            self._fit_names()
        self._say()

    def _fit_names(self) -> None:
        """Makes the dialog so wide that all names are whole, as far as the screen allows."""
        header = self.list.header()
        needed = sum(max(self.list.sizeHintForColumn(n), header.sectionSizeHint(n)) for n in range(header.count()))
        missing = needed - self.list.viewport().width()
        if missing > 0:
            first_size.open_at(self, self.width() + missing, self.height())

    @property
    def _chosen_names(self) -> list[str]:
        return [str(item.data(0, Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()]

    @property
    def chosen(self) -> list[ModelFacts]:
        """The models with the mark, in the order of the list."""
        names = set(self._chosen_names)
        return [facts for facts in self.models if facts.name in names]

    def _say(self) -> None:
        chosen = self.chosen
        one = chosen[0] if len(chosen) == 1 else None
        sound = one is not None and not one.error
        self.use_button.setEnabled(sound and one is not None and not one.in_use)
        self.rename_button.setEnabled(one is not None and not one.default)
        self.delete_button.setEnabled(one is not None and not one.default)
        self.export_button.setEnabled(sound)
        others = [facts for facts in self.models if not facts.error]
        self.compare_button.setEnabled(
            (len(chosen) == 2 and not any(facts.error for facts in chosen))
            or (sound and one is not None and not one.in_use and any(facts.in_use for facts in others))
        )
        self._facts.setText(self._words(one) if one is not None else "")

    def _words(self, facts: ModelFacts) -> str:
        if facts.error:
            return facts.error
        lines = []
        if facts.worse is not None:
            lines.append(worse_words(facts.worse.top1, facts.worse.top1_in_use, facts.worse.in_use))
        recipe = facts.settings.get("recipe")
        how = f"{facts.arch}, {recipe}" if recipe else facts.arch
        epochs = facts.settings.get("epochs_done")
        if isinstance(epochs, int):
            how += ", " + self.tr("%n epoch(s)", "", epochs)
        lines.append(how)
        if facts.notes:
            lines.append(facts.notes)
        names = ", ".join(facts.classes[:12]) + ("…" if len(facts.classes) > 12 else "")
        lines.append(names)
        return "\n".join(lines)

    def _failed(self, error: Exception) -> None:
        self._error.setText(str(error))
        self._error.show()

    # --- what the person does -----------------------------------------------------------------------

    def _use(self) -> None:
        chosen = self.chosen
        if len(chosen) != 1 or chosen[0].in_use or chosen[0].error:
            return
        facts = chosen[0]
        if facts.worse is None:
            self._check_and_use(facts)
            return
        text = worse_words(facts.worse.top1, facts.worse.top1_in_use, facts.worse.in_use)
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Use a worse model?"), text, parent=self)
        box.setObjectName("worseQuestion")
        box.setInformativeText(self.tr("Do you want to use it all the same?"))
        use = box.addButton(self.tr("Use the Worse One"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.finished.connect(lambda _: self._check_and_use(facts) if box.clickedButton() is use else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _check_and_use(self, facts: ModelFacts) -> None:
        self._error.hide()

        def chosen(_: ModelFacts) -> None:
            self.use_wanted.emit("" if facts.default else facts.name)

        self._background.run(lambda: model_files.check_usable(facts.name), chosen, self._failed)

    def _compare(self) -> None:
        chosen = self.chosen
        if len(chosen) == 1:
            chosen = [next(facts for facts in self.models if facts.in_use), *chosen]
        if len(chosen) != 2:
            return
        dialog = CompareDialog(chosen[0], chosen[1], self._photos(), self)
        dialog.photo_opened.connect(self.photo_opened)
        dialog.finished.connect(dialog.deleteLater)
        self.compare = dialog
        dialog.show()
        dialog.start()

    def _rename(self) -> None:
        old = self.chosen[0].name
        dialog = QInputDialog(self)
        dialog.setObjectName("renameModel")
        dialog.setWindowTitle(self.tr("Rename the Model"))
        dialog.setLabelText(self.tr("New name"))
        dialog.setTextValue(old)

        def done(new: str) -> None:
            if new.strip() and new.strip() != old:
                self._background.run(
                    lambda: model_files.rename(old, new.strip()),
                    lambda facts: self._after_rename(old, facts.name),
                    self._failed,
                )

        dialog.textValueSelected.connect(done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _after_rename(self, old: str, new: str) -> None:
        self._error.hide()
        self.renamed.emit(old, new)
        self.reload(new)

    def _delete(self) -> None:
        facts = self.chosen[0]
        name = facts.name
        text, words = self.tr("Delete the model {name}?"), []
        other = next((facts.name for facts in self.models if facts.default), "")
        if facts.in_use:
            text = self.tr("Delete the model {name}, which is in use?")
            if other:
                words.append(self.tr("From then on {name} is used.").replace("{name}", other))
        words.append(self.tr("This cannot be taken back. Export it first if you may want it again."))
        text = text.replace("{name}", name)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Delete the Model"), text, parent=self)
        box.setObjectName("deleteQuestion")
        box.setInformativeText(" ".join(words))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)

        def done() -> None:
            if box.clickedButton() is delete:
                self._background.run(lambda: model_files.delete(name), lambda _: self._after_delete(name), self._failed)

        box.finished.connect(lambda _: done())
        box.finished.connect(box.deleteLater)
        box.open()

    def _after_delete(self, name: str) -> None:
        self._error.hide()
        self.deleted.emit(name)
        self.reload()

    def _export(self) -> None:
        name = self.chosen[0].name
        dialog = QFileDialog(self, self.tr("Export the model"), str(Path.home() / f"{name}.landmarks"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Models (*.landmarks)"))
        dialog.selectFile(f"{name}.landmarks")
        dialog.fileSelected.connect(lambda file: self.export(name, Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, name: str, file: Path) -> None:
        """Copies a model to a file."""
        self._background.run(
            lambda: model_files.export(name, file),
            lambda written: self._facts.setText(self.tr("Exported to {file}").replace("{file}", str(written))),
            self._failed,
        )

    def _import(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a model"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Models (*.landmarks *.pt *.pth);;All files (*)"))
        dialog.fileSelected.connect(lambda file: self.take_in(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_in(self, file: Path) -> None:
        """Takes in a model file."""
        self._error.hide()
        self._background.run(lambda: model_files.import_file(file), lambda facts: self.reload(facts.name), self._failed)


def _cells(facts: ModelFacts, in_use: str, damaged: str) -> list[str]:
    begin = [facts.name, in_use if facts.in_use else ""]
    if facts.error:
        return [*begin, "", damaged, "", "", ""]
    shares = [facts.figures.get(key, facts.figures.get(f"validation_{key}")) for key in ("top1", "top3")]
    made = QDateTime.fromString(facts.created, Qt.DateFormat.ISODate)
    return [
        *begin,
        wording.number(len(facts.classes)),
        *(wording.percent(share, 1) if isinstance(share, float | int) else "" for share in shares),
        QLocale().toString(made.toLocalTime().date(), QLocale.FormatType.ShortFormat) if made.isValid() else "",
        texts.size_words(facts.bytes),
    ]
