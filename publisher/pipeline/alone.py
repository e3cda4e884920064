"""One article of a publication, set alone: the same stages as `pdf.build`, for those in a hurry.

Its pages are those of the whole, if it begins on the folio where it will begin there, and the whole
finds them in the store. What is said of the others (contents, imprint, outline) is not made.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from publisher import setting
from publisher.document import settled
from publisher.document.assets import PictureFolder
from publisher.document.model import Article, Entry, Publication
from publisher.document.pages import Pagination
from publisher.document.profile import Profile
from publisher.engine import Assets
from publisher.markup.compose import Frame, families, flows
from publisher.pipeline import faces, layouts, pages, pictures
from publisher.pipeline.bindery import Bindery
from publisher.pipeline.colours import drawn
from publisher.pipeline.keeping import content, keeping
from publisher.pipeline.pdf import Printed, ready
from publisher.pipeline.sources import Sources


def article(sources: Sources, number: int, first_folio: int = 0) -> Printed | None:
    """The pages of article `number` (from 1), the first of which has a folio.

    Without one it is the first article, and front matter is taken for one page each. What lies on
    pages is counted from 1. None where articles have no pages of their own, as in a newspaper.
    Raises Unusable and Missing.
    """
    linked = sources.is_preview or sources.profile != "print"
    profile: Profile = "screen" if sources.is_preview else sources.profile
    layout, _changed = layouts.chosen(sources)
    planned = flows(sources.publication, layout)
    if planned[0].kind == "sheet":
        return None
    first = first_folio or 1 + sum(flow.kind in ("cover", "contents") for flow in planned)
    layout.check(sources.publication, sources.nodes.place)
    colours = drawn(sources, layout)
    publication = colours.publication
    chosen = faces.chosen(publication, vertical=layout.vertical)
    own = _only(publication, number)
    seen = pictures.seen(own, PictureFolder(sources.root))
    frame = Frame(
        first_folio=first,
        families=families(chosen.families()),
        pictures=seen.sizes,
        shows_grid=sources.shows_grid,
    )
    with pictures.told_where(own):
        done = setting.set_article(
            number,
            publication,
            layout,
            frame,
            chosen.every,
            Assets({"publication": sources.root, "layout": layout.folders[0]}),
            colours.palette,
            keeping(layout, chosen.every, colours, seen.hashes, f"{linked}"),
            partial(ready, linked=linked),
        )
    (flow,) = done.flows
    here = replace(done, flows=(replace(flow, first_folio=1),))
    found = settled.left((*chosen.findings, *pictures.placed(done.findings, own)), own)
    told = (*sources.findings, *found)
    own_colours = replace(colours, publication=own)
    with Bindery(
        own_colours, chosen.library, profile, linked=linked, right_to_left=layout.vertical
    ) as bindery:
        made, _more = bindery.made(done.flows, content(done.flows), here.boxes, told)
    pagination = Pagination(pages.content_key(own), publication.identifier, done.starts)
    runs = ((number, first, flow.page_count),)
    return Printed(made, pagination, here.boxes, found, columns=here.columns, runs=runs)


def _only(publication: Publication, number: int) -> Publication:
    """The publication with the text of one article; of the others only the heads stay."""
    entries = tuple(
        entry if place == number else _head(entry)
        for place, entry in enumerate(publication.entries, 1)
    )
    return replace(publication, entries=entries, cover=None)


def _head(entry: Entry) -> Entry:
    return replace(entry, article=Article(entry.article.headline, ()))
