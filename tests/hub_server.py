"""A real local HTTP server that answers like the Hugging Face hub, for the one file that the app fetches there."""

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """A running server.

    Attributes:
        url: What to name as the endpoint.
        requests: Method, path and Range header of every request.
    """

    url: str
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)


@contextmanager
def serve(repository: str, file: Path | None, *, break_after: int | None = None, status: int = 200) -> Iterator[Hub]:
    """Serves one repository.

    Args:
        repository: ``owner/name``; all others are unknown.
        file: Its only file; None: the repository is empty.
        break_after: The first download's connection breaks after so many bytes.
        status: Answer to everything, where it is not 200.
    """
    breaks = [break_after] if break_after is not None else []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            hub.requests.append((self.command, self.path, self.headers.get("Range")))
            match = re.fullmatch(rf"/{re.escape(repository)}/resolve/([^/]+)/(.+)", self.path)
            if status != 200:
                self._refuse(status, "")
            elif match is None:
                self._refuse(404, "RepoNotFound")
            elif match[1] not in ("main", COMMIT):
                self._refuse(404, "RevisionNotFound")
            elif file is None or match[2] != file.name:
                self._refuse(404, "EntryNotFound")
            else:
                self._send(file, body=body)

        def _refuse(self, code: int, error: str) -> None:
            self.send_response(code)
            if error:
                self.send_header("X-Error-Code", error)
            self.send_header("X-Repo-Commit", COMMIT)
            self.send_header("Content-Length", "0")
            self.send_header("Connection", "close")  # a kept connection would outlive the server
            self.end_headers()

        def _send(self, path: Path, *, body: bool) -> None:
            size = path.stat().st_size
            wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            start = int(wanted[1]) if wanted else 0
            self.send_response(206 if wanted else 200)
            self.send_header("ETag", '"' + hashlib.sha1(path.name.encode()).hexdigest() + '"')
            self.send_header("X-Repo-Commit", COMMIT)
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Connection", "close")
            self.send_header("Content-Length", str(size - start))
            if wanted:
                self.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
            self.end_headers()
            if not body:
                return
            left = breaks.pop() if breaks else size - start
            with path.open("rb") as handle:
                handle.seek(start)
                while piece := handle.read(min(2**20, left)):
                    self.wfile.write(piece)
                    left -= len(piece)
            self.close_connection = True

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hub = Hub(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
