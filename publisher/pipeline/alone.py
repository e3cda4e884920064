"""One article of a publication, set alone: the same stages as `pdf.build`, for those in a hurry.

Its pages are those of the whole, if it begins on the folio where it will begin there. What is said
of the others (contents, imprint, outline) is not made, and they are not looked at.
"""

from __future__ import annotations

from dataclasses import replace

from publisher import binding, setting
from publisher.document.assets import PictureFolder
from publisher.document.model import Article, Entry, Publication
from publisher.document.pages import Box, Pagination
from publisher.document.profile import Profile
from publisher.engine import Assets
from publisher.markup import Layout
from publisher.markup.compose import Flow, Frame, families, flows
from publisher.pipeline import epoch, faces, pages, pictures
from publisher.pipeline.colours import drawn
from publisher.pipeline.finishing import finished
from publisher.pipeline.pdf import Printed
from publisher.pipeline.sources import Sources, layout_folders


def article(sources: Sources, number: int, first_folio: int = 0) -> Printed | None:
    """The pages of article `number` (from 1), the first of which has a folio.

    Without one it is the first article, and front matter is taken for one page each. None where
    articles have no pages of their own, as in a newspaper. Raises Unusable and Missing.
    """
    profile: Profile = "screen" if sources.is_preview else sources.profile
    layout = Layout.load(sources.publication.layout, layout_folders(sources))
    planned = flows(sources.publication, layout)
    if planned[0].kind == "sheet":
        return None
    first = first_folio or 1 + sum(flow.kind in ("cover", "contents") for flow in planned)
    layout.check(sources.publication, sources.nodes.place)
    colours = drawn(replace(sources, publication=_only(sources.publication, number)), layout)
    publication = colours.publication
    chosen = faces.chosen(publication, vertical=layout.vertical)
    frame = Frame(
        first_folio=first,
        families=families(chosen.families()),
        pictures=pictures.sizes(publication, PictureFolder(sources.root)),
        shows_grid=sources.shows_grid,
    )
    with pictures.told_where(publication):
        done = setting.set_flow(
            Flow("article", number),
            publication,
            layout,
            frame,
            chosen.every,
            Assets({"publication": sources.root, "layout": layout.folders[0]}),
            colours.palette,
        )
    data = binding.bind(
        (done,),
        publication,
        chosen.library,
        epoch.moment(publication),
        right_to_left=layout.vertical,
        linked=profile != "print",
    )
    found = (*chosen.findings, *pictures.placed(done.findings, publication))
    boxes: tuple[Box, ...] = done.boxes
    made = finished(data, profile, colours, chosen.library, boxes, (*sources.findings, *found))
    pagination = Pagination(pages.content_key(publication), publication.identifier, done.starts)
    return Printed(made, pagination, boxes, found, runs=((number, first, done.page_count),))


def _only(publication: Publication, number: int) -> Publication:
    """The publication with the text of one article; of the others only the heads stay."""
    entries = tuple(
        entry if place == number else _head(entry)
        for place, entry in enumerate(publication.entries, 1)
    )
    return replace(publication, entries=entries, cover=None)


def _head(entry: Entry) -> Entry:
    return replace(entry, article=Article(entry.article.headline, ()))
