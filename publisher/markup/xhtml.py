"""Well-formed XHTML, written as bytes of our own: elements, identifiers, and a cursor for pages.

Nothing here indents or pretty-prints: a line end between two inline elements is a gap on the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from publisher.document.pages import PageStart

# XML 1.0 (fifth edition), production 2: everything else is a Char
_NO_CHARS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
FORBIDDEN = re.compile(f"[{_NO_CHARS}]")
_NOT_IN_ID = re.compile(r"[^0-9A-Za-z_.\-]")
_SCHEMES = frozenset({"http", "https", "mailto"})
_NAMES = {"epub_type": "epub:type", "xml_lang": "xml:lang"}


def markup(written: str) -> Markup:
    """What has been escaped already: the one place where this is taken on trust."""
    # not by Markup's own constructor, which asks each string whether it is markup
    return str.__new__(Markup, written)


def joined(pieces: Iterable[Markup], between: str = "") -> Markup:
    """Markup after markup; `between` is markup too."""
    return markup(between.join(pieces))


def is_plain(text: str) -> bool:
    """Whether a text surely is its own markup; one with a space of Han width may be."""
    # looks through memory, six times as fast as a pattern that asks character by character
    return text.isprintable() and not (
        "&" in text or "<" in text or ">" in text or '"' in text or "'" in text
    )


def escape(text: str) -> Markup:
    """Text as XML character data; characters that XML cannot hold are left out.

    The e-book's builder finds them beforehand, so that none is lost in silence.
    """
    if is_plain(text):  # nearly all text
        return markup(text)
    return markup(html.escape(FORBIDDEN.sub("", text)))


def element(name: str, *content: str, **attributes: str | None) -> Markup:
    """`element("p", "…", class_="lead", aria_label=None)` -> `<p class="lead">…</p>`.

    Content is markup already. Attributes are given in Python's spelling (`epub_type`, `aria_label`,
    `class_`) and escaped; those that are None are left out.
    """
    given = "".join(
        f' {_attribute(key)}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return markup(f"<{name}{given}>{''.join(content)}</{name}>")


def empty(name: str, **attributes: str | None) -> Markup:
    """An element without content that HTML closes by itself: `img`, `br`."""
    return markup(str(element(name, **attributes)).removesuffix(f"></{name}>") + "/>")


def identifier(label: str) -> str:
    """A label as part of an id: what an id or a URL fragment cannot hold becomes its code point."""
    return _NOT_IN_ID.sub(lambda found: f"_{ord(found[0]):x}", label)


def safe_href(href: str) -> str | None:
    """An outside address fit for a book, percent-encoded; None where it leads nowhere or runs."""
    try:
        parts = urlsplit(href.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or (parts.scheme != "mailto" and not host):
        return None
    return quote(href.strip(), safe="/:?#@!$&'()*+,;=%~[]-._")


class Cursor:
    """Writes the characters of one block, and the page breaks at their right places.

    `starts` are the pages that begin inside the block. Offsets count the characters of the block's
    text: readings of ruby and marks of notes are not counted.
    """

    def __init__(self, starts: Iterable[PageStart] = ()) -> None:
        self._waiting = sorted(starts, key=lambda start: start.offset)
        self._offset = 0

    def text(self, text: str) -> Markup:
        """The characters, escaped, with the breaks that stand between them."""
        begin, end = self._offset, self._offset + len(text)
        if not self._waiting:
            self._offset = end
            return escape(text)
        pieces: list[str] = []
        while self._waiting and self._waiting[0].offset < end:
            start = self._waiting.pop(0)
            cut = max(start.offset - begin, 0)
            pieces += [escape(text[self._offset - begin : cut]), pagebreak(start.folio)]
            self._offset = begin + cut
        pieces.append(escape(text[self._offset - begin :]))
        self._offset = end
        return markup("".join(pieces))

    def due(self, ahead: int = 1) -> Markup:
        """The breaks before the next `ahead` characters, which cannot be parted."""
        if not self._waiting:
            return markup("")
        found = [start for start in self._waiting if start.offset < self._offset + ahead]
        self._waiting = self._waiting[len(found) :]
        return markup("".join(pagebreak(start.folio) for start in found))

    @property
    def is_free(self) -> bool:
        """Whether no page begins in what is still to be written."""
        return not self._waiting

    def skip(self, count: int) -> None:
        """Characters that were written elsewhere."""
        self._offset += count

    def rest(self) -> Markup:
        """Breaks that print has beyond the last character."""
        found, self._waiting = self._waiting, []
        return markup("".join(pagebreak(start.folio) for start in found))


def pagebreak(folio: str) -> Markup:
    """Where a page of the print edition begins (EPUB Accessibility 1.1, 4.1; DPUB-ARIA 1.1)."""
    return element(
        "span",
        id=f"page-{identifier(folio)}",
        epub_type="pagebreak",
        role="doc-pagebreak",
        aria_label=folio,
    )


def _attribute(key: str) -> str:
    return _NAMES.get(key, key.rstrip("_").replace("_", "-"))
