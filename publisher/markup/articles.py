"""What the template of an article is given.

Blocks are markup already, the same as in the e-book; pull quotes, heads of parts and the opening
are left to the layout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from publisher.document.model import (
    PORTRAIT,
    Article,
    Block,
    Dialogue,
    Focus,
    Heading,
    Paragraph,
    Part,
    Publication,
    Speaker,
    Verse,
    plain,
)
from publisher.engine import ELSEWHERE
from publisher.markup.book_words import words
from publisher.markup.chapter_blocks import NOTHING, BlockWriter, Picture, image_of
from publisher.markup.figures import Shown, by_number, position
from publisher.markup.frames import LEFT_OUT, Flow, Frame
from publisher.markup.xhtml import element
from publisher.typesetting.display import Cohesion

BRIEF = 900  # characters of text that fit on a page beside a picture


def article_values(
    publication: Publication,
    flow: Flow,
    frame: Frame,
    numbers: Mapping[str, str],
    figures: Sequence[Shown],
) -> dict[str, object]:
    """What the template of an article is given.

    `numbers` are those of its sections, by their ids; `figures` say where its pictures stand.
    """
    entry = publication.entries[flow.article - 1]
    article = entry.article
    identity = f"a{flow.article}"
    pictures = _pictures(article, frame)
    writer = BlockWriter(
        identity, article, (), pictures, words(publication.language), numbers, printed=True
    )
    writer.begin(3, 2)
    moved = _Moved(by_number(figures), writer)
    introduction = list(filter(None, map(moved.block, article.introduction)))
    cuts = cuts_of(article, frame)
    made = [list(map(moved.block, part.blocks)) for part in article.parts]
    _at_heads(flow.article, article, frame, made, moved.heading)
    for blocks, order in zip(made, frame.order, strict=False):
        blocks[:] = [blocks[place] for place in order]
    parts = [
        _part(f"{identity}-p{number}", part, cuts[number - 1], made[number - 1], moved)
        for number, part in enumerate(article.parts, 1)
    ]
    below = len(moved.closing) if frame.galley else frame.last.closes if frame.last else 0
    voices = (part for part in parts if part["speakers"])
    for number, voice in enumerate(voices, 1):
        voice["number"] = number
    for part in parts:
        part["section"] = numbers.get(str(part["id"]), "")
    return {
        "id": identity,
        "number": flow.article,
        "count": len(publication.entries),
        "section": numbers.get(identity, ""),
        "department": entry.department or "",
        "kicker": article.kicker or "",
        "headline": article.headline,
        "subheadline": article.subheadline or "",
        "deck": article.deck or "",
        "byline": article.byline or "",
        "speakers": article.speakers,
        "is_brief": is_brief(article),
        "is_verse": all(isinstance(block, Verse) for block in article.blocks()),
        "introduction": introduction,
        "bleeding_figures": moved.bleeding,
        "opening_figures": moved.opening,
        "closing_figures": moved.closing[:below],
        # those that run to the edge have pages of their own, known ones: right after the text
        "following_figures": [*moved.alone, *moved.closing[below:]],
        "cohesion": _cohesion(
            "\n".join(map(text_of, article.blocks())),
            tuple(each.name for each in article.speakers),
        ),
        "parts": parts,
        "notes": writer.footnotes(),
    }


# the galley and the pages of an article break its headlines alike
_cohesion = lru_cache(maxsize=4)(Cohesion)


def _pictures(article: Article, frame: Frame) -> dict[str, Picture]:
    """The pictures of an article that are there, each cut by the layout, not in its file."""
    return {
        asked.key: Picture(asked.source, *frame.pictures[asked.source])
        for asked in article.pictures()
        if asked.source in frame.pictures
    }


class _Moved:
    """Blocks one after the other; pictures that open or close the article are taken out."""

    def __init__(self, shown: Mapping[int, Shown], writer: BlockWriter) -> None:
        self.writer = writer
        self.bleeding: list[Markup] = []
        self.opening: list[Markup] = []
        self.closing: list[Markup] = []
        self.heading: list[Markup] = []
        self.alone: list[Markup] = []
        self._shown, self._count = shown, 0

    def block(self, block: Block) -> Markup:
        """The markup of the next block; nothing for one that stands elsewhere."""
        self._count += 1
        made, shown = self.writer.numbered(block), self._shown.get(self._count)
        if shown is None or shown.stand == "column":
            return made
        bleeds = shown.opens and shown.width == "bleed"
        goal = self.closing if not shown.opens else self.bleeding if bleeds else self.opening
        if shown.stand == "heads":
            goal = self.heading
        elif shown.stand == "closes" and shown.bleeds:
            goal = self.alone
        if shown.beside and not shown.first and goal:
            goal[-1] = element("div", goal[-1], made, class_="pair")
        else:
            goal.append(made)
        return NOTHING

    def portrait(self, speaker: Speaker) -> Markup:
        """The portrait of a speaker; nothing where there is none."""
        picture = self.writer.pictures.get(speaker.picture) if speaker.portrait else None
        if picture is None:
            return NOTHING
        natural = picture.width / max(picture.height, 1)
        stands = position(natural, PORTRAIT.ratio, speaker.focus or Focus())
        return image_of(picture, speaker.name, "portrait", f"object-position: {stands}")


def is_brief(article: Article) -> bool:
    """A short piece that nobody is introduced in, such as a news item: it should fill one page."""
    return not article.speakers and sum(len(text_of(block)) for block in article.blocks()) < BRIEF


def _at_heads(
    number: int,
    article: Article,
    frame: Frame,
    made: Sequence[list[Markup]],
    pictures: Sequence[Markup],
) -> None:
    """Put the pictures of the heads of pages behind a block that ends on their page."""
    behind = {
        head.after: element("div", picture, class_=ELSEWHERE, id=f"{head.id}-head")
        for head, picture in zip(frame.heads, pictures, strict=True)
    }
    count = len(article.introduction)
    for blocks in made:
        for place in range(len(blocks)):
            count += 1
            blocks[place] += behind.get(f"a{number}-b{count}", NOTHING)


def _part(
    identity: str, part: Part, cut: int, blocks: Sequence[Markup], moved: _Moved
) -> dict[str, object]:
    """What the template needs of a part, whose blocks are markup already."""
    quote = part.pull_quote and {"id": f"{identity}-quote", "text": part.pull_quote.text}
    if cut == LEFT_OUT:
        quote, cut = None, len(blocks)
    return {
        "id": identity,
        "number": 0,
        "speakers": part.speakers,
        "portraits": [moved.portrait(speaker) for speaker in part.speakers],
        "names": "、".join(speaker.name for speaker in part.speakers),
        "headline": part.headline,
        "before": [block for block in blocks[:cut] if block],
        "quote": quote,
        "after": [block for block in blocks[cut:] if block],
    }


def cuts_of(article: Article, frame: Frame) -> tuple[int, ...]:
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
    lengths = [len(text_of(block)) for block in part.blocks]
    own = next((i for i, block in enumerate(part.blocks) if quoted in text_of(block)), -9)
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


def text_of(block: Block) -> str:
    """The running text of a block; nothing for pictures, tables and the like."""
    match block:
        case Paragraph(inlines) | Dialogue(inlines=inlines) | Heading(inlines=inlines):
            return plain(inlines)
        case Verse(lines):
            return "".join(map(plain, lines))
        case _:
            return ""
