"""Drawn pictures of landmarks and of ordinary things, for screenshots: nobody's photos have to be shown."""

import itertools
import math
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]


def _canvas(width: int, height: int, top: Colour, bottom: Colour) -> Image.Image:
    """A sky that fades from one colour into another."""
    share = np.linspace(0, 1, height)[:, None, None]
    rows = np.array(top) * (1 - share) + np.array(bottom) * share
    return Image.fromarray(np.repeat(rows, width, axis=1).astype(np.uint8))


def _finish(image: Image.Image, seed: int) -> Image.Image:
    """The grain and softness of a photo."""
    rng = np.random.default_rng(seed)
    soft = image.filter(ImageFilter.GaussianBlur(0.8))
    values = np.asarray(soft, np.float64) + rng.normal(0, 4, (image.height, image.width, 1))
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def _clouds(image: Image.Image, seed: int, colour: Colour = (255, 255, 255)) -> None:
    rng = np.random.default_rng(seed)
    layer = Image.new("L", image.size)
    draw = ImageDraw.Draw(layer)
    for _ in range(5):
        x, y = rng.uniform(0, image.width), rng.uniform(0, image.height * 0.35)
        for _ in range(12):
            dx, dy, r = rng.uniform(-90, 90), rng.uniform(-12, 12), rng.uniform(14, 38)
            draw.ellipse((x + dx - r * 1.8, y + dy - r * 0.6, x + dx + r * 1.8, y + dy + r * 0.6), fill=110)
    image.paste(Image.new("RGB", image.size, colour), mask=layer.filter(ImageFilter.GaussianBlur(14)))


def _trees(draw: ImageDraw.ImageDraw, width: int, base: float, seed: int, size: float, colour: Colour) -> None:
    rng = np.random.default_rng(seed)
    for x in np.arange(-size, width + size, size * 0.5):
        r = size * rng.uniform(0.5, 0.9)
        shade = tuple(int(c * rng.uniform(0.75, 1.15)) for c in colour)
        draw.ellipse((x - r, base - r * 1.3, x + r, base + r * 0.6), fill=shade)


def eiffel_tower(width: int = 960, height: int = 1280, seed: int = 0, evening: bool = False) -> Image.Image:
    """The tower over the trees of the Champ de Mars."""
    sky = ((40, 60, 120), (240, 160, 110)) if evening else ((90, 150, 225), (215, 230, 245))
    image = _canvas(width, height, *sky)
    _clouds(image, seed)
    draw = ImageDraw.Draw(image)
    iron = (70, 52, 40) if evening else (112, 88, 68)
    foot, top, middle = height * 0.86, height * 0.08, width * (0.5 + 0.03 * math.sin(seed))

    def half(y: float) -> float:
        share = (foot - y) / (foot - top)
        return width * 0.235 * (1 - share) ** 2.6 + width * 0.012

    levels = [foot - (foot - top) * share for share in np.linspace(0, 1, 46)]
    for lower, upper in itertools.pairwise(levels):
        share = (foot - lower) / (foot - top)
        inner = 0.52 if share < 0.2 else (0.45 if share < 0.38 else 0.0)
        for side in (-1, 1):
            a, b = middle + side * half(lower), middle + side * half(upper)
            c, d = middle + side * half(upper) * inner, middle + side * half(lower) * inner
            draw.polygon([(a, lower), (b, upper), (c, upper), (d, lower)], outline=iron)
            for line in (
                ((a, lower), (c, upper)),
                ((d, lower), (b, upper)),
                ((a, lower), (b, upper)),
                ((d, lower), (c, upper)),
            ):
                draw.line(line, fill=iron, width=max(2, width // 220))
    for share, wide in ((0.19, 1.18), (0.37, 1.25), (0.9, 1.5)):
        y = foot - (foot - top) * share
        draw.rectangle(
            (middle - half(y) * wide, y - height * 0.012, middle + half(y) * wide, y + height * 0.004), fill=iron
        )
    y = foot - (foot - top) * 0.19
    draw.arc((middle - half(foot) * 0.52, y + 10, middle + half(foot) * 0.52, foot * 1.1), 180, 360, fill=iron, width=8)
    draw.line((middle, top, middle, top - height * 0.04), fill=iron, width=5)
    green = (40, 62, 34) if evening else (72, 118, 52)
    draw.rectangle((0, height * 0.9, width, height), fill=green)
    _trees(draw, width, height * 0.885, seed, width * 0.07, green)
    return _finish(image, seed)


def pyramids(width: int = 1280, height: int = 900, seed: int = 0) -> Image.Image:
    """Three pyramids in the desert."""
    image = _canvas(width, height, (95, 150, 215), (225, 222, 205))
    draw = ImageDraw.Draw(image)
    ground = height * 0.66
    rng = np.random.default_rng(seed)
    draw.rectangle((0, ground, width, height), fill=(205, 172, 122))
    for x, size in ((0.76, 0.17), (0.5, 0.3), (0.22, 0.24)):
        left, right, peak = width * (x - size), width * (x + size), ground - width * size * 0.62
        edge = width * (x + size * 0.25)
        draw.polygon([(left, ground), (edge, ground + 14), (width * x, peak)], fill=(214, 182, 130))
        draw.polygon([(edge, ground + 14), (right, ground), (width * x, peak)], fill=(164, 132, 90))
        for row in np.linspace(0.02, 1, 46):
            y = peak + (ground - peak) * row
            a, b, c = (width * x + (end - width * x) * row for end in (left, edge, right))
            shade = int(rng.uniform(-10, 10))
            draw.line((a, y, b, y + 14 * row), fill=(196 + shade, 164 + shade, 112 + shade), width=1)
            draw.line((b, y + 14 * row, c, y), fill=(146 + shade, 116 + shade, 78 + shade), width=1)
    for _ in range(700):
        x, y = rng.uniform(0, width), rng.uniform(ground + 10, height)
        shade = int(rng.uniform(-16, 16))
        draw.ellipse(
            (x, y, x + rng.uniform(3, 26), y + rng.uniform(1, 5)), fill=(200 + shade, 166 + shade, 116 + shade)
        )
    return _finish(image, seed)


def golden_gate(width: int = 1280, height: int = 900, seed: int = 0) -> Image.Image:
    """The red bridge over the strait."""
    image = _canvas(width, height, (110, 165, 225), (225, 232, 238))
    _clouds(image, seed)
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(seed)
    sea, deck, red = height * 0.7, height * 0.56, (188, 62, 42)
    hills = [(x, sea - 40 - 45 * math.sin(x / 170 + seed) - 20 * math.sin(x / 61)) for x in range(0, width + 20, 20)]
    draw.polygon([(0, sea), *hills, (width, sea)], fill=(120, 132, 112))
    draw.rectangle((0, sea, width, height), fill=(58, 98, 128))
    for _ in range(900):
        x, y = rng.uniform(0, width), rng.uniform(sea, height)
        shade = int(rng.uniform(-14, 22))
        draw.line((x, y, x + rng.uniform(8, 46), y), fill=(62 + shade, 102 + shade, 132 + shade), width=2)
    towers = (width * 0.26, width * 0.78)
    top = height * 0.14
    for middle in towers:
        for side in (-1, 1):
            x = middle + side * 17
            draw.rectangle((x - 8, top, x + 8, sea + 16), fill=red)
        for share in (0.02, 0.18, 0.36, 0.54):
            y = top + (deck - top) * share
            draw.rectangle((middle - 24, y, middle + 24, y + 20), fill=(170, 54, 36))
        for y in np.arange(deck + 20, sea, 34):
            draw.line((middle - 17, y, middle + 17, y + 34), fill=red, width=4)
            draw.line((middle + 17, y, middle - 17, y + 34), fill=red, width=4)

    def cable(x: float) -> float:
        left, right = towers
        if x < left:
            return deck - (deck - top) * (x / left) ** 1.6
        if x > right:
            return deck - (deck - top) * ((width - x) / (width - right)) ** 1.6
        share = (x - left) / (right - left) * 2 - 1
        return deck - 26 - (deck - 26 - top) * share**2

    points = [(x, cable(x)) for x in range(0, width + 1, 8)]
    draw.line(points, fill=red, width=6)
    for x, y in points[::2]:
        draw.line((x, y, x, deck), fill=(196, 92, 72), width=1)
    draw.rectangle((0, deck, width, deck + 16), fill=red)
    for x in np.arange(0, width, 26):
        draw.line((x, deck + 16, x + 13, deck + 34), fill=red, width=3)
        draw.line((x + 13, deck + 34, x + 26, deck + 16), fill=red, width=3)
    draw.line((0, deck + 34, width, deck + 34), fill=red, width=4)
    return _finish(image, seed)


def taj_mahal(width: int = 1280, height: int = 960, seed: int = 0) -> Image.Image:
    """The white mausoleum with its four minarets, and the long pool."""
    image = _canvas(width, height, (120, 170, 230), (236, 226, 220))
    draw = ImageDraw.Draw(image)
    base, m = height * 0.66, width / 2
    white, shade, dark = (240, 234, 226), (216, 206, 198), (150, 138, 132)
    draw.rectangle((0, base + 40, width, height), fill=(86, 124, 62))
    draw.rectangle((m - 70, base + 46, m + 70, height), fill=(134, 160, 178))
    _trees(draw, width, base + 60, seed, 36, (52, 92, 44))
    draw.rectangle((m - 430, base, m + 430, base + 44), fill=shade)
    for x in (-400, -300, 300, 400):
        tall = 330 if abs(x) == 400 else 290
        draw.polygon(
            [(m + x - 13, base), (m + x - 9, base - tall), (m + x + 9, base - tall), (m + x + 13, base)], fill=white
        )
        for share in (0.33, 0.66, 1.0):
            draw.rectangle((m + x - 17, base - tall * share, m + x + 17, base - tall * share + 8), fill=shade)
        draw.pieslice((m + x - 15, base - tall - 26, m + x + 15, base - tall + 8), 180, 360, fill=white)
    draw.rectangle((m - 215, base - 190, m + 215, base), fill=white)
    draw.rectangle((m - 72, base - 215, m + 72, base), fill=white)

    def arch(x: float, y: float, w: float, h: float) -> None:
        draw.rectangle((x - w, y - h, x + w, y), fill=dark)
        draw.polygon([(x - w, y - h), (x, y - h - w * 1.25), (x + w, y - h)], fill=dark)

    arch(m, base, 44, 120)
    for x in (-178, -112, 112, 178):
        arch(m + x, base, 20, 52)
        arch(m + x, base - 92, 20, 46)
    draw.rectangle((m - 92, base - 240, m + 92, base - 186), fill=shade)
    draw.ellipse((m - 112, base - 372, m + 112, base - 190), fill=white)
    draw.polygon([(m - 64, base - 356), (m, base - 424), (m + 64, base - 356)], fill=white)
    draw.line((m, base - 424, m, base - 466), fill=dark, width=4)
    for x in (-150, 150):
        draw.ellipse((m + x - 40, base - 254, m + x + 40, base - 184), fill=white)
        draw.polygon([(m + x - 20, base - 250), (m + x, base - 276), (m + x + 20, base - 250)], fill=white)
    return _finish(image, seed)


def stonehenge(width: int = 1280, height: int = 860, seed: int = 0) -> Image.Image:
    """Standing stones on the plain."""
    image = _canvas(width, height, (140, 165, 195), (228, 228, 220))
    _clouds(image, seed, (250, 250, 250))
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(seed)
    ground = height * 0.6
    draw.rectangle((0, ground, width, height), fill=(112, 138, 70))
    for _ in range(2500):
        x, y = rng.uniform(0, width), rng.uniform(ground, height)
        s = int(rng.uniform(-22, 22))
        draw.line((x, y, x + rng.uniform(-3, 3), y - rng.uniform(3, 9)), fill=(112 + s, 138 + s, 70 + s))

    def stone(x: float, y: float, w: float, h: float) -> None:
        edge = [
            (x + rng.uniform(-5, 5) + (0 if i < 5 else w), y - h * ((i % 5) / 4 if i < 5 else 1 - (i % 5) / 4))
            for i in range(10)
        ]
        g = int(rng.uniform(-18, 18))
        draw.polygon(edge, fill=(140 + g, 134 + g, 124 + g))
        draw.polygon(
            [edge[9], edge[8], edge[7], (x + w * 0.66, y - h), (x + w * 0.7, y)], fill=(104 + g, 98 + g, 90 + g)
        )

    for scale, y, offset in ((0.62, ground + 36, 0.1), (1.0, ground + 120, 0.0)):
        for k in range(6):
            x = width * (0.08 + 0.15 * k + offset * 0.5)
            stone(x, y, 58 * scale, 205 * scale)
            if k % 3 != 2:
                stone(x + width * 0.075, y, 56 * scale, 200 * scale)
                stone(x - 10, y - 196 * scale, width * 0.075 + 84 * scale, 46 * scale)
    return _finish(image, seed)


def table(width: int = 1200, height: int = 900, seed: int = 0) -> Image.Image:
    """A cup and an apple on a table: an ordinary picture."""
    image = _canvas(width, height, (226, 214, 196), (190, 150, 104))
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(seed)
    draw.rectangle((0, height * 0.6, width, height), fill=(150, 104, 66))
    for y in np.arange(height * 0.6, height, 9):
        s = int(rng.uniform(-12, 12))
        draw.line((0, y, width, y + rng.uniform(-6, 6)), fill=(150 + s, 104 + s, 66 + s), width=4)
    draw.ellipse((290, 690, 720, 790), fill=(235, 232, 226))
    draw.polygon([(340, 400), (660, 400), (620, 730), (380, 730)], fill=(60, 110, 150))
    draw.ellipse((340, 360, 660, 440), fill=(40, 84, 118))
    draw.ellipse((362, 374, 638, 430), fill=(70, 42, 26))
    draw.arc((610, 450, 760, 640), 280, 100, fill=(60, 110, 150), width=30)
    draw.ellipse((820, 520, 1060, 750), fill=(186, 44, 40))
    draw.ellipse((870, 560, 930, 620), fill=(226, 120, 104))
    draw.line((940, 530, 960, 470), fill=(84, 60, 34), width=9)
    return _finish(image, seed)


def garden(width: int = 1200, height: int = 900, seed: int = 0) -> Image.Image:
    """Flowers in the grass: an ordinary picture."""
    image = _canvas(width, height, (120, 170, 96), (62, 112, 44))
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(seed)
    for _ in range(5000):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        s = int(rng.uniform(-30, 30))
        draw.line((x, y, x + rng.uniform(-8, 8), y - rng.uniform(12, 40)), fill=(80 + s, 132 + s, 52 + s), width=2)
    for _ in range(46):
        x, y, r = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(14, 34)
        colour = [(236, 210, 60), (226, 80, 96), (240, 236, 240), (150, 90, 190)][int(rng.integers(4))]
        for angle in np.arange(0, 2 * math.pi, math.pi / 3):
            dx, dy = r * math.cos(angle), r * math.sin(angle)
            draw.ellipse((x + dx - r * 0.6, y + dy - r * 0.6, x + dx + r * 0.6, y + dy + r * 0.6), fill=colour)
        draw.ellipse((x - r * 0.5, y - r * 0.5, x + r * 0.5, y + r * 0.5), fill=(120, 84, 30))
    return _finish(image, seed)


LANDMARKS: dict[str, Callable[..., Image.Image]] = {
    "Eiffel Tower": eiffel_tower,
    "Pyramids of Giza": pyramids,
    "Golden Gate Bridge": golden_gate,
    "Taj Mahal": taj_mahal,
    "Stonehenge": stonehenge,
}
"""Name in the gazetteer and how it is drawn."""
ORDINARY: dict[str, Callable[..., Image.Image]] = {"table": table, "garden": garden}
"""Pictures without a landmark."""
