"""How names are compared in lists: numbers by value, case and accents last, and without them in searches."""

import re
import unicodedata

_DIGITS = re.compile(r"\d+")
# Letters that Unicode does not decompose into a base letter and a mark.
_BASE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """The text without case and accents, for searching parts of it."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_BASE_LETTERS)


def natural_key(name: str) -> str:
    """A text that sorts as people expect of the name: ``IMG_9`` before ``IMG_10``, case and accents ignored.

    One text rather than a tuple of parts, because comparing 100,000 of them must take little time and memory.
    """
    return _DIGITS.sub(_number, fold(name))


def _number(match: re.Match[str]) -> str:
    """Digits so that longer numbers sort behind shorter ones: behind a "0" stands how many there are."""
    digits = match[0]
    if not digits.isascii():  # NFKD leaves the digits of other scripts as they are
        digits = "".join(str(unicodedata.digit(digit)) for digit in digits)
    digits = digits.lstrip("0") or "0"
    return f"0{chr(min(len(digits), 0xD000) + 0x7F)}{digits}"
