"""The files that several hosts need: desktop entries, icons, description for software centres, type of model files."""

from pathlib import Path

from landmark_gui import resources
from landmark_gui.integrations import quoting
from landmark_gui.integrations.default_apps import DefaultPins
from landmark_gui.integrations.errors import IntegrationError
from landmark_gui.integrations.files import read
from landmark_gui.integrations.host import DESKTOP_ID, SUGGEST_ID, Context, OwnFile, Part, template

ICON = "landmark-tagger"
MODEL_ICON = "application-x-landmark-tagger-model"
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)

MIME_TYPES = (
    "image/jpeg", "image/png", "image/webp", "image/tiff", "image/gif", "image/bmp", "image/heif", "image/heic",
    "image/avif", "image/jp2", "image/jpx", "image/x-adobe-dng", "image/x-canon-cr2", "image/x-canon-cr3",
    "image/x-canon-crw", "image/x-fuji-raf", "image/x-kde-raw", "image/x-kodak-dcr", "image/x-kodak-kdc",
    "image/x-minolta-mrw", "image/x-nikon-nef", "image/x-nikon-nrw", "image/x-olympus-orf", "image/x-panasonic-rw",
    "image/x-panasonic-rw2", "image/x-pentax-pef", "image/x-sigma-x3f", "image/x-sony-arw", "image/x-sony-sr2",
    "image/x-sony-srf",
)  # fmt: skip
"""Types of the photos that we read, as shared-mime-info calls them."""


def icons(context: Context) -> list[Part]:
    """Our icon in the icon theme that all others fall back to."""
    theme = context.places.data / "icons/hicolor"
    svg = resources.path(f"icons/{ICON}.svg").read_bytes()
    parts: list[Part] = [OwnFile(theme / f"scalable/apps/{ICON}.svg", svg)]
    for size in ICON_SIZES:
        png = resources.path(f"hosts/icons/{ICON}-{size}.png").read_bytes()
        parts.append(OwnFile(theme / f"{size}x{size}/apps/{ICON}.png", png))
    return parts


def application(context: Context) -> list[Part]:
    """The application in the menu, its description, and the type of model files."""
    data = context.places.data
    program = str(context.program)
    entry = template(
        "landmark-tagger.desktop",
        exec=quoting.desktop_exec([program], "%F"),
        try_exec=quoting.key_file_value(program),
    )
    svg = resources.path(f"icons/{ICON}.svg").read_bytes()
    return [
        OwnFile(data / "applications" / DESKTOP_ID, entry.encode()),
        OwnFile(data / "metainfo/landmark-tagger.metainfo.xml", template("metainfo.xml").encode()),
        OwnFile(data / "mime/packages/landmark-tagger.xml", template("mime.xml").encode()),
        OwnFile(data / f"icons/hicolor/scalable/mimetypes/{MODEL_ICON}.svg", svg),
        *icons(context),
    ]


def open_with(context: Context) -> list[Part]:
    """The entry in "Open With" of all programs that follow the desktop specifications, and never the default there.

    Types that no other program opens are left out: ours would be the only one, and so their default.
    """
    places = context.places
    associations = places.config / "mimeapps.list"
    content = _or_nothing(associations)
    types = [name for name in MIME_TYPES if context.default_apps.handlers(name, content)]
    program = str(context.program)
    entry = template(
        "landmark-tagger-suggest.desktop",
        exec=quoting.desktop_exec(context.suggest("open-with"), "%F"),
        try_exec=quoting.key_file_value(program),
        mime_types="".join(f"{name};" for name in types),
    )
    return [
        # First the defaults, then what might take their place.
        DefaultPins(associations, context.default_apps, types),
        OwnFile(places.data / "applications" / SUGGEST_ID, entry.encode()),
        *icons(context),
    ]


def _or_nothing(path: Path) -> bytes | None:
    """A file that others write; whether it can be edited is seen when it is."""
    try:
        return read(path)
    except IntegrationError:
        return None
