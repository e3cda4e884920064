"""`publisher pdf`: Publication -> flows -> pages -> one PDF, with its Pagination and SourceMap."""

from __future__ import annotations

from dataclasses import dataclass

from publisher import binding, press, progress, setting
from publisher.document.artefact import Artefact
from publisher.document.assets import PictureFolder
from publisher.document.model import Publication
from publisher.document.pages import Pagination, SourceMap
from publisher.engine import Assets
from publisher.findings import Finding
from publisher.markup import Layout
from publisher.markup.compose import Flow, Frame, families, flows
from publisher.messages import _
from publisher.pipeline import epoch, faces, pages, pictures
from publisher.pipeline.colours import Drawn, drawn
from publisher.pipeline.sources import Sources, layout_folders
from publisher.typefaces import Library


@dataclass(frozen=True, slots=True)
class Printed:
    """A print edition: the PDF, which words open its pages, where blocks lie, what was found."""

    data: bytes
    pagination: Pagination
    boxes: SourceMap
    findings: tuple[Finding, ...]


def make(sources: Sources, listener: progress.Progress = progress.SILENT) -> Artefact:
    """The PDF as an artefact, its pages and places beside it."""
    printed = build(sources, listener)
    beside = (
        (pages.PAGES, pages.pages_json(printed.pagination)),
        (pages.PLACES, pages.places_json(printed.boxes)),
    )
    return Artefact(printed.data, printed.findings, beside)


def build(sources: Sources, listener: progress.Progress = progress.SILENT) -> Printed:
    """Set and bind a publication. Raises Unusable and Missing with place and remedy."""
    for_press = sources.profile == "print"
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
        linked=not for_press,
    )
    listener.step(_("Finishing"), publication.title)
    if for_press:
        data = press.for_press(data, _job(colours, chosen.library, publication))
    else:
        data = press.for_screen(data)
    pagination = Pagination(pages.content_key(publication), publication.identifier, done.starts)
    found = (*chosen.findings, *colours.findings, *pictures.placed(done.findings, publication))
    return Printed(data, pagination, done.boxes, found)


def _job(colours: Drawn, library: Library, publication: Publication) -> press.Job:
    """What the press is told of a publication."""
    return press.Job(
        title=publication.title,
        identifier=colours.inks.identifier,
        registry=colours.inks.registry,
        condition=colours.condition.name,
        profile=colours.output.data,
        profile_name=colours.output.description,
        bleed=publication.print.bleed or 0.0,
        moment=epoch.moment(publication),
        face=library.face("hei"),
    )


def _name(publication: Publication, flow: Flow) -> str:
    if not flow.article:
        return ""
    return publication.entries[flow.article - 1].article.title
