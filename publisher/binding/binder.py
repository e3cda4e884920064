"""Flows -> one PDF. The same flows give the same bytes."""

from __future__ import annotations

import contextlib
import datetime
import io
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, Protocol

import pikepdf

from publisher.binding import faces, grouping, imposing, metadata, tags, ways
from publisher.binding.elements import Annotation, Element
from publisher.binding.pieces import piece, prepared
from publisher.binding.ways import Goal, Way
from publisher.document.model import Publication
from publisher.markup.frames import LEADS
from publisher.typefaces import Library


class Bindable(Protocol):
    """What binding asks of a flow that is set; `setting.SetFlow` is one."""

    @property
    def pdf(self) -> bytes:
        """Its pages."""

    @property
    def first_folio(self) -> int:
        """The folio of its first page."""

    @property
    def page_count(self) -> int:
        """How many pages it has."""

    @property
    def goals(self) -> Sequence[tuple[str, int, str, int, float]]:
        """Lines of the outline, as `ways.Goal`, pages from 0 within the flow."""

    @property
    def links(self) -> Sequence[tuple[str, int, float, float, float, float]]:
        """Boxes that lead to other flows, as `ways.Way`, pages from 0 within the flow."""

    @property
    def order(self) -> Sequence[str]:
        """Ids in the order in which they are read, where pages have them in another."""

    @property
    def tags(self) -> bytes:
        """What `prepared` knows of its PDF; empty where that was not made ready."""

    @property
    def spots(self) -> Sequence[tuple[int, float, float]]:
        """Where each of its pages lies on a sheet, as `document.pages.Spot`; none: on its own."""


def bind(
    flows: Sequence[Bindable],
    publication: Publication,
    library: Library,
    moment: datetime.datetime,
    *,
    right_to_left: bool = False,
    linked: bool = True,
) -> bytes:
    """One tagged PDF of all pages, with outline, page labels, links and metadata.

    `moment` (UTC) is the time that stands in it; no other enters. Where pages follow one another
    `right_to_left`, the PDF says so. A PDF for a press is not `linked`: nothing may lie over a page
    that is not printed (ISO 15930-7), and no name is needed where no link leads.
    """
    ready = [
        (flow.pdf, flow.tags)
        if flow.tags
        else prepared(flow.pdf, flow.order, linked=linked, imposed=True)
        for flow in flows
    ]
    offsets = _offsets(flows)
    own = [0 if flow.spots else offset for flow, offset in zip(flows, offsets, strict=True)]
    bound = [piece(*each, offset) for each, offset in zip(ready, own, strict=True)]
    with contextlib.ExitStack() as open_files, pikepdf.new() as pdf:
        trees: list[list[Element]] = []
        places: dict[str, Any] = {}
        for flow, each in zip(flows, bound, strict=True):
            source = open_files.enter_context(pikepdf.open(io.BytesIO(each.pdf)))
            if flow.spots:
                stands = imposing.impose(pdf, source, flow.spots)
                trees.append([imposing.shifted(element, stands) for element in each.tree])
                for name, number, way in each.goals if linked else ():
                    places[name] = imposing.destination(pdf, stands[number], way)
                continue
            trees.append(each.tree)
            for page in source.pages:
                pdf.pages.append(page)
        pages = [page.obj for page in pdf.pages]  # to find one by its number takes as many steps
        for flow, each, offset in zip(flows, bound, offsets, strict=True):
            for name, number, way in each.goals if linked and not flow.spots else ():
                rest = [_direct(value) for value in way]
                places[name] = pikepdf.Array([pages[offset + number], *rest])
        _lead(pdf, pages, flows, offsets, trees, places, linked=linked)
        document = [element for each in trees for element in each]
        if not all(each.is_marked for each in bound):
            tags.mark_artifacts(pdf, grouping.kept(document))
        tags.write(pdf, document)
        known = (*library.faces, *library.fallbacks)
        faces.unite(pdf, known, (each.glyphs for each in bound))
        faces.share_pictures(pdf)
        metadata.describe(pdf, publication, moment)
        if right_to_left:
            pdf.Root.ViewerPreferences.Direction = pikepdf.Name.R2L
        return _saved(pdf)


def _offsets(flows: Sequence[Bindable]) -> list[int]:
    """The number of pages before each flow."""
    own = [0 if flow.spots else flow.page_count for flow in flows]
    return list(accumulate(own, initial=0))[:-1]


def _direct(value: Any) -> Any:
    return pikepdf.Name(value) if isinstance(value, str) else value


def _lead(
    pdf: pikepdf.Pdf,
    pages: Sequence[Any],
    flows: Sequence[Bindable],
    offsets: Sequence[int],
    trees: Sequence[list[Element]],
    places: dict[str, Any],
    *,
    linked: bool,
) -> None:
    """Outline, labels, destinations and links."""
    pairs = list(zip(flows, offsets, strict=True))
    goals = [_ahead(Goal(*goal), flow, offset) for flow, offset in pairs for goal in flow.goals]
    for goal in goals if linked else ():
        places.setdefault(goal.id, ways.destination(pages[goal.page], goal.top))
    ways.add_names(pdf, places)
    ways.add_outline(pdf, pages, goals)
    own = ((offset, flow.first_folio) for flow, offset in pairs if not flow.spots)
    ways.add_labels(pdf, list(ways.runs(own)))
    words = {goal.id: goal.words for goal in goals}
    for (flow, offset), tree in zip(pairs, trees, strict=True):
        named = dict(_named(tree)) if linked and flow.links else {}
        for link in flow.links if linked else ():
            way = Way(*link)
            way = way._replace(page=way.page + offset)
            if way.target in places:
                told = words.get(way.target, way.target)
                position = ways.add_link(pdf, pages[way.page], way, told)
                names = (f"{leads}{way.target}" for leads in LEADS)
                found = [named[name] for name in names if name in named]
                if found:
                    _number, element = min(found, key=lambda each: each[0])
                    element.kind = "Link"
                    element.kids.append(Annotation(way.page, position))


def _ahead(goal: Goal, flow: Bindable, pages: int) -> Goal:
    """A goal of a flow among all pages."""
    if not flow.spots:
        return goal._replace(page=goal.page + pages)
    sheet, _x, y = flow.spots[goal.page]
    return goal._replace(page=sheet - 1, top=goal.top + y)


def _named(tree: list[Element]) -> Iterator[tuple[str, tuple[int, Element]]]:
    """(name, (place, element)) of those that have a name, the last of the tree first."""
    every = list(_every(tree))
    for place in range(len(every) - 1, -1, -1):
        if every[place].name:
            yield every[place].name, (place, every[place])


def _every(tree: list[Element]) -> Iterator[Element]:
    for element in tree:
        yield element
        yield from _every(element.elements)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()
