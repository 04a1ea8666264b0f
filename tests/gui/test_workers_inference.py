"""Inference in the background: with a real tiny model, real photos, and everything that can go wrong with them."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import model_factory
import photo_factory
import pytest
from PIL import Image
from worker_tools import Record, has_ended, plain_threads, thread_of, wait, wait_idle

from landmark_gui import paths, settings
from landmark_gui.inference.predictor import Predictor
from landmark_gui.library.content import model_id
from landmark_gui.workers.inference_engine import _CPU_BATCH
from landmark_gui.workers.inference_worker import InferenceSummary, InferenceWorker

NAMES = [*model_factory.COLOURS, None]
TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks")


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    """120 photos; the first one of each landmark is real, the others are links to these."""
    folder = tmp_path_factory.mktemp("photos")
    originals = [model_factory.photo(folder / f"original{i}.png", name) for i, name in enumerate(NAMES)]
    links = [folder / f"{number:03}.png" for number in range(120)]
    for number, link in enumerate(links):
        link.symlink_to(originals[number % len(NAMES)])
    return links


@pytest.fixture
def worker(qtbot, model):
    worker = InferenceWorker()
    worker.configure(str(model), "cpu")
    yield worker
    assert worker.stop()
    assert has_ended(thread_of(worker))
    assert not plain_threads("inference")


@pytest.fixture
def record(worker):
    return Record(worker)


def summary(record) -> InferenceSummary:
    return record.values("finished")[-1]


def run(qtbot, worker, photos) -> None:
    worker.start(photos)
    wait_idle(qtbot, worker)


def test_suggestions_are_the_predictor_s(qtbot, worker, record, photos, model):
    run(qtbot, worker, photos[:20])
    expected = {suggestion.path: suggestion for suggestion in Predictor(model, "cpu").predict(photos[:20])}
    found = {suggestion.path: suggestion for suggestion in record.items("results")}
    assert found.keys() == expected.keys()
    for path, suggestion in found.items():
        assert suggestion.verdict is expected[path].verdict
        assert [candidate.landmark for candidate in suggestion.candidates] == [
            candidate.landmark for candidate in expected[path].candidates
        ]
        # In batches of another size sums are rounded in another order.
        assert [candidate.probability for candidate in suggestion.candidates] == pytest.approx(
            [candidate.probability for candidate in expected[path].candidates], rel=1e-4, abs=1e-6
        )
    names = record.names()
    assert names[0] == "started"
    assert names[-1] == "finished"
    assert record.values("started") == [20]
    assert record.threads == {threading.get_ident()}
    (loaded,) = record.values("model_ready")
    assert (loaded.path, loaded.device, loaded.classes) == (model, "cpu", 3)
    assert loaded.identity == model_id(model)
    assert record.values("model_loading") == ["colours"]
    assert (summary(record).done, summary(record).failed, summary(record).left_out) == (20, 0, 0)
    last = record.values("progress")[-1]
    assert (last.done, last.total) == (20, 20)


def test_the_model_is_loaded_once_for_many_runs_and_anew_when_its_file_changes(qtbot, worker, record, photos, tmp_path):
    copy = model_factory.make_model(tmp_path / "copy.landmarks")
    worker.configure(str(copy), "cpu")
    run(qtbot, worker, photos[:4])
    run(qtbot, worker, photos[4:8])
    assert len(record.values("model_ready")) == 1
    model_factory.make_model(copy, views=("plain",))
    run(qtbot, worker, photos[:4])
    first, second = record.values("model_ready")
    assert first.identity != second.identity


def test_no_photos(qtbot, worker, record):
    run(qtbot, worker, [])
    assert record.names() == ["started", "finished"]
    assert summary(record).total == 0


def test_visible_photos_come_first(qtbot, worker, record, photos):
    visible = photos[100 : 100 + _CPU_BATCH]
    worker.start(photos)
    worker.prioritise([*visible, photos[0].with_name("not_asked_for.png")])
    wait_idle(qtbot, worker)
    order = [suggestion.path for suggestion in record.items("results")]
    assert set(order) == set(photos)
    assert len(order) == len(photos)
    # They stand at 100; on a busy computer some batches are handed out between the two commands.
    assert max(order.index(path) for path in visible) < 100 - 4 * _CPU_BATCH


def test_photos_that_become_visible_overtake_those_that_wait(qtbot, worker, record, photos):
    worker.start(photos)
    wait(qtbot, lambda: record.items("results"))
    arrived = len(record.items("results"))
    late = photos[-_CPU_BATCH:]
    worker.prioritise(late)
    wait_idle(qtbot, worker)
    order = [suggestion.path for suggestion in record.items("results")]
    # Behind what was in hand, and what had been done and not yet been delivered.
    if arrived < len(photos) / 2:
        assert max(order.index(path) for path in late) < len(photos) - 2 * _CPU_BATCH
    assert sorted(order) == sorted(photos)


def test_photos_can_be_added_and_none_is_done_twice(qtbot, worker, record, photos):
    worker.start(photos[:80])
    worker.start(photos[50:110])
    wait_idle(qtbot, worker)
    done = [suggestion.path for suggestion in record.items("results")]
    assert sorted(done) == sorted(photos[:110])
    assert record.values("started") == [80]
    assert summary(record).total == 110


def test_cancelling_loses_nothing_and_what_is_missing_can_be_done_later(qtbot, worker, record, photos):
    worker.start(photos)
    wait(qtbot, lambda: record.items("results"))
    worker.cancel()
    wait_idle(qtbot, worker)
    first = summary(record)
    done = [suggestion.path for suggestion in record.items("results")]
    assert first.cancelled
    assert first.done == len(done) < len(photos)
    assert first.left_out == len(photos) - len(done)
    run(qtbot, worker, [path for path in photos if path not in set(done)])
    assert not summary(record).cancelled
    assert sorted(suggestion.path for suggestion in record.items("results")) == sorted(photos)


def test_a_start_after_a_cancel_begins_a_new_run(qtbot, worker, record, photos):
    worker.start(photos)
    wait(qtbot, lambda: record.items("results"))
    worker.cancel()
    worker.start(photos[:10])
    wait_idle(qtbot, worker)
    assert [entry.cancelled for entry in record.values("finished")] == [True, False]
    assert summary(record).total == summary(record).done == 10
    assert record.names().count("started") == 2


def test_photos_that_cannot_be_read_are_told_one_by_one(qtbot, worker, record, photos, tmp_path):
    bad = {
        "empty.jpg": b"",
        "text.jpg": b"no photo at all",
        "cut.jpg": photo_factory.encode(photo_factory.scene())[:2000],
        "zeros.jpg": bytes(5000),
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.jpg").mkdir()
    wrong = [tmp_path / name for name in (*bad, "folder.jpg", "missing.jpg")]
    run(qtbot, worker, [*wrong, *photos[:5]])
    assert {suggestion.path for suggestion in record.items("results")} == set(photos[:5])
    assert all(suggestion.error is None for suggestion in record.items("results"))
    failures = {failure.path: failure.reason for failure in record.items("failed")}
    assert failures.keys() == set(wrong)
    assert all(reason.endswith(".") and "\n" not in reason for reason in failures.values())
    assert (summary(record).done, summary(record).failed, summary(record).error) == (5, len(wrong), "")


def test_a_folder_that_is_deleted_in_the_middle_is_told_once(qtbot, worker, record, photos, tmp_path):
    unplugged = tmp_path / "disk" / "photos"
    shutil.copytree(photos[0].parent, unplugged, symlinks=False)
    there = sorted(unplugged.iterdir())
    worker.start([*there, *photos[:8]])
    wait(qtbot, lambda: record.items("results"))
    (tmp_path / "disk").rename(tmp_path / "elsewhere")  # gone at once, as an unplugged disk is
    wait_idle(qtbot, worker)
    end = summary(record)
    assert end.done + end.failed + end.left_out == end.total == len(there) + 8
    assert set(photos[:8]) <= {suggestion.path for suggestion in record.items("results")}
    lost = [failure for failure in record.items("failed") if failure.path == tmp_path / "disk"]
    if end.left_out:
        (failure,) = lost
        assert f"{end.left_out} photo" in failure.reason
    # At most those photos that were being opened while the folder went have a failure of their own.
    assert end.failed <= worker._inference._most * _CPU_BATCH


def test_one_photo_of_100_megapixels(qtbot, worker, record, tmp_path):
    huge = tmp_path / "huge.jpg"
    Image.new("RGB", (12000, 8400), model_factory.COLOURS["Taj_Mahal"]).save(huge, quality=60)
    run(qtbot, worker, [huge])
    (suggestion,) = record.items("results")
    assert suggestion.candidates[0].name == "Taj Mahal"


@pytest.mark.parametrize(
    ("model_name", "device", "word"),
    [
        ("no-such-model", "cpu", "no-such-model"),
        ("{folder}/damaged.landmarks", "cpu", "damaged.landmarks"),
        (None, "cuda:7", "cuda"),
        (None, "toaster", "toaster"),
    ],
)
def test_a_model_or_device_that_cannot_be_used(
    qtbot, worker, record, photos, model, tmp_path, model_name, device, word
):
    (tmp_path / "damaged.landmarks").write_bytes(model.read_bytes()[:1000])
    chosen = str(model) if model_name is None else model_name.format(folder=tmp_path)
    worker.configure(chosen, device)
    run(qtbot, worker, photos[:30])
    (sentence,) = record.values("model_failed")
    assert word in sentence
    assert sentence.endswith(".")
    assert (summary(record).error, summary(record).left_out) == (sentence, 30)
    assert not record.items("results")
    # And afterwards all is well with another one.
    worker.configure(str(model), "cpu")
    run(qtbot, worker, photos[:3])
    assert len(record.items("results")) == 3


def test_model_and_device_come_from_the_settings_where_none_is_named(qtbot, worker, record, photos, model):
    paths.models_folder().mkdir(parents=True)
    shutil.copy(model, paths.models_folder() / "mine.landmarks")
    settings.save(settings.Settings().replace(model="mine", device="cpu"))
    worker.configure()
    run(qtbot, worker, photos[:2])
    assert record.values("model_ready")[0].name == "mine"
    paths.settings_file().write_text("{", encoding="utf-8")
    run(qtbot, worker, photos[:2])
    assert "settings" in record.values("model_failed")[0]


def test_a_run_keeps_its_model_and_the_next_one_has_the_new_one(qtbot, worker, record, photos, tmp_path):
    worker.start(photos)
    other = model_factory.make_model(tmp_path / "other.landmarks", background=False)
    wait(qtbot, lambda: record.items("results"))
    worker.configure(str(other), "cpu", top_k=1)
    wait_idle(qtbot, worker)
    assert [loaded.name for loaded in record.values("model_ready")] == ["colours"]
    assert all(len(suggestion.candidates) == 3 for suggestion in record.items("results"))
    run(qtbot, worker, photos[:4])
    assert record.values("model_ready")[-1].name == "other"
    assert all(len(suggestion.candidates) == 1 for suggestion in record.items("results")[-4:])


def test_giving_way_leaves_a_hand_free(qtbot, worker, record, photos):
    engine = worker._inference
    worker.give_way(True)
    worker.start(photos)
    most = 0

    def is_done() -> bool:
        nonlocal most
        most = max(most, engine._in_hand)
        return not worker.is_busy

    wait(qtbot, is_done)
    assert most <= max(1, engine._most - 1)
    assert summary(record).done == len(photos)


def test_stopping_in_the_middle_keeps_what_is_done(qtbot, worker, record, photos):
    worker.start(photos)
    wait(qtbot, lambda: record.items("results"))
    assert worker.stop()
    assert has_ended(thread_of(worker))
    assert not plain_threads("inference")
    assert len(record.items("results")) % _CPU_BATCH == 0
    count = len(record.entries)
    qtbot.wait(100)
    assert len(record.entries) == count


IN_A_FRESH_PROGRAM = f"""
import sys, time
from pathlib import Path
sys.path[:0] = {[str(TESTS.parent), str(TESTS / "gui")]!r}
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
from landmark_gui.workers.inference_worker import InferenceWorker
worker = InferenceWorker()
worker.configure(sys.argv[1], "cpu")
"""


def in_a_fresh_program(program: str, *arguments: object) -> str:
    command = [sys.executable, "-c", IN_A_FRESH_PROGRAM + program, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_torch_is_loaded_by_the_first_photo_and_not_before(model):
    program = """
worker.start([])
worker.finished.connect(app.quit)
app.exec()
print(sorted({"torch", "numpy", "PIL", "PySide6.QtWidgets", "landmark_gui.ui"} & set(sys.modules)))
worker.stop()
"""
    assert in_a_fresh_program(program, model) == "[]\n"


def test_stopping_while_torch_is_being_loaded_does_not_wait_for_it(model, photos):
    program = """
def stop(name):
    print("ended", not worker._thread.isRunning() if not worker.stop() else "loaded already")
    app.quit()
worker.model_loading.connect(stop)
worker.start([Path(sys.argv[2])])
app.exec()
"""
    assert in_a_fresh_program(program, model, photos[0]) in ("ended True\n", "ended loaded already\n")
