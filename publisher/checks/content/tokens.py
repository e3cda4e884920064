"""A content stream cut into instructions (ISO 32000-1, 7.2 and 7.8.2).

pikepdf's own parser makes an object of every operand: 300 pages take it half a minute. Here one
regular expression does the cutting; its quantifiers are possessive, so that no input makes it look
twice at the same bytes.
"""

from __future__ import annotations

import re
from binascii import Error, unhexlify
from collections.abc import Iterator
from typing import Any

from publisher.checks.content.geometry import LARGEST

Operand = Any
"""float | str (a name with its slash) | bytes | list | dict | bool | None"""

DEEPEST = 40  # arrays and dictionaries inside each other
MOST_OPERANDS = 1000  # no operator takes more than 33, but what hostile files pile up is kept


class BrokenContent(Exception):
    """A content stream that cannot be read on: the problem in English words for the finding."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


_BLANK = rb"\x00\t\n\f\r "
_REGULAR = rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
_STRING = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
_PAIRS = rb"(?:[+-]?(?:\d{1,7}+(?:\.\d{0,20}+)?|\.\d{1,20}+)[" + _BLANK + rb"]++)"
# letters drawn as outlines are most of what some pages hold: a whole subpath is one token
_SUBPATH = _PAIRS + rb"{2}m(?:[" + _BLANK + rb"]++(?:" + _PAIRS + rb"{2}l|" + _PAIRS + rb"{6}c))++"
# most instructions are a few numbers and a short operator, and most rows are shown: one token each;
# where it is none after all, six numbers are looked at twice. With m a subpath may begin
_NUMBERS = rb"(?:[+-]?(?:\d{1,7}+(?:\.\d{0,20}+)?|\.\d{1,20}+)[\t\n\f\r ]++){1,6}+"
_TOKEN = re.compile(
    rb"[" + _BLANK + rb"]*+(?:"
    rb"(" + _SUBPATH + rb"(?!" + _REGULAR + rb"))"  # 1 subpath
    rb"|(" + _NUMBERS + rb")([A-Za-ln-z][A-Za-z]?+)(?!" + _REGULAR + rb")"  # 2 numbers, 3 operator
    rb"|([+-]?\d{1,7}+(?:\.\d{0,20}+)?(?!" + _REGULAR + rb"))"  # 4 number
    # 5 array of hex strings and numbers, 6 its operator
    rb"|(\[[" + _BLANK + rb"<>0-9A-Fa-f.+-]*+\])"
    rb"(?:[" + _BLANK + rb"]*+(TJ)(?!" + _REGULAR + rb"))?+"
    rb"|(" + _REGULAR + rb"++)"  # 7 operator or uncommon number
    rb"|/(" + _REGULAR + rb"*+)"  # 8 name
    rb"|<([0-9A-Fa-f" + _BLANK + rb"]*+)>"  # 9 hex string
    rb"|(" + _STRING + rb")"  # 10 string
    rb"|(<<|\[)"  # 11 opening
    rb"|(>>|\])"  # 12 closing
    rb"|(%[^\r\n]*+)"  # 13 comment
    rb"|(.)"  # 14 nothing of this
    rb"|\Z)",  # blanks at the end
    re.DOTALL,
)
_PIECE = re.compile(rb"<([^>]*+)>|([-+.\d]++)")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_END_OF_IMAGE = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r /]|$)")
_WORDS: dict[bytes, Operand] = {b"true": True, b"false": False, b"null": 0.0}
_PATH, _GIVEN, _CALL, _NUMBER, _ROW, _SHOW, _WORD = range(1, 8)
_NAME, _HEX, _TEXT, _OPEN, _CLOSE, _COMMENT, _REST = range(8, 15)
SUBPATH = b"m l c"  # an operator of ours


def instructions(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """(operator, operands) in their order; an inline image as `BI` with [dictionary, data].

    A subpath of m, l and c may come as one SUBPATH with [all its numbers, whether it is curved].

    Raises BrokenContent where the rest cannot be made sense of.
    """
    position = 0
    while position < len(data):
        for operator, operands, end in _run(data, position):
            if operator == b"ID":
                image, position = _image(data, end)
                yield b"BI", [_pairs(operands), image]
                break
            if operator != b"BI":  # it comes with its data
                yield operator, operands
        else:
            return


def _run(data: bytes, start: int) -> Iterator[tuple[bytes, list[Operand], int]]:
    """Instructions with the position after each; it is begun anew after an inline image."""
    operands: list[Operand] = []
    stack: list[list[Operand]] = []
    for found in _TOKEN.finditer(data, start):
        kind = found.lastindex or 0
        operator = None
        if kind == _CALL:
            operands += map(float, found[_GIVEN].split())
            operator = found[_CALL]
        elif kind == _WORD and (value := _constant(found[_WORD])) is None:
            operator = found[_WORD]
        elif kind == _PATH:
            yield SUBPATH, [_numbers(found[_PATH]), b"c" in found[_PATH]], found.end()
        elif kind == _WORD:
            operands.append(value)
        elif kind:
            operands = _other(kind, found, operands, stack)
            operator = found[_SHOW]
        if len(operands) > MOST_OPERANDS and not stack:
            raise BrokenContent("1 2 3 4 5 …")
        if operator is not None and not stack:
            yield operator, operands, found.end()
            operands = []
    if stack:
        raise BrokenContent("[ …")


def _other(
    kind: int, found: re.Match[bytes], operands: list[Operand], stack: list[list[Operand]]
) -> list[Operand]:
    """The operands after a token that does no more than add to them."""
    if kind in (_ROW, _SHOW):
        operands.append(_row(found[_ROW]))
    elif kind == _NUMBER:
        operands.append(float(found[_NUMBER]))
    elif kind == _OPEN:
        if len(stack) >= DEEPEST:
            raise BrokenContent("[[[[…")
        stack.append(operands)
        return []
    elif kind == _CLOSE:
        return _closed(found[_CLOSE], operands, stack)
    elif kind == _NAME:
        operands.append("/" + _name(found[_NAME]))
    elif kind == _HEX:
        operands.append(_hex(found[_HEX]))
    elif kind == _TEXT:
        operands.append(_text(found[_TEXT][1:-1]))
    elif kind != _COMMENT and found[_REST] not in b"{}":
        shown = found.string[found.start(_REST) : found.start(_REST) + 20]
        raise BrokenContent(shown.decode("ascii", "replace"))
    return operands


def _closed(mark: bytes, operands: list[Operand], stack: list[list[Operand]]) -> list[Operand]:
    """The operands outside of the array or dictionary that ends here, with it as the last."""
    if not stack:
        return operands  # one bracket too many harms nobody
    outer = stack.pop()
    outer.append(_pairs(operands) if mark == b">>" else operands)
    return outer


def _pairs(items: list[Operand]) -> dict[str, Operand]:
    return {str(key): value for key, value in zip(items[::2], items[1::2], strict=False)}


def _constant(word: bytes) -> Operand:
    """What a word stands for that is no operator; None for an operator."""
    return _value(word) if word[0] in b"+-.0123456789" else _WORDS.get(word)


def _value(word: bytes) -> float:
    try:
        number = float(word)
    except ValueError:
        return 0.0  # `--5` and `1.2.3` occur in the wild; readers take them for nought
    return max(-LARGEST, min(LARGEST, number))


def _numbers(subpath: bytes) -> list[float]:
    return list(map(float, subpath.translate(None, b"mlc").split()))


def _row(array: bytes) -> list[Operand]:
    try:
        return [unhexlify(h) if not n else float(n) for h, n in _PIECE.findall(array)]
    except (Error, ValueError):
        return [_hex(h) if not n else _value(n) for h, n in _PIECE.findall(array)]


def _hex(digits: bytes) -> bytes:
    digits = b"".join(digits.replace(b"\x00", b"").split())
    try:
        return unhexlify(digits + b"0" * (len(digits) % 2))
    except Error:
        return b""


def _text(inner: bytes) -> bytes:
    return _ESCAPE.sub(_unescaped, inner) if b"\\" in inner else inner


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes((int(found[1], 8) & 0xFF,))
    return b"" if found[2] else _ESCAPED.get(found[3], found[3])


def _name(raw: bytes) -> str:
    if b"#" in raw:
        raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: unhexlify(found[1]), raw)
    return raw.decode("utf-8", "replace")


def _image(data: bytes, start: int) -> tuple[bytes, int]:
    """The data of an inline image and the position after its EI."""
    begin = start + 1  # one blank stands after ID
    for found in _END_OF_IMAGE.finditer(data, start):
        # inside compressed data the two letters may stand by chance; text does not follow there
        following = data[found.end() : found.end() + 12]
        if all(byte in b"\t\n\r\f\0" or 32 <= byte < 127 for byte in following):
            return data[begin : found.start()], found.end()
    raise BrokenContent("BI … ID …")
