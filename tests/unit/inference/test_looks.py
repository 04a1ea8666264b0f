"""Half precision saves time and changes no verdict."""

import dataclasses
import itertools

import drawings
import model_factory
import numpy as np
import photo_factory
import pytest
import torch
from PIL import Image

from landmark_gui import resources
from landmark_gui.inference import looks
from landmark_gui.inference.looks import Looks
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.inference.verdict import decide, energy, softmax
from training import model_file, networks
from training.calibration import pooled
from training.devices import autocast_dtype
from training.engine import predict_logits
from training.fusing import with_half_weights
from training.model_file import ModelInfo, Rejection
from training.networks import Classifier
from training.transforms import GLANCE, SURE, SURE_AT_A_GLANCE, Preprocessing, is_settled, to_batch, view_of

CPU = torch.device("cpu")


@pytest.fixture
def in_halves(monkeypatch) -> None:
    """bfloat16 also on computers that only emulate it: slower, with the same rounding."""
    monkeypatch.setattr(looks, "autocast_dtype", lambda _device: torch.bfloat16)
    monkeypatch.setattr(looks, "autocast", lambda device: torch.autocast(device.type, torch.bfloat16))


def outcome(logits: np.ndarray, info: ModelInfo) -> tuple[Verdict, int | None]:
    """Verdict and best landmark of one photo's logits (V, K)."""
    probabilities = softmax(logits, info.temperature).mean(0)
    landmarks = probabilities[: len(info.classes)]
    score = 1.0 - probabilities[-1] if info.has_background else energy(logits).mean()
    rule = info.rejection
    verdict = decide(landmarks, score, rule.threshold, rule.floor, rule.margin)
    return verdict, None if verdict is Verdict.NO_LANDMARK else int(landmarks.argmax())


@pytest.mark.usefixtures("in_halves")
def test_the_model_that_ships_gives_the_same_verdicts():
    predictor = Predictor(resources.path("models/default.landmarks"), "cpu", taught=())
    info = predictor.info
    drawn = [draw(seed=seed) for draw in (drawings.taj_mahal, drawings.pyramids, drawings.garden) for seed in (0, 1)]
    scenes = [photo_factory.scene(160, 160, seed=seed, grain=seed % 7) for seed in range(6)]
    # From sure to doubtful: drawings that fade into ordinary scenes.
    pictures = [
        Image.blend(drawing.resize((160, 160)), scene, share)
        for drawing, scene in itertools.product(drawn, scenes[:2])
        for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
    ]
    squares = np.stack([np.asarray(picture) for picture in (*pictures, *scenes)])
    quick, exact = (predictor.look(squares, quickly=quickly)[0] for quickly in (True, False))
    assert not np.array_equal(quick, exact), "half precision was not used"
    assert np.abs(softmax(quick, info.temperature) - softmax(exact, info.temperature)).max() < 0.05
    outcomes = [[outcome(logits[:, row], info) for row in range(len(squares))] for logits in (quick, exact)]
    assert outcomes[0] == outcomes[1]
    assert {verdict for verdict, _ in outcomes[0]} == set(Verdict)


@pytest.mark.usefixtures("in_halves")
@pytest.mark.parametrize("pooling", ["logits", "probabilities"])
@pytest.mark.parametrize("kind", ["background", "energy"])
def test_what_hangs_on_a_hair_is_looked_at_exactly(tmp_path, pooling, kind):
    path = model_factory.make_model(tmp_path / "m.landmarks", temperature=2.5, pooling=pooling)
    network, info = model_file.load(path)
    size = info.preprocessing.size
    squares = np.random.default_rng(0).integers(0, 256, (64, 1, 1, 3)).astype(np.uint8).repeat(size, 1).repeat(size, 2)
    batch = to_batch(squares, info.preprocessing)
    with torch.inference_mode():
        outputs, _ = Looks(network, info, CPU).exactly(batch, settle=False)
        probabilities = torch.softmax(outputs / info.temperature, 2).mean(0)
        best = probabilities[:, :-1].amax(1)
        # A limit that goes right through one photo; all others are somewhere else.
        row = int((best - 0.6).abs().argmin())
        threshold = float(1 - probabilities[row, -1]) if kind == "background" else 0.0
        for rule in (Rejection(kind, threshold, 1.0, 1.0), Rejection(kind, 0.0, float(best[row]), 0.0)):
            if kind == "energy" and rule.floor == 1.0:
                continue
            chosen = Looks(network, dataclasses.replace(info, rejection=rule), CPU)
            quick, features = chosen.quickly(batch, settle=False)
            exact, exact_features = chosen.exactly(batch, settle=False)
            assert torch.allclose(quick[:, row], exact[:, row], atol=1e-5)
            assert torch.allclose(features[row], exact_features[row], atol=1e-5)
            assert not torch.allclose(quick, exact, atol=1e-5), "every photo was looked at again"


@pytest.mark.parametrize(
    ("probabilities", "floor", "is_close"),
    [
        ((0.90, 0.05, 0.03, 0.02), 0.6, False),
        ((0.62, 0.10, 0.10, 0.18), 0.6, True),  # the best one is near the floor
        ((0.80, 0.01, 0.01, 0.18), 0.6, False),
        ((0.45, 0.23, 0.15, 0.17), 0.3, True),  # its lead is near the margin
        ((0.45, 0.29, 0.09, 0.17), 0.3, True),
        ((0.45, 0.08, 0.30, 0.17), 0.3, True),
        ((0.45, 0.23, 0.15, 0.17), 0.6, False),  # and cannot be confident anyway
        ((0.45, 0.05, 0.05, 0.45), 0.6, False),
        ((0.31, 0.30, 0.02, 0.37), 0.6, True),  # two are level
        ((0.08, 0.07, 0.05, 0.80), 0.6, False),  # and neither is believed in
        ((0.48, 0.02, 0.02, 0.48), 0.6, True),  # landmark or not?
        ((0.30, 0.01, 0.01, 0.68), 0.6, False),
        ((0.30, 0.01, 0.01, 0.68), 0.3, False),  # near the floor, and clearly no landmark
    ],
)
def test_what_hangs_on_a_hair(tmp_path, probabilities, floor, is_close):
    network, info = model_file.load(model_factory.make_model(tmp_path / "m.landmarks", temperature=1.7))
    assert len(info.classes) == 3
    info = dataclasses.replace(info, rejection=Rejection("background", 0.5, floor, 0.2))
    logits = torch.log(torch.tensor(probabilities)) * info.temperature + 3.0
    assert Looks(network, info, CPU)._is_close(logits[None, None]).tolist() == [is_close]


def test_energies_near_the_threshold_hang_on_a_hair(tmp_path):
    network, info = model_file.load(model_factory.make_model(tmp_path / "m.landmarks"))
    info = dataclasses.replace(info, rejection=Rejection("energy", 4.0, 0.5, 0.0))
    logits = torch.tensor([[3.95, -9.0, -9.0], [4.3, -9.0, -9.0], [3.7, -9.0, -9.0]])
    assert Looks(network, info, CPU)._is_close(logits[None]).tolist() == [True, False, False]


@pytest.mark.usefixtures("in_halves")
def test_what_the_first_view_hardly_settles_is_looked_at_exactly(tmp_path):
    path = model_factory.make_model(tmp_path / "m.landmarks", pooling="logits")
    network, info = model_file.load(path)
    size = info.preprocessing.size
    squares = np.random.default_rng(1).integers(0, 256, (64, 1, 1, 3)).astype(np.uint8).repeat(size, 1).repeat(size, 2)
    batch = to_batch(squares, info.preprocessing)
    with torch.inference_mode():
        first = network(batch)
        # The temperature at which one photo's first view is just as sure of a landmark as it must be.
        row, low, high = int((first.argmax(1) < len(info.classes)).nonzero()[0]), 1e-3, 1e3
        for _ in range(60):
            middle = (low * high) ** 0.5
            low, high = (middle, high) if torch.softmax(first[row] / middle, 0).max() > SURE.landmark else (low, middle)
        rule = Rejection("background", 0.0, 0.01, 0.0)  # nothing else is close
        chosen = Looks(network, dataclasses.replace(info, temperature=low, rejection=rule), CPU)
        quick, _ = chosen.quickly(batch, settle=True)
        exact, _ = chosen.exactly(batch, settle=True)
        assert torch.allclose(quick[:, row], exact[:, row], atol=1e-5)
        assert not torch.allclose(quick, exact, atol=1e-5), "every photo was looked at again"


@pytest.mark.usefixtures("in_halves")
def test_what_half_precision_cannot_hold_is_looked_at_exactly(tmp_path, monkeypatch):
    network, info = model_file.load(model_factory.make_model(tmp_path / "m.landmarks"))
    chosen = Looks(network, info, CPU)
    see = looks._see

    def overflowing(network: Classifier, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        outputs, features = see(network, pictures)
        if torch.is_autocast_enabled("cpu"):
            outputs[0] = torch.nan
        return outputs, features

    monkeypatch.setattr(looks, "_see", overflowing)
    batch = torch.rand(4, 3, info.preprocessing.size, info.preprocessing.size)
    with torch.inference_mode():
        assert torch.isfinite(chosen.quickly(batch, settle=False)[0]).all()


@pytest.mark.parametrize("arch", ["small_resnet", "reference_cnn", "mobilenet_v2", "vit_b_16"])
def test_halved_weights_change_nothing_under_autocast(arch):
    torch.manual_seed(0)
    network = networks.build(arch, {}, 3).eval()
    halved = with_half_weights(network, torch.bfloat16)
    assert all(weight.dtype == torch.float32 for weight in network.parameters())
    assert {weight.dtype for weight in halved.parameters()} == {torch.float32, torch.bfloat16}
    batch = torch.rand(2, 3, 224 if arch == "vit_b_16" else 128, 224 if arch == "vit_b_16" else 128)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        assert torch.equal(halved(batch), network(batch))


@pytest.mark.skipif(autocast_dtype(CPU) != torch.float32, reason="this processor is faster in half precision")
def test_without_instructions_for_it_nothing_is_halved(tmp_path):
    network, info = model_file.load(model_factory.make_model(tmp_path / "m.landmarks"))
    batch = torch.rand(8, 3, info.preprocessing.size, info.preprocessing.size)
    own = Looks(network, info, CPU)
    with torch.inference_mode():
        assert torch.equal(own.quickly(batch, settle=False)[0], own.exactly(batch, settle=False)[0])


class _TopIsBright(torch.nn.Module):
    """Features: how bright the four quarters of the sides are: top, bottom, left, right."""

    def forward(self, batch):
        half = batch.shape[-1] // 2
        parts = (batch[:, :, :half], batch[:, :, half:], batch[..., :half], batch[..., half:])
        return torch.stack([part.mean((1, 2, 3)) for part in parts], dim=1)


@pytest.fixture
def skies() -> tuple[Classifier, ModelInfo]:
    """A network that sees landmark A where the top is bright and the bottom dark, and is unsure of all else."""
    head = torch.nn.Linear(4, 3)
    with torch.no_grad():
        head.weight[:] = torch.tensor([[6.0, -6.0, 0, 0], [-2.0, 2.0, 0, 0], [0, 0, 0, 0]])
        head.bias[:] = torch.tensor([-1.0, 0.0, 1.0])
    info = ModelInfo(
        "small_resnet", {}, ("A", "B"), Preprocessing(16, (0.5,) * 3, (0.5,) * 3), rejection=Rejection("background")
    )
    info = dataclasses.replace(info, views=("plain", "mirror", "zoom"), pooling="logits", turns=True)
    return Classifier(_TopIsBright(), head).eval(), info


def test_photos_on_their_side_are_seen_turned(skies):
    network, info = skies
    upright = np.zeros((16, 16, 3), np.uint8)
    upright[:8] = 255
    grey = np.full((16, 16, 3), 128, np.uint8)
    squares = np.stack([upright, np.rot90(upright, 1), np.rot90(upright, -1), grey])
    batch = to_batch(squares, info.preprocessing)
    with torch.inference_mode():
        outputs, features = Looks(network, info, CPU).exactly(batch, settle=True)
        without, _ = Looks(network, dataclasses.replace(info, turns=False), CPU).exactly(batch, settle=True)
        found, before = (torch.softmax(logits[0] / info.temperature, 1) for logits in (outputs, without))
        assert (found[:3].argmax(1) == 0).all()
        assert (before[1:3].argmax(1) != 0).all()
        torch.testing.assert_close(found[[0, 3]], before[[0, 3]])
        # What is learnt from such a photo is what was seen of it.
        torch.testing.assert_close(features[1], network.features(batch[:1])[0])
        sides = [Looks(network, info, CPU).side(batch[row : row + 1]) for row in range(4)]
    assert sides == [None, "right", "left", None]
    everything = predict_logits(network, squares, info.preprocessing, CPU, views=info.looks)
    torch.testing.assert_close(pooled(everything, info, info.temperature), outputs)


class _Sides(torch.nn.Module):
    """Features: how bright the picture is, and how large; and it keeps in mind which sizes it was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[int, int]] = []

    def forward(self, batch):
        self.shown.append((len(batch), batch.shape[-1]))
        bright = batch.mean((1, 2, 3))
        return torch.stack([bright, torch.full_like(bright, batch.shape[-1] / 100)], dim=1)


@pytest.fixture
def glancing() -> tuple[Classifier, ModelInfo]:
    """A network that is the surer the brighter or darker a picture is, and says another thing of smaller ones."""
    head = torch.nn.Linear(2, 3)
    with torch.no_grad():
        head.weight[:] = torch.tensor([[6.0, 1.0], [-6.0, -1.0], [0.0, 0.0]])
        head.bias[:] = 0.0
    info = ModelInfo("small_resnet", {}, ("A", "B"), Preprocessing(80), rejection=Rejection("background"))
    info = dataclasses.replace(info, views=("plain", "mirror"), pooling="logits", glances=True)
    return Classifier(_Sides(), head).eval(), info


def test_only_photos_that_a_glance_leaves_open_are_looked_at_in_full(glancing):
    network, info = glancing
    squares = np.stack([np.full((80, 80, 3), shade, np.uint8) for shade in (0, 20, 90, 125, 140, 250)])
    batch = to_batch(squares, info.preprocessing)
    with torch.inference_mode():
        outputs, features = Looks(network, info, CPU).exactly(batch, settle=True)
        at_a_glance = is_settled(network(view_of(batch, GLANCE)), info.temperature, 2, SURE_AT_A_GLANCE)
    assert 0 < at_a_glance.sum() < len(squares)
    assert network.backbone.shown[:2] == [(6, 64), (int((~at_a_glance).sum()), 80)]
    assert torch.equal(features[:, 1] < 0.7, at_a_glance)
    everything = predict_logits(network, squares, info.preprocessing, CPU, views=info.looks)
    torch.testing.assert_close(pooled(everything, info, info.temperature), outputs)
    # Where features of all views are wanted, nothing is settled.
    with torch.inference_mode():
        whole, seen = Looks(network, info, CPU).exactly(batch, settle=False)
    torch.testing.assert_close(whole, everything[:2].mean(0, keepdim=True))
    assert torch.equal(seen[:, 1], torch.full((6,), 0.8))


@pytest.mark.usefixtures("in_halves")
def test_what_a_glance_hardly_settles_is_looked_at_exactly(glancing):
    network, info = glancing
    squares = np.stack([np.full((80, 80, 3), shade, np.uint8) for shade in range(256)])
    batch = to_batch(squares, info.preprocessing)
    chosen = Looks(network, info, CPU)
    with torch.inference_mode():
        quick, exact = (look(batch, settle=True)[1][:, 1] for look in (chosen.quickly, chosen.exactly))
    # In half precision 0.64 and 0.8 are other numbers, but as far apart.
    assert torch.equal(quick < 0.7, exact < 0.7)
    assert 0 < (exact < 0.7).sum() < len(squares)


@pytest.mark.usefixtures("in_halves")
def test_lying_on_a_hair_is_decided_exactly(skies):
    network, info = skies
    looks_at = Looks(network, info, CPU)
    picture = np.zeros((16, 16, 3), np.uint8)
    pictures = []
    for shade in range(0, 256, 3):
        picture[:, :8] = shade
        pictures.append(picture.copy())
    batch = to_batch(np.stack(pictures), info.preprocessing)
    with torch.inference_mode():
        exact, quick = (look(batch, settle=True)[0][0].argmax(1) for look in (looks_at.exactly, looks_at.quickly))
    assert torch.equal(exact, quick)
    assert set(exact.tolist()) > {0}
