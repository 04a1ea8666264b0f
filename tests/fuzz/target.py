"""What a fuzz target is, and the bounds that every input must keep."""

import time
from collections.abc import Callable
from dataclasses import dataclass

SECONDS = 2.0
"""The longest that one input may take, in seconds of processor time."""

MEMORY = 200_000_000
"""The most memory that one input may take, in bytes."""


@dataclass(frozen=True)
class Target:
    """One way in for bytes that somebody else made.

    Attributes:
        name: As the command line knows it.
        run: Does what the program does with such bytes. Refusing them is fine; whatever it raises is a finding.
        seeds: Valid inputs to start from.
        words: What the format is made of, to be thrown in.
    """

    name: str
    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    words: tuple[bytes, ...] = ()


class SlowError(Exception):
    """An input took too long."""


def run_bounded(target: Target, data: bytes) -> None:
    """Runs one input.

    Raises:
        SlowError: It took more than `SECONDS`.
        Exception: Whatever else the program should not have let out.
    """
    start = time.process_time()
    target.run(data)
    if (taken := time.process_time() - start) > SECONDS:
        raise SlowError(f"{taken:.1f} s")
