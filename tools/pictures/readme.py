"""Draw docs/pictures/pages.png: the first spreads of build/manuscript.pdf on a table.

make pdf ARGS='--profile screen' && python tools/pictures/readme.py
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter

ROOT = Path(__file__).parent.parent.parent
SCALE = 0.9  # pixels a point
TABLE, GAP, EDGE = "#dedcd6", 28, 44
PAGES = ((1, 2), (3, 4))  # spreads, pages from 0


def page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """One page at its trimmed size."""
    drawn = document[number]
    drawn.set_cropbox(*drawn.get_trimbox())
    picture: Image.Image = drawn.render(scale=SCALE).to_pil().convert("RGB")
    return picture


def main() -> None:
    """Lay the spreads side by side, with a soft shadow."""
    document = pypdfium2.PdfDocument(ROOT / "build" / "manuscript.pdf")
    spreads = [[page(document, number) for number in spread] for spread in PAGES]
    width, height = spreads[0][0].size
    size = (EDGE * 2 + len(spreads) * 2 * width + (len(spreads) - 1) * GAP, EDGE * 2 + height)
    table, shadow = Image.new("RGB", size, TABLE), Image.new("L", size, 0)
    for count in range(len(spreads)):
        left = EDGE + count * (2 * width + GAP)
        shadow.paste(90, (left + 3, EDGE + 5, left + 2 * width + 3, EDGE + height + 5))
    table.paste("#6b675e", mask=shadow.filter(ImageFilter.GaussianBlur(7)))
    for count, spread in enumerate(spreads):
        for side, picture in enumerate(spread):
            table.paste(picture, (EDGE + count * (2 * width + GAP) + side * width, EDGE))
    few = table.quantize(96, dither=Image.Dither.NONE)
    few.save(ROOT / "docs" / "pictures" / "pages.png", optimize=True)


if __name__ == "__main__":
    main()
