"""The benchmarks, by hand: ``python -m tests.benchmarks [--json] [NAME …]``; ratios or figures of one run.

One benchmark takes arguments of its own behind its name; ``NAME --help`` shows them. Several run one after the other.
Without a name those that need no data of their own run one after the other, for about an hour.

``training DATA``: an epoch of the reference recipes from scratch and with VGG19, our way and the reference's in turns.
``vgg19 DATA``: the reference's ten epochs of VGG19 from nothing cached, with and without cached features.
``identical DATA``: whether suggestions are those of whole decoding and single precision.
``rejection MODEL DATA NEGATIVES``: scores that tell photos of landmarks from ordinary ones, compared.
``gps-prior DATA``, ``teach DATA``, ``refit DATA``: what positions, taught landmarks and decisions do to suggestions.
``metadata-corpus DATA``, ``metadata-speed``: see the modules of these names.

With ``--json`` standard output is one object with the names as keys: the benchmark's own figures where it has them as
JSON, else the lines that it prints. One that fails is missing there, and gives the exit code.
"""

import argparse
import json
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks import training_epochs
from training.scan import DataError

_HELPERS = {"__init__", "__main__", "known_photos", "reference_way", "training_epochs"}
SCRIPTS = {
    path.stem.replace("_", "-"): path
    for path in sorted(Path(__file__).parent.glob("*.py"))
    if path.stem not in _HELPERS
}
NAMES = ("training", "vgg19", *SCRIPTS)
WITHOUT_DATA = ("startup", "small-dialog", "inference", "thumbnails", "metadata-speed", "window", "growth")
_SPEAK_JSON = ("startup", "inference", "growth")
_ONE = "import sys; from tests.benchmarks.__main__ import run; run(sys.argv[1], sys.argv[2:])"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one benchmark or several, or all that need no data."""
    parser = argparse.ArgumentParser(
        "python -m tests.benchmarks",
        usage="%(prog)s [-h] [--json] [NAME ... | NAME ARGUMENT ...]",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="one object with the names as keys")
    parser.add_argument("name", nargs="?", metavar="NAME", choices=NAMES, help=", ".join(NAMES))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGUMENT", help="the benchmark's own")
    options = parser.parse_args(arguments)
    as_json = options.json or "--json" in options.arguments
    own = [argument for argument in options.arguments if argument != "--json"]
    names = [options.name] if options.name else list(WITHOUT_DATA)
    while own and own[0] in NAMES:
        names.append(own.pop(0))
    if own and len(names) > 1:
        parser.error(f"{own[0]} is no benchmark, and several take no arguments of their own")
    if options.name and len(names) == 1 and not as_json:
        run(options.name, own)
        return 0
    found: dict[str, Any] = {}
    failed = 0
    for name in names:
        if not as_json:
            print(f"\n{name}", flush=True)
        # Each in a process of its own: what one has loaded is memory and time to the next.
        command = [sys.executable, "-c", _ONE, name, *own, *(["--json"] if as_json and name in _SPEAK_JSON else [])]
        ended = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE if as_json else None)
        if ended.returncode != 0:
            print(f"{name} failed ({ended.returncode})", file=sys.stderr)
            failed = failed or ended.returncode
            continue
        found[name] = _figures(ended.stdout) if as_json else None
    if as_json:
        print(json.dumps(found, indent=2))
    return failed


def run(name: str, arguments: Sequence[str]) -> None:
    """Runs one benchmark in this process; it prints what it finds."""
    if name in SCRIPTS:
        sys.argv = [str(SCRIPTS[name]), *arguments]
        runpy.run_path(sys.argv[0], run_name="__main__")
        return
    parser = argparse.ArgumentParser(f"python -m tests.benchmarks {name}")
    parser.add_argument("data", type=Path, help="folder of labelled photos")
    parser.add_argument("--epochs", type=int, default=4 if name == "training" else 10)
    if name == "training":
        parser.add_argument("--pipeline", choices=("scratch", "transfer"), help="only this one")
        parser.add_argument("--rounds", type=int, default=1, help="how often both ways take turns")
        parser.add_argument("--longest-side", type=int, help="enlarge copies of the photos to so many pixels first")
    options = parser.parse_args(arguments)
    try:
        _train(name, options)
    except DataError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except subprocess.CalledProcessError as error:
        print(error.stderr, end="", file=sys.stderr)
        sys.exit(error.returncode)


def _train(name: str, options: argparse.Namespace) -> None:
    """Runs ``training`` or ``vgg19``.

    Raises:
        DataError: The photos cannot be used.
        subprocess.CalledProcessError: A training failed; ``stderr`` says why.
    """
    if name == "vgg19":
        print(json.dumps(training_epochs.cached_features(options.data, options.epochs), indent=2))
        return
    with tempfile.TemporaryDirectory() as folder:
        data = options.data
        if options.longest_side:
            data = training_epochs.enlarged(data, Path(folder), options.longest_side)
        for pipeline in [options.pipeline] if options.pipeline else ("scratch", "transfer"):
            found = training_epochs.measure(data, pipeline, options.epochs, options.rounds)
            print(json.dumps(found), flush=True)


def _figures(text: str) -> Any:
    """JSON as it is, of one object or one a line; other text as lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    for attempt in (lambda: json.loads(text), lambda: [json.loads(line) for line in lines]):
        try:
            return attempt()
        except ValueError:
            continue
    return lines


if __name__ == "__main__":
    sys.exit(main())
