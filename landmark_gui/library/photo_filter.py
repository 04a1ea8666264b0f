"""Which photos to show, in which order and groups: plain values that a view builds and `PhotoTable` follows."""

from dataclasses import dataclass
from enum import StrEnum

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import DecisionKind


class SortKey(StrEnum):
    """By what photos are ordered; photos for which it is not known come last, ties are ordered by name."""

    NAME = "name"
    DATE = "date"
    VERDICT = "verdict"
    UNCERTAINTY = "uncertainty"


class GroupBy(StrEnum):
    """What the groups of a view are."""

    NONE = "none"
    FOLDER = "folder"
    DAY = "day"
    LANDMARK = "landmark"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which photos to show: those that fit every condition.

    Attributes:
        text: Words that must all occur in file name, folder below the opened one, keywords or landmark; case and
            accents make no difference.
        verdicts: One of these; None among them stands for photos without a suggestion. Empty: any.
        decisions: One of these. Empty: any.
        has_gps: Whether the camera's position is known; None: either, as in the following.
        has_keyword: Whether the file has any keyword.
        has_landmark: Whether the file's own keywords name a landmark.
        written: True: the accepted landmark stands in the file. False: it is accepted and does not yet.
        error: Whether the photo cannot be read.
        within: Only these photos (ids in the table), such as those in a part of the map.
    """

    text: str = ""
    verdicts: frozenset[Verdict | None] = frozenset()
    decisions: frozenset[DecisionKind] = frozenset()
    has_gps: bool | None = None
    has_keyword: bool | None = None
    has_landmark: bool | None = None
    written: bool | None = None
    error: bool | None = None
    within: frozenset[int] | None = None

    @property
    def facts(self) -> frozenset[str]:
        """The attributes of a photo on which it depends whether it is shown."""
        conditions = (
            (self.text, ("keywords", "landmark_in_file", "decision", "ranking", "weighed")),
            (self.verdicts, ("ranking", "weighed", "decision")),
            (self.decisions, ("decision",)),
            (self.has_gps is not None, ("camera_gps",)),
            (self.has_keyword is not None, ("keywords",)),
            (self.has_landmark is not None, ("landmark_in_file",)),
            (self.written is not None, ("decision", "written", "landmark_in_file")),
            (self.error is not None, ("error", "ranking")),
        )
        return frozenset(name for active, names in conditions if active for name in names)


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring rows that belong together.

    Attributes:
        key: The folder's path, ``YYYY-MM-DD``, or the landmark's key; empty where there is none.
        first: The first row.
        count: Number of rows, at least 1.
    """

    key: str
    first: int
    count: int
