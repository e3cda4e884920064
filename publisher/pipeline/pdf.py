"""`publisher pdf`: Publication -> flows -> pages -> one PDF, with its Pagination and SourceMap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from math import inf
from pathlib import Path

from publisher import progress, setting
from publisher.document import icc, settled
from publisher.document.artefact import Artefact
from publisher.document.assets import PictureFolder
from publisher.document.coding import cut, joined
from publisher.document.model import Publication
from publisher.document.pages import Columns, Pagination, SourceMap
from publisher.document.profile import Profile
from publisher.engine import Assets
from publisher.findings import Finding
from publisher.markup.compose import Flow, Frame, families, flows
from publisher.messages import _
from publisher.pipeline import faces, layouts, pages, pictures, preflight
from publisher.pipeline.bindery import Bindery
from publisher.pipeline.colours import drawn
from publisher.pipeline.conditions import condition_of
from publisher.pipeline.jobs import Crew
from publisher.pipeline.keeping import binders, content, keeping, kept_whole
from publisher.pipeline.sources import Sources
from publisher.setting import SetFlow

# a certificate is kept: it does not depend on who made it where
CERTIFIED_IN = "zh"
# a picture's resolution was told when it was drawn, by the file's name and its line
TOLD_BEFORE = frozenset({"picture-coarse", "picture-soft", "line-art-coarse", "line-art-soft"})


@dataclass(frozen=True, slots=True)
class Printed:
    """A print edition: the PDF, which words open its pages, where blocks lie, what was found.

    `more` are further files beside it: suffix and bytes; `columns` are where those of the layout
    may stand; `runs` are the pages of the articles that have pages of their own: its number, its
    first page, how many.
    """

    data: bytes
    pagination: Pagination
    boxes: SourceMap
    findings: tuple[Finding, ...]
    more: tuple[tuple[str, bytes], ...] = ()
    columns: tuple[Columns, ...] = ()
    runs: tuple[tuple[int, int, int], ...] = ()


def make(
    sources: Sources,
    listener: progress.Progress = progress.SILENT,
    target: Path | None = None,
    crew: Crew | None = None,
) -> Artefact:
    """The PDF as an artefact, its pages and places beside it, for a press its certificate too.

    The certificate speaks of `target`, the file that it will be.
    """
    hands = crew or Crew()
    hands.meanwhile += _loading(sources.profile)
    printed = build(sources, listener, hands)
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
    done = preflight.certify(
        printed.data, name, condition, CERTIFIED_IN, printed.boxes, hands.at_work
    )
    told = (each for each in done.findings if not _is_known(each, written))
    found = settled.left(dict.fromkeys((*printed.findings, *told)), sources.publication)
    return Artefact(printed.data, found, (*beside, *done.beside), done.fit)


def build(
    sources: Sources,
    listener: progress.Progress = progress.SILENT,
    crew: Crew | None = None,
) -> Printed:
    """Set and bind a publication. Raises Unusable and Missing with place and remedy.

    Without a crew, as many processes set it as the machine has cores.
    """
    hands, linked = crew or Crew(), sources.is_preview or sources.profile != "print"
    profile: Profile = "screen" if sources.is_preview else sources.profile
    layout, changed = layouts.chosen(sources)
    listener.begin(len(flows(sources.publication, layout)) + 3)
    layout.check(sources.publication, sources.nodes.place)
    colours = drawn(sources, layout)
    publication = colours.publication
    chosen = faces.chosen(publication, vertical=layout.vertical)
    seen = pictures.seen(publication, PictureFolder(sources.root))
    frame = Frame(
        first_folio=1,
        families=families(chosen.families()),
        pictures=seen.sizes,
        shows_grid=sources.shows_grid,
    )
    if profile == "print":  # what the certificate asks of it takes long, and there is time
        hands.meanwhile.append(partial(icc.parses, colours.output.data))
        hands.meanwhile.append(partial(icc.packed, colours.output.data))
    kept = keeping(layout, chosen.every, colours, seen.hashes, f"{linked}")
    with Bindery(
        colours, chosen.library, profile, linked=linked, right_to_left=layout.vertical
    ) as bindery:
        with pictures.told_where(publication):
            done = setting.set_pages(
                publication,
                layout,
                frame,
                chosen.every,
                Assets({"publication": sources.root, "layout": layout.folders[0]}),
                lambda flow: listener.step(_("Setting"), _name(publication, flow)),
                colours.palette,
                kept,
                hands,
                partial(ready, linked=linked),
                bindery.take,
            )
        set_so = (*hands.findings, *pictures.placed(done.findings, publication))
        said = (*changed, *chosen.findings, *colours.findings, *set_so)
        found = settled.left(said, publication)
        told, boxes, document = (*sources.findings, *found), done.boxes, content(done.flows)

        def handed_over() -> bytes:
            made, more = bindery.made(done.flows, document, boxes, told, listener)
            return joined((made, *(each for name, data in more for each in (name.encode(), data))))

        made, *more = cut(kept_whole(kept, document, colours, profile, handed_over))
    pairs = zip(more[::2], more[1::2], strict=True)
    pagination = Pagination(pages.content_key(publication), publication.identifier, done.starts)
    more_files = tuple((name.decode(), data) for name, data in pairs)
    runs = tuple(
        (each.flow.article, each.first_folio, each.page_count)
        for each in done.flows
        if each.flow.article and not each.spots
    )
    return Printed(made, pagination, boxes, found, more_files, done.columns, runs)


def _loading(profile: Profile) -> list[Callable[[], object]]:
    """Loads what comes after the setting, while others set: each a tenth of a second at most."""
    names = ["pikepdf", "publisher.binding", "publisher.pipeline.finishing"]
    if profile != "print":
        return [*(partial(import_module, name) for name in names), binders]
    names.append("publisher.pipeline.examining")
    return [*(partial(import_module, name) for name in names), binders, preflight.prepare]


def ready(flow: SetFlow, *, linked: bool) -> SetFlow:
    """A flow made ready for binding, where it is set."""
    from publisher import binding

    imposed = bool(flow.spots) or flow.flow.kind == "sheet"
    pdf, known = binding.prepared(flow.pdf, flow.order, linked=linked, imposed=imposed)
    return replace(flow, pdf=pdf, tags=known)


def _is_known(finding: Finding, written: float) -> bool:
    """Whether it was told before, or is of blank pages beyond the last `written` one."""
    spots = finding.place.spots if finding.place else ()
    is_filling = finding.code == "blank-page" and all(spot.page > written for spot in spots)
    return is_filling or finding.code in TOLD_BEFORE


def _name(publication: Publication, flow: Flow) -> str:
    if not flow.article:
        return ""
    return publication.entries[flow.article - 1].article.title
