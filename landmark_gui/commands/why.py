"""``landmark-gui why``: what speaks for and against each candidate of a photo, and where in it the model sees it."""

import argparse
import math
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from landmark_gui.commands import options, tag, tag_evidence
from landmark_gui.commands.console import CommandError, ExitCode, complain, printable
from landmark_gui.commands.tag_formats import Outcome, make_printer
from landmark_gui.inference.evidence import EvidenceKind, Stance
from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict

if TYPE_CHECKING:
    from landmark_gui.inference.explain import Explainer, Explanation
    from landmark_gui.inference.feature_cache import FeatureCache
    from landmark_gui.inference.predictor import Predictor

_EPILOG = """\
The photos are weighed with each other as by 'tag': name those taken before and after, too, to see what they say.
The picture of --heat-map is the photo under a scale from dark blue (says nothing for the landmark) to yellow (says
most); the scale ends at the most that any place says for the model's first candidate, so that others stay pale.

json: as 'tag --format json', with heat_map: null, or landmark, name, method (cam: exact; grad-cam), hottest (shares of
      the width and height) and file; and training_photos: null where they are not on this machine, else path and
      similarity of those of the landmark that are most like the photo. A landmark that was taught has no heat map, and
      the photos that it was taught from.

exit codes: 0 done, 1 cancelled, 2 wrong usage or no readable file, 3 no model, 4 some files failed
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "why",
        help="show why a landmark is suggested, and where in the photo",
        description="Shows the candidates for a photo, what speaks for and against the first one, and where in the "
        "photo the model sees a landmark.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--landmark", metavar="NAME|ID", help="explain this candidate (default: the first one)")
    parser.add_argument("--heat-map", type=Path, metavar="OUT.png", help="write the photo with the heat map over it")
    parser.add_argument("--force", action="store_true", help="let --heat-map replace a file that is there already")
    parser.add_argument(
        "--training-photos",
        type=Path,
        metavar="FOLDER",
        help="the data set that the model was trained with, to show its photos most like these; kept in mind",
    )
    parser.add_argument(
        "--top-k", type=options.positive_int, default=5, metavar="K", help="most candidates per photo (default: 5)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    options.add_model(parser)
    tag_evidence.add_options(parser)
    options.add_files(parser, "photos; names that begin with '-' go behind '--'")
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Raises:
        CommandError: No photo, no model, a landmark that the model does not know, or a picture that cannot be written.
    """
    from landmark_gui.library.scan import scan  # noqa: PLC0415
    from landmark_gui.photo_names import is_photo  # noqa: PLC0415

    found = list(scan(arguments.files, is_photo))
    paths = [entry.path for entry in found if entry.problem is None]
    for entry in found:
        if entry.problem is not None:
            complain(f"{entry.path}: {entry.problem}")
    if not paths:
        raise CommandError("Name at least one photo that can be read.")
    if arguments.heat_map is not None and len(found) > 1:
        raise CommandError("--heat-map goes with one photo; leave the others out.")
    _check_free(arguments, paths[0])
    printer = make_printer(arguments.format)
    predictor = tag.load_predictor(arguments)
    from landmark_gui.inference.explain import Explainer  # noqa: PLC0415 - torch is loaded by now
    from landmark_gui.inference.images import PhotoError  # noqa: PLC0415

    wanted = _wanted(arguments.landmark, predictor)
    training_photos = _TrainingPhotos(arguments, predictor)
    explainer = Explainer(predictor)
    failed = len(found) - len(paths)
    for suggestion in _suggestions(arguments, predictor, paths):
        if suggestion.error is not None:
            complain(f"{suggestion.path}: {suggestion.error}")
            failed += 1
            continue
        shown = wanted or suggestion.candidates[0]
        try:
            outcome = _outcome(arguments, explainer, suggestion, shown)
            outcome = training_photos.added(outcome, suggestion.path, shown)
        except PhotoError as error:  # it went away since it was suggested for
            complain(str(error))
            failed += 1
            continue
        if arguments.format == "json":
            printer(suggestion, outcome)
        else:  # which lists only the evidence that matters most
            lines = (*_evidence_lines(suggestion), *outcome.lines)
            printer(replace(suggestion, evidence=()), replace(outcome, lines=lines))
    if failed == len(found):
        return ExitCode.USAGE
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _suggestions(arguments: argparse.Namespace, predictor: "Predictor", paths: list[Path]) -> list[Suggestion]:
    from landmark_gui.settings import SettingsError  # noqa: PLC0415

    try:
        weigher = tag_evidence.weigher(arguments, predictor.gazetteer)
    except SettingsError as error:
        raise CommandError(str(error)) from error
    asked_for = tag_evidence.candidates(arguments.top_k) if weigher else arguments.top_k
    with closing(predictor.predict(paths, asked_for)) as stream:
        if weigher is None:
            return list(stream)
        return list(tag_evidence.weighed(stream, weigher, arguments.top_k, lambda: False))


def _evidence_lines(suggestion: Suggestion) -> list[str]:
    """All evidence about the first candidate, each with how many times likelier or less likely it makes it."""
    lines = []
    for piece in suggestion.evidence:
        times = math.exp(min(abs(piece.weight), math.log(1000)))
        is_picture = piece.kind is EvidenceKind.PICTURE
        factor = "" if is_picture else f" ({'×' if piece.weight > 0 else '÷'} {times:.3g})"
        sign = "!" if piece.stance is Stance.CONTRADICTS else "+" if piece.weight > 0 else "-"
        lines.append(f"{sign} {piece.text.rstrip('.')}{factor}.")
    return lines or ["- Nothing but the picture counts here."]


def _wanted(name: str | None, predictor: "Predictor") -> Candidate | None:
    """The landmark that a name or id means, of the model's own or a taught one; None where the first is meant.

    Raises:
        CommandError: It is neither.
    """
    if name is None:
        return None
    entry = predictor.gazetteer.find(name)
    names = {name.casefold()} | ({entry.id, entry.name.casefold()} if entry is not None else set())
    taught = predictor.personal.candidates if predictor.personal is not None else ()
    for candidate in (*predictor.landmarks, *taught):
        if candidate.name.casefold() in names or candidate.landmark in names:
            return candidate
    raise CommandError(
        f"The model {predictor.name} does not know {name!r}; 'landmark-gui models info {predictor.name}' lists what it "
        "knows."
    )


def _number_of(candidate: Candidate, predictor: "Predictor") -> int | None:
    """The class of a candidate; None for a landmark that was taught."""
    names = [(own.landmark, own.name) for own in predictor.landmarks]
    name = (candidate.landmark, candidate.name)
    return names.index(name) if name in names else None


class _TrainingPhotos:
    """Finds the training photos most like a photo, where they are on this machine."""

    def __init__(self, arguments: argparse.Namespace, predictor: "Predictor") -> None:
        """Looks where they are.

        Raises:
            CommandError: The folder that was named does not hold them.
        """
        from landmark_gui.inference import training_photos  # noqa: PLC0415

        self._predictor = predictor
        self._cache: FeatureCache | None = None
        if arguments.training_photos is not None:
            try:
                training_photos.remember(predictor.info, arguments.training_photos)
            except training_photos.TrainingPhotosError as error:
                raise CommandError(str(error)) from error
        self._folder = training_photos.remembered(predictor.info)

    def added(self, outcome: Outcome, photo: Path, landmark: Candidate) -> Outcome:
        """The outcome with the photos from which a landmark was learnt that are most like a photo.

        Raises:
            landmark_gui.inference.images.PhotoError: The photo cannot be read.
        """
        from landmark_gui import taught  # noqa: PLC0415
        from landmark_gui.inference import feature_cache, training_photos  # noqa: PLC0415

        number = _number_of(landmark, self._predictor)
        if number is None:
            others, whose = taught.examples_of(landmark.landmark or ""), "the photos that it was taught from"
        elif self._folder is not None:
            others = training_photos.of_landmark(self._folder, self._predictor.info, number)
            whose = "its training photos"
        else:
            line = "The photos that the model was trained with are not on this machine (--training-photos FOLDER)."
            return Outcome((*outcome.lines, line), {**outcome.members, "training_photos": None})
        if self._cache is None:
            self._cache = feature_cache.for_model(self._predictor.path, self._predictor)
        found = training_photos.nearest(self._predictor, self._cache, photo, others) or []
        lines = [f"  {near.similarity:5.2f}  {near.path}" for near in found]
        title = f"Most alike among {whose}:" if found else f"None of {whose} can be compared."
        value = [{"path": str(near.path), "similarity": round(near.similarity, 4)} for near in found]
        return Outcome((*outcome.lines, title, *lines), {**outcome.members, "training_photos": value})


def _outcome(
    arguments: argparse.Namespace, explainer: "Explainer", suggestion: Suggestion, landmark: Candidate
) -> Outcome:
    """Where in the photo the model sees a landmark.

    Raises:
        landmark_gui.inference.images.PhotoError: The photo cannot be read.
        CommandError: There is no heat map that could be written, or no place for it.
    """
    name, number = landmark.name, _number_of(landmark, explainer.predictor)
    if number is None:
        line = f"{name} was taught, and photos are compared as a whole: there is no heat map of it."
        if arguments.heat_map is not None:
            raise CommandError(line)
        return Outcome((line,), _member(None))
    explanation = explainer.explain(suggestion.path, [number])
    heat = explanation.maps.get(number)
    if heat is None:
        if arguments.heat_map is not None:
            raise CommandError(
                f"The features of the model {explainer.predictor.name} have no places: there is no heat map of it."
            )
        return Outcome(
            ("This model's features have no places: it cannot say where it sees a landmark.",), _member(None)
        )
    where = _place_words(*heat.hottest)
    lines = [f"What speaks most for {name} is {where}."]
    if suggestion.verdict is Verdict.NO_LANDMARK:
        lines = [f"The photo looks like none of the landmarks; what is least unlike {name} is {where}."]
    file = None
    if arguments.heat_map is not None:
        file = _write(arguments.heat_map, explanation, number)
        lines.append(f"Heat map written to {printable(str(file))}.")
    value = {
        "landmark": landmark.landmark,
        "name": name,
        "method": explanation.method,
        "hottest": [round(share, 3) for share in heat.hottest],
        "file": None if file is None else str(file),
    }
    return Outcome(tuple(lines), _member(value))


def _member(value: object) -> dict[str, Any]:
    return {"heat_map": value}


def _place_words(x: float, y: float) -> str:
    """Where the hottest place is, in words."""
    across = "on the left" if x < 1 / 3 else "on the right" if x > 2 / 3 else "in the middle"
    up = "at the top" if y < 1 / 3 else "at the bottom" if y > 2 / 3 else ""
    place = f"{across}, {up}" if up else across
    return f"{place} (most at {x:.0%} of the width and {y:.0%} of the height)"


def _check_free(arguments: argparse.Namespace, photo: Path) -> None:
    """Checks that the heat map would not replace a file, which may be another photo.

    Raises:
        CommandError: It would, and nobody said that it may.
    """
    target = arguments.heat_map
    if target is None:
        if arguments.force:
            raise CommandError("--force goes with --heat-map.")
    elif os.path.lexists(target):
        target = target.absolute()
        if target.exists() and target.samefile(photo):
            raise CommandError(f"{target}: the picture could not be written: it is the photo itself.")
        if not arguments.force:
            raise CommandError(f"{target} is there already: choose another name, or replace it with --force.")


def _write(target: Path, explanation: "Explanation", number: int) -> Path:
    from landmark_gui.inference import heat_picture  # noqa: PLC0415

    target = target.absolute()
    try:
        heat_picture.write(target, explanation.path, explanation.maps[number])
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(f"{target}: the picture could not be written: {reason}.") from error
    return target
