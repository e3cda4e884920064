"""All flows of a publication, on their folios. Contents come last, from the Pagination."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from publisher.colour import Palette, Screen
from publisher.document.model import Publication
from publisher.document.pages import Box, Columns, PageStart, SourceMap
from publisher.engine import Assets, FaceFile
from publisher.findings import Finding
from publisher.markup.compose import Flow, Frame, contents_rows, flows
from publisher.markup.layout import Layout
from publisher.setting.flow import SetFlow, set_flow
from publisher.setting.paper import set_paper

SCREEN = Screen()
ROUNDS = 4  # a contents page that grows moves the folios in it, and may grow again


@dataclass(frozen=True, slots=True)
class SetPages:
    """Every flow in the order of the pages."""

    flows: tuple[SetFlow, ...]

    @property
    def starts(self) -> tuple[PageStart, ...]:
        """Which words open which page."""
        return tuple(start for flow in self.flows for start in flow.starts)

    @property
    def boxes(self) -> SourceMap:
        """Where blocks lie; pages count from 1 through the whole publication."""
        return tuple(_placed(box, flow) for flow in self.flows for box in flow.boxes)

    @property
    def columns(self) -> tuple[Columns, ...]:
        """Where columns may stand, on the pages of the whole publication."""
        return tuple(_put(each, flow) for flow in self.flows for each in flow.columns)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found while setting, each once."""
        return tuple(dict.fromkeys(found for flow in self.flows for found in flow.findings))


def _placed(box: Box, flow: SetFlow) -> Box:
    """A box of a flow where it is in the publication."""
    if not flow.spots:
        return box._replace(page=box.page + flow.first_folio - 1)
    spot = flow.spots[box.page - 1]
    return box._replace(page=spot.page, x=box.x + spot.x, y=box.y + spot.y)


def _put(columns: Columns, flow: SetFlow) -> Columns:
    """Columns of a flow where they are in the publication."""
    if not flow.spots:
        return columns._replace(page=columns.page + flow.first_folio - 1)
    spot, room = flow.spots[columns.page - 1], columns.room
    moved = room._replace(x=room.x + spot.x, y=room.y + spot.y)
    return columns._replace(page=spot.page, room=moved)


def set_pages(
    publication: Publication,
    layout: Layout,
    frame: Frame,
    faces: Sequence[FaceFile],
    assets: Assets,
    tell: Callable[[Flow], None] = lambda _: None,
    palette: Palette = SCREEN,
) -> SetPages:
    """Set all flows, and draw them with a palette.

    Cover and contents name folios and come last; they are taken for one page each, and everything
    behind them is set again where that was wrong.
    """

    def one(flow: Flow, folio: int, known: dict[int, str]) -> SetFlow:
        tell(flow)
        rows = contents_rows(publication, known)
        own = replace(frame, first_folio=folio, contents=rows)
        return set_flow(flow, publication, layout, own, faces, assets, palette)

    planned = flows(publication, layout)
    if planned[0].kind == "sheet":
        return SetPages(set_paper(publication, layout, frame, faces, assets, tell, palette))
    front = [flow for flow in planned if flow.kind in ("cover", "contents")]
    ahead = len(front)
    for _ in range(ROUNDS):
        done = _in_order(planned[len(front) :], one, ahead + 1, {})
        folios = {flow.flow.article: str(flow.first_folio) for flow in done if flow.flow.article}
        before = _in_order(front, one, 1, folios)
        pages = sum(flow.page_count for flow in before)
        if pages == ahead:
            break
        ahead = pages
    return SetPages((*before, *done))


def _in_order(
    planned: Iterable[Flow],
    one: Callable[[Flow, int, dict[int, str]], SetFlow],
    folio: int,
    known: dict[int, str],
) -> tuple[SetFlow, ...]:
    done = []
    for flow in planned:
        done.append(one(flow, folio, known))
        folio += done[-1].page_count
    return tuple(done)
