"""The colours of heat maps over photos: plain numbers, for the window and for pictures in files.

The scale is cividis (Nuñez, Anderton and Renslow 2018): evenly spaced for the eye, and nearly the same for people who
do not tell red from green. What says nothing lies in dark blue shadow, what says most shows through in yellow light.
"""

from functools import cache

SCALE = ("#00224e", "#1a386f", "#434e6c", "#61656f", "#7d7c78", "#9b9476", "#bcae6c", "#dec958", "#fee838")
"""Evenly spaced from nothing to most."""
_COLD, _HOT = 0.66, 0.36  # how opaque
Rgba = tuple[int, int, int, int]


@cache
def table() -> tuple[Rgba, ...]:
    """Red, green, blue and opacity (0–255, not premultiplied) of each of 256 levels."""
    colours = [tuple(bytes.fromhex(name[1:])) for name in SCALE]
    entries: list[Rgba] = []
    for level in range(256):
        share = level / 255
        low = min(int(share * (len(colours) - 1)), len(colours) - 2)
        part = share * (len(colours) - 1) - low
        red, green, blue = (
            round(one + part * (other - one)) for one, other in zip(colours[low], colours[low + 1], strict=True)
        )
        entries.append((red, green, blue, round(255 * (_COLD + share * (_HOT - _COLD)))))
    return tuple(entries)
