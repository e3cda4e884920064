"""How lines are set, beside Typst, Chromium and WeasyPrint alone: one text, face and run.

    python -m benchmarks.setting [PARAGRAPHS]

PARAGRAPHS is a UTF-8 file with a paragraph a line; without it the prose of manuscript/ is used.
Typst is measured where its Python package (`typst`) is installed, Chromium where it is at hand.
"""

from __future__ import annotations

import html
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

from benchmarks.layout import FACES
from benchmarks.manuscript import own_prose
from benchmarks.meter import HEADER, measure
from publisher.engine import Assets, Document, Sheet, lay_out
from publisher.resources import folder

MEASURES = (13, 16, 22, 28)  # em
SIZE, LEADING, MARGIN = 9.0, 14.4, 40.0  # points
BROWSER = shutil.which("chromium") or ""
Setter = Callable[[Sequence[str], int], bytes]


def page_css(em: int) -> str:
    """Plain paragraphs, justified, with an indent, in one column."""
    return f"""
    @page {{ size: {em * SIZE + 2 * MARGIN}pt 600pt; margin: {MARGIN}pt }}
    body {{ margin: 0 }}
    html {{ font: {SIZE}pt/{LEADING}pt "Publisher Song" }}
    p {{ margin: 0; text-indent: 2em; text-align: justify }}
    """


def body(paragraphs: Sequence[str]) -> str:
    """The paragraphs as HTML."""
    return "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)


def ours(paragraphs: Sequence[str], em: int) -> bytes:
    """Set by our line setter on WeasyPrint."""
    text = f"<!doctype html><body>{body(paragraphs)}"
    sheet = Sheet("a.css", page_css(em))
    return lay_out(Document(text, (sheet,), "zh-Hans"), FACES, Assets({})).pdf()


def stock(paragraphs: Sequence[str], em: int) -> bytes:
    """Set by WeasyPrint's own lines."""
    with mock.patch("publisher.engine.setter.has_chinese", return_value=False):
        return ours(paragraphs, em)


def chromium(paragraphs: Sequence[str], em: int) -> bytes:
    """Set by Chromium with the spacing that CSS has for Chinese."""
    css = (
        page_css(em)
        + f"""
    @font-face {{ font-family: "Publisher Song"; src: url({FACES[0].file.as_uri()}) }}
    p {{ text-spacing-trim: trim-start; text-autospace: normal; text-justify: inter-character }}
    """
    )
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "a.html", Path(folder) / "a.pdf"
        head = f"<!doctype html><html lang=zh-Hans><meta charset=utf-8><style>{css}</style>"
        page.write_text(head + body(paragraphs), encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        command = [BROWSER, *options, f"--print-to-pdf={made}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return made.read_bytes()


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
    setters: dict[str, Setter] = {"ours": ours, "stock": stock}
    if importlib.util.find_spec("typst"):
        setters["typst"] = typst
    if BROWSER:
        setters["chromium"] = chromium
    print(" " * 14 + HEADER)
    for em in MEASURES:
        for name, setter in setters.items():
            report = measure(setter(paragraphs, em), paragraphs, MARGIN, em)
            print(f"{em:2d} em {name:8}{report.row()}")


if __name__ == "__main__":
    main()
