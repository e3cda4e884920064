"""What goes into the engine and what comes out, apart from the pages' drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from publisher.typesetting.classes import Strength

ELSEWHERE = "at-head"  # the class of what stands at the head of a page, out of the flow
BASE = "asset://publication/"
LAYOUT_BASE = "asset://layout/"


class FaceFile(Protocol):
    """What the engine wants to know of a face; `typefaces.Face` is one."""

    @property
    def family(self) -> str:
        """The family as style sheets name it, and as the file itself says."""

    @property
    def file(self) -> Path:
        """The file that holds it."""

    @property
    def index(self) -> int:
        """Its number in the file, where that is a collection; else 0."""


class Sheet(NamedTuple):
    """A style sheet. `name` is its path, as findings about it show it.

    One that `lasts` is the same for publications to come, and holds nothing of their words: what
    it is parsed to is kept beside the program.
    """

    name: str
    css: str
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be laid out.

    Relative URLs in `html` start at `asset://publication/`, in sheets at `asset://layout/`.
    `language` is the BCP 47 tag of the whole, `zh-Hans` or `zh-Hant`; `kinsoku` is how strictly
    line starts and ends are guarded; `changes` asks for so many lines more or less than is best in
    the paragraph with an id, where it bears them (`Laid.bears`). With `hanging`, 、，。 at a
    line's end stand beyond it. A `vertical` document is laid out lying, with turned faces, and its
    pages are turned clockwise: lines run from top to bottom, the first at the right. Of a `galley`
    only heights are asked for: it is never drawn.
    """

    html: str
    sheets: tuple[Sheet, ...]
    language: str
    kinsoku: Strength = Strength.GB
    changes: Mapping[str, int] = field(default_factory=dict)
    hanging: bool = False
    vertical: bool = False
    galley: bool = False


@dataclass(frozen=True, slots=True)
class Assets:
    """The folders that a document may take files from: host of an asset URL -> folder.

    `Assets({"publication": folder, "layout": folder})` answers `asset://publication/pictures/a.png`
    and `asset://layout/ornament.svg`.
    """

    roots: Mapping[str, Path]


class LaidBox(NamedTuple):
    """The box of an element with an id: points from the top left of the trimmed page.

    An element that runs over columns has one box a column; one that runs over pages, on each.
    """

    id: str
    x: float
    y: float
    width: float
    height: float


class LaidPage(NamedTuple):
    """One page. Sizes are those of the trimmed page, in points.

    `start` is where the page begins to be read: the id of a body block and the number of its
    characters that stand before (on earlier pages); None where no body text stands on the page.
    """

    width: float
    height: float
    boxes: tuple[LaidBox, ...]
    start: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the PDF says of itself."""

    title: str = ""
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    creator: str = ""
