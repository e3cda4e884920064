"""Every text of an article that is printed, with the line it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    Part,
    Sidebar,
    Table,
    Verse,
    plain,
)
from publisher.manuscript.draft import Passage

Line = tuple[str, int]
_NEAR = 8  # passages around the one where a text is said to begin


def texts(article: Article) -> Iterator[Line]:
    """Heads, roles, labels, captions and all blocks; pull quotes, which repeat them, left out."""
    head = (article.kicker, *article.headline, article.subheadline, article.deck)
    for text in (*head, article.byline, article.dateline):
        yield text or "", article.place.line
    for block in article.introduction:
        yield from _block(block)
    for part in article.parts:
        yield from _part(part)


class RawLines:
    """The raw line of every character, where the passages that an article was made of are kept."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._numbers: dict[int, int] = {}
        for number, passage in enumerate(passages):
            for anchor in passage.anchors:
                self._numbers.setdefault(anchor.line, number)
        self._last: tuple[Line, Passage | None, int] = (("", 0), None, 0)

    def line(self, text: Line, at: int) -> int:
        """The line of a character of a text; that where the text begins if it cannot be told."""
        if self._last[0] != text:
            self._last = (text, *self._whereabouts(*text))
        _, passage, shift = self._last
        return text[1] if passage is None else passage.line_at(shift + at)

    def _whereabouts(self, text: str, line: int) -> tuple[Passage | None, int]:
        number = self._numbers.get(line)
        if number is None:
            return None, 0
        after = self._passages[number : number + _NEAR]
        before = self._passages[max(0, number - _NEAR) : number]
        for passage in (*after, *reversed(before)):
            if (shift := passage.text.find(text)) >= 0:
                return passage, shift
        return None, 0


def _part(part: Part) -> Iterator[Line]:
    for speaker in part.speakers:
        yield from ((text, part.place.line) for text in (*speaker.roles, speaker.name))
    yield from ((text, part.place.line) for text in part.headline)
    # a label is printed at every turn; its spelling is told once
    known = {speaker.name for speaker in part.speakers}
    for block in part.blocks:
        if isinstance(block, Dialogue) and block.speaker not in known:
            known.add(block.speaker)
            yield block.speaker, block.place.line
        yield from _block(block)


def _block(block: Block) -> Iterator[Line]:
    line = block.place.line
    match block:
        case Paragraph() | Heading() | Dialogue():
            yield plain(block.inlines), line
        case Verse(lines=lines):
            yield from ((plain(each), line) for each in lines)
        case List(items=items):
            yield from ((plain(item.inlines), item.place.line or line) for item in items)
        case BlockQuote(paragraphs=inside) | Note(paragraphs=inside):
            yield from _all(inside)
        case Advertisement(paragraphs=inside):
            yield from _all(inside)
        case Sidebar(headline=headline, blocks=within):
            yield from ((text, line) for text in headline)
            yield from _all(within)
        case Figure(alt=alt, caption=caption, credit=credit):
            yield from ((text, line) for text in (alt, plain(caption), credit))
        case Table(rows=rows, caption=caption):
            yield plain(caption), line
            yield from ((plain(cell), line) for row in rows for cell in row)


def _all(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        yield from _block(block)
