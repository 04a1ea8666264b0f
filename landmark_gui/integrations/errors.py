"""Why a host's entry could not be installed or removed; every message is one sentence that names the file."""


class IntegrationError(Exception):
    """Something about host entries went wrong; the message is for the person."""


class RefusedError(IntegrationError):
    """Nothing was changed for this host, because the person has to decide or to repair a file first."""


class MalformedError(RefusedError):
    """A file shared with others is not what its program writes, so nothing can be put into it safely."""


class FailedError(IntegrationError):
    """A file could not be read or written: permissions, a full disk, a disk error."""
