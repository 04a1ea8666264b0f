"""The candidates for the current photo as a Qt model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from landmark_gui.library.decisions import landmark_key
from landmark_gui.library.photos import Photo
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.marks import PlaceCheck, place_check

ROW_ROLE = Qt.ItemDataRole.UserRole
KEY_ROLE = Qt.ItemDataRole.UserRole + 1
MOST_ROWS = 9
"""As many as there are number keys."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """What a row shows.

    Attributes:
        key: Of the landmark, as decisions name it.
        name: In the person's language.
        place: City and country; may be empty.
        probability: Calibrated, 0–1; None where it is not the model that says so (accepted from the gazetteer).
        accepted: Whether the person accepted it.
        check: What the camera's position says.
    """

    key: str
    name: str
    place: str
    probability: float | None
    accepted: bool
    check: PlaceCheck


class CandidateModel(QAbstractListModel):
    """Candidates, most probable first; an accepted landmark that the model did not suggest stands above them.

    Attributes:
        most: Most rows; `set_photo` follows it.
    """

    def __init__(self, names: LandmarkNames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._rows: tuple[CandidateRow, ...] = ()
        self.most = MOST_ROWS

    def set_photo(self, photo: Photo | None) -> None:
        """Shows the candidates for that photo."""
        rows = self._rows_of(photo) if photo is not None else ()
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> Sequence[CandidateRow]:
        """All rows."""
        return self._rows

    def suggested(self, number: int) -> CandidateRow | None:
        """The candidate of that number, 1 for the first one, as the keys name them."""
        return self._rows[number - 1] if 1 <= number <= len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, the key, or the whole `CandidateRow`."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == KEY_ROLE:
            return row.key
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            share = "" if row.probability is None else f"{row.probability:.0%}"
            return ", ".join(filter(None, (str(index.row() + 1), row.name, row.place, share)))
        return None

    def _rows_of(self, photo: Photo) -> tuple[CandidateRow, ...]:
        ranking = photo.shown_ranking
        accepted = photo.decision.landmark
        rows = []
        if ranking is not None:
            for candidate, probability in zip(ranking.landmarks, ranking.probabilities, strict=True):
                key = landmark_key(candidate)
                rows.append(self._row(key, candidate.name, probability, accepted, photo))
        if accepted and all(row.key != accepted for row in rows):
            rows.insert(0, self._row(accepted, "", None, accepted, photo))
        return tuple(rows[: self.most])

    def _row(self, key: str, name: str, probability: float | None, accepted: str, photo: Photo) -> CandidateRow:
        landmark = self._names.landmark(key)
        shown = self._names.name(key) if landmark is not None or not name else name
        check = place_check(photo.camera_gps, landmark)
        return CandidateRow(key, shown, self._names.place(key), probability, key == accepted, check)
