"""One subset of each face for the whole PDF.

The engine's subsets keep the glyph ids of their face, so the pages of all flows can share one
program: collect the glyphs that any of them uses, cut the face once, point every font at it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.typefaces import Face
from publisher.typefaces.subset import program

_ROW = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
_SPACE = re.compile(rb"begincodespacerange.*?endcodespacerange", re.DOTALL)
_BATCH = 100  # entries of one bfchar section (Adobe Technical Note 5411)


Words = dict[str, tuple[str, str]]
"""Face -> its glyphs and their widths; codes and what they stand for, both in hexadecimal.

They stand one after the other with spaces between them: of a hundred flows, nothing is read faster.
"""
Glyphs = dict[str, tuple[dict[str, str], dict[str, str]]]
"""The same: glyph -> width, code -> what it stands for."""


def taken_out(pdf: pikepdf.Pdf) -> Words:
    """What the fonts of a flow say of their glyphs. They lose it, and their programs."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for font in _fonts(pdf):
        first = font.DescendantFonts[0]
        widths, texts = found.setdefault(_base(font), ([], []))
        widths += (f"{glyph} {width!r}" for glyph, width in _widths(first).items())
        rows = _ROW.findall(_SPACE.sub(b"", font.ToUnicode.read_bytes()))
        texts += (f"{code.decode()} {text.decode()}" for code, text in rows)
        del font.ToUnicode, first.W
        first.FontDescriptor.FontFile2 = pdf.make_stream(b"")
    return {name: (" ".join(widths), " ".join(texts)) for name, (widths, texts) in found.items()}


def read(words: Words) -> Glyphs:
    """What was taken out of a flow."""
    return {name: (_pairs(widths), _pairs(texts)) for name, (widths, texts) in words.items()}


def together(glyphs: Iterable[Glyphs]) -> Glyphs:
    """The glyphs of several flows as those of one."""
    found: Glyphs = {}
    for each in glyphs:
        for name, (widths, texts) in each.items():
            own = found.setdefault(name, ({}, {}))
            own[0].update(widths)
            own[1].update(texts)
    return found


def unite(pdf: pikepdf.Pdf, faces: Iterable[Face], glyphs: Iterable[Glyphs]) -> None:
    """Give all fonts of one face one program, one table of widths and one map to Unicode.

    `glyphs` are those of all flows. Fonts with PostScript outlines (a fallback) stay as they are;
    all others must be of one of these faces. Raises KeyError.
    """
    known, every = {_name(face): face for face in faces}, together(glyphs)
    alike: dict[str, list[Any]] = {}
    for font in _fonts(pdf):
        alike.setdefault(_base(font), []).append(font)
    for name, fonts in sorted(alike.items()):
        widths, texts = every[name]
        numbers = {int(glyph): _number(float(width)) for glyph, width in widths.items()}
        _share(pdf, known[name], name, fonts[0], numbers, texts)
    instead = {font.objgen: fonts[0] for fonts in alike.values() for font in fonts}
    for own in resources(pdf):
        table = own.get("/Font", Dictionary())
        for name, font in table.items():
            if (one := instead.get(font.objgen)) is not None:
                table[name] = one


def resources(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """What pages draw with, each table once, in their order: those of a flow have one."""
    seen = set()
    for page in pdf.pages:
        own = page.obj.Resources
        if own.is_indirect:
            if own.objgen in seen:
                continue
            seen.add(own.objgen)
        yield own


def _pairs(words: str) -> dict[str, str]:
    each = words.split(" ")
    return dict(zip(each[::2], each[1::2], strict=False))  # of no words there is one, empty


def _base(font: Any) -> str:
    """The name of a font without the letters that stand for its subset."""
    return str(font.BaseFont).partition("+")[2]


def _name(face: Face) -> str:
    """The name that the engine writes for a face: `Publisher-Song-Bold`."""
    return face.family.replace(" ", "-") + ("-Bold" if face.weight >= 600 else "")


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The composite fonts with TrueType programs, each once, in the order of pages."""
    seen = set()
    for own in resources(pdf):
        for _, font in sorted(own.get("/Font", Dictionary()).items()):
            if font.objgen in seen or "/DescendantFonts" not in font:
                continue
            seen.add(font.objgen)
            if "/FontFile2" in font.DescendantFonts[0].FontDescriptor:
                yield font


def _share(
    pdf: pikepdf.Pdf,
    face: Face,
    name: str,
    font: Any,
    widths: Mapping[int, Any],
    texts: Mapping[str, str],
) -> None:
    data = program(face, widths)
    tagged = Name(f"/{_tag(data)}+{name}")
    stream = pdf.make_stream(data, Length1=len(data))
    first = font.DescendantFonts[0]
    descriptor = first.FontDescriptor
    descriptor.FontFile2, descriptor.FontName = stream, tagged
    first.BaseFont, first.W = tagged, pdf.make_indirect(_table(widths))
    font.ToUnicode, font.BaseFont = pdf.make_stream(_unicode_map(texts)), tagged


def _widths(font: Any) -> dict[int, Any]:
    """Glyph id -> width, from a W array (ISO 32000-2, 9.7.4.3)."""
    found: dict[int, Any] = {}
    rest = list(font.get("/W", ()))
    while rest:
        first, second = int(rest.pop(0)), rest.pop(0)
        if isinstance(second, Array):
            found |= {first + place: _number(width) for place, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), _number(rest.pop(0)))
    return found


def _number(width: Any) -> float:
    return int(width) if width == int(width) else float(width)


def _table(widths: Mapping[int, Any]) -> Array:
    """Glyph id -> width as a W array; neighbours share an entry."""
    runs: list[tuple[int, list[Any]]] = []
    for glyph, width in sorted(widths.items()):
        if runs and runs[-1][0] + len(runs[-1][1]) == glyph:
            runs[-1][1].append(width)
        else:
            runs.append((glyph, [width]))
    return Array([cell for first, row in runs for cell in (first, Array(row))])


def _tag(data: bytes) -> str:
    """Six letters that stand for the subset (ISO 32000-2, 9.9.2)."""
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(data).digest()[:6])


def _unicode_map(texts: Mapping[str, str]) -> bytes:
    rows = [f"<{code}> <{text}>".encode() for code, text in sorted(texts.items())]
    batches = [rows[i : i + _BATCH] for i in range(0, len(rows), _BATCH)]
    return b"\n".join(
        [
            b"/CIDInit /ProcSet findresource begin",
            b"12 dict begin begincmap",
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            b"1 begincodespacerange <0000> <ffff> endcodespacerange",
            *(
                b"%d beginbfchar\n%s\nendbfchar" % (len(batch), b"\n".join(batch))
                for batch in batches
            ),
            b"endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


def share_pictures(pdf: pikepdf.Pdf) -> None:
    """Pictures that are the same bytes are kept once."""
    seen: dict[tuple[bytes, bytes], Any] = {}
    for own in resources(pdf):
        pictures = own.get("/XObject", Dictionary())
        for name, picture in sorted(pictures.items()):
            if "/SMask" in picture:
                picture.SMask = seen.setdefault(_content(picture.SMask), picture.SMask)
            pictures[name] = seen.setdefault(_content(picture), picture)


def _content(stream: Any) -> tuple[bytes, bytes]:
    return stream.stream_dict.unparse(), hashlib.sha256(stream.read_raw_bytes()).digest()
