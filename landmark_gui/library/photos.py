"""One photo, as the app knows it: file facts, header facts, what the model and the person say. Small, for 100,000."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
from landmark_gui.library.decisions import UNDECIDED, Decision, DecisionKind, landmark_key

_NO_LANDMARK = Verdict.NO_LANDMARK  # looking a member up in its class costs more than all else in `Photo.best`


class CandidatePool:
    """Keeps one copy of each landmark's description, however many photos it is suggested for."""

    __slots__ = ("_shared",)

    def __init__(self) -> None:
        self._shared: dict[tuple[str | None, str], Candidate] = {}

    def share(self, candidate: Candidate) -> Candidate:
        """The shared copy of a candidate, with probability 0; a newer description replaces the older one."""
        key = (candidate.landmark, candidate.name)
        plain = candidate if candidate.probability == 0.0 else replace(candidate, probability=0.0)
        known = self._shared.get(key)
        if known != plain:
            self._shared[key] = known = plain
        return known


class Ranking(NamedTuple):
    """A suggestion without its path, in little memory: descriptions of landmarks are shared between photos.

    A tuple rather than a dataclass, because 100,000 of them are made when a folder is opened.

    Attributes:
        model: Identifies the model that says so; see `landmark_gui.library.content.model_id`.
        verdict: None where the photo could not be read.
        landmarks: Most probable first; their own ``probability`` is 0.
        probabilities: Calibrated, in the same order.
        score: See `Suggestion.score`.
        error: Why the photo could not be read; empty where it could.
    """

    model: str
    verdict: Verdict | None = None
    landmarks: tuple[Candidate, ...] = ()
    probabilities: tuple[float, ...] = ()
    score: float | None = None
    error: str = ""

    @classmethod
    def of(cls, suggestion: Suggestion, model: str, pool: CandidatePool) -> "Ranking":
        """The ranking in a suggestion of that model."""
        return cls(
            model,
            suggestion.verdict,
            tuple(pool.share(candidate) for candidate in suggestion.candidates),
            tuple(candidate.probability for candidate in suggestion.candidates),
            suggestion.score,
            suggestion.error or "",
        )

    def without(self, rejected: Iterable[str]) -> "Ranking":
        """This ranking without the landmarks (keys) that the person rejected.

        Where the best one is gone, what is left is at most ambiguous: the model was not sure of it.
        """
        gone = frozenset(rejected)
        kept = [number for number, candidate in enumerate(self.landmarks) if landmark_key(candidate) not in gone]
        if len(kept) == len(self.landmarks):
            return self
        verdict = self.verdict
        if not kept:
            verdict = Verdict.NO_LANDMARK
        elif kept[0] != 0 and verdict is Verdict.CONFIDENT:
            verdict = Verdict.AMBIGUOUS
        return self._replace(
            verdict=verdict,
            landmarks=tuple(self.landmarks[number] for number in kept),
            probabilities=tuple(self.probabilities[number] for number in kept),
        )

    def suggestion(self, path: str) -> Suggestion:
        """The suggestion for the photo at that path."""
        pairs = zip(self.landmarks, self.probabilities, strict=True)
        candidates = tuple(replace(candidate, probability=probability) for candidate, probability in pairs)
        return Suggestion(Path(path), self.verdict, candidates, self.score, self.error or None)


@dataclass(slots=True)
class Photo:
    """One photo. Change it only through `PhotoTable` once it is in a table.

    Attributes:
        path: Absolute path; a text, with undecodable bytes as surrogates (`os.fsencode` gives them back).
        size: Of the file, bytes.
        mtime_ns: Modification time of the file.
        facts_read: Whether the header facts below (down to ``landmark_in_file``) are known.
        capture_time: ``YYYY-MM-DDTHH:MM:SS`` of the camera's clock, or empty.
        camera_gps: Where the camera stood, degrees (latitude, longitude), or None.
        camera: Maker and model, or empty.
        keywords: All keywords of the file and its sidecar.
        landmark_in_file: Gazetteer id of the landmark that the file's own keywords name, or empty.
        content: Content id, see `landmark_gui.library.content`; empty while not known. Decisions belong to it.
        ranking: What the model in use says, or None; rejected landmarks are still in it.
        weighed: The ranking after the evidence beyond the picture, or None where that changes nothing to speak of.
        decision: What the person said.
        written: Key of the landmark that this app wrote into this file, or empty.
        error: Why the file cannot be read, or empty.
    """

    path: str
    size: int = 0
    mtime_ns: int = 0
    facts_read: bool = False
    capture_time: str = ""
    camera_gps: tuple[float, float] | None = None
    camera: str = ""
    keywords: tuple[str, ...] = ()
    landmark_in_file: str = ""
    content: bytes = b""
    ranking: Ranking | None = None
    weighed: Ranking | None = None
    decision: Decision = field(default=UNDECIDED)
    written: str = ""
    error: str = ""

    @property
    def file(self) -> Path:
        """The path as a `Path`."""
        return Path(self.path)

    @property
    def shown_ranking(self) -> Ranking | None:
        """The ranking after the evidence, without the landmarks that the person rejected."""
        ranking = self.ranking if self.weighed is None else self.weighed
        if ranking is None or not self.decision.rejected:
            return ranking
        return ranking.without(self.decision.rejected)

    @property
    def suggestion(self) -> Suggestion | None:
        """What is suggested, without the landmarks that the person rejected; None where the model was not asked yet."""
        ranking = self.shown_ranking
        return None if ranking is None else ranking.suggestion(self.path)

    @property
    def verdict(self) -> Verdict | None:
        """The verdict, as far as evidence and the person's rejections leave it; None where there is none."""
        ranking = self.shown_ranking
        return None if ranking is None else ranking.verdict

    @property
    def best(self) -> tuple[Candidate, float] | None:
        """The landmark that is believed in, and its probability; None where there is none."""
        ranking = self.shown_ranking
        if ranking is None or not ranking.landmarks or ranking.verdict is None or ranking.verdict is _NO_LANDMARK:
            return None
        return ranking.landmarks[0], ranking.probabilities[0]

    @property
    def uncertainty(self) -> float | None:
        """1 − (p₁ − p₂), from 0 (sure) to 1 (a toss-up); None where there is no suggestion."""
        ranking = self.shown_ranking
        if ranking is None or not ranking.probabilities:
            return None
        values = ranking.probabilities
        return 1.0 - (values[0] - values[1] if len(values) > 1 else values[0])

    @property
    def landmark(self) -> str:
        """Key of the landmark this photo counts as showing: accepted, else in the file, else suggested; or empty."""
        kind = self.decision.kind
        if kind is DecisionKind.ACCEPTED:
            return self.decision.landmark
        if self.landmark_in_file or kind is DecisionKind.NO_LANDMARK:
            return self.landmark_in_file
        best = self.best
        return landmark_key(best[0]) if best else ""

    @property
    def is_written(self) -> bool:
        """Whether the accepted landmark stands in the file; False where none is accepted."""
        accepted = self.decision.landmark
        return bool(accepted) and accepted in (self.written, self.landmark_in_file)

    @property
    def is_unwritten(self) -> bool:
        """Whether a landmark is accepted that does not stand in the file yet."""
        return bool(self.decision.landmark) and not self.is_written

    @property
    def problem(self) -> str:
        """Why the file or its picture cannot be read; empty where there is no problem."""
        return self.error or (self.ranking.error if self.ranking else "")


def seconds_of(photo: Photo) -> float | None:
    """The capture time in seconds since some day; None where it is not known or no real time."""
    if not photo.capture_time:
        return None
    try:
        return (datetime.fromisoformat(photo.capture_time) - datetime.min).total_seconds()
    except ValueError:
        return None
