"""ToUnicode maps: code -> characters (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf(?:char|range)", re.DOTALL)
_HEX = rb"<\s*+([0-9A-Fa-f\s]*+)>"
_PAIR = re.compile(_HEX + rb"\s*+" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*+" + _HEX + rb"\s*+(?:" + _HEX + rb"|\[([^\]]*+)\])")
_ONE = re.compile(_HEX)
_LONGEST = 65536  # codes in one range


def to_unicode(data: bytes) -> Mapping[int, str]:
    """The map of a ToUnicode stream; what is not understood in it is left out."""
    found: dict[int, str] = {}
    for kind, block in _BLOCK.findall(data):
        if kind == b"bfchar":
            found |= {_number(code): _text(text) for code, text in _PAIR.findall(block)}
        else:
            for row in _RANGE.findall(block):
                found |= _range(*row)
    return found


def _range(low: bytes, high: bytes, start: bytes, several: bytes) -> dict[int, str]:
    first, last = _number(low), min(_number(high), _number(low) + _LONGEST)
    if several:
        texts = [_text(text) for text in _ONE.findall(several)]
        return dict(zip(range(first, last + 1), texts, strict=False))
    text = _text(start)
    if not text:
        return {}
    head, tail = text[:-1], ord(text[-1])
    return {
        code: head + chr(tail + code - first)
        for code in range(first, last + 1)
        if tail + code - first < 0x110000
    }


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(plain + "0" * (-len(plain) % 2)).decode("utf-16-be", "replace")
