"""Several processes and threads with one catalog, and processes that are killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import wait
from pathlib import Path

import pytest
from library_values import content

from landmark_gui.library.catalog import Catalog
from landmark_gui.library.catalog_thread import CatalogThread
from landmark_gui.library.decisions import SKIP, accept

ROOT = Path(__file__).resolve().parents[3]
PRELUDE = """
import sys
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from library_values import MODEL, content, photo, suggestion
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import accept
path, first, count = Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
"""
DECIDES = f"""{PRELUDE}
with Catalog(path) as catalog:
    for number in range(first, first + count):
        catalog.decide([content(number)], accept("atomium"))
        assert not catalog.problem, catalog.problem
        print(number, flush=True)
"""
DECIDES_MANY = f"""{PRELUDE}
with Catalog(path) as catalog:
    for number in range(first, first + count, 500):
        catalog.decide([content(n) for n in range(number, number + 500)], accept("atomium"))
        print(number, flush=True)
"""
REMEMBERS = f"""{PRELUDE}
with Catalog(path) as catalog:
    for number in range(first, first + count):
        catalog.remember([photo(f"/p/{{n}}.jpg", n) for n in range(number, number + 50)])
        catalog.store_suggestions(MODEL, [(content(number), suggestion(("atomium", 0.5), (f"L {{number}}", 0.1)))])
        assert not catalog.problem, catalog.problem
print("done")
"""


def start(program: str, path: Path, first: int, count: int) -> subprocess.Popen:
    arguments = map(str, (ROOT, Path(__file__).parent, path, first, count))
    return subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True)


def accepted(path: Path, numbers) -> set[int]:
    with Catalog(path) as catalog:
        found = catalog.decisions([content(number) for number in numbers])
        assert catalog.problem == ""
    return {int.from_bytes(key, "big") for key, decision in found.items() if decision.landmark == "atomium"}


@pytest.mark.parametrize("after", [1, 7, 40])
def test_every_decision_that_was_made_before_kill_9_is_there(tmp_path, after):
    path = tmp_path / "catalog.sqlite"
    child = start(DECIDES, path, 1, 100_000)
    made = [int(child.stdout.readline()) for _ in range(after)]
    child.kill()
    made += [int(line) for line in child.stdout.read().split()]
    child.wait()
    child.stdout.close()
    there = accepted(path, range(1, max(made) + 2))
    assert there >= set(made)
    assert len(there) <= len(made) + 1  # one may be done and not yet said


def test_a_step_of_many_photos_is_there_whole_or_not_at_all_after_kill_9(tmp_path):
    path = tmp_path / "catalog.sqlite"
    child = start(DECIDES_MANY, path, 0, 50_000)
    made = [int(child.stdout.readline()) for _ in range(2)]
    time.sleep(0.01)
    child.kill()
    made += [int(line) for line in child.stdout.read().split()]
    child.wait()
    child.stdout.close()
    there = accepted(path, range(max(made) + 1500))
    assert len(there) % 500 == 0
    assert there >= set(range(max(made) + 500))


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_process_that_was_stopped_while_writing_does_not_keep_others_from_deciding(tmp_path):
    path = tmp_path / "catalog.sqlite"
    child = start(REMEMBERS, path, 1, 100_000)
    while not path.exists():
        time.sleep(0.01)
    time.sleep(0.3)
    child.send_signal(signal.SIGSTOP)
    try:
        with Catalog(path) as catalog:
            start_time = time.monotonic()
            catalog.decide([content(1)], accept("atomium"))
            assert time.monotonic() - start_time < 10
            assert catalog.decisions([content(1)])[content(1)].landmark == "atomium"
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    assert accepted(path, [1]) == {1}


def test_processes_at_once_lose_nothing(tmp_path):
    """Three processes create, fill and use the same new catalog."""
    path = tmp_path / "catalog.sqlite"
    children = [start(DECIDES, path, 1, 40), start(DECIDES, path, 1001, 40), start(REMEMBERS, path, 1, 40)]
    outputs = [child.communicate(timeout=120)[0] for child in children]
    assert [child.returncode for child in children] == [0, 0, 0]
    assert outputs[2] == "done\n"
    assert accepted(path, range(1, 1100)) == {*range(1, 41), *range(1001, 1041)}


def test_another_thread_may_close_a_catalog_when_its_own_has_ended(tmp_path):
    made = []
    thread = threading.Thread(target=lambda: made.append(Catalog(tmp_path / "catalog.sqlite")))
    thread.start()
    thread.join()
    made[0].close()
    assert made[0].problem == ""


# The catalog's thread


def test_calls_are_done_in_order_in_one_other_thread(tmp_path):
    thread = CatalogThread(tmp_path / "catalog.sqlite")
    order = []
    futures = [thread.call(lambda catalog, n=n: order.append((n, threading.get_ident()))) for n in range(20)]
    wait(futures)
    assert [number for number, _ in order] == list(range(20))
    assert len({ident for _, ident in order}) == 1
    assert order[0][1] != threading.get_ident()
    assert thread.call(lambda catalog: catalog.decide([content(1)], SKIP)).result().label == "skip"
    assert list(thread.call(lambda catalog: catalog.undo_last()).result().decisions) == [content(1)]
    assert thread.close()


def test_closing_waits_for_decisions_and_refuses_later_ones(tmp_path):
    thread = CatalogThread(tmp_path / "catalog.sqlite")
    gate = threading.Event()
    thread.call(lambda catalog: gate.wait(30))
    for number in range(1, 6):
        thread.call(lambda catalog, number=number: catalog.decide([content(number)], accept("atomium")))
    assert not thread.close(timeout_s=0.05)
    gate.set()
    assert thread.close()
    with pytest.raises(RuntimeError, match="closed"):
        thread.call(lambda catalog: None)
    assert accepted(tmp_path / "catalog.sqlite", range(1, 10)) == {1, 2, 3, 4, 5}


def test_what_goes_wrong_in_the_work_comes_back_to_the_caller(tmp_path):
    thread = CatalogThread(tmp_path / "catalog.sqlite")
    with pytest.raises(ZeroDivisionError):
        thread.call(lambda catalog: 1 // 0).result()
    assert thread.call(lambda catalog: catalog.problem).result() == ""
    assert thread.close()


def test_many_processes_that_make_the_same_new_catalog_all_find_one(tmp_path):
    for attempt in range(6):
        path = tmp_path / f"{attempt}.sqlite"
        children = [start(DECIDES, path, 1 + 100 * number, 1) for number in range(4)]
        for child in children:
            child.communicate(timeout=120)
        assert [child.returncode for child in children] == [0, 0, 0, 0]
        assert accepted(path, range(1, 400)) == {1, 101, 201, 301}
