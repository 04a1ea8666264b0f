"""Loads torch's shared libraries without stopping the window.

``import torch`` loads about a gigabyte of shared libraries. Python's import does so with the interpreter's lock held:
with cold disk caches, the window was measured to stand still for 20 seconds. A foreign function, however, is called
without that lock; so the libraries are loaded by a plain call to ``dlopen`` first, and the import finds them there.
"""

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

_LINUX = ("libtorch_global_deps.so", "libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so")
_MACOS = ("libtorch_global_deps.dylib", "libc10.dylib", "libtorch_cpu.dylib")


def preload() -> bool:
    """Loads the libraries; what cannot be loaded is left to the import, which says why.

    On Windows nothing is done: there torch is imported before Qt.

    Returns:
        Whether any was loaded.
    """
    names = {"linux": _LINUX, "darwin": _MACOS}.get(sys.platform, ())
    if "torch" in sys.modules or not names:
        return False
    found = importlib.util.find_spec("torch")
    if found is None or not found.submodule_search_locations:
        return False
    folder = Path(next(iter(found.submodule_search_locations))) / "lib"
    try:
        dlopen = ctypes.CDLL(None).dlopen
    except (OSError, AttributeError):
        return False
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    loaded = False
    for name in names:
        # As torch itself does it: the first library's symbols are for all, the others' only for torch.
        scope = os.RTLD_GLOBAL if "global_deps" in name else os.RTLD_LOCAL
        path = folder / name
        if path.exists():
            loaded = bool(dlopen(os.fsencode(path), os.RTLD_NOW | scope)) or loaded
    return loaded
