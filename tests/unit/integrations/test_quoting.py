"""Commands written by each host's rules, read back by the programs that read them there."""

import ast
import configparser
import os
import re
import shlex
import shutil
import subprocess

import pytest

from landmark_gui.integrations import IntegrationError, installed_program, quoting
from landmark_gui.integrations.program import check

NASTY = [
    "/opt/landmark-gui",
    "/home/jürgen/my apps/landmark-gui",
    '/opt/it\'s "quoted"/landmark-gui',
    "/opt/100%/%F/%%U/%45/landmark-gui",
    r"/opt/back\slash\n\\x/landmark-gui",
    "/opt/$HOME `id` $(id) #;&|<>*?[]{}~!^()/landmark-gui",
    "/opt/写真/🏛/landmark-gui",
    "/opt/ leading and trailing /landmark-gui ",
]


def unescaped(value: str) -> str:
    """A key file's string as GLib reads it."""
    names = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return re.sub(r"\\(.)", lambda found: names[found[1]], value)


def desktop_words(value: str) -> list[str]:
    """The words of ``Exec=`` by the desktop entry specification, field codes left away."""
    words = []
    for quoted, plain in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', unescaped(value)):
        word = re.sub(r'\\(["`$\\])', r"\1", quoted) if quoted else plain
        if not re.fullmatch(r"%[a-zA-Z]", word):
            assert "%" not in word
            words.append(word)
    if words[:2] == ["sh", "-c"]:  # the program spelled by a shell
        done = subprocess.run(
            ["/bin/sh", "-c", re.sub(r"^exec (.*) .*$", r"printf '%s' \1", words[2])],
            capture_output=True,
            text=True,
            check=True,
        )
        words[:4] = [done.stdout]
    return words


def shell_words(command: str) -> list[str]:
    """What a real shell makes of a command."""
    script = f"set -f; set -- {command}; for word do printf '%s\\0' \"$word\"; done"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, check=True)
    return done.stdout.decode().split("\0")[:-1]


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
@pytest.mark.parametrize("program", NASTY)
def test_shells_read_the_words_again(program):
    words = [program, "suggest", "--", "a b"]
    assert shell_words(quoting.shell(words)) == words
    assert shlex.split(quoting.shell(words)) == words


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
@pytest.mark.parametrize("program", NASTY)
def test_desktop_entries_give_the_words_again(program):
    words = [program, "suggest", "--host", "x", "--"]
    value = quoting.desktop_exec(words, "%F")
    assert value.endswith(" %F")
    assert "\n" not in value
    assert desktop_words(value) == words


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
@pytest.mark.parametrize("name", ["it's 100%", "%F%U", "a%'b", "ü%"])
def test_a_program_whose_percent_signs_cannot_be_written_is_spelled_by_a_shell(tmp_path, name):
    program = tmp_path / name / "landmark-gui"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf \'%s\\n\' "$0" "$@"\n')
    program.chmod(0o755)
    words = quoting.without_percent([str(program), "suggest", "--"])
    assert "%" not in "".join(words)
    command = f"{quoting.shell(words)} 'a photo.jpg'"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(program), "suggest", "--", "a photo.jpg"]


@pytest.mark.parametrize("program", NASTY)
def test_other_languages_read_the_text_again(program):
    assert ast.literal_eval(quoting.python_string(program)) == program
    from lxml import etree

    element = etree.fromstring(f'<a b="{quoting.xml_text(program)}">{quoting.xml_text(program)}</a>')
    assert element.text == element.get("b") == program
    parser = configparser.RawConfigParser()
    parser.read_string(f"[a]\nb={quoting.key_file_value(program)}")
    assert unescaped(parser["a"]["b"]).strip() == program.strip()
    if lua := next(filter(None, map(shutil.which, ("lua", "lua5.4", "lua5.3", "luajit"))), None):
        done = subprocess.run([lua, "-e", f"io.write({quoting.lua_string(program)})"], capture_output=True, check=True)
        assert done.stdout.decode() == program


@pytest.mark.parametrize("path", ["relative/landmark-gui", "/a\nb/landmark-gui", "/a=b/landmark-gui", "/a\udcff/x"])
def test_paths_that_no_entry_can_hold_are_refused(path):
    from pathlib import Path

    with pytest.raises(IntegrationError, match="cannot call a program with such a path"):
        check(Path(path))


def test_the_program_is_the_one_that_was_called(home, monkeypatch):
    assert installed_program() == home.program
    link = home.path / "bin/landmark-gui"
    link.parent.mkdir()
    link.symlink_to(home.program)
    monkeypatch.setattr("sys.argv", [str(link)])
    assert installed_program() == link, "a link survives upgrades"
    image = home.path / "LandmarkTagger.AppImage"
    image.write_bytes(b"")
    image.chmod(0o755)
    monkeypatch.setenv("APPIMAGE", str(image))
    assert installed_program() == image
