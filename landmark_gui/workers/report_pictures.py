"""Small JPEGs of photos for a report; for threads of Qt's pool."""

import io
from collections.abc import Iterable
from pathlib import Path

from landmark_gui.workers import picture


def jpeg_thumbnails(paths: Iterable[Path], pixels: int = 240) -> dict[str, bytes]:
    """Thumbnails by path; photos that cannot be read are left out."""
    from landmark_gui.inference import images  # noqa: PLC0415

    found = {}
    for path in paths:
        try:
            image = picture.decode(path, pixels)
        except images.PhotoError:
            continue
        target = io.BytesIO()
        image.convert("RGB").save(target, "JPEG", quality=82)
        found[str(path)] = target.getvalue()
    return found
