"""Files that want to stop the preflight end in findings: never in a traceback, never in no end."""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from publisher.checks.content import streams
from publisher.checks.content.tokens import BrokenContent, instructions
from publisher.checks.preflight import examination
from publisher.errors import Unusable
from tests.checks.preflight.broken import draw, resources
from tests.checks.preflight.good import coated, good, saved

PATIENCE = 60  # seconds on a machine that does three things at once; alone it takes ten at most


def codes(data: bytes) -> set[str]:
    """The codes of what is said about a file."""
    try:
        found = examination.examine(examination.opened(data, "a.pdf", coated()))
        return {each.code for each in found}
    except Unusable as trouble:
        return {each.code for each in trouble.findings}


def a_form_that_calls_itself(pdf: pikepdf.Pdf) -> None:
    box = resources(pdf).XObject.Box
    box.Resources = Dictionary(XObject=Dictionary(Box=box))
    box.write(b"/Box Do")


def forms_that_double(pdf: pikepdf.Pdf) -> None:
    """30 forms, each of which calls the next twice: a thousand million calls."""
    inner = resources(pdf).XObject.Box
    for _level in range(30):
        outer = pdf.make_stream(b"/In Do /In Do", Subtype=Name.Form, BBox=[0, 0, 999, 999])
        outer.Resources = Dictionary(XObject=Dictionary(In=inner))
        inner = pdf.make_indirect(outer)
    resources(pdf).XObject.Box = inner


def a_pattern_that_paints_with_itself(pdf: pikepdf.Pdf) -> None:
    tile = resources(pdf).Pattern.Tile
    tile.Resources = Dictionary(Pattern=Dictionary(Tile=tile))
    tile.write(b"/Pattern cs /Tile scn 0 0 2 2 re f")


def a_bomb(pdf: pikepdf.Pdf) -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _megabyte in range(100)) + packer.flush()
    pdf.pages[0].Contents = pikepdf.Stream(pdf, data, Filter=Name.FlateDecode)


def a_bomb_in_a_bomb(pdf: pikepdf.Pdf) -> None:
    data = zlib.compress(zlib.compress(bytes(100 << 20), 9), 9)
    twice = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.pages[0].Contents = pikepdf.Stream(pdf, data, Filter=twice)


def runs_in_a_bomb(pdf: pikepdf.Pdf) -> None:
    """5 KB that become 4 MB of Flate, and those 256 MB: only the first filter was bounded."""
    data = zlib.compress(b"\x81 " * (2 << 20), 9)
    names = Array([Name.FlateDecode, Name.RunLengthDecode])
    pdf.pages[0].Contents = pikepdf.Stream(pdf, data, Filter=names)


def letters_in_a_bomb(pdf: pikepdf.Pdf) -> None:
    """A z of ASCII85 is four noughts."""
    data = zlib.compress(b"z" * (30 << 20), 9)
    names = Array([Name.FlateDecode, Name.ASCII85Decode])
    pdf.pages[0].Contents = pikepdf.Stream(pdf, data, Filter=names)


def filters_without_end(pdf: pikepdf.Pdf) -> None:
    names = Array([Name.ASCIIHexDecode] * 1000)
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"20>", Filter=names)


def content_cut_off(pdf: pikepdf.Pdf) -> None:
    whole = pdf.pages[0].Contents.read_bytes()
    data = zlib.compress(whole)[: len(whole) // 8]
    pdf.pages[0].Contents = pikepdf.Stream(pdf, data, Filter=Name.FlateDecode)


def marks_in_marks(pdf: pikepdf.Pdf) -> None:
    """pdfium took the square of them: a minute for 50,000."""
    draw(pdf, "/P <</MCID 1>> BDC " * 50_000)


def deep_arrays(pdf: pikepdf.Pdf) -> None:
    draw(pdf, "[" * 100_000)


def deep_strings(pdf: pikepdf.Pdf) -> None:
    draw(pdf, "(" * 1_000_000)


def states_without_end(pdf: pikepdf.Pdf) -> None:
    draw(pdf, "q " * 100_000)


def operands_without_end(pdf: pikepdf.Pdf) -> None:
    draw(pdf, "1 " * 1_000_000)


def huge_numbers(pdf: pikepdf.Pdf) -> None:
    draw(pdf, ("9" * 400 + " 0 0 1 0 0 cm ") * 50 + "0 0 0 1 k 0 0 9 9 re f")


def numbers_that_are_none(pdf: pikepdf.Pdf) -> None:
    draw(pdf, "+-. --5 1.2.3 0 0 cm nan inf 1e999 w /Song nan Tf 0 0 m -inf inf l S")


def a_matrix_of_noughts(pdf: pikepdf.Pdf) -> None:
    draw(pdf, "0 0 0 0 0 0 cm /Photo Do /Box Do BT /Song 9 Tf (a) Tj ET 0 0 9 9 re S")


def wrong_operands(pdf: pikepdf.Pdf) -> None:
    draw(pdf, "/A cm (x) w cs scn /B gs [/C] Tj 1 Tf re /Photo /Box sh 5 Do BI ID xx EI k")


def a_space_within_itself(pdf: pikepdf.Pdf) -> None:
    space = pdf.make_indirect(Array([Name.Indexed, Name.DeviceGray, 0, b"0"]))
    space[1] = space
    resources(pdf).ColorSpace.Loop = space
    draw(pdf, "/Loop cs 1 sc 0 0 9 9 re f")


def a_font_that_is_none(pdf: pikepdf.Pdf) -> None:
    resources(pdf).Font.Song.DescendantFonts[0].W = Array([Name.X, Name.Y, Name.Z])


def outlines_that_are_none(pdf: pikepdf.Pdf) -> None:
    descriptor = resources(pdf).Font.Song.DescendantFonts[0].FontDescriptor
    descriptor.FontFile2.write(bytes(random.Random(1).randbytes(5000)))


def a_page_of_no_kind(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.MediaBox = Array([0, 0, Name.X, 5])
    page.TrimBox, page.Rotate, page.Contents = Name.X, Name.Y, 5


def parents_in_a_ring(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Parent = pdf.Root.Pages
    del pdf.pages[0].obj.MediaBox


def annotations_of_no_kind(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([1, Name.X, Dictionary(AP=Dictionary(N=Dictionary()))])


def a_catalogue_of_no_kind(pdf: pikepdf.Pdf) -> None:
    for key in ("/OutputIntents", "/AcroForm", "/Names", "/OCProperties", "/Metadata"):
        pdf.Root[key] = 1


def entities_in_the_metadata(pdf: pikepdf.Pdf) -> None:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    pdf.Root.Metadata.write(
        f'<!DOCTYPE x [<!ENTITY a0 "a">{lines}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<x>&a11;&f;</x>".encode()
    )


def a_picture_of_10_gigapixels(pdf: pikepdf.Pdf) -> None:
    photo = resources(pdf).XObject.Photo
    photo.Width = photo.Height = 100_000


HOSTILE: tuple[tuple[Callable[[pikepdf.Pdf], None], str], ...] = (
    (a_form_that_calls_itself, "page-unreadable"),
    (forms_that_double, "page-unreadable"),
    (a_pattern_that_paints_with_itself, ""),
    (a_bomb, "page-unreadable"),
    (a_bomb_in_a_bomb, "page-unreadable"),
    (runs_in_a_bomb, "page-unreadable"),
    (letters_in_a_bomb, "page-unreadable"),
    (filters_without_end, "page-unreadable"),
    (content_cut_off, "page-unreadable"),
    (deep_arrays, "page-unreadable"),
    (marks_in_marks, "page-unreadable"),
    (deep_strings, "page-unreadable"),
    (states_without_end, "page-unreadable"),
    (operands_without_end, "page-unreadable"),
    (huge_numbers, "page-unreadable"),
    (numbers_that_are_none, ""),
    (a_matrix_of_noughts, ""),
    (wrong_operands, "page-unreadable"),
    (a_space_within_itself, "page-unreadable"),
    (a_font_that_is_none, "page-unreadable"),
    (outlines_that_are_none, ""),
    (a_page_of_no_kind, "page-boxes"),
    (parents_in_a_ring, ""),
    (annotations_of_no_kind, ""),
    (a_catalogue_of_no_kind, "output-intent"),
    (entities_in_the_metadata, "pdfx-identity"),
    (a_picture_of_10_gigapixels, "not-judged"),
)


@pytest.mark.parametrize(
    ("spoil", "code"), HOSTILE, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_hostile_file_ends_in_findings(spoil: Callable[[pikepdf.Pdf], None], code: str) -> None:
    pdf = good()
    spoil(pdf)
    data, begun = saved(pdf, compress_streams=False), time.monotonic()
    found = codes(data)
    assert time.monotonic() - begun < PATIENCE
    assert not code or code in found
    assert "rule-failed" not in found


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6", b"words" * 1000, b"%PDF-1.6\ntrailer<<>>%%EOF"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    assert codes(data) == {"pdf-unreadable"}


def test_a_wrong_count_of_pages_is_told() -> None:
    data = saved(good())
    twisted = data.replace(b"/Kids [ 1", b"/Kids [ 1 0 R 1").replace(b"/Count 4", b"/Count 9")
    assert codes(twisted) is not None


def test_a_locked_file_is_told() -> None:
    locked = saved(
        good(), encryption=pikepdf.Encryption(owner="1", user="2", R=3, aes=False, metadata=False)
    )
    assert codes(locked) == {"pdf-unreadable"}


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_ends_in_findings(seed: int) -> None:
    chance, data = random.Random(seed), bytearray(saved(good()))
    for _blow in range(chance.choice((1, 5, 50))):
        at = chance.randrange(len(data))
        data[at : at + chance.choice((1, 1, 20))] = chance.randbytes(chance.choice((0, 1, 5)))
    assert codes(bytes(data)) is not None


@given(st.binary(max_size=300))
def test_any_bytes_can_be_cut_into_instructions(data: bytes) -> None:
    with suppress(BrokenContent):
        for operator, operands in instructions(data):
            assert isinstance(operator, bytes)
            assert isinstance(operands, list)


@given(st.text(alphabet="[]()<>/%\\ \n0123456789.-+qQmBITDE", max_size=80))
def test_any_signs_can_be_cut_into_instructions(text: str) -> None:
    with suppress(BrokenContent):
        list(instructions(text.encode()))


def test_a_stream_that_unfolds_too_far_is_let_go() -> None:
    with pytest.raises(BrokenContent):
        streams.unfolded(zlib.compress(bytes(5 << 20)), 1 << 20)


@pytest.mark.parametrize("early", [0, 1])
@pytest.mark.parametrize("length", [1, 300, 20_000])
def test_what_lzw_unfolds_to_is_counted_before(length: int, early: int) -> None:
    chance = random.Random(length)
    data = bytes(chance.choice(b"  q Q 0 1 re f") for _ in range(length))
    packed = lzw(data, early)
    parameters = Dictionary(EarlyChange=early)
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, packed, Filter=Name.LZWDecode, DecodeParms=parameters)
        assert streams.decoded(stream, length) == data
        with pytest.raises(BrokenContent):
            streams.decoded(stream, length - 1)


def lzw(data: bytes, early: int) -> bytes:
    """Packed as ISO 32000-2 has it (7.4.4.2); the table is emptied when it is full."""
    single = {bytes([code]): code for code in range(256)}
    table, next_code, bits, held = dict(single), 258, format(256, "09b"), b""

    def written(code: int) -> str:
        width = min(12, max(9, (next_code - 1 + early).bit_length()))
        return format(code, f"0{width}b")

    for byte in data:
        longer = held + bytes([byte])
        if longer in table:
            held = longer
            continue
        bits += written(table[held])
        table[longer] = next_code
        next_code += 1
        if next_code == 4090:
            bits += written(256)
            table, next_code = dict(single), 258
        held = bytes([byte])
    bits += written(table[held])
    next_code += 1
    bits += written(257)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def test_pages_share_what_they_inherit() -> None:
    """pdfium shows Letter for an inherited box; qpdf, ours, the right one."""
    pdf: Any = good()
    box = pdf.pages[0].obj.MediaBox
    for page in pdf.pages:
        del page.obj.MediaBox
    pdf.Root.Pages.MediaBox = box
    assert codes(saved(pdf)) == set()
