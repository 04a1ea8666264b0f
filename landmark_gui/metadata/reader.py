"""What stands in a photo: keywords, places, camera and time, from the file and its sidecar, reading headers only."""

from dataclasses import replace
from pathlib import Path

from landmark_gui.metadata import exif, fields, formats, iptc, sidecar, xmp, xmp_edit
from landmark_gui.metadata.blocks import Blocks
from landmark_gui.metadata.errors import DamagedError, MetadataError
from landmark_gui.metadata.fields import PhotoMetadata
from landmark_gui.metadata.source import BytesSource, FileSource


def read_metadata(path: Path, *, with_sidecar: bool = True) -> PhotoMetadata:
    """Everything that the photo and its sidecar say.

    Args:
        path: the photo.
        with_sidecar: also read the sidecar beside it, where there is one.

    Raises:
        OSError: the file cannot be read.
    """
    with FileSource(path) as source:
        metadata = interpret(formats.read(source, path.suffix))
    if not with_sidecar:
        return metadata
    for found in sidecar.existing(path):
        try:
            metadata = merge(metadata, read_sidecar(sidecar.read(found)))
        except MetadataError as error:
            metadata = with_warning(metadata, f"{found.name}: {error}")
        except OSError as error:
            metadata = with_warning(metadata, f"{found.name} cannot be read ({error.strerror or error}).")
    return metadata


def read_sidecar(data: bytes) -> PhotoMetadata:
    """What an XMP sidecar says.

    Raises:
        DamagedError: it cannot be parsed.
    """
    document = xmp.parse(data)
    return _from_documents("sidecar", [document], ())


def interpret(blocks: Blocks) -> PhotoMetadata:
    """The values in the blocks of one file; what is damaged is left out and named in ``warnings``."""
    warnings = list(blocks.warnings)
    documents = []
    for packet in (blocks.xmp, blocks.extended_xmp):
        if packet is not None:
            try:
                documents.append(xmp.parse(packet))
            except DamagedError as error:
                warnings.append(str(error))
    metadata = _from_documents(blocks.container, documents, tuple(warnings))
    found = dict(metadata.fields)
    values = exif.ExifValues()
    structure = BytesSource(blocks.exif) if blocks.exif is not None else blocks.structure
    if structure is not None:
        try:
            values = exif.read(structure)
        except DamagedError as error:
            warnings.append(str(error))
        if values.xp_keywords is not None:
            found[fields.XP_KEYWORDS] = values.xp_keywords
        if values.has_gps_position:
            found[fields.EXIF_GPS] = ("" if values.gps is None else f"{values.gps[0]:.7f}, {values.gps[1]:.7f}",)
    if blocks.iptc is not None:
        try:
            iptc_values = iptc.read(blocks.iptc)
            found |= iptc_values.fields
            if iptc_values.problem:
                warnings.append(iptc_values.problem)
        except DamagedError as error:
            warnings.append(str(error))
    return PhotoMetadata(
        container=blocks.container,
        fields=found,
        locations_shown=metadata.locations_shown,
        camera_gps=metadata.camera_gps if values.is_gps_void else _measured(values.gps) or metadata.camera_gps,
        capture_time=values.capture_time or metadata.capture_time,
        make=values.make or metadata.make,
        model=values.model or metadata.model,
        orientation=values.orientation or metadata.orientation,
        written=metadata.written,
        has_iptc=blocks.iptc is not None,
        warnings=tuple(warnings),
    )


def _from_documents(container: str, documents: list[xmp.Document], warnings: tuple[str, ...]) -> PhotoMetadata:
    found: dict[str, tuple[str, ...]] = {}
    shown: list[dict[str, str]] = []
    extra: dict[str, str] = {}
    written: list[fields.WrittenRecord] = []
    for document in documents:
        for name in (*fields.XMP_LISTS, *fields.XMP_TEXTS):
            if texts := xmp.values(document, name):
                found[name] = (*found.get(name, ()), *texts)
        for name in ("exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate", "tiff:Make", "tiff:Model"):
            if texts := xmp.values(document, name):
                extra.setdefault(name, texts[0].strip())
        if texts := xmp.values(document, "tiff:Orientation"):
            extra.setdefault("tiff:Orientation", texts[0].strip())
        shown += xmp.items(document, fields.LOCATION_SHOWN)
        written += xmp_edit.records(document)
    latitude = fields.parse_gps_text(found.get(fields.XMP_LATITUDE, ("",))[0])
    longitude = fields.parse_gps_text(found.get(fields.XMP_LONGITUDE, ("",))[0])
    orientation = extra.get("tiff:Orientation", "")
    times = [extra.get(name, "") for name in ("exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate")]
    return PhotoMetadata(
        container=container,
        fields=found,
        locations_shown=tuple(shown),
        camera_gps=_measured((latitude, longitude) if latitude is not None and longitude is not None else None),
        capture_time=next((time for time in times if time), ""),
        make=extra.get("tiff:Make", ""),
        model=extra.get("tiff:Model", ""),
        orientation=int(orientation) if orientation in {"1", "2", "3", "4", "5", "6", "7", "8"} else None,
        written=tuple(written),
        warnings=warnings,
    )


def _measured(position: tuple[float, float] | None) -> tuple[float, float] | None:
    """The position, unless it is the zeros that programs and cameras write where they know none."""
    return None if position == (0.0, 0.0) else position


def merge(photo: PhotoMetadata, side: PhotoMetadata) -> PhotoMetadata:
    """The photo's metadata with those of its sidecar: lists joined, texts and places from the sidecar first."""
    found = dict(photo.fields)
    for name, values in side.fields.items():
        joined = fields.unique((*photo.fields.get(name, ()), *values))
        found[name] = joined if name in fields.XMP_LISTS else values
    shown = list(photo.locations_shown) + [item for item in side.locations_shown if item not in photo.locations_shown]
    return PhotoMetadata(
        container=photo.container,
        fields=found,
        locations_shown=tuple(shown),
        camera_gps=photo.camera_gps or side.camera_gps,
        capture_time=photo.capture_time or side.capture_time,
        make=photo.make or side.make,
        model=photo.model or side.model,
        orientation=photo.orientation or side.orientation,
        written=photo.written + side.written,
        has_iptc=photo.has_iptc,
        warnings=photo.warnings + side.warnings,
    )


def with_warning(metadata: PhotoMetadata, warning: str) -> PhotoMetadata:
    """The same metadata with one more warning."""
    return replace(metadata, warnings=(*metadata.warnings, warning))
