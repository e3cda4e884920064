"""Documents and their lines, for the tests of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from publisher.engine import Assets, Document, Laid, Sheet, inside, lay_out
from publisher.engine.assembly import SetText
from publisher.resources import folder

PAGE = """
@page { size: 200mm 120mm; margin: 10mm }
html { font-family: "Publisher Song"; font-size: 10pt; line-height: 16pt }
body, p { margin: 0 }
p { text-align: justify; text-indent: 2em }
.columns { columns: 3; column-gap: 20pt; width: 520pt }
.note { float: footnote; text-indent: 0 }
.float { float: left; width: 60pt; height: 40pt; text-indent: 0; break-inside: avoid }
.box { display: inline-block; text-indent: 0 }
.padded { padding: 0 3pt }
"""


class Face(NamedTuple):
    family: str
    file: Path
    index: int = 0


@cache
def faces() -> tuple[Face, ...]:
    names = {"song": "Publisher Song", "hei": "Publisher Hei", "kai": "Publisher Kai"}
    files = sorted(folder("fonts").glob("*.ttf"))
    return tuple(Face(names[file.name.partition("-")[0]], file) for file in files)


def laid(body: str, css: str = "", assets: Assets | None = None, language: str = "zh-Hans") -> Laid:
    html = f"<!doctype html><html lang={language}><title>—</title><body>{body}"
    document = Document(html, (Sheet("page.css", PAGE), Sheet("own.css", css)), language)
    return lay_out(document, faces(), assets or Assets({}))


class SetLine(NamedTuple):
    """A line as it lies on the page: lengths in em."""

    text: str
    left: float
    width: float
    gaps: list[tuple[str, float]]  # two neighbours, and what parts their em squares
    is_last: bool


def lines(drawn: Laid) -> Iterator[SetLine]:
    """The lines that the setter has set, in the order of the pages."""
    for page in drawn.drawing.pages:
        for block in inside.walk(page._page_box):
            own = [b for b in block.children if isinstance(b, inside.boxes.LineBox)]
            for box in own:
                if getattr(box, "is_set", False):
                    yield _line(box, box.resume_at is None)


def _line(box: Any, is_last: bool) -> SetLine:
    texts = [b for b in inside.walk(box) if isinstance(b, inside.boxes.TextBox)]
    set_texts = [b.pango_layout for b in texts if isinstance(b.pango_layout, SetText)]
    em = box.style["font_size"]
    chars = [pair for text in set_texts for pair in zip(text.text, text.widths, strict=True)]
    gaps = [(a + b, width / em - 1) for (a, width), (b, _) in pairwise(chars)]
    text = "".join(char for char, _ in chars)
    return SetLine(text, box.position_x / em, box.width / em, gaps, is_last)
