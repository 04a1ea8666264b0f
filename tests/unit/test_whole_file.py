"""Small files: whole or not at all."""

import os

import pytest

from landmark_gui import whole_file


@pytest.mark.parametrize("synced", [False, True])
def test_a_file_is_made_and_replaced(tmp_path, synced):
    path = tmp_path / "new/folders/file.json"
    for content in (b"first", b"second and longer", b""):
        whole_file.write(path, content, synced=synced)
        assert path.read_bytes() == content
    assert os.listdir(path.parent) == ["file.json"]


def test_what_was_there_stays_where_it_cannot_be_replaced(tmp_path):
    place = tmp_path / "place"
    (place / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r"\[Errno"):
        whole_file.write(place, b"content")
    assert os.listdir(tmp_path) == ["place"]
    assert os.listdir(place) == ["inside"]


@pytest.mark.skipif(not os.path.exists("/proc/self/limits"), reason="sizes of files can be limited on Linux")
def test_a_full_disk_leaves_the_old_file_alone(tmp_path):
    import resource
    import signal

    path = tmp_path / "file"
    whole_file.write(path, b"old")
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match=r"\[Errno"):
            whole_file.write(path, bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["file"]
