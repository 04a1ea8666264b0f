"""The window imports the library before it stands: nothing heavy may come with it."""

import json
import subprocess
import sys
from pathlib import Path

import landmark_gui.library

MODULES = sorted(path.stem for path in Path(landmark_gui.library.__file__).parent.glob("[a-z]*.py"))


def test_no_module_of_the_library_loads_anything_heavy():
    assert "catalog" in MODULES
    program = "import importlib, json, sys\nfor name in json.loads(sys.argv[1]): importlib.import_module(name)\n"
    program += "print(json.dumps(sorted(sys.modules)))"
    names = json.dumps([f"landmark_gui.library.{name}" for name in MODULES])
    done = subprocess.run(
        [sys.executable, "-c", program, names], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = json.loads(done.stdout)
    assert f"landmark_gui.library.{MODULES[0]}" in loaded
    assert not {name.split(".")[0] for name in loaded} & {
        "PIL",
        "PySide6",
        "lxml",
        "numpy",
        "piexif",
        "torch",
    }
    assert "landmark_gui.metadata" not in loaded
