"""Numbers that Word counts, lists beside lists, tables with merged cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.document.model import List, Table
from publisher.manuscript import Loaded, clean_copy
from tests.manuscript.office.packages import (
    level,
    listed,
    loaded,
    of,
    outline,
    package,
    paragraph,
    part,
    reread,
    table,
)

BODY = "这一段说的是河边的树，说得很长，也说完了。"
TITLE = paragraph("题目", "T") + paragraph(BODY)


def item(text: str, number: int = 1, at: int | None = None, style: str = "") -> str:
    """A paragraph of a list at a level."""
    place = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f'{styled}<w:numPr>{place}<w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(found: Loaded) -> list[str]:
    return [text for _, text, _ in outline(found)][1:]


def lists(found: Loaded) -> list[tuple[str, ...]]:
    blocks = found.article.blocks()
    return [tuple(i.label for i in each.items) for each in blocks if isinstance(each, List)]


@pytest.mark.parametrize(
    ("format_", "text", "label"),
    [
        ("decimal", "%1.", "1."),
        ("decimal", "（%1）", "（1）"),
        ("chineseCounting", "（%1）", "（一）"),
        ("chineseCountingThousand", "%1、", "一、"),
        ("decimalEnclosedCircle", "%1", "①"),
        ("bullet", "●", "●"),
        ("bullet", "\uf06c", "·"),
        ("bullet", "-", "·"),
        ("bullet", "*", "·"),
    ],
)
def test_numbers_are_written_as_word_shows_them(
    tmp_path: Path, format_: str, text: str, label: str
) -> None:
    items = item("去看一看河边的树；") + item("再去看一看河上的桥。")
    data = package(TITLE + items, listed(level(format_, text)))
    found = loaded(data, tmp_path)
    assert lists(found)[0][0] == label
    assert reread(found, tmp_path).article == found.article


@pytest.mark.parametrize(
    ("format_", "text", "label"),
    [
        ("lowerLetter", "%1.", "b."),
        ("upperRoman", "%1.", "II."),
        ("chineseLegalSimplified", "%1、", "贰、"),
        ("ideographTraditional", "%1、", "乙、"),
        ("decimal", "[%1]", "[2]"),
        ("decimal", "第%1条", "第2条"),
        ("decimalZero", "%1.", "02."),
        ("unknown", "%1.", "2."),
    ],
)
def test_other_numbers_are_kept_and_their_items_stay_apart(
    tmp_path: Path, format_: str, text: str, label: str
) -> None:
    items = item("河边的树") + item("河上的桥") + paragraph(BODY)
    found = loaded(package(TITLE + items, listed(level(format_, text))), tmp_path)
    second = texts(found)[1]
    assert second.startswith(label)
    assert second.endswith("河上的桥")
    assert len(texts(found)) == 3
    assert of(found.findings, "docx-numbers")


def test_a_bullet_list_before_a_numbered_one_is_a_list_of_its_own(tmp_path: Path) -> None:
    circles = level("decimalEnclosedCircle", "%1")
    more = (
        f'<w:abstractNum w:abstractNumId="1">{circles}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    for bullet in ("●", "·"):
        body = item("浇水") + item("松土") + item("先挖坑", 2) + item("再放苗", 2)
        found = loaded(package(TITLE + body, listed(level("bullet", bullet), more=more)), tmp_path)
        assert lists(found) == [(bullet, bullet), ("①", "②")]
        again = reread(found, tmp_path)
        assert again.article == found.article
        assert clean_copy(again.article) == clean_copy(found.article)


def test_levels_count_by_themselves(tmp_path: Path) -> None:
    data = listed(level("decimal", "%1."), level("decimal", "%1.%2", 1), level("bullet", "■", 2))
    body = "".join(
        item(text, at=at)
        for text, at in (
            ("甲项", 0),
            ("乙项", 1),
            ("丙项", 1),
            ("丁项", 2),
            ("戊项", 0),
            ("己项", 1),
        )
    )
    said = texts(loaded(package(TITLE + body, data), tmp_path))
    assert [each.replace(" ", "") for each in said] == [
        "1.甲项", "1.1乙项", "1.2丙项", "丁项", "2.戊项", "2.1己项",
    ]  # fmt: skip


def test_a_list_that_begins_again_and_one_with_its_own_level(tmp_path: Path) -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num><w:num w:numId="3">'
        '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        f"{level('upperLetter', '%1)')}</w:lvlOverride></w:num>"
    )
    data = listed(level("decimal", "%1."))
    data["word/numbering.xml"] = str(data["word/numbering.xml"]).replace(
        "</w:numbering>", more + "</w:numbering>"
    )
    body = item("甲项") + item("乙项") + item("丙项", 2) + item("丁项", 3) + item("戊项", 2)
    said = texts(loaded(package(TITLE + body, data), tmp_path))
    assert [each.replace(" ", "") for each in said] == [
        "1.甲项",
        "2.乙项",
        "7.丙项",
        "A）丁项",
        "2.戊项",
    ]


def test_a_list_that_is_kept_in_a_style(tmp_path: Path) -> None:
    more = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    data = listed('<w:styleLink w:val="L"/>' + level("decimal", "%1."), more=more)
    assert texts(loaded(package(TITLE + item("甲项", 2), data), tmp_path)) == ["1. 甲项"]


def test_headings_that_word_counts(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" '
        'w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="T">'
        '<w:name w:val="Title"/></w:style>',
    )
    data = listed(level("chineseCounting", "第%1章"), level("decimal", "%1.%2", 1, "<w:isLgl/>"))
    body = paragraph("树", "1") + paragraph("桥", "2") + paragraph("桥上", "2") + paragraph(BODY)
    found = loaded(package(TITLE + body, {**data, "word/styles.xml": styles}), tmp_path)
    assert [each for each in outline(found) if each[0] == "heading"] == [
        ("heading", "第一章树", 3),
        ("heading", "1.1桥", 4),
        ("heading", "1.2桥上", 5),
    ]


def grid(found: Loaded) -> Table:
    return next(each for each in found.article.blocks() if isinstance(each, Table))


def cells(found: Loaded) -> list[list[str]]:
    text = next(text for kind, text, _ in outline(found) if kind == "table")
    return [row.split("\t") for row in text.split("\n")]


def test_merged_cells_and_rows_that_begin_later(tmp_path: Path) -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    down = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    on = "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = (
        f"<w:tr><w:tc>{wide}{paragraph('城|市')}</w:tc><w:tc>{paragraph('人口')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{down}{paragraph('北')}</w:tc><w:tc>{paragraph('甲城')}</w:tc>"
        f"<w:tc>{paragraph('十二万')}{paragraph('约数')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{on}<w:p/></w:tc><w:tc>{paragraph('乙城')}</w:tc></w:tr>"
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        f"<w:sdt><w:sdtContent><w:tc>{paragraph('丙城')}</w:tc></w:sdtContent></w:sdt></w:tr>"
    )
    found = loaded(package(TITLE + f"<w:tbl>{rows}</w:tbl>" + paragraph(BODY)), tmp_path)
    assert cells(found) == [
        ["城|市", "", "人口"],
        ["北", "甲城", "十二万　约数"],
        ["", "乙城", ""],
        ["", "丙城", ""],
    ]
    assert outline(found)[-1] == ("paragraph", BODY, 12)
    assert reread(found, tmp_path).article == found.article


def test_header_rows_and_the_caption_above(tmp_path: Path) -> None:
    repeated = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = "".join(
        f"<w:tr>{repeated if n < 2 else ''}<w:tc>{paragraph(f'甲{n}')}</w:tc>"
        f"<w:tc>{paragraph(f'乙{n}')}</w:tc></w:tr>"
        for n in range(3)
    )
    body = TITLE + paragraph("表1 两座城", "C") + f"<w:tbl>{rows}</w:tbl>" + paragraph(BODY)
    found = loaded(package(body), tmp_path)
    assert grid(found).header_rows == 2
    assert [each.text for each in grid(found).caption if hasattr(each, "text")] == ["表1 两座城"]
    assert reread(found, tmp_path).article == found.article
    none = '<w:tblPr><w:tblLook w:firstRow="0"/></w:tblPr>'
    found = loaded(package(TITLE + table(("甲", "乙"), head=none)), tmp_path)
    assert grid(found).header_rows == 0


def test_frames_and_tables_in_tables_are_read_as_text(tmp_path: Path) -> None:
    inner = table(("里面甲", "里面乙"))
    found = loaded(package(TITLE + table((BODY,))), tmp_path)
    assert outline(found)[1] == ("paragraph", BODY, 3)
    assert of(found.findings, "docx-table-flattened") == [(3, "63")]
    rows = f"<w:tr><w:tc>{inner}<w:p/></w:tc><w:tc>{paragraph('外面')}</w:tc></w:tr>"
    found = loaded(package(TITLE + f"<w:tbl>{rows}</w:tbl>"), tmp_path)
    assert cells(found) == [["里面甲　里面乙", "外面"]]


def test_an_empty_table_says_nothing_and_keeps_the_count(tmp_path: Path) -> None:
    found = loaded(package(TITLE + table(("", ""), ("", "")) + paragraph(BODY)), tmp_path)
    assert outline(found)[-1] == ("paragraph", BODY, 7)
