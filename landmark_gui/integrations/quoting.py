"""Writing a command so that each host's own rules give exactly its words again."""

import re
from collections.abc import Sequence

_PLAIN = re.compile(r"[A-Za-z0-9/._-]")
_NEEDS_QUOTES = re.compile(r"[^A-Za-z0-9/._-]")
_KEY_FILE_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def shell(words: Sequence[str]) -> str:
    """Words for a POSIX shell, and for GLib's ``g_shell_parse_argv``, which reads quotes in the same way."""
    return " ".join(word if re.fullmatch(r"[A-Za-z0-9/._-]+", word) else _single_quoted(word) for word in words)


def _single_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def key_file_value(text: str) -> str:
    """A string as key files (``.desktop`` and its relatives) hold it."""
    escaped = "".join(_KEY_FILE_ESCAPES.get(character, character) for character in text)
    return "\\s" + escaped[1:] if escaped.startswith(" ") else escaped


def desktop_exec(words: Sequence[str], codes: str = "") -> str:
    r"""The value of ``Exec=`` by the desktop entry specification.

    A word with reserved characters stands in double quotes, with a backslash before ``"``, `````, ``$`` and ``\``;
    then the whole is escaped once more as any string of a key file. Percent signs would be doubled, but GLib looks for
    a program of that very name before it takes them for one: see `without_percent`.

    Args:
        words: The command.
        codes: Field codes behind it, such as ``%F``.
    """
    quoted = []
    for word in without_percent(words):
        text = re.sub(r'(["`$\\])', r"\\\1", word)
        quoted.append(f'"{text}"' if _NEEDS_QUOTES.search(word) else word)
    return key_file_value(" ".join([*quoted, codes] if codes else quoted))


def double_percent(text: str) -> str:
    """A text in which a host replaces ``%F`` and the like, and takes ``%%`` for one percent sign."""
    return text.replace("%", "%%")


def without_percent(words: Sequence[str]) -> list[str]:
    """The same command without any percent sign, for hosts in which it cannot be escaped.

    Where the program's path has one, a shell is asked to spell it, every other character as its octal code.

    Args:
        words: The command; only its first word, the program, may have percent signs.
    """
    program, *arguments = words
    if "%" not in program:
        return list(words)
    spelled = "".join(
        chr(byte) if byte < 128 and _PLAIN.match(chr(byte)) else f"\\{byte:03o}" for byte in program.encode()
    )
    return ["sh", "-c", f'exec "$(printf \'{spelled}\')" "$@"', "landmark-gui", *arguments]


def xml_text(text: str) -> str:
    """A text as XML holds it, in elements and in double-quoted attributes."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text


def lua_string(text: str) -> str:
    """A string literal of Lua."""
    escaped = re.sub(r'["\\]', lambda found: "\\" + found[0], text)
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0") + '"'


def python_string(text: str) -> str:
    """A string literal of Python, in plain ASCII."""
    return ascii(text)


def registry_string(text: str) -> str:
    r"""A string as ``.reg`` files hold it, where only ``\`` and ``"`` are escaped."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def windows_word(text: str) -> str:
    """A word of a Windows command line; paths there can hold no quotes."""
    return f'"{text}"'
