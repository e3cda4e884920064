"""Matrices and boxes of a page, in points of its default user space (ISO 32000-1, 8.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
LARGEST = 1e7  # points; the largest page of PDF 1.6 with its UserUnit is 1.1e9, no press is


class Box(NamedTuple):
    """A rectangle: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def meets(self, other: Box) -> Box | None:
        """What the two have in common; None where they do not touch."""
        left, bottom, right, top = self  # without `min` and `max`: it is asked of every mark
        x0, y0, x1, y1 = other
        if x0 <= left <= right <= x1 and y0 <= bottom <= top <= y1:
            return self
        left, bottom = x0 if x0 > left else left, y0 if y0 > bottom else bottom
        right, top = x1 if x1 < right else right, y1 if y1 < top else top
        return Box(left, bottom, right, top) if left <= right and bottom <= top else None

    def holds(self, other: Box, tolerance: float = 0.0) -> bool:
        """Whether the other lies inside, or outside by no more than the tolerance."""
        return (
            other.left >= self.left - tolerance
            and other.bottom >= self.bottom - tolerance
            and other.right <= self.right + tolerance
            and other.top <= self.top + tolerance
        )

    def grown(self, by: float) -> Box:
        """Wider by so much on every side; narrower where it is negative."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


def box(numbers: Sequence[float]) -> Box:
    """A box of two corners in any order."""
    x0, y0, x1, y1 = numbers
    left, right = (x1, x0) if x1 < x0 else (x0, x1)
    bottom, top = (y1, y0) if y1 < y0 else (y0, y1)
    return Box(left, bottom, right, top)


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box around points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def after(first: Matrix, then: Matrix) -> Matrix:
    """One matrix for `first` and `then` the other (`first × then`, ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point through a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def through(matrix: Matrix, inner: Sequence[float]) -> Box:
    """The box around a rectangle that went through a matrix."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = inner
    if b == 0.0 == c:
        return box((a * x0 + e, d * y0 + f, a * x1 + e, d * y1 + f))
    corners = ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
    return around((a * x + c * y + e, b * x + d * y + f) for x, y in corners)


def share(matrix: Matrix, place: Box) -> tuple[float, float, float, float] | None:
    """The part of a picture below a box: left, top, right, bottom as shares of the picture.

    The picture is the unit square through the matrix, its rows from the top down. None where it is
    slanted or has no extent.
    """
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if not area or not (b == 0.0 == c or a == 0.0 == d):
        return None
    inverse = (
        d / area,
        -b / area,
        -c / area,
        a / area,
        (c * f - d * e) / area,
        (b * e - a * f) / area,
    )
    left, bottom, right, top = (min(1.0, max(0.0, edge)) for edge in through(inverse, place))
    return left, 1.0 - top, right, 1.0 - bottom


def scale(matrix: Matrix) -> float:
    """By how much a matrix enlarges lines: √|det|."""
    a, b, c, d, _e, _f = matrix
    return math.sqrt(abs(a * d - b * c))


def is_sane(matrix: Matrix) -> bool:
    """Whether no number of it is beyond all paper (nor is none at all)."""
    a, b, c, d, e, f = matrix
    return (
        -LARGEST <= a <= LARGEST
        and -LARGEST <= b <= LARGEST
        and -LARGEST <= c <= LARGEST
        and -LARGEST <= d <= LARGEST
        and -LARGEST <= e <= LARGEST
        and -LARGEST <= f <= LARGEST
    )
