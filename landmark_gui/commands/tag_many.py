"""``tag --out``: results of very many photos into a folder, in parts; resumable, in shards, or on a Ray cluster."""

import argparse
import codecs
import functools
import hashlib
import itertools
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, TYPE_CHECKING

from landmark_gui import taught
from landmark_gui.commands.console import CommandError, CtrlC, ExitCode, complain
from landmark_gui.commands.progress import ProgressLine, rate_text
from landmark_gui.commands.result_folder import FORMATS, ResultFolder
from landmark_gui.commands.tag_formats import Outcome, json_line
from landmark_gui.inference.suggestion import Suggestion, failure
from landmark_gui.photo_names import is_photo

if TYPE_CHECKING:
    from landmark_gui.gazetteer import Gazetteer
    from landmark_gui.inference.predictor import Predictor
    from landmark_gui.library.scan import Found

_CHUNK = 2**20


def add_options(parser: argparse.ArgumentParser) -> None:
    """``--out`` and what goes with it."""
    group = parser.add_argument_group("very many photos")
    group.add_argument(
        "--out",
        metavar="FOLDER",
        help="write results into this folder, in parts of --format json or parquet; what is in it is not done again, "
        "but for photos that could not be read; they are the model's own, without further evidence",
    )
    group.add_argument(
        "--files-from",
        metavar="LIST",
        help="read the names of photos from this file, '-' for stdin: one a line, or each ended by a NUL character",
    )
    group.add_argument(
        "--shard",
        type=shard,
        metavar="I/N",
        help="only the I-th of N parts of the photos, I from 1 to N; each photo is in exactly one",
    )
    group.add_argument(
        "--engine", choices=("local", "ray"), default="local", help="ray: on a Ray cluster (default: local)"
    )
    group.add_argument("--address", metavar="A", help="of the Ray cluster (default: one is started on this computer)")


def shard(text: str) -> tuple[int, int]:
    """The value of ``--shard``: which part, counted from 1, of how many.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    part, _, parts = text.partition("/")
    if not (part.isascii() and part.isdigit() and parts.isascii() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        raise argparse.ArgumentTypeError(f"{text!r} is not I/N with I from 1 to N, such as 3/8")
    return int(part), int(parts)


def in_shard(path: str, which: tuple[int, int] | None) -> bool:
    """Whether a photo belongs to that shard; told by its path alone, so that machines need not speak to each other."""
    if which is None:
        return True
    path = os.path.abspath(path)
    # What lies in a folder with a photo's name goes with it: a name tells by itself what need not be looked for.
    digest = hashlib.blake2b(os.fsencode(_photo_above(os.path.dirname(path)) or path), digest_size=8).digest()
    return int.from_bytes(digest) % which[1] == which[0] - 1


@functools.lru_cache(maxsize=1024)
def _photo_above(folder: str) -> str | None:
    """The outermost folder with a photo's name, of a folder and those above it."""
    above = os.path.dirname(folder)
    return (None if above == folder else _photo_above(above)) or (folder if is_photo(folder) else None)


def wanted(arguments: argparse.Namespace) -> bool:
    """Whether results go into a folder.

    Raises:
        CommandError: Options that do not go together.
    """
    if arguments.out is None:
        if arguments.format == "parquet" or arguments.engine == "ray":
            option = "--format parquet" if arguments.format == "parquet" else "--engine ray"
            raise CommandError(f"{option} needs --out FOLDER, where the results are to lie.")
    elif arguments.format not in FORMATS:
        raise CommandError("--out needs --format json or --format parquet.")
    elif arguments.write or arguments.dry_run:
        raise CommandError("--out only suggests: it does not go with --write or --dry-run.")
    if arguments.address is not None and arguments.engine != "ray":
        raise CommandError("--address goes with --engine ray.")
    return arguments.out is not None


def photos(arguments: argparse.Namespace) -> "Iterator[Found]":
    """The photos of the arguments, of ``--files-from`` and of the shard, as they are found.

    Raises:
        CommandError: No photo is named, or the list cannot be read.
    """
    from landmark_gui.library.scan import scan  # noqa: PLC0415

    if not arguments.files and arguments.files_from is None:
        raise CommandError("Name at least one photo or folder; 'landmark-gui tag --help' shows how.")
    which: tuple[int, int] | None = arguments.shard

    def here(name: str) -> bool:
        # What may be a folder is walked for every shard: each of its photos is in a shard of its own.
        return not is_photo(name) or in_shard(name, which)

    names: Iterable[str] = [name for name in arguments.files if here(name)]
    if arguments.files_from is not None:  # together, for a photo that is named twice is still one
        names = itertools.chain(names, filter(here, _names_in(arguments.files_from)))
    yield from scan(names, is_photo, lambda path: in_shard(path, which))


def run(
    arguments: argparse.Namespace,
    load: "Callable[[argparse.Namespace, Gazetteer], Predictor]",
    model: Callable[[], Path],
) -> int:
    """Runs ``tag --out``.

    Args:
        arguments: Of `tag`.
        load: Gives the predictor; not called for a cluster, where each worker has its own.
        model: Gives the model's file.

    Raises:
        CommandError: See `ResultFolder`, `photos` and `landmark_gui.inference.cluster.ClusterError`.
    """
    from landmark_gui.commands.landmark_list import load_gazetteer  # noqa: PLC0415

    path = model()
    gazetteer = load_gazetteer()  # before the folder is refused for taught landmarks that are damaged
    with open(path, "rb") as file:
        fingerprint = hashlib.file_digest(file, "sha256").hexdigest()
    origin = {"model": path.stem, "sha256": fingerprint, "top_k": arguments.top_k}
    if known := taught.fingerprint():
        origin["taught"] = known
    folder = ResultFolder(Path(arguments.out), arguments.format, origin)
    progress, done, failed = ProgressLine(sys.stderr, quiet=arguments.quiet), 0, 0
    asked_for = {os.path.abspath(name) for name in arguments.files}
    problems: list[Suggestion] = []
    photos_there, told = False, 0

    def readable() -> Iterator[Path]:
        nonlocal photos_there, told
        for found in photos(arguments):
            path = str(found.path)
            # A result is a photo's: nobody would ever take back that of a folder which is not there today.
            if found.problem is not None and (path in asked_for or not is_photo(path) or os.path.isdir(path)):
                told += 1
                progress.clear()
                complain(f"{path}: {found.problem}")
                continue
            photos_there = True
            if path in folder:
                continue
            if found.problem is None:
                yield found.path
            else:
                problems.append(failure(found.path, found.problem))

    def results() -> Generator[Suggestion, None, None]:
        for suggestion in _predict(readable(), path, arguments, lambda: load(arguments, gazetteer)):
            yield suggestion
            yield from _taken(problems)
        yield from _taken(problems)

    progress.started(0)
    with CtrlC() as ctrl_c, closing(results()) as suggestions:
        try:
            for suggestion in suggestions:
                folder.add(str(suggestion.path), json_line(suggestion, Outcome()), suggestion.error)
                done, failed = done + 1, failed + (suggestion.error is not None)
                progress.progress(done)
                if ctrl_c.pressed:
                    break
        finally:  # what is known already is kept, whatever ends the run
            folder.flush()
    seconds = progress.seconds
    progress.clear()
    if not arguments.quiet:
        rate = f" ({rate_text(done / seconds)})" if done and seconds > 0 else ""
        before = f", {folder.known} were there before" if folder.known else ""
        text = f"{done} results in {seconds:.1f} s{rate}, {failed} failed{before}."
        print(text, file=sys.stderr, flush=True)
    if ctrl_c.pressed:
        complain("Cancelled: the same command goes on where this one stopped.")
        return ExitCode.CANCELLED
    if told and not photos_there:
        complain("None of these files could be read.")
        return ExitCode.USAGE
    if not done and not folder.known:
        if arguments.shard is not None:  # one machine of many has nothing to do: no failure
            complain("None of the photos belongs to this part.")
            return ExitCode.DONE
        raise CommandError("There are no photos there.")
    return ExitCode.SOME_FAILED if failed or told else ExitCode.DONE


def _predict(
    paths: Iterator[Path],
    model: Path,
    arguments: argparse.Namespace,
    load: Callable[[], "Predictor"],
) -> Iterator[Suggestion]:
    if arguments.engine == "local":
        with closing(load().predict(paths, arguments.top_k)) as suggestions:
            yield from suggestions
        return
    from landmark_gui.inference import cluster, devices  # noqa: PLC0415 - loads torch
    from training.model_file import ModelFileError  # noqa: PLC0415

    try:
        yield from cluster.predict(
            paths, model, address=arguments.address, device=arguments.device or "auto", top_k=arguments.top_k
        )
    except ModelFileError as error:
        raise CommandError(str(error), ExitCode.NO_MODEL) from error
    except (cluster.ClusterError, devices.DeviceError) as error:
        raise CommandError(str(error)) from error


def _taken(problems: list[Suggestion]) -> list[Suggestion]:
    """Empties the list and gives what was in it."""
    taken = problems[:]
    problems.clear()
    return taken


def _names_in(source: str) -> Iterator[str]:
    """File names of a list, as a stream."""
    try:
        with sys.stdin.buffer if source == "-" else open(source, "rb") as file:
            yield from map(os.fsdecode, _pieces(file))
    except OSError as error:
        raise CommandError(f"{source}: the list of photos cannot be read ({error.strerror or error}).") from error


def _pieces(file: IO[bytes]) -> Iterable[bytes]:
    """The pieces between NUL characters, or between line ends where the beginning holds no NUL; none is empty.

    Lines may have the ends that Windows gives them, and the first one a byte-order mark.
    """
    rest = file.read(_CHUNK)
    if b"\0" in rest:
        yield from filter(None, _split(file, rest, b"\0"))
    else:
        lines = _split(file, rest.removeprefix(codecs.BOM_UTF8), b"\n")
        yield from filter(None, (line.removesuffix(b"\r") for line in lines))


def _split(file: IO[bytes], rest: bytes, separator: bytes) -> Iterator[bytes]:
    """The pieces of what was read and of all that follows in the file."""
    while chunk := file.read(_CHUNK):
        *whole, rest = (rest + chunk).split(separator)
        yield from whole
    yield from rest.split(separator)
