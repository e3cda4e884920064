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
MOST_FILTERS = 8  # of one stream; a real one has two
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_LZW = frozenset({"/LZWDecode", "/LZW"})
_RUNS = frozenset({"/RunLengthDecode", "/RL"})
_ASCII = frozenset({"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"})
_ENDED, _EMPTIED = 257, 256  # codes of LZW that stand for no bytes (ISO 32000-2, 7.4.4.2)


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
        data = _bounded(stream, largest)
        return stream.read_bytes() if data is None else data
    except (*DAMAGED, ValueError) as error:
        raise BrokenContent(str(error)[:80]) from None


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


def _bounded(stream: Any, largest: int) -> bytes | None:
    """Filter by filter: a small stream may become large in the second or third.

    What comes of plain Flate is known then; None where qpdf has to unfold it.
    """
    raw, names = stream.read_raw_bytes(), filters(stream)
    if len(names) > MOST_FILTERS:
        raise BrokenContent(f"{len(names)} filters")
    parameters = _parameters(stream, len(names))
    for place, name in enumerate(names):
        if name in _FLATE:
            raw = unfolded(raw, largest)
        elif name in _LZW | _RUNS | _ASCII:
            if name not in _ASCII and len(raw) > LARGEST_OTHER:
                raise BrokenContent(f"{name} > {LARGEST_OTHER >> 20} MB")
            if _spread(raw, name, parameters[place]) > largest:
                raise BrokenContent(f"> {largest >> 20} MB")
            if place + 1 < len(names):
                raw = _step(raw, name, parameters[place])
        else:
            return None  # of pictures, which are read elsewhere
    is_plain = set(names) <= {"/FlateDecode"} and "/DecodeParms" not in stream
    return raw if is_plain else None


def _parameters(stream: Any, count: int) -> list[Any]:
    given = stream.get("/DecodeParms", stream.get("/DP"))
    each = list(given) if isinstance(given, pikepdf.Array) else [given]
    return (each + [None] * count)[:count]


def _spread(raw: bytes, name: str, parameters: Any) -> int:
    """How many bytes a filter makes at most of these; of LZW just as many."""
    if name in _RUNS:
        return 64 * len(raw)  # two bytes stand for 128
    if name in _LZW:
        is_early = not isinstance(parameters, pikepdf.Dictionary) or bool(
            parameters.get("/EarlyChange", 1)
        )
        return _lzw_length(raw, early=int(is_early))
    return len(raw) + 3 * raw.count(b"z")  # which stands for four noughts in ASCII85


def _lzw_length(raw: bytes, early: int) -> int:
    """The length of what LZW codes stand for: each new one is the last and a byte more."""
    lengths = start = [1] * (_ENDED + 1)
    total = last = held = bits = 0
    for byte in raw:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        width = min(12, max(9, (len(lengths) + early).bit_length()))
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == _ENDED:
            break
        if code == _EMPTIED:
            lengths, last = start[:], 0
            continue
        length = lengths[code] if code < len(lengths) else last + 1
        if last and len(lengths) < 4096:
            lengths.append(last + 1)
        total, last = total + length, length
    return total


def _step(raw: bytes, name: str, parameters: Any) -> bytes:
    """What one filter makes of bytes that were measured."""
    with pikepdf.new() as pdf:
        single = pikepdf.Stream(pdf, raw, Filter=pikepdf.Name(name))
        if isinstance(parameters, pikepdf.Dictionary):
            given: Any = parameters.items()
            numbers = {key: each for key, each in given if isinstance(each, int)}
            single.DecodeParms = pikepdf.Dictionary(numbers)
        return single.read_bytes()
