"""Looking a data set over: split, statistics, warnings, contact sheets."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from labelled_photos import Recorder, make_photos, patches
from PIL import Image

from training.data import DataError, open_data_set
from training.events import Finished, Result, discard
from training.manifest import FILE_NAME
from training.prepare import prepare, summary_text
from training.squares import load_squares

SMALL = {"train/00.Taj_Mahal": 12, "train/01.Petra": 15, "test/00.Taj_Mahal": 3, "test/01.Petra": 4}


def png_files(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.png")}


def test_4996_photos_of_50_classes_are_split_3996_to_1000(tmp_path):
    sizes = [40 + (index * 37) % 101 for index in range(49)]
    sizes.append(4996 - sum(sizes))
    assert len(set(sizes)) > 30
    assert min(sizes) > 20
    counts = {f"train/{index:02}.Landmark_{index}": size for index, size in enumerate(sizes)}
    root = make_photos(tmp_path / "data", counts)
    summary = prepare(root, out=tmp_path / "out", size=8, report=discard)
    assert summary["counts"] == {"train": 3996, "validation": 1000, "test": 0}
    for size, row in zip(sizes, summary["per_class"].values(), strict=True):
        assert row["train"] + row["validation"] == size
        assert abs(row["validation"] - size / 5) < 1.02
    assert summary["unreadable"] == []
    assert summary["duplicates"] == {"within": [], "across": []}


def test_the_summary_says_what_there_is(tmp_path, user_home):
    root = make_photos(tmp_path / "data", SMALL)
    out = tmp_path / "results" / "here"
    heard = Recorder()
    summary = prepare(root, out=out, size=16, report=heard)
    data = open_data_set(root, report=discard)
    assert json.loads((out / "summary.json").read_text(encoding="utf-8")) == summary
    assert summary["counts"] == {"train": len(data.train), "validation": len(data.validation), "test": 7}
    assert summary["counts"]["validation"] == 6
    assert summary["per_class"]["Petra"] == {"train": 12, "validation": 3, "test": 4}
    assert summary["fingerprint"] == data.fingerprint
    assert summary["manifest"] == str(root / FILE_NAME)
    assert (summary["seed"], summary["size"]) == (42, 16)
    squares = load_squares(data.train, 16, cache=tmp_path / "c", report=discard) / 255.0
    np.testing.assert_allclose(summary["mean"], squares.mean(axis=(0, 1, 2)))
    np.testing.assert_allclose(summary["std"], squares.std(axis=(0, 1, 2)))
    assert png_files(out) == {"histograms.png", "class_counts.png"}
    assert not (out / "contact_sheets").exists()
    assert summary["warnings"] == []
    assert list(user_home.rglob("squares-16-*.u8")), "what was decoded serves the training that follows"
    assert [event.values["train"] for event in heard.of(Result)] == [21]
    assert len(heard.of(Finished)) == 1
    text = summary_text(summary)
    for part in ("Taj Mahal", "21 photos to train", f"{summary['mean'][0]:.4f}", str(root / FILE_NAME)):
        assert part in text


def test_what_is_wrong_with_the_data_is_reported(tmp_path):
    root = make_photos(tmp_path / "data", {**SMALL, "train/02.Rare": 2})
    shutil.copy(root / "train/01.Petra/001.jpg", root / "test/01.Petra/leaked.jpg")
    patches(900, 96, 72).save(root / "train/01.Petra/000.jpg", quality=90)
    shutil.copy(root / "train/01.Petra/000.jpg", root / "train/01.Petra/same.jpg")
    patches(900, 96, 72).resize((64, 48)).save(root / "train/00.Taj_Mahal/small.jpg", quality=85)
    (root / "train/00.Taj_Mahal/broken.jpg").write_bytes(b"no picture")
    make_photos(root, {"train/01.Petra/more": 30}, first_seed=500)
    summary = prepare(root, out=tmp_path / "out", size=8, report=discard)
    assert [(Path(entry["path"]).name, entry["reason"]) for entry in summary["unreadable"]] == [
        ("broken.jpg", "not an image, or in a format that cannot be read")
    ]
    (within,), (across,) = summary["duplicates"]["within"], summary["duplicates"]["across"]
    assert within["kind"] == "near"
    assert sorted(Path(path).name for path in within["paths"]) == ["000.jpg", "same.jpg", "small.jpg"]
    assert within["classes"] == ["Petra", "Taj Mahal"]
    assert across["kind"] == "exact"
    assert sorted(Path(path).name for path in across["paths"]) == ["001.jpg", "leaked.jpg"]
    warnings = "\n".join(summary["warnings"])
    for part in (
        "Rare has 2 training",
        "unbalanced: 46 photos of Petra, 2 of Rare",
        "cannot be read and are left out: 1",
        "copies of training photos: 1",
        "several landmarks: 1",
        "no photo to test with: Rare",
    ):
        assert part in warnings
    text = summary_text(summary)
    assert "leaked.jpg" in text
    assert "broken.jpg" in text


def test_again_draws_a_new_split(tmp_path):
    root = make_photos(tmp_path / "data", SMALL)

    def held() -> set[Path]:
        return {photo.path for photo in open_data_set(root, report=discard).validation}

    prepare(root, out=tmp_path / "out", size=8, report=discard)
    first = held()
    assert prepare(root, out=tmp_path / "out", size=8, seed=3, again=True, report=discard)["seed"] == 3
    assert held() != first


def test_contact_sheets_show_each_class(tmp_path):
    root = make_photos(tmp_path / "data", {"0.A_or_B": 70, "1.Petra": 5})
    summary = prepare(root, out=tmp_path / "out", size=8, contact_sheets=True, report=discard)
    sheets = sorted((tmp_path / "out/contact_sheets").iterdir())
    assert [sheet.name for sheet in sheets] == ["0 A or B.jpg", "1 Petra.jpg"]
    assert set(map(str, sheets)) <= set(summary["plots"])
    with Image.open(sheets[0]) as full, Image.open(sheets[1]) as small:
        assert full.size == (8 * 96, 6 * 96)
        assert small.size == (4 * 96, 96)


def test_results_that_cannot_be_written_are_named(tmp_path):
    root = make_photos(tmp_path / "data", SMALL)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match=r"file/out"):
        prepare(root, out=tmp_path / "file/out", size=8, report=discard)


def test_there_must_be_a_folder(tmp_path):
    with pytest.raises(DataError, match="absent"):
        prepare(tmp_path / "absent", out=tmp_path / "out", again=True, report=discard)
    assert not (tmp_path / "out").exists()
