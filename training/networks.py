"""Networks: the reference CNN, our small residual network, and classifiers on published backbones.

Every network is a `Classifier`: ``features`` turns pictures into one vector each, ``head`` turns vectors into one
logit per class. torchvision and timm are imported only when one of their backbones is asked for: they are slow to
load and the app's default model needs neither.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from training import efficientnet_lite
from training.fused_pooling import PooledStages
from training.transforms import Preprocessing, normalise, resize_batch
from training.wide_layers import WideLinear


class NetworkError(ValueError):
    """An unknown network, or arguments that it does not take."""


class Classifier(nn.Module):
    """Pictures to logits in two steps, so that features can be cached, compared and given new heads."""

    def __init__(self, backbone: nn.Module, head: nn.Module) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = head

    def features(self, batch: Tensor) -> Tensor:
        """One vector per picture: (N, 3, S, S) to (N, F)."""
        vectors: Tensor = self.backbone(batch)
        return vectors

    def forward(self, batch: Tensor) -> Tensor:
        """Logits (N, K); log-probabilities for the reference networks, whose last layer is a log-softmax."""
        logits: Tensor = self.head(self.features(batch))
        return logits


def build(arch: str, arguments: Mapping[str, Any], classes: int) -> Classifier:
    """The network of that name, with fresh weights.

    Args:
        arch: ``reference_cnn``, ``small_resnet``, ``reference_vgg19``, ``ensemble``, a name in
            `efficientnet_lite.VARIANTS` or torchvision, or ``timm:NAME``.
        arguments: The network's own arguments, as a model file keeps them.
        classes: Number of outputs.

    Raises:
        NetworkError: Unknown name, or arguments that do not fit.
    """
    try:
        if arch == "reference_cnn":
            return reference_cnn(classes, **arguments)
        if arch == "small_resnet":
            return small_resnet(classes, **arguments)
        if arch == "reference_vgg19":
            return reference_vgg19(classes, **arguments)
        if arch == "ensemble":
            return ensemble(classes, **arguments)
        return pretrained_classifier(arch, classes, **arguments)
    except TypeError as error:
        raise NetworkError(f"network {arch!r} does not take these arguments: {error}") from error


class _WithoutInitialising(TorchFunctionMode):
    """Leaves tensors as they are, where layers would fill them: without memory there is nothing to fill."""

    _FILLING = frozenset({"uniform_", "normal_", "erfinv_", "fill_", "zero_", "mul_", "add_", "clamp_"})

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        given = kwargs or {}
        if getattr(func, "__name__", "") in self._FILLING:
            return args[0] if args else given["tensor"]
        return func(*args, **given)


def shapes(arch: str, arguments: Mapping[str, Any], classes: int) -> dict[str, torch.Size]:
    """The names and shapes of what the network's state holds, found out without its memory; otherwise as `build`."""
    with torch.device("meta"), _WithoutInitialising():
        return {name: tensor.shape for name, tensor in build(arch, arguments, classes).state_dict().items()}


def reference_cnn(classes: int, init: str = "default") -> Classifier:
    """The reference project's CNN from scratch, for 128×128 input: 4,642,226 parameters with 50 classes.

    Args:
        classes: Number of outputs.
        init: ``default`` (PyTorch's own) or ``normal`` (linear weights from N(0, 1/√inputs), zero bias).
    """
    layers: list[nn.Module] = []
    channels = 3
    for width in (16, 32, 64, 128, 256):
        layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(width), nn.MaxPool2d(2)]
        channels = width
    head = nn.Sequential(
        WideLinear(4 * 4 * 256, 1024), nn.ReLU(), nn.BatchNorm1d(1024), nn.Linear(1024, classes), nn.LogSoftmax(dim=1)
    )
    if init == "normal":
        for module in head:
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, 0.0, 1.0 / math.sqrt(module.in_features))
                nn.init.zeros_(module.bias)
    elif init != "default":
        raise NetworkError(f"unknown initialisation {init!r}: use 'default' or 'normal'")
    return Classifier(PooledStages(*layers, nn.Flatten()), head)


class _ResidualBlock(nn.Module):
    """Two 3×3 convolutions and a shortcut that shrinks by averaging (ResNet-D, He et al. 2019)."""

    def __init__(self, inputs: int, outputs: int, stride: int, drop: float) -> None:
        super().__init__()
        self.convolutions = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(inplace=True),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False),
            nn.BatchNorm2d(outputs),
        )
        # A branch that starts as nothing lets a deep network begin as a shallow one (Goyal et al. 2017).
        last_norm = self.convolutions[-1]
        assert isinstance(last_norm, nn.BatchNorm2d)
        nn.init.zeros_(last_norm.weight)
        self.gate = _ChannelGate(outputs)
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            pool: nn.Module = nn.AvgPool2d(stride, ceil_mode=True) if stride != 1 else nn.Identity()
            self.shortcut = nn.Sequential(pool, nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs))
        self.drop = drop

    def forward(self, batch: Tensor) -> Tensor:
        """(N, C, H, W) to (N, C', H/stride, W/stride)."""
        branch: Tensor = self.convolutions(batch)
        weights = self.gate(branch)
        if self.training and self.drop > 0:  # stochastic depth, Huang et al. 2016
            keep = 1.0 - self.drop
            weights = weights * torch.bernoulli(torch.full((len(branch), 1, 1, 1), keep, device=branch.device)) / keep
        # One pass over the memory; weights in single precision would turn all that follows into it.
        return torch.addcmul(self.shortcut(batch), branch, weights.to(branch.dtype)).relu_()


class _ChannelGate(nn.Module):
    """Squeeze and excitation (Hu et al. 2018): each channel weighted by what the whole picture shows."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        hidden = max(8, channels // 8)
        self.layers = nn.Sequential(
            nn.Linear(channels, hidden), nn.ReLU(inplace=True), nn.Linear(hidden, channels), nn.Sigmoid()
        )

    def forward(self, batch: Tensor) -> Tensor:
        """The weights (N, C, 1, 1), 0–1, of a batch (N, C, H, W)."""
        weights: Tensor = self.layers(batch.mean((2, 3)))
        return weights[:, :, None, None]


def small_resnet(
    classes: int,
    widths: Sequence[int] = (32, 64, 128, 256),
    depths: Sequence[int] = (2, 2, 2, 2),
    drop_path: float = 0.1,
    dropout: float = 0.1,
) -> Classifier:
    """Our residual network for small data and small machines, for any input size from 64 pixels.

    Args:
        classes: Number of outputs.
        widths: Channels of each stage.
        depths: Blocks of each stage.
        drop_path: Stochastic depth of the last block; earlier ones in proportion.
        dropout: Share of features dropped before the head in training.

    Raises:
        NetworkError: Widths and depths that make no network.
    """
    if not widths or len(widths) != len(depths):
        raise NetworkError("small_resnet takes as many depths as widths, and at least one of each")
    if min(widths) < 2 or min(depths) < 1:
        raise NetworkError("small_resnet takes stages of at least 2 channels (widths) and at least 1 block (depths)")
    if len(depths) > 16 or sum(depths) > 256:
        raise NetworkError("small_resnet takes at most 16 stages and 256 blocks (depths)")
    stem = widths[0]
    layers: list[nn.Module] = [
        nn.Conv2d(3, stem // 2, 3, 2, 1, bias=False),
        nn.BatchNorm2d(stem // 2),
        nn.ReLU(inplace=True),
        nn.Conv2d(stem // 2, stem, 3, 2, 1, bias=False),
        nn.BatchNorm2d(stem),
        nn.ReLU(inplace=True),
    ]
    channels, total, index = stem, sum(depths), 0
    for stage, (width, depth) in enumerate(zip(widths, depths, strict=True)):
        for block in range(depth):
            stride = 2 if stage > 0 and block == 0 else 1
            layers.append(_ResidualBlock(channels, width, stride, drop_path * index / max(1, total - 1)))
            channels, index = width, index + 1
    backbone = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())
    for module in backbone.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    return Classifier(backbone, nn.Sequential(nn.Dropout(dropout), nn.Linear(channels, classes)))


def split_at_pooling(backbone: nn.Module) -> tuple[nn.Module, nn.Module] | None:
    """The backbone in two: pictures to a map of features (N, F, h, w), and the map to its mean (N, F).

    None where it is not known to end that way: its features then have no places.
    """
    if isinstance(backbone, nn.Sequential) and len(backbone) > 2 and isinstance(backbone[-2], nn.AdaptiveAvgPool2d):
        return backbone[:-2], backbone[-2:]
    # torchvision's pools inside its forward method, where no module shows it.
    if type(backbone).__name__ == "MobileNetV2" and isinstance(backbone.features, nn.Module):
        return backbone.features, nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    return None


def feature_cells(feature_map: Tensor, side: int) -> Tensor:
    """Mean features of side × side parts of a picture, row by row: (N, F, h, w) to (N, side², F)."""
    return F.adaptive_avg_pool2d(feature_map, side).flatten(2).transpose(1, 2)


def reference_vgg19(classes: int) -> Classifier:
    """VGG19 of torchvision with the reference's classifier, whose 107,011,122 parameters (50 classes) are trained."""
    from torchvision.models import vgg19  # noqa: PLC0415

    network = vgg19(weights=None)
    backbone = nn.Sequential(network.features, network.avgpool, nn.Flatten())
    head = nn.Sequential(
        WideLinear(25088, 4096),
        nn.ReLU(),
        nn.Dropout(0.5),
        WideLinear(4096, 1024),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(1024, classes),
        nn.LogSoftmax(dim=1),
    )
    return Classifier(backbone, head)


class FeatureHead(nn.Module):
    """Standardised features, dropout, one linear layer: a linear probe that can be fine-tuned on."""

    def __init__(self, inputs: int, classes: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(inputs))
        self.register_buffer("std", torch.ones(inputs))
        self.dropout = nn.Dropout(dropout)
        self.linear = nn.Linear(inputs, classes)

    mean: Tensor
    std: Tensor

    def standardise(self, features: Tensor) -> None:
        """Takes mean and standard deviation (F) of training features (N, F)."""
        self.mean.copy_(features.mean(0))
        # A floor keeps nearly constant features from becoming noise amplifiers.
        deviation = features.std(0)
        self.std.copy_(deviation + 0.1 * deviation.mean().clamp(min=1e-6))

    def forward(self, features: Tensor) -> Tensor:
        """(N, F) to logits (N, K)."""
        logits: Tensor = self.linear(self.dropout((features - self.mean) / self.std))
        return logits


def only_linear(head: nn.Module) -> nn.Linear | None:
    """The linear layer of a head that is nothing else in evaluation; None for other heads.

    The mean of such a head's outputs is its output of the mean.
    """
    if isinstance(head, nn.Linear):
        return head
    if isinstance(head, FeatureHead):
        return head.linear
    if isinstance(head, nn.Sequential):
        found = [part for part in head if not isinstance(part, nn.Dropout | nn.Identity)]
        return only_linear(found[0]) if len(found) == 1 else None
    return None


def pretrained_classifier(arch: str, classes: int, padding: str = "symmetric", dropout: float = 0.2) -> Classifier:
    """Any of our, torchvision's or timm's classification backbones with pooled features and a new linear head.

    Args:
        arch: Name in `efficientnet_lite.VARIANTS` or ``torchvision.models``, or ``timm:NAME``.
        classes: Number of outputs.
        padding: ``symmetric``, or ``tensorflow`` for weights converted from TensorFlow, whose strided convolutions
            pad only to the right and below.
        dropout: Dropout before the linear layer.

    Raises:
        NetworkError: No such backbone, or timm is not installed.
    """
    backbone = backbone_without_head(arch)
    if padding == "tensorflow":
        pad_like_tensorflow(backbone)
    elif padding != "symmetric":
        raise NetworkError(f"unknown padding {padding!r}: use 'symmetric' or 'tensorflow'")
    return Classifier(backbone, FeatureHead(feature_count(backbone), classes, dropout))


def backbone_without_head(arch: str) -> nn.Module:
    """The network (N, 3, S, S) to (N, F) with its ImageNet classifier taken off; weights are random."""
    if arch.startswith("timm:"):
        try:
            import timm  # noqa: PLC0415
        except ImportError as error:
            raise NetworkError(
                f"{arch} needs timm: install the extra with pip install '.[timm]' in the project's folder"
            ) from error
        try:
            model: nn.Module = timm.create_model(arch.removeprefix("timm:"), pretrained=False, num_classes=0)
        except RuntimeError as error:
            raise NetworkError(f"timm has no model named {arch.removeprefix('timm:')!r}") from error
        return model
    if arch in efficientnet_lite.VARIANTS:
        return efficientnet_lite.efficientnet_lite(arch)
    from torchvision import models  # noqa: PLC0415

    if arch not in models.list_models(module=models):
        raise NetworkError(
            f"unknown backbone {arch!r}: take the name of a torchvision classification model, such as convnext_tiny, "
            "efficientnet_v2_s, resnet50, vit_b_16, mobilenet_v2 or vgg19, efficientnet_lite0, or timm:NAME"
        )
    options: dict[str, Any] = {}
    if arch in ("googlenet", "inception_v3"):
        # Their published weights come with this change of the input range; side outputs serve training on ImageNet.
        options = {"transform_input": True, "aux_logits": False, "init_weights": False}
    network: nn.Module = models.get_model(arch, weights=None, **options)
    return _remove_classifier(network, arch)


def _remove_classifier(network: nn.Module, arch: str) -> nn.Module:
    """Replaces the last linear layer by nothing, whatever the family calls it."""
    for name in ("fc", "classifier", "heads", "head"):
        part = getattr(network, name, None)
        if isinstance(part, nn.Linear):
            setattr(network, name, nn.Identity())
            return network
        if isinstance(part, nn.Sequential):
            linear = [index for index, layer in enumerate(part) if isinstance(layer, nn.Linear | nn.Conv2d)]
            if linear:
                # VGG and AlexNet classify by three wide layers made for ImageNet: their convolutional features
                # transfer better. The others keep what stands before the last layer (norms, pooling).
                cut = linear[0] if arch.startswith(("vgg", "alexnet")) else linear[-1]
                # SqueezeNet classifies by a convolution and pools afterwards: without it, pool all the same.
                pool = [nn.AdaptiveAvgPool2d(1)] if isinstance(part[cut], nn.Conv2d) else []
                setattr(network, name, nn.Sequential(*list(part)[:cut], *pool, nn.Flatten()))
                return network
    raise NetworkError(f"{arch} has no classifier that can be replaced")


def feature_count(backbone: nn.Module, size: int = 224) -> int:
    """Length of the backbone's feature vector, found by showing it one empty picture.

    Raises:
        NetworkError: The backbone takes no pictures of this size, or gives more than a vector for each.
    """
    training = backbone.training
    backbone.eval()
    try:
        with torch.no_grad():
            shape = backbone(torch.zeros(1, 3, size, size)).shape
    except (RuntimeError, AssertionError, ValueError) as error:  # transformers are made for one size
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NetworkError(f"the backbone does not take pictures of {size} pixels ({reason})") from error
    finally:
        backbone.train(training)
    if len(shape) != 2:
        raise NetworkError(f"the backbone gives features of shape {tuple(shape[1:])} instead of one vector")
    return int(shape[1])


def pad_like_tensorflow(backbone: nn.Module) -> None:
    """Makes strided convolutions pad as TensorFlow's SAME does for even input: right and below only."""

    def pad_before(kernel: int) -> Callable[[nn.Module, tuple[Tensor, ...]], tuple[Tensor]]:
        missing = kernel - 2
        before, after = missing // 2, missing - missing // 2

        def hook(_module: nn.Module, inputs: tuple[Tensor, ...]) -> tuple[Tensor]:
            return (F.pad(inputs[0], (before, after, before, after)),)

        return hook

    for module in backbone.modules():
        if isinstance(module, nn.Conv2d) and module.stride == (2, 2) and module.padding != (0, 0):
            kernel = module.kernel_size[0]
            module.padding = (0, 0)
            module.register_forward_pre_hook(pad_before(kernel))


class _EnsembleBackbone(nn.Module):
    """Features of all members side by side; each sees the pictures in its own size and normalisation."""

    def __init__(self, backbones: Sequence[nn.Module], looks: Sequence[Preprocessing], given: Preprocessing) -> None:
        super().__init__()
        self.members = nn.ModuleList(backbones)
        self.looks, self.given = tuple(looks), given

    def forward(self, batch: Tensor) -> Tensor:
        """(N, 3, S, S) to (N, F1 + F2 + …)."""
        features = []
        for member, look in zip(self.members, self.looks, strict=True):
            picture = batch
            if look != self.given:
                mean, std = (
                    torch.tensor(v, device=batch.device).view(1, 3, 1, 1) for v in (self.given.mean, self.given.std)
                )
                picture = batch.float() * std + mean
                if look.size != batch.shape[-1]:
                    picture = resize_batch(picture, look.size)
                picture = normalise(picture, look)
            features.append(member(picture).float())
        return torch.cat(features, dim=1)


class _EnsembleHead(nn.Module):
    """Logarithms of the members' mean probabilities."""

    def __init__(self, heads: Sequence[nn.Module], widths: Sequence[int]) -> None:
        super().__init__()
        self.heads, self.widths = nn.ModuleList(heads), list(widths)

    def forward(self, features: Tensor) -> Tensor:
        """(N, F1 + F2 + …) to (N, K)."""
        parts = torch.split(features, self.widths, dim=1)
        answers = [F.log_softmax(head(part).float(), dim=1) for head, part in zip(self.heads, parts, strict=True)]
        return torch.logsumexp(torch.stack(answers), dim=0) - math.log(len(answers))


def ensemble(classes: int, members: Sequence[Mapping[str, Any]], preprocessing: Mapping[str, Any]) -> Classifier:
    """Several networks that answer together: their probabilities are averaged.

    Args:
        classes: Number of outputs.
        members: For each its ``arch``, ``arch_arguments`` and ``preprocessing``, as in a model file.
        preprocessing: What the ensemble itself is given.

    Raises:
        NetworkError: No members, or they make no network.
    """
    if not members:
        raise NetworkError("an ensemble needs members")
    try:
        networks = [build(str(member["arch"]), member["arch_arguments"], classes) for member in members]
        looks = [Preprocessing.from_json(member["preprocessing"]) for member in members]
        given = Preprocessing.from_json(dict(preprocessing))
    except (KeyError, ValueError) as error:
        raise NetworkError(f"a member of the ensemble is not described as it should be: {error}") from error
    widths = [feature_count(network.backbone, look.size) for network, look in zip(networks, looks, strict=True)]
    backbone = _EnsembleBackbone([network.backbone for network in networks], looks, given)
    return Classifier(backbone, _EnsembleHead([network.head for network in networks], widths))


def parameter_count(network: nn.Module, *, trainable: bool = False) -> int:
    """Number of parameters, or only of those that are trained."""
    return sum(p.numel() for p in network.parameters() if p.requires_grad or not trainable)


def unfreeze_last_stages(backbone: nn.Module, stages: int) -> None:
    """Lets the last stages of a frozen backbone be trained; -1 for all of them.

    Batch norms stay frozen: their statistics come from far more photos than a fine-tuning batch has, and converted
    weights may have them folded into the convolutions.
    """
    parts = _stages(backbone)
    for part in parts if stages < 0 else parts[max(0, len(parts) - stages) :]:
        part.requires_grad_(True)
    for module in backbone.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            module.requires_grad_(False)


def _stages(module: nn.Module) -> list[nn.Module]:
    """The backbone's parts in order, going down while there are hardly any or one holds nearly all parameters."""
    parts = [child for child in module.children() if parameter_count(child)]
    total = parameter_count(module)
    if len(parts) == 0:
        return [module]
    largest = max(parts, key=parameter_count)
    few = len(parts) <= 2 or parameter_count(largest) > 0.9 * total
    if few and len(list(largest.children())) > 1:
        inner, at = _stages(largest), parts.index(largest)
        return parts[:at] + inner + parts[at + 1 :]
    return parts
