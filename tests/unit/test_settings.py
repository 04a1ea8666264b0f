"""Settings: declared, checked, kept, refused where damaged."""

import json
import os
from pathlib import Path

import pytest

from landmark_gui import paths, settings
from landmark_gui.settings import SETTINGS, Group, Settings, SettingsError


def test_defaults_where_there_is_no_file():
    loaded = settings.load()
    assert {setting.name: loaded.get(setting.name) for setting in SETTINGS} == {
        setting.name: setting.default for setting in SETTINGS
    }
    assert (loaded.text("model"), loaded.text("device"), loaded.text("language")) == ("", "auto", "")
    assert (loaded.text("theme"), loaded.whole("thumbnail_size")) == ("system", 192)
    assert loaded.flag("write_at_once") is False
    assert loaded.number("accept_probability") == 0.9


def test_every_setting_is_declared_in_full():
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert len({setting.title for setting in SETTINGS}) == len(SETTINGS)
    assert {setting.group for setting in SETTINGS} == set(Group)
    for setting in SETTINGS:
        assert settings.declared(setting.name) is setting
        assert setting.check(setting.default) == setting.default
        assert setting.description.endswith(".")
        assert setting.title
        assert not setting.title.endswith(".")
        assert all(setting.check(choice) == choice for choice in setting.choices)
        assert (setting.minimum is None) == (setting.maximum is None)
        if setting.minimum is not None:
            assert setting.check(setting.type(setting.minimum)) == setting.minimum
            assert setting.check(setting.type(setting.maximum)) == setting.maximum


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("thumbnail_size", 95),
        ("thumbnail_size", 513),
        ("thumbnail_size", 192.0),
        ("thumbnail_size", True),
        ("accept_probability", 1.01),
        ("accept_probability", float("nan")),
        ("write_at_once", 1),
        ("device", "quantum"),
        ("device", "cuda:"),
        ("language", "German!"),
        ("hierarchy_separator", ""),
        ("hierarchy_separator", "||"),
        ("digikam_separator", "a"),
        ("digikam_separator", "\n"),
        ("keyword_root", " Places"),
        ("keyword_root", "a\0b"),
        ("keys", "[]"),
        ("keys", "{"),
        ("keys", '{"undo": 3}'),
    ],
)
def test_values_that_a_setting_may_not_have(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings().replace(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("device", "cuda:1"),
        ("language", "pt_BR"),
        ("keyword_language", "zh-Hans"),
        ("keyword_root", ""),
        ("keyword_root", "Lugares del mundo"),
        ("accept_probability", 1),
        ("digikam_separator", "|"),
        ("keys", '{"undo": "Ctrl+Z"}'),
    ],
)
def test_values_that_a_setting_may_have(name, value):
    assert Settings().replace(**{name: value}).get(name) == value


def test_reset_goes_back_to_the_defaults_and_keeps_later_versions_entries():
    changed = Settings(unknown={"later": 1}).replace(theme="dark", top_k=3, write_iptc=False)
    assert changed.reset("theme").chosen == {"top_k": 3, "write_iptc": False}
    assert changed.reset().chosen == {}
    assert changed.reset().unknown == {"later": 1}


def test_settings_are_found_by_words_in_any_order_and_case():
    assert [setting.name for setting in settings.search("SIZE thumb")] == ["thumbnail_size"]
    assert "theme" in [setting.name for setting in settings.search("dark")]
    assert settings.search("no such words at all") == []
    assert settings.search("") == list(SETTINGS)


def test_what_is_saved_is_loaded():
    settings.save(Settings().replace(model="größer", device="cpu"))
    assert settings.load().text("model") == "größer"
    assert settings.load().text("device") == "cpu"
    assert json.loads(paths.settings_file().read_text(encoding="utf-8"))["format_version"] == settings.FORMAT_VERSION
    assert [path.name for path in paths.data_folder().iterdir()] == ["settings.json"]


def test_replace_makes_a_new_value():
    before = Settings()
    after = before.replace(model="a")
    assert (before.text("model"), after.text("model")) == ("", "a")
    for changes in ({"model": 3}, {"no_such_setting": "x"}):
        with pytest.raises(SettingsError):
            before.replace(**changes)
    with pytest.raises(KeyError):
        before.get("no_such_setting")


def test_entries_of_later_versions_survive_and_faulty_values_fall_back(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"format_version": 9, "settings": {"later": [1], "device": 7, "model": "m"}}))
    loaded = settings.load(path)
    assert (loaded.text("device"), loaded.text("model")) == ("auto", "m")
    settings.save(loaded.replace(language="de"), path)
    assert json.loads(path.read_text())["settings"] == {"later": [1], "model": "m", "language": "de"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"settings": 3}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_named(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match="damaged") as caught:
        settings.load(path)
    assert str(path) in str(caught.value)


def test_changes_leave_alone_what_others_changed_meanwhile(tmp_path):
    path = tmp_path / "settings.json"
    before = Settings().replace(theme="dark", top_k=3)
    settings.save(before, path)
    settings.save(settings.load(path).replace(model="mine", top_k=9), path)
    settings.keep_changes(before, before.replace(theme="light", top_k=4, language="de"), path)
    after = settings.load(path)
    assert (after.text("theme"), after.whole("top_k"), after.text("language"), after.text("model")) == (
        "light", 4, "de", "mine",
    )  # fmt: skip
    settings.keep_changes(after, after.reset("language"), path)
    assert settings.load(path) == after.reset("language")


def test_where_nothing_changed_nothing_is_written(tmp_path):
    path = tmp_path / "settings.json"
    settings.keep_changes(Settings(), Settings(), path)
    assert not path.exists()
    path.write_bytes(b"damaged, and perhaps worth a look")
    settings.keep_changes(Settings().replace(theme="dark"), Settings().replace(theme="dark"), path)
    assert path.read_bytes() == b"damaged, and perhaps worth a look"
    with pytest.raises(SettingsError, match="damaged"):
        settings.keep_changes(Settings(), Settings().replace(theme="dark"), path)
    assert path.read_bytes() == b"damaged, and perhaps worth a look"


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SettingsError, match="could not be written"):
        settings.save(Settings(), tmp_path / "file" / "settings.json")


def test_all_data_lies_under_the_variables_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LANDMARK_GUI_HOME", str(tmp_path / "home"))
    assert paths.data_folder() == tmp_path / "home"
    for path in (paths.settings_file(), paths.models_folder()):
        assert tmp_path / "home" in path.parents
    assert not paths.data_folder().exists()


def test_the_platforms_folders_where_the_variable_is_not_set(monkeypatch):
    monkeypatch.delenv("LANDMARK_GUI_HOME")
    for path in (paths.data_folder(), paths.settings_file(), paths.models_folder()):
        assert path.is_absolute()
        assert "landmark-tagger" in path.parts
    if os.name == "posix":
        monkeypatch.setenv("LANDMARK_GUI_HOME", "~/photos")
        assert paths.data_folder() == Path.home() / "photos"


def test_a_damaged_file_is_set_aside_whole():
    path = paths.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(("settings-damaged.json", "settings-damaged1.json")):
        path.write_text(f"{{{number}")
        with pytest.raises(SettingsError):
            settings.load()
        assert settings.set_aside() == path.with_name(name)
        assert path.with_name(name).read_text() == f"{{{number}"
        assert settings.load() == Settings()
    assert settings.set_aside() is None  # the person was quicker
    with pytest.raises(SettingsError, match="could not be renamed"):
        settings.set_aside(path.with_name("settings-damaged.json") / "below a file")
