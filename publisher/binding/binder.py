"""Flows -> one PDF. The same flows give the same bytes."""

from __future__ import annotations

import contextlib
import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import pikepdf

from publisher.binding import elements, faces, grouping, imposing, metadata, tags, ways
from publisher.binding.elements import Annotation, Element
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
    that is not printed (ISO 15930-7).
    """
    with contextlib.ExitStack() as open_files, pikepdf.new() as pdf:
        sources = [open_files.enter_context(pikepdf.open(io.BytesIO(flow.pdf))) for flow in flows]
        trees: list[list[Element]] = []
        places: dict[str, Any] = {}
        for flow, source in zip(flows, sources, strict=True):
            offset = len(pdf.pages)
            if not linked:
                _unlink(source)
            tree = grouping.grouped(elements.read(source), flow.order)
            if flow.spots:
                stands = imposing.impose(pdf, source, flow.spots)
                trees.append([imposing.shifted(element, stands) for element in tree])
                for name, number, goal in _names(source):
                    places[name] = imposing.destination(pdf, stands[number], goal)
                continue
            trees.append(tags.shifted(tree, offset))
            for page in source.pages:
                pdf.pages.append(page)
            for name, number, goal in _names(source):
                rest = [_direct(value) for value in list(goal)[1:]]
                places[name] = pikepdf.Array([pdf.pages[offset + number].obj, *rest])
        _lead(pdf, flows, _offsets(flows), trees, places, linked=linked)
        document = [element for each in trees for element in each]
        tags.mark_artifacts(pdf, grouping.kept(document))
        tags.write(pdf, document)
        faces.unite(pdf, (*library.faces, *library.fallbacks))
        faces.share_pictures(pdf)
        metadata.describe(pdf, publication, moment)
        if right_to_left:
            pdf.Root.ViewerPreferences.Direction = pikepdf.Name.R2L
        return _saved(pdf)


def _unlink(source: pikepdf.Pdf) -> None:
    for page in source.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _offsets(flows: Sequence[Bindable]) -> list[int]:
    """The number of pages before each flow."""
    own = [0 if flow.spots else flow.page_count for flow in flows]
    return [sum(own[:place]) for place in range(len(flows))]


def _names(source: pikepdf.Pdf) -> Iterator[tuple[str, int, Any]]:
    """The named destinations of a flow: name, page from 0 in it, destination."""
    names: Any = source.Root.get("/Names", {})
    table = names.get("/Dests", {}).get("/Names", ())
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    rows = list(table)
    for name, goal in zip(rows[::2], rows[1::2], strict=True):
        yield str(name), numbers[goal[0].objgen], goal


def _direct(value: Any) -> Any:
    return pikepdf.Name(str(value)) if isinstance(value, pikepdf.Name) else value


def _lead(
    pdf: pikepdf.Pdf,
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
    for goal in goals:
        places.setdefault(goal.id, ways.destination(pdf, goal.page, goal.top))
    ways.add_names(pdf, places)
    ways.add_outline(pdf, goals)
    own = ((offset, flow.first_folio) for flow, offset in pairs if not flow.spots)
    ways.add_labels(pdf, list(ways.runs(own)))
    words = {goal.id: goal.words for goal in goals}
    for (flow, offset), tree in zip(pairs, trees, strict=True):
        for link in flow.links if linked else ():
            way = Way(*link)
            way = way._replace(page=way.page + offset)
            if way.target in places:
                position = ways.add_link(pdf, way, words.get(way.target, way.target))
                names = {f"{leads}{way.target}" for leads in LEADS}
                _tag_link(tree, names, Annotation(way.page, position))


def _ahead(goal: Goal, flow: Bindable, pages: int) -> Goal:
    """A goal of a flow among all pages."""
    if not flow.spots:
        return goal._replace(page=goal.page + pages)
    sheet, _x, y = flow.spots[goal.page]
    return goal._replace(page=sheet - 1, top=goal.top + y)


def _tag_link(tree: list[Element], names: set[str], annotation: Annotation) -> None:
    for element in tree:
        if element.name in names:
            element.kind = "Link"
            element.kids.append(annotation)
            return
        _tag_link(element.elements, names, annotation)


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
