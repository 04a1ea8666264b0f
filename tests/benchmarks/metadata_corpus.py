"""Writes one landmark into every photo of the corpus and shows what each writer loses; then undoes our batch.

Run as ``python tests/benchmarks/metadata_corpus.py DATA [--writers ours,piexif,pillow,exiv2,exiftool]``; DATA holds
``metadata_corpus`` and ``camera_photos``. ``--options`` are for our own writer and joined by commas. Needs exiftool
(and exiv2 for its column) on the path; exits with 1 where our own writer changed anything it should not.
"""

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import piexif
from PIL import Image, PngImagePlugin

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from landmark_gui.metadata import Item, Journal, LandmarkTag, Provenance, WriteSettings, undo_batch, write_batch

KEYWORD = "Château de Chillon"
TAG = LandmarkTag(
    name=KEYWORD,
    hierarchy=("Places", "Switzerland", "Veytaux", KEYWORD),
    city="Veytaux",
    region="Vaud",
    country="Switzerland",
    country_code="CH",
    latitude=46.414167,
    longitude=6.9275,
    wikidata="Q214862",
    provenance=Provenance("default", 0.97),
)
# Reports of positions in the file, not of content: they move when a segment is inserted before them.
POSITIONS = (
    "ThumbnailOffset",
    "PreviewImageStart",
    "OtherImageStart",
    "MPImageStart",
    "JpgFromRawStart",
    "StripOffsets",
    "MediaData",
    "MediaDataOffset",
    "MediaDataSize",
)
OURS = ("XMP-landmarkTagger", "XMP-5b1f6f0e")
ADDED = {
    "XMP-dc:Subject", "XMP-lr:HierarchicalSubject", "XMP-digiKam:TagsList", "IPTC:Keywords", "IFD0:XPKeywords",
    "IPTC:CodedCharacterSet", "Photoshop:IPTCDigest", "File:CurrentIPTCDigest", "IPTC:CurrentIPTCDigest",
}  # fmt: skip
# A WebP that gets XMP needs the extended header, whose flags say so (RFC 9649): the container, not its content.
CONTAINER = {".webp": ("File:FileType", "RIFF:WebP_Flags")}
OPTIONS: dict[str, dict[str, Any]] = {
    "fill-gps": {"fill_empty_gps": True},
    "xp-keywords": {"write_xp_keywords": True},
    "preserve-mtime": {"preserve_mtime": True},
    "sidecar-always": {"sidecar": "always"},
    "keep-original": {"keep_original": True},
}
TRIVIAL = (
    *("System:", "File:ExifByteOrder", "ExifTool:", "SourceFile", "Composite:", "JFIF:"),
    *("XMP-x:XMPToolkit", "XMP-rdf:About"),
)


def exiftool(folder: Path) -> dict[str, dict[str, Any]]:
    """Every tag of every file, by path."""
    command = ["exiftool", "-j", "-b", "-a", "-u", "-G1", "-struct", "-r", "-charset", "filename=utf8", str(folder)]
    output = subprocess.run(command, capture_output=True, check=False).stdout
    return {row["SourceFile"]: row for row in json.loads(output.decode("utf-8", errors="surrogateescape") or "[]")}


def pixels(path: Path) -> str:
    """A digest of all decoded frames, or why there is none."""
    digest = hashlib.sha256()
    try:
        with Image.open(path) as image:
            for frame in range(min(getattr(image, "n_frames", 1), 20)):
                image.seek(frame)
                digest.update(image.tobytes())
    except Exception as error:  # the corpus holds broken files on purpose
        return f"not decodable: {type(error).__name__}"
    return digest.hexdigest()


def coded(path: Path) -> bytes:
    """A JPEG without its application and comment segments; other formats are judged by their pixels."""
    data = path.read_bytes()
    if not data.startswith(b"\xff\xd8"):
        return b""
    position, kept = 2, []
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(data[position:end])
        position = end
        if marker == 0xDA:
            break
    return b"".join(kept) + data[position:]


def damaged_tags(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The names of earlier tags that are gone or changed."""
    lost = []
    for name, value in before.items():
        if name.startswith((*TRIVIAL, *OURS)) or name.split(":")[-1] in POSITIONS:
            continue
        now = after.get(name)
        if now == value or name in CONTAINER.get(Path(before["SourceFile"]).suffix, ()):
            continue
        if name in ADDED:
            old = value if isinstance(value, list) else [value]
            new = now if isinstance(now, list) else [now]
            if name in ("IPTC:CodedCharacterSet", "Photoshop:IPTCDigest") or name.endswith("IPTCDigest"):
                continue
            if all(item in new or str(item) in str(new) for item in old):
                continue
        if name == "XMP-iptcExt:LocationShown" and str(value).strip("[]") in str(now):
            continue
        lost.append(name)
    return lost


def write_piexif(path: Path) -> None:
    exif = piexif.load(str(path))
    exif["0th"][piexif.ImageIFD.XPKeywords] = tuple(KEYWORD.encode("utf-16-le") + b"\0\0")
    piexif.insert(piexif.dump(exif), str(path))


def write_pillow(path: Path) -> None:
    with Image.open(path) as image:
        image.load()
        exif = image.getexif()
        exif[piexif.ImageIFD.XPKeywords] = KEYWORD.encode("utf-16-le") + b"\0\0"
        if image.format == "JPEG":
            image.save(path, quality="keep", exif=exif)
        elif image.format == "PNG":
            info = PngImagePlugin.PngInfo()
            info.add_itxt("XML:com.adobe.xmp", KEYWORD)
            image.save(path, exif=exif, pnginfo=info)
        else:
            image.save(path, exif=exif)


def write_exiv2(path: Path) -> None:
    commands = [f"add Xmp.dc.subject XmpBag {KEYWORD}", f"add Iptc.Application2.Keywords String {KEYWORD}"]
    arguments = [part for command in commands for part in ("-M", command)]
    subprocess.run(["exiv2", *arguments, str(path)], check=True, capture_output=True, timeout=60)


def write_exiftool(path: Path) -> None:
    arguments = [f"-XMP-dc:Subject+={KEYWORD}", f"-IPTC:Keywords+={KEYWORD}", f"-XMP-lr:HierarchicalSubject+={KEYWORD}"]
    command = ["exiftool", "-overwrite_original", *arguments, str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


OTHERS: dict[str, Callable[[Path], None]] = {
    "piexif": write_piexif, "pillow": write_pillow, "exiv2": write_exiv2, "exiftool": write_exiftool,
}  # fmt: skip


def generate(folder: Path) -> None:
    """The formats that the corpus lacks: PNG, APNG, WebP of each kind, TIFF of several pages."""
    folder.mkdir(parents=True)
    frames = [Image.linear_gradient("L").rotate(90 * turn).convert("RGB") for turn in range(3)]
    alpha = frames[0].convert("RGBA")
    frames[0].save(folder / "plain.png")
    frames[0].save(folder / "palette.png", optimize=True)
    frames[0].save(folder / "animated.png", save_all=True, append_images=frames[1:])
    frames[0].save(folder / "lossy.webp")
    frames[0].save(folder / "lossless.webp", lossless=True)
    alpha.save(folder / "alpha.webp", lossless=True)
    frames[0].save(folder / "animated.webp", save_all=True, append_images=frames[1:])
    frames[0].save(folder / "pages.tif", save_all=True, append_images=frames[1:], compression="tiff_lzw")
    frames[0].save(folder / "progressive.jpg", progressive=True)
    frames[0].convert("CMYK").save(folder / "cmyk.jpg")
    exif = Image.Exif()
    exif[piexif.ImageIFD.Make] = "Maker"
    for name in ("exif.png", "exif.webp", "exif.tif"):
        frames[0].save(folder / name, exif=exif)


def copy_corpus(data: Path, target: Path) -> list[Path]:
    """The corpus as writable files in a fresh folder."""
    for part in ("metadata_corpus", "camera_photos"):
        for source in sorted((data / part).rglob("*")):
            if source.is_file():
                copy = target / source.relative_to(data)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, copy)
    generate(target / "generated")
    return sorted(path for path in target.rglob("*") if path.is_file())


def judge(
    name: str, folder: Path, original: Path, statuses: dict[Path, str], seconds: float
) -> tuple[list[str], list[str]]:
    """One row of the table, and the names of damaged files with what they lost."""
    before, after = exiftool(original), exiftool(folder)
    counts: Counter[str] = Counter()
    findings = []
    for source in sorted(path for path in original.rglob("*") if path.is_file()):
        copy = folder / source.relative_to(original)
        status = statuses[copy]
        counts[status] += 1
        if not copy.exists() or copy.stat().st_size == 0:
            counts["empty"] += 1
            findings.append(f"{source.name}: empty or gone")
            continue
        if status != "written":
            if copy.read_bytes() != source.read_bytes():
                counts["changed"] += 1
                findings.append(f"{source.name}: {status}, but changed")
            continue
        same_pixels = pixels(source) == pixels(copy) and coded(source) == coded(copy)
        counts["pixels"] += same_pixels
        lost = damaged_tags(before[str(source)], after.get(str(copy), {}))
        counts["tags"] += not lost
        if lost or not same_pixels:
            counts["damaged"] += 1
            findings.append(f"{source.name}: {'' if same_pixels else 'image data changed; '}{', '.join(lost[:6])}")
    columns = ("written", "sidecar", "refused", "pixels", "tags", "damaged", "empty", "changed")
    row = [
        name,
        *(str(counts[column]) for column in columns),
        f"{seconds / max(1, sum(counts[s] for s in set(statuses.values()))) * 1000:.0f}",
    ]
    return row, findings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--writers", default="ours,piexif,pillow,exiv2,exiftool")
    parser.add_argument("--options", default="", help=f"for our own writer: {', '.join(OPTIONS)}")
    arguments = parser.parse_args()
    chosen: dict[str, Any] = {}
    for option in filter(None, arguments.options.split(",")):
        chosen |= OPTIONS[option]
    settings = WriteSettings(**chosen)
    warnings.simplefilter("ignore")
    rows, failed = [], False
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        os.environ["LANDMARK_GUI_HOME"] = str(root / "home")
        original = root / "original"
        copy_corpus(arguments.data, original)
        for name in arguments.writers.split(","):
            folder = root / name
            shutil.copytree(original, folder)  # with its dates
            paths = sorted(path for path in folder.rglob("*") if path.is_file())
            statuses: dict[Path, str] = {}
            start = time.perf_counter()
            if name == "ours":
                with Journal() as journal:
                    outcome = write_batch([Item(path, TAG) for path in paths], settings, journal=journal)
                seconds = time.perf_counter() - start
                statuses = {result.path: result.status for result in outcome.results}
                for result in outcome.results:
                    if result.status != "written" and settings.sidecar != "always":
                        print(f"  {result.path.name}: {result.status}: {result.reason}")
            else:
                for path in paths:
                    try:
                        OTHERS[name](path)
                        statuses[path] = "written"
                    except Exception:  # what a library raises on the corpus is what is counted here
                        statuses[path] = "refused"
                seconds = time.perf_counter() - start
            row, findings = judge(name, folder, original, statuses, seconds)
            rows.append(row)
            if name == "ours":
                failed = bool(findings)
                print("ours:", *findings, sep="\n  ")
                failed |= any(not dated for dated in same_dates(paths, original, folder, settings, statuses))
                failed |= not undone(folder, original, outcome.batch)
            else:
                print(f"{name}: {len(findings)} findings, such as", *findings[:3], sep="\n  ")
    headers = (
        "writer",
        "written",
        "sidecar",
        "refused",
        "pixels same",
        "tags same",
        "damaged",
        "empty",
        "changed",
        "ms",
    )
    for row in (headers, ["---"] * len(headers), *rows):
        print("| " + " | ".join(row) + " |")
    return int(failed)


def same_dates(
    paths: list[Path], original: Path, folder: Path, settings: WriteSettings, statuses: dict[Path, str]
) -> list[bool]:
    """For each written photo, whether its modification time is as the settings want it."""
    written = [path for path in paths if statuses[path] == "written" and settings.preserve_mtime]
    kept = [(original / path.relative_to(folder)).stat().st_mtime_ns == path.stat().st_mtime_ns for path in written]
    if written:
        print(f"modification time kept: {sum(kept)} of {len(kept)}")
    return kept


def undone(folder: Path, original: Path, batch: str | None) -> bool:
    """Whether undo brings every file back byte for byte and leaves nothing beside them."""
    with Journal() as journal:
        results = undo_batch(journal, batch or "")
    print("undo:", dict(Counter(result.status for result in results)))
    expected = {path.relative_to(original): path.read_bytes() for path in original.rglob("*") if path.is_file()}
    left = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".original")
    found = {path.relative_to(folder): path.read_bytes() for path in left}
    different = [str(path) for path in expected.keys() | found.keys() if expected.get(path) != found.get(path)]
    print("undo left different:", different or "none")
    return not different


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
