"""Download of the landmark data set: resumable, checked, unpacked safely.

A destination folder holds at any moment nothing that looks like more than it is:

- ``NAME.zip.part`` and ``NAME.zip.part.json``: what has arrived, and of which version of the file on the server.
  Stopped at any moment, even by ``kill -9``, the next run asks only for the rest (RFC 9110, sections 13.1.5 and 14).
- ``NAME.extracting``: an extraction under way; the next run throws it away and begins anew.
- ``NAME``: the complete data set, put there by one rename; its file `MARKER` says where it came from.
"""

import hashlib
import json
import os
import re
import shutil
import ssl
import stat
import string
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from http.client import HTTPException, HTTPResponse
from pathlib import Path, PurePosixPath
from socket import gaierror
from typing import Any
from urllib import request as web
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit

from training.events import Finished, Progress, Reporter, Started, discard, ticker

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

DEFAULT_URL = "https://udacity-dlnfd.s3-us-west-1.amazonaws.com/datasets/landmark_images.zip"
DEFAULT_DESTINATION = Path("data")

MARKER = ".download.json"
"""File in the data set's folder: ``url``, ``size`` and ``sha256`` of the zip, number of ``files``, ``data`` folder."""

RETRY_DELAYS = (1.0, 2.0, 4.0, 8.0, 16.0)
TIMEOUT = 30.0

FORGIVING_BYTES = 1 << 20
"""Bytes after which earlier losses are forgiven: a large file may need more connections than there are delays."""

MAX_MEMBERS = 200_000
MAX_UNPACKED = 100 * 10**9
MAX_RATIO = 100
"""A zip that unpacks to more than this many times its size holds no photos: JPEG hardly shrinks, bombs reach 1000."""

HARMLESS_BYTES = 1 << 20  # unpacked size below which the ratio does not matter
SPACE_RESERVE = 32 << 20  # bytes of disk that stay free
_CHUNK = 1 << 18
_BUSY_STATUSES = {408, 429, 500, 502, 503, 504}  # worth another attempt
_ZIP_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError)


class DownloadError(Exception):
    """There is no data set; the message is one sentence that says why and what to do."""


class _BadArchiveError(Exception):
    """The downloaded file will not do, however often it is unpacked; the message says what it is or does."""


class _LostError(Exception):
    """A connection ended before the file did; another may go better."""


@dataclass(frozen=True, slots=True)
class _Version:
    """Which file, and which version of it by the server's own words, the bytes in ``.part`` belong to."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    total: int | None = None

    @property
    def validator(self) -> str | None:
        """What ``If-Range`` may hold: a strong ETag, else the date."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


def download_data_set(
    url: str = DEFAULT_URL,
    destination: Path = DEFAULT_DESTINATION,
    report: Reporter = discard,
    *,
    retry_delays: Sequence[float] = RETRY_DELAYS,
    timeout: float = TIMEOUT,
) -> Path:
    """Download a zipped data set and unpack it, or find that this was done before.

    Args:
        url: Address (http or https) of a zip that holds exactly one folder with ``train/`` in it.
        destination: Folder for the download and the data set; made where it is missing.
        report: Takes the progress events: a stage in bytes, a stage in files, then `Finished`.
        retry_delays: Seconds of rest before each new attempt after a lost connection; as many as there are attempts.
        timeout: Seconds without a byte after which a connection counts as lost.

    Returns:
        The folder that directly holds ``train/``.

    Raises:
        DownloadError: There is no data set now. What had arrived is kept for the next call, unless it is of no use.
    """
    name = _archive_name(url)
    folder, part = destination / name.removesuffix(".zip"), destination / f"{name}.part"
    try:
        destination.mkdir(parents=True, exist_ok=True)
        with _locked(destination / f"{name}.lock"):
            marker = _installed(folder, url)
            if marker is None:
                _Transfer(url, part, report, timeout).run(retry_delays)
                try:
                    marker = _extract(part, folder, url, report)
                except _BadArchiveError as error:
                    _forget(part)
                    raise DownloadError(
                        f"The file from {url} {error}; it was removed: run the same command again, "
                        "and if that does not help, check the address (--url)."
                    ) from error
                _forget(part)
    except OSError as error:
        raise DownloadError(
            f"{error.filename or destination}: {error.strerror or error}; "
            "check the folder and the disk, then run the same command again."
        ) from error
    data = folder / str(marker["data"])
    report(Finished({"folder": str(data), "files": marker["files"], "url": url, "sha256": marker["sha256"]}))
    return data


def _archive_name(url: str) -> str:
    """Take from a web address a file name that is safe on every system."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
            raise ValueError
    except ValueError:
        raise DownloadError(f"{url} is no web address: give one that begins with https:// or http://.") from None
    stem = PurePosixPath(unquote(parts.path)).name.removesuffix(".zip")
    return f"{re.sub(r'[^A-Za-z0-9._-]', '_', stem).strip('.')[:100] or 'data_set'}.zip"


@contextmanager
def _locked(lock: Path) -> Iterator[None]:
    """Keep other processes out of this download; the system frees the lock even when a process is killed."""
    with lock.open("a") as file:
        try:
            if sys.platform == "win32":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise DownloadError(
                f"Another download into {lock.parent} is running: wait for it, or choose another folder with --dest."
            ) from None
        except OSError:
            pass  # a file system without locks: the checksums in the zip will tell of mixed-up downloads
        try:
            yield
        finally:
            with suppress(OSError):  # Windows removes no open file
                lock.unlink()


def _installed(folder: Path, url: str) -> Mapping[str, Any] | None:
    """Read the marker of the data set in `folder`; None where there is nothing yet; raise for anything in between."""
    with suppress(OSError):
        folder.rmdir()  # an empty folder is as good as none; any other stays
    if not os.path.lexists(folder):
        return None
    marker: dict[str, Any] = _read_json(folder / MARKER)
    if marker.get("url") != url:
        raise DownloadError(
            f"{folder} is already there and is not from {url}: move it away, or choose another folder with --dest."
        )
    present = sum(len(files) for _, _, files in os.walk(folder)) - 1  # the marker itself
    if present < marker["files"]:
        raise DownloadError(
            f"{folder} holds only {present:,} of the {marker['files']:,} files downloaded: "
            "delete this folder and run the same command again."
        )
    return marker


def _read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object; empty where there is none."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _version_file(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _version_file(part).unlink(missing_ok=True)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def _require_space(folder: Path, needed: int, work: str) -> None:
    free = shutil.disk_usage(folder).free
    if needed + SPACE_RESERVE > free:
        raise DownloadError(
            f"{work} needs {_megabytes(needed)} in {folder}, where {_megabytes(free)} are free: "
            "free some space, or choose another folder with --dest, then run the same command again."
        )


def _web_opener() -> web.OpenerDirector:
    """Make an opener for http, https and the proxies of the environment; not even a redirect leads it anywhere else."""
    opener = web.OpenerDirector()
    transport = (web.ProxyHandler, web.HTTPHandler, web.HTTPSHandler, web.UnknownHandler)
    for handler in (*transport, web.HTTPRedirectHandler, web.HTTPErrorProcessor, web.HTTPDefaultErrorHandler):
        opener.add_handler(handler())
    return opener


class _Transfer:
    """Brings one file from the server into ``.part``, over as many connections as it takes."""

    def __init__(self, url: str, part: Path, report: Reporter, timeout: float) -> None:
        self._url = url
        self._host = urlsplit(url).hostname
        self._part = part
        self._report = report
        self._timeout = timeout
        self._opener = _web_opener()
        self._answered = self._started = False

    def run(self, retry_delays: Sequence[float]) -> None:
        """Return when ``.part`` is complete; raise `DownloadError` when it will not be in this run."""
        kept, version = self._kept()
        best, losses = kept, 0
        while version.total is None or kept < version.total:
            try:
                return self._attempt(kept, version)
            except _LostError as error:
                kept, version = self._kept()
                losses = 1 if kept >= best + FORGIVING_BYTES else losses + 1
                best = max(best, kept)
                if losses > len(retry_delays):
                    of_total = f" of {_megabytes(version.total)}" if version.total else ""
                    raise DownloadError(
                        f"{self._url}: {error} (attempt {losses}); {_megabytes(kept)}{of_total} are kept: "
                        "run the same command again to resume."
                    ) from error
                delay = retry_delays[losses - 1]
                self._report(Progress(kept, version.total, f"{error}; trying again in {delay:g} s"))
                time.sleep(delay)
        return None

    def _kept(self) -> tuple[int, _Version]:
        """Give how many bytes of ``.part`` are of use, and of which version they are."""
        try:
            size, version = self._part.stat().st_size, _Version(**_read_json(_version_file(self._part)))
            if version.url == self._url and (version.total is None or size <= version.total):
                return size, version
        except (OSError, TypeError):
            pass
        return 0, _Version(self._url)

    def _attempt(self, kept: int, version: _Version) -> None:
        """Fetch what is missing over one connection."""
        request = web.Request(quote(self._url, safe=string.punctuation), headers={"User-Agent": "landmark-tagger"})
        if kept:
            request.add_header("Range", f"bytes={kept}-")
            if version.validator:
                request.add_header("If-Range", version.validator)
        try:
            response = self._opener.open(request, timeout=self._timeout)
        except HTTPError as error:
            with error:
                self._refused(error, kept)
        except (OSError, HTTPException) as error:
            self._unreachable(error)
        else:
            with response:
                self._receive(response, kept, version)

    def _refused(self, error: HTTPError, kept: int) -> None:
        """Raise for an answer that is no file."""
        self._answered = True
        if error.code == 416 and kept:  # the file has become shorter than what we have
            self._changed()
        if error.code in _BUSY_STATUSES:
            raise _LostError(f"the server is busy ({error.code} {error.reason})")
        reason = " ".join(str(error.reason).split())  # urllib's words on redirect loops have several lines
        raise DownloadError(f"{self._url} answers {error.code} {reason}: check the address (--url).")

    def _changed(self) -> None:
        _forget(self._part)
        raise _LostError("the file on the server has changed and has to come from the beginning")

    def _unreachable(self, error: Exception) -> None:
        """Raise for a connection that did not come about: at the very first, waiting would only hide the reason."""
        cause = error.reason if isinstance(error, URLError) else error
        match cause:
            case gaierror():
                reason = f"the server {self._host} cannot be found"
            case TimeoutError():
                reason = f"{self._host} did not answer within {self._timeout:g} s"
            case str():
                reason = f"this address leads nowhere ({cause})"
            case _:
                reason = f"{self._host} cannot be reached ({cause})"
        if self._answered and not isinstance(cause, ssl.SSLCertVerificationError):
            raise _LostError(reason) from error
        raise DownloadError(
            f"{self._url}: {reason}; check the address and the network, then run the same command again."
        ) from error

    def _receive(self, response: HTTPResponse, kept: int, version: _Version) -> None:
        """Write what the server sends behind what is already there."""
        done, version = self._agree(response, kept, version)
        total = version.total
        if total is not None:
            _require_space(self._part.parent, total - done, "The download")
        if not self._started:
            self._report(Started(total, f"Downloading {self._part.stem}"))
        self._answered = self._started = True
        tick = ticker(self._report, total)
        tick(done)
        with self._part.open("ab") as file:
            while total is None or done < total:
                try:
                    chunk = response.read1(_CHUNK if total is None else min(_CHUNK, total - done))
                except (OSError, HTTPException) as error:
                    raise _LostError(f"the connection to {self._host} was lost ({error})") from error
                if not chunk:
                    break
                file.write(chunk)
                done += len(chunk)
                tick(done)
        if total is not None and done < total:
            raise _LostError(f"the connection to {self._host} was lost")
        self._remember(replace(version, total=done))

    def _agree(self, response: HTTPResponse, kept: int, version: _Version) -> tuple[int, _Version]:
        """Find from where the server sends, of which version; make ``.part`` ready for it."""
        etag, last_modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
        if response.status == 206 and kept:
            told = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("Content-Range", "").strip())
            total = int(told[2]) if told and told[2] != "*" else version.total
            same = etag == version.etag if etag and version.etag else last_modified in {None, version.last_modified}
            if not same or told is None or int(told[1]) != kept or total != (version.total or total):
                self._changed()
            return kept, replace(version, total=total)
        if response.status != 200:
            raise DownloadError(f"{self._url} answers {response.status} {response.reason}: check the address (--url).")
        # All from the beginning: a new download, a changed file, or a server that knows no ranges. Old bytes go before
        # the new version is written down, so that a kill in between cannot make them pass for new ones.
        _forget(self._part)
        version = _Version(self._url, etag, last_modified, response.length)
        self._remember(version)
        return 0, version

    def _remember(self, version: _Version) -> None:
        new = self._part.with_name(f"{self._part.name}.new")
        new.write_text(json.dumps(asdict(version)), "utf-8")
        new.replace(_version_file(self._part))


def _extract(archive: Path, folder: Path, url: str, report: Reporter) -> Mapping[str, Any]:
    """Unpack a zip beside `folder` and, once all of it is there, rename it to `folder`; give its marker."""
    temporary = folder.with_name(f"{folder.name}.extracting")
    shutil.rmtree(temporary, ignore_errors=True)
    size = archive.stat().st_size
    try:
        try:
            content = zipfile.ZipFile(archive)
        except _ZIP_DAMAGE as error:
            raise _BadArchiveError(f"is not a whole zip file ({error})") from error
        with content:
            files, folders = _checked_members(content, size)
            top, data = _data_folder(files)
            blocks = sum(entry.file_size // 4096 + 1 for entry in files.values())
            _require_space(folder.parent, 4096 * blocks, "Unpacking")
            for path in sorted(folders):
                if path.is_relative_to(top):
                    temporary.joinpath(*path.relative_to(top).parts).mkdir(parents=True, exist_ok=True)
            report(Started(len(files), f"Unpacking {archive.stem}"))
            tick = ticker(report, len(files))
            for done, (path, entry) in enumerate(files.items(), 1):
                _write_member(content, entry, temporary.joinpath(*path.relative_to(top).parts))
                tick(done)
        with archive.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        marker = {"url": url, "size": size, "sha256": digest, "files": len(files), "data": str(data.relative_to(top))}
        (temporary / MARKER).write_text(json.dumps(marker), "utf-8")
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return marker


def _checked_members(
    content: zipfile.ZipFile, size: int
) -> tuple[dict[PurePosixPath, zipfile.ZipInfo], set[PurePosixPath]]:
    """Give the files of a zip of `size` bytes, and all folders; refuse what could harm."""
    entries = content.infolist()
    if len(entries) > MAX_MEMBERS:
        raise _BadArchiveError(f"holds {len(entries):,} files, more than the {MAX_MEMBERS:,} that are taken")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or unpacked > max(HARMLESS_BYTES, MAX_RATIO * size):
        raise _BadArchiveError(f"would unpack from {_megabytes(size)} to {_megabytes(unpacked)}, as no photos do")
    files: dict[PurePosixPath, zipfile.ZipInfo] = {}
    folders: set[PurePosixPath] = set()
    for entry in entries:
        path = _member_path(entry)
        if path.parts[:1] == ("__MACOSX",):  # what macOS adds to every zip: no photos, but a second train/
            continue
        if path in files:
            raise _BadArchiveError(f"holds {path} twice")
        if entry.filename.endswith(("/", "\\")):
            folders.add(path)
        else:
            files[path] = entry
    folders.update(parent for path in files for parent in path.parents)
    if both := folders & files.keys():
        raise _BadArchiveError(f"holds {min(both)} both as a file and as a folder")
    return files, folders


def _member_path(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Give where a member goes, below the folder unpacked to, or refuse the member."""
    name = entry.filename.replace("\\", "/")
    parts = [part for part in name.split("/") if part not in {"", "."}]
    # Windows ignores dots and spaces at the end (".. " is ".."), and a drive letter restarts a path wherever it stands.
    outside = any(not part.rstrip(". ") or re.match("[A-Za-z]:", part) for part in parts)
    if name.startswith("/") or outside or (":" in name and os.name == "nt"):
        fault = "leads out of its folder"
    elif not name or any(ord(letter) < 32 for letter in entry.orig_filename):
        fault = "is no name for a file"
    elif stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        fault = "is a link or a device"
    elif entry.flag_bits & 0x41:
        fault = "is encrypted"
    elif entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        fault = "is compressed in a way other than 'deflate'"
    else:
        return PurePosixPath(*parts)
    raise _BadArchiveError(f"holds {entry.orig_filename!r}, which {fault}")


def _data_folder(files: Mapping[PurePosixPath, zipfile.ZipInfo]) -> tuple[PurePosixPath, PurePosixPath]:
    """Find the one folder with ``train/`` in it; give the folder that holds all of the zip, and this one."""
    found = set()
    for path in files:
        split = next((place for place, part in enumerate(path.parts[:-1]) if part in {"train", "test"}), None)
        if split is not None and path.parts[split] == "train":
            found.add(PurePosixPath(*path.parts[:split]))
    if len(found) != 1:
        raise _BadArchiveError(f"holds {len(found) or 'no'} folders with images in train/, where one is needed")
    data = found.pop()
    tops = {path.parts[0] for path in files}
    return PurePosixPath(*tops) if len(tops) == 1 and data.parts else PurePosixPath(), data


def _write_member(content: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    """Unpack one file. Its checksum is checked by zipfile, at its end."""
    written = 0
    with path.open("xb") as file:
        for chunk in _chunks(content, entry):
            written += len(chunk)
            if written > entry.file_size:
                break
            file.write(chunk)
    if written != entry.file_size:
        raise _BadArchiveError(f"holds {entry.filename}, which is not as large as it claims")


def _chunks(content: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with content.open(entry) as source:
            while chunk := source.read(_CHUNK):
                yield chunk
    except _ZIP_DAMAGE as error:
        raise _BadArchiveError(f"is damaged at {entry.filename} ({error or type(error).__name__})") from error
