"""The one door to WeasyPrint, with the Chinese line setter inside it.

`lay_out(document, faces, assets)` gives a `Laid`: pages as values, findings, and `.pdf()`. What a
layout's HTML and CSS may count on:

Lines. Every paragraph with Chinese in it is set by the setter, in whatever box it stands: body,
columns, table cells, margin boxes, notes, shrink-to-fit boxes. Nothing has to be asked for.
- `text-align: justify` stretches all lines but the last; `left`, `center`, `right` get the same
  breaks, widths of marks and Han-Western gaps, and are not stretched.
- A measure that is a whole number of em is half of evenness (16 em of 9 pt: `width: 144pt`).
- Write paragraphs without line breaks inside: a newline in the markup becomes a space.
- `<br>` and `white-space: pre-line` end lines; `nowrap` holds them together.
- `text-indent` is inherited by inline blocks, floats and notes: set it to 0 there.
- `letter-spacing` goes after each character. `hyphens` and `line-break` have no effect;
  `Document.kinsoku` is the strength of kinsoku for the whole document.
- ASCII spaces beside Han become the Han-Western gap; no markup is needed for that gap.

Inline elements. Classes, marks and gaps work through `<b>`, `<a>`, `<span>`, … as if they were not
there. `<sup>` and `::footnote-call` stay with the word before, without a gap.
- Emphasis dots (着重号): `class="emphasis"` on an inline element; the setter paints them below, and
  they do not change the line height (keep a line gap of half an em).
- 专名号: `text-decoration: underline` on a span; white between two names needs `padding: 0 .05em`.
- Ruby, with the reading after its base in the markup and half its size over it:
  `.ruby { display: inline-block; position: relative; line-height: 1; text-indent: 0;
  text-align: center } .ruby .reading { position: absolute; left: -2em; right: -2em; bottom: 2.1em;
  font-size: .5em; line-height: 1; white-space: nowrap; text-align: center }`; where the reading is
  the wider, give the base a `min-width`.
- Inline blocks, pictures, inline flex boxes and inline tables are items of fixed width.
- Leaders work: `content: leader(".") target-counter(attr(href), page)`.

Left to WeasyPrint as a whole, and reported as `engine-stock-lines`: paragraphs with a float inside
the line (make floats and drop caps block siblings), tabs, text from right to left,
`::first-letter`, `::first-line`, `box-decoration-break: clone`.

Floats beside paragraphs work. Give them `break-inside: avoid` and no text beyond their height; in
columns stock code loses lines of a float that is cut, and then `engine-text-differs` is raised.

Pages. A block of the body is an element with an id `a1-b2`, or any with `data-body` and an id; from
these comes `LaidPage.start`. `bleed` in `@page` gives MediaBox and TrimBox, and BleedBox the whole.
`@font-face` cannot load files: name the families that were passed. URLs in the HTML start at
`asset://publication/`, in style sheets at `asset://layout/`. Presentational attributes are ignored.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from publisher.engine.values import (
    ELSEWHERE,
    Assets,
    Document,
    FaceFile,
    LaidBox,
    LaidPage,
    Metadata,
    Sheet,
)

if TYPE_CHECKING:
    from publisher.engine.door import lay_out, warm
    from publisher.engine.laid import Laid

__all__ = [
    "ELSEWHERE",
    "Assets",
    "Document",
    "FaceFile",
    "Laid",
    "LaidBox",
    "LaidPage",
    "Metadata",
    "Sheet",
    "lay_out",
    "warm",
]
_HOMES = {"Laid": "laid", "lay_out": "door", "warm": "door"}


def __getattr__(name: str) -> object:
    # an e-book needs the values alone
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
