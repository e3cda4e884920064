"""All flows of a publication, on their folios. Contents come last, from the Pagination."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from publisher.colour import Palette, Screen
from publisher.document.model import Publication
from publisher.document.pages import Box, Columns, PageStart, SourceMap
from publisher.engine import Assets, FaceFile
from publisher.findings import Finding, Place
from publisher.markup.compose import Flow, Frame, contents_rows, flows
from publisher.markup.layout import Layout
from publisher.setting.keeping import Keeper, Keeping
from publisher.setting.schedule import (
    Alone,
    Hands,
    Result,
    Schedule,
    Task,
    Work,
    as_they_come,
)
from publisher.setting.seen import seen_by
from publisher.setting.values import FlowBox, SetFlow

SCREEN, NOT_KEPT, ALONE = Screen(), Keeping(), Alone()


@dataclass(frozen=True, slots=True)
class SetPages:
    """Every flow in the order of the pages. `places` say where blocks stand in the manuscripts."""

    flows: tuple[SetFlow, ...]
    places: Mapping[str, Place] = field(repr=False)

    @property
    def starts(self) -> tuple[PageStart, ...]:
        """Which words open which page."""
        return tuple(start for flow in self.flows for start in flow.starts)

    @property
    def boxes(self) -> SourceMap:
        """Where blocks lie; pages count from 1 through the whole publication."""
        return tuple(self._placed(box, flow) for flow in self.flows for box in flow.boxes)

    @property
    def columns(self) -> tuple[Columns, ...]:
        """Where columns may stand, on the pages of the whole publication."""
        return tuple(_put(each, flow) for flow in self.flows for each in flow.columns)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found while setting, each once."""
        return tuple(dict.fromkeys(found for flow in self.flows for found in flow.findings))

    def _placed(self, box: FlowBox, flow: SetFlow) -> Box:
        """A box of a flow where it is in the publication."""
        place = self.places[box.id]
        if not flow.spots:
            page = box.page + flow.first_folio - 1
            return Box(page, box.x, box.y, box.width, box.height, place)
        spot = flow.spots[box.page - 1]
        return Box(spot.page, box.x + spot.x, box.y + spot.y, box.width, box.height, place)


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
    keeping: Keeping = NOT_KEPT,
    hands: Hands = ALONE,
    ready: Callable[[SetFlow], SetFlow] = lambda flow: flow,
    taken: Callable[[int, SetFlow], None] = as_they_come,
) -> SetPages:
    """Set all flows, and draw them with a palette.

    What is kept is not set again; the rest is done by `hands`, who also make each flow `ready` for
    what comes after, and let it be `taken` where they have time. Raises Unusable.
    """
    kept = Keeper(keeping, publication, frame)
    planned = flows(publication, layout)
    if planned[0].kind == "sheet":
        paper = kept.paper()
        if paper is None:
            from publisher.setting.paper import set_paper  # loaded by who sets: see `_Setter`

            made = set_paper(publication, layout, frame, faces, assets, tell, palette)
            paper = tuple(map(ready, made))
            kept.keep_paper(paper)
        return SetPages(paper, kept.places)

    schedule = Schedule(planned, lambda known: contents_rows(publication, known), kept, tell)
    setter = _Setter(layout, frame, tuple(faces), assets, palette)

    made_ready = partial(_made_ready, ready)
    hands.work(schedule, Work(publication, setter.do, setter.warm, made_ready, taken))
    return SetPages(schedule.flows, kept.places)


def _made_ready(ready: Callable[[SetFlow], SetFlow], result: Result) -> Result:
    return ready(result) if isinstance(result, SetFlow) else result


@dataclass(frozen=True, slots=True)
class _Setter:
    """All that tasks are done with: a value, so that it may go to another process."""

    layout: Layout
    frame: Frame
    faces: tuple[FaceFile, ...]
    assets: Assets
    palette: Palette

    def do(self, task: Task, publication: Publication) -> Result:
        """Fit or set a flow; what it sees of the publication is enough."""
        # and not above: a process that only leads others does without, and begins sooner
        from publisher.setting.flow import fit_flow, set_flow

        flow, seen = task.flow, seen_by(task.flow, publication)
        if task.fit is None:
            rows = contents_rows(publication, {}) if not flow.article else ()
            own = replace(self.frame, contents=rows)
            return fit_flow(flow, seen, self.layout, own, self.faces, self.assets)
        own = replace(self.frame, first_folio=task.folio, contents=task.rows)
        return set_flow(
            flow, seen, self.layout, own, self.faces, self.assets, self.palette, task.fit
        )

    def warm(self) -> None:
        """Load what all tasks need."""
        from publisher.engine import warm
        from publisher.setting import flow

        warm(self.faces)
        del flow  # loading it was the point


def set_article(
    number: int,
    publication: Publication,
    layout: Layout,
    frame: Frame,
    faces: Sequence[FaceFile],
    assets: Assets,
    palette: Palette = SCREEN,
    keeping: Keeping = NOT_KEPT,
    ready: Callable[[SetFlow], SetFlow] = lambda flow: flow,
) -> SetPages:
    """One article alone, from the first folio of the frame, as `set_pages` sets it on that.

    What one of them keeps the other finds. Raises Unusable.
    """
    flow = Flow("article", number)
    kept, seen = Keeper(keeping, publication, frame), seen_by(flow, publication)
    done = kept.flow(flow, frame.first_folio, ())
    if done is None:
        from publisher.setting.flow import fit_flow, set_flow

        fit = kept.fit(flow)
        if fit is None:
            fit = fit_flow(flow, seen, layout, frame, faces, assets)
            kept.keep_fit(flow, fit)
        done = ready(set_flow(flow, seen, layout, frame, faces, assets, palette, fit))
        kept.keep_flow(done, ())
    return SetPages((done,), kept.places)
