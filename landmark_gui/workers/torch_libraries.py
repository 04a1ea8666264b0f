"""Loads torch's shared libraries without stopping the window.

``import torch`` loads about a gigabyte of shared libraries. Python's import does so with the interpreter's lock held:
with cold disk caches, the window was measured to stand still for 20 seconds. A foreign function, however, is called
without that lock; so the libraries are loaded by a plain call to ``dlopen`` first, and the import finds them there.

Only one thread at a time can be in ``dlopen``. One that imports another extension module meanwhile would wait for it
with the interpreter's lock held, and with it the window; so what other workers are about to import is imported before.
"""

import ctypes
import importlib
import importlib.util
import os
import sys
from pathlib import Path

_LINUX = ("libtorch_global_deps.so", "libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so")
_USED_BY_OTHERS = ("numpy", "landmark_gui.inference.images", "landmark_gui.metadata", "sqlite3")
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
    for module in _USED_BY_OTHERS:
        importlib.import_module(module)
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
