"""PNG, WebP, TIFF: every frame and page stays identical; HEIC, AVIF and RAW are only read."""

import struct
import tracemalloc
import zlib

import pytest
from metadata_files import EIFFEL, bag, exif_block, packet, picture, refused, write
from PIL import Image, PngImagePlugin

from landmark_gui.metadata import RefusedError, png, read_metadata, webp
from landmark_gui.metadata.source import BytesSource


def frames(path) -> list[tuple[bytes, int]]:
    with Image.open(path) as image:
        result = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            result.append((image.tobytes(), image.info.get("duration", 0)))
    return result


MORE = [picture().rotate(90 * turn) for turn in (1, 2)]
SAVED = {
    "plain.png": {},
    "apng.png": {"save_all": True, "append_images": MORE, "duration": 70},
    "lossy.webp": {},
    "lossless.webp": {"lossless": True},
    "animated.webp": {"save_all": True, "append_images": MORE, "duration": 70},
    "exif.webp": {"exif": exif_block()},
    "exif.png": {"exif": exif_block()},
    "single.tif": {},
    "pages.tif": {"save_all": True, "append_images": MORE, "compression": "tiff_lzw"},
    "deflate.tif": {"compression": "tiff_adobe_deflate"},
}


@pytest.mark.parametrize("name", SAVED)
def test_all_frames_stay_identical_and_the_landmark_reads_back(tmp_path, name):
    path = tmp_path / name
    picture().save(path, **SAVED[name])
    before = frames(path)
    old = read_metadata(path)
    assert write(path).status == "written"
    assert frames(path) == before
    found = read_metadata(path)
    assert found.keywords == ("Eiffel Tower",)
    assert found.hierarchical_keywords == (EIFFEL.hierarchy,)
    assert (found.make, found.capture_time) == (old.make, old.capture_time)
    with Image.open(path) as image:
        assert b"Eiffel Tower" in str(image.getxmp() or image.info.get("xmp", image.info)).encode()
    assert write(path).status == "unchanged"


@pytest.mark.parametrize("name", ["alpha.webp", "alpha_lossy.webp"])
def test_alpha_survives(tmp_path, name):
    path = tmp_path / name
    image = picture().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    image.save(path, lossless="lossy" not in name)
    before = frames(path)
    assert write(path).status == "written"
    assert frames(path) == before
    assert path.read_bytes()[20] & 0x10, "the header says that there is an alpha channel"
    with Image.open(path) as image:
        assert image.mode == "RGBA"


@pytest.mark.parametrize("compressed", [False, True])
def test_xmp_of_a_png_is_merged(tmp_path, compressed):
    path = tmp_path / "a.png"
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet(bag("dc:subject", "Family")), zip=compressed)
    info.add_text("Comment", "kept")
    picture().save(path, pnginfo=info)
    assert write(path).status == "written"
    assert read_metadata(path).fields["dc:subject"] == ("Family", "Eiffel Tower")
    kinds = [c.kind for c in png.chunks(BytesSource(path.read_bytes()))]
    assert kinds.count(b"iTXt") == 1
    with Image.open(path) as image:
        assert image.text["Comment"] == "kept"


def test_a_compressed_bomb_in_a_png_is_refused_in_bounded_memory(tmp_path):
    path = tmp_path / "a.png"
    picture().save(path)
    body = b"iTXt" + png.XMP_KEYWORD + b"\1\0\0\0" + zlib.compress(b" " * 400_000_000, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    data = path.read_bytes()
    path.write_bytes(data[:33] + chunk + data[33:])
    del body, chunk
    tracemalloc.start()
    try:
        assert "32 MB" in refused(path)
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("rest", [b"\2\0\0\0<x/>", b"\0\0<x/>", b"\0\0\0<x/>", b"\0\0", b"\1\0\0\0no zlib"])
def test_an_xmp_chunk_of_a_png_that_is_damaged_is_refused(tmp_path, rest):
    """No such compression, too few separators, nothing at all, compressed nonsense."""
    path = tmp_path / "a.png"
    picture().save(path)
    body = b"iTXt" + png.XMP_KEYWORD + rest
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    data = path.read_bytes()
    path.write_bytes(data[:33] + chunk + data[33:])
    assert "XMP chunk of this PNG is damaged" in refused(path)


def test_a_png_with_a_wrong_checksum_or_cut_off_is_refused(tmp_path):
    path = tmp_path / "a.png"
    picture().save(path)
    data = path.read_bytes()
    path.write_bytes(data[:60] + bytes([data[60] ^ 1]) + data[61:])
    assert "checksum" in refused(path)
    path.write_bytes(data[:-20])
    assert "cut off" in refused(path)


def test_two_xmp_blocks_in_a_png_are_refused(tmp_path):
    path = tmp_path / "a.png"
    info = PngImagePlugin.PngInfo()
    for word in ("a", "b"):
        info.add_itxt("XML:com.adobe.xmp", packet(bag("dc:subject", word)))
    picture().save(path, pnginfo=info)
    assert "2 XMP" in refused(path)


def test_data_behind_png_and_webp_stay(tmp_path):
    for name in ("a.png", "a.webp"):
        path = tmp_path / name
        picture().save(path)
        path.write_bytes(path.read_bytes() + b"trailer")
        assert write(path).status == "written"
        assert path.read_bytes().endswith(b"trailer")


def test_xmp_of_a_webp_is_merged_and_its_size_is_true(tmp_path):
    path = tmp_path / "a.webp"
    picture().save(path, xmp=packet(bag("dc:subject", "Family")).encode())
    assert write(path).status == "written"
    data = path.read_bytes()
    assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8
    assert [c.kind for c in webp.chunks(BytesSource(data))].count(b"XMP ") == 1
    assert read_metadata(path).fields["dc:subject"] == ("Family", "Eiffel Tower")


def test_a_cut_off_webp_or_tiff_is_refused(tmp_path):
    for name in ("a.webp", "a.tif"):
        path = tmp_path / name
        picture((200, 200)).save(path)
        path.write_bytes(path.read_bytes()[:-30])
        refused(path)


def test_xmp_of_a_tiff_is_merged_and_nothing_moves(tmp_path):
    path = tmp_path / "a.tif"
    picture().save(path, tiffinfo={700: packet(bag("dc:subject", "Family")).encode()})
    before = path.read_bytes()
    assert write(path).status == "written"
    after = path.read_bytes()
    assert read_metadata(path).fields["dc:subject"] == ("Family", "Eiffel Tower")
    assert sum(a != b for a, b in zip(before, after, strict=False)) <= 16


def test_a_tiff_whose_pages_form_a_loop_is_refused(tmp_path):
    path = tmp_path / "a.tif"
    picture().save(path, save_all=True, append_images=MORE)
    data = bytearray(path.read_bytes())
    first = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, first + 2 + 12 * count, first)
    path.write_bytes(data)
    assert "loop" in refused(path)


def tiff_like(*tags: tuple[int, int], magic: int = 42) -> bytes:
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags))
    return struct.pack("<2sHI", b"II", magic, 8) + struct.pack("<H", len(tags)) + rows + b"\0\0\0\0"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.dng", tiff_like((0xC612, 1))),
        ("renamed.tif", tiff_like((0xC612, 1))),
        ("cfa.tif", tiff_like((0x106, 32803))),
        ("a.cr2", b"II*\0\x10\0\0\0CR\2\0\0\0\0\0" + b"\0\0" + b"\0" * 8),
        ("a.nef", tiff_like((0x100, 1))),
        ("a.orf", b"IIRO\x08\0\0\0\0\0" + b"\0" * 8),
        ("a.rw2", b"IIU\0\x08\0\0\0\0\0" + b"\0" * 8),
        ("big.tif", b"II+\0\x08\0\0\0" + b"\x10" + b"\0" * 30),
        ("a.crw", b"II\x1a\0\0\0HEAPCCDR" + b"\0" * 20),
        ("a.x3f", b"FOVb" + b"\0" * 40),
        ("a.mrw", b"\0MRM" + b"\0" * 40),
        ("a.IIQ", b"IIII" + b"\0" * 40),
    ],
)
def test_raw_and_bigtiff_get_a_sidecar(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    refused(path)
    result = write(path)
    assert (result.status, result.target.name) == ("sidecar", f"{name}.xmp")
    assert path.read_bytes() == data
    assert read_metadata(path).keywords == ("Eiffel Tower",)


@pytest.mark.parametrize("name", ["a.gif", "a.bmp", "a.jp2", "a.jxl", "b.jxl", "a.psd"])
def test_pictures_that_we_do_not_write_get_a_sidecar(tmp_path, name):
    path = tmp_path / name
    starts = {"a.jxl": b"\xff\x0a", "b.jxl": b"\0\0\0\x0cJXL \r\n\x87\n", "a.psd": b"8BPS\0\1"}
    if name in starts:
        path.write_bytes(starts[name] + bytes(100))
    else:
        picture().save(path)
    before = path.read_bytes()
    assert path.suffix[1:].upper() in refused(path)
    result = write(path)
    assert (result.status, result.target.name) == ("sidecar", f"{name}.xmp")
    assert path.read_bytes() == before
    assert read_metadata(path).keywords == ("Eiffel Tower",)


@pytest.mark.parametrize("brand", [b"isom\0\0\2\0isommp41", b"qt  \0\0\0\0qt  ", b"mp42heic"])
def test_a_video_is_no_photo_and_gets_no_sidecar(tmp_path, brand):
    path = tmp_path / "a.mp4"
    path.write_bytes((len(brand) + 8).to_bytes(4, "big") + b"ftyp" + brand + b"\0\0\0\x08mdat")
    result = write(path)
    assert (result.status, result.unreadable) == ("refused", True)
    assert "video" in result.reason
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.mp4"]


@pytest.mark.parametrize("suffix", ["heic", "avif"])
def test_heic_and_avif_are_read_and_get_a_sidecar(tmp_path, suffix):
    import pillow_heif

    path = tmp_path / f"a.{suffix}"
    xmp = packet(bag("dc:subject", "Family")).encode()
    if suffix == "heic":
        image = pillow_heif.from_pillow(picture())
        image.info["exif"] = exif_block()
        image.info["xmp"] = xmp
        image.save(path, exif=exif_block())
    else:
        picture().save(path, "AVIF", exif=exif_block(), xmp=xmp)
    before = path.read_bytes()
    found = read_metadata(path)
    assert found.container == "heif"
    assert (found.make, found.capture_time) == ("Maker", "2020-01-02T03:04:05")
    assert found.keywords == ("Family",)
    result = write(path)
    assert result.status == "sidecar"
    assert path.read_bytes() == before
    assert read_metadata(path, with_sidecar=True).keywords == ("Family", "Eiffel Tower")
    side = (tmp_path / f"a.{suffix}.xmp").read_text(encoding="utf-8")
    assert "Family" in side, "programs that read only the sidecar must not lose the person's keywords"


def test_a_fuji_raw_is_read_through_its_preview(tmp_path):
    from metadata_files import exif_segment, make_jpeg

    preview = make_jpeg(tmp_path / "p.jpg", exif_segment()).read_bytes()
    path = tmp_path / "a.raf"
    path.write_bytes(b"FUJIFILMCCD-RAW ".ljust(84, b"0") + struct.pack(">II", 100, len(preview)) + b"\0" * 8 + preview)
    found = read_metadata(path)
    assert (found.container, found.make) == ("raw", "Maker")


def test_the_reader_does_not_read_a_large_file_whole(tmp_path, monkeypatch):
    from metadata_files import exif_segment, make_jpeg

    from landmark_gui.metadata import source

    path = make_jpeg(tmp_path / "a.jpg", exif_segment(), trailer=b"\0" * 60_000_000)
    read = 0
    original = source.FileSource.read

    def counted(self, offset, length):
        nonlocal read
        data = original(self, offset, length)
        read += len(data)
        return data

    monkeypatch.setattr(source.FileSource, "read", counted)
    assert read_metadata(path).make == "Maker"
    assert read < 200_000


@pytest.mark.parametrize(
    "location", [b"", b"\0" * 7, b"\2\0\0\0\0\0\xff\xff" + b"\xff" * 400], ids=["empty", "short", "endless"]
)
def test_a_damaged_index_of_a_heic_is_survived(tmp_path, location):
    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I4s", len(body) + 8, kind) + body

    path = tmp_path / "a.heic"
    path.write_bytes(box(b"ftyp", b"heic\0\0\0\0heic") + box(b"meta", b"\0\0\0\0" + box(b"iloc", location)))
    found = read_metadata(path)
    assert found.container == "heif"
    assert any("damaged" in warning for warning in found.warnings)


def test_splicing_a_damaged_png_is_refused(tmp_path):
    path = tmp_path / "a.png"
    picture().save(path)
    with pytest.raises(RefusedError):
        png.splice(path.read_bytes()[:-20], {"xmp": b"<x/>"})


def test_xmp_in_another_kind_of_chunk_is_left_alone(tmp_path):
    """Only an iTXt chunk is a packet; where other programs put one into a tEXt chunk, a sidecar does no harm."""
    path = tmp_path / "a.png"
    info = PngImagePlugin.PngInfo()
    info.add(b"tEXt", png.XMP_KEYWORD + b"somebody's note")
    picture().save(path, pnginfo=info)
    before = path.read_bytes()
    assert not any(chunk.is_xmp for chunk in png.chunks(BytesSource(before)))
    assert write(path).status == "sidecar"
    assert path.read_bytes() == before
