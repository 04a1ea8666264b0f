"""Where networks run, and in which precision that is fast there."""

from __future__ import annotations

import ctypes
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import torch

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h


class DeviceError(ValueError):
    """A device that is unknown or not there; the message says what to do."""


def choose_device(name: str = "auto") -> torch.device:
    """The device of that name; ``auto`` takes CUDA, then MPS, then the CPU.

    Raises:
        DeviceError: Unknown name, or this machine has no such device.
    """
    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise DeviceError(f"unknown device {name!r}: use auto, cpu, cuda, cuda:N or mps") from error
    if device.type == "cuda" and not torch.cuda.is_available():
        raise DeviceError("this machine has no usable CUDA device: use --device auto or --device cpu")
    if device.type == "cuda" and device.index is not None and device.index >= torch.cuda.device_count():
        raise DeviceError(f"{name} does not exist: this machine has {torch.cuda.device_count()} CUDA device(s)")
    if device.type == "mps" and not torch.backends.mps.is_available():
        raise DeviceError("this machine has no MPS device: use --device auto or --device cpu")
    if device.type not in ("cpu", "cuda", "mps"):
        raise DeviceError(f"device {name!r} is not supported: use auto, cpu, cuda, cuda:N or mps")
    return device


def fast_half_type(device: torch.device) -> torch.dtype | None:
    """The 16-bit type that is faster than ``float32`` on this device, or None.

    On CPUs only those with bfloat16 instructions qualify: without them (plain AVX2) bfloat16 convolutions were
    measured eight times slower than ``float32``.
    """
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    if device.type == "cpu" and _cpu_has_bfloat16():
        return torch.bfloat16
    return None


def _cpu_has_bfloat16() -> bool:
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    line = next((line for line in flags.splitlines() if line.startswith("flags")), "")
    return bool({"avx512_bf16", "amx_bf16"} & set(line.split()))


def autocast(device: torch.device, *, enabled: bool = True) -> AbstractContextManager[object]:
    """Mixed precision where it is faster on this device, else nothing."""
    half = fast_half_type(device) if enabled else None
    return nullcontext() if half is None else torch.autocast(device.type, half)


def keep_freed_memory() -> None:
    """Lets the process keep memory that tensors free, instead of handing it back and faulting it in again.

    By default glibc maps every large tensor anew and the kernel clears each page on first touch; on CPUs that took
    more time than MobileNetV2's arithmetic (measured 2.4 times as fast at 224 px without it). Other platforms are
    left as they are.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # a C library without it, such as musl
        return
    mallopt(_M_MMAP_THRESHOLD, 2**30)
    mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)
