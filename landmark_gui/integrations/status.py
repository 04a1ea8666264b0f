"""How things stand with each host: is it there, is our entry in it, has the person changed that."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from landmark_gui.integrations import files
from landmark_gui.integrations.edits import State
from landmark_gui.integrations.errors import IntegrationError
from landmark_gui.integrations.host import Context, Host, OwnFile, Part
from landmark_gui.integrations.manifest import Manifest


class Presence(StrEnum):
    """Whether a host's entry is installed."""

    NO = "no"
    YES = "yes"
    OUTDATED = "outdated"
    """It was, by another version or for a program that lies elsewhere now: install again."""
    INCOMPLETE = "incomplete"
    """Files are missing: install again."""


@dataclass(frozen=True)
class HostStatus:
    """How things stand with one host.

    Attributes:
        host: The host.
        found: Whether it is installed.
        presence: Whether our entry is.
        changed: Files in which the person has changed our entry.
        problems: Why a file could not be looked at.
        paths: The files that its entry needs.
        hints: What the person should know.
    """

    host: Host
    found: bool
    presence: Presence
    changed: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    hints: str = ""


def status(host: Host, context: Context, manifest: Manifest) -> HostStatus:
    """Looks at one host."""
    parts = host.parts(context)
    states: list[State] = []
    changed: list[Path] = []
    problems: list[str] = []
    for part in parts:
        try:
            state = _state(part, manifest)
        except IntegrationError as error:
            problems.append(str(error))
            continue
        states.append(state)
        if state is State.CHANGED and part.path in manifest.entries:
            changed.append(part.path)
    recorded = bool(manifest.of_host(host.id))
    # With the record lost, files that are as we write them are ours; those of other hosts say nothing about this one.
    own = recorded or not any(part.path in manifest.entries for part in parts)
    presence = Presence.NO
    if own and not problems and all(state is State.CURRENT for state in states):
        presence = Presence.YES
    elif recorded and State.ABSENT in states:
        presence = Presence.INCOMPLETE
    elif recorded:
        presence = Presence.OUTDATED if State.OUTDATED in states else Presence.YES
    paths = tuple(part.path for part in parts)
    places = context.places
    hints = host.hints(places)
    return HostStatus(host, host.found(places), presence, tuple(changed), tuple(problems), paths, hints)


def _state(part: Part, manifest: Manifest) -> State:
    current = files.read(part.path)
    known = manifest.entries.get(part.path)
    if not isinstance(part, OwnFile):
        return part.state(current, known.record if known is not None else None)
    if current is None:
        return State.ABSENT
    if current == part.content:
        return State.CURRENT
    if known is not None and files.digest(current) in known.digests:
        return State.OUTDATED
    return State.CHANGED
