"""Suggestions from photos: order, candidates, verdicts, batches, stopping, photos that cannot be read."""

import dataclasses
import gc
import subprocess
import sys
import threading
import time
from itertools import islice
from pathlib import Path

import model_factory
import numpy as np
import pytest
import torch
from PIL import Image

from landmark_gui.inference.predictor import Predictor, in_order
from landmark_gui.inference.suggestion import Verdict
from training import model_file, networks
from training.calibration import pooled
from training.engine import predict_logits
from training.transforms import Preprocessing, is_settled, squash, to_batch

NAMES = list(model_factory.COLOURS)
HALF_PRECISION = 0.03
"""How far it may move a probability where the computer is faster with it, see `inference.looks`."""


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks")


@pytest.fixture(scope="module")
def predictor(model) -> Predictor:
    return Predictor(model, "cpu")


def photos(folder: Path, count: int) -> list[Path]:
    return [
        model_factory.photo(folder / f"{index:03}.png", [*NAMES, None][index % 4], seed=index) for index in range(count)
    ]


def predictor_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("predictor")]


def test_suggests_the_landmark_of_each_photo_in_the_order_given(predictor, tmp_path):
    paths = photos(tmp_path, 30)
    suggestions = list(predictor.predict(reversed(paths), 2))
    assert [suggestion.path for suggestion in suggestions] == paths[::-1]
    for index, suggestion in enumerate(reversed(suggestions)):
        assert suggestion.error is None
        assert len(suggestion.candidates) == 2
        if index % 4 == 3:
            assert suggestion.verdict is Verdict.NO_LANDMARK
            assert suggestion.best is None
        else:
            assert suggestion.verdict is Verdict.CONFIDENT
            assert suggestion.best.name == NAMES[index % 4].replace("_", " ")


def test_candidates_carry_the_place_of_the_gazetteer(predictor, tmp_path):
    (suggestion,) = predictor.predict([model_factory.photo(tmp_path / "a.png", "Taj_Mahal")])
    best = suggestion.candidates[0]
    assert (best.landmark, best.name, best.city, best.country) == ("taj-mahal", "Taj Mahal", "Agra", "India")
    assert best.latitude == pytest.approx(27.175, abs=0.01)
    assert best.longitude == pytest.approx(78.042, abs=0.01)
    assert best.hierarchy[0] == "Places"
    assert best.hierarchy[-1] == "Taj Mahal"


def test_a_class_that_the_gazetteer_does_not_know_keeps_its_name(tmp_path):
    info = model_file.ModelInfo("small_resnet", {"widths": [8], "depths": [1]}, ("My_Garden", "B"), Preprocessing(32))
    path = tmp_path / "m.landmarks"
    model_file.save(path, networks.small_resnet(2, [8], [1]), info)
    (suggestion,) = Predictor(path, "cpu").predict([model_factory.photo(tmp_path / "a.png", None)])
    names = {candidate.name: candidate for candidate in suggestion.candidates}
    assert set(names) == {"My Garden", "B"}
    garden = names["My Garden"]
    assert (garden.landmark, garden.latitude, garden.city, garden.hierarchy) == (None, None, None, ())


@pytest.mark.parametrize("pooling", ["probabilities", "logits"])
def test_views_are_averaged_as_the_model_says(tmp_path, pooling):
    path = model_factory.make_model(tmp_path / "m.landmarks", temperature=2.5, pooling=pooling)
    photo = model_factory.photo(tmp_path / "a.png", "Eiffel_Tower", width=32, height=32)
    (suggestion,) = Predictor(path, "cpu").predict([photo], 3)

    network, info = model_file.load(path)
    with Image.open(photo) as image, torch.no_grad():
        square = squash(image, info.preprocessing.size)
        views = np.stack([square, square[:, ::-1]])
        logits = network(to_batch(views, info.preprocessing)) / 2.5
        assert float(logits[0].softmax(0).max()) < 0.97, "one view would do"
        expected = logits.mean(0).softmax(0) if pooling == "logits" else logits.softmax(1).mean(0)
    given = {candidate.name: candidate.probability for candidate in suggestion.candidates}
    assert given == pytest.approx(
        {name.replace("_", " "): float(expected[index]) for index, name in enumerate(info.classes)}, abs=HALF_PRECISION
    )
    assert sum(given.values()) == pytest.approx(1 - float(expected[-1]), abs=HALF_PRECISION)
    assert suggestion.score == pytest.approx(1 - float(expected[-1]), abs=HALF_PRECISION)


def test_only_photos_that_the_first_view_leaves_open_are_looked_at_again(tmp_path):
    colours = np.random.default_rng(0).integers(0, 256, (40, 1, 1, 3))
    grain = np.random.default_rng(1).integers(-40, 41, (40, 32, 32, 3))
    squares = np.clip(colours + grain, 0, 255).astype(np.uint8)
    seen = set()
    for temperature in (0.1, 0.3, 1.0, 3.0, 20.0):
        path = model_factory.make_model(tmp_path / "m.landmarks", temperature=temperature, pooling="logits")
        network, info = model_file.load(path)
        size = info.preprocessing.size
        shown = np.stack([squash(Image.fromarray(square), size) for square in squares])
        views = predict_logits(network, shown, info.preprocessing, torch.device("cpu"), views=info.views)
        expected = pooled(views, info, temperature)
        np.testing.assert_allclose(Predictor(path, "cpu").logits(shown), expected, atol=1e-4)
        seen |= set(is_settled(views[0], temperature, len(info.classes)).tolist())
        assert not torch.allclose(views[0], views.mean(0), atol=1e-3), "the views are alike: nothing is tested"
    assert seen == {True, False}


def test_nothing_is_measured_for_teaching_where_nothing_was_taught(model, tmp_path):
    predictor = Predictor(model, "cpu")
    list(predictor.predict([model_factory.photo(tmp_path / "a.png", "Taj_Mahal")]))
    assert "known" not in vars(predictor._teacher), "it takes seconds of every start"


def test_energy_below_the_threshold_is_no_landmark(tmp_path):
    path = model_factory.make_model(tmp_path / "m.landmarks", background=False, views=("plain",))
    photo = model_factory.photo(tmp_path / "a.png", "Eiffel_Tower")
    (suggestion,) = Predictor(path, "cpu").predict([photo], 3)
    assert suggestion.verdict is Verdict.CONFIDENT
    assert sum(candidate.probability for candidate in suggestion.candidates) == pytest.approx(1)

    network, info = model_file.load(path)
    stricter = dataclasses.replace(info.rejection, threshold=suggestion.score + 0.2)
    model_file.save(path, network, dataclasses.replace(info, rejection=stricter))
    (suggestion,) = Predictor(path, "cpu").predict([photo], 3)
    assert suggestion.verdict is Verdict.NO_LANDMARK


def test_unreadable_photos_are_named_and_the_others_go_on(predictor, tmp_path):
    paths = photos(tmp_path, 12)
    paths[2].write_bytes(b"")
    paths[5].write_bytes(paths[5].read_bytes()[:200])
    paths.insert(0, tmp_path / "missing.jpg")
    suggestions = list(predictor.predict(paths))
    assert [suggestion.path for suggestion in suggestions] == paths
    failed = [index for index, suggestion in enumerate(suggestions) if suggestion.error]
    assert failed == [0, 3, 6]
    assert "empty" in suggestions[3].error
    assert all(suggestions[index].verdict is None and not suggestions[index].candidates for index in failed)


def test_nothing_but_unreadable_photos(predictor, tmp_path):
    suggestions = list(predictor.predict([tmp_path / f"{index}.jpg" for index in range(40)]))
    assert len(suggestions) == 40
    assert all(suggestion.error for suggestion in suggestions)
    assert list(predictor.predict([])) == []


def test_a_model_that_gives_no_numbers_fails_the_photo(model, tmp_path):
    network, info = model_file.load(model)
    with torch.no_grad():
        network.head[1].bias.fill_(float("nan"))
    path = tmp_path / "nan.landmarks"
    model_file.save(path, network, info)
    (suggestion,) = Predictor(path, "cpu").predict([model_factory.photo(tmp_path / "a.png", None)])
    assert "no numbers" in suggestion.error


def test_paths_are_taken_only_a_few_batches_ahead(model, tmp_path):
    predictor = Predictor(model, "cpu", batch_size=2, workers=2)
    (path,) = photos(tmp_path, 1)
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield path

    suggestions = predictor.predict(endless())
    next(suggestions)
    assert taken <= 12
    list(islice(suggestions, 20))
    assert taken <= 34
    suggestions.close()


def test_closing_stops_within_a_batch_and_leaves_no_thread(model, tmp_path):
    predictor = Predictor(model, "cpu", batch_size=2, workers=2)
    (path,) = photos(tmp_path, 1)
    suggestions = predictor.predict(path for _ in range(100_000))
    next(suggestions)
    assert predictor_threads()
    suggestions.close()
    assert not predictor_threads()


def test_forgetting_the_iterator_stops_the_work(model, tmp_path):
    predictor = Predictor(model, "cpu", batch_size=2, workers=2)
    (path,) = photos(tmp_path, 1)
    suggestions = predictor.predict(path for _ in range(100_000))
    next(suggestions)
    del suggestions
    gc.collect()
    assert not predictor_threads()


def test_a_program_that_stops_in_the_middle_can_exit(model, tmp_path):
    (path,) = photos(tmp_path, 1)
    program = (
        "import sys; from pathlib import Path; from landmark_gui.inference.predictor import Predictor\n"
        "suggestions = Predictor(Path(sys.argv[1]), 'cpu').predict(Path(sys.argv[2]) for _ in range(10**6))\n"
        "print(next(suggestions).error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, model, path], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "None\n", "")


def test_the_callers_torch_threads_stay_as_they_were(predictor, tmp_path):
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        list(predictor.predict(photos(tmp_path, 3)))
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize(("asked", "threads"), [(None, 2), (1, 1)])
def test_few_photos_are_shared_out_among_the_threads(model, tmp_path, asked, threads):
    few = Predictor(model, "cpu", workers=2).predict(photos(tmp_path, 4), workers=asked)
    next(few)
    assert len(predictor_threads()) == threads
    few.close()


@pytest.mark.parametrize(
    ("device", "most"),
    [
        ("cpu", 4),
        pytest.param("cuda", 16, marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")),
    ],
)
def test_as_many_threads_decode_as_suits_the_device(model, device, most):
    assert [Predictor(model, device, cores=cores).workers for cores in (1, 3, 64)] == [1, 3, most]


def test_top_k(predictor, tmp_path):
    (path,) = photos(tmp_path, 1)
    assert [len(next(predictor.predict([path], k)).candidates) for k in (1, 3, 50)] == [1, 3, 3]
    with pytest.raises(ValueError, match="top_k"):
        predictor.predict([path], 0)


def test_in_order_passes_errors_of_the_work_on_and_ends_its_threads():
    def work(item: int) -> int:
        time.sleep(0.01 * (5 - item))
        if item == 3:
            raise LookupError("three")
        return item * 10

    results = in_order(work, range(100), workers=3, ahead=6)
    assert [next(results) for _ in range(3)] == [(0, 0), (1, 10), (2, 20)]
    with pytest.raises(LookupError, match="three"):
        next(results)
    assert not predictor_threads()
