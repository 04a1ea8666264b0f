"""Sidecars: which one, what is kept in an existing one, both names, and the policies."""

import errno
import os

import pytest
from metadata_files import RDF, bag, exif_segment, last_batch, make_jpeg, packet, write

from landmark_gui.metadata import Journal, read_metadata, replace, undo_batch, xmp
from landmark_gui.metadata.errors import ChangedError

DARKTABLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="{RDF}">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:darktable="http://darktable.sf.net/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
   xmp:Rating="4"
   xmpMM:DerivedFrom="a.nef"
   darktable:xmp_version="5"
   darktable:history_end="1">
   <darktable:history>
    <rdf:Seq>
     <rdf:li
      darktable:num="0"
      darktable:operation="rawprepare"
      darktable:params="00000000&#xA;0000"/>
    </rdf:Seq>
   </darktable:history>
   <dc:subject>
    <rdf:Seq>
     <rdf:li>Family</rdf:li>
    </rdf:Seq>
   </dc:subject>
   <lr:hierarchicalSubject>
    <rdf:Seq>
     <rdf:li>People|Family</rdf:li>
    </rdf:Seq>
   </lr:hierarchicalSubject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""


LIGHTROOM = f"""\ufeff<?xml version="1.0" encoding="UTF-8"?>\r
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000, 0000/00/00-00:00:00">\r
\t<rdf:RDF xmlns:rdf="{RDF}">\r
\t\t<rdf:Description rdf:about=""\r
\t\t\txmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"\r
\t\t\txmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"\r
\t\t\txmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"\r
\t\t\txmp:Rating="4" crs:Version="15.0" crs:Temperature="5250" photoshop:SidecarForExtension="NEF">\r
\t\t\t<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved" stEvt:instanceID="xmp.iid:1"/></rdf:Seq></xmpMM:History>\r
\t\t\t<crs:ToneCurvePV2012><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurvePV2012>\r
\t\t\t<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A "title"</rdf:li></rdf:Alt></dc:title>\r
\t\t\t<crs:Look rdf:parseType="Resource"><crs:Name>Adobe &amp; Color</crs:Name></crs:Look>\r
\t\t</rdf:Description>\r
\t</rdf:RDF>\r
</x:xmpmeta>\r
"""
DIGIKAM = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="{RDF}">
  <rdf:Description rdf:about="" xmlns:digiKam="http://www.digikam.org/ns/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:MP="http://ns.microsoft.com/photo/1.2/" xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
    xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#" xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:acdsee="http://ns.acdsee.com/iptc/1.0/"
    digiKam:ColorLabel="1" digiKam:PickLabel="3" acdsee:categories="&lt;Categories&gt;&lt;/Categories&gt;">
   <digiKam:TagsList><rdf:Seq><rdf:li>People/Anna</rdf:li><rdf:li>Trip</rdf:li></rdf:Seq></digiKam:TagsList>
   <MicrosoftPhoto:LastKeywordXMP><rdf:Bag><rdf:li>People/Anna</rdf:li></rdf:Bag></MicrosoftPhoto:LastKeywordXMP>
   <lr:hierarchicalSubject><rdf:Bag><rdf:li>People|Anna</rdf:li><rdf:li>Trip</rdf:li></rdf:Bag></lr:hierarchicalSubject>
   <dc:subject><rdf:Bag><rdf:li>Anna</rdf:li><rdf:li>Trip</rdf:li></rdf:Bag></dc:subject>
   <MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li MPReg:Rectangle="0.1, 0.2, 0.3, 0.4"
     MPReg:PersonDisplayName="Anna"/></rdf:Bag></MPRI:Regions></MP:RegionInfo>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@pytest.mark.parametrize(("name", "text"), [("a.xmp", LIGHTROOM), ("a.nef.xmp", DIGIKAM), ("a.nef.xmp", DARKTABLE)])
def test_what_other_programs_keep_in_their_sidecars_of_raw_files_stays(tmp_path, name, text):
    raw = tmp_path / "a.nef"
    raw.write_bytes(b"II*\0\x08\0\0\0" + b"\1\0" + b"\0\1\4\0\1\0\0\0\1\0\0\0" + b"\0" * 4)
    side = tmp_path / name
    side.write_bytes(text.encode())
    before = xmp.flatten(xmp.parse(text.encode()))
    keywords = read_metadata(raw).keywords
    assert write(raw).target == side
    assert not before - xmp.flatten(xmp.parse(side.read_bytes()))
    assert read_metadata(raw).keywords == (*keywords, "Eiffel Tower")
    found = read_metadata(raw).fields
    assert [path.split("/")[-1] for path in found["digiKam:TagsList"]] == [*keywords, "Eiffel Tower"]
    with Journal() as journal:
        assert [r.status for r in undo_batch(journal, last_batch())] == ["restored"]
    assert side.read_bytes() == text.encode()


def test_a_sidecar_is_created_and_undone(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    before = path.read_bytes()
    result = write(path, sidecar="always")
    assert (result.status, result.target) == ("sidecar", tmp_path / "a.jpg.xmp")
    assert path.read_bytes() == before
    assert read_metadata(path).hierarchical_keywords == (("Places", "France", "Paris", "Eiffel Tower"),)
    assert write(path, sidecar="always").status == "unchanged"
    with Journal() as journal:
        assert [r.status for r in undo_batch(journal, last_batch())] == ["restored"]
    assert sorted(os.listdir(tmp_path)) == ["a.jpg"]


def test_darktables_history_stays(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    side = tmp_path / "a.jpg.xmp"
    side.write_text(DARKTABLE, encoding="utf-8")
    assert write(path, sidecar="always").status == "sidecar"
    new = xmp.flatten(xmp.parse(side.read_bytes()))
    lost = xmp.flatten(xmp.parse(DARKTABLE.encode())) - new
    assert not lost
    document = xmp.parse(side.read_bytes())
    assert xmp.values(document, "dc:subject") == ("Family", "Eiffel Tower")
    assert xmp.values(document, "lr:hierarchicalSubject") == ("People|Family", "Places|France|Paris|Eiffel Tower")
    assert xmp.values(document, "digiKam:TagsList")[0] == "People/Family"
    assert side.read_bytes().startswith(b"<?xml version=")
    with Journal() as journal:
        undo_batch(journal, last_batch())
    assert side.read_text(encoding="utf-8") == DARKTABLE


@pytest.mark.parametrize("name", ["a.jpg.xmp", "a.xmp", "a.XMP"])
def test_an_existing_sidecar_of_either_name_is_used(tmp_path, name):
    path = make_jpeg(tmp_path / "a.jpg")
    (tmp_path / name).write_text(packet(bag("dc:subject", "Family"), wrap=False), encoding="utf-8")
    assert read_metadata(path).keywords == ("Family",)
    result = write(path, sidecar="always")
    assert (result.status, result.target.name) == ("sidecar", name)
    assert sorted(os.listdir(tmp_path)) == sorted(["a.jpg", name])


def test_two_sidecars_need_a_choice(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    for name in ("a.jpg.xmp", "a.xmp"):
        (tmp_path / name).write_text(packet(bag("dc:subject", name), wrap=False), encoding="utf-8")
    result = write(path, sidecar="always")
    assert result.status == "refused"
    assert "a.jpg.xmp and a.xmp" in result.reason
    assert write(path, sidecar="always", sidecar_choice="replaced").target.name == "a.xmp"
    assert write(path, sidecar="always", sidecar_choice="appended").target.name == "a.jpg.xmp"


def test_adobe_names_are_for_raw_files(tmp_path):
    raw = tmp_path / "a.x3f"
    raw.write_bytes(b"FOVb" + b"\0" * 40)
    assert write(raw, adobe_sidecar_names=True).target.name == "a.xmp"
    path = make_jpeg(tmp_path / "b.jpg")
    assert write(path, sidecar="always", adobe_sidecar_names=True).target.name == "b.jpg.xmp"


def test_the_sidecar_of_a_raw_file_is_not_that_of_its_jpeg(tmp_path):
    (tmp_path / "a.nef").write_bytes(b"raw")
    (tmp_path / "a.xmp").write_text(packet(bag("dc:subject", "raw"), wrap=False), encoding="utf-8")
    path = make_jpeg(tmp_path / "a.jpg")
    assert read_metadata(path).keywords == ()
    assert write(path, sidecar="always").target.name == "a.jpg.xmp"


def test_a_damaged_sidecar_is_left_alone(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    side = tmp_path / "a.jpg.xmp"
    side.write_bytes(b"<!DOCTYPE x><x/>")
    result = write(path, sidecar="always")
    assert result.status == "refused"
    assert "a.jpg.xmp" in result.reason
    assert side.read_bytes() == b"<!DOCTYPE x><x/>"


def test_the_persons_place_in_the_sidecar_stays(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    body = "<photoshop:City>Lyon</photoshop:City>"
    (tmp_path / "a.jpg.xmp").write_text(packet(body, wrap=False), encoding="utf-8")
    result = write(path, sidecar="always")
    assert ("photoshop:City", ("Lyon",)) in [(k.field, k.before) for k in result.plan.kept]
    assert read_metadata(path).fields["photoshop:City"] == ("Lyon",)


def test_a_photo_with_a_sidecar_is_written_with_a_note_and_its_place_in_the_sidecar_counts(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    body = bag("dc:subject", "Family") + "<photoshop:City>Lyon</photoshop:City>"
    (tmp_path / "a.jpg.xmp").write_text(packet(body, wrap=False), encoding="utf-8")
    result = write(path)
    assert (result.status, result.target) == ("written", path)
    assert any("a.jpg.xmp" in note for note in result.plan.notes)
    found = read_metadata(path, with_sidecar=False).fields
    assert "photoshop:City" not in found
    assert found["dc:subject"] == ("Eiffel Tower",), "keywords of the sidecar are not copied into the photo"


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links and pipes")
@pytest.mark.parametrize("kind", ["folder", "dangling link", "link to a folder", "pipe"])
def test_a_sidecars_name_that_is_taken_by_no_file_is_refused_at_once(tmp_path, kind):
    path = make_jpeg(tmp_path / "a.jpg")
    taken = tmp_path / "a.jpg.xmp"
    if kind == "folder":
        taken.mkdir()
    elif kind == "pipe":
        os.mkfifo(taken)
    else:
        taken.symlink_to("/nonexistent/x" if kind == "dangling link" else tmp_path)
    before = path.read_bytes(), taken.lstat()
    result = write(path, sidecar="always")
    assert (result.status, result.failed) == ("refused", False)
    assert "a.jpg.xmp, is taken by something that is no file" in result.reason
    assert (path.read_bytes(), taken.lstat()) == before
    assert sorted(os.listdir(tmp_path)) == ["a.jpg", "a.jpg.xmp"]
    assert write(path).status == "written"


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_link_that_appears_in_a_new_files_place_is_not_replaced_without_hard_links_either(tmp_path, monkeypatch):
    def no_links(*paths: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)  # as on FAT
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "link").symlink_to("/nonexistent/x")
    with pytest.raises(ChangedError, match="Another program created link"):
        replace._rename_new(tmp_path / "new", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()


def test_the_sidecar_of_a_linked_photo_lies_beside_the_photo_itself(tmp_path):
    (tmp_path / "store").mkdir()
    real = make_jpeg(tmp_path / "store" / "real.jpg")
    link = tmp_path / "link.jpg"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("symbolic links are not allowed here")
    assert write(link, sidecar="always").target == tmp_path / "store" / "real.jpg.xmp"
    assert read_metadata(link).keywords == ("Eiffel Tower",)
