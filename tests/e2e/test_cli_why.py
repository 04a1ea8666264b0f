"""``landmark-gui why``: evidence with its weight, and heat maps, on real files and a real tiny model."""

import dataclasses
import io
import json
import shutil
import sys
from pathlib import Path

import model_factory
import photo_factory
import pytest
from PIL import Image

from landmark_gui.cli import main
from training import model_file

BERLIN = (52.52, 13.405)
TOWER, GATE, TAJ = model_factory.COLOURS


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks", temperature=2.0)


def two(left: str, right: str) -> Image.Image:
    picture = Image.new("RGB", (240, 160))
    for name, x in ((left, 0), (right, 120)):
        picture.paste(model_factory.picture(model_factory.COLOURS[name], 120, 160), (x, 0))
    return picture


def test_text_says_all_evidence_and_where(model, tmp_path, capsys):
    picture = model_factory.picture(model_factory.COLOURS[TOWER])
    photo = photo_factory.save(tmp_path / "a.jpg", picture, exif=photo_factory.exif(gps=BERLIN))
    assert main(["why", "--model", str(model), str(photo)]) == 0
    out = capsys.readouterr().out
    assert "+ The picture alone says" in out
    assert "! The camera stood 881 km from Eiffel Tower: one of the two must be wrong (÷" in out
    assert "What speaks most for Eiffel Tower is" in out
    assert main(["why", "--model", str(model), "--no-gps", "--no-context", str(photo)]) == 0
    assert "Nothing but the picture counts here" in capsys.readouterr().out


def test_json_and_the_picture_of_any_candidate(model, tmp_path, capsys):
    photo = photo_factory.save(tmp_path / "a.jpg", two(TOWER, TAJ), orientation=8, quality=95)
    for wanted, side in (("eiffel-tower", 0), ("Taj Mahal", 1)):
        target = tmp_path / f"{side}.png"
        arguments = ["why", "--model", str(model), "--format", "json", "--landmark", wanted]
        assert main([*arguments, "--heat-map", str(target), str(photo)]) == 0
        line = json.loads(capsys.readouterr().out)
        assert {"path", "verdict", "candidates", "evidence", "error", "heat_map", "training_photos"} == set(line)
        assert line["training_photos"] is None
        heat = line["heat_map"]
        assert (heat["method"], heat["file"]) == ("cam", str(target))
        assert (heat["hottest"][0] > 0.5) == bool(side)
        with Image.open(target) as picture:
            assert picture.size == (240, 160)
            red, _, blue = picture.resize((2, 1)).getpixel((side, 0))
            cold_red, _, cold_blue = picture.resize((2, 1)).getpixel((1 - side, 0))
        assert red + blue != cold_red + cold_blue
    assert not list(tmp_path.glob(".heat-*"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--landmark", "Atlantis"], 2, "does not know 'Atlantis'"),
        (["--heat-map", "nowhere/x.png"], 2, "could not be written"),
        (["--heat-map", "x.strange"], 2, "could not be written"),
        (["--model", "gone"], 3, "gone"),
        (["b.jpg", "--heat-map", "x.png"], 2, "goes with one photo"),
    ],
)
def test_mistakes_get_one_sentence(model, tmp_path, capsys, monkeypatch, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    for name in ("a.jpg", "b.jpg"):
        photo_factory.save(tmp_path / name, two(TOWER, TAJ))
    before = (tmp_path / "a.jpg").read_bytes()
    assert main(["why", "--model", str(model), "a.jpg", *arguments]) == code
    error = capsys.readouterr().err
    assert words in error
    assert len(error.splitlines()) == 1
    assert (tmp_path / "a.jpg").read_bytes() == before


def test_the_photo_itself_is_never_replaced(model, tmp_path, capsys):
    photo = photo_factory.save(tmp_path / "a.jpg", two(TOWER, TAJ))
    before = photo.read_bytes()
    assert main(["why", "--model", str(model), str(photo), "--heat-map", str(photo)]) == 2
    assert "it is the photo itself" in capsys.readouterr().err
    assert photo.read_bytes() == before


def test_no_other_file_is_replaced_unless_that_is_wanted(model, tmp_path, capsys):
    photo = photo_factory.save(tmp_path / "a.jpg", two(TOWER, TAJ))
    other = photo_factory.save(tmp_path / "b.png", two(TAJ, TOWER))
    before = other.read_bytes()
    link = tmp_path / "c.png"
    link.symlink_to("nowhere")
    arguments = ["why", "--model", str(model), str(photo)]
    for target in (other, link):
        assert main([*arguments, "--heat-map", str(target)]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert f"{target} is there already" in line
        assert "--force" in line
    assert other.read_bytes() == before
    assert link.is_symlink()
    assert main([*arguments, "--heat-map", str(other), "--force"]) == 0
    assert other.read_bytes() != before
    assert main([*arguments, "--heat-map", str(photo), "--force"]) == 2
    assert "it is the photo itself" in capsys.readouterr().err
    assert main([*arguments, "--force"]) == 2
    assert "--force goes with --heat-map" in capsys.readouterr().err


def test_photos_that_cannot_be_read_are_named(model, tmp_path, capsys):
    photo = photo_factory.save(tmp_path / "a.jpg", two(TOWER, TAJ))
    (tmp_path / "b.jpg").write_bytes(b"no photo")
    assert main(["why", "--model", str(model), str(photo), str(tmp_path / "b.jpg"), str(tmp_path / "c.jpg")]) == 4
    captured = capsys.readouterr()
    assert "a.jpg" in captured.out
    assert "b.jpg" in captured.err
    assert "c.jpg" in captured.err
    assert main(["why", "--model", str(model), str(tmp_path / "b.jpg")]) == 2


class Vanishing(io.StringIO):
    """A terminal whose reader removes a photo as soon as it hears of another one."""

    def __init__(self, heard: str, photo: Path) -> None:
        super().__init__()
        self.heard, self.photo = heard, photo

    def write(self, text: str) -> int:
        if self.heard in text:
            self.photo.unlink(missing_ok=True)
        return super().write(text)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_photo_that_goes_away_meanwhile_does_not_end_the_others(model, tmp_path, capsys, monkeypatch, form):
    photos = [photo_factory.save(tmp_path / name, two(TOWER, TAJ)) for name in ("a.jpg", "b.jpg", "c.jpg")]
    written = Vanishing("a.jpg", photos[1])
    monkeypatch.setattr(sys, "stdout", written)
    assert main(["why", "--model", str(model), "--format", form, *map(str, photos)]) == 4
    assert "a.jpg" in written.getvalue()
    assert "b.jpg" not in written.getvalue()
    assert "c.jpg" in written.getvalue()
    (line,) = capsys.readouterr().err.splitlines()
    assert str(photos[1]) in line


def test_training_photos_are_found_and_kept_in_mind(tmp_path, capsys):
    model = tmp_path / "known.landmarks"
    model_factory.make_model(model)
    network, info = model_file.load(model)
    model_file.save(model, network, dataclasses.replace(info, data={"fingerprint": "abc"}))
    data = tmp_path / "data"
    for number, name in enumerate(model_factory.COLOURS):
        for seed in range(6):
            model_factory.photo(data / f"train/{number:02}.{name}" / f"{seed}.png", name, seed=seed)
    photo = model_factory.photo(tmp_path / "mine.png", TOWER, seed=3)  # a copy of one of them
    arguments = ["why", "--model", str(model), "--format", "json", str(photo)]
    assert main([*arguments, "--training-photos", str(tmp_path / "nothing")]) == 2
    assert "only 0 of the model's 3 landmarks" in capsys.readouterr().err
    assert main([*arguments, "--training-photos", str(data)]) == 0
    first = json.loads(capsys.readouterr().out)["training_photos"]
    assert len(first) == 5
    assert all("00.Eiffel_Tower" in near["path"] for near in first)
    assert [near["similarity"] for near in first] == sorted((near["similarity"] for near in first), reverse=True)
    assert not any(near["path"].endswith("/3.png") for near in first)
    assert main([*arguments, "--landmark", "Taj Mahal"]) == 0
    assert all("02.Taj_Mahal" in near["path"] for near in json.loads(capsys.readouterr().out)["training_photos"])
    assert main([*arguments[:3], str(photo)]) == 0
    assert "Most alike among its training photos:" in capsys.readouterr().out
    shutil.rmtree(data)
    assert main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["training_photos"] is None
