"""Pages asserted as pictures.

A coarse grid of letters says what stands where: T title, H a speaker's head, B body, Q pull quote,
P picture. A small picture of each page holds the fine look. After a change that is meant,
`REFRESH_PAGES=1 .venv/bin/pytest tests/pages` writes both anew; look at them before you commit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from publisher.document.model import Figure
from publisher.engine import LaidPage
from tests.pages import made

FOLDER = Path(__file__).parent
REFRESH = bool(os.environ.get("REFRESH_PAGES"))
ACROSS, DOWN = 24, 34
RESOLUTION = 40  # pixels an inch
ALIKE = 2.0  # of 255, on average of a page: other versions of pdfium smooth otherwise

LETTERS = (
    (re.compile(r"a\d+-front|contents|colophon"), "T"),
    (re.compile(r"a\d+-p\d+-quote"), "Q"),
    (re.compile(r"a\d+-p\d+"), "H"),
    (re.compile(r"a\d+-b\d+"), "B"),
)


def _letter(name: str) -> str:
    if name in PICTURES:
        return "P"
    return next((letter for pattern, letter in LETTERS if pattern.fullmatch(name)), "")


def _pictures() -> Iterator[str]:
    for number, entry in enumerate(made.whole().publication.entries, 1):
        for count, block in enumerate(entry.article.blocks(), 1):
            if isinstance(block, Figure):
                yield f"a{number}-b{count}"


PICTURES: set[str] = set()


def _grid(page: LaidPage) -> str:
    """The letters of a page: what covers the middle of each cell; later boxes win."""
    rows = [["." for _ in range(ACROSS)] for _ in range(DOWN)]
    for box in page.boxes:
        letter = _letter(box.id)
        for row in range(DOWN):
            for column in range(ACROSS):
                x, y = (column + 0.5) * page.width / ACROSS, (row + 0.5) * page.height / DOWN
                inside = box.x <= x < box.x + box.width and box.y <= y < box.y + box.height
                if letter and inside:
                    rows[row][column] = letter
    return "\n".join("".join(row) for row in rows)


def test_areas_of_pages() -> None:
    PICTURES.update(_pictures())
    whole = made.whole()
    grids = [
        f"--- {set_flow.flow.kind} {set_flow.flow.article} page {number}\n{_grid(page)}"
        for set_flow, laid in zip(whole.pages.flows, whole.laid, strict=True)
        for number, page in enumerate(laid.pages, 1)
    ]
    stored = FOLDER / "feature.txt"
    if REFRESH:
        stored.write_text("\n".join(grids) + "\n", encoding="utf-8")
    assert "\n".join(grids) + "\n" == stored.read_text(encoding="utf-8")


def test_looks_of_pages(tmp_path: Path) -> None:
    for number, page in enumerate(_pages(), 1):
        stored = FOLDER / "pictures" / f"feature-{number:02}.png"
        if REFRESH:
            stored.parent.mkdir(exist_ok=True)
            page.save(stored, optimize=True)
        with Image.open(stored) as wanted:
            difference = ImageChops.difference(page, wanted)
            if ImageStat.Stat(difference).mean[0] > ALIKE:
                shown = tmp_path / f"difference-{number:02}.png"
                Image.merge("RGB", (page, wanted.copy(), wanted.copy())).save(shown)
                pytest.fail(f"page {number} looks otherwise: {shown} (new in cyan, old in red)")


def _pages() -> Iterator[Image.Image]:
    for set_flow in made.whole().pages.flows:
        document = pypdfium2.PdfDocument(set_flow.pdf)
        for number in range(len(document)):
            page = document[number]
            yield page.render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")
            page.close()
        document.close()
