"""The archive and what it lists: every file is there, listed, named safely, well-formed."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator

from publisher.checks.ebook.reading import OPF, Book, book_of, safe_name
from publisher.checks.registry import check
from publisher.checks.subjects import EpubFile
from publisher.findings import Finding, Severity
from publisher.messages import _

MIMETYPE = b"application/epub+zip"
_UNLISTED = ("META-INF/", "mimetype")
_AGAIN = _("make it anew, or save it again in the program that it comes from")


@check(
    "epub-archive",
    Severity.ERROR,
    _("the archive does not begin with “mimetype”, stored as it is"),
    _AGAIN,
    why=_("Reading systems tell an e-book by its first 58 bytes (EPUB 3.3, 4.2.2)."),
)
def epub_archive(file: EpubFile) -> Iterator[Finding]:
    """The first entry is `mimetype`, stored."""
    book = book_of(file)
    if book is None:
        return
    first = book.archive.infolist()[0]
    stored = first.compress_type == zipfile.ZIP_STORED and not first.extra
    if first.filename != "mimetype" or not stored or book.read("mimetype") != MIMETYPE:
        yield epub_archive.at(book.place)


@check(
    "epub-name",
    Severity.ERROR,
    _("the archive holds “{name}”, a name that is unsafe to unpack or stands there twice"),
    _AGAIN,
    why=_("A name with “..” or a leading “/” writes over files outside the book."),
)
def epub_name(file: EpubFile) -> Iterator[Finding]:
    """Every name stays inside the book and stands once."""
    book = book_of(file)
    if book is None:
        return
    for name, count in Counter(book.archive.namelist()).items():
        if count > 1 or not safe_name(name):
            yield epub_name.at(book.place, name=name[:200])


@check(
    "epub-file-missing",
    Severity.ERROR,
    _("the book lists “{name}”, and there is no such file in it, or it is damaged"),
    _AGAIN,
    why=_("Shops refuse a book of which a part is missing."),
)
def epub_file_missing(file: EpubFile) -> Iterator[Finding]:
    """What the manifest lists can be read, and what the spine names is in the manifest."""
    book = book_of(file)
    if book is None:
        return
    for entry in book.manifest.values():
        if entry.path and not book.read(entry.path):
            yield epub_file_missing.at(book.place, name=entry.href)
    for reference in book.package.iter(f"{OPF}itemref"):
        name = reference.get("idref", "")
        if name not in book.manifest:
            yield epub_file_missing.at(book.place, name=name)


@check(
    "epub-file-unlisted",
    Severity.WARNING,
    _("the archive holds “{name}”, which the book does not list"),
    _("delete it, or list it in the package document"),
    why=_("Nobody can reach it, and nobody has checked it."),
)
def epub_file_unlisted(file: EpubFile) -> Iterator[Finding]:
    """The archive holds nothing but what the manifest lists."""
    book = book_of(file)
    if book is None:
        return
    listed = {entry.path for entry in book.manifest.values()} | {book.package_path}
    for name in sorted(book.names - listed):
        if not name.startswith(_UNLISTED) and not name.endswith("/"):
            yield epub_file_unlisted.at(book.place, name=name[:200])


@check(
    "epub-document-broken",
    Severity.ERROR,
    _("“{name}” is not well-formed XML, or declares entities"),
    _AGAIN,
    why=_("A reading system shows an error in its place; entities can fill any memory."),
)
def epub_document_broken(file: EpubFile) -> Iterator[Finding]:
    """Every XML document can be parsed, and declares no entities."""
    book = book_of(file)
    if book is None:
        return
    for entry in book.manifest.values():
        if entry.media_type.endswith("+xml") and entry.path in book.names:
            root = book.document(entry.path)
            if root is None or _entities(root):
                yield epub_document_broken.at(book.place, name=book.at(entry.path))


def _entities(root: object) -> bool:
    subset = root.getroottree().docinfo.internalDTD  # type: ignore[attr-defined]
    return subset is not None and any(True for _entity in subset.iterentities())


@check(
    "epub-nothing-to-read",
    Severity.ERROR,
    _("the book has no {what}"),
    _AGAIN,
    why=_("Without contents and a reading order nobody finds a way through a book."),
)
def epub_nothing_to_read(file: EpubFile) -> Iterator[Finding]:
    """There is a reading order and a navigation document."""
    book = book_of(file)
    if book is None:
        return
    if not book.spine:
        yield epub_nothing_to_read.at(book.place, what="spine")
    if navigation(book) is None:
        yield epub_nothing_to_read.at(book.place, what="nav")


def navigation(book: Book) -> str | None:
    """The name of the navigation document."""
    listed = book.manifest.values()
    return next((entry.path for entry in listed if "nav" in entry.properties), None)


@check(
    "epub-id-twice",
    Severity.ERROR,
    _("the id “{id}” stands twice, at {where}"),
    _("give one of the two another id"),
    why=_("A link to it leads to one of the two, by chance."),
)
def epub_id_twice(file: EpubFile) -> Iterator[Finding]:
    """No id stands twice in one document."""
    book = book_of(file)
    if book is None:
        return
    for path, root in (*book.documents(), (book.package_path, book.package)):
        seen: set[str] = set()
        for node in root.iter("{*}*"):
            name = node.get("id")
            if name in seen:
                yield epub_id_twice.at(book.place, id=name, where=book.at(path, node))
            elif name:
                seen.add(name)
