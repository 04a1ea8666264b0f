"""Small files of ours, written whole or not at all; photos have a protocol of their own (`landmark_gui.metadata`)."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write(path: Path, content: bytes, *, synced: bool = False) -> None:
    """Replaces a file, or makes it and the folders above it.

    Args:
        path: The file.
        content: All of it.
        synced: Whether to wait until it is on the disk: for what cannot be made again.

    Raises:
        OSError: It cannot be written; then what was there is there still, and nothing else.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
