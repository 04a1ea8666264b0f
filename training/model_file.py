"""The model file: one safetensors file that carries a trained model and everything needed to use it.

The header's ``landmark_model`` entry is a JSON object (`ModelInfo`), its ``checksum`` entry the CRC-32 of that text
and of all tensors; the tensors are the network's state. Loading runs no code from the file. A transfer model may
leave its backbone out and name the published weights instead.

A file states the lowest format that can be read without loss: 1; 2 where weights take 8 bits (`training.weights`) or
logits of views are averaged; 3 where it keeps features of photos (`training.kept_features`), 4 where it keeps those
that a companion made (`training.companion`), too.
"""

from __future__ import annotations

import copy
import json
import math
import os
import stat
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from training import networks, weights
from training.efficientnet_lite import FEATURES
from training.kept_features import COMPANIONS, PREFIX, KeptFeatures, network_of
from training.networks import Classifier, NetworkError
from training.transforms import GLANCE, TURNED, VIEWS, Preprocessing

FORMAT_VERSION = 4
SUFFIX = ".landmarks"
_METADATA_KEY = "landmark_model"
_CHECKSUM_KEY = "checksum"
_MAX_HEADER_BYTES = 16 * 1024 * 1024


class ModelFileError(Exception):
    """A model file that cannot be used; the message is one sentence that names the file."""


@dataclass(frozen=True)
class Rejection:
    """How the model says "no landmark here", and when it is sure.

    Attributes:
        method: ``background`` (one more class learnt from photos without landmarks) or ``energy`` (Liu et al. 2020:
            the log-sum-exp of the logits).
        threshold: A photo whose landmark score lies below is ``no_landmark``. The score is 1 − P(background), or
            the energy.
        floor: Least probability of the best candidate of a ``confident`` photo.
        margin: Least lead over the second candidate of a ``confident`` photo.
    """

    method: str = "energy"
    threshold: float = float("-inf")
    floor: float = 0.6
    margin: float = 0.2


@dataclass(frozen=True)
class ModelInfo:
    """Everything about a model but its weights.

    Attributes:
        arch: Network name, see `training.networks.build`.
        arch_arguments: The network's own arguments.
        classes: Names of the landmarks in output order, without ``NN.`` prefix.
        landmark_ids: Gazetteer ids in the same order, None where unknown.
        preprocessing: What the network wants to see.
        temperature: Divides the logits before the softmax (Guo et al. 2017).
        rejection: When a photo counts as showing no landmark.
        views: Views averaged at inference: see `transforms.VIEWS`.
        pooling: What is averaged: the views' ``logits``, which measures as better calibrated, or, in models of format
            1, their ``probabilities``.
        turns: Whether photos of which it is unsure are looked at turned, too: see `turning`.
        glances: Whether a smaller picture comes first, which settles most photos: see `transforms.GLANCE`.
        metrics: Figures on held-back photos (``top1``, ``top3``, …).
        data: The training data's fingerprint and counts.
        settings: Training settings.
        weight_bits: 16 (floats), or 8 (integers with a scale for each output).
        backbone_weights: Published backbone weights that the file names instead of holding, or None.
        companion: The network that made the kept features by which taught landmarks are told; None: its own did.
        created: ISO 8601 date.
        app_version: Version that wrote the file.
        name: The person's name for the model.
        notes: The person's notes.
        format_version: Version of this format; `save` states the one it needs.
    """

    arch: str
    arch_arguments: dict[str, Any]
    classes: tuple[str, ...]
    preprocessing: Preprocessing
    landmark_ids: tuple[str | None, ...] = ()
    temperature: float = 1.0
    rejection: Rejection = field(default_factory=Rejection)
    views: tuple[str, ...] = ("plain",)
    pooling: str = "probabilities"
    turns: bool = False
    glances: bool = False
    metrics: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    weight_bits: int = 16
    backbone_weights: str | None = None
    companion: str | None = None
    created: str = ""
    app_version: str = ""
    name: str = ""
    notes: str = ""
    format_version: int = 1

    @property
    def has_background(self) -> bool:
        """Whether the last output stands for "no landmark"."""
        return self.rejection.method == "background"

    @property
    def outputs(self) -> int:
        """Number of the network's outputs."""
        return len(self.classes) + int(self.has_background)

    @property
    def looks(self) -> tuple[str, ...]:
        """All ways in which the model may look at a photo: its views, then the glance, then those turned."""
        return self.views + (GLANCE,) * self.glances + TURNED * self.turns

    @property
    def companion_network(self) -> str | None:
        """Whose weights have to be installed for the companion."""
        return network_of(self.companion) if self.companion is not None else None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        values = asdict(self)
        if values["rejection"]["threshold"] == float("-inf"):
            values["rejection"]["threshold"] = None
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> ModelInfo:
        """Reads what `to_json` wrote; unknown entries of later minor versions are ignored.

        Raises:
            ValueError: Something is missing or makes no sense.
        """
        known = {entry.name for entry in fields(cls)}
        given = {key: value for key, value in values.items() if key in known}
        for key in ("arch", "classes", "preprocessing"):
            if key not in given:
                raise ValueError(f"{key} is missing")
        classes = given["classes"]
        if not isinstance(classes, list) or not classes or not all(isinstance(name, str) for name in classes):
            raise ValueError("its list of classes is empty or damaged")
        given["classes"] = tuple(classes)
        given["landmark_ids"] = tuple(given.get("landmark_ids") or [None] * len(classes))
        given["views"] = tuple(given.get("views") or ("plain",))
        given["preprocessing"] = Preprocessing.from_json(given["preprocessing"])
        parts = {entry.name for entry in fields(Rejection)}
        rejection = {key: value for key, value in dict(given.get("rejection") or {}).items() if key in parts}
        if rejection.get("threshold") is None:
            rejection["threshold"] = float("-inf")
        given["rejection"] = Rejection(**rejection)
        info = cls(**given)
        _check_kinds(info)
        if info.pooling not in ("logits", "probabilities"):
            raise ValueError("it averages its views in a way that this version does not know")
        if info.weight_bits not in (8, 16):
            raise ValueError("its weights have a number of bits that this version does not know")
        if len(info.landmark_ids) != len(classes) or not 0 < info.temperature < math.inf:
            raise ValueError("its classes or its temperature make no sense")
        if not set(info.views) <= set(VIEWS) or info.rejection.method not in ("background", "energy"):
            raise ValueError("it asks for views or a rejection method that this version does not know")
        return info


def _check_kinds(info: ModelInfo) -> None:
    """Refuses values of the wrong kind here, before they surprise whoever uses them much later."""
    rejection = info.rejection
    texts = [info.arch, info.created, info.app_version, info.name, info.notes, rejection.method]
    texts += [text for text in (info.backbone_weights, info.companion, *info.landmark_ids) if text is not None]
    objects = (info.arch_arguments, info.metrics, info.data, info.settings)
    numbers = (info.temperature, rejection.threshold, rejection.floor, rejection.margin)
    kinds_fit = all(isinstance(value, str) for value in texts) and all(isinstance(value, dict) for value in objects)
    if not kinds_fit or not isinstance(info.turns, bool) or not isinstance(info.glances, bool):
        raise ValueError("an entry is not of the right kind")
    if not all(isinstance(value, int | float) and not math.isnan(value) for value in numbers):
        raise ValueError("a threshold or the temperature is not a number")


def save(path: Path, network: Classifier, info: ModelInfo, kept: KeptFeatures | None = None) -> None:
    """Writes the model atomically: the old file stays whole until the new one is.

    Weights become 16-bit floats, or 8-bit integers where the model says so; statistics of normalisation layers stay
    32-bit. Where `ModelInfo.backbone_weights` names published weights, only the head is stored.

    Args:
        path: The file.
        network: What was trained.
        info: Its description.
        kept: Features of photos to learn further from.

    Raises:
        ModelFileError: The file cannot be written.
    """
    wanted = network.head if info.backbone_weights else network
    prefix = "head." if info.backbone_weights else ""
    tensors = weights.compact(wanted.state_dict(), info.weight_bits, prefix)
    version = 2 if info.weight_bits == 8 or info.pooling == "logits" else 1
    if kept is not None:
        tensors |= kept.tensors()
    _write(path, tensors, _keeping(replace(info, format_version=version), kept))


def _keeping(info: ModelInfo, kept: KeptFeatures | None) -> ModelInfo:
    """The description of a file that keeps these features."""
    companion = kept.companion_name if kept is not None and kept.companion is not None else None
    version = info.format_version if kept is None else 4 if companion else 3
    return replace(info, companion=companion, format_version=version)


def copy_described(source: Path, target: Path, info: ModelInfo, kept: KeptFeatures | None = None) -> None:
    """Copies a model with another description: a name, notes, figures. The weights stay as they are.

    Args:
        source: The model file.
        target: The file to write.
        info: The description.
        kept: Features of photos to keep from now on; None keeps those that are there.

    Raises:
        ModelFileError: The source cannot be used, or the target cannot be written.
    """
    read_info(source)
    tensors = _tensors(source)
    if kept is not None:
        tensors = {name: tensor for name, tensor in tensors.items() if not name.startswith(PREFIX)} | kept.tensors()
        info = _keeping(info, kept)
    _write(target, tensors, info)


def copy_with_head(source: Path, target: Path, head: nn.Module, info: ModelInfo) -> None:
    """Copies a model with another head and description; backbone and kept features stay as they are, bit for bit.

    Raises:
        ModelFileError: The source cannot be used, or the target cannot be written.
    """
    before = read_info(source)
    tensors = {name: tensor for name, tensor in _tensors(source).items() if not name.startswith("head.")}
    tensors |= weights.compact(head.state_dict(), info.weight_bits, "head.")
    averages_logits = 2 if info.pooling == "logits" else 1
    _write(target, tensors, replace(info, format_version=max(before.format_version, averages_logits)))


def backbone_id(path: Path) -> str:
    """The same for all models whose features of a photo are the same: backbone, preprocessing and views.

    Raises:
        ModelFileError: The file cannot be used.
    """
    info = read_info(path)
    tensors = {name: tensor for name, tensor in _tensors(path).items() if name.startswith("backbone.")}
    look = [info.arch, info.arch_arguments, info.preprocessing.to_json(), info.views, info.backbone_weights]
    return _checksum(json.dumps(look, sort_keys=True), tensors)


def read_kept(path: Path) -> KeptFeatures | None:
    """The features of photos that a model file keeps; None where it keeps none.

    Raises:
        ModelFileError: As `read_info`, or they are damaged.
    """
    info = read_info(path)
    tensors = _tensors(path)
    try:
        kept = KeptFeatures.from_tensors(tensors, len(info.classes), info.companion)
        companion = kept.companion if kept is not None else None
        if kept is not None and (companion is None) != (info.companion is None):
            raise ValueError("the features of its companion are not those that it describes")
        if companion is not None and info.companion in COMPANIONS and companion[0].shape[1] != FEATURES:
            raise ValueError("the features of its companion are of another network")
        return kept
    except ValueError as error:
        raise ModelFileError(f"{path} is damaged: {error}.") from error


def _write(path: Path, tensors: Mapping[str, Tensor], info: ModelInfo) -> None:
    description = json.dumps(info.to_json(), allow_nan=False)
    metadata = {_METADATA_KEY: description, _CHECKSUM_KEY: _checksum(description, tensors)}
    path = path.expanduser().resolve()
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as handle:
            temporary = Path(handle.name)
        save_file(dict(tensors), temporary, metadata=metadata)
        with temporary.open("rb+") as handle:
            os.fsync(handle.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except (OSError, SafetensorError) as error:
        raise ModelFileError(f"{path}: the model could not be written: {error}") from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def as_stored(network: Classifier, info: ModelInfo) -> Classifier:
    """A copy of the network with the weights that `save` would write, for instance in 8 bits; in evaluation mode."""
    copied = copy.deepcopy(network)
    part = copied.head if info.backbone_weights else copied
    part.load_state_dict(weights.expand(weights.compact(part.state_dict(), info.weight_bits)))
    return copied.eval()


def _checksum(description: str, tensors: Mapping[str, Tensor]) -> str:
    """CRC-32 over the description and all names, kinds, shapes and values: a flipped bit must not pass as a weight."""
    value = zlib.crc32(description.encode())
    for name in sorted(tensors):
        tensor = tensors[name]
        value = zlib.crc32(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode(), value)
        if tensor.numel():
            value = zlib.crc32(tensor.contiguous().reshape(-1).view(torch.uint8).numpy().data, value)
    return f"{value:08x}"


def check_replaceable(path: Path) -> None:
    """Refuses to write a model over a file of another kind, whose loss nobody would have meant.

    Raises:
        ModelFileError: There is a file that is neither empty nor named as a model, and has no header of safetensors.
    """
    if path.suffix == SUFFIX or not path.exists():
        return
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            (length,) = struct.unpack("<Q", handle.read(8).ljust(8, b"\xff"))
            is_model = length <= min(size - 8, _MAX_HEADER_BYTES) and isinstance(json.loads(handle.read(length)), dict)
    except OSError as error:
        raise ModelFileError(f"{path} cannot be read, and may be no model file: {error.strerror or error}.") from error
    except (ValueError, RecursionError):
        is_model = False
    if size and not is_model:
        raise ModelFileError(f"{path} is no model file and is not replaced: name another file to write with --out")


def read_info(path: Path) -> ModelInfo:
    """The model's description, from the header alone.

    Raises:
        ModelFileError: Not there, truncated, damaged, of a newer format, or not ours.
    """
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # nothing may ever come out of a pipe
            raise ModelFileError(f"{path} is not a landmark model: it is not a regular file.")
        size = status.st_size
        with path.open("rb") as handle:
            length_bytes = handle.read(8)
            if len(length_bytes) < 8:
                raise ModelFileError(f"{path} is not a landmark model: it is too short.")
            (length,) = struct.unpack("<Q", length_bytes)
            if length > _MAX_HEADER_BYTES:
                raise ModelFileError(f"{path} is not a landmark model.")
            if length + 8 > size:
                raise ModelFileError(f"{path} is truncated or not a landmark model: fetch or copy it again.")
            header = json.loads(handle.read(length))
    except OSError as error:
        raise ModelFileError(f"{path}: the model cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise ModelFileError(f"{path} is not a landmark model.") from error
    metadata = header.pop("__metadata__", None) if isinstance(header, dict) else None
    if not isinstance(metadata, dict) or _METADATA_KEY not in metadata:
        raise ModelFileError(f"{path} is not a landmark model (a plain state dict must be imported first).")
    try:
        values = json.loads(metadata[_METADATA_KEY])
        version = int(values.get("format_version", 0))
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ModelFileError(f"{path}: the model's description is damaged.") from error
    if version > FORMAT_VERSION:
        raise ModelFileError(
            f"{path} was written by a newer version (format {version}, this version reads {FORMAT_VERSION}): "
            "update Landmark Tagger."
        )
    try:
        end = max((int(entry["data_offsets"][1]) for entry in header.values()), default=0)
        if 8 + length + end > size:
            raise ModelFileError(f"{path} is truncated ({size} bytes): fetch or copy it again.")
        return ModelInfo.from_json(values)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise ModelFileError(f"{path}: the model's description is damaged: {error}.") from error


@contextmanager
def _utf8_name(path: Path) -> Iterator[str]:
    """A name of the file in UTF-8, which is all that safetensors takes; POSIX file names may be any bytes."""
    try:
        os.fspath(path).encode()
    except UnicodeEncodeError:
        with path.open("rb") as file:
            yield f"/dev/fd/{file.fileno()}"
    else:
        yield os.fspath(path)


def _tensors(path: Path) -> dict[str, Tensor]:
    """All tensors of a file, if they are whole.

    Raises:
        ModelFileError: They are not.
    """
    try:
        with _utf8_name(path) as name, safe_open(name, framework="pt") as file:
            metadata = file.metadata()
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no mapping
    except (SafetensorError, OSError) as error:
        raise ModelFileError(f"{path}: the model's weights are damaged: {error}.") from error
    if metadata.get(_CHECKSUM_KEY, "") not in ("", _checksum(metadata[_METADATA_KEY], tensors)):
        raise ModelFileError(f"{path} is damaged: fetch or copy it again.")
    return tensors


def load(path: Path, device: torch.device | None = None) -> tuple[Classifier, ModelInfo]:
    """The network in evaluation mode, and its description.

    Raises:
        ModelFileError: As `read_info`, or the weights do not fit the network.
    """
    info = read_info(path)
    tensors = _tensors(path)
    state = weights.expand({name: tensor for name, tensor in tensors.items() if not name.startswith(PREFIX)})
    try:
        # First without memory: a few bytes of a description must not make us build a network of gigabytes.
        expected = networks.shapes(info.arch, info.arch_arguments, info.outputs)
        if info.backbone_weights:
            expected = {name: shape for name, shape in expected.items() if not name.startswith("backbone.")}
            state = {name: tensor for name, tensor in state.items() if not name.startswith("backbone.")}
        if {name: tensor.shape for name, tensor in state.items()} != expected:
            raise ModelFileError(f"{path}: the weights do not fit the network {info.arch!r}.")
        network = networks.build(info.arch, info.arch_arguments, info.outputs)
    except (NetworkError, ValueError, RuntimeError) as error:
        raise ModelFileError(f"{path}: {error}.") from error
    if info.backbone_weights:
        _load_published(network.backbone, info, path)
    network.load_state_dict(state, strict=False)
    network.eval()
    if device is not None:
        network.to(device)
    return network.to(memory_format=torch.channels_last), info


def _load_published(backbone: nn.Module, info: ModelInfo, path: Path) -> None:
    from training.backbones import WeightsError, load_published_weights  # noqa: PLC0415

    try:
        load_published_weights(backbone, info.arch, str(info.backbone_weights))
    except WeightsError as error:
        raise ModelFileError(f"{path} needs the published weights {info.backbone_weights}: {error}") from error
