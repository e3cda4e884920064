"""Paths under construction, no more of them than the checks ask for: boxes and thin rectangles."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.checks.content import geometry
from publisher.checks.content.geometry import Box, Matrix

_TOUCHING = 0.01  # points; less is the rounding of numbers
_RECTANGLE = 5  # points of a closed one; one without its last point is the same


class _Part:
    """One subpath: its box, how many points it has, whether it is made of straight lines."""

    __slots__ = ("curved", "points", "x0", "x1", "y0", "y1")

    def __init__(self, x: float, y: float) -> None:
        self.x0 = self.x1 = x
        self.y0 = self.y1 = y
        self.points, self.curved = 1, False

    def add(self, x: float, y: float) -> None:
        self.x0, self.x1 = min(self.x0, x), max(self.x1, x)
        self.y0, self.y1 = min(self.y0, y), max(self.y1, y)
        self.points += 1


class Path:
    """A path in user space; `clips` says that W or W* stood before it was painted."""

    __slots__ = ("clips", "parts")

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        self.clips = False

    def move(self, x: float, y: float) -> None:
        """Begin a subpath."""
        self.parts.append(_Part(x, y))

    def line(self, x: float, y: float) -> None:
        """A straight line to a point."""
        self.parts[-1].add(x, y)

    def curve(self, numbers: Sequence[float]) -> None:
        """A Bézier curve: its points hold it, so its box is no smaller than the curve."""
        part = self.parts[-1]
        part.curved = True
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            part.add(x, y)

    def subpath(self, numbers: Sequence[float], curved: bool) -> None:
        """A whole subpath by the coordinates of its points."""
        xs, ys = numbers[::2], numbers[1::2]
        part = _Part(min(xs), min(ys))
        part.x1, part.y1 = max(xs), max(ys)
        part.points, part.curved = len(xs), curved
        self.parts.append(part)

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """A subpath of its own (operator re)."""
        part = _Part(x, y)
        part.add(x + width, y + height)
        part.points = _RECTANGLE
        self.parts.append(part)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Around all subpaths, in user space."""
        parts = self.parts
        return (
            min(part.x0 for part in parts),
            min(part.y0 for part in parts),
            max(part.x1 for part in parts),
            max(part.y1 for part in parts),
        )

    def slimmest(self, matrix: Matrix, clip: Box, even_odd: bool) -> Box | None:
        """The thinnest rectangle that is painted, cut to the clip; None without any.

        On pages that are turned by quarters at most: a slanted rule has no box that says how thin
        it is. A polygon of few points is no wider than its box. Frames are two rectangles, one in
        the other, filled by the even-odd rule: what shows are the four sides between them.
        """
        a, b, c, d, _e, _f = matrix
        if not (b == 0.0 == c or a == 0.0 == d):
            return None
        boxes = [
            geometry.through(matrix, (part.x0, part.y0, part.x1, part.y1))
            for part in self.parts
            if not part.curved and part.points <= _RECTANGLE
        ]
        if even_odd and len(boxes) == len(self.parts) == 2:
            boxes = _frame(*boxes) or boxes
        seen = (cut for box in boxes if (cut := _shown(box, clip)) is not None)
        return min(seen, key=thickness, default=None)


def thickness(box: Box) -> float:
    """The shorter side."""
    return min(box.width, box.height)


def _shown(box: Box, clip: Box) -> Box | None:
    """What the clip leaves of a box; None where only its edge touches the clip."""
    seen = box.meets(clip)
    if seen is None or (thickness(seen) < _TOUCHING <= thickness(box)):
        return None
    return seen


def _frame(one: Box, other: Box) -> list[Box]:
    """The sides of a frame between two boxes; none where neither lies in the other."""
    outer, inner = (one, other) if one.holds(other, _TOUCHING) else (other, one)
    if not outer.holds(inner, _TOUCHING):
        return []
    sides = (
        Box(outer.left, outer.bottom, inner.left, outer.top),
        Box(inner.right, outer.bottom, outer.right, outer.top),
        Box(outer.left, outer.bottom, outer.right, inner.bottom),
        Box(outer.left, inner.top, outer.right, outer.top),
    )
    return [side for side in sides if thickness(side) >= _TOUCHING]
