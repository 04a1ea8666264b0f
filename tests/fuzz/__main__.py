"""Attacks everything that reads bytes from strangers: ``python -m tests.fuzz [TARGET …] [--seconds N]``.

Without a target all of them are attacked in turn. An input that raises what the program must not let out, loses
something that stood in a photo, takes more than 2 s or more than 200 MB is kept, and the exit code is 1; with
``--again FILE`` one such input is run again. ``--guided`` lets atheris look for new paths through the code
of the metadata package (``pip install atheris``); otherwise valid inputs are damaged at random.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import plain, targets
from .target import MEMORY, run_bounded


def main() -> int:
    """Runs the command."""
    names = targets.NAMES
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(names)}; default: all")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target (default: 60)")
    parser.add_argument("--guided", action="store_true", help="by coverage, with atheris")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the same one makes the same inputs")
    parser.add_argument("--findings", type=Path, help="folder for inputs that broke something")
    parser.add_argument("--again", type=Path, metavar="FILE", help="run this input on the one target named")
    arguments = parser.parse_args()
    if unknown := set(arguments.targets) - set(names):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    if arguments.again:
        run_bounded(targets.by_name(*arguments.targets), arguments.again.read_bytes())
        return 0
    findings = arguments.findings or Path(tempfile.mkdtemp(prefix="fuzz-findings-"))
    print(f"seed {arguments.seed}; what breaks something goes to {findings}", flush=True)
    broken = False
    for name in arguments.targets or names:
        if arguments.guided and name in targets.PHOTO_NAMES:
            command = [sys.executable, "-m", "tests.fuzz.guided", name, str(int(arguments.seconds)), str(findings)]
            broken |= subprocess.run(command, check=False).returncode != 0
            continue
        outcome = plain.attack(targets.by_name(name), arguments.seconds, findings, arguments.seed)
        memory = f"{outcome.memory / 1e6:.0f} MB more at most"
        print(f"{name}: {outcome.inputs} inputs, {memory}, {len(outcome.findings)} findings", flush=True)
        broken |= bool(outcome.findings) or outcome.memory > MEMORY
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
