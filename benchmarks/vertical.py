"""Vertical pages by the meter of horizontal ones: their contents are laid on their side first.

    python -m benchmarks.vertical [MANUSCRIPT]

Columns of the report are tiers (段), lines are those that run downwards.
"""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf

from benchmarks.meter import HEADER
from benchmarks.pages import TAIL, in_columns, measured
from publisher.markup.articles import text_of
from publisher.pipeline import pdf
from publisher.pipeline.sources import Sources, load


def lying(data: bytes) -> bytes:
    """The PDF of upright pages with every page turned back, as the line setter set it."""
    with pikepdf.open(io.BytesIO(data)) as turned:
        for page in turned.pages:
            right = float(page.trimbox[2])
            box = page.mediabox
            page.contents_add(f"q 0 1 -1 0 {right:.4f} 0 cm".encode(), prepend=True)
            page.contents_add(b"Q")
            left, bottom, width, top = (float(side) for side in box)
            corners = right - top, left, right - bottom, width
            for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
                page.obj[name] = pikepdf.Array(corners)
        if "/Direction" in turned.Root.ViewerPreferences:
            del turned.Root.ViewerPreferences.Direction
        out = io.BytesIO()
        turned.save(out)
        return out.getvalue()


def vertical(sources: Sources, count: int) -> Sources:
    """The same publication in the layout `vertical`, with so many tiers."""
    own = replace(sources.publication, layout="vertical", tokens=())
    return in_columns(replace(sources, publication=own), count)


def main() -> None:
    """Print a line for each number of tiers."""
    sources = load(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("manuscript"))
    articles = (entry.article for entry in sources.publication.entries)
    texts = ("".join(text_of(block).split()) for one in articles for block in one.blocks())
    tails = {text[-TAIL:] for text in texts if text}
    for count in (1, 2, 3):
        found = measured(lying(pdf.build(vertical(sources, count)).data), tails)
        print(
            f"{count} tiers: {found.lines.lines} lines, {found.off_grid} off the grid, "
            f"{found.widows} widows; {found.columns} columns, {found.broken_measures} not of whole "
            f"em, {found.short} short{' on pages' if found.where else ''}{found.where}"
        )
        print(" " * 10 + HEADER)
        print(" " * 10 + found.lines.row())


if __name__ == "__main__":
    main()
