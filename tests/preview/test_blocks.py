"""From every kind of block to its line and back, in the three formats, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import docx
import pytest

from publisher import resources
from publisher.preview.build import build, quick
from tests.preview.browser import Browser, Page, browser, needs_browser, opened
from tests.preview.conftest import run

pytestmark = [needs_browser, pytest.mark.slow]

FILLER = "河水从桥下流过，摇橹的人在清晨唱歌，岸上的茶馆已经坐满了客人。" * 3


class Spot(NamedTuple):
    """A kind of block, a line of the manuscript, and words that the page shows of it."""

    kind: str
    line: str
    words: str


CLEAN = (
    Spot("headline", "headline: [水乡来信]", "水乡来信"),
    Spot("byline", "byline: 本刊记者", "本刊记者"),
    Spot("heading", "## 水边的人家", "水边的人家"),
    Spot("paragraph", "早上第一班船", "早上第一班船"),
    Spot("list", "- 青鱼两尾", "青鱼两尾"),
    Spot("numbers", "1. 先把船板洗净", "先把船板洗净"),
    Spot("verse", "潮来天地青", "潮来天地青"),
    Spot("quote", "> 旧志说此地多水", "旧志说此地多水"),
    Spot("question", "您什么时候学的手艺", "您什么时候学的手艺"),
    Spot("answer", "十四岁跟着父亲上船", "十四岁跟着父亲上船"),
    Spot("table", "| 初五 | 集市 |", "集市"),
    Spot("figure", "渡口的清晨", "渡口的清晨"),
    Spot("note", "本文采访于去年冬天", "本文采访于去年冬天"),
    Spot("sidebar", "渡船每日四班", "渡船每日四班"),
    Spot("advertisement", "本社书店新到", "本社书店新到"),
    Spot("speaker", ':::: speaker {name="周砚秋"', "船工"),
    Spot("part", "水边长大的人不怕水", "水边长大的人不怕水"),
)
COPY = f"""---
headline: [水乡来信]
byline: 本刊记者 王小明
---

早上第一班船是六点开的。{FILLER}

## 水边的人家

{FILLER}

- 青鱼两尾
- 新米一斗

1. 先把船板洗净
2. 再上桐油

::: verse
潮来天地青
潮去水无声
:::

> 旧志说此地多水，行路不如行船。

::: question {{speaker="记者"}}
您什么时候学的手艺？
:::

::: answer {{speaker="周砚秋"}}
十四岁跟着父亲上船。{FILLER}
:::

| 日子 | 地方 |
| --- | --- |
| 初五 | 集市 |
| 初十 | 庙会 |

::: figure {{src="pictures/patch.png" alt="渡口"}}
渡口的清晨
:::

::: note
本文采访于去年冬天。
:::

::: sidebar
### 怎么去
渡船每日四班。
:::

::: advertisement
本社书店新到方志三种。
:::

:::: speaker {{name="周砚秋" roles="船工"}}
水边长大的人不怕水。{FILLER}
::::
"""
RAW = (
    Spot("headline", "水乡来信", "水乡来信"),
    Spot("byline", "本刊记者", "本刊记者"),
    Spot("paragraph", "早上第一班船", "早上第一班船"),
    Spot("heading", "一、水边的人家", "水边的人家"),
    Spot("question", "问：您什么时候", "您什么时候学的手艺"),
    Spot("answer", "答：十四岁", "十四岁跟着父亲上船"),
    Spot("list", "1. 先把船板洗净", "先把船板洗净"),
)
TEXT = f"""水乡来信

本刊记者 王小明

早上第一班船是六点开的。{FILLER}

{FILLER}

一、水边的人家

{FILLER}

问：您什么时候学的手艺？

答：十四岁跟着父亲上船。{FILLER}

1. 先把船板洗净，晾上一天
2. 再上桐油，也要一天
"""


def word(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("水乡来信", style="Title")
    document.add_paragraph(f"早上第一班船是六点开的。{FILLER}")
    document.add_paragraph("水边的人家", style="Heading 2")
    document.add_paragraph(FILLER)
    document.add_paragraph("青鱼两尾", style="List Bullet")
    document.add_paragraph("新米一斗", style="List Bullet")
    document.add_paragraph("旧志说此地多水，行路不如行船。", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("日子", "地方", "初五", "集市"), strict=True):
        cell.text = words
    document.add_paragraph(f"水边长大的人不怕水。{FILLER}")
    document.save(str(path))


WORD = (
    Spot("paragraph", "早上第一班船", "早上第一班船"),
    Spot("heading", "水边的人家", "水边的人家"),
    Spot("list", "青鱼两尾", "青鱼两尾"),
    Spot("quote", "旧志说此地多水", "旧志说此地多水"),
    Spot("last", "水边长大的人", "水边长大的人不怕水"),
)


FILES = {"copy.md": CLEAN, "raw.txt": RAW, "word.docx": WORD}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module", params=FILES)
def seen(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[tuple[Page, tuple[Spot, ...]]]:
    """The window of a publication of one file, and what is to be clicked on."""
    folder = tmp_path_factory.mktemp("blocks")
    picture = resources.folder("layouts") / "base" / "specimen" / "pictures" / "patch.png"
    (folder / "pictures").mkdir()
    shutil.copy(picture, folder / "pictures" / "patch.png")
    file = folder / request.param
    if file.suffix == ".docx":
        word(file)
    else:
        file.write_text(COPY if file.suffix == ".md" else TEXT, "utf-8")
    listing = f"title: 来信\nlayout: report\narticles: [{file.name}]\n"
    (folder / "publication.yaml").write_text(listing, "utf-8")
    running = run(folder, build, quick=quick)
    running.client.until(lambda s: not s["working"] and s["whole"] and s["sheets"], 120)
    with opened(chromium, running.client.port) as page:
        page.wait_for_selector(".letters")
        page.wait_for_selector("#lines li")
        yield page, FILES[request.param]
    running.stop()


# whether words stand in the frame that marks a block, or run through it
MARKED = """words => {
  const mark = document.querySelector('.mark')?.getBoundingClientRect();
  const page = document.querySelector('.mark')?.closest('.page');
  if (!page?.querySelector('.letters')) return false;
  const inside = [...page.querySelectorAll('.line')].filter((line) => {
    // headlines of this layout hang in the margin, and it has one column
    const { top, height } = line.getBoundingClientRect();
    return top + height / 2 > mark.top - 2 && top + height / 2 < mark.bottom + 2;
  });
  const text = inside.map((line) => line.textContent).join('').replace(/\\s/g, '');
  return text.includes(words.slice(0, 5));
}"""
# whether the line in hand is that of the words, or the first one of their block
IN_HAND = """words => {
  const rows = [...document.querySelectorAll('#lines li')].map((row) => row.textContent);
  const at = [...document.querySelectorAll('#lines li')].findIndex((row) => row.ariaCurrent);
  const wanted = rows.findIndex((row) => row.includes(words));
  const between = rows.slice(Math.min(at, wanted), Math.max(at, wanted) + 1);
  return at >= 0 && wanted >= 0 && between.every((row) => row.trim());
}"""


def test_there_and_back(seen: tuple[Page, tuple[Spot, ...]]) -> None:
    page, spots = seen
    for spot in spots:
        row = page.locator("#lines li", has_text=spot.line).first
        row.scroll_into_view_if_needed()
        row.click(position={"x": 70, "y": 10})
        page.wait_for_function(MARKED, arg=spot.words)
        # and back: from the words on the page to the block's line
        page.locator("#lines li").first.click(position={"x": 70, "y": 8})
        first = page.locator(".line", has_text=spot.words[:4]).first
        first.scroll_into_view_if_needed()
        first.click()
        page.wait_for_function(IN_HAND, arg=spot.line)
        assert page.locator("#source .at").inner_text()
