"""From trained weights to a model file: calibrate, measure, describe, write, and draw the plots."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch

from training.calibration import ERROR_RATE, cautious_temperature, choose_rejection, fit_temperature, pooled, score
from training.checkpoint import EpochLog, checkpoint_path, remove_leftovers
from training.data import DataError, Photo
from training.evaluation import evaluation_of, figures, measure, write_plots
from training.events import Failed, Result
from training.extraction import Extract, head_logits
from training.keeping import Keeper, KeepOptions
from training.kept_features import keep
from training.loop import Processes, StoppedError
from training.material import Material
from training.model_file import ModelInfo, Rejection, as_stored, save
from training.networks import Classifier
from training.squares import load_squares
from training.transforms import Preprocessing


class PublishOptions(KeepOptions, Protocol):
    """The part of the pipelines' options that describes a model."""

    @property
    def data(self) -> Path: ...  # noqa: D102
    @property
    def out(self) -> Path: ...  # noqa: D102
    @property
    def recipe(self) -> str: ...  # noqa: D102
    @property
    def negatives(self) -> Path | None: ...  # noqa: D102
    @property
    def seed(self) -> int: ...  # noqa: D102
    @property
    def error_rate(self) -> float: ...  # noqa: D102
    @property
    def processes(self) -> Processes: ...  # noqa: D102
    def content(self) -> bool: ...  # noqa: D102


def describe(
    options: PublishOptions,
    arch: str,
    arguments: dict[str, Any],
    material: Material,
    preprocessing: Preprocessing,
    views: tuple[str, ...],
    backbone_weights: str | None = None,
) -> ModelInfo:
    """The model's description before it is trained: everything but figures, temperature and thresholds."""
    negatives = material.negatives
    return ModelInfo(
        arch=arch,
        arch_arguments=arguments,
        classes=material.data.classes,
        landmark_ids=(None,) * len(material.data.classes),
        preprocessing=preprocessing,
        rejection=Rejection(method="background" if material.has_background else "energy"),
        views=views,
        pooling="logits",
        data={
            "fingerprint": material.data.fingerprint,
            "train": len(material.train) - len(negatives.train),
            "validation": len(material.validation) - len(negatives.validation),
            "negatives": len(negatives.train),
            # Lets an evaluation leave out the ordinary photos that the model has seen.
            "negatives_seen": sorted(photo.digest[:12] for photo in negatives.train + negatives.validation),
        },
        backbone_weights=backbone_weights,
        created=datetime.now(UTC).replace(microsecond=0).isoformat(),
        app_version=_version(),
        name=options.out.stem,
    )


def publish(
    options: PublishOptions,
    network: Classifier,
    info: ModelInfo,
    material: Material,
    log: EpochLog,
    extractor: Callable[[Classifier, ModelInfo], Extract],
) -> dict[str, Any]:
    """Calibrates and measures the network, writes the model file and its plots.

    Raises:
        StoppedError: Training was stopped before anything was learnt.
        ModelFileError: The file cannot be written.
    """
    if log.state.best_epoch < 0 and log.stopped:
        raise StoppedError("stopped before the first epoch was over: no model was written")
    stopped = log.stopped and not options.content()
    summary: dict[str, Any] = {"model": str(options.out), "stopped": stopped, "epochs": log.state.epoch}
    if options.processes.rank != 0:
        return summary
    settings = {
        "pipeline": log.stage,
        "recipe": options.recipe,
        "seed": options.seed,
        "loop": asdict(log.loop),
        "epochs_done": log.state.epoch,
        "best_epoch": log.state.best_epoch,
        "seconds": round(log.seconds, 1),
        "history": log.state.history,
    }
    summary |= finish(options, network, replace(info, settings=settings), material, extractor)
    _write_curves(options.out, log)
    if not stopped:
        checkpoint_path(options.out).unlink(missing_ok=True)
        remove_leftovers(options.out)
    options.report(Result("plots", {"folder": str(plots_folder(options.out))}))
    return summary


def finish(
    options: PublishOptions,
    network: Classifier,
    info: ModelInfo,
    material: Material,
    extractor: Callable[[Classifier, ModelInfo], Extract],
) -> dict[str, float]:
    """Calibrates and measures a network as the file will hold it, and writes the file and its plots.

    Returns:
        Figures on the validation photos (``validation_…``) and, where there are any, on the test photos.

    Raises:
        ModelFileError: The file cannot be written.
    """
    # What ships decides: weights of fewer bits, photos decoded at the network's own size, as `measure` does.
    stored = as_stored(network, info)
    extract = extractor(stored, info)
    further = info.looks[len(info.views) :]
    look_further = extractor(stored, replace(info, views=further)) if further else None
    keeper = Keeper.of(options, stored, info, extract)
    seen: dict[Path, tuple[Photo, np.ndarray]] = {}

    def classify(photos: Sequence[Photo], squares: np.ndarray) -> torch.Tensor:
        features = extract(photos, squares)
        seen.update((photo.path, (photo, row)) for photo, row in zip(photos, features.mean(0), strict=True))
        logits = head_logits(stored, features, options.device)
        if look_further is None:
            return logits
        return torch.cat((logits, head_logits(stored, look_further(photos, squares), options.device)))

    try:
        squares = load_squares(
            material.validation,
            info.preprocessing.size,
            cache=options.cache,
            report=options.report,
            workers=options.workers,
        )
    except DataError as error:
        # Photos that went away meanwhile must not cost what was learnt from them: their pictures are still here.
        options.report(Failed(str(options.data), f"the photos cannot be read again: {error}"))
        squares = material.validation_squares
    looks = classify(material.validation, squares)
    labels = material.validation_labels
    info = calibrate(info, looks, labels, len(material.data.classes), error_rate=options.error_rate)
    logits = pooled(looks, info, info.temperature)
    metrics = {f"validation_{key}": value for key, value in figures(info, logits, labels).items()}
    info = replace(info, metrics=metrics, settings={**info.settings, "error_rate": options.error_rate})
    save(options.out, network, info)  # whatever comes, what was learnt is safe
    learnt = keeper.learnt_from(material)
    save(options.out, network, info, keep(learnt, keeper.held_back([], [], [])))
    seen.clear()
    try:
        result = measure(
            info,
            classify,
            options.data,
            negatives=options.negatives if material.negatives.test else None,
            report=options.report,
            cache=options.cache,
            workers=options.workers,
        )
    except DataError as error:
        # The validation figures have to do.
        if (options.data / "test").exists():
            options.report(Failed(str(options.data / "test"), f"the model is not measured on it: {error}"))
        held = [photo for photo in material.validation if photo.label >= 0]
        if held:
            of_landmarks = labels < len(material.data.classes)
            held_back = evaluation_of(info, logits[:, of_landmarks], held, "validation")
            write_plots(held_back, plots_folder(options.out))
        return metrics
    tested = {key: value for key, value in result.summary.items() if isinstance(value, int | float)}
    outputs = dict(zip(result.paths, result.labels.tolist(), strict=True))
    kept_back = keeper.held_back(
        [photo for photo, _ in seen.values()],
        [features for _, features in seen.values()],
        [outputs.get(path, len(info.classes)) for path in seen],
    )
    save(options.out, network, replace(info, metrics={**metrics, **tested}), keep(learnt, kept_back))
    write_plots(result, plots_folder(options.out))
    return {**metrics, **tested}


def plots_folder(out: Path) -> Path:
    """Where a model's plots lie: beside its file."""
    return out.with_name(f"{out.stem}.plots")


def calibrate(
    info: ModelInfo,
    looks: torch.Tensor,
    labels: torch.Tensor,
    background: int,
    *,
    error_rate: float = ERROR_RATE,
) -> ModelInfo:
    """The description with temperature and thresholds chosen on held-back photos.

    Args:
        info: The model's description.
        looks: (V, M, outputs) logits of the held-back photos, one for each of `ModelInfo.looks`.
        labels: (M,) right outputs; `background` stands for "no landmark".
        background: Number of landmarks.
        error_rate: Largest share of mistakes among confident photos.
    """
    # All is for what the app sees, which often is one look alone.
    seen = partial(pooled, looks, info)
    temperature, cautious = fit_temperature(seen, labels), cautious_temperature(seen, labels)
    method, of_landmarks = info.rejection.method, labels < background
    logits = seen(temperature)
    landmarks, others = logits[:, of_landmarks], logits[:, ~of_landmarks]
    # Each look for itself: more of them, and less sure ones, at the few photos held back.
    alone = looks[: len(info.views) + info.glances]
    each, doubtful = (
        score(alone[:, rows].flatten(0, 1)[None], temperature, method) for rows in (of_landmarks, ~of_landmarks)
    )
    any_others = others.shape[1] > 0
    rejection = choose_rejection(
        method,
        score(landmarks, temperature, method),
        labels[of_landmarks].numpy(),
        score(others, temperature, method) if any_others else None,
        cautious=score(landmarks, cautious, method),
        doubtful=doubtful if any_others else None,
        looks=each,
        error_rate=error_rate,
    )
    return replace(info, temperature=temperature, rejection=rejection)


def _write_curves(out: Path, log: EpochLog) -> None:
    from training.plots import loss_curves  # noqa: PLC0415

    if log.state.history:
        folder = plots_folder(out)
        folder.mkdir(parents=True, exist_ok=True)
        loss_curves(log.state.history, folder / "loss_curves.png")
        (folder / "history.json").write_text(json.dumps(log.state.history, indent=1))


def _version() -> str:
    try:
        return metadata.version("landmark-tagger")
    except metadata.PackageNotFoundError:
        return "unknown"
