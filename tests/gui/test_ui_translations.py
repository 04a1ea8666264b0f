"""Translations: complete, in step with the sources, and shown."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from landmark_gui import resources
from landmark_gui.settings import SETTINGS, Group
from landmark_gui.ui import settings_texts, wording
from landmark_gui.ui.status import Status
from landmark_gui.ui.translations import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = [language for language in LANGUAGES if language != "en"]


def messages(path):
    """By context and source: the translations, several where they depend on a number."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            target = message.find("translation")
            forms = [form.text for form in target.iter("numerusform")] or [target.text]
            found[context.findtext("name"), message.findtext("source")] = (forms, message.get("numerus") == "yes")
    return found


def file_of(language, suffix="ts"):
    return resources.path(f"translations/landmark_tagger_{language}.{suffix}")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """What Qt's tool finds in the sources now."""
    tool = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")
    if not tool.is_file():
        pytest.skip(f"this PySide6 brings no {tool.name}")
    out = tmp_path_factory.mktemp("ts") / "now.ts"
    files = [*(ROOT / "landmark_gui/ui").glob("*.py"), ROOT / "landmark_gui/app.py"]
    subprocess.run([tool, *files, "-ts", out, "-locations", "none"], check=True, capture_output=True, timeout=120)
    return messages(out)


@pytest.mark.parametrize("language", FOREIGN)
def test_every_text_is_translated(sources, language):
    assert set(messages(file_of(language))) == set(sources)


def test_english_has_its_plurals(sources):
    assert set(messages(file_of("en"))) == {key for key, (_, plural) in sources.items() if plural}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_whole(language):
    for (_, source), (forms, plural) in messages(file_of(language)).items():
        assert len(forms) == (2 if plural else 1), source
        for form in forms:
            assert form, source
            assert set(re.findall(r"\{\w+\}", form)) == set(re.findall(r"\{\w+\}", source)), source
            assert form.count("&") == source.count("&") or "&" not in source, source
        if plural:
            assert "%n" in forms[1], source


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_says_the_same(language, qapp):
    translator = QTranslator()
    assert translator.load(str(file_of(language, "qm")))
    for (context, source), (forms, plural) in messages(file_of(language)).items():
        number = 5 if plural else -1
        shown = translator.translate(context, source, "", number)
        # A translator gives the text as it stands; numbers are put in by the application.
        assert shown.replace("%n", "5") == forms[-1].replace("%n", "5"), source


def test_the_settings_texts_are_those_of_the_declarations():
    declared = {group.value for group in Group}
    for setting in SETTINGS:
        declared |= {setting.title, setting.description}
        declared |= {str(choice) for choice in setting.choices}
    assert set(settings_texts.TEXTS) == declared - {""}


def test_numbers_and_words_follow_the_language(qapp):
    translator = QTranslator()
    assert translator.load(str(file_of("de", "qm")))
    before = QLocale()
    QCoreApplication.installTranslator(translator)
    QLocale.setDefault(QLocale("de_DE"))
    try:
        assert Status().duration(90) == "2 Minuten"
        assert Status().duration(3000) == "50 Minuten"
        assert Status().duration(3600) == "1 Stunde"
        assert wording.number(12345) == "12.345"
        assert wording.percent(0.123, 1) == "12,3 %"
    finally:
        QCoreApplication.removeTranslator(translator)
        QLocale.setDefault(before)
