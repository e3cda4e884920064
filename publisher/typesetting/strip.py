"""A paragraph's characters: as a face gives them (`Row`), and at Chinese widths (`Strip`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from publisher.typesetting.classes import Strength


@dataclass(frozen=True, slots=True)
class Row:
    """The characters of a paragraph in one row, through all its inline boxes.

    `em` and `advance` (in one unit, any) are of each character as the face gives it. `ink` has, for
    marks, the blank before and after the ink. A break is barred before `stuck`; `raised` are marks
    of notes, without space around; `joined` belong to the glyph before; `hyphens` are the places in
    words where one of a width may be set, if the line ends there; `resort` are those of them that
    are taken last, also places in addresses (of no width). With `hanging`, 、，。 at a line's end
    stand beyond it (clreq 3.1.7). `upright` are digits that stand as one Han character does, in a
    vertical line.
    """

    text: str
    em: list[float]
    advance: list[float]
    ink: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    stuck: Collection[int] = ()
    raised: Collection[int] = ()
    joined: Collection[int] = ()
    hyphens: Mapping[int, float] = field(default_factory=dict)
    resort: Collection[int] = ()
    strength: Strength = Strength.GB
    hanging: bool = False
    upright: Collection[int] = ()


@dataclass(slots=True)
class Strip:
    """A row in which every character has its Chinese width; what may give and take beside it.

    Lists are indexed by character. `width` is without `glue`, the gap to a Western neighbour after
    it; `shift` is where the glyph's origin lies in the width, `scale` stretches its ink.
    `before` and `after` are the blank that is left of a mark, `tails` what it gives up at a line's
    end, `gap` is 1 where tracking may open. `first`, `second` are what it gives up in a tight
    line, `takes`, `eases` what it takes in a loose one; `finals` what it takes before Han
    characters part too far. `sum_width` and `sum_units` are running totals, one longer, as is
    `sums`, of first, second, takes, eases, gap and finals.
    """

    text: str
    em: list[float]
    kinds: list[int]
    width: list[float]
    allowed: list[bool]
    never: Collection[int]
    shift: list[float]
    glue: list[float]
    before: list[float]
    after: list[float]
    hyphens: Mapping[int, float] = field(default_factory=dict)
    resort: Collection[int] = ()
    tails: list[float] = field(default_factory=list)
    gap: list[int] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    takes: list[float] = field(default_factory=list)
    eases: list[float] = field(default_factory=list)
    finals: list[float] = field(default_factory=list)
    sum_width: list[float] = field(default_factory=list)
    sums: list[tuple[float, float, float, float, int, float]] = field(default_factory=list)
    sum_units: list[int] = field(default_factory=list)
    solid: list[int] = field(default_factory=list)
    scale: dict[int, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.text)
