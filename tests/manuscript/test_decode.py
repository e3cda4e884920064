"""Bytes are decoded surely, or refused with their place."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from publisher.errors import Unusable
from publisher.manuscript.decode import decode
from publisher.manuscript.loading import load

HANS = "河边的树\n\n今年春天，我们沿河走了七天，请两位种树的人各说一段话。他们说，树是急不来的。\n"
HANT = "河邊的樹\n\n今年春天，我們沿河走了七天，請兩位種樹的人各說一段話。他們說，樹是急不來的。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (HANS, "utf-8", None),
        (HANS, "utf-8-sig", None),
        (HANS, "gb18030", "GB18030"),
        (HANS, "gbk", "GB18030"),
        (HANT, "big5", "BIG5HKSCS"),
        (HANT, "gb18030", "GB18030"),
        (HANS, "utf-16", "UTF-16 LE"),
        (HANS, "utf-16-le", "UTF-16-LE"),
        (HANS, "utf-16-be", "UTF-16-BE"),
    ],
)
def test_encodings(text: str, encoding: str, told: str | None) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert [dict(f.values)["encoding"] for f in decoded.findings] == ([told] if told else [])


def test_utf_16_be_with_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + HANS.encode("utf-16-be"), "a.txt").text == HANS


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "manuscript-empty", 0),
        (b" \n\t\r\n", "manuscript-empty", 0),
        (b"\xef\xbb\xbf\n", "manuscript-empty", 0),
        (b"\x89PNG\r\n\x1a\n\0\0", "manuscript-binary", 1),
        (b"%PDF-1.7\n", "manuscript-binary", 1),
        (b"abc\n\0\1\2\3", "manuscript-binary", 2),
        (HANS.encode()[:-2] + b"\xff\xff", "manuscript-encoding", 3),
        (HANS.encode() + HANS.encode("gb18030"), "manuscript-encoding", 4),
        (codecs.BOM_UTF16_LE + HANS.encode("utf-16-le") + b"\x00\xd8", "manuscript-encoding", 4),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, code: str, line: int) -> None:
    with pytest.raises(Unusable) as trouble:
        decode(data, "a.txt")
    assert trouble.value.finding.code == code
    assert trouble.value.finding.place is not None
    assert trouble.value.finding.place.line == line


def test_the_byte_offset_is_told() -> None:
    data = HANS.encode() + b"\xe6\xb2\xff"
    with pytest.raises(Unusable) as trouble:
        decode(data, "a.txt")
    assert dict(trouble.value.finding.values)["offset"] == len(data) - 3


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as trouble:
        load(tmp_path, "here")
    assert trouble.value.finding.code == "file-unreadable"
