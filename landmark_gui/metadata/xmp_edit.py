"""Adding our values to an XMP packet, and removing exactly them again."""

import unicodedata
from collections.abc import Iterable

from lxml import etree

from landmark_gui.metadata import fields, xmp
from landmark_gui.metadata.errors import DamagedError
from landmark_gui.metadata.fields import DecidedBy, Edit, Provenance, WrittenRecord

_LI = f"{{{xmp.RDF}}}li"
_SEQUENCES = {fields.TAGS_LIST}
_MEMBER_LISTS = {"LocationId"}
_OLD_DC = "http://purl.org/dc/1.1/"  # Adobe's toolkit takes it for today's namespace
_MEMBER_PREFIX = {"GPSLatitude": "exif", "GPSLongitude": "exif"}


def apply(document: xmp.Document, edits: Iterable[Edit], record: WrittenRecord | None) -> None:
    """Adds the values of the edits that concern XMP, and the provenance record, to the tree.

    Raises:
        DamagedError: a property stands there twice or in a form that cannot be extended.
    """
    if len(document.nodes) != len(document.descriptions):
        raise DamagedError("The XMP holds typed nodes, which XMP does not allow.")
    if any(uri == _OLD_DC for _, uri in document.prefixes):
        raise DamagedError("The XMP uses an outdated namespace, which some programs read and others do not.")
    edits = [edit for edit in edits if edit.field in (*fields.XMP_LISTS, *fields.XMP_TEXTS, fields.LOCATION_SHOWN)]
    names = [edit.field for edit in edits] + ([fields.PROVENANCE] if record else [])
    prefixes = {name.partition(":")[0] for name in names}
    if any(key in _MEMBER_PREFIX for edit in edits for key, _ in edit.item):
        prefixes.add("exif")
    writer = _Writer(document, prefixes)
    for edit in edits:
        if edit.field in fields.XMP_LISTS:
            writer.add_to_list(edit.field, (*edit.seeded, *edit.values))
        elif edit.field in fields.XMP_TEXTS:
            writer.set_text(edit.field, edit.values[0])
        else:
            writer.add_structure(edit.field, edit.item)
    if record:
        writer.add_structure(fields.PROVENANCE, _record_members(record))


def revert(document: xmp.Document, edits: Iterable[Edit], identifier: str | None) -> tuple[Edit, ...]:
    """Removes exactly the values of the edits, and the provenance record, where they are still there.

    Returns:
        the edits whose value was found and removed.
    """
    removed = []
    for edit in edits:
        if edit.field in fields.XMP_LISTS:
            done = _remove_from_list(document, edit)
        elif edit.field in fields.XMP_TEXTS:
            done = _remove_text(document, edit)
        elif edit.field == fields.LOCATION_SHOWN:
            done = _remove_structure(document, edit.field, dict(edit.item))
        else:
            continue
        if done:
            removed.append(edit)
    if identifier is not None:
        _remove_structure(document, fields.PROVENANCE, {"Id": identifier}, partly=True)
    return tuple(removed)


def is_empty(document: xmp.Document) -> bool:
    """Whether no property is left."""
    return not xmp.flatten(document)


def records(document: xmp.Document) -> tuple[WrittenRecord, ...]:
    """Our provenance entries; one that is damaged counts as having written nothing."""
    result = []
    for members in xmp.items(document, fields.PROVENANCE):
        try:
            edits = fields.edits_from_json(members.get("Edits", "[]"))
        except DamagedError:
            edits = ()
        try:
            probability = float(members["Probability"]) if members.get("Probability") else None
        except ValueError:
            probability = None
        automatic = members.get("Decision") == DecidedBy.AUTOMATIC.value
        provenance = Provenance(
            members.get("Model", ""),
            probability,
            DecidedBy.AUTOMATIC if automatic else DecidedBy.PERSON,
            members.get("Date", ""),
        )
        result.append(WrittenRecord(members.get("Id", ""), members.get("Landmark", ""), provenance, edits))
    return tuple(result)


def _record_members(record: WrittenRecord) -> tuple[tuple[str, str], ...]:
    provenance = record.provenance
    members = {
        "Id": record.identifier,
        "Landmark": record.landmark,
        "Model": provenance.model,
        "Probability": "" if provenance.probability is None else f"{provenance.probability:.4f}",
        "Decision": provenance.decision.value,
        "Date": provenance.date,
        "Edits": fields.edits_to_json(record.edits),
    }
    return tuple((key, value) for key, value in members.items() if value)


class _Writer:
    """Adds properties, each to a Description that already knows its namespace, else to one new Description."""

    def __init__(self, document: xmp.Document, prefixes: Iterable[str]) -> None:
        self._document = document
        self._new: etree._Element | None = None
        self._prefixes = {xmp.NAMESPACES[p]: self._prefix(p) for p in sorted(prefixes)}

    def _prefix(self, prefix: str) -> str:
        """The prefix that the namespace has in this file (empty: the default), the usual one, or else a numbered one.

        Adobe's toolkit does not read packets in which one namespace has two prefixes.
        """
        own = {known for known, uri in self._document.prefixes if uri == xmp.NAMESPACES[prefix]}
        if own:
            return prefix if prefix in own else max(own)
        taken = {known for known, _ in self._document.prefixes}
        candidate, number = prefix, 1
        while candidate in taken:
            candidate, number = f"{prefix}{number}", number + 1
        return candidate

    def _home(self, name: str) -> etree._Element:
        uri = xmp.NAMESPACES[name.partition(":")[0]]
        descriptions = self._document.descriptions
        for description in descriptions[:64]:
            if uri in description.nsmap.values():
                return description
        if self._new is None:
            about = next((d.get(f"{{{xmp.RDF}}}about", d.get("about", "")) for d in descriptions), "")
            known = self._document.rdf.nsmap.values()
            nsmap = {prefix: uri for uri, prefix in self._prefixes.items() if prefix and uri not in known}
            self._new = etree.SubElement(self._document.rdf, f"{{{xmp.RDF}}}Description", nsmap=nsmap)
            self._new.set(f"{{{xmp.RDF}}}about", about)
        return self._new

    def _child(self, parent: etree._Element, tag: str) -> etree._Element:
        uri = tag[1:].partition("}")[0]
        if uri in parent.nsmap.values():
            return etree.SubElement(parent, tag)
        return etree.SubElement(parent, tag, nsmap={self._prefixes[uri] or None: uri})

    def _container(self, name: str) -> etree._Element:
        """The list of a property, created or converted from a single value where it has to be."""
        found = xmp.find_one(self._document, name)
        kind = f"{{{xmp.RDF}}}{'Seq' if name in _SEQUENCES else 'Bag'}"
        if found is None:
            return etree.SubElement(self._child(self._home(name), xmp.qname(name)), kind)
        if (container := found.container) is not None:
            if any(member.tag != _LI for member in xmp.members(container)):
                raise DamagedError(f"The XMP holds {name} as a list with numbered items, which is not extended.")
            return container
        old = [text for text in xmp.texts(found) if text.strip()]
        if found.element is None:
            del found.parent.attrib[found.attribute]
            element = self._child(found.parent, xmp.qname(name))
        elif len(found.element) or any(not key.startswith(f"{{{xmp.XML}}}") for key in found.element.attrib):
            raise DamagedError(f"The XMP holds {name} in a form that cannot be extended.")
        else:
            element = found.element
            element.text = None
        container = etree.SubElement(element, kind)
        for text in old:
            etree.SubElement(container, _LI).text = text
        return container

    def add_to_list(self, name: str, texts: Iterable[str]) -> None:
        container = self._container(name)
        for text in texts:
            etree.SubElement(container, _LI).text = text

    def set_text(self, name: str, text: str) -> None:
        found = xmp.find_one(self._document, name)
        if found is None:
            self._child(self._home(name), xmp.qname(name)).text = text
        elif found.element is None:
            found.parent.set(found.attribute, text)
        elif len(found.element) or any(not key.startswith(f"{{{xmp.XML}}}") for key in found.element.attrib):
            raise DamagedError(f"The XMP holds {name} in a form that cannot be filled.")
        else:
            found.element.text = text

    def add_structure(self, name: str, members: Iterable[tuple[str, str]]) -> None:
        found = xmp.find_one(self._document, name)
        if found is not None and found.container is None and (found.element is None or xmp.structure(found.element)):
            raise DamagedError(f"The XMP holds {name} in a form that cannot be extended.")
        li = etree.SubElement(self._container(name), _LI)
        li.set(f"{{{xmp.RDF}}}parseType", "Resource")
        own = name.partition(":")[0]
        for key, value in members:
            member = self._child(li, xmp.qname(f"{_MEMBER_PREFIX.get(key, own)}:{key}"))
            if key in _MEMBER_LISTS:
                member = etree.SubElement(etree.SubElement(member, f"{{{xmp.RDF}}}Bag"), _LI)
            member.text = value


def _same(first: str, second: str) -> bool:
    return unicodedata.normalize("NFC", first.strip()) == unicodedata.normalize("NFC", second.strip())


def _drop(element: etree._Element) -> None:
    """Removes an element but not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _drop_property(document: xmp.Document, element: etree._Element) -> None:
    """Removes a property, and its Description where that held nothing else and is not the only one."""
    description = element.getparent()
    _drop(element)
    if description is None or len(description) or len(document.descriptions) < 2:
        return
    if all(key in (f"{{{xmp.RDF}}}about", "about") for key in description.attrib):
        _drop(description)


def _remove_from_list(document: xmp.Document, edit: Edit) -> bool:
    done = False
    for prop in xmp.find(document, edit.field):
        if prop.element is None:
            if any(_same(prop.parent.get(prop.attribute, ""), value) for value in edit.values):
                del prop.parent.attrib[prop.attribute]
                done = True
            continue
        container = prop.container
        if container is None:
            if any(_same(xmp.text_of(prop.element), value) for value in edit.values):
                _drop_property(document, prop.element)
                done = True
            continue
        for value in edit.values:
            match = next((li for li in xmp.members(container) if _same(xmp.text_of(li), value)), None)
            if match is not None:
                _drop(match)
                done = True
        rest = [li for li in xmp.members(container) if xmp.text_of(li).strip()]
        if done and edit.created and all(any(_same(xmp.text_of(li), seed) for seed in edit.seeded) for li in rest):
            for li in rest:
                _drop(li)
        if done and not any(_holds_something(li) for li in xmp.members(container)):
            _drop_property(document, prop.element)
    return done


def _holds_something(item: etree._Element) -> bool:
    """Whether a list's item has a text, or at least a qualifier."""
    attributes = [key for key in item.attrib if not str(key).startswith(f"{{{xmp.XML}}}")]
    return bool(xmp.text_of(item).strip() or len(item) or attributes)


def _remove_text(document: xmp.Document, edit: Edit) -> bool:
    done = False
    for prop in xmp.find(document, edit.field):
        if not any(_same(text, edit.values[0]) for text in xmp.texts(prop)):
            continue
        done = True
        if prop.element is None:
            if edit.created:
                del prop.parent.attrib[prop.attribute]
            else:
                prop.parent.set(prop.attribute, "")
        elif edit.created:
            _drop_property(document, prop.element)
        else:
            prop.element.text = ""
    return done


def _remove_structure(document: xmp.Document, name: str, members: dict[str, str], *, partly: bool = False) -> bool:
    for prop in xmp.find(document, name):
        container = prop.container
        if container is None or prop.element is None:
            continue
        for li in xmp.members(container):
            found = xmp.structure(li)
            same = all(_same(found.get(key, ""), value) for key, value in members.items())
            if same and (partly or found.keys() == members.keys()):
                _drop(li)
                if not len(container):
                    _drop_property(document, prop.element)
                return True
    return False
