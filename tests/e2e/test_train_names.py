"""Folders, photos and models whose names are no text: bytes of an old disk, taken as they are."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from data_factory import folder_name
from training_cli import ENVIRONMENT, SMALL, make_home

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="file names are text on this system")


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with a data set ``data`` of *Café* and *Schloß* in Latin-1, and a file that is no photo among them."""
    tiny = make_home(tmp_path_factory.getbasetemp()) / "tiny"
    place = tmp_path_factory.mktemp("latin") / os.fsdecode(b"Foto\xf6")
    for split in ("train", "test"):
        for index, name in enumerate((b"Caf\xe9", b"0.Schlo\xdf")):
            shutil.copytree(tiny / "train" / folder_name(index), place / "data" / split / os.fsdecode(name))
    (place / "data" / "train" / os.fsdecode(b"Caf\xe9") / os.fsdecode(b"leer\xfc.jpg")).touch()
    return place


def run(*arguments: object) -> tuple[str, bytes]:
    """(stdout with bytes of names as Python has them, stderr) of a command that must succeed."""
    command = [sys.executable, "-m", "training", *map(str, arguments), "--device", "cpu"]
    done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return os.fsdecode(done.stdout), done.stderr


def test_train_measure_and_predict(place):
    out, err = run("prepare", place / "data", "--out", place / "prepared", "--progress", "none")
    assert "Schloß" in out
    assert f"split kept in {place / 'data'}" in out
    assert b"leer\\udcfc.jpg: the file is empty" in err
    summary = json.loads((place / "prepared" / "summary.json").read_text(encoding="utf-8"))
    assert summary["classes"] == ["Schloß", "Café"]
    assert Path(summary["unreadable"][0]["path"]).is_file()

    model = place / "m.landmarks"
    cache = ("--cache", place / "cache")
    out, _ = run("scratch", place / "data", "--out", model, *SMALL, "--epochs", 1, "--progress", "json", *cache)
    assert json.loads(out.splitlines()[-1])["summary"]["model"] == str(model)
    out, _ = run("evaluate", model, place / "data", "--json", "--plots", place / "plots", "--progress", "none", *cache)
    assert set(json.loads(out)["per_class"]) == {"Schloß", "Café"}
    photo = next((place / "data" / "test" / os.fsdecode(b"Caf\xe9")).glob("*.jpg"))
    out, _ = run("predict", model, photo, "--progress", "none")
    assert out.splitlines()[0] == str(photo)
    assert out.count("%") == 2


def test_no_name_commands_the_terminal(place, tmp_path):
    red = "esc\x1b[31mred"
    data = shutil.copytree(place / "data", tmp_path / "data", ignore=shutil.ignore_patterns(".*"))
    for split in ("train", "test"):
        (data / split / "0.Schlo\udcdf").rename(data / split / f"0.{red}")
    (data / "train" / f"0.{red}" / f"{red}.jpg").touch()
    out, err = run("prepare", data, "--out", tmp_path / red, "--progress", "none")
    assert f"{red}.jpg: the file is empty".replace("\x1b", "\\x1b").encode() in err
    assert "\x1b" not in out
    assert b"\x1b" not in err
    model, cache = tmp_path / f"{red}.landmarks", ("--cache", tmp_path / "cache")
    out, err = run("scratch", data, "--out", model, *SMALL, "--epochs", 1, *cache)
    assert "\x1b" not in out
    assert b"\x1b" not in err
    photo = tmp_path / f"{red}.jpg"
    shutil.copy(next((data / "test" / f"0.{red}").glob("*.jpg")), photo)
    out, _ = run("predict", model, photo, "--progress", "none")
    assert "\x1b" not in out
    assert out.splitlines()[0] == str(photo).replace("\x1b", "\\x1b")
    assert "esc\\x1b[31mred" in "".join(out.splitlines()[1:])
    out, _ = run("evaluate", model, data, "--progress", "none", *cache)
    assert "\x1b" not in out
    assert "esc\\x1b[31mred" in out
