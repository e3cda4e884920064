"""The pictures of a book: of the kind that is said, of moderate size, telling nothing of places."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import suppress

from PIL import ExifTags, Image

from publisher.checks.ebook.reading import Book, Entry, book_of
from publisher.checks.registry import check
from publisher.checks.subjects import EpubFile
from publisher.document.formats import KNOWN
from publisher.findings import Finding, Severity
from publisher.messages import _

_KINDS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/gif": ("GIF",),
    "image/webp": ("WEBP",),
}
# what Pillow raises over broken heads
_DAMAGED = (OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error, OverflowError)
LARGEST_SIDE = 4096  # pixels; a reading device of 13 inches at 300 ppi has 3120
_COVER_SHAPE = (0.5, 0.9)  # width to height, from the narrowest paperback to a square magazine
_COVER_HEIGHT = 1000  # pixels, what shops ask for at least


@check(
    "epub-picture-kind",
    Severity.ERROR,
    _("the picture “{name}” is not of the kind that the book says, or is damaged"),
    _("save it anew, and name it by its kind"),
    why=_("A reading system that trusts the name shows nothing."),
)
def epub_picture_kind(file: EpubFile) -> Iterator[Finding]:
    """Every picture can be read and is what the manifest says."""
    book = book_of(file)
    if book is None:
        return
    for entry in _rasters(book):
        picture = _opened(book, entry)
        if picture is None or picture.format not in _KINDS[entry.media_type]:
            yield epub_picture_kind.at(book.place, name=book.at(entry.path))


@check(
    "epub-picture-large",
    Severity.WARNING,
    _("the picture “{name}” has {width} × {height} pixels; {most} on a side are enough"),
    _("make it smaller"),
    why=_("Reading devices have little memory, and readers pay for what is sent."),
)
def epub_picture_large(file: EpubFile) -> Iterator[Finding]:
    """No picture has more pixels than a reading device shows."""
    book = book_of(file)
    if book is None:
        return
    for entry in _rasters(book):
        picture = _opened(book, entry)
        if picture is not None and max(picture.size) > LARGEST_SIDE:
            width, height = picture.size
            yield epub_picture_large.at(
                book.place,
                name=book.at(entry.path),
                width=width,
                height=height,
                most=LARGEST_SIDE,
            )


@check(
    "epub-picture-location",
    Severity.WARNING,
    _("the picture “{name}” tells where it was taken"),
    _("remove the location in a picture editor, and make the book anew"),
    why=_("A reader needs no coordinates, and a source may be endangered by them."),
)
def epub_picture_location(file: EpubFile) -> Iterator[Finding]:
    """No picture holds the place where it was taken."""
    book = book_of(file)
    if book is None:
        return
    for entry in _rasters(book):
        picture = _opened(book, entry)
        if picture is not None and _located(picture):
            yield epub_picture_location.at(book.place, name=book.at(entry.path))


@check(
    "epub-cover",
    Severity.WARNING,
    _("the cover is not upright or is small ({size}); shops ask for 1600 × 2560 pixels"),
    _("give a cover that is higher than wide, of at least 1000 pixels"),
    why=_("The cover is all that a shelf shows of a book."),
)
def epub_cover(file: EpubFile) -> Iterator[Finding]:
    """There is a cover, upright and large enough."""
    book = book_of(file)
    if book is None:
        return
    cover = next((e for e in book.manifest.values() if "cover-image" in e.properties), None)
    if cover is None:
        yield epub_cover.at(book.place, size="0 × 0")
        return
    picture = _opened(book, cover) if cover.media_type in _KINDS else None
    if picture is None:
        return  # a drawing, or told by epub-picture-kind
    width, height = picture.size
    narrow, wide = _COVER_SHAPE
    if not narrow <= width / height <= wide or height < _COVER_HEIGHT:
        yield epub_cover.at(book.place, size=f"{width} × {height}")


def _rasters(book: Book) -> Iterator[Entry]:
    for entry in book.manifest.values():
        if entry.media_type in _KINDS and entry.path in book.names:
            yield entry


def _opened(book: Book, entry: Entry) -> Image.Image | None:
    """The picture's head, without its pixels; None where it is none."""
    if entry.path not in book.names:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its size is looked at, its pixels are not unfolded
            return Image.open(io.BytesIO(book.read(entry.path)), formats=KNOWN)
    except (*_DAMAGED, Image.DecompressionBombError):
        return None


def _located(picture: Image.Image) -> bool:
    with suppress(*_DAMAGED):
        return bool(picture.getexif().get_ifd(ExifTags.IFD.GPSInfo))
    return False
