"""Where the app's networks run: the same choice as in training."""

from training.devices import DeviceError, choose, keep_freed_memory
from training.processors import cpu_cores

__all__ = ["DeviceError", "choose", "cpu_cores", "keep_freed_memory"]
