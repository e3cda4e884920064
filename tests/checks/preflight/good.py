"""A finished print PDF in which everything is right: small, and with one of everything.

Written by hand, instruction by instruction, so that no builder of ours is trusted to be right.
Four pages of 105 × 148 mm with 3 mm bleed and a slug around them.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from publisher import resources
from publisher.document import condition
from publisher.document.condition import PrintingCondition

MM = 72 / 25.4
SLUG, BLEED, WIDTH, HEIGHT = 10 * MM, 3 * MM, 105 * MM, 148 * MM
LEFT, BOTTOM = SLUG, SLUG
RIGHT, TOP = SLUG + WIDTH, SLUG + HEIGHT
WORDS = "数字之镇里的人，各有各的说法。ABC 123"
DATE = "2026-11-07T12:00:00+08:00"
XMP = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 pdf:Trapped="False">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">数字之镇</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{DATE}</xmp:CreateDate><xmp:ModifyDate>{DATE}</xmp:ModifyDate>
<xmp:MetadataDate>{DATE}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:0c6a7f1e-0000-5000-8000-000000000001</xmpMM:DocumentID>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def coated() -> PrintingCondition:
    """The condition under which the file is good."""
    return condition.load("coated-sheetfed", [resources.folder("conditions")])


@cache
def face() -> tuple[bytes, dict[str, int], dict[int, int]]:
    """A subset of our Song: the file, character -> glyph, glyph -> width in thousandths."""
    options = subset.Options(glyph_names=False, layout_features=[], notdef_outline=True)
    cut = subset.Subsetter(options)
    font = TTFont(resources.folder("fonts") / "song-regular.ttf")
    cut.populate(text=WORDS)
    cut.subset(font)
    out = io.BytesIO()
    font.save(out)
    numbers = {name: number for number, name in enumerate(font.getGlyphOrder())}
    glyphs = {chr(code): numbers[name] for code, name in font.getBestCmap().items()}
    widths = {numbers[name]: width for name, (width, _side) in font["hmtx"].metrics.items()}
    return out.getvalue(), glyphs, widths


def shown(text: str) -> str:
    """A string operand that shows the text in the face."""
    _data, glyphs, _widths = face()
    return "<" + "".join(f"{glyphs[character]:04X}" for character in text) + ">"


def at(x: float, y: float) -> str:
    """Millimetres from the lower left corner of the trim, as two operands."""
    return f"{LEFT + x * MM:.3f} {BOTTOM + y * MM:.3f}"


def show(x: float, y: float, words: str, more: str = "") -> str:
    """Words at a place; `more` are operators before them."""
    return f"BT {more} 1 0 0 1 {at(x, y)} Tm {shown(words)} Tj ET\n"


TEXT = f"""q /Overprint gs 0 0 0 1 k
BT /Song 9 Tf 1 0 0 1 {at(20, 108)} Tm {shown(WORDS)} Tj
0 -14 Td [{shown(WORDS[:4])} -250 {shown(WORDS[4:9])}] TJ ET Q
"""
HEADING = show(20, 128, WORDS[:4], "/Song 20 Tf 0 0.9 0.8 0 k")
RULES = f"""q 0 0 0 1 K 0.5 w {at(20, 124)} m {at(85, 124)} l S
0 0 0 1 k {at(20, 122)} 110 0.5 re f Q
"""
MARKS = f"""q /All CS 1 SCN 0.25 w {at(0, -9)} m {at(0, -5)} l {at(105, -9)} m {at(105, -5)} l S
{show(20, -8, "ABC 123", "/Song 6 Tf /All cs 1 scn")} Q
"""
AREA = f"q 0.2 0.1 0 0 k {at(-3, -3)} {111 * MM:.3f} {30 * MM:.3f} re f Q\n"
PHOTO = f"q {20 * MM:.3f} 0 0 {15 * MM:.3f} {at(20, 40)} cm /Photo Do Q\n"
DRAWING = f"q {10 * MM:.3f} 0 0 {10 * MM:.3f} {at(50, 40)} cm 0 0 0 1 k /Drawing Do Q\n"
BOX = f"q 1 0 0 1 {at(70, 40)} cm /Box Do Q\n"
SHADE = f"q {at(20, 60)} 40 40 re W n /Shade sh Q\n"
TILED = f"q /Pattern cs /Tile scn {at(40, 60)} 40 40 re f Q\n"


def good() -> pikepdf.Pdf:
    """The file, open and to be changed."""
    pdf = pikepdf.new()
    profile = pdf.make_stream((resources.folder("conditions") / "fogra39-coated.icc").read_bytes())
    profile.N = 4
    pdf.Root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFX,
                    OutputConditionIdentifier=String("FOGRA39"),
                    RegistryName=String("http://www.color.org"),
                    Info=String("coated offset"),
                    DestOutputProfile=profile,
                )
            )
        ]
    )
    pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo["/Title"] = "数字之镇"
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20261107120000+08'00'"
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.trailer.ID = Array([String("0123456789abcdef"), String("0123456789abcdef")])
    shared = pdf.make_indirect(_resources(pdf))
    for content in (
        HEADING + TEXT + RULES + MARKS,
        AREA + TEXT + MARKS,
        TEXT + PHOTO + DRAWING + BOX + MARKS,
        TEXT + SHADE + TILED + MARKS,
    ):
        _add_page(pdf, content, shared)
    return pdf


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    """The file as bytes."""
    out = io.BytesIO()
    told = {"min_version": "1.6", "object_stream_mode": pikepdf.ObjectStreamMode.disable}
    pdf.save(out, **(told | options))
    return out.getvalue()


def _add_page(pdf: pikepdf.Pdf, content: str, shared: pikepdf.Object) -> None:
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, WIDTH + 2 * SLUG, HEIGHT + 2 * SLUG]),
        BleedBox=Array([LEFT - BLEED, BOTTOM - BLEED, RIGHT + BLEED, TOP + BLEED]),
        TrimBox=Array([LEFT, BOTTOM, RIGHT, TOP]),
        Resources=shared,
        Contents=pdf.make_stream(content.encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _resources(pdf: pikepdf.Pdf) -> Dictionary:
    gray, white = b"\x33\x22\x11\x44", b"\x00\x00\x00\x00"
    photo = pdf.make_stream(
        (gray * 120 + white * 120) * 180,
        Type=Name.XObject, Subtype=Name.Image, Width=240, Height=180, BitsPerComponent=8,
        ColorSpace=Name.DeviceCMYK,
    )  # fmt: skip
    drawing = pdf.make_stream(
        b"\xaa" * 60 * 480,
        Type=Name.XObject, Subtype=Name.Image, Width=480, Height=480, BitsPerComponent=1,
        ImageMask=True,
    )  # fmt: skip
    fading = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.1, 0, 0, 0], C1=[0.6, 0.2, 0, 0], N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 200, 0], Function=fading,
        Extend=[True, True],
    )  # fmt: skip
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    box = pdf.make_stream(
        b"0 0 0 0.3 k 0 0 30 30 re f /Inner Do",
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 40, 40], Matrix=[1, 0, 0, 1, 0, 0],
    )  # fmt: skip
    inner = pdf.make_stream(
        b"0.4 g 5 5 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 40, 40]
    )
    box.Resources = Dictionary(XObject=Dictionary(Inner=inner))
    tile = pdf.make_stream(
        b"0 0 0 0.5 k 0 0 2 2 re f",
        Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 4, 4], XStep=4,
        YStep=4, Resources=Dictionary(),
    )  # fmt: skip
    return Dictionary(
        Font=Dictionary(Song=_font(pdf)),
        XObject=Dictionary(Photo=photo, Drawing=drawing, Box=box),
        Shading=Dictionary(Shade=shading),
        Pattern=Dictionary(Tile=tile),
        ColorSpace=Dictionary(All=Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])),
        ExtGState=Dictionary(Overprint=Dictionary(OP=True, op=True, OPM=1)),
    )


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    data, glyphs, widths = face()
    name = Name("/ABCDEF+PublisherSong")
    rows = "".join(f"<{glyph:04X}> <{ord(c):04X}>\n" for c, glyph in sorted(glyphs.items()))
    unicode = f"{len(glyphs)} beginbfchar\n{rows}endbfchar\n"
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=[0, -286, 1000, 1151],
        ItalicAngle=0, Ascent=1151, Descent=-286, CapHeight=733, StemV=80,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )  # fmt: skip
    inside = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), DW=1000,
        W=Array([item for glyph, width in widths.items() for item in (glyph, Array([width]))]),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inside)]),
            ToUnicode=pdf.make_stream(unicode.encode()),
        )
    )  # fmt: skip
