"""Pages drawn with the inks of a press."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publisher.colour import Ink, Press
from publisher.engine import Assets
from publisher.errors import Unusable
from tests.colour.test_rasters import press, profile
from tests.engine.pages import laid
from tests.press import reading

TABLE = {
    "#d5161d": Ink.read("0 100 95 0"),
    "#00a0e0": Ink.read("100 0 0 0"),
    "#b4a06a": Ink.read('spot("PANTONE 871 C" 20 25 60 25)'),
}


def drawn(body: str, css: str = "", assets: Assets | None = None) -> pikepdf.Pdf:
    palette = Press(press().condition, profile(), TABLE)
    return pikepdf.open(io.BytesIO(laid(body, css, assets).pdf(None, palette)))


def inks(pdf: pikepdf.Pdf) -> set[tuple[float, ...]]:
    return {
        tuple(float(part) for part in each.operands)
        for each in reading.operators(pdf)
        if each.operator in ("k", "K")
    }


def no_light(pdf: pikepdf.Pdf) -> bool:
    used = {each.operator for each in reading.operators(pdf)}
    return not used & reading.RGB_OPERATORS and not reading.spaces(pdf) & reading.RGB_SPACES


@pytest.mark.parametrize(
    "colour",
    ["#d5161d", "rgb(213 22 29)", "device-cmyk(0 1 .95 0)", "hsl(357.8 81.3% 46.08%)"],
)
def test_however_it_is_written_a_colour_has_its_inks(colour: str) -> None:
    pdf = drawn("<p>好", f"p {{ color: {colour} }}")
    if "hsl" in colour:  # not a whole number of 255ths
        assert no_light(pdf)
    else:
        assert inks(pdf) == {(0, 1, 0.95, 0)}


def test_lab_becomes_ink() -> None:
    assert no_light(drawn("<p>好", "p { color: lab(50% 60 40); background: oklch(60% .1 200) }"))


def test_a_gradient_runs_from_ink_to_ink() -> None:
    pdf = drawn("<p>好", "p { background: linear-gradient(#d5161d, #00a0e0, white) }")
    shadings = [each for each in pdf.objects if "/ShadingType" in _keys(each)]
    assert [str(each.ColorSpace) for each in shadings] == ["/DeviceCMYK"]
    ends = [
        [float(part) for part in f[key]]
        for f in shadings[0].Function.Functions
        for key in ("/C0", "/C1")
    ]
    assert ends == [
        pytest.approx(end) for end in ([0, 1, 0.95, 0], [1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0])
    ]
    assert no_light(pdf)


def _keys(thing: object) -> list[str]:
    return list(thing.keys()) if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)) else []


def test_what_shines_through_is_blended_in_ink() -> None:
    pdf = drawn(
        "<p class=a>好</p><p class=b>字</p>",
        ".a { opacity: .5; color: #d5161d }"
        ".b { background: linear-gradient(transparent, #d5161d) }",
    )
    groups = [each.Group for each in pdf.objects if "/Group" in _keys(each)]
    assert {str(group.CS) for group in groups} == {"/DeviceCMYK", "/DeviceGray"}
    assert no_light(pdf)


def test_a_spot_is_a_separation_with_its_stand_in() -> None:
    pdf = drawn("<p>金</p>", "p { color: #b4a06a; border: 1pt solid #b4a06a }")
    spaces = pdf.pages[0].obj.Resources.ColorSpace
    (space,) = dict(spaces).values()
    assert [str(part) for part in list(space)[:3]] == [
        "/Separation",
        "/PANTONE 871 C",
        "/DeviceCMYK",
    ]
    assert [float(part) for part in space[3].C1] == [0.2, 0.25, 0.6, 0.25]
    used = [each.operator for each in reading.operators(pdf)]
    assert {"cs", "CS"} & set(used)
    assert not inks(pdf)


def test_a_drawing_has_its_colours_in_ink(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><defs>'
        '<linearGradient id="g"><stop offset="0" stop-color="#d5161d"/>'
        '<stop offset="1" stop-color="#00a0e0" stop-opacity=".5"/></linearGradient></defs>'
        '<rect width="40" height="40" fill="url(#g)"/><circle r="9" stroke="#00a0e0"/></svg>'
    )
    pdf = drawn("<img src=a.svg>", assets=Assets({"publication": tmp_path}))
    assert (1, 0, 0, 0) in inks(pdf)
    assert no_light(pdf)


def test_a_colour_without_inks_is_told_once() -> None:
    document = laid("<p>好<b>字</b></p>", "p, b { color: #0a5c8f } b { background: #808080 }")
    document.pdf(None, press())
    (found,) = [each for each in document.findings if each.code == "colour-converted"]
    assert dict(found.values)["colour"] == "#0a5c8f"


@pytest.mark.parametrize(
    "css",
    [
        "p { color: red;\n background: linear-gradient(device-cmyk(0 1 1 0), white) }",
        "/* a\n*/ p { border: 2pt groove device-cmyk(0 1 1 0) }",
    ],
)
def test_inks_that_would_be_mixed_are_one_sentence(css: str) -> None:
    with pytest.raises(Unusable) as caught:
        laid("<p>好", css)
    assert [(f.code, str(f.place)) for f in caught.value.findings] == [
        ("engine-inks-blended", "own.css:2")
    ]


def test_an_unknown_space_is_one_sentence() -> None:
    with pytest.raises(Unusable):
        drawn("<p>好", "p { color: color(--press .1 .2 .3) }")


def test_pictures_wait_until_their_size_is_known(tmp_path: Path) -> None:
    Image.linear_gradient("L").resize((1000, 500)).save(tmp_path / "a.png")
    css = "img { width: 72pt } .big { width: 144pt }"
    pdf = drawn("<img src=a.png><img class=big src=a.png>", css, Assets({"publication": tmp_path}))
    (image,) = [
        each for each in pdf.objects if "/Subtype" in _keys(each) and each.Subtype == "/Image"
    ]
    assert (int(image.Width), int(image.Height)) == (700, 350)
    assert image.ColorSpace == "/DeviceGray"


def test_a_picture_that_is_too_coarse_is_told_with_its_name(tmp_path: Path) -> None:
    Image.new("RGB", (90, 90), "#884411").save(tmp_path / "a.png")
    document = laid("<img src=a.png style='width:72pt'>", assets=Assets({"publication": tmp_path}))
    document.pdf(None, press())
    (found,) = [each for each in document.findings if each.code.startswith("picture")]
    assert (found.code, dict(found.values)["source"]) == ("picture-resolution-least", "a.png")


def test_white_text_never_overprints() -> None:
    pdf = drawn("<p>黑<b>白</b>黑", "b { color: white; background: black }")
    states = [[False]]
    colour: tuple[float, ...] = ()
    for each in itertools.chain(reading.operators(pdf)):
        if each.operator == "q":
            states.append(states[-1][:])
        elif each.operator == "Q":
            states.pop()
        elif each.operator == "gs" and str(each.operands[0]) in ("/over", "/apart"):
            states[-1] = [str(each.operands[0]) == "/over"]
        elif each.operator == "k":
            colour = tuple(float(part) for part in each.operands)
        elif each.operator == "TJ":
            assert states[-1] == [colour == (0, 0, 0, 1)]


def test_a_rule_has_no_line_without_width_in_it() -> None:
    css = ".c { columns: 2; column-rule: .35pt solid black; width: 300pt }"
    pdf = drawn(f"<div class=c><p>{'好' * 200}</div>", css)
    sizes = [each.operands[2:] for each in reading.operators(pdf) if each.operator == "re"]
    assert sizes
    assert all(float(width) and float(height) for width, height in sizes)


# ── overprinting ─────────────────────────────────────────────────────────────────────────────────

TINT = "body { background: #00a0e0 } p { margin: 20pt; height: 20pt; width: 100pt }"


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("border-bottom: 0.5pt solid black", [True]),
        ("border: 1pt solid black", [True]),
        ("border-top: 2pt solid black", [True]),
        ("border-top: 3pt solid black", [False]),
        ("border: 1pt solid #d5161d", [False]),
        ("border: 1pt solid white", [False]),
        ("border: 1pt solid #888", [False]),
        ("border-bottom: 1pt dashed black", [True]),
        ("background: black", [False]),
        ("background: black; height: 1pt", [True]),
    ],
)
def test_thin_black_rules_overprint_and_nothing_else_does(css: str, expected: list[bool]) -> None:
    """A rule that is cut out of a tint shows white beside it where the plates are off."""
    pdf = drawn("<p></p>", f"{TINT} p {{ {css} }}")
    assert sorted(set(painted(pdf)[1:])) == expected  # the first is the tint
    assert pdf.check_pdf_syntax() == []


def test_text_and_rules_by_turns(tmp_path: Path) -> None:
    css = ".b { border-bottom: 1pt solid black } .c { background: #d5161d } .d { color: white }"
    body = "<p class=b>好<p class=c>字<p class='b c'>黑<p class='c d'>白<p class=b>好"
    pdf = drawn(body, css)
    states = [each for page in pdf.pages for each in overprinting(page)]
    assert [wanted for _kind, _black, wanted in states] == [
        black and kind != "broad" for kind, black, _over in states
    ]
    assert {kind for kind, _black, over in states if over} == {"text", "rule"}


def painted(pdf: pikepdf.Pdf) -> list[bool]:
    """Of each area and line, whether it overprints."""
    return [over for page in pdf.pages for kind, _, over in overprinting(page) if kind != "text"]


def overprinting(page: pikepdf.Page) -> list[tuple[str, bool, bool]]:
    """Of each thing that is painted: text, a rule or something broad, black, and overprinting."""
    found, states, black = [], [False], False
    scales, sides = [1.0], list[tuple[float, float]]()
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                states.append(states[-1])
                scales.append(scales[-1])
            case "Q":
                states.pop()
                scales.pop()
                black = False
            case "cm":
                scales[-1] *= abs(float(operands[0]) * float(operands[3])) ** 0.5
            case "gs" if str(operands[0]) in ("/over", "/apart"):
                states[-1] = str(operands[0]) == "/over"
            case "k" | "K":
                black = [float(part) for part in operands] == [0, 0, 0, 1]
            case "re":
                sides.append((abs(float(operands[2])), abs(float(operands[3]))))
            case "n" | "f" | "f*" | "S" as paints:
                found += [(thickness(sides, scales[-1]), black, states[-1])] * (paints != "n")
                sides.clear()
            case "TJ":
                found.append(("text", black, states[-1]))
    return found


def thickness(sides: list[tuple[float, float]], scale: float) -> str:
    """Of rectangles, or of the frame between two."""
    if len(sides) == 2:
        (a, b), (c, d) = sides
        thick = max(abs(a - c), abs(b - d))
    else:
        thick = max((min(pair) for pair in sides), default=0.0)
    return "rule" if thick * scale <= 4.01 else "broad"


def test_what_shines_through_a_picture_is_what_lies_below(tmp_path: Path) -> None:
    """A drawing without a ground upon a tint: not on a white box."""
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    clear.paste((213, 22, 29, 255), (100, 100, 300, 300))
    clear.save(tmp_path / "logo.png")
    css = "div { background: #00a0e0 } img { width: 60pt; display: block }"
    body = "<div><img src=asset://publication/logo.png></div>"
    pdf = drawn(body, css, Assets({"publication": tmp_path}))
    (picture,) = [each for each in pdf.objects if "/SMask" in _keys(each)]
    assert isinstance(picture.SMask, pikepdf.Stream)
    assert (picture.SMask.Width, picture.SMask.ColorSpace) == (picture.Width, "/DeviceGray")
    out = io.BytesIO()
    pdf.save(out)
    seen = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=2).to_pil().convert("RGB")
    box = seen.point(lambda level: 255 * (level < 250)).convert("L").getbbox()
    assert box is not None
    red, _green, blue = seen.getpixel((box[0] + 6, box[1] + 6))
    assert blue > red + 80
