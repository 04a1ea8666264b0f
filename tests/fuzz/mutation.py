"""Inputs made from valid ones by small and by clever damage; a seed makes each of them again."""

import random
import re
from collections.abc import Iterator, Sequence

_EXTREMES = (b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x08", b"\x80\0", b"\xff")
_TOKEN = re.compile(rb"[A-Za-z_][\w:.-]{2,40}|\d+|<[^<>]{1,80}>|\"[^\"]{0,40}\"")


def mutated(data: bytes, source: random.Random, words: Sequence[bytes] = (), other: bytes = b"") -> bytes:
    """A few bytes changed, removed, repeated, set to extremes, or taken from elsewhere.

    Most of it happens near the beginning, where the structure of files stands.

    Args:
        data: what is damaged.
        source: decides.
        words: what may be put in.
        other: another input, of which parts may be put in.
    """
    result = bytearray(data)
    for _ in range(source.choice((1, 1, 2, 3, 5, 8))):
        at = int(source.random() ** source.choice((1, 2, 3)) * len(result))
        match source.randrange(10):
            case 0 if result:
                result[at : at + 1] = bytes([source.randrange(256)])
            case 1 if result:
                result[at : at + 1] = bytes([result[min(at, len(result) - 1)] ^ 1 << source.randrange(8)])
            case 2:
                extreme = source.choice(_EXTREMES)
                result[at : at + len(extreme)] = extreme
            case 3:
                del result[at : at + source.randint(1, 40)]
            case 4:
                result[at:at] = result[at : at + source.randint(1, 200)]
            case 5:
                del result[at + 8 :]
            case 6 if words:
                word = source.choice(words)
                result[at : at + source.choice((0, len(word)))] = word
            case 7 if other:
                start = source.randrange(len(other))
                result[at : at + source.choice((0, 20))] = other[start : start + source.randint(1, 400)]
            case 8:
                _swap_tokens(result, source)
            case _:
                _change_number(result, at, source)
    return bytes(result)


def _swap_tokens(data: bytearray, source: random.Random) -> None:
    """One word, number, tag or quoted text of the text parts in the place of another."""
    found = [match.span() for match in _TOKEN.finditer(bytes(data[:20_000]))]
    if len(found) > 1:
        (start, end), (other_start, other_end) = source.choice(found), source.choice(found)
        data[start:end] = data[other_start:other_end]


def _change_number(data: bytearray, at: int, source: random.Random) -> None:
    """A binary number of two or four bytes made a little or a lot different."""
    size, order = source.choice((2, 4)), source.choice(("little", "big"))
    if at + size > len(data):
        return
    number = int.from_bytes(data[at : at + size], order)  # type: ignore[arg-type]
    number += source.choice((1, -1, 2, -8, 12, 256, -number, number, len(data)))
    data[at : at + size] = (number % (1 << 8 * size)).to_bytes(size, order)  # type: ignore[arg-type]


def inputs(seeds: Sequence[bytes], words: Sequence[bytes], seed: int) -> Iterator[bytes]:
    """Endless damaged inputs, the same ones for the same seed."""
    source = random.Random(seed)
    while True:
        yield mutated(source.choice(seeds), source, words, source.choice(seeds))
