"""For tests of the loops that Numba compiles: where they can run, and training where there is no Numba."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from training.devices import autocast_dtype

needs_numba = pytest.mark.skipif(
    subprocess.run([sys.executable, "-c", "import numba"], capture_output=True, check=False).returncode != 0,
    reason="Numba is not made for this Python yet",
)
needs_bfloat16 = pytest.mark.skipif(
    autocast_dtype(torch.device("cpu")) != torch.bfloat16,
    reason="this processor has no bfloat16: the loops are not used on it",
)


def printed_without_numba(folder: Path, program: str) -> str:
    """What a program prints on a computer without Numba."""
    (folder / "numba.py").write_text("raise ImportError('not for this Python')\n")
    paths = {"PYTHONPATH": os.pathsep.join([str(folder), *sys.path])}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, env=os.environ | paths, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout
