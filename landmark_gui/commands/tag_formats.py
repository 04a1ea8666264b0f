"""The three formats in which ``tag`` prints suggestions: text for people, TSV and JSON lines for programs."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from landmark_gui.commands.console import prepare_for_people, prepare_for_programs, printable
from landmark_gui.inference.evidence import Evidence, EvidenceKind, Stance
from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
from landmark_gui.library.decisions import plain_name


@dataclass(frozen=True)
class Outcome:
    """What else became of a photo than that it was looked at.

    Attributes:
        lines: For people.
        members: Further members of the JSON object.
    """

    lines: tuple[str, ...] = ()
    members: Mapping[str, Any] = field(default_factory=dict)


_LEAST_SHOWN = 0.01
"""Less probable candidates are left out of what people read: they would be most of the lines."""

Printer = Callable[[Suggestion, Outcome], None]
FORMATS = ("text", "tsv", "json")

_TSV_BREAKERS = frozenset("\t\n\r")
_SHAPES = {Verdict.CONFIDENT: "✓", Verdict.AMBIGUOUS: "?", Verdict.NO_LANDMARK: "–"}
_PLAIN_SHAPES = {Verdict.CONFIDENT: "+", Verdict.AMBIGUOUS: "?", Verdict.NO_LANDMARK: "-"}
_STYLES = {Verdict.CONFIDENT: "green", Verdict.AMBIGUOUS: "yellow", Verdict.NO_LANDMARK: "dim"}
_SIGNS = {Stance.AGREES: "+", Stance.CONTRADICTS: "!", Stance.NEUTRAL: " "}
_STANCE_STYLES = {Stance.AGREES: "dim", Stance.CONTRADICTS: "yellow", Stance.NEUTRAL: "dim"}
_NARROWEST, _WIDEST = 40, 120
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def make_printer(form: str) -> Printer:
    """Prepares stdout for that format, and gives what prints one suggestion there.

    Args:
        form: One of `FORMATS`.
    """
    if form == "text":
        prepare_for_people()
        return _text_printer()
    prepare_for_programs()

    def print_line(suggestion: Suggestion, outcome: Outcome) -> None:
        text = tsv_line(suggestion) if form == "tsv" else json_line(suggestion, outcome)
        if text is not None:
            sys.stdout.write(text + "\n")  # one write: a Ctrl-C leaves no half line
            sys.stdout.flush()

    return print_line


def json_line(suggestion: Suggestion, outcome: Outcome) -> str:
    """One JSON object, in ASCII. A byte of a file name that is not UTF-8 stands as Python's surrogate escape."""
    value: dict[str, Any] = {
        "path": str(suggestion.path),
        "verdict": suggestion.verdict,
        "candidates": [
            {
                "landmark": candidate.landmark,
                "name": candidate.name,
                "probability": round(candidate.probability, 6),
                "latitude": candidate.latitude,
                "longitude": candidate.longitude,
                "city": candidate.city,
                "country": candidate.country,
            }
            for candidate in suggestion.candidates
        ],
        "error": suggestion.error,
        "evidence": [
            {
                "kind": piece.kind,
                "landmark": None if plain_name(piece.landmark) else piece.landmark,
                "name": piece.name,
                "text": piece.text,
                "weight": round(piece.weight, 3),
                "stance": piece.stance,
            }
            for piece in suggestion.evidence
        ],
        **outcome.members,
    }
    return json.dumps(value, allow_nan=False)


def tsv_line(suggestion: Suggestion) -> str | None:
    """``path⇥probability⇥latitude⇥longitude⇥Places|Country|City|Landmark`` of the best candidate.

    The last three are empty where the photo shows no landmark or its place is unknown, and all but the path where
    it could not be read. None where the path cannot stand in TSV.
    """
    path = str(suggestion.path)
    if not fits_tsv(path):
        return None
    probability = f"{suggestion.candidates[0].probability:.4f}" if suggestion.candidates else ""
    best = suggestion.best
    if best is None or best.latitude is None or best.longitude is None:
        return f"{path}\t{probability}\t\t\t"
    place = "|".join(without_breakers(part) for part in best.hierarchy)
    return f"{path}\t{probability}\t{best.latitude:.6f}\t{best.longitude:.6f}\t{place}"


def fits_tsv(path: str) -> bool:
    """Whether a path can stand in a TSV line, which has no way to carry tabs and line breaks."""
    return _TSV_BREAKERS.isdisjoint(path)


def without_breakers(text: str) -> str:
    """A text of one line and one column."""
    return "".join(" " if character in _TSV_BREAKERS else character for character in text)


def _text_printer() -> Printer:
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - programs' formats need no rich
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    fancy = _can_print("✓–█▏")
    shapes = _SHAPES if fancy else _PLAIN_SHAPES
    width = min(max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST), _WIDEST)
    name_width = max(12, min(30, width // 3))
    bar_width = max(6, min(20, width // 5))
    place_width = width - (2 + name_width + 1 + bar_width + 1 + 7 + 2)

    def fit(text: str, cells: int) -> str:
        text = printable(text)
        return set_cell_size(text if cell_len(text) <= cells else set_cell_size(text, cells - 1) + "…", cells)

    def row(candidate: Candidate, style: str) -> Text:
        text = Text("  " + fit(candidate.name, name_width) + " ")
        text.append(bar(candidate.probability, bar_width, fancy=fancy), style)
        text.append(f" {candidate.probability:6.1%}")
        if place := ", ".join(part for part in (candidate.city, candidate.country) if part):
            text.append("  " + fit(place, place_width).rstrip(), "dim")
        return text

    def print_text(suggestion: Suggestion, outcome: Outcome) -> None:
        verdict = suggestion.verdict
        if verdict is None:
            return  # stderr has it already
        style = _STYLES[verdict]
        text = Text(f"{shapes[verdict]} ", style).append(printable(str(suggestion.path)), "bold")
        text.append(": ").append(printable(in_words(suggestion)), style)
        for candidate in suggestion.candidates:
            if candidate.probability < _LEAST_SHOWN:
                break
            text.append("\n").append_text(row(candidate, style))
        for piece in _worth_a_line(suggestion):
            text.append("\n  ")
            text.append(printable(f"{_SIGNS[piece.stance]} {piece.text}"), _STANCE_STYLES[piece.stance])
        for line in outcome.lines:
            text.append("\n  " + printable(line))
        console.print(text)
        sys.stdout.flush()

    return print_text


def _worth_a_line(suggestion: Suggestion) -> list[Evidence]:
    """The evidence that people should read without asking for it: what agrees or contradicts."""
    if suggestion.verdict is Verdict.NO_LANDMARK:
        return []
    return [
        piece
        for piece in suggestion.evidence
        if piece.kind is not EvidenceKind.PICTURE and piece.stance is not Stance.NEUTRAL
    ]


def in_words(suggestion: Suggestion) -> str:
    """The verdict as a person would say it."""
    names = [candidate.name for candidate in suggestion.candidates]
    if suggestion.verdict is Verdict.NO_LANDMARK:
        return "no landmark"
    if suggestion.verdict is Verdict.CONFIDENT:
        return names[0]
    return f"not sure, {names[0]} or {names[1]}?" if len(names) > 1 else f"not sure, {names[0]}?"


def bar(share: float, cells: int, *, fancy: bool) -> str:
    """A bar that fills that share of the cells, in eighths of a cell where the terminal has the characters."""
    if not fancy:
        return ("#" * round(share * cells)).ljust(cells)
    whole, part = divmod(round(share * cells * 8), 8)
    return ("█" * whole + (_EIGHTHS[part] if part else "")).ljust(cells)


def _can_print(characters: str) -> bool:
    try:
        characters.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return os.environ.get("TERM") != "linux"  # the text console's font has no eighths
