"""Where the app's networks run: the same choice as in training."""

from training.devices import (
    DeviceError,
    autocast,
    autocast_dtype,
    choose,
    cpu_cores,
    cpu_flags,
    keep_freed_memory,
)

__all__ = ["DeviceError", "autocast", "autocast_dtype", "choose", "cpu_cores", "cpu_flags", "keep_freed_memory"]
