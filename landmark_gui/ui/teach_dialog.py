"""A new landmark from a few photos: what it is called and where it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from landmark_gui import taught
from landmark_gui.library.photos import Photo
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.ui import theme, wording
from landmark_gui.ui.training_wizard.page import error_label, muted
from landmark_gui.workers.teaching import Wish

_GOOD_NUMBER = 6
Position = tuple[float, float]


class TeachDialog(QDialog):
    """Asks, and stays open while the photos are looked at; what is wrong is said in it.

    Signals:
        wanted: A `Wish`, without model and device.
    """

    wanted = Signal(object)

    def __init__(self, photos: Sequence[Photo], names: LandmarkNames, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            photos: Which show the landmark.
            names: Know the gazetteer.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("New Landmark"))
        self._photos, self._names = photos, names
        title = QLabel(self.tr("A landmark from %n photo(s)", "", len(photos)))
        title.setFont(theme.title_font(self.font()))
        text = self.tr("It is suggested for your other photos from now on. Nothing is written into the files.")
        if len(photos) < _GOOD_NUMBER:
            text += " " + self.tr("Six photos or more, from several sides, are recognised better than three.")
        self.name = QLineEdit()
        self.name.setObjectName("name")
        self.name.setMaxLength(120)
        self.name.setCompleter(self._landmark_completer())
        self.position = QLineEdit()
        self.position.setObjectName("position")
        self.position.setPlaceholderText("48.85837, 2.29448")
        self.position.setCompleter(self._landmark_completer())
        self.map_button = QPushButton(self.tr("On the &Map…"))
        self.map_button.setAutoDefault(False)
        self.map_button.clicked.connect(self._open_map)
        position = QHBoxLayout()
        position.addWidget(self.position, 1)
        position.addWidget(self.map_button)
        self.city, self.country = QLineEdit(), QLineEdit()
        self._where = muted()
        self._error = error_label()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self.tr("Looking at the photos"))
        self._busy.hide()
        self._form = QFormLayout()
        self._form.addRow(self.tr("&Name"), self.name)
        label = QLabel(self.tr("&Position or landmark beside it"))
        label.setBuddy(self.position)
        self._form.addRow(label, position)
        self._form.addRow(self.tr("&City"), self.city)
        self._form.addRow(self.tr("C&ountry"), self.country)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.teach_button = self.buttons.addButton(self.tr("Teach"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.teach_button.setProperty("primary", True)
        self.teach_button.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(10)
        box.addWidget(title)
        box.addWidget(muted(text))
        box.addLayout(self._form)
        box.addWidget(self._where)
        box.addWidget(self._error)
        box.addWidget(self._busy)
        box.addWidget(self.buttons)
        self.setMinimumWidth(520)
        for field in (self.name, self.position, self.city, self.country):
            field.textChanged.connect(self._say)
        self.buttons.accepted.connect(self._teach)
        self.buttons.rejected.connect(self.reject)
        self._say()
        self.name.setFocus()

    def _landmark_completer(self) -> QCompleter:
        completer = QCompleter(sorted(set(self._names.all_names().values())), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        return completer

    def _open_map(self) -> None:
        from landmark_gui.ui.place_dialog import PlaceDialog  # noqa: PLC0415 - with the map

        try:
            begin = self._typed_position() or self._photos_position()
        except taught.TaughtError:
            begin = self._photos_position()
        dialog = PlaceDialog(begin, self)
        dialog.placed.connect(lambda place: self.position.setText(wording.position(place)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- what was typed -----------------------------------------------------------------------------

    def _known(self) -> bool:
        """Whether the gazetteer knows the name, and with it the place."""
        gazetteer = self._names.gazetteer
        found = gazetteer.find(self.name.text()) if gazetteer and self.name.text().strip() else None
        return found is not None and found.position is not None

    def _typed_position(self) -> Position | None:
        """The position, or that of the landmark, that was typed.

        Raises:
            taught.TaughtError: It is neither.
        """
        text = self.position.text().strip()
        if not text:
            return None
        gazetteer = self._names.gazetteer
        beside = gazetteer.find(text) if gazetteer else None
        if beside is not None and beside.position is not None:
            return beside.position
        parts = text.replace(";", ",").split(",") if "," in text or ";" in text else text.split()
        try:
            latitude, longitude = (float(part) for part in parts)
        except ValueError as error:
            raise taught.TaughtError(
                self.tr("“{text}” is neither a position such as 48.85837, 2.29448 nor a landmark.").replace(
                    "{text}", text
                )
            ) from error
        return taught.checked_place(latitude, longitude)

    def _photos_position(self) -> Position | None:
        return taught.middle(photo.camera_gps for photo in self._photos)

    def _say(self) -> None:
        """Says where the landmark will be, and whether it can be taught."""
        self._error.hide()
        is_known = self._known()
        for field in (self.position, self.map_button, self.city, self.country):
            field.setEnabled(not is_known)
        enough = len(self._photos) >= taught.FEWEST_EXAMPLES
        self.teach_button.setEnabled(enough and any(letter.isalnum() for letter in self.name.text()))
        if is_known and self._names.gazetteer is not None:
            landmark = self._names.gazetteer.find(self.name.text())
            place = self._names.place(landmark.id) if landmark else ""
            self._where.setText(self.tr("The gazetteer knows it: {place}.").replace("{place}", place or "…"))
            return
        try:
            typed = self._typed_position()
        except taught.TaughtError as error:
            self._where.setText(str(error))
            self.teach_button.setEnabled(False)
            return
        if typed is not None:
            self._where.setText(self.tr("It is at {position}.").replace("{position}", wording.position(typed)))
        elif (taken := self._photos_position()) is not None:
            text = self.tr("It is where the photos were taken: {position}.")
            self._where.setText(text.replace("{position}", wording.position(taken)))
        else:
            self._where.setText(self.tr("Without a position, only its name is written into photos."))

    def _teach(self) -> None:
        if not self.teach_button.isEnabled():
            return
        is_known = self._known()
        try:
            name = taught.checked_name(self.name.text())
            position = None if is_known else self._typed_position() or self._photos_position()
        except taught.TaughtError as error:
            self.fail(str(error))
            return
        self._set_busy(True)
        self.wanted.emit(
            Wish(
                name,
                [photo.file for photo in self._photos],
                position[0] if position else None,
                position[1] if position else None,
                "" if is_known else self.city.text().strip(),
                "" if is_known else self.country.text().strip(),
            )
        )

    # --- what became of it --------------------------------------------------------------------------

    def fail(self, text: str) -> None:
        """Says why nothing was taught, and lets the person change what was typed."""
        self._set_busy(False)
        self._say()
        self._error.setText(text)
        self._error.show()

    def _set_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        for field in (self.name, self.position, self.map_button, self.city, self.country, self.teach_button):
            field.setEnabled(not busy)
