"""A designer's own layout: a folder copied, tokens and style sheets changed, and no Python."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from benchmarks.pages import measured
from publisher import checks, manuscript, resources, units
from publisher.pipeline import epub, pdf
from publisher.pipeline.sources import Sources, load
from tests.pages import made

TRIMS = {"book": "148x210mm", "report": "210x297mm", "mine": "130x190mm"}
LAYOUTS = tuple(TRIMS)


def _article(headline: str, seed: int) -> str:
    """Headings of two levels, a table, a list, a quotation, verse and a note."""
    words = [made.text(120, seed + number) for number in range(12)]
    return f"""---
headline: [{headline}]
subheadline: 沿河走了九天
byline: 本刊记者 林小满
---
{words[0]}

{words[1]}[^1]

## 去留方案

{words[2]}

### 水位

{words[3]}

| 桥名 | 日均人次 |
|---|---|
| 南门桥 | 8214 |
| 北门桥 | 312 |

{words[4]}

1. {words[5]}
2. 先看水。

## 后来

> {words[6]}

{words[7]}

::: verse
先是一棵树，
然后是树下的人。
:::

{words[8]}

{words[9]}

[^1]: {words[10]}
"""


def _publication(folder: Path, layout: str) -> Sources:
    folder.mkdir(exist_ok=True)
    for number, headline in enumerate(("三座旧桥去留公示", "一条河与七个人"), 1):
        (folder / f"{number}.md").write_text(_article(headline, 50 * number), encoding="utf-8")
    settings = f"title: 澜渡\npublisher: 澜渡出版社\ndate: 2026-11-07\nlayout: {layout}\n"
    (folder / "publication.yaml").write_text(settings, encoding="utf-8")
    return load(folder)


def _sixth(folder: Path) -> None:
    """The book's folder with another page, other type and colours, and a rule above chapters."""
    mine = folder / "layouts" / "mine"
    shutil.copytree(resources.folder("layouts") / "book", mine)
    listing = mine / "layout.yaml"
    text = listing.read_text(encoding="utf-8").replace("trim: 148x210mm", "trim: 130x190mm")
    text = re.sub(r"(type_size:.*?default: )10\.5pt", r"\g<1>9.5pt", text, count=1, flags=re.S)
    text = re.sub(r"(leading:.*?default: )17\.5pt", r"\g<1>16pt", text, count=1, flags=re.S)
    text = re.sub(r"(inner:.*?default: )21mm", r"\g<1>18mm", text, count=1, flags=re.S)
    text = re.sub(r"(outer:.*?default: )22mm", r"\g<1>14mm", text, count=1, flags=re.S)
    text = text.replace("default: cinnabar", 'default: {screen: "#1d5c3a", print: 80 0 90 60}')
    listing.write_text(text, encoding="utf-8")
    css = mine / "print.css"
    rule = ".front { border-top: 2pt solid {{ accent }}; padding-top: {{ pt(2 * line - 2) }}; }\n"
    css.write_text(css.read_text(encoding="utf-8") + rule, encoding="utf-8")


@pytest.fixture(scope="module", params=LAYOUTS)
def printed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Sources, pdf.Printed]:
    """The same publication in each layout."""
    name, folder = request.param, tmp_path_factory.mktemp(request.param)
    if name == "mine":
        _sixth(folder)
    sources = _publication(folder, name)
    return name, sources, pdf.build(sources)


def test_pages_have_the_trim_of_their_layout(printed: tuple[str, Sources, pdf.Printed]) -> None:
    name, _, made_of = printed
    with pikepdf.open(io.BytesIO(made_of.data)) as document:
        boxes = [[float(side) for side in page.trimbox.as_list()] for page in document.pages]
    wanted = units.size(TRIMS[name])
    for left, bottom, right, top in boxes:
        assert (right - left, top - bottom) == pytest.approx(wanted, abs=0.01)
    assert {"book": 10, "report": 6, "mine": 10}[name] == len(boxes)


def test_the_grid_and_the_rules_of_lines_hold(printed: tuple[str, Sources, pdf.Printed]) -> None:
    found = measured(printed[2].data)
    assert (found.off_grid, found.widows, found.broken_measures) == (0, 0, 0)
    assert (found.lines.wrong_edges, found.lines.full_ends, found.lines.loose_pairs) == (0, 0, 0)
    assert found.lines.lines > 40


def test_nothing_of_the_style_sheets_is_ignored(printed: tuple[str, Sources, pdf.Printed]) -> None:
    assert printed[2].findings == ()


def test_the_text_is_that_of_the_clean_copy_and_the_e_book(
    printed: tuple[str, Sources, pdf.Printed],
) -> None:
    _, sources, made_of = printed
    publication = sources.publication
    copies = [manuscript.clean_copy(entry.article) for entry in publication.entries]
    book = epub.make(sources).data
    assert list(checks.same_text(publication, copies, epub=book, pdf=made_of.data)) == []


def test_numbers_of_sections_stand_in_the_outline(
    printed: tuple[str, Sources, pdf.Printed],
) -> None:
    name, _, made_of = printed
    with pikepdf.open(io.BytesIO(made_of.data)) as document, document.open_outline() as outline:
        rows = [str(item.title) for item in outline.root]
        below = [str(child.title) for item in outline.root for child in item.children]
        deep = [str(c.title) for i in outline.root for one in i.children for c in one.children]
    numbered = [row for row in (*rows, *below, *deep) if row[0].isdigit()]
    wanted = ["1 三座旧桥去留公示", "2 一条河与七个人", "1.1 去留方案", "1.2 后来", "2.1 去留方案"]
    assert numbered == (
        [*wanted, "2.2 后来", "1.1.1 水位", "2.1.1 水位"] if name == "report" else []
    )
