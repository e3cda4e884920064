"""Write docs/tokens.md and docs/tokens.zh.md, and draw docs/pictures/tokens/: every token at work.

python tools/pictures/tokens.py            both
python tools/pictures/tokens.py hanging    the pictures of some tokens only
python tools/pictures/tokens.py --pages    the two pages only
python tools/pictures/tokens.py --check    whether the two pages are fresh

Names, types, ranges and defaults are those of layouts/*/layout.yaml; what a token does, and where
it is seen best, stands in tokens.yaml beside this file.
"""

from __future__ import annotations

import functools
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import yaml
from panels import Box, beside, part
from PIL import Image

# the program that this file lies beside, whichever is installed
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from publisher import resources, units
from publisher.document.model import Publication
from publisher.markup.layout import Layout
from publisher.markup.tokens import Token
from publisher.pipeline import pdf, sources
from publisher.pipeline.editions import in_layout
from publisher.pipeline.sources import Sources

ROOT = Path(__file__).parent.parent.parent
TARGET = ROOT / "docs" / "pictures" / "tokens"
LAYOUTS = sorted(file.parent.name for file in (ROOT / "layouts").glob("*/layout.yaml"))
PAGES = {"en": ROOT / "docs" / "tokens.md", "zh": ROOT / "docs" / "tokens.zh.md"}

WIDE, HIGH = 420, 470  # pixels that a panel has at most
COLOURS = 40  # that are kept: the picture stays small

HEADS = {
    "en": """\
# Every token at work

[中文](tokens.zh.md)

A token is what an editor may set in `publication.yaml` under `tokens:`, for the whole publication
or for one article. This page and its pictures are made by `tools/pictures/tokens.py` from the
layouts and from the sample in `manuscript/`. A cell holds the default, and what may be written.

""",
    "zh": """\
# 记号一览

[English](tokens.md)

记号是编辑在 `publication.yaml` 的 `tokens:` 下可以改的取值，可以对全刊，也可以对一篇。
这一页和它的图由 `tools/pictures/tokens.py` 从各版式和样刊 `manuscript/` 做成。
格子里先是默认值，再是可以写的取值。

""",
}
WORDS = {
    "en": {"token": "token", "type": "type", "seen": "Seen in `{layout}`."},
    "zh": {"token": "记号", "type": "类型", "seen": "图中版式：`{layout}`。"},
}


class Told(NamedTuple):
    """What tokens.yaml says of one token."""

    name: str
    does: dict[str, str]
    layout: str
    values: tuple[Any, Any]
    box: tuple[float, float, float, float]
    page: int = 1
    of: str = "manuscript"
    articles: tuple[int, ...] = ()
    text: str = ""
    held: tuple[tuple[str, Any], ...] = ()


class Group(NamedTuple):
    """Tokens that are told of together."""

    title: dict[str, str]
    tokens: tuple[Told, ...]


def groups() -> tuple[Group, ...]:
    """What tokens.yaml says, in its order."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return tuple(
        Group(each["title"], tuple(_told(name, said) for name, said in each["tokens"].items()))
        for each in yaml.safe_load(text)["groups"]
    )


def _told(name: str, said: dict[str, Any]) -> Told:
    held = tuple(said.pop("with", {}).items())
    lists: dict[str, Any] = {
        key: tuple(said[key]) for key in ("values", "box", "articles") if key in said
    }
    return Told(name, **{**said, **lists}, held=held)


# ── the two pages ────────────────────────────────────────────────────────────────────────────────


@functools.cache
def layout(name: str) -> Layout:
    """A layout of the program."""
    return Layout.load(name, [resources.folder("layouts")])


def declared(name: str) -> dict[str, Token]:
    """Layout -> its declaration of a token, where it has one."""
    found = ((each, token) for each in LAYOUTS for token in layout(each).declared)
    return {each: token for each, token in found if token.name == name}


def page(language: str) -> str:
    """The whole of a page."""
    told = groups()
    parts = [HEADS[language], *_table(told, language)]
    for group in told:
        parts.append(f"\n## {group.title[language]}\n")
        parts += [_section(each, language) for each in group.tokens]
    return "".join(parts)


def _table(told: tuple[Group, ...], language: str) -> Iterator[str]:
    words = WORDS[language]
    yield "| " + " | ".join((words["token"], words["type"], *LAYOUTS)) + " |\n"
    yield "|---" * (2 + len(LAYOUTS)) + "|\n"
    for name in (each.name for group in told for each in group.tokens):
        found = declared(name)
        kind = next(iter(found.values())).kind
        cells = [_cell(found[each]) if each in found else "" for each in LAYOUTS]
        yield f"| [`{name}`](#{name}) | {kind} | " + " | ".join(cells) + " |\n"


def _cell(token: Token) -> str:
    """Default and range, in the unit in which layout.yaml has them."""
    default = _shown(token, token.default)
    if token.low is not None and token.high is not None:
        low, high = _shown(token, token.low), _shown(token, token.high)
        _, same, unit = low.rpartition(" ")
        if same and high.endswith(unit):
            low = low.removesuffix(f" {unit}")
        return f"{default}<br>{low}–{high}"
    if token.choices:
        return f"{default}<br>{', '.join(token.choices)}"
    if token.kind == "colour":
        named = next((each.name for each in token.named if each.screen == default), "")
        return f"{named} `{default}`".strip()
    return default


def _shown(token: Token, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if token.kind == "length":
        millimetres = units.millimetres(value)
        whole = abs(millimetres * 2 - round(millimetres * 2)) < 1e-6
        return f"{millimetres:g} mm" if whole else f"{value:g} pt"
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _section(told: Told, language: str) -> str:
    space = " " if language == "en" else ""
    seen = WORDS[language]["seen"].format(layout=told.layout)
    return (
        f"\n### {told.name}\n\n{told.does[language]}{space}{seen}\n\n"
        f"![{told.name}: {_written(told.values[0])}, {_written(told.values[1])}]"
        f"(pictures/tokens/{told.name}.png)\n"
    )


def _written(value: Any) -> str:
    """A value as an editor writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


# ── the pictures ─────────────────────────────────────────────────────────────────────────────────


def picture(told: Told) -> Image.Image:
    """The same place of the same page at both values, side by side."""
    panels = [(f"{told.name}: {_written(value)}", _panel(told, value)) for value in told.values]
    return beside(panels, COLOURS)


def _panel(told: Told, value: Any) -> Image.Image:
    data, bleed = _pdf(told, value)
    return part(pypdfium2.PdfDocument(data)[told.page - 1], Box(*told.box), WIDE, HIGH, bleed)


def _pdf(told: Told, value: Any) -> tuple[bytes, float]:
    """The pages with the token at that value, and the width of their bleed in points."""
    with tempfile.TemporaryDirectory() as folder:
        source = _source(told, Path(folder))
        own = _chosen(in_layout(source.publication, told.layout), told)
        own = replace(own, tokens=(*own.tokens, *told.held, (told.name, value)))
        return pdf.build(replace(source, publication=own, profile="screen")).data, 0.0


def _source(told: Told, folder: Path) -> Sources:
    if told.text:
        (folder / "text.md").write_text(told.text, encoding="utf-8")
        return sources.load(folder / "text.md")
    if told.of == "specimen":
        return replace(sources.specimen(folder, told.layout), shows_grid=False)
    return sources.load(ROOT / told.of)


def _chosen(own: Publication, told: Told) -> Publication:
    """Some articles, without what stands around them; or the whole."""
    if not told.articles:
        return own
    entries = tuple(replace(own.entries[n - 1], tokens=()) for n in told.articles)
    return replace(own, entries=entries, cover=None)


def main() -> int:
    """Write and draw, or say whether the pages are stale."""
    asked = sys.argv[1:]
    if asked == ["--check"]:
        fresh = all(file.read_text(encoding="utf-8") == page(lang) for lang, file in PAGES.items())
        return 0 if fresh else 1
    for language, file in PAGES.items():
        file.write_text(page(language), encoding="utf-8")
    if asked == ["--pages"]:
        return 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for told in (each for group in groups() for each in group.tokens):
        if not asked or told.name in asked:
            picture(told).save(TARGET / f"{told.name}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
