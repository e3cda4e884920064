"""Between ink and colour, as the tables of a profile have it (ICC.1:2004, 10.8).

Interpolated as LittleCMS does it: three channels in tetrahedra, and where there are four, straight
along the first. Plain floats and conditions instead of `min` and `max`: what is here is called a
million times when a separation is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from publisher.colour.tables import Curve, Table

# Lab in 16 bits, in version 2 and, in these tables, also in version 4
OF_LIGHTNESS, OF_HUE, NEUTRAL = 100 * 65535 / 65280, 65535 / 256, 128.0

Lab = tuple[float, float, float]
Inks = tuple[float, float, float, float]


class Look(NamedTuple):
    """What inks look like, and how that changes with each of them: a row of L*, a*, b* an ink."""

    lab: Lab
    change: tuple[Lab, Lab, Lab, Lab]


class Axis:
    """A channel of a table: a value from 0 to 1 -> the node before it, the way beyond it, slope.

    What lies outside runs straight on.
    """

    def __init__(self, curve: Curve, grid: int) -> None:
        places = [number * (grid - 1) for number in curve]
        self._pieces = [(one, two - one) for one, two in pairwise(places)]
        self._steps, self._last, self._end = len(curve) - 1, len(curve) - 2, grid - 2

    def __call__(self, value: float) -> tuple[int, float, float]:
        """Conditions instead of `min` and `max`: it is called a million times."""
        steps = value * self._steps
        at = 0 if steps < 0 else self._last if steps > self._last else int(steps)
        start, slope = self._pieces[at]
        place = start + slope * (steps - at)
        node = 0 if place < 0 else self._end if place > self._end else int(place)
        return node, place - node, slope * self._steps


class FromInk:
    """From ink to colour, as the profile has it; beyond its ends it runs straight on."""

    def __init__(self, table: Table) -> None:
        if len(table.before) != 4 or len(table.after) != 3:
            raise ValueError("no table from four inks to Lab")
        self._nodes, side = table.nodes, table.grid
        self._axes = tuple(Axis(curve, side) for curve in table.before)
        self._strides = side**3, side**2, side, 1
        self._after = tuple(Axis(curve, 2) for curve in table.after)

    def look(self, inks: Inks) -> Look:
        """The colour of inks, and how it changes with each."""
        nodes, (far, *strides) = self._nodes, self._strides
        cyan, *others = [axis(ink) for axis, ink in zip(self._axes, inks, strict=True)]
        at, share, slope = cyan
        at *= far
        ways = []
        for channel, ((node, way, by), stride) in enumerate(zip(others, strides, strict=True)):
            at += node * stride
            ways.append((way, channel, stride, by))
        p, q = nodes[at], nodes[at + far]
        u, v, w = q[0] - p[0], q[1] - p[1], q[2] - p[2]  # along the first channel
        x, y, z = p[0] + share * u, p[1] + share * v, p[2] + share * w
        last = x, y, z, u, v, w
        changes = [(0.0, 0.0, 0.0)] * 3
        for way, channel, stride, by in sorted(ways, reverse=True):  # towards the far corner
            at += stride
            p, q = nodes[at], nodes[at + far]
            d, e, f = q[0] - p[0], q[1] - p[1], q[2] - p[2]
            g, h, i = p[0] + share * d, p[1] + share * e, p[2] + share * f
            r, s, t, j, k, m = last
            changes[channel] = by * (g - r), by * (h - s), by * (i - t)
            x, y, z = x + way * (g - r), y + way * (h - s), z + way * (i - t)
            u, v, w = u + way * (d - j), v + way * (e - k), w + way * (f - m)
            last = g, h, i, d, e, f
        return self._look((x, y, z), [(slope * u, slope * v, slope * w), *changes])

    def _look(self, numbers: Lab, changes: Sequence[Lab]) -> Look:
        by_light, by_a, by_b = self._after
        (_l, light, k), (_a, a, m), (_b, b, n) = (
            by_light(numbers[0]),
            by_a(numbers[1]),
            by_b(numbers[2]),
        )
        k, m, n = k * OF_LIGHTNESS, m * OF_HUE, n * OF_HUE
        cyan, magenta, yellow, black = ((r[0] * k, r[1] * m, r[2] * n) for r in changes)
        lab = light * OF_LIGHTNESS, a * OF_HUE - NEUTRAL, b * OF_HUE - NEUTRAL
        return Look(lab, (cyan, magenta, yellow, black))

    @property
    def width(self) -> float:
        """How far from grey, along a* or b*, the colours of all nodes lie at most."""
        none = (0.0, 0.0, 0.0)
        labs = (self._look((x, y, z), [none] * 4).lab for x, y, z in self._nodes)
        return max(max(abs(a), abs(b)) for _light, a, b in labs)


class FromColour:
    """From colour to ink, as the profile has it."""

    def __init__(self, table: Table) -> None:
        if len(table.before) != 3 or len(table.after) != 4:
            raise ValueError("no table from Lab to four inks")
        self._nodes, side = table.nodes, table.grid
        self._axes = tuple(Axis(curve, side) for curve in table.before)
        self._strides = side * side, side, 1
        self._after = tuple(Axis(curve, 2) for curve in table.after)

    def inks(self, lab: Lab) -> Inks:
        """The inks that a colour is given."""
        light, a, b = lab
        given = light / OF_LIGHTNESS, (a + NEUTRAL) / OF_HUE, (b + NEUTRAL) / OF_HUE
        cells = [
            axis(min(max(value, 0.0), 1.0)) for axis, value in zip(self._axes, given, strict=True)
        ]
        at = sum(node * by for (node, _way, _slope), by in zip(cells, self._strides, strict=True))
        before = value = self._nodes[at]
        for channel in sorted((0, 1, 2), key=lambda each: -cells[each][1]):
            at += self._strides[channel]
            node, share = self._nodes[at], cells[channel][1]
            value = tuple(v + share * (n - o) for v, n, o in zip(value, node, before, strict=True))
            before = node
        return self._cut(value)

    def _cut(self, numbers: Sequence[float]) -> Inks:
        c, m, y, k = (
            min(max(curve(number)[1], 0.0), 1.0)
            for curve, number in zip(self._after, numbers, strict=True)
        )
        return c, m, y, k
