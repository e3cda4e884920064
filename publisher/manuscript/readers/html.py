"""Web pages: the article of a page as paragraphs to repair, and what is no text of it told.

The line of a place is the line of the file in which a paragraph begins. Headings, lists, tables,
quotations and captions are taken as they are marked up; what is only set in bold or large is
guessed as in plain text. Nothing is fetched, no style and no script is heeded.
"""

from __future__ import annotations

import re

from lxml import etree

from publisher.errors import Unusable
from publisher.findings import Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.decode import Decoded, decode
from publisher.manuscript.draft import Draft
from publisher.manuscript.office.passages import Assembly
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.office.story import Block, Para
from publisher.manuscript.office.styles import Meaning
from publisher.manuscript.readers import Reading
from publisher.manuscript.web import findings as own
from publisher.manuscript.web.page import Page, line_of

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
TAGS = 1_000_000
DEPTH = 200  # elements inside each other; a page of news has thirty
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.I)
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LEAST = 0.5  # of a page's words, that its article must have to be all that is read


def read(data: bytes, file: str) -> Reading:
    """The paragraphs of a page. Raises Unusable."""
    decoded = _decoded(data, file)
    root = _parsed(decoded.text, file)
    report = Report(file, list(decoded.findings))
    if root is None:
        raise Unusable(kinds.EMPTY.at(Place(file)))
    blocks = _blocks(root, report)
    assembly = Assembly(report)
    assembly.take(blocks)
    if not assembly.passages:
        raise Unusable(kinds.EMPTY.at(Place(file)), *report.findings)
    passages = tuple(assembly.passages)
    source = "\n".join(each.text for each in passages)
    return Reading(Draft(file, passages, (), tuple(report.findings), source))


def _decoded(data: bytes, file: str) -> Decoded:
    """The text by its bytes; where they leave a doubt, by what the page says of itself."""
    try:
        return decode(data, file)
    except Unusable as error:
        said = _CHARSET.search(data[:4096])
        codec = _CODECS.get(said[1].decode("ascii").lower()) if said else None
        if codec is None or error.findings[0].kind is not kinds.UNSURE_ENCODING:
            raise
        try:
            return Decoded(data.decode(codec), ())
        except UnicodeDecodeError:
            raise Unusable(own.NO_WORDS.at(Place(file), said=codec.upper())) from None


def _parsed(text: str, file: str) -> etree._Element | None:
    if text.count("<") > TAGS:
        raise Unusable(own.TOO_DEEP.at(Place(file), problem=f"> {TAGS} tags"))
    # XML declarations would speak of the bytes that are no more; control characters are none of it
    plain = _DECLARATION.sub("", text).replace("\0", "")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is not None and _depth(root) > DEPTH:
        raise Unusable(own.TOO_DEEP.at(Place(file), problem=f"> {DEPTH} <…<…<…"))
    return root


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _blocks(root: etree._Element, report: Report) -> list[Block]:
    """The article of a page where it marks one up, else its body; a headline is looked for."""
    body = root if root.tag == "body" else root.find(".//body")
    body = root if body is None else body
    article = _article(body)
    if article is not None:
        around = _around(body, article)
        if around:
            report.tell(own.AROUND, line_of(article), words=shown(around))
    blocks = Page(report).read(body if article is None else article, article is not None)
    if not any(isinstance(each, Para) and (each.heading or _titled(each)) for each in blocks):
        title = root.find(".//title")
        words = " ".join((title.text or "").split()) if title is not None else ""
        repeated = any(isinstance(each, Para) and each.text.strip() == words for each in blocks[:5])
        if title is not None and words and blocks and not repeated:
            line = line_of(title)
            report.tell(own.TITLE, line, words=shown(words))
            inner = Page(report).read(title)
            headline = [each for each in inner if isinstance(each, Para)]
            for each in headline:
                each.meaning = Meaning.TITLE
            return [*headline, *blocks]
    return blocks


def _titled(paragraph: Para) -> bool:
    return paragraph.meaning is Meaning.TITLE


def _article(body: etree._Element) -> etree._Element | None:
    """The one article, or main part, with most of the page's words."""
    whole = _length(body)
    for name in ("article", "main"):
        found = body.findall(f".//{name}")
        if len(found) == 1 and _length(found[0]) >= _LEAST * whole:
            return found[0]
    return None


def _length(node: etree._Element) -> int:
    skipped = sum(len("".join(map(str, each.itertext()))) for each in node.iter("script", "style"))
    return sum(len(str(each)) for each in node.itertext()) - skipped


def _around(body: etree._Element, article: etree._Element) -> str:
    """The first words of what stands outside the article."""
    inside = set(article.iter())
    words = []
    for node in body.iter("*"):
        if node.tag in ("script", "style", "noscript", "template"):
            continue
        own_text = [] if node in inside else [node.text]
        tail = [] if node in inside and node is not article else [node.tail]
        words += [each.strip() for each in (*own_text, *tail) if each and each.strip()]
        if len(words) > 20:
            break
    return " ".join(words)
