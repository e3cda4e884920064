"""How lines are set, beside Typst at the same measures with the same text and face in one run.

    python -m benchmarks.setting [PARAGRAPHS]

PARAGRAPHS is a UTF-8 file with a paragraph a line; without it the prose of manuscript/ is used.
Typst is measured where its Python package (`typst`) is installed, and left out where it is not.
"""

from __future__ import annotations

import html
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.layout import FACES
from benchmarks.manuscript import own_prose
from benchmarks.meter import HEADER, measure
from publisher.engine import Assets, Document, Sheet, lay_out
from publisher.resources import folder

MEASURES = (13, 16, 22, 28)  # em
SIZE, LEADING, MARGIN = 9.0, 14.4, 40.0  # points
Setter = Callable[[Sequence[str], int], bytes]


def ours(paragraphs: Sequence[str], em: int) -> bytes:
    """Set by our line setter on WeasyPrint."""
    css = f"""
    @page {{ size: {em * SIZE + 2 * MARGIN}pt 600pt; margin: {MARGIN}pt }}
    body {{ margin: 0 }}
    html {{ font: {SIZE}pt/{LEADING}pt "Publisher Song" }}
    p {{ margin: 0; text-indent: 2em; text-align: justify }}
    """
    body = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    text = f"<!doctype html><body>{body}"
    return lay_out(Document(text, (Sheet("a.css", css),), "zh-Hans"), FACES, Assets({})).pdf()


def typst(paragraphs: Sequence[str], em: int) -> bytes:
    """Set by Typst with the same face."""
    import typst as compiler

    rules = (
        f"#set page(width: {em * SIZE + 2 * MARGIN}pt, height: 600pt, margin: {MARGIN}pt)\n"
        f'#set text(font: "Publisher Song", size: {SIZE}pt, lang: "zh", region: "cn")\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true), "
        f"leading: {LEADING - SIZE}pt, spacing: {LEADING - SIZE}pt)\n"
    )
    source = rules + "\n\n".join(
        f"#par({json.dumps(each, ensure_ascii=False)})" for each in paragraphs
    )
    made = compiler.compile(source.encode(), font_paths=[str(folder("fonts"))])
    assert isinstance(made, bytes)  # noqa: S101 - one document, not pages
    return made


def main() -> None:
    """Print a table for each measure."""
    if len(sys.argv) > 1:
        found = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    else:
        found = own_prose()
    paragraphs = [each.strip() for each in found if re.search("[。！？][”’）]?$", each)]
    setters: dict[str, Setter] = {"ours": ours}
    if importlib.util.find_spec("typst"):
        setters["typst"] = typst
    print(" " * 12 + HEADER)
    for em in MEASURES:
        for name, setter in setters.items():
            report = measure(setter(paragraphs, em), paragraphs, MARGIN, em)
            print(f"{em:3d} em {name:6}{report.row()}")


if __name__ == "__main__":
    main()
