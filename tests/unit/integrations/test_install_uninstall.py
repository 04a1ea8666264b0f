"""Installing, installing again, uninstalling: idempotent, reversible, and careful with what the person changed."""

import json
import os
import subprocess
from pathlib import Path

import host_home
import pytest
from host_home import MIMEAPPS, SHARED, UCA, Home, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason=host_home.POSIX_ONLY)

SUGGEST = ".local/share/applications/landmark-tagger-suggest.desktop"
NEMO = ".local/share/nemo/actions/landmark-tagger.nemo_action"
CAJA = ".config/caja/scripts/Suggest location…"
ICON = ".local/share/icons/hicolor/48x48/apps/landmark-tagger.png"


def listed(capsys) -> dict[str, dict]:
    capsys.readouterr()
    assert run("list", "--format", "json") == 0
    return {host["host"]: host for host in json.loads(capsys.readouterr().out)}


@pytest.mark.parametrize("shared", [True, False], ids=["with shared files", "in an empty home"])
def test_install_twice_and_uninstall(home, capsys, shared):
    if shared:
        home.write_shared()
    before = home.snapshot()
    assert all(host["installed"] == "no" for host in listed(capsys).values())
    assert run("install") == 0
    installed = home.snapshot()
    assert all(host["found"] and host["installed"] == "yes" for host in listed(capsys).values())
    for name in (SUGGEST, NEMO, CAJA, ICON, *SHARED):
        assert name in installed
    capsys.readouterr()
    assert run("install", "--format", "json") == 0
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {result["status"] for result in results} == {"unchanged"}
    assert home.snapshot() == installed
    assert run("uninstall") == 0
    assert home.snapshot() == before
    assert not (home.path.parent / "records").exists() or not any((home.path.parent / "records").iterdir())


def test_dry_runs_change_nothing_and_show_everything(home, capsys):
    home.write_shared()
    before = home.snapshot()
    assert run("install", "--dry-run") == 0
    text = capsys.readouterr().out
    assert home.snapshot() == before
    assert f"--- {home.path}/.config/Thunar/uca.xml\n+++ {home.path}/.config/Thunar/uca.xml\n" in text
    assert "+\t<name>Suggest location…</name>\n" in text
    assert f"--- /dev/null\n+++ {home.path / NEMO}\n" in text
    assert '+pcall(require, "landmark_tagger")\n' in text
    assert f"Binary file {home.path / ICON} (" in text
    assert text.count(f"+++ {home.path / SUGGEST}\n") == 1, "what one host brings, the next one has"
    run("install")
    capsys.readouterr()
    installed = home.snapshot()
    assert run("uninstall", "--dry-run") == 0
    assert '-pcall(require, "landmark_tagger")\n' in capsys.readouterr().out
    assert home.snapshot() == installed


def test_only_some_hosts(home, capsys):
    home.write_shared()
    before = home.snapshot()
    assert run("install", "--only", "nemo,caja") == 0
    assert {name for name, host in listed(capsys).items() if host["installed"] == "yes"} == {"nemo", "caja"}
    assert home.read(".config/Thunar/uca.xml") == UCA
    assert run("uninstall", "--only", "caja") == 0
    assert CAJA not in home.snapshot()
    assert ICON in home.snapshot(), "Nemo's entry still needs it"
    assert run("uninstall", "--only", "caja") == 0
    assert run("uninstall", "--only", "nemo") == 0
    assert home.snapshot() == before


def test_hosts_that_share_an_entry_keep_it_until_the_last_one_goes(home):
    before = home.snapshot()
    run("install", "--only", "digikam,gwenview")
    run("uninstall", "--only", "digikam")
    assert SUGGEST in home.snapshot()
    run("uninstall", "--only", "gwenview")
    assert home.snapshot() == before


def test_hosts_that_are_not_here_are_left_out_unless_named(tmp_path, monkeypatch, capsys):
    home = Home(tmp_path, monkeypatch, hosts=("nemo",))
    assert run("install") == 0
    assert not (home.path / CAJA).exists()
    assert run("install", "--only", "caja") == 0
    assert "Caja was not found here" in capsys.readouterr().err
    assert (home.path / CAJA).exists()


@pytest.mark.parametrize(("only", "words"), [("nautilos", "'nautilos'"), ("", "no host"), ("nemo,x,y", "'x', 'y'")])
def test_unknown_hosts_are_named(home, capsys, only, words):
    before = home.snapshot()
    assert run("install", "--only", only) == 2
    error = capsys.readouterr().err
    assert words in error
    assert "darktable" in error
    assert home.snapshot() == before


def test_hosts_of_other_systems_can_only_be_looked_at(home, capsys):
    assert run("install", "--only", "explorer") == 2
    assert "does not run on this system" in capsys.readouterr().err
    assert run("install", "--only", "explorer,finder", "--dry-run") == 0
    text = capsys.readouterr().out
    assert r'"MultiSelectModel"="Player"' in text
    assert "<string>runWorkflowAsService</string>" in text


# --- what the person changed ----------------------------------------------------------------------


@pytest.mark.parametrize("action", ["install", "uninstall"])
def test_own_files_that_the_person_changed_are_left_alone(home, capsys, action):
    run("install")
    changed = home.read(NEMO).replace("Suggest location…".encode(), b"My label")
    home.write(NEMO, changed)
    assert listed(capsys)["nemo"]["changed"] == [str(home.path / NEMO)]
    assert run(action) == 4
    assert f"{home.path / NEMO}: was changed since it was installed" in capsys.readouterr().err
    assert home.read(NEMO) == changed
    assert (home.path / CAJA).exists() is (action == "install"), "the others go on"
    capsys.readouterr()
    assert run(action, "--force") == 0
    kept = [line.split(" is kept as ")[1] for line in capsys.readouterr().out.splitlines() if " is kept as " in line]
    assert len(kept) == 1
    assert Path(kept[0]).read_bytes() == changed
    assert run("uninstall") == 0
    assert NEMO not in home.snapshot()


def test_files_that_were_there_before_are_replaced_only_by_force_and_come_back(home, capsys):
    home.write(NEMO, b"somebody else's")
    before = home.snapshot()
    assert run("install", "--only", "nemo") == 4
    assert f"{home.path / NEMO}: is there already and is not ours" in capsys.readouterr().err
    assert home.snapshot() == before
    assert run("install", "--only", "nemo", "--force") == 0
    assert b"Nemo Action" in home.read(NEMO)
    assert run("install", "--only", "nemo") == 0
    assert run("uninstall") == 0
    assert home.snapshot() == before


def test_files_that_the_person_removed_come_back_or_stay_away(home, capsys):
    run("install")
    (home.path / NEMO).unlink()
    assert listed(capsys)["nemo"]["installed"] == "incomplete"
    assert run("install") == 0
    assert (home.path / NEMO).exists()
    (home.path / NEMO).unlink()
    assert run("uninstall") == 0
    assert home.snapshot() == {}


def test_a_program_that_has_moved_is_brought_up_to_date(home, capsys, monkeypatch):
    run("install")
    moved = home.program.parent / "new place" / "landmark-gui"
    moved.parent.mkdir()
    home.program.rename(moved)
    monkeypatch.setattr("sys.argv", [str(moved)])
    assert listed(capsys)["nemo"]["installed"] == "outdated"
    assert listed(capsys)["thunar"]["installed"] == "outdated"
    assert run("install") == 0
    assert b"new place" in home.read(NEMO)
    assert b"new place" in home.read(".config/Thunar/uca.xml")
    assert home.read(".config/Thunar/uca.xml").count(b"landmark-tagger-suggest") == 1
    assert run("uninstall") == 0
    assert home.snapshot() == {}


def test_with_the_record_lost_what_is_ours_is_still_found(home, capsys):
    home.write_shared()
    before = home.snapshot()
    run("install")
    (home.path.parent / "records/integrations/manifest.json").unlink()
    assert {host["installed"] for name, host in listed(capsys).items()} == {"yes"}
    assert run("uninstall") == 0
    after = home.snapshot()
    # Without the record nobody knows which defaults were chosen by whom; they stay.
    assert b"image/jpeg=viewer.desktop" in home.read(".config/mimeapps.list")
    left = {name: value for name, value in after.items() if name != ".config/mimeapps.list" and value[0] is not None}
    assert left == {name: value for name, value in before.items() if name in left}


def test_a_damaged_record_is_told(home, capsys):
    run("install", "--only", "nemo")
    record = home.path.parent / "records/integrations/manifest.json"
    record.write_text("{")
    assert run("list") == 2
    assert f"{record}: the record of installed entries is damaged" in capsys.readouterr().err


# --- shared files ---------------------------------------------------------------------------------


def test_elements_go_alone_where_others_changed_since(home):
    home.write_shared()
    run("install")
    home.write(".config/Thunar/uca.xml", home.read(".config/Thunar/uca.xml").replace(b"here &amp; now", b"Here"))
    home.write(".config/darktable/luarc", home.read(".config/darktable/luarc").replace(b"return 1", b"-- end\n"))
    added = home.read(".config/mimeapps.list").replace(b"image/png=paint.desktop\n", b"image/png=viewer.desktop\n")
    home.write(".config/mimeapps.list", added)
    assert run("uninstall") == 0
    assert home.read(".config/Thunar/uca.xml") == UCA.replace(b"here &amp; now", b"Here")
    assert home.read(".config/darktable/luarc") == b'-- my own\nrequire "tools/script_manager"\n-- end\n'
    expected = MIMEAPPS.replace(b"image/png=paint.desktop\n", b"image/png=viewer.desktop\n")
    assert home.read(".config/mimeapps.list") == expected


def rewritten_by_thunar(content: bytes) -> bytes:
    """As Thunar itself writes the file when any action is edited."""
    ours = content[content.index(b"<action>\n\t<icon>landmark") :]
    command = ours.split(b"<command>")[1].split(b"</command>")[0]
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<actions>\n<action>\n\t<icon>landmark-tagger</icon>\n\t<name>'
        + "Suggest location…".encode()
        + b"</name>\n\t<submenu></submenu>\n\t<unique-id>landmark-tagger-suggest</unique-id>\n\t<command>"
        + command
        + b"</command>\n\t<description>Tell which landmark the photos show and write it into them</description>\n"
        b"\t<range></range>\n\t<patterns>*</patterns>\n\t<image-files/>\n</action>\n</actions>\n"
    )


def test_an_element_that_its_program_wrote_anew_is_still_ours(home, capsys):
    home.write_shared()
    run("install")
    home.write(".config/Thunar/uca.xml", rewritten_by_thunar(home.read(".config/Thunar/uca.xml")))
    status = listed(capsys)["thunar"]
    assert (status["installed"], status["changed"]) == ("yes", [])
    assert run("uninstall") == 0
    assert home.read(".config/Thunar/uca.xml") == b'<?xml version="1.0" encoding="UTF-8"?>\n<actions>\n</actions>\n'


CHANGES = {
    ".config/Thunar/uca.xml": ("Suggest location…".encode(), b"Where?"),
    ".config/gthumb/scripts.xml": (b'shell-script="true" for-each-file="false" wait', b'display="none" wait'),
    ".config/darktable/luarc": (b"pcall(require", b"-- pcall(require"),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("action", ["install", "uninstall"])
def test_elements_that_the_person_changed_are_left_alone(home, capsys, name, action):
    home.write_shared()
    run("install")
    changed = home.read(name).replace(*CHANGES[name])
    assert changed != home.read(name)
    home.write(name, changed)
    capsys.readouterr()
    assert run(action) == 4
    assert f"{home.path / name}: our entry in it was changed" in capsys.readouterr().err
    assert home.read(name) == changed
    assert run(action, "--force") == 0
    assert home.read(name) != changed
    run("uninstall")
    assert home.read(name) == SHARED[name]


MALFORMED = {
    ".config/Thunar/uca.xml": {
        "cut off": UCA[:-20],
        "two roots": UCA + b"<x/>",
        "another root": b"<actionlist></actionlist>",
        "UTF-16": UCA.decode().encode("utf-16"),
        "entities": b'<!DOCTYPE a [<!ENTITY x "y">]><actions>&x;</actions>',
        "not UTF-8": UCA.replace(b"mine", b"\xe4"),
        "no XML": b"hello",
        "far too deep": b"<actions>" + b"<a>" * 1000 + b"</a>" * 1000 + b"</actions>",
    },
    ".config/gthumb/scripts.xml": {"cut off": host_home.SCRIPTS[:-9]},
    ".config/darktable/luarc": {
        "open string": b'x = "abc\n',
        "open comment": b"--[==[ abc ]=]\n",
        "bytecode": b"\x1bLuaS\0",
        "UTF-16": "x = 1".encode("utf-16"),
    },
    ".config/mimeapps.list": {
        "no key": b"[Default Applications]\nimage/png\n",
        "no group": b"image/png=x.desktop\n",
        "zeros": b"\0" * 100,
    },
}


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name, kinds in MALFORMED.items() for kind in kinds])
def test_malformed_files_are_refused_and_named(home, capsys, name, kind):
    content = MALFORMED[name][kind]
    home.write(name, content)
    capsys.readouterr()
    assert run("install") == 4
    output = capsys.readouterr()
    assert f"{home.path / name}: " in output.err
    assert "Nothing changed." in output.err
    assert home.read(name) == content
    assert "Nemo: installed" in output.out, "the others go on"
    assert run("install", "--force") == 4, "no force makes a damaged file a sound one"
    assert home.read(name) == content
    (home.path / name).unlink()
    assert run("install") == 0
    home.write(name, content)
    assert run("uninstall") == 4
    assert home.read(name) == content


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize("kind", ["CRLF", "BOM", "empty", "without last line end", "one line"])
def test_odd_but_sound_files_come_back_byte_for_byte(home, name, kind):
    content = {
        "CRLF": SHARED[name].replace(b"\n", b"\r\n"),
        "BOM": b"\xef\xbb\xbf" + SHARED[name],
        "empty": b"",
        "without last line end": SHARED[name].rstrip(b"\n"),
        "one line": SHARED[name].split(b"\n")[0] if not name.endswith(".xml") else SHARED[name].replace(b"\n", b""),
    }[kind]
    home.write(name, content)
    before = home.snapshot()
    assert run("install") == 0
    installed = home.read(name)
    assert b"landmark" in installed or b"viewer.desktop" in installed
    if kind == "CRLF":
        assert installed.replace(b"\r\n", b"").count(b"\n") == 0
    if kind == "BOM":
        assert installed.startswith(b"\xef\xbb\xbf")
        assert installed.count(b"\xef\xbb\xbf") == 1
    assert run("install") == 0
    assert home.read(name) == installed
    assert run("uninstall") == 0
    assert home.snapshot() == before


def test_roots_without_elements_are_filled_and_emptied(home):
    for content in (
        b"<actions/>",
        b'<actions a="/>"/>\n',
        b"<actions></actions>",
        b"<actions>\n\n</actions><!-- x -->\n",
    ):
        home.write(".config/Thunar/uca.xml", content)
        assert run("install", "--only", "thunar") == 0
        installed = home.read(".config/Thunar/uca.xml")
        assert installed.count(b"landmark-tagger-suggest") == 1
        home.write(".config/Thunar/uca.xml", installed + b"\n<!-- mine -->\n")
        assert run("uninstall") == 0
        assert b"landmark" not in home.read(".config/Thunar/uca.xml")
        assert home.read(".config/Thunar/uca.xml").endswith(b"\n<!-- mine -->\n")


def test_thunar_keeps_the_systems_actions(home):
    system = home.path.parent / "etc/xdg/Thunar/uca.xml"
    system.parent.mkdir(parents=True)
    system.write_bytes(UCA)
    assert run("install", "--only", "thunar") == 0
    installed = home.read(".config/Thunar/uca.xml")
    assert b"Open Terminal Here" in installed
    assert b"landmark-tagger-suggest" in installed
    assert run("uninstall") == 0
    assert home.snapshot() == {}


def test_a_lua_file_that_ends_with_return_still_runs_our_line(home):
    home.write_shared()
    run("install", "--only", "darktable")
    assert home.read(".config/darktable/luarc").splitlines()[0] == b'pcall(require, "landmark_tagger")'


def test_a_hand_written_require_is_not_doubled(home, capsys):
    home.write(".config/darktable/luarc", b'require "landmark_tagger"\n')
    assert run("install", "--only", "darktable") == 4
    assert "has an entry of that name already" in capsys.readouterr().err


# --- links, permissions, sandboxes ----------------------------------------------------------------


def test_links_stay_links(home):
    dotfiles = home.path.parent / "dotfiles"
    dotfiles.mkdir()
    for name, content in SHARED.items():
        target = dotfiles / name.replace("/", "_")
        target.write_bytes(content)
        target.chmod(0o640)
        (home.path / name).parent.mkdir(parents=True, exist_ok=True)
        (home.path / name).symlink_to(target)
    before = home.snapshot(), {path: (path.read_bytes(), path.stat().st_mode) for path in dotfiles.iterdir()}
    assert run("install") == 0
    for name, content in SHARED.items():
        assert (home.path / name).is_symlink()
        assert home.read(name) != content
        assert (home.path / name).stat().st_mode & 0o777 == 0o640
    assert run("uninstall") == 0
    assert before == (
        home.snapshot(), {path: (path.read_bytes(), path.stat().st_mode) for path in dotfiles.iterdir()}
    )  # fmt: skip


def test_links_to_nothing_and_to_themselves_folders_and_pipes_are_refused(home, capsys):
    for name in (".config/Thunar/uca.xml", ".config/gthumb/scripts.xml", ".config/darktable/luarc"):
        (home.path / name).parent.mkdir(parents=True)
    (home.path / ".config/Thunar/uca.xml").symlink_to("/no/such/file")
    (home.path / ".config/gthumb/scripts.xml").symlink_to("scripts.xml")
    os.mkfifo(home.path / ".config/darktable/luarc")
    (home.path / NEMO).mkdir(parents=True)
    before = home.snapshot()
    assert run("install", "--only", "thunar,gthumb,darktable,nemo") == 4
    error = capsys.readouterr().err
    for name, words in {
        ".config/Thunar/uca.xml": "is a link to a file that is not there",
        ".config/gthumb/scripts.xml": "is a link that leads to itself",
        ".config/darktable/luarc": "is no ordinary file",
        NEMO: "is a folder",
    }.items():
        assert f"{home.path / name}: {words}" in error
    assert home.snapshot() == before


def test_entries_for_flatpaks_lie_where_their_sandboxes_look(tmp_path, monkeypatch, capsys):
    home = Home(tmp_path, monkeypatch, hosts=("geeqie",))
    for name in ("org.darktable.Darktable", "org.geeqie.Geeqie", "org.gnome.gThumb"):
        (home.path / ".local/share/flatpak/app" / name).mkdir(parents=True)
    before = home.snapshot()
    assert run("install") == 0
    assert (
        "flatpak override --user --talk-name=org.freedesktop.Flatpak org.darktable.Darktable" in capsys.readouterr().out
    )
    inside = ".var/app/{}/config/"
    lua = home.read(inside.format("org.darktable.Darktable") + "darktable/lua/landmark_tagger.lua")
    assert b'COMMAND = "flatpak-spawn --host ' in lua
    assert not (home.path / ".config/darktable").exists(), "it is there only as a Flatpak"
    assert b"flatpak-spawn" in home.read(inside.format("org.gnome.gThumb") + "gthumb/scripts.xml")
    assert b"flatpak-spawn" in home.read(
        inside.format("org.geeqie.Geeqie") + "geeqie/applications/landmark-tagger.desktop"
    )
    assert b"flatpak-spawn" not in home.read(".config/geeqie/applications/landmark-tagger.desktop")
    assert run("uninstall") == 0
    assert home.snapshot() == before


def test_what_is_executable_is_made_so_again(home):
    run("install", "--only", "caja,dolphin")
    (home.path / CAJA).chmod(0o644)
    assert run("install", "--only", "caja") == 0
    assert os.access(home.path / CAJA, os.X_OK)
    done = subprocess.run(["/bin/sh", "-n", str(home.path / CAJA)], check=False)
    assert done.returncode == 0
