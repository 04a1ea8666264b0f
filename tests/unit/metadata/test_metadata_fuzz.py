"""Damaged and made-up input: no crash, no endless loop, no giant memory; what is written still reads."""

import os
import random
import time
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from metadata_files import (
    EIFFEL,
    bag,
    exif_block,
    exif_segment,
    jpeg_bytes,
    make_jpeg,
    mpf_segment,
    packet,
    photoshop_resources,
    photoshop_segment,
    picture,
    write,
    xmp_segment,
)

from landmark_gui.metadata import (
    MetadataError,
    RefusedError,
    WriteSettings,
    build,
    exif,
    fields,
    formats,
    iptc,
    offsets,
    patch,
    photoshop,
    plan_edits,
    reader,
    verify,
    writer,
    xmp,
    xmp_edit,
)
from landmark_gui.metadata.errors import DamagedError
from landmark_gui.metadata.fields import Edit
from landmark_gui.metadata.source import BytesSource

SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
LONG = float(os.environ.get("METADATA_FUZZ_SECONDS", "60"))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory) -> list[bytes]:
    """One small file of each container, with every block that we parse."""
    folder = tmp_path_factory.mktemp("seeds")
    xmp_packet = packet(bag("dc:subject", "Family"))
    jpeg = make_jpeg(
        folder / "a.jpg", exif_segment(maker_note=b"note", thumbnail=jpeg_bytes()), xmp_segment(xmp_packet),
        photoshop_segment((1, 90, b"\x1b%G"), (2, 25, b"Family"), digest=True), trailer=b"trailer",
    )  # fmt: skip
    paths = [jpeg]
    for name, options in {
        "a.png": {"exif": exif_block()},
        "a.webp": {"exif": exif_block(), "xmp": xmp_packet.encode()},
        "a.tif": {"tiffinfo": {700: xmp_packet.encode()}},
        "a.avif": {"exif": exif_block(), "xmp": xmp_packet.encode()},
        "b.tif": {"save_all": True, "append_images": [picture(), picture()], "exif": exif_block()},
        "b.webp": {"save_all": True, "append_images": [picture().rotate(90)], "lossless": True},
    }.items():
        picture().save(folder / name, **options)
        paths.append(folder / name)
    preview = make_jpeg(
        folder / "c.jpg", exif_segment(order="II", maker_note=b"P" * 40), mpf_segment(3000), trailer=jpeg_bytes()
    )
    paths.append(preview)
    return [path.read_bytes() for path in paths]


def exercise(data: bytes) -> None:
    """Reads a file and plans and builds a write as the writer does; only our own errors may come out."""
    blocks = formats.read(BytesSource(data))
    reader.interpret(blocks)
    if blocks.container not in formats.WRITABLE or blocks.read_only:
        return
    own = reader.interpret(blocks)
    frozen = {name: reason for name in ("iptc", "exif") if (reason := writer._frozen(blocks, name))}
    settings = WriteSettings(write_xp_keywords=True, fill_empty_gps=True)
    edits = plan_edits(own, own, EIFFEL, settings, has_packet=blocks.xmp is not None, frozen=frozen).edits
    record = fields.WrittenRecord("id", "Eiffel Tower", EIFFEL.provenance, edits)
    try:
        changes = build.add(blocks, edits, record)
        change = formats.WRITABLE[blocks.container].splice(data, changes)
    except (DamagedError, RefusedError):
        return
    new = patch.apply(change, data)
    assert patch.apply(patch.invert(change, data), new) == data
    verify.check_added(data, new, blocks.container, frozenset(changes), edits, record)


def mutated(data: bytes, source: random.Random) -> bytes:
    """A few bytes changed, removed, repeated or set to extremes; mostly near the beginning, where the structure is."""
    result = bytearray(data)
    for _ in range(source.randint(1, 8)):
        at = int(source.random() ** 2 * len(result))
        kind = source.randrange(5)
        if kind == 0 and result:
            result[at : at + 1] = bytes([source.randrange(256)])
        elif kind == 1:
            result[at : at + 4] = source.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\0\0\0\x08"])
        elif kind == 2:
            del result[at : at + source.randint(1, 40)]
        elif kind == 3:
            result[at:at] = result[at : at + source.randint(1, 200)]
        else:
            del result[at + 8 :]
    return bytes(result)


def tiff_trap() -> bytes:
    """Two thousand overlapping directories with thousands of entries each, in 60 KB."""
    block = bytearray(b"II*\0\x08\0\0\0" + b"\0" * 60_000)
    count, size = 2000, 12 * 2000 + 6
    for start in range(8, 30_000, 2):
        following = start + 2
        block[start : start + 2] = count.to_bytes(2, "little")
        block[start + size - 4 : start + size] = following.to_bytes(4, "little")
    return bytes(block)


TRAPS = {
    "directories": lambda: b"\xff\xe1" + (60_016).to_bytes(2, "big") + b"Exif\0\0" + tiff_trap(),
    "elements": lambda: xmp_segment(packet("<dc:x/>" * 9000)),
    "namespaces": lambda: xmp_segment(packet("<dc:x/>" * 4000, " ".join(f'xmlns:a{n}="urn:{n}"' for n in range(1500)))),
}


@pytest.mark.parametrize("make", TRAPS.values(), ids=TRAPS)
def test_traps_cost_neither_time_nor_memory(tmp_path, make):
    path = make_jpeg(tmp_path / "a.jpg", make())
    tracemalloc.start()
    start = time.process_time()
    try:
        exercise(path.read_bytes())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.process_time() - start < 2
    assert peak < 200_000_000


def test_a_sidecar_of_a_million_elements_is_refused():
    with pytest.raises(MetadataError, match="100,000"):
        xmp.parse(packet("<dc:x/>" * 1_000_000).encode())


@SETTINGS
@given(st.integers(0, 7), st.integers())
def test_mutated_files_are_survived(seeds, which, seed):
    start = time.process_time()
    exercise(mutated(seeds[which], random.Random(seed)))
    assert time.process_time() - start < 2


@SETTINGS
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"II*\0", b"MM\0*", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"RIFF\0\1\0\0WEBP", b"\0\0\0\x18ftypheic", b""]
    ),
)
def test_made_up_files_are_survived(content, magic):
    exercise(magic + content)


@SETTINGS
@given(st.binary(max_size=300))
def test_made_up_blocks_are_survived(content):
    for block in (content, b"II*\0\x08\0\0\0" + content, b"MM\0*\0\0\0\x08" + content):
        offsets.points_outside(block)
        offsets.mpf_points_outside(block)
        exif.can_edit(block)
    for parse in (photoshop.parse, iptc.parse, iptc.read, xmp.parse, lambda b: exif.read(BytesSource(b))):
        for block in (content, b"8BIM\x04\x04" + content, b"\x1c\x02\x19" + content):
            try:
                parse(block)
            except MetadataError:
                continue


TEXT = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff\u2028\u2029"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() and not any(ord(c) & 0xFFFE == 0xFFFE for c in text))


@SETTINGS
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_any_text_goes_into_xmp_and_iptc_and_out_again(texts):
    document = xmp.empty()
    edit = Edit(fields.SUBJECT, tuple(texts), created=True)
    xmp_edit.apply(document, [edit], None)
    again = xmp.parse(xmp.serialise(document))
    assert xmp.values(again, fields.SUBJECT) == tuple(texts)
    xmp_edit.revert(again, [edit], None)
    assert xmp_edit.is_empty(again)
    assert fields.edits_from_json(fields.edits_to_json([edit])) == (edit,)
    block = photoshop.iptc(photoshop_resources(iptc.apply(b"", [Edit(fields.IPTC_KEYWORDS, tuple(texts))])))
    assert block is not None
    stripped = tuple(text.strip("\0 ") for text in texts)
    assert iptc.read(block).fields[fields.IPTC_KEYWORDS] == tuple(text for text in stripped if text)


@SETTINGS
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_coordinates_survive_their_text(latitude, longitude):
    north, east = fields.gps_text(latitude, longitude)
    assert fields.parse_gps_text(north) == pytest.approx(latitude, abs=1e-7 * 2)
    assert fields.parse_gps_text(east) == pytest.approx(longitude, abs=1e-7 * 2)


@pytest.mark.slow
def test_the_parsers_withstand_a_long_attack(seeds):
    """One minute; ``METADATA_FUZZ_SECONDS=1800`` makes it half an hour."""
    source = random.Random(20240501)
    tracemalloc.start()
    end = time.monotonic() + LONG
    count = 0
    try:
        while time.monotonic() < end:
            seed = source.randrange(1 << 62)
            data = mutated(source.choice(seeds), random.Random(seed))
            start = time.process_time()
            exercise(data)
            assert time.process_time() - start < 2, seed
            count += 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    print(f"{count} files, peak {peak / 1e6:.0f} MB")
    assert peak < 200_000_000


def test_a_write_after_mutation_is_whole_or_refused(tmp_path, seeds):
    source = random.Random(3)
    for number in range(6):
        path = tmp_path / f"{number}.jpg"
        data = mutated(seeds[0], source)
        path.write_bytes(data)
        result = write(path, sidecar="never")
        assert result.status in ("written", "refused")
        if result.status == "refused":
            assert path.read_bytes() == data
        else:
            assert "Eiffel Tower" in reader.read_metadata(path).keywords
