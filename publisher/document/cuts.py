"""裁切: how a picture is cut, and its name in that cut."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crop:
    """裁切: the shape that a picture is cut to, `width` to `height`."""

    width: float
    height: float

    @property
    def ratio(self) -> float:
        """Width divided by height."""
        return self.width / self.height


@dataclass(frozen=True, slots=True)
class Focus:
    """The point of a picture that is never cut off: parts of its width and height, from 0 to 1."""

    x: float = 0.5
    y: float = 0.5


def picture_key(source: str, crop: Crop | None, focus: Focus | None) -> str:
    """The name of a picture in one cut: the source alone where the whole of it is shown."""
    if crop is None:
        return source
    middle = focus or Focus()
    return f"{source}#{crop.width:g}:{crop.height:g}@{middle.x:g},{middle.y:g}"
