"""Runs tests of permissions also as root, by laying down for a while the power to pass them."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator

_VERSION_3 = 0x20080522  # of the kernel's interface, see capget(2)
_PASS_PERMISSIONS = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextlib.contextmanager
def ordinary_user() -> Iterator[None]:
    """Lets permissions count for the calling thread and those that it starts meanwhile; not for other programs.

    Raises:
        OSError: The system refuses it.
        NotImplementedError: The person may pass permissions, and this system knows no way to lay that down.
    """
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        raise NotImplementedError("run this test as an ordinary user")
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_VERSION_3, 0), (_Sets * 2)()
    _check(libc.capget(ctypes.byref(header), ctypes.byref(sets)))
    before = sets[0].effective
    sets[0].effective = before & ~_PASS_PERMISSIONS
    _check(libc.capset(ctypes.byref(header), ctypes.byref(sets)))
    try:
        yield
    finally:
        sets[0].effective = before
        _check(libc.capset(ctypes.byref(header), ctypes.byref(sets)))


def _check(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
