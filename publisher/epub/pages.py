"""The pages of the book that no manuscript holds: front page, imprint, cover, contents."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.document.model import Publication
from publisher.epub import navigation
from publisher.epub.metadata import voices
from publisher.epub.navigation import PageMark
from publisher.markup.book_words import words
from publisher.markup.chapters import Renders
from publisher.markup.imprint import cip_lines, date_line, imprint_rows, issue_line
from publisher.markup.xhtml import escape

_BETWEEN = "　"
MOST_VOICES = 12  # on the front page; a longer list is what the contents are for


def cover(publication: Publication, layout: Renders, picture: str) -> bytes:
    """The page that shows the cover."""
    own = words(publication.language)
    alt = escape(f"{own['cover']}：{publication.title}")
    return _page("cover", own["cover"], publication, layout, picture=picture, alt=alt)


def front(publication: Publication, layout: Renders) -> bytes:
    """扉页: title, who speaks, publisher."""
    names = list(map(escape, voices(publication)))
    return _page(
        "front",
        publication.title,
        publication,
        layout,
        heading=escape(publication.title),
        subtitle=escape(publication.subtitle),
        issue=escape(_BETWEEN.join(filter(None, _when(publication)))),
        people=names if len(names) <= MOST_VOICES else [],
        description=escape(publication.description),
        imprint=escape(publication.publisher),
    )


def _when(publication: Publication) -> tuple[str, str]:
    """Number and date of an issue; a book's date stands in its imprint."""
    issue = issue_line(publication)
    return issue, date_line(publication.date) if issue else ""


def contents(publication: Publication, layout: Renders, pages: Sequence[PageMark]) -> bytes:
    """目录, with landmarks and the list of print pages."""
    own = words(publication.language)
    goals = navigation.contents(publication, own["colophon"])
    return _page(
        "nav",
        own["contents"],
        publication,
        layout,
        goals=[_shown(goal) for goal in goals],
        landmarks=navigation.landmarks(dict(own)),
        pages=[(escape(page.folio), page.href) for page in pages],
    )


def colophon(publication: Publication, layout: Renders) -> bytes:
    """版权页: what the law and the libraries ask for."""
    own = words(publication.language)
    rows = [(escape(name), escape(value)) for name, value in imprint_rows(publication) if value]
    cip = [escape(line) for line in cip_lines(publication) if line]
    return _page("colophon", own["colophon"], publication, layout, rows=rows, cip=cip)


def _shown(goal: navigation.Goal) -> dict[str, object]:
    children = [_shown(child) for child in goal.children]
    return {"title": escape(goal.title), "href": goal.href, "children": children}


def _page(
    name: str, title: str, publication: Publication, layout: Renders, **values: object
) -> bytes:
    page = layout.render(
        f"{name}.xhtml.j2",
        language=publication.language,
        title=escape(title),
        words=words(publication.language),
        **values,
    )
    return page.encode()
