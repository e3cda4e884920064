"""Names in a content stream and what they stand for (ISO 32000-1, 7.8.3)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from publisher.checks.content import colours
from publisher.checks.content.colours import Space
from publisher.checks.content.faces import Face
from publisher.checks.content.geometry import Matrix
from publisher.checks.content.marks import Mark
from publisher.checks.content.state import Settings, State
from publisher.checks.content.tokens import BrokenContent

_INLINE = {
    "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/H": "/Height", "/W": "/Width",
    "/IM": "/ImageMask",
}  # fmt: skip
_DEVICES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_INCH = 72.0
MOST = 12_000_000  # instructions of one file; 300 pages of text have 250,000


@dataclass(slots=True)
class Image:
    """An image's pixels (across, down), bits a component, space (None: a stencil)."""

    pixels: tuple[int, int]
    bits: int
    space: Space | None
    soft_mask: bool

    def ppi(self, matrix: Matrix) -> float:
        """Pixels an inch where the unit square goes through the matrix, in the coarser way."""
        a, b, c, d, _e, _f = matrix
        sides = (math.hypot(a, b), math.hypot(c, d))
        return min(
            (
                pixels * _INCH / side
                for pixels, side in zip(self.pixels, sides, strict=True)
                if side
            ),
            default=math.inf,
        )


@dataclass(frozen=True, slots=True)
class Run:
    """What a form drew in so many instructions, when it began in a place and a state."""

    where: str
    state: State
    marks: tuple[Mark, ...]
    spent: int


class Shelf:
    """Faces and images of one file, each read once however many pages use it.

    `left` is how many instructions may still be run for the whole file; `runs` are the forms that
    draw the same wherever they begin alike.
    """

    def __init__(self) -> None:
        self.left = MOST
        self.runs: dict[tuple[int, int], list[Run]] = {}
        self._faces: dict[tuple[int, int], Face] = {}
        self._images: dict[tuple[int, int], Image] = {}

    def face(self, font: Any) -> Face:
        """The face of a font dictionary."""
        if not font.is_indirect:
            return Face(font)
        if font.objgen not in self._faces:
            self._faces[font.objgen] = Face(font)
        return self._faces[font.objgen]

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces that something was set in, in the order of their objects."""
        return tuple(face for _key, face in sorted(self._faces.items()))

    def image(self, stream: Any, resources: Resources) -> Image:
        """The facts about an image XObject."""
        if stream.objgen not in self._images:
            self._images[stream.objgen] = _image(stream, resources)
        return self._images[stream.objgen]


class Resources:
    """The resources of a page or form; each name is looked up once."""

    def __init__(self, given: Any, shelf: Shelf) -> None:
        self._given: Any = given if isinstance(given, pikepdf.Dictionary) else {}
        self._shelf = shelf
        self._spaces: dict[str, Space] = {}
        self._faces: dict[str, Face] = {}
        self._settings: dict[str, Settings] = {}

    def of(self, form: Any) -> Resources:
        """Those of a form; without its own it uses the page's, as PDF 1.1 allowed."""
        given = form.get("/Resources")
        return self if given is None else Resources(given, self._shelf)

    def entry(self, kind: str, name: Any) -> Any:
        """The object of a name, e.g. `/XObject`, `/Im1`; None where there is none."""
        found: Any = self._given.get(kind)
        return found.get(name) if isinstance(found, pikepdf.Dictionary) else None

    def face(self, name: str) -> Face:
        """A face. Raises BrokenContent for a name that stands for none."""
        if name not in self._faces:
            font = self.entry("/Font", name)
            if not isinstance(font, pikepdf.Dictionary):
                raise BrokenContent(f"{name} Tf")
            self._faces[name] = self._shelf.face(font)
        return self._faces[name]

    def space(self, given: Any) -> Space:
        """A colour space by its name, or from its object."""
        if not isinstance(given, str):
            return colours.space_of(given, self._space)
        if given not in self._spaces:
            self._spaces[given] = colours.space_of(given, self._space)
        return self._spaces[given]

    def device(self, components: int) -> Space:
        """The device space with so many components, or what the file puts in its stead."""
        return self.space(_DEVICES[components])

    def _space(self, name: str) -> Any:
        return self.entry("/ColorSpace", name)

    def shading(self, name: str) -> Any:
        """The object of a shading. Raises BrokenContent for a name that stands for none."""
        found = self.entry("/Shading", name)
        if not isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
            raise BrokenContent(f"{name} sh")
        return found

    def settings(self, name: str) -> Settings:
        """A graphics state dictionary."""
        if name not in self._settings:
            found = self.entry("/ExtGState", name)
            if not isinstance(found, pikepdf.Dictionary):
                raise BrokenContent(f"{name} gs")
            self._settings[name] = self._read_settings(found)
        return self._settings[name]

    def _read_settings(self, given: Any) -> Settings:
        mask, font, width = given.get("/SMask"), given.get("/Font"), given.get("/LW")
        stroke = _switch(given.get("/OP"))
        fill = _switch(given.get("/op"))
        has_mask = isinstance(mask, pikepdf.Dictionary)
        return Settings(
            line_width=None if width is None else float(width),
            fill_overprint=stroke if fill is None else fill,  # OP alone sets both (table 58)
            stroke_overprint=stroke,
            overprint_mode=None if "/OPM" not in given else int(given.OPM),
            fill_alpha=None if "/ca" not in given else float(given.ca),
            stroke_alpha=None if "/CA" not in given else float(given.CA),
            blend=_blend(given.get("/BM")),
            masked=None if mask is None else has_mask,
            mask=mask.get("/G") if has_mask else None,
            face=None if font is None else self._shelf.face(font[0]),
            size=None if font is None else float(font[1]),
        )

    def inline_image(self, given: Mapping[str, Any]) -> Image:
        """The facts about an inline image from the dictionary before its data."""
        return _image({_INLINE.get(key, key): value for key, value in given.items()}, self)


def _switch(given: Any) -> bool | None:
    return None if given is None else bool(given)


def _blend(given: Any) -> str | None:
    if isinstance(given, pikepdf.Array):  # the first one that a reader knows; all know all
        given = given[0] if len(given) else None
    return None if given is None else str(given)


def _image(given: Any, resources: Resources) -> Image:
    pixels = (int(given.get("/Width", 0)), int(given.get("/Height", 0)))
    if given.get("/ImageMask") is not None and bool(given.get("/ImageMask")):
        return Image(pixels, 1, None, soft_mask=False)
    space = given.get("/ColorSpace")
    bits = int(given.get("/BitsPerComponent", 8))  # JPEG 2000 says it inside
    if isinstance(space, pikepdf.Name):
        space = str(space)
    found = Space("unknown", "JPEG 2000", 0) if space is None else resources.space(space)
    mask = given.get("/SMask")
    return Image(pixels, bits, found, soft_mask=isinstance(mask, pikepdf.Stream))
