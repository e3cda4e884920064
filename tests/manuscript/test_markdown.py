"""An ordinary Markdown manuscript: repaired like any other, its markup kept."""

from __future__ import annotations

from typing import Any

from publisher.document.model import Article, Figure, Paragraph, plain
from publisher.manuscript.clean_copy import clean_copy
from publisher.manuscript.contract import contract
from publisher.manuscript.loading import repair
from publisher.manuscript.readers import md

TEXT = """\
# 河边的树

本报记者 方某

第一段,有**重点**和`code,x`,见[链接](http://a.b/c,d)。注[^1]
软换行接着写,
没有停。

## 一个小标题

> 引文一段,
> 第二行。

1. 第一,
2. 第二;

- 甲
  - 乙

| 年份 | 数量,棵 |
|---|---|
| 2020 | 12 |

![河边的树](pictures/a.png "图注一句")

## 林业站站长 方某

### 树是急不来的

我种树三十年,最怕的就是别人问我什么时候成林。树是急不来的事情。

::: pull-quote
树是急不来的事情。
:::

<b>不是标记</b>

---

[^1]: 脚注,一条。
"""


def test_a_markdown_manuscript() -> None:
    article: Any = contract(repair(md.draft(TEXT, "a.md")))["article"]
    assert article["headline"] == ["河边的树"]
    assert article["byline"] == "本报记者 方某"
    assert [(b["kind"], b["text"], b["line"]) for b in article["introduction"]] == [
        ("paragraph", "第一段，有重点和code,x，见链接。注软换行接着写，没有停。", 5),
        ("heading", "一个小标题", 9),
        ("block_quote", "引文一段，第二行。", 11),
        ("list_item", "1. 第一，", 14),
        ("list_item", "2. 第二；", 15),
        ("list_item", "甲", 17),
        ("list_item", "乙", 18),
        ("table", "年份\t数量，棵\n2020\t12", 20),
        ("picture", "河边的树", 24),
        ("caption", "图注一句", 24),
    ]
    (part,) = article["parts"]
    assert part["speakers"] == [{"name": "方某", "roles": ["林业站站长"]}]
    assert part["headline"] == ["树是急不来的"]
    assert part["pull_quote"] == {"text": "树是急不来的事情。", "line": 30}
    assert [(b["kind"], b["text"], b["line"]) for b in part["blocks"]] == [
        ("paragraph", "我种树三十年，最怕的就是别人问我什么时候成林。树是急不来的事情。", 30),
        ("paragraph", "<b>不是标记</b>", 36),
        ("note", "脚注，一条。", 40),
    ]


def test_decoration_is_read_and_written_back():
    text = '---\nheadline: 题\n---\n::: figure {src="a.png" decorative="yes"}\n:::\n'
    article = md.read(text.encode(), "a.md").content
    assert isinstance(article, Article)
    figure = next(block for block in article.blocks() if isinstance(block, Figure))
    assert (figure.decorative, figure.is_told) == (True, True)
    assert 'decorative="yes"' in clean_copy(article)


def test_emphasis_in_emphasis_without_end_keeps_its_words() -> None:
    """As deep as Python goes once: it was refused, and no line named."""
    text = (
        "---\nheadline: 题\n---\n" + "**甲 " * 3000 + "乙** " * 3000 + "[*丙*](http://a.example)\n"
    )
    article = md.read(text.encode(), "a.md").content
    assert isinstance(article, Article)
    (paragraph,) = article.blocks()
    assert isinstance(paragraph, Paragraph)
    words = plain(paragraph.inlines)
    assert (words.count("甲"), words.count("乙"), words[-1]) == (3000, 3000, "丙")
    assert "http://a.example" in clean_copy(article)
