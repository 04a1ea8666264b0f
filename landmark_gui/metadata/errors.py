"""What can go wrong with a photo's metadata, each with one plain sentence for the person."""


class MetadataError(Exception):
    """Base of everything that the metadata package raises on purpose."""


class InvalidValueError(MetadataError, ValueError):
    """A name or place that must not go into a file (control characters, lone surrogates, nothing at all)."""


class DamagedError(MetadataError):
    """A block or container that cannot be read without guessing."""


class RefusedError(MetadataError):
    """The file is left alone.

    Attributes:
        sidecar: whether a sidecar beside the photo is a way out (false for folders, empty files, read-only places).
    """

    def __init__(self, reason: str, *, sidecar: bool = True) -> None:
        super().__init__(reason)
        self.sidecar = sidecar


class UnreadableError(RefusedError):
    """There is nothing to read: no file, a folder, an empty file, or no photo."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, sidecar=False)


class ChangedError(MetadataError):
    """Another program changed the file between reading and replacing it."""


class WriteError(MetadataError):
    """Writing was tried and failed (disk full, verification, permissions); the photo is as it was."""
