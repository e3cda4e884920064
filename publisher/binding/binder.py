"""Flows -> one PDF. The same flows give the same bytes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from itertools import accumulate, cycle
from typing import Any, NamedTuple, Protocol, Self

import pikepdf

from publisher.binding import faces, imposing, metadata, tags, ways
from publisher.binding.pieces import Piece, piece, prepared
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


class Binder:
    """Flows become one PDF. Those that are there already may be taken before the others are set."""

    def __init__(self, *, linked: bool = True) -> None:
        """A PDF for a press is not `linked`: nothing may lie over a page that is not printed.

        (ISO 15930-7.) Then no name is needed either, where no link leads.
        """
        self._linked = linked
        self._pdf = pikepdf.new()
        self._taken: dict[int, _Taken] = {}
        self._trees: list[Any] = []  # of the flows that are in the PDF, which are the first ones

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what was opened; the PDF that was bound, too."""
        for each in self._taken.values():
            each.source.close()
        self._pdf.close()

    def take(self, number: int, flow: Bindable) -> None:
        """Take a flow in the place of what it was before; `number` is its place among all flows.

        None of them may be imposed.
        """
        known = self._taken.get(number)
        if known and known.given == (flow.pdf, flow.tags):
            return
        given = (flow.pdf, flow.tags) if flow.tags else self._prepared(flow, imposed=False)
        self._put(number, piece(*given), (flow.pdf, flow.tags))

    def _put(self, number: int, own: Piece, given: tuple[bytes, bytes]) -> None:
        """The bytes of a PDF depend on the order in which objects came: so pages come in theirs."""
        if before := self._taken.get(number):
            before.source.close()
        if number < len(self._trees):
            self._pdf.close()
            self._pdf, self._trees = pikepdf.new(), []
        source = pikepdf.open(io.BytesIO(own.pdf))
        self._taken[number] = _Taken(given, own, source)
        while (there := self._taken.get(len(self._trees))) is not None:
            for page in there.source.pages:
                self._pdf.pages.append(page)
            self._trees.append(self._pdf.copy_foreign(tags.tree_of(there.source)))

    def bound(
        self,
        flows: Sequence[Bindable],
        publication: Publication,
        library: Library,
        moment: datetime.datetime,
        *,
        right_to_left: bool = False,
    ) -> pikepdf.Pdf:
        """One tagged PDF of all pages, with outline, page labels, links and metadata.

        It is open as long as this binder. `moment` (UTC) is the time that stands in it; no other
        enters. Where pages follow one another `right_to_left`, the PDF says so.
        """
        if any(flow.spots for flow in flows):
            given = [
                piece(*(flow.pdf, flow.tags) if flow.tags else self._prepared(flow, imposed=True))
                for flow in flows
            ]
            self._put(0, imposing.merged(given, [flow.spots for flow in flows]), (b"", b""))
        else:
            for number, flow in enumerate(flows):
                self.take(number, flow)
        taken = [self._taken[number] for number in range(len(self._trees))]
        pdf = self._pdf
        self._lead(flows, taken)
        tags.join(pdf, self._trees)
        known = (*library.faces, *library.fallbacks)
        faces.unite(pdf, known, (each.piece.glyphs for each in taken))
        faces.share_pictures(pdf)
        metadata.describe(pdf, publication, moment)
        if right_to_left:
            pdf.Root.ViewerPreferences.Direction = pikepdf.Name.R2L
        return pdf

    def _prepared(self, flow: Bindable, *, imposed: bool) -> tuple[bytes, bytes]:
        return prepared(flow.pdf, flow.order, linked=self._linked, imposed=imposed)

    def _lead(self, flows: Sequence[Bindable], taken: Sequence[_Taken]) -> None:
        """Outline, labels, destinations and links."""
        pdf, offsets = self._pdf, _offsets(flows)
        pages = [page.obj for page in pdf.pages]  # to find one by its number takes as many steps
        pairs = list(zip(flows, offsets, strict=True))
        goals = [_ahead(Goal(*goal), flow, offset) for flow, offset in pairs for goal in flow.goals]
        ways.add_outline(pdf, pages, goals)
        own = ((offset, flow.first_folio) for flow, offset in pairs if not flow.spots)
        ways.add_labels(pdf, list(ways.runs(own)))
        if not self._linked:
            return
        places: dict[str, Any] = {}
        firsts = accumulate((len(each.source.pages) for each in taken), initial=0)
        for each, first in zip(taken, firsts, strict=False):
            for name, number, way in each.piece.goals:
                rest = [_direct(value) for value in way]
                places[name] = pikepdf.Array([pages[first + number], *rest])
        for goal in goals:
            places.setdefault(goal.id, ways.destination(pages[goal.page], goal.top))
        ways.add_names(pdf, places)
        words = {goal.id: goal.words for goal in goals}
        for (flow, offset), tree in zip(pairs, cycle(self._trees), strict=False):
            for link in flow.links:
                way = Way(*link)
                way = way._replace(page=way.page + offset)
                if way.target in places:
                    told = words.get(way.target, way.target)
                    annotation = ways.add_link(pdf, pages[way.page], way, told)
                    _make_link(tree, way.target, pages[way.page], annotation)


class _Taken(NamedTuple):
    """A flow: the bytes that were given, what they are, its PDF."""

    given: tuple[bytes, bytes]
    piece: Piece
    source: pikepdf.Pdf


def _make_link(tree: Any, target: str, page: Any, annotation: Any) -> None:
    """Make the first element of a flow that leads to a target a link."""
    names = {f"{leads}{target}" for leads in LEADS}
    for name, element in tags.pairs(tree.Leads):
        if str(name) in names:
            tags.link(tree, element, page, annotation)
            return


def _offsets(flows: Sequence[Bindable]) -> list[int]:
    """The number of pages before each flow."""
    own = [0 if flow.spots else flow.page_count for flow in flows]
    return list(accumulate(own, initial=0))[:-1]


def _direct(value: Any) -> Any:
    return pikepdf.Name(value) if isinstance(value, str) else value


def _ahead(goal: Goal, flow: Bindable, pages: int) -> Goal:
    """A goal of a flow among all pages."""
    if not flow.spots:
        return goal._replace(page=goal.page + pages)
    sheet, _x, y = flow.spots[goal.page]
    return goal._replace(page=sheet - 1, top=goal.top + y)
