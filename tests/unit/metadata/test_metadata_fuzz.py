"""Traps cost neither time nor memory, any text survives, what is written still reads. See also `tests.fuzz`."""

import itertools
import time
import tracemalloc

import pytest
from fuzz import mutation, photo_targets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from metadata_files import (
    make_jpeg,
    packet,
    photoshop_resources,
    write,
    xmp_segment,
)

from landmark_gui.metadata import (
    MetadataError,
    fields,
    iptc,
    photoshop,
    reader,
    xmp,
    xmp_edit,
)
from landmark_gui.metadata.fields import Edit

SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


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
        photo_targets.exercise(path.read_bytes())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.process_time() - start < 2
    assert peak < 200_000_000


def test_a_sidecar_of_a_million_elements_is_refused():
    with pytest.raises(MetadataError, match="100,000"):
        xmp.parse(packet("<dc:x/>" * 1_000_000).encode())


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


def test_a_write_after_mutation_is_whole_or_refused(tmp_path):
    inputs = mutation.inputs(photo_targets.jpegs()[:1], (), 3)
    for number, data in enumerate(itertools.islice(inputs, 6)):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(data)
        result = write(path, sidecar="never")
        assert result.status in ("written", "refused")
        if result.status == "refused":
            assert path.read_bytes() == data
        else:
            assert "Eiffel Tower" in reader.read_metadata(path).keywords
