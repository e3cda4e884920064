"""Draw docs/pictures/ebook.png: the sample issue's e-book in foliate-js, as readers see it.

python tools/pictures/ebook.py

From left to right: a telephone, in the dark, at 300 % type, and the vertical edition.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.epub.of_sources import made  # noqa: E402 - the path comes first
from tests.epub.reader import TOO_WIDE, reading, served, site  # noqa: E402
from tests.preview.browser import Browser, browser  # noqa: E402

TARGET = ROOT / "docs" / "pictures" / "ebook.png"
SIZE, GAP, SCALE = (360, 600), 16, 0.75
WINDOWS = (  # edition, chapter, scheme, type in per cent
    ({}, 5, "light", 100),
    ({}, 3, "dark", 100),
    ({}, 4, "light", 300),
    ({"layout": "vertical"}, 4, "light", 100),
)
BETWEEN = (214, 218, 224)


def main() -> None:
    """Draw them side by side."""
    with browser() as chromium:
        shots = [_shot(chromium, *window) for window in WINDOWS]
    width, height = SIZE
    sheet = Image.new("RGB", (len(shots) * (width + GAP) - GAP, height), BETWEEN)
    for number, shot in enumerate(shots):
        sheet.paste(shot, (number * (width + GAP), 0))
    small = sheet.resize(
        (round(sheet.width * SCALE), round(height * SCALE)), Image.Resampling.LANCZOS
    )
    small.quantize(128, Image.Quantize.MAXCOVERAGE).save(TARGET, optimize=True)
    print(TARGET)


def _shot(
    chromium: Browser, edition: dict[str, str], chapter: int, scheme: str, size: int
) -> Image.Image:
    with tempfile.TemporaryDirectory() as folder:
        site(Path(folder), made(**edition))
        with served(Path(folder)) as address, reading(chromium, address, *SIZE, scheme) as page:
            page.evaluate(TOO_WIDE, {"index": chapter, "size": size, "flow": "scrolled"})
            return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


if __name__ == "__main__":
    main()
