"""What the preview's overlays and its comparison cost, a page and a pair at a time.

    python -m benchmarks.craft

CPU seconds of this process. Measured on the sample issue; the comparison's overview on made-up
names of pages, as many as a thick book has.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium

from publisher.preview import compare, craft, differences, fitting, glyphs, inks
from publisher.preview.build import build
from publisher.preview.values import Built, Order
from publisher.progress import SILENT

ROOT = Path(__file__).parents[1]
ROUNDS = 5
PAGES = 300


def main() -> None:
    """Print a table."""
    built = build(Order(ROOT / "manuscript"), SILENT)
    document = pdfium.PdfDocument(built.data)
    widths = [page.get_width() for page in document]
    columns = built.columns[1]
    page = document[columns.page - 1]
    letters = glyphs.glyphs(page)
    changed = (*letters[:400], *letters[410:])
    picture = compare._grey(page)
    old = [f"{number}" for number in range(PAGES)]
    new = [*old[:100], "new", *(f"{name}'" for name in old[100:])]
    rows: tuple[tuple[str, Callable[[], object]], ...] = (
        ("overlays of a page", lambda: craft.measure(page, (columns,))),
        ("copy-fitting of all articles", lambda: list(_fits(built, widths))),
        ("a page with its bleed, 1200 px", lambda: craft.with_bleed(page, 8.5, 1200)),
        (f"which of {PAGES} pages differ", lambda: list(differences.pairs(old, new))),
        ("words of a pair", lambda: differences.compared([letters], [changed], 0, 0)),
        ("what was drawn anew on a pair", lambda: list(differences.redrawn(picture, picture))),
    )
    for name, do in rows:
        print(f"{name:32} {1000 * _best(do):8.1f} ms")
    started = time.process_time()
    press = inks.make(Order(ROOT / "manuscript"), 1)
    print(f"{'the file for the press':32} {1000 * (time.process_time() - started):8.1f} ms")
    assert press.ink_limit  # noqa: S101 - a benchmark of nothing measures nothing
    page_of_press = _best(lambda: inks.page(Order(ROOT / "manuscript"), 1, 1))
    print(f"{'inks and pictures of its page':32} {1000 * page_of_press:8.1f} ms")


def _fits(built: Built, widths: list[float]) -> Iterator[fitting.Fit]:
    yield from fitting.fits(built.columns, built.boxes, widths)


def _best(do: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        do()
        times.append(time.process_time() - started)
    return min(times)


if __name__ == "__main__":
    main()
