"""`publisher pdf`: Publication -> flows -> pages -> one PDF, with its Pagination and SourceMap."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from pathlib import Path

from publisher import binding, progress, setting
from publisher.document.artefact import Artefact
from publisher.document.assets import PictureFolder
from publisher.document.model import Publication
from publisher.document.pages import Pagination, SourceMap
from publisher.document.profile import Profile
from publisher.engine import Assets
from publisher.findings import Finding
from publisher.markup import Layout
from publisher.markup.compose import Flow, Frame, families, flows
from publisher.messages import _
from publisher.pipeline import epoch, faces, pages, pictures, preflight
from publisher.pipeline.colours import drawn
from publisher.pipeline.conditions import condition_of
from publisher.pipeline.finishing import also, finished
from publisher.pipeline.sources import Sources, layout_folders

# a certificate is kept: it does not depend on who made it where
CERTIFIED_IN = "zh"
# a picture's resolution was told when it was drawn, by the file's name and its line
TOLD_BEFORE = frozenset({"picture-coarse", "picture-soft", "line-art-coarse", "line-art-soft"})


@dataclass(frozen=True, slots=True)
class Printed:
    """A print edition: the PDF, which words open its pages, where blocks lie, what was found.

    `more` are further files beside it: suffix and bytes. `runs` are the pages of the articles that
    have pages of their own: its number, its first page, how many.
    """

    data: bytes
    pagination: Pagination
    boxes: SourceMap
    findings: tuple[Finding, ...]
    more: tuple[tuple[str, bytes], ...] = ()
    runs: tuple[tuple[int, int, int], ...] = ()


def make(
    sources: Sources,
    listener: progress.Progress = progress.SILENT,
    target: Path | None = None,
) -> Artefact:
    """The PDF as an artefact, its pages and places beside it, for a press its certificate too.

    The certificate speaks of `target`, the file that it will be.
    """
    printed = build(sources, listener)
    beside = (
        (pages.PAGES, pages.pages_json(printed.pagination)),
        (pages.PLACES, pages.places_json(printed.boxes)),
        *printed.more,
    )
    if sources.profile != "print":
        return Artefact(printed.data, printed.findings, beside)
    name, condition = target.name if target else f"{sources.name}.pdf", condition_of(sources)
    is_filled = sources.publication.print.fill
    written = max((box.page for box in printed.boxes), default=0) if is_filled else inf
    done = preflight.certify(printed.data, name, condition, CERTIFIED_IN, printed.boxes)
    told = (each for each in done.findings if not _is_known(each, written))
    found = tuple(dict.fromkeys((*printed.findings, *told)))
    return Artefact(printed.data, found, (*beside, *done.beside), done.fit)


def build(sources: Sources, listener: progress.Progress = progress.SILENT) -> Printed:
    """Set and bind a publication. Raises Unusable and Missing with place and remedy."""
    profile: Profile = "screen" if sources.is_preview else sources.profile
    layout = Layout.load(sources.publication.layout, layout_folders(sources))
    listener.begin(len(flows(sources.publication, layout)) + 3)
    layout.check(sources.publication, sources.nodes.place)
    colours = drawn(sources, layout)
    publication = colours.publication
    chosen = faces.chosen(publication, vertical=layout.vertical)
    frame = Frame(
        first_folio=1,
        families=families(chosen.families()),
        pictures=pictures.sizes(publication, PictureFolder(sources.root)),
        shows_grid=sources.shows_grid,
    )
    with pictures.told_where(publication):
        done = setting.set_pages(
            publication,
            layout,
            frame,
            chosen.every,
            Assets({"publication": sources.root, "layout": layout.folders[0]}),
            lambda flow: listener.step(_("Setting"), _name(publication, flow)),
            colours.palette,
        )
    listener.step(_("Binding"), publication.title)
    data = binding.bind(
        done.flows,
        publication,
        chosen.library,
        epoch.moment(publication),
        right_to_left=layout.vertical,
        linked=profile != "print",
    )
    listener.step(_("Finishing"), publication.title)
    found = (*chosen.findings, *colours.findings, *pictures.placed(done.findings, publication))
    told = (*sources.findings, *found)
    made = finished(data, profile, colours, chosen.library, done.boxes, told)
    more = tuple(also(data, made, profile, colours, chosen.library))
    pagination = Pagination(pages.content_key(publication), publication.identifier, done.starts)
    runs = tuple(
        (each.flow.article, each.first_folio, each.page_count)
        for each in done.flows
        if each.flow.article and not each.spots
    )
    return Printed(made, pagination, done.boxes, found, more, runs)


def _is_known(finding: Finding, written: float) -> bool:
    """Whether it was told before, or is of blank pages beyond the last `written` one."""
    spots = finding.place.spots if finding.place else ()
    is_filling = finding.code == "blank-page" and all(spot.page > written for spot in spots)
    return is_filling or finding.code in TOLD_BEFORE


def _name(publication: Publication, flow: Flow) -> str:
    if not flow.article:
        return ""
    return publication.entries[flow.article - 1].article.title
