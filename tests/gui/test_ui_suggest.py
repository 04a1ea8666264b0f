"""Suggestions in the window, from a real tiny model."""

import shutil

import model_factory
import pytest

from landmark_gui import settings as settings_file
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.photo_filter import Filter
from landmark_gui.ui.models_dialog import ModelsDialog

NAMES = [*model_factory.COLOURS, None]


@pytest.fixture
def colours(user_home, tmp_path):
    """A folder of photos that the tiny model knows; that model is the one in use."""
    (user_home / "models").mkdir()
    model_factory.make_model(user_home / "models" / "colours.landmarks")
    settings_file.save(settings_file.Settings().replace(model="colours", device="cpu"))
    folder = tmp_path / "colours"
    for number in range(12):
        model_factory.photo(folder / f"{number:02d}.png", NAMES[number % 4], seed=number)
    return folder


@pytest.fixture
def window(start, colours):
    opened = start()
    opened.open(colours)
    return opened


def done(window):
    window.wait(lambda: "suggestion now" in window.message)


def test_all_photos_get_suggestions_with_progress(window):
    texts = []
    window.program.work.inference.progress.connect(lambda _: texts.append(window.window.status.work_text))
    window.trigger("suggest-all")
    done(window)
    assert all(photo.ranking is not None for photo in window.photos())
    assert window.photo("00.png").best[0].landmark == "eiffel-tower"
    assert window.photo("03.png").verdict is Verdict.NO_LANDMARK
    assert any("of 12" in text for text in texts)
    assert window.window.status.work_text == ""
    assert "colours" in window.window.status._model.text()


def test_only_the_selected_ones(window):
    window.window.grid.select_rows([1, 2], 1)
    window.trigger("suggest-selected")
    done(window)
    assert [photo.file.name for photo in window.photos() if photo.ranking] == ["01.png", "02.png"]


def test_only_those_that_the_filter_shows(window):
    window.program.view.set_filter(Filter(text="05"))
    window.trigger("suggest-visible")
    done(window)
    assert [photo.file.name for photo in window.photos() if photo.ranking] == ["05.png"]


def test_suggestions_are_there_at_once_next_time(window, start, colours):
    window.trigger("suggest-all")
    done(window)
    window.close()
    again = start(colours)
    again.wait(lambda: all(photo.ranking is not None for photo in again.photos()) and again.names)
    again.trigger("suggest-all")
    assert "already" in again.message


def test_another_model_asks_again(window, user_home):
    window.trigger("suggest-all")
    done(window)
    model_factory.make_model(user_home / "models" / "other.landmarks", temperature=2.0)
    window.program.use_settings(window.program.settings.replace(model="other"))
    window.wait(lambda: not any(photo.ranking for photo in window.photos()))
    window.window.messages.clear()
    window.trigger("suggest-all")
    done(window)
    window.program.use_settings(window.program.settings.replace(model="colours"))
    window.wait(lambda: all(photo.ranking for photo in window.photos()))


def test_a_model_that_is_used_again_shows_what_it_said(window, user_home):
    """Also where the other one was asked about nothing, and of photos that are decided."""
    window.trigger("suggest-all")
    done(window)
    said = {photo.path: photo.ranking for photo in window.photos()}
    window.go_to("01.png")
    window.press("1")
    model_factory.make_model(user_home / "models" / "other.landmarks", temperature=2.0)
    window.program.use_settings(window.program.settings.replace(model="other"))
    window.wait(lambda: not any(photo.ranking for photo in window.photos()))
    window.program.use_settings(window.program.settings.replace(model="colours"))
    window.wait(lambda: {photo.path: photo.ranking for photo in window.photos()} == said)
    assert window.photo("01.png").decision.is_reviewed
    window.window.messages.clear()
    window.trigger("suggest-all")
    window.wait(lambda: "already" in window.message)


def test_what_the_catalog_knows_is_not_asked_again(window, user_home, colours):
    """Nor where the person asks while it is still being looked up."""
    for number in range(12, 520):  # more than are looked up at once
        model_factory.photo(colours / f"{number:03d}.png", NAMES[number % 4], seed=number % 16)
    window.trigger("rescan")
    window.wait(lambda: len(window.photos()) == 520 and all(photo.content for photo in window.photos()))
    window.trigger("suggest-all")
    window.wait(lambda: all(photo.ranking is not None for photo in window.photos()))
    window.wait(lambda: not window.program.work.inference.is_busy)
    suggesting, started = window.program.suggesting, []
    window.program.work.inference.started.connect(started.append)
    mine = suggesting.identity
    suggesting.use_model("other:0123456789abcdef")
    window.wait(lambda: not any(photo.ranking for photo in window.photos()))
    window.window.messages.clear()
    suggesting.use_model(mine)
    window.trigger("suggest-all")
    window.wait(lambda: "already" in window.message)
    assert all(photo.ranking.model == mine for photo in window.photos())
    assert not started


def test_another_model_chosen_while_one_runs_answers_for_all(window, user_home, colours):
    """What the first one still says is neither shown nor kept as the second one's."""
    for number in range(12, 150):
        model_factory.photo(colours / f"{number:03d}.png", NAMES[number % 4], seed=number)
    window.trigger("rescan")
    window.wait(lambda: len(window.photos()) == 150)
    model_factory.make_model(user_home / "models" / "other.landmarks", temperature=3.0)
    suggesting = window.program.suggesting
    identities = []
    window.program.work.inference.answering.connect(identities.append)
    window.trigger("suggest-all")
    window.wait(lambda: sum(photo.ranking is not None for photo in window.photos()) > 8)
    window.program.use_settings(window.program.settings.replace(model="other"))
    window.wait(lambda: len(identities) == 2 and suggesting.identity == identities[1])
    window.wait(lambda: all(photo.ranking is not None for photo in window.photos()))
    window.wait(lambda: not window.program.work.inference.is_busy)
    second = {photo.ranking.model for photo in window.photos()}
    assert second == {identities[1]} != {identities[0]}
    probabilities = [max(photo.ranking.probabilities) for photo in window.photos()]
    window.close()
    kept = Catalog().rankings([photo.content for photo in window.photos()], identities[1])
    assert len(kept) == len({photo.content for photo in window.photos()})
    # The second one's answers are softer: those of the first one among them would stick out.
    assert max(max(ranking.probabilities) for ranking in kept.values()) == max(probabilities) < 0.9


def test_what_was_cancelled_is_asked_of_no_other_model(window, colours):
    for number in range(12, 150):
        model_factory.photo(colours / f"{number:03d}.png", NAMES[number % 4], seed=number)
    window.trigger("rescan")
    window.wait(lambda: len(window.photos()) == 150)
    suggesting, started = window.program.suggesting, []
    window.program.work.inference.started.connect(started.append)
    window.trigger("suggest-all")
    window.wait(lambda: any(photo.ranking is not None for photo in window.photos()))
    suggesting.cancel()
    suggesting.use_model("other:0123456789abcdef")
    window.wait(lambda: not window.program.work.inference.is_busy)
    assert len(started) == 1
    assert all(photo.ranking is None for photo in window.photos())


def test_cancelling_keeps_what_came_and_goes_on_there(window):
    window.trigger("suggest-all")
    window.window.actions_["stop"].trigger()
    window.wait(lambda: "Stopped" in window.message or "suggestion now" in window.message)
    window.window.messages.clear()
    window.trigger("suggest-all")
    window.wait(lambda: all(photo.ranking for photo in window.photos()))


def test_a_damaged_model_is_told(window, user_home):
    (user_home / "models" / "broken.landmarks").write_bytes(b"nothing")
    window.program.use_settings(window.program.settings.replace(model="broken"))
    window.trigger("suggest-all")
    window.wait(lambda: "broken" in window.message)
    window.wait(lambda: window.window.status.work_text == "")
    window.window.messages.button.click()
    window.wait(lambda: window.window.findChild(ModelsDialog))


def test_corrupt_photos_are_marked_and_listed(window, colours):
    (colours / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    window.trigger("rescan")
    window.wait(lambda: "bad.png" in window.names)
    window.trigger("suggest-all")
    done(window)
    window.wait(lambda: window.photo("bad.png").problem)
    assert "could not be read" in window.message


def test_closing_while_it_runs(window):
    window.trigger("suggest-all")
    window.close()
    assert not window.program.work.inference.is_busy


def test_another_folder_while_it_runs(window, folder):
    window.trigger("suggest-all")
    window.open(folder)
    assert len(window.names) == 5


def test_the_folder_goes_while_it_runs(window, colours):
    window.trigger("suggest-all")
    shutil.rmtree(colours)
    window.wait(lambda: not window.program.work.inference.is_busy)
    window.wait(lambda: window.message)


def test_suggesting_as_soon_as_a_folder_is_opened(start, colours):
    settings_file.save(settings_file.load().replace(suggest_on_open=True))
    window = start()
    window.open(colours)
    window.wait(lambda: all(photo.ranking for photo in window.photos()))
