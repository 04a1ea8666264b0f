"""The settings' page of photo managers, with the hosts of a home made for the test."""

import os
import threading

import gui_tools
import pytest
from host_home import Home

from landmark_gui.integrations import HOSTS
from landmark_gui.settings import Settings
from landmark_gui.ui import integration_texts, integrations_page
from landmark_gui.ui.settings_dialog import SettingsDialog

pytestmark = pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
NEMO = ".local/share/nemo/actions/landmark-tagger.nemo_action"


@pytest.fixture
def home(tmp_path, monkeypatch):
    return Home(tmp_path, monkeypatch, hosts=("nemo", "thunar", "gthumb"))


@pytest.fixture
def page(home, qapp, qtbot):
    """The page as it is when it has looked at the hosts."""
    with gui_tools.no_new_threads(qtbot):
        dialog = SettingsDialog(Settings())
        qtbot.addWidget(dialog)
        dialog.pages.setCurrentWidget(dialog.integrations)
        dialog.show()
        wait_for(qtbot, lambda: states(dialog.integrations))
        yield dialog.integrations


def wait_for(qtbot, condition):
    qtbot.waitUntil(lambda: bool(condition()), timeout=gui_tools.WAIT_MS)


def states(page) -> dict[str, str]:
    return {item.text(0): item.text(1) for item in page._items()}


def apply(page, qtbot):
    """Applies what is ticked and waits until that is done."""
    assert page.apply.isEnabled()
    page.apply.click()
    assert not page.apply.isEnabled(), "one after the other"
    wait_for(qtbot, lambda: not page._busy)


def test_what_is_here_is_listed(page):
    found = states(page)
    assert found["Nemo"] == "not installed"
    assert found["Caja"] == "program not found"
    assert "Windows Explorer" not in found
    assert not page.apply.isEnabled()
    assert page.message.isHidden()


def test_ticks_show_what_will_change_and_apply_it(page, home, qtbot):
    before = home.snapshot()
    page.tick("nemo", True)
    wait_for(qtbot, page.preview.toPlainText)
    assert f"+++ {home.path / NEMO}" in page.preview.toPlainText()
    assert home.snapshot() == before
    apply(page, qtbot)
    assert (home.path / NEMO).exists()
    assert states(page)["Nemo"] == "installed"
    assert page.message.text().startswith("Done.")
    assert page.preview.toPlainText() == ""
    page.tick("nemo", False)
    wait_for(qtbot, lambda: "+++ /dev/null" in page.preview.toPlainText())
    apply(page, qtbot)
    assert home.snapshot() == before


def test_ticks_that_are_put_back_change_nothing(page, qtbot):
    page.tick("nemo", True)
    wait_for(qtbot, page.preview.toPlainText)
    page.tick("nemo", False)
    wait_for(qtbot, lambda: not page.preview.toPlainText())
    assert not page.apply.isEnabled()
    assert not page.pending


def test_what_the_person_changed_is_replaced_only_on_request(page, home, qtbot):
    page.tick("nemo", True)
    page.tick("thunar", True)
    apply(page, qtbot)
    mine = home.write(NEMO, b"mine")
    page.tick("nemo", False)
    apply(page, qtbot)
    assert "was changed since it was installed" in page.message.text()
    assert mine.read_bytes() == b"mine"
    assert states(page)["Nemo"] == "installed, changed by you"
    assert not page.force.isHidden()
    page.force.setChecked(True)
    page.tick("thunar", False)  # a new wish takes the permission back
    assert not page.force.isChecked()
    wait_for(qtbot, lambda: not page.force.isHidden() or "uca.xml" in page.preview.toPlainText())
    page.tick("nemo", False)
    page.force.setChecked(True)
    apply(page, qtbot)
    assert not mine.exists()
    assert "mine" not in page.message.text()
    assert "overwritten" in page.message.text()


def test_malformed_files_are_told_before_anything_is_done(page, home, qtbot):
    path = home.write(".config/Thunar/uca.xml", b"<actions>")
    page.tick("thunar", True)
    wait_for(qtbot, page.message.text)
    assert f"{path}: is damaged in line 1" in page.message.text()


def test_without_an_installed_program_the_reason_is_told(home, qapp, qtbot, monkeypatch):
    home.program.chmod(0o644)
    monkeypatch.setattr("sysconfig.get_path", lambda *_: str(home.path))
    with gui_tools.no_new_threads(qtbot):
        page = integrations_page.IntegrationsPage()
        qtbot.addWidget(page)
        page.show()
        wait_for(qtbot, page.message.text)
        assert "landmark-gui is not installed" in page.message.text()


def test_pressing_ok_with_open_ticks_asks_first(page, qtbot):
    dialog = page.window()
    page.tick("nemo", True)
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog._take()
    assert dialog.isVisible()
    assert "Press Apply first" in page.message.text()
    page.tick("nemo", False)
    with qtbot.waitSignal(dialog.chosen):
        dialog._take()


def test_the_disk_is_left_to_other_threads(page, qtbot, monkeypatch):
    seen = []
    real = integrations_page.change

    def noting(*arguments, **options):
        seen.append(threading.current_thread() is threading.main_thread())
        return real(*arguments, **options)

    monkeypatch.setattr(integrations_page, "change", noting)
    page.tick("nemo", True)
    wait_for(qtbot, page.preview.toPlainText)
    apply(page, qtbot)
    assert seen == [False, False]


def test_all_texts_can_be_translated():
    texts = {text for host in HOSTS for text in (host.shows, host.note) if text}
    texts |= {"Applications menu", "Nautilus (Files)"}
    known = {text for text in integration_texts.TEXTS if isinstance(text, str)}
    assert known == texts
