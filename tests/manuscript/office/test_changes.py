"""Tracked changes are accepted, comments are questions; each with its paragraph."""

from __future__ import annotations

from pathlib import Path

from tests.manuscript.office.packages import (
    loaded,
    of,
    outline,
    package,
    paragraph,
    part,
    run,
    table,
)

BODY = "这一段说的是河边的树，说得很长，也说完了。"
TITLE = paragraph("题目", "T")
BY = 'w:author="某编辑"'


def removed(text: str, kind: str = "del") -> str:
    inside = f"<w:r><w:delText>{text}</w:delText></w:r>" if kind == "del" else run(text)
    return f"<w:{kind} {BY}>{inside}</w:{kind}>"


def ended(kind: str, inside: str, more: str = "") -> str:
    """A paragraph whose end was put in or taken out."""
    return f"<w:p><w:pPr>{more}<w:rPr><w:{kind} {BY}/></w:rPr></w:pPr>{inside}</w:p>"


def test_a_move_is_told_where_it_began_and_where_it_ends(tmp_path: Path) -> None:
    moved = f"<w:moveTo {BY}>{run('这一句搬了家。')}</w:moveTo>"
    body = paragraph(raw=run(BODY) + removed("这一句搬了家。", "moveFrom"))
    found = loaded(package(TITLE + body + paragraph(raw=run(BODY) + moved)), tmp_path)
    assert [text for _, text, _ in outline(found)] == [BODY, BODY + "这一句搬了家。"]
    assert of(found.findings, "docx-tracked-change") == [
        (2, "某编辑 这一句搬了家。 "),
        (3, "某编辑  这一句搬了家。"),
    ]


def test_the_end_of_a_paragraph_that_was_taken_out(tmp_path: Path) -> None:
    body = ended("del", run("河边的树很高，")) + paragraph("也很老，说完了。") + paragraph(BODY)
    found = loaded(package(TITLE + body), tmp_path)
    assert outline(found) == [
        ("paragraph", "河边的树很高，也很老，说完了。", 2),
        ("paragraph", BODY, 4),
    ]
    assert of(found.findings, "docx-tracked-change") == [(2, "某编辑 ¶ ")]


def test_whole_paragraphs_that_were_put_in_or_taken_out(tmp_path: Path) -> None:
    put = f"<w:ins {BY}>{run('新的一段，说完了。')}</w:ins>"
    body = ended("ins", put) + ended("del", removed("旧的一段。")) + paragraph(BODY)
    found = loaded(package(TITLE + body), tmp_path)
    assert outline(found) == [("paragraph", "新的一段，说完了。", 2), ("paragraph", BODY, 4)]
    assert of(found.findings, "docx-tracked-change") == [
        (2, "某编辑  新的一段，说完了。¶"),
        (3, "某编辑 旧的一段。¶ "),
    ]


def test_an_item_that_was_taken_out_is_not_counted(tmp_path: Path) -> None:
    number = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    body = paragraph("甲项", number=2) + ended("del", removed("乙项"), number)
    found = loaded(package(TITLE + paragraph(BODY) + body + paragraph("丙项", number=2)), tmp_path)
    assert [text for kind, text, _ in outline(found) if kind == "list_item"] == [
        "1. 甲项",
        "2. 丙项",
    ]


def test_rows_that_were_taken_out_or_put_in(tmp_path: Path) -> None:
    rows = table(("甲", "一"), ("乙", "二"), ("丙", "三"), ("丁", "四"))
    gone = rows.replace(
        f"<w:tr><w:tc>{paragraph('乙')}",
        f"<w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{paragraph('乙')}",
    ).replace(
        f"<w:tr><w:tc>{paragraph('丙')}",
        f"<w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{paragraph('丙')}",
    )
    found = loaded(package(TITLE + paragraph(BODY) + gone + paragraph(BODY)), tmp_path)
    assert outline(found)[1] == ("table", "甲\t一\n丙\t三\n丁\t四", 3)
    assert outline(found)[2][2] == 11
    assert of(found.findings, "docx-tracked-change") == [(5, "某编辑 乙 二 "), (7, "某编辑  丙 三")]


def test_changes_of_two_people_and_one_inside_another(tmp_path: Path) -> None:
    body = (
        run("河边有")
        + removed("三")
        + f'<w:ins w:author="某校对">{run("四")}</w:ins>'
        + run("棵树，")
        + f'<w:ins {BY}>{run("都")}<w:del w:author="某校对">'
        + "<w:r><w:delText>不</w:delText></w:r></w:del>"
        + f"{run('高')}</w:ins>"
        + run("，说完了。")
    )
    found = loaded(package(TITLE + paragraph(raw=body)), tmp_path)
    assert outline(found)[0][1] == "河边有四棵树，都高，说完了。"
    assert of(found.findings, "docx-tracked-change") == [
        (2, "某编辑 三 "),
        (2, "某校对  四"),
        (2, "某编辑  都"),
        (2, "某校对 不 "),
        (2, "某编辑  高"),
    ]


def test_a_change_of_looks_says_nothing(tmp_path: Path) -> None:
    bold = f"<w:rPrChange {BY}><w:rPr><w:b/></w:rPr></w:rPrChange>"
    found = loaded(package(TITLE + paragraph(raw=run(BODY, bold))), tmp_path)
    assert outline(found) == [("paragraph", BODY, 2)]
    assert not of(found.findings, "docx-tracked-change")


def comment(key: int, text: str) -> str:
    return f'<w:comment w:id="{key}" w:author="某校对">{paragraph(text)}</w:comment>'


def marked(key: int) -> str:
    return f'<w:commentRangeEnd w:id="{key}"/><w:r><w:commentReference w:id="{key}"/></w:r>'


def begun(key: int) -> str:
    return f'<w:commentRangeStart w:id="{key}"/>'


def test_comments_anywhere_are_told(tmp_path: Path) -> None:
    """On paragraphs, on each other, on words that were taken out, on nothing."""
    body = (
        begun(1)
        + paragraph(raw=begun(2) + run("十二万人") + marked(2) + run("住在这里，住了一百年。"))
        + paragraph(raw=run(BODY) + marked(1))
        + paragraph(
            raw=run(BODY)
            + begun(3)
            + f"<w:del {BY}><w:r><w:delText>删去的话</w:delText></w:r>"
            + '<w:r><w:commentReference w:id="3"/></w:r></w:del>'
        )
        + table(("甲", "乙")).replace(paragraph("乙"), paragraph(raw=run("乙") + marked(5)))
    )
    comments = "".join(comment(n, f"第{n}问") for n in range(1, 6))
    extra: dict[str, str | bytes] = {"word/comments.xml": part("comments", comments)}
    found = loaded(package(TITLE + body, extra), tmp_path)
    assert of(found.findings, "docx-comment") == [
        (0, "某校对  第4问"),
        (2, "某校对 十二万人 第2问"),
        (3, "某校对 十二万人住在这里，住了一百年。这一段说的… 第1问"),
        (4, "某校对 删去的话 第3问"),
        (6, "某校对  第5问"),
    ]
