"""The small dialog "Suggest location": every key and action, with a real tiny model, real files and a real socket."""

import json
import os

import model_factory
import photo_factory
from known_suggestions import EIFFEL, remember
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from suggest_tools import opened

from landmark_gui import settings as settings_file
from landmark_gui import taught
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.content import content_id
from landmark_gui.library.decisions import DecisionKind, accept
from landmark_gui.metadata import read_metadata
from landmark_gui.models.marks import Mark, mark_of
from landmark_gui.taught import Example, TaughtLandmark
from landmark_gui.ui import theme

AGRA = (27.175, 78.042)


def test_the_dialog_says_what_it_is(small, photos):
    opened(small, photos)
    assert small.dialog.windowTitle() == "Suggest location"
    assert small.dialog.accessibleName() == "Suggest location"
    assert [photo.file.name for photo in small.photos] == ["a.png", "b.png", "c.png", "d.png"]
    assert [mark_of(photo) for photo in small.photos][3] is Mark.NO_LANDMARK
    assert small.dialog.strip.isVisible()
    assert small.dialog.count.text() == "1 / 4 · 4 waiting"
    assert small.dialog.review.candidates.rows[0].name == "Eiffel Tower"


def test_one_photo_needs_no_strip(small, photos):
    opened(small, photos[:1])
    assert not small.dialog.strip.isVisible()
    assert not small.dialog.actions_["same-for-all"].isVisible()


def test_where_the_camera_stood_counts(small, user_home, tmp_path):
    settings_file.save(settings_file.Settings().replace(device="cpu"))
    paths = [tmp_path / "one/far.jpg", tmp_path / "other/near.jpg"]  # in one folder they would count for each other
    for path, place in zip(paths, (AGRA, (48.857, 2.295)), strict=True):
        path.parent.mkdir()
        scene = photo_factory.scene(160, 120, seed=len(path.name))
        photo_factory.save(path, scene, exif=photo_factory.exif(gps=place))
    remember(dict.fromkeys(paths, EIFFEL))
    caller = opened(small, paths, write=False, form="json")
    small.wait(lambda: not small.quick.weighing.is_busy)
    assert small.photo("far.jpg").verdict is Verdict.AMBIGUOUS
    assert small.photo("near.jpg").verdict is Verdict.CONFIDENT
    assert "camera's position contradicts" in small.dialog.review._words.text()
    small.press("1")
    small.press("1")
    small.dialog.close()
    small.wait(lambda: caller.code is not None)
    results = {os.path.basename(value["path"]): value for value in map(json.loads, caller.lines)}
    assert {name: value["verdict"] for name, value in results.items()} == {
        "far.jpg": "ambiguous",
        "near.jpg": "confident",
    }
    far, near = (results[path.name]["candidates"][0]["probability"] for path in paths)
    assert far < 0.95 < near, "less, and more, than the picture alone says"


def test_landmarks_taught_meanwhile_are_known(small, photos):
    opened(small, photos[:1])
    small.dialog.close()
    small.wait(lambda: not small.quick.is_open)
    assert small.quick.names.gazetteer.find("our-mill") is None
    examples = tuple(Example(str(path)) for path in photos[:3])
    taught.save([TaughtLandmark("our-mill", "Our Mill", examples, 50.0, 8.0)])
    opened(small, photos[1:2])
    small.wait(lambda: small.quick.names.gazetteer.find("our-mill") is not None)
    assert small.quick.names.name("our-mill") == "Our Mill"


def test_what_the_key_would_write_is_shown_before(small, photos):
    opened(small, photos[:1])
    small.wait(lambda: "Accepting 1 puts into a.png" in small.dialog.plan_heading.text())
    assert "Eiffel Tower · Places › France › Paris › Eiffel Tower" in small.dialog.plan_line.text()
    assert "dc:subject: – → Eiffel Tower" in small.dialog.plan_line.toolTip()
    assert not read_metadata(photos[0]).keywords


def test_digit_and_enter_write_and_tell(small, photos):
    caller = opened(small, photos[:1], host="digikam")
    small.press("1")
    assert small.photo("a.png").decision.landmark == "eiffel-tower"
    small.wait(lambda: "To be written into a.png" in small.dialog.plan_heading.text())
    assert not read_metadata(photos[0]).keywords
    assert small.go_text == "Write 1 File"
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "1 file written." in small.message)
    assert "Reread Metadata" in small.message
    assert read_metadata(photos[0]).keywords == ("Eiffel Tower",)
    assert mark_of(small.photo("a.png")) is Mark.WRITTEN
    assert caller.code is None
    assert small.go_text == "Close"
    small.press(Qt.Key.Key_Return)
    assert small.end_of(caller) == 0
    assert not small.dialog.isVisible()
    path, probability, latitude, longitude, place = caller.lines[0].split("\t")
    assert (path, place) == (str(photos[0]), "Places|France|Paris|Eiffel Tower")
    assert 0 < float(probability) <= 1
    assert (latitude, longitude) == ("48.858300", "2.294500")


def test_each_digit_accepts_its_candidate(small, photos):
    opened(small, photos[:1])
    for number, row in enumerate(small.dialog.review.candidates.rows, 1):
        small.press(str(number))
        small.wait(lambda key=row.key: small.photo("a.png").decision.landmark == key)


def test_a_click_on_a_candidate_accepts_it(small, photos):
    opened(small, photos[:1])
    view = small.dialog.review._list
    where = view.visualRect(view.model().index(1, 0)).center()
    small.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert small.photo("a.png").decision.landmark == small.dialog.review.candidates.rows[1].key


def test_0_and_s_decide_and_go_on(small, photos):
    opened(small, photos)
    small.press("0")
    assert small.photo("a.png").decision.kind is DecisionKind.NO_LANDMARK
    assert small.quick.review.photo.file.name == "b.png"
    small.press("s")
    assert small.photo("b.png").decision.kind is DecisionKind.SKIPPED
    assert small.quick.review.photo.file.name == "c.png"
    assert small.dialog.count.text() == "3 / 4 · 2 waiting"


def test_arrows_go_through_the_photos(small, photos):
    opened(small, photos)
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left):
        small.press(key)
        seen.append(small.quick.review.photo.file.name)
    assert seen == ["b.png", "c.png", "b.png", "a.png", "a.png"]


def test_the_first_candidate_for_all_that_wait(small, photos):
    opened(small, photos)
    small.press(Qt.Key.Key_Right)
    small.press("0")
    small.press(Qt.Key.Key_Left)
    small.press(Qt.Key.Key_Left)
    assert small.quick.review.photo.file.name == "a.png"
    small.press("a")
    assert "3 photos" in small.message
    kinds = {photo.file.name: photo.decision.landmark for photo in small.photos}
    assert kinds == {"a.png": "eiffel-tower", "b.png": "", "c.png": "eiffel-tower", "d.png": "eiffel-tower"}
    small.press("u")
    small.wait(lambda: sum(photo.decision.is_reviewed for photo in small.photos) == 1)


def test_the_same_as_was_accepted_for_all_others(small, photos):
    opened(small, photos)
    small.press("2")
    second = small.photo("a.png").decision.landmark
    small.press(Qt.Key.Key_Left)
    small.press("a")
    assert [photo.decision.landmark for photo in small.photos] == [second] * 4
    assert small.dialog.count.text().endswith("All decided")
    small.press("a")
    assert "No other photo" in small.message


def test_search_finds_any_landmark(small, photos):
    caller = opened(small, photos[:1], write=False, form="json")
    small.press("/")
    search = small.quick.review._search
    small.wait(search.isVisible)
    small.qtbot.keyClicks(search.field, "petra")
    small.wait(lambda: search.list.model().rowCount() and search.list.currentIndex().data() == "Petra")
    small.qtbot.keyClick(search.field, Qt.Key.Key_Return)
    small.wait(lambda: small.photo("a.png").decision.landmark == "petra")
    small.press(Qt.Key.Key_Return)
    assert small.end_of(caller) == 0
    result = json.loads(caller.lines[0])
    assert result["candidates"][0]["landmark"] == "petra"
    assert result["candidates"][0]["probability"] is None
    assert result["write"] is None


def test_u_takes_back_write_and_decision(small, photos):
    before = photos[0].read_bytes()
    opened(small, photos[:1])
    assert not small.dialog.actions_["undo"].isEnabled()
    small.press("1")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "written" in small.message)
    small.press("u")
    small.wait(lambda: "as it was" in small.message)
    assert photos[0].read_bytes() == before
    assert small.photo("a.png").decision.landmark == "eiffel-tower"
    small.press("u")
    small.wait(lambda: not small.photo("a.png").decision.is_reviewed)
    assert not small.dialog.actions_["undo"].isEnabled()


def test_take_back_by_the_button(small, photos):
    before = photos[0].read_bytes()
    opened(small, photos[:1])
    small.press("1")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "written" in small.message)
    small.dialog.messages.button.click()
    small.wait(lambda: "as it was" in small.message)
    assert photos[0].read_bytes() == before


def test_all_that_was_accepted_is_one_batch(small, photos):
    caller = opened(small, photos)
    small.press("1")
    small.press("1")
    small.press("0")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "2 files written." in small.message)
    small.press(Qt.Key.Key_Escape)
    assert small.end_of(caller) == 0
    assert [line.split("\t")[0] for line in caller.lines] == [str(photos[0]), str(photos[1])]
    assert [read_metadata(photo).keywords for photo in photos] == [
        ("Eiffel Tower",), ("Golden Gate Bridge",), (), (),
    ]  # fmt: skip


def test_no_write_only_decides(small, photos):
    caller = opened(small, photos[:1], write=False)
    assert "Nothing is written" in small.dialog.plan_heading.text()
    assert "Places › France › Paris › Eiffel Tower · 48.85830" in small.dialog.plan_line.text()
    before = photos[0].read_bytes()
    small.press("1")
    assert small.go_text == "Close"
    small.press(Qt.Key.Key_Return)
    assert small.end_of(caller) == 0
    assert caller.lines[0].endswith("Places|France|Paris|Eiffel Tower")
    assert photos[0].read_bytes() == before


def test_escape_without_a_decision_is_cancelled(small, photos):
    caller = opened(small, photos)
    small.press(Qt.Key.Key_Escape)
    assert small.end_of(caller) == 1
    assert caller.lines == []


def test_escape_asks_once_before_accepted_ones_stay_unwritten(small, photos):
    caller = opened(small, photos[:1])
    small.press("1")
    small.press(Qt.Key.Key_Escape)
    assert small.dialog.isVisible()
    assert "not written yet" in small.message
    small.press(Qt.Key.Key_Escape)
    small.wait(lambda: not small.dialog.isVisible())
    assert small.end_of(caller) == 0
    assert not read_metadata(photos[0]).keywords
    with Catalog() as catalog:  # where the photo lies is kept by another thread
        small.wait(lambda: len(catalog.unwritten()) == 1)


def test_escape_speaks_of_as_many_as_the_button_writes(small, photos):
    """Also of those that were accepted on another evening; but they alone do not keep the dialog open."""
    with Catalog() as catalog:
        catalog.decide([content_id(photo) for photo in photos[2:]], accept("taj-mahal"))
    caller = opened(small, photos)
    small.press("1")
    assert small.go_text == "Write 3 Files"
    small.press(Qt.Key.Key_Escape)
    assert small.message.startswith("3 accepted photos are not written yet")
    small.dialog.messages.button.click()
    assert small.end_of(caller) == 0
    assert [bool(read_metadata(photo).keywords) for photo in photos] == [True, False, True, True]


def test_write_and_close_by_the_button(small, photos):
    caller = opened(small, photos[:1])
    small.press("1")
    small.press(Qt.Key.Key_Escape)
    small.dialog.messages.button.click()
    assert small.end_of(caller) == 0
    assert not small.dialog.isVisible()
    assert read_metadata(photos[0]).keywords == ("Eiffel Tower",)


def test_closing_while_it_writes_waits_for_the_end(small, photos):
    caller = opened(small, photos, form="json")
    small.press("a")
    small.press(Qt.Key.Key_Return)
    small.press(Qt.Key.Key_Escape)
    assert small.end_of(caller) == 0
    assert [json.loads(line)["write"]["status"] for line in caller.lines] == ["written"] * 4
    assert all(read_metadata(photo).keywords for photo in photos)


def test_written_at_once_where_the_setting_says_so(small, photos):
    settings_file.save(settings_file.load().replace(write_at_once=True))
    opened(small, photos)
    small.press("1")
    small.press("1")
    small.wait(lambda: all(read_metadata(photo).keywords for photo in photos[:2]))


def test_keys_of_the_settings_are_used(small, photos):
    settings_file.save(settings_file.load().replace(keys='{"skip": "J"}'))
    opened(small, photos[:1])
    small.press("s")
    assert not small.photo("a.png").decision.is_reviewed
    small.press("j")
    assert small.photo("a.png").decision.kind is DecisionKind.SKIPPED


def test_unreadable_files_never_stop_the_rest(small, photos, tmp_path):
    broken, missing = tmp_path / "in" / "broken.jpg", tmp_path / "in" / "missing.jpg"
    os.mkfifo(broken)
    caller = opened(small, [photos[0], broken, missing], form="json")
    assert mark_of(small.photo("broken.jpg")) is Mark.ERROR
    assert "no such file" in small.photo("missing.jpg").problem
    small.press("1")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "written" in small.message)
    small.quick.photos.files_changed([photos[0]])
    small.wait(lambda: not small.quick.work._scan.is_busy)
    small.press(Qt.Key.Key_Return)
    assert small.end_of(caller) == 4
    results = {os.path.basename(value["path"]): value for value in map(json.loads, caller.lines)}
    assert results["missing.jpg"]["error"]
    assert results["a.png"]["error"] is None
    assert any("broken.jpg" in complaint for complaint in caller.complaints)


def test_nothing_readable_at_all(small, tmp_path, photos):
    broken = tmp_path / "broken.jpg"
    os.mkfifo(broken)
    caller = small.ask(broken, tmp_path / "gone.jpg")
    small.wait(lambda: len(small.photos) == 2 and all(photo.problem for photo in small.photos))
    assert "Cannot be read" in small.dialog.review._title.text()
    small.press("1")
    small.press(Qt.Key.Key_Escape)
    assert small.end_of(caller) == 2
    assert caller.complaints[-1] == "None of these files could be read."


def test_no_model_leaves_the_search(small, photos):
    settings_file.save(settings_file.load().replace(model="gone"))
    caller = small.ask(photos[0])
    small.wait(lambda: "gone" in small.message)
    assert small.dialog.review._title.text() == "No suggestion"
    small.press(Qt.Key.Key_Escape)
    assert small.end_of(caller) == 3


def test_the_model_is_asked_about_new_photos(small, user_home, tmp_path):
    (user_home / "models").mkdir()
    model_factory.make_model(user_home / "models" / "colours.landmarks")
    settings_file.save(settings_file.Settings().replace(model="colours", device="cpu"))
    photo = model_factory.photo(tmp_path / "new.png", "Eiffel_Tower")
    broken = tmp_path / "zzz.jpg"
    broken.write_bytes(b"\xff\xd8\xff" + bytes(60))
    caller = opened(small, [photo, broken])
    assert mark_of(small.photo("zzz.jpg")) is Mark.ERROR
    assert small.dialog.review.candidates.rows[0].key == "eiffel-tower"
    small.press("1")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "written" in small.message)
    small.press(Qt.Key.Key_Return)
    assert small.end_of(caller) == 4
    with Catalog() as catalog:
        assert catalog.decisions([content_id(photo)])


def test_the_theme_changes_while_it_is_open(small, photos, qapp):
    opened(small, photos)
    for choice in ("dark", "light"):
        theme.apply(qapp, choice)
        QApplication.processEvents()
    assert small.dialog.isVisible()
