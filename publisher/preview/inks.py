"""The sum of inks on every spot of a page, and the resolution of its pictures. Runs in the annex.

Only the file for the press knows both: it is made as `publisher pdf` makes it, and kept for as long
as the build is the newest. For the inks each colour of it is replaced by a grey that is as dark as
its inks are many (400 % is black), and PDFium draws that: so shapes, clips and letters count as
they are. What overprints is taken for what knocks out, and the inks inside a gradient for its look.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Name, Pdf, Stream
from PIL import Image, ImageChops

from publisher.checks.content import rasters
from publisher.checks.content.marks import Picture
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.preflight.subject import PrintPage, PrintPdf
from publisher.document.condition import PrintingCondition
from publisher.errors import PublisherError
from publisher.findings import Finding
from publisher.preview.values import Order

_FINE = 4  # pixels of a millimetre that are drawn, of which the mean counts
_INCH = 25.4
_CELL = 4  # pixels of a picture that are one: spots are larger by far
_DEEPEST = 8
_SHOWN = 20.0  # per cent of ink from where on the map is coloured


class Press(NamedTuple):
    """The file for the press: its limits, or why there is none."""

    ink_limit: int
    least: int
    warn: int
    findings: tuple[Finding, ...] = ()


class Inked(NamedTuple):
    """A page: most ink on a spot of a millimetre (per cent) and where that is, in points.

    `map` is a PNG of the trimmed page, a pixel a millimetre; `pictures` are boxes and their ppi.
    """

    most: int
    at: tuple[float, float]
    map: bytes
    pictures: tuple[tuple[tuple[float, float, float, float], int], ...]


class _Made(NamedTuple):
    revision: int
    data: bytes
    grey: bytes
    condition: PrintingCondition
    pdf: PrintPdf


_Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
_made: list[_Made] = []  # the newest one


def make(order: Order, revision: int) -> Press:
    """Make the file for the press of a build, which is looked at in whatever way."""
    from publisher.pipeline import pdf  # only here: the server itself stays light
    from publisher.pipeline.conditions import condition_of
    from publisher.preview.build import ordered

    known = _of(revision)
    if known is not None:
        return _told(known.condition)
    try:
        sources = replace(ordered(order), profile="print", is_preview=False)
        condition = condition_of(sources)
        data = pdf.build(sources).data
    except PublisherError as error:
        return Press(0, 0, 0, error.findings)
    made = _Made(revision, data, grey(data), condition, PrintPdf(data, sources.name, condition))
    _made[:] = [made]
    return _told(condition)


def _told(condition: PrintingCondition) -> Press:
    pictures = condition.photographs
    return Press(condition.ink_limit, pictures.least, pictures.warn)


def _of(revision: int) -> _Made | None:
    return next((each for each in _made if each.revision == revision), None)


def page(revision: int, number: int) -> Inked | None:
    """A page (from 1) of the file that was made last; None where it is of another build."""
    made = _of(revision)
    if made is None or number > len(made.pdf.sheets):
        return None
    sums = spots(made.grey, number)
    highest = int(sums.getextrema()[1])  # type: ignore[arg-type]  # of one channel
    index = sums.tobytes().index(highest)
    x, y = index % sums.width + 0.5, index // sums.width + 0.5
    at = x * 72 / _INCH, y * 72 / _INCH
    coloured = _map(sums, made.condition.ink_limit)
    own = PrintPage(made.pdf, made.pdf.sheets[number - 1])
    return Inked(round(_per_cent(highest)), at, coloured, tuple(_pictures(own)))


def _per_cent(level: int) -> float:
    return level / 255 * 400


def _pictures(own: PrintPage) -> Iterator[tuple[tuple[float, float, float, float], int]]:
    for mark in own.printed:
        if isinstance(mark, Picture) and math.isfinite(mark.ppi):
            box, trim = mark.box, own.sheet.finished
            corner = box.left - trim.left, trim.top - box.top
            yield (*corner, box.right - box.left, box.top - box.bottom), round(mark.ppi)


# ── greys for inks ───────────────────────────────────────────────────────────────────────────────


def grey(data: bytes) -> bytes:
    """The PDF with greys for its inks: black is 400 %."""
    with pikepdf.open(io.BytesIO(data)) as file:
        done: set[tuple[int, int]] = set()
        for each in file.pages:
            each.Contents = file.make_stream(_rewritten(each.obj))
            _resources(each.obj.get("/Resources"), file, done, 0)
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def _resources(
    resources: pikepdf.Object | None, file: Pdf, done: set[tuple[int, int]], depth: int
) -> None:
    if resources is None or depth > _DEEPEST:
        return
    for group in ("/XObject", "/Pattern"):
        for each in dict(resources.get(group, {})).values():
            if not isinstance(each, Stream) or each.objgen in done:
                continue
            done.add(each.objgen)
            if each.get("/Subtype") == Name.Image:
                with suppress(BrokenContent):
                    _picture(each)
            else:
                each.write(_rewritten(each))
                _resources(each.get("/Resources"), file, done, depth + 1)


def _rewritten(owner: pikepdf.Object) -> bytes:
    instructions: list[_Instruction] = []
    for instruction in pikepdf.parse_content_stream(owner):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("k", "K") and len(operands) == 4:
            ink = sum(float(each) for each in operands) / 4
            level = round(1 - min(max(ink, 0.0), 1.0), 4)
            grey_operator = pikepdf.Operator("g" if name == "k" else "G")
            instructions.append(pikepdf.ContentStreamInstruction([level], grey_operator))
        else:
            instructions.append(instruction)
    return pikepdf.unparse_content_stream(instructions)


def _picture(stream: Stream) -> None:
    """A picture of four inks becomes one of greys; others stay."""
    if stream.get("/ColorSpace") != Name.DeviceCMYK or stream.get("/BitsPerComponent") != 8:
        return
    size = int(stream.Width), int(stream.Height)
    sums = ImageChops.invert(rasters.quarter(rasters.means(stream, size, _CELL)))
    stream.write(sums.tobytes())
    stream.Width, stream.Height = sums.size
    stream.ColorSpace = Name.DeviceGray
    if "/Decode" in stream:
        del stream["/Decode"]


def spots(data: bytes, number: int) -> Image.Image:
    """A page of greys, trimmed: a pixel a millimetre, 255 is 400 % of ink."""
    document = pdfium.PdfDocument(data)
    try:
        one = document[number - 1]
        left, bottom, right, top = one.get_mediabox()
        trim = one.get_trimbox()
        cut = (trim[0] - left, trim[1] - bottom, right - trim[2], top - trim[3])
        bitmap = one.render(scale=_FINE * _INCH / 72, grayscale=True, crop=cut)
        drawn = bitmap.to_pil().convert("L")
        bitmap.close()
    finally:
        document.close()
    return ImageChops.invert(drawn).reduce(_FINE)


def _map(sums: Image.Image, limit: int) -> bytes:
    """From yellow to orange below the limit, red above it."""

    def ramp(channel: int) -> list[int]:
        return [_colour(_per_cent(level), limit)[channel] for level in range(256)]

    image = Image.merge("RGBA", [sums.point(ramp(channel)) for channel in range(4)])
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _colour(ink: float, limit: int) -> tuple[int, int, int, int]:
    if ink < _SHOWN:
        return 255, 255, 255, 0
    if ink > limit:
        return 179, 38, 30, 240
    share = ink / limit
    return 255, round(226 - 110 * share), round(120 - 110 * share), round(60 + 140 * share)
