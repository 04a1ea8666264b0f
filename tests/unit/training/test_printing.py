"""What a terminal gets to see of names that were made to command it."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.printing import printable, printable_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("esc\x1b[31mred.jpg", "esc\\x1b[31mred.jpg"),
        ("two\nlines\r\t", "two\\nlines\\r\\t"),
        ("\x9b1m", "\\x9b1m"),
        ("photo\u202egpj.exe", "photo\\u202egpj.exe"),
        ("Schloß Škofja 東京 9.41\u202fAM", "Schloß Škofja 東京 9.41\u202fAM"),
        ("\udcc2\udc9b1m", "\\x9b1m"),  # two bytes that are one character, as no file's name has them
        ("\ud800\udc1b", "\\ud800\\udc1b"),
    ],
)
def test_what_terminals_obey_is_escaped(text, shown):
    assert printable(text) == shown


@given(st.binary(max_size=20))
def test_bytes_that_are_no_text_stay(name):
    text = name.decode("utf-8", "surrogateescape")
    given_back = printable(text).encode("utf-8", "surrogateescape")
    assert not any(byte < 32 or byte == 127 for byte in given_back)
    if all(character.isprintable() or "\udc80" <= character <= "\udcff" for character in text):
        assert given_back == name


def test_lines_stay_lines():
    assert printable_lines("a\x1b\n\nb\n") == "a\\x1b\n\nb\n"


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_name_in_latin_1_is_the_same_afterwards():
    name = os.fsdecode(b"Foto\xf6.jpg")
    assert printable(name) == name
