"""Translations: complete, in step with the sources, and shown."""

import re

import pytest
import translations
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from landmark_gui import resources
from landmark_gui.settings import SETTINGS, Group
from landmark_gui.ui import settings_texts, wording
from landmark_gui.ui.status import Status
from landmark_gui.ui.translations import LANGUAGES


def file_of(language, suffix="ts"):
    return resources.path(f"translations/landmark_tagger_{language}.{suffix}")


FOREIGN = [language for language in LANGUAGES if language != "en"]


def messages(path):
    """By context and source: the translations, and whether they depend on a number."""
    texts, plurals = translations.read(path)
    return {key: (forms, key in plurals) for key, forms in texts.items()}


@pytest.fixture(scope="module")
def said():
    """What Qt's tool finds in the sources now."""
    try:
        return translations.said()
    except translations.ToolError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(said, language):
    """Run ``python -m tests.translations`` where this fails."""
    assert translations.missing(language, *said) == []
    assert translations.superfluous(language, *said) == []


def test_texts_with_plurals_are_where_qts_tool_finds_them():
    calls = re.compile(r'\btranslate\(\s*"[^"]*",\s*"[^"]*%n')
    found = [
        path.name
        for path in (translations.ROOT / "landmark_gui").rglob("*.py")
        if calls.search(path.read_text("utf-8"))
    ]
    assert not found, "lupdate overlooks plurals outside of an object's tr()"
    assert calls.search('QCoreApplication.translate(\n    "Evidence", "Of the %n photo(s)", "", 3)')


def test_the_tool_adds_and_drops_texts(said, tmp_path, monkeypatch):
    keys, plurals = said
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    for language in LANGUAGES:
        (tmp_path / file_of(language).name).write_bytes(file_of(language).read_bytes())
    new, gone = ("Nowhere", "&New <text>"), keys[0]
    translations.write("de", [*keys[1:], new], plurals, {new: ("&Neuer <Text>",)})
    texts, _ = translations.read(tmp_path / "landmark_tagger_de.ts")
    assert texts[new] == ("&Neuer <Text>",)
    assert gone not in texts
    assert translations.missing("de", [*keys, new], plurals) == [gone]
    assert translations.missing("es", [*keys, new], plurals) == [new]
    translator = QTranslator()
    assert translator.load(str(tmp_path / "landmark_tagger_de.qm"))
    assert translator.translate(*new) == "&Neuer <Text>"


def test_the_tool_changes_nothing_where_all_is_said(said, tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    for language in LANGUAGES:
        target = tmp_path / file_of(language).name
        target.write_bytes(file_of(language).read_bytes())
        translations.write(language, *said, {})
        assert target.read_bytes() == file_of(language).read_bytes()


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
