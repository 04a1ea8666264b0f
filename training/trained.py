"""What is done with trained models: several put into one file that answer together, verdicts chosen anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from training import networks
from training.engine import TrainingError, predict_logits
from training.evaluation import Classify
from training.material import gather
from training.model_file import ModelInfo, load
from training.networks import Classifier
from training.pipelines import Options
from training.publish import describe, finish
from training.recipes import HOLD_OUT, TRANSFER

_VIEWS = ("plain", "mirror", "zoom")


def combine(options: Options, models: Sequence[Path]) -> dict[str, Any]:
    """Writes one model file that averages the answers of others.

    Args:
        options: Data, ordinary photos and output, which must be those that the models were trained with.
        models: Model files of the same landmarks.

    Returns:
        The summary, as of training.

    Raises:
        TrainingError: The models do not know the same landmarks.
        ModelFileError: A file is no model.
    """
    loaded = [load(path, options.device) for path in models]
    infos = [info for _, info in loaded]
    material = gather(options, square_size=TRANSFER["strong"].cache_size, hold_out=HOLD_OUT)
    for path, info in zip(models, infos, strict=True):
        if info.classes != material.data.classes or info.has_background != material.has_background:
            raise TrainingError(
                f"{path} knows other landmarks, or differs in having photos without landmark: combine models that "
                "were trained on the same data and --negatives"
            )
    largest = max((info.preprocessing for info in infos), key=lambda preprocessing: preprocessing.size)
    arguments = {
        "members": [
            {
                "arch": info.arch,
                "arch_arguments": dict(info.arch_arguments),
                "preprocessing": info.preprocessing.to_json(),
            }
            for info in infos
        ],
        "preprocessing": largest.to_json(),
    }
    network = networks.build("ensemble", arguments, material.outputs)
    backbone, head = network.backbone, network.head
    for index, (member, _) in enumerate(loaded):
        backbone.members[index].load_state_dict(member.backbone.state_dict())  # type: ignore[index,union-attr]
        head.heads[index].load_state_dict(member.head.state_dict())  # type: ignore[index,union-attr]
    network.to(options.device).eval()
    info = describe(options, "ensemble", arguments, material, largest, _VIEWS)
    settings = {"pipeline": "combine", "members": [path.name for path in models]}
    figures = finish(options, network, replace(info, settings=settings), material, _whole_network(options))
    return {"model": str(options.out), "stopped": False, **figures}


def recalibrate(options: Options, model: Path) -> dict[str, Any]:
    """Chooses temperature and verdicts of a trained model anew, for another share of mistakes or by a newer version.

    Args:
        options: Data and ordinary photos, which must be those that the model was trained with, and the output.
        model: The model file; its weights stay as they are.

    Returns:
        The summary, as of training.

    Raises:
        TrainingError: The model was trained on other photos.
        ModelFileError: The file is no model.
    """
    network, info = load(model, options.device)
    material = gather(options, square_size=info.preprocessing.size, hold_out=HOLD_OUT)
    known = describe(options, info.arch, info.arch_arguments, material, info.preprocessing, info.views)
    if info.data != known.data or info.classes != known.classes:
        raise TrainingError(
            f"{model} was trained on other photos, or with others held back: give the data and --negatives that it "
            "was trained with"
        )
    info = replace(info, name=options.out.stem, pooling="logits")
    figures = finish(options, network, info, material, _whole_network(options))
    return {"model": str(options.out), "stopped": False, **figures}


def _whole_network(options: Options) -> Callable[[Classifier, ModelInfo], Classify]:
    def classifier(network: Classifier, info: ModelInfo) -> Classify:
        return lambda _photos, squares: predict_logits(
            network, squares, info.preprocessing, options.device, views=info.views
        )

    return classifier
