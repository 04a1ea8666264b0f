"""What the person chooses before a training: the photos, and the way to train."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

DOWNLOAD_URL = "https://udacity-dlnfd.s3-us-west-1.amazonaws.com/datasets/landmark_images.zip"
"""Where the reference's data set of 50 landmarks lies; shown, and given to the download."""

DOWNLOAD_BYTES = 549_000_000
"""About the size of that file; what is unpacked is as large again."""


class Source(StrEnum):
    """Where the labelled photos come from."""

    DOWNLOAD = "download"
    FOLDER = "folder"
    ACCEPTED = "accepted"


class Pipeline(StrEnum):
    """How a model is made."""

    SCRATCH = "scratch"
    TRANSFER = "transfer"


REFERENCE, STRONG = "reference", "strong"
"""The recipes."""

REFERENCE_BACKBONE = "vgg19"
DEFAULT_BACKBONE = "efficientnet_lite0"
"""Its weights are installed with the program."""

Value = str | int | float | bool


@dataclass(frozen=True)
class DataChoice:
    """The photos to learn from.

    Attributes:
        source: Where they come from.
        folder: The data set; for a download the folder to put it in.
        url: Of a download.
        negatives: Folder of photos without a landmark; empty for none.
    """

    source: Source = Source.FOLDER
    folder: str = ""
    url: str = DOWNLOAD_URL
    negatives: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"source": self.source.value, "folder": self.folder, "url": self.url, "negatives": self.negatives}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "DataChoice":
        """Reads what `to_json` wrote.

        Raises:
            ValueError: It makes no sense.
        """
        texts = {name: _text(values, name) for name in ("folder", "url", "negatives")}
        return cls(source=Source(_text(values, "source")), **texts)


@dataclass(frozen=True)
class PipelineChoice:
    """The way to train.

    Attributes:
        pipeline: From scratch, or transfer.
        recipe: ``reference`` or ``strong``.
        backbone: Of transfer; empty takes the recipe's.
        weights: File with the backbone's weights; empty for the published ones.
        values: Hyperparameters that differ from the recipe's, by name.
    """

    pipeline: Pipeline = Pipeline.TRANSFER
    recipe: str = STRONG
    backbone: str = ""
    weights: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def backbone_in_use(self) -> str:
        """The backbone that will be used; empty where none is."""
        if self.pipeline is Pipeline.SCRATCH:
            return ""
        return REFERENCE_BACKBONE if self.recipe == REFERENCE else self.backbone or DEFAULT_BACKBONE

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "pipeline": self.pipeline.value,
            "recipe": self.recipe,
            "backbone": self.backbone,
            "weights": self.weights,
            "values": dict(self.values),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "PipelineChoice":
        """Reads what `to_json` wrote.

        Raises:
            ValueError: It makes no sense.
        """
        recipe, chosen = _text(values, "recipe"), values.get("values", {})
        if recipe not in (REFERENCE, STRONG) or not isinstance(chosen, dict):
            raise ValueError(f"no such choice: {values!r}")
        return cls(
            Pipeline(_text(values, "pipeline")), recipe, _text(values, "backbone"), _text(values, "weights"), chosen
        )


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text: {value!r}")
    return value
