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
from publisher.manuscript.account import characters
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


def nested(*tags: str, depth: int = 240) -> str:
    """A paragraph inside many elements."""
    times = depth // len(tags)
    inside = paragraph("最里面的话，说完了。")
    opened = "".join(f"<w:{tag}>" for tag in tags) * times
    return opened + inside + "".join(f"</w:{tag}>" for tag in reversed(tags)) * times


@pytest.mark.parametrize(
    "tags",
    [
        ("sdt", "sdtContent"),
        ("tbl", "tr", "tc"),
        ("p", "r", "txbxContent"),
        ("tbl", "sdt", "tr", "tc"),
    ],
    ids="-".join,
)
def test_what_is_deep_is_read_or_refused(tags: tuple[str, ...], tmp_path: Path) -> None:
    found = loaded(package(BODY + nested(*tags)), tmp_path)
    assert "最里面的话，说完了。" in "".join(characters(found.article))
    deep = package(BODY + nested(*tags, depth=100_000))
    assert refused(deep) in ("docx-unreadable", "docx-oversize")


def test_deep_runs(tmp_path: Path) -> None:
    for tag in ("ins", "r", "hyperlink", "smartTag"):
        inside = f"<w:{tag}>" * 240 + run("最里面的话。") + f"</w:{tag}>" * 240
        found = loaded(package(BODY + f"<w:p>{inside}</w:p>"), tmp_path)
        assert "最里面的话。" in "".join(characters(found.article))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-7", "cp037"])
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    text = part("document", f"<w:body>{paragraph('&a;&b;')}</w:body>")
    text = text.replace('"1.0"?>', f'"1.0" encoding="{encoding}"?>{bomb}', 1)
    data = package("", {"word/document.xml": text.encode(encoding)})
    assert refused(data) in ("docx-doctype", "docx-unreadable")
    data = package(BODY, {"word/styles.xml": text.encode(encoding)})
    assert refused(data) in ("docx-doctype", "docx-unreadable")


@pytest.mark.parametrize(
    "inside",
    [
        b"\xff\xfe\xfd",
        b"\x01",
        b"&#1;",
        b"&#xD800;",
        b"&#xFFFE;",
        b"\xed\xa0\x80",
        b"&a;",
        b"\xc0\xaf",
    ],
    ids=repr,
)
def test_characters_that_xml_does_not_know(inside: bytes) -> None:
    text = part("document", f"<w:body>{paragraph('@')}</w:body>").encode().replace(b"@", inside)
    assert refused(package("", {"word/document.xml": text})) == "docx-unreadable"


def noise(length: int) -> str:
    """Characters that do not pack well."""
    return "".join(chr(0x4E00 + number * number % 2003) for number in range(length))


def test_a_vast_text_in_one_run_and_a_vast_attribute() -> None:
    text = paragraph(noise(1_700_000))
    assert read(package(BODY + text), "a.docx").content
    odd = (
        f'<w:p w:rsidR="{noise(100_000)}"><w:pPr><w:pStyle w:val="{noise(100_000)}"/></w:pPr></w:p>'
    )
    assert read(package(BODY + odd), "a.docx").content
    assert refused(package(BODY + paragraph(noise(4_000_000)))) == "docx-unreadable"


def test_empty_paragraphs_by_the_hundred_thousand() -> None:
    filled = "".join(f'<w:p w:rsidR="{n * n % 9999991}"/>' for n in range(200_000))
    assert read(package(BODY + filled), "a.docx").content


def test_many_lines_in_what_is_set_as_one() -> None:
    lines = "<w:r>" + "<w:t>图一</w:t><w:br/>" * 20_000 + "</w:r>"
    for made in (paragraph(raw=lines, style="C"), paragraph(raw=lines, number=1)):
        assert read(package(BODY + made), "a.docx").content


def test_rows_that_claim_many_columns() -> None:
    wide = '<w:tr><w:trPr><w:gridBefore w:val="62"/></w:trPr><w:tc/></w:tr>'
    cells = f"<w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr>"
    reading = read(package(BODY + f"<w:tbl>{cells}{wide * 20_000}</w:tbl>"), "a.docx")
    assert any("table-flattened" in each.code for each in getattr(reading.content, "findings", ()))


def test_findings_without_end_are_refused() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    assert refused(package(BODY + f"<w:p>{picture * 30_000}</w:p>")) == "docx-oversize"


def test_parts_that_point_at_each_other() -> None:
    loop = "".join(
        f'<Relationship Id="x{kind}" Type="{R}/{kind}" Target="document.xml"/>'
        for kind in ("header", "footer", "customXml")
    )
    assert read(package(BODY, relations=loop), "a.docx").content
    note = f'<w:footnote w:id="2">{paragraph(raw=run("见") + MARK)}</w:footnote>'
    extra: dict[str, str | bytes] = {"word/footnotes.xml": part("footnotes", note)}
    marked = paragraph(raw=run("树有一百岁") + MARK + run("，还在长高。"))
    assert read(package(BODY + marked, extra), "a.docx").content


MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_lists_without_reason() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{"%9%1" * 50}"/></w:lvl>'
        for place, start, form in (
            (0, 99999999999, "upperRoman"), (1, -5, "lowerLetter"), (77, 1, "decimal"),
            (-1, 1, "decimal"), (8, 32767, "chineseCounting"), (2, 0, "ideographZodiac"),
        )
    )  # fmt: skip
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/><w:styleLink w:val="L"/>'
        f'{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride '
        'w:ilvl="99"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    items = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"{run('一项')}</w:p>"
        for at in (0, 1, 2, 8, 99, -3)
    )
    extra: dict[str, str | bytes] = {"word/numbering.xml": part("numbering", lists)}
    assert read(package(BODY + items, extra), "a.docx").content
