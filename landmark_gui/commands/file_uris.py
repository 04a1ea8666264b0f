"""Files named as URIs: some file managers can pass every name safely only in this form."""

import os
import re
from urllib.parse import unquote_to_bytes

_LOCAL = re.compile(r"file:(?://(?:localhost)?)?(?=/[^/])", re.IGNORECASE)


def local_path(argument: str) -> str:
    """The path that a ``file:`` URI stands for; everything else as it is, also where a file has such a name.

    Args:
        argument: What stands on the command line.

    Returns:
        A path; bytes that are no UTF-8 as Python's surrogate escapes, as in all names of files.
    """
    scheme = _LOCAL.match(argument)
    if scheme is None or os.path.lexists(argument):
        return argument
    path = argument[scheme.end() :]
    if os.name != "nt":
        return os.fsdecode(unquote_to_bytes(path))
    from urllib.request import url2pathname  # noqa: PLC0415 - loads HTTP and TLS: a tenth of the dialog's start

    return url2pathname(path)
