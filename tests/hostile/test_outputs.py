"""Outputs tell nothing of who made their pictures, where, or on which machine."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from publisher.pipeline import epub, pdf, sources
from tests.hostile.corpus import FOOT, HEAD

SECRET = re.compile(rb"GEHEIM-[A-Z]+|Exif\0\0|/home/|/tmp/")


def telling() -> dict[str, bytes]:
    """A picture of each kind that says who took it where."""
    exif = Image.Exif()
    exif[0x013B] = "GEHEIM-ARTIST"
    exif[0x8825] = {1: "N", 2: (30.0, 15.0, 7.0)}
    picture = Image.linear_gradient("L").resize((900, 700)).convert("RGB")
    info = PngInfo()
    info.add_text("Author", "GEHEIM-PNG")
    made = {}
    for kind, more in (
        ("jpg", {"format": "JPEG", "comment": b"GEHEIM-COMMENT", "xmp": b"<x>GEHEIM-XMP</x>"}),
        ("png", {"format": "PNG", "pnginfo": info}),
        ("tif", {"format": "TIFF"}),
        ("webp", {"format": "WEBP"}),
    ):
        out = io.BytesIO()
        picture.save(out, exif=exif.tobytes(), **more)  # type: ignore[arg-type]
        made[f"p.{kind}"] = out.getvalue()
    inside = base64.b64encode(made["p.jpg"]).decode()
    made["p.svg"] = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><!-- GEHEIM-NOTE -->'
        '<metadata>GEHEIM-META</metadata><g xmlns:i="http://www.inkscape.org/namespaces/inkscape" '
        'i:export-filename="/home/GEHEIM-NAME.png"><rect width="9" height="9"/></g>'
        f'<image href="data:image/jpeg;base64,{inside}" width="99" height="99"/></svg>'
    ).encode()
    return made


def streams(name: str, data: bytes) -> Iterator[bytes]:
    """The bytes of a file and of everything packed in it."""
    yield data
    if name == "epub":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.namelist():
                inside = archive.read(each)
                yield inside
                for found in re.findall(rb"base64,([A-Za-z0-9+/=]+)", inside):
                    yield base64.b64decode(found)
        return
    with pikepdf.open(io.BytesIO(data)) as opened:
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream):
                yield each.read_raw_bytes()
                if each.get("/Subtype") != "/Image":
                    yield each.read_bytes()


@pytest.mark.parametrize("name", ["epub", "screen", "print", "proof"])
def test_nothing_beside_the_pixels(name: str, tmp_path: Path) -> None:
    pictures = telling()
    for file, data in pictures.items():
        (tmp_path / file).write_bytes(data)
    text = HEAD + "".join(f"![桥]({file})\n\n" for file in pictures) + FOOT
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert all(SECRET.search(data) for data in pictures.values())
    read = sources.load(tmp_path / "a.md")
    make = epub.make if name == "epub" else pdf.make
    profile = "screen" if name == "epub" else name
    made = make(sources.made_for(read, profile)).data  # type: ignore[arg-type]
    found = {hit for each in streams(name, made) for hit in SECRET.findall(each)}
    assert found == set()
    assert str(tmp_path).encode() not in made
