"""Download of the data set: a real web server with the faults of servers and networks, real files, real kills."""

import hashlib
import io
import json
import os
import random
import re
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from training import download
from training.download import MARKER, DownloadError, download_data_set
from training.events import Finished, Progress, Reporter, Started, discard

REPOSITORY = Path(__file__).resolve().parents[3]
NO_WAIT = (0.0, 0.0, 0.0)
PHOTO = "set/train/00.A/1.jpg"
PHOTOS = {
    f"landmark_images/{split}/{place}/{number}.jpg": random.Random(f"{split}{place}{number}").randbytes(size)
    for split, size in (("train", 90_000), ("test", 20_000))
    for place in ("00.Haleakala_National_Park", "03.Dead_Sea")
    for number in range(3)
}


def zipped(members: dict[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


PHOTO_ZIP = zipped(PHOTOS)
SIZE = len(PHOTO_ZIP)
HALF = SIZE // 2
MAY_1 = "Wed, 01 May 2019 10:00:00 GMT"


class Handler(BaseHTTPRequestHandler):
    server: "Host"
    sent = 0  # bytes of the file

    def do_GET(self):
        self.range, self.if_range = self.headers["Range"], self.headers["If-Range"]
        self.server.requests.append(self)
        answer = self.server.answers.pop(0) if self.server.answers else self.server.always
        answer(self)

    def head(self, status: int, **headers: str | int | None):
        self.send_response(status)
        for name, value in headers.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()


Answer = Callable[[Handler], None]


class Host(ThreadingHTTPServer):
    """Serves one file at every path, by the next of `answers`, or else by `always`."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = PHOTO_ZIP
        self.etag, self.last_modified = '"v1"', MAY_1
        self.answers: list[Answer] = []
        self.always: Answer = file_answer()
        self.requests: list[Handler] = []
        self.url = f"http://127.0.0.1:{self.server_port}/sets/landmark_images.zip"

    @property
    def sent(self) -> int:
        return sum(request.sent for request in self.requests)


def file_answer(stop=None, hold=None, reset=False, ranges=True, if_range=True, tell_length=True) -> Answer:
    """Serve the file, or the asked range, before byte `stop`; keep the connection until `hold` is set, or reset it."""

    def answer(handler: Handler):
        host, size, first, told = handler.server, len(handler.server.content), 0, None
        asked = re.fullmatch(r"bytes=(\d+)-", handler.range or "")
        if asked and ranges and (not if_range or handler.if_range in {None, host.etag, host.last_modified}):
            first = int(asked[1])
            told = f"bytes {first}-{size - 1}/{size}"
            if first >= size:
                return handler.head(416, Content_Range=f"bytes */{size}")
        headers = {"ETag": host.etag, "Last_Modified": host.last_modified, "Content_Range": told}
        handler.head(206 if told else 200, Content_Length=size - first if tell_length else None, **headers)
        handler.wfile.write(host.content[first:stop])
        handler.sent = len(host.content[first:stop])
        if hold:
            hold.wait(20)
        if reset:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
        return None

    return answer


def status_answer(status: int, **headers: str) -> Answer:
    return lambda handler: handler.head(status, Content_Length=0, **headers)


@pytest.fixture
def host(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with Host() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def fetch(host: Host, folder: Path, report: Reporter = discard, **options) -> Path:
    return download_data_set(host.url, folder, report, **{"retry_delays": NO_WAIT, "timeout": 20.0, **options})


def failure(host: Host, folder: Path, **options) -> str:
    """Run a download that must fail; give its sentence."""
    with pytest.raises(DownloadError, match=r"^[^\n]+\.$") as caught:
        fetch(host, folder, **options)
    return str(caught.value)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def assert_complete(folder: Path, destination: Path):
    """All photos are there, and nothing else is left of the download."""
    assert folder == destination / "landmark_images"
    content = files_in(folder)
    marker = json.loads(content.pop(MARKER))
    assert content == {name.removeprefix("landmark_images/"): photo for name, photo in PHOTOS.items()}
    assert (marker["size"], marker["sha256"]) == (SIZE, hashlib.sha256(PHOTO_ZIP).hexdigest())
    assert names_in(destination) == ["landmark_images"]


def test_downloads_unpacks_and_tells_how_far_it_is(host, tmp_path):
    events: list = []
    destination = tmp_path / "new" / "data"
    folder = fetch(host, destination, events.append)
    assert_complete(folder, destination)
    assert host.sent == SIZE
    assert events[:2] == [Started(SIZE, "Downloading landmark_images.zip"), Progress(0, SIZE)]
    middle = events.index(Started(len(PHOTOS), "Unpacking landmark_images.zip"))
    assert events[middle - 1] == Progress(SIZE, SIZE)
    assert events[-2] == Progress(len(PHOTOS), len(PHOTOS))
    digest = hashlib.sha256(PHOTO_ZIP).hexdigest()
    assert events[-1] == Finished({"folder": str(folder), "files": len(PHOTOS), "url": host.url, "sha256": digest})


def test_a_second_call_asks_nobody_and_finishes(host, tmp_path):
    folder = fetch(host, tmp_path)
    (folder / "manifest.json").write_text("ours")
    events: list = []
    assert fetch(host, tmp_path, events.append) == folder
    assert len(host.requests) == 1
    assert [type(event) for event in events] == [Finished]
    assert (folder / "manifest.json").read_text() == "ours"


@pytest.mark.parametrize(("prefix", "data"), [("", "."), ("top/", "."), ("a/b/", "b")])
def test_any_layout_with_one_train_folder(host, tmp_path, prefix, data):
    host.content = zipped({prefix + name: b"1" for name in ("train/A/1.jpg", "train/train/2.jpg", "test/train/3.jpg")})
    folder = fetch(host, tmp_path)
    assert folder == tmp_path / "landmark_images" / data
    assert (folder / "train" / "A" / "1.jpg").read_bytes() == b"1"


def test_what_zip_programs_add_is_no_obstacle(host, tmp_path):
    """Entries for folders, "./", backslashes of old Windows programs, and macOS's second tree of resource forks."""
    host.content = zipped(
        {"./": b"", "set/": b"", "set/train/": b"", "./set/train/00.A/1.jpg": b"1", "set\\train\\00.A\\2.jpg": b"2"}
        | {"set/train/01.Empty/": b"", "set/README": b"", "__MACOSX/set/train/00.A/._1.jpg": b"fork"}
    )
    folder = fetch(host, tmp_path)
    assert sorted(files_in(folder)) == [MARKER, "README", "train/00.A/1.jpg", "train/00.A/2.jpg"]
    assert (folder / "train" / "01.Empty").is_dir()


def test_an_address_of_any_shape_gives_a_safe_name(host, tmp_path):
    host.url = f"http://127.0.0.1:{host.server_port}/..%2F%C3%A4 b?id=3"
    assert fetch(host, tmp_path) == tmp_path / "__b"
    assert host.requests[0].path == "/..%2F%C3%A4%20b?id=3"


def test_redirects_are_followed_also_when_resuming(host, tmp_path):
    redirect = status_answer(302, Location="/mirror/file.zip")
    host.answers = [redirect, file_answer(HALF), redirect]
    assert_complete(fetch(host, tmp_path), tmp_path)
    assert [request.path for request in host.requests] == ["/sets/landmark_images.zip", "/mirror/file.zip"] * 2
    assert host.requests[3].range == f"bytes={HALF}-"


def test_a_lost_connection_is_resumed_where_it_was(host, tmp_path):
    host.answers = [file_answer(HALF)]
    events: list = []
    assert_complete(fetch(host, tmp_path, events.append), tmp_path)
    assert (host.requests[1].range, host.requests[1].if_range) == (f"bytes={HALF}-", '"v1"')
    assert host.sent == SIZE
    messages = [event.message for event in events if isinstance(event, Progress) and event.message]
    assert messages == ["the connection to 127.0.0.1 was lost; trying again in 0 s"]


def test_a_reset_connection_is_resumed(host, tmp_path):
    begun = threading.Event()
    host.answers = [file_answer(HALF, hold=begun, reset=True)]
    assert_complete(fetch(host, tmp_path, lambda event: begun.set()), tmp_path)
    assert len(host.requests) == 2


def test_an_always_lost_connection_ends_with_advice_and_resumes_in_the_next_run(host, tmp_path):
    host.answers = [file_answer(HALF)] + [file_answer(0)] * 3
    sentence = failure(host, tmp_path)
    assert "run the same command again to resume" in sentence
    assert f"{HALF / 1e6:.1f} MB of {SIZE / 1e6:.1f} MB are kept" in sentence
    assert len(host.requests) == 1 + len(NO_WAIT)
    assert_complete(fetch(host, tmp_path), tmp_path)
    assert host.sent == SIZE


def test_a_shaky_line_gets_through_as_long_as_it_gets_on(host, tmp_path):
    host.content = zipped({PHOTO: random.Random(1).randbytes(4 << 20)}, zipfile.ZIP_STORED)
    step = download.FORGIVING_BYTES + 1
    host.answers = [file_answer(end) for end in range(step, 4 << 20, step)]
    fetch(host, tmp_path, retry_delays=(0.0,))
    assert len(host.requests) == 4
    assert host.sent == len(host.content)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stops=st.lists(st.integers(0, SIZE - 1), max_size=4), in_runs=st.booleans())
def test_wherever_it_is_cut_every_byte_travels_once(host, tmp_path_factory, stops, in_runs):
    destination = tmp_path_factory.mktemp("cut")
    host.requests.clear()
    host.answers = [file_answer(stop) for stop in sorted(stops)]
    while in_runs and host.answers:
        failure(host, destination, retry_delays=())
    assert_complete(fetch(host, destination, retry_delays=[0.0] * 4), destination)
    assert host.sent == SIZE


def test_a_silent_server_counts_as_lost(host, tmp_path):
    silence = threading.Event()
    host.answers = [status_answer(503), file_answer(HALF, hold=silence)]
    events: list = []
    assert_complete(fetch(host, tmp_path, events.append, timeout=1.0, retry_delays=[0.0] * 9), tmp_path)
    assert host.requests[2].range
    assert any("timed out" in event.message for event in events if isinstance(event, Progress))
    silence.set()


def test_a_busy_server_is_asked_again_after_a_rest(host, tmp_path):
    host.answers = [status_answer(503), status_answer(429)]
    started = time.monotonic()
    assert_complete(fetch(host, tmp_path, retry_delays=(0.1, 0.3)), tmp_path)
    assert time.monotonic() - started >= 0.4
    host.always = status_answer(503)
    assert "busy (503 Service Unavailable)" in failure(host, tmp_path / "other")


KILLED = "from training.download import *; import sys; download_data_set(sys.argv[1], Path(sys.argv[2]))"


@pytest.mark.parametrize("how", [signal.SIGTERM] if os.name == "nt" else [signal.SIGKILL, signal.SIGINT])
def test_killed_half_way_the_next_run_transfers_only_the_rest(host, tmp_path, how):
    part, silence = tmp_path / "landmark_images.zip.part", threading.Event()
    host.answers = [file_answer(HALF, hold=silence)]
    with subprocess.Popen([sys.executable, "-c", KILLED, host.url, str(tmp_path)], cwd=REPOSITORY) as process:
        deadline = time.monotonic() + 30
        while not (part.exists() and part.stat().st_size == HALF):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert "Another download" in failure(host, tmp_path)  # while it runs, nobody else may
        process.send_signal(how)
    silence.set()
    assert process.returncode not in {0, 1}
    assert_complete(fetch(host, tmp_path), tmp_path)
    assert [request.sent for request in host.requests] == [HALF, SIZE - HALF]


def test_ctrl_c_while_unpacking_keeps_the_download(host, tmp_path):
    def press_ctrl_c(event):
        if isinstance(event, Progress) and event.done and event.total == len(PHOTOS):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(host, tmp_path, press_ctrl_c)
    assert names_in(tmp_path) == ["landmark_images.zip.part", "landmark_images.zip.part.json"]
    assert_complete(fetch(host, tmp_path), tmp_path)
    assert len(host.requests) == 1


def test_an_extraction_killed_half_way_is_thrown_away(host, tmp_path):
    stale = tmp_path / "landmark_images.extracting" / "train"
    stale.mkdir(parents=True)
    (stale / "half.jpg").write_bytes(b"half")
    assert_complete(fetch(host, tmp_path), tmp_path)


@pytest.mark.parametrize(
    "answer", [file_answer(ranges=False), lambda handler: handler.head(206, Content_Range=f"bytes 0-9/{SIZE}")]
)
def test_a_server_with_no_or_wrong_ranges_sends_all_again(host, tmp_path, answer):
    host.answers = [file_answer(HALF), answer]
    assert_complete(fetch(host, tmp_path), tmp_path)
    assert host.sent == HALF + SIZE


@pytest.mark.parametrize(("etag", "if_range"), [('"v1"', True), ('"v1"', False), ('W/"v1"', True), (None, False)])
def test_a_file_changed_between_the_halves_comes_from_the_beginning(host, tmp_path, etag, if_range):
    host.content, host.etag, host.answers = bytes(HALF) + PHOTO_ZIP[HALF:], etag, [file_answer(HALF)]
    failure(host, tmp_path, retry_delays=())
    host.content, host.etag, host.last_modified = (
        PHOTO_ZIP,
        etag and etag.replace("1", "2"),
        "Thu, 02 May 2019 10:00:00 GMT",
    )
    host.always = file_answer(if_range=if_range)
    assert_complete(fetch(host, tmp_path), tmp_path)
    assert host.requests[1].if_range == ('"v1"' if etag == '"v1"' else MAY_1)  # a weak ETag vouches for no byte
    assert host.requests[-1].sent == SIZE


@pytest.mark.parametrize("stop", [HALF, SIZE + 1])
def test_a_file_of_another_size_comes_from_the_beginning(host, tmp_path, stop):
    host.content, host.etag, host.last_modified = bytes(HALF) + PHOTO_ZIP[HALF:] + b"more", None, None
    host.answers = [file_answer(stop)]
    failure(host, tmp_path, retry_delays=())
    host.content = PHOTO_ZIP
    assert_complete(fetch(host, tmp_path), tmp_path)


@pytest.mark.parametrize("note", ["{", "[]", '{"etag": 1}', '{"url": "http://other"}', '{"url": "URL", "total": 50}'])
def test_a_partial_file_of_unknown_origin_is_not_used(host, tmp_path, note):
    part = tmp_path / "landmark_images.zip.part"
    part.write_bytes(b"x" * 100)
    part.with_name(f"{part.name}.json").write_text(note.replace("URL", host.url))
    assert_complete(fetch(host, tmp_path), tmp_path)
    assert host.requests[0].range is None


@pytest.mark.parametrize("answer", [404, 403, 204, "ftp://127.0.0.1/x", "file:///etc/passwd", "landmark_images.zip"])
def test_other_answers_and_redirects_to_nowhere_are_named(host, tmp_path, answer):
    host.always = status_answer(answer) if isinstance(answer, int) else status_answer(302, Location=answer)
    sentence = failure(host, tmp_path)
    assert host.url in sentence
    assert "check the address" in sentence
    assert str(answer) in sentence or "302" in sentence or "unknown url type: ftp" in sentence


@pytest.mark.parametrize("url", ["x.zip", "ftp://h/x", "file:///x", "http://", "https://h:99999/x", "http://[/"])
def test_only_web_addresses(tmp_path, url):
    with pytest.raises(DownloadError, match=r"is no web address: give one that begins with https:// or http://\.$"):
        download_data_set(url, tmp_path)
    assert names_in(tmp_path) == []


def test_no_network(host, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host.url = f"http://127.0.0.1:{silent.getsockname()[1]}/x.zip"
        assert "did not answer within 0.2 s" in failure(host, tmp_path, timeout=0.2)
    assert "cannot be reached" in failure(host, tmp_path)
    host.url = "http://no-such-host.invalid/x.zip"
    assert "the server no-such-host.invalid cannot be found; check" in failure(host, tmp_path)


def test_a_network_that_goes_away_is_waited_for(host, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        nobody_there = status_answer(302, Location=f"http://127.0.0.1:{gone.getsockname()[1]}/x.zip")
    host.answers = [file_answer(HALF), nobody_there, nobody_there]
    assert_complete(fetch(host, tmp_path), tmp_path)
    assert host.sent == SIZE


def test_no_space_for_the_download(host, tmp_path):
    host.always = lambda handler: handler.head(200, Content_Length=10**16)
    assert f"The download needs 10,000,000,000.0 MB in {tmp_path}, where " in failure(host, tmp_path)


def test_no_space_for_unpacking_keeps_the_download(host, tmp_path, monkeypatch):
    host.always = file_answer(tell_length=False)  # so that the need for space shows only in the zip
    with monkeypatch.context() as full_disk:
        full_disk.setattr(download, "SPACE_RESERVE", 10**18)
        assert "Unpacking needs" in failure(host, tmp_path)
    assert_complete(fetch(host, tmp_path), tmp_path)
    assert len(host.requests) == 1


def test_a_folder_that_is_not_ours_is_left_alone(host, tmp_path):
    folder = tmp_path / "landmark_images"
    folder.mkdir()
    assert_complete(fetch(host, tmp_path), tmp_path)  # an empty folder is nobody's
    (folder / "test" / "03.Dead_Sea" / "0.jpg").unlink()
    assert "holds only 11 of the 12 files downloaded: delete this folder" in failure(host, tmp_path)
    host.url += "?other"
    assert "move it away" in failure(host, tmp_path)
    (folder / MARKER).write_text("mine")
    assert "move it away" in failure(host, tmp_path)
    assert len(files_in(folder)) == len(PHOTOS)
    (tmp_path / "file").write_text("mine")
    assert str(tmp_path / "file") in failure(host, tmp_path / "file")
    assert len(host.requests) == 1


def with_attributes(mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip with one member of this mode and compression."""
    entry = zipfile.ZipInfo(PHOTO)
    entry.external_attr, entry.compress_type = mode << 16, method
    return zipped({entry: b"/etc/passwd"})


def with_header(local: int, central: int, value: int, size: int) -> bytes:
    """Make a zip whose two headers of its one member hold `value` at these offsets."""
    content = bytearray(zipped({PHOTO: b"jpeg " * 99}))
    for start in (content.index(b"PK\3\4") + local, content.index(b"PK\1\2") + central):
        content[start : start + size] = value.to_bytes(size, "little")
    return bytes(content)


ESCAPES = ("../x", "set/../../x", "..\\x", "set/.. /x", "/tmp/x", "\\\\host\\x", "C:\\x", "set/c:x")
BAD_ZIPS: dict[str, tuple[bytes, str]] = {
    "cut off, with the length to match": (PHOTO_ZIP[:HALF], "is not a whole zip file"),
    "a web page": (b"<html>Please log in", "is not a whole zip file"),
    "empty": (b"", "is not a whole zip file"),
    "flipped bit": (with_header(14, 16, 1, 4), "is damaged at set/train/00.A/1.jpg (Bad CRC-32"),
    "smaller than claimed": (with_header(22, 24, 9999, 4), "which is not as large as it claims"),
    "larger than claimed": (with_header(22, 24, 9, 4), "is damaged"),
    "encrypted": (with_header(6, 8, 1, 2), "is encrypted"),
    "bomb": (zipped({PHOTO: b"1", "set/test/00.A/0.jpg": bytes(30_000_000)}), "to 30.0 MB, as no photos do"),
    "hundred years of zeros": (with_header(22, 24, 2**32 - 2, 4), "to 4,295.0 MB, as no photos do"),
    "control characters": (zipped({PHOTO: b"1", "set/\x1b[2J": b"2"}), "is no name for a file"),
    "link": (with_attributes(mode=stat.S_IFLNK | 0o777), "is a link or a device"),
    "pipe": (with_attributes(mode=stat.S_IFIFO | 0o644), "is a link or a device"),
    "other compression": (with_attributes(method=zipfile.ZIP_LZMA), "other than 'deflate'"),
    "twice": (zipped({PHOTO: b"1", "x" * 20: b"2"}).replace(b"x" * 20, PHOTO.encode()), f"holds {PHOTO} twice"),
    "twice in other words": (zipped({PHOTO: b"1", "set//train/./00.A/1.jpg": b"2"}), "twice"),
    "file and folder": (zipped({PHOTO: b"1", "set/train": b"2"}), "holds set/train both as a file and as a folder"),
    "no train": (zipped({"set/test/00.A/1.jpg": b"1", "train": b"2"}), "holds no folders with images in train/, where"),
    "two data sets": (zipped({PHOTO: b"1", "other/train/00.A/1.jpg": b"2"}), "holds 2 folders with images in train/"),
    **{name: (zipped({PHOTO: b"1", name: b"2"}), f"{name!r}, which leads out of its folder") for name in ESCAPES},
}


@pytest.mark.parametrize(("content", "fault"), BAD_ZIPS.values(), ids=BAD_ZIPS)
def test_a_bad_zip_is_refused_and_removed(host, tmp_path, content, fault):
    destination = tmp_path / "data"
    host.content = content
    sentence = failure(host, destination)
    assert fault in sentence
    assert "it was removed: run the same command again" in sentence
    assert (names_in(tmp_path), names_in(destination)) == (["data"], [])
    host.content = PHOTO_ZIP
    assert_complete(fetch(host, destination), destination)


def test_too_many_files_are_refused(host, tmp_path, monkeypatch):
    monkeypatch.setattr(download, "MAX_MEMBERS", len(PHOTOS) - 1)
    assert "holds 12 files, more than the 11 that are taken" in failure(host, tmp_path)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab./\\: \0\n") | st.characters(codec="utf-8"), max_size=12))
def test_no_name_leads_out_of_its_folder_on_any_system(name):
    entry = zipfile.ZipInfo("x")
    entry.filename = entry.orig_filename = name
    try:
        path = download._member_path(entry)
    except download._BadArchiveError:
        return
    for base in (PurePosixPath("/safe/base"), PureWindowsPath("D:/safe/base")):
        target = type(base)(os.path.normpath(base.joinpath(*path.parts).as_posix()))
        assert target.is_relative_to(base)
