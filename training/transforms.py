"""From a decoded picture to the network's input: one definition for training, evaluation and the app.

Pictures travel as ``uint8`` squares (N, S, S, 3) and become normalised ``float32`` (N, 3, s, s) in one step, so
that caches are small and augmentation works on whole batches.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from training.devices import send

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class Preprocessing:
    """What a network wants to see.

    Attributes:
        size: Side of the square input in pixels; the whole picture is squashed into it.
        mean: Channel means, of pixels scaled to 0–1.
        std: Channel standard deviations, of pixels scaled to 0–1.
    """

    size: int = 128
    mean: tuple[float, float, float] = IMAGENET_MEAN
    std: tuple[float, float, float] = IMAGENET_STD

    def to_json(self) -> dict[str, Any]:
        """Plain values for a model file."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Preprocessing:
        """Reads what `to_json` wrote.

        Raises:
            ValueError: A value is missing or makes no sense.
        """
        try:
            size, mean, std = int(values["size"]), tuple(map(float, values["mean"])), tuple(map(float, values["std"]))
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"preprocessing is incomplete or damaged: {error}") from error
        finite = all(math.isfinite(value) for value in (*mean, *std))
        if not (1 <= size <= 4096 and len(mean) == len(std) == 3 and finite and min(std) > 0):
            raise ValueError(f"preprocessing makes no sense: {values}")
        return cls(size, (mean[0], mean[1], mean[2]), (std[0], std[1], std[2]))


def squash(picture: Image.Image, size: int) -> np.ndarray:
    """The whole picture as a ``uint8`` square (size, size, 3), aspect given up as in the reference pipelines."""
    if picture.mode != "RGB":
        picture = picture.convert("RGB")
    if picture.size != (size, size):
        picture = picture.resize((size, size), Image.Resampling.BICUBIC, reducing_gap=3.0)
    return np.asarray(picture)


def to_batch(squares: np.ndarray | Tensor, preprocessing: Preprocessing, device: torch.device | None = None) -> Tensor:
    """Normalised network input from ``uint8`` squares.

    Args:
        squares: (N, S, S, 3) ``uint8``; S may differ from the network's size.
        preprocessing: Size, mean and standard deviation of the network.
        device: Where the result should be; the conversion runs there.

    Returns:
        (N, 3, size, size) ``float32`` in channels-last memory.
    """
    batch = to_unit_range(squares, device)
    if batch.shape[-1] != preprocessing.size or batch.shape[-2] != preprocessing.size:
        batch = resize_batch(batch, preprocessing.size)
    return normalise(batch, preprocessing)


def to_unit_range(squares: np.ndarray | Tensor, device: torch.device | None = None) -> Tensor:
    """(N, S, S, 3) ``uint8`` to (N, 3, S, S) ``float32`` between 0 and 1."""
    # A read-only memory map is copied: torch warns of tensors that must not be written to.
    tensor = (
        torch.from_numpy(np.require(squares, requirements=["C", "W"])) if isinstance(squares, np.ndarray) else squares
    )
    if device is not None:
        tensor = send(tensor, device)
    return tensor.permute(0, 3, 1, 2).float().div_(255.0)


def resize_batch(batch: Tensor, size: int) -> Tensor:
    """Resizes (N, 3, H, W) to (N, 3, size, size) without aliasing."""
    resized = F.interpolate(batch, size=(size, size), mode="bicubic", antialias=True, align_corners=False)
    return resized.clamp_(0.0, 1.0)


def normalise(batch: Tensor, preprocessing: Preprocessing) -> Tensor:
    """Subtracts the mean and divides by the standard deviation; channels-last, which convolutions on CPU like best."""
    mean, std = (torch.tensor(values, device=batch.device) for values in (preprocessing.mean, preprocessing.std))
    if batch.is_contiguous(memory_format=torch.channels_last):
        # In whole rows: torch takes values that differ from channel to channel three at a time.
        rows, width = batch.permute(0, 2, 3, 1).flatten(2), batch.shape[3]
        rows = rows.sub(mean.repeat(width)).div_(std.repeat(width))
        return rows.view(*rows.shape[:2], width, 3).permute(0, 3, 1, 2)
    batch = batch.sub(mean.view(1, 3, 1, 1)).div_(std.view(1, 3, 1, 1))
    return batch.contiguous(memory_format=torch.channels_last)


VIEWS = ("plain", "mirror", "zoom")
"""The ways in which a model may look at a photo; `view_of` makes them, and a model file names those it averages."""

TURNED = ("left", "right")
"""Further ways, for photos that lie on their side: turned by a quarter, against the clock and with it."""

GLANCE = "glance"
"""A smaller picture of the whole photo, which costs two thirds of the arithmetic. Networks that learnt from pictures of
several sizes are sure of most photos at it already."""

GLANCE_SHARE = 0.8
"""Side of what a glance sees, of the network's own."""

ZOOM_SHARE = 0.82
"""Side of the middle that "zoom" shows, near the mean of training's crops: things get the size they had in them."""


def view_of(batch: Tensor, name: str) -> Tensor:
    """One of `VIEWS`, `TURNED` or `GLANCE` of a batch (N, 3, S, S).

    As it is, mirrored, its middle enlarged, turned, or smaller: a glance is (N, 3, s, s), s a multiple of 8.

    Raises:
        ValueError: No such view.
    """
    if name == "plain":
        return batch
    if name == "mirror":
        return batch.flip(3)
    if name in TURNED:
        return batch.rot90(1 if name == "left" else -1, (2, 3))
    if name == GLANCE:
        side = max(8, 8 * round(batch.shape[-1] * GLANCE_SHARE / 8))
        return F.interpolate(batch, size=(side, side), mode="bilinear", align_corners=False)
    if name == "zoom":
        size = batch.shape[-1]
        edge = round(size * (1 - ZOOM_SHARE) / 2)
        middle = batch[:, :, edge : size - edge, edge : size - edge]
        return F.interpolate(middle, size=(size, size), mode="bilinear", align_corners=False)
    raise ValueError(f"no view is called {name!r}")


class Sure(NamedTuple):
    """From which probabilities on a look settles a photo, because further ones change next to nothing.

    Attributes:
        landmark: Of the best landmark.
        none: Of there being none.
    """

    landmark: float
    none: float


SURE = Sure(0.9, 0.75)
"""For the first view."""

SURE_AFTER_A_GLANCE = Sure(0.88, 0.55)
"""For the first view of models that glance before. They look at no photo turned; those that do must not miss photos on
their side, which seem to show no landmark."""

SURE_AT_A_GLANCE = Sure(0.94, 0.6)
"""For a glance. It is a little surer of landmarks than it should be at the temperature of the views, and less of there
being none."""


def sure_of_first_view(glances: bool) -> Sure:
    """The pair for the first view of a model that glances before, or does not."""
    return SURE_AFTER_A_GLANCE if glances else SURE


def is_settled(logits: Tensor, temperature: float, landmarks: int, sure: Sure = SURE) -> Tensor:
    """(N,) which photos a first look's logits (N, K) settle, so that models that average logits need no other look.

    Measured on 554 photos of landmarks and 151 ordinary ones with the default model, of which a glance settles 86 and
    87 in a hundred, and the first view three in ten of the others: as many of the best landmarks are right as with all
    looks at each photo. From 0.9 on for a glance less is gained than lost: ordinary photos pass for landmarks.

    Args:
        logits: Of the first view, or of a glance.
        temperature: The model's.
        landmarks: Number of outputs that stand for a landmark.
        sure: From which probabilities on; of the first view by default.
    """
    probabilities = torch.softmax(logits / temperature, dim=1)
    is_landmark = probabilities[:, :landmarks].amax(1) >= sure.landmark
    return is_landmark | (probabilities[:, landmarks:] >= sure.none).any(1)


@dataclass(frozen=True)
class Augmentation:
    """Random changes of training pictures, drawn anew for each picture in a batch.

    Attributes:
        flip: Probability of a mirror image.
        crop_area: Smallest share of the picture's area that a crop keeps; 1 keeps all of it.
        crop_aspect: Widest stretch of a crop's aspect, as a factor.
        rotate: Largest rotation, in degrees.
        colour: Strength of brightness, contrast and saturation changes, 0–1.
        grey: Probability of a greyscale picture.
        erase: Probability of one erased rectangle.
    """

    flip: float = 0.5
    crop_area: float = 0.35
    crop_aspect: float = 4 / 3
    rotate: float = 8.0
    colour: float = 0.4
    grey: float = 0.05
    erase: float = 0.2

    @property
    def mirrors_only(self) -> bool:
        """Whether a picture is at most mirrored."""
        return self.crop_area >= 1.0 and self.rotate == self.colour == self.grey == self.erase == 0.0


REFERENCE_AUGMENTATION = Augmentation(
    flip=0.25, crop_area=1.0, crop_aspect=1.0, rotate=0.0, colour=0.0, grey=0.0, erase=0.0
)


def augment(batch: Tensor, settings: Augmentation, size: int, generator: torch.Generator) -> Tensor:
    """Augmented pictures at the network's size.

    Crop, stretch, rotation, mirror and resizing are one affine resampling of the batch; colour follows on the
    small pictures.

    Args:
        batch: (N, 3, S, S), values 0–1.
        settings: How much of what.
        size: Side of the result in pixels.
        generator: Source of all randomness (on the CPU), so that a run can be repeated and resumed.

    Returns:
        (N, 3, size, size), values 0–1.
    """
    if settings.crop_area >= 1.0 and settings.rotate == 0.0:
        batch = batch if batch.shape[-1] == size else resize_batch(batch, size)
        mirrored = chance(len(batch), settings.flip, generator).to(batch.device)
        batch = batch.clone()
        batch[mirrored] = batch[mirrored].flip(3)
    else:
        batch = _resample(batch, settings, size, generator)
    if settings.colour > 0:
        batch = _recolour(batch, settings.colour, generator)
    if settings.grey > 0:
        grey = _luma(batch).expand_as(batch)
        chosen = chance(len(batch), settings.grey, generator).to(batch.device)
        batch = torch.where(chosen.view(-1, 1, 1, 1), grey, batch)
    if settings.erase > 0:
        batch = _erase(batch, settings.erase, generator)
    return batch


def mix(
    batch: Tensor, targets: Tensor, generator: torch.Generator, *, mixup: float = 0.2, cutmix: float = 1.0
) -> tuple[Tensor, Tensor]:
    """Mixup (Zhang et al. 2018) or CutMix (Yun et al. 2019), one of them at random, for the whole batch.

    Args:
        batch: (N, 3, S, S).
        targets: (N, K) probabilities.
        generator: Source of randomness.
        mixup: Beta parameter of mixup; 0 turns it off.
        cutmix: Beta parameter of CutMix; 0 turns it off.

    Returns:
        Mixed pictures and the targets mixed in the same proportion.
    """
    kinds = [kind for kind, alpha in (("mixup", mixup), ("cutmix", cutmix)) if alpha > 0]
    if not kinds or len(batch) < 2:
        return batch, targets
    kind = kinds[int(torch.randint(len(kinds), (1,), generator=generator))]
    share = _beta(mixup if kind == "mixup" else cutmix, generator)
    order = torch.randperm(len(batch), generator=generator).to(batch.device)
    if kind == "mixup":
        batch = batch.mul(share).add_(batch[order], alpha=1.0 - share)
    else:
        top, left, height, width = _rectangle(batch.shape[-1], 1.0 - share, generator)
        batch = batch.clone()
        batch[:, :, top : top + height, left : left + width] = batch[order, :, top : top + height, left : left + width]
        share = 1.0 - height * width / batch.shape[-1] ** 2
    return batch, targets * share + targets[order] * (1.0 - share)


def chance(count: int, probability: float, generator: torch.Generator) -> Tensor:
    """(count,) which of so many things happen, each with this probability."""
    return torch.rand(count, generator=generator) < probability


def _uniform(count: int, low: float, high: float, generator: torch.Generator) -> Tensor:
    return torch.rand(count, generator=generator) * (high - low) + low


def _beta(alpha: float, generator: torch.Generator) -> float:
    # torch's own gamma sampling takes no generator; numpy seeded from ours keeps runs repeatable.
    seed = int(torch.randint(2**31, (1,), generator=generator))
    return float(np.random.default_rng(seed).beta(alpha, alpha))


def _rectangle(side: int, area: float, generator: torch.Generator) -> tuple[int, int, int, int]:
    edge = max(1, round(side * math.sqrt(area)))
    row, column = (torch.rand(2, generator=generator) * side).long().tolist()
    top, left = max(0, row - edge // 2), max(0, column - edge // 2)
    return top, left, min(side, row + edge - edge // 2) - top, min(side, column + edge - edge // 2) - left


def _resample(batch: Tensor, settings: Augmentation, size: int, generator: torch.Generator) -> Tensor:
    count = len(batch)
    area = _uniform(count, settings.crop_area, 1.0, generator)
    stretch = torch.exp(_uniform(count, -1.0, 1.0, generator) * math.log(settings.crop_aspect))
    # Half the width of the crop in the coordinates of grid_sample, where the picture spans -1…1.
    width = (area * stretch).sqrt().clamp(max=1.0)
    height = (area / stretch).sqrt().clamp(max=1.0)
    centre_x = _uniform(count, -1.0, 1.0, generator) * (1.0 - width)
    centre_y = _uniform(count, -1.0, 1.0, generator) * (1.0 - height)
    angle = _uniform(count, -1.0, 1.0, generator) * math.radians(settings.rotate)
    mirror = 1.0 - 2.0 * (torch.rand(count, generator=generator) < settings.flip).float()
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.stack(
        (
            torch.stack((width * cos * mirror, -width * sin, centre_x), dim=1),
            torch.stack((height * sin * mirror, height * cos, centre_y), dim=1),
        ),
        dim=1,
    )
    grid = F.affine_grid(theta.to(batch.device), [count, 3, size, size], align_corners=False)
    return F.grid_sample(batch, grid, mode="bilinear", padding_mode="reflection", align_corners=False)


def _luma(batch: Tensor) -> Tensor:
    luma = batch[:, 0:1] * 0.299
    return luma.add_(batch[:, 1:2], alpha=0.587).add_(batch[:, 2:3], alpha=0.114)


def _recolour(batch: Tensor, strength: float, generator: torch.Generator) -> Tensor:
    count, device = len(batch), batch.device

    def factor(scale: float, channels: int = 1) -> Tensor:
        values = 1.0 + (torch.rand(count, channels, generator=generator) * 2.0 - 1.0) * strength * scale
        return values.to(device).view(count, channels, 1, 1)

    brightness, contrast, saturation = factor(1.0), factor(1.0), factor(1.0)
    # Brightness, then contrast around the mean, in one pass over the pixels; then colours from or towards grey.
    mean = batch.mean((1, 2, 3), keepdim=True)
    batch = batch.mul(brightness * contrast).add_(mean * brightness * (1.0 - contrast))
    batch = torch.lerp(_luma(batch), batch, saturation)
    # A gain per channel stands for white balance: cheaper than a turn of the hue and closer to what cameras do.
    return batch.mul_(factor(0.25, channels=3)).clamp_(0.0, 1.0)


def _erase(batch: Tensor, probability: float, generator: torch.Generator) -> Tensor:
    batch = batch.clone()
    chosen = torch.rand(len(batch), generator=generator) < probability
    for index in chosen.nonzero().flatten().tolist():
        area = float(_uniform(1, 0.03, 0.2, generator))
        top, left, height, width = _rectangle(batch.shape[-1], area, generator)
        batch[index, :, top : top + height, left : left + width] = torch.rand(3, 1, 1, generator=generator).to(
            batch.device
        )
    return batch
