"""The running program's side: it listens, and tells what later starts ask for."""

import os
import socket
from contextlib import suppress

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from landmark_gui.instance import client
from landmark_gui.instance.address import Address, is_own_process
from landmark_gui.instance.protocol import (
    MOST_BYTES,
    ProtocolError,
    Reply,
    ReplyKind,
    Request,
    decode_request,
    encode_reply,
)

_MOST_UNFINISHED = 64
_LONGEST_REQUEST_MS = 10_000
_LONGEST_FAREWELL_MS = 2000


class Call(QObject):
    """One accepted request, and the way to answer it.

    Signals:
        gone: Whoever asked has left without waiting for the end.
    """

    gone = Signal()

    def __init__(self, request: Request, connection: QLocalSocket) -> None:
        super().__init__(connection)
        self.request = request
        self._socket = connection
        self.is_open = request.wait
        connection.disconnected.connect(self._disconnected)

    def result(self, line: str) -> None:
        """One line for the start's stdout."""
        self._send(Reply(ReplyKind.RESULT, line))

    def complain(self, text: str) -> None:
        """One sentence for its stderr."""
        self._send(Reply(ReplyKind.COMPLAINT, text))

    def finish(self, code: int) -> None:
        """Lets the start end with that exit code."""
        if self.is_open:
            self._send(Reply(ReplyKind.DONE, code=code))
            self.is_open = False
            self._socket.flush()
            self._socket.disconnectFromServer()

    def _send(self, reply: Reply) -> None:
        if self.is_open:
            self._socket.write(encode_reply(reply))

    def _disconnected(self) -> None:
        if self.is_open:
            self.is_open = False
            self.gone.emit()


class InstanceServer(QObject):
    """Listens at an address for requests of this user's processes; all else is ignored.

    Signals:
        asked (Call): Somebody asks for something, and was told that it is taken.
    """

    asked = Signal(object)

    def __init__(self, address: Address, parent: QObject | None = None) -> None:
        """Makes it; nobody can reach it before `start`.

        Args:
            address: Where it will listen.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._address = address
        self._lock = QLockFile(str(address.lock))
        self._lock.setStaleLockTime(0)  # only a lock whose process is dead is stale
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setListenBacklogSize(128)
        self._server.newConnection.connect(self._connected)
        self._unfinished: dict[QLocalSocket, bytearray] = {}

    def start(self) -> bool:
        """Listens, unless another program does at this address.

        A lock and a socket that a killed program has left are removed.
        """
        if not self._lock.tryLock(0):
            # The dead program's number may be another process's by now; the file itself is locked only by a living one.
            if client.is_answering(self._address) or not self._lock.removeStaleLockFile():
                return False
            if not self._lock.tryLock(0):
                return False
        QLocalServer.removeServer(self._address.socket)
        if self._server.listen(self._address.socket):
            return True
        self._lock.unlock()
        return False

    @property
    def error(self) -> str:
        """Why it does not listen."""
        return self._server.errorString()

    def stop(self) -> None:
        """Listens no longer; who waits for an answer can still get it."""
        if self._server.isListening():
            self._server.close()
            self._lock.unlock()

    def _connected(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            if len(self._unfinished) >= _MOST_UNFINISHED or not _is_own(connection):
                connection.abort()
                connection.deleteLater()
                continue
            self._unfinished[connection] = bytearray()
            connection.readyRead.connect(lambda asking=connection: self._read(asking))
            connection.disconnected.connect(lambda asking=connection: self._left(asking))
            QTimer.singleShot(_LONGEST_REQUEST_MS, connection, lambda asking=connection: self._give_up(asking))
            self._read(connection)

    def _read(self, connection: QLocalSocket) -> None:
        unfinished = self._unfinished.get(connection)
        if unfinished is None:
            connection.readAll()  # nothing more is expected
            return
        unfinished += connection.readAll().data()
        end = unfinished.find(b"\n")
        if end < 0:
            if len(unfinished) > MOST_BYTES:
                self._give_up(connection)
            return
        try:
            request = decode_request(bytes(unfinished[:end]))
        except ProtocolError as error:
            if error.is_other_version:
                self._answer(connection, Reply(ReplyKind.REFUSED, str(error)))
            self._give_up(connection)
            return
        del self._unfinished[connection]
        # Whoever has given up waiting for our answer opens a window of its own.
        if connection.state() == QLocalSocket.LocalSocketState.ConnectedState and self._answer(
            connection, Reply(ReplyKind.ACCEPTED)
        ):
            self.asked.emit(Call(request, connection))

    def _answer(self, connection: QLocalSocket, reply: Reply) -> bool:
        connection.write(encode_reply(reply))
        return connection.flush() or connection.bytesToWrite() == 0

    def _give_up(self, connection: QLocalSocket) -> None:
        if self._unfinished.pop(connection, None) is not None:
            connection.abort()

    def _left(self, connection: QLocalSocket) -> None:
        self._unfinished.pop(connection, None)
        connection.deleteLater()

    def say_goodbye(self) -> None:
        """Ends all conversations, as the program ends; what is already said is sent first."""
        for connection in self._server.findChildren(QLocalSocket):
            if connection.bytesToWrite() and connection.state() != QLocalSocket.LocalSocketState.UnconnectedState:
                connection.waitForBytesWritten(_LONGEST_FAREWELL_MS)
            connection.abort()


def _is_own(connection: QLocalSocket) -> bool:
    """Whether the other end is a process of this user, as far as the system tells."""
    if os.name == "nt":
        return True
    with suppress(OSError), socket.socket(fileno=os.dup(int(connection.socketDescriptor()))) as other:
        return is_own_process(other)
    return False
