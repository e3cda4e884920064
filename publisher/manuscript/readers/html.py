"""Web pages: the article of a page as paragraphs to repair, and what is no text of it told.

The line of a place is the line of the file. Headings, lists, tables, quotations and captions are
taken as they are marked up; what is only set in bold or large is guessed as in plain text. Nothing
is fetched, no script is heeded, and no markup is handed on.
"""

from __future__ import annotations

from lxml import etree

from publisher.errors import Unusable
from publisher.findings import Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.draft import Draft
from publisher.manuscript.office.passages import Assembly
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.office.story import Block, Para
from publisher.manuscript.office.styles import Meaning
from publisher.manuscript.readers import Reading
from publisher.manuscript.web import findings as own
from publisher.manuscript.web.article import article_of, headline_above, tell_around, title_of
from publisher.manuscript.web.names import is_hidden, line_of, words_of
from publisher.manuscript.web.page import Page
from publisher.manuscript.web.source import decoded, parsed
from publisher.manuscript.web.telling import Telling

_NEAR_HEAD = 5  # paragraphs among which the window's title may stand again


def read(data: bytes, file: str) -> Reading:
    """The paragraphs of a page. Raises Unusable."""
    page = decoded(data, file)
    report = Report(file, list(page.findings))
    root = parsed(page.text, report)
    assembly = Assembly(report)
    if root is not None:
        assembly.take(_blocks(root, report))
    if not assembly.passages:
        raise Unusable(kinds.EMPTY.at(Place(file)), *report.findings)
    passages = tuple(assembly.passages)
    source = "\n".join(each.text for each in passages)
    return Reading(Draft(file, passages, (), tuple(report.findings), source))


def _blocks(root: etree._Element, report: Report) -> list[Block]:
    """The article of a page where it marks one up, else its body; a headline is looked for."""
    article = article_of(root)
    whole = root if article is None else article
    telling = Telling(report, len(words_of(whole)), title_of(root))
    page = Page(telling)
    if article is not None:
        tell_around(article, report)
        if any(is_hidden(each) for each in (article, *article.iterancestors())):
            report.tell(own.UNHIDDEN, line_of(article), words=shown(words_of(article)))
        headline = headline_above(root, article)
        if headline is not None:
            page.read(headline)
    blocks = page.read(whole)
    telling.finish()
    return [*_title(root, blocks, report), *blocks]


def _title(root: etree._Element, blocks: list[Block], report: Report) -> list[Block]:
    """The title of the window, where the page has no heading and does not begin with it."""
    paragraphs = [each for each in blocks if isinstance(each, Para)]
    title = title_of(root)
    if title is None or any(each.heading or each.meaning is Meaning.TITLE for each in paragraphs):
        return []
    words = words_of(title)
    if not blocks or any(each.text.strip() == words for each in paragraphs[:_NEAR_HEAD]):
        return []
    report.tell(own.TITLE, line_of(title), words=shown(words))
    found = Page(Telling(report)).read(title)
    for each in found:
        if isinstance(each, Para):
            each.meaning = Meaning.TITLE
    return found
