"""How near our inks come to the measured ones: patches of FOGRA39L through our own path.

    python -m benchmarks.colour [FOGRA39L.ti3]

The data come with Debian's icc-profiles-free. Three differences (CIE 1976, D50) over the patches:

- profile: a patch's inks are turned into colour by the lab's profile, beside what was measured;
- colour: a patch as a colour of light, printed with the inks that `Press` finds for a style sheet's
  colour, beside the same colour of light; only colours that sRGB holds;
- picture: the same for the pixels of a picture, where the profile's own table is used;
- grey: the same for black alone, which stays black alone.
"""

from __future__ import annotations

import io
import statistics
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageCms

from publisher import resources
from publisher.colour import OutputProfile, Press
from publisher.colour.profiles import transform
from publisher.document import condition

DATA = Path("/usr/share/color/icc/FOGRA39L.ti3")
Lab = tuple[float, float, float]
Four = tuple[float, float, float, float]


class Difference(NamedTuple):
    """Mean and largest difference, and over how many patches."""

    mean: float
    most: float
    count: int


def patches(file: Path) -> Iterator[tuple[Four, Lab]]:
    """Inks from 0 to 1, and the measured colour, of each patch of a .ti3 (CGATS.17)."""
    rows = file.read_text(encoding="ascii", errors="replace").splitlines()
    for row in rows[rows.index("BEGIN_DATA") + 1 : rows.index("END_DATA")]:
        _, *cells = map(float, row.split())
        cyan, magenta, yellow, black = (cell / 100 for cell in cells[:4])
        yield (cyan, magenta, yellow, black), (cells[7], cells[8], cells[9])


def differences(file: Path = DATA) -> dict[str, Difference]:
    """By the names above."""
    inks, measured = zip(*patches(file), strict=True)
    output = OutputProfile((resources.folder("conditions") / "fogra39-coated.icc").read_bytes())
    found = {"profile": _difference(_absolute(output, inks), measured)}
    coloured = [each for each in inks if each[:3] != (0, 0, 0)]
    found["colour"] = _difference(*_set(output, coloured))
    found["picture"] = _difference(*_printed(output, coloured))
    greys = [each for each in inks if each[:3] == (0, 0, 0)]
    found["grey"] = _difference(*_printed(output, greys))
    return found


def _difference(one: Sequence[Lab], other: Sequence[Lab]) -> Difference:
    far = [
        sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
        for pair in zip(one, other, strict=True)
    ]
    return Difference(statistics.mean(far), max(far), len(far))


def _row(inks: Sequence[Four]) -> Image.Image:
    values = bytes(round(255 * part) for each in inks for part in each)
    return Image.frombytes("CMYK", (len(inks), 1), values)


def _labs(picture: Image.Image, change: object) -> list[Lab]:
    pixels = change.apply(picture).get_flattened_data()  # type: ignore[attr-defined]
    return [(each[0] / 2.55, each[1] - 128.0, each[2] - 128.0) for each in pixels]


def _absolute(output: OutputProfile, inks: Sequence[Four]) -> list[Lab]:
    """As measured: the paper is not taken for white."""
    to_lab = ImageCms.buildTransform(
        output.profile,
        ImageCms.createProfile("LAB"),
        "CMYK",
        "LAB",
        ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
    )
    return _labs(_row(inks), to_lab)


def _printed(output: OutputProfile, inks: Sequence[Four]) -> tuple[list[Lab], list[Lab]]:
    """The colours of light that patches look like, and what their inks by `Press` look like."""
    picture = _light(output, inks)
    file = io.BytesIO()
    picture.save(file, "PNG")
    wanted = condition.load("coated-sheetfed", [resources.folder("conditions")])
    size = picture.width * 72 / 350, 72 / 350
    raster = Press(wanted, output, {}).raster(file.getvalue(), size, "patches.png")
    pixels = zlib.decompress(raster.data)
    if raster.space == "DeviceGray":
        pixels = bytes(part for grey in pixels for part in (0, 0, 0, 255 - grey))
    return _looks(output, picture, Image.frombytes("CMYK", picture.size, pixels))


def _set(output: OutputProfile, inks: Sequence[Four]) -> tuple[list[Lab], list[Lab]]:
    """The same for colours of style sheets."""
    picture = _light(output, inks)
    made = (
        output.inks(tuple(part / 255 for part in pixel)) for pixel in picture.get_flattened_data()
    )  # type: ignore[union-attr, arg-type]
    return _looks(output, picture, _row(list(made)))


def _light(output: OutputProfile, inks: Sequence[Four]) -> Image.Image:
    """What patches look like, where sRGB holds it."""
    light = output.to_light.apply(_row(inks)).tobytes()
    every = (light[at : at + 3] for at in range(0, len(light), 3))
    inside = [each for each in every if min(each) > 0 and max(each) < 255]
    return Image.frombytes("RGB", (len(inside), 1), b"".join(inside))


def _looks(
    output: OutputProfile, picture: Image.Image, printed: Image.Image
) -> tuple[list[Lab], list[Lab]]:
    lab = ImageCms.createProfile("LAB")
    back = transform(output.profile, lab, ("CMYK", "LAB"))
    return _labs(picture, transform(output.srgb, lab, ("RGB", "LAB"))), _labs(printed, back)


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    for name, each in differences(given).items():
        print(f"{name:8} mean {each.mean:.2f}  at most {each.most:.2f}  ({each.count} patches)")
