"""Publication -> what the engine sets: one flow at a time.

A flow is a run of pages that is set alone: the contents, one article, the imprint. Its markup holds
the ids of the contract (`a1`, `a1-p2`, `a1-b7`, `a1-p2-quote`), and `Composed.places` leads from
each of them to the manuscript.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publisher import units
from publisher.document.model import Entry, Publication
from publisher.document.settings import Token
from publisher.engine import Document, Sheet
from publisher.manuscript.characters import han_count
from publisher.manuscript.pull_quotes import quoting
from publisher.markup.articles import article_values, cuts_of, is_brief, text_of
from publisher.markup.book_words import relator, words
from publisher.markup.figures import Shown, shown_of
from publisher.markup.frames import (
    Composed,
    Flow,
    Frame,
    Grid,
    LastPage,
    Row,
    Title,
    drawn_grid,
    families,
)
from publisher.markup.imprint import cip_lines, date_line, imprint_rows, issue_line, number_line
from publisher.markup.issue_pages import (
    barcode_values,
    contents_rows,
    cover_values,
    departments,
)
from publisher.markup.layout import Layout
from publisher.markup.numbering import section_numbers
from publisher.markup.reading_order import flow_title, order_of, outline_of, places_of
from publisher.typefaces.library import TURNED
from publisher.typesetting import Strength

TEMPLATE, PRINT_SHEET, FLOW_SHEET, GRID = "page.html.j2", "print.css", "flow.css", "grid.j2"
SHEET = "sheet.html.j2"

__all__ = [
    "Composed",
    "Flow",
    "Frame",
    "Grid",
    "LastPage",
    "Row",
    "Title",
    "compose",
    "contents_rows",
    "families",
    "flows",
    "printed_words",
]


def flows(publication: Publication, layout: Layout) -> tuple[Flow, ...]:
    """The flows of a publication in the order of its pages.

    A single article needs no contents page; the imprint is left out where there is nothing in it,
    the cover where none is asked for. A layout with sheets, a newspaper's, has these and the
    articles that are put on them.
    """
    count = len(publication.entries)
    articles = [Flow("article", number) for number in range(1, count + 1)]
    if layout.file(SHEET) is not None:
        return (Flow("sheet"), *articles)
    cover = [Flow("cover")] if publication.cover else []
    contents = [Flow("contents")] if count > 1 else []
    signed = publication.publisher or publication.rights or publication.contributors
    return (*cover, *contents, *articles, *([Flow("colophon")] if signed else []))


def _quoting(publication: Publication, flow: Flow, ranks: Sequence[int]) -> Publication:
    """The publication with other pull quotes in the article of a flow."""
    entries = list(publication.entries)
    entry = entries[flow.article - 1]
    entries[flow.article - 1] = replace(entry, article=quoting(entry.article, ranks))
    return replace(publication, entries=tuple(entries))


def compose(publication: Publication, flow: Flow, layout: Layout, frame: Frame) -> Composed:
    """The markup of one flow. Raises Unusable where a token or a template is wrong."""
    if frame.quotes:
        publication = _quoting(publication, flow, frame.quotes)
    entry = publication.entries[flow.article - 1] if flow.article else None
    tokens = layout.tokens(publication, entry)
    own = words(publication.language)
    title = flow_title(publication, flow)
    numbered = entry is not None and bool(tokens.get("numbering"))
    numbers = section_numbers(publication, flow.article) if numbered else {}
    finished = width, height = layout.trim_of(publication)
    if layout.vertical:  # the page lies while it is set
        width, height = height, width
    trim = {"width": width, "height": height}
    given = layout.exports(GRID, tokens=tokens, trim=trim)
    opens = frame.opens and bool(tokens.get("opening_picture", True))
    wide = bool(given.get("wide_pictures"))
    shown = shown_of(flow.article, entry.article, frame, opens=opens, wide=wide) if entry else ()
    figures = tuple(shown)
    shared: dict[str, object] = {
        "flow": flow.kind,
        "language": publication.language,
        "title": title,
        "tokens": tokens,
        "words": own,
        "publication": _publication(publication),
        "article": article_values(publication, flow, frame, numbers, figures) if entry else None,
        "contents": frame.contents,
        "departments": departments(frame.contents),
        "cover": cover_values(publication, frame.contents),
        "barcode": barcode_values(publication),
        "trim": trim,
        "bleed": publication.print.bleed or 0.0,
        "galley": frame.galley,
        "imprint": [row for row in _imprint(publication, finished, frame, entry) if row[1]],
        "cip": cip_lines(publication),
        "weight": frame.weight,
        "areas": frame.areas,
        "sheets": frame.sheets,
        "staff": [
            f"{relator(person.role, publication.language)}　{person.name}"
            for person in publication.contributors
        ],
    }
    page = layout.render(TEMPLATE, **shared)
    grid = _grid(layout, shared)
    sheets = [*_sheets(layout, publication, tokens, frame, figures, shared, entry)]
    if frame.shows_grid and grid is not None:
        sheets.append(drawn_grid(grid))
    return Composed(
        Document(
            page,
            tuple(sheets),
            publication.language,
            Strength(tokens.get("kinsoku", Strength.GB)),
            frame.changes,
            bool(tokens.get("hanging")),
            layout.vertical,
            frame.galley,
        ),
        dict(places_of(flow.article, entry.article)) if entry else {},
        tuple(outline_of(publication, flow, numbers)),
        tuple(order_of(flow.article, entry.article)) if entry else (),
        grid,
        cuts_of(entry.article, frame) if entry else (),
        figures,
    )


def _grid(layout: Layout, shared: Mapping[str, object]) -> Grid | None:
    """What the layout says of its type area."""
    given = layout.exports(GRID, **shared)
    if not given:
        return None
    head: float = given["head"]
    more = {
        name: given[name] for name in ("left", "measure", "gap", "em", "masthead") if name in given
    }
    return Grid(given["line"], given["count"], int(given["rows"]), head, **more)


def _sheets(
    layout: Layout,
    publication: Publication,
    tokens: Mapping[str, Token],
    frame: Frame,
    figures: tuple[Shown, ...],
    shared: Mapping[str, object],
    entry: Entry | None,
) -> Iterator[Sheet]:
    """What holds for all pages, so that it is parsed once; and what holds for those in hand."""
    always = {
        name: shared[name]
        for name in "language words publication trim bleed imprint cip barcode".split()
    }
    always |= {"tokens": tokens, "faces": frame.families}
    folder = f"layouts/{layout.name}"
    css = layout.render_once(PRINT_SHEET, **always)
    yield Sheet(f"{folder}/{PRINT_SHEET}", css, lasts=layout.is_ours)
    if layout.file(FLOW_SHEET) is not None:
        css = layout.render(
            FLOW_SHEET,
            **{**shared, **always},
            first_folio=frame.first_folio,
            figures=figures,
            department=(entry.department or "") if entry else "",
            last=frame.last,
            air=frame.air,
            alone=frame.alone,
            blanks=frame.blanks,
            heads=frame.heads,
            brief=bool(entry and is_brief(entry.article)),
        )
        yield Sheet(f"{folder}/{FLOW_SHEET}", css)


def _imprint(
    publication: Publication, trim: tuple[float, float], frame: Frame, entry: Entry | None
) -> Iterator[tuple[str, str]]:
    """The imprint's rows, with what only print has: format, length, faces.

    An article, which sees no other, is not told how long all are.
    """
    own = words(publication.language)
    width, height = (f"{units.millimetres(side):.4g}" for side in trim)
    blocks = (block for each in publication.entries for block in each.article.blocks())
    count = 0 if entry else sum(han_count(text_of(block)) for block in blocks)
    length = own["characters"].replace("{n}", f"{count}") if count else ""
    yield from imprint_rows(publication, f"{width} × {height} mm", length)
    named = (
        (own[role], families.split(",")[0].strip('"').removesuffix(TURNED))
        for role, families in frame.families.items()
    )
    yield own["faces"], "，".join(f"{role} {family}" for role, family in named)


def printed_words(publication: Publication) -> str:
    """What pages say beside the manuscripts: words of the layout, imprint, folios.

    Faces must have these characters too.
    """
    rows = [word for row in imprint_rows(publication) for word in row]
    own = words(publication.language).values()
    figures = "0123456789. ×，……·〇一二三四五六七八九十百"
    return "".join((*own, *rows, *cip_lines(publication), figures))


def _publication(publication: Publication) -> dict[str, str]:
    return {
        "title": publication.title,
        "subtitle": publication.subtitle,
        "publisher": publication.publisher,
        "issue": issue_line(publication),
        "date": date_line(publication.date),
        "rights": publication.rights,
        "number": number_line(publication),
        "cn": publication.imprint.cn,
        "post": publication.imprint.post,
        "price": publication.imprint.price,
        "description": publication.description,
    }
