"""``landmark-gui models``, ``train`` and what stands where no command is."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import hub_server
import model_factory
import pytest
import torch

from landmark_gui.cli import main

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["name", "path", "arch", "classes", "metrics", "default", "in_use"]


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks")


@dataclass
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys):
    """Runs a command through its entry point, in this process, which has torch loaded already."""

    def call(*arguments: object) -> Done:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse's way
            code = end.code
        return Done(code, *capsys.readouterr())

    return call


def test_from_import_to_use(run, model, tmp_path, user_home):
    photo = model_factory.photo(tmp_path / "a.png", "Taj_Mahal")

    imported = run("models", "import", model, "--name", "mine", "--format", "json")
    assert (imported.code, imported.err) == (0, "")
    entry = json.loads(imported.out)
    assert list(entry) == KEYS
    assert (entry["name"], entry["arch"], entry["in_use"], entry["default"]) == ("mine", "small_resnet", False, False)
    assert entry["classes"] == list(model_factory.COLOURS)
    assert entry["metrics"] == {"top1": 0.99}
    assert Path(entry["path"]).is_relative_to(user_home)

    used = run("models", "use", "mine")
    assert (used.code, used.out) == (0, "mine is now the model in use.\n")

    listed = run("models", "list", "--format", "json")
    assert listed.code == 0
    entries = json.loads(listed.out)
    assert isinstance(entries, list)
    assert [entry["name"] for entry in entries if entry["in_use"]] == ["mine"]
    assert all(list(entry) == KEYS for entry in entries)
    assert re.search(r"^\*  mine +small_resnet +3 +99\.0%", run("models", "list").out, re.M)

    tagged = run("tag", "--format", "json", "--quiet", photo)
    assert json.loads(tagged.out)["candidates"][0]["name"] == "Taj Mahal"

    info = run("models", "info")
    assert info.code == 0
    assert "Taj_Mahal" in info.out
    assert "99.0%  the best suggestion is right" in info.out
    assert max(map(len, info.out.splitlines())) <= 120
    details = json.loads(run("models", "info", model, "--format", "json").out)
    assert details["classes"] == list(model_factory.COLOURS)
    assert details["preprocessing"]["size"] == model_factory.SIZE
    assert set(KEYS) <= set(details)


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["models"], 2, "ACTION"),
        (["models", "use", "nothing"], 3, "no model named 'nothing'"),
        (["models", "info", "nothing"], 3, "'nothing'"),
        (["models", "import", "/no/such/file.pt"], 2, "/no/such/file.pt: the model cannot be read: No such file"),
        (["models", "import", "--", "-code.pt"], 2, "could run foreign code"),
        (["models", "import", "colours.landmarks", "--name", "../x"], 2, "cannot be named"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run, model, tmp_path, monkeypatch, arguments, code, sentence):
    monkeypatch.chdir(tmp_path)
    torch.save({"weight": print}, "-code.pt")
    shutil.copy(model, tmp_path)
    done = run(*arguments)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err


def test_no_model_at_all(tmp_path):
    """A copy of the program without resources, as a source tree may be, started as ``python -m landmark_gui``."""
    for package in ("landmark_gui", "training"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("_resources", "__pycache__"))
    photo = model_factory.photo(tmp_path / "a.png", "Taj_Mahal")
    done = subprocess.run(
        [sys.executable, "-m", "landmark_gui", "tag", photo],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "models install" in done.stderr
    assert "Traceback" not in done.stderr


def test_install_says_what_the_hub_refuses(run, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with hub_server.serve("some/where", None) as server:
        other = run("models", "install", "--endpoint", server.url)
        empty = run("models", "install", "--repository", "some/where", "--endpoint", server.url)
    gone = run("models", "install", "--endpoint", server.url)
    for done, sentence in ((other, "no such repository"), (empty, "no such file"), (gone, "cannot be reached")):
        assert (done.code, done.out) == (2, "")
        assert sentence in done.err


def test_install_refuses_what_is_no_model(run, tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    file = tmp_path / "model_transfer.pt"
    torch.save({"weight": torch.zeros(2)}, file)
    with hub_server.serve("sssingh/landmark-classifier-pt", file) as server:
        done = run("models", "install", "--endpoint", server.url)
    assert (done.code, done.out) == (2, "")
    assert "another network" in done.err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_train_without_a_screen_says_how(run, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = run("train")
    assert (done.code, done.out) == (2, "")
    assert "'landmark-train' trains models without one" in done.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "There is no screen to show the window on"),
        (["."], "There is no screen"),
        (["tagg", "x.jpg"], "'tagg' is neither"),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has no screen now and then")
def test_without_a_command_and_without_a_screen(run, monkeypatch, arguments, sentence):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux's")
def test_a_screen_that_does_not_answer_is_named(run, monkeypatch):
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":8765.0")
    for arguments in ([], ["suggest", "x.jpg"]):
        done = run(*arguments)
        assert (done.code, done.out) == (2, "")
        assert "The display :8765.0 (in $DISPLAY) does not answer" in done.err


def test_help_and_version(run):
    done = run("--help")
    assert done.code == 0
    assert all(command in done.out for command in ("tag", "models", "train"))
    assert run("--version").out.startswith("landmark-gui ")
    assert "exit codes:" in run("tag", "--help").out
