"""The benchmarks, by hand: ``python -m tests.benchmarks NAME …``; each prints ratios or figures of one run.

``training DATA``: an epoch of the reference recipes from scratch and with VGG19, our way and the reference's.
``vgg19 DATA``: the reference's ten epochs of VGG19 from nothing cached, with and without cached features.
``rejection MODEL DATA NEGATIVES``: scores that tell photos of landmarks from ordinary ones, compared.
``metadata-corpus DATA``, ``metadata-speed``: see the modules of these names.
"""

import argparse
import json
import runpy
import sys
from pathlib import Path

from tests.benchmarks import training_epochs

SCRIPTS = {
    path.stem.replace("_", "-"): path
    for path in sorted(Path(__file__).parent.glob("*.py"))
    if path.stem not in {"__init__", "__main__", "reference_way", "training_epochs"}
}


def main() -> int:
    """Runs one benchmark."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", choices=["training", "vgg19", *SCRIPTS])
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="the benchmark's own")
    options = parser.parse_args()
    if options.name in SCRIPTS:
        script = str(SCRIPTS[options.name])
        sys.argv = [script, *options.arguments]
        runpy.run_path(script, run_name="__main__")
        return 0
    own = argparse.ArgumentParser(f"python -m tests.benchmarks {options.name}")
    own.add_argument("data", type=Path, help="folder of labelled photos")
    own.add_argument("--epochs", type=int, default=4 if options.name == "training" else 10)
    chosen = own.parse_args(options.arguments)
    if options.name == "vgg19":
        print(json.dumps(training_epochs.cached_features(chosen.data, chosen.epochs), indent=2))
        return 0
    for pipeline in ("scratch", "transfer"):
        print(json.dumps(training_epochs.measure(chosen.data, pipeline, chosen.epochs)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
