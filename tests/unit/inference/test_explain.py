"""Where heat maps are hot: on pictures whose parts are known, in every orientation and for every kind of network."""

import model_factory
import numpy as np
import photo_factory
import pytest
import torch
from PIL import Image
from torch import nn

from landmark_gui.inference import explain
from landmark_gui.inference.explain import Explainer, Method
from landmark_gui.inference.images import PhotoError
from landmark_gui.inference.predictor import Predictor
from training import model_file, networks
from training.model_file import ModelInfo
from training.transforms import TURNED, Preprocessing

NAMES = list(model_factory.COLOURS)
TOWER, GATE, TAJ = range(3)


@pytest.fixture(scope="module")
def predictor(tmp_path_factory) -> Predictor:
    views = ("plain", "mirror", "zoom")
    path = model_factory.make_model(tmp_path_factory.mktemp("model") / "m.landmarks", views=views, pooling="logits")
    return Predictor(path, "cpu")


def parts(left: str | None, right: str | None, width: int = 240, height: int = 160) -> Image.Image:
    """A picture whose halves show what the tiny model takes for landmarks."""
    picture = Image.new("RGB", (width, height))
    for name, x in ((left, 0), (right, width // 2)):
        colour = model_factory.COLOURS[name] if name else model_factory.GREY
        picture.paste(model_factory.picture(colour, width // 2, height, seed=x), (x, 0))
    return picture


def half(heat: explain.HeatMap) -> tuple[float, float]:
    """Heat of the left and the right half."""
    middle = explain.SIDE // 2
    return float(heat.values[:, :middle].mean()), float(heat.values[:, middle:].mean())


def test_each_landmark_is_hot_where_it_is(predictor, tmp_path):
    parts(NAMES[TOWER], NAMES[TAJ]).save(tmp_path / "a.png")
    explainer = Explainer(predictor)
    assert explainer.method is Method.CAM
    maps = explainer.explain(tmp_path / "a.png").maps
    assert set(maps) == {TOWER, GATE, TAJ}
    left, right = half(maps[TOWER])
    assert left > 3 * right
    left, right = half(maps[TAJ])
    assert right > 3 * left
    assert maps[TOWER].hottest[0] < 0.5 < maps[TAJ].hottest[0]


@pytest.mark.parametrize("side", TURNED)
def test_maps_of_a_photo_that_is_seen_turned_lie_as_it_does(predictor, tmp_path, monkeypatch, side):
    parts(NAMES[TOWER], NAMES[TAJ]).save(tmp_path / "a.png")
    monkeypatch.setattr(predictor, "side", lambda _batch: side)
    maps = Explainer(predictor).explain(tmp_path / "a.png").maps
    assert maps[TOWER].hottest[0] < 0.5 < maps[TAJ].hottest[0]


def test_the_map_of_the_first_candidate_spans_the_scale_and_others_are_on_the_same(predictor, tmp_path):
    model_factory.picture(model_factory.COLOURS[NAMES[GATE]], 120, 80).save(tmp_path / "a.png")
    maps = Explainer(predictor).explain(tmp_path / "a.png").maps
    assert maps[GATE].values.max() == pytest.approx(1.0)
    assert min(heat.values.min() for heat in maps.values()) >= 0.0
    assert maps[TOWER].values.max() < 0.5
    assert maps[GATE].values.dtype == np.float32
    assert maps[GATE].values.shape == (explain.SIDE, explain.SIDE)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_maps_lie_over_the_upright_photo(predictor, tmp_path, orientation):
    photo = photo_factory.save(tmp_path / "a.jpg", parts(None, NAMES[TAJ]), orientation=orientation, quality=95)
    maps = Explainer(predictor).explain(photo, [TAJ]).maps
    assert list(maps) == [TAJ]
    left, right = half(maps[TAJ])
    assert right > 3 * left


def test_the_places_of_a_view_add_up_to_its_logits(tmp_path):
    """For one view without moving: the mean of the map is what the landmark's logit has above the mean of all."""
    path = model_factory.make_model(tmp_path / "m.landmarks", views=("plain",))
    predictor = Predictor(path, "cpu")
    explainer = Explainer(predictor)
    square = np.asarray(parts(NAMES[TOWER], NAMES[TAJ], 32, 32))
    logits = predictor.logits(square[None])[0, 0]
    with torch.inference_mode():
        features = explainer._to_map(
            explain.transforms.to_batch(square[None], predictor.info.preprocessing, predictor.device)
        )
        cells = predictor.network.head(features[0].permute(1, 2, 0)).mean((0, 1)).numpy()
    np.testing.assert_allclose(cells, logits, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("x", "y"), [(0.25, 0.0), (0.0, 0.25), (0.25, 0.25)])
def test_what_is_seen_aside_is_put_back_in_its_place(x, y):
    batch = torch.zeros(1, 1, 32, 32)
    batch[..., 20, 26] = 1.0
    for look in (explain._Look("plain", x, y), explain._Look("mirror"), explain._Look("zoom"), explain._Look("plain")):
        placed, covered = look.placed(look.of(batch)[0])
        row, column = np.unravel_index(int((placed * covered)[0].argmax()), (explain.SIDE, explain.SIDE))
        assert abs((row + 0.5) / explain.SIDE - 20.5 / 32) < 0.03, look
        assert abs((column + 0.5) / explain.SIDE - 26.5 / 32) < 0.03, look


def _gradient_model(tmp_path, head: nn.Module, backbone: nn.Module) -> Explainer:
    class Fake:
        info = ModelInfo("reference_cnn", {}, tuple(NAMES), Preprocessing(32))
        device = torch.device("cpu")
        network = networks.Classifier(backbone, head).eval()

        def square(self, path):
            return np.asarray(Image.open(path).resize((32, 32)))

        def side(self, _batch):
            return None

    return Explainer(Fake())


def test_a_network_with_a_deeper_head_gets_a_gradient_map(tmp_path):
    picture = parts(None, NAMES[TAJ], 32, 32)
    picture.save(tmp_path / "a.png")
    first = nn.Conv2d(3, 4, 8, 8, bias=False)
    with torch.no_grad():
        first.weight.zero_()
        for channel in range(3):
            first.weight[channel, channel] = 1 / 64
            first.weight[3, channel] = -1 / 192
    second = nn.Linear(4 * 16, 3)
    with torch.no_grad():  # red, green, blue
        second.weight.zero_()
        second.bias.zero_()
        for output in range(3):
            second.weight[output, output * 16 : (output + 1) * 16] = 1.0
            for other in range(3):
                if other != output:
                    second.weight[output, other * 16 : (other + 1) * 16] = -0.5
    explainer = _gradient_model(tmp_path, nn.Sequential(second, nn.LogSoftmax(1)), nn.Sequential(first, nn.Flatten()))
    assert explainer.method is Method.GRAD_CAM
    maps = explainer.explain(tmp_path / "a.png").maps
    left, right = half(maps[TAJ])
    assert right > 2 * left
    assert all(parameter.grad is None for parameter in explainer.predictor.network.parameters())


def test_a_combined_model_and_the_reference_cnn_have_gradient_maps(tmp_path):
    arguments = {"widths": [8], "depths": [1]}
    member = {"arch": "small_resnet", "arch_arguments": arguments, "preprocessing": Preprocessing(32).to_json()}
    other = {**member, "preprocessing": Preprocessing(64).to_json()}
    ensemble = {"members": [member, other], "preprocessing": Preprocessing(64).to_json()}
    model_factory.photo(tmp_path / "a.png", NAMES[TAJ])
    for arch, given, size in (("ensemble", ensemble, 64), ("reference_cnn", {}, 128)):
        path = tmp_path / f"{arch}.landmarks"
        info = ModelInfo(arch, given, tuple(NAMES), Preprocessing(size))
        model_file.save(path, networks.build(arch, given, 3), info)
        explainer = Explainer(Predictor(path, "cpu"))
        assert explainer.method is Method.GRAD_CAM
        explanation = explainer.explain(tmp_path / "a.png", [1, 2])
        assert set(explanation.maps) == {1, 2}
        assert np.isfinite(explanation.maps[1].values).all()


class _Tokens(nn.Module):
    """Ends like a vision transformer: a row of tokens, of which the first one is the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, 8, 8, 8)
        self.norm = nn.LayerNorm(8)

    def forward(self, batch):
        return self.norm(self.patches(batch).flatten(2).transpose(1, 2))[:, 0]


def test_a_network_without_places_says_so(tmp_path):
    model_factory.photo(tmp_path / "a.png", NAMES[TAJ])
    explainer = _gradient_model(tmp_path, nn.Linear(8, 3), _Tokens())
    assert explainer.method is Method.NONE
    assert explainer.explain(tmp_path / "a.png").maps == {}


def test_a_photo_that_cannot_be_read_is_named(predictor, tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"no photo")
    with pytest.raises(PhotoError, match=r"a\.jpg"):
        Explainer(predictor).explain(tmp_path / "a.jpg")


def test_real_landmarks_beside_ordinary_pictures_are_found(real_data, tmp_path):
    """The model that ships, on landmark photos pasted beside photos of ordinary things."""
    from landmark_gui import model_path

    predictor = Predictor(model_path.default_model(), "cpu")
    explainer = Explainer(predictor)
    classes = [name.replace("_", " ") for name in predictor.info.classes]
    ordinary = sorted((real_data / "mini_landmarks/no_landmark").iterdir())
    found = total = 0
    for number, folder in enumerate(sorted((real_data / "mini_landmarks/test").iterdir())):
        name = folder.name.partition(".")[2].replace("_", " ")
        if name not in classes:
            continue
        landmark = Image.open(sorted(folder.iterdir())[0]).convert("RGB").resize((256, 256))
        thing = Image.open(ordinary[number]).convert("RGB").resize((256, 256))
        is_left = number % 2 == 0
        picture = Image.new("RGB", (512, 256))
        picture.paste(landmark, (0 if is_left else 256, 0))
        picture.paste(thing, (256 if is_left else 0, 0))
        picture.save(tmp_path / "pair.png")
        heat = explainer.explain(tmp_path / "pair.png", [classes.index(name)]).maps[classes.index(name)]
        found += (heat.hottest[0] < 0.5) == is_left
        total += 1
    assert total >= 10
    assert found >= 0.8 * total
