"""Many photos on many machines: the same predictor in every worker of a Ray cluster (extra ``cluster``).

Ray restarts a worker that dies and gives its photos to another, so that every photo comes out; what came out twice is
for the caller to leave out. The photos must lie under the same paths on all machines.
"""

import itertools
import logging
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from landmark_gui import taught
from landmark_gui.inference.personal import Personal
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.suggestion import Suggestion

WAVE = 100_000
"""Photos that the cluster is given at a time: bounds what the driver must hold."""
TASK = 64
"""Photos that a worker is given at a time, and loses when it dies."""


class ClusterError(RuntimeError):
    """The cluster cannot be used; the message says what to do."""


class _Worker:
    """Runs in a process of the cluster: a predictor on one core, or on one GPU."""

    def __init__(self, name: str, model: Any, device: str, top_k: int, personal: Any) -> None:
        import ray  # noqa: PLC0415

        self._top_k = top_k
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(ray.get(model))
            self._predictor = Predictor(path, device, workers=1 if device == "cpu" else None, cores=1, taught=())
        # What the person taught lies on the driver's machine alone.
        self._predictor.personal = ray.get(personal)

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
        device: ``auto``: GPUs where the cluster has some, else processors; or as in `devices.choose`.
        top_k: Most candidates per photo.

    Raises:
        ClusterError: Ray is not installed, or there is no such cluster.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # its own files still hold everything
    try:
        import ray  # noqa: PLC0415 - belongs to the extra `cluster`, and takes a second to import
        import ray.data  # noqa: PLC0415
    except ImportError:
        raise ClusterError("This needs Ray: pip install '.[cluster]' in the project's folder.") from None
    try:
        dashboard = None if address else False
        ray.init(address=address, include_dashboard=dashboard, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise ClusterError(f"There is no Ray cluster at {address or 'this computer'}: {reason}") from error
    try:
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        ray.data.DataContext.get_current().enable_progress_bars = False
        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        on_gpu = device.startswith("cuda") or (device == "auto" and resources.get("GPU", 0) >= 1)
        workers = max(1, int(resources.get("GPU" if on_gpu else "CPU", 1)))
        arguments = {
            "name": model.name,
            "model": ray.put(model.read_bytes()),  # held here, so that a worker can be started anew at any time
            "device": "cuda" if on_gpu else "cpu",
            "top_k": top_k,
            "personal": ray.put(_personal(model)),
        }
        remaining = iter(paths)
        while wave := [{"path": os.fsencode(path)} for path in itertools.islice(remaining, WAVE)]:
            tasks = -(-len(wave) // TASK)
            results = ray.data.from_items(wave, override_num_blocks=tasks).map_batches(
                _Worker,
                fn_constructor_kwargs=arguments,
                batch_size=TASK,
                num_cpus=None if on_gpu else 1,
                num_gpus=1 if on_gpu else None,
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=min(workers, tasks)),
            )
            for row in results.iter_rows():
                yield row["suggestion"]
    finally:
        ray.shutdown()


def _personal(model: Path) -> Personal | None:
    """What the person taught, as this model knows it."""
    with suppress(taught.TaughtError):
        if taught.load():
            return Predictor(model, "cpu", workers=1).personal
    return None
