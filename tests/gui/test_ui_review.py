"""Review by keyboard alone: every key of the issue, decisions on disk, undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from landmark_gui import settings as settings_file
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import SKIP, DecisionKind
from landmark_gui.models.marks import Mark, mark_of
from landmark_gui.ui.action_button import ActionButton

EIFFEL = [("eiffel-tower", 0.97), ("blackpool-tower", 0.02)]
UNSURE = [("taj-mahal", 0.5), ("humayun-s-tomb", 0.4), ("badshahi-mosque", 0.05)]
NONE = [("petra", 0.2), ("taj-mahal", 0.1)]


def suggested(window):
    window.suggest(a=EIFFEL, b=EIFFEL, c=UNSURE, d=EIFFEL, e=NONE)
    window.go_to("c.jpg")
    return window


def stored(window, name):
    """The decision in the catalog on disk."""
    content = window.photo(name).content
    with Catalog() as catalog:
        return catalog.decisions([content]).get(content)


def test_numbers_accept_candidates(window):
    suggested(window).press("2")
    assert window.photo("c.jpg").decision.landmark == UNSURE[1][0]
    window.wait(lambda: stored(window, "c.jpg") is not None)
    assert stored(window, "c.jpg").kind is DecisionKind.ACCEPTED
    assert mark_of(window.photo("c.jpg")) is Mark.ACCEPTED


def test_after_a_decision_the_next_unsure_photo_comes(window):
    suggested(window).press("1")
    assert window.current != "c.jpg"
    assert window.photo(window.current).decision.kind is DecisionKind.UNDECIDED


def test_zero_says_no_landmark(window):
    suggested(window).press("0")
    window.wait(lambda: stored(window, "c.jpg") is not None)
    assert stored(window, "c.jpg").kind is DecisionKind.NO_LANDMARK


def test_s_skips(window):
    suggested(window).press("s")
    assert window.photo("c.jpg").decision.kind is DecisionKind.SKIPPED


def test_x_rejects_for_ever(window, start, folder):
    suggested(window).press("x")
    photo = window.photo("c.jpg")
    assert photo.decision.kind is DecisionKind.UNDECIDED
    assert window.current == "c.jpg"
    assert window.window.review.candidates.rows[0].key == UNSURE[1][0]
    window.wait(lambda: stored(window, "c.jpg") is not None)
    window.close()
    again = start()
    again.open(folder)
    again.wait(lambda: again.photo("c.jpg").decision.rejected)
    again.suggest(c=UNSURE)
    again.go_to("c.jpg")
    assert UNSURE[0][0] not in {row.key for row in again.window.review.candidates.rows}


def test_u_takes_back_and_goes_there(window):
    suggested(window).press("1")
    window.press("0")
    window.press("u")
    window.wait(lambda: len([p for p in window.photos() if p.decision.is_reviewed]) == 1)
    window.press("u")
    window.wait(lambda: not window.photo("c.jpg").decision.is_reviewed)
    assert window.current == "c.jpg"
    window.press("u")
    window.wait(lambda: "no decision to undo" in window.message)


def test_shift_u_brings_back_what_was_undone(window):
    suggested(window).press("1")
    landmark = window.photo("c.jpg").decision.landmark
    window.press("u")
    window.wait(lambda: not window.photo("c.jpg").decision.is_reviewed)
    window.trigger("redo")
    window.wait(lambda: window.photo("c.jpg").decision.landmark == landmark)
    window.wait(lambda: getattr(stored(window, "c.jpg"), "landmark", None) == landmark)
    assert window.current == "c.jpg"
    window.trigger("redo")
    window.wait(lambda: "no decision to redo" in window.message)
    window.press("u")
    window.wait(lambda: not window.photo("c.jpg").decision.is_reviewed)
    window.program.deciding.act([window.program.review.current], SKIP)
    window.trigger("redo")
    window.wait(lambda: "no decision to redo" in window.message)
    assert window.photo("c.jpg").decision.kind is DecisionKind.SKIPPED


def test_enter_goes_by_uncertainty(window):
    suggested(window)
    window.go_to("e.jpg")
    seen = []
    for _ in range(5):
        window.press(Qt.Key.Key_Return)
        seen.append(window.current)
        window.program.deciding.act([window.program.review.current], SKIP)
    assert seen[0] == "c.jpg"
    assert seen[-1] == "e.jpg"
    window.press(Qt.Key.Key_Return)
    assert "reviewed" in window.message


def test_backspace_goes_back(window):
    suggested(window).press(Qt.Key.Key_Return)
    assert window.current != "c.jpg"
    window.press(Qt.Key.Key_Backspace)
    assert window.current == "c.jpg"


def test_space_gives_the_photo_the_window_and_back(window):
    suggested(window).press(Qt.Key.Key_Space)
    assert window.window.centre.isHidden()
    window.press(Qt.Key.Key_Space)
    assert not window.window.centre.isHidden()


def test_escape_leaves_the_large_preview(window):
    suggested(window).press(Qt.Key.Key_Space)
    window.press(Qt.Key.Key_Escape)
    assert not window.window.centre.isHidden()


def test_review_goes_on_in_the_large_preview(window):
    suggested(window).press(Qt.Key.Key_Space)
    window.press("1")
    assert window.photo("c.jpg").decision.landmark == UNSURE[0][0]
    assert window.window.centre.isHidden()


def test_arrows_move(window):
    window.go_to("a.jpg")
    window.press(Qt.Key.Key_Right)
    assert window.current == "b.jpg"
    window.press(Qt.Key.Key_Left)
    assert window.current == "a.jpg"
    window.press(Qt.Key.Key_End)
    assert window.current == "e.jpg"
    window.press(Qt.Key.Key_Home)
    assert window.current == "a.jpg"


def test_slash_searches_the_gazetteer_without_accents(window):
    suggested(window).press("/")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    window.press("chichen itza", widget=field)
    window.press(Qt.Key.Key_Return, widget=field)
    assert window.photo("c.jpg").decision.landmark == "chichen-itza"


def test_letters_typed_into_the_filter_decide_nothing(window):
    suggested(window)
    window.press("f", Qt.KeyboardModifier.ControlModifier)
    window.press("xs0/1u")
    assert QApplication.focusWidget().text() == "xs0/1u"
    assert not any(photo.decision.is_reviewed or photo.decision.rejected for photo in window.photos())


def test_a_selection_is_decided_at_once_and_undone_at_once(window):
    suggested(window)
    window.window.grid.select_rows([0, 1, 2], 0)
    window.press("1")
    chosen = [photo.decision.landmark for photo in window.photos()]
    assert chosen.count("eiffel-tower") == 3
    window.press("u")
    window.wait(lambda: not any(photo.decision.is_reviewed for photo in window.photos()))


def test_b_accepts_the_burst(window):
    suggested(window)
    window.go_to("a.jpg")
    window.press("b")
    accepted = {photo.file.name for photo in window.photos() if photo.decision.landmark}
    assert accepted == {"a.jpg", "b.jpg"}


def test_a_burst_spares_what_was_decided_otherwise(window):
    suggested(window)
    window.go_to("b.jpg")
    window.press("0")
    window.go_to("a.jpg")
    window.press("b")
    assert window.photo("b.jpg").decision.kind is DecisionKind.NO_LANDMARK


def test_a_click_on_a_candidate_accepts_it(window):
    suggested(window)
    candidates = window.window.review.findChild(type(window.window.review._list))
    rect = candidates.visualRect(candidates.model().index(1, 0))
    window.qtbot.mouseClick(candidates.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert window.photo("c.jpg").decision.landmark == UNSURE[1][0]


def test_a_model_never_changes_a_decision(window):
    suggested(window).press("0")
    window.suggest(c=EIFFEL)
    assert window.photo("c.jpg").decision.kind is DecisionKind.NO_LANDMARK


def test_buttons_in_the_panel_keep_space_and_enter(window):
    suggested(window)
    button = next(
        button
        for button in window.window.review.findChildren(type(window.window.review._suggest))
        if "Skip" in button.text()
    )
    button.setFocus()
    window.press(Qt.Key.Key_Space, widget=button)
    assert window.photo("c.jpg").decision.kind is DecisionKind.SKIPPED
    assert not window.window.centre.isHidden()


def panel_button(window, text):
    return next(button for button in window.window.review.findChildren(ActionButton) if text in button.text())


def test_a_click_on_a_button_leaves_the_keys_to_the_photos(window):
    """Space, Enter, arrows and letters go on as before: none of them repeats what was clicked."""
    suggested(window)
    grid = window.window.grid
    window.qtbot.mouseClick(panel_button(window, "Reject"), Qt.MouseButton.LeftButton)
    assert window.photo("c.jpg").decision.rejected == {UNSURE[0][0]}
    assert QApplication.focusWidget() is grid
    window.press(Qt.Key.Key_Space)
    assert window.window.centre.isHidden()
    window.press(Qt.Key.Key_Space)
    window.press(Qt.Key.Key_Return)
    assert window.current != "c.jpg"
    window.go_to("a.jpg")
    window.qtbot.mouseClick(panel_button(window, "Undo"), Qt.MouseButton.LeftButton)
    window.wait(lambda: not window.photo("c.jpg").decision.rejected)
    assert not any(photo.decision.rejected for photo in window.photos())
    window.go_to("a.jpg")
    window.qtbot.mouseClick(panel_button(window, "Next"), Qt.MouseButton.LeftButton)
    window.go_to("a.jpg")
    window.press(Qt.Key.Key_Right)
    assert window.current == "b.jpg"
    window.press("s")
    assert window.photo("b.jpg").decision.kind is DecisionKind.SKIPPED


def test_tab_reaches_the_buttons_all_the_same(window):
    suggested(window)
    for _ in range(20):
        window.press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is panel_button(window, "Reject"):
            return
    pytest.fail("Tab does not come to the button")


def test_keys_with_alt_press_no_button(window):
    suggested(window)
    window.go_to("a.jpg")
    button = next(
        button for button in window.window.review.findChildren(ActionButton) if "No Landmark" in button.text()
    )
    button.setFocus()
    window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier, widget=button)
    assert not window.photo("a.jpg").decision.is_reviewed
    assert any(type(dialog).__name__ == "MetadataDialog" for dialog in window.window.findChildren(QDialog))


@pytest.mark.parametrize("language", ["en", "de"])
def test_all_candidates_are_seen_in_a_small_window(start, folder, language):
    settings_file.save(settings_file.Settings().replace(language=language))
    window = start()
    window.open(folder)
    five = [(key, 0.19) for key in ("eiffel-tower", "petra", "taj-mahal", "stonehenge", "colosseum")]
    window.suggest(a=five)
    window.window.resize(1024, 700)
    window.go_to("a.jpg")
    candidates = window.window.review._list
    window.wait(
        lambda: candidates.visualRect(candidates.model().index(4, 0)).bottom() <= candidates.viewport().height()
    )
    small = candidates.sizeHintForRow(0)
    window.window.resize(1600, 1100)
    window.wait(
        lambda: (
            candidates.sizeHintForRow(0) > small
            and candidates.visualRect(candidates.model().index(4, 0)).bottom() <= candidates.viewport().height()
        )
    )


def test_nothing_to_reject_without_a_suggestion(window):
    window.go_to("d.jpg")
    assert not window.window.actions_["reject"].isEnabled()
    window.suggest(d=[("petra", 0.5)])
    assert window.window.actions_["reject"].isEnabled()


def test_decisions_wait_for_the_content_id(start, folder):
    window = start()
    window.program.control.open([folder])
    window.wait(lambda: len(window.names) == 5)
    window.suggest(a=EIFFEL)
    window.go_to("a.jpg")
    window.press("1")
    assert window.photo("a.jpg").decision.landmark == "eiffel-tower"
    window.wait(lambda: window.photo("a.jpg").facts_read and stored(window, "a.jpg") is not None)
    assert window.photo("a.jpg").decision.landmark == "eiffel-tower"
