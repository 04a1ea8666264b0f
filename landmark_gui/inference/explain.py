"""Where in a photo the network sees a landmark: heat maps, for any of the landmarks that it knows. No Qt.

Networks that end in averaged features and one linear layer sum up a landmark's logit from the places of the picture:
their class activation map (Zhou et al. 2016) is exact, shows all landmarks after one pass, and is averaged over the
model's views like the logits themselves. For other convolutional networks, and for combined ones, Grad-CAM (Selvaraju
et al. 2017) says how the last map of features moves the logit. Networks whose last features have no places, such as
vision transformers, have no heat map.

A softmax does not see what is added to all logits alike: what counts for a landmark is by how much a place raises its
logit above the mean of all.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from landmark_gui.inference.predictor import Predictor
from training import transforms
from training.networks import only_linear, split_at_pooling

SIDE = 64
"""Cells on a side of a heat map: finer than any network's last features, so that it can be painted as it is."""

_MOST_HALF_STEP_SIDE = 12
Map = npt.NDArray[np.float32]


class Method(StrEnum):
    """How heat maps are found."""

    CAM = "cam"
    GRAD_CAM = "grad-cam"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Where a photo shows one landmark.

    Attributes:
        landmark: The class's number in the model.
        values: (SIDE, SIDE), rows from the top, over the whole upright photo: how much each place speaks for the
            landmark, from 0 (not at all, or against it) up; 1 is the most that any place says for the landmark
            that the model puts first, so that the maps of weak candidates stay pale.
    """

    landmark: int
    values: Map

    @property
    def hottest(self) -> tuple[float, float]:
        """The place that says most, as shares of the photo's width and height."""
        row, column = np.unravel_index(int(self.values.argmax()), self.values.shape)
        return (float(column) + 0.5) / SIDE, (float(row) + 0.5) / SIDE


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a model sees in one photo.

    Attributes:
        path: The photo.
        method: How the maps were found.
        maps: By the class's number; empty where the network's features have no places.
    """

    path: Path
    method: Method
    maps: Mapping[int, HeatMap]


class Explainer:
    """Explains what one loaded model sees.

    Attributes:
        predictor: The model.
        method: How its heat maps are found.
    """

    def __init__(self, predictor: Predictor) -> None:
        self.predictor = predictor
        network = predictor.network
        parts = split_at_pooling(network.backbone)
        is_exact = parts is not None and _is_average(parts[1]) and only_linear(network.head) is not None
        self._to_map = parts[0] if parts is not None and is_exact else None
        self.method = Method.CAM if self._to_map is not None else self._gradient_method()

    def explain(self, path: Path, landmarks: Sequence[int] | None = None) -> Explanation:
        """The heat maps of one photo; some milliseconds where they are exact, a pass back for each landmark else.

        Args:
            path: The photo.
            landmarks: Numbers of the classes; None: all where that costs nothing, else the first five.

        Raises:
            landmark_gui.inference.images.PhotoError: The photo cannot be read.
        """
        info = self.predictor.info
        batch = transforms.to_batch(self.predictor.square(path)[None], info.preprocessing, self.predictor.device)
        side = self.predictor.side(batch)
        if side is not None:
            batch = transforms.view_of(batch, side)
        wanted = None if landmarks is None else [number for number in landmarks if 0 <= number < len(info.classes)]
        if self.method is Method.CAM:
            raw = self._activation_maps(batch)
            first = int(raw[: len(info.classes)].mean((1, 2)).argmax())
            chosen = range(len(info.classes)) if wanted is None else wanted
            maps = {number: raw[number] for number in {first, *chosen}}
        elif self.method is Method.GRAD_CAM:
            maps, first = self._gradient_maps(batch, wanted)
            chosen = list(maps) if wanted is None else wanted
        else:
            return Explanation(path, self.method, {})
        if side is not None:  # back to how the photo lies
            maps = {number: np.rot90(found, -1 if side == "left" else 1).copy() for number, found in maps.items()}
        most = max(float(maps[first].max()), 1e-6)
        return Explanation(
            path, self.method, {number: HeatMap(number, (maps[number] / most).clip(0.0)) for number in chosen}
        )

    def _activation_maps(self, batch: Tensor) -> Map:
        """(outputs, SIDE, SIDE): each output's logit above the mean of all, by place, averaged over the views."""
        assert self._to_map is not None
        info, head = self.predictor.info, self.predictor.network.head
        total = torch.zeros(info.outputs, SIDE, SIDE)
        weight = torch.zeros(SIDE, SIDE)
        with torch.inference_mode():
            looks = [_Look(view) for view in info.views]
            side = self._to_map(batch).shape[-1]
            if side <= _MOST_HALF_STEP_SIDE:
                # Few cells make a coarse picture; looks that are half a cell aside tell what lies between them.
                half = 0.5 / side
                looks += [_Look("plain", x, y) for x, y in ((half, 0.0), (0.0, half), (half, half))]
            for look in looks:
                features = self._to_map(look.of(batch))[0]
                logits = head(features.permute(1, 2, 0)).permute(2, 0, 1).float().cpu()
                placed, covered = look.placed(logits - logits.mean(0, keepdim=True))
                total += placed
                weight += covered
        result: Map = (total / weight.clamp(min=1e-6)).numpy()
        return result

    # --- Grad-CAM -----------------------------------------------------------------------------------

    def _gradient_method(self) -> Method:
        size = self.predictor.info.preprocessing.size
        with torch.inference_mode(), _last_maps(_members(self.predictor.network.backbone)) as found:
            self.predictor.network(torch.zeros(1, 3, size, size, device=self.predictor.device))
            return Method.GRAD_CAM if found.maps() else Method.NONE

    def _gradient_maps(self, batch: Tensor, wanted: Sequence[int] | None) -> tuple[dict[int, Map], int]:
        """Grad-CAM by class number, not scaled, and the class that the network puts first."""
        classes = len(self.predictor.info.classes)
        network = self.predictor.network
        with torch.enable_grad(), _last_maps(_members(network.backbone)) as found:
            logits = network(batch.clone().requires_grad_())[0].float()
            layers = found.maps()
            ranked = torch.argsort(logits[:classes].detach(), descending=True).tolist()
            scores = logits - logits.mean()
            maps = {}
            for number in dict.fromkeys((ranked[0], *(ranked[:5] if wanted is None else wanted))):
                gradients = torch.autograd.grad(scores[number], layers, retain_graph=True, allow_unused=True)
                total = torch.zeros(SIDE, SIDE)
                for layer, gradient in zip(layers, gradients, strict=True):
                    if gradient is not None:
                        weights = gradient.mean((2, 3), keepdim=True)
                        raw = (weights * layer.detach()).sum(1, keepdim=True).relu().float().cpu()
                        total += _resized(raw)[0, 0] / len(layers)
                maps[number] = total.detach().numpy()
        return maps, ranked[0]


@dataclass(frozen=True, slots=True)
class _Look:
    """One way of looking at the picture: a view of the model, or moved aside by shares of the side."""

    view: str
    x: float = 0.0
    y: float = 0.0

    def of(self, batch: Tensor) -> Tensor:
        """What the network gets to see."""
        if not (self.x or self.y):
            return transforms.view_of(batch, self.view)
        size = batch.shape[-1]
        right, down = round(self.x * size), round(self.y * size)
        moved = F.pad(batch, (0, right, 0, down), mode="reflect")[:, :, down:, right:]
        return moved.contiguous(memory_format=torch.channels_last)

    def placed(self, maps: Tensor) -> tuple[Tensor, Tensor]:
        """Maps (K, h, w) of what was seen, over the whole picture (K, SIDE, SIDE), and where they say something."""
        scale = transforms.ZOOM_SHARE if self.view == "zoom" else 1.0
        centre = torch.arange(SIDE) / SIDE + 0.5 / SIDE
        x, y = ((centre - 0.5 - moved) / scale for moved in (self.x, self.y))
        x = -x if self.view == "mirror" else x
        grid = torch.stack(torch.meshgrid(2 * y, 2 * x, indexing="ij")[::-1], dim=-1)
        placed = F.grid_sample(maps[None], grid[None], mode="bilinear", padding_mode="border", align_corners=False)
        # Fading out where what was seen ends, or the eye would take the edge for something in the photo.
        inside = (1.0 - grid.abs()).amin(-1)
        covered = (inside * maps.shape[-1] / 2).clamp(0.0, 1.0) if scale < 1.0 or self.x or self.y else inside.ge(0)
        return placed[0] * covered, covered.float()


class _LastMaps:
    """The last map of features that each part of a network gave in this thread; others may run it meanwhile."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._last: dict[int, Tensor] = {}

    def note(self, part: int, output: Any) -> None:
        if threading.get_ident() == self._thread and isinstance(output, Tensor) and output.dim() > 2:
            is_pooled = output.dim() == 4 and output.shape[-1] == output.shape[-2] == 1
            if not is_pooled:
                self._last[part] = output

    def maps(self) -> list[Tensor]:
        """(N, C, h, w) of each part whose last features have places; channels come first and are the most."""
        return [
            output
            for output in self._last.values()
            if output.dim() == 4 and output.shape[1] >= output.shape[2] and output.shape[1] >= output.shape[3]
        ]


@contextmanager
def _last_maps(parts: Sequence[nn.Module]) -> Iterator[_LastMaps]:
    found = _LastMaps()
    handles = [
        module.register_forward_hook(lambda _module, _inputs, output, number=number: found.note(number, output))
        for number, part in enumerate(parts)
        for module in part.modules()
    ]
    try:
        yield found
    finally:
        for handle in handles:
            handle.remove()


def _is_average(pooling: nn.Module) -> bool:
    first = next(iter(pooling.children()), None)
    return isinstance(first, nn.AdaptiveAvgPool2d) and first.output_size in (1, (1, 1))


def _members(backbone: nn.Module) -> list[nn.Module]:
    """The networks within a combined one, or the only one."""
    members = getattr(backbone, "members", None)
    return list(members) if isinstance(members, nn.ModuleList) else [backbone]


def _resized(maps: Tensor) -> Tensor:
    return F.interpolate(maps, size=(SIDE, SIDE), mode="bilinear", align_corners=False)
