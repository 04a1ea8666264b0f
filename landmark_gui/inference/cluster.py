"""Many photos on many machines: the same predictor in every worker of a Ray cluster (extra ``cluster``).

Ray restarts a worker that dies and gives its photos to another, so that every photo comes out; what came out twice is
for the caller to leave out. The photos must lie under the same paths on all machines.
"""

import itertools
import logging
import os
import platform
import re
import socket
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from landmark_gui.inference import devices
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.suggestion import Suggestion
from training.efficientnet_lite import PackageError

WAVE = 100_000
"""Photos that the cluster is given at a time: bounds what the driver must hold."""
TASK = 64
"""Photos that a worker is given at a time, and loses when it dies."""
GPU_TASK = 1024
"""The same for one with a GPU: two batches for each of its threads that decode."""

_HOST_AND_PORT = re.compile(r"\[?(?P<host>[^/\[\]]+)\]?:(?P<port>\d{1,5})")
_CONNECT_SECONDS = 5.0
_RAISED = re.compile(r"^[\w.]+(?:Error|Exception|Exit): .+", re.MULTILINE)


class ClusterError(RuntimeError):
    """The cluster cannot be used; the message says what to do."""


class _Worker:
    """Runs in a process of the cluster: a predictor on one core, or on one GPU and that GPU's share of the cores."""

    def __init__(self, name: str, model: Any, device: str, top_k: int, personal: Any) -> None:
        import ray  # noqa: PLC0415

        self._top_k = top_k
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(ray.get(model))
            cores = 1 if device == "cpu" else _cores_of_a_gpu()
            self._predictor = Predictor(path, device, cores=cores, taught=())
        # What the person taught lies on the driver's machine alone.
        try:
            self._predictor.personal = ray.get(personal)
        except PackageError as error:
            raise ClusterError(f"On {platform.node()} {error}") from error

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        paths = [Path(os.fsdecode(path)) for path in batch["path"]]
        return {"suggestion": list(self._predictor.predict(paths, self._top_k))}


def predict(
    paths: Iterable[Path], model: Path, *, address: str | None = None, device: str = "auto", top_k: int = 5
) -> Iterator[Suggestion]:
    """Suggestions for photos, in any order, from all workers of a cluster.

    Args:
        paths: Photos; taken `WAVE` at a time.
        model: The model file; it is sent to the workers.
        address: The cluster's, as ``ray.init`` wants it; None: one that is started here, on all cores.
        device: ``auto``: GPUs where the cluster has some, else processors; ``cuda`` or ``cpu``: only these.
        top_k: Most candidates per photo.

    Raises:
        ClusterError: Ray is not installed, there is no such cluster, or it could not go on.
        devices.DeviceError: No such device here, or in the cluster.
        training.model_file.ModelFileError: The model cannot be used.
    """
    address = address or os.environ.get("RAY_ADDRESS")  # as Ray itself does, but with our checks
    _check(device, address)
    # What the person taught lies on the driver's machine alone. A model that cannot be used is told here, once.
    personal = Predictor(model, "cpu", workers=1).personal
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # its own files still hold everything
    try:
        import ray  # noqa: PLC0415 - belongs to the extra `cluster`, and takes a second to import
        import ray.data  # noqa: PLC0415
    except ImportError:
        raise ClusterError("This needs Ray: pip install '.[cluster]' in the project's folder.") from None
    _knock(address)
    try:
        dashboard = None if address else False
        ray.init(address=address, include_dashboard=dashboard, log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise ClusterError(f"There is no Ray cluster at {address or 'this computer'}: {reason}") from error
    try:
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what ends the run is told below
        ray.data.DataContext.get_current().enable_progress_bars = False
        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        on_gpu = device != "cpu" and resources.get("GPU", 0) >= 1
        if device == "cuda" and not on_gpu:  # Ray would wait for one for ever
            raise devices.DeviceError(f"The Ray cluster has no usable CUDA device for {device!r}: use auto or cpu.")
        task = GPU_TASK if on_gpu else TASK
        workers = max(1, int(resources.get("GPU" if on_gpu else "CPU", 1)))
        arguments = {
            "name": model.name,
            "model": ray.put(model.read_bytes()),  # held here, so that a worker can be started anew at any time
            "device": "cuda" if on_gpu else "cpu",
            "top_k": top_k,
            "personal": ray.put(personal),
        }
        remaining = iter(paths)
        while wave := [{"path": os.fsencode(path)} for path in itertools.islice(remaining, WAVE)]:
            tasks = -(-len(wave) // task)
            results = ray.data.from_items(wave, override_num_blocks=tasks).map_batches(
                _Worker,
                fn_constructor_kwargs=arguments,
                batch_size=task,
                num_cpus=None if on_gpu else 1,
                num_gpus=1 if on_gpu else None,
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=min(workers, tasks)),
            )
            for row in results.iter_rows():
                yield row["suggestion"]
    except ray.exceptions.RayError as error:
        # A traceback of another process, and Ray's advice for programmers: what was raised there says what happened.
        reason = (_RAISED.findall(str(error)) or [type(error).__name__])[-1]
        raise ClusterError(f"The Ray cluster could not go on: {reason}") from error
    finally:
        ray.shutdown()


def _cores_of_a_gpu() -> int:
    """How many processors of this worker's machine, as Ray counts them, there are for each of its GPUs."""
    import ray  # noqa: PLC0415

    here = ray.get_runtime_context().get_node_id()
    nodes: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]
    (resources,) = (node["Resources"] for node in nodes if node["NodeID"] == here)
    return max(1, int(resources.get("CPU", 1) / max(1, resources.get("GPU", 1))))


def _check(device: str, address: str | None) -> None:
    """Refuses what no worker could have, before any is started.

    Raises:
        devices.DeviceError: The name is unknown, or there is no such device.
    """
    # A cluster's GPUs are not those of this computer: `predict` asks the cluster.
    if device != "cuda" or address is None:
        devices.choose(device)
    if device not in ("auto", "cpu", "cuda"):
        raise devices.DeviceError(f"A Ray cluster cannot be asked for {device!r}: use auto, cpu or cuda.")


def _knock(address: str | None) -> None:
    """Finds out in seconds that nobody is at an address of the form ``host:port``: Ray would try for minutes.

    Raises:
        ClusterError: Nobody is.
    """
    place = _HOST_AND_PORT.fullmatch(address or "")
    if place is None:
        return
    try:
        socket.create_connection((place["host"], int(place["port"])), _CONNECT_SECONDS).close()
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ClusterError(f"There is no Ray cluster at {address}: {reason}.") from error
