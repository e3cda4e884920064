"""One flow set: a PDF of its pages, and where things stand on them. A value that can travel."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from publisher import units
from publisher.colour import Palette
from publisher.document.model import Article, Publication
from publisher.document.pages import PageStart
from publisher.engine import Assets, FaceFile, Laid, LaidPage, lay_out
from publisher.errors import Unusable
from publisher.findings import Finding
from publisher.manuscript.pull_quotes import quoting, spare_quotes
from publisher.markup.compose import Composed, Flow, Frame, LastPage, compose
from publisher.markup.frames import LEADS, LEFT_OUT
from publisher.markup.layout import Layout
from publisher.setting import findings as kinds
from publisher.setting.deferring import order_of
from publisher.setting.filling import HEAD, QUOTE
from publisher.setting.filling import Spot as BlockAt
from publisher.setting.heads import closing, headed, stand, wide_of
from publisher.setting.measuring import Order, measured
from publisher.setting.placing import airy
from publisher.setting.rooms import columns_of
from publisher.setting.values import Fit, FlowBox, Goal, Link, SetFlow

DROP = 0.3  # of the lines that an opening leaves empty stand above it
LEAST_BELOW = 8  # and below a picture that opens the article, or it stands elsewhere
_HEAD = re.compile(r"a\d+-p\d+")  # the id of a part's head
ONE_PAGE = ("cover", "colophon")  # as a rule
LEAST = 4  # lines of columns below an opening; with fewer it stands alone


def set_flow(
    flow: Flow,
    publication: Publication,
    layout: Layout,
    frame: Frame,
    faces: Sequence[FaceFile],
    assets: Assets,
    palette: Palette,
    fit: Fit | None = None,
) -> SetFlow:
    """Set one flow, drawn with a palette. Raises Unusable where its markup cannot be set whole.

    `fit` is what `fit_flow` found for it.
    """
    own = fit or fit_flow(flow, publication, layout, frame, faces, assets)
    fitted = own.on(frame)
    composed, laid = _laid(flow, publication, layout, fitted, faces, assets)
    if flow.article and not fitted.alone and _opens_alone(flow, laid):
        frame = replace(frame, alone=1)
        fitted = _fitted(flow, publication, layout, frame, faces, assets)
        composed, laid = _laid(flow, publication, layout, fitted, faces, assets)
    if not stand(fitted.heads, laid):
        fitted = _fitted(flow, publication, layout, frame, faces, assets, heads=False)
        composed, laid = _laid(flow, publication, layout, fitted, faces, assets)
    return finished(flow, frame.first_folio, composed, laid, palette)


def fit_flow(
    flow: Flow,
    publication: Publication,
    layout: Layout,
    frame: Frame,
    faces: Sequence[FaceFile],
    assets: Assets,
) -> Fit:
    """How a flow fits its pages. Folios have no say in it, so that it holds wherever it begins."""
    free = replace(frame, first_folio=1)
    fitted = _fitted(flow, publication, layout, free, faces, assets)
    if fitted.last or flow.kind in ONE_PAGE:
        return Fit.of(fitted, fitted.last.page if fitted.last else 1)
    _, laid = _laid(flow, publication, layout, fitted, faces, assets)
    return Fit.of(fitted, len(laid.pages))


def finished(
    flow: Flow, first_folio: int, composed: Composed, laid: Laid, palette: Palette
) -> SetFlow:
    """What is known of a flow when its pages are laid. Raises Unusable for a table too wide."""
    if tables := tuple(_too_wide(composed, laid)):
        raise Unusable(*tables)
    pdf = laid.pdf(None, palette, is_whole=False)
    left_out = tuple(_left_out(flow, composed))
    return SetFlow(
        flow,
        first_folio,
        pdf,
        len(laid.pages),
        tuple(_starts(flow, composed.order, laid, first_folio)),
        tuple(_boxes(composed, laid)),
        tuple(_goals(composed, laid)),
        tuple(_links(laid)),
        composed.order,
        (*laid.findings, *left_out),
        columns=tuple(columns_of(flow.article, composed.grid, laid)),
    )


def _left_out(flow: Flow, composed: Composed) -> Iterator[Finding]:
    for number, cut in enumerate(composed.cuts, 1):
        if cut == LEFT_OUT:
            place = composed.places.get(f"a{flow.article}-p{number}-quote")
            yield kinds.QUOTE_LEFT_OUT.at(place)


def _laid(
    flow: Flow,
    publication: Publication,
    layout: Layout,
    fitted: Frame,
    faces: Sequence[FaceFile],
    assets: Assets,
) -> tuple[Composed, Laid]:
    """The flow laid out, its last page as it was thought if that can be."""
    for last in _tries(fitted.last):
        composed = compose(publication, flow, layout, replace(fitted, last=last))
        laid = lay_out(composed.document, faces, assets)
        ends = _columns_end(flow, laid)
        follow = any(each.stand == "closes" for each in composed.figures)
        if last is None or ends == last.page or (ends < last.page and not follow):
            break  # pictures behind the text have pages of full height
    bleeds = any(each.bleeds and each.stand == "closes" for each in composed.figures)
    if bleeds and ends != (last.page if last else 0):
        # pictures that run to the edge must know on which side of the spread they are
        composed = compose(publication, flow, layout, replace(fitted, last=last, ends=ends))
        laid = lay_out(composed.document, faces, assets)
    return composed, laid


def _too_wide(composed: Composed, laid: Laid) -> Iterator[Finding]:
    for name, (width, room) in laid.too_wide().items():
        needed, had = (f"{units.millimetres(length):.0f}" for length in (width, room))
        yield kinds.TABLE_TOO_WIDE.at(composed.places.get(name), needed=needed, room=had)


def _fitted(
    flow: Flow,
    publication: Publication,
    layout: Layout,
    frame: Frame,
    faces: Sequence[FaceFile],
    assets: Assets,
    *,
    heads: bool = True,
) -> Frame:
    """The frame of a flow that fits: pull quotes that have no place are others, if that helps."""
    best = tried = _filled(flow, publication, layout, frame, faces, assets, heads=heads)
    while others := _other_quotes(flow, publication, tried):
        other = replace(frame, quotes=others)
        tried = _filled(flow, publication, layout, other, faces, assets, heads=heads)
        best = min(best, tried, key=lambda each: each.cuts.count(LEFT_OUT))
    return best


def _filled(
    flow: Flow,
    publication: Publication,
    layout: Layout,
    frame: Frame,
    faces: Sequence[FaceFile],
    assets: Assets,
    *,
    heads: bool = True,
) -> Frame:
    """The frame with the places of pull quotes and the height of the last page's columns."""
    if not flow.article:
        return frame
    article = publication.entries[flow.article - 1].article
    article = quoting(article, frame.quotes) if frame.quotes else article
    after = tuple(len(part.blocks) for part in article.parts)
    galley = compose(publication, flow, layout, replace(frame, galley=True, cuts=after, alone=0))
    if galley.grid is None:
        return frame
    laid = lay_out(galley.document, faces, assets)
    parts, columns = measured(flow.article, article, laid, galley.grid, frame.order)
    if columns.pages[0] < LEAST_BELOW and any(each.opens for each in galley.figures):
        plain = replace(frame, opens=False)
        return _filled(flow, publication, layout, plain, faces, assets, heads=heads)
    alone, offset, rows, below = 0, 0, galley.grid.rows, columns.pages[0]
    if (below < LEAST or frame.alone) and any(part.blocks for part in parts):
        full, over = divmod(rows - below, rows)
        if full and rows - over >= LEAST and not frame.alone:  # it ends on its second page
            offset, columns = full, replace(columns, pages=(rows - over, rows), opens=False)
        else:
            alone = offset = math.ceil((rows - below) / rows)
            columns = replace(columns, pages=(rows,), opens=False)
    whole = (block for part in parts for block in part.blocks if block.whole)
    if any(block.lines > galley.grid.rows for block in whole):
        # a table of many pages has its heads again on each: nobody knows where it will end
        return replace(frame, cuts=airy(parts, columns)[1].cuts[: len(after)])
    if not frame.order and (order := order_of(article, parts, columns)):
        moved = replace(frame, order=order)
        return _filled(flow, publication, layout, moved, faces, assets, heads=heads)
    names = dict(block_names(flow.article, article, frame.order))
    shown = galley.figures
    wide = wide_of(shown, laid, galley.grid, names)
    placed = headed(parts, columns, wide if heads else (), names)
    made, above = placed.plan, galley.grid.rows - columns.lines(0) + placed.air
    pages = made.pages + offset
    fitted = replace(
        frame,
        cuts=made.cuts[: len(after)],
        air=placed.air,
        alone=1 + max(round(below * DROP), 0) if alone else 0,
        heads=tuple(head._replace(page=head.page + offset) for head in placed.heads),
        changes=named(made.changes, names),
        blanks=named(made.blanks, names),
    )
    if not any(part.blocks for part in parts):
        return fitted  # there is nothing but the opening
    rows = made.rows + (above if made.pages == 1 else placed.lines(made.pages))
    rows = min(rows, galley.grid.rows)
    closes = closing(wide, placed.heads, galley.grid.rows - rows - 1)
    return replace(fitted, last=LastPage(pages, rows, closes))


def _other_quotes(flow: Flow, publication: Publication, tried: Frame) -> tuple[int, ...]:
    """The next best quote for each part whose own is left out; nothing where none is to spare."""
    if LEFT_OUT not in tried.cuts:
        return ()
    spare = spare_quotes(publication.entries[flow.article - 1].article)
    known = tried.quotes or (0,) * len(spare)
    found = tuple(
        rank + (cut == LEFT_OUT and rank < len(others))
        for others, rank, cut in zip(spare, known, tried.cuts, strict=True)
    )
    return found if found != known else ()


def block_names(number: int, article: Article, order: Order = ()) -> Iterator[tuple[BlockAt, str]]:
    """The ids of the blocks and quotes of all parts, where they stand on the page."""
    count = len(article.introduction)
    for place, part in enumerate(article.parts):
        yield (place, HEAD), f"a{number}-p{place + 1}"
        yield (place, QUOTE), f"a{number}-p{place + 1}-quote"
        stands = order[place] if order else range(len(part.blocks))
        for at, own in enumerate(stands):
            yield (place, at), f"a{number}-b{count + own + 1}"
        count += len(part.blocks)


def named(values: Mapping[BlockAt, int], names: Mapping[BlockAt, str]) -> dict[str, int]:
    """Values by id."""
    return {names[spot]: value for spot, value in sorted(values.items()) if spot in names}


def _tries(last: LastPage | None) -> Iterator[LastPage | None]:
    """The last page as it was thought, longer, free of pictures, and as the engine has it."""
    if last is not None:
        yield from (last._replace(rows=last.rows + more) for more in (0, 1, 3))
        yield last._replace(closes=0)
    yield None


def _opens_alone(flow: Flow, laid: Laid) -> bool:
    """Whether what comes first had no room below the opening, and began on the next page."""
    if len(laid.pages) < 2:
        return False
    front, name = f"a{flow.article}-front", f"a{flow.article}-columns"
    pages = [page.boxes for page in laid.pages if any(box.id == front for box in page.boxes)]
    return bool(pages) and not any(box.id == name and box.height > 0 for box in pages[-1])


def _columns_end(flow: Flow, laid: Laid) -> int:
    """The page, from 1, on which the columns of an article end; pictures may follow on others."""
    name = f"a{flow.article}-columns"
    pages = enumerate(laid.pages, 1)
    return max((n for n, page in pages if any(box.id == name for box in page.boxes)), default=1)


def _starts(flow: Flow, order: Sequence[str], laid: Laid, first_folio: int) -> Iterator[PageStart]:
    """The word that opens each page; a page without body text opens nothing."""
    opened: set[str] = set()
    ranks, before = {name: rank for rank, name in enumerate(order)}, set[int]()
    for number, page in enumerate(laid.pages):
        here = {ranks[box.id] for box in page.boxes if box.id in ranks and "-b" in box.id}
        if flow.article and page.start is not None:
            start = _in_turn(page.start, ranks, before, here, order)
            block, offset = _with_head(page, start, opened)
            if number == 0:
                # the article's own page begins with its headline, whatever block comes first
                block, offset = f"a{flow.article}", 0
            yield PageStart(flow.article - 1, block, offset, str(first_folio + number))
        before |= here


def _in_turn(
    start: tuple[str, int],
    ranks: Mapping[str, int],
    before: set[int],
    here: set[int],
    order: Sequence[str],
) -> tuple[str, int]:
    """The start of a page; not a picture that came later than what is read after it.

    Else who looks for a page of print in the e-book would read what stands on the one before. The
    `ranks` are places in the `order` of reading, of blocks on the pages `before` and on the one
    that is `here`.
    """
    own, furthest = ranks.get(start[0], -1), max(before, default=-1)
    if own in before or own > furthest:
        return start
    later = [rank for rank in here if rank > furthest]
    return (order[min(later)], 0) if later else start


def _with_head(page: LaidPage, start: tuple[str, int], opened: set[str]) -> tuple[str, int]:
    """The head of a part where one stands on the page before its first body text, else the text.

    `opened` are the parts whose heads stood on earlier pages; those of this one are added.
    """
    names = [box.id for box in page.boxes]
    heads = {name for name in names if _HEAD.fullmatch(name)} - opened
    opened |= heads
    before = takewhile(lambda name: name != start[0], names)
    head = next((name for name in before if name in heads), None)
    return (head, 0) if head else start


def _boxes(composed: Composed, laid: Laid) -> Iterator[FlowBox]:
    for number, page in enumerate(laid.pages, 1):
        for box in page.boxes:
            if box.id in composed.places:
                yield FlowBox(box.id, number, box.x, box.y, box.width, box.height)


def _links(laid: Laid) -> Iterator[Link]:
    """The boxes whose id says where they lead."""
    for number, page in enumerate(laid.pages):
        for box in page.boxes:
            for leads in filter(box.id.startswith, LEADS):
                target = box.id.removeprefix(leads)
                yield Link(target, number, box.x, box.y, box.width, box.height)


def _goals(composed: Composed, laid: Laid) -> Iterator[Goal]:
    first = {
        box.id: (number, box.y)
        for number, page in reversed(list(enumerate(laid.pages)))
        for box in reversed(page.boxes)
    }
    for title in composed.outline:
        if title.id in first:
            page, top = first[title.id]
            yield Goal(title.id, title.level, title.words, page, top)
