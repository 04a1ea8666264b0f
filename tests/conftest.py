"""Shared fixtures: a headless screen, a private home for user data, and the real photos where they are at hand."""

import os
import signal
from pathlib import Path

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Shells start background jobs that way, and the processes that tests start would inherit it and never obey Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("MPLBACKEND", "Agg")

import pytest

SHARED_BESIDE_REPOSITORY = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def user_home(tmp_path_factory, monkeypatch) -> Path:
    """Every test has its own empty user data folder."""
    home = tmp_path_factory.mktemp("landmark_home")
    monkeypatch.setenv("LANDMARK_GUI_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real photos and weights: ``$LANDMARK_TEST_DATA``, else ``shared`` beside the repository."""
    folder = Path(os.environ.get("LANDMARK_TEST_DATA", SHARED_BESIDE_REPOSITORY))
    if not (folder / "mini_landmarks").is_dir():
        pytest.skip(
            f"real photos not found at {folder}; set LANDMARK_TEST_DATA to the folder that holds mini_landmarks"
        )
    return folder
