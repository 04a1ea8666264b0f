"""Files named as URIs."""

import os

import pytest

from landmark_gui.commands.file_uris import local_path


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
@pytest.mark.parametrize(
    ("argument", "path"),
    [
        ("file:///a/b.jpg", "/a/b.jpg"),
        ("file://localhost/a/b.jpg", "/a/b.jpg"),
        ("file:/a/b.jpg", "/a/b.jpg"),
        ("FILE:///a/b.jpg", "/a/b.jpg"),
        ("file:///a/%C3%BCml%C3%A4ut%20(1)%20&%20co's%20%22x%22%23%3F%25.jpg", '/a/ümläut (1) & co\'s "x"#?%.jpg'),
        ("file:///a/what?#1.jpg", "/a/what?#1.jpg"),
        ("file:///a/%FF.jpg", "/a/\udcff.jpg"),
        ("file:///a/100%.jpg", "/a/100%.jpg"),
        ("file://server/a/b.jpg", "file://server/a/b.jpg"),
        ("file:b.jpg", "file:b.jpg"),
        ("sftp://host/a.jpg", "sftp://host/a.jpg"),
        ("/a/b%20c.jpg", "/a/b%20c.jpg"),
        ("-x", "-x"),
        ("", ""),
    ],
)
def test_only_uris_of_local_files_are_read(argument, path):
    assert local_path(argument) == path


def test_a_file_of_such_a_name_is_meant(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file:").mkdir()
    (tmp_path / "file:" / "x.jpg").write_bytes(b"")
    assert local_path("file:/x.jpg") == "file:/x.jpg"
