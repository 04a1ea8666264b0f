"""Why photos cannot be used, in the app's language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, Qt, QTranslator

from landmark_gui import resources
from landmark_gui import settings as settings_file
from landmark_gui.inference.suggestion import failure
from landmark_gui.ui.problems import Problems
from landmark_gui.ui.reason_words import REASONS, reason_words
from landmark_gui.workers.worker import Failure

ROOT = Path(__file__).resolve().parents[2] / "landmark_gui"
WHOLLY_SAID = ("inference/images.py", "library/scan.py", "metadata/replace.py", "workers/lost_folders.py")
"""Modules all of whose reasons have words in every language."""


@pytest.fixture
def german(qapp):
    translator = QTranslator()
    assert translator.load(str(resources.path("translations/landmark_tagger_de.qm")))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def sentences(module: Path) -> Iterator[str]:
    """Whole sentences in a module's code that are no docstrings; what is filled in is an X."""
    tree = ast.parse(module.read_text("utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
        elif isinstance(node, ast.Constant) and id(node) not in parts | bare:
            text = str(node.value)
        if text[:1].isupper() and " " in text and text.endswith("."):
            yield text


@pytest.mark.parametrize("module", WHOLLY_SAID)
def test_every_reason_of_a_module_has_words(module, german):
    found = list(sentences(ROOT / module))
    assert found
    assert [text for text in found if reason_words(text) == text] == []


def test_what_differs_from_file_to_file_is_kept(german):
    assert (
        reason_words("The picture has 500 megapixels; in this format at most 120 can be read.")
        == "Das Bild hat 500 Megapixel; in diesem Format sind höchstens 120 lesbar."
    )
    assert reason_words("The folder /a {2} (b) is read-only.") == "Der Ordner /a {2} (b) ist schreibgeschützt."


def test_other_reasons_stay_as_they_are(german):
    assert reason_words("A chunk of this PNG is damaged or cut off.") == "A chunk of this PNG is damaged or cut off."
    assert reason_words("") == ""


def test_in_english_nothing_changes(qapp):
    assert [text for text in REASONS if reason_words(text) != text] == []


@given(reason=st.text() | st.sampled_from(REASONS), more=st.text(max_size=5))
def test_any_text_is_some_words(qapp, reason, more):
    assert reason_words(reason + more) == reason + more


def test_the_list_of_problems_says_them(german):
    problems = Problems()
    problems.add([Failure(Path("/photos/a.jpg"), "The file is empty.")])
    assert problems.data(problems.index(0, 1)) == "Die Datei ist leer."
    assert problems.as_text() == "/photos/a.jpg\tDie Datei ist leer.\n"


def test_the_window_says_them_everywhere(start, user_home, folder):
    (folder / "0.jpg").write_bytes(b"")
    settings_file.save(settings_file.Settings().replace(language="de"))
    window = start()
    window.open(folder)
    window.go_to("0.jpg")
    review, grid, said = window.window.review, window.window.grid, "Die Datei ist leer."
    window.wait(lambda: review.preview._message == said)
    window.model.set_suggestions("", {window.model.id_at(0): failure(folder / "0.jpg", "The file is empty.")})
    window.wait(lambda: review._words.text() == said)
    assert said in grid.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    window.program.problems.add([Failure(folder / "0.jpg", "The file is empty.")])
    assert said in window.program.problems.as_text()
