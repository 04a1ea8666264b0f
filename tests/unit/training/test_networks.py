"""The networks: sizes and layers of the reference's, initialisation, backbones of every family, freezing."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from training import networks
from training.networks import Classifier, FeatureHead, NetworkError
from training.transforms import Preprocessing, to_batch

FAMILIES = {
    "alexnet": 9216,
    "convnext_tiny": 768,
    "googlenet": 1024,
    "maxvit_t": 512,
    "mobilenet_v3_small": 1024,
    "regnet_y_400mf": 440,
    "squeezenet1_1": 512,
    "swin_t": 768,
    "vit_b_16": 768,
}
"""A backbone for each way in which torchvision builds classifiers, and the length of its features."""

MORE_FAMILIES = {
    "densenet121": 1024,
    "efficientnet_v2_s": 1280,
    "inception_v3": 2048,
    "mnasnet0_5": 1280,
    "mobilenet_v2": 1280,
    "resnet18": 512,
    "resnet50": 2048,
    "shufflenet_v2_x0_5": 1024,
    "vgg19": 25088,
}
"""The other families."""

MADE_FOR_ONE_SIZE = {"maxvit_t", "vit_b_16"}


def linears(network: Classifier) -> list[nn.Linear]:
    return [layer for layer in network.head if isinstance(layer, nn.Linear)]


class TestReferenceNetworks:
    def test_cnn_has_the_reference_s_size(self):
        assert networks.parameter_count(networks.reference_cnn(50)) == 4_642_226

    def test_cnn_has_the_reference_s_layers(self):
        network = networks.reference_cnn(50)
        layers = list(network.backbone)
        assert [type(layer).__name__ for layer in layers] == [
            *["Conv2d", "ReLU", "BatchNorm2d", "MaxPool2d"] * 5,
            "Flatten",
        ]
        convolutions = layers[:-1:4]
        assert [(c.in_channels, c.out_channels) for c in convolutions] == [
            (3, 16), (16, 32), (32, 64), (64, 128), (128, 256),
        ]  # fmt: skip
        assert {(c.kernel_size, c.stride, c.padding) for c in convolutions} == {((3, 3), (1, 1), (1, 1))}
        assert {layer.kernel_size for layer in layers[3:-1:4]} == {2}
        assert [type(layer).__name__ for layer in network.head] == [
            "WideLinear", "ReLU", "BatchNorm1d", "Linear", "LogSoftmax",
        ]  # fmt: skip
        assert [(layer.in_features, layer.out_features) for layer in linears(network)] == [(4096, 1024), (1024, 50)]

    def test_cnn_gives_log_probabilities(self):
        network = networks.reference_cnn(7).eval()
        with torch.inference_mode():
            answer = network(torch.randn(3, 3, 128, 128))
        assert answer.shape == (3, 7)
        torch.testing.assert_close(answer.exp().sum(1), torch.ones(3))

    def test_normal_initialisation_is_one_over_root_n_with_zero_bias(self):
        torch.manual_seed(1)
        for layer in linears(networks.reference_cnn(50, init="normal").requires_grad_(False)):
            wanted = 1 / math.sqrt(layer.in_features)
            samples = layer.weight.numel()
            assert float(layer.weight.std()) == pytest.approx(wanted, rel=5 / math.sqrt(2 * samples))
            assert abs(float(layer.weight.mean())) < 5 * wanted / math.sqrt(samples)
            # Normal, not uniform: a uniform of this spread ends at 1.73 standard deviations.
            assert float(layer.weight.abs().max()) > 3 * wanted
            assert not layer.bias.any()

    def test_default_initialisation_is_pytorch_s(self):
        torch.manual_seed(1)
        for layer in linears(networks.reference_cnn(50).requires_grad_(False)):
            bound = 1 / math.sqrt(layer.in_features)  # uniform between −bound and bound, weights and bias
            assert 0.99 * bound < float(layer.weight.abs().max()) <= bound
            assert layer.bias.any()

    def test_both_initialisations_leave_convolutions_alone(self):
        torch.manual_seed(5)
        default = networks.reference_cnn(5).backbone.state_dict()
        torch.manual_seed(5)
        normal = networks.reference_cnn(5, init="normal").backbone.state_dict()
        assert all(torch.equal(default[name], normal[name]) for name in default)

    def test_unknown_initialisation(self):
        with pytest.raises(NetworkError, match="unknown initialisation 'xavier'"):
            networks.reference_cnn(5, init="xavier")

    def test_vgg19_has_the_reference_s_classifier(self):
        with torch.device("meta"):
            network = networks.reference_vgg19(50)
        network.backbone.requires_grad_(False)
        assert networks.parameter_count(network, trainable=True) == 107_011_122
        assert networks.parameter_count(network.backbone) == 20_024_384  # the convolutions of VGG19
        assert [(layer.in_features, layer.out_features) for layer in linears(network)] == [
            (25088, 4096), (4096, 1024), (1024, 50),
        ]  # fmt: skip
        assert [type(layer).__name__ for layer in network.head] == [
            "WideLinear", "ReLU", "Dropout", "WideLinear", "ReLU", "Dropout", "Linear", "LogSoftmax",
        ]  # fmt: skip
        assert {layer.p for layer in network.head if isinstance(layer, nn.Dropout)} == {0.5}


class TestSmallResnet:
    @pytest.mark.parametrize("size", [64, 96, 101, 144])
    def test_takes_any_input_size(self, size):
        network = networks.small_resnet(4, widths=(8, 16), depths=(1, 2)).eval()
        with torch.inference_mode():
            assert network(torch.randn(2, 3, size, size)).shape == (2, 4)

    def test_starts_as_a_shallow_network(self):
        block = networks._ResidualBlock(8, 8, 1, drop=0.0).eval()
        batch = torch.rand(2, 8, 5, 5)
        torch.testing.assert_close(block(batch), batch)

    def test_stochastic_depth_drops_whole_branches_of_photos_and_keeps_their_mean(self):
        torch.manual_seed(0)
        block = networks._ResidualBlock(4, 4, 1, drop=0.5)
        nn.init.ones_(block.convolutions[-1].weight)
        nn.init.ones_(block.convolutions[-1].bias)
        block.eval()
        batch = torch.full((1, 4, 3, 3), 10.0)
        whole = block(batch) - batch
        block.convolutions.eval()
        block.training = True
        branches = torch.stack([(block(batch) - batch)[0] for _ in range(400)])
        dropped = (branches == 0).flatten(1).all(1)
        torch.testing.assert_close(branches[~dropped], 2 * whole.expand_as(branches[~dropped]))
        assert 0.4 < float(dropped.float().mean()) < 0.6

    def test_answers_are_the_same_every_time_in_evaluation_mode(self):
        network = networks.small_resnet(3, widths=(8, 8), depths=(1, 1), drop_path=0.9, dropout=0.9).eval()
        batch = torch.randn(2, 3, 64, 64)
        with torch.inference_mode():
            assert torch.equal(network(batch), network(batch))


class TestBuild:
    def test_builds_what_the_name_says(self):
        network = networks.build("small_resnet", {"widths": [8, 16], "depths": [1, 1]}, 6)
        assert network.head[-1].out_features == 6

    @pytest.mark.parametrize(
        ("arch", "arguments", "problem"),
        [
            ("reference_cnn", {"widths": (1, 2)}, "does not take these arguments"),
            ("reference_cnn", {"init": "xavier"}, "unknown initialisation"),
            ("small_resnet", {"widths": (8, 16), "depths": (1,)}, "as many depths as widths"),
            ("small_resnet", {"widths": (), "depths": ()}, "at least one"),
            ("small_resnet", {"widths": (8, 0), "depths": (1, 1)}, "at least 2"),
            ("small_resnet", {"widths": (8, 8), "depths": (1, -1)}, "at least 1"),
            ("resnet18", {"padding": "mirror"}, "unknown padding 'mirror'"),
            ("resnet18", {"stages": 3}, "does not take these arguments"),
            ("resnet19", {}, "unknown backbone 'resnet19'"),
            ("fcn_resnet50", {}, "unknown backbone 'fcn_resnet50'"),  # segments, does not classify
            ("timm:nosuchnet", {}, "timm"),
        ],
    )
    def test_says_what_is_wrong_with_a_name_or_arguments(self, arch, arguments, problem):
        with pytest.raises(NetworkError, match=problem):
            networks.build(arch, arguments, 3)


class TestBackbones:
    @pytest.mark.parametrize(
        ("arch", "width"),
        [*FAMILIES.items(), *(pytest.param(*family, marks=pytest.mark.slow) for family in MORE_FAMILIES.items())],
    )
    @pytest.mark.filterwarnings("ignore:torch.meshgrid")  # of old versions of torchvision's MaxViT
    def test_every_family_gives_one_vector_per_picture(self, arch, width):
        # "meta" gives shapes without arithmetic; RegNet alone computes while it is built.
        with torch.device("cpu" if arch.startswith("regnet") else "meta"):
            backbone = networks.backbone_without_head(arch)
            assert networks.feature_count(backbone, 299 if arch == "inception_v3" else 224) == width
            if arch in MADE_FOR_ONE_SIZE:
                with pytest.raises(NetworkError, match="does not take pictures of 160 pixels") as caught:
                    networks.feature_count(backbone, 160)
                assert "\n" not in str(caught.value)
            else:
                assert networks.feature_count(backbone, 160) == width

    @pytest.mark.parametrize("arch", ["googlenet", "inception_v3"])
    def test_backbones_with_side_outputs_give_vectors_in_training_too(self, arch):
        with torch.device("meta"):
            backbone = networks.backbone_without_head(arch).train()
            assert backbone(torch.zeros(2, 3, 224, 224)).ndim == 2

    def test_the_features_are_those_of_the_published_network(self):
        from torchvision.models import mobilenet_v3_small

        torch.manual_seed(0)
        whole = mobilenet_v3_small(weights=None).eval()
        backbone = networks.backbone_without_head("mobilenet_v3_small").eval()
        backbone.load_state_dict({k: v for k, v in whole.state_dict().items() if not k.startswith("classifier.3")})
        batch = torch.randn(2, 3, 64, 64)
        with torch.inference_mode():
            torch.testing.assert_close(whole.classifier[3](backbone(batch)), whole(batch))

    def test_counting_features_keeps_the_mode(self):
        backbone = nn.Sequential(nn.Conv2d(3, 5, 1), nn.BatchNorm2d(5), nn.AdaptiveAvgPool2d(1), nn.Flatten()).train()
        assert networks.feature_count(backbone, 8) == 5
        assert backbone.training
        assert int(backbone[1].num_batches_tracked) == 0

    def test_unpooled_features_are_refused(self):
        with pytest.raises(NetworkError, match=r"features of shape \(5, 8, 8\)"):
            networks.feature_count(nn.Conv2d(3, 5, 1), 8)

    @pytest.mark.parametrize("kernel", [2, 3, 4, 5, 7])
    def test_tensorflow_s_padding(self, kernel):
        """SAME for even input and stride 2 pads kernel − 2 pixels, the smaller half first."""
        torch.manual_seed(0)
        convolution = nn.Conv2d(3, 4, kernel, stride=2, padding=kernel // 2)
        plain = nn.Conv2d(4, 4, 3, stride=1, padding=1)
        network = nn.Sequential(convolution, plain)
        batch = torch.randn(2, 3, 12, 12)
        before, after = (kernel - 2) // 2, kernel - 2 - (kernel - 2) // 2
        wanted = plain(
            F.conv2d(F.pad(batch, (before, after, before, after)), convolution.weight, convolution.bias, stride=2)
        )
        networks.pad_like_tensorflow(network)
        torch.testing.assert_close(network(batch), wanted)
        assert network[0](batch).shape[-1] == 6


class TestFeatureHead:
    def test_standardises(self):
        torch.manual_seed(0)
        features = torch.randn(500, 6) * torch.tensor([1.0, 5, 0.1, 2, 1, 1]) + 3
        head = networks.FeatureHead(6, 2, dropout=0.0)
        head.standardise(features)
        torch.testing.assert_close(head.mean, features.mean(0))
        assert float(((features - head.mean) / head.std).std(0).max()) < 1.0

    def test_a_constant_feature_is_harmless(self):
        head = networks.FeatureHead(3, 2)
        head.standardise(torch.tensor([[1.0, 0.0, 2.0], [1.0, 5.0, 3.0], [1.0, 9.0, 1.0]]))
        assert bool((head.std > 0.1).all())
        assert torch.isfinite(head(torch.randn(4, 3))).all()


class TestUnfreezing:
    def backbone(self) -> nn.Module:
        return networks.backbone_without_head("resnet18").requires_grad_(False)

    @staticmethod
    def trained(backbone: nn.Module) -> set[str]:
        return {name.split(".")[0] for name, p in backbone.named_parameters() if p.requires_grad}

    def test_last_stages(self):
        backbone = self.backbone()
        networks.unfreeze_last_stages(backbone, 1)
        assert self.trained(backbone) == {"layer4"}
        networks.unfreeze_last_stages(backbone, 2)
        assert self.trained(backbone) == {"layer3", "layer4"}

    def test_all_stages(self):
        backbone = self.backbone()
        networks.unfreeze_last_stages(backbone, -1)
        assert self.trained(backbone) == {"conv1", "layer1", "layer2", "layer3", "layer4"}

    def test_more_stages_than_there_are(self):
        backbone = self.backbone()
        networks.unfreeze_last_stages(backbone, 99)
        assert self.trained(backbone) == {"conv1", "layer1", "layer2", "layer3", "layer4"}

    def test_batch_norms_stay_frozen(self):
        backbone = self.backbone()
        networks.unfreeze_last_stages(backbone, -1)
        norms = [module for module in backbone.modules() if isinstance(module, nn.BatchNorm2d)]
        assert norms
        assert not any(parameter.requires_grad for norm in norms for parameter in norm.parameters())

    @pytest.mark.parametrize(
        "arch", ["mobilenet_v2", "mobilenet_v3_small", "convnext_tiny", "efficientnet_v2_s", "vit_b_16"]
    )
    def test_families_have_stages_to_unfreeze_one_by_one(self, arch):
        counts = []
        with torch.device("meta"):
            backbone = networks.backbone_without_head(arch)
        for stages in (0, 1, 2, 3, -1):
            networks.unfreeze_last_stages(backbone.requires_grad_(False), stages)
            counts.append(networks.parameter_count(backbone, trainable=True))
        assert counts[0] == 0
        assert counts == sorted(counts)
        assert len(set(counts)) == 5


def test_head_of_a_pretrained_classifier():
    network = networks.pretrained_classifier("mobilenet_v3_small", 4, dropout=0.3)
    assert isinstance(network.head, FeatureHead)
    assert network.head.linear.out_features == 4
    assert network.head.dropout.p == 0.3


class TestPooling:
    """Where features have a place in the picture, and what an ensemble makes of several networks."""

    @pytest.mark.parametrize(
        "network",
        [networks.small_resnet(3, (8, 16), (1, 1)), networks.pretrained_classifier("mobilenet_v2", 3)],
        ids=["small_resnet", "mobilenet_v2"],
    )
    def test_the_mean_of_the_map_is_the_features(self, network):
        network.eval()
        to_map, to_mean = networks.split_at_pooling(network.backbone)
        batch = torch.randn(2, 3, 64, 64)
        with torch.inference_mode():
            feature_map = to_map(batch)
            features = network.features(batch)
        torch.testing.assert_close(to_mean(feature_map), features)
        cells = networks.feature_cells(feature_map, 2)
        assert cells.shape == (2, 4, features.shape[1])
        torch.testing.assert_close(cells.mean(1), features, atol=1e-4, rtol=1e-4)

    def test_parts_come_row_by_row(self):
        feature_map = torch.arange(16.0).view(1, 1, 4, 4)
        assert networks.feature_cells(feature_map, 2).flatten().tolist() == [2.5, 4.5, 10.5, 12.5]

    @pytest.mark.parametrize("arch", ["vgg11", "convnext_tiny"])
    def test_other_backbones_have_no_places(self, arch):
        assert networks.split_at_pooling(networks.backbone_without_head(arch)) is None


class TestEnsemble:
    def described(self, arch_arguments: dict, size: int, mean: float = 0.5) -> dict:
        return {
            "arch": "small_resnet",
            "arch_arguments": arch_arguments,
            "preprocessing": Preprocessing(size, (mean,) * 3, (0.25,) * 3).to_json(),
        }

    def test_gives_the_mean_of_the_members_probabilities_each_as_it_wants_to_see_pictures(self):
        members = [
            self.described({"widths": [8, 16], "depths": [1, 1]}, 64),
            self.described({"widths": [8, 24], "depths": [1, 1]}, 32, mean=0.3),
        ]
        network = networks.build("ensemble", {"members": members, "preprocessing": members[0]["preprocessing"]}, 3)
        network.eval()
        pictures = np.random.default_rng(0).integers(0, 256, (4, 64, 64, 3), dtype=np.uint8)
        batch = to_batch(pictures, Preprocessing.from_json(members[0]["preprocessing"]))
        with torch.inference_mode():
            found = network(batch).softmax(1)
            wanted = []
            for index, member in enumerate(members):
                seen = to_batch(pictures, Preprocessing.from_json(member["preprocessing"]))
                head = network.head.heads[index]
                wanted.append(head(network.backbone.members[index](seen)).softmax(1))
        torch.testing.assert_close(found, torch.stack(wanted).mean(0), atol=1e-4, rtol=1e-3)
        assert network.features(batch).shape == (4, 40)

    @pytest.mark.parametrize(
        "members",
        [[], [{"arch": "small_resnet"}], [{"arch": "ensemble", "arch_arguments": {}, "preprocessing": {}}],
         [{"arch": "small_resnet", "arch_arguments": {}, "preprocessing": {"size": 0}}]],
    )  # fmt: skip
    def test_members_that_make_none(self, members):
        look = Preprocessing(64).to_json()
        with pytest.raises(networks.NetworkError):
            networks.build("ensemble", {"members": members, "preprocessing": look}, 3)
