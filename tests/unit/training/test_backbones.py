"""Weights for backbones: real torchvision networks with random weights stand in for published files."""

import shutil

import numpy as np
import pytest
import torch
from data_factory import landmark
from torch import nn

from training import networks
from training.backbones import (
    WeightsError,
    extract,
    load_local_weights,
    load_published_weights,
    measure_preprocessing,
    published_preprocessing,
    published_weights,
    weights_digest,
)
from training.model_file import ModelFileError, ModelInfo, load, save
from training.networks import NetworkError
from training.transforms import Preprocessing, to_batch

CPU = torch.device("cpu")


def whole_network(arch: str, seed: int = 0) -> nn.Module:
    from torchvision import models

    torch.manual_seed(seed)
    return models.get_model(arch, weights=None).eval()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Weights files as torchvision publishes them, with random weights."""
    folder = tmp_path_factory.mktemp("weights")
    for arch in ("mobilenet_v2", "resnet18"):
        torch.save(whole_network(arch).state_dict(), folder / f"{arch}.pth")
    return folder


class TestLocalWeights:
    @pytest.mark.parametrize("arch", ["mobilenet_v2", "resnet18"])
    def test_features_are_those_of_the_whole_network(self, files, arch):
        whole = whole_network(arch)
        backbone = networks.backbone_without_head(arch).eval()
        load_local_weights(backbone, arch, files / f"{arch}.pth")
        batch = torch.randn(2, 3, 64, 64)
        with torch.inference_mode():
            head = whole.fc if arch == "resnet18" else whole.classifier[1]
            torch.testing.assert_close(head(backbone(batch)), whole(batch))

    def test_safetensors_and_wrapped_state_dicts(self, files, tmp_path):
        from safetensors.torch import save_file

        state = torch.load(files / "resnet18.pth", weights_only=True)
        save_file(state, tmp_path / "w.safetensors")
        torch.save({"state_dict": state, "epoch": 7}, tmp_path / "wrapped.pt")
        digests = set()
        for path in (files / "resnet18.pth", tmp_path / "w.safetensors", tmp_path / "wrapped.pt"):
            backbone = networks.backbone_without_head("resnet18")
            load_local_weights(backbone, "resnet18", path)
            digests.add(weights_digest(backbone))
        assert len(digests) == 1

    def convolutions(self, seed: int) -> nn.Module:
        """VGG19's convolutions with random weights, made without its classifier, which takes seconds."""
        with torch.device("meta"):
            backbone = networks.reference_vgg19(2).backbone
        torch.manual_seed(seed)
        for values in backbone.to_empty(device="cpu").parameters():
            nn.init.normal_(values)
        return backbone

    def test_the_reference_s_backbone(self, tmp_path):
        """Of VGG19's file only the convolutions count (the classifier is left small here)."""
        backbone, other = self.convolutions(0), self.convolutions(1)
        state = {f"features.{name.removeprefix('0.')}": value for name, value in backbone.state_dict().items()}
        torch.save(state | {"classifier.0.weight": torch.zeros(3, 3)}, tmp_path / "vgg19.pth")
        assert weights_digest(other) != weights_digest(backbone)
        load_local_weights(other, "reference_vgg19", tmp_path / "vgg19.pth")
        assert weights_digest(other) == weights_digest(backbone)

    @pytest.mark.parametrize(
        ("arch", "file"),
        [("resnet18", "mobilenet_v2"), ("mobilenet_v2", "resnet18"), ("resnet50", "resnet18"),
         ("reference_vgg19", "mobilenet_v2"), ("reference_vgg19", "resnet18"), ("mobilenet_v3_small", "mobilenet_v2")],
    )  # fmt: skip
    def test_another_network_s_weights(self, files, arch, file):
        if arch == "reference_vgg19":
            with torch.device("meta"):  # its classifier is large
                backbone = networks.reference_vgg19(2).backbone
        else:
            backbone = networks.backbone_without_head(arch)
        with pytest.raises(WeightsError, match=f"{file}.pth: these weights do not fit {arch}") as caught:
            load_local_weights(backbone, arch, files / f"{file}.pth")
        assert "\n" not in str(caught.value)

    def test_incomplete_weights(self, files, tmp_path):
        state = torch.load(files / "resnet18.pth", weights_only=True)
        del state["layer3.0.conv1.weight"]
        torch.save(state, tmp_path / "w.pth")
        with pytest.raises(WeightsError, match=r"do not fit resnet18 \(first difference: layer3.0.conv1.weight\)"):
            load_local_weights(networks.backbone_without_head("resnet18"), "resnet18", tmp_path / "w.pth")

    def test_missing_file(self, tmp_path):
        with pytest.raises(WeightsError, match=r"nowhere\.pth: there is no such weights file"):
            load_local_weights(networks.backbone_without_head("resnet18"), "resnet18", tmp_path / "nowhere.pth")

    def test_pickle_with_code_is_not_run(self, tmp_path):
        class Evil:
            def __reduce__(self):
                return ((tmp_path / "hacked").touch, ())

        torch.save({"conv1.weight": Evil()}, tmp_path / "evil.pth")
        with pytest.raises(WeightsError, match=r"evil\.pth is not a file of weights that can be loaded safely"):
            load_local_weights(networks.backbone_without_head("resnet18"), "resnet18", tmp_path / "evil.pth")
        assert not (tmp_path / "hacked").exists()

    def test_a_whole_pickled_network_is_refused(self, tmp_path):
        torch.save(nn.Linear(2, 2), tmp_path / "net.pth")
        with pytest.raises(WeightsError, match="loaded safely"):
            load_local_weights(networks.backbone_without_head("resnet18"), "resnet18", tmp_path / "net.pth")

    @pytest.mark.parametrize("content", [b"", b"weights", b"\x80\x02}q\x00.", b"PK\x03\x04"])
    @pytest.mark.parametrize("suffix", [".pth", ".safetensors"])
    def test_files_of_something_else(self, tmp_path, content, suffix):
        path = (tmp_path / "w").with_suffix(suffix)
        path.write_bytes(content)
        with pytest.raises(WeightsError, match=r"not a file of weights|no plain state dict|do not fit"):
            load_local_weights(networks.backbone_without_head("resnet18"), "resnet18", path)

    @pytest.mark.parametrize("values", [[1, 2], {"epoch": 3}, torch.zeros(3), {"state_dict": {"a": 1}}])
    def test_torch_files_of_something_else(self, tmp_path, values):
        torch.save(values, tmp_path / "w.pth")
        with pytest.raises(WeightsError, match="holds no plain state dict"):
            load_local_weights(networks.backbone_without_head("resnet18"), "resnet18", tmp_path / "w.pth")


class TestPublishedWeights:
    @pytest.mark.parametrize(
        ("arch", "name", "size"),
        [("reference_vgg19", "VGG19_Weights.IMAGENET1K_V1", 224),
         ("convnext_tiny", "ConvNeXt_Tiny_Weights.IMAGENET1K_V1", 224),
         ("efficientnet_v2_s", "EfficientNet_V2_S_Weights.IMAGENET1K_V1", 384),
         ("resnet50", "ResNet50_Weights.IMAGENET1K_V2", 224),
         ("inception_v3", "Inception_V3_Weights.IMAGENET1K_V1", 299)],
    )  # fmt: skip
    def test_names_and_preprocessing_come_from_their_metadata(self, arch, name, size):
        assert published_weights(arch) == name
        found = published_preprocessing(arch)
        assert found.size == size
        np.testing.assert_allclose(found.mean, (0.485, 0.456, 0.406))

    def test_unknown_backbone(self):
        with pytest.raises(WeightsError, match="no published weights for 'resnet19': give --weights FILE"):
            published_weights("resnet19")

    @pytest.fixture
    def no_network(self, monkeypatch, tmp_path):
        monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)

    @pytest.mark.usefixtures("no_network")
    def test_no_network(self):
        backbone = networks.backbone_without_head("mobilenet_v3_small")
        with pytest.raises(WeightsError, match=r"could not be downloaded.*--weights FILE") as caught:
            load_published_weights(backbone, "mobilenet_v3_small", "MobileNet_V3_Small_Weights.IMAGENET1K_V1")
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("name", ["Nobody_Weights.V9", "nonsense", "", "ResNet18_Weights.IMAGENET1K_V9"])
    def test_unknown_weights(self, name):
        with pytest.raises(WeightsError, match="resnet18"):
            load_published_weights(networks.backbone_without_head("resnet18"), "resnet18", name)

    def cached(self, folder, arch: str, name: str, content: bytes | None = None) -> None:
        """Puts a file where torch hub keeps these published weights."""
        from torchvision import models

        path = folder / "torch" / "hub" / "checkpoints" / models.get_weight(name).url.rsplit("/", 1)[1]
        path.parent.mkdir(parents=True)
        torch.save(whole_network(arch).state_dict(), path)
        if content is not None:
            path.write_bytes(content)

    @pytest.mark.usefixtures("no_network")
    def test_a_model_file_that_names_its_backbone_finds_it_again(self, tmp_path):
        name = "MobileNet_V3_Small_Weights.IMAGENET1K_V1"
        self.cached(tmp_path, "mobilenet_v3_small", name)
        torch.manual_seed(5)
        network = networks.build("mobilenet_v3_small", {}, 3).eval()
        load_published_weights(network.backbone, "mobilenet_v3_small", name)
        info = ModelInfo("mobilenet_v3_small", {}, ("a", "b", "c"), Preprocessing(64), backbone_weights=name)
        save(tmp_path / "m.landmarks", network, info)
        loaded, _ = load(tmp_path / "m.landmarks")
        batch = torch.randn(2, 3, 64, 64)
        with torch.inference_mode():
            torch.testing.assert_close(loaded(batch), network(batch), atol=1e-3, rtol=1e-3)
        shutil.rmtree(tmp_path / "torch")
        with pytest.raises(ModelFileError, match=r"m\.landmarks needs the published weights .*could not be downloaded"):
            load(tmp_path / "m.landmarks")

    @pytest.mark.usefixtures("no_network")
    @pytest.mark.parametrize("content", [b"", b"<html>captive portal</html>"])
    def test_a_damaged_copy_of_published_weights(self, tmp_path, content):
        name = "MobileNet_V3_Small_Weights.IMAGENET1K_V1"
        self.cached(tmp_path, "mobilenet_v3_small", name, content)
        with pytest.raises(WeightsError, match=name):
            load_published_weights(networks.backbone_without_head("mobilenet_v3_small"), "mobilenet_v3_small", name)


class TestTimm:
    def test_absent_timm_is_named(self):
        try:
            import timm  # noqa: F401
        except ImportError:
            with pytest.raises(NetworkError, match=r"pip install '\.\[timm\]'"):
                networks.backbone_without_head("timm:resnet10t")
            return
        backbone = networks.backbone_without_head("timm:resnet10t")
        assert networks.feature_count(backbone, 64) == 512
        assert published_preprocessing("timm:resnet10t").mean == (0.485, 0.456, 0.406)


class Tint(nn.Module):
    """A backbone whose features only make sense for one input range: mean colours, cut off outside of −1 to 1."""

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        return batch.mean((2, 3)).clamp(-1, 1)


class TestExtract:
    def test_in_batches_and_in_order(self):
        squares = np.random.default_rng(0).integers(0, 256, (7, 8, 8, 3), dtype=np.uint8)
        preprocessing = Preprocessing(8, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
        found = extract(Tint(), squares, preprocessing, CPU, batch_size=3)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, to_batch(squares, preprocessing).mean((2, 3)).numpy(), atol=1e-6)

    def test_digest_tells_weights_apart(self):
        torch.manual_seed(0)
        one, other = nn.Linear(3, 3), nn.Linear(3, 3)
        digest = weights_digest(one)
        assert digest != weights_digest(other)
        other.load_state_dict(one.state_dict())
        assert weights_digest(other) == digest
        with torch.no_grad():
            other.bias[0] += 1e-6
        assert weights_digest(other) != digest
        assert weights_digest(nn.Sequential(one)) != digest


class TestMeasuringThePreprocessing:
    def pictures(self) -> tuple[np.ndarray, np.ndarray]:
        labels = np.arange(60) % 4
        pictures = [np.asarray(landmark(int(k), np.random.default_rng((3, n)), 64)) for n, k in enumerate(labels)]
        return np.stack(pictures), labels

    def test_gives_a_candidate_that_the_weights_can_be_used_with(self, files, tmp_path):
        squares, labels = self.pictures()
        found, padding = measure_preprocessing(
            "mobilenet_v2", files / "mobilenet_v2.pth", squares, labels, 64, CPU, cache=tmp_path
        )
        assert found.size == 64
        assert padding in ("symmetric", "tensorflow")
        assert found.mean in (published_preprocessing("mobilenet_v2").mean, (0.5, 0.5, 0.5))

    def test_the_answer_is_kept_for_the_same_photos_and_weights(self, files, tmp_path):
        squares, labels = self.pictures()
        arguments = ("mobilenet_v2", files / "mobilenet_v2.pth", squares, labels, 64, CPU)
        first = measure_preprocessing(*arguments, cache=tmp_path)
        (answer,) = tmp_path.rglob("*.txt")
        other = {"0": "1", "1": "0", "2": "0"}[answer.read_text()]
        answer.write_text(other)
        assert measure_preprocessing(*arguments, cache=tmp_path) != first  # it was not measured again
        answer.write_text("nonsense")
        assert measure_preprocessing(*arguments, cache=tmp_path) == first
        measure_preprocessing(
            "mobilenet_v2", files / "mobilenet_v2.pth", squares[::-1], labels, 64, CPU, cache=tmp_path
        )
        assert len(list(tmp_path.rglob("*.txt"))) == 2

    def test_other_weights_files_are_refused_here_too(self, files, tmp_path):
        squares, labels = self.pictures()
        with pytest.raises(WeightsError, match="do not fit"):
            measure_preprocessing("mobilenet_v2", files / "resnet18.pth", squares, labels, 64, CPU, cache=tmp_path)

    @pytest.mark.slow
    def test_finds_what_real_converted_weights_want(self, real_data, tmp_path):
        """MobileNetV2 converted from TensorFlow: x / 127.5 − 1, and padding to the right and below."""
        from PIL import Image

        folders = sorted((real_data / "mini_landmarks" / "train").iterdir())
        paths = [path for folder in folders for path in sorted(folder.glob("*.jpg"))[:8]]
        squares = np.stack([np.asarray(Image.open(path).convert("RGB").resize((224, 224))) for path in paths])
        labels = np.repeat(np.arange(len(folders)), 8)
        weights = real_data / "weights" / "mobilenet_v2.pth"
        found, padding = measure_preprocessing("mobilenet_v2", weights, squares, labels, 224, CPU, cache=tmp_path)
        assert found == Preprocessing(224, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
        assert padding == "tensorflow"
