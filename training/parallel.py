"""Data-parallel training over several processes, as ``torchrun`` starts them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

import torch
import torch.distributed as dist

from training.loop import Processes

Answer = TypeVar("Answer")

_PATIENCE = timedelta(days=1)
"""How long processes wait for each other: one may decode and compute features for hours; torchrun ends orphans."""


@contextmanager
def joined_processes(device: torch.device) -> Iterator[tuple[Processes, torch.device]]:
    """Joins the processes that torchrun started, and gives each its own GPU where there are several.

    Without torchrun this is one process, and nothing is joined.
    """
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1:
        yield Processes(), device
        return
    local = int(os.environ.get("LOCAL_RANK", "0"))
    if device.type == "cuda":
        device = torch.device("cuda", local)
        torch.cuda.set_device(device)
    else:
        # Processes on one machine share its cores; too many threads would fight for them.
        beside = int(os.environ.get("LOCAL_WORLD_SIZE", str(count)))
        torch.set_num_threads(max(1, (os.cpu_count() or 1) // beside))
    dist.init_process_group("nccl" if device.type == "cuda" else "gloo", timeout=_PATIENCE)
    try:
        yield Processes(dist.get_rank(), dist.get_world_size()), device
    finally:
        dist.destroy_process_group()


def one_before_the_others(processes: Processes, work: Callable[[], Answer]) -> Answer:
    """Does cached work in one process of each machine first, so that the others find it done instead of redoing it.

    Args:
        processes: This process among those that train together; all of them must come here.
        work: What fills the cache, or reads it.

    Returns:
        What `work` gives in this process.
    """
    if processes.count == 1:
        return work()
    first = int(os.environ.get("LOCAL_RANK", "0")) == 0
    if not first:
        dist.barrier()
    answer = work()
    if first:
        dist.barrier()
    return answer
