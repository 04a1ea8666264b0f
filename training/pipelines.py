"""The pipelines: from a folder of labelled photos to a model file, for scratch and for transfer learning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training import backbones, networks
from training.calibration import ERROR_RATE
from training.checkpoint import EpochLog, checkpoint_path
from training.data import Photo
from training.distillation import load_teachers, view_bank
from training.engine import fit, predict_logits
from training.evaluation import validation_figures
from training.events import Reporter, Result
from training.extraction import Extract, head_logits, whole_network
from training.features import View, cached_features
from training.loop import FitHooks, LoopSettings, Processes, TrainingError, TrainSet
from training.material import Material, gather
from training.model_file import ModelInfo, load, read_info
from training.networks import Classifier, FeatureHead
from training.parallel import one_before_the_others
from training.publish import describe, plots_folder, publish
from training.recipes import BANK_AUGMENTATION, SCRATCH, TRANSFER, VIEW_AUGMENTATION, Recipe, override
from training.statistics import channel_statistics
from training.transforms import REFERENCE_AUGMENTATION, Preprocessing

_VALIDATED_AT_ONCE, _PIXELS_VALIDATED_AT_ONCE = 32, 128 * 128**2
"""Photos in a batch of validation, and pixels where photos are so small that more fit: 128 of 128 px take a fifth less
time than 32 and 32."""


@dataclass(frozen=True)
class Options:
    """What a training command was asked to do.

    Attributes:
        data: Folder of labelled photos.
        out: Model file to write.
        recipe: ``reference`` or ``strong``.
        report: Hears about everything.
        device: Where to train.
        cache: Folder for decoded pictures, features and views.
        stop: True ends training after the step, keeping the best so far.
        content: Whether a run that `stop` ended counts as complete: somebody is content with what it has learnt.
        next_run: Called before a further run of the same command.
        seed: Source of all randomness.
        workers: Decoding workers; 0 chooses.
        negatives: Folder of photos without landmark, or None.
        resume: Go on from the checkpoint beside `out`.
        changes: Loop settings given by the person (``epochs``, ``lr``, …).
        init: Initialisation of the reference CNN's linear layers.
        teachers: Model files to learn from (scratch).
        start: Model file of the same network whose weights are trained further, or None (scratch).
        distil_views: Augmented views the teachers look at; None takes the recipe's.
        arch_arguments: Arguments of our own network given by the person.
        size: Input size; None takes the recipe's or the backbone's.
        backbone: Backbone of transfer learning.
        weights: Local weights of the backbone, or None for published ones; ``random`` leaves them untrained.
        padding: ``auto``, ``symmetric`` or ``tensorflow``.
        mean: Channel means the backbone wants, or None.
        std: Channel standard deviations the backbone wants, or None.
        finetune: Stages of the backbone to unfreeze; -1 for all, 0 for none.
        finetune_changes: Loop settings of fine-tuning given by the person.
        weight_bits: 16 or 8 bits for each weight in the file (scratch).
        error_rate: Largest share of mistakes that confident verdicts may have.
        use_feature_cache: False runs the frozen backbone in every epoch, as the reference does.
        processes: This process among those that train together.
    """

    data: Path
    out: Path
    recipe: str
    report: Reporter
    device: torch.device
    cache: Path
    stop: Callable[[], bool] = lambda: False
    content: Callable[[], bool] = lambda: False
    next_run: Callable[[], None] = lambda: None
    seed: int = 42
    workers: int = 0
    negatives: Path | None = None
    resume: bool = False
    changes: dict[str, Any] = field(default_factory=dict)
    init: str = "default"
    teachers: tuple[Path, ...] = ()
    start: Path | None = None
    distil_views: int | None = None
    arch_arguments: dict[str, Any] | None = None
    size: int | None = None
    backbone: str = "vgg19"
    weights: str | None = None
    padding: str = "auto"
    mean: tuple[float, float, float] | None = None
    std: tuple[float, float, float] | None = None
    finetune: int = 0
    finetune_changes: dict[str, Any] = field(default_factory=dict)
    weight_bits: int = 16
    error_rate: float = ERROR_RATE
    use_feature_cache: bool = True
    processes: Processes = field(default_factory=Processes)


def train_scratch(options: Options) -> dict[str, Any]:
    """Trains a CNN from scratch and writes its model file.

    Returns:
        The summary that the last event carries too: metrics, where the model is, whether it was stopped early.
    """
    recipe = SCRATCH[options.recipe]
    loop = recipe.distil if options.teachers and recipe.distil else recipe.loop
    loop = override(loop, seed=options.seed, **options.changes)
    size = options.size or recipe.size
    if recipe.arch == "reference_cnn":
        if options.teachers or size != recipe.size:
            raise TrainingError("the reference recipe knows neither --teacher nor --size: take --recipe strong")
    elif options.init != "default":
        raise TrainingError("--init is for the reference's network: leave it out, or take --recipe reference")
    loop = override(loop, sizes=tuple((share, scaled(side, size / recipe.size)) for share, side in loop.sizes))
    square = max(recipe.cache_size, 256 if options.teachers else 0, size)
    material = one_before_the_others(
        options.processes, lambda: gather(options, square_size=square, hold_out=recipe.hold_out)
    )
    mean, std = channel_statistics(material.train_squares)
    preprocessing = Preprocessing(size, mean, std)
    arguments = dict(recipe.arch_arguments or {}) | (options.arch_arguments or {})
    if recipe.arch == "reference_cnn":
        arguments["init"] = options.init
    torch.manual_seed(options.seed)
    network = networks.build(recipe.arch, arguments, material.outputs)
    if options.start is not None:
        preprocessing = _start_from(options.start, network, recipe.arch, arguments, material)
    train = TrainSet(material.train_squares[None], material.targets[None])
    if options.teachers:
        train = one_before_the_others(options.processes, lambda: _learn_from(options, recipe, loop, material))
    info = describe(options, recipe.arch, arguments, material, preprocessing, recipe.views)
    # Measured for networks that learn from teachers: with pictures of several sizes, `LoopSettings.sizes`.
    info = replace(info, weight_bits=options.weight_bits, glances=bool(options.teachers))
    return _run(options, "scratch", network, info, train, loop, material)


def _start_from(
    path: Path, network: Classifier, arch: str, arguments: dict[str, Any], material: Material
) -> Preprocessing:
    """Gives the network the weights of a model that knows the same landmarks; returns what that model wants to see."""
    earlier, info = load(path)
    same_network = (info.arch, info.outputs) == (arch, material.outputs) and all(
        list(info.arch_arguments.get(name, ())) == list(value) for name, value in arguments.items() if name != "init"
    )
    if not same_network or info.classes != material.data.classes:
        raise TrainingError(
            f"{path} is a model of other landmarks or of another network: give the same data, --negatives and network"
        )
    network.load_state_dict(earlier.state_dict())
    return info.preprocessing


def scaled(side: int, factor: float) -> int:
    """An input size of the early epochs, in proportion to the size that the person wants, in whole strides."""
    return max(32, 8 * round(side * factor / 8))


def train_scratch_twice(options: Options) -> dict[str, Any]:
    """Both initialisations one after the other, as the reference does.

    The normal one is kept beside the other as ``NAME-normal-init``; the default one is the model that counts.
    """
    out = options.out.with_name(f"{options.out.stem}-normal-init{options.out.suffix}")
    options.report(Result("run", {"name": "normal", "number": 1, "of": 2}))
    if options.resume and out.is_file() and not checkpoint_path(out).is_file():
        earlier = read_info(out)
        first = {"model": str(out), "stopped": False, "epochs": earlier.settings.get("epochs_done"), **earlier.metrics}
        history = earlier.settings.get("history", [])
        options.report(Result("continued", {"stage": "scratch", "epochs": len(history), "history": history}))
    else:
        first = train_scratch(replace(options, init="normal", out=out))
    if first["stopped"]:
        return first
    options.next_run()
    options.report(Result("run", {"name": "default", "number": 2, "of": 2}))
    second = train_scratch(replace(options, init="default")) | {"normal_init": first}
    if options.processes.rank == 0:
        _compare_initialisations(out, options.out)
    return second


def _compare_initialisations(normal: Path, default: Path) -> None:
    """Draws the curves of both runs into one picture, beside the plots of the second one."""
    from training.plots import loss_curves  # noqa: PLC0415

    histories = [read_info(path).settings.get("history", []) for path in (default, normal)]
    loss_curves(histories[0], plots_folder(default) / "initialisations.png", {"normal initialisation": histories[1]})


def _learn_from(options: Options, recipe: Recipe, loop: LoopSettings, material: Material) -> TrainSet:
    teachers = load_teachers(options.teachers, material.data.classes, material.has_background, options.device)
    largest = max([size for _, size in loop.sizes], default=recipe.size)
    background = np.flatnonzero(material.targets.argmax(1).numpy() == len(material.data.classes))
    rows = np.concatenate((np.arange(len(material.train)), np.tile(background, recipe.distil_background - 1)))
    return view_bank(
        teachers,
        [material.train[row] for row in rows],
        material.train_squares[rows],
        options.distil_views or recipe.distil_views,
        largest,
        BANK_AUGMENTATION,
        cache=options.cache,
        device=options.device,
        report=options.report,
        seed=options.seed,
    )


def train_transfer(options: Options) -> dict[str, Any]:
    """Trains a new head on a frozen backbone, then perhaps the backbone's last stages, and writes the model file.

    Returns:
        The summary, as `train_scratch`.
    """
    if options.recipe == "reference":
        return _train_reference_transfer(options)
    if not options.use_feature_cache:
        raise TrainingError("--no-feature-cache is for comparison with the reference: take --recipe reference")
    recipe = TRANSFER["strong"]
    material = one_before_the_others(
        options.processes, lambda: gather(options, square_size=recipe.cache_size, hold_out=recipe.hold_out)
    )
    torch.manual_seed(options.seed)
    backbone, arch, preprocessing, padding, source = one_before_the_others(
        options.processes, lambda: _backbone(options, material)
    )
    torch.manual_seed(options.seed)  # the head begins alike, whether the preprocessing was measured now or before
    network = Classifier(backbone, FeatureHead(networks.feature_count(backbone, preprocessing.size), material.outputs))
    backbone.requires_grad_(False)
    # The head that fine-tuning starts from learns at the size of the crops that follow.
    side = _finetune_size(backbone, preprocessing.size) if options.finetune else preprocessing.size
    looking = replace(preprocessing, size=side)
    views = [View("plain"), View("mirror")]
    views += [View(f"random-{n}", VIEW_AUGMENTATION) for n in range(recipe.random_views)]
    key = f"{backbones.weights_digest(backbone)} {padding}"

    def features(photos: Sequence[Photo], squares: np.ndarray, wanted: Sequence[View]) -> np.ndarray:
        return cached_features(
            backbone,
            key,
            photos,
            squares,
            looking,
            wanted,
            cache=options.cache,
            device=options.device,
            report=options.report,
        )

    inputs, held_back = one_before_the_others(
        options.processes,
        lambda: (
            features(material.train, material.train_squares, views),
            features(material.validation, material.validation_squares, views[:2]),
        ),
    )
    head: FeatureHead = network.head  # type: ignore[assignment]
    head.standardise(torch.from_numpy(inputs.reshape(-1, inputs.shape[2])))
    train = TrainSet(inputs, material.targets[None])
    loop = override(recipe.loop, seed=options.seed, **options.changes)
    arguments = {"padding": padding}
    info = describe(options, arch, arguments, material, preprocessing, recipe.views, backbone_weights=source)

    def extractor(_trained: Classifier, _info: ModelInfo) -> Extract:
        return lambda photos, squares: features(photos, squares, views[:2])

    if not options.finetune:
        return _run(options, "transfer", network, info, train, loop, material, held_back, extractor=extractor)
    log = EpochLog(options, "head", loop, save_to=None)
    fit(
        network,
        train,
        lambda trained: _figures_on_features(trained, held_back, material, options),
        looking,
        loop,
        device=options.device,
        hooks=_random_views(log, train, options.seed),
        processes=options.processes,
    )
    if log.stopped or options.stop():
        return publish(options, network, replace(info, preprocessing=looking), material, log, extractor)
    networks.unfreeze_last_stages(backbone, options.finetune)
    # Fine-tuned weights are nobody's published weights any more: the file must hold them all.
    info = replace(info, backbone_weights=None, views=recipe.finetune_views, turns=True)
    tuned = override(recipe.finetune or loop, seed=options.seed, **options.finetune_changes)
    tuned = replace(tuned, sizes=((1.0, side),))
    pictures = TrainSet(material.train_squares[None], material.targets[None])
    return _run(options, "finetune", network, info, pictures, tuned, material)


def _finetune_size(backbone: torch.nn.Module, size: int) -> int:
    """Side of the crops to fine-tune on: a seventh less than that of the photos which the model is shown later.

    A crop shows its landmark larger than the whole photo does, and a larger input makes up for that (Touvron et al.
    2019, "Fixing the train-test resolution discrepancy"). Backbones that are made for one size get that.
    """
    smaller = 32 * round(size * 6 / 7 / 32)
    if not 64 <= smaller < size:
        return size
    try:
        networks.feature_count(backbone, smaller)
    except networks.NetworkError:
        return size
    return smaller


def _backbone(options: Options, material: Material) -> tuple[torch.nn.Module, str, Preprocessing, str, str | None]:
    """The backbone with its weights: (backbone, arch, preprocessing, padding, published name)."""
    arch = options.backbone
    backbone = networks.backbone_without_head(arch)
    published = backbones.published_preprocessing(arch)
    size = options.size or published.size
    preprocessing = Preprocessing(size, options.mean or published.mean, options.std or published.std)
    padding = "symmetric" if options.padding == "auto" else options.padding
    source: str | None = None
    if options.weights is None:
        source = backbones.published_weights(arch)
        backbones.load_published_weights(backbone, arch, source)
    elif options.weights != "random":
        path = Path(options.weights)
        backbones.load_local_weights(backbone, arch, path)
        if options.padding == "auto" and options.mean is None and options.std is None:
            rows = np.linspace(0, len(material.train) - 1, min(320, len(material.train))).astype(int)
            labels = material.targets[rows].argmax(1).numpy()
            squares = np.asarray(material.train_squares[rows])
            preprocessing, padding = backbones.measure_preprocessing(
                arch, path, squares, labels, size, options.device, cache=options.cache
            )
            options.report(
                Result(
                    "preprocessing",
                    {"size": size, "mean": preprocessing.mean, "std": preprocessing.std, "padding": padding},
                )
            )
    if padding == "tensorflow":
        networks.pad_like_tensorflow(backbone)
    return backbone.to(options.device).eval(), arch, preprocessing, padding, source


def _train_reference_transfer(options: Options) -> dict[str, Any]:
    """VGG19, all frozen, with the reference's classifier; features of both mirror images are computed once."""
    if options.backbone != "vgg19":
        raise TrainingError("the reference recipe is VGG19's: leave --backbone out, or take --recipe strong")
    if options.finetune:
        raise TrainingError("the reference recipe leaves the backbone frozen: to --finetune it, take --recipe strong")
    recipe = TRANSFER["reference"]
    material = one_before_the_others(
        options.processes, lambda: gather(options, square_size=options.size or recipe.size, hold_out=0.0)
    )
    mean, std = channel_statistics(material.train_squares)
    preprocessing = Preprocessing(options.size or recipe.size, mean, std)
    torch.manual_seed(options.seed)
    network = networks.reference_vgg19(material.outputs)
    source: str | None = None
    if options.weights is None:
        source = "VGG19_Weights.IMAGENET1K_V1"
        backbones.load_published_weights(network.backbone, "reference_vgg19", source)
    elif options.weights != "random":
        backbones.load_local_weights(network.backbone, "reference_vgg19", Path(options.weights))
    network.backbone.requires_grad_(False)
    network.to(options.device)
    loop = override(recipe.loop, seed=options.seed, **options.changes)
    info = describe(options, "reference_vgg19", {}, material, preprocessing, recipe.views, backbone_weights=source)
    if not options.use_feature_cache:
        both = np.stack((material.train_squares, material.train_squares[:, :, ::-1]))
        pictures = TrainSet(both, material.targets[None])
        loop = override(loop, augmentation=replace(REFERENCE_AUGMENTATION, flip=0.0))
        return _run(options, "transfer", network, info, pictures, loop, material, mirror_share=0.25)
    key = f"{backbones.weights_digest(network.backbone)} vgg19"
    arguments: dict[str, Any] = {"cache": options.cache, "device": options.device, "report": options.report}
    views = [View("plain"), View("mirror")]

    def features(photos: Sequence[Photo], squares: np.ndarray, wanted: Sequence[View]) -> np.ndarray:
        return cached_features(network.backbone, key, photos, squares, preprocessing, wanted, **arguments)

    inputs, held_back = one_before_the_others(
        options.processes,
        lambda: (
            features(material.train, material.train_squares, views),
            features(material.validation, material.validation_squares, views[:1]),
        ),
    )
    train = TrainSet(inputs, material.targets[None])
    return _run(options, "transfer", network, info, train, loop, material, held_back, mirror_share=0.25)


def _run(
    options: Options,
    stage: str,
    network: Classifier,
    info: ModelInfo,
    train: TrainSet,
    loop: LoopSettings,
    material: Material,
    held_back: np.ndarray | None = None,
    mirror_share: float | None = None,
    extractor: Callable[[Classifier, ModelInfo], Extract] | None = None,
) -> dict[str, Any]:
    """Trains one stage with checkpoints, then calibrates, measures and writes the model."""
    log = EpochLog(options, stage, loop, save_to=options.out, info=info)

    def validate(trained: Classifier) -> dict[str, float]:
        if held_back is not None:
            return _figures_on_features(trained, held_back, material, options)
        at_once = max(_VALIDATED_AT_ONCE, _PIXELS_VALIDATED_AT_ONCE // info.preprocessing.size**2)
        logits = predict_logits(
            trained, material.validation_squares, info.preprocessing, options.device, batch_size=at_once, mixed=True
        )
        return validation_figures(logits, material.validation_labels)

    hooks = log.hooks
    if mirror_share is not None:
        hooks = _mirrored_views(log, train, mirror_share, options.seed)
    elif train.are_features:
        hooks = _random_views(log, train, options.seed)
    fit(
        network,
        train,
        validate,
        info.preprocessing,
        loop,
        device=options.device,
        hooks=hooks,
        state=log.state,
        processes=options.processes,
    )

    return publish(options, network, info, material, log, extractor or whole_network(options.device))


def _figures_on_features(
    network: Classifier, features: np.ndarray, material: Material, options: Options
) -> dict[str, float]:
    return validation_figures(head_logits(network, features, options.device), material.validation_labels)


def _random_views(log: EpochLog, train: TrainSet, seed: int) -> FitHooks:
    """Each photo shows any of its cached views in any epoch."""
    views, count = len(train.inputs), train.count
    return replace(log.hooks, epoch_view=lambda epoch: np.random.default_rng((seed, epoch)).integers(views, size=count))


def _mirrored_views(log: EpochLog, train: TrainSet, share: float, seed: int) -> FitHooks:
    """View 1, the mirror image, with the reference's probability."""
    count = train.count
    return replace(
        log.hooks,
        epoch_view=lambda epoch: (np.random.default_rng((seed, epoch)).random(count) < share).astype(int),
    )
