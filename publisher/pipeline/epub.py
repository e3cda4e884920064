"""`publisher epub`: Publication (+ Pagination) -> EPUB."""

from __future__ import annotations

from pathlib import Path

from publisher import epub, progress
from publisher.checks.ebook.accessibility import judged
from publisher.document.artefact import Artefact
from publisher.document.assets import PictureFolder
from publisher.document.pages import Pagination
from publisher.findings import Finding, Place
from publisher.markup import Layout
from publisher.messages import _
from publisher.pipeline import epoch, faces, pages
from publisher.pipeline.colours import in_light
from publisher.pipeline.findings import NO_PAGES
from publisher.pipeline.sources import Sources, layout_folders, shown


def make(
    sources: Sources,
    listener: progress.Progress = progress.SILENT,
    pages_file: Path | None = None,
    target: Path | None = None,
) -> Artefact:
    """Build the e-book. The page list comes from `pages_file`, else lies beside `target`."""
    return build(sources, _pagination(sources, pages_file, target), listener)


def build(
    sources: Sources,
    pagination: Pagination | None,
    listener: progress.Progress = progress.SILENT,
) -> Artefact:
    """Build the e-book with the page list of a print edition. Raises Unusable and Missing."""
    listener.begin(2)
    listener.step(_("Reading the layout"))
    layout = Layout.load(sources.publication.layout, layout_folders(sources))
    layout.check(sources.publication, sources.nodes.place)
    publication = in_light(sources, layout)
    listener.step(_("Making the e-book"), publication.title)
    built = epub.build(
        publication,
        layout,
        PictureFolder(sources.root),
        faces.library(),
        epoch.moment(publication),
        pagination,
        judged,
    )
    told = () if pagination else _without_pages(sources)
    return Artefact(built.data, (*built.findings, *told))


def _pagination(
    sources: Sources, pages_file: Path | None, target: Path | None
) -> Pagination | None:
    if pages_file is not None:
        return pages.read_pages(pages_file, sources.publication)
    return pages.find_pages(target, sources.publication) if target else None


def _without_pages(sources: Sources) -> tuple[Finding, ...]:
    return (NO_PAGES.at(Place(shown(sources.root))),)
