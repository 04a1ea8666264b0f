"""What was found out about a data set (``prepare``'s ``summary.json``)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ClassCount:
    """Photos of one landmark."""

    name: str
    train: int
    validation: int
    test: int
    sheet: str = ""

    @property
    def total(self) -> int:
        """All of them."""
        return self.train + self.validation + self.test


@dataclass(frozen=True)
class DataSummary:
    """A data set, looked over.

    Attributes:
        folder: The data set.
        fingerprint: Of its photos and their split.
        classes: The landmarks, in order, with their contact sheets.
        mean: Channel means of the training photos, 0–1.
        std: Channel standard deviations.
        histograms: Per channel, how often each value 0–255 occurs.
        warnings: Sentences, in English.
        unreadable: (path, reason) of files left out.
        copies_across: Groups of paths: copies of one picture in training and in test.
        left_out: Photos that somebody said are labelled wrongly, relative to the folder.
        plots: PNG files.
    """

    folder: str
    fingerprint: str
    classes: tuple[ClassCount, ...]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    histograms: tuple[tuple[int, ...], ...]
    warnings: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...]
    copies_across: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...]
    plots: tuple[str, ...]

    @property
    def train(self) -> int:
        """Photos to learn from."""
        return sum(entry.train for entry in self.classes)

    @property
    def validation(self) -> int:
        """Photos to choose by."""
        return sum(entry.validation for entry in self.classes)

    @property
    def test(self) -> int:
        """Photos to measure on."""
        return sum(entry.test for entry in self.classes)


def read_summary(path: Path) -> DataSummary:
    """Reads ``summary.json``.

    Raises:
        ValueError: It cannot be read, or is of another version.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        return _summary(content)
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error


def _summary(content: Mapping[str, Any]) -> DataSummary:
    sheets = content.get("contact_sheets", {})
    return DataSummary(
        folder=str(content["data"]),
        fingerprint=str(content["fingerprint"]),
        classes=tuple(
            ClassCount(name, int(row["train"]), int(row["validation"]), int(row["test"]), str(sheets.get(name, "")))
            for name, row in content["per_class"].items()
        ),
        mean=tuple(map(float, content["mean"])),
        std=tuple(map(float, content["std"])),
        histograms=tuple(tuple(map(int, row)) for row in content["histograms"]),
        warnings=tuple(map(str, content["warnings"])),
        unreadable=tuple((str(entry["path"]), str(entry["reason"])) for entry in content["unreadable"]),
        copies_across=tuple(tuple(map(str, group["paths"])) for group in content["duplicates"]["across"]),
        left_out=tuple(map(str, content.get("left_out", []))),
        plots=tuple(map(str, content.get("plots", []))),
    )


def normalised(histogram: tuple[int, ...], mean: float, std: float) -> list[tuple[float, float]]:
    """A channel's distribution after normalisation: (value, density) of each of the 256 values."""
    total, spread = sum(histogram) or 1, std or 1.0
    return [((value / 255 - mean) / spread, count / total * 255 * spread) for value, count in enumerate(histogram)]


def densities(histogram: tuple[int, ...]) -> list[tuple[float, float]]:
    """A channel's distribution before it: (value from 0 to 1, density)."""
    total = sum(histogram) or 1
    return [(value / 255, count / total * 255) for value, count in enumerate(histogram)]
