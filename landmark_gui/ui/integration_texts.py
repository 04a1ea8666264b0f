"""The texts of host entries once more, where Qt's tools find them for translation.

`landmark_gui.integrations` knows no Qt; a test compares the two.
"""

from PySide6.QtCore import QCoreApplication

from landmark_gui.ui.noop import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("Integrations", "Applications menu"),
    QT_TRANSLATE_NOOP("Integrations", "Nautilus (Files)"),
    QT_TRANSLATE_NOOP("Integrations", "the menu of applications, as Landmark Tagger"),
    QT_TRANSLATE_NOOP("Integrations", 'the module "selected image[s]", and a shortcut'),
    QT_TRANSLATE_NOOP("Integrations", "Tools > Suggest location…, and Open With"),
    QT_TRANSLATE_NOOP("Integrations", "right-click > Open With > Suggest location…"),
    QT_TRANSLATE_NOOP("Integrations", "right-click > Plugins, and Ctrl+Shift+L"),
    QT_TRANSLATE_NOOP("Integrations", "right-click > Suggest location…"),
    QT_TRANSLATE_NOOP("Integrations", "right-click > Scripts > Suggest location…"),
    QT_TRANSLATE_NOOP("Integrations", "right-click > Quick Actions > Suggest location…"),
    QT_TRANSLATE_NOOP("Integrations", "Restart darktable."),
    QT_TRANSLATE_NOOP("Integrations", "Restart gThumb."),
    QT_TRANSLATE_NOOP("Integrations", "Restart Geeqie."),
    QT_TRANSLATE_NOOP("Integrations", "Needs the package python3-nautilus; restart Nautilus with 'nautilus -q'."),
    QT_TRANSLATE_NOOP("Integrations", "Needs the package libfm-modules; restart PCManFM."),
)


def translated(text: str) -> str:
    """A host's text in the app's language; texts that are nobody's language, such as names, as they are."""
    return QCoreApplication.translate("Integrations", text)
