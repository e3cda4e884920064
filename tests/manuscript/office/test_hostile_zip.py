"""Packages that lie: refused with a finding, or read as if the lie were not there."""

from __future__ import annotations

import contextlib
import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import Unusable
from publisher.manuscript.readers.docx import read
from tests.manuscript.office.packages import R, loaded, of, package, paragraph, part, relation, run

BODY = paragraph("题目", "T") + paragraph("这一段说的是河边的树，说完了。")


def refused(data: bytes) -> str:
    with pytest.raises(Unusable) as caught:
        read(data, "a.docx")
    finding = caught.value.findings[0]
    assert finding.place
    assert finding.place.file == "a.docx"
    return finding.code


def reads(data: bytes) -> list[str]:
    content = read(data, "a.docx").content
    return [each.text for each in getattr(content, "passages", ())]


def with_entry(info: zipfile.ZipInfo, data: bytes, base: bytes | None = None) -> bytes:
    """A Word file with one more entry."""
    target = io.BytesIO(base or package(BODY))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(info, data)
    return target.getvalue()


TEXT = reads(package(BODY))
OTHER = part("document", f"<w:body>{paragraph('别的话。')}</w:body>").encode()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "name", ["word/document.xml", "WORD/Document.xml", "word\\document.xml", "word/STYLES.xml"]
)
def test_a_part_that_stands_twice_is_refused(name: str) -> None:
    assert refused(with_entry(zipfile.ZipInfo(name), OTHER)) == "docx-unreadable"


@pytest.mark.parametrize(
    "name",
    ["../../word/document.xml", "/word/document.xml", "C:/x.xml", "word/../styles.xml", "a//b"],
)
def test_strange_names_are_never_used(name: str) -> None:
    assert reads(with_entry(zipfile.ZipInfo(name), OTHER)) == TEXT


def test_a_link_of_the_file_system_is_no_part() -> None:
    info = zipfile.ZipInfo("word/document.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert refused(target.getvalue()) == "docx-unreadable"


def test_a_relation_out_of_the_file_finds_nothing() -> None:
    for outside in (
        "../../../etc/passwd",
        "/etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "document.xml",
    ):
        odd = f'<Relationship Id="x" Type="{R}/header" Target="{outside}"/>'
        assert reads(package(BODY, relations=odd)) == TEXT


def test_encrypted_entries() -> None:
    data = bytearray(package(BODY))
    at = -1
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    assert refused(bytes(data)) == "docx-encrypted"


def edited(field: int, value: int, size: str = "<I") -> bytes:
    """A Word file in whose directory a number of the text's entry is another one."""
    data = bytearray(package(BODY))
    at = data.rindex(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into(size, data, at + field, value)
    return bytes(data)


@pytest.mark.parametrize(
    ("field", "value"),
    [(16, 0), (20, 1), (24, 5), (24, 900), (24, 0x7FFFFFFF), (42, 0), (42, 0xFFFFFF)],
    ids="crc packed shorter longer vast other-entry beyond".split(),
)
def test_numbers_of_the_directory_that_lie(field: int, value: int) -> None:
    assert refused(edited(field, value)).startswith("docx-")


def test_other_compressions_are_refused() -> None:
    assert refused(edited(10, 12, "<H")) == "docx-unreadable"


def test_many_entries_and_many_large_parts() -> None:
    target = io.BytesIO(package(BODY))
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(4200):
            archive.writestr(f"x{number}", b"")
    assert refused(target.getvalue()) == "docx-oversize"
    claims = io.BytesIO(package(BODY))
    with zipfile.ZipFile(claims, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"word/media/{number}.png", bytes(100 << 20))
    assert refused(claims.getvalue()) == "docx-oversize"


def test_a_bomb_in_a_picture_is_never_unpacked() -> None:
    bomb = with_entry(zipfile.ZipInfo("word/media/a.zip"), bytes(1 << 20))
    assert reads(bomb) == TEXT


def test_half_a_file() -> None:
    data = package(BODY)
    for length in range(4, len(data), 97):
        assert refused(data[:length]).startswith("docx-")
    assert reads(data + b"rest") == TEXT


def test_what_the_types_say_is_not_believed() -> None:
    types = "[Content_Types].xml"
    for lie in ("<x/>", "no xml", '<Types><Override PartName="/word/document.xml"/></Types>'):
        assert reads(package(BODY, {types: lie})) == TEXT


def test_a_missing_text_and_a_wrong_root() -> None:
    for root in ("<a/>", "<html><body>x</body></html>", part("styles", ""), "", "\ufffe"):
        assert refused(package("", {"word/document.xml": root})) == "docx-unreadable"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    assert refused(target.getvalue()) == "docx-unreadable"


def test_outside_targets_of_every_part_are_told(tmp_path: Path) -> None:
    head = "http://schemas.openxmlformats.org/package/2006/relationships"
    outside = relation("t", "attachedTemplate", "http://127.0.0.1:9/t.dotm")
    rels = f'<Relationships xmlns="{head}">{outside}</Relationships>'
    ole = relation("o", "oleObject", "file:///c:/x.xls")
    found = loaded(package(BODY, {"word/_rels/settings.xml.rels": rels}, ole), tmp_path)
    assert of(found.findings, "docx-external") == [
        (0, "file:///c:/x.xls oleObject"),
        (0, "http://127.0.0.1:9/t.dotm attachedTemplate"),
    ]


@given(st.data())
def test_wrong_bytes_in_the_text(data: st.DataObject) -> None:
    """Under a right checksum; that no other error comes is what is proved."""
    text = part(
        "document", f"<w:body>{BODY}{paragraph(raw=run('又一段，说完了。'))}</w:body>"
    ).encode()
    at = data.draw(st.integers(0, len(text) - 1))
    wrong = text[:at] + data.draw(st.binary(max_size=3)) + text[at + 1 :]
    with contextlib.suppress(Unusable):
        read(package("", {"word/document.xml": wrong}), "a.docx")
