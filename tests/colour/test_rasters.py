"""Pictures of every kind, as they come out for a press and for a screen."""

from __future__ import annotations

import io
import zlib
from functools import cache

import pytest
from PIL import Image, ImageCms
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from publisher import resources
from publisher.colour import OutputProfile, Press, Raster, Screen
from publisher.document import condition
from publisher.errors import Unusable

INCH = 72.0
SIZE = (INCH, INCH)


@cache
def profile() -> OutputProfile:
    return OutputProfile((resources.folder("conditions") / "fogra39-coated.icc").read_bytes())


@cache
def press(name: str = "coated-sheetfed") -> Press:
    return Press(condition.load(name, [resources.folder("conditions")]), profile(), {})


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def made(data: bytes, size: tuple[float, float] = SIZE, palette: Press | None = None) -> Raster:
    return (palette or press()).raster(data, size, "pictures/a.png")


def pixels(raster: Raster) -> Image.Image:
    if raster.coding == "DCTDecode":
        return Image.open(io.BytesIO(raster.data))
    mode = {
        "DeviceGray": "1" if raster.bits == 1 else "L",
        "DeviceRGB": "RGB",
        "DeviceCMYK": "CMYK",
    }
    shape = raster.width, raster.height
    return Image.frombytes(mode[raster.space], shape, zlib.decompress(raster.data))


def codes(raster: Raster) -> list[str]:
    return [found.code for found in raster.findings]


def flat(colour: object, mode: str = "RGB", size: int = 320) -> Image.Image:
    return Image.new(mode, (size, size), colour)  # type: ignore[arg-type]


def noise(size: int = 320, mode: str = "RGB") -> Image.Image:
    """A photograph: more colours than a drawing has."""
    wide = Image.linear_gradient("L").resize((size, size))
    bands = (wide, wide.rotate(90), wide.rotate(180), Image.new("L", (size, size), 20))
    return Image.merge(mode, bands[: len(mode)])


# ── for a press ──────────────────────────────────────────────────────────────────────────────────


def test_light_becomes_ink_and_white_stays_paper() -> None:
    assert made(saved(flat((255, 255, 255)).convert("P"), "PNG")).space == "DeviceGray"
    raster = made(saved(Image.merge("RGB", (flat(255, "L"), flat(40, "L"), flat(30, "L"))), "PNG"))
    assert raster.space == "DeviceCMYK"
    cyan, magenta, yellow, _black = pixels(raster).getpixel((9, 9))
    assert cyan < 20
    assert min(magenta, yellow) > 200


def test_grey_stays_grey_and_as_light_as_it_was() -> None:
    for given in (flat(128, "L"), flat((128, 128, 128)), flat((128, 255), "LA")):
        raster = made(saved(given, "PNG"))
        assert (raster.space, raster.bits) == ("DeviceGray", 8)
        level = pixels(raster).getpixel((0, 0))
        looks = profile().light((0, 0, 0, 1 - level / 255))
        assert looks[0] * 255 == pytest.approx(128, abs=10)  # K alone is no deeper than L* 16


def test_line_art_keeps_its_depth() -> None:
    art = Image.new("1", (1300, 1300), 1)
    art.putpixel((7, 3), 0)
    raster = made(saved(art, "TIFF"))
    assert (raster.width, raster.bits, raster.space) == (1300, 1, "DeviceGray")
    assert pixels(raster).getpixel((7, 3)) == 0
    assert codes(raster) == []
    assert codes(made(saved(art.resize((900, 900)), "PNG"))) == ["picture-resolution"]
    assert codes(made(saved(art.resize((500, 500)), "PNG"))) == ["picture-resolution-least"]


def mask(raster: Raster) -> Image.Image:
    return Image.frombytes("L", (raster.width, raster.height), zlib.decompress(raster.mask))


def test_alpha_stays_and_what_is_not_seen_is_white() -> None:
    clear = Image.merge("RGBA", (*noise().split(), flat(0, "L")))
    for palette in (press(), Screen(profile())):
        raster = palette.raster(saved(clear, "PNG"), SIZE, "a.png")
        assert pixels(raster).getextrema() == (255, 255)  # white, which is grey
        assert mask(raster).getextrema() == (0, 0)
        half = palette.raster(saved(flat((200, 30, 60, 128), "RGBA"), "PNG"), SIZE, "a.png")
        assert mask(half).getextrema() == (128, 128)
        assert half.space in ("DeviceCMYK", "DeviceRGB")


@pytest.mark.parametrize("size", [(INCH, INCH), (INCH / 4, INCH / 4)])
def test_alpha_is_as_large_as_the_picture_and_turned_with_it(size: tuple[float, float]) -> None:
    ramp = Image.linear_gradient("L").resize((640, 320))
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = Image.merge("RGBA", (ramp, ramp, Image.new("L", ramp.size, 9), ramp))
    raster = made(saved(picture, "PNG", exif=exif), size)
    assert raster.width < raster.height
    assert mask(raster).size == (raster.width, raster.height)
    left, right = (mask(raster).getpixel((x, 9)) for x in (0, raster.width - 1))
    assert (left > 250, right < 5) == (True, True)


def test_a_picture_that_is_opaque_has_no_mask() -> None:
    for opaque in (
        flat((1, 2, 3, 255), "RGBA"),
        flat((9, 255), "LA"),
        flat((1, 2, 3)).convert("P"),
    ):
        assert made(saved(opaque, "PNG")).mask == b""


@pytest.mark.parametrize("kind", ["a palette", "a colour", "grey", "black and white"])
def test_alpha_is_found_however_it_is_stored(kind: str) -> None:
    picture, more = {
        "a palette": (noise().quantize(16), {"transparency": bytes([0] * 8 + [255] * 8)}),
        "a colour": (flat((1, 2, 3)), {"transparency": (1, 2, 3)}),
        "grey": (Image.merge("LA", (flat(9, "L"), flat(40, "L"))), {}),
        "black and white": (Image.new("1", (320, 320)), {"transparency": 0}),
    }[kind]
    assert mask(made(saved(picture, "PNG", **more))).getextrema()[0] < 255


def test_it_is_turned_upright_and_tells_nothing_of_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    lying = noise().crop((0, 0, 320, 300))
    raster = made(saved(lying, "JPEG", exif=exif, comment=b"my house"))
    assert (raster.width, raster.height) == (300, 320)
    assert b"Exif" not in raster.data
    assert b"my house" not in raster.data


def test_a_jpeg_in_the_inks_of_the_press_keeps_its_bytes_but_for_what_it_tells() -> None:
    data = saved(noise(mode="CMYK"), "JPEG", icc_profile=profile().data, comment=b"my house")
    raster = made(data)
    assert (raster.space, raster.coding, raster.inverted) == ("DeviceCMYK", "DCTDecode", True)
    assert raster.data[-2000:] == data[-2000:]
    assert b"my house" not in raster.data
    assert b"ICC_PROFILE" not in raster.data
    assert codes(raster) == []


def test_inks_without_a_profile_are_believed_with_a_note() -> None:
    raster = made(saved(flat((0, 0, 0, 255), "CMYK"), "TIFF"))
    assert pixels(raster).getpixel((0, 0)) == (0, 0, 0, 255)
    assert codes(raster) == ["picture-untold-inks"]


def test_a_cmyk_jpeg_that_is_not_adobes_is_not_inverted() -> None:
    data = saved(flat((255, 255, 255, 0), "CMYK"), "JPEG")
    plain = data.replace(data[data.index(b"\xff\xee") :][:16], b"")
    assert pixels(made(plain)).getpixel((0, 0))[0] < 5


def test_a_broken_profile_is_told_and_srgb_taken() -> None:
    raster = made(saved(noise(), "PNG", icc_profile=b"nonsense" * 30))
    assert codes(raster) == ["picture-profile-broken"]
    assert raster.space == "DeviceCMYK"
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert codes(made(saved(flat((0, 0, 0, 9), "CMYK"), "TIFF", icc_profile=grey))) == [
        "picture-profile-broken"
    ]


def test_sixteen_bits_are_reduced_with_a_note() -> None:
    deep = Image.new("I;16", (320, 320), 0x8080)
    raster = made(saved(deep, "TIFF"))
    assert codes(raster) == ["picture-reduced"]
    assert pixels(raster).getpixel((0, 0)) == profile().greys[128]
    assert codes(made(saved(deep, "PNG"))) == ["picture-reduced"]


def test_lab_is_converted_with_a_note() -> None:
    lab = ImageCms.profileToProfile(
        flat((200, 30, 30)),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    assert lab is not None
    raster = made(saved(lab, "TIFF"))
    assert codes(raster) == ["picture-lab"]
    cyan, magenta, *_ = pixels(raster).getpixel((0, 0))
    assert magenta > 200 > 40 > cyan


def test_measured_values_are_refused() -> None:
    with pytest.raises(Unusable) as caught:
        made(saved(flat(0.5, "F"), "TIFF"))
    assert caught.value.finding.code == "picture-mode"


@pytest.mark.parametrize("damage", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(20)])
def test_what_cannot_be_read_is_one_sentence(damage: bytes) -> None:
    with pytest.raises(Unusable) as caught:
        made(damage)
    assert caught.value.finding.code == "picture-damaged"


def test_a_cut_off_picture_is_one_sentence() -> None:
    with pytest.raises(Unusable):
        made(saved(noise(), "JPEG")[:3000])


def test_resolution_says_what_would_be_sharp() -> None:
    assert codes(made(saved(noise(299), "JPEG"))) == ["picture-resolution"]
    raster = made(saved(noise(100), "JPEG"), (2 * INCH, INCH))
    assert codes(raster) == ["picture-resolution-least"]
    told = dict(raster.findings[0].values)
    assert (told["ppi"], told["pixels"], told["millimetres"]) == (50, 600, "8.47")
    tiny = made(saved(flat((9, 200, 9), size=1), "PNG"), (INCH, INCH))
    assert codes(tiny) == ["picture-resolution-least"]
    assert (tiny.width, tiny.height) == (1, 1)


def test_no_pixel_more_than_can_be_printed() -> None:
    raster = made(saved(noise(2000), "JPEG"))
    assert (raster.width, raster.height) == (350, 350)
    wide = made(saved(flat((200, 10, 10), size=1).resize((30_000, 40)), "PNG"), (10 * INCH, 2.0))
    assert wide.width == 7292  # 1440 ppi up and down, 3000 along: reduced until one is 350
    assert made(saved(noise(340), "JPEG")).width == 340


def test_no_more_ink_than_the_condition_bears() -> None:
    full = saved(flat((255, 255, 255, 255), "CMYK"), "TIFF")
    assert sum(pixels(made(full)).getpixel((0, 0))) <= 3.0 * 255 + 1
    newspaper = made(full, palette=press("newspaper-coldset"))
    *colours, black = pixels(newspaper).getpixel((0, 0))
    assert black == 255
    assert sum(colours) + black <= 2.4 * 255 + 1
    dark = made(saved(Image.merge("RGB", [flat(0, "L"), flat(2, "L"), flat(9, "L")]), "PNG"))
    assert sum(pixels(dark).getpixel((0, 0))) <= 3.0 * 255 + 1


def test_the_same_bytes_twice() -> None:
    data = saved(noise(600), "JPEG")
    assert made(data).data == made(data).data


# ── for a screen ─────────────────────────────────────────────────────────────────────────────────


def test_a_screen_shows_light() -> None:
    screen = Screen(profile())
    raster = screen.raster(saved(flat((0, 255, 255, 0), "CMYK"), "TIFF"), SIZE, "a.tif")
    red, green, blue = pixels(raster).getpixel((0, 0))
    assert raster.space == "DeviceRGB"
    assert red > 200 > 60 > max(green, blue)
    assert codes(raster) == []
    kept = saved(noise(200), "JPEG")
    assert len(screen.raster(kept, SIZE, "a.jpg").data) <= len(kept)


def test_tags_of_a_tiff_do_no_harm() -> None:
    tags = ImageFileDirectory_v2()
    tags[270] = "a" * 1000
    assert made(saved(noise(), "TIFF", tiffinfo=tags)).space == "DeviceCMYK"
