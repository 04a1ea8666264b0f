"""Cached features: computed once per photo, weights, preprocessing and view; whatever a crash leaves is made good."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from training.data import Photo
from training.events import Progress, Started
from training.features import FeatureStore, View, cached_features, look
from training.loop import TrainingError
from training.transforms import Augmentation, Preprocessing, to_batch

CPU = torch.device("cpu")
PREPROCESSING = Preprocessing(16, (0.5, 0.5, 0.5), (0.25, 0.25, 0.25))
RANDOM = View("random-0", Augmentation(crop_area=0.5, erase=0.5))
VIEWS = (View("plain"), View("mirror"), RANDOM)


class Counting(nn.Module):
    """Pools a picture into 4 × 4 cells, and counts the pictures that it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        self.seen += len(batch)
        return nn.functional.adaptive_avg_pool2d(batch, 4).flatten(1)


def photos(count: int, start: int = 0) -> tuple[list[Photo], np.ndarray]:
    numbers = range(start, start + count)
    squares = np.stack([np.random.default_rng(n).integers(0, 256, (16, 16, 3), dtype=np.uint8) for n in numbers])
    found = [Photo(Path(f"/p/{n}.jpg"), 0, hashlib.sha256(square).hexdigest()) for n, square in enumerate(squares)]
    return found, squares


def compute(cache: Path, count: int = 10, *, views=VIEWS, key: str = "weights", backbone=None, **more):
    backbone = backbone or Counting()
    events: list[object] = []
    some, squares = more.pop("of", None) or photos(count)
    found = cached_features(
        backbone, key, some, squares, more.pop("preprocessing", PREPROCESSING), views, cache=cache, device=CPU,
        report=events.append, **more,
    )  # fmt: skip
    return found, backbone.seen, events


def stores(cache: Path) -> list[Path]:
    return sorted((cache / "features").iterdir())


class TestCaching:
    def test_features_are_those_of_the_backbone(self, tmp_path):
        found, _, _ = compute(tmp_path)
        assert found.shape == (3, 10, 48)
        assert found.dtype == np.float32
        _, squares = photos(10)
        with torch.inference_mode():
            plain = Counting()(to_batch(squares, PREPROCESSING)).numpy()
            mirror = Counting()(to_batch(squares[:, :, ::-1], PREPROCESSING)).numpy()
        np.testing.assert_allclose(found[0], plain, atol=1e-6)
        np.testing.assert_allclose(found[1], mirror, atol=1e-6)
        assert np.abs(found[2] - plain).max() > 0.1

    def test_a_second_run_computes_nothing_and_touches_no_row(self, tmp_path):
        first, seen, _ = compute(tmp_path)
        assert seen == 30
        before = [(folder / "rows.f32").stat() for folder in stores(tmp_path)]
        again, seen, events = compute(tmp_path)
        assert seen == 0
        assert events == []
        assert np.array_equal(first, again)
        after = [(folder / "rows.f32").stat() for folder in stores(tmp_path)]
        assert [stat.st_size for stat in after] == [stat.st_size for stat in before] == [10 * 48 * 4] * 3

    def test_one_more_photo_costs_one(self, tmp_path):
        first, _, _ = compute(tmp_path, 10)
        more, seen, events = compute(tmp_path, 11)
        assert seen == 3  # one in each view
        assert np.array_equal(more[:, :10], first)
        assert [e.total for e in events if isinstance(e, Started)] == [3]
        assert [(e.done, e.total) for e in events if isinstance(e, Progress)] == [(1, 3), (2, 3), (3, 3)]

    def test_random_views_depend_on_the_photo_only(self, tmp_path):
        """However the photos are come by: at once, one by one, in another order, in other batches."""
        whole, _, _ = compute(tmp_path / "a", 9, views=(RANDOM,))
        some, squares = photos(9)
        for count in (2, 3, 9):
            compute(tmp_path / "b", of=(some[:count], squares[:count]), views=(RANDOM,))
        pieces, _, _ = compute(tmp_path / "b", 9, views=(RANDOM,))
        backwards, _, _ = compute(tmp_path / "c", of=(some[::-1], squares[::-1]), views=(RANDOM,), batch_size=4)
        np.testing.assert_allclose(pieces, whole, atol=1e-6)
        np.testing.assert_allclose(backwards[:, ::-1], whole, atol=1e-6)
        other, _, _ = compute(tmp_path / "d", 9, views=(View("random-1", RANDOM.augmentation),))
        assert np.abs(other - whole).max() > 0.1

    @pytest.mark.parametrize(
        "change",
        [{"key": "other weights"}, {"preprocessing": Preprocessing(16, (0.4, 0.5, 0.5), (0.25, 0.25, 0.25))},
         {"views": (View("random-0", Augmentation(crop_area=0.6)),)}],
    )  # fmt: skip
    def test_other_weights_preprocessing_or_changes_are_computed_anew(self, tmp_path, change):
        same = {"views": (RANDOM,)}
        compute(tmp_path, **same)
        assert compute(tmp_path, **same)[1] == 0
        assert compute(tmp_path, **(same | change))[1] == 10

    def test_changed_content_is_computed_anew_and_a_new_name_is_not(self, tmp_path):
        some, squares = photos(5)
        compute(tmp_path, of=(some, squares), views=VIEWS[:1])
        renamed = [Photo(Path("/elsewhere") / photo.path.name, 3, photo.digest) for photo in some]
        assert compute(tmp_path, of=(renamed, squares), views=VIEWS[:1])[1] == 0
        changed = squares.copy()
        changed[2] = 255 - changed[2]
        edited = [*some[:2], Photo(some[2].path, 0, "f" * 64), *some[3:]]
        found, seen, _ = compute(tmp_path, of=(edited, changed), views=VIEWS[:1])
        assert seen == 1
        wanted, _, _ = compute(tmp_path / "fresh", of=(edited, changed), views=VIEWS[:1])
        np.testing.assert_allclose(found, wanted, atol=1e-6)

    def test_copies_are_computed_once(self, tmp_path):
        some, squares = photos(4)
        found, seen, _ = compute(
            tmp_path, of=([*some, some[1]], np.concatenate((squares, squares[1:2]))), views=VIEWS[:1]
        )
        assert seen == 4
        assert np.array_equal(found[0, 4], found[0, 1])

    def test_rows_come_in_the_order_of_the_photos(self, tmp_path):
        some, squares = photos(6)
        forwards, _, _ = compute(tmp_path, of=(some, squares))
        backwards, seen, _ = compute(tmp_path, of=(some[::-1], squares[::-1]))
        assert seen == 0
        assert np.array_equal(backwards[:, ::-1], forwards)


class TestViews:
    def test_plain_and_mirror(self):
        _, squares = photos(2)
        assert np.array_equal(look(squares, View("plain"), ["", ""]), squares)
        assert np.array_equal(look(squares, View("mirror"), ["", ""]), squares[:, :, ::-1])

    def test_random_views_are_pictures_of_the_same_size(self):
        _, squares = photos(3)
        found = look(squares, RANDOM, ["a", "b", "a"])
        assert found.shape == squares.shape
        assert found.dtype == np.uint8

    def test_a_random_view_must_say_how(self):
        with pytest.raises(ValueError, match="'random-0' has no augmentation"):
            look(photos(1)[1], View("random-0"), [""])


def store_files(folder: Path) -> tuple[Path, Path, Path]:
    return folder / "rows.f32", folder / "digests.txt", folder / "width.json"


DAMAGES = {
    "rows cut in the middle of one": lambda rows, digests, width: os.truncate(rows, 5 * 48 * 4 + 100),
    "rows cut between two": lambda rows, digests, width: os.truncate(rows, 5 * 48 * 4),
    "rows empty": lambda rows, digests, width: os.truncate(rows, 0),
    "rows gone": lambda rows, digests, width: rows.unlink(),
    "more rows than digests": lambda rows, digests, width: digests.write_text(
        "\n".join(digests.read_text().split()[:4]) + "\n"
    ),
    "last digest cut": lambda rows, digests, width: os.truncate(digests, digests.stat().st_size - 20),
    "last line end missing": lambda rows, digests, width: os.truncate(digests, digests.stat().st_size - 1),
    "a digest in the middle damaged": lambda rows, digests, width: digests.write_text(
        digests.read_text().replace(digests.read_text().split()[3], "abc")
    ),
    "digests of zeros": lambda rows, digests, width: digests.write_bytes(b"\0" * 700),
    "digests gone": lambda rows, digests, width: digests.unlink(),
    "width empty": lambda rows, digests, width: width.write_text(""),
    "width damaged": lambda rows, digests, width: width.write_text('{"width": "x'),
    "width of something else": lambda rows, digests, width: width.write_text('{"length": 5}'),
    "width gone": lambda rows, digests, width: width.unlink(),
    "all gone but the width": lambda rows, digests, width: (rows.unlink(), digests.unlink()),
}


class TestCrashes:
    @pytest.mark.parametrize("damage", DAMAGES)
    def test_what_is_damaged_is_computed_again(self, tmp_path, damage):
        wanted, _, _ = compute(tmp_path, views=VIEWS[:1])
        (folder,) = stores(tmp_path)
        DAMAGES[damage](*store_files(folder))
        found, seen, _ = compute(tmp_path, views=VIEWS[:1])
        assert np.array_equal(found, wanted)
        assert seen <= 10
        again, seen, _ = compute(tmp_path, 12, views=VIEWS[:1])
        assert seen == 2
        assert np.array_equal(again[:, :10], wanted)

    def test_what_is_whole_is_kept(self, tmp_path):
        compute(tmp_path, views=VIEWS[:1])
        (folder,) = stores(tmp_path)
        DAMAGES["rows cut in the middle of one"](*store_files(folder))
        assert compute(tmp_path, views=VIEWS[:1])[1] == 5

    @pytest.mark.skipif(sys.platform == "win32", reason="kills a process the POSIX way")
    def test_a_killed_run_loses_one_batch_at_most(self, tmp_path):
        program = textwrap.dedent("""
            import os, signal, sys
            from pathlib import Path
            sys.path.insert(0, sys.argv[2])
            import test_features as own
            from training.events import Progress

            def report(event):
                if isinstance(event, Progress) and event.done == 6:
                    os.kill(os.getpid(), signal.SIGKILL)

            some, squares = own.photos(10)
            own.cached_features(own.Counting(), "weights", some, squares, own.PREPROCESSING, own.VIEWS[:1],
                                cache=Path(sys.argv[1]), device=own.CPU, report=report, batch_size=2)
        """)
        result = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path), str(Path(__file__).parent)],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert result.returncode == -signal.SIGKILL, result.stderr
        found, seen, _ = compute(tmp_path, views=VIEWS[:1])
        assert seen == 4
        wanted, _, _ = compute(tmp_path / "fresh", views=VIEWS[:1])
        np.testing.assert_allclose(found, wanted, atol=1e-6)

    def test_a_store_that_cannot_be_written_is_named(self, tmp_path):
        store = FeatureStore(tmp_path / "s")
        rows = tmp_path / "s" / "rows.f32"
        rows.unlink()
        (tmp_path / "full").symlink_to("/dev/full")
        rows.symlink_to(tmp_path / "full")
        with pytest.raises(OSError, match="No space left"):
            store.append(["a" * 64], np.zeros((1, 48), np.float32))

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits on file sizes are set the Linux way")
    def test_no_space_left_is_one_sentence_and_heals(self, tmp_path):
        import resource

        unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, unlimited[1]))  # room for five rows
        try:
            with pytest.raises(TrainingError, match=r"features cannot be kept in .*; free some space") as caught:
                compute(tmp_path, views=VIEWS[:1], batch_size=1)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        assert "\n" not in str(caught.value)
        assert compute(tmp_path, views=VIEWS[:1])[1] == 5


def test_a_store_on_its_own(tmp_path):
    store = FeatureStore(tmp_path / "s")
    store.append(["a" * 64, "b" * 64], np.array([[1.0, 2.0], [3.0, 4.0]], np.float32))
    assert json.loads((tmp_path / "s" / "width.json").read_text()) == {"width": 2}
    again = FeatureStore(tmp_path / "s")
    again.append(["c" * 64], np.array([[5.0, 6.0]], np.float32))
    third = FeatureStore(tmp_path / "s")
    assert third.read(["c" * 64, "a" * 64]).tolist() == [[5.0, 6.0], [1.0, 2.0]]
    assert Counter(third.index.values()) == {0: 1, 1: 1, 2: 1}


class TestSeveralRuns:
    def test_two_open_stores_add_to_each_other(self, tmp_path):
        one, two = FeatureStore(tmp_path / "s"), FeatureStore(tmp_path / "s")
        one.append(["a" * 64, "b" * 64], np.array([[1.0, 1.0], [2.0, 2.0]], np.float32))
        two.append(["c" * 64, "a" * 64], np.array([[3.0, 3.0], [1.0, 1.0]], np.float32))
        one.append(["d" * 64], np.array([[4.0, 4.0]], np.float32))
        wanted = [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0], [4.0, 4.0]]
        assert two.read(["c" * 64, "a" * 64]).tolist() == [wanted[2], wanted[0]]
        for store in (one, FeatureStore(tmp_path / "s")):
            assert store.read([letter * 64 for letter in "abcd"]).tolist() == wanted
        assert (tmp_path / "s" / "rows.f32").stat().st_size == 4 * 2 * 4

    def test_a_run_that_begins_takes_nothing_from_one_that_goes_on(self, tmp_path):
        """Its half row is a crash's only if nobody is writing it."""
        one = FeatureStore(tmp_path / "s")
        one.append(["a" * 64], np.array([[1.0, 1.0]], np.float32))
        with (tmp_path / "s" / "rows.f32").open("ab") as handle:
            handle.write(b"half")  # of a third one that was killed
        FeatureStore(tmp_path / "s").append(["b" * 64], np.array([[2.0, 2.0]], np.float32))
        one.append(["c" * 64], np.array([[3.0, 3.0]], np.float32))
        assert one.read([letter * 64 for letter in "abc"]).tolist() == [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]

    @pytest.mark.parametrize("name", ["rows.f32", "digests.txt"])
    def test_a_store_that_shrank_while_it_was_open_takes_no_more(self, tmp_path, name):
        store = FeatureStore(tmp_path / "s")
        store.append(["a" * 64], np.array([[1.0, 1.0]], np.float32))
        os.truncate(tmp_path / "s" / name, 0)
        with pytest.raises(OSError, match="another program removed some of them"):
            store.append(["b" * 64], np.array([[2.0, 2.0]], np.float32))

    def test_processes_that_compute_the_same_at_the_same_time(self, tmp_path):
        program = textwrap.dedent("""
            import sys
            from pathlib import Path
            sys.path.insert(0, sys.argv[2])
            import test_features as own

            some, squares = own.photos(60)
            if sys.argv[3] == "backwards":
                some, squares = some[::-1], squares[::-1]
            print("ready", flush=True)
            sys.stdin.readline()
            own.cached_features(own.Counting(), "weights", some, squares, own.PREPROCESSING, own.VIEWS[:1],
                                cache=Path(sys.argv[1]), device=own.CPU, report=lambda event: None, batch_size=1)
        """)
        runs = [
            subprocess.Popen(
                [sys.executable, "-c", program, str(tmp_path), str(Path(__file__).parent), order],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for order in ("forwards", "backwards")
        ]  # fmt: skip
        for run in runs:
            assert run.stdout.readline() == "ready\n", run.stderr.read()
        for run in runs:
            run.stdin.write("go\n")
            run.stdin.flush()
        for run in runs:
            _, errors = run.communicate(timeout=120)
            assert run.returncode == 0, errors
        found, seen, _ = compute(tmp_path, 60, views=VIEWS[:1])
        assert seen == 0
        wanted, _, _ = compute(tmp_path / "fresh", 60, views=VIEWS[:1])
        np.testing.assert_allclose(found, wanted, atol=1e-6)
        (folder,) = stores(tmp_path)
        assert (folder / "rows.f32").stat().st_size == 60 * 48 * 4
