"""What a Word file holds becomes an article or a finding, with the number of its paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from hypothesis import given
from hypothesis import strategies as st

from publisher.document.model import List
from publisher.manuscript import clean_copy
from publisher.manuscript.account import characters
from tests.manuscript.office.packages import loaded, of, outline, package, paragraph, part, run

BODY = "这一段说的是河边的树，说得很长，也说完了。"


def test_styles_lists_tables_and_quotations(tmp_path: Path) -> None:
    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in (("城市", "人口"), ("某城", "十二万"))
    )
    body = (
        paragraph("河边的树", "T")
        + paragraph("一棵树的一百年", "S")
        + paragraph(BODY)
        + paragraph("一、种树", "H1")
        + paragraph(BODY)
        + paragraph("浇水", number=1)
        + paragraph("松土", number=1)
        + paragraph("先挖坑", number=2)
        + paragraph("再放苗", number=2)
        + f"<w:tbl>{table}</w:tbl>"
        + paragraph("种树的人不急。", "Q")
        + paragraph(BODY)
    )
    found = loaded(package(body), tmp_path)
    assert found.article.headline == ("河边的树",)
    assert found.article.subheadline == "一棵树的一百年"
    assert outline(found) == [
        ("paragraph", BODY, 3),
        ("heading", "一、种树", 4),
        ("paragraph", BODY, 5),
        ("list_item", "浇水", 6),
        ("list_item", "松土", 7),
        ("list_item", "1. 先挖坑", 8),
        ("list_item", "2. 再放苗", 9),
        ("table", "城市\t人口\n某城\t十二万", 10),
        ("block_quote", "种树的人不急。", 14),
        ("paragraph", BODY, 15),
    ]
    lists = [each for each in found.article.blocks() if isinstance(each, List)]
    assert [each.ordered for each in lists] == [False, True]


def test_a_paragraph_cut_at_a_column_is_joined(tmp_path: Path) -> None:
    body = paragraph("河边的树", "T") + paragraph("人们在桥上谈论新的规划，尚未")
    found = loaded(package(body + paragraph("形成规模化的应用正在变成现实。")), tmp_path)
    assert outline(found)[0][1] == "人们在桥上谈论新的规划，尚未形成规模化的应用正在变成现实。"
    assert of(found.findings, "break-joined")[0][0] == 2


def test_tracked_changes_are_accepted_and_told(tmp_path: Path) -> None:
    changed = (
        run("我们看见")
        + '<w:del w:author="某编辑"><w:r><w:delText>三</w:delText></w:r></w:del>'
        + f'<w:ins w:author="某编辑">{run("四")}</w:ins>'
        + run("棵树，都很高，也很老。")
    )
    found = loaded(package(paragraph("题目", "T") + paragraph(raw=changed)), tmp_path)
    assert outline(found) == [("paragraph", "我们看见四棵树，都很高，也很老。", 2)]
    assert of(found.findings, "docx-tracked-change") == [(2, "某编辑 三 四")]


def test_comments_are_questions(tmp_path: Path) -> None:
    body = (
        '<w:commentRangeStart w:id="7"/>'
        + run("十二万")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
        + run("人住在这里，这是去年的数字。")
    )
    note = f'<w:comment w:id="7" w:author="某校对">{paragraph("数字对吗？")}</w:comment>'
    extra: dict[str, str | bytes] = {"word/comments.xml": part("comments", note)}
    found = loaded(package(paragraph("题目", "T") + paragraph(raw=body), extra), tmp_path)
    assert of(found.findings, "docx-comment") == [(2, "某校对 十二万 数字对吗？")]


def test_notes_stand_below_the_text(tmp_path: Path) -> None:
    body = run("树有一百岁") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("，还在长高。")
    note = f'<w:footnote w:id="2">{paragraph("据县志。")}</w:footnote>'
    extra: dict[str, str | bytes] = {"word/footnotes.xml": part("footnotes", note)}
    found = loaded(package(paragraph("题目", "T") + paragraph(raw=body), extra), tmp_path)
    assert outline(found) == [("paragraph", "树有一百岁，还在长高。", 2), ("note", "据县志。", 2)]
    assert "[^1]" in clean_copy(found.article)


def test_marks_links_and_ruby(tmp_path: Path) -> None:
    body = (
        run("他说这是")
        + run("要紧的事", "<w:b/>")
        + run("，也是")
        + run("顶要紧", '<w:em w:val="dot"/>')
        + "<w:r><w:t>的事，请看</w:t></w:r>"
        + f'<w:hyperlink r:id="l1">{run("这里")}</w:hyperlink>'
        + f'<w:hyperlink r:id="l2">{run("那里")}</w:hyperlink>'
        + "<w:r><w:ruby><w:rt><w:r><w:t>wū</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>乌</w:t></w:r>"
        + "</w:rubyBase></w:ruby></w:r><w:r><w:t>镇就在那里。</w:t></w:r>"
    )
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    relations = "".join(
        f'<Relationship Id="{key}" Type="{link}" Target="{target}" TargetMode="External"/>'
        for key, target in (("l1", "https://example.org/a"), ("l2", "javascript:a()"))
    )
    data = package(paragraph("题目", "T") + paragraph(raw=body), relations=relations)
    copy = clean_copy(loaded(data, tmp_path).article)
    assert "[要紧的事]{.strong}" in copy
    assert "[顶要紧]{.emphasis}" in copy
    assert "[这里](https://example.org/a)那里{乌|wū}镇" in copy


def test_text_boxes_hidden_words_and_contents(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('盒子里的一句话，说完了。')}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = (
        paragraph("题目", "T")
        + paragraph("题目……………1", "O")
        + paragraph(raw=run(BODY) + f"<w:r>{twice}</mc:AlternateContent></w:r>")
        + paragraph(raw=run("藏起来的话", "<w:vanish/>") + run(BODY))
    )
    found = loaded(package(body), tmp_path)
    assert [text for _, text, _ in outline(found)] == [BODY, "盒子里的一句话，说完了。", BODY]
    assert of(found.findings, "docx-hidden") == [(4, "藏起来的话")]
    assert of(found.findings, "docx-contents") == [(0, "1")]
    assert len(of(found.findings, "docx-text-box")) == 1


def test_speakers_are_found_as_in_plain_text(tmp_path: Path) -> None:
    lines = ["面孔", "河上的桥", BODY, "东江大学教授", "方某", "桥是人修的", BODY, BODY]
    lines += ["北原科技有限公司总经理", "李某某", "水是自己来的", BODY]
    body = "".join(paragraph(each) for each in lines)
    found = loaded(package(body), tmp_path).article
    (tmp_path / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    from publisher.manuscript import load

    assert found == load(tmp_path / "a.txt", "a.txt").article
    assert [each.name for each in found.speakers] == ["方某", "李某某"]


def test_a_file_that_python_docx_writes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("河边的树", 0)
    document.add_paragraph(BODY)
    document.add_paragraph("第一项", style="List Bullet")
    document.add_heading("小标题", 1)
    document.add_paragraph(BODY).add_run("又补了一句。").bold = True
    document.save(str(tmp_path / "b.docx"))
    found = loaded((tmp_path / "b.docx").read_bytes(), tmp_path)
    assert [kind for kind, _, _ in outline(found)] == [
        "paragraph",
        "list_item",
        "heading",
        "paragraph",
    ]


WORDS = st.text("河边的树一二三，。：aB9 *_[]{}<>&\u3000", min_size=1, max_size=20)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "H1", "Q", "C"])), min_size=1, max_size=8))
def test_every_character_is_kept_and_the_clean_copy_is_stable(
    tmp_path_factory: Any, paragraphs: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("docx")
    escaped = [(escape(text), style) for text, style in paragraphs]
    body = paragraph("题目", "T") + "".join(paragraph(text, style) for text, style in escaped)
    found = loaded(package(body + paragraph(BODY)), folder)
    text = "".join(characters(found.article))
    for each in "河边的树一二三aB9":
        assert text.count(each) == sum(t.count(each) for t, _ in paragraphs) + BODY.count(each)
    copy = clean_copy(found.article)
    (folder / "copy.md").write_text(copy, encoding="utf-8")
    from publisher.manuscript import load

    assert load(folder / "copy.md", "copy.md").article == found.article
