"""Whatever is printed leads to its line, and the line to where it is printed, in every layout."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from publisher import resources
from publisher.preview import aim
from publisher.preview.build import build
from publisher.preview.lines import Line
from tests.preview.conftest import Client, run

pytestmark = pytest.mark.slow

FILLER = "河水从桥下流过，摇橹的人在清晨唱歌，岸上的茶馆已经坐满了客人。" * 3
NOTES = f"""---
kicker: 水乡专题
headline:
  - 船还在走
  - 人已老了
subheadline: 三代船家的一年
deck: 河还在流，船却少了。
byline: 本刊记者 顾长河
---

早上第一班船是六点开的[^1]。{FILLER}

## 水边的人家

{FILLER}

- 青鱼两尾
- 新米一斗

::: verse
潮来天地青
潮去水无声
:::

> 旧志说此地多水。

::: question {{speaker="访客"}}
您什么时候学的手艺？
:::

::: answer {{speaker="老周"}}
十四岁跟着父亲上船。{FILLER}
:::

| 日子 | 去处 |
| --- | --- |
| 初五 | 早市 |
| 初十 | 庙会 |

::: figure {{src="pictures/patch.png" alt="渡口" credit="何望 摄"}}
渡口的黄昏
:::

::: sidebar
### 怎么去
渡船每日四班。
:::

::: advertisement
书店新到方志三种。
:::

:::: speaker {{name="周砚秋" roles="船工"}}
# 靠水吃水的人
水边长大的孩子不怕水。{FILLER}
::::

[^1]: 冬天改在七点。
"""
LETTER = f"""河埠头的早市

本刊记者 顾长河

天还没有亮就有人来占位置。{FILLER}

一、卖菱角的人

{FILLER}
"""
SETTINGS = """title: 江南来信
subtitle: 六人谈
layout: {layout}
cover: {{}}
articles:
  - {{file: notes.md, department: 观察}}
  - letter.txt
"""


class Spot(NamedTuple):
    """Words on a page, and how the line begins that they stand in."""

    words: str
    file: str
    line: str


HERE = (
    Spot("水乡专题", "notes.md", "kicker:"),
    Spot("船还在走", "notes.md", "  - 船还在走"),
    Spot("人已老了", "notes.md", "  - 人已老了"),
    Spot("三代船家的一年", "notes.md", "subheadline:"),
    Spot("河还在流", "notes.md", "deck:"),
    Spot("顾长河", "notes.md", "byline:"),
    Spot("早上第一班船", "notes.md", "早上第一班船"),
    Spot("水边的人家", "notes.md", "## 水边的人家"),
    Spot("青鱼两尾", "notes.md", "- 青鱼两尾"),
    Spot("新米一斗", "notes.md", "- 新米一斗"),
    Spot("潮去水无声", "notes.md", "潮去水无声"),
    Spot("旧志说", "notes.md", "> 旧志说"),
    Spot("您什么时候", "notes.md", "您什么时候"),
    Spot("十四岁跟", "notes.md", "十四岁跟"),
    Spot("早市", "notes.md", "| 初五 | 早市 |"),
    Spot("庙会", "notes.md", "| 初十 | 庙会 |"),
    Spot("渡口的黄昏", "notes.md", "渡口的黄昏"),
    Spot("怎么去", "notes.md", "### 怎么去"),
    Spot("渡船每日四班", "notes.md", "渡船每日四班"),
    Spot("书店新到", "notes.md", "书店新到"),
    Spot("船工", "notes.md", ":::: speaker"),
    Spot("周砚秋", "notes.md", ":::: speaker"),
    Spot("靠水吃水的人", "notes.md", "# 靠水吃水"),
    Spot("冬天改在七点", "notes.md", "[^1]:"),
    Spot("河埠头的早市", "letter.txt", "河埠头的早市"),
    Spot("天还没有亮", "letter.txt", "天还没有亮"),
    Spot("卖菱角的人", "letter.txt", "一、卖菱角的人"),
)
# on the cover and in the contents; a newspaper has its title at the head of page 1
ELSEWHERE = (
    Spot("江南来信", "publication.yaml", "title:"),
    Spot("六人谈", "publication.yaml", "subtitle:"),
    Spot("观察", "publication.yaml", "  - {file: notes.md"),
)


class Window(NamedTuple):
    """A preview, its folder, and the words on its pages: page, run."""

    client: Client
    folder: Path
    words: list[tuple[int, Line]]

    def told(self, page: int, words: Line) -> dict[str, Any]:
        x, y = aim.middle(words)
        told: dict[str, Any] = self.client.json(
            f"/place?{urlencode({'page': page, 'x': x, 'y': y})}"
        )
        return told

    def line(self, spot: Spot) -> int:
        rows = (self.folder / spot.file).read_text("utf-8").split("\n")
        return next(n for n, row in enumerate(rows, 1) if row.startswith(spot.line))


@pytest.fixture(scope="module", params=["feature", "book", "report", "newspaper", "vertical"])
def window(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    folder = tmp_path_factory.mktemp("pointing")
    (folder / "pictures").mkdir()
    picture = resources.folder("layouts") / "base" / "specimen" / "pictures" / "patch.png"
    shutil.copy(picture, folder / "pictures" / "patch.png")
    (folder / "notes.md").write_text(NOTES, "utf-8")
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    settings = SETTINGS.format(layout=request.param)
    (folder / "publication.yaml").write_text(settings, "utf-8")
    running = run(folder, build)
    client = running.client
    state = client.until(lambda s: not s["working"] and s["sheets"], 120)
    words = [
        (number, words)
        for number, sheet in enumerate(state["sheets"], 1)
        for told in [client.json(f"/lines/{state['run']}/{sheet['picture']}")]
        for words in (Line(*each) for each in told)
    ]
    yield Window(client, folder, words)
    running.stop()


def test_words_lead_to_their_line_and_back(window: Window) -> None:
    missed = []
    for spot in HERE:
        line = window.line(spot)
        told = [(page, words) for page, words in window.words if spot.words in words.text]
        places = [window.told(*each) for each in told]
        there = [p for p in places if p["line"] == line and p["file"].endswith(spot.file)]
        if not there:
            missed.append((spot.words, [p["place"] for p in places], line))
            continue
        file = there[0]["file"]
        box = window.client.json(f"/spots?{urlencode({'file': file, 'line': line})}")
        if not any(_holds(box, *each) for each in told):
            missed.append((spot.words, box, told))
    assert missed == []


def test_contents_and_cover_lead_to_what_they_name(window: Window) -> None:
    for spot in ELSEWHERE:
        told = [(page, words) for page, words in window.words if words.text.strip() == spot.words]
        for page, words in told:
            place = window.told(page, words)
            assert (place["file"], place["line"]) == (spot.file, window.line(spot)), (spot, page)
    # the byline stands twice in the contents, once for each article
    first = [
        (page, words)
        for page, words in window.words
        if words.text.strip() in ("本刊记者 顾长河", "本刊记者") and page < _first_page(window)
    ]
    files = [Path(window.told(*each)["file"]).name for each in first]
    assert files[-2:] in ([], ["notes.md", "letter.txt"])


def test_what_the_layout_adds_leads_nowhere(window: Window) -> None:
    last = max(page for page, _ in window.words)
    folios = [
        each for each in window.words if each[0] == last and each[1].text.strip() == str(last)
    ]
    assert all(window.told(*each)["place"] == "" for each in folios)


def _first_page(window: Window) -> int:
    return next(page for page, words in window.words if "早上第一班船" in words.text)


def _holds(box: dict[str, float], page: int, words: Line) -> bool:
    x, y = aim.middle(words)
    across = box["x"] - 2 <= x <= box["x"] + box["width"] + 2
    return box["page"] == page and across and box["y"] - 2 <= y <= box["y"] + box["height"] + 2
