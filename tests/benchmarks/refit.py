"""Learning from decisions: ``python -m tests.benchmarks refit DATA [--decisions 200] [--model NAME]``.

Photos of DATA's validation split get decisions in a catalog of their own: once the landmarks that they show, once for
each another landmark. ``landmark-gui models improve`` then runs on each, as a person would run it; the second one must
be refused.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import accept
from landmark_gui.library.header_facts import finder, read_facts
from landmark_gui.library.photos import Photo
from landmark_gui.paths import HOME_VARIABLE
from training.data import open_data_set


def main() -> None:
    """Prints one JSON object a run."""
    parser = argparse.ArgumentParser("refit", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--decisions", type=int, default=200)
    parser.add_argument("--model", default="default", help="name or file")
    options = parser.parse_args()
    opened = open_data_set(options.data, report=lambda _event: None, splits=("train",))
    gazetteer = Gazetteer.load()
    keys = [getattr(gazetteer.find(name), "id", f"name:{name}") for name in opened.classes]
    photos = random.Random(7).sample(opened.validation, min(options.decisions, len(opened.validation)))
    right = {photo.path: keys[photo.label] for photo in photos}
    wrong = {photo.path: keys[(photo.label + 1) % len(keys)] for photo in photos}
    for name, truth in {"right": right, "wrong": wrong}.items():
        with tempfile.TemporaryDirectory() as home:
            os.environ[HOME_VARIABLE] = home
            _decide(truth)
            print(json.dumps({"decisions": name, "photos": len(truth), **_improve(options.model)}), flush=True)


def _decide(landmarks: Mapping[Path, str]) -> None:
    facts = {path: read_facts(Photo(str(path)), finder()) for path in landmarks}
    with Catalog() as catalog:
        catalog.remember(list(facts.values()))
        catalog.decide_each({facts[path].content: accept(key) for path, key in landmarks.items()}, "accept")


def _improve(model: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "landmark_gui", "models", "improve", model, "--format", "json"]
    started = time.perf_counter()
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {"seconds": round(time.perf_counter() - started, 1), **told}


if __name__ == "__main__":
    main()
