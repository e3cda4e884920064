"""How credits of pictures are written: by the house's form, where they have none of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.document.model import Article, Block, Blocks, Figure

NAME = "{name}"
# 图/某某, 制图：某某, 某某 摄, 某某供图: who made it and how
_OWN_FORM = re.compile(
    r"[/／:：|｜©]|(?:摄|攝|摄影|攝影|供图|供圖|图|圖|绘|繪|作|社)$|^[图圖摄攝绘繪]\s"
)


def credited(credit: str, form: str) -> str:
    """`某某` -> `图/某某`; a credit that says by itself what it is stays."""
    bare = credit.strip()
    if not form or not bare or _OWN_FORM.search(bare):
        return credit
    return form.replace(NAME, bare)


def written(article: Article, form: str) -> Article:
    """The article with its credits in the form of the house; an empty one changes nothing."""
    if not form:
        return article
    parts = tuple(replace(part, blocks=_blocks(part.blocks, form)) for part in article.parts)
    return replace(article, introduction=_blocks(article.introduction, form), parts=parts)


def _blocks(blocks: Blocks, form: str) -> Blocks:
    return tuple(_block(block, form) for block in blocks)


def _block(block: Block, form: str) -> Block:
    if isinstance(block, Figure):
        return replace(block, credit=credited(block.credit, form))
    return block
