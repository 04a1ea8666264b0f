"""Names as they may be shown: a file's or a landmark's name can hold what a terminal obeys."""

import unicodedata

_BYTES = range(0xDC80, 0xDD00)
"""How Python keeps those bytes of a file's name that are no text."""


def printable(text: str) -> str:
    """Text with escapes for characters that a terminal would obey.

    Bytes of names that are no text stay: the stream gives them back or escapes them, as its reader needs it.
    """
    once = _escaped(text)
    # Of what a file claims to be such bytes, several may make one character.
    return _escaped(once.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape"))


def printable_lines(text: str) -> str:
    """Several lines, each of them `printable`."""
    return "\n".join(map(printable, text.split("\n")))


def _escaped(text: str) -> str:
    return "".join(
        character if _is_harmless(character) else character.encode("unicode_escape").decode() for character in text
    )


def _is_harmless(character: str) -> bool:
    return character.isprintable() or ord(character) in _BYTES or unicodedata.category(character) == "Zs"
