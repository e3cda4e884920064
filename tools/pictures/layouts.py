"""Draw docs/pictures/LAYOUT.png: pages of a PDF in that layout, side by side on a table.

publisher pdf --profile screen --layout book
python tools/pictures/layouts.py book build/manuscript.pdf 1 2 3 8
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from panels import TABLE, few
from PIL import Image

ROOT = Path(__file__).parent.parent.parent
HEIGHT = 470  # pixels of a page
GAP = 24
COLOURS = 48  # that are kept: the picture stays small


def page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """One page (from 1) at its trimmed size."""
    drawn = document[number - 1]
    drawn.set_cropbox(*drawn.get_trimbox())
    picture: Image.Image = drawn.render(scale=HEIGHT / drawn.get_height()).to_pil().convert("RGB")
    return picture


def main() -> None:
    """Lay the pages out from left to right."""
    name, file, *numbers = sys.argv[1:]
    document = pypdfium2.PdfDocument(file)
    pages = [page(document, int(number)) for number in numbers]
    width = sum(each.width for each in pages) + GAP * (len(pages) + 1)
    table, left = Image.new("RGB", (width, HEIGHT + 2 * GAP), TABLE), GAP
    for each in pages:
        table.paste(each, (left, GAP))
        left += each.width + GAP
    few(table, COLOURS).save(ROOT / "docs" / "pictures" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
