"""A folder of results in parts: what is in it is done, so that a run that was broken off goes on where it stopped.

A photo that could not be read is not done: a drive may be back by now. Its new result takes the place of the old one,
unless it is the same again: the old line is taken out of its part before the part with the new one is written, so that
no photo is ever in the folder twice.

Each part is a file of JSON lines or a Parquet file; it appears whole or not at all, so a kill loses what was not yet
in a part, and that is done again. A part's name is unlike any other's, so that several machines may write into one
folder. A part that was cut off later, by a full disk or half a copy, keeps its whole lines and loses the last one.
"""

import hashlib
import json
import os
import sys
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
        known: Number of photos that were done when the folder was opened.
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
        self._done: set[bytes] = set()
        self._failures: dict[bytes, tuple[Path, str]] = {}
        self._replaced: dict[Path, set[bytes]] = {}
        self._since = time.monotonic()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._claim({**origin, "format": form})
            self._read()
        except OSError as error:
            raise CommandError(f"{folder}: results cannot be kept here ({error.strerror or error}).") from error
        self.known = len(self._done)
        self._number = sum(1 for _ in self._parts())

    def __contains__(self, path: str) -> bool:
        return _digest(path) in self._done

    def add(self, path: str, line: str, error: str | None = None) -> None:
        """Takes the result of one photo, unless there is one already.

        Args:
            path: The photo's.
            line: The JSON object of `tag --format json`.
            error: What stands in it as ``error``.

        Raises:
            CommandError: The part could not be written; the results in it are still to be done.
        """
        digest = _digest(path)
        if digest in self._done:
            return
        self._done.add(digest)
        part, before = self._failures.pop(digest, (None, None))
        if part is not None:
            if error == before:
                return
            self._replaced.setdefault(part, set()).add(digest)
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
            for part in list(self._replaced):
                self._take_out(part, self._replaced[part])
                del self._replaced[part]  # not before: a part that could not be written is tried again
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

    def _read(self) -> None:
        """Finds out which photos are done, and which could not be read."""
        read = _results_of_json if self._form == "json" else _results_of_parquet
        for part in self._parts():
            try:
                for path, error in read(part):
                    if error is None:
                        self._done.add(_digest(path))
                    else:
                        self._failures[_digest(path)] = (part, sys.intern(error))
            except FileNotFoundError:  # another machine has just replaced all that was in it
                continue
            except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
                raise _unreadable(part, error) from error
        # Two machines that rewrite one part at the same time leave a failure that was replaced.
        for digest in self._failures.keys() & self._done:
            self._replaced.setdefault(self._failures.pop(digest)[0], set()).add(digest)

    def _take_out(self, part: Path, digests: set[bytes]) -> None:
        """Rewrites a part without these photos' failures; one that another machine took away is left so."""
        take_out = _json_without if self._form == "json" else _parquet_without
        try:
            take_out(part, digests)
        except FileNotFoundError:
            return
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise _unreadable(part, error) from error


def _unreadable(part: Path, error: Exception) -> CommandError:
    if isinstance(error, OSError) and error.errno is not None:
        return CommandError(f"{part}: this part cannot be read or mended ({error.strerror or error}).")
    # pyarrow has several kinds of errors, and no number in any
    return CommandError(f"{part} is damaged: remove it, and its photos are done again.")


def _results_of_json(part: Path) -> Iterator[tuple[str, str | None]]:
    """The photos of a part, and why each could not be read; None where it could.

    A part that was cut off is rewritten without its last line, unless that is whole.

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
                result = json.loads(line)
                path, error = result["path"], result["error"]
                os.fsencode(path)
                if error is not None:
                    error = str(error)
            except (ValueError, LookupError, TypeError, RecursionError) as found:
                fault = found
            else:
                whole += len(line)
                yield path, error
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


def _results_of_parquet(part: Path) -> Iterator[tuple[str, str | None]]:
    table = _parquet().read_table(part, columns=["path", "error"])
    return zip(map(_without_escapes, table["path"].to_pylist()), table["error"].to_pylist(), strict=True)


def _json_without(part: Path, digests: set[bytes]) -> None:
    with open(part, "rb") as lines:
        kept = [line for line in lines if _digest(json.loads(line)["path"]) not in digests]
    if kept:
        _put(part, lambda temporary: temporary.write_bytes(b"".join(kept)))
    else:
        part.unlink(missing_ok=True)


def _parquet_without(part: Path, digests: set[bytes]) -> None:
    parquet = _parquet()
    table = parquet.read_table(part)
    paths = map(_without_escapes, table["path"].to_pylist())
    if kept := [number for number, path in enumerate(paths) if _digest(path) not in digests]:
        _put(part, lambda temporary: parquet.write_table(table.take(kept), temporary))
    else:
        part.unlink(missing_ok=True)


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
