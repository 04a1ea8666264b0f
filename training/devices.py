"""Where a network runs, in which precision, and how the process keeps its memory: for training and for the app."""

import ctypes
import os
import re
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import torch

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h
_NAME = re.compile(r"auto|cpu|mps|cuda(:\d+)?")
_CPU_INFO = Path("/proc/cpuinfo")
_MEMORY_INFO = Path("/proc/self/statm")
# x86: AVX512-BF16 and AMX; ARM: the BF16 extension.
_BFLOAT16_FLAGS = frozenset({"avx512_bf16", "amx_bf16", "bf16"})


class DeviceError(ValueError):
    """A device that is unknown or not there; the message is one sentence that says what to use."""


def choose(name: str = "auto") -> torch.device:
    """The device of that name.

    Args:
        name: ``auto`` (CUDA, then MPS, then the CPU), ``cpu``, ``cuda``, ``cuda:N`` or ``mps``.

    Raises:
        DeviceError: Unknown name, or this computer has no such device.
    """
    if not _NAME.fullmatch(name):
        raise DeviceError(f"Unknown device {name!r}: use auto, cpu, cuda, cuda:N or mps.")
    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    device = torch.device(name)
    if device.type == "cuda":
        count = torch.cuda.device_count() if torch.cuda.is_available() else 0
        if count == 0:
            raise DeviceError(f"This computer has no usable CUDA device for {name!r}: use auto or cpu.")
        if device.index is not None and device.index >= count:
            raise DeviceError(f"There is no {name!r}, this computer has {count} CUDA device(s), counted from 0.")
    if device.type == "mps" and not torch.backends.mps.is_available():
        raise DeviceError("This computer has no usable MPS device (Apple GPU): use auto or cpu.")
    return device


def autocast_dtype(device: torch.device) -> torch.dtype:
    """The number format in which networks run fastest on this device; ``float32`` means no mixed precision.

    A CPU gets bfloat16 only where it has instructions for it: emulated on plain AVX2 it was measured eight times
    slower than ``float32``.
    """
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    if device.type == "cpu" and _BFLOAT16_FLAGS & cpu_flags(_CPU_INFO):
        return torch.bfloat16
    return torch.float32


def autocast(device: torch.device, *, enabled: bool = True) -> AbstractContextManager[object]:
    """Mixed precision where it is faster on this device, else nothing."""
    kind = autocast_dtype(device) if enabled else torch.float32
    return nullcontext() if kind == torch.float32 else torch.autocast(device.type, kind)


def cpu_flags(cpu_info: Path) -> frozenset[str]:
    """The first processor's instruction set flags from Linux's ``/proc/cpuinfo``; empty on other systems."""
    try:
        lines = cpu_info.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return frozenset()
    for line in lines:
        key, _, flags = line.partition(":")
        if key.strip() in ("flags", "Features"):
            return frozenset(flags.split())
    return frozenset()


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


def send(tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
    """The tensor on the device.

    On its way to a GPU it goes through pinned memory: the processor makes the next batch meanwhile, while a copy from
    any other memory has it wait until the GPU has done all that it was given before.
    """
    if device.type != "cuda" or tensor.is_cuda:
        return tensor.to(device)
    return tensor.pin_memory().to(device, non_blocking=True)


def memory_in_use(device: torch.device) -> int:
    """Bytes of memory that this process holds now: the GPU's where it computes there; 0 where nobody can tell."""
    if device.type == "cuda":
        return int(torch.cuda.memory_reserved(device))
    if device.type == "mps":
        return int(torch.mps.driver_allocated_memory())
    try:
        pages = int(_MEMORY_INFO.read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0
