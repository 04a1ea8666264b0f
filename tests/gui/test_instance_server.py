"""The running program's ear: malformed, oversized, foreign and impatient callers, stale locks, safe folders."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import gui_tools
import pytest

from landmark_gui.instance import address as address_module
from landmark_gui.instance.address import address, screen
from landmark_gui.instance.protocol import (
    MOST_BYTES,
    MOST_PATHS,
    VERSION,
    Kind,
    ProtocolError,
    Reply,
    ReplyKind,
    Request,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
)
from landmark_gui.instance.server import InstanceServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="speaks to Unix sockets")
GOOD = Request(Kind.SUGGEST, ("/a b.jpg", os.fsdecode(b"/caf\xe9\n.jpg")), ("/folder",), host="thunar")


@pytest.fixture
def runtime(monkeypatch):
    with tempfile.TemporaryDirectory(prefix="lt") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def server(qapp, qtbot, runtime):
    made = InstanceServer(address())
    made.heard = []
    made.asked.connect(lambda call: made.heard.append(call.request))
    assert made.start()
    yield made
    made.stop()
    made.say_goodbye()
    made.deleteLater()
    gui_tools.deliver_deletions()


def says(qtbot, data: bytes, where: str) -> bytes:
    """What the server answers until it hangs up, or until it has said one line."""
    answer = bytearray()

    def speak() -> None:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(30)
            caller.connect(where)
            try:
                caller.sendall(data)
                while b"\n" not in answer and (part := caller.recv(4096)):
                    answer.extend(part)
            except OSError:  # hung up while we still spoke
                return

    thread = threading.Thread(target=speak)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=gui_tools.WAIT_MS)
    return bytes(answer)


def changed(**members: object) -> bytes:
    return json.dumps({**json.loads(encode_request(GOOD)), **members}).encode() + b"\n"


def test_a_request_is_told_and_accepted(server, qtbot):
    assert decode_reply(says(qtbot, encode_request(GOOD), address().socket)).kind is ReplyKind.ACCEPTED
    assert server.heard == [GOOD]


@pytest.mark.parametrize(
    "data",
    [
        b"\n",
        b"GET / HTTP/1.1\r\n\r\n", bytes(range(256)) + b"\n", b"[" * 100_000 + b"\n", b"[]\n", b"{}\n", b"null\n",
        b'{"landmark-tagger": true}\n', changed(kind="erase"), changed(files="/a"), changed(files=[1]),
        changed(files=["/a\0b"]), changed(files=[""]), changed(wait=1), changed(write=None), changed(form="xml"),
        changed(model="m" * 5000), changed(host=["x"]), changed(files=["/a"] * (MOST_PATHS + 1)),
        encode_request(GOOD)[:40] + b"\n",
    ],
)  # fmt: skip
def test_what_is_no_request_is_ignored(server, qtbot, data):
    assert says(qtbot, data, address().socket) == b""
    assert server.heard == []
    assert decode_reply(says(qtbot, encode_request(GOOD), address().socket)).kind is ReplyKind.ACCEPTED


def test_another_version_is_told_that_it_is_one(server, qtbot):
    later = encode_request(GOOD).replace(f'"landmark-tagger":{VERSION}'.encode(), b'"landmark-tagger":99')
    with pytest.raises(ProtocolError) as error:
        decode_request(later)
    assert error.value.is_other_version
    assert decode_reply(says(qtbot, later, address().socket)).kind is ReplyKind.REFUSED
    assert server.heard == []


def test_what_never_ends_is_hung_up_on(server, qtbot):
    assert says(qtbot, b'"' * (MOST_BYTES + 2**20), address().socket) == b""
    assert server.heard == []
    assert decode_reply(says(qtbot, encode_request(GOOD), address().socket)).kind is ReplyKind.ACCEPTED


def test_many_who_say_nothing_stop_nobody(server, qtbot):
    silent = [socket.socket(socket.AF_UNIX) for _ in range(100)]
    try:
        for caller in silent:
            caller.connect(address().socket)
        qtbot.waitUntil(lambda: len(server._unfinished) >= 60, timeout=gui_tools.WAIT_MS)
        assert len(server._unfinished) <= 64
    finally:
        for caller in silent:
            caller.close()
    qtbot.waitUntil(lambda: not server._unfinished, timeout=gui_tools.WAIT_MS)
    assert decode_reply(says(qtbot, encode_request(GOOD), address().socket)).kind is ReplyKind.ACCEPTED


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
def test_another_user_is_not_heard(server, qtbot, runtime):
    where = address().socket
    program = (
        "import socket, sys; caller = socket.socket(socket.AF_UNIX); caller.settimeout(30)\n"
        "try:\n    caller.connect(sys.argv[1])\nexcept PermissionError:\n    print('refused'); sys.exit()\n"
        "try:\n    caller.sendall(sys.stdin.buffer.read()); print(len(caller.recv(4096)))\n"
        "except OSError:\n    print(0)"
    )

    def as_nobody() -> str:
        done: list[str] = []

        def ask() -> None:
            command = ["/usr/bin/python3", "-I", "-c", program, where]
            ran = subprocess.run(
                command, input=encode_request(GOOD), capture_output=True, user=65534, group=65534, extra_groups=[],
                cwd="/", timeout=60, check=True,
            )  # fmt: skip
            done.append(ran.stdout.decode().strip())

        thread = threading.Thread(target=ask)
        thread.start()
        qtbot.waitUntil(lambda: not thread.is_alive(), timeout=gui_tools.WAIT_MS)
        return done[0]

    if not Path("/usr/bin/python3").exists():
        pytest.skip("needs a Python that everybody may run")
    assert as_nobody() == "refused"  # the folder is closed to others
    for path in (runtime, Path(where).parent):
        path.chmod(0o755)
    Path(where).chmod(0o777)
    assert as_nobody() == "0"  # and where it is not, they are hung up on
    assert server.heard == []


def test_only_one_listens(server, runtime):
    second = InstanceServer(address())
    assert not second.start()
    second.deleteLater()


def test_a_lock_of_a_dead_process_whose_number_lives_again(qapp, runtime):
    where = address()
    # As a killed program leaves it, but that its number is now that of another Python: this one.
    import platform

    lines = [str(os.getppid()), "python3", platform.node(), "", ""]
    where.lock.write_text("\n".join(lines))
    Path(where.socket).touch()
    server = InstanceServer(where)
    assert server.start()
    server.stop()
    server.deleteLater()


def test_messages_say_what_they_said():
    assert decode_request(encode_request(GOOD)) == GOOD
    for reply in (Reply(ReplyKind.RESULT, "a\tü\udce9"), Reply(ReplyKind.DONE, code=4)):
        assert decode_reply(encode_reply(reply)) == reply
    with pytest.raises(ProtocolError):
        decode_reply(b'{"landmark-tagger":1,"kind":"done","text":"","code":true}')


def test_screens_and_homes_have_addresses_of_their_own(runtime, monkeypatch):
    def of(**variables):
        return address({"XDG_RUNTIME_DIR": str(runtime), **variables}).socket

    assert of(DISPLAY=":0") == of(DISPLAY=":0.0")
    assert len({of(DISPLAY=":0"), of(DISPLAY=":1"), of(WAYLAND_DISPLAY="wayland-0", DISPLAY=":0"), of()}) == 4
    before = of(DISPLAY=":0")
    monkeypatch.setenv("LANDMARK_GUI_HOME", "/elsewhere")
    assert of(DISPLAY=":0") != before
    assert screen({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}) == "offscreen"


def test_a_folder_that_others_can_enter_is_not_used(runtime, monkeypatch, tmp_path):
    (runtime / "landmark-tagger").mkdir()
    (runtime / "landmark-tagger").chmod(0o777)
    monkeypatch.setattr(address_module.tempfile, "gettempdir", lambda: str(runtime))
    socket_path = Path(address().socket)
    assert socket_path.parent == runtime / f"landmark-tagger-{os.getuid()}"
    assert socket_path.parent.stat().st_mode & 0o777 == 0o700
