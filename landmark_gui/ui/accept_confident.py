"""Accepting all confident suggestions at once: what would be accepted, and how many mistakes to expect."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSlider,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.library.decisions import landmark_key
from landmark_gui.library.expected_mistakes import Acceptable, acceptable
from landmark_gui.library.photos import Photo
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.marks import PlaceCheck, place_check
from landmark_gui.ui import first_size, theme, wording

_LOWEST, _HIGHEST = 50, 100
_SHOWN_PHOTOS = 200  # of one landmark: more do not help to decide


class AcceptConfident(QDialog):
    """A threshold, and what it means for the photos at hand; nothing is accepted before the button is pressed.

    Signals:
        chosen: What to accept: from a photo's path to the landmark's key.
    """

    chosen = Signal(object)

    def __init__(
        self, photos: Sequence[Photo], names: LandmarkNames, threshold: float, parent: QWidget | None = None
    ) -> None:
        """Makes it.

        Args:
            photos: Those that the grid shows.
            names: Names of landmarks.
            threshold: Probability to begin with, 0–1.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Accept All Confident"))
        first_size.open_at(self, 560, 520)
        self._names = names
        self._photos = [photo for photo in photos if not self._is_contradicted(photo)]
        self._contradicted = len(acceptable(photos, 0.0).photos) - len(acceptable(self._photos, 0.0).photos)
        self._found = Acceptable((), 0.0)
        self._left_out: set[str] = set()
        self._title = QLabel()
        self._title.setFont(theme.title_font(self.font()))
        self._title.setWordWrap(True)
        self._mistakes = QLabel()
        self._mistakes.setWordWrap(True)
        self._value = QLabel()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(_LOWEST, _HIGHEST)
        self._slider.setValue(round(100 * threshold))
        self._slider.setAccessibleName(self.tr("Least probability"))
        self._tree = QTreeWidget()
        self._tree.setAccessibleName(self.tr("What would be accepted"))
        self._tree.setColumnCount(2)
        self._tree.setHeaderLabels([self.tr("Landmark and photos"), self.tr("Probability")])
        self._tree.header().setStretchLastSection(False)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._tree.setUniformRowHeights(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = self._buttons.addButton(self.tr("Accept"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setProperty("primary", True)
        self._accept.setDefault(True)
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._soon.timeout.connect(self._fill)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("From")))
        row.addWidget(self._slider, 1)
        row.addWidget(self._value)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(10)
        box.addWidget(self._title)
        box.addWidget(self._mistakes)
        box.addLayout(row)
        box.addWidget(self._tree, 1)
        box.addWidget(self._buttons)
        self._slider.valueChanged.connect(self._threshold_changed)
        self._tree.itemChanged.connect(self._ticked)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        self._show_value()
        self._fill()

    def _is_contradicted(self, photo: Photo) -> bool:
        """Whether the camera's position contradicts the suggestion: such photos want to be looked at one by one."""
        if photo.camera_gps is None or photo.best is None:
            return False
        landmark = self._names.landmark(landmark_key(photo.best[0]))
        return place_check(photo.camera_gps, landmark) is PlaceCheck.CONTRADICTS

    @property
    def threshold(self) -> float:
        """The least probability, 0–1."""
        return self._slider.value() / 100

    @property
    def landmarks(self) -> dict[str, str]:
        """What would be accepted now: from a photo's path to the landmark's key."""
        return {
            photo.path: landmark_key(photo.best[0])
            for photo in self._found.photos
            if photo.best and landmark_key(photo.best[0]) not in self._left_out
        }

    @property
    def summary(self) -> str:
        """What the dialog says about it."""
        return f"{self._title.text()} {self._mistakes.text()}"

    def _threshold_changed(self) -> None:
        self._show_value()
        self._soon.start()

    def _show_value(self) -> None:
        self._value.setText(wording.percent(self.threshold))
        width = self._value.fontMetrics().horizontalAdvance(wording.percent(1.0)) + 4
        self._value.setMinimumWidth(width)

    def _fill(self) -> None:
        self._found = acceptable(self._photos, self.threshold)
        groups: dict[str, list[Photo]] = {}
        for photo in self._found.photos:
            if photo.best:
                groups.setdefault(landmark_key(photo.best[0]), []).append(photo)
        counted = Counter({key: len(photos) for key, photos in groups.items()})
        self._tree.blockSignals(True)
        self._tree.clear()
        for key, number in counted.most_common():
            photos = groups[key]
            best = photos[0].best
            assert best is not None
            name = self._names.name(key) if self._names.landmark(key) else best[0].name
            probabilities = [photo.best[1] for photo in photos if photo.best]
            ends = wording.probability(min(probabilities)), wording.probability(max(probabilities))
            shares = " – ".join(dict.fromkeys(ends))
            top = QTreeWidgetItem([f"{name} · {wording.number(number)}", shares])
            top.setData(0, Qt.ItemDataRole.UserRole, key)
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            top.setCheckState(0, Qt.CheckState.Unchecked if key in self._left_out else Qt.CheckState.Checked)
            for photo in photos[:_SHOWN_PHOTOS]:
                share = wording.percent(photo.best[1], 1) if photo.best else ""
                child = QTreeWidgetItem([photo.file.name, share])
                child.setToolTip(0, photo.path)
                top.addChild(child)
            self._tree.addTopLevelItem(top)
        self._tree.blockSignals(False)
        self._say()

    def _ticked(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, Qt.ItemDataRole.UserRole)
        if key is None:
            return
        if item.checkState(0) == Qt.CheckState.Checked:
            self._left_out.discard(key)
        else:
            self._left_out.add(key)
        self._say()

    def _say(self) -> None:
        chosen = self.landmarks
        probabilities = [photo.best[1] for photo in self._found.photos if photo.path in chosen and photo.best]
        number = len(probabilities)
        self._accept.setEnabled(number > 0)
        self._accept.setText(self.tr("Accept %n", "", number) if number else self.tr("Accept"))
        if not number:
            self._title.setText(self.tr("Nothing to accept"))
            self._mistakes.setText(
                self.tr("No undecided photo shown has a confident suggestion from this probability on.")
            )
            return
        expected = sum(1 - probability for probability in probabilities)
        self._title.setText(self.tr("%n photo(s) would be accepted", "", number))
        share = wording.percent(expected / number, 1)
        few = self.tr("less than one") if expected < 0.95 else self.tr("about %n", "", round(expected))
        text = self.tr("Expect {few} of them to be wrong ({share}), as far as the model knows itself.")
        text = text.replace("{few}", few).replace("{share}", share)
        if self._contradicted:
            text += " " + self.tr("%n photo(s) taken far from there are left out.", "", self._contradicted)
        self._mistakes.setText(text)

    def _take(self) -> None:
        landmarks = self.landmarks
        self.accept()
        self.chosen.emit(landmarks)
