"""Nothing in a Word file runs, fetches, reads or fills the memory."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import Unusable
from publisher.manuscript.readers.docx import read
from tests.manuscript.office.packages import R, loaded, of, package, paragraph, part, run

BODY = paragraph("题目", "T") + paragraph("这一段说的是河边的树，说完了。")


def refused(data: bytes) -> str:
    with pytest.raises(Unusable) as caught:
        read(data, "a.docx")
    return caught.value.findings[0].code


def test_macros_are_told(tmp_path: Path) -> None:
    found = loaded(package(BODY, {"word/vbaProject.bin": b"macro"}), tmp_path, "a.docm")
    assert of(found.findings, "docx-macros")


def test_what_lies_outside_is_named_and_not_fetched(tmp_path: Path) -> None:
    outside = (
        f'<Relationship Id="t" Type="{R}/attachedTemplate" Target="file:///etc/passwd" '
        f'TargetMode="External"/><Relationship Id="p" Type="{R}/image" '
        'Target="http://127.0.0.1:9/x.png" TargetMode="External"/>'
    )
    picture = '<w:drawing><wp:inline><a:blip r:link="p"/></wp:inline></w:drawing>'
    body = BODY + paragraph(raw=f"<w:r>{picture}</w:r>") + '<w:altChunk r:id="c"/>'
    found = loaded(package(body, relations=outside), tmp_path)
    assert of(found.findings, "docx-external") == [(0, "file:///etc/passwd attachedTemplate")]
    assert of(found.findings, "docx-picture-linked") == [(3, "http://127.0.0.1:9/x.png")]
    assert of(found.findings, "docx-embedded") == [(3, "altChunk")]


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    text = part("document", f"<w:body>{BODY}</w:body>").replace("?>", f"?>{bomb}", 1)
    assert refused(package("", {"word/document.xml": text})) == "docx-doctype"
    wide = text.replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16")
    assert refused(package("", {"word/document.xml": wide})) == "docx-doctype"


def test_bombs_are_refused() -> None:
    huge = part("document", "<w:body>" + " " * (90 << 20) + "</w:body>")
    assert refused(package("", {"word/document.xml": huge})) == "docx-oversize"
    many = part("document", "<w:body>" + "<w:p/>" * 5_000_000 + "</w:body>")
    assert refused(package("", {"word/document.xml": many})) == "docx-oversize"
    deep = part("document", "<w:body>" + "<w:sdt>" * 2_000 + "</w:sdt>" * 2_000 + "</w:body>")
    assert refused(package("", {"word/document.xml": deep})) == "docx-unreadable"


def test_files_of_another_kind_are_refused() -> None:
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000) == "docx-legacy"
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert refused(locked + b"\0" * 2000) == "docx-encrypted"
    assert refused(b"") == refused(b"PK\x03\x04") == "docx-unreadable"
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    assert refused(empty.getvalue()) == "docx-unreadable"


@given(st.binary(max_size=400))
def test_random_bytes_are_refused(data: bytes) -> None:
    assert refused(data).startswith("docx-")


@given(st.integers(0, 3000), st.integers(0, 255))
def test_one_wrong_byte_is_read_or_refused(place: int, value: int) -> None:
    data = bytearray(package(BODY))
    data[place % len(data)] = value
    with contextlib.suppress(Unusable):
        read(bytes(data), "a.docx")


def test_lying_sizes_and_loops() -> None:
    data = package(BODY)
    at = data.index(b"PK\x01\x02", data.index(b"word/document.xml") + 100)
    lying = data[: at + 24] + struct.pack("<I", 0xFFFFFF) + data[at + 28 :]
    with contextlib.suppress(Unusable):
        read(lying, "a.docx")
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("T", "U"), ("U", "T"))
    )
    assert read(package(BODY, {"word/styles.xml": part("styles", loop)}), "a.docx").content


def test_numbers_beyond_reason() -> None:
    wild = (
        '<w:pPr><w:numPr><w:ilvl w:val="999999999999"/><w:numId w:val="2"/></w:numPr>'
        '<w:ind w:firstLineChars="99999999999999"/><w:outlineLvl w:val="-5"/></w:pPr>'
    )
    body = BODY + f"<w:p>{wild}{run('一项')}</w:p>"
    assert read(package(body), "a.docx").content
