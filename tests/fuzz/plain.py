"""The fuzzer that needs nothing else: damaged inputs, one after the other, within the bounds."""

import hashlib
import random
import resource
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from .mutation import mutated
from .target import MEMORY, Target, run_bounded

_KEPT = 500  # inputs beyond the seeds from which others are made


@dataclass(frozen=True)
class Outcome:
    """What a run came to: inputs tried, memory that they took (bytes), and the files of those that broke something."""

    inputs: int
    memory: int
    findings: tuple[Path, ...]


def attack(target: Target, seconds: float, findings: Path, seed: int) -> Outcome:
    """Damages the target's seeds for a while, and the damaged ones again.

    Args:
        target: what to attack.
        seconds: how long.
        findings: the folder for inputs that broke something.
        seed: the same one makes the same inputs.
    """
    source = random.Random(seed)
    pool = target.seeds()
    fixed = len(pool)
    found: dict[str, Path] = {}
    for data in pool:
        run_bounded(target, data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        data = mutated(source.choice(pool), source, target.words, source.choice(pool))
        count += 1
        try:
            run_bounded(target, data)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            where = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {where.filename}:{where.lineno}"
            if kind not in found:
                found[kind] = keep(findings, target, data)
                print(f"{target.name}: {kind}: {error} ({found[kind]})", flush=True)
        if source.random() < 0.02:  # damage upon damage
            if len(pool) < fixed + _KEPT:
                pool.append(data)
            else:
                pool[source.randrange(fixed, len(pool))] = data
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    if memory > MEMORY:
        print(f"{target.name}: {memory / 1e6:.0f} MB of memory", flush=True)
    return Outcome(count, memory, tuple(found.values()))


def keep(findings: Path, target: Target, data: bytes) -> Path:
    """Saves an input that broke something."""
    path = findings / target.name / hashlib.sha256(data).hexdigest()[:16]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
