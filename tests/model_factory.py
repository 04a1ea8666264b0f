"""A real, tiny model for tests: it tells landmarks apart by the colour of the picture, and grey from all of them."""

import contextlib
import functools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training import model_file, networks
from training.model_file import ModelInfo, Rejection
from training.transforms import Preprocessing, to_batch

COLOURS = {"Eiffel_Tower": (200, 60, 50), "Golden_Gate_Bridge": (60, 180, 70), "Taj_Mahal": (50, 80, 210)}
"""Class name in the model and the colour of its photos."""
IDS = {"Eiffel_Tower": "eiffel-tower"}
"""Gazetteer ids in the model file; the other classes are found in the gazetteer by name."""
GREY = (125, 125, 125)
"""Colour of photos without a landmark."""
SIZE = 32
_ARGUMENTS = {"widths": [8, 16], "depths": [1, 1], "drop_path": 0.0, "dropout": 0.0}


def picture(colour: tuple[int, int, int], width: int = 96, height: int = 64, seed: int = 0) -> Image.Image:
    """A grainy picture of about that colour, darker on one side, with fields in it: what is smooth counts as blank."""
    rng = np.random.default_rng(seed)
    shade = np.linspace(rng.uniform(0.7, 1.0), rng.uniform(0.7, 1.0), width)[None, :, None]
    across, down = np.arange(width) * 4 // width % 2, np.arange(height) * 4 // height % 2
    fields = np.where(across[None, :] == down[:, None], 1.1, 0.9)[..., None]
    pixels = np.array(colour) * shade * fields + rng.normal(0, 12, (height, width, 3))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def photo(path: Path, name: str | None, **options: int) -> Path:
    """Writes a photo of a landmark of the model, or of none, and returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture(COLOURS[name] if name else GREY, **options).save(path)
    return path


def make_model(
    path: Path,
    *,
    background: bool = True,
    views: tuple[str, ...] = ("plain", "mirror"),
    pooling: str = "probabilities",
    temperature: float = 1.0,
) -> Path:
    """Writes the trained model and returns its path.

    Args:
        path: Where to.
        background: Whether the last output stands for "no landmark"; else the energy method without a threshold.
        views: See `ModelInfo.views`.
        pooling: See `ModelInfo.pooling`.
        temperature: See `ModelInfo.temperature`.
    """
    outputs = len(COLOURS) + int(background)
    network = networks.small_resnet(outputs, **_ARGUMENTS)
    network.load_state_dict(_trained(outputs))
    rejection = Rejection("background", 0.5, 0.6, 0.2) if background else Rejection()
    info = ModelInfo(
        "small_resnet",
        _ARGUMENTS,
        tuple(COLOURS),
        Preprocessing(SIZE),
        landmark_ids=tuple(IDS.get(name) for name in COLOURS),
        temperature=temperature,
        rejection=rejection,
        views=views,
        pooling=pooling,
        metrics={"top1": 0.99},
    )
    model_file.save(path, network, info)
    return path


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """On a busy machine, the threads of so small a network would wait for each other most of the time."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


@functools.cache
def _trained(outputs: int) -> dict[str, torch.Tensor]:
    """Weights after a few dozen steps on pictures drawn anew."""
    with torch.random.fork_rng(), _one_thread():
        torch.manual_seed(0)
        network = networks.small_resnet(outputs, **_ARGUMENTS)
        optimiser = torch.optim.Adam(network.parameters(), lr=0.01)
        colours = [*COLOURS.values(), GREY][:outputs]
        labels = torch.arange(outputs).repeat(6)
        for step in range(25):
            pictures = [picture(colours[label], SIZE, SIZE, step * 100 + i) for i, label in enumerate(labels.tolist())]
            logits = network(to_batch(np.stack([np.asarray(entry) for entry in pictures]), Preprocessing(SIZE)))
            optimiser.zero_grad()
            F.cross_entropy(logits, labels).backward()
            optimiser.step()
    return network.state_dict()


def reference_state_dict() -> dict[str, torch.Tensor]:
    """What the reference project's ``model_transfer.pt`` holds: 144 million numbers under torchvision's names.

    The classifier's large layers are outer products, which are quick to make and yet tell classes apart.
    """
    generator = torch.Generator().manual_seed(0)
    state = {}
    channels, index = 3, 0
    for width in (64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512, 512, 512, 512, 0, 512, 512, 512, 512, 0):
        if width:
            weight = torch.rand(width, channels, 3, 3, generator=generator) - 0.5
            state[f"features.{index}.weight"] = weight * (12 / (channels * 9)) ** 0.5
            state[f"features.{index}.bias"] = torch.zeros(width)
            channels, index = width, index + 2
        else:
            index += 1
    for index, outputs, inputs in ((0, 4096, 25088), (3, 1024, 4096), (6, 50, 1024)):
        left = torch.rand(outputs, 1, generator=generator) - 0.5
        right = torch.rand(1, inputs, generator=generator) / inputs**0.5
        state[f"classifier.{index}.weight"] = left * right
        state[f"classifier.{index}.bias"] = torch.rand(outputs, generator=generator) * 0.1
    return state
