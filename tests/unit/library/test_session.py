"""The window as it was left: kept, brought back, forgotten where damaged."""

import json
import os
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landmark_gui import paths
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library import session
from landmark_gui.library.decisions import DecisionKind
from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey
from landmark_gui.library.session import Session, SessionError

FULL = Session(
    folders=("/p/ü", "/q"),
    filter=Filter(
        text="göreme",
        verdicts=frozenset({Verdict.CONFIDENT, None}),
        decisions=frozenset({DecisionKind.SKIPPED}),
        has_gps=True,
        has_keyword=False,
        has_landmark=True,
        written=False,
        error=False,
    ),
    sort_key=SortKey.UNCERTAINTY,
    is_reversed=True,
    group_by=GroupBy.DAY,
    current="/p/ü/a.jpg",
    splitters={"main": (300, 700), "side": ()},
    geometry="AdnQywADAAA=",
    layout="AAAA/w==",
)


def test_an_empty_session_where_there_is_none():
    assert session.load() == Session()


@pytest.mark.parametrize("kept", [Session(), FULL])
def test_what_is_saved_is_loaded(kept):
    session.save(kept)
    assert session.load() == kept
    assert [path.name for path in paths.data_folder().iterdir()] == ["session.json"]


def test_the_part_of_the_map_is_not_kept():
    session.save(Session(filter=Filter(text="a", within=frozenset({1}))))
    assert session.load().filter == Filter(text="a")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_folders_that_are_not_utf8():
    odd = os.fsdecode(b"/p/caf\xe9")
    session.save(Session(folders=(odd,), current=odd))
    assert session.load().folders == (odd,)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_an_empty_session(tmp_path, content):
    path = tmp_path / "session.json"
    path.write_bytes(content)
    assert session.load(path) == Session()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.data())
def test_each_part_that_is_not_understood_has_its_default(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any session.json"
    session.save(FULL, path)
    content = json.loads(path.read_text())
    content |= data.draw(st.dictionaries(st.sampled_from(sorted(content)), JSON, max_size=3))
    content["filter"] = data.draw(
        st.just(content["filter"]) | JSON | st.dictionaries(st.sampled_from(["text", "verdicts", "written"]), JSON)
    )
    path.write_text(json.dumps(content))
    found = session.load(path)
    session.save(found, path)
    assert session.load(path) == found


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SessionError, match="could not be written"):
        session.save(Session(), tmp_path / "file" / "session.json")
