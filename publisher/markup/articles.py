"""What the template of an article is given.

Blocks are markup already, the same as in the e-book; pull quotes, heads of parts and the opening
are left to the layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from publisher.document.model import (
    Article,
    Block,
    Dialogue,
    Figure,
    Heading,
    Paragraph,
    Part,
    Publication,
    Verse,
    plain,
)
from publisher.markup.book_words import words
from publisher.markup.chapter_blocks import NOTHING, BlockWriter, Picture
from publisher.markup.frames import Flow, Frame
from publisher.typesetting.display import Cohesion

WIDE = 1.25  # a picture at least this much wider than high can run over all columns
BRIEF = 900  # characters of text that fit on a page beside a picture


def article_values(
    publication: Publication, flow: Flow, frame: Frame, numbers: Mapping[str, str], opens: bool
) -> dict[str, object]:
    """What the template of an article is given; `numbers` are its sections', by their ids.

    With `opens`, a wide picture that comes first opens the article instead of standing in its text.
    """
    entry = publication.entries[flow.article - 1]
    article = entry.article
    identity = f"a{flow.article}"
    pictures = {source: Picture(source, *size) for source, size in frame.pictures.items()}
    writer = BlockWriter(identity, article, (), pictures, words(publication.language), numbers)
    writer.begin(3, 2)
    introduction = list(filter(None, map(writer.numbered, article.introduction)))
    opener, cuts = _opening_figure(article, frame, opens), cuts_of(article, frame)
    opening: list[Markup] = []
    parts = [
        _part(f"{identity}-p{number}", part, cut, writer, opener, opening)
        for number, (part, cut) in enumerate(zip(article.parts, cuts, strict=True), 1)
    ]
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
        "opening_figures": opening,
        "cohesion": Cohesion(
            "\n".join(map(text_of, article.blocks())), (each.name for each in article.speakers)
        ),
        "parts": parts,
        "notes": writer.footnotes(),
    }


def is_brief(article: Article) -> bool:
    """A short piece that nobody is introduced in, such as a news item: it should fill one page."""
    return not article.speakers and sum(len(text_of(block)) for block in article.blocks()) < BRIEF


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


def _opening_figure(article: Article, frame: Frame, opens: bool) -> Figure | None:
    """The picture that opens the article over all columns: its first, if it is wide."""
    for part in article.parts if opens else ():
        for block in part.blocks:
            if isinstance(block, Figure) and block.source in frame.pictures:
                return block if _ratio(block, frame) >= WIDE else None
    return None


def _ratio(figure: Figure, frame: Frame) -> float:
    width, height = frame.pictures[figure.source]
    return width / max(height, 1)


def figure_values(
    number: int, article: Article, frame: Frame, opens: bool
) -> Iterator[dict[str, object]]:
    """Id, width divided by height, and whether it opens the article, of every picture."""
    opener = _opening_figure(article, frame, opens)
    for count, block in enumerate(article.blocks(), 1):
        if isinstance(block, Figure) and block.source in frame.pictures:
            ratio = _ratio(block, frame)
            yield {"id": f"a{number}-b{count}", "ratio": ratio, "opens": block is opener}
