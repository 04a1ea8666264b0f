"""Every command in the README and the pages of ``docs`` does what the page says: it is run here, in a small world.

Training runs as it stands but for options that make it short: few epochs, small networks, weights that need no network.
"""

import shutil
from pathlib import Path

import data_factory
import photo_factory
import pytest
import training_cli
from documents import PAGES, ROOT, Command, commands, expanded

from landmark_gui.cli import main as landmark_gui
from training.__main__ import main as landmark_train

ELSEWHERE = {
    "pip": "installing is what .ci/run does",
    "python3 -m venv": "installing is what .ci/run does",
    "python -m pytest": "this is it",
    "landmark-gui ~/Pictures": "opens the window; tests/gui/test_app_start.py does",
    "landmark-gui models install": "needs the hub; tests/e2e/test_cli_models.py runs it against a local server",
    "models improve": "needs decisions; tests/e2e/test_cli_model_learning.py runs it",
    "landmark-train download": "needs the network; tests/unit/training/test_download.py runs it against local servers",
    "--engine ray": "tests/e2e/test_cli_tag_many.py starts a cluster",
    "torchrun": "tests/unit/training/test_parallel.py starts processes that train together",
    "python -m tests.translations": "tests/gui/test_ui_translations.py runs it",
}
"""Commands that other tests run, or that no test can, by words in them."""

QUICK = {
    "scratch": ("--epochs", "1", "--size", "48", "--widths", "8,16", "--depths", "1,1"),
    "scratch --recipe reference": ("--epochs", "1"),
    "transfer": ("--epochs", "1", "--backbone", "mobilenet_v3_small", "--weights", "weights.pth"),
    "overfit": ("--steps", "5", "--batch-size", "8"),
}
"""Options that make training short; options of the command itself come later and win."""


def said(command: Command) -> str:
    """Its words, each between blanks."""
    return f" {' '.join(command.words)} "


def elsewhere(command: Command) -> bool:
    """Whether another test runs this command, or none can."""
    return any(f" {part} " in said(command) for part in ELSEWHERE)


@pytest.fixture
def world(tmp_path, monkeypatch) -> Path:
    """A home with photos, a data set, and weights under the names that the pages use; the current folder is in it."""
    home, here = tmp_path / "home", tmp_path / "here"
    for folder in (home / "Pictures/Paris", home / "Pictures/Mill", here):
        folder.mkdir(parents=True)
    for number in range(3):
        for place in ("Paris", "Mill"):
            photo = home / "Pictures" / place / f"IMG_{number}.jpg"
            photo_factory.save(photo, photo_factory.scene(600, 400, seed=number))
    photo_factory.save(here / "photo.jpg", photo_factory.scene(600, 400, seed=9))
    (here / "photos.txt").write_text("".join(f"{path}\n" for path in sorted((home / "Pictures/Paris").iterdir())))
    data_factory.make_data_set(here / "DATA", classes=3, train=12, test=4)
    data_factory.make_negatives(here / "NEGATIVES", 20)
    shutil.copy(training_cli.make_weights(tmp_path), here / "weights.pth")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANDMARK_GUI_HOME", str(home / "landmarks"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.chdir(here)
    return here


def run(command: Command) -> int:
    """Runs a command in this process, which has torch loaded already."""
    program, arguments = command.program, expanded(command.words[1:])
    if program == "landmark-gui":
        return landmark_gui(arguments)
    if program == "landmark-train":
        kind = arguments[0] + (" --recipe reference" if "reference" in arguments else "")
        return landmark_train([arguments[0], *QUICK.get(kind, ()), *arguments[1:]])
    raise AssertionError(f"nobody knows how to run {command}")


@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page)], ids=lambda page: str(page.relative_to(ROOT))
)
def test_commands_of(page, world, capfd):
    ran = 0
    for command in commands(page):
        if elsewhere(command):
            continue
        code = run(command)
        output, errors = capfd.readouterr()
        assert code == 0, f"{command} ended with {code}: {errors}"
        if command.output:
            Path(command.output).write_text(output)
        ran += 1
    assert ran or all(map(elsewhere, commands(page)))


def test_what_is_left_out_is_still_documented():
    every = "".join(said(command) for page in PAGES for command in commands(page))
    assert [part for part in ELSEWHERE if f" {part} " not in every] == []
