"""Layout of the pages of `feature` in one to three columns: the setter beside stock WeasyPrint.

    python -m benchmarks.feature [MANUSCRIPT] [ROUNDS]

The documents are those that `publisher pdf` lays out for its pages; both lay out the same ones in
turn with the same faces, stock through its public interface. CPU seconds are medians over ROUNDS
(5). Galleys, which stock would not need, are told apart: glyphs and plans are made for them and
found again for the pages.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import weasyprint

from benchmarks.pages import in_columns
from publisher.engine import Assets, Document, FaceFile, Laid, inside, lay_out
from publisher.engine import faces as face_store
from publisher.engine.assets import Gate
from publisher.engine.kept import Store
from publisher.engine.values import BASE, LAYOUT_BASE
from publisher.pipeline import pdf
from publisher.pipeline.sources import Sources, load
from publisher.setting import flow

Job = tuple[Document, Sequence[FaceFile], Assets]
GALLEY = 50_000  # points: no page is as high


def jobs(sources: Sources) -> tuple[list[Job], list[Job]]:
    """(galleys, pages) that are laid out for a publication."""
    found: list[tuple[bool, Job]] = []

    def spy(document: Document, faces: Sequence[FaceFile], assets: Assets) -> Laid:
        laid = lay_out(document, faces, assets)
        found.append((laid.pages[0].height > GALLEY, (document, faces, assets)))
        return laid

    with mock.patch.object(flow, "lay_out", spy):
        pdf.build(sources)
    return [job for high, job in found if high], [job for high, job in found if not high]


def seconds(work: Sequence[Job]) -> float:
    """CPU seconds for laying out some documents."""
    start = time.process_time()
    for job in work:
        lay_out(*job)
    return time.process_time() - start


def stock_seconds(work: Sequence[Job], fonts: Any) -> float:
    """The same by WeasyPrint as it is: parsed, laid out, nothing of ours in between."""
    start = time.process_time()
    for document, _faces, assets in work:
        fetcher = inside.Fetcher(Gate(assets).open)
        page = weasyprint.HTML(string=document.html, base_url=BASE, url_fetcher=fetcher)
        sheets = [
            weasyprint.CSS(
                string=sheet.css, base_url=LAYOUT_BASE, url_fetcher=fetcher, font_config=fonts
            )
            for sheet in document.sheets
        ]
        page.render(stylesheets=sheets, font_config=fonts)
    return time.process_time() - start


def main() -> None:
    """Print a line for each number of columns, and one for all."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("manuscript")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    total = [0.0, 0.0]
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    for count in (1, 2, 3):
        galleys, pages = jobs(in_columns(load(source), count))
        fonts = face_store.configuration(pages[0][1])
        ours, stock, before = [], [], []
        for _ in range(rounds):
            fonts.store = Store(sheets=fonts.store.sheets)
            before.append(seconds(galleys))
            ours.append(seconds(pages))
            stock.append(stock_seconds(pages, fonts))
        mine, theirs = statistics.median(ours), statistics.median(stock)
        total = [total[0] + mine, total[1] + theirs]
        print(
            f"{count} columns: setter {mine:.3f} s, stock {theirs:.3f} s: {mine / theirs:.2f}; "
            f"galleys before it {statistics.median(before):.3f} s"
        )
    print(f"all: {total[0] / total[1]:.2f}")


if __name__ == "__main__":
    main()
