"""Why a photo cannot be read or written, in the app's language.

What reads and writes photos knows nothing of Qt and gives its reasons in English. Here is what a person meets without
looking for trouble; what only a damaged file brings up, part by part, stays in English.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from landmark_gui.ui.noop import QT_TRANSLATE_NOOP

CONTEXT = "Reasons"

REASONS = (
    # Reading: landmark_gui.inference.images.
    QT_TRANSLATE_NOOP("Reasons", "This is a folder, not a photo."),
    QT_TRANSLATE_NOOP("Reasons", "This is a pipe, socket or device, not a photo."),
    QT_TRANSLATE_NOOP("Reasons", "There is no such file; it may have been moved, renamed or deleted."),
    QT_TRANSLATE_NOOP("Reasons", "You have no permission to read this file; change its permissions."),
    QT_TRANSLATE_NOOP("Reasons", "This is not a valid file name."),
    QT_TRANSLATE_NOOP("Reasons", "There is not enough free memory to unpack this picture."),
    QT_TRANSLATE_NOOP("Reasons", "The software to read this kind of picture is not installed: {1}."),
    QT_TRANSLATE_NOOP("Reasons", "The file could not be read: {1}."),
    QT_TRANSLATE_NOOP("Reasons", "The picture has too many pixels to be unpacked."),
    QT_TRANSLATE_NOOP(
        "Reasons", "The file is cut off before the picture's end; copy it again from where it came from."
    ),
    QT_TRANSLATE_NOOP("Reasons", "The picture's data are damaged, or of a rare variety that can not be read."),
    QT_TRANSLATE_NOOP("Reasons", "The file is empty."),
    QT_TRANSLATE_NOOP("Reasons", "The file holds nothing but zeros; it was lost when it was copied or recovered."),
    QT_TRANSLATE_NOOP("Reasons", "This is a video, not a photo."),
    QT_TRANSLATE_NOOP("Reasons", "This is not a photo in a format that can be read here."),
    QT_TRANSLATE_NOOP("Reasons", "The picture claims an impossible size; the file is damaged."),
    QT_TRANSLATE_NOOP("Reasons", "The picture has {1} megapixels; in this format at most {2} can be read."),
    QT_TRANSLATE_NOOP("Reasons", "The picture is built to take minutes to unpack, and no camera's."),
    QT_TRANSLATE_NOOP(
        "Reasons",
        "No preview was found in this RAW file; install the extra for RAW files: pip install '.[raw]' in the "
        "project's folder.",
    ),
    QT_TRANSLATE_NOOP("Reasons", "This RAW file is damaged, or of a camera that is not supported yet."),
    # Looking for photos: landmark_gui.library.scan.
    QT_TRANSLATE_NOOP("Reasons", "This is an empty file name."),
    QT_TRANSLATE_NOOP("Reasons", "This is a link to a file that does not exist."),
    QT_TRANSLATE_NOOP("Reasons", "There is no such file or folder; it may have been moved, renamed or deleted."),
    QT_TRANSLATE_NOOP("Reasons", "You have no permission to read this; change its permissions."),
    QT_TRANSLATE_NOOP("Reasons", "This could not be read: {1}."),
    # The model: landmark_gui.workers.model_loading.
    QT_TRANSLATE_NOOP(
        "Reasons", "PyTorch, which the model needs, could not be loaded ({1}); install Landmark Tagger again."
    ),
    QT_TRANSLATE_NOOP("Reasons", "There is not enough free memory to load the model; choose a smaller one."),
    QT_TRANSLATE_NOOP("Reasons", "The model could not be loaded ({1}); choose another model or device."),
    QT_TRANSLATE_NOOP(
        "Reasons", "There is not enough free memory to run the model; close other programs or choose another device."
    ),
    QT_TRANSLATE_NOOP("Reasons", "The model failed while it ran ({1}); choose another model or device."),
    # Folders: landmark_gui.workers.
    QT_TRANSLATE_NOOP("Reasons", "This folder is gone (unplugged, moved or deleted): 1 photo in it is left out."),
    QT_TRANSLATE_NOOP("Reasons", "This folder is gone (unplugged, moved or deleted): {1} photos in it are left out."),
    QT_TRANSLATE_NOOP("Reasons", "Only {1} folders are watched; look again by hand to see changes in the others."),
    QT_TRANSLATE_NOOP("Reasons", "The system cannot watch this folder; look again by hand to see changes in it."),
    # Writing: landmark_gui.metadata.
    QT_TRANSLATE_NOOP("Reasons", "There is no such file."),
    QT_TRANSLATE_NOOP("Reasons", "The file cannot be reached ({1})."),
    QT_TRANSLATE_NOOP("Reasons", "The file cannot be read ({1})."),
    QT_TRANSLATE_NOOP("Reasons", "This is not a regular file (a pipe, socket or device)."),
    QT_TRANSLATE_NOOP("Reasons", "The file is read-only: make it writable, or have sidecars written always."),
    QT_TRANSLATE_NOOP("Reasons", "The folder {1} is read-only."),
    QT_TRANSLATE_NOOP("Reasons", "Another program changed the file while it was read."),
    QT_TRANSLATE_NOOP("Reasons", "Another program changed the file meanwhile."),
    QT_TRANSLATE_NOOP("Reasons", "Another program removed the file meanwhile."),
    QT_TRANSLATE_NOOP("Reasons", "Another program created {1} meanwhile."),
    QT_TRANSLATE_NOOP("Reasons", "The name {1} is taken by something that is no file. The photo is as it was."),
    QT_TRANSLATE_NOOP("Reasons", "The copy {1} cannot be written: {2}. The photo is as it was."),
    QT_TRANSLATE_NOOP("Reasons", "Writing failed: {1}. The photo is as it was."),
    QT_TRANSLATE_NOOP("Reasons", "{1} was written, but the disk reports an error: {2}."),
    QT_TRANSLATE_NOOP("Reasons", "{1} cannot be deleted: {2}."),
    QT_TRANSLATE_NOOP("Reasons", "Verification failed: the disk did not keep what was written."),
    QT_TRANSLATE_NOOP("Reasons", "The file belongs to another user or group, which a rewrite could not keep."),
    QT_TRANSLATE_NOOP("Reasons", "The file's attribute {1} could not be kept by a rewrite."),
    QT_TRANSLATE_NOOP("Reasons", "This is not a photo of a supported format."),
    QT_TRANSLATE_NOOP("Reasons", "This is a sidecar; name the photo that it belongs to."),
    QT_TRANSLATE_NOOP("Reasons", "This RAW format is never written; its metadata go into a sidecar."),
    QT_TRANSLATE_NOOP("Reasons", "{1} files are never written; their metadata go into a sidecar."),
    QT_TRANSLATE_NOOP("Reasons", "Sidecars are chosen in the settings."),
    QT_TRANSLATE_NOOP("Reasons", "The file is larger than 2 GB, which is not rewritten."),
    QT_TRANSLATE_NOOP("Reasons", "The file carries a C2PA signature, which any change would break."),
    QT_TRANSLATE_NOOP("Reasons", "The file has {1} names (hard links), of which only one would be written."),
    QT_TRANSLATE_NOOP("Reasons", "The file has {1} names (hard links). Choose whether to write it."),
    QT_TRANSLATE_NOOP("Reasons", "There are two sidecars, {1}. Choose which one to use."),
    QT_TRANSLATE_NOOP("Reasons", "Writing broke off ({1})."),
    QT_TRANSLATE_NOOP("Reasons", "The journal's folder {1} cannot be written."),
    QT_TRANSLATE_NOOP("Reasons", "The journal {1} cannot be opened ({2}); no photo was written."),
    QT_TRANSLATE_NOOP("Reasons", "The journal {1} cannot be written ({2})."),
    QT_TRANSLATE_NOOP("Reasons", "The journal {1} was made by a newer Landmark Tagger; please update."),
    # Taking back.
    QT_TRANSLATE_NOOP("Reasons", "The file is no longer there."),
    QT_TRANSLATE_NOOP("Reasons", "The sidecar is gone already."),
    QT_TRANSLATE_NOOP("Reasons", "Nothing of Landmark Tagger is left in it."),
    QT_TRANSLATE_NOOP("Reasons", "It did not exist before, and is deleted."),
)
"""Whole reasons; ``{1}`` and ``{2}`` stand for what differs from file to file."""

_GAP = re.compile(r"\{([12])\}")


def reason_words(reason: str) -> str:
    """A reason in the app's language; as it is where it is none of `REASONS`."""
    exact, patterns = _known()
    if reason in exact:
        return QCoreApplication.translate(CONTEXT, reason)
    for template, pattern in patterns:
        if found := pattern.fullmatch(reason):
            words = QCoreApplication.translate(CONTEXT, template)
            return _GAP.sub(lambda gap: found[int(gap[1])], words)
    return reason


@cache
def _known() -> tuple[frozenset[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """Reasons without gaps, and a pattern for each of the others."""
    open_ones = [template for template in REASONS if _GAP.search(template)]
    patterns = tuple((template, re.compile(_as_pattern(template), re.DOTALL)) for template in open_ones)
    return frozenset(REASONS) - frozenset(open_ones), patterns


def _as_pattern(template: str) -> str:
    parts = _GAP.split(template)  # text, number of a gap, text ...
    return "".join("(.+)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
