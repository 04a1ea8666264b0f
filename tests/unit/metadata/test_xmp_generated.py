"""Packets made up from RDF's grammar: adding never loses a value, taking back leaves what was there."""

from collections import Counter
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from metadata_files import EIFFEL, RDF

from landmark_gui.metadata import DamagedError, WriteSettings, build, plan_edits, reader, verify, xmp
from landmark_gui.metadata.blocks import Blocks
from landmark_gui.metadata.fields import Edit, WrittenRecord

NAMESPACES = {**xmp.NAMESPACES, "q": "urn:q", "dc2": "urn:not-dc"}
LISTS = ("dc:subject", "lr:hierarchicalSubject", "digiKam:TagsList")
TEXTS = (
    "photoshop:City",
    "photoshop:Country",
    "Iptc4xmpCore:CountryCode",
    "photoshop:Headline",
    "q:note",
    "dc2:subject",
)
PLACES = ("Iptc4xmpExt:LocationShown", "q:places")

words = st.one_of(
    st.sampled_from(
        ["Family", "Eiffel Tower", "eiffel tower", "Paris", "France", "People|Anna", "People/Anna", "FR", ""]
    ),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=8
    ),
)
attributes = st.sampled_from(["", ' xml:lang="en"'])


def plain(name: str, word: str, attribute: str) -> str:
    return f"<{name}{attribute}>{escape(word)}</{name}>"


def qualified(name: str, word: str, attribute: str) -> str:
    return f'<{name} rdf:parseType="Resource"><rdf:value{attribute}>{escape(word)}</rdf:value><q:by>me</q:by></{name}>'


def nested(name: str, word: str, attribute: str) -> str:
    return f"<{name}><rdf:Description><rdf:value{attribute}>{escape(word)}</rdf:value></rdf:Description></{name}>"


def resource(name: str, word: str, attribute: str) -> str:
    return f"<{name} rdf:resource={quoteattr(word)}/>"


def by_attribute(name: str, word: str, attribute: str) -> str:
    return f'<{name} rdf:value={quoteattr(word)} q:by="me"/>'


def commented(name: str, word: str, attribute: str) -> str:
    return f"<{name}{attribute}><!-- a -->{escape(word)}<?b c?></{name}>"


spellings = st.sampled_from([plain, plain, plain, qualified, nested, resource, by_attribute, commented])


@st.composite
def values(draw: st.DrawFn, name: str) -> str:
    return draw(spellings)(name, draw(words), draw(attributes))


@st.composite
def lists(draw: st.DrawFn, name: str) -> str:
    kind = draw(st.sampled_from(["Bag", "Bag", "Seq", "Alt"]))
    items = "".join(draw(st.lists(values("rdf:li"), max_size=3)))
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


@st.composite
def places(draw: st.DrawFn, name: str) -> str:
    own = name.partition(":")[0]
    members = "".join(draw(st.lists(values(f"{own}:City"), max_size=1)))
    members += "".join(draw(st.lists(lists(f"{own}:LocationId"), max_size=1)))
    wrapped = draw(
        st.sampled_from(
            ['<rdf:li rdf:parseType="Resource">{}</rdf:li>', "<rdf:li><rdf:Description>{}</rdf:Description></rdf:li>"]
        )
    )
    return f"<{name}><rdf:Bag>{wrapped.format(members)}</rdf:Bag></{name}>"


@st.composite
def packets(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from([*LISTS, *TEXTS, *PLACES]), max_size=6, unique=draw(st.integers(0, 9)) > 0))
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    descriptions = [["", ""] for _ in range(draw(st.integers(1, 3)))]
    for name in names:
        description = draw(st.sampled_from(descriptions))
        kind = draw(st.integers(0, 9))
        if kind == 0 and f"{name}=" not in description[0]:
            description[0] += f" {name}={quoteattr(draw(words))}"
        elif kind < 3:
            description[1] += draw(values(name))
        elif name in PLACES:
            description[1] += draw(places(name))
        elif name in LISTS or kind == 3:
            description[1] += draw(lists(name))
        else:
            description[1] += draw(values(name))
    space = draw(st.sampled_from(["", "\n  "]))
    body = "".join(f'<rdf:Description rdf:about=""{a}>{space}{b}{space}</rdf:Description>' for a, b in descriptions)
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}" {declared}>{space}{body}</rdf:RDF></x:xmpmeta>'
    )


def leaves(packet: bytes) -> Counter:
    """All texts by their place; single values and lists alike, blanks and languages (also of blanks) left out."""
    result: Counter = Counter()
    for (path, text), number in xmp.flatten(xmp.parse(packet)).items():
        if text.strip() and not path.endswith(f"{{{xmp.XML}}}lang"):
            result[path.replace("/*", ""), text.strip()] += number
    return result


def add(packet: bytes) -> tuple[bytes, tuple[Edit, ...]]:
    """What the writer makes of a sidecar; the packet itself where nothing is to be written."""
    own = reader.read_sidecar(packet)
    plan = plan_edits(own, own, EIFFEL, WriteSettings(), has_packet=True)
    if not plan.edits:
        return packet, ()
    record = WrittenRecord("id", EIFFEL.name, EIFFEL.provenance, plan.edits)
    new = build.add(Blocks("sidecar", xmp=packet), plan.edits, record)["xmp"]
    assert new is not None
    verify.check_added(packet, new, "sidecar", frozenset({"xmp"}), plan.edits, record)
    return new, plan.edits


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(packets())
def test_any_packet_is_extended_without_loss_or_refused(text):
    packet = text.encode()
    try:
        new, edits = add(packet)
    except DamagedError:  # refused; a failed verification would be a mistake of ours
        return
    assert not leaves(packet) - leaves(new)
    before, after = reader.read_sidecar(packet), reader.read_sidecar(new)
    assert before.names <= after.names
    assert (EIFFEL.name.casefold(),) in after.names
    assert add(new)[1] == (), "a second write has nothing to add"
    removal = build.remove(Blocks("sidecar", xmp=new), edits, ["id"])
    left = removal.changes.get("xmp", new)
    assert left is not None
    assert leaves(left) == leaves(packet)
    verify.check_removed(new, left, "sidecar", frozenset({"xmp"}), edits)
    assert replace(reader.read_sidecar(left), warnings=()) == replace(before, warnings=())
