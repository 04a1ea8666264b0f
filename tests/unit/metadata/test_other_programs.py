"""Beside other programs: hundreds of their tags survive our write, and their edits survive our undo."""

import json
import shutil
import subprocess
from pathlib import Path

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

from landmark_gui.metadata import Item, Journal, WriteSettings, read_metadata, remove_all, undo_batch, write_batch

exiftool = pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
exiv2 = pytest.mark.skipif(not shutil.which("exiv2"), reason="exiv2 is not installed")

GROUPS = ("IPTC", "EXIF", "XMP-dc", "XMP-photoshop", "XMP-digiKam", "XMP-lr")
# Tags that exiftool writes but then does not read, that describe the file itself, or whose value 1 makes no sense.
NOT_FILLED = ("Geo", "Offset", "Length", "Image", "Orientation", "ApplicationNotes", "IPTC-NAA", "PhotoshopSettings")
EDITS = {
    "exiftool": (
        *("exiftool", "-q", "-q", "-m", "-overwrite_original"),
        *("-XMP-dc:Subject+=Added", "-XMP-xmp:Rating=3", "-IPTC:Keywords+=Added", "-EXIF:Artist=Me"),
    ),
    "exiv2": (
        *("exiv2", "-M", "set Xmp.dc.subject Added", "-M", "set Xmp.xmp.Rating 3"),
        *("-M", "add Iptc.Application2.Keywords String Added", "-M", "set Exif.Image.Artist Me"),
    ),
}


def tags(folder: Path) -> dict[str, dict]:
    """All that exiftool finds, by name of the file, without what is about the file itself."""
    command = ["exiftool", "-j", "-b", "-a", "-u", "-G1", "-struct", str(folder)]
    output = subprocess.run(command, capture_output=True, check=False).stdout
    rows = json.loads(output.decode("utf-8", errors="surrogateescape"))
    about_file = ("System:", "SourceFile", "ExifTool:")
    return {
        Path(row["SourceFile"]).name: {key: row[key] for key in row if not key.startswith(about_file)} for row in rows
    }


@pytest.fixture(scope="module")
def full(tmp_path_factory) -> Path:
    """A file of each container with every tag of these groups that exiftool can write."""
    folder = tmp_path_factory.mktemp("full")
    make_jpeg(folder / "a.jpg", exif_segment(maker_note=b"Nikon\0\2\x10\0\0" + bytes(200)))
    for name in ("a.png", "a.webp", "a.tif"):
        picture().save(folder / name)
    arguments = []
    for group in GROUPS:
        listed = subprocess.run(["exiftool", "-listw", f"-{group}:all"], capture_output=True, text=True, check=True)
        names = listed.stdout.partition("\n")[2].split()
        arguments += [f"-{group}:{name}=1" for name in names if not any(word in name for word in NOT_FILLED)]
    (folder / "arguments").write_text("\n".join(arguments), encoding="utf-8")
    command = ["exiftool", "-q", "-q", "-m", "-n", "-overwrite_original", "-@", str(folder / "arguments"), str(folder)]
    subprocess.run(command, capture_output=True, check=False)
    (folder / "arguments").unlink()
    return folder


@exiftool
def test_hundreds_of_tags_survive_a_write(tmp_path, full):
    new = tmp_path / "new"
    shutil.copytree(full, new)
    paths = sorted(new.iterdir())
    outcome = write_batch([Item(path, EIFFEL) for path in paths], WriteSettings(write_xp_keywords=True))
    assert [(r.status, r.reason) for r in outcome.results] == [("written", "")] * 4
    before, after = tags(full), tags(new)
    allowed = {"XMP-dc:Subject", "XMP-lr:HierarchicalSubject", "XMP-digiKam:TagsList", "IFD0:XPKeywords"}
    allowed |= {"IPTC:Keywords", "IPTC:CodedCharacterSet", "File:CurrentIPTCDigest", "RIFF:WebP_Flags"}
    for name, old in before.items():
        assert len(old) > 150, name
        changed = {key for key in old if after[name].get(key) != old[key]}
        assert changed <= allowed, name
        for key in changed & {"XMP-dc:Subject", "XMP-lr:HierarchicalSubject", "XMP-digiKam:TagsList"}:
            assert after[name][key][:1] == (old[key] if isinstance(old[key], list) else [old[key]]), name


@exiftool
@pytest.mark.parametrize(
    ("program", "way"), [pytest.param("exiftool", "journal"), pytest.param("exiv2", "provenance", marks=exiv2)]
)
def test_an_edit_by_another_program_survives_undo(tmp_path, full, program, way):
    """Undo after the edit leaves what the edit alone makes of the file."""
    ours, alone = tmp_path / "ours", tmp_path / "alone"
    shutil.copytree(full, ours)
    shutil.copytree(full, alone)
    paths = sorted(ours.iterdir())
    with Journal() as journal:
        settings = WriteSettings(write_xp_keywords=True, fill_empty_gps=True)
        outcome = write_batch([Item(path, EIFFEL) for path in paths], settings, journal=journal)
        assert {r.status for r in outcome.results} == {"written"}
        files = [str(path) for folder in (ours, alone) for path in sorted(folder.iterdir())]
        subprocess.run([*EDITS[program], *files], capture_output=True, check=True)
        assert all({"Added", "Eiffel Tower"} <= set(read_metadata(path).keywords) for path in paths)
        results = undo_batch(journal, outcome.batch) if way == "journal" else remove_all(paths, journal)
    assert {r.status for r in results} == {"removed"}
    expected, found = tags(alone), tags(ours)
    for name, wanted in expected.items():
        different = {key for key in wanted.keys() | found[name].keys() if wanted.get(key) != found[name].get(key)}
        assert different <= {"IFD0:StripOffsets", "File:CurrentIPTCDigest", "IPTC:CodedCharacterSet"}, name


def strip_iptc(path: Path) -> None:
    """What a program does that keeps keywords in XMP only."""
    data = path.read_bytes()
    start = data.index(b"Photoshop 3.0\0") - 4
    path.write_bytes(data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :])


def test_the_persons_keywords_stay_where_they_stand_only_in_lists_that_we_made(tmp_path):
    """We copied them from IPTC into dc:subject; then another program dropped the IPTC."""
    path = make_jpeg(tmp_path / "a.jpg", photoshop_segment((2, 25, b"Family")))
    assert write(path).status == "written"
    strip_iptc(path)
    with Journal() as journal:
        assert [r.status for r in undo_batch(journal, last_batch())] == ["removed"]
    found = read_metadata(path)
    assert found.keywords == ("Family",)
    assert found.written == ()


def test_a_path_stays_where_it_stands_only_in_a_list_that_we_made(tmp_path):
    hierarchy = 'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"'
    text = packet(bag("dc:subject", "Anna") + bag("lr:hierarchicalSubject", "People|Anna"), hierarchy)
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(text))
    write(path)
    data = path.read_bytes()
    start, end = data.index(b"<lr:hierarchicalSubject"), data.index(b"</lr:hierarchicalSubject>") + 25
    path.write_bytes(data[:start] + b" " * (end - start) + data[end:])
    with Journal() as journal:
        assert [r.status for r in undo_batch(journal, last_batch())] == ["removed"]
    assert read_metadata(path).hierarchical_keywords == (("People", "Anna"),)
    assert read_metadata(path).keywords == ("Anna",)


def test_iptc_that_another_program_damaged_does_not_keep_ours_in_the_xmp(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", photoshop_segment((1, 90, b"\x1b%G"), (2, 25, b"Family")))
    write(path)
    path.write_bytes(path.read_bytes().replace(b"\x1b%G", b"\x1b$B"))
    with Journal() as journal:
        (result,) = undo_batch(journal, last_batch())
    assert result.status == "removed"
    assert "IPTC" in result.reason
    assert read_metadata(path).fields.get("dc:subject") is None


def test_our_own_earlier_keyword_in_a_later_list_goes_as_well(tmp_path):
    """The second write creates TagsList with what the first had written."""
    for number, way in enumerate(("all", "first", "last")):
        path = make_jpeg(tmp_path / f"{number}.jpg", xmp_segment(packet(bag("dc:subject", "Family"))))
        write(path, named("Trocadéro"), places=frozenset({"keywords", "hierarchy"}))
        first = last_batch()
        write(path)
        assert read_metadata(path).fields["digiKam:TagsList"] == (
            "Family",
            "Places/Trocadéro",
            "Places/France/Paris/Eiffel Tower",
        )
        with Journal() as journal:
            if way == "all":
                remove_all([path], journal)
            for batch in {"all": [], "first": [first, last_batch()], "last": [last_batch(), first]}[way]:
                undo_batch(journal, batch)
        found = dict(read_metadata(path).fields)
        # Undone out of order, a copy of the person's keyword may stay in a list that the first write made.
        assert way != "first" or found.pop("lr:hierarchicalSubject") == ("Family",)
        assert found == {"dc:subject": ("Family",)}, way


def test_two_landmarks_undone_in_either_order_leave_the_persons_own(tmp_path):
    for order in ((0, 1), (1, 0)):
        path = make_jpeg(tmp_path / f"{order[0]}.jpg", photoshop_segment((2, 25, b"Family")))
        batches = []
        for tag in (EIFFEL, named("Trocadéro")):
            write(path, tag)
            batches.append(last_batch())
        with Journal() as journal:
            for number in order:
                assert undo_batch(journal, batches[number])[0].status in ("restored", "removed")
        found = read_metadata(path)
        assert found.keywords == ("Family",)
        assert (found.written, found.locations_shown) == ((), ())
