"""Fuzzing everything that reads bytes from strangers: ``python -m tests.fuzz --help``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # for the makers of files beside this folder
