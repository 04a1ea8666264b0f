"""What must stay unloaded, seen in fresh interpreters."""

import json
import subprocess
import sys

import model_factory
import pytest

LIGHT = [
    "landmark_gui",
    "landmark_gui.cli",
    "landmark_gui.paths",
    "landmark_gui.settings",
    "landmark_gui.inference.suggestion",
    "landmark_gui.inference.evidence",
    "landmark_gui.inference.gps_prior",
    "landmark_gui.inference.heat_scale",
    "landmark_gui.library.scan",
]


def loaded_after(program: str, *arguments: object) -> set[str]:
    """Top-level packages that are loaded when the program is done."""
    program += "\nimport sys, json; json.dump(sorted({name.split('.')[0] for name in sys.modules}), sys.stderr)"
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("module", LIGHT)
def test_importing_loads_nothing_heavy(module):
    loaded = loaded_after(f"import {module}")
    assert "landmark_gui" in loaded
    heavy = {"torch", "PySide6", "numpy", "PIL", "rich", "matplotlib", "huggingface_hub", "training", "torchvision"}
    assert not loaded & heavy


def test_tagging_loads_no_more_than_it_needs(tmp_path):
    model = model_factory.make_model(tmp_path / "colours.landmarks")
    photo = model_factory.photo(tmp_path / "a.png", "Taj_Mahal")
    program = "import sys; from landmark_gui.cli import main; assert main(sys.argv[1:]) == 0"
    loaded = loaded_after(program, "tag", "--quiet", "--format", "tsv", "--model", model, photo)
    assert "torch" in loaded
    assert not loaded & {"PySide6", "torchvision", "matplotlib", "huggingface_hub", "rich", "timm"}


def test_where_nothing_is_to_be_tagged_torch_is_not_loaded():
    program = "from landmark_gui.cli import main; assert main(['tag', '/no/such/photo.jpg']) == 2"
    assert "torch" not in loaded_after(program)
