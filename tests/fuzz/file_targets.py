"""Fuzz targets of everything else that comes from outside: model files, zips, gazetteers, settings, sessions."""

import contextlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from landmark_gui import resources, settings
from landmark_gui.gazetteer import Gazetteer, GazetteerError
from landmark_gui.inference import images
from training import download, model_file, networks
from training.events import discard
from training.transforms import Preprocessing

from . import photo_targets
from .target import Target


def _on_disk(suffix: str, use: Callable[[Path], None]) -> Callable[[bytes], None]:
    """For parsers that take a path: the bytes as a file, in a folder that is gone afterwards."""

    def run(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"input{suffix}"
            path.write_bytes(data)
            use(path)

    return run


@contextlib.contextmanager
def _naming(path: Path, error: type[Exception]) -> Iterator[None]:
    """Lets this kind of error be, where it names the file."""
    try:
        yield
    except error as refusal:
        if str(path) not in str(refusal):
            raise RuntimeError(f"an error that does not name the file: {refusal}") from refusal


def use_model(path: Path) -> None:
    """Lists the model and loads it."""
    with _naming(path, model_file.ModelFileError):
        model_file.read_info(path)
        model_file.load(path)


def use_zip(path: Path) -> None:
    """Unpacks a data set; nothing may land outside its folder."""
    place = path.parent / "place"
    place.mkdir()
    with contextlib.suppress(download._BadArchiveError, download.DownloadError):
        download._extract(path, place / "data", "https://example.org/a.zip", discard)
    assert {entry.name for entry in path.parent.iterdir()} == {path.name, "place"}
    assert {entry.name for entry in place.iterdir()} <= {"data"}
    for folder, _, names in os.walk(place):
        assert not any((Path(folder) / name).is_symlink() for name in names)


def use_gazetteer(path: Path) -> None:
    """Reads a list of landmarks and looks into it."""
    with _naming(path, GazetteerError):
        gazetteer = Gazetteer.load(path)
        gazetteer.search("tower", 5)
        gazetteer.find("Eiffel Tower")
        for landmark in gazetteer:
            landmark.hierarchy()


def use_settings(path: Path) -> None:
    """Reads settings that were damaged, or edited by hand."""
    with _naming(path, settings.SettingsError):
        settings.load(path)


def use_photo(path: Path) -> None:
    """Decodes a photo small, as before looking for landmarks."""
    with _naming(path, images.PhotoError):
        images.decode(path, 64)


def models() -> list[bytes]:
    """A small whole model file."""
    arguments = {"widths": [4, 4], "depths": [1, 1]}
    info = model_file.ModelInfo("small_resnet", arguments, ("a", "b", "c"), Preprocessing(64))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.landmarks"
        model_file.save(path, networks.build(info.arch, arguments, info.outputs), info)
        return [path.read_bytes()]


def zips() -> list[bytes]:
    """Data sets in zips, packed in each of the ways that we take."""
    result = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name in ("set/train/00.A/1.jpg", "set/train/01.B/2.jpg", "set/test/00.A/3.jpg"):
                archive.writestr(name, photo_targets.jpegs()[-1])
        result.append(buffer.getvalue())
    return result


def gazetteers() -> list[bytes]:
    """The first landmarks of the one that ships."""
    content = json.loads(resources.path("landmarks.json").read_text(encoding="utf-8"))
    content["landmarks"] = content["landmarks"][:6]
    return [json.dumps(content, ensure_ascii=False).encode()]


def settings_files() -> list[bytes]:
    """Settings as the program writes them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.json"
        settings.save(settings.Settings(), path)
        return [path.read_bytes()]


def photos() -> list[bytes]:
    """One photo of each kind."""
    return [
        *photo_targets.jpegs(),
        *photo_targets.pngs(),
        *photo_targets.webps(),
        *photo_targets.tiffs(),
        *photo_targets.heifs(),
    ]


JSON_WORDS = (b"null", b"1e999", b"-1", b'"\\ud800"', b"[]", b"{}", b"true", b"[" * 2000, b"NaN", b"99999999999", b'""')
ZIP_WORDS = (b"PK\3\4", b"PK\1\2", b"PK\5\6", b"../", b"/etc/", b"C:\\", b"\0", b"train/")
TARGETS = (
    Target("model", _on_disk(".landmarks", use_model), models, JSON_WORDS),
    Target(
        "zip",
        _on_disk(".zip", use_zip),
        zips,
        (b"PK\3\4", b"PK\1\2", b"PK\5\6", b"../", b"/etc/", b"C:\\", b"\0", b"train/"),
    ),
    Target("gazetteer", _on_disk(".json", use_gazetteer), gazetteers, JSON_WORDS),
    Target("settings", _on_disk(".json", use_settings), settings_files, JSON_WORDS),
    Target("decode", _on_disk(".jpg", use_photo), photos),
)
