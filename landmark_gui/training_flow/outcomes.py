"""How a process ended, and what the person should know about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_OURS = "landmark-train: "


class Ending(StrEnum):
    """How a process ended."""

    DONE = "done"
    STOPPED = "stopped"  # as the person asked
    REFUSED = "refused"  # with a sentence that says why
    KILLED = "killed"  # from outside: by the system short of memory, by a person, by a power cut
    BROKEN = "broken"  # by a mistake of ours
    NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a process.

    Attributes:
        ending: How.
        sentence: The process's own words about it; empty where it said none.
        details: The last lines that it wrote to stderr.
    """

    ending: Ending
    sentence: str = ""
    details: str = ""


def outcome(exit_code: int, crashed: bool, errors: Sequence[str], *, finished: bool = True) -> Outcome:
    """What an ended process's exit code and stderr mean.

    Args:
        exit_code: Of the process.
        crashed: Whether it ended by a signal.
        errors: Lines of stderr.
        finished: Whether its last event said that all is done.
    """
    details = "\n".join(errors[-40:])
    sentence = next((line.removeprefix(_OURS) for line in reversed(errors) if line.startswith(_OURS)), "")
    if crashed or exit_code >= 128 or exit_code < 0:
        return Outcome(Ending.KILLED, sentence, details)
    match exit_code:
        case 0:
            return Outcome(Ending.DONE if finished else Ending.BROKEN, sentence, details)
        case 1 if not any(line.startswith("Traceback") for line in errors):
            return Outcome(Ending.STOPPED, sentence, details)
        case 2:
            return Outcome(Ending.REFUSED, sentence or _last(errors), details)
    return Outcome(Ending.BROKEN, _last(errors), details)


def _last(errors: Sequence[str]) -> str:
    return next((line.strip() for line in reversed(errors) if line.strip()), "")
