"""Fixtures of tests with real photo managers; `install_hosts.sh` installs those and all else that is needed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import desk
import model_factory
import pytest
from desk import LEFT_ALONE, NAMES, Desk


def missing() -> str:
    """Why nothing here can run; empty if it can."""
    if not sys.platform.startswith("linux"):
        return "hosts are tested on Linux"
    tools = ("Xvfb", "openbox", "dbus-daemon", "xdotool", "exiftool", "gio", "update-desktop-database")
    absent = [name for name in tools if shutil.which(name) is None]
    if absent:
        return f"{', '.join(absent)} not installed (tests/hosts/install_hosts.sh)"
    if not desk.program().exists():
        return "landmark-gui is not installed in this environment (pip install -e .)"
    command = [desk.SYSTEM_PYTHON, "-c", "import pyatspi"]
    if not Path(desk.SYSTEM_PYTHON).exists() or subprocess.run(command, capture_output=True, check=False).returncode:
        return "python3-pyatspi is not installed (tests/hosts/install_hosts.sh)"
    return ""


def pytest_collection_modifyitems(items):
    """Marks all tests here."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.hosts)


@pytest.fixture(scope="session")
def model(tmp_path_factory) -> Path:
    """A model that tells landmarks by colours."""
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks")


@pytest.fixture
def desktop(tmp_path, request):
    """A desktop with four photos of the Taj Mahal, our program with a small model, and nothing installed yet."""
    if reason := missing():
        pytest.skip(reason)
    model = request.getfixturevalue("model")  # only now: it takes a moment
    with Desk(tmp_path) as made:
        for number, name in enumerate((*NAMES, LEFT_ALONE)):
            model_factory.photo(made.photos / name, "Taj_Mahal", width=640, height=480, seed=number)
        models = made.home / ".local/share/landmark-tagger/models"
        models.mkdir(parents=True)
        shutil.copy(model, models)
        settings = made.home / ".config/landmark-tagger/settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"format_version": 1, "settings": {"model": "colours"}}))
        yield made


@pytest.fixture
def need():
    """Skips a test where a host is not installed."""

    def check(*programs: str) -> None:
        for name in programs:
            if shutil.which(name) is None:
                pytest.skip(f"{name} is not installed (tests/hosts/install_hosts.sh)")

    return check
