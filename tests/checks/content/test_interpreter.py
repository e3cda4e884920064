"""What a content stream draws: places, sizes, colours."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from publisher.checks.content.colours import Colour
from publisher.checks.content.geometry import Box
from publisher.checks.content.interpreter import Interpreter
from publisher.checks.content.marks import Area, Line, Mark, Picture, Text
from publisher.checks.content.resources import Shelf

PAPER = Box(0, 0, 600, 800)


def drawn(content: str, resources: Dictionary | None = None) -> list[Mark]:
    """The marks of a page's content; nothing in it may be a problem."""
    interpreter = Interpreter(Shelf(), PAPER)
    interpreter.run(content.encode(), resources)
    assert interpreter.problems == []
    return interpreter.marks


def only(content: str, resources: Dictionary | None = None) -> Mark:
    """The one mark of a page's content."""
    (mark,) = drawn(content, resources)
    return mark


def inks(mark: Mark) -> dict[str, float] | None:
    """The inks of the one colour of a mark."""
    (colour,) = mark.colours()
    return colour.inks


@pytest.mark.parametrize(
    ("content", "box"),
    [
        ("10 20 30 40 re f", (10, 20, 40, 60)),
        ("2 0 0 2 5 5 cm 10 20 30 40 re f", (25, 45, 85, 125)),
        ("q 2 0 0 2 5 5 cm Q 10 20 30 40 re f", (10, 20, 40, 60)),
        ("0 1 -1 0 100 0 cm 10 20 30 40 re f", (40, 10, 80, 40)),
        ("15 0 10 800 re W n 10 20 30 40 re f", (15, 20, 25, 60)),
        ("10 20 m 40 60 l 40 20 l h f", (10, 20, 40, 60)),
        ("590 790 30 40 re f", (590, 790, 600, 800)),
        ("10 20 m 0 0 100 100 40 60 c f", (0, 0, 100, 100)),
    ],
)
def test_an_area_lies_where_it_shows(content: str, box: tuple[float, ...]) -> None:
    assert tuple(only(content).box) == pytest.approx(box)


@pytest.mark.parametrize(
    "content", ["700 0 10 10 re f", "0 0 1 1 re W n 9 9 9 9 re f", "0 0 9 9 re n"]
)
def test_what_is_clipped_away_is_not_drawn(content: str) -> None:
    assert drawn(content) == []


@pytest.mark.parametrize(
    ("content", "width"),
    [
        ("1 w 0 0 m 9 9 l S", 1),
        ("1 w .5 0 0 .5 0 0 cm 0 0 m 9 9 l S", 0.5),
        ("1 w 4 0 0 .25 0 0 cm 0 0 m 9 9 l S", 1),
        ("0 w 0 0 m 9 9 l S", 0),
        ("q 3 w Q 0 0 m 9 9 l S", 1),
    ],
)
def test_a_line_is_as_thick_as_printed(content: str, width: float) -> None:
    mark = only(content)
    assert isinstance(mark, Line)
    assert mark.width == pytest.approx(width)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0 0 9 9 re f", {"Black": 1}),
        ("0.4 g 0 0 9 9 re f", {"Black": 0.6}),
        ("0.1 0 0.2 0 k 0 0 9 9 re f", {"Cyan": 0.1, "Yellow": 0.2}),
        ("/DeviceCMYK cs 0 0 9 9 re f", {"Black": 1}),
        ("/DeviceCMYK cs 1 0 0 0 scn 0 0 9 9 re f", {"Cyan": 1}),
        ("/Spot cs 0.5 scn 0 0 9 9 re f", {"PANTONE 186 C": 0.5}),
        ("/Spot cs 0 0 9 9 re f", {"PANTONE 186 C": 1}),
        ("/Two cs 0.5 0 0.2 scn 0 0 9 9 re f", {"Cyan": 0.5, "Gold": 0.2}),
        ("/Press cs 0 1 0 0 sc 0 0 9 9 re f", {"Magenta": 1}),
        ("/Few cs 1 sc 0 0 9 9 re f", {"Cyan": 1}),
        ("/Nothing cs 1 sc 0 0 9 9 re f", {}),
        ("1 0 0 rg 0 0 9 9 re f", None),
        ("0 0 0 1 k /Grey gs 0 0 9 9 re f", {"Black": 1}),
    ],
)
def test_a_colour_is_its_inks(content: str, expected: dict[str, float] | None) -> None:
    with pikepdf.new() as pdf:
        profile = pdf.make_stream(bytes(200), N=4)
        tint = Dictionary(FunctionType=2)
        spaces = Dictionary(
            Spot=Array([Name.Separation, Name("/PANTONE 186 C"), Name.DeviceCMYK, tint]),
            Nothing=Array([Name.Separation, Name("/None"), Name.DeviceCMYK, tint]),
            Two=Array(
                [
                    Name.DeviceN,
                    Array([Name.Cyan, Name("/None"), Name.Gold]),
                    Name.DeviceCMYK,
                    tint,
                ]
            ),
            Press=Array([Name.ICCBased, profile]),
            Few=Array([Name.Indexed, Name.DeviceCMYK, 1, String(b"\0\0\0\0\xff\0\0\0")]),
        )
        states = Dictionary(Grey=Dictionary(OP=True))
        found = inks(only(content, Dictionary(ColorSpace=spaces, ExtGState=states)))
        if expected is None:
            assert found is None
        else:
            assert found == pytest.approx(expected)


def font(**more: object) -> Dictionary:
    """A simple face in which every letter is half an em wide."""
    widths = Array([500] * 95)
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Any, FirstChar=32)
    face.Widths = widths
    for key, value in more.items():
        face[f"/{key}"] = value
    return Dictionary(Font=Dictionary(F=face))


@pytest.mark.parametrize(
    ("content", "size", "left", "right"),
    [
        ("BT /F 10 Tf 100 100 Td (abcd) Tj ET", 10, 100, 120),
        ("BT /F 1 Tf 10 0 0 10 100 100 Tm (abcd) Tj ET", 10, 100, 120),
        ("2 0 0 2 0 0 cm BT /F 10 Tf 50 50 Td (abcd) Tj ET", 20, 100, 140),
        ("BT /F 10 Tf 200 Tz 100 100 Td (abcd) Tj ET", 10, 100, 140),
        ("BT /F 10 Tf 2 Tc 100 100 Td (abcd) Tj ET", 10, 100, 128),
        ("BT /F 10 Tf 5 Tw 100 100 Td (a cd) Tj ET", 10, 100, 125),
        ("BT /F 10 Tf 100 100 Td [(ab) -1000 (cd)] TJ ET", 10, 100, 130),
        ("BT /F 10 Tf 12 TL 100 100 Td T* (abcd) Tj ET", 10, 100, 120),
        ("BT /F -10 Tf -1 0 0 -1 100 100 Tm (abcd) Tj ET", 10, 100, 120),
    ],
)
def test_text_has_its_size_and_its_place(
    content: str, size: float, left: float, right: float
) -> None:
    mark = only(content, font())
    assert isinstance(mark, Text)
    assert mark.size == pytest.approx(size)
    assert (mark.box.left, mark.box.right) == pytest.approx((left, right))


def test_strings_follow_each_other() -> None:
    first, second, third = drawn("BT /F 10 Tf 0 50 Td (ab) Tj (cd) Tj 0 -20 Td (e) ' ET", font())
    assert (first.box.right, second.box.left, third.box.left) == pytest.approx((10, 10, 0))


@pytest.mark.parametrize(
    ("mode", "fills", "strokes"),
    [(0, True, False), (1, False, True), (2, True, True), (4, True, False)],
)
def test_modes_of_text(mode: int, fills: bool, strokes: bool) -> None:
    mark = only(f"BT /F 10 Tf {mode} Tr (a) Tj ET", font())
    assert isinstance(mark, Text)
    assert (mark.fill is not None, mark.stroke is not None) == (fills, strokes)


@pytest.mark.parametrize("mode", [3, 7])
def test_invisible_text_is_not_drawn(mode: int) -> None:
    assert drawn(f"BT /F 10 Tf {mode} Tr (a) Tj ET", font()) == []


def test_text_from_top_to_bottom() -> None:
    with pikepdf.new() as pdf:
        inside = pdf.make_indirect(Dictionary(Subtype=Name.CIDFontType2, BaseFont=Name.Song))
        face = Dictionary(Subtype=Name.Type0, Encoding=Name("/Identity-V"), BaseFont=Name.Song)
        face.DescendantFonts = Array([inside])
        mark = only(
            "BT /F 10 Tf 100 200 Td <000100020003> Tj ET", Dictionary(Font=Dictionary(F=face))
        )
    assert tuple(mark.box) == pytest.approx((95, 170, 105, 200))


@pytest.mark.parametrize(
    ("matrix", "ppi"),
    [
        ("72 0 0 72 0 0", 300),
        ("36 0 0 36 0 0", 600),
        ("0 72 -72 0 99 99", 300),
        ("72 0 0 144 0 0", 150),
        ("-72 0 0 -72 99 99", 300),
        ("50.9117 50.9117 -50.9117 50.9117 99 99", 300),
    ],
)
def test_a_picture_is_as_sharp_as_its_size(matrix: str, ppi: float) -> None:
    mark = only(f"{matrix} cm BI /W 300 /H 300 /BPC 8 /CS /G ID x EI")
    assert isinstance(mark, Picture)
    assert mark.ppi == pytest.approx(ppi, rel=1e-4)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"op": True, "OPM": 1}, True),
        ({"OP": True, "OPM": 1}, True),
        ({"OP": True, "op": False, "OPM": 1}, False),
        ({"op": True}, False),
        ({"OPM": 1}, False),
    ],
)
def test_black_overprints(settings: dict[str, object], expected: bool) -> None:
    resources = font()
    resources.ExtGState = Dictionary(G=Dictionary(**settings))
    mark = only("/G gs 0 0 0 1 k BT /F 10 Tf (a) Tj ET", resources)
    assert isinstance(mark, Text)
    assert mark.overprints is expected


def test_a_group_is_blended_as_a_whole() -> None:
    """What is set inside takes nothing away of what was set before the group."""
    with pikepdf.new() as pdf:
        form = pdf.make_stream(b"/Full gs 0 0 9 9 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form.Group = Dictionary(S=Name.Transparency)
        form.Resources = Dictionary(ExtGState=Dictionary(Full=Dictionary(ca=1)))
        states = Dictionary(Half=Dictionary(ca=0.5))
        resources = Dictionary(XObject=Dictionary(X=form), ExtGState=states)
        inside, after = drawn("/Half gs /X Do 0 0 9 9 re f", resources)
    assert (inside.blends, after.blends) == ("50%", "50%")


def test_a_colour_stays_as_set_in_forms() -> None:
    with pikepdf.new() as pdf:
        form = pdf.make_stream(b"0 0 9 9 re f", Subtype=Name.Form, BBox=[0, 0, 5, 5])
        form.Matrix = Array([2, 0, 0, 2, 1, 1])
        mark = only("0 1 0 0 k /X Do", Dictionary(XObject=Dictionary(X=form)))
    assert isinstance(mark, Area)
    assert tuple(mark.box) == (1, 1, 11, 11)
    assert isinstance(mark.fill, Colour)
    assert mark.fill.inks == {"Magenta": 1}
