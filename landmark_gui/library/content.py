"""What identifies a photo's picture and a model, whatever their files are called.

The content id of a photo survives what this app and other programs write into its metadata, because it is taken from
the coded picture only:

* JPEG: the frame header, the length of everything from the first scan on, and samples of that.
* PNG: kind, length and CRC of every chunk that belongs to the picture.
* WebP: kind and length of every chunk that belongs to the picture, and samples of them.
* TIFF: size and form of the first page, and samples of its strips or tiles.
* All others (HEIC, AVIF, RAW, …): size and samples of the file, as this app never writes into those: their metadata go
  into sidecars. Where another program writes into one, it counts as a new photo.

Two files with the same picture have the same id, and with it the same decisions: a copy shows what the original shows.
"""

import os
from pathlib import Path

ID_BYTES = 16


def content_id(path: str | os.PathLike[str]) -> bytes:
    """The content id of a photo, `ID_BYTES` long; reads some 30 KB of the file beside its headers.

    Damaged files have one too, from the size and samples of the file.

    Raises:
        OSError: The file cannot be read.
    """
    raise NotImplementedError


def model_id(path: str | os.PathLike[str]) -> str:
    """Name and fingerprint of a model file, such as ``default:3f2a…``; suggestions are kept by it.

    Raises:
        OSError: The file cannot be read.
    """
    raise NotImplementedError(Path(path).stem)
