"""What goes wrong with pictures, profiles and settings for a press: one sentence, or a note.

Each of these files was once made to break something; none may end in a traceback or wrong colours
without a word.
"""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from publisher import resources
from publisher.colour import OutputProfile
from publisher.errors import PublisherError
from publisher.findings import Finding
from publisher.pipeline import pdf as stage
from publisher.pipeline.sources import load


@cache
def coated() -> bytes:
    return (resources.folder("conditions") / "fogra39-coated.icc").read_bytes()


@cache
def screen() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def tag(name: bytes, change: Callable[[bytearray], bytes]) -> bytes:
    """The press profile with one of its tables changed."""
    data = coated()
    (count,) = struct.unpack_from(">I", data, 128)
    rows = (struct.unpack_from(">4sII", data, 132 + 12 * at) for at in range(count))
    offset, length = next(row[1:] for row in rows if row[0] == name)
    changed = change(bytearray(data[offset : offset + length]))
    return data[:offset] + bytes(changed) + data[offset + length :]


def with_nodes(count: int) -> Callable[[bytearray], bytes]:
    def change(table: bytearray) -> bytes:
        table[10] = count
        return bytes(table)

    return change


def all_alike(table: bytearray) -> bytes:
    return bytes(table[:52]) + b"\x80\x00" * ((len(table) - 52) // 2)


def swapped() -> bytes:
    return coated().replace(b"A2B1", b"XXXX").replace(b"B2A1", b"A2B1").replace(b"XXXX", b"B2A1")


PROFILES = {
    "for screens": (screen, "profile-class"),
    "a scanner's": (lambda: coated()[:12] + b"scnr" + coated()[16:], "profile-class"),
    "for RGB": (lambda: coated()[:16] + b"RGB " + coated()[20:], "profile-space"),
    "empty": (lambda: b"", "profile-broken"),
    "rubbish": (lambda: random.Random(1).randbytes(3000), "profile-broken"),
    "cut off": (lambda: coated()[:60_000], "profile-broken"),
    "a head alone": (lambda: coated()[:128] + bytes(4), "profile-broken"),
    "a thousand million tags": (
        lambda: coated()[:128] + b"\xff" * 4 + coated()[132:],
        "profile-broken",
    ),
    "no way from ink to colour": (lambda: coated().replace(b"A2B", b"A2X"), "profile-broken"),
    "no way from colour to ink": (lambda: coated().replace(b"B2A", b"B2X"), "profile-broken"),
    "the ways exchanged": (swapped, "profile-broken"),
    "a table of 255 nodes that are not there": (
        lambda: tag(b"A2B1", with_nodes(255)),
        "profile-broken",
    ),
    "a table without nodes": (lambda: tag(b"B2A1", with_nodes(0)), "profile-broken"),
}
# nobody can say that their colours are wrong; they must do no harm
STRANGE = {
    "all inks look alike": lambda: tag(b"A2B1", all_alike),
    "all colours have one ink": lambda: tag(b"B2A1", all_alike),
    "XYZ": lambda: coated()[:20] + b"XYZ " + coated()[24:],
}


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def ramps() -> Image.Image:
    one = Image.linear_gradient("L").resize((400, 400))
    return Image.merge("RGB", (one, one.rotate(90), one.rotate(180)))


def lab() -> Image.Image:
    change = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    made = ImageCms.profileToProfile(ramps(), *change, outputMode="LAB")
    assert made is not None
    return made


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    rows = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*chunks, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(rows)


def head(width: int, height: int, bits: int = 8) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, 0)


def deep() -> bytes:
    rows = b"".join(b"\0" + random.Random(row).randbytes(1800) for row in range(300))
    return png(head(300, 300, 16), (b"IDAT", zlib.compress(rows)))


def bomb() -> bytes:
    pixels = zlib.compress((b"\0" + b"\x55" * 900) * 300)
    profile = b"x\0\0" + zlib.compress(bytes(200_000_000))
    return png(head(300, 300), (b"iCCP", profile), (b"IDAT", pixels))


# name -> how it is made, what is said; an empty word: it is printed, and nothing need be said
PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "one pixel.png": (
        lambda: saved(Image.new("RGB", (1, 1), (9, 200, 3)), "PNG"),
        "picture-resolution-least",
    ),
    "30,000 px wide.png": (lambda: saved(Image.new("RGB", (30_000, 400), "red"), "PNG"), ""),
    "30,000 px square.png": (
        lambda: saved(Image.new("1", (30_000, 30_000)), "PNG"),
        "picture-pixels",
    ),
    "says 60,000 px.png": (
        lambda: png(head(60_000, 60_000), (b"IDAT", zlib.compress(bytes(1000)))),
        "picture-pixels",
    ),
    "no width.png": (lambda: png(head(0, 9), (b"IDAT", zlib.compress(b""))), "picture-damaged"),
    "16 bit.png": (deep, "picture-reduced"),
    "16 bit.tif": (lambda: saved(Image.new("I;16", (300, 300), 30_000), "TIFF"), "picture-reduced"),
    "lab.tif": (lambda: saved(lab(), "TIFF"), "picture-lab"),
    "measured.tif": (lambda: saved(Image.new("F", (300, 300), 0.5), "TIFF"), "picture-mode"),
    "broken profile.jpg": (
        lambda: saved(ramps(), "JPEG", icc_profile=b"x" * 500),
        "picture-profile-broken",
    ),
    "a press's profile in RGB.jpg": (
        lambda: saved(ramps(), "JPEG", icc_profile=coated()),
        "picture-profile-broken",
    ),
    "a screen's profile in inks.jpg": (
        lambda: saved(ramps().convert("CMYK"), "JPEG", icc_profile=screen()),
        "picture-profile-broken",
    ),
    "剪断的特性文件 50%.jpg": (
        lambda: saved(ramps(), "JPEG", icc_profile=screen()[:200]),
        "picture-profile-broken",
    ),
    "a bomb for a profile.png": (bomb, "picture-damaged"),
    "inks without a word.jpg": (
        lambda: saved(ramps().convert("CMYK"), "JPEG"),
        "picture-untold-inks",
    ),
    "orientation of no kind.jpg": (lambda: saved(ramps(), "JPEG", exif=turned(9)), ""),
    "fax.tif": (
        lambda: saved(Image.new("1", (3000, 2000)), "TIFF", compression="group4"),
        "",
    ),
    "script.svg": (
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>',
        "svg-active",
    ),
}


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def said(folder: Path, picture: bytes = b"", name: str = "", wishes: str = "") -> list[Finding]:
    """All that is said of a publication with a picture, or with wishes for its print."""
    (folder / "pictures").mkdir()
    text = "# 题\n\n河水从城中穿过。\n"
    if picture:
        (folder / "pictures" / name).write_bytes(picture)
        text += f"\n![桥](<pictures/{name}> “一座桥”)\n".replace("“", '"').replace("”", '"')
    (folder / "a.md").write_text(text, encoding="utf-8")
    settings = f"title: 题\nprint: {{trim: 105x148mm{wishes}}}\n"
    (folder / "publication.yaml").write_text(settings, encoding="utf-8")
    try:
        return list(stage.make(load(folder)).findings)
    except PublisherError as error:
        return list(error.findings)


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_that_is_none_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    make, code = PROFILES[name]
    (tmp_path / "p.icc").write_bytes(make())
    (found,) = said(tmp_path, wishes=", profile: p.icc")
    assert found.code == code
    assert str(found.place).endswith("publication.yaml:2:26")


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_profile_does_no_harm(name: str) -> None:
    output = OutputProfile(STRANGE[name]())
    assert output.from_light().apply(ramps()).mode == "CMYK"
    assert output.most_ink <= 4


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_printed_or_told_with_its_line(tmp_path: Path, name: str) -> None:
    make, code = PICTURES[name]
    found = said(tmp_path, make(), name)
    about = [each for each in found if each.code.startswith(("picture-", "svg-"))]
    if code:
        assert code in {each.code for each in about}
        assert all(each.place and each.place.line == 5 for each in about if each.code == code)
    else:
        assert not about


def test_a_bleed_smaller_than_the_condition_asks_for_is_told_with_its_line(tmp_path: Path) -> None:
    found = {each.code: each for each in said(tmp_path, wishes=", bleed: 1mm")}
    assert str(found["bleed-small"].place).endswith("publication.yaml:2:26")
    assert "bleed-missing" in found
