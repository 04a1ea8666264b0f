"""Small windows: what must stay whole, what gives way, and that all of it can be reached."""

import pytest
from PySide6.QtWidgets import QApplication

from landmark_gui import settings as settings_file
from landmark_gui.ui.action_button import ActionButton
from landmark_gui.ui.review_panel import ReviewPanel

FIVE = [(key, 0.19) for key in ("eiffel-tower", "petra", "taj-mahal", "stonehenge", "colosseum")]


@pytest.fixture(params=["en", "de"])
def window(request, start, folder, qapp):
    """An accepted photo, with five candidates."""
    settings_file.save(settings_file.Settings().replace(language=request.param, advance=False))
    font = qapp.font()
    opened = start()
    opened.open(folder)
    opened.suggest(a=FIVE, b=FIVE, c=FIVE)
    opened.go_to("a.jpg")
    opened.press("1")
    yield opened
    qapp.setFont(font)


def squashed(panel: ReviewPanel) -> list[str]:
    """The buttons of the panel that are not whole, or not within it."""
    details = panel._details
    return [
        button.text()
        for button in details.findChildren(ActionButton)
        if button.parentWidget() is details
        and (button.height() < button.sizeHint().height() or not details.rect().contains(button.geometry()))
    ]


def is_laid_out(panel: ReviewPanel) -> bool:
    """Whether the buttons are whole and the panel ends where its parts end."""
    return not squashed(panel) and panel.preview.height() + panel._details.height() == panel.height()


@pytest.mark.parametrize("points", [0, 14], ids=["plain", "large"])
@pytest.mark.parametrize("size", [(720, 480), (760, 520), (760, 600), (1024, 580)], ids=str)
def test_the_buttons_are_whole(window, qapp, size, points):
    if points:
        font = qapp.font()
        font.setPointSizeF(points)
        qapp.setFont(font)
    panel = window.window.review
    window.window.resize(*size)
    window.wait(lambda: is_laid_out(panel))
    window.trigger("why")
    window.wait(lambda: panel.why.isVisible() and is_laid_out(panel))
    panel.set_scope(3)
    window.window.messages.tell("Something happened.", button="Do", do=lambda: None, lasting=True)
    window.wait(lambda: is_laid_out(panel))
    assert len([b for b in panel._details.findChildren(ActionButton) if b.parentWidget() is panel._details]) == 6


def test_the_preview_gives_way_before_anything_scrolls(window):
    panel = window.window.review
    bar = panel._body.verticalScrollBar()
    window.window.resize(1024, 700)
    window.wait(lambda: is_laid_out(panel) and panel.preview.height() > 110 and bar.maximum() == 0)
    window.window.resize(760, 480)
    window.wait(lambda: is_laid_out(panel) and panel.preview.height() == 0 and bar.maximum() > 0)
    window.window.resize(1024, 700)
    window.wait(lambda: is_laid_out(panel) and panel.preview.height() > 110 and bar.maximum() == 0)


def test_what_does_not_fit_is_reached_by_scrolling_and_the_next_photo_begins_at_the_top(window):
    panel = window.window.review
    window.trigger("why")
    window.window.resize(720, 480)
    bar = panel._body.verticalScrollBar()
    window.wait(lambda: is_laid_out(panel) and bar.maximum() > 0)
    viewport = panel._body.viewport()
    bar.setValue(bar.maximum())
    last = panel.nearest
    assert viewport.rect().contains(last.mapTo(viewport, last.rect().bottomLeft()))
    window.go_to("c.jpg")
    assert bar.value() == 0


def test_a_text_beside_a_key_ends_in_an_ellipsis(window):
    button = window.window.review._details.findChildren(ActionButton)[-1]
    button.setParent(None)
    button.show()
    QApplication.processEvents()
    button.resize(button.sizeHint())
    whole = button.grab().toImage()
    assert button.shown_text() == button.text()
    button.resize(button.sizeHint().width() - 20, button.height())
    assert button.shown_text().endswith("…")
    assert button.grab().toImage() != whole
    button.deleteLater()
