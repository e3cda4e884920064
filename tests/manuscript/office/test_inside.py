"""What stands inside a paragraph: fields, signs, links, pictures, boxes, words not seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.manuscript import Loaded, clean_copy
from tests.manuscript.office.packages import (
    R,
    field,
    loaded,
    of,
    outline,
    package,
    paragraph,
    part,
    relation,
    reread,
    run,
    table,
)

BODY = "这一段说的是河边的树，说得很长，也说完了。"
TITLE = paragraph("题目", "T")


def said(inside: str, tmp_path: Path, relations: str = "", **extra: str | bytes) -> Loaded:
    parts = {f"word/{key}.xml": value for key, value in extra.items()}
    return loaded(package(TITLE + paragraph(raw=inside), parts, relations), tmp_path)


def text(found: Loaded) -> str:
    return outline(found)[0][1]


# ── fields ───────────────────────────────────────────────────────────────────────────────────────


def test_of_a_field_the_result_is_kept(tmp_path: Path) -> None:
    inside = run("今天是") + field(" DATE ", run("七日")) + run("，天晴，桥上有人。")
    assert text(said(inside, tmp_path)) == "今天是七日，天晴，桥上有人。"
    simple = f'<w:fldSimple w:instr=" PAGE ">{run("三")}</w:fldSimple>'
    assert (
        text(said(run("第") + simple + run("页上有一棵树，很高。"), tmp_path))
        == "第三页上有一棵树，很高。"
    )
    nested = field(f" IF {field(' PAGE ', '')} ", run("有人"))
    assert (
        text(said(run("桥上") + nested + run("，桥下有水。"), tmp_path)) == "桥上有人，桥下有水。"
    )


def test_a_field_that_is_never_closed_hides_nothing(tmp_path: Path) -> None:
    for kind in ("begin", "end", "separate"):
        open_field = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        assert text(said(open_field + run(BODY), tmp_path)) == BODY


def test_readings_and_rings_that_a_field_draws(tmp_path: Path) -> None:
    over = field(r' EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(wū),乌)')
    ring = field(r" eq \o\ac(○,3)")
    found = said(run("他住在") + over + run("镇，这是第") + ring + run("件事，说完了。"), tmp_path)
    assert "他住在{乌|wū}镇，这是第③件事，说完了。" in clean_copy(found.article)
    found = said(run("一半是") + field(r" EQ \f(1,2) ") + run("，说完了这一件事。"), tmp_path)
    assert of(found.findings, "docx-formula") == [(2, "(1,2)")]
    found = said(run(BODY) + field(r" SYMBOL 183 \f Symbol "), tmp_path)
    assert of(found.findings, "docx-embedded") == [(2, r"SYMBOL 183 \f Symbol")]
    assert text(said(run(BODY) + field(' XE "树" '), tmp_path)) == BODY


def test_words_inside_a_code_are_told(tmp_path: Path) -> None:
    inside = run(BODY) + field(
        f" QUOTE </w:instrText></w:r>{run('码里的字')}<w:r><w:instrText>", ""
    )
    assert of(said(inside, tmp_path).findings, "docx-hidden") == [(2, "码里的字")]


def test_links(tmp_path: Path) -> None:
    relations = relation("a", "hyperlink", "https://example.org/a?b=c&amp;d") + relation(
        "b", "hyperlink", "file:///etc/passwd"
    )
    inside = (
        f'{run("请看")}<w:hyperlink r:id="a">{run("甲处")}</w:hyperlink>'
        f'<w:hyperlink r:id="b">{run("乙处")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="c">{run("丙处")}</w:hyperlink>'
        + field(' HYPERLINK "http://example.org/d" ', run("丁处"))
        + field(' HYPERLINK "javascript:alert(1)" ', run("戊处"))
        + run("，都说完了。")
    )
    found = said(inside, tmp_path, relations)
    copy = clean_copy(found.article)
    assert '[甲处]{href="https://example.org/a?b=c' in copy
    assert "乙处丙处[丁处](http://example.org/d)戊处，都说完了。" in copy
    assert of(found.findings, "docx-external") == [
        (2, "file:///etc/passwd hyperlink"),
        (2, "javascript:alert(1) hyperlink"),
    ]
    assert reread(found, tmp_path).article == found.article


# ── signs ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Wingdings", "F0FC", "√"),
        ("Wingdings", "00FC", "√"),
        ("Symbol", "F0B7", "·"),
        ("宋体", "4E00", "一"),
        ("宋体", "FFFE", ""),
        ("宋体", "FFFF", ""),
        ("宋体", "D800", ""),
        ("宋体", "0007", ""),
        ("宋体", "110000", ""),
        ("宋体", "zz", ""),
        ("宋体", "20000", "\U00020000"),
    ],
)
def test_symbols(tmp_path: Path, font: str, code: str, sign: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    found = said(run("河边的") + symbol + run("树很高，说完了。"), tmp_path)
    assert text(found) == f"河边的{sign}树很高，说完了。"


def test_a_private_sign_of_no_known_meaning_is_told(tmp_path: Path) -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F051"/></w:r>'
    found = said(run("河边的") + symbol + run("树很高，说完了。"), tmp_path)
    assert "\uf051" in text(found)
    assert any(each.code.startswith("private") for each in found.findings)


def test_directions_and_controls_do_not_reach_the_text(tmp_path: Path) -> None:
    found = said(run("河边\u202e的\u2066树\u200b很&#x85;高\ufeff，说完了。"), tmp_path)
    assert "".join(each for _, each, _ in outline(found)) == "河边的树很高，说完了。"


def test_hyphens_breaks_and_tabs(tmp_path: Path) -> None:
    inside = (
        "<w:r><w:t>5G</w:t><w:noBreakHyphen/><w:t>A已经商用</w:t><w:br/><w:t>，说完了。</w:t></w:r>"
    )
    assert text(said(inside, tmp_path)) == "5G-A已经商用，说完了。"


def test_emphasis_by_dots_and_by_bold(tmp_path: Path) -> None:
    inside = (
        run("这里有") + run("要紧", "<w:b/>") + run("的话，") + run("记住", '<w:em w:val="dot"/>')
    )
    copy = clean_copy(said(inside + run("它，说完了。"), tmp_path).article)
    assert "这里有[要紧]{.strong}的话，[记住]{.emphasis}它，说完了。" in copy
    whole = clean_copy(said(run(BODY, "<w:b/>"), tmp_path).article)
    assert "{.strong}" not in whole


def test_formulas_and_words_struck_through(tmp_path: Path) -> None:
    formula = "<m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath>"
    struck = run("划去", "<w:strike/>")
    found = said(run("式子是") + formula + run("，还有") + struck + run("的字。"), tmp_path)
    assert text(found) == "式子是a+b=c，还有划去的字。"
    assert of(found.findings, "docx-formula") == [(2, "a+b=c")]
    assert of(found.findings, "docx-struck") == [(2, "划去")]


# ── what is no text ──────────────────────────────────────────────────────────────────────────────


def test_pictures_are_named(tmp_path: Path) -> None:
    inside = f'<Relationship Id="i" Type="{R}/image" Target="media/a.png"/>'
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="桥上的人"/>'
        '<a:blip r:embed="i"/></wp:inline></w:drawing></w:r>'
    )
    found = said(run(BODY) + drawing, tmp_path, inside)
    assert of(found.findings, "docx-picture") == [(2, "桥上的人 · a.png")]
    old = '<w:r><w:pict><v:shape><v:imagedata r:id="i" o:title="树"/></v:shape></w:pict></w:r>'
    assert of(said(run(BODY) + old, tmp_path, inside).findings, "docx-picture") == [
        (2, "树 · a.png")
    ]
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    assert of(said(run(BODY) + art, tmp_path).findings, "docx-picture") == [(2, "艺术字")]
    drawn = "<w:r><w:drawing><a:t>画里的字</a:t></w:drawing></w:r>"
    assert of(said(run(BODY) + drawn, tmp_path).findings, "docx-embedded") == [(2, "画里的字")]
    ole = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    assert of(said(run(BODY) + ole, tmp_path).findings, "docx-embedded") == [(2, "Excel.Sheet.12")]


def test_boxes_with_tables_lists_and_boxes_in_them(tmp_path: Path) -> None:
    inner = f"<w:r><w:txbxContent>{paragraph('最里面的话，说完了。')}</w:txbxContent></w:r>"
    box = paragraph(raw=run("盒子里的话，说完了。") + inner) + table(("甲", "乙"))
    inside = f"{run(BODY)}<w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>"
    found = said(inside, tmp_path)
    assert outline(found) == [
        ("paragraph", BODY, 2),
        ("paragraph", "盒子里的话，说完了。", 2),
        ("paragraph", "最里面的话，说完了。", 2),
        ("table", "甲\t乙", 2),
    ]
    assert len(of(found.findings, "docx-text-box")) == 2


def test_headers_footers_and_what_is_hidden_by_a_style(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="V"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr>'
        "</w:style>",
    )
    relations = "".join(
        f'<Relationship Id="{key}" Type="{R}/{key[:6]}" Target="{key}.xml"/>'
        for key in ("header1", "header2", "footer1")
    )
    extra: dict[str, str | bytes] = {
        "word/styles.xml": styles,
        "word/header1.xml": part("hdr", paragraph("某报 第三版")),
        "word/header2.xml": part("hdr", paragraph("某报 第三版")),
        "word/footer1.xml": part("ftr", paragraph("3")),
    }
    shown = run("看得见的话，说完了。", '<w:vanish w:val="0"/>')
    hidden = paragraph(raw=run("藏着的话") + shown, style="V")
    found = loaded(package(TITLE + hidden, extra, relations), tmp_path)
    assert outline(found) == [("paragraph", "看得见的话，说完了。", 2)]
    assert of(found.findings, "docx-header") == [(0, "某报 第三版")]
    assert of(found.findings, "docx-hidden") == [(2, "藏着的话")]


# ── notes ────────────────────────────────────────────────────────────────────────────────────────


def mark(key: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def test_footnotes_and_endnotes_are_counted_in_their_order(tmp_path: Path) -> None:
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("脚注一段，又见")}{paragraph("脚注二段。")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("没有人标的注。")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="1">{paragraph("尾注。")}</w:endnote>'
    body = paragraph(raw=run("树有一百岁") + mark(1, "endnote") + run("，还在长高。")) + paragraph(
        raw=run("桥有两百岁") + mark(1) + run("，还有人走") + mark(9) + run("。")
    )
    extra: dict[str, str | bytes] = {
        "word/footnotes.xml": part("footnotes", notes),
        "word/endnotes.xml": part("endnotes", ends),
    }
    found = loaded(package(TITLE + body, extra), tmp_path)
    copy = clean_copy(found.article)
    assert "树有一百岁[^1]，还在长高。" in copy
    assert "桥有两百岁[^2]，还有人走。" in copy
    assert "[^1]: 尾注。" in copy
    assert "[^2]: 脚注一段，又见\n\n    脚注二段。" in copy
    assert of(found.findings, "docx-note-missing") == [(3, "")]
    assert reread(found, tmp_path).article == found.article


def test_a_note_of_a_headline_loses_its_mark_and_stays(tmp_path: Path) -> None:
    notes = f'<w:footnote w:id="1">{paragraph("本文有删节。")}</w:footnote>'
    title = paragraph(raw=run("河边的树") + mark(1), style="T")
    extra: dict[str, str | bytes] = {"word/footnotes.xml": part("footnotes", notes)}
    found = loaded(package(title + paragraph(BODY), extra), tmp_path)
    assert found.article.headline == ("河边的树",)
    assert ("note", "本文有删节。", 1) in outline(found)
    assert of(found.findings, "docx-note-unmarked") == [(1, "河边的树")]
