"""The bytes of a PDF's streams, never more of them than a page can need.

A few kilobytes of Flate can unfold into gigabytes; qpdf would hand them all over.
"""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf

from publisher.checks.content.tokens import BrokenContent

# what qpdf says of damaged files, through pikepdf; too deep a recursion is a RuntimeError as well
DAMAGED = (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DeletedObjectError, RuntimeError)
LARGEST = 64 << 20  # bytes of one stream, unfolded
LARGEST_OTHER = 1 << 20  # bytes of one stream whose filter we cannot stop half-way
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_SPREADING = frozenset({"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})


def filters(stream: Any) -> list[str]:
    """The names of a stream's filters, the outermost first."""
    given = stream.get("/Filter")
    if given is None:
        return []
    return [str(name) for name in given] if isinstance(given, pikepdf.Array) else [str(given)]


def decoded(stream: Any, largest: int = LARGEST) -> bytes:
    """The data of a stream, unfolded. Raises BrokenContent where it is damaged or too large."""
    if not isinstance(stream, pikepdf.Stream):
        raise BrokenContent("no stream")
    try:
        _require_bounded(stream, largest)
        data = stream.read_bytes()
    except (*DAMAGED, ValueError) as error:
        raise BrokenContent(str(error)[:80]) from None
    return data


def unfolded(raw: bytes, largest: int) -> bytes:
    """The inside of a Flate stream. Raises BrokenContent where it is damaged or larger than that.

    qpdf would take what comes before the damage for the whole.
    """
    machine = zlib.decompressobj()
    done, pending = bytearray(), raw
    while pending and not machine.eof:
        try:
            done += machine.decompress(pending, 1 << 20)
        except zlib.error as error:
            raise BrokenContent(str(error)[:60]) from None
        if len(done) > largest:
            raise BrokenContent(f"> {largest >> 20} MB")
        pending = machine.unconsumed_tail
    if raw and not machine.eof:
        raise BrokenContent("FlateDecode …")
    return bytes(done)


def _require_bounded(stream: Any, largest: int) -> None:
    raw, names = stream.read_raw_bytes(), filters(stream)
    if any(name in _SPREADING for name in names) and len(raw) > LARGEST_OTHER:
        raise BrokenContent(f"{names[0]} > {LARGEST_OTHER >> 20} MB")
    for name in names:
        if name not in _FLATE:
            return  # ASCII filters shrink, picture filters are read elsewhere
        raw = unfolded(raw, largest)
