"""RDF can say the same in many ways: each is read, extended without loss, still read by others, and undone by value."""

import json
import shutil
import subprocess
from collections import Counter

import pytest
from lxml import etree
from metadata_files import EIFFEL, RDF, make_jpeg, refused, write, xmp_segment

from landmark_gui.metadata import Journal, jpeg, read_metadata, remove_all, xmp
from landmark_gui.metadata.source import BytesSource

DC = "http://purl.org/dc/elements/1.1/"
PS = "http://ns.adobe.com/photoshop/1.0/"
EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
BAG = "<rdf:Bag><rdf:li>Family</rdf:li></rdf:Bag>"
SUBJECT = f"<dc:subject>{BAG}</dc:subject>"


def document(body: str, attributes: str = "", root: str = "xmpmeta") -> str:
    return f'<x:{root} xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}" {attributes}>{body}</rdf:RDF></x:{root}>'


def description(body: str, attributes: str = "", *, about: str = 'rdf:about=""') -> str:
    known = f'xmlns:dc="{DC}" xmlns:photoshop="{PS}" xmlns:q="urn:q"'
    return document(f"<rdf:Description {about} {known} {attributes}>{body}</rdf:Description>")


def subject(items: str) -> str:
    return description(f"<dc:subject>{items}</dc:subject>")


WHOLE = description(SUBJECT)
SPELLINGS = {
    "several descriptions": document(
        f'<rdf:Description rdf:about="" xmlns:dc="{DC}">{SUBJECT}</rdf:Description>'
        f'<rdf:Description rdf:about="" xmlns:p="{PS}" p:Headline="kept"/>'
    ),
    "default namespace": document(
        f'<rdf:Description rdf:about="" xmlns="{DC}"><subject>{BAG}</subject></rdf:Description>'
    ),
    "default rdf": f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><RDF xmlns="{RDF}"><Description about="" xmlns:dc="{DC}">'
    "<dc:subject><Bag><li>Family</li></Bag></dc:subject></Description></RDF></x:xmpmeta>",
    "another prefix": document(
        f'<rdf:Description rdf:about="" xmlns:d="{DC}" xmlns:dc="urn:other"><d:subject>{BAG}</d:subject>'
        "<dc:subject>kept</dc:subject></rdf:Description>"
    ),
    "namespaces declared above": document(
        f'<rdf:Description rdf:about="">{SUBJECT}</rdf:Description>', f'xmlns:dc="{DC}"'
    ),
    "about with an id": description(SUBJECT, about='rdf:about="uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b"'),
    "no about": description(SUBJECT, about=""),
    "an ID": description(SUBJECT, about='rdf:ID="x"'),
    "language of the description": description(SUBJECT, 'xml:lang="en"'),
    "attribute": description("", 'dc:subject="Family"'),
    "plain text": description("<dc:subject>Family</dc:subject>"),
    "alternatives": subject('<rdf:Alt><rdf:li xml:lang="x-default">Family</rdf:li></rdf:Alt>'),
    "qualified item": subject(
        '<rdf:Bag><rdf:li rdf:parseType="Resource"><rdf:value>Family</rdf:value><q:by>me</q:by></rdf:li></rdf:Bag>'
    ),
    "qualified by description": subject(
        "<rdf:Bag><rdf:li><rdf:Description><rdf:value>Family</rdf:value><q:by>me</q:by></rdf:Description></rdf:li></rdf:Bag>"
    ),
    "qualified by attributes": subject('<rdf:Bag><rdf:li rdf:value="Family" q:by="me"/></rdf:Bag>'),
    "comments and instructions": subject(
        "<!-- a --><rdf:Bag><!-- b --><rdf:li>Fam<!-- c -->ily</rdf:li><?d e?></rdf:Bag>"
    ),
    "character data": subject("<rdf:Bag><rdf:li><![CDATA[Family]]></rdf:li></rdf:Bag>"),
    "references": subject("<rdf:Bag><rdf:li>&#70;amily</rdf:li></rdf:Bag>"),
    "literal elsewhere": description(f'{SUBJECT}<dc:rights rdf:parseType="Literal">a<b xmlns="">c</b>d</dc:rights>'),
    "no wrapper": WHOLE.partition(">")[2].rpartition("</x:")[0],
    "old wrapper": document(
        f'<rdf:Description rdf:about="" xmlns:dc="{DC}">{SUBJECT}</rdf:Description>', root="xapmeta"
    ),
    "byte order mark": f"\ufeff{WHOLE}",
    "xml declaration": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{WHOLE}',
    "zeros and blanks behind": f"{WHOLE}\n\0 \0\0",
    "first byte lost": f"?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>{WHOLE}<?xpacket end='r'?>",
}
REFUSED = {
    "typed node": document(f'<q:Photo xmlns:q="urn:q" rdf:about="" xmlns:dc="{DC}">{SUBJECT}</q:Photo>'),
    "numbered items": subject("<rdf:Bag><rdf:_1>Family</rdf:_1></rdf:Bag>"),
    "outdated namespace": WHOLE.replace(DC, "http://purl.org/dc/1.1/"),
}
EMPTY = {
    "bag": subject("<rdf:Bag/>"),
    "element": subject(""),
    "attribute": description("", 'dc:subject=""'),
    "item": subject("<rdf:Bag><rdf:li/></rdf:Bag>"),
}


def packet_of(path) -> xmp.Document:
    return xmp.parse(jpeg.read(BytesSource(path.read_bytes())).xmp)


def leaves(document_: xmp.Document) -> Counter:
    """Alike for single values and lists, as the one may become the other."""
    return Counter((path.replace("/*", ""), text.strip()) for path, text in xmp.flatten(document_).elements())


@pytest.mark.parametrize("text", SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_is_extended_without_loss_and_undone_by_value(tmp_path, text):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(text))
    assert read_metadata(path).keywords == ("Family",)
    before = leaves(packet_of(path))
    assert write(path).status == "written"
    assert not before - leaves(packet_of(path))
    assert read_metadata(path).fields["dc:subject"] == ("Family", "Eiffel Tower")
    assert len(xmp.find(packet_of(path), "dc:subject")) == 1
    uris = [uri for _, uri in packet_of(path).prefixes if uri != RDF]
    assert len(uris) == len(set(uris)), "exiv2 reads no packet in which a namespace has two prefixes"
    assert write(path).status == "unchanged"
    with Journal() as journal:
        assert [r.status for r in remove_all([path], journal)] == ["removed"]
    assert leaves(packet_of(path)) == before


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_spellings_that_other_programs_do_not_read_are_refused(tmp_path, text):
    assert "XMP" in refused(make_jpeg(tmp_path / "a.jpg", xmp_segment(text)))


@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY)
def test_empty_lists_are_filled(tmp_path, text):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(text))
    assert write(path).status == "written"
    assert read_metadata(path).fields["dc:subject"] == ("Eiffel Tower",)
    assert len(xmp.find(packet_of(path), "dc:subject")) == 1


CITIES = {
    "element": "<photoshop:City>Lyon</photoshop:City>",
    "attribute of the value": '<photoshop:City rdf:value="Lyon" q:by="me"/>',
    "value": "<photoshop:City><rdf:Description><rdf:value>Lyon</rdf:value></rdf:Description></photoshop:City>",
    "value as attribute": '<photoshop:City><rdf:Description rdf:value="Lyon"/></photoshop:City>',
    "resource": '<photoshop:City rdf:resource="Lyon"/>',
    "list": "<photoshop:City><rdf:Bag><rdf:li>Lyon</rdf:li></rdf:Bag></photoshop:City>",
}


@pytest.mark.parametrize("city", CITIES.values(), ids=CITIES)
def test_a_city_in_any_spelling_is_not_overwritten(tmp_path, city):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(description(city)))
    before = leaves(packet_of(path))
    assert write(path).status == "written"
    assert not before - leaves(packet_of(path))
    assert read_metadata(path).fields["photoshop:City"] == ("Lyon",)


def test_a_blank_city_with_a_remark_is_not_filled(tmp_path):
    text = description('<photoshop:City q:by="me"/>')
    refused(make_jpeg(tmp_path / "a.jpg", xmp_segment(text)))


@pytest.mark.parametrize(
    "item",
    [
        f'<rdf:li rdf:parseType="Resource" xmlns:e="{EXT}"><e:City>Lyon</e:City></rdf:li>',
        f'<rdf:li><rdf:Description xmlns:e="{EXT}" e:City="Lyon"/></rdf:li>',
        f'<rdf:li xmlns:e="{EXT}" e:City="Lyon"/>',
        f'<rdf:li><rdf:Description xmlns:e="{EXT}"><e:City>Lyon</e:City></rdf:Description></rdf:li>',
    ],
    ids=["resource", "nested attribute", "attribute", "nested"],
)
def test_places_shown_in_any_spelling_stay(tmp_path, item):
    shown = f'<e:LocationShown xmlns:e="{EXT}"><rdf:Bag>{item}</rdf:Bag></e:LocationShown>'
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(description(shown)))
    before = leaves(packet_of(path))
    assert write(path).status == "written"
    assert not before - leaves(packet_of(path))
    assert [place.get("City") for place in read_metadata(path).locations_shown] == ["Lyon", "Paris"]


@pytest.mark.skipif(not shutil.which("exiv2"), reason="exiv2 is not installed")
def test_exiv2_reads_what_it_could_read_before(tmp_path):
    def read(path) -> tuple[str, str]:
        done = subprocess.run(["exiv2", "-PXkt", str(path)], capture_output=True, check=False)
        return done.stdout.decode(), done.stderr.decode()

    readable = 0
    for number, (name, text) in enumerate(SPELLINGS.items()):
        path = make_jpeg(tmp_path / f"{number}.jpg", xmp_segment(text))
        before, problem = read(path)
        assert write(path).status == "written"
        if problem or "Family" not in before:
            continue
        readable += 1
        after, problem = read(path)
        assert not problem, name
        assert "Family" in after, name
        assert "Eiffel Tower" in after, name
    assert readable > 15


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
def test_exiftool_reads_the_keywords_of_every_spelling(tmp_path):
    names = []
    for number, (name, text) in enumerate(SPELLINGS.items()):
        assert write(make_jpeg(tmp_path / f"{number:02}.jpg", xmp_segment(text))).status == "written"
        names.append(name)
    command = ["exiftool", "-j", "-G0", "-XMP:Subject", str(tmp_path)]
    rows = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    found = {names[int(row["SourceFile"][-6:-4])]: row.get("XMP:Subject") for row in rows}
    del found["default rdf"], found["comments and instructions"]  # exiftool does not parse these as XML says
    assert set(map(str, found.values())) == {str(["Family", EIFFEL.name])}


@pytest.mark.parametrize("about", ["", "uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b"])
def test_what_is_added_is_about_the_same_photo(tmp_path, about):
    """Descriptions about different things in one packet are no XMP, and readers take only one of them."""
    text = document(f'<rdf:Description rdf:about="{about}" xmlns:dc="{DC}">{SUBJECT}</rdf:Description>')
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(text))
    assert write(path).status == "written"
    (rdf,) = etree.fromstring(jpeg.read(BytesSource(path.read_bytes())).xmp).iter(f"{{{RDF}}}RDF")
    assert len(rdf) > 1
    assert [description.get(f"{{{RDF}}}about") for description in rdf] == [about] * len(rdf)
