"""How much ink pictures lay on a spot, by the ways that they are packed."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image

from publisher.checks.content import rasters
from publisher.checks.content.tokens import BrokenContent

SIZE = (120, 80)
DARK = (204, 153, 102, 255)  # 80, 60, 40 and 100 %: 280


def pixels() -> Image.Image:
    """White, with a dark square of 40 px in the lower right corner."""
    image = Image.new("CMYK", SIZE, (0, 0, 0, 0))
    image.paste(DARK, (80, 40, 120, 80))
    return image


def stream(pdf: pikepdf.Pdf, data: bytes, kind: str | None, decode: list[int] | None) -> object:
    """A picture as a PDF holds it."""
    made = pdf.make_stream(data)
    if kind is not None:
        made.write(data, filter=Name(kind), decode_parms=None)
    if decode is not None:
        made.Decode = Array(decode)
    return made


def jpeg() -> bytes:
    """Pillow writes inks the wrong way round, as Photoshop does, and an Adobe marker."""
    out = io.BytesIO()
    pixels().save(out, "JPEG", quality=95, subsampling=0)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "inverted"), [(None, False), (None, True), ("/DCTDecode", False), ("/DCTDecode", True)]
)
@pytest.mark.parametrize("cell", [1, 10])
def test_ink_is_what_will_be_printed(kind: str | None, inverted: bool, cell: int) -> None:
    plain = pixels()
    if inverted and kind is None:
        plain = Image.merge("CMYK", [c.point(lambda v: 255 - v) for c in plain.split()])
    data = plain.tobytes() if kind is None else jpeg()
    # the JPEG is always turned round: what Decode turns is right, what it does not is negative
    decode = [1, 0] * 4 if inverted else None
    with pikepdf.new() as pdf:
        image = rasters.means(stream(pdf, data, kind, decode), SIZE, cell)
    found = rasters.wettest(image, 300 if kind and not inverted else 270)
    if kind and not inverted:
        assert found.most == pytest.approx(400, abs=4)
        assert found.part is not None
        assert found.part[:2] == (0, 0)
    else:
        assert found.most == pytest.approx(280, abs=6)
        assert found.part == pytest.approx((80 / 120, 0.5, 1, 1), abs=0.05)


def test_inks_are_left_out_where_they_are_replaced() -> None:
    whole = (0.0, 0.0, 1.0, 1.0)
    assert rasters.most_below(pixels(), whole, ["Black"]) == pytest.approx(180, abs=2)
    assert rasters.most_below(pixels(), whole, []) == pytest.approx(280, abs=2)
    assert rasters.most_below(pixels(), (0, 0, 0.5, 0.4), []) == 0


def test_a_single_pixel_is_no_spot() -> None:
    image = Image.new("CMYK", (10, 10), (0, 0, 0, 0))
    image.putpixel((5, 5), (255, 255, 255, 255))
    with pikepdf.new() as pdf:
        found = rasters.means(stream(pdf, image.tobytes(), None, None), (10, 10), 10)
    assert rasters.wettest(found, 300).most < 10


def test_an_inline_picture() -> None:
    given = [{"/W": 1, "/H": 1, "/CS": "/CMYK"}, b"\xff\xff\xff\x00"]
    assert rasters.wettest(rasters.means(given, (1, 1), 1), 290).most == pytest.approx(300, abs=2)


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (b"", None, SIZE),
        (b"words", "/DCTDecode", SIZE),
        (b"words", "/JPXDecode", SIZE),
        (bytes(100), None, (100_000, 100_000)),
        (bytes(100), None, (0, 5)),
    ],
)
def test_what_cannot_be_unpacked_is_told(
    data: bytes, kind: str | None, size: tuple[int, int]
) -> None:
    with pikepdf.new() as pdf, pytest.raises(BrokenContent):
        rasters.means(stream(pdf, data, kind, None), size, 1)
