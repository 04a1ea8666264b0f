"""The recipes as data: what `reference` and `strong` mean for each pipeline."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from training.loop import LoopSettings, TrainingError
from training.transforms import REFERENCE_AUGMENTATION, Augmentation

REFERENCE_SIZE = 128
_AUGMENTATION_FIELDS = frozenset(entry.name for entry in fields(Augmentation))

HOLD_OUT = 0.05
"""Share of the training photos that strong recipes keep for validation, temperature and thresholds."""


@dataclass(frozen=True)
class Recipe:
    """One way to train.

    Attributes:
        loop: Settings of the training loop (of the head, in transfer).
        arch: Network from scratch, or "" for a backbone of the person's choice.
        arch_arguments: Its arguments.
        size: Input size in pixels; 0 takes the backbone's own.
        cache_size: Side of the cached pictures that augmentation crops from.
        hold_out: Share of the training photos kept for validation; 0 keeps the manifest's whole validation split.
        views: Views averaged at inference.
        random_views: Augmented views of each photo whose features are cached (transfer).
        finetune: Settings of the second stage, when stages of the backbone are unfrozen (transfer).
        finetune_views: Views averaged at inference after the second stage.
        distil: Settings when a teacher is given (scratch).
        distil_views: Augmented views of each photo that teachers look at (scratch).
        distil_background: How often each photo without landmark stands among those that teachers look at, each time
            in other views: few photos must stand for everything that is no landmark (scratch).
    """

    loop: LoopSettings
    arch: str = ""
    arch_arguments: dict[str, Any] | None = None
    size: int = REFERENCE_SIZE
    cache_size: int = REFERENCE_SIZE
    hold_out: float = 0.0
    views: tuple[str, ...] = ("plain",)
    random_views: int = 0
    finetune: LoopSettings | None = None
    finetune_views: tuple[str, ...] = ("plain", "mirror", "zoom")
    distil: LoopSettings | None = None
    distil_views: int = 0
    distil_background: int = 1


STRONG_AUGMENTATION = Augmentation(crop_area=0.35)
VIEW_AUGMENTATION = Augmentation(crop_area=0.4, rotate=5.0, colour=0.3, grey=0.0, erase=0.0)
BANK_AUGMENTATION = Augmentation(crop_area=0.25, erase=0.0)

SCRATCH = {
    "reference": Recipe(
        LoopSettings(epochs=15, batch_size=32, lr=1e-3, augmentation=REFERENCE_AUGMENTATION), "reference_cnn"
    ),
    "strong": Recipe(
        LoopSettings(
            epochs=106,
            batch_size=32,
            lr=2e-3,
            weight_decay=0.05,
            optimizer="adamw",
            schedule="cosine",
            warmup_epochs=3,
            label_smoothing=0.1,
            mix_probability=0.6,
            ema=0.998,
            augmentation=STRONG_AUGMENTATION,
            sizes=((0.42, 64), (0.43, 96), (0.15, 128)),
            keep="last",
        ),
        "small_resnet",
        {"widths": (32, 64, 128, 256), "depths": (2, 2, 2, 2)},
        cache_size=168,
        hold_out=HOLD_OUT,
        views=("plain", "mirror", "zoom"),
        distil=LoopSettings(
            epochs=96,
            batch_size=32,
            lr=2e-3,
            weight_decay=0.03,
            optimizer="adamw",
            schedule="cosine",
            warmup_epochs=3,
            mix_probability=0.4,
            ema=0.998,
            augmentation=Augmentation(crop_area=1.0, rotate=0.0, colour=0.2, grey=0.05, erase=0.1),
            sizes=((0.5, 80), (0.35, 104), (0.15, 128)),
            auxiliary=2.0,
            keep="last",
        ),
        distil_views=24,
        distil_background=2,
    ),
}

_STRONG_HEAD = LoopSettings(
    epochs=60,
    batch_size=128,
    lr=2e-3,
    weight_decay=0.05,
    optimizer="adamw",
    schedule="cosine",
    warmup_epochs=2,
    label_smoothing=0.1,
    mix_probability=0.8,
    mixup=0.4,
    ema=0.99,
    keep="last",
)

TRANSFER = {
    "reference": Recipe(LoopSettings(epochs=10, batch_size=32, lr=1e-3), "reference_vgg19"),
    "strong": Recipe(
        _STRONG_HEAD,
        size=0,
        cache_size=256,
        hold_out=HOLD_OUT,
        views=("plain", "mirror"),
        random_views=3,
        finetune=replace(
            _STRONG_HEAD,
            epochs=10,
            batch_size=32,
            lr=3e-4,
            weight_decay=0.02,
            warmup_epochs=0.5,
            mix_probability=0.5,
            mixup=0.2,
            ema=0.995,
            augmentation=Augmentation(crop_area=0.35, rotate=5.0, colour=0.3),
            clip=5.0,
        ),
    ),
}


def override(settings: LoopSettings, **changes: Any) -> LoopSettings:
    """The settings with what the person gave on the command line; None leaves a value as it is.

    Args:
        settings: A recipe's.
        changes: Fields of `LoopSettings`, and of its augmentation.

    Raises:
        TrainingError: A change of pictures for a training that sees none.
    """
    given = {name: value for name, value in changes.items() if value is not None}
    pictures = {name: given.pop(name) for name in list(given) if name in _AUGMENTATION_FIELDS}
    if pictures:
        if settings.augmentation is None:
            flags = ", ".join("--" + name.replace("_", "-") for name in pictures)
            raise TrainingError(f"a head on frozen features sees no pictures that could be changed: leave out {flags}")
        given["augmentation"] = replace(settings.augmentation, **pictures)
    return replace(settings, **given)
