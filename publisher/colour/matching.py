"""Inks that look like a colour, by a profile's table from ink to colour."""

from __future__ import annotations

from math import dist
from operator import mul
from typing import NamedTuple

from publisher.colour.lookup import FromInk, Inks, Lab, Look

BEYOND = 0.25  # how much less than none and more than a solid an ink may be
NEAR = 0.05  # ΔE76 that is taken for no difference
_BLACK_KEPT = 8.0  # what a whole unit of black beside the one that is wished counts, in ΔE76
_DRY = 200.0  # the same for a unit of ink above the limit
_STEPS, _SEARCH, _WAY_BACK = 8, 12, 4
_STRIDE = 0.3  # of ink; the curve may bend on the way
_SPARSE = 1e-9  # no determinant
_FIRM = 1.0  # keeps a step short where inks change little
_LOOSEST, _TIGHTEST = 0.1, 1000.0  # how much the slow search is held back


def matched(press: FromInk, wanted: Lab, inks: Inks) -> Inks | None:
    """Inks with as much black that look exactly so, if there are any; Newton's method.

    They may be less than none and more than a solid.
    """
    c, m, y, k = inks
    for _step in range(_STEPS):
        lab, (by_c, by_m, by_y, _by_k) = press.look((c, m, y, k))
        off = wanted[0] - lab[0], wanted[1] - lab[1], wanted[2] - lab[2]
        if max(map(abs, off)) < NEAR:
            return c, m, y, k
        whole = _determinant(by_c, by_m, by_y)
        if abs(whole) < _SPARSE:
            return None
        more = (
            _determinant(off, by_m, by_y) / whole,
            _determinant(by_c, off, by_y) / whole,
            _determinant(by_c, by_m, off) / whole,
        )
        part = min(1.0, _STRIDE / max(map(abs, more)))
        c, m, y = (_held(ink + part * by) for ink, by in zip((c, m, y), more, strict=True))
    return None


def extended(press: FromInk, wanted: Lab, inks: Inks) -> Inks:
    """From inks at the edge the shortest way to a colour beyond it, black also changing."""
    for _step in range(_WAY_BACK):
        lab, change = press.look(inks)
        off = [one - two for one, two in zip(wanted, lab, strict=True)]
        if max(map(abs, off)) < NEAR:
            break
        by_lab = list(zip(*change, strict=True))
        square = [[sum(map(mul, one, two)) for two in by_lab] for one in by_lab]
        for at in range(3):
            square[at][at] += _FIRM
        back = _solved(square, off)
        c, m, y, k = (
            _held(ink + sum(map(mul, row, back))) for ink, row in zip(inks, change, strict=True)
        )
        inks = c, m, y, k
    return inks


def _held(ink: float) -> float:
    return min(max(ink, -BEYOND), 1 + BEYOND)


def _determinant(one: Lab, two: Lab, three: Lab) -> float:
    (a, b, c), (d, e, f), (g, h, i) = one, two, three
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def nearest(press: FromInk, wanted: Lab, inks: Inks, most: float) -> tuple[Inks, float]:
    """Inks that can be printed and look most like it, and how far off they are.

    Steps of Levenberg and Marquardt on the inks that have room to move.
    """
    aim = _Aim(press, wanted, inks[3], most)
    found, damping = aim.at(inks), 1.0
    for _step in range(_SEARCH):
        better = None
        while better is None and damping < _TIGHTEST:
            tried = aim.at(found.moved(damping))
            better = tried if tried.cost < found.cost else None
            damping = max(damping / 5, _LOOSEST) if better else damping * 8
        if better is None:
            break
        gained, found = found.cost - better.cost, better
        if gained < 1e-4 * (found.cost + 0.01):
            break
    return found.inks, dist(found.look.lab, wanted)


class _Aim(NamedTuple):
    """What is sought: a colour, preferably with so much black, within so much ink."""

    press: FromInk
    wanted: Lab
    black: float
    most: float

    def at(self, inks: Inks) -> _Tried:
        """How inks fare."""
        return _Tried(self, inks, self.press.look(inks))


class _Tried:
    """Inks that were tried; `cost` is the square of how far off they are, all counted."""

    def __init__(self, aim: _Aim, inks: Inks, look: Look) -> None:
        self.inks, self.look, self._aim = inks, look, aim
        self._off = [one - two for one, two in zip(aim.wanted, look.lab, strict=True)]
        self._black_off = aim.black - inks[3]
        self._wet = max(0.0, sum(inks) - aim.most)
        cost = sum(each * each for each in self._off)
        self.cost = cost + (_BLACK_KEPT * self._black_off) ** 2 + (_DRY * self._wet) ** 2

    def moved(self, damping: float) -> Inks:
        """The inks a step nearer; those that are at an end and want to go beyond it stay."""
        off, change, wet = self._off, self.look.change, _DRY * _DRY
        slope = [sum(map(mul, row, off)) - wet * self._wet for row in change]
        slope[3] += _BLACK_KEPT * _BLACK_KEPT * self._black_off
        free = [
            ink
            for ink, (at, by) in enumerate(zip(self.inks, slope, strict=True))
            if not ((at <= 0 and by < 0) or (at >= 1 and by > 0))
        ]
        wet = wet if self._wet else 0.0
        curve = [[sum(map(mul, change[i], change[j])) + wet for j in free] for i in free]
        for row, ink in enumerate(free):
            curve[row][row] += damping + (_BLACK_KEPT * _BLACK_KEPT if ink == 3 else 0.0)
        inks = list(self.inks)
        for ink, by in zip(free, _solved(curve, [slope[ink] for ink in free]), strict=True):
            inks[ink] = min(max(inks[ink] + by, 0.0), 1.0)
        c, m, y, k = inks
        return c, m, y, k


def _solved(rows: list[list[float]], right: list[float]) -> list[float]:
    """Solve a system whose matrix is positive, so that no rows need to change places."""
    size = len(right)
    for at in range(size):
        for below in range(at + 1, size):
            part = rows[below][at] / rows[at][at]
            for column in range(at, size):
                rows[below][column] -= part * rows[at][column]
            right[below] -= part * right[at]
    for at in reversed(range(size)):
        known = sum(rows[at][column] * right[column] for column in range(at + 1, size))
        right[at] = (right[at] - known) / rows[at][at]
    return right
