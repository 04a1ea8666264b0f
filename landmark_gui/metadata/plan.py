"""What would be written into one photo: a pure function of what it holds, what is wanted and the settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from landmark_gui.metadata import fields, iptc
from landmark_gui.metadata.fields import Edit, FieldChange, LandmarkTag, PhotoMetadata

Place: TypeAlias = Literal["keywords", "hierarchy", "digikam", "location_shown", "location", "iptc"]
PLACES: frozenset[Place] = frozenset({"keywords", "hierarchy", "digikam", "location_shown", "location", "iptc"})
SidecarPolicy: TypeAlias = Literal["auto", "always", "never"]


@dataclass(frozen=True)
class WriteSettings:
    """How to write.

    Attributes:
        sidecar: ``auto`` writes into the file where that is safe, else into a sidecar.
        adobe_sidecar_names: new sidecars of RAW files are called ``photo.xmp``, not ``photo.raw.xmp``.
        sidecar_choice: which one to use where both names exist; ``ask`` refuses.
        hard_links: a file with further hard links: ``sidecar``, ``refuse`` or ``write`` (other names keep the old one).
        signed: a file with a C2PA signature, which any change breaks: ``sidecar`` or ``write``.
        preserve_mtime: keep the modification time; done anyway for photos without a capture time.
        keep_original: leave a copy beside the photo, ``photo.jpg.original``, once.
        fill_empty_gps: store the landmark's position as that of the camera where the photo has none.
        write_xp_keywords: write XPKeywords also where the file has none.
        places: which fields to write.
        hierarchy_separator: between the levels in ``lr:hierarchicalSubject``.
        digikam_separator: between the levels in ``digiKam:TagsList``.
    """

    sidecar: SidecarPolicy = "auto"
    adobe_sidecar_names: bool = False
    sidecar_choice: Literal["ask", "appended", "replaced"] = "ask"
    hard_links: Literal["sidecar", "refuse", "write"] = "sidecar"
    signed: Literal["sidecar", "write"] = "sidecar"
    preserve_mtime: bool = False
    keep_original: bool = False
    fill_empty_gps: bool = False
    write_xp_keywords: bool = False
    places: frozenset[Place] = PLACES
    hierarchy_separator: str = "|"
    digikam_separator: str = "/"


@dataclass(frozen=True)
class EditPlan:
    """The outcome of planning.

    Attributes:
        edits: the additions to make; empty means that nothing needs writing.
        changes: the same for people: field, before, after.
        kept: fields in which something else stands, which stays (before), and what was wanted (after).
        notes: anything else the person should know, in plain sentences.
    """

    edits: tuple[Edit, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    kept: tuple[FieldChange, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Draft:
    own: PhotoMetadata
    edits: list[Edit] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)
    kept: list[FieldChange] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, edit: Edit, after: tuple[str, ...]) -> None:
        self.edits.append(edit)
        self.changes.append(FieldChange(edit.field, self.own.fields.get(edit.field, ()), after))


def plan_edits(
    own: PhotoMetadata,
    merged: PhotoMetadata,
    tag: LandmarkTag,
    settings: WriteSettings,
    *,
    has_packet: bool,
    frozen: Mapping[str, str] | None = None,
) -> EditPlan:
    """Plans the additions to one target.

    Args:
        own: what stands in the target itself (the file, or its sidecar).
        merged: what photo and sidecar say together: the person's keywords, the camera's position.
        tag: what is wanted.
        settings: how to write.
        has_packet: whether the target holds XMP already.
        frozen: blocks (``iptc``, ``exif``) that must be left alone, with the reason.

    Raises:
        InvalidValueError: a text of the tag must not go into a file.
    """
    fields.validate(tag)
    frozen = frozen or {}
    draft = _Draft(own, notes=list(own.warnings))
    in_file = own.container != "sidecar"
    # What the person keeps in sidecars only is not copied into the photo.
    seeding = own if in_file else merged
    _plan_keywords(draft, seeding, tag, settings)
    if "location_shown" in settings.places:
        _plan_location_shown(draft, tag)
    with_iptc = "iptc" in settings.places and own.has_iptc and in_file
    if with_iptc and frozen.get("iptc"):
        draft.notes.append(frozen["iptc"])
        with_iptc = False
    if with_iptc:
        _plan_list(draft, seeding, fields.IPTC_KEYWORDS, iptc.limited(fields.IPTC_KEYWORDS, tag.name), "")
    _plan_texts(draft, merged, tag, settings, with_iptc=with_iptc)
    _plan_exif(draft, merged, tag, settings, frozen.get("exif", ""))
    if draft.edits and not has_packet:
        draft.edits.append(Edit(fields.PACKET, created=True))
    return EditPlan(tuple(draft.edits), tuple(draft.changes), tuple(draft.kept), tuple(dict.fromkeys(draft.notes)))


def _plan_keywords(draft: _Draft, merged: PhotoMetadata, tag: LandmarkTag, settings: WriteSettings) -> None:
    if "keywords" in settings.places:
        _plan_list(draft, merged, fields.SUBJECT, tag.name, "")
    path = tag.hierarchy or (tag.name,)
    for place, name, separator in (
        ("hierarchy", fields.HIERARCHY, settings.hierarchy_separator),
        ("digikam", fields.TAGS_LIST, settings.digikam_separator),
    ):
        if place in settings.places:
            _plan_list(draft, merged, name, fields.join_path(path, separator), separator)


def _plan_list(draft: _Draft, merged: PhotoMetadata, name: str, value: str, separator: str) -> None:
    """Adds a keyword unless it is there in any case; a list that is created begins with the keywords the photo has.

    Several programs read only the first list that is not empty: without this, the person's keywords would vanish.
    """
    present = draft.own.fields.get(name, ())
    if any(
        fields.fold(fields.unescape(text, separator)) == fields.fold(fields.unescape(value, separator))
        for text in present
    ):
        return
    seeds: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    if not present:
        seeds = _seeds(merged, value, separator)
        ours = tuple(seed for seed in seeds if _is_ours(merged, name, seed))
        seeds = tuple(seed for seed in seeds if seed not in ours)
        if name == fields.IPTC_KEYWORDS:
            seeds, ours = (tuple(iptc.limited(name, word) for word in words) for words in (seeds, ours))
    draft.add(Edit(name, (*ours, value), seeds, created=not present), (*present, *seeds, *ours, value))


def _is_ours(merged: PhotoMetadata, name: str, seed: str) -> bool:
    """Whether an earlier write of ours added this keyword: then it goes with undo, unlike the person's own."""
    earlier = [edit for record in merged.written for edit in record.edits]
    written = {found for edit in earlier for found in PhotoMetadata("", {edit.field: edit.values}).names}
    names = PhotoMetadata("", {name: (seed,)}).names
    return max(names, key=len) in written if names else False


def _seeds(merged: PhotoMetadata, value: str, separator: str) -> tuple[str, ...]:
    """The photo's keywords in the spelling of a list: paths for a hierarchical one, plain names for a flat one."""
    if not separator:
        seeds = merged.keywords
    else:
        paths = merged.hierarchical_keywords
        leaves = {fields.fold(path[-1]) for path in paths}
        leaves.add(fields.fold(fields.split_path(value, separator)[-1]))
        flat = [keyword for keyword in merged.keywords if fields.fold(keyword) not in leaves]
        seeds = (
            *(fields.join_path(path, separator) for path in paths),
            *(fields.escape(word, separator) for word in flat),
        )
    seeds = fields.unique(fields.printable(seed) for seed in seeds)
    return tuple(seed for seed in seeds if fields.fold(seed) != fields.fold(value))


def _plan_location_shown(draft: _Draft, tag: LandmarkTag) -> None:
    members = {
        "Sublocation": tag.name,
        "City": tag.city,
        "ProvinceState": tag.region,
        "CountryName": tag.country,
        "CountryCode": tag.country_code,
        "LocationId": tag.wikidata_uri,
    }
    if tag.latitude is not None and tag.longitude is not None:
        members["GPSLatitude"], members["GPSLongitude"] = fields.gps_text(tag.latitude, tag.longitude)
    shown = draft.own.locations_shown
    if any(_is_same_place(item, members) for item in shown):
        return
    item = tuple((key, value) for key, value in members.items() if value)
    before = tuple(_place_text(known.items()) for known in shown)
    draft.edits.append(Edit(fields.LOCATION_SHOWN, created=not shown, item=item))
    draft.changes.append(FieldChange(fields.LOCATION_SHOWN, before, (*before, _place_text(item))))


def _is_same_place(item: Mapping[str, str], members: Mapping[str, str]) -> bool:
    identifier = members["LocationId"].rsplit("/", 1)[-1]
    if identifier and item.get("LocationId", "").rsplit("/", 1)[-1] == identifier:
        return True
    if fields.fold(item.get("Sublocation", "")) != fields.fold(members["Sublocation"]):
        return False
    cities = fields.fold(item.get("City", "")), fields.fold(members["City"])
    return cities[0] == cities[1] or not all(cities)


def _place_text(item: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{key}={value}" for key, value in item)


def _plan_texts(
    draft: _Draft, merged: PhotoMetadata, tag: LandmarkTag, settings: WriteSettings, *, with_iptc: bool
) -> None:
    """Fills empty place fields from the country down to the place.

    Where another value stands, it stays, and nothing narrower is filled: a mixture of two places names none.
    """
    levels = (
        (tag.country_code, fields.COUNTRY_CODE, ""),
        (tag.country, fields.COUNTRY, fields.IPTC_COUNTRY),
        (tag.region, fields.STATE, fields.IPTC_STATE),
        (tag.city, fields.CITY, fields.IPTC_CITY),
        (tag.name, fields.SUBLOCATION, ""),
    )
    conflict = False
    for wanted, xmp_name, iptc_name in levels:
        if not wanted:
            continue
        present = merged.text(xmp_name, iptc_name)
        if present and fields.fold(present) != fields.fold(wanted):
            if xmp_name != fields.SUBLOCATION:
                conflict = True
            draft.kept.append(FieldChange(xmp_name, (present,), (wanted,)))
            continue
        if conflict:
            draft.kept.append(FieldChange(xmp_name, (present,) if present else (), (wanted,)))
            continue
        if "location" in settings.places and not draft.own.text(xmp_name):
            _fill(draft, xmp_name, wanted)
        if with_iptc and iptc_name and not draft.own.text(iptc_name):
            _fill(draft, iptc_name, iptc.limited(iptc_name, wanted))


def _fill(draft: _Draft, name: str, value: str) -> None:
    draft.add(Edit(name, (value,), created=True), (value,))


def _plan_exif(draft: _Draft, merged: PhotoMetadata, tag: LandmarkTag, settings: WriteSettings, frozen: str) -> None:
    in_exif = draft.own.container == "jpeg"
    wants_xp = in_exif and (fields.XP_KEYWORDS in draft.own.fields or settings.write_xp_keywords)
    if wants_xp and frozen:
        draft.notes.append(frozen)
    elif wants_xp:
        _plan_list(draft, draft.own, fields.XP_KEYWORDS, tag.name, "")
    if tag.latitude is None or tag.longitude is None:
        return
    wanted = f"{tag.latitude:.7f}, {tag.longitude:.7f}"
    if merged.camera_gps is not None or fields.EXIF_GPS in merged.fields:
        before = merged.camera_gps
        text = "" if before is None else f"{before[0]:.7f}, {before[1]:.7f}"
        if text != wanted and merged.text(fields.EXIF_GPS, fields.XMP_LATITUDE) != fields.gps_text(tag.latitude, 0)[0]:
            draft.kept.append(FieldChange(fields.EXIF_GPS, (text,), (wanted,)))
    elif settings.fill_empty_gps and not merged.text(fields.XMP_LATITUDE, fields.XMP_LONGITUDE):
        if in_exif and not frozen:
            draft.add(Edit(fields.EXIF_GPS, (wanted,), created=True), (wanted,))
            return
        if in_exif:
            draft.notes.append(frozen)
        latitude, longitude = fields.gps_text(tag.latitude, tag.longitude)
        _fill(draft, fields.XMP_LATITUDE, latitude)
        _fill(draft, fields.XMP_LONGITUDE, longitude)
