"""One article as one XHTML chapter of the e-book.

Meaning is said with `epub:type` and its DPUB-ARIA role, never with looks: a pull quote is an aside
that no screen reader reads twice, notes lead there and back, page breaks carry the folio of print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from markupsafe import Markup

from publisher.document.model import (
    Block,
    BlockQuote,
    Dialogue,
    Figure,
    Paragraph,
    Part,
    Publication,
    PullQuote,
    Speaker,
    join_lines,
    plain,
)
from publisher.document.pages import PageStart
from publisher.markup.book_words import words
from publisher.markup.chapter_blocks import NOTHING, BlockWriter, Picture, image_of
from publisher.markup.figures import pairs_of
from publisher.markup.languages import spoken
from publisher.markup.xhtml import element, empty, escape, joined

TEMPLATE = "chapter.xhtml.j2"


class Renders(Protocol):
    """What a chapter needs of a layout."""

    def render(self, template: str, **values: object) -> str:
        """A template of the layout, filled in; what is not `Markup` is escaped."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article on its way into the book.

    `number` counts the articles from 1. `starts` are the pages of print that begin in it;
    `pictures` are found by the source that the manuscript gives. `pull_quotes` says whether they
    are shown.
    """

    publication: Publication
    number: int
    starts: tuple[PageStart, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    pull_quotes: bool = True

    @property
    def id(self) -> str:
        """The id of the article in print and e-book: `a1`."""
        return f"a{self.number}"


def chapter_title(publication: Publication, number: int) -> str:
    """The name of an article in the contents; one without a headline is called by what it has."""
    entry = publication.entries[number - 1]
    article = entry.article
    names = _names(article.speakers)
    return article.title or article.kicker or names or entry.department or publication.title


def part_title(part: Part) -> str:
    """The name of a part in the contents: who speaks, and the headline."""
    return join_lines(tuple(filter(None, (_names(part.speakers), *part.headline))))


def compose_chapter(chapter: Chapter, layout: Renders) -> bytes:
    """The chapter as UTF-8 XHTML, well-formed, with the ids that the print markup has."""
    entry = chapter.publication.entries[chapter.number - 1]
    article, own = entry.article, words(chapter.publication.language)
    writer = BlockWriter(chapter.id, article, chapter.starts, chapter.pictures, own)
    level = int(bool(article.headline))
    page = layout.render(
        TEMPLATE,
        id=chapter.id,
        language=chapter.publication.language,
        title=escape(chapter_title(chapter.publication, chapter.number)),
        opening=writer.cursor(chapter.id).rest(),
        department=escape(entry.department or ""),
        kicker=spoken(article.kicker or ""),
        headline=_lines(article.headline),
        subheadline=spoken(article.subheadline or ""),
        deck=spoken(article.deck or ""),
        byline=escape(article.byline or ""),
        introduction=_introduction(article.introduction, writer, level),
        parts=[_part(number, part, writer, level) for number, part in _parts(chapter)],
        notes=writer.footnotes(),
        words=own,
    )
    return page.encode()


def _parts(chapter: Chapter) -> Iterator[tuple[int, Part]]:
    article = chapter.publication.entries[chapter.number - 1].article
    for number, part in enumerate(article.parts, 1):
        yield number, part if chapter.pull_quotes else replace(part, pull_quote=None)


def _introduction(blocks: Iterable[Block], writer: BlockWriter, level: int) -> Markup:
    writer.begin(level + 1, level)
    return joined(filter(None, map(writer.numbered, blocks)), "\n")


def _part(number: int, part: Part, writer: BlockWriter, above: int) -> dict[str, object]:
    """What the template needs of a part; `above` is the level of the article's own heading."""
    identity = f"{writer.identity}-p{number}"
    # Without a headline the one speaker's name is the heading, so that the part can be reached.
    called = len(part.speakers) == 1 and not part.headline
    headed = called or bool(part.headline)
    title = {"id": f"{identity}-title"} if headed else {}
    tag, level = f"h{above + 1}", above + headed
    writer.begin(level + 1, level)
    name, named = (tag, title) if called else ("p", {})
    return {
        "id": identity,
        "opening": writer.cursor(identity).rest(),
        "speakers": [_speaker(speaker, name, named, writer) for speaker in part.speakers],
        "heading": element(tag, _lines(part.headline), **title) if part.headline else NOTHING,
        "labelled_by": title.get("id"),
        "label": None if headed else escape(part_title(part)),
        "body": _with_quote(part, f"{identity}-quote", writer),
    }


def _speaker(speaker: Speaker, tag: str, title: Mapping[str, str], writer: BlockWriter) -> Markup:
    picture = writer.pictures.get(speaker.picture) if speaker.portrait else None
    portrait = image_of(picture, speaker.name, "portrait") if picture else NOTHING
    roles = [element("p", escape(role), class_="role") for role in speaker.roles]
    name = element(tag, escape(speaker.name), class_="name", **title)
    return element("div", portrait, *roles, name, class_="speaker")


def _with_quote(part: Part, identity: str, writer: BlockWriter) -> Markup:
    pieces = paired(part.blocks, [writer.numbered(block) for block in part.blocks], writer)
    if part.pull_quote:
        quote = writer.cursor(identity).rest() + _pull_quote(part.pull_quote, identity)
        pieces.insert(_standing(part.pull_quote, part) + 1, quote)
    return joined(filter(None, pieces), "\n")


def paired(blocks: Sequence[Block], made: list[Markup], writer: BlockWriter) -> list[Markup]:
    """The markup of blocks, in which figures that stand side by side are held together.

    The wider a picture is, the more room it takes: so both have one height.
    """
    done = list(made)
    for place in pairs_of(blocks):
        two = [block for block in blocks[place : place + 2] if isinstance(block, Figure)]
        pictures = [writer.pictures.get(figure.picture) for figure in two]
        if all(pictures):
            ratios = [p.width / max(p.height, 1) for p in pictures if p]
            one, other = (
                element("div", made[place + n], style=f"flex: {ratio:.4g} 1 0%")
                for n, ratio in enumerate(ratios)
            )
            done[place : place + 2] = [Markup('<div class="pair">') + one, other + Markup("</div>")]
    return done


def _pull_quote(quote: PullQuote, identity: str) -> Markup:
    # The same words stand in the body: a screen reader that reads both repeats itself.
    return element(
        "aside",
        element("p", escape(quote.text)),
        id=identity,
        epub_type="pullquote",
        role="doc-pullquote",
        aria_hidden="true",
    )


def _standing(quote: PullQuote, part: Part) -> int:
    """The position of the block that a pull quote is lifted out of; the last where none is."""
    for position, block in enumerate(part.blocks):
        if quote.text in _words_of(block):
            return position
    return len(part.blocks) - 1


def _words_of(block: Block) -> str:
    match block:
        case Paragraph(inlines) | Dialogue(inlines=inlines):
            return plain(inlines)
        case BlockQuote(paragraphs):
            return "".join(plain(paragraph.inlines) for paragraph in paragraphs)
        case _:
            return ""


def _lines(lines: Iterable[str]) -> Markup:
    """A headline; its lines are kept, also where a reading system knows no style."""
    return joined(map(spoken, lines), empty("br"))


def _names(speakers: Iterable[Speaker]) -> str:
    return "、".join(speaker.name for speaker in speakers)
