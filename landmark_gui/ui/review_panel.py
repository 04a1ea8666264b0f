"""The panel in which one photo is reviewed: preview, verdict, candidates, and what the person can say."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from landmark_gui.inference.evidence import Evidence
from landmark_gui.library.photos import Photo
from landmark_gui.models.candidates import CandidateModel
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.marks import Mark, PlaceCheck, mark_of, place_check
from landmark_gui.ui import marks, theme, wording
from landmark_gui.ui.action_button import ActionButton
from landmark_gui.ui.candidate_list import CandidateList
from landmark_gui.ui.dates import shown_date
from landmark_gui.ui.elided_label import ElidedLabel
from landmark_gui.ui.evidence_view import EvidenceView
from landmark_gui.ui.giving_way import LEAST_HEIGHT, GivingWay
from landmark_gui.ui.nearest_view import NearestView
from landmark_gui.ui.preview import Preview
from landmark_gui.ui.reason_words import reason_words

_BUTTONS = ("no-landmark", "search", "reject", "skip", "undo", "next")
_DETAILS_WIDTH = 380
_MARK = 22
_SPACING = 8
_MARGIN = 16
_PREVIEW = 110  # pixels of height
_PREVIEW_SHARE = 0.27  # of the panel's height; less only where the buttons and the verdict need it
_LEAST_PREVIEW = 64  # pixels of height; in less, nothing can be made out
_ANY = 16_777_215  # Qt's QWIDGETSIZE_MAX: no limit


class ReviewPanel(QWidget):
    """Shows the current photo.

    Signals:
        accepted: Key of a landmark that was clicked.
        pointed: Key of the candidate under the pointer; empty for none.
    """

    accepted = Signal(str)
    pointed = Signal(str)

    def __init__(
        self,
        names: LandmarkNames,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
        buttons: Sequence[str] = _BUTTONS,
    ) -> None:
        """Makes it.

        Args:
            names: Names of landmarks.
            actions: Of the window.
            parent: Qt's owner.
            buttons: Ids of the actions that the panel shows as buttons.
        """
        super().__init__(parent)
        self.setObjectName("reviewPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._names = names
        self._photo: Photo | None = None
        self._unasked: tuple[str, str] | None = None
        self.candidates = CandidateModel(names, self)
        self.preview = Preview(self)
        # Where the model is asked without being told to, there is no action for it.
        self._suggest = ActionButton(actions["suggest-selected"], self) if "suggest-selected" in actions else None
        self._build(actions, buttons)
        self.show_photo(None)

    def _build(self, actions: Mapping[str, QAction], names_of_buttons: Sequence[str]) -> None:
        self._file = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._file.setFont(theme.strong_font(self.font()))
        self._facts = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._facts.setProperty("muted", True)
        self._facts.setFont(theme.small_font(self.font()))
        self._mark = QLabel()
        self._mark.setFixedSize(QSize(_MARK, _MARK))
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._title.setFont(theme.title_font(self.font()))
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("muted", True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._list = CandidateList(self.candidates, self)
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._list.chosen.connect(self.accepted)
        self._list.pointed.connect(self.pointed)
        self.why = EvidenceView(self._names, self)
        self.why.setVisible(False)
        self._heat = ActionButton(actions["heat"], self) if "heat" in actions else None
        self.nearest = NearestView(self._heat, self)
        self.nearest.setVisible(False)
        self._explained = QWidget()
        explained = QVBoxLayout(self._explained)
        explained.setContentsMargins(0, 0, 0, 0)
        explained.setSpacing(_SPACING)
        explained.addWidget(self.why)
        explained.addWidget(self.nearest)
        self._why_wanted = False
        self._scope = QLabel()
        self._scope.setProperty("muted", True)
        self._scope.setWordWrap(True)
        self._lay_out(actions, names_of_buttons)

    def _lay_out(self, actions: Mapping[str, QAction], names_of_buttons: Sequence[str]) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(10)
        heading.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._words)
        heading.addLayout(texts, 1)
        buttons = QGridLayout()
        buttons.setSpacing(6)
        for position, name in enumerate(names_of_buttons):
            buttons.addWidget(ActionButton(actions[name], self), position // 2, position % 2)
        buttons.setColumnStretch(0, 1)
        buttons.setColumnStretch(1, 1)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(self.palette().ColorRole.Mid)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._file)
        names.addWidget(self._facts)
        self._body = GivingWay(spacing=_SPACING)
        self._body.changed.connect(self._share_room)
        told = self._body.column
        told.setContentsMargins(_MARGIN, 10, _MARGIN, 0)
        told.addLayout(names)
        told.addWidget(line)
        told.addLayout(heading)
        if self._suggest is not None:
            told.addWidget(self._suggest, 0, Qt.AlignmentFlag.AlignLeading)
        told.addWidget(self._list)
        told.addWidget(self._explained)
        told.addStretch(1)
        self._scope.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        buttons.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._details = QWidget()
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 14)
        details.setSpacing(_SPACING)
        details.addWidget(self._body)
        details.addStretch(1)
        details.addWidget(self._scope)
        details.addLayout(buttons)
        # It has no wish of its own, so that it gets what the details leave, and they shrink only when it cannot.
        self.preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.preview, 1)
        self._box.addWidget(self._details, 0)

    # --- what it shows ----------------------------------------------------------------------------

    @property
    def photo(self) -> Photo | None:
        """The photo shown."""
        return self._photo

    def show_photo(self, photo: Photo | None) -> None:
        """Shows a photo's facts, or that none is chosen; the picture comes by `Preview.set_picture`."""
        if photo is None or self._photo is None or photo.path != self._photo.path:
            self.preview.set_picture(None)
            self.why.show_pieces(())
            self._body.verticalScrollBar().setValue(0)
        self._photo = photo
        self.candidates.set_photo(photo)
        self._list.setVisible(bool(self.candidates.rows))
        if self._suggest is not None:
            self._suggest.setVisible(photo is not None and photo.ranking is None and not photo.problem)
        if photo is None:
            self._file.set_text(self.tr("No photo chosen"))
            self._facts.set_text("")
            self._mark.clear()
            self._title.setText("")
            self._words.setText("")
            self._show_why()
            return
        self._file.set_text(photo.file.name, photo.path)
        self._facts.set_text(self._facts_of(photo))
        mark = mark_of(photo)
        if mark is None:
            self._mark.clear()
        else:
            tokens = theme.colours(self.palette())
            self._mark.setPixmap(marks.pixmap(mark, _MARK, self.devicePixelRatioF(), tokens))
            self._mark.setAccessibleName(wording.mark_words(mark))
        self._mark.setVisible(mark is not None)
        self._show_verdict()
        self._show_why()

    def show_evidence(self, pieces: Sequence[Evidence]) -> None:
        """Shows what speaks for and against the best candidate of the photo that is shown."""
        self.why.show_pieces(pieces if self._photo is not None else ())
        if self._photo is not None:
            self._show_verdict()
        self._show_why()

    def set_why(self, wanted: bool) -> None:
        """Whether the evidence is listed; a contradiction is told all the same."""
        self._why_wanted = wanted
        self._show_why()

    def _show_why(self) -> None:
        self.why.setVisible(self._why_wanted and bool(self.why.pieces))
        if self._heat is not None:
            self.nearest.setVisible(self._why_wanted and bool(self.candidates.rows))
        self._explained.setHidden(self.why.isHidden() and self.nearest.isHidden())
        self._share_room()
        tip = "\n".join(self.why.sentences())
        for label in (self._title, self._words, self._mark):
            label.setToolTip(tip)

    def _show_verdict(self) -> None:
        assert self._photo is not None
        title, words = self._verdict(self._photo, mark_of(self._photo))
        self._title.setText(title)
        self._words.setText(words)

    def set_unasked(self, title: str, words: str) -> None:
        """What to say about photos that the model has not looked at yet, such as that it is about to."""
        self._unasked = (title, words)
        if self._photo is not None and mark_of(self._photo) is None:
            self.show_photo(self._photo)

    def set_scope(self, selected: int) -> None:
        """Says how many photos a decision will be about, where that is more than one."""
        self._scope.setVisible(selected > 1)
        self._scope.setText(self.tr("Keys apply to all %n selected photo(s).", "", selected))
        self._share_room()

    def _facts_of(self, photo: Photo) -> str:
        size = QLocale().formattedDataSize(photo.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        return " · ".join(filter(None, (shown_date(photo.capture_time), photo.camera, size if photo.size else "")))

    def _verdict(self, photo: Photo, mark: Mark | None) -> tuple[str, str]:
        """The one line that matters, and what explains it."""
        name = self._name(photo)
        if mark is None:
            unasked = self.tr("Not asked yet"), self.tr("The model has not looked at this photo.")
            return self._unasked or unasked
        if mark is Mark.ERROR:
            return self.tr("Cannot be read"), reason_words(photo.problem)
        if mark is Mark.WRITTEN:
            return name, self.tr("You accepted this, and it stands in the file.")
        if mark is Mark.ACCEPTED:
            return name, self.tr("You accepted this. It is not written into the file yet.")
        if mark is Mark.NOTHING:
            return self.tr("No landmark"), self.tr("You said that this photo shows no landmark.")
        if mark is Mark.SKIPPED:
            return self.tr("Skipped"), self.tr("You left this photo for later.")
        if mark is Mark.IN_FILE:
            return name, self.tr("The file names this landmark itself.")
        if mark is Mark.NO_LANDMARK:
            words = self.tr("The model sees none of the landmarks it knows. The nearest ones are below.")
            return self.tr("Probably no landmark"), words
        place = self.why.warning() or wording.place_words(self._check(photo))
        if mark is Mark.AMBIGUOUS:
            return self.tr("Unsure: {name}?").replace("{name}", name), place or self.tr("Compare the candidates.")
        return name, place or self.tr("The model is confident.")

    def _name(self, photo: Photo) -> str:
        key = photo.landmark
        best = photo.best
        if best is not None and not photo.decision.is_reviewed and self._names.landmark(key) is None:
            return best[0].name
        return self._names.name(key) if key else ""

    def _check(self, photo: Photo) -> PlaceCheck:
        return place_check(photo.camera_gps, self._names.landmark(photo.landmark))

    # --- events -----------------------------------------------------------------------------------

    def set_wide(self, wide: bool) -> None:
        """Lays preview and details beside each other, or one above the other."""
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)
        self._details.setMinimumWidth(_DETAILS_WIDTH if wide else 0)
        self._details.setMaximumWidth(_DETAILS_WIDTH if wide else _ANY)

    def _share_room(self) -> None:
        """Shares out the height: the buttons are always whole, and the preview gives way before the rest scrolls."""
        self._body.updateGeometry()
        body, explained = self._body.content_height(), 0
        others = _height_at(self._details, self._details.width()) - self._body.sizeHint().height() + body
        if not self._explained.isHidden():
            explained = _height_at(self._explained, self._body.width() - 2 * _MARGIN)
        is_beside = self._box.direction() == QBoxLayout.Direction.LeftToRight
        wanted = 0 if is_beside else max(_PREVIEW, round(_PREVIEW_SHARE * self.height()))
        if not self._list.isHidden():
            others -= self._list.sizeHint().height()
            self._list.fit(self.height() - wanted - others)
            others += self._list.sizeHint().height()
        left = self.height() - others + max(0, explained - LEAST_HEIGHT)
        is_seen = is_beside or left >= _LEAST_PREVIEW
        self.preview.setMinimumHeight(min(wanted, left) if is_seen else 0)
        self.preview.setMaximumHeight(_ANY if is_seen else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follows the shape of the panel."""
        super().resizeEvent(event)
        self.set_wide(self.width() > 1.15 * self.height() and self.width() > 2 * _DETAILS_WIDTH)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._photo is not None:
            self.show_photo(self._photo)


def _height_at(widget: QWidget, width: int) -> int:
    """Pixels that a widget needs at a width."""
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
