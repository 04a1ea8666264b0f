"""What is done with trained models: several put into one, verdicts chosen anew, features of photos added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from training import networks
from training.data import DataError, Photo
from training.evaluation import labelled_photos
from training.events import Failed
from training.extraction import whole_network
from training.keeping import Keeper
from training.kept_features import keep
from training.loop import TrainingError
from training.material import Material, gather
from training.model_file import ModelInfo, copy_described, load
from training.pipelines import Options
from training.publish import describe, finish
from training.recipes import HOLD_OUT, SCRATCH, TRANSFER
from training.squares import load_squares

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
    info = replace(describe(options, "ensemble", arguments, material, largest, _VIEWS), turns=True)
    settings = {"pipeline": "combine", "members": [path.name for path in models]}
    figures = finish(options, network, replace(info, settings=settings), material, whole_network(options.device))
    return {"model": str(options.out), "stopped": False, **figures}


def average(options: Options, models: Sequence[Path]) -> dict[str, Any]:
    """Writes one model whose weights are the mean of others': nearly as right as all together, at the cost of one.

    That holds where one was trained on from the other (``--start``), so that their weights lie in the same valley
    (Izmailov et al. 2018; Wortsman et al. 2022).

    Args:
        options: Data, ordinary photos and output, which must be those that the models were trained with.
        models: Model files of the same network and landmarks.

    Returns:
        The summary, as of training.

    Raises:
        TrainingError: The networks are not alike.
        ModelFileError: A file is no model.
    """
    loaded = [load(path, options.device) for path in models]
    network, info = loaded[0]
    states = [other.state_dict() for other, _ in loaded]
    kinds = [
        (each.arch, {name: value.shape for name, value in state.items()}, each.preprocessing, each.classes, each.data)
        for state, (_, each) in zip(states, loaded, strict=True)
    ]
    for path, kind, (_, other) in zip(models, kinds, loaded, strict=True):
        if kind != kinds[0] or other.backbone_weights:
            raise TrainingError(
                f"{path} is another kind of network than {models[0]}, or was trained on other photos: average "
                "models of which one was trained on from the other, with --start"
            )
    network.load_state_dict(
        {
            name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
            for name, value in states[0].items()
        }
    )
    options, material = _as_trained(options, models[0], info)
    settings = {"pipeline": "average", "members": [path.name for path in models]}
    glances = any(other.glances or _is_taught(other) for _, other in loaded)
    info = replace(info, name=options.out.stem, settings=settings, glances=glances)
    figures = finish(options, network, info, material, whole_network(options.device))
    return {"model": str(options.out), "stopped": False, **figures}


def recalibrate(options: Options, model: Path, views: tuple[str, ...] = ()) -> dict[str, Any]:
    """Chooses temperature and verdicts of a trained model anew, for another share of mistakes or by a newer version.

    Args:
        options: Data and ordinary photos, which must be those that the model was trained with, and the output.
        model: The model file; its weights stay as they are.
        views: Which views of a photo count from now on, see `transforms.VIEWS`; none: those of the model.

    Returns:
        The summary, as of training.

    Raises:
        TrainingError: The model was trained on other photos.
        ModelFileError: The file is no model.
    """
    network, info = load(model, options.device)
    options, material = _as_trained(options, model, info)
    info = replace(
        info,
        name=options.out.stem,
        pooling="logits",
        views=views or info.views,
        turns=info.turns or info.settings.get("pipeline") in ("finetune", "combine"),
        glances=info.glances or _is_taught(info),
    )
    figures = finish(options, network, info, material, whole_network(options.device))
    return {"model": str(options.out), "stopped": False, **figures}


def _is_taught(info: ModelInfo) -> bool:
    """Whether it learnt from teachers, with pictures of several sizes, as `pipelines.train_scratch` does it."""
    loop = info.settings.get("loop")
    return info.settings.get("pipeline") == "scratch" and isinstance(loop, dict) and bool(loop.get("auxiliary"))


def add_features(options: Options, model: Path) -> dict[str, Any]:
    """Writes a model again with features of some of its photos (`training.kept_features`); its answers stay the same.

    Args:
        options: Data and ordinary photos, which must be those that the model was trained with, and the output.
        model: The model file.

    Returns:
        ``model``, and how many photos of each kind are kept.

    Raises:
        TrainingError: The model was trained on other photos, or has too many features to keep any.
        ModelFileError: The file is no model.
    """
    network, info = load(model, options.device)
    options, material = _as_trained(options, model, info)
    extract = whole_network(options.device)(network, info)
    keeper = Keeper.of(options, network, info, extract)
    held = held_back_photos(options, info, material)
    squares = load_squares(
        [photo for photo, _ in held],
        info.preprocessing.size,
        cache=options.cache,
        report=options.report,
        workers=options.workers,
    )
    photos, outputs = [photo for photo, _ in held], [output for _, output in held]
    features = extract(photos, squares).mean(0) if held else ()
    kept = keep(keeper.learnt_from(material), keeper.held_back(photos, list(features), outputs))
    if kept is None:
        raise TrainingError(f"{model}: its network gives too many features for each photo: none can be kept")
    copy_described(model, options.out, info, kept)
    return {"model": str(options.out), "stopped": False, "train": len(kept.train_labels), "test": len(kept.test_labels)}


def held_back_photos(options: Options, info: ModelInfo, material: Material) -> list[tuple[Photo, int]]:
    """Test photos and their outputs; those of landmarks first, then ordinary ones."""
    try:
        photos, labels = labelled_photos(info, options.data, "test", options.report, options.workers)
    except DataError as error:
        options.report(Failed(str(options.data / "test"), f"no photos held back are kept: {error}"))
        return []
    ordinary = [(photo, len(info.classes)) for photo in material.negatives.test]
    return [*zip(photos, labels.tolist(), strict=True), *ordinary]


def _as_trained(options: Options, model: Path, info: ModelInfo) -> tuple[Options, Material]:
    """The options with the seed of the model's training, and the photos as that split them.

    Raises:
        TrainingError: The model was trained on other photos.
    """
    options = replace(options, seed=info.settings.get("seed", options.seed))
    recipes = {"scratch": SCRATCH, "transfer": TRANSFER}.get(info.settings.get("pipeline", ""), {})
    recipe = recipes.get(info.settings.get("recipe", ""))
    hold_out = recipe.hold_out if recipe else HOLD_OUT
    material = gather(options, square_size=info.preprocessing.size, hold_out=hold_out)
    known = describe(options, info.arch, info.arch_arguments, material, info.preprocessing, info.views)
    if info.data != known.data or info.classes != known.classes:
        raise TrainingError(
            f"{model} was trained on other photos, or with others held back: give the data and --negatives that it "
            "was trained with"
        )
    return options, material
