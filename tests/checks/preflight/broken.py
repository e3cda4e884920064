"""For every rule of the preflight, files that are broken in that one point alone.

A case is a function that changes the good file; it may return what `Pdf.save` is to be told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.checks.preflight.good import MM, WORDS, XMP, at, show

BLACK = "/Overprint gs 0 0 0 1 k"
Case = Callable[[pikepdf.Pdf], Any]
CASES: dict[str, dict[str, Case]] = {}


def breaks(code: str) -> Callable[[Case], Case]:
    """Register a case for a rule; its name says what is broken."""

    def registered(case: Case) -> Case:
        CASES.setdefault(code, {})[case.__name__] = case
        return case

    return registered


def draw(pdf: pikepdf.Pdf, content: str, page: int = 0) -> None:
    """Draw something more on a page."""
    pdf.pages[page].contents_add(f"q {content} Q".encode())


def resources(pdf: pikepdf.Pdf) -> Any:
    """The resources that all pages share."""
    return pdf.pages[0].obj.Resources


def font(pdf: pikepdf.Pdf) -> Any:
    """The composite font; its descendant holds the outlines."""
    return resources(pdf).Font.Song


def metadata(pdf: pikepdf.Pdf, right: str, wrong: str) -> None:
    """Change the XMP packet."""
    assert right in XMP
    pdf.Root.Metadata.write(XMP.replace(right, wrong).encode())


# ── PDF/X-4 ──────────────────────────────────────────────────────────────────────────────────────


@breaks("pdfx-identity")
def another_version(_pdf: pikepdf.Pdf) -> Any:
    return {"min_version": "1.7"}


@breaks("pdfx-identity")
def a_newer_version_in_the_catalogue(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Version = Name("/2.0")


@breaks("pdfx-identity")
def another_standard(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, "PDF/X-4<", "PDF/X-3<")


@breaks("pdfx-identity")
def no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@breaks("pdfx-identity")
def metadata_that_are_no_xml(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(b"<x:xmpmeta")


@breaks("pdfx-identity")
def no_document_id(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, "xmpMM:DocumentID>", "xmpMM:Other>")


@breaks("pdfx-identity")
def two_titles(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "另一个题目"


@breaks("pdfx-identity")
def two_dates(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/ModDate"] = "D:20261107120001+08'00'"


@breaks("pdfx-identity")
def not_told_whether_trapped(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, ' pdf:Trapped="False"', "")
    pdf.docinfo["/Trapped"] = Name.Unknown


@breaks("pdfx-identity")
def told_both_about_trapping(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Trapped"] = Name("/True")


@breaks("output-intent")
def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


@breaks("output-intent")
def two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


@breaks("output-intent")
def an_intent_for_archives(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].S = Name.GTS_PDFA1


@breaks("output-intent")
def no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


@breaks("output-intent")
def a_profile_of_a_scanner(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes().replace(b"prtr", b"scnr", 1))


@breaks("output-intent")
def a_profile_of_rgb(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes().replace(b"CMYK", b"RGB ", 1))


@breaks("output-intent")
def a_profile_that_is_none(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.write(b"FOGRA39")


@breaks("output-intent")
def no_identifier(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("")


@breaks("output-intent")
def no_registry(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].RegistryName


@breaks("output-intent-other")
def another_paper(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("FOGRA52")


# ── boxes ────────────────────────────────────────────────────────────────────────────────────────


@breaks("page-boxes")
def no_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[2].obj.TrimBox


@breaks("page-boxes")
def an_art_box_as_well(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.ArtBox = pdf.pages[2].obj.TrimBox


@breaks("page-boxes")
def a_bleed_beyond_the_medium(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page.MediaBox = Array([page.MediaBox[0], *page.TrimBox[1:2], *page.MediaBox[2:]])


@breaks("page-boxes")
def a_trim_beyond_the_bleed(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page.TrimBox = Array([float(page.BleedBox[0]) - 3, *page.TrimBox[1:]])


@breaks("page-boxes")
def a_unit_of_its_own(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 2


@breaks("bleed-missing")
def no_bleed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj.BleedBox = pdf.pages[3].obj.TrimBox


@breaks("bleed-missing")
def a_bleed_of_2_mm_on_one_side(pdf: pikepdf.Pdf) -> None:
    box = pdf.pages[3].obj.BleedBox
    pdf.pages[3].obj.BleedBox = Array([*box[:3], float(box[3]) - MM])


# ── faces ────────────────────────────────────────────────────────────────────────────────────────


@breaks("face-not-embedded")
def a_face_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    del font(pdf).DescendantFonts[0].FontDescriptor.FontFile2


@breaks("face-not-embedded")
def one_of_the_standard_14(pdf: pikepdf.Pdf) -> None:
    resources(pdf).Font.Base = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica
    )
    draw(pdf, f"BT /Base 9 Tf {BLACK} 1 0 0 1 {at(20, 60)} Tm (ABC) Tj ET")


@breaks("face-not-subset")
def a_face_that_is_there_whole(pdf: pikepdf.Pdf) -> None:
    font(pdf).DescendantFonts[0].BaseFont = font(pdf).BaseFont = Name.PublisherSong


@breaks("face-type3")
def letters_as_little_pages(pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    resources(pdf).Font.Little = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 500], FirstChar=65, LastChar=65,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], CharProcs=Dictionary(A=glyph), Widths=[500],
        Encoding=Dictionary(Differences=[65, Name.A]), Resources=Dictionary(),
    )  # fmt: skip
    draw(pdf, f"BT /Little 20 Tf {BLACK} 1 0 0 1 {at(20, 60)} Tm (A) Tj ET")


@breaks("missing-glyph")
def glyph_0(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"BT /Song 9 Tf {BLACK} 1 0 0 1 {at(20, 60)} Tm <0000> Tj ET")


@breaks("missing-glyph")
def glyph_65535(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"BT /Song 9 Tf {BLACK} 1 0 0 1 {at(20, 60)} Tm <FFFF> Tj ET")


@breaks("missing-glyph")
def a_code_beyond_the_face(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"BT /Song 9 Tf {BLACK} 1 0 0 1 {at(20, 60)} Tm <0ABC> Tj ET")


@breaks("missing-glyph")
def an_empty_glyph_for_a_character(pdf: pikepdf.Pdf) -> None:
    unicode = font(pdf).ToUnicode
    unicode.write(unicode.read_bytes().replace(b"<0020>", b"<4E00>"))


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────


@breaks("picture-coarse")
def a_photograph_of_150_ppi(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"{40 * MM} 0 0 {30 * MM} {at(20, 60)} cm /Photo Do")


@breaks("picture-coarse")
def a_picture_of_one_pixel(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"40 0 0 30 {at(20, 60)} cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID 1234 EI")


@breaks("picture-soft")
def a_photograph_of_250_ppi(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"{24 * MM} 0 0 {18 * MM} {at(20, 60)} cm /Photo Do")


@breaks("picture-soft")
def a_photograph_stretched_one_way(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"0 {15 * MM} {-20 * MM} 0 {at(50, 60)} cm 1.2 0 0 1 0 0 cm /Photo Do")


@breaks("line-art-coarse")
def line_art_of_400_ppi(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"0 0 0 1 k {30 * MM} 0 0 {30 * MM} {at(20, 60)} cm /Drawing Do")


@breaks("line-art-soft")
def line_art_of_800_ppi(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"0 0 0 1 k {15 * MM} 0 0 {15 * MM} {at(20, 60)} cm /Drawing Do")


# ── colour ───────────────────────────────────────────────────────────────────────────────────────

SQUARE = f"{at(20, 60)} 40 40 re"


@breaks("colour-space")
def an_area_by_rg(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"1 0 0 rg {SQUARE} f")


@breaks("colour-space")
def a_line_by_a_named_space(pdf: pikepdf.Pdf) -> None:
    resources(pdf).ColorSpace.Screen = Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])])
    draw(pdf, f"/Screen CS 0 0 0 SC {SQUARE} S")


@breaks("colour-space")
def text_in_lab(pdf: pikepdf.Pdf) -> None:
    resources(pdf).ColorSpace.Lab = Array([Name.Lab, Dictionary(WhitePoint=[0.95, 1, 1.09])])
    draw(pdf, show(20, 60, WORDS[:4], "/Song 9 Tf /Lab cs 10 0 0 sc"))


@breaks("colour-space")
def device_rgb_that_is_redefined(pdf: pikepdf.Pdf) -> None:
    srgb = Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])])
    resources(pdf).ColorSpace.DefaultRGB = srgb
    draw(pdf, f"1 0 0 rg {SQUARE} f")


def picture(pdf: pikepdf.Pdf, space: Any, data: bytes) -> None:
    """300 × 300 px at 300 ppi."""
    image = resources(pdf).XObject.More = pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=300, Height=300, BitsPerComponent=8
    )
    image.ColorSpace = space
    draw(pdf, f"72 0 0 72 {at(20, 60)} cm /More Do")


@breaks("colour-space")
def a_picture_in_rgb(pdf: pikepdf.Pdf) -> None:
    picture(pdf, Name.DeviceRGB, bytes(300 * 300 * 3))


@breaks("colour-space")
def a_palette_of_rgb(pdf: pikepdf.Pdf) -> None:
    space = Array([Name.Indexed, Name.DeviceRGB, 0, String(b"\0\0\0")])
    picture(pdf, space, bytes(300 * 300))


@breaks("colour-space")
def an_inline_picture_in_rgb(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f".2 0 0 .2 {at(20, 60)} cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID 123 EI")


@breaks("colour-space")
def a_profile_of_three_colours(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(bytes(200), N=3)
    picture(pdf, Array([Name.ICCBased, profile]), bytes(300 * 300 * 3))


@breaks("colour-space")
def a_gradient_in_rgb(pdf: pikepdf.Pdf) -> None:
    shading = resources(pdf).Shading.Shade
    shading.ColorSpace = Name.DeviceRGB
    shading.Function.C0, shading.Function.C1 = Array([0, 0, 0]), Array([1, 1, 1])


@breaks("colour-space")
def a_pattern_in_rgb(pdf: pikepdf.Pdf) -> None:
    resources(pdf).Pattern.Tile.write(b"1 0 0 rg 0 0 2 2 re f")


@breaks("colour-space")
def an_uncoloured_pattern_in_rgb(pdf: pikepdf.Pdf) -> None:
    tile = resources(pdf).Pattern.Tile
    tile.PaintType = 2
    tile.write(b"0 0 2 2 re f")
    resources(pdf).ColorSpace.Under = Array([Name.Pattern, Name.DeviceRGB])
    pdf.pages[3].Contents.write(f"/Under cs 1 0 0 /Tile scn {SQUARE} f".encode())


@breaks("colour-space")
def a_form_in_a_form_in_rgb(pdf: pikepdf.Pdf) -> None:
    resources(pdf).XObject.Box.Resources.XObject.Inner.write(b"1 0 0 rg 5 5 10 10 re f")


@breaks("colour-space")
def a_soft_mask_in_rgb(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_stream(
        b"1 0 0 rg 0 0 500 500 re f",
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 500],
    )  # fmt: skip
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
    resources(pdf).ExtGState.Masked = Dictionary(SMask=mask)
    draw(pdf, "/Masked gs")


@breaks("colour-space")
def a_page_that_is_blended_in_rgb(pdf: pikepdf.Pdf) -> None:
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    pdf.pages[0].obj.Group = group


@breaks("colour-space")
def a_spot_ink_that_falls_back_on_rgb(pdf: pikepdf.Pdf) -> None:
    space = Array([Name.Separation, Name.Black, Name.DeviceRGB, Dictionary(FunctionType=2)])
    resources(pdf).ColorSpace.Spot = space
    draw(pdf, f"/Spot cs 1 scn {SQUARE} f")


@breaks("small-text-inks")
def text_of_14_pt_in_three_inks(pdf: pikepdf.Pdf) -> None:
    draw(pdf, show(20, 60, WORDS[:4], "/Song 14 Tf 0.1 0.9 0.8 0 k"))


@breaks("small-text-inks")
def large_text_made_small(pdf: pikepdf.Pdf) -> None:
    words = show(20, 60, WORDS[:4], "/Song 90 Tf 0.1 0.9 0.8 0 k")
    draw(pdf, f".1 0 0 .1 100 100 cm {words}")


@breaks("small-text-inks")
def outlines_in_three_inks(pdf: pikepdf.Pdf) -> None:
    draw(pdf, show(20, 60, WORDS[:4], "/Song 9 Tf 1 Tr 0.1 0.9 0.8 0 K"))


@breaks("black-text-inks")
def black_of_four_inks(pdf: pikepdf.Pdf) -> None:
    draw(pdf, show(20, 60, WORDS[:4], "/Song 9 Tf 0.6 0.4 0.4 1 k"))


@breaks("black-text-inks")
def black_on_every_plate(pdf: pikepdf.Pdf) -> None:
    draw(pdf, show(20, 60, WORDS[:4], "/Song 9 Tf /All cs 1 scn"))


@breaks("black-text-overprint")
def black_that_knocks_out(pdf: pikepdf.Pdf) -> None:
    resources(pdf).ExtGState.Knock = Dictionary(OP=False, op=False)
    draw(pdf, show(20, 60, WORDS[:4], "/Knock gs /Song 9 Tf 0 0 0 1 k"))


@breaks("black-text-overprint")
def overprint_without_its_mode(pdf: pikepdf.Pdf) -> None:
    resources(pdf).ExtGState.Overprint.OPM = 0


@breaks("black-text-overprint")
def black_in_gray(pdf: pikepdf.Pdf) -> None:
    draw(pdf, show(20, 60, WORDS[:4], "/Song 9 Tf 0 g"))


@breaks("white-overprint")
def white_text_that_vanishes(pdf: pikepdf.Pdf) -> None:
    draw(pdf, show(20, 60, WORDS[:4], "/Overprint gs /Song 9 Tf 0 0 0 0 k"))


@breaks("white-overprint")
def a_white_area_that_vanishes(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"/Overprint gs 0 0 0 0 k {SQUARE} f")


# ── lines and ink ────────────────────────────────────────────────────────────────────────────────


@breaks("hairline")
def a_stroke_of_01_pt(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"0 0 0 1 K 0.1 w {at(20, 60)} m {at(60, 60)} l S")


@breaks("hairline")
def a_stroke_of_no_width(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"0 0 0 1 K 0 w {at(20, 60)} m {at(60, 80)} l S")


@breaks("hairline")
def a_stroke_made_thin_by_the_matrix(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"0 0 0 1 K 1 w .1 0 0 .1 {at(20, 60)} cm 0 0 m 900 900 l S")


@breaks("hairline")
def a_filled_rectangle(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"0 0 0 1 k {at(20, 60)} 100 .1 re f")


@breaks("hairline")
def an_area_clipped_to_a_line(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"{at(20, 60)} .2 100 re W n 0 0 0 1 k {at(20, 60)} 100 100 re f")


@breaks("hairline")
def a_frame_of_two_rectangles(pdf: pikepdf.Pdf) -> None:
    x, y = map(float, at(20, 60).split())
    draw(pdf, f"0 0 0 1 k {x} {y} 99 99 re {x + 0.2} {y + 0.2} 98.6 98.6 re f*")


@breaks("ink-limit")
def an_area_of_320(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"0.8 0.8 0.8 0.8 k {SQUARE} f")


@breaks("ink-limit")
def an_area_on_every_plate(pdf: pikepdf.Pdf) -> None:
    draw(pdf, f"/All cs 1 scn {SQUARE} f")


@breaks("ink-limit")
def a_picture_of_400_in_one_corner(pdf: pikepdf.Pdf) -> None:
    row = bytes(4 * 250) + b"\xff" * 4 * 50
    picture(pdf, Name.DeviceCMYK, bytes(4 * 300 * 250) + row * 50)


@breaks("ink-limit")
def a_picture_that_is_inverted(pdf: pikepdf.Pdf) -> None:
    picture(pdf, Name.DeviceCMYK, bytes(4 * 300 * 300))
    resources(pdf).XObject.More.Decode = Array([1, 0] * 4)


@breaks("ink-limit")
def a_gradient_that_ends_in_350(pdf: pikepdf.Pdf) -> None:
    resources(pdf).Shading.Shade.Function.C1 = Array([1, 1, 1, 0.5])


# ── structure ────────────────────────────────────────────────────────────────────────────────────


@breaks("encrypted")
def a_password_for_the_owner(_pdf: pikepdf.Pdf) -> Any:
    # R 3: the methods of later versions would need a later version of PDF
    return {"encryption": pikepdf.Encryption(owner="1", user="", R=3, aes=False, metadata=False)}


@breaks("script")
def a_script_at_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@breaks("script")
def a_script_by_name(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=[]))


@breaks("script")
def a_program_to_be_started(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("x")))


@breaks("form-fields")
def a_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=[Dictionary(FT=Name.Tx, T=String("name"))])


@breaks("layers")
def a_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("English")))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(Order=[layer]))


def annotate(pdf: pikepdf.Pdf, kind: Name, rectangle: list[float]) -> None:
    """Put an annotation on the first page."""
    note = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array(rectangle))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


@breaks("annotation")
def a_comment_in_the_page(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, Name.Text, [100, 100, 120, 120])


@breaks("annotation")
def a_link_that_does_not_say_where(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, Name.Link, [])


# ── room ─────────────────────────────────────────────────────────────────────────────────────────


@breaks("safe-area")
def text_3_mm_from_the_edge(pdf: pikepdf.Pdf) -> None:
    draw(pdf, show(3, 60, WORDS[:4], f"/Song 9 Tf {BLACK}"))


@breaks("safe-area")
def text_across_the_edge(pdf: pikepdf.Pdf) -> None:
    draw(pdf, show(100, 60, WORDS[:4], f"/Song 9 Tf {BLACK}"))


@breaks("blank-page")
def nothing_on_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].Contents = pdf.make_stream(b"")


@breaks("blank-page")
def white_on_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].Contents = pdf.make_stream(f"0 0 0 0 k {SQUARE} f".encode())


@breaks("pages-in-sheet")
def five_pages(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


# ── notes and reading ────────────────────────────────────────────────────────────────────────────


@breaks("spot-ink")
def a_spot_ink(pdf: pikepdf.Pdf) -> None:
    tint = resources(pdf).ColorSpace.All[3]
    space = Array([Name.Separation, Name("/PANTONE 186 C"), Name.DeviceCMYK, tint])
    resources(pdf).ColorSpace.Spot = space
    draw(pdf, f"/Spot cs 1 scn {SQUARE} f")


@breaks("transparency")
def text_that_lets_through(pdf: pikepdf.Pdf) -> None:
    resources(pdf).ExtGState.Thin = Dictionary(ca=0.5)
    draw(pdf, show(20, 60, WORDS[:4], f"/Thin gs /Song 9 Tf {BLACK}"))


@breaks("page-unreadable")
def content_that_ends_in_the_middle(pdf: pikepdf.Pdf) -> None:
    draw(pdf, "[ 1 2")


@breaks("page-unreadable")
def a_picture_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    draw(pdf, "/Nowhere Do")


@breaks("pages-beyond")
def more_pages_than_any_press_binds(pdf: pikepdf.Pdf) -> None:
    for _number in range(8):
        pdf.pages.append(pdf.pages[0])
