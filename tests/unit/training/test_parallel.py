"""Processes that train together: the same result as one, one at the cache, one decision about stopping."""

import json
import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import torch
from fit_factory import PREPROCESSING, feature_set, linear, loss_of

from training.engine import fit
from training.loop import LoopSettings, Processes
from training.parallel import joined_processes, one_before_the_others

TESTS = Path(__file__).parents[2]

PROGRAM = textwrap.dedent("""
    import json, os, sys, time
    from pathlib import Path

    sys.path.insert(0, sys.argv[2])
    import numpy as np
    import torch
    from fit_factory import CPU, PREPROCESSING, feature_set, linear, loss_of

    from training.engine import fit
    from training.loop import FitHooks, FitState, LoopSettings, TrainingError
    from training.parallel import joined_processes, one_before_the_others

    folder, answers = Path(sys.argv[1]), {}
    settings = LoopSettings(epochs=3, batch_size=20, lr=0.1, optimizer="sgd", ema=0.8)

    with joined_processes(CPU) as (processes, device):
        answers["processes"] = [processes.rank, processes.count]
        answers["threads"] = torch.get_num_threads()

        def work():
            begun = time.time()
            found = sorted(path.name for path in folder.glob("done-*"))
            time.sleep(0.3)
            (folder / f"done-{processes.rank}").touch()
            return {"begun": begun, "ended": time.time(), "found": found}

        answers["work"] = one_before_the_others(processes, work)

        network = linear()
        state = fit(network, feature_set(), loss_of, PREPROCESSING, settings, device=device, processes=processes)
        answers["weights"] = network.head[1].weight.flatten().tolist()
        answers["loss"] = state.best_loss

        # Only the second process is asked to stop, after its 4th step; both must.
        steps = []
        hooks = FitHooks(on_batch=lambda *_: steps.append(1), stop=lambda: processes.rank == 1 and len(steps) >= 4)
        state = fit(linear(), feature_set(), loss_of, PREPROCESSING, settings, device=device, processes=processes,
                    hooks=hooks)
        answers["stopped"] = [state.epoch, len(steps)]

        try:
            fit(linear(), feature_set(), loss_of, PREPROCESSING, settings, device=device, processes=processes,
                state=FitState(epoch=processes.rank))
        except TrainingError as error:
            answers["error"] = str(error)
    (folder / f"answers-{processes.rank}.json").write_text(json.dumps(answers))
""")


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> list[dict]:
    """What two processes found out."""
    folder = tmp_path_factory.mktemp("parallel")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    common = os.environ | {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "WORLD_SIZE": "2"}
    common |= {"LOCAL_WORLD_SIZE": "2", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(TESTS.parent)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder), str(TESTS)],
            env=common | {"RANK": str(rank), "LOCAL_RANK": str(rank)}, stderr=subprocess.PIPE, text=True,
        )
        for rank in range(2)
    ]  # fmt: skip
    errors = [process.communicate(timeout=300)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], "\n".join(errors)
    return [json.loads((folder / f"answers-{rank}.json").read_text()) for rank in range(2)]


def test_each_knows_its_rank(answers):
    assert [answer["processes"] for answer in answers] == [[0, 2], [1, 2]]


def test_they_share_the_cores(answers):
    assert {answer["threads"] for answer in answers} == {max(1, (os.cpu_count() or 1) // 2)}


def test_one_fills_the_cache_and_the_other_finds_it_filled(answers):
    first, second = (answer["work"] for answer in answers)
    assert first["found"] == []
    assert second["found"] == ["done-0"]
    assert second["begun"] >= first["ended"]


def test_together_they_learn_what_one_learns_alone(answers):
    """Without batch norm and dropout the mean of two half batches' gradients is the whole batch's."""
    network = linear()
    settings = LoopSettings(epochs=3, batch_size=20, lr=0.1, optimizer="sgd", ema=0.8)
    state = fit(network, feature_set(), loss_of, PREPROCESSING, settings, device=torch.device("cpu"))
    for answer in answers:
        torch.testing.assert_close(
            torch.tensor(answer["weights"]), network.head[1].weight.detach().flatten(), atol=1e-5, rtol=1e-4
        )
        assert answer["loss"] == pytest.approx(state.best_loss, rel=1e-4)


def test_when_one_is_asked_to_stop_all_do_after_the_same_step(answers):
    assert [answer["stopped"] for answer in answers] == [[1, 4], [1, 4]]


def test_different_checkpoints_are_noticed_instead_of_waited_for(answers):
    for answer in answers:
        assert "do not see the same checkpoint" in answer["error"]


def test_one_process_joins_nothing(monkeypatch):
    for name in ("WORLD_SIZE", "RANK", "LOCAL_RANK"):
        monkeypatch.delenv(name, raising=False)
    threads = torch.get_num_threads()
    with joined_processes(torch.device("cpu")) as (processes, device):
        assert processes == Processes(0, 1)
        assert device.type == "cpu"
        assert not torch.distributed.is_initialized()
        assert one_before_the_others(processes, lambda: 7) == 7
    assert torch.get_num_threads() == threads
