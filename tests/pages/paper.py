"""A made-up newspaper for tests of its pages: short news out of a seeded hat, one picture."""

from __future__ import annotations

from dataclasses import replace

from publisher import units
from publisher.document.model import (
    Article,
    Contributor,
    Entry,
    Figure,
    PaperPage,
    Part,
    Print,
    Publication,
)
from publisher.findings import Place
from tests.pages import made

# kicker, headline, subheadline, byline, characters of each paragraph
NEWS: tuple[tuple[str, str, str, str, tuple[int, ...]], ...] = (
    (
        "桥梁体检全面展开",
        "七座老桥今起逐一把脉",
        "传感器与老师傅一同上桥",
        "记者　林小满",
        (140, 120, 160, 110, 150, 130, 120, 140, 110, 150),
    ),
    ("", "渡船秋季时刻表今日启用", "早班提前二十分钟", "记者　周砚", (120, 110, 130, 90, 100, 120)),
    ("", "档案馆开放修桥图纸", "", "记者　沈知", (110, 100, 120, 80)),
    ("", "堤岸步道夜间延时关灯", "", "", (90, 60)),
    ("", "南门桥单双号限行", "", "", (70, 50)),
    (
        "民生观察",
        "一条船与一座小学的二十年",
        "驾驶员每天多绕三公里",
        "记者　罗渡",
        (150, 120, 130, 160, 120, 140, 110, 130),
    ),
    ("", "水文站更换第三代水位计", "", "记者　周砚", (120, 110, 90)),
    ("", "石匠带徒名单公布", "", "", (80, 60, 50)),
    ("", "风筝节改在上游草滩举行", "", "记者　林小满", (110, 130, 120, 90)),
    ("", "旧船坞改造征求意见", "期限为六十天", "记者　沈知", (130, 120, 140, 110, 100)),
    ("", "河心岛发现百年石碑", "", "记者　罗渡", (120, 130, 110)),
    ("", "今起三天有雾", "", "", (60, 40)),
)


def article(number: int) -> Article:
    """The article of a row, counted from 0."""
    kicker, headline, subheadline, byline, lengths = NEWS[number]
    blocks = [made.paragraph(length, 40 * number + n) for n, length in enumerate(lengths)]
    pictures = (
        (Figure(made.PICTURE, "河道图", made.inlines("七座桥的位置。"), "制图/程一"),)
        if number == 5
        else ()
    )
    return Article(
        (headline,),
        (Part((), (), (*pictures, *blocks)),),
        kicker=kicker or None,
        subheadline=subheadline or None,
        byline=byline or None,
        place=Place(f"{number}.md", 1),
    )


def newspaper(count: int = len(NEWS), trim: str = "280x400mm", **tokens: str | int) -> Publication:
    """A tabloid of the first so many articles."""
    return Publication(
        "澜渡日报",
        tuple(Entry(article(n), f"{n}.md", "要闻") for n in range(count)),
        "urn:issn:1000-1239",
        Print(units.size(trim), units.points("3mm"), "coated-sheetfed"),
        "newspaper",
        publisher="澜渡报业",
        date="2026-11-07",
        contributors=(Contributor("顾闻笛", "red"), Contributor("程一苇", "tyd")),
        issue=replace(made.publication(article(0)).issue),
        pages=(PaperPage("要闻", "顾闻笛"), PaperPage("民生", "林小满")),
        tokens=tuple(tokens.items()),
    )
