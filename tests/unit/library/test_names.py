"""Names in lists: natural order, case, accents, foreign digits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landmark_gui.library.names import fold, natural_key


def test_numbers_are_compared_by_value():
    names = ["IMG_10.jpg", "IMG_9.jpg", "IMG_009b.jpg", "IMG_2.jpg", "IMG_100000000000000000000.jpg", "IMG_.jpg"]
    assert sorted(names, key=natural_key) == [
        "IMG_.jpg",
        "IMG_2.jpg",
        "IMG_9.jpg",
        "IMG_009b.jpg",
        "IMG_10.jpg",
        "IMG_100000000000000000000.jpg",
    ]


@settings(deadline=None)
@given(st.integers(0, 10**30), st.integers(0, 10**30), st.sampled_from(["", "0", "00"]))
def test_any_two_numbers(one, other, zeros):
    assert (natural_key(f"a{zeros}{one}b") < natural_key(f"a{other}b")) == (one < other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Göreme ÉTÉ", "goreme ete"),
        ("Łódź", "lodz"),
        ("STRASSE straße", "strasse strasse"),
        ("ﬁn", "fin"),
        ("東京", "東京"),
    ],
)
def test_case_and_accents_do_not_count(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded


def test_case_accents_and_foreign_digits_in_names():
    assert sorted(["b", "Ä", "a", "C"], key=natural_key) == ["Ä", "a", "b", "C"]
    assert natural_key("٣٤") == natural_key("34") == natural_key("034")


@settings(deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_any_text_has_a_key_without_capitals(text):
    assert not any("A" <= letter <= "Z" for letter in fold(text) + natural_key(text))
