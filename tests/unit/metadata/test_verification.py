"""The check of the temporary: whatever a mistake of ours might have changed is noticed before the photo is replaced."""

import pytest
from metadata_files import (
    EIFFEL,
    bag,
    exif_block,
    exif_segment,
    make_jpeg,
    packet,
    photoshop_segment,
    picture,
    write,
    xmp_segment,
)

from landmark_gui.metadata import WriteError, WriteSettings, build, formats, patch, verify
from landmark_gui.metadata.source import BytesSource
from landmark_gui.metadata.writer import Prepared, prepare

SETTINGS = WriteSettings(write_xp_keywords=True, fill_empty_gps=True)
HEADLINE = "<photoshop:Headline>Summer</photoshop:Headline>"
PACKET = packet(bag("dc:subject", "Family") + HEADLINE)


def prepared_file(folder, kind: str) -> Prepared:
    path = folder / f"a.{kind}"
    if kind == "jpg":
        make_jpeg(
            path, exif_segment(maker_note=b"note"), xmp_segment(PACKET), photoshop_segment((2, 25, b"Family")),
            trailer=b"trailer",
        )  # fmt: skip
    elif kind == "tif":
        picture((16, 16)).save(path, save_all=True, append_images=[picture((16, 16))], tiffinfo={700: PACKET.encode()})
    elif kind == "png":
        from PIL import PngImagePlugin

        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", PACKET)
        picture((16, 16)).save(path, pnginfo=info, exif=exif_block())
    else:
        picture((16, 16)).save(path, xmp=PACKET.encode(), exif=exif_block())
    return prepare(path, EIFFEL, SETTINGS)


def accepts(prepared: Prepared, new: bytes) -> bool:
    try:
        verify.check_added(
            prepared.old, new, prepared.container, prepared.changed, prepared.plan.edits, prepared.record
        )
    except WriteError:
        return False
    return True


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tif"])
def test_a_change_of_any_other_byte_is_noticed(tmp_path, kind):
    prepared = prepared_file(tmp_path, kind)
    new = b"".join(prepared.content)
    assert accepts(prepared, new)
    start = new.index(b"<?xpacket begin", new.rindex(b"<x:xmpmeta") - 100)
    end = new.index(b'<?xpacket end="w"?>', start) + 19
    outside = (at for at in range(len(new)) if not start <= at < end)
    missed = [at for at in outside if accepts(prepared, new[:at] + bytes([new[at] ^ 1]) + new[at + 1 :])]
    if kind == "jpg":
        block = formats.read(BytesSource(new)).exif
        ours = new.index(block) + len(formats.read(BytesSource(prepared.old)).exif)
        assert all(ours <= at < new.index(block) + len(block) for at in missed), "only last digits of what is new"
        copied = new.rindex(b"\x01\x0f\0\2", 0, new.index(block) + len(block))
        assert not set(missed) & set(range(copied, copied + 36)), "not maker, model and pointer in the new directory"
    else:
        assert all(new[at] == 0 for at in missed), "only bytes that pad"
        assert len(missed) <= 5


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tif"])
def test_a_file_cut_off_or_lengthened_is_noticed(tmp_path, kind):
    prepared = prepared_file(tmp_path, kind)
    new = b"".join(prepared.content)
    for wrong in (new[:-1], new[: len(new) // 2], b"", prepared.old, new[::-1]):
        assert not accepts(prepared, wrong)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tif"])
def test_a_packet_that_is_gone_is_noticed(tmp_path, kind):
    prepared = prepared_file(tmp_path, kind)
    new = b"".join(prepared.content)
    gone = patch.apply(formats.WRITABLE[prepared.container].splice(new, {"xmp": None}), new)
    assert formats.read(BytesSource(gone)).xmp is None
    assert not accepts(prepared, gone)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tif"])
@pytest.mark.parametrize(
    ("old", "wrong"),
    [
        (HEADLINE, ""),
        ("Summer", "Winter"),
        ("<rdf:li>Family</rdf:li>", ""),
        ("<rdf:li>Family</rdf:li>", "<rdf:li>Family</rdf:li><rdf:li>More</rdf:li>"),
        ("<photoshop:City>Paris</photoshop:City>", ""),
        ("<rdf:li>Eiffel Tower</rdf:li>", "<rdf:li>eiffel tower</rdf:li>"),
        ("Sublocation>Eiffel Tower<", "Sublocation>Eiffel<"),
        ('[["dc:subject"', '[["dc:title"'),
    ],
)
def test_a_packet_that_lost_or_changed_something_is_noticed(tmp_path, kind, old, wrong):
    prepared = prepared_file(tmp_path, kind)
    blocks = formats.read(BytesSource(b"".join(prepared.content)))
    text = blocks.xmp.decode()
    assert old in text
    changes = dict(build.add(formats.read(BytesSource(prepared.old)), prepared.plan.edits, prepared.record))
    changes["xmp"] = text.replace(old, wrong, 1).encode()
    bad = patch.apply(formats.WRITABLE[prepared.container].splice(prepared.old, changes), prepared.old)
    assert not accepts(prepared, bad)


def test_what_fails_the_check_does_not_reach_the_photo(tmp_path, monkeypatch):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(PACKET))
    before = path.read_bytes()
    real = build.xmp.serialise
    monkeypatch.setattr(build.xmp, "serialise", lambda *given: real(*given).replace(b"Summer", b"Winter"))
    result = write(path)
    assert (result.status, result.failed) == ("refused", True)
    assert "Verification failed" in result.reason
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.jpg"]
