"""A finer table from colour to ink, made of a profile's own table from ink to colour.

A profile's table from colour to ink is coarse: between its nodes inks are mixed that do not belong
together, and near pure inks it is many units off. Its table from ink to colour is exact. So for
each node of a finer grid inks are sought that look, by that table, like the colour of the node,
with as much black as the profile itself gives such a colour, and within the ink that it uses.

Just outside of what can be printed a node holds inks below none or above a solid; a curve cuts them
off after the interpolation. So a colour that can be printed is right up to the very edge. Further
out the profile's own choice stays, and is led up to the edge.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import dist, hypot
from typing import Any

from PIL import Image, ImageCms

from publisher.colour import tables
from publisher.colour.lookup import (
    NEUTRAL,
    OF_HUE,
    OF_LIGHTNESS,
    FromColour,
    FromInk,
    Inks,
    Lab,
)
from publisher.colour.matching import BEYOND, extended, matched, nearest
from publisher.colour.tables import Table

VERSION = 2  # of what is computed here: other numbers, another version

_GRID = 37  # nodes of a side
_MIDDLE = _GRID // 2
_OUTER = 2  # nodes of a* and b* on either side that lie beyond all that can be printed
_OWN_OFF = 4.0  # ΔE76; how far off the table of a profile is, inside of what can be printed
_FADED = 4.0  # cells off what can be printed, from where on the profile's own choice stays
# cells off, up to where and from where on inks below none do all and nothing
_CUT_FIRST, _CUT_LAST = 0.7, 2.5
_CLOSE = 0.1  # ΔE76 that is taken for no difference at the edge
_CURVE = 4096  # numbers of a curve before the grid
_CUT = 4093  # of the curve after it, so many that none and a solid fall on one (4092 = 6 · 682)
_WIDTH = 1 + 2 * BEYOND
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_KEPT = frozenset(b"desc cprt wtpt bkpt chad A2B0 A2B1 A2B2 B2A0 B2A1 B2A2".split())

Rough = tuple[Lab, Inks, Lab]
"""A colour, the profile's own inks for it, and what these look like."""


@lru_cache(maxsize=2)
def refined(profile: bytes) -> bytes:
    """A CMYK profile with a finer table for relative colorimetric separation.

    It has only what separation needs. Raises ValueError where the profile's tables are of a kind
    that is not known here; then its own must do.
    """
    if profile[16:24] != b"CMYKLab ":
        raise ValueError("not from CMYK to Lab")
    press = FromInk(tables.read(profile, b"A2B1"))
    own = FromColour(tables.read(profile, b"B2A1"))
    lightness, hues = _axes(press.width)
    nodes = [(light, a, b) for light in lightness for a, b in product(hues, hues)]
    cell = hypot(lightness[1], hues[_MIDDLE + 1], hues[_MIDDLE + 1])
    inks = _separated(press, own, _roughly(profile, nodes), _most(profile), cell)
    finer = Table(
        _GRID,
        (_places(lightness, OF_LIGHTNESS, 0.0), *2 * (_places(hues, OF_HUE, NEUTRAL),)),
        [tuple((ink + BEYOND) / _WIDTH for ink in each) for each in inks],
        4 * ([min(max(_WIDTH * at / (_CUT - 1) - BEYOND, 0.0), 1.0) for at in range(_CUT)],),
    )
    return tables.replaced(profile, b"B2A1", tables.written(finer), _KEPT)


def _axes(width: float) -> tuple[list[float], list[float]]:
    """Where the nodes of L*, and of a* and b*, stand; grey is one of them.

    The latter are dense as far as anything can be printed, which is `width` from grey.
    """
    dense = _MIDDLE - _OUTER
    step = width / (dense - 1)
    last = step * dense
    far = [last + (128.0 - last) * at / _OUTER for at in range(1, _OUTER + 1)]
    half = [step * at for at in range(1, dense + 1)] + far
    hues = [*(-each for each in reversed(half)), 0.0, *half]
    return [100 * at / (_GRID - 1) for at in range(_GRID)], hues


def _places(axis: Sequence[float], unit: float, zero: float) -> list[float]:
    """A curve that leads from the numbers of a file to places on an axis."""
    values = (unit * at / (_CURVE - 1) - zero for at in range(_CURVE))
    return [_place(axis, min(max(value, axis[0]), axis[-1])) / (_GRID - 1) for value in values]


def _place(axis: Sequence[float], value: float) -> float:
    at = min(bisect_right(axis, value), len(axis) - 1) - 1
    return at + (value - axis[at]) / (axis[at + 1] - axis[at])


def _most(profile: bytes) -> float:
    """As much ink as the profile gives the black of a screen; nothing has more."""
    own, srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    black = ImageCms.Flags.BLACKPOINTCOMPENSATION
    change = ImageCms.buildTransform(srgb, own, "RGB", "CMYK", _INTENT, black)
    return sum(change.apply(Image.new("RGB", (1, 1))).tobytes()) / 255


def _roughly(profile: bytes, nodes: Sequence[Lab]) -> Iterator[Rough]:
    """For each colour the profile's own inks and what these look like, both in steps of a byte."""
    own, lab = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("LAB")
    pixels = bytes(  # a* and b* are signed bytes
        part & 255
        for light, a, b in nodes
        for part in (round(light * 2.55), min(round(a), 127), min(round(b), 127))
    )
    colours = Image.frombytes("LAB", (len(nodes), 1), pixels)
    inks = ImageCms.buildTransform(lab, own, "LAB", "CMYK", _INTENT).apply(colours)
    looks = ImageCms.buildTransform(own, lab, "CMYK", "LAB", _INTENT).apply(inks)
    rows: Any = zip(nodes, inks.get_flattened_data(), looks.get_flattened_data(), strict=True)
    for node, (c, m, y, k), (light, a, b) in rows:
        yield node, (c / 255, m / 255, y / 255, k / 255), (light / 2.55, a - NEUTRAL, b - NEUTRAL)


def _separated(
    press: FromInk, own: FromColour, rough: Iterator[Rough], most: float, cell: float
) -> Iterator[Inks]:
    """What the nodes hold; `cell` is the longest way from one to the next, `most` all ink."""
    for wanted, chosen, look in rough:
        off = dist(look, wanted)
        if off > _FADED * cell + _OWN_OFF:
            yield chosen
        elif off > cell + _OWN_OFF:
            yield _beyond(press, own, wanted, most, cell)
        else:
            exact = matched(press, wanted, own.inks(wanted))
            if exact and min(exact) >= 0 and max(exact) <= 1 and sum(exact) <= most:
                yield exact
            else:
                yield _beyond(press, own, wanted, most, cell)


def _beyond(press: FromInk, own: FromColour, wanted: Lab, most: float, cell: float) -> Inks:
    """At the edge the nearest inks; from there on the profile's, which are led up to these.

    The profile's own choice is a little wrong at the edge. This is made good there, and less and
    less so further out: there would be a line where one suddenly took the place of the other.
    """
    chosen = own.inks(wanted)
    edge, off = nearest(press, wanted, chosen, most)
    cells = off / cell
    if off < _CLOSE:
        return edge
    if cells > _FADED:
        return chosen
    wrong = own.inks(press.look(edge).lab)
    share = _eased(1 - cells / _FADED)
    c, m, y, k = (
        min(max(ink + share * (right - one), 0.0), 1.0)
        for ink, right, one in zip(chosen, edge, wrong, strict=True)
    )
    if cells > _CUT_LAST:
        return c, m, y, k
    share = _eased((_CUT_LAST - cells) / (_CUT_LAST - _CUT_FIRST))
    cut = extended(press, wanted, edge)
    c, m, y, k = (one + share * (two - one) for one, two in zip((c, m, y, k), cut, strict=True))
    return c, m, y, k


def _eased(share: float) -> float:
    """From 0 to 1 without a corner at either end."""
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)
