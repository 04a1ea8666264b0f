"""What other programs read: exiftool, exiv2 and Pillow, as independent judges."""

import json
import shutil
import subprocess

import pytest
from metadata_files import EIFFEL, exif_segment, make_jpeg, named, photoshop_segment, picture, write
from PIL import Image

exiftool = pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
exiv2 = pytest.mark.skipif(not shutil.which("exiv2"), reason="exiv2 is not installed")


def tags(path, *options: str) -> dict:
    command = ["exiftool", "-j", "-a", "-u", "-G1", "-struct", *options, str(path)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)[0]


def all_files(folder):
    yield make_jpeg(folder / "a.jpg", exif_segment(), photoshop_segment((2, 25, b"Family")))
    for name in ("b.png", "c.webp", "d.tif"):
        picture().save(folder / name)
        yield folder / name


@exiftool
def test_exiftool_reads_everything_in_every_container(tmp_path):
    for path in all_files(tmp_path):
        assert write(path).status == "written"
        found = tags(path)
        assert "Eiffel Tower" in found["XMP-dc:Subject"], path
        assert "Places|France|Paris|Eiffel Tower" in found["XMP-lr:HierarchicalSubject"]
        assert "Places/France/Paris/Eiffel Tower" in found["XMP-digiKam:TagsList"]
        (place,) = found["XMP-iptcExt:LocationShown"]
        assert place["Sublocation"] == "Eiffel Tower"
        assert place["ProvinceState"] == "Île-de-France"
        assert place["CountryCode"] == "FR"
        assert place["LocationId"] == ["http://www.wikidata.org/entity/Q243"]
        assert found["XMP-photoshop:City"] == "Paris"
        numbers = tags(path, "-n")["XMP-iptcExt:LocationShown"][0]
        assert float(numbers["GPSLatitude"]) == pytest.approx(48.8583701, abs=1e-6)
        assert float(numbers["GPSLongitude"]) == pytest.approx(2.2944813, abs=1e-6)
        assert not {key for key in found if "Warning" in key or "Error" in key}


@exiftool
@pytest.mark.parametrize("name", ["Schloß Neuschwanstein", "東京タワー", "برج إيفل", "🗼", "a&b<c>"])
def test_exiftool_reads_utf_8_in_every_field(tmp_path, name):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(), photoshop_segment((2, 25, b"Family")))
    write(path, named(name), write_xp_keywords=True)
    found = tags(path)
    assert name in found["XMP-dc:Subject"]
    assert name in found["IPTC:Keywords"]
    if max(name) <= "\uffff":  # exiftool reads XPKeywords as UCS-2, without surrogates; Windows reads UTF-16
        assert name in found["IFD0:XPKeywords"]
    assert found["IFD0:Make"] == "Maker"


@exiftool
def test_exiftool_reads_a_sidecar_and_validates_a_filled_position(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    write(path, sidecar="always")
    assert tags(tmp_path / "a.jpg.xmp")["XMP-dc:Subject"] == ["Eiffel Tower"]
    write(path, fill_empty_gps=True)
    found = tags(path, "-n")
    assert found["GPS:GPSLatitude"] == pytest.approx(48.8583701, abs=1e-6)
    assert found["GPS:GPSLongitudeRef"] == "E"
    assert found["ExifIFD:DateTimeOriginal"] == "2020:01:02 03:04:05"


@exiftool
@pytest.mark.parametrize("order", [None, "II", "MM"])
def test_exiftool_finds_nothing_wrong_with_what_we_add(tmp_path, order):
    path = make_jpeg(tmp_path / "a.jpg", *([exif_segment(order=order)] if order else []))

    def complaints() -> set[str]:
        # Tags that a camera's Exif block must hold were not there before and are not made up.
        command = ["exiftool", "-validate", "-warning", "-a", str(path)]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        return {line for line in lines if "Missing" not in line and "Validate" not in line}

    before = complaints()
    assert write(path, fill_empty_gps=True, write_xp_keywords=True).status == "written"
    assert complaints() <= before


@exiv2
def test_exiv2_reads_everything(tmp_path):
    def read(path):
        done = subprocess.run(["exiv2", "-pa", str(path)], capture_output=True, check=False)
        return done.stdout.decode(), done.stderr

    for path in all_files(tmp_path):
        warnings = read(path)[1]
        write(path, write_xp_keywords=True)
        text, still = read(path)
        assert still in (warnings, b""), "nothing new to complain about"
        assert "Xmp.dc.subject" in text, path
        assert "Places|France|Paris|Eiffel Tower" in text
        assert "Places/France/Paris/Eiffel Tower" in text
        assert "Île-de-France" in text
        if path.suffix == ".jpg":
            assert "Iptc.Application2.Keywords" in text
            assert "Exif.Image.XPKeywords" in text


def test_pillow_reads_the_keyword(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    write(path)
    with Image.open(path) as image:
        assert "Eiffel Tower" in str(image.getxmp())
        assert EIFFEL.city in str(image.getxmp())
