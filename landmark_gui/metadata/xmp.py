"""XMP packets: parsing without entities, looking properties up in every RDF spelling, serialising without loss.

The whole XML tree is kept (unknown namespaces, comments, processing instructions, prefixes), as programs store
their edits there. Syntax: ISO 16684-1.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from landmark_gui.metadata.errors import DamagedError

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    # A random UUID makes the URI ours without owning a domain.
    "landmarkTagger": "urn:uuid:5b1f6f0e-6f0c-4c55-9d0a-1f3d7b9a2c41#",
}
MAX_PACKET = 32 * 1024 * 1024
_MAX_MARKUP = 100_000  # tags and attributes; a few thousand are a lot

_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Landmark Tagger"><rdf:RDF xmlns:rdf="{RDF}"/></x:xmpmeta>'
    '<?xpacket end="w"?>'
)
_EMPTY_SIDECAR = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Landmark Tagger"><rdf:RDF xmlns:rdf="{RDF}"/></x:xmpmeta>'
)
_FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(rb"""\sxmlns(?::([^\s=<>"']{1,100}))?\s*=\s*["']([^"']{1,1000})["']""")
_CONTAINERS = (f"{{{RDF}}}Bag", f"{{{RDF}}}Seq", f"{{{RDF}}}Alt")
_LI = f"{{{RDF}}}li"
_MEMBER = re.compile(re.escape(f"{{{RDF}}}") + r"(li|_[1-9][0-9]*)")
_DESCRIPTION = f"{{{RDF}}}Description"
_VALUE = f"{{{RDF}}}value"


@dataclass(frozen=True)
class Document:
    """A parsed packet: the tree is lxml's own and is changed in place by `xmp_edit`.

    Attributes:
        root: the outermost element.
        rdf: the ``rdf:RDF`` element.
        declaration: whether it began with an XML declaration.
        prefixes: every namespace declaration anywhere in it, as (prefix, URI); no prefix for a default namespace.
    """

    root: etree._Element
    rdf: etree._Element
    declaration: bool
    prefixes: frozenset[tuple[str, str]] = frozenset()

    @property
    def descriptions(self) -> list[etree._Element]:
        """The top-level ``rdf:Description`` elements."""
        return list(self.rdf.iterchildren(_DESCRIPTION))

    @property
    def nodes(self) -> list[etree._Element]:
        """All top-level elements: the Descriptions, and typed nodes, which RDF allows but XMP does not."""
        return list(self.rdf.iterchildren(etree.Element))


@dataclass(frozen=True)
class Property:
    """A property found: an element, or an attribute of a Description."""

    parent: etree._Element
    element: etree._Element | None
    attribute: str

    @property
    def container(self) -> etree._Element | None:
        """Its Bag, Seq or Alt, whichever is there."""
        if self.element is None:
            return None
        return next((child for child in self.element if child.tag in _CONTAINERS), None)


def empty(*, sidecar: bool = False) -> Document:
    """A packet without properties."""
    return parse((_EMPTY_SIDECAR if sidecar else _EMPTY).encode())


def parse(packet: bytes) -> Document:
    """Parses a packet or a sidecar; one of blanks and zeros only, as some cameras reserve, counts as empty.

    Raises:
        DamagedError: not UTF-8, a DOCTYPE or entities, not well-formed, or not exactly one ``rdf:RDF``.
    """
    if len(packet) > MAX_PACKET:
        raise DamagedError("The XMP is larger than 32 MB.")
    packet = packet.rstrip(b"\0 \t\r\n").removeprefix(b"\xef\xbb\xbf").lstrip()
    if not packet:
        packet = _EMPTY.encode()
    elif packet.startswith(b"?xpacket"):  # some program lost the first byte of its packets; all others read these
        packet = b"<" + packet
    if packet[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in packet:
        raise DamagedError("The XMP is not written in UTF-8 (UTF-16 or UTF-32).")
    try:
        packet.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DamagedError("The XMP is not valid UTF-8.") from error
    if _FORBIDDEN.search(packet):
        raise DamagedError("The XMP holds a DOCTYPE or entities, which are not read for safety.")
    if packet.count(b"<") > _MAX_MARKUP or packet.count(b'="') + packet.count(b"='") > _MAX_MARKUP:
        raise DamagedError("The XMP holds more than 100,000 tags or attributes.")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False, huge_tree=False
    )
    try:
        root = etree.fromstring(packet, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedError(f"The XMP is not well-formed XML ({error}).") from error
    found = [root] if root.tag == f"{{{RDF}}}RDF" else list(root.iterchildren(f"{{{RDF}}}RDF"))
    if len(found) != 1:
        raise DamagedError("The XMP does not hold exactly one rdf:RDF.")
    declared = frozenset((prefix.decode(), uri.decode()) for prefix, uri in _DECLARED.findall(packet))
    return Document(root, found[0], packet.startswith(b"<?xml "), declared)


def serialise(document: Document, size: int | None = None) -> bytes:
    """The packet as UTF-8.

    Args:
        document: what to write.
        size: where given, white space is added up to this length, so that nothing behind the packet moves.
            A longer packet is returned without padding.
    """
    text: bytes = etree.tostring(
        document.root.getroottree(),
        encoding="UTF-8" if document.declaration else "utf-8",
        xml_declaration=document.declaration,
    )
    if size is None or len(text) >= size:
        return text
    at = text.rfind(b"<?xpacket end")
    at = len(text) if at < 0 else at
    padding = size - len(text)
    lines = (b" " * 99 + b"\n") * (padding // 100) + b" " * (padding % 100)
    return text[:at] + lines + text[at:]


def qname(name: str) -> str:
    """``dc:subject`` as lxml's ``{uri}subject``."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def find(document: Document, name: str) -> list[Property]:
    """Every occurrence of a property, as element or as attribute."""
    tag = qname(name)
    found = []
    for node in document.nodes:
        if node.get(tag) is not None:
            found.append(Property(node, None, tag))
        found += [Property(node, child, tag) for child in node.iterchildren(tag)]
    return found


def find_one(document: Document, name: str) -> Property | None:
    """The property, for editing.

    Raises:
        DamagedError: when it stands there more than once, which no reader agrees about.
    """
    found = find(document, name)
    if len(found) > 1:
        raise DamagedError(f"The XMP holds {name} {len(found)} times.")
    return found[0] if found else None


def texts(prop: Property) -> tuple[str, ...]:
    """The values of a list or text property, in any of its spellings."""
    if prop.element is None:
        return (prop.parent.get(prop.attribute, ""),)
    container = prop.container
    if container is not None:
        return tuple(text_of(li) for li in members(container))
    resource = prop.element.get(f"{{{RDF}}}resource")
    text = text_of(prop.element) if resource is None else resource
    return (text,) if text.strip() else ()


def members(container: etree._Element) -> list[etree._Element]:
    """The items of a list: ``rdf:li``, or ``rdf:_1``, ``rdf:_2`` …, which RDF allows as well."""
    return [child for child in container.iterchildren(etree.Element) if _MEMBER.fullmatch(str(child.tag))]


def text_of(element: etree._Element) -> str:
    """The text of a simple value, also one with qualifiers (``rdf:value``) or as ``rdf:resource``."""
    for holder in (element, *element.iterchildren(_DESCRIPTION)):
        for name in (f"{{{RDF}}}resource", _VALUE):
            if (attribute := holder.get(name)) is not None:
                return str(attribute)
    value = element.find(f".//{_VALUE}")
    if value is not None:
        return _plain(value)
    return _plain(element)


def _plain(element: etree._Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def values(document: Document, name: str) -> tuple[str, ...]:
    """All values of all occurrences, blanks left out."""
    return tuple(text for prop in find(document, name) for text in texts(prop) if text.strip())


def items(document: Document, name: str) -> list[dict[str, str]]:
    """The structures of a Bag or Seq, each as local name → text (lists joined with ``; ``)."""
    result = []
    for prop in find(document, name):
        container = prop.container
        elements = [prop.element] if container is None else members(container)
        result += [found for element in elements if element is not None and (found := structure(element))]
    return result


def structure(element: etree._Element) -> dict[str, str]:
    """A structure in any RDF spelling: child elements, a nested Description, or attributes."""
    found: dict[str, str] = {}
    for holder in (element, *element.iterchildren(_DESCRIPTION)):
        for key, value in holder.attrib.items():
            uri, local = _split(str(key))
            if uri and uri not in (RDF, XML):
                found[local] = str(value)
        for child in holder.iterchildren(etree.Element):
            if child.tag == _DESCRIPTION or child.tag in _CONTAINERS:
                continue
            found[_split(str(child.tag))[1]] = "; ".join(texts(Property(holder, child, str(child.tag))))
    return found


def flatten(document: Document) -> Counter[tuple[str, str]]:
    """Every leaf of the packet as (path, text), however it is spelled: what verification compares."""
    result: Counter[tuple[str, str]] = Counter()
    for child in document.rdf.iterchildren(etree.Element):
        result.update(_leaves(child, "" if child.tag == _DESCRIPTION else str(child.tag)))
    return result


def _leaves(element: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    """The leaves below a node element or property element."""
    for key, value in element.attrib.items():
        name = str(key)
        if name in (f"{{{RDF}}}about", f"{{{RDF}}}parseType", "about"):
            continue
        yield f"{path}/{name}", str(value)
    children = list(element.iterchildren(etree.Element))
    if not children:
        if path and (text := (element.text or "").strip()):
            yield path, text
        return
    for child in children:
        tag = str(child.tag)
        inner = path if tag in (_DESCRIPTION, *_CONTAINERS) else f"{path}/{'*' if _MEMBER.fullmatch(tag) else tag}"
        yield from _leaves(child, inner)


def _split(name: str) -> tuple[str, str]:
    if name.startswith("{"):
        uri, _, local = name[1:].partition("}")
        return uri, local
    return "", name
