"""Dotted rules: one line each, and the same dots on the page."""

from __future__ import annotations

import io
from itertools import groupby

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps

from publisher.engine import hooks
from tests.engine.pages import laid

RULED = """<div style="width: 200pt; height: 200pt; border-{side}: 2pt dotted #333"></div>"""


def drawn(html: str) -> bytes:
    return laid(html).pdf()


def picture(pdf: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("L")


@pytest.mark.parametrize("side", ["top", "right", "bottom", "left"])
def test_a_rule_is_one_line_and_has_the_same_dots(
    side: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = drawn(RULED.format(side=side))
    monkeypatch.setattr(hooks, "draw_dotted_rule", lambda _stream, _box: False)
    stock = drawn(RULED.format(side=side))
    assert operators(ours, "c") == 0
    assert operators(stock, "c") > 20
    one, other = dots(ours, side), dots(stock, side)
    assert len(one) == len(other) == 50
    assert all(abs(a - b) < 1 for a, b in zip(one, other, strict=True))


def dots(pdf: bytes, side: str) -> list[float]:
    """The middles of the dots along a rule, in quarters of a point."""
    inked = ImageOps.invert(picture(pdf))
    left, top, right, bottom = inked.getbbox() or (0, 0, 0, 0)
    rule = {
        "top": (left, top, right, top + 8), "bottom": (left, bottom - 8, right, bottom),
        "left": (left, top, left + 8, bottom), "right": (right - 8, top, right, bottom),
    }[side]  # fmt: skip
    cut = inked.crop(rule)
    row = cut.resize((cut.width, 1) if side in ("top", "bottom") else (1, cut.height)).tobytes()
    dark = [place for place, ink in enumerate(row) if ink > 60]
    runs = [list(group) for _, group in groupby(dark, key=lambda place: place - dark.index(place))]
    return [sum(run) / len(run) for run in runs]


def operators(pdf: bytes, name: str) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = pikepdf.parse_content_stream(opened.pages[0])
        return sum(str(each.operator) == name for each in found)
