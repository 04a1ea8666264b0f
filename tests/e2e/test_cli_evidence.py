"""``landmark-gui tag``: the camera's position and neighbouring photos, on real files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import model_factory
import photo_factory
import pytest

from landmark_gui import settings
from landmark_gui.cli import main

ROOT = Path(__file__).resolve().parents[2]
PARIS, BERLIN = (48.8584, 2.2945), (52.52, 13.405)


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks", temperature=2.0)


def shot(path: Path, name: str, *, gps=None, date=None, colour=None) -> Path:
    """A photo of a landmark with the headers of a camera."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = model_factory.picture(colour or model_factory.COLOURS[name])
    return photo_factory.save(path, picture, exif=photo_factory.exif(gps=gps, date=date))


def tagged(capsys, model, *arguments: object) -> list[dict]:
    assert main(["tag", "--model", str(model), "--format", "json", "--quiet", *map(str, arguments)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_position_far_away_is_told_in_every_format(model, tmp_path, capsys):
    photo = shot(tmp_path / "a.jpg", "Eiffel_Tower", gps=BERLIN)
    (line,) = tagged(capsys, model, photo)
    assert line["verdict"] == "ambiguous"
    (gps,) = [piece for piece in line["evidence"] if piece["kind"] == "gps"]
    assert list(gps) == ["kind", "landmark", "name", "text", "weight", "stance"]
    assert (gps["landmark"], gps["stance"]) == ("eiffel-tower", "contradicts")
    assert gps["weight"] < -2
    done = subprocess.run(
        [sys.executable, "-m", "landmark_gui", "tag", "--model", str(model), str(photo)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "! The camera stood 881 km from Eiffel Tower: one of the two must be wrong." in done.stdout


def test_a_true_position_raises_the_probability(model, tmp_path, capsys):
    plain = shot(tmp_path / "plain/a.jpg", "Eiffel_Tower")
    placed = shot(tmp_path / "placed/a.jpg", "Eiffel_Tower", gps=PARIS)
    before, after = tagged(capsys, model, plain, placed)
    assert before["evidence"] == []
    assert after["candidates"][0]["probability"] > before["candidates"][0]["probability"]
    assert [piece["kind"] for piece in after["evidence"]] == ["picture", "gps"]


def test_no_gps_and_the_setting_leave_the_position_out(model, tmp_path, capsys):
    photo = shot(tmp_path / "a.jpg", "Eiffel_Tower", gps=BERLIN)
    (without,) = tagged(capsys, model, "--no-gps", photo)
    assert (without["verdict"], without["evidence"]) == ("confident", [])
    settings.save(settings.Settings().replace(use_gps=False))
    assert tagged(capsys, model, photo) == [without]


def test_photos_of_a_burst_support_each_other_also_those_that_come_later(model, tmp_path, capsys):
    between = tuple(
        (one + other) // 2
        for one, other in zip(
            model_factory.COLOURS["Eiffel_Tower"], model_factory.COLOURS["Golden_Gate_Bridge"], strict=True
        )
    )
    shot(tmp_path / "a.jpg", "", colour=between, date="2019:07:14 10:00:00")
    for number in range(4):
        shot(tmp_path / f"b{number}.jpg", "Eiffel_Tower", date=f"2019:07:14 10:00:0{number}")
    alone = tagged(capsys, model, "--no-context", tmp_path)[0]
    together = tagged(capsys, model, tmp_path)[0]

    def tower(line: dict) -> float:
        return next(entry["probability"] for entry in line["candidates"] if entry["name"] == "Eiffel Tower")

    assert alone["evidence"] == []
    assert "burst" in [piece["kind"] for piece in together["evidence"]]
    assert tower(together) > tower(alone)


def test_many_photos_come_out_in_order_with_as_many_candidates_as_asked_for(model, tmp_path, capsys):
    for folder in ("one", "two"):
        for number in range(40):
            model_factory.photo(tmp_path / folder / f"{number:02}.png", "Taj_Mahal", seed=number)
    lines = tagged(capsys, model, "--top-k", 2, tmp_path)
    expected = [str(tmp_path / folder / f"{number:02}.png") for folder in ("one", "two") for number in range(40)]
    assert [line["path"] for line in lines] == expected
    assert all(len(line["candidates"]) == 2 for line in lines)
    (piece,) = [piece for piece in lines[0]["evidence"] if piece["kind"] == "folder"]
    assert "show Taj Mahal" in piece["text"]


def test_write_does_not_write_what_the_position_contradicts(model, tmp_path, capsys):
    photo = shot(tmp_path / "a.jpg", "Eiffel_Tower", gps=BERLIN)
    before = photo.read_bytes()
    assert main(["tag", "--model", str(model), "--write", "--min-probability", "0.1", str(photo)]) == 0
    assert photo.read_bytes() == before
    assert main(["tag", "--model", str(model), "--write", "--min-probability", "0.1", "--no-gps", str(photo)]) == 0
    assert photo.read_bytes() != before
