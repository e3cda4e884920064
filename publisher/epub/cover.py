"""The cover, drawn from the title: 1600 × 2560, sRGB, JPEG.

One field of colour, the title in Song as large as it will go, and below it the editor's picture or,
without one, rings on water for each voice. The colours follow from the title, so that a book keeps
its own.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageOps

from publisher.document.formats import KNOWN
from publisher.document.model import Publication
from publisher.epub.cover_letters import Colour, Letters, letters
from publisher.epub.cover_text import broken, pauses, shortened
from publisher.markup.imprint import issue_line
from publisher.typefaces import Library

WIDTH, HEIGHT, MARGIN = 1600, 2560, 150
MEASURE = WIDTH - 2 * MARGIN
_FINE = 2  # curves are drawn twice as large, then made smaller: Pillow's own are jagged
_LARGEST, _SMALLEST = 372, 96  # of the title, in pixels
_HORIZON, _SHORE = 1230, 2400  # no ring reaches beyond
_TITLE_TOP, _TITLE_HEIGHT = 470, 1010
_PICTURE_TOP, _PICTURE_FOOT = 960, 2300  # of an editor's picture; a long title pushes its top down
_PICTURE_GAP = 90
PICTURE_ROOM = WIDTH, _PICTURE_FOOT - _PICTURE_TOP
_LEADING = 1.22
_MEASURED = 100  # the size at which lengths are taken
_QUALITY = 90


class Scheme(NamedTuple):
    """Ground, paper (letters), and the one accent."""

    ground: Colour
    paper: Colour
    accent: Colour


SCHEMES = (
    Scheme((22, 52, 66), (246, 240, 228), (226, 138, 84)),  # 黛蓝, 橘
    Scheme((146, 38, 34), (250, 241, 226), (236, 178, 98)),  # 朱砂, 缃
    Scheme((44, 62, 50), (244, 240, 224), (214, 174, 96)),  # 松柏, 秋香
    Scheme((58, 44, 70), (246, 238, 232), (222, 146, 130)),  # 绀紫, 海棠
    Scheme((238, 229, 210), (36, 40, 46), (178, 50, 40)),  # 米, 朱
    Scheme((32, 38, 48), (242, 238, 230), (196, 72, 52)),  # 墨, 朱
)


class Cover(NamedTuple):
    """What is painted, on what, with what."""

    publication: Publication
    voices: tuple[str, ...]
    draw: ImageDraw.ImageDraw
    scheme: Scheme
    song: Letters
    hei: Letters
    kai: Letters


def draw_cover(
    publication: Publication,
    voices: tuple[str, ...],
    library: Library,
    pictured: bytes | None = None,
) -> bytes:
    """The cover of a publication as JPEG; the same bytes for the same words, faces and picture.

    Of the publication what stands on it is read, and no article; `voices` are who speaks there.
    """
    scheme = scheme_of(publication)
    picture = (
        Image.new("RGB", (WIDTH, HEIGHT), scheme.ground)
        if pictured
        else _water(scheme, len(voices))
    )
    cover = Cover(
        publication,
        voices,
        ImageDraw.Draw(picture),
        scheme,
        letters(library, "song", 700),
        letters(library, "hei", 400),
        letters(library, "kai", 400),
    )
    _head(cover)
    below = _subtitle(cover, _title(cover))
    if pictured:
        _paste(picture, pictured, round(below))
        cover = cover._replace(voices=())
    _foot(cover)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def scheme_of(publication: Publication) -> Scheme:
    """The colours that belong to a title, the same on every machine and every day."""
    digest = hashlib.sha256(publication.title.encode()).digest()
    return SCHEMES[digest[0] % len(SCHEMES)]


# ── the picture ──────────────────────────────────────────────────────────────────────────────────


def _water(scheme: Scheme, voices: int) -> Image.Image:
    """Rings that meet on still water, one source for each voice."""
    band = Image.new("RGB", (WIDTH * _FINE, (_SHORE - _HORIZON) * _FINE), scheme.ground)
    draw = ImageDraw.Draw(band)
    count = min(max(voices, 3), 9)
    sources = [_source(number, count) for number in range(count)]
    for x, y, largest in sources:
        for radius in range(56, largest, 40):
            strength = 0.42 - 0.32 * radius / largest  # water comes to rest outwards
            line = _mixed(scheme.ground, scheme.paper, strength)
            draw.ellipse(_box(x, y, radius), outline=line, width=3 * _FINE)
    for x, y, _largest in sources:
        draw.ellipse(_box(x, y, 15), fill=scheme.accent)
    picture = Image.new("RGB", (WIDTH, HEIGHT), scheme.ground)
    picture.paste(band.reduce(_FINE), (0, _HORIZON))
    return picture


def _paste(cover: Image.Image, data: bytes, below: int) -> None:
    """The editor's picture over the whole width, cut to what is left between title and imprint."""
    top = max(_PICTURE_TOP, below + _PICTURE_GAP)
    with Image.open(io.BytesIO(data), formats=KNOWN) as picture:
        room = (WIDTH, _PICTURE_FOOT - top)
        cover.paste(ImageOps.fit(picture.convert("RGB"), room, Image.Resampling.LANCZOS), (0, top))


def _source(number: int, count: int) -> tuple[int, int, int]:
    """Centre and largest radius of a ring system; the golden section spreads them evenly."""
    x = round(MARGIN + MEASURE * (number + 0.5) / count)
    y = 1980 - round(330 * ((number * 0.618 + 0.18) % 1))
    return x, y, 150 + round(260 * ((number * 0.618 + 0.55) % 1))


def _box(x: int, y: int, radius: int) -> tuple[int, int, int, int]:
    left, right = x - radius, x + radius
    top, bottom = y - radius - _HORIZON, y + radius - _HORIZON
    return left * _FINE, top * _FINE, right * _FINE, bottom * _FINE


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


# ── the words ────────────────────────────────────────────────────────────────────────────────────


def _head(cover: Cover) -> None:
    """A rule in the accent, the series at the left, the issue at the right."""
    cover.draw.rectangle((MARGIN, 170, MARGIN + 150, 182), fill=cover.scheme.accent)
    series = cover.publication.series
    left = shortened(f"{series[0]} {series[1]}" if series else "", 18)
    right = shortened(issue_line(cover.publication), 18)
    ends = WIDTH - MARGIN - cover.hei.length(right, 46)
    cover.hei.draw(cover.draw, (MARGIN, 226), left, 46, cover.scheme.paper)
    cover.hei.draw(cover.draw, (ends, 226), right, 46, cover.scheme.paper)


def _title(cover: Cover) -> float:
    """Draws the title as large as it will go; the y below it."""
    length = lru_cache(maxsize=None)(partial(cover.song.length, size=_MEASURED))
    size, lines = fitted(cover.publication.title, length)
    y = float(_TITLE_TOP)
    for line in lines:
        # side bearings grow with the size, and the eye wants the stems on the margin
        cover.song.draw(cover.draw, (MARGIN - size * 0.05, y), line, size, cover.scheme.paper)
        y += size * _LEADING
    return y


def fitted(title: str, length: Callable[[str], float]) -> tuple[int, Sequence[str]]:
    """The size and the lines of a title: as large as it will go, a little less for good breaks.

    `length` measures a text at 100 pixels. A title that is too long for the smallest size is
    shortened, and an ellipsis says so.
    """
    tried = [(size, _lines(title, size, length)) for size in range(_LARGEST, _SMALLEST, -12)]
    fitting = [(size, lines) for size, lines in tried if len(lines) <= _most(size)]
    if fitting:
        return max(fitting, key=lambda found: found[0] * (1 + 0.6 * pauses(found[1])))
    lines, most = _lines(title, _SMALLEST, length), _most(_SMALLEST)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    return _SMALLEST, lines


def _lines(title: str, size: int, length: Callable[[str], float]) -> list[str]:
    return broken(title, MEASURE * _MEASURED / size, length)


def _most(size: int) -> int:
    return int(_TITLE_HEIGHT / (size * _LEADING))


def _subtitle(cover: Cover, top: float) -> float:
    """Draws the subtitle below the title; the y below it."""
    length = partial(cover.kai.length, size=76)
    for line in broken(cover.publication.subtitle, MEASURE, length)[:2]:
        cover.kai.draw(cover.draw, (MARGIN, top + 84), line, 76, cover.scheme.accent)
        top += 108
    return top + 84


def _foot(cover: Cover) -> None:
    """Who speaks, in Kai, and the imprint."""
    length = partial(cover.kai.length, size=50)
    lines = broken("　".join(cover.voices), MEASURE, length)[:2]
    y = HEIGHT - 262 - 74 * len(lines)
    for line in lines:
        cover.kai.draw(cover.draw, (MARGIN, y), line.strip("　"), 50, cover.scheme.paper)
        y += 74
    imprint = shortened(cover.publication.publisher, 24)
    cover.hei.draw(cover.draw, (MARGIN, HEIGHT - 214), imprint, 40, cover.scheme.paper)
