"""The app's texts in other languages."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from landmark_gui import resources

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
"""Languages that the app speaks, by code."""


def locale_of(language: str) -> QLocale:
    """The locale for a language code of the settings; empty: the system's."""
    if language:
        return QLocale(language.replace("-", "_"))
    system = QLocale.system()
    # The locale "C" of bare systems writes dates and numbers as nobody does.
    return QLocale(QLocale.Language.English) if system.language() == QLocale.Language.C else system


def install(app: QApplication, language: str) -> str:
    """Makes the app speak a language, as far as it can, and write numbers and dates in its way.

    English has a translation too: of plurals.

    Args:
        app: The running app; it keeps the translators.
        language: Code; empty: the system's.

    Returns:
        Code of the language that is spoken.
    """
    locale = locale_of(language)
    QLocale.setDefault(locale)
    code = locale.name().partition("_")[0]
    spoken = code if code in LANGUAGES else "en"
    folder = resources.path("translations")
    for name, where in (
        (f"qtbase_{spoken}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"landmark_tagger_{spoken}", str(folder)),
    ):
        translator = QTranslator(app)
        if translator.load(name, where):
            app.installTranslator(translator)
    app.setLayoutDirection(QLocale(spoken).textDirection())
    return spoken
