"""Show where: the heat map over the preview, from a real tiny model in the inference worker."""

import dataclasses

import model_factory
import photo_factory
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from landmark_gui import settings as settings_file
from landmark_gui.inference import heat_scale
from landmark_gui.ui import heat_painting, theme
from landmark_gui.workers.inference_worker import InferenceWorker
from training import model_file

TOWER, _, TAJ = model_factory.COLOURS


def two(left: str, right: str) -> Image.Image:
    picture = Image.new("RGB", (160, 120))
    for name, x in ((left, 0), (right, 80)):
        picture.paste(model_factory.picture(model_factory.COLOURS[name], 80, 120), (x, 0))
    return picture


@pytest.fixture
def photos(user_home, tmp_path):
    """Two photos whose parts the tiny model knows, one stored turned; that model is the one in use."""
    (user_home / "models").mkdir()
    path = model_factory.make_model(user_home / "models" / "colours.landmarks")
    network, info = model_file.load(path)
    model_file.save(path, network, dataclasses.replace(info, data={"fingerprint": "abc"}))
    settings_file.save(settings_file.Settings().replace(model="colours", device="cpu"))
    folder = tmp_path / "photos"
    folder.mkdir()
    photo_factory.save(folder / "a.jpg", two(TOWER, TAJ), orientation=6, quality=95)
    photo_factory.save(folder / "b.jpg", two(TAJ, TOWER), quality=95)
    return folder


@pytest.fixture
def window(start, photos):
    opened = start()
    opened.open(photos)
    opened.program.suggesting.suggest(opened.model.table.ids())
    opened.wait(lambda: all(photo.ranking is not None for photo in opened.photos()))
    return opened


def preview(window):
    return window.window.review.preview


def shown(window):
    window.wait(lambda: preview(window).heat is not None)
    return preview(window)


def warmth(image: QImage) -> tuple[float, float]:
    """How yellow the left and the right half are."""

    def of(part: QImage) -> float:
        pixel = QColor(part.scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation).pixel(0, 0))
        return pixel.redF() - pixel.blueF()

    half = image.width() // 2
    return of(image.copy(0, 0, half, image.height())), of(image.copy(half, 0, half, image.height()))


def test_h_shows_where_and_hides_it_again(window):
    window.go_to("a.jpg")
    first = window.window.review.candidates.rows[0]
    window.press("h")
    assert window.window.actions_["heat"].isChecked()
    left, right = warmth(shown(window).heat)
    assert first.name in preview(window).heat_caption
    assert first.name in preview(window).accessibleDescription()
    assert (left > right) == (first.key == "eiffel-tower")
    window.press("h")
    assert preview(window).heat is None
    assert preview(window).heat_caption == ""


def test_loading_the_model_for_one_photo_ends_in_the_status_bar(start, photos, user_home):
    window = start()
    window.open(photos)
    window.suggest(a=[("eiffel-tower", 0.9), ("taj-mahal", 0.05)])
    window.go_to("a.jpg")
    window.press("h")
    shown(window)
    assert window.window.status.work_text == ""


def test_every_candidate_has_its_map(window):
    window.go_to("a.jpg")
    window.press("h")
    shown(window)
    found = {}
    rows = window.window.review.candidates.rows
    assert len(rows) == 3
    for row in rows:
        assert row.name in preview(window).heat_caption
        found[row.key] = warmth(preview(window).heat)
        window.press("h", Qt.KeyboardModifier.ShiftModifier)
    assert rows[0].name in preview(window).heat_caption
    assert found["eiffel-tower"][0] > found["eiffel-tower"][1]
    assert found["taj-mahal"][1] > found["taj-mahal"][0]


def test_the_candidate_under_the_pointer_is_shown(window):
    window.go_to("b.jpg")
    window.press("h")
    shown(window)
    rows, view = window.window.review.candidates.rows, window.window.review._list
    view.pointed.emit(rows[1].key)
    assert rows[1].name in preview(window).heat_caption
    view.pointed.emit("")
    assert rows[0].name in preview(window).heat_caption


def test_going_on_shows_the_next_photo_s_map_and_drops_the_other(window):
    window.go_to("a.jpg")
    window.press("h")
    before = warmth(shown(window).heat)
    window.go_to("b.jpg")
    assert preview(window).heat is None
    assert preview(window).heat_caption
    after = warmth(shown(window).heat)
    first_of_both = {photo.ranking.landmarks[0].landmark for photo in window.photos()}
    if len(first_of_both) == 1:  # the same landmark on the other side
        assert (before[0] > before[1]) != (after[0] > after[1])


def test_a_photo_that_is_gone_and_a_photo_without_suggestions_say_so(window, photos):
    window.go_to("b.jpg")
    (photos / "b.jpg").unlink()
    window.press("h")
    window.wait(lambda: "no such file" in preview(window).heat_caption.lower())
    assert preview(window).heat is None


def test_why_has_a_button_for_it(window):
    window.go_to("a.jpg")
    button = window.window.review._heat
    assert not button.isVisible()
    window.press("w")
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    shown(window)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.window.actions_["heat"].isChecked()
    assert preview(window).heat is None


def test_another_model_is_asked_anew(window, user_home):
    window.go_to("a.jpg")
    window.press("h")
    shown(window)
    model_factory.make_model(user_home / "models" / "other.landmarks", temperature=2.0)
    window.program.use_settings(window.program.settings.replace(model="other"))
    window.wait(lambda: preview(window).heat is None)
    window.program.suggesting.suggest(window.model.table.ids())
    shown(window)


def test_the_map_follows_the_zoom(window):
    window.go_to("a.jpg")
    window.press("h")
    view = shown(window)
    window.wait(lambda: view._picture is not None)
    whole = view.grab().toImage()
    at = QPointF(view._place().right() - 10, view._place().center().y())
    for _ in range(12):
        QTest.qWait(1)
        event = QWheelEvent(
            at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        view.wheelEvent(event)
    near = view.grab().toImage()
    # What is under the pointer stays there, photo and map alike.
    wanted = whole.pixelColor(at.toPoint())
    got = near.pixelColor(at.toPoint())
    assert view._place().width() > 3 * view.width()
    assert abs(wanted.redF() - got.redF()) < 0.2
    assert abs(wanted.blueF() - got.blueF()) < 0.2


def test_the_worker_tells_only_of_the_photo_wanted_last(qtbot, photos, user_home):
    worker = InferenceWorker()
    told = []
    worker.explained.connect(told.append)
    worker.configure("colours", "cpu")
    with qtbot.waitSignal(worker.explained, timeout=60_000):
        worker.explain(photos / "a.jpg")
        worker.explain(photos / "b.jpg")
    qtbot.waitUntil(lambda: not worker.is_busy, timeout=60_000)
    assert [explained.path.name for explained in told] == ["b.jpg"]
    assert set(told[0].maps) == {"eiffel-tower", "golden-gate-bridge", "taj-mahal"}
    worker.explain(photos / "a.jpg")
    worker.explain(None)
    qtbot.waitUntil(lambda: not worker.is_busy, timeout=60_000)
    assert len(told) <= 2
    assert worker.stop()


def test_the_worker_says_what_is_wrong_with_a_photo_or_a_model(qtbot, photos):
    (photos / "c.jpg").write_bytes(b"nothing")
    worker = InferenceWorker()
    worker.configure("colours", "cpu")
    with qtbot.waitSignal(worker.explained, timeout=60_000) as told:
        worker.explain(photos / "c.jpg")
    assert told.args[0].problem
    worker.configure("gone", "cpu")
    with qtbot.waitSignal(worker.explained, timeout=60_000) as told:
        worker.explain(photos / "a.jpg")
    assert "gone" in told.args[0].problem
    assert worker.stop()


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK])
def test_the_scale_is_even_and_the_legend_stays_in_the_picture(qapp, tokens):
    table = heat_scale.table()
    lightness = [0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue, _ in table]
    steps = [later - before for before, later in zip(lightness[::32], lightness[32::32], strict=False)]
    assert min(steps) > 0
    assert max(steps) < 2.5 * min(steps)
    image = QImage(300, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    heat_painting.paint_legend(painter, QRectF(50, 20, 200, 150), ("A very long text " * 9, "Tower"), True, tokens)
    painter.end()
    touched = [(x, y) for x in range(300) for y in range(200) if QColor.fromRgba(image.pixel(x, y)).alpha()]
    assert touched
    assert all(50 <= x <= 250 and 20 <= y <= 170 for x, y in touched)


def test_why_says_that_the_training_photos_are_elsewhere(window):
    window.go_to("a.jpg")
    window.press("w")
    view = window.window.review.nearest
    assert view.isVisible()
    window.wait(lambda: "not on this machine" in view.words.text())
    assert view.choose.isVisible()


def test_why_shows_the_training_photos_most_alike(window, user_home, tmp_path):
    data = tmp_path / "data"
    for number, name in enumerate(model_factory.COLOURS):
        for seed in range(4):
            model_factory.photo(data / f"train/{number:02}.{name}" / f"{seed}.png", name, seed=seed)
    window.go_to("a.jpg")
    window.press("w")
    view = window.window.review.nearest
    window.wait(view.choose.isVisible)
    window.program.nearest.use_folder(tmp_path)
    window.wait(lambda: "landmarks have a folder" in window.message)
    window.program.nearest.use_folder(data)
    window.wait(lambda: len(view.photos) == 4)
    first = window.window.review.candidates.rows[0].key
    wanted = {"eiffel-tower": "00.Eiffel_Tower", "taj-mahal": "02.Taj_Mahal"}[first]
    assert all(photo.path.parent.name == wanted for photo in view.photos)
    assert not any(photo.thumbnail.isNull() for photo in view.photos)
    opened = []
    view.opened.disconnect()
    view.opened.connect(opened.append)
    button = view.findChildren(QToolButton)[0]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened == [str(view.photos[0].path)]
    window.press("w")
    assert not view.isVisible()
