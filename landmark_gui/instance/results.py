"""What a waiting start gets when the dialog is closed: lines, complaints and an exit code. No Qt."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from landmark_gui.commands.console import ExitCode
from landmark_gui.commands.tag_formats import fits_tsv, without_breakers

if TYPE_CHECKING:
    from landmark_gui.metadata import WriteResult


@dataclass(frozen=True)
class Outcome:
    """What became of one photo.

    Attributes:
        path: The photo.
        verdict: The model's; empty where it was not asked.
        landmark: Gazetteer id of the accepted landmark; None where the gazetteer does not know it.
        name: Its name; empty where nothing was accepted.
        hierarchy: Its place, root first, as it is written.
        probability: The model's; None where the person found it by name.
        latitude: Degrees north; None where unknown.
        longitude: Degrees east; None where unknown.
        city: None where unknown.
        country: None where unknown.
        decided: Whether the person said anything about the photo while the dialog was open.
        error: Why it could not be read; empty where it could.
        write: What became of writing it; None where nothing was written.
    """

    path: str
    verdict: str = ""
    landmark: str | None = None
    name: str = ""
    hierarchy: tuple[str, ...] = ()
    probability: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    city: str | None = None
    country: str | None = None
    decided: bool = False
    error: str = ""
    write: "WriteResult | None" = field(default=None, compare=False)


def line(outcome: Outcome, form: str) -> str | None:
    """The line for stdout, see ``landmark-gui suggest --help``; None where there is none."""
    if form == "json":
        return _json(outcome) if outcome.name or outcome.error else None
    if not outcome.name or not fits_tsv(outcome.path):
        return None
    probability = "" if outcome.probability is None else f"{outcome.probability:.4f}"
    if outcome.latitude is None or outcome.longitude is None:
        return f"{outcome.path}\t{probability}\t\t\t"
    place = "|".join(without_breakers(part) for part in outcome.hierarchy)
    return f"{outcome.path}\t{probability}\t{outcome.latitude:.6f}\t{outcome.longitude:.6f}\t{place}"


def complaints(outcomes: Sequence[Outcome], form: str) -> list[str]:
    """Sentences for stderr."""
    found = [f"{outcome.path}: {outcome.error}" for outcome in outcomes if outcome.error]
    for outcome in outcomes:
        if outcome.write is not None and outcome.write.status == "refused":
            found.append(f"{outcome.path}: {outcome.write.reason}")
        if form == "tsv" and outcome.name and not fits_tsv(outcome.path):
            found.append(
                f"{outcome.path}: its name holds a tab or line break, which TSV cannot carry; use --format json."
            )
    if outcomes and all(outcome.error for outcome in outcomes):
        found.append("None of these files could be read.")
    return found


def exit_code(outcomes: Sequence[Outcome], form: str, model_problem: str = "") -> ExitCode:
    """The exit code for these photos.

    Args:
        outcomes: All photos that the start had asked for.
        form: Of its lines.
        model_problem: Why there are no suggestions; empty where there are.
    """
    if all(outcome.error for outcome in outcomes):
        return ExitCode.USAGE
    if any(outcome.write is not None and outcome.write.failed for outcome in outcomes):
        return ExitCode.WRITE_FAILED
    if not any(outcome.decided for outcome in outcomes):
        return ExitCode.NO_MODEL if model_problem else ExitCode.CANCELLED
    refused = any(outcome.write is not None and outcome.write.status == "refused" for outcome in outcomes)
    unfit = form == "tsv" and any(outcome.name and not fits_tsv(outcome.path) for outcome in outcomes)
    failed = refused or unfit or any(outcome.error for outcome in outcomes)
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _json(outcome: Outcome) -> str:
    from landmark_gui.commands.writing import as_json  # noqa: PLC0415

    candidate: dict[str, Any] = {
        "landmark": outcome.landmark,
        "name": outcome.name,
        "probability": None if outcome.probability is None else round(outcome.probability, 6),
        "latitude": outcome.latitude,
        "longitude": outcome.longitude,
        "city": outcome.city,
        "country": outcome.country,
    }
    value = {
        "path": outcome.path,
        "verdict": outcome.verdict or None,
        "candidates": [candidate] if outcome.name else [],
        "error": outcome.error or None,
        "write": as_json(outcome.write) if outcome.write is not None else None,
    }
    return json.dumps(value, allow_nan=False)
