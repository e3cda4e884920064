"""Bytes -> text, surely or not at all.

A byte order mark decides; then strict UTF-8, which no other encoding passes by chance; then what
zero bytes betray (UTF-16 without a mark); then GB18030 and Big5, both strictly, told apart by how
usual the characters are that they give; charset-normalizer is asked for a second opinion where
that is close. What is not sure is refused: wrong characters in print are worse than none.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from publisher.errors import Unusable
from publisher.findings import Finding, Kind, Place
from publisher.manuscript import findings as kinds

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)
# No text has these bytes; form feed, escape and the other C0 controls that editors leave do occur.
_BINARY = bytes((*range(0x07), *range(0x0E, 0x1A)))
_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
# the commonest characters of Chinese prose in both scripts, and its marks
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件"
    "這個們來為國說時會對於後過發經現當沒動還進樣開從實軍無與長機關點業將兩間問頭體見產給話門員處義幾認條"
    "係題爾變總電數報結務場，。、；：？！“”‘’（）《》「」—…　"
)
_SURE = (
    0.25  # share of common characters in real prose is .4 to .6, in wrongly decoded text under .1
)
_SAMPLE = 1 << 16


class Decoded(NamedTuple):
    """A text and what is to be said about its encoding."""

    text: str
    findings: tuple[Finding, ...]


def decode(data: bytes, file: str) -> Decoded:
    """The text of a file. Raises Unusable with the byte offset and the line."""
    if not data.strip(b" \t\r\n\f\v\0\xef\xbb\xbf"):
        raise Unusable(kinds.EMPTY.at(Place(file)))
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _told(_strict(data, codec, name, file, len(mark)), name, file)
    _refuse_signature(data, file)
    wide = _zeros(data)
    if wide:
        return _told(_strict(data, wide, wide.upper(), file), wide.upper(), file)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_binary(data, file)
        return _legacy(data, file, error)
    _refuse_binary(data, file)
    return Decoded(text, ())


def _told(text: str, name: str, file: str) -> Decoded:
    note = () if name == "UTF-8" else (kinds.DECODED.at(Place(file, 1), encoding=name),)
    return Decoded(text, note)


def _strict(data: bytes, codec: str, name: str, file: str, skip: int = 0) -> str:
    try:
        text = data[skip:].decode(codec)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error.start + skip, name, file, codec) from None
    if "\0" in text:
        offset = skip + len(text[: text.index("\0")].encode(codec))
        raise _broken(kinds.BINARY, data, offset, file, codec)
    if not text.strip():
        raise Unusable(kinds.EMPTY.at(Place(file)))
    return text


def _zeros(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends and spaces have a zero byte, and one order gives Chinese."""
    head = data[:_SAMPLE]
    if len(data) % 2 or b"\0" not in head:
        return None
    found = []
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            found.append((usual(head.decode(codec)), codec))
        except UnicodeDecodeError:
            continue
    share, best = max(found, default=(0.0, None))
    return best if share > _SURE else None


def _legacy(data: bytes, file: str, utf8: UnicodeDecodeError) -> Decoded:
    """GB18030 or Big5, the one that gives a usual text and gives its bytes back."""
    found = sorted(_candidates(data), reverse=True)
    if not found:
        raise _undecodable(data, *_furthest(data, utf8), file, "ascii")
    share, _, codec, text = found[0]
    second = found[1] if len(found) > 1 else (0.0, 0, "-", "")
    close = share < _SURE or share < 1.5 * second[0]
    if close and (share < _SURE / 2 or _second_opinion(data) != codec):
        values = {"first": codec.upper(), "second": second[2].upper()}
        raise Unusable(kinds.UNSURE_ENCODING.at(Place(file), **values))
    return _told(text, codec.upper(), file)


def _candidates(data: bytes) -> Iterator[tuple[float, int, str, str]]:
    for order, codec in enumerate(("big5hkscs", "gb18030")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if text.encode(codec, "replace") == data:
            yield usual(text), order, codec, text


def usual(text: str) -> float:
    """The share of common Chinese characters and marks among all that are not ASCII."""
    wide = [character for character in text[:_SAMPLE] if character > "\x7f"]
    return sum(character in _COMMON for character in wide) / len(wide) if wide else 0.0


def _second_opinion(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return codecs.lookup(best.encoding).name if best else None


def _furthest(data: bytes, utf8: UnicodeDecodeError) -> tuple[int, str]:
    """Where the encoding that got furthest broke off, and its name."""
    reached = {"UTF-8": utf8.start}
    for codec in ("gb18030", "big5hkscs"):
        try:
            data.decode(codec)
        except UnicodeDecodeError as error:
            reached[codec.upper()] = error.start
    if usual(data[: utf8.start].decode("utf-8", "ignore")) > _SURE:
        return utf8.start, "UTF-8"
    name = max(reached, key=lambda each: reached[each])
    return reached[name], name


def _refuse_signature(data: bytes, file: str) -> None:
    if data.startswith(_SIGNATURES):
        raise _broken(kinds.BINARY, data, 0, file)


def _refuse_binary(data: bytes, file: str) -> None:
    if len(data.translate(None, _BINARY)) < len(data):
        offset = next(number for number, byte in enumerate(data) if byte in _BINARY)
        raise _broken(kinds.BINARY, data, offset, file)


def _undecodable(data: bytes, offset: int, name: str, file: str, codec: str) -> Unusable:
    return _broken(kinds.UNDECODABLE, data, offset, file, codec, tried=name)


def _broken(
    kind: Kind, data: bytes, offset: int, file: str, codec: str = "ascii", **values: str
) -> Unusable:
    before = data[:offset].decode(codec if codec.startswith("utf-16") else "latin-1", "ignore")
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    byte = f"0x{data[offset]:02X}" if offset < len(data) else "EOF"
    return Unusable(kind.at(Place(file, line), offset=offset, line=line, byte=byte, **values))
