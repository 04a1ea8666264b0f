"""How each photo manager comes to show what was written into a file: one line each."""

from PySide6.QtCore import QCoreApplication

from landmark_gui.ui.noop import QT_TRANSLATE_NOOP

_FILE_MANAGER = QT_TRANSLATE_NOOP("HostAdvice", "The file manager needs nothing: it keeps no copy of the metadata.")
_ADVICE = {
    "darktable": QT_TRANSLATE_NOOP("HostAdvice", "darktable takes it over by itself."),
    "digikam": QT_TRANSLATE_NOOP("HostAdvice", "digiKam shows it after Item > Reread Metadata From File."),
    "geeqie": QT_TRANSLATE_NOOP("HostAdvice", "Geeqie shows it after R (Refresh)."),
    "gthumb": QT_TRANSLATE_NOOP("HostAdvice", "gThumb shows it after some seconds, or when you come back to it."),
    "gwenview": QT_TRANSLATE_NOOP("HostAdvice", "Gwenview shows it after F5 (Reload)."),
    "lightroom": QT_TRANSLATE_NOOP("HostAdvice", "Lightroom shows it after Metadata > Read Metadata from File."),
    "dolphin": _FILE_MANAGER,
    "nautilus": _FILE_MANAGER,
    "nemo": _FILE_MANAGER,
    "caja": _FILE_MANAGER,
    "thunar": _FILE_MANAGER,
    "pcmanfm": _FILE_MANAGER,
    "explorer": _FILE_MANAGER,
    "finder": _FILE_MANAGER,
}
_ANY = QT_TRANSLATE_NOOP("HostAdvice", "A photo manager with a catalog must read the file's metadata again.")


def host_advice(host: str) -> str:
    """What to do in the program from which the dialog was called, to see what was written.

    Args:
        host: Its name as in ``landmark-gui suggest --host``; unknown names get what is true for most.
    """
    name = host.strip().lower().removeprefix("org.kde.").rpartition(".")[2]
    return QCoreApplication.translate("HostAdvice", _ADVICE.get(name, _ANY))
