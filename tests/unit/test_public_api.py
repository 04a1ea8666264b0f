"""The two functions for notebooks and scripts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import model_factory
import pytest

import landmark_gui
from landmark_gui.inference import model_store
from landmark_gui.inference.api import ask
from landmark_gui.inference.images import PhotoError
from landmark_gui.inference.model_store import NoModelError

RECORDING_BACKEND = """
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from pathlib import Path

class FigureManager(FigureManagerBase):
    @classmethod
    def pyplot_show(cls, *, block=None):
        from matplotlib import pyplot
        for number in pyplot.get_fignums():
            axes = pyplot.figure(number).axes[0]
            Path("shown.txt").write_text(axes.get_title() + "\\n" + str(axes.images[0].get_array().shape))

class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager
"""
"""A matplotlib backend that notes what it is asked to show, as a window would show it."""


@pytest.fixture
def model(user_home, tmp_path) -> Path:
    """The colour model, in use."""
    entry = model_store.import_file(model_factory.make_model(tmp_path / "colours.landmarks"))
    model_store.use(entry.name)
    return entry.path


def test_version_is_the_projects():
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    (version,) = re.findall(r'^version = "(.+)"$', project.read_text(encoding="utf-8"), re.MULTILINE)
    assert landmark_gui.__version__ in (version, "0+unknown")


def test_predict_landmarks(model, tmp_path):
    for name in model_factory.COLOURS:
        names = landmark_gui.predict_landmarks(model_factory.photo(tmp_path / f"{name}.png", name), 2)
        assert len(names) == 2
        assert names[0] == name.replace("_", " ")
    assert len(landmark_gui.predict_landmarks(str(tmp_path / f"{name}.png"), 50)) == 3


def test_the_model_is_loaded_once_and_again_when_it_changes(model, tmp_path):
    photo = model_factory.photo(tmp_path / "a.png", "Taj_Mahal")
    content = model.read_bytes()
    assert landmark_gui.predict_landmarks(photo, 1) == ["Taj Mahal"]
    status = model.stat()
    model.write_bytes(b"damaged")  # as long as the file claims to be unchanged, nobody reads it again
    os.utime(model, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert landmark_gui.predict_landmarks(photo, 1) == ["Taj Mahal"]
    os.utime(model, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    with pytest.raises(Exception, match="not a landmark model"):
        landmark_gui.predict_landmarks(photo, 1)
    model.write_bytes(content)
    assert landmark_gui.predict_landmarks(photo, 1) == ["Taj Mahal"]


def test_what_cannot_be_read_is_an_error(model, tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"no photo")
    for path in (tmp_path / "a.jpg", tmp_path / "missing.jpg"):
        with pytest.raises(PhotoError) as caught:
            landmark_gui.predict_landmarks(path, 3)
        assert str(path) in str(caught.value)
    with pytest.raises(ValueError, match="top_k"):
        landmark_gui.predict_landmarks(tmp_path / "a.jpg", 0)


def test_without_a_model(model):
    model.unlink()
    with pytest.raises(NoModelError, match="models use NAME"):
        landmark_gui.predict_landmarks("a.jpg", 3)


@pytest.mark.parametrize(
    ("names", "question"),
    [
        (["A"], "Is this picture of the A?"),
        (["A", "B"], "Is this picture of the A or B?"),
        (["A", "B", "C"], "Is this picture of the A, B, or C?"),
        (["A", "B", "C", "D"], "Is this picture of the A, B, C, or D?"),
    ],
)
def test_grammar(names, question):
    assert ask(names) == question


def test_suggest_locations_prints_where_there_is_no_screen(model, tmp_path, capsys):
    photo = model_factory.photo(tmp_path / "a.png", "Eiffel_Tower")
    names = landmark_gui.suggest_locations(photo)
    assert names[0] == "Eiffel Tower"
    assert capsys.readouterr().out == f"Is this picture of the Eiffel Tower, {names[1]}, or {names[2]}?\n"
    assert landmark_gui.suggest_locations(photo, 1) == ["Eiffel Tower"]
    assert capsys.readouterr().out == "Is this picture of the Eiffel Tower?\n"


def test_suggest_locations_shows_the_photo_where_there_is_a_screen(model, tmp_path):
    """A backend that finds no screen leaves the question to stdout; one that can show is shown the photo."""
    (tmp_path / "recording_backend.py").write_text(RECORDING_BACKEND)
    photo = model_factory.photo(tmp_path / "a.png", "Eiffel_Tower")
    root = Path(__file__).resolve().parents[2]
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"MPLBACKEND": "TkAgg", "PYTHONPATH": f"{tmp_path}{os.pathsep}{root}"}
    program = (
        "import landmark_gui, matplotlib, sys\n"
        "landmark_gui.suggest_locations(sys.argv[1], 2)\n"
        "matplotlib.use('module://recording_backend')\n"
        "print(landmark_gui.suggest_locations(sys.argv[1], 2))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, photo],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    printed, names = done.stdout.splitlines()
    title, shape = (tmp_path / "shown.txt").read_text().splitlines()
    assert printed == title
    assert title.startswith("Is this picture of the Eiffel Tower or ")
    assert shape == "(64, 96, 3)"
    assert names.startswith("['Eiffel Tower', ")
