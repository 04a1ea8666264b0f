"""What tests of the small dialog share: the process's windows, and callers that speak to it over a real socket."""

import os
import threading

import gui_tools
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from landmark_gui.instance.address import Address
from landmark_gui.instance.connection import Connection, connect
from landmark_gui.instance.protocol import Kind, ReplyKind, Request, decode_reply, encode_request
from landmark_gui.running import Running


class Caller:
    """A start that asks for the dialog; what it is answered comes in a thread, as in a process of its own.

    Attributes:
        accepted: Whether the request was taken.
        lines: For its stdout.
        complaints: For its stderr.
        code: Its exit code; None while it waits.
    """

    def __init__(self, address: Address, request: Request) -> None:
        self.request = request
        self.accepted, self.code = False, None
        self.lines, self.complaints = [], []
        connection = connect(address.socket)
        assert connection is not None
        self._connection: Connection = connection
        self._thread = threading.Thread(target=self._converse, name="caller", daemon=True)
        self._thread.start()

    def _converse(self) -> None:
        self._connection.send(encode_request(self.request))
        while line := self._connection.line(60):
            reply = decode_reply(line)
            if reply.kind is ReplyKind.ACCEPTED:
                self.accepted = True
            elif reply.kind is ReplyKind.RESULT:
                self.lines.append(reply.text)
            elif reply.kind is ReplyKind.COMPLAINT:
                self.complaints.append(reply.text)
            elif reply.kind is ReplyKind.DONE:
                self.code = reply.code
                break
        self._connection.close()

    def leave(self) -> None:
        """Goes without waiting, as a process that is killed."""
        os.close(os.dup(self._connection._socket.fileno()))
        self._connection._socket.shutdown(2)

    def join(self) -> None:
        self._thread.join(20)
        assert not self._thread.is_alive()


class Small:
    """A running process with its small dialog, driven as a person drives it."""

    def __init__(self, running: Running, address: Address, qtbot) -> None:
        self.running, self.address, self.qtbot = running, address, qtbot
        self.callers: list[Caller] = []

    def ask(self, *files, wait=True, folders=(), **details) -> Caller:
        """Somebody asks for these photos."""
        paths = tuple(os.fspath(file) for file in files)
        request = Request(Kind.SUGGEST, paths, tuple(map(os.fspath, folders)), wait=wait, **details)
        caller = Caller(self.address, request)
        self.callers.append(caller)
        self.wait(lambda: caller.accepted)
        return caller

    @property
    def quick(self):
        return self.running._quicks[-1]

    @property
    def dialog(self):
        return self.quick.dialog

    @property
    def photos(self):
        return self.quick.review.photos

    @property
    def message(self) -> str:
        return self.dialog.messages.text

    @property
    def go_text(self) -> str:
        return self.dialog.go.text()

    def photo(self, name: str):
        return next(photo for photo in self.photos if photo.file.name == name)

    def wait(self, condition) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=gui_tools.WAIT_MS)

    def wait_for_suggestions(self) -> None:
        self.wait(lambda: self.photos and all(photo.ranking or photo.problem for photo in self.photos))
        self.wait(lambda: all(photo.content or photo.error for photo in self.photos))
        self.wait(lambda: self.quick.names.gazetteer is not None)

    def press(self, key: Qt.Key | str) -> None:
        """Presses a key where the focus is, with shortcuts, as a keyboard does."""
        target = QApplication.focusWidget() or self.dialog
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)
        QApplication.processEvents()

    def end_of(self, caller: Caller) -> int:
        """Waits until a caller has its exit code."""
        self.wait(lambda: caller.code is not None)
        print(caller.complaints)  # seen where a test fails
        return caller.code


def opened(small: Small, photos, **details) -> Caller:
    """Asks for these photos, and waits until their suggestions are there."""
    caller = small.ask(*photos, **details)
    small.wait_for_suggestions()
    return caller
