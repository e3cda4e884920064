"""Pictures: sRGB, upright, of moderate size, telling nothing of their maker; the jail of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from publisher.document.assets import PictureFolder
from publisher.document.model import Crop, Focus
from publisher.epub.pictures import LARGEST_SIDE, prepared
from publisher.errors import Unusable
from publisher.findings import Place

HERE = Place("articles/a.md", 7)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def code_of(data: bytes, source: str) -> str:
    with pytest.raises(Unusable) as caught:
        prepared(data, source, HERE)
    assert caught.value.finding.place == HERE
    return caught.value.finding.code


def test_large_pictures_are_made_smaller():
    data = saved(Image.new("RGB", (5000, 2500)), "JPEG")
    assert prepared(data, "a.jpg", HERE)[1:] == ("image/jpeg", ".jpg", LARGEST_SIDE, 1024)


def test_a_picture_is_turned_as_the_camera_says_and_tells_no_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x8825] = {2: (30.0, 44.0, 0.0)}  # GPS
    data = saved(Image.new("RGB", (40, 20), "red"), "JPEG", exif=exif, comment=b"someone")
    done = prepared(data, "a.jpg", HERE)
    assert (done.width, done.height) == (20, 40)
    assert not opened(done.data).getexif()
    assert b"someone" not in done.data


def test_print_colours_become_screen_colours():
    data = saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "TIFF")
    done = prepared(data, "a.tif", HERE)
    assert (done.media_type, opened(done.data).mode) == ("image/jpeg", "RGB")


def test_a_profile_is_applied_and_taken_out():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    data = saved(Image.new("RGB", (8, 8), "red"), "PNG", icc_profile=profile)
    assert "icc_profile" not in opened(prepared(data, "a.png", HERE).data).info


def test_transparency_is_kept():
    data = saved(Image.new("RGBA", (8, 8), (1, 2, 3, 4)), "PNG")
    assert opened(prepared(data, "a.png", HERE).data).mode == "RGBA"


def test_grey_of_16_bits_is_scaled_and_not_cut():
    data = saved(Image.new("I;16", (8, 8), 0x8000), "PNG")
    assert opened(prepared(data, "a.png", HERE).data).getpixel((0, 0)) == 128


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nxxxx", b"plain words"])
def test_broken_pictures_are_told(data):
    assert code_of(data, "a.png") == "picture-damaged"


def test_a_picture_cut_short_is_told():
    data = saved(Image.effect_noise((300, 300), 90), "PNG")
    assert code_of(data[: len(data) // 2], "a.png") == "picture-damaged"


def test_a_small_file_that_unfolds_without_end_is_told():
    assert code_of(saved(Image.new("1", (13000, 13000)), "PNG"), "a.png") == "picture-pixels"


# ── drawings ─────────────────────────────────────────────────────────────────────────────────────

PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">%s</svg>'


def test_a_plain_drawing_is_kept():
    done = prepared((PLAIN % "<path d='M0 0h9'/>").encode(), "a.svg", HERE)
    assert (done.media_type, done.width, done.height) == ("image/svg+xml", 100, 50)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g onclick='x()'/>",
        "<image href='https://example.org/a.png'/>",
        "<image xmlns:x='http://www.w3.org/1999/xlink' x:href='file:///etc/passwd'/>",
        "<foreignObject/>",
        "<style>@import 'a.css'</style>",
        "<rect style='fill:url(https://example.org/a)'/>",
        "<a href='javascript:alert(1)'/>",
    ],
)
def test_a_drawing_that_runs_or_fetches_is_told(inside):
    assert code_of((PLAIN % inside).encode(), "a.svg") == "svg-active"


def test_entities_of_a_drawing_open_no_files():
    data = '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + PLAIN % "&e;"
    assert code_of(data.encode(), "a.svg") == "svg-active"


def test_what_is_no_drawing_is_told():
    assert code_of(b"<html/>", "a.svg") == "picture-damaged"


# ── the jail ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path: Path) -> PictureFolder:
    inside = tmp_path / "publication"
    (inside / "pictures").mkdir(parents=True)
    (inside / "pictures/a.png").write_bytes(b"inside")
    (inside / "pictures/words.txt").write_bytes(b"words")
    (inside / "pictures/folder.png").mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (inside / "pictures/out.png").symlink_to(tmp_path / "secret.png")
    (inside / "pictures/in.png").symlink_to(inside / "pictures/a.png")
    (inside / "pictures/loop.png").symlink_to(inside / "pictures/loop.png")
    return PictureFolder(inside, largest=100)


@pytest.mark.parametrize("source", ["pictures/a.png", "pictures/in.png", "./pictures/a.png"])
def test_what_lies_in_the_folder_is_read(folder, source):
    assert folder.read(source, HERE) == b"inside"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("pictures/b.png", "picture-missing"),
        ("pictures/folder.png", "picture-missing"),
        ("pictures/loop.png", "picture-missing"),
        ("p" * 5000 + ".png", "picture-missing"),
        ("pictures/out.png", "picture-outside"),
        ("../secret.png", "picture-outside"),
        ("pictures/../../secret.png", "picture-outside"),
        ("/etc/passwd.png", "picture-outside"),
        ("https://example.org/a.png", "picture-outside"),
        ("file:///secret.png", "picture-outside"),
        ("data:image/png;base64,AAAA", "picture-outside"),
        ("C:\\secret.png", "picture-outside"),
        ("a\0.png", "picture-outside"),
        ("pictures/words.txt", "picture-kind"),
    ],
)
def test_all_else_is_refused_with_its_place(folder, source, code):
    with pytest.raises(Unusable) as caught:
        folder.read(source, HERE)
    assert (caught.value.finding.code, caught.value.finding.place) == (code, HERE)


def test_a_picture_of_endless_bytes_is_refused(folder):
    (folder.root / "big.png").write_bytes(bytes(101))
    with pytest.raises(Unusable) as caught:
        folder.read("big.png", HERE)
    assert caught.value.finding.code == "picture-too-big"


def test_a_cut_picture_shows_its_focus():
    picture = Image.new("RGB", (300, 100), "white")
    picture.paste("red", (200, 0, 300, 100))
    done = prepared(saved(picture, "PNG"), "a.png", HERE, Crop(1, 1), Focus(1, 0.5))
    assert (done.width, done.height) == (100, 100)
    assert opened(done.data).getpixel((50, 50)) == (255, 0, 0)


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1)])
def test_the_smallest_pictures_can_be_cut(size: tuple[int, int]):
    done = prepared(saved(Image.new("RGB", size), "PNG"), "a.png", HERE, Crop(3, 4), None)
    assert done.width >= 1 <= done.height


def test_a_drawing_is_cut_by_its_window():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"/>'
    done = prepared(drawing, "a.svg", HERE, Crop(1, 1), Focus(1, 0.5))
    assert (done.width, done.height) == (100, 100)
    assert b'viewBox="200.0000 0.0000 100.0000 100.0000"' in done.data
