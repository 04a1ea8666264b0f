"""Whether suggestions are those of the plain way: ``python -m tests.benchmarks identical DATA [--model FILE]``.

The plain way unpacks the whole photo with Pillow, shrinks it in one step and runs the network as it was trained, in
single precision, one photo after the other. It is compared with what ``landmark-gui tag`` does: photos decoded at a
smaller scale, batch norms folded in, half precision where the processor has it.

* ``same rule``: the plain way looks at a photo as often as the model file says, fewer times where it is sure.
* ``all looks``: it looks at every photo in all ways that the model has.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageOps

from landmark_gui import resources
from landmark_gui.inference.looks import Looks
from landmark_gui.inference.predictor import Predictor
from training import model_file
from training.data import Photo, class_key, open_data_set
from training.scan import DataError
from training.transforms import to_batch


def main() -> None:
    """Prints one object."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks identical", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of labelled photos; its test photos are compared")
    parser.add_argument("--model", type=Path, default=resources.path("models/default.landmarks"), help="model file")
    options = parser.parse_args()
    try:
        data = open_data_set(options.data, report=lambda _event: None, splits=("test",))
    except DataError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    print(json.dumps(compare(options.model, data.test, data.classes), indent=2))


def compare(model: Path, photos: Sequence[Photo], classes: Sequence[str]) -> dict[str, Any]:
    """How many photos are given the same best landmark both ways, and how many of them are right.

    Args:
        model: A model file.
        photos: Labelled photos.
        classes: Names of their labels.
    """
    predictor = Predictor(model, "cpu", taught=())
    names = {landmark.name: name for landmark, name in zip(predictor.landmarks, predictor.info.classes, strict=True)}
    suggested = [
        names[suggestion.candidates[0].name] if suggestion.candidates else ""
        for suggestion in predictor.predict([photo.path for photo in photos])
    ]
    own = {class_key(name): name for name in predictor.info.classes}
    wanted = [own.get(class_key(classes[photo.label])) for photo in photos]
    found: dict[str, Any] = {"photos": len(photos), "right": _agreeing(suggested, wanted)}
    for name, settle in (("same rule", True), ("all looks", False)):
        plain = [predictor.info.classes[place] for place in _plain_way(model, photos, settle=settle)]
        same = _agreeing(suggested, plain)
        found[name] = {"same": same, "share": round(same / len(photos), 4), "right": _agreeing(plain, wanted)}
    return found


def _plain_way(model: Path, photos: Sequence[Photo], *, settle: bool) -> Iterator[int]:
    """The best landmark's place among the model's classes, for each photo."""
    network, info = model_file.load(model)
    looks = Looks(network, info, torch.device("cpu"))
    size = info.preprocessing.size
    for photo in photos:
        with Image.open(photo.path) as picture:
            square = ImageOps.exif_transpose(picture).convert("RGB").resize((size, size), Image.Resampling.BICUBIC)
        with torch.inference_mode():
            logits, _ = looks.exactly(to_batch(np.asarray(square)[None], info.preprocessing), settle=settle)
            probabilities = torch.softmax(logits / info.temperature, dim=2).mean(0)[0, : len(info.classes)]
        yield int(probabilities.argmax())


def _agreeing(some: Sequence[str], others: Sequence[str | None]) -> int:
    return sum(one == other for one, other in zip(some, others, strict=True))


if __name__ == "__main__":
    main()
