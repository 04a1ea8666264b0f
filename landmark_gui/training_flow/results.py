"""What an evaluation says (``evaluation.json``), photo by photo, and how two models compare on the same photos."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DETAILS_FILE = "evaluation.json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said about one photo.

    Attributes:
        path: The photo.
        label: Index of its right class.
        of_label: Probability that the model gave the right class.
        best: (class, probability) of its best candidates, the best first.
    """

    path: str
    label: int
    of_label: float
    best: tuple[tuple[int, float], ...]

    @property
    def predicted(self) -> int:
        """Its first candidate."""
        return self.best[0][0]

    @property
    def is_right(self) -> bool:
        """Whether that is the right class."""
        return self.predicted == self.label

    def within(self, k: int) -> bool:
        """Whether the right class is among the first k candidates."""
        return any(index == self.label for index, _ in self.best[:k])


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of the reliability diagram: photos about which the model was about equally sure."""

    low: float
    high: float
    n: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class ClassRow:
    """Figures of one landmark; None where there are no photos to tell from."""

    index: int
    name: str
    n: int
    right: float | None
    precision: float | None
    taken_for: str


@dataclass(frozen=True)
class Evaluation:
    """A model measured on photos that it has not seen.

    Attributes:
        split: ``test``, or ``validation`` where there were no test photos.
        classes: Names of the landmarks.
        figures: ``top1``, ``top3``, ``top5``, ``loss``, ``ece`` and further ones.
        answers: One for each photo.
        reliability: Bars of the reliability diagram.
    """

    split: str
    classes: tuple[str, ...]
    figures: Mapping[str, float]
    answers: tuple[Answer, ...]
    reliability: tuple[Bin, ...] = ()
    _cells: Counter[tuple[int, int]] = field(default_factory=Counter, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._cells.update((answer.label, answer.predicted) for answer in self.answers)

    def count(self, label: int, predicted: int) -> int:
        """Photos of one class that were taken for another, or for it."""
        return self._cells[label, predicted]

    def row_total(self, label: int) -> int:
        """Photos of one class."""
        return sum(number for (row, _), number in self._cells.items() if row == label)

    def cell(self, label: int, predicted: int) -> list[Answer]:
        """These photos, those about which the model was surest first."""
        found = [answer for answer in self.answers if (answer.label, answer.predicted) == (label, predicted)]
        return sorted(found, key=lambda answer: -answer.best[0][1])

    def mistakes(self, most: int = 200) -> list[Answer]:
        """Wrong answers, the worst first: most sure of the wrong one, least of the right one."""
        wrong = [answer for answer in self.answers if not answer.is_right]
        return sorted(wrong, key=lambda answer: (answer.of_label - answer.best[0][1], answer.path))[:most]

    def rows(self) -> list[ClassRow]:
        """Figures of each landmark."""
        rows = []
        for index, name in enumerate(self.classes):
            total, right = self.row_total(index), self.count(index, index)
            said = sum(number for (_, column), number in self._cells.items() if column == index)
            others = Counter({column: number for (row, column), number in self._cells.items() if row == index})
            del others[index]
            worst = others.most_common(1)
            rows.append(
                ClassRow(
                    index,
                    name,
                    total,
                    right / total if total else None,
                    right / said if said else None,
                    self.classes[worst[0][0]] if worst else "",
                )
            )
        return rows


def read_evaluation(path: Path) -> Evaluation:
    """Reads ``evaluation.json``.

    Raises:
        ValueError: It cannot be read, or is of another version.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        summary = content["summary"]
        return Evaluation(
            str(content["split"]),
            tuple(map(str, content["classes"])),
            {name: float(value) for name, value in summary.items() if isinstance(value, int | float)},
            tuple(_answer(row) for row in content["photos"]),
            tuple(
                Bin(float(row["low"]), float(row["high"]), int(row["n"]), float(row["said"]), float(row["right"]))
                for row in content["reliability"]
            ),
        )
    except (OSError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error


def _answer(row: Mapping[str, Any]) -> Answer:
    best = tuple((int(index), float(probability)) for index, probability in row["best"])
    return Answer(str(row["path"]), int(row["label"]), float(row["of_label"]), (best[0], *best[1:]))


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of photos whose right landmark is the first, or among the first candidates."""

    top1: float
    top3: float
    top5: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same photos.

    Attributes:
        n: Photos that both were measured on.
        mine: The new model.
        theirs: The model in use.
        left_out: Photos of landmarks that only the new model knows.
    """

    n: int
    mine: Shares
    theirs: Shares
    left_out: int

    @property
    def is_worse(self) -> bool:
        """Whether the new model is right less often."""
        return self.mine.top1 < self.theirs.top1


def compare(mine: Evaluation, theirs: Evaluation) -> Comparison | None:
    """Compares on the photos that both were measured on; None where there are none."""
    by_path = {answer.path: answer for answer in theirs.answers}
    pairs = [(answer, by_path[answer.path]) for answer in mine.answers if answer.path in by_path]
    if not pairs:
        return None
    return Comparison(
        len(pairs),
        _shares([own for own, _ in pairs]),
        _shares([other for _, other in pairs]),
        len(mine.answers) - len(pairs),
    )


def shares(evaluation: Evaluation) -> Shares:
    """Of all its photos."""
    return _shares(list(evaluation.answers))


def _shares(answers: list[Answer]) -> Shares:
    number = max(1, len(answers))
    top1, top3, top5 = (sum(answer.within(k) for answer in answers) / number for k in (1, 3, 5))
    return Shares(top1, top3, top5)


@dataclass(frozen=True, slots=True)
class ReferenceFigure:
    """What the reference project reached on its own 50 landmarks."""

    right: int
    photos: int

    @property
    def top1(self) -> float:
        """As a share."""
        return self.right / self.photos


REFERENCE_FIGURES = {"scratch": ReferenceFigure(475, 1250), "transfer": ReferenceFigure(788, 1250)}
"""Its test figures, by pipeline."""
