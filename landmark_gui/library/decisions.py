"""What the person said about a photo: plain values, and how an action changes them.

A decision belongs to a person: models add suggestions, and nothing that a model says changes a decision. Landmarks are
named by a *key*: the gazetteer id, or for a landmark that the gazetteer does not know (a class of the person's own
model) ``name:`` and its name; see `landmark_key`.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landmark_gui.inference.suggestion import Candidate

_NAME_PREFIX = "name:"  # no gazetteer id holds a colon


class DecisionKind(StrEnum):
    """What was decided about a photo."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    NO_LANDMARK = "no_landmark"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person said about one photo.

    Attributes:
        kind: What was decided.
        landmark: Key of the accepted landmark; empty unless accepted.
        rejected: Keys of the landmarks that the photo does not show; never suggested for it again.
        when: UTC time of the last change, ISO 8601 with microseconds, so that texts compare like times; empty for none.
    """

    kind: DecisionKind = DecisionKind.UNDECIDED
    landmark: str = ""
    rejected: frozenset[str] = frozenset()
    when: str = ""

    @property
    def is_reviewed(self) -> bool:
        """Whether the person has settled this photo for now: accepted, no landmark, or skipped."""
        return self.kind is not DecisionKind.UNDECIDED

    @property
    def tells_something(self) -> bool:
        """Whether it says what the photo shows, or does not show."""
        return bool(self.rejected) or self.kind in (DecisionKind.ACCEPTED, DecisionKind.NO_LANDMARK)

    def to_json(self) -> str:
        """Compact JSON, ``[kind, landmark, [rejected, …], when]``."""
        row = [self.kind.value, self.landmark, sorted(self.rejected), self.when]
        return json.dumps(row, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Decision":
        """The inverse of `to_json`.

        Raises:
            ValueError: The text is no decision.
        """
        row = json.loads(text)
        match row:
            case [str(kind), str(landmark), [*rejected], str(when)] if all(isinstance(key, str) for key in rejected):
                return cls(DecisionKind(kind), landmark, frozenset(rejected), when)
        raise ValueError(f"not a decision: {text[:200]!r}")


ACCEPT_CONFIDENT = "accept confident"
"""Label of the operation that accepts all confident suggestions at once."""
UNDECIDED = Decision()
"""The decision about a photo that nobody has looked at."""


class Verb(StrEnum):
    """What a person can do with a photo in review."""

    ACCEPT = "accept"
    REJECT = "reject"
    NO_LANDMARK = "no_landmark"
    SKIP = "skip"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing said by the person; ``landmark`` (a key) goes with accept and reject only."""

    verb: Verb
    landmark: str = ""

    def __post_init__(self) -> None:
        if bool(self.landmark) != (self.verb in (Verb.ACCEPT, Verb.REJECT)):
            raise ValueError(f"{self.verb} {'needs a' if not self.landmark else 'takes no'} landmark")


NO_LANDMARK = Action(Verb.NO_LANDMARK)
SKIP = Action(Verb.SKIP)
CLEAR = Action(Verb.CLEAR)
"""Forgets everything that was said about a photo, rejections too."""


def accept(landmark: str) -> Action:
    """The photo shows this landmark (a key)."""
    return Action(Verb.ACCEPT, landmark)


def reject(landmark: str) -> Action:
    """The photo does not show this landmark (a key)."""
    return Action(Verb.REJECT, landmark)


def apply(decision: Decision, action: Action, when: str) -> Decision:
    """The decision after an action.

    Accepting a landmark that was rejected takes the rejection back; rejecting the accepted one makes the photo
    undecided again. A rejection alone settles nothing: the next candidate moves up.

    Args:
        decision: What stood before.
        action: What the person says now.
        when: See `now`.
    """
    match action.verb:
        case Verb.ACCEPT:
            return Decision(DecisionKind.ACCEPTED, action.landmark, decision.rejected - {action.landmark}, when)
        case Verb.NO_LANDMARK:
            return Decision(DecisionKind.NO_LANDMARK, "", decision.rejected, when)
        case Verb.SKIP:
            return Decision(DecisionKind.SKIPPED, "", decision.rejected, when)
        case Verb.CLEAR:
            return Decision(when=when)
        case Verb.REJECT:
            rejected = decision.rejected | {action.landmark}
            if action.landmark == decision.landmark:
                return Decision(DecisionKind.UNDECIDED, "", rejected, when)
            return Decision(decision.kind, decision.landmark, rejected, when)


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation changed about one photo, by its content."""

    before: Decision
    after: Decision


@dataclass(frozen=True)
class Operation:
    """One step that can be undone: an action on one photo or on many.

    Attributes:
        identifier: Unique text.
        when: UTC, see `now`.
        label: What the person did, for the undo menu; such as ``accept``.
        changes: By content id; only photos whose decision really changed.
        undoes: Identifier of the operation that this one took back; empty for what the person did directly.
    """

    identifier: str
    when: str
    label: str
    changes: Mapping[bytes, Change] = field(default_factory=lambda: MappingProxyType({}))
    undoes: str = ""

    @property
    def decisions(self) -> dict[bytes, Decision]:
        """The decisions after this operation, by content id: what a view must show now."""
        return {content: change.after for content, change in self.changes.items()}


def now(after: Iterable[str] = ()) -> str:
    """This moment in UTC, such as ``2026-01-31T18:05:59.123456+00:00``; later moments are greater texts.

    Args:
        after: Earlier moments. The result is later than any of them, also where the clock was put back since: what was
            said last is what holds.
    """
    moment = datetime.now(UTC)
    latest = max(after, default="")
    if latest >= moment.isoformat(timespec="microseconds"):
        with suppress(ValueError, OverflowError):  # in a damaged catalog
            moment = datetime.fromisoformat(latest).astimezone(UTC) + timedelta(microseconds=1)
    return moment.isoformat(timespec="microseconds")


def landmark_key(candidate: "Candidate") -> str:
    """The key by which decisions name a candidate's landmark."""
    return candidate.landmark or _NAME_PREFIX + candidate.name


def plain_name(key: str) -> str | None:
    """The name in a key that is no gazetteer id; None for a gazetteer id."""
    return key.removeprefix(_NAME_PREFIX) if key.startswith(_NAME_PREFIX) else None
