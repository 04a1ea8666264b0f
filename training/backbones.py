"""Weights for backbones: published ones by name, local files, and the preprocessing that they want."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training import efficientnet_lite, networks
from training.devices import autocast
from training.networks import NetworkError
from training.transforms import Preprocessing, to_batch

TENSORFLOW_RANGE = (0.5, 0.5, 0.5)


class WeightsError(Exception):
    """Weights that cannot be had or do not fit; the message is one sentence that says what to do."""


def published_weights(arch: str) -> str:
    """Name of the best published weights of a backbone; those of EfficientNet-Lite are named by their package.

    Raises:
        WeightsError: There are none.
    """
    if arch.startswith("timm:"):
        return arch
    if arch in efficientnet_lite.VARIANTS:
        return efficientnet_lite.VARIANTS[arch].package
    from torchvision import models  # noqa: PLC0415

    name = "vgg19" if arch == "reference_vgg19" else arch
    try:
        # The reference used the only weights that VGG19 had then.
        return str(models.get_model_weights(name).DEFAULT)
    except (ValueError, AttributeError) as error:
        raise WeightsError(f"there are no published weights for {arch!r}: give --weights FILE") from error


def published_preprocessing(arch: str) -> Preprocessing:
    """Input size, mean and standard deviation that the published weights' own metadata state (nothing is fetched)."""
    if arch.startswith("timm:"):
        import timm  # noqa: PLC0415

        config = timm.data.resolve_data_config(timm.get_pretrained_cfg(arch.removeprefix("timm:")).to_dict())
        return Preprocessing(int(config["input_size"][-1]), tuple(config["mean"]), tuple(config["std"]))
    if arch in efficientnet_lite.VARIANTS:
        return efficientnet_lite.preprocessing(arch)
    from torchvision import models  # noqa: PLC0415

    transform = models.get_weight(published_weights(arch)).transforms()
    return Preprocessing(int(transform.crop_size[0]), tuple(transform.mean), tuple(transform.std))


def load_published_weights(backbone: nn.Module, arch: str, name: str) -> None:
    """Fetches published weights (kept by torch hub or timm) and loads them into a backbone without head.

    Raises:
        WeightsError: No network, no such weights, or they do not fit.
    """
    try:
        state = _published_state(arch, name)
    except efficientnet_lite.PackageError as error:
        raise WeightsError(str(error)) from error
    except (URLError, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise WeightsError(
            f"the weights {name} could not be downloaded ({reason}): connect to the network, or give a local file "
            "with --weights FILE"
        ) from error
    except Exception as error:  # a damaged copy raises a dozen kinds, from EOFError to UnpicklingError
        raise WeightsError(
            f"the weights {name} of {arch} cannot be used ({str(error).splitlines()[0] if str(error) else 'damaged'}): "
            f"delete their copy in {torch.hub.get_dir()} if there is one, or give a local file with --weights FILE"
        ) from error
    _load_backbone_state(backbone, arch, state, name)


def _published_state(arch: str, name: str) -> Mapping[str, Tensor]:
    if arch.startswith("timm:"):
        import timm  # noqa: PLC0415

        return timm.create_model(arch.removeprefix("timm:"), pretrained=True).state_dict()  # type: ignore[no-any-return]
    if arch in efficientnet_lite.VARIANTS:
        if name != efficientnet_lite.VARIANTS[arch].package:
            raise WeightsError(f"there are no such weights of {arch}")
        return efficientnet_lite.published_state(arch)
    from torchvision import models  # noqa: PLC0415

    with redirect_stdout(sys.stderr):  # torch hub says there that it downloads; stdout is for results and events
        return models.get_weight(name).get_state_dict(progress=False, check_hash=True)  # type: ignore[no-any-return]


def load_local_weights(backbone: nn.Module, arch: str, path: Path) -> None:
    """Loads a plain state dict (.pth, .pt or .safetensors) of the whole published network into a backbone.

    Raises:
        WeightsError: Not there, not a state dict, or of another network.
    """
    if not path.is_file():
        raise WeightsError(f"{path}: there is no such weights file")
    try:
        if path.suffix == ".safetensors":
            from safetensors.torch import load_file  # noqa: PLC0415

            state: Any = load_file(path)
        else:
            state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch.load raises a dozen kinds for damaged files
        raise WeightsError(f"{path} is not a file of weights that can be loaded safely") from error
    if isinstance(state, dict) and isinstance(state.get("state_dict"), dict):
        state = state["state_dict"]
    if not isinstance(state, dict) or not all(isinstance(value, Tensor) for value in state.values()):
        raise WeightsError(f"{path} holds no plain state dict")
    _load_backbone_state(backbone, arch, state, str(path))


def _load_backbone_state(backbone: nn.Module, arch: str, state: Mapping[str, Tensor], source: str) -> None:
    if arch == "reference_vgg19":
        renamed = {f"0.{name.removeprefix('features.')}": value for name, value in state.items() if "features" in name}
    else:
        if arch in efficientnet_lite.VARIANTS:
            state = {efficientnet_lite.own_name(name): value for name, value in state.items()}
        own = set(backbone.state_dict())
        # What is not in the backbone must be the classifier that was taken off.
        renamed = {name: value for name, value in state.items() if name in own or not _is_classifier(name)}
    try:
        result = backbone.load_state_dict(renamed, strict=False)
    except RuntimeError as error:
        raise WeightsError(f"{source}: these weights do not fit {arch}") from error
    missing = [name for name in result.missing_keys if not name.endswith("num_batches_tracked")]
    if missing or result.unexpected_keys:
        odd = (missing or result.unexpected_keys)[0]
        raise WeightsError(f"{source}: these weights do not fit {arch} (first difference: {odd})")


def _is_classifier(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in {"fc", "classifier", "head", "heads", "AuxLogits", "aux1", "aux2"}


def weights_digest(backbone: nn.Module) -> str:
    """SHA-256 over names and values of all weights: the key of cached features."""
    digest = hashlib.sha256()
    for name, tensor in sorted(backbone.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


def measure_preprocessing(
    arch: str,
    path: Path,
    squares: np.ndarray,
    labels: np.ndarray,
    size: int,
    device: torch.device,
    *,
    cache: Path,
) -> tuple[Preprocessing, str]:
    """Finds out which input range and padding local weights were trained with.

    Weights files carry no such note, and the wrong choice costs several points of accuracy. Each candidate's
    features are scored by leave-one-out soft nearest neighbours (Goldberger et al. 2004) on some training photos.

    Args:
        arch: Backbone name.
        path: The weights file.
        squares: (N, S, S, 3) ``uint8`` training photos, a few hundred of them.
        labels: (N,) their classes.
        size: Input size in pixels.
        device: Where to compute.
        cache: Folder in which the answer is kept for the next run with the same weights and photos.

    Returns:
        The preprocessing, and the padding for `networks.pretrained_classifier`.
    """
    published = published_preprocessing(arch)
    candidates = [(Preprocessing(size, published.mean, published.std), "symmetric")]
    if _has_strided_convolutions(arch):
        candidates.append((Preprocessing(size, TENSORFLOW_RANGE, TENSORFLOW_RANGE), "tensorflow"))
    candidates.append((Preprocessing(size, TENSORFLOW_RANGE, TENSORFLOW_RANGE), "symmetric"))
    question = hashlib.sha256(repr(("1", arch, candidates, squares.shape)).encode())
    for part in (path.read_bytes(), squares.tobytes(), labels.tobytes()):
        question.update(hashlib.sha256(part).digest())
    answer = cache / "preprocessing" / f"{question.hexdigest()[:32]}.txt"
    with suppress(OSError, ValueError, IndexError):
        return candidates[int(answer.read_text("ascii"))]
    scores = []
    for preprocessing, padding in candidates:
        backbone = networks.backbone_without_head(arch)
        load_local_weights(backbone, arch, path)
        if padding == "tensorflow":
            networks.pad_like_tensorflow(backbone)
        features = extract(backbone.to(device), squares, preprocessing, device)
        scores.append(_neighbour_score(features, labels))
    best = int(np.argmax(scores))
    with suppress(OSError):  # the next run measures again
        answer.parent.mkdir(parents=True, exist_ok=True)
        part_file = answer.with_suffix(f".{os.getpid()}.part")
        part_file.write_text(str(best), "ascii")
        part_file.replace(answer)
    return candidates[best]


def _has_strided_convolutions(arch: str) -> bool:
    try:
        backbone = networks.backbone_without_head(arch)
    except NetworkError:
        return False
    return any(isinstance(m, nn.Conv2d) and m.stride == (2, 2) and m.padding == (1, 1) for m in backbone.modules())


def extract(
    backbone: nn.Module, squares: np.ndarray, preprocessing: Preprocessing, device: torch.device, batch_size: int = 32
) -> np.ndarray:
    """Features (N, F) ``float32`` of pictures (N, S, S, 3)."""
    backbone.eval().to(memory_format=torch.channels_last)
    rows = []
    # Only the passes: weights touched in inference mode could never be fine-tuned afterwards.
    with torch.inference_mode(), autocast(device):
        for start in range(0, len(squares), batch_size):
            rows.append(backbone(to_batch(squares[start : start + batch_size], preprocessing, device)).float().cpu())
    return torch.cat(rows).numpy()


def _neighbour_score(features: np.ndarray, labels: np.ndarray) -> float:
    """Mean log-probability that a photo's neighbour, drawn by similarity, is of its own class."""
    vectors = torch.from_numpy(features)
    vectors = F.normalize(vectors - vectors.mean(0), dim=1)
    similarity = vectors @ vectors.T / 0.05
    similarity.fill_diagonal_(-torch.inf)
    same = torch.from_numpy(labels[:, None] == labels[None, :]).float()
    probability = (similarity.softmax(1) * same).sum(1)
    return float(probability.clamp(min=1e-4).log().mean())
