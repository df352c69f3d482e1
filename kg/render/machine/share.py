"""The picture that is shown where a claim is shared: its sentence, the verdict with its shape, the site's name.

1,200 by 630 pixels, as the Open Graph protocol's users expect it (https://ogp.me), as a PNG of few colours; drawn with
Pillow. The same words give the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from kg.render.routes import share_image_of
from kg.render.site import Pure
from kg.render.views_verdict import verdict_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

    from kg.render.site import File, Site

FONTS: Final = "vendor/@fontsource/source-serif-4/"
"""Where the static files of a site hold the fonts that only these pictures need."""

WIDTH: Final = 1200
HEIGHT: Final = 630
_LEFT: Final = 84
_ROOM: Final = WIDTH - 2 * _LEFT
_TOP: Final = 92
_SIZES: Final = (68, 60, 52, 44, 38)
"""Sizes of the sentence in pixels, the first at which it fits."""
_MOST_LINES: Final = 5
_TALL: Final = 300
_PAPER: Final = (252, 251, 248)
_INK: Final = (27, 31, 35)
_SOFT: Final = (87, 93, 100)
_WAYS: Final = {
    "supports": (13, 107, 79),
    "disputes": (163, 59, 28),
    "contested": (107, 90, 30),
    "inconclusive": (107, 90, 30),
    "untested": _SOFT,
}
"""The colours of the site's sheet, light."""
_PARTS: Final = ("latin", "latin-ext")
_SPELT: Final = {"≥": "at least", "≤": "at most", "≈": "about"}
"""Signs that no face here has."""
_STEPS: Final = 32
"""Shades from paper to each colour."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the picture of a page says; `way` is the shape and colour of its verdict."""

    sentence: str
    verdict: str
    certainty: str
    way: str
    site_title: str


class Fonts:
    """A bold and a plain face, each with fallbacks for characters that it lacks."""

    def __init__(self, static: Mapping[str, bytes]) -> None:
        """Take the fonts among the static files of a site; raises KeyError with the name of one that is missing."""
        self._files = {
            weight: tuple(static[f"{FONTS}source-serif-4-{part}-{weight}-normal.woff"] for part in _PARTS)
            for weight in (400, 600)
        }
        self.digest = sha256(b"".join(x for files in self._files.values() for x in files)).digest()
        self._made: dict[tuple[int, int], tuple[FreeTypeFont, ...]] = {}
        self._holds: dict[tuple[int, str], int] = {}
        self._widths: dict[tuple[str, int, int], float] = {}

    def runs(self, text: str, weight: int, size: int) -> list[tuple[str, FreeTypeFont]]:
        """Return a text in pieces, each with the first font that has its characters."""
        faces = self._faces(weight, size)
        pieces: list[tuple[str, FreeTypeFont]] = []
        for character in text:
            font = faces[self._holder(character, weight)]
            if pieces and pieces[-1][1] is font:
                pieces[-1] = (pieces[-1][0] + character, font)
            else:
                pieces.append((character, font))
        return pieces

    def width(self, text: str, weight: int, size: int) -> float:
        """Return how wide a word is, in pixels."""
        key = (text, weight, size)
        if key not in self._widths:
            self._widths[key] = sum(font.getlength(piece) for piece, font in self.runs(text, weight, size))
        return self._widths[key]

    def _faces(self, weight: int, size: int) -> tuple[FreeTypeFont, ...]:
        from PIL import ImageFont

        if (weight, size) not in self._made:
            own = [
                ImageFont.truetype(io.BytesIO(x), size, layout_engine=ImageFont.Layout.BASIC)
                for x in self._files[weight]
            ]
            last = ImageFont.load_default(size)
            self._made[weight, size] = (*own, last) if isinstance(last, ImageFont.FreeTypeFont) else tuple(own)
        return self._made[weight, size]

    def _holder(self, character: str, weight: int) -> int:
        """Return the number of the first face that has a character, the last where none has."""
        key = (weight, character)
        if key not in self._holds:
            faces = self._faces(weight, 20)
            found = (i for i, x in enumerate(faces) if bytes(x.getmask(character)) != bytes(x.getmask("\uffff")))
            self._holds[key] = next(found, len(faces) - 1)
        return self._holds[key]


def share_images(site: Site, static: Mapping[str, bytes]) -> Iterator[File]:
    """Yield the picture of each claim's page, as PNG."""
    fonts = Fonts(static)
    for claim in site.catalogue.records.claims:
        verdict = verdict_view(claim, site.catalogue)
        shared = Shared(claim.text, verdict.words.capitalize(), verdict.certainty, verdict.way, site.title)
        yield share_image_of(claim.id), Pure(partial(share_image, shared, fonts), (repr(shared).encode(), fonts.digest))


def share_image(shared: Shared, fonts: Fonts) -> bytes:
    """Return the picture as PNG."""
    from PIL import Image

    colours = (_INK, _WAYS[shared.way], _SOFT)
    picture = Image.new("P", (WIDTH, HEIGHT), 0)
    picture.putpalette([part for colour in colours for step in range(_STEPS) for part in _between(colour, step)])
    lines, size = _fit(shared.sentence, fonts)
    for number, line in enumerate(lines):
        _write(picture, (_LEFT, _TOP + round(number * size * 1.24)), line, fonts, (600, size, 0))
    _mark(picture, shared.way)
    _write(picture, (_LEFT + 60, 432), shared.verdict, fonts, (600, 38, 1))
    _write(picture, (_LEFT + 60, 484), shared.certainty, fonts, (400, 32, 1))
    _write(picture, (_LEFT, 548), _shorten(shared.site_title, fonts, (400, 28), _ROOM), fonts, (400, 28, 2))
    picture.paste(_STEPS * 2 - 1, (0, 0, 14, HEIGHT))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _between(colour: tuple[int, int, int], step: int) -> tuple[int, ...]:
    """Return a shade from paper (step 0) to a colour (the last step)."""
    pairs = zip(_PAPER, colour, strict=True)
    return tuple(round(paper + (part - paper) * step / (_STEPS - 1)) for paper, part in pairs)


def _fit(sentence: str, fonts: Fonts) -> tuple[list[str], int]:
    """Return a sentence in lines at the largest size that has room for it; cut where even the smallest has none."""
    for size in _SIZES:
        lines = _wrap(sentence, fonts, size)
        if len(lines) * size * 1.24 <= _TALL and len(lines) <= _MOST_LINES:
            return lines, size
    lines = lines[:_MOST_LINES]
    lines[-1] = _shorten(f"{lines[-1]} …", fonts, (600, size), _ROOM)
    return lines, size


def _wrap(sentence: str, fonts: Fonts, size: int) -> list[str]:
    lines, used, space = list[list[str]]([[]]), 0.0, fonts.width(" ", 600, size)
    for part in sentence.split():
        word = _shorten(_SPELT.get(part, part), fonts, (600, size), _ROOM)
        used += space + fonts.width(word, 600, size)
        if lines[-1] and used - space > _ROOM:
            lines.append([])
            used = space + fonts.width(word, 600, size)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def _shorten(text: str, fonts: Fonts, face: tuple[int, int], room: int) -> str:
    """Return a text cut so that it fits into a room of so many pixels."""
    if fonts.width(text, *face) <= room:
        return text
    while text and fonts.width(f"{text}…", *face) > room:
        text = text[:-1]
    return f"{text.rstrip(' …')}…"


def _write(picture: Image, at: tuple[int, int], text: str, fonts: Fonts, style: tuple[int, int, int]) -> None:
    """Write a text from its upper left; `style` is weight, size, and the number of its colour."""
    from PIL import Image, ImageDraw

    weight, size, colour = style
    shades = Image.new("L", (WIDTH, round(size * 1.6)), 0)
    draw, left = ImageDraw.Draw(shades), float(at[0])
    for piece, font in fonts.runs(text, weight, size):
        draw.text((left, size), piece, font=font, fill=255, anchor="ls")
        left += font.getlength(piece)
    _lay(picture, shades, at[1], colour)


def _lay(picture: Image, shades: Image, top: int, colour: int) -> None:
    """Lay shades of a colour onto a strip of the picture, over what is there."""
    numbers = shades.point([colour * _STEPS + round(x * (_STEPS - 1) / 255) for x in range(256)])
    picture.paste(numbers, (0, top), shades.point([0, *[255] * 255]))


def _mark(picture: Image, way: str) -> None:
    """Draw the shape of a verdict, as on the site: square for, triangle against, bow-tie both ways, ring, dash."""
    from PIL import Image, ImageDraw

    scale, side = 4, 38
    shades = Image.new("L", ((_LEFT + side) * scale, side * scale), 0)
    draw = ImageDraw.Draw(shades)
    draw.polygon([(round(x * scale), round(y * scale)) for x, y in _outline(way, float(_LEFT), float(side))], fill=255)
    if way == "inconclusive":
        draw.ellipse([(_LEFT + 8) * scale, 8 * scale, (_LEFT + side - 8) * scale, (side - 8) * scale], fill=0)
    _lay(picture, shades.reduce(scale), 438, 1)


@cache
def _outline(way: str, left: float, side: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of a shape whose upper left is given."""
    from math import cos, pi, sin

    right, middle = left + side, left + side / 2
    if way == "supports":
        return (left, 0), (right, 0), (right, side), (left, side)
    if way == "disputes":
        return (middle, 0), (right, side), (left, side)
    if way == "contested":
        return (left, 0), (middle, side * 0.35), (right, 0), (right, side), (middle, side * 0.65), (left, side)
    if way == "inconclusive":
        steps = (2 * pi * x / 72 for x in range(72))
        return tuple((middle + cos(x) * side / 2, side / 2 + sin(x) * side / 2) for x in steps)
    return (left, side * 0.4), (right, side * 0.4), (right, side * 0.6), (left, side * 0.6)
