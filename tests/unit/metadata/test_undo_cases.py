"""Undo: byte for byte where nothing else touched the file, else only our values; also without the journal."""

import os
import sqlite3

import pytest
from metadata_files import (
    EIFFEL,
    bag,
    exif_segment,
    last_batch,
    make_jpeg,
    named,
    packet,
    photoshop_segment,
    picture,
    write,
    xmp_segment,
)

from landmark_gui.metadata import (
    Item,
    Journal,
    JournalError,
    WriteSettings,
    patch,
    read_metadata,
    remove_all,
    undo_batch,
    write_batch,
)
from landmark_gui.metadata.journal import default_path

FAMILY = xmp_segment(packet(bag("dc:subject", "Family")))
IPTC = photoshop_segment((2, 25, b"Family"))


def undo_last() -> list[str]:
    with Journal() as journal:
        return [result.status for result in undo_batch(journal, last_batch())]


def replace_text(path, old: str, new: str) -> None:
    """What another program's edit of the XMP amounts to."""
    data = path.read_bytes()
    assert old.encode() in data
    assert len(old.encode()) == len(new.encode())
    path.write_bytes(data.replace(old.encode(), new.encode()))


def test_a_batch_comes_back_byte_for_byte(tmp_path):
    paths = [
        make_jpeg(tmp_path / "a.jpg", exif_segment()),
        make_jpeg(tmp_path / "b.jpg", FAMILY, IPTC),
        make_jpeg(tmp_path / "c.jpg", trailer=b"x" * 1000),
    ]
    for name in ("d.png", "e.webp", "f.tif"):
        picture().save(tmp_path / name)
        paths.append(tmp_path / name)
    before = {path: path.read_bytes() for path in paths}
    times = {path: path.stat().st_mtime_ns for path in paths}
    settings = WriteSettings(write_xp_keywords=True, fill_empty_gps=True)
    outcome = write_batch([Item(path, EIFFEL) for path in paths], settings)
    assert [r.status for r in outcome.results] == ["written"] * 6
    assert outcome.batch == last_batch()
    assert undo_last() == ["restored"] * 6
    assert {path: path.read_bytes() for path in paths} == before
    assert {path: path.stat().st_mtime_ns for path in paths} == times
    assert len(os.listdir(tmp_path)) == 6
    assert undo_last() == [], "what is undone is not undone again"


def test_after_another_programs_edit_only_our_values_go(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", FAMILY, IPTC)
    write(path, write_xp_keywords=True, fill_empty_gps=True)
    replace_text(path, "<rdf:li>Family</rdf:li>", "<rdf:li>Friend</rdf:li>")
    assert undo_last() == ["removed"]
    found = read_metadata(path)
    assert found.fields["dc:subject"] == ("Friend",)
    assert found.fields["IPTC:Keywords"] == ("Family",)
    assert "photoshop:City" not in found.fields
    assert "EXIF:XPKeywords" not in found.fields
    assert found.camera_gps is None
    assert (found.locations_shown, found.written) == ((), ())


def test_a_value_that_the_person_changed_stays(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    write(path)
    replace_text(path, "<photoshop:City>Paris</photoshop:City>", "<photoshop:City>PARIS</photoshop:City>")
    assert undo_last() == ["removed"]
    found = read_metadata(path).fields
    assert found["photoshop:City"] == ("PARIS",)
    assert set(found) == {"photoshop:City"}


def test_a_keyword_that_was_there_before_is_never_removed(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(bag("dc:subject", "Eiffel Tower"))))
    write(path)
    with Journal() as journal:
        remove_all([path], journal)
    assert read_metadata(path).fields == {"dc:subject": ("Eiffel Tower",)}


def test_a_value_that_another_program_only_normalised_goes(tmp_path):
    """macOS programs decompose characters, others trim or add blanks: it is our value all the same."""
    path = make_jpeg(tmp_path / "a.jpg", FAMILY)
    write(path, named("Café"))
    data = path.read_bytes()
    path.write_bytes(data.replace("<rdf:li>Café</rdf:li>".encode(), "<rdf:li>Cafe\u0301</rdf:li>".encode()[:-1] + b">"))
    assert path.read_bytes() != data
    fixed = bytearray(path.read_bytes())
    at = fixed.index(b"http://ns.adobe.com/xap/1.0/") - 2
    fixed[at : at + 2] = (int.from_bytes(fixed[at : at + 2], "big") + len(fixed) - len(data)).to_bytes(2, "big")
    path.write_bytes(fixed)
    assert undo_last() == ["removed"]
    assert read_metadata(path).keywords == ("Family",)


def test_seeds_go_with_the_list_that_they_filled(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", FAMILY)
    write(path)
    replace_text(path, "Places/France", "Places/FRANCE")
    undo_last()
    found = read_metadata(path).fields
    assert "lr:hierarchicalSubject" not in found
    assert found["digiKam:TagsList"] == ("Family", "Places/FRANCE/Paris/Eiffel Tower"), (
        "edited since: not ours any more"
    )


def test_undo_of_the_first_of_two_batches_keeps_the_second(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    write(path)
    first = last_batch()
    write(path, named("Trocadéro"))
    with Journal() as journal:
        assert [r.status for r in undo_batch(journal, first)] == ["removed"]
    found = read_metadata(path)
    assert found.keywords == ("Trocadéro",)
    assert [record.landmark for record in found.written] == ["Trocadéro"]


def test_everything_of_ours_goes_without_the_journal(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(), IPTC)
    side = make_jpeg(tmp_path / "b.jpg")
    before = path.read_bytes()
    write(path)
    write(path, named("Trocadéro"))
    write(side, sidecar="always")
    default_path().unlink()
    with Journal() as journal:
        results = remove_all([path, side], journal)
    assert [(r.target.name, r.status) for r in results][:1] == [("a.jpg", "removed")]
    found = read_metadata(path)
    assert found.fields == {"IPTC:Keywords": ("Family",)}
    assert found.written == ()
    assert b"http://ns.adobe.com/xap/1.0/" not in path.read_bytes(), "the packet was ours too"
    assert exif_segment() in path.read_bytes()
    assert len(path.read_bytes()) <= len(before) + 20
    assert sorted(os.listdir(tmp_path)) == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.tif"])
def test_value_undo_works_in_every_container(tmp_path, name):
    path = tmp_path / name
    picture().save(path)
    write(path)
    write(path, named("Trocadéro"))
    with Journal() as journal:
        assert [r.status for r in remove_all([path], journal)] == ["removed"]
    found = read_metadata(path)
    assert (dict(found.fields), found.written) == ({}, ())


def test_a_file_that_is_gone_or_foreign_is_told(tmp_path):
    gone, untouched = make_jpeg(tmp_path / "gone.jpg"), make_jpeg(tmp_path / "never.jpg")
    write(gone)
    gone.unlink()
    with Journal() as journal:
        results = undo_batch(journal, last_batch())
        assert [(r.status, r.reason) for r in results] == [("refused", "The file is no longer there.")]
        assert [r.status for r in remove_all([untouched], journal)] == ["unchanged"]
        with pytest.raises(KeyError):
            undo_batch(journal, "no such batch")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX files")
def test_a_file_that_was_protected_or_linked_since_is_left_alone(tmp_path):
    protected, linked = make_jpeg(tmp_path / "a.jpg"), make_jpeg(tmp_path / "b.jpg")
    outcome = write_batch([Item(path, EIFFEL) for path in (protected, linked)])
    protected.chmod(0o444)
    os.link(linked, tmp_path / "backup.jpg")
    before = [path.read_bytes() for path in (protected, linked)]
    with Journal() as journal:
        reasons = {r.target.name: (r.status, r.reason) for r in undo_batch(journal, outcome.batch)}
        assert {status for status, _ in reasons.values()} == {"refused"}
        assert "read-only" in reasons["a.jpg"][1]
        assert "hard links" in reasons["b.jpg"][1]
        assert [path.read_bytes() for path in (protected, linked)] == before
        protected.chmod(0o644)
        (tmp_path / "backup.jpg").unlink()
        assert {r.status for r in undo_batch(journal, outcome.batch)} == {"restored"}, "it can be tried again"


def test_a_restored_copy_counts_as_undone(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    before = path.read_bytes()
    write(path)
    path.write_bytes(before)
    assert undo_last() == ["unchanged"]
    assert undo_last() == []


def test_the_journal_lists_batches_and_tells_what_is_undone(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    write(path)
    with Journal() as journal:
        (batch,) = journal.batches()
        assert (batch.kind, batch.state, batch.counts) == ("write", "finished", {"done": 1})
        undo_batch(journal, batch.identifier)
        kinds = [(b.kind, b.counts) for b in journal.batches()]
    assert kinds == [("undo", {"done": 1}), ("write", {"undone": 1})]


def test_unchanged_and_refused_files_leave_no_batch(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    write(path)
    write(path)
    write(tmp_path / "missing.jpg")
    with Journal() as journal:
        assert len(journal.batches()) == 1


def test_a_dry_run_touches_nothing(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    before = path.read_bytes(), path.stat().st_mtime_ns
    outcome = write_batch([Item(path, EIFFEL)], dry_run=True)
    assert outcome.batch is None
    assert outcome.results[0].status == "written"
    assert outcome.results[0].plan.changes[0].after == ("Eiffel Tower",)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert not default_path().exists()
    assert os.listdir(tmp_path) == ["a.jpg"]


def test_cancelling_keeps_what_is_done(tmp_path):
    paths = [make_jpeg(tmp_path / f"{number}.jpg") for number in range(4)]
    done: list[object] = []
    outcome = write_batch([Item(p, EIFFEL) for p in paths], on_result=done.append, cancelled=lambda: len(done) >= 2)
    assert outcome.cancelled
    assert [r.status for r in outcome.results] == ["written", "written"]
    assert [bool(read_metadata(p).keywords) for p in paths] == [True, True, False, False]


def test_a_journal_that_cannot_be_used_prevents_writing(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    before = path.read_bytes()
    default_path().parent.mkdir(parents=True, exist_ok=True)
    default_path().write_bytes(b"this is no database" * 100)
    with pytest.raises(JournalError, match="cannot be opened"):
        write(path)
    default_path().unlink()
    with sqlite3.connect(default_path()) as database:
        database.execute("PRAGMA user_version=99")
    database.close()
    with pytest.raises(JournalError, match="newer"):
        write(path)
    assert path.read_bytes() == before


def test_patches_invert_and_survive_storage():
    old = bytes(range(256)) * 4
    change = patch.in_order(
        [patch.Replacement(10, 20, b"abc"), patch.Replacement(500, 500, b"new" * 9), patch.Replacement(1000, 1024, b"")]
    )
    new = patch.apply(change, old)
    inverse = patch.decode(patch.encode(patch.invert(change, old)))
    assert patch.apply(inverse, new) == old
    assert patch.apply(patch.difference(old, new), old) == new
