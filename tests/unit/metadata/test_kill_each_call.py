"""A writer that is killed at each system call in turn which changes anything on the disk (needs strace)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from metadata_files import exif_segment, make_jpeg

from landmark_gui.metadata import Journal, undo_batch
from landmark_gui.metadata.journal import checksum

CALLS = "write,pwrite64,fsync,fdatasync,rename,link,unlink,chmod,utimensat,ftruncate,flock,setxattr,mkdir"
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from metadata_files import EIFFEL, Item, WriteSettings, write_batch
keep = sys.argv[3] == "auto"
write_batch([Item(Path(sys.argv[1]), EIFFEL)], WriteSettings(sidecar=sys.argv[3], keep_original=keep))
"""


def killed_at(call: int, path: Path, sidecar: str) -> bool:
    """Whether the writer came to its ``call``-th call and was killed there."""
    command = [
        *("strace", "-f", "-o", os.devnull, "-e", f"trace={CALLS}", "-e", f"inject={CALLS}:signal=KILL:when={call}"),
        *(sys.executable, "-B", "-c", WRITER, str(path), str(Path(__file__).parent), sidecar),
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, -9, 137):
        pytest.skip(f"strace does not work here: {done.stderr[-200:]}")
    return done.returncode != 0


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("sidecar", ["auto", "always"])
def test_kill_9_at_each_system_call_that_changes_the_disk(tmp_path, monkeypatch, sidecar):
    outcomes = []
    for call in range(1, 300):
        folder = tmp_path / f"{call}"
        folder.mkdir()
        monkeypatch.setenv("LANDMARK_GUI_HOME", str(tmp_path / f"home{call}"))
        path = make_jpeg(folder / "a.jpg", exif_segment())
        before = path.read_bytes()
        target = path if sidecar == "auto" else folder / "a.jpg.xmp"
        if not killed_at(call, path, sidecar):
            break
        with Journal() as journal:
            assert not journal.recover().unknown
            writes = [write for batch in journal.batches() for write in journal.writes(batch.identifier)]
            assert [write.state for write in writes] in ([], ["done"], ["not written"])
            done = bool(writes) and writes[0].state == "done"
            if done:
                assert checksum(target) == writes[0].after
            else:
                assert path.read_bytes() == before
                assert target == path or not target.exists()
            assert not [name for name in os.listdir(folder) if "landmark-tagger" in name]
            outcomes.append(done)
            for batch in journal.batches():
                undo_batch(journal, batch.identifier)
        assert path.read_bytes() == before
        assert target == path or not target.exists()
    else:
        pytest.fail("the write never ended")
    assert outcomes == sorted(outcomes), "once it has taken place, it has taken place"
    assert set(outcomes) == {True, False}
    assert len(outcomes) > 20
