"""Which part of a page is its article, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.web import findings as kinds
from publisher.manuscript.web.names import (
    FURNITURE,
    SILENT,
    end_of,
    is_comment,
    is_hidden,
    line_of,
    name_of,
    words_of,
)

_MOST = 20  # findings of what was left out; the rest is told in one
_LEAST = 0.2  # of a page's words; an article with fewer is a teaser
_APART = (*SILENT, "title", "head")


def article_of(root: etree._Element) -> etree._Element | None:
    """The article of a page: the one that has most words of all, else its main part."""
    whole = len(words_of(root))
    articles = [each for each in root.iter("article") if _is_outermost(each)]
    mains = [each for each in root.iter("*") if _is_main(each)]
    lengths = [len(words_of(each)) for each in articles]
    if lengths and max(lengths) * 2 > sum(lengths) and max(lengths) >= _LEAST * whole:
        return articles[lengths.index(max(lengths))]
    if len(mains) == 1 and len(words_of(mains[0])) >= _LEAST * whole:
        return mains[0]
    return None


def headline_above(root: etree._Element, article: etree._Element) -> etree._Element | None:
    """The headline that stands outside the article: the window's title begins with it."""
    if next(article.iter("h1"), None) is not None:
        return None
    title = title_of(root)
    words = words_of(title) if title is not None else ""
    found = list(islice(_headlines(root), 2))
    alone = len(found) == 1 and words.startswith(words_of(found[0]))
    return found[0] if alone else None


def title_of(root: etree._Element) -> etree._Element | None:
    """The title of the window."""
    return next((each for each in root.iter("title") if (each.text or "").strip()), None)


def tell_around(article: etree._Element, report: Report) -> None:
    """One finding for each thing outside the article that has words, and one for the rest."""
    loose, count, first = list[str](), 0, 0
    for name, words, line in _around(article):
        if name and count < _MOST:
            count += 1
            report.tell(kinds.LEFT_OUT, line, element=name, words=shown(words))
        else:
            first = first or line
            loose.append(words.strip())
    if loose:
        report.tell(kinds.AROUND, first, words=shown(" ".join(loose), 200))


def _around(article: etree._Element) -> Iterator[tuple[str, str, int]]:
    """Name, words and line of the largest elements around the article, and of loose text."""
    inner, parent = article, article.getparent()
    while parent is not None:
        found = [("", parent.text or "", line_of(parent))]
        for each in parent:
            if each is not inner and not is_comment(each) and name_of(each) not in _APART:
                found.append((name_of(each), words_of(each), line_of(each)))
            found.append(("", each.tail or "", end_of(each)))
        yield from (each for each in found if each[1].strip())
        inner, parent = parent, parent.getparent()


def _is_main(node: etree._Element) -> bool:
    return name_of(node) == "main" or node.get("role") == "main"


def _is_outermost(article: etree._Element) -> bool:
    return next(article.iterancestors("article"), None) is None


def _headlines(root: etree._Element) -> Iterator[etree._Element]:
    """The headings of the first level that a page shows."""
    walk = etree.iterwalk(root, events=("start",))
    for _, each in walk:
        if is_hidden(each) or name_of(each) in FURNITURE:
            walk.skip_subtree()
        elif name_of(each) == "h1" and words_of(each):
            yield each
