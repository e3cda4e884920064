"""The package, written by EbookLib 0.20, and in this one module whatever it leaves out.

| EbookLib's own way | why not | ours |
|---|---|---|
| `EpubHtml` | pretty-prints chapters, drops body attributes | `EpubItem` passes bytes on |
| `EpubNav` | the book's title as heading, pages only of `EpubHtml` | our own nav |
| `set_title`, `add_author` | no refinements of titles, one kind of person | `Statement`s |
| `set_cover` | a cover page in English, without a role | our own page |
| `modified` now | the clock | the option `mtime` |
| no direction | readers guess | always written |
| no language of the package document | titles are read with a wrong voice (Ace) | `xml:lang` |
| a prefix that EPUB 3.3 reserves anyway | noise | dropped |
| NCX depth 0 | strict readers of EPUB 2 show one level | written over in its output |
| times and order of the zip | the clock | `archive.rewritten` |
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ebooklib import epub

from publisher.epub.metadata import XML_LANG, Statement
from publisher.epub.navigation import CONTENTS, Goal

XHTML = "application/xhtml+xml"
_DC, _OPF = "DC", None


class Item(NamedTuple):
    """A file of the book. `properties` are those of the manifest (EPUB 3.3, 5.6.2)."""

    file: str
    data: bytes
    media_type: str = XHTML
    properties: tuple[str, ...] = ()
    in_spine: bool = False


class Package(NamedTuple):
    """All that EbookLib is told. `direction` is `ltr` or `rtl`."""

    identifier: str
    title: str
    language: str
    direction: str
    items: Sequence[Item]
    statements: Sequence[Statement]
    terms: Sequence[tuple[str, str, str | None]]
    contents: Sequence[Goal]


def written(package: Package, moment: datetime.datetime) -> bytes:
    """The archive as EbookLib writes it, in its own order."""
    book = _book(package)
    for item in package.items:
        _add(book, item)
    ncx = epub.EpubNcx(uid="ncx", file_name="toc.ncx")
    book.add_item(ncx)
    book.toc = [_link(goal, f"toc-{number}") for number, goal in enumerate(package.contents, 1)]
    out = io.BytesIO()
    _Writer(out, book, package.contents, moment).write()
    return out.getvalue()


class _Timeless(zipfile.ZipFile):
    """A zip that asks no clock: it could not write the years before 1980 and after 2107."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_packing: Any, **_more: Any) -> None:
        super().writestr(zipfile.ZipInfo(str(zinfo_or_arcname)), data)


class _Writer(epub.EpubWriter):  # type: ignore[misc] # EbookLib has no types
    """EbookLib's writer, raising what goes wrong instead of warning of it."""

    def __init__(
        self, out: io.BytesIO, book: Any, contents: Iterable[Goal], moment: datetime.datetime
    ) -> None:
        super().__init__(out, book, _OPTIONS | {"mtime": moment})
        self._depth = 2 if any(goal.children for goal in contents) else 1

    def write(self) -> None:
        self.out = _Timeless(self.file_name, "w")
        self.out.writestr("mimetype", "application/epub+zip")
        self._write_container()
        self._write_opf()
        self._write_items()
        self.out.close()

    def _write_opf_file(self, root: Any) -> None:
        del root.attrib["prefix"]
        root.set(XML_LANG, self.book.language)
        super()._write_opf_file(root)

    def _get_ncx(self) -> bytes:
        ncx: bytes = super()._get_ncx()
        wrong, right = (f'content="{n}" name="dtb:depth"'.encode() for n in (0, self._depth))
        return ncx.replace(wrong, right)


# its archive is written again and need not be packed
_OPTIONS = {"play_order": {"enabled": True, "start_from": 1}, "compresslevel": 0}


def _book(package: Package) -> Any:
    book = epub.EpubBook()
    book.set_identifier(package.identifier)
    book.title, book.language = package.title, package.language
    book.set_direction(package.direction)
    for statement in package.statements:
        space = _DC if statement.name else _OPF
        book.add_metadata(space, statement.name or "meta", statement.value, statement.attributes)
    for term, value, language in package.terms:
        attributes = {"property": term} | ({XML_LANG: language} if language else {})
        book.add_metadata(_OPF, "meta", value, attributes)
    return book


def _add(book: Any, item: Item) -> None:
    identity = "item-" + item.file.replace("/", "-").replace(".", "-")
    entry = epub.EpubItem(identity, item.file, item.media_type, item.data)
    entry.properties = list(item.properties)
    if item.file == CONTENTS:
        entry.properties.append("nav")
    if "cover-image" in item.properties:
        # readers of EPUB 2 find the cover by this
        book.add_metadata(_OPF, "meta", "", {"name": "cover", "content": identity})
    book.add_item(entry)
    if item.in_spine:
        book.spine.append(entry)


def _link(goal: Goal, identity: str) -> Any:
    link = epub.Link(goal.href, goal.title, identity)
    if not goal.children:
        return link
    below = enumerate(goal.children, 1)
    return (link, [_link(child, f"{identity}-{number}") for number, child in below])
