"""``landmark-gui models calibration`` and ``models improve``, on a real tiny model and catalog."""

import json
import sys

import learning_world
import pytest

from landmark_gui import settings
from landmark_gui.cli import main


@pytest.fixture
def model(user_home):
    path = learning_world.make_model(user_home / "models" / "colours.landmarks")
    settings.save(settings.Settings().replace(model="colours", device="cpu"))
    return path


def test_the_chart_as_text_and_json(model, tmp_path, capsys):
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 60), model=model)
    assert main(["models", "calibration"]) == 0
    out = capsys.readouterr().out
    assert "colours, held against your decisions about 60 photos:" in out
    assert "less often than it said" in out
    assert main(["models", "calibration", "--format", "json"]) == 0
    chart = json.loads(capsys.readouterr().out)
    assert (chart["decisions"], chart["enough"]) == (60, True)
    assert chart["right"] < 45
    assert sum(entry["count"] for entry in chart["bins"]) == 60
    assert main(["models", "calibration", "default"]) == 0
    assert "no decisions yet" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="needs file names that Windows refuses")
def test_a_models_name_does_not_command_the_terminal(user_home, capsys):
    learning_world.make_model(user_home / "models" / "col\x1b[31mours.landmarks")
    assert main(["models", "calibration", "col\x1b[31mours"]) == 0
    out = capsys.readouterr().out
    assert "col\\x1b[31mours" in out
    assert "\x1b" not in out


def test_few_decisions_are_said_to_be_few(model, tmp_path, capsys):
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 6), model=model)
    assert main(["models", "calibration"]) == 0
    out = capsys.readouterr().out
    assert "too few to tell" in out
    assert "25 or more are needed" in out


def test_improving_says_what_changed_and_how_to_take_it_back(model, tmp_path, capsys):
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 60))
    assert main(["models", "improve"]) == 0
    out = capsys.readouterr().out
    assert "60 decisions, of which" in out
    assert "Better: Eiffel Tower" in out
    assert "colours-improved is now the model in use; 'landmark-gui models use colours' takes that back." in out
    assert main(["models", "use", "colours"]) == 0
    assert "worse" not in capsys.readouterr().err


def test_improving_as_json_and_a_refusal(model, tmp_path, capsys):
    photos = learning_world.take_photos(tmp_path / "photos", 60, learning_world.model_factory.COLOURS)
    learning_world.decide(photos)
    assert main(["models", "improve", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["better"], told["improved"], told["model"]) == (False, None, "colours")
    assert told["reasons"]
    assert main(["models", "improve"]) == 0
    assert "So colours stays in use as it is." in capsys.readouterr().out


def test_too_few_decisions_are_one_sentence(model, capsys):
    assert main(["models", "improve"]) == 2
    assert "There are too few decisions to learn from: 0 of at least 20" in capsys.readouterr().err
    assert main(["models", "improve", "gone"]) == 3
