"""What setting gives: values that can be kept, and sent to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

from publisher.document.pages import Columns, PageStart, Spot
from publisher.findings import Finding
from publisher.markup.frames import Flow, Frame, Head, LastPage


class Goal(NamedTuple):
    """A line of the outline, found: page (from 0 in its flow) and height in points from the top."""

    id: str
    level: int
    words: str
    page: int
    top: float


class Link(NamedTuple):
    """A box that leads to the goal with an id, in this flow or another (points, page from 0)."""

    target: str
    page: int
    x: float
    y: float
    width: float
    height: float


class FlowBox(NamedTuple):
    """The box of a block with an id: page (from 1 in its flow), points from the trim's top left."""

    id: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SetFlow:
    """The pages of one flow. Where its blocks stand in the manuscript is said by their ids alone.

    `order` is that in which the ids are read; `tags` is what binding knows of a PDF that it has
    prepared.
    """

    flow: Flow
    first_folio: int
    pdf: bytes
    page_count: int
    starts: tuple[PageStart, ...]
    boxes: tuple[FlowBox, ...]
    goals: tuple[Goal, ...]
    links: tuple[Link, ...]
    order: tuple[str, ...]
    findings: tuple[Finding, ...]
    spots: tuple[Spot, ...] = ()
    columns: tuple[Columns, ...] = ()
    tags: bytes = b""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a flow fits its pages, whatever their folios: fields of its `Frame`, and their number.

    `pages` is thought, until the flow has been set.
    """

    pages: int = 1
    cuts: tuple[int, ...] = ()
    last: LastPage | None = None
    air: int = 0
    changes: Mapping[str, int] = field(default_factory=dict)
    blanks: Mapping[str, int] = field(default_factory=dict)
    heads: tuple[Head, ...] = ()
    order: tuple[tuple[int, ...], ...] = ()
    opens: bool = True
    alone: int = 0
    quotes: tuple[int, ...] = ()

    @classmethod
    def of(cls, frame: Frame, pages: int) -> Fit:
        """What was found for a frame."""
        return cls(pages, *(getattr(frame, name) for name in _FITTED))

    def on(self, frame: Frame) -> Frame:
        """The frame of a flow that fits so."""
        found: Frame = replace(frame, **{name: getattr(self, name) for name in _FITTED})
        return found


_FITTED = tuple(each.name for each in fields(Fit) if each.name != "pages")
