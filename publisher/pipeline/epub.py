"""`publisher epub`: Publication (+ Pagination) -> EPUB."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publisher import progress
from publisher.beside import helped
from publisher.document import settled
from publisher.document.artefact import Artefact
from publisher.document.assets import PictureFolder
from publisher.document.key import key
from publisher.document.model import Publication
from publisher.document.pages import Pagination
from publisher.errors import PublisherError
from publisher.findings import Finding, Place
from publisher.markup.layout import Layout
from publisher.messages import _
from publisher.pipeline import cache, epoch, faces, layouts, pages
from publisher.pipeline.colours import in_light
from publisher.pipeline.findings import NO_PAGES
from publisher.pipeline.pictures import digest as pictures_digest
from publisher.pipeline.programs import program
from publisher.pipeline.sources import Sources, shown

if TYPE_CHECKING:
    from publisher.epub.building import Built

KIND = "epub"
MAKERS = "epub markup document typefaces checks/ebook colour findings.py pipeline/epub.py".split()
LIBRARIES = ("ebooklib", "jinja2", "markupsafe", "lxml", "pillow", "pypinyin", "uharfbuzz")


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
    layout, changed = layouts.chosen(sources)
    layout.check(sources.publication, sources.nodes.place)
    publication = in_light(sources, layout)
    listener.step(_("Making the e-book"), publication.title)
    told = (*changed, *(() if pagination else _without_pages(sources)))
    store = cache.store()
    with helped(partial(program, *MAKERS, libraries=LIBRARIES)) as makers:

        def made_of() -> tuple[bytes, ...] | None:
            return _made_of(makers(), publication, layout, pagination, sources)

        parts = made_of() if store.has(KIND) else None
        if parts and (kept := store.get(KIND, parts)):
            return Artefact(kept, told)
        built = _built(publication, layout, pagination, sources)
        if store.folder and not built.findings:  # they name lines, which move
            parts = parts or made_of()
            if parts:
                store.put(KIND, parts, built.data)
    return Artefact(built.data, (*settled.left(built.findings, publication), *told))


def _built(
    publication: Publication, layout: Layout, pagination: Pagination | None, sources: Sources
) -> Built:
    # loaded where there is something to make
    from publisher.checks.ebook.accessibility import judged
    from publisher.epub import building

    return building.build(
        publication,
        layout,
        PictureFolder(sources.root),
        faces.library(),
        epoch.moment(publication),
        pagination,
        judged,
    )


def _made_of(
    makers: str,
    publication: Publication,
    layout: Layout,
    pagination: Pagination | None,
    sources: Sources,
) -> tuple[bytes, ...] | None:
    """All that an e-book depends on; None where a picture cannot be read."""
    try:
        pictures = pictures_digest(publication, PictureFolder(sources.root))
    except PublisherError:  # told when the book is made, with those of the others
        return None
    words = key(publication, pagination.source if pagination else "", epoch.moment(publication))
    starts = key(pagination.starts if pagination else ())
    basis = makers, layout.digest, faces.library().digest
    return tuple(part.encode() for part in (*basis, words, starts, pictures))


def _pagination(
    sources: Sources, pages_file: Path | None, target: Path | None
) -> Pagination | None:
    if pages_file is not None:
        return pages.read_pages(pages_file, sources.publication)
    return pages.find_pages(target, sources.publication) if target else None


def _without_pages(sources: Sources) -> tuple[Finding, ...]:
    return (NO_PAGES.at(Place(shown(sources.root))),)
