"""The whole way: a Word file, its article, its clean copy, and the article again."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given
from hypothesis import strategies as st

from publisher.cli import guard, main
from publisher.manuscript import clean_copy, load
from publisher.manuscript.account import characters
from publisher.manuscript.readers.docx import read
from tests.manuscript.office.packages import (
    field,
    loaded,
    of,
    outline,
    package,
    paragraph,
    part,
    reread,
    run,
    table,
)

BODY = "这一段说的是河边的树，说得很长，也说完了。"
NAMES = ("方某某", "李某某", "王某", "陈某某", "赵某", "周某某")
OFFICES = (
    "东江大学教授", "北原科技有限公司总经理", "南山研究院院长",
    "西湖博物馆馆长", "中原大学副校长", "远方传媒有限公司董事长",
)  # fmt: skip
HEADS = ("桥是人修的", "水是自己来的", "树比人老", "旧物会说话", "书要慢慢读", "话要好好说")


def speakers() -> list[tuple[str, str]]:
    """Six speakers; a letter says how each line is set."""
    lines = [("面孔", "t"), ("河上的桥与桥边的人", "t"), (BODY, "")]
    for name, office, head in zip(NAMES, OFFICES, HEADS, strict=True):
        lines += [(office, "t"), (name, "t"), (head, "t"), (BODY, ""), (f"{head}，所以{BODY}", "")]
    return lines


def bytes_of(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_six_speakers_in_bold_are_structured_as_in_plain_text(tmp_path: Path) -> None:
    document = docx.Document()
    for text, look in speakers():
        made = document.add_paragraph()
        words = made.add_run(text)
        if look:
            words.bold = True
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    found = loaded(bytes_of(document), tmp_path)
    plain = "\n\n".join(text for text, _ in speakers())
    (tmp_path / "a.txt").write_text(plain, encoding="utf-8")
    assert found.article == load(tmp_path / "a.txt", "a.txt").article
    assert tuple(each.name for each in found.article.speakers) == NAMES
    assert reread(found, tmp_path).article == found.article


@pytest.mark.parametrize(
    ("title", "head", "under"),
    [
        ("Title", "heading 1", "heading 2"),
        ("标题", "标题 1", "标题 2"),
        ("標題", "標題 1", "標題 2"),
        ("大标题", "一级标题", "二级标题"),
        ("Title", "Heading 2", "heading 3,小节"),
    ],
)
def test_names_of_styles(tmp_path: Path, title: str, head: str, under: str) -> None:
    """In both languages, as Word and WPS write them: an identifier says nothing."""
    names = (("a3", title), ("1", head), ("20", under), ("a5", "toc 1"), ("a6", "图注"))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names
    )
    based = '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="1"/></w:style>'
    body = (
        paragraph("河边的树", "a3")
        + paragraph("种树", "1")
        + paragraph(BODY)
        + paragraph("浇水", "20")
        + paragraph(BODY)
        + paragraph("松土", "x")
        + paragraph("河边的一棵树", "a6")
        + paragraph(BODY)
    )
    found = loaded(package(body, {"word/styles.xml": part("styles", styles + based)}), tmp_path)
    assert found.article.headline == ("河边的树",)
    said = outline(found)
    headings = [(text, line) for kind, text, line in said if kind == "heading"]
    assert headings == [("种树", 2), ("浇水", 4), ("松土", 6)]
    assert [line for kind, _, line in said if kind == "caption"] == [7]
    assert reread(found, tmp_path).article == found.article


def test_line_breaks_indents_and_empty_paragraphs(tmp_path: Path) -> None:
    indent = '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="420.5"/></w:pPr>'
    broken = (
        "<w:r><w:t>人们在桥上谈论新的规划，尚未</w:t><w:br/><w:t>形成规模化的应用。</w:t></w:r>"
    )
    body = (
        paragraph("题目", "T")
        + "<w:p/>"
        + f"<w:p>{indent}{run('　　' + BODY)}</w:p>"
        + "<w:p/><w:p/>"
        + f"<w:p>{indent}{broken}</w:p>"
    )
    assert outline(loaded(package(body), tmp_path)) == [
        ("paragraph", BODY, 3),
        ("paragraph", "人们在桥上谈论新的规划，尚未形成规模化的应用。", 6),
    ]


def test_the_same_bytes_say_the_same(tmp_path: Path) -> None:
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="某校对">{paragraph("对吗？")}</w:comment>'
        for n in range(9)
    )
    extra: dict[str, str | bytes] = {"word/comments.xml": part("comments", comments)}
    data = package(paragraph("题目", "T") + paragraph(BODY) + table(("甲", "乙")), extra)
    first, again = (read(data, "a.docx") for _ in range(2))
    assert repr(first) == repr(again)


def test_the_command_writes_the_clean_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def command(arguments: list[str]) -> None:
        monkeypatch.setattr(sys, "argv", ["publisher", *arguments])
        # its worker would be a copy of this test
        monkeypatch.setenv(guard.OFF, "off")
        main()

    source = tmp_path / "稿 一.docx"
    source.write_bytes(package(paragraph("河边的树", "T") + paragraph(BODY)))
    with pytest.raises(SystemExit) as ended:
        command(["repair", str(source), "-o", str(tmp_path / "copy.md")])
    assert ended.value.code == 0
    assert BODY in (tmp_path / "copy.md").read_text(encoding="utf-8")
    for name, data in (("b.docx", b"PK\x03\x04"), ("c.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(SystemExit) as ended:
            command(["repair", str(tmp_path / name)])
        assert ended.value.code not in (0, None)
        said = capsys.readouterr()
        assert name in said.err + said.out
        assert "Traceback" not in said.err + said.out


# ── every character lands somewhere ──────────────────────────────────────────────────────────────

_NUMBERS = st.integers(0x4E00, 0x4E00 + 2000).map(chr)
WORD = st.text(_NUMBERS, min_size=1, max_size=9)  # four fit into what a finding shows
PROPERTIES = st.sampled_from(
    ["", "<w:b/>", "<w:i/>", '<w:em w:val="dot"/>', "<w:vanish/>", "<w:strike/>"]
)


@st.composite
def runs(draw: st.DrawFn) -> str:
    inside = run(draw(WORD), draw(PROPERTIES))
    match draw(st.integers(0, 11)):
        case 0:
            return f'<w:ins w:author="甲">{inside}</w:ins>'
        case 1:
            return f'<w:del w:author="甲">{inside}</w:del>'
        case 2:
            return f'<w:moveFrom w:author="甲">{inside}</w:moveFrom>'
        case 3:
            return field(" PAGE ", inside)
        case 4:
            return f'<w:hyperlink r:id="none">{inside}</w:hyperlink>'
        case 5:
            return f"<w:r><w:txbxContent><w:p>{inside}</w:p></w:txbxContent></w:r>"
        case 6:
            return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        case 7:
            rt = f"<w:rt>{run('b')}</w:rt>"
            return f"<w:r><w:ruby>{rt}<w:rubyBase>{inside}</w:rubyBase></w:ruby></w:r>"
        case 8:
            return f"<w:smartTag><w:unknown>{inside}</w:unknown></w:smartTag><w:r><w:br/></w:r>"
    return inside


@st.composite
def bodies(draw: st.DrawFn) -> str:
    def one() -> str:
        inside = "".join(draw(st.lists(runs(), max_size=4)))
        style = draw(st.sampled_from(["", "", "", "T", "S", "H1", "H2", "Q", "C"]))
        return paragraph(
            style=style, number=draw(st.sampled_from([0, 0, 0, 1, 2])), raw=inside + " "
        )

    said = []
    for _ in range(draw(st.integers(1, 5))):
        if draw(st.integers(0, 4)):
            said.append(one())
        else:
            cells = (f"<w:tr><w:tc>{one()}</w:tc><w:tc>{one()}</w:tc></w:tr>" for _ in range(2))
            said.append(f"<w:tbl>{''.join(cells)}</w:tbl>")
    return "".join(said)


@given(bodies())
def test_every_character_lands_in_the_article_or_in_a_finding(
    tmp_path_factory: Any, body: str
) -> None:
    folder = tmp_path_factory.mktemp("docx")
    found = loaded(package(body + paragraph(BODY)), folder)
    article = "".join(characters(found.article))
    told = "".join(str(value) for each in found.findings for _, value in each.values)
    written = [each for each in body if "\u4e00" <= each <= "\u9fff" and each != "甲"]
    assert not [each for each in written if each not in article + told]
    assert all(each.place and each.place.line <= 30 for each in found.findings)
    copy = clean_copy(found.article)
    again = reread(found, folder)
    assert again.article == found.article
    assert clean_copy(again.article) == copy
    assert of(found.findings, "text-changed") == []
