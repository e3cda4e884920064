"""Promise 1, checked at every load: no character is lost or added but by a repair on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from publisher.document import unseen
from publisher.document.model import (
    Advertisement,
    Article,
    Block,
    BlockQuote,
    Dialogue,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Sidebar,
    Table,
    Verse,
    plain,
)
from publisher.findings import Finding, Place
from publisher.manuscript.draft import Draft, Repair
from publisher.manuscript.findings import TEXT_CHANGED
from publisher.manuscript.structure import Structured

_SHOWN = 20
_INDENT = "\ue5e5"  # a space, at a code point of its own (GB18030-2000)


def unaccounted(raw: Draft, repairs: Sequence[Repair], done: Structured) -> Iterator[Finding]:
    """Raw − what repairs took + what they put = article + labels that its structure says."""
    if any(passage.markup for passage in raw.passages):
        return  # marks of Markdown are said by the structure; the tests compare its words
    given = (raw.source, *(repair.new for repair in repairs), *done.repeated)
    taken = (*characters(done.article), *done.dropped, *(repair.old for repair in repairs))
    wanted = Counter("".join(given))
    wanted.subtract(Counter("".join(taken)))
    _leave_out(wanted)
    lost = "".join((+wanted).elements())
    added = "".join((-wanted).elements())
    if lost or added:
        place = Place(raw.file)
        yield TEXT_CHANGED.at(place, lost=lost[:_SHOWN], added=added[:_SHOWN])


def _leave_out(counts: Counter[str]) -> None:
    """White space is not counted, and what nobody sees no more; what is even needs no look."""
    for each, count in list(counts.items()):
        if count and (each.isspace() or each == _INDENT or unseen.first(each)):
            del counts[each]


def characters(article: Article) -> Iterator[str]:
    """Every text of an article; the pull quotes, which repeat it, and the dateline left out."""
    yield from (article.kicker or "", *article.headline, article.subheadline or "")
    yield from (article.deck or "", article.byline or "")
    for block in article.introduction:
        yield from _block(block)
    for part in article.parts:
        for speaker in part.speakers:
            yield from (*speaker.roles, speaker.name)
        yield from part.headline
        for block in part.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading() | Dialogue():
            yield plain(block.inlines)
        case List(items=items):
            yield from (item.label + plain(item.inlines) for item in items)
        case Verse(lines=lines):
            yield from map(plain, lines)
        case BlockQuote(paragraphs=paragraphs) | Note(paragraphs=paragraphs):
            yield from (plain(each.inlines) for each in paragraphs)
        case Advertisement(paragraphs=paragraphs):
            yield from (plain(each.inlines) for each in paragraphs)
        case Figure():
            yield from (plain(block.caption), block.credit)
        case Table(rows=rows, caption=caption):
            yield plain(caption)
            yield from (plain(cell) for row in rows for cell in row)
        case Sidebar(headline=headline, blocks=inside):
            yield from headline
            for each in inside:
                yield from _block(each)
