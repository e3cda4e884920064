"""Flows that were set before, from the store: by the content of all that they are made of.

A key has no place in it. What is kept names blocks by their ids, and findings get the places of the
manuscript as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from publisher.document.coding import as_json, cut, from_json, joined, told, untold
from publisher.document.key import key
from publisher.document.model import Publication
from publisher.document.pages import Columns, PageStart, Rectangle, Spot
from publisher.findings import Place
from publisher.markup.frames import Flow, Frame, Head, LastPage, Row
from publisher.markup.reading_order import places_of
from publisher.setting.seen import number_seen
from publisher.setting.values import Fit, FlowBox, Goal, Link, SetFlow
from publisher.store import NOTHING_KEPT, Store

FLOWS, FITS = "flow", "fit"
PAPER = Flow("sheet")

Places = Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where flows are kept, and what stands in the key of each.

    `basis` is what all flows of a build are made with beside the manuscript: program, engine,
    layout, faces and palette. `pictures` leads from a source to the hash of its file; a flow with a
    picture that is not there is not kept.
    """

    store: Store = NOTHING_KEPT
    basis: bytes = b""
    pictures: Mapping[str, str] = field(default_factory=dict)


class Keeper:
    """Finds and keeps the flows of one publication."""

    def __init__(self, keeping: Keeping, publication: Publication, frame: Frame) -> None:
        """`frame` is what all flows have in common."""
        self._places = dict(_places(publication))
        # of names that share a place the first counts
        self._names = {place: name for name, place in reversed(self._places.items())}
        self._store, self._pictures = keeping.store, keeping.pictures
        bare = replace(publication, entries=(), identifier="")
        own = key(bare, len(publication.entries), frame.families, frame.shows_grid)
        self._basis = (keeping.basis, own.encode())
        self._frame, self._publication = frame, publication
        self._articles: dict[int, bytes | None] = {}

    def flow(self, flow: Flow, folio: int, rows: tuple[Row, ...]) -> SetFlow | None:
        """A flow that was set on this folio, with these rows of contents."""
        parts = self._parts(flow, folio, rows)
        data = self._store.get(FLOWS, parts) if parts else None
        return read_flow(data, self._places) if data else None

    def keep_flow(self, done: SetFlow, rows: tuple[Row, ...]) -> None:
        """Keep a flow that was set."""
        if parts := self._parts(done.flow, done.first_folio, rows):
            self._store.put(FLOWS, parts, write_flow(done, self._names))

    @property
    def places(self) -> Places:
        """Where in the manuscripts the blocks with an id stand."""
        return self._places

    def fit(self, flow: Flow) -> Fit | None:
        """How a flow fitted."""
        parts = self._parts(flow, 0, ())
        data = self._store.get(FITS, parts) if parts else None
        return read_fit(data) if data else None

    def keep_fit(self, flow: Flow, fit: Fit) -> None:
        """Keep how a flow fits."""
        if parts := self._parts(flow, 0, ()):
            self._store.put(FITS, parts, write_fit(fit))

    def paper(self) -> tuple[SetFlow, ...] | None:
        """The flows of a newspaper, which are arranged together."""
        parts = self._parts(PAPER, 0, ())
        data = self._store.get(FLOWS, parts) if parts else None
        return None if data is None else tuple(read_flow(each, self._places) for each in cut(data))

    def keep_paper(self, done: Sequence[SetFlow]) -> None:
        """Keep a newspaper."""
        if parts := self._parts(PAPER, 0, ()):
            self._store.put(FLOWS, parts, joined(write_flow(each, self._names) for each in done))

    def _parts(self, flow: Flow, folio: int, rows: Sequence[Row]) -> tuple[bytes, ...] | None:
        own = self._seen(flow) if self._store.folder else None
        if own is None:
            return None
        number = number_seen(flow, self._publication)
        said = f"{flow} {folio} {rows} {number}".encode("utf-8", "surrogatepass")
        return (*self._basis, said, own)

    def _seen(self, flow: Flow) -> bytes | None:
        """What a flow sees of the articles and pictures; None where that cannot be told."""
        number = flow.article
        if flow.kind in ("cover", "contents"):
            cover = self._publication.cover
            wanted = [cover.picture] if cover and cover.picture else []
            return self._shown(wanted)
        if number:
            return self._article(number)
        every = [self._article(each) for each in range(1, len(self._publication.entries) + 1)]
        return None if None in every else b"".join(each for each in every if each)

    def _article(self, number: int) -> bytes | None:
        if number not in self._articles:
            entry = self._publication.entries[number - 1]
            shown = self._shown([each.source for each in entry.article.pictures()])
            words = key(replace(entry, file="")).encode()
            self._articles[number] = None if shown is None else words + shown
        return self._articles[number]

    def _shown(self, sources: Sequence[str]) -> bytes | None:
        """Pictures: their files and sizes."""
        if not all(source in self._pictures for source in sources):
            return None
        rows = ((each, self._pictures[each], self._frame.pictures.get(each)) for each in sources)
        return key(tuple(rows)).encode()


def _places(publication: Publication) -> Iterator[tuple[str, Place]]:
    for number, entry in enumerate(publication.entries, 1):
        yield from places_of(number, entry.article)
    for number, page in enumerate(publication.pages, 1):
        yield f"page {number}", page.place


# ── bytes ────────────────────────────────────────────────────────────────────────────────────────


def write_flow(done: SetFlow, names: Mapping[Place, str]) -> bytes:
    """A flow as bytes: JSON, what binding knows, its PDF."""
    head = {
        "flow": done.flow,
        "first_folio": done.first_folio,
        "page_count": done.page_count,
        "starts": done.starts,
        "boxes": done.boxes,
        "goals": done.goals,
        "links": done.links,
        "order": done.order,
        "findings": [told(each, names) for each in done.findings],
        "spots": done.spots,
        "columns": done.columns,
    }
    return joined((as_json(head), done.tags, done.pdf))


def read_flow(data: bytes, places: Places) -> SetFlow:
    """A flow from its bytes, findings at the places that their blocks have now."""
    words, tags, pdf = cut(data)
    head: dict[str, Any] = from_json(words)
    return SetFlow(
        Flow(*head["flow"]),
        head["first_folio"],
        pdf,
        head["page_count"],
        tuple(PageStart(*each) for each in head["starts"]),
        tuple(FlowBox(*each) for each in head["boxes"]),
        tuple(Goal(*each) for each in head["goals"]),
        tuple(Link(*each) for each in head["links"]),
        tuple(head["order"]),
        tuple(untold(each, places) for each in head["findings"]),
        tuple(Spot(*each) for each in head["spots"]),
        tuple(_columns(each) for each in head["columns"]),
        tags,
    )


def _columns(given: Sequence[Any]) -> Columns:
    page, article, room, type_area, *others = given
    return Columns(page, article, Rectangle(*room), Rectangle(*type_area), *others)


def write_fit(fit: Fit) -> bytes:
    """A fit as JSON."""
    return as_json({name: getattr(fit, name) for name in Fit.__slots__})


def read_fit(data: bytes) -> Fit:
    """A fit from its bytes."""
    given: dict[str, Any] = from_json(data)
    return Fit(
        given["pages"],
        tuple(given["cuts"]),
        LastPage(*given["last"]) if given["last"] else None,
        given["air"],
        given["changes"],
        given["blanks"],
        tuple(Head(*each) for each in given["heads"]),
        tuple(tuple(each) for each in given["order"]),
        given["opens"],
        given["alone"],
        tuple(given["quotes"]),
    )
