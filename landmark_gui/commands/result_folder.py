"""A folder of results in parts: what is in it is done, so that a run that was broken off goes on where it stopped.

Each part is a file of JSON lines or a Parquet file; it appears whole or not at all, so a kill loses what was not yet
in a part, and that is done again. A part's name is unlike any other's, so that several machines may write into one
folder. A part that was cut off later, by a full disk or half a copy, keeps its whole lines and loses the last one.
"""

import hashlib
import json
import os
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from landmark_gui.commands.console import CommandError, complain

FORMATS = ("json", "parquet")
PART_RESULTS = 10_000
"""Most results in a part."""
PART_SECONDS = 60.0
"""Longest time that a result waits for its part to be written."""

_SUFFIXES = {"json": ".jsonl", "parquet": ".parquet"}
_ORIGIN = "results.json"


class ResultFolder:
    """Where a long run keeps its results.

    Attributes:
        known: Number of photos with a result when the folder was opened.
    """

    def __init__(self, folder: Path, form: str, origin: dict[str, Any]) -> None:
        """Opens the folder, or makes it, and reads which photos have a result.

        Args:
            folder: Where the parts lie.
            form: One of `FORMATS`.
            origin: What the results were made with; all parts of a folder share it.

        Raises:
            CommandError: The folder cannot be used, holds results of another origin, or a part that cannot be mended.
        """
        self._folder, self._form = folder, form
        self._lines: list[str] = []
        self._since = time.monotonic()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._claim({**origin, "format": form})
            self._done = {_digest(path) for path in self._paths()}
        except OSError as error:
            raise CommandError(f"{folder}: results cannot be kept here ({error.strerror or error}).") from error
        self.known = len(self._done)
        self._number = sum(1 for _ in self._parts())

    def __contains__(self, path: str) -> bool:
        return _digest(path) in self._done

    def add(self, path: str, line: str) -> None:
        """Takes the result of one photo, unless there is one already.

        Args:
            path: The photo's.
            line: The JSON object of `tag --format json`.

        Raises:
            CommandError: The part could not be written; the results in it are still to be done.
        """
        digest = _digest(path)
        if digest in self._done:
            return
        self._done.add(digest)
        self._lines.append(line)
        if len(self._lines) >= PART_RESULTS or time.monotonic() - self._since >= PART_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Writes what waits into a part.

        Raises:
            CommandError: It could not be written.
        """
        self._since = time.monotonic()
        if not self._lines:
            return
        name = f"part-{self._number:06}-{uuid.uuid4().hex[:12]}{_SUFFIXES[self._form]}"
        write = _write_json if self._form == "json" else _write_parquet
        try:
            _put(self._folder / name, lambda temporary: write(self._lines, temporary))
        except OSError as error:
            reason = error.strerror or str(error)
            raise CommandError(f"{self._folder}: results could not be written ({reason}); the rest is kept.") from error
        self._number += 1
        self._lines.clear()

    def _claim(self, origin: dict[str, Any]) -> None:
        """Notes what the results are made with; refuses a folder where that is something else."""
        file = self._folder / _ORIGIN
        try:
            before = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            temporary = self._folder / f".{_ORIGIN}.{uuid.uuid4().hex[:12]}.tmp"
            temporary.write_text(json.dumps(origin, indent=2) + "\n", encoding="utf-8")
            os.replace(temporary, file)
            return
        except ValueError:
            raise CommandError(f"{file} is damaged: remove it, or choose another folder.") from None
        if before != origin:
            raise CommandError(
                f"{self._folder} holds results of another model, format or number of candidates, or of other taught "
                "landmarks: choose another folder, or run with the same options."
            )

    def _parts(self) -> Iterator[Path]:
        return self._folder.glob(f"part-*{_SUFFIXES[self._form]}")

    def _paths(self) -> Iterator[str]:
        read = _paths_of_json if self._form == "json" else _paths_of_parquet
        for part in self._parts():
            try:
                yield from read(part)
            except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
                if isinstance(error, OSError) and error.errno is not None:
                    message = f"{part}: this part cannot be read or mended ({error.strerror or error})."
                else:  # pyarrow has several kinds of errors, and no number in any
                    message = f"{part} is damaged: remove it, and its photos are done again."
                raise CommandError(message) from error


def _paths_of_json(part: Path) -> Iterator[str]:
    """The photos of a part; one that was cut off is rewritten without its last line, unless that is whole.

    Raises:
        ValueError: Another line than the last one is damaged; so do LookupError, TypeError and RecursionError say.
        OSError: The part cannot be read, or not be rewritten.
    """
    whole, line, fault = 0, b"\n", None
    with open(part, "rb") as lines:
        for line in lines:
            if fault is not None:
                raise fault
            try:
                path = json.loads(line)["path"]
                os.fsencode(path)
            except (ValueError, LookupError, TypeError, RecursionError) as error:
                fault = error
            else:
                whole += len(line)
                yield path
        if fault is None and line.endswith(b"\n"):
            return
        lines.seek(0)
        kept = lines.read(whole)
    if not kept:
        part.unlink(missing_ok=True)
    else:
        _put(part, lambda temporary: temporary.write_bytes(kept if kept.endswith(b"\n") else kept + b"\n"))
    if fault is not None:
        complain(f"{part}: the last line was cut off and is removed; its photo is done again.")


def _paths_of_parquet(part: Path) -> Iterator[str]:
    return map(_without_escapes, _parquet().read_table(part, columns=["path"])["path"].to_pylist())


def _put(path: Path, write: Callable[[Path], object]) -> None:
    """Has a part written whole or not at all.

    Args:
        path: Of the part; replaced where it is there.
        write: Writes the file that it is given.

    Raises:
        OSError: It cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:12]}.tmp")
    try:
        write(temporary)
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _digest(path: str) -> bytes:
    """16 bytes that stand for a path: a hundred million paths themselves would not fit into memory."""
    return hashlib.blake2b(os.fsencode(path), digest_size=16).digest()


def _parquet() -> Any:
    try:
        import pyarrow.parquet  # noqa: PLC0415 - belongs to the extra `cluster`
    except ImportError:
        raise CommandError("Parquet needs pyarrow: pip install '.[cluster]' in the project's folder.") from None
    return pyarrow.parquet


def _write_json(lines: list[str], path: Path) -> None:
    path.write_text("".join(line + "\n" for line in lines), encoding="ascii")


def _write_parquet(lines: list[str], path: Path) -> None:
    parquet = _parquet()
    import pyarrow as pa  # noqa: PLC0415

    text, number = pa.string(), pa.float64()
    candidate = pa.struct([
        ("landmark", text), ("name", text), ("probability", number), ("latitude", number), ("longitude", number),
        ("city", text), ("country", text),
    ])  # fmt: skip
    schema = pa.schema([("path", text), ("verdict", text), ("candidates", pa.list_(candidate)), ("error", text)])
    rows = [json.loads(line) for line in lines]
    for row in rows:
        row["path"] = _with_escapes(row["path"])
    parquet.write_table(pa.Table.from_pylist(rows, schema), path)


def _with_escapes(path: str) -> str:
    r"""A path as Parquet can hold it: a byte that is not UTF-8 becomes ``\udc..``, and a backslash two."""
    return path.replace("\\", "\\\\").encode("utf-8", "backslashreplace").decode()


def _without_escapes(text: str) -> str:
    r"""The path that `_with_escapes` wrote."""
    parts = text.split("\\\\")
    return "\\".join(part.encode("latin-1", "backslashreplace").decode("unicode_escape") for part in parts)
