"""Publication -> what the engine sets: one flow at a time.

A flow is a run of pages that is set alone: the contents, one article, the imprint. Its markup holds
the ids of the contract (`a1`, `a1-p2`, `a1-b7`, `a1-p2-quote`), and `Composed.places` leads from
each of them to the manuscript.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from markupsafe import Markup

from publisher import units
from publisher.document.model import (
    Article,
    Block,
    Dialogue,
    Entry,
    Figure,
    Heading,
    Paragraph,
    Part,
    Publication,
    Verse,
    plain,
)
from publisher.document.settings import Token
from publisher.engine import Document, Sheet
from publisher.findings import Place
from publisher.manuscript.characters import han_count
from publisher.markup.book_words import words
from publisher.markup.chapter_blocks import NOTHING, BlockWriter, Picture
from publisher.markup.chapters import chapter_title, part_title
from publisher.markup.imprint import date_line, imprint_rows, issue_line
from publisher.markup.layout import Layout
from publisher.typesetting.display import Cohesion

TEMPLATE, PRINT_SHEET, GRID = "page.html.j2", "print.css", "grid.j2"
WIDE = 1.25  # a picture at least this much wider than high can run over all columns

BRIEF = 900  # characters of text that fit on a page beside a picture

Families = Mapping[str, str]


class Flow(NamedTuple):
    """One run of pages. `article` counts from 1; 0 where the flow is not an article's."""

    kind: Literal["contents", "article", "colophon"]
    article: int = 0


class Row(NamedTuple):
    """One line of the contents page."""

    id: str
    title: str
    folio: str
    department: str
    deck: str
    who: str


class Title(NamedTuple):
    """One line of the outline: where it leads, its depth from 1, its words."""

    id: str
    level: int
    words: str


class LastPage(NamedTuple):
    """How the last page of an article is kept even: its number from 1, the lines of its area."""

    page: int
    rows: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What a flow's pages depend on besides the publication.

    `families` maps a role (song, hei, kai) to a list of families in CSS; `pictures` a source to its
    size in pixels; `contents` are the rows of the contents page; `cuts` says for each part of an
    article how many of its blocks stand before its pull quote, where that is known. A `galley`
    (毛条) is the article in one endless column of the right measure: quick to set and to measure;
    `last` ends its last page early, so that the columns there are even; `air` is the number of
    blank lines that its opening has beyond its own, for the sake of the last page.
    """

    first_folio: int
    families: Families
    pictures: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    contents: tuple[Row, ...] = ()
    cuts: tuple[int, ...] = ()
    galley: bool = False
    last: LastPage | None = None
    air: int = 0


class Grid(NamedTuple):
    """The type area: length of a line's step, columns of a page, lines of a column, its top."""

    line: float
    columns: int
    rows: int
    head: float


@dataclass(frozen=True, slots=True)
class Composed:
    """Markup that is ready to be set, and what its ids stand for.

    `order` holds the ids in the order in which they are read, whatever stands where on the page;
    `grid` is None where the layout does not say what its type area is (`grid.j2`).
    """

    document: Document
    places: Mapping[str, Place]
    outline: tuple[Title, ...]
    order: tuple[str, ...] = ()
    grid: Grid | None = None
    cuts: tuple[int, ...] = ()


def flows(publication: Publication) -> tuple[Flow, ...]:
    """The flows of a publication in the order of its pages.

    A single article needs no contents page; the imprint is left out where there is nothing in it.
    """
    count = len(publication.entries)
    articles = [Flow("article", number) for number in range(1, count + 1)]
    contents = [Flow("contents")] if count > 1 else []
    signed = publication.publisher or publication.rights or publication.contributors
    return (*contents, *articles, *([Flow("colophon")] if signed else []))


def compose(publication: Publication, flow: Flow, layout: Layout, frame: Frame) -> Composed:
    """The markup of one flow. Raises Unusable where a token or a template is wrong."""
    entry = publication.entries[flow.article - 1] if flow.article else None
    tokens = layout.tokens(publication, entry)
    own = words(publication.language)
    title = _title(publication, flow)
    figures = tuple(_figures(flow.article, entry.article, frame)) if entry else ()
    width, height = publication.print.trim
    shared: dict[str, object] = {
        "flow": flow.kind,
        "language": publication.language,
        "title": title,
        "tokens": tokens,
        "words": own,
        "publication": _publication(publication),
        "article": _article(publication, flow, frame) if entry else None,
        "contents": frame.contents,
        "trim": {"width": width, "height": height},
        "galley": frame.galley,
        "imprint": [row for row in _imprint(publication, frame) if row[1]],
    }
    page = layout.render(TEMPLATE, **shared)
    sheet = _sheet(layout, publication, tokens, frame, figures, shared, entry)
    return Composed(
        Document(page, (sheet,), publication.language),
        dict(_places(flow.article, entry.article)) if entry else {},
        tuple(_outline(publication, flow)),
        tuple(_order(flow.article, entry.article)) if entry else (),
        _grid(layout, shared),
        _cuts(entry.article, frame) if entry else (),
    )


def _grid(layout: Layout, shared: Mapping[str, object]) -> Grid | None:
    """What the layout says of its type area."""
    given = layout.exports(GRID, **shared)
    if not given:
        return None
    head: float = given["head"]
    return Grid(given["line"], given["count"], int(given["rows"]), head)


def _sheet(
    layout: Layout,
    publication: Publication,
    tokens: Mapping[str, Token],
    frame: Frame,
    figures: tuple[Mapping[str, object], ...],
    shared: Mapping[str, object],
    entry: Entry | None,
) -> Sheet:
    css = layout.render(
        PRINT_SHEET,
        **{**shared, "tokens": tokens},
        bleed=publication.print.bleed,
        first_folio=frame.first_folio,
        faces=frame.families,
        figures=figures,
        department=(entry.department or "") if entry else "",
        last=frame.last,
        air=frame.air,
        brief=bool(entry and _is_brief(entry.article)),
    )
    return Sheet(f"layouts/{layout.name}/{PRINT_SHEET}", css)


def _imprint(publication: Publication, frame: Frame) -> Iterator[tuple[str, str]]:
    """The imprint's rows, with what only print has: format, length, faces."""
    own = words(publication.language)
    yield from imprint_rows(publication)
    width, height = (f"{units.millimetres(side):.4g}" for side in publication.print.trim)
    yield own["format"], f"{width} × {height} mm"
    blocks = (block for entry in publication.entries for block in entry.article.blocks())
    count = sum(han_count(_text(block)) for block in blocks)
    yield own["han_count"], own["characters"].replace("{n}", f"{count}")
    named = ((own[role], families.split(",")[0]) for role, families in frame.families.items())
    yield own["faces"], "，".join(f"{role} {family}" for role, family in named).replace('"', "")


def printed_words(publication: Publication) -> str:
    """What pages say beside the manuscripts: words of the layout, imprint, folios.

    Faces must have these characters too.
    """
    rows = [word for row in imprint_rows(publication) for word in row]
    return "".join((*words(publication.language).values(), *rows, "0123456789 ×，……"))


def _title(publication: Publication, flow: Flow) -> str:
    if flow.article:
        return chapter_title(publication, flow.article)
    return words(publication.language)[flow.kind]


def _publication(publication: Publication) -> dict[str, str]:
    return {
        "title": publication.title,
        "subtitle": publication.subtitle,
        "publisher": publication.publisher,
        "issue": issue_line(publication),
        "date": date_line(publication.date),
        "rights": publication.rights,
        "description": publication.description,
    }


# ── an article ───────────────────────────────────────────────────────────────────────────────────


def _article(publication: Publication, flow: Flow, frame: Frame) -> dict[str, object]:
    """What the template of an article is given."""
    entry = publication.entries[flow.article - 1]
    article = entry.article
    identity = f"a{flow.article}"
    pictures = {source: Picture(source, *size) for source, size in frame.pictures.items()}
    writer = BlockWriter(identity, article, (), pictures, words(publication.language))
    writer.begin(3, 2)
    introduction = list(filter(None, map(writer.numbered, article.introduction)))
    opens, cuts = _opening_figure(article, frame), _cuts(article, frame)
    opening: list[Markup] = []
    parts = [
        _part(f"{identity}-p{number}", part, cut, writer, opens, opening)
        for number, (part, cut) in enumerate(zip(article.parts, cuts, strict=True), 1)
    ]
    voices = (part for part in parts if part["speakers"])
    for number, voice in enumerate(voices, 1):
        voice["number"] = number
    return {
        "id": identity,
        "department": entry.department or "",
        "kicker": article.kicker or "",
        "headline": article.headline,
        "subheadline": article.subheadline or "",
        "deck": article.deck or "",
        "byline": article.byline or "",
        "speakers": article.speakers,
        "is_brief": _is_brief(article),
        "is_verse": all(isinstance(block, Verse) for block in article.blocks()),
        "introduction": introduction,
        "opening_figures": opening,
        "cohesion": Cohesion("\n".join(map(_text, article.blocks()))),
        "parts": parts,
        "notes": writer.footnotes(),
    }


def _is_brief(article: Article) -> bool:
    """A short piece that nobody is introduced in, such as a news item: it should fill one page."""
    return not article.speakers and sum(len(_text(block)) for block in article.blocks()) < BRIEF


def _part(
    identity: str,
    part: Part,
    cut: int,
    writer: BlockWriter,
    opens: Figure | None,
    opening: list[Markup],
) -> dict[str, object]:
    """What the template needs of a part; pictures that open the article go into `opening`."""
    blocks = []
    for block in part.blocks:
        made = writer.numbered(block)
        if isinstance(block, Figure) and block is opens:
            opening.append(made)
            made = NOTHING
        blocks.append(made)
    quote = part.pull_quote and {"id": f"{identity}-quote", "text": part.pull_quote.text}
    return {
        "id": identity,
        "number": 0,
        "speakers": part.speakers,
        "names": "、".join(speaker.name for speaker in part.speakers),
        "headline": part.headline,
        "before": [block for block in blocks[:cut] if block],
        "quote": quote,
        "after": [block for block in blocks[cut:] if block],
    }


def _cuts(article: Article, frame: Frame) -> tuple[int, ...]:
    """For each part, how many of its blocks stand before its pull quote."""
    if len(frame.cuts) == len(article.parts):
        return frame.cuts
    return tuple(
        _quote_stands(part) if part.pull_quote else len(part.blocks) for part in article.parts
    )


def _quote_stands(part: Part) -> int:
    """Before which block a pull quote stands: near the middle, away from its own sentence.

    Between two blocks, so that no paragraph is cut; never before the first one, under the headline,
    and not beside the paragraph that it comes from where another place is to be had.
    """
    quoted = part.pull_quote.text if part.pull_quote else ""
    lengths = [len(_text(block)) for block in part.blocks]
    own = next((i for i, block in enumerate(part.blocks) if quoted in _text(block)), -9)
    middle, total = sum(lengths) / 2, max(sum(lengths), 1)
    best, cost = len(part.blocks), float("inf")
    for cut in range(1, len(part.blocks)):
        away = abs(sum(lengths[:cut]) - middle) / total
        beside = 0.35 if cut in (own, own + 1) else 0.0
        kept = 1.0 if isinstance(part.blocks[cut - 1], Heading) else 0.0
        turn = 1.0 if _answers(part.blocks[cut]) else 0.0
        if away + beside + kept + turn < cost:
            best, cost = cut, away + beside + kept + turn
    return best


def _answers(block: Block) -> bool:
    return isinstance(block, Dialogue) and block.turn == "answer" and block.opens


def _text(block: Block) -> str:
    match block:
        case Paragraph(inlines) | Dialogue(inlines=inlines) | Heading(inlines=inlines):
            return plain(inlines)
        case Verse(lines):
            return "".join(map(plain, lines))
        case _:
            return ""


def _opening_figure(article: Article, frame: Frame) -> Figure | None:
    """The picture that opens the article over all columns: its first, if it is wide."""
    for part in article.parts:
        for block in part.blocks:
            if isinstance(block, Figure) and block.source in frame.pictures:
                return block if _ratio(block, frame) >= WIDE else None
    return None


def _ratio(figure: Figure, frame: Frame) -> float:
    width, height = frame.pictures[figure.source]
    return width / max(height, 1)


def _figures(number: int, article: Article, frame: Frame) -> Iterator[dict[str, object]]:
    """Id, width divided by height, and whether it opens the article, of every picture."""
    opens = _opening_figure(article, frame)
    for count, block in enumerate(article.blocks(), 1):
        if isinstance(block, Figure) and block.source in frame.pictures:
            ratio = _ratio(block, frame)
            yield {"id": f"a{number}-b{count}", "ratio": ratio, "opens": block is opens}


# ── what ids stand for ───────────────────────────────────────────────────────────────────────────


def _places(number: int, article: Article) -> Iterator[tuple[str, Place]]:
    identity = f"a{number}"
    yield identity, article.place
    for count, part in enumerate(article.parts, 1):
        yield f"{identity}-p{count}", part.place
        if part.pull_quote:
            yield f"{identity}-p{count}-quote", part.pull_quote.place
    for count, block in enumerate(article.blocks(), 1):
        yield f"{identity}-b{count}", block.place


def _order(number: int, article: Article) -> Iterator[str]:
    identity, count = f"a{number}", 0
    for place, blocks in enumerate((article.introduction, *(p.blocks for p in article.parts))):
        if place:
            yield f"{identity}-p{place}"
        for _block in blocks:
            count += 1
            yield f"{identity}-b{count}"


def _outline(publication: Publication, flow: Flow) -> Iterator[Title]:
    if not flow.article:
        yield Title(flow.kind, 1, _title(publication, flow))
        return
    article = publication.entries[flow.article - 1].article
    yield Title(f"a{flow.article}", 1, chapter_title(publication, flow.article))
    for count, part in enumerate(article.parts, 1):
        if part.speakers or part.headline:
            yield Title(f"a{flow.article}-p{count}", 2, part_title(part))


def contents_rows(publication: Publication, folios: Mapping[int, str]) -> tuple[Row, ...]:
    """The rows of the contents page; `folios` leads from an article to its first folio."""
    return tuple(
        Row(
            f"a{number}",
            chapter_title(publication, number),
            folios.get(number, "0"),
            entry.department or "",
            entry.article.deck or entry.article.subheadline or "",
            _who(entry.article),
        )
        for number, entry in enumerate(publication.entries, 1)
    )


def _who(article: Article) -> str:
    return article.byline or "　".join(speaker.name for speaker in article.speakers)


def families(groups: Mapping[str, Iterable[str]]) -> Families:
    """Role -> families, as CSS writes them: `"Publisher Song", "Noto Serif CJK SC"`."""
    return {
        role: ", ".join(f'"{re.sub(r"[^A-Za-z0-9 -]", "", name)}"' for name in names)
        for role, names in groups.items()
    }
