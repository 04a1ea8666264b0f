"""The reference project's published weights as a model file of ours.

They are a plain state dict of torchvision's VGG19 with a classifier 25088→4096→1024→50, without class names or
preprocessing; both are known from the reference project.
"""

import errno
import pickle
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.inference.reference_classes import REFERENCE_CLASSES, REFERENCE_PREPROCESSING
from training import networks
from training.model_file import ModelFileError, ModelInfo
from training.networks import Classifier

ARCH = "reference_vgg19"
_WRAPPERS = ("state_dict", "model_state_dict")


def load_reference(path: Path) -> tuple[Classifier, ModelInfo]:
    """The network and its description from a ``model_transfer.pt``.

    Raises:
        ModelFileError: Not there, damaged, holding code, or weights of another network.
    """
    state = _read_state_dict(path)
    # On the meta device a network has shapes and no memory: the weights of the file become its own.
    with torch.device("meta"):
        network = networks.build(ARCH, {}, len(REFERENCE_CLASSES))
    wanted = {name: tensor.shape for name, tensor in network.state_dict().items()}
    renamed = _rename(state, [name for name in wanted if name.startswith("head.")])
    fits = len(state) == len(renamed) and {name: tensor.shape for name, tensor in renamed.items()} == wanted
    if not fits or any(tensor.layout != torch.strided or not tensor.is_floating_point() for tensor in renamed.values()):
        raise ModelFileError(
            f"{path} holds weights of another network: expected is torchvision's VGG19 with the reference's "
            f"classifier 25088→4096→1024→{len(REFERENCE_CLASSES)}."
        )
    if not all(torch.isfinite(tensor).all() for tensor in renamed.values()):
        raise ModelFileError(f"{path} is damaged: it holds values that are not numbers.")
    network.load_state_dict({name: renamed[name].float() for name in wanted}, assign=True)
    network.eval()
    return network, _describe()


def _describe() -> ModelInfo:
    gazetteer = Gazetteer.load()
    found = [gazetteer.find(name.replace("_", " ")) for name in REFERENCE_CLASSES]
    return ModelInfo(
        arch=ARCH,
        arch_arguments={},
        classes=REFERENCE_CLASSES,
        landmark_ids=tuple(landmark.id if landmark else None for landmark in found),
        preprocessing=REFERENCE_PREPROCESSING,
        notes="Imported from the reference project's published weights.",
    )


def _read_state_dict(path: Path) -> Mapping[str, Tensor]:
    refused = (
        f"{path} is neither a model file of this app nor a plain state dict; files that hold anything but weights are "
        "refused, because loading them could run foreign code."
    )
    try:
        zipped = zipfile.is_zipfile(path)
        if zipped:
            _check_archive(path)
        # A memory map spares the memory for a second copy; the format before PyTorch 1.6 cannot be mapped.
        with warnings.catch_warnings():
            # What torch thinks odd about a pickle either loads or is refused below.
            warnings.simplefilter("ignore")
            state = torch.load(path, map_location="cpu", weights_only=True, mmap=zipped)
    except OSError as error:
        if error.errno == errno.EINVAL:  # a memory map past the end of a truncated file
            raise ModelFileError(refused) from error
        raise ModelFileError(f"{path}: the model cannot be read: {error.strerror or error}.") from error
    except (pickle.UnpicklingError, zipfile.BadZipFile, RuntimeError, EOFError, ValueError, KeyError) as error:
        raise ModelFileError(refused) from error
    for wrapper in _WRAPPERS:
        if isinstance(state, Mapping) and isinstance(state.get(wrapper), Mapping):
            state = state[wrapper]
    if not isinstance(state, Mapping) or not state:
        raise ModelFileError(refused)
    if not all(isinstance(name, str) and isinstance(value, Tensor) for name, value in state.items()):
        raise ModelFileError(refused)
    return {name.removeprefix("module."): value for name, value in state.items()}


def _check_archive(path: Path) -> None:
    """Refuses archives that would unpack to more than they are: torch stores weights uncompressed.

    Raises:
        ModelFileError: Compressed entries.
    """
    with zipfile.ZipFile(path) as archive:
        if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
            raise ModelFileError(f"{path} holds compressed data, which files written by torch never do: refused.")


def _rename(state: Mapping[str, Tensor], head_names: list[str]) -> dict[str, Tensor]:
    """Names of torchvision's VGG19 to those of our network.

    The classifier's linear layers are recognised by their order: their indexes depend on which activations and
    dropouts stand between them.
    """
    weights = [name for name in state if name.endswith(".weight")]
    linear = [name.removesuffix(".weight") for name in weights if name.startswith("classifier.")]
    renamed = {
        f"backbone.0.{name.removeprefix('features.')}": tensor
        for name, tensor in state.items()
        if name.startswith("features.")
    }
    ours = [name.removesuffix(".weight") for name in head_names if name.endswith(".weight")]
    if len(linear) == len(ours):
        for theirs, own in zip(linear, ours, strict=True):
            for part in ("weight", "bias"):
                if f"{theirs}.{part}" in state:
                    renamed[f"{own}.{part}"] = state[f"{theirs}.{part}"]
    return renamed
