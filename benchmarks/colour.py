"""How near our inks come to the measured ones: patches of FOGRA39L through our own path.

    python -m benchmarks.colour [FOGRA39L.ti3]

The data come with Debian's icc-profiles-free. Differences (CIE 1976, D50) over the patches:

- profile: a patch's inks are turned into colour by the lab's profile, beside what was measured;
- colour: a patch as a colour of light, printed with the inks that `Press` finds for a style sheet's
  colour, beside the same colour of light; only colours that sRGB holds;
- picture: the same for the pixels of a picture, which go through the finer table that is made of
  the profile's; `own table` is what they would be without it;
- lab: pixels of a Lab picture, so that also patches count that sRGB does not hold. Those of more
  ink than the condition bears are left out: they are not printed. So are those that are darker than
  the black that the profile gives, for black point compensation has given them up;
- at random: 3,000 colours that can be printed, made of inks at random: no patch of any table;
- grey: the same for black alone, which stays black alone.
"""

from __future__ import annotations

import io
import random
import statistics
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageCms

from publisher import resources
from publisher.colour import OutputProfile, Press, tables
from publisher.colour.lookup import FromInk
from publisher.colour.profiles import transform
from publisher.document import condition

DATA = Path("/usr/share/color/icc/FOGRA39L.ti3")
MOST_INK = 3.0  # of coated-sheetfed
DARKEST = 31  # L* 12 in bytes: what is darker black point compensation has drawn together
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
    found["own table"] = _difference(*_by_own_table(output, coloured))
    found["lab"] = _difference(*_printed_lab(output, coloured))
    found["at random"] = _difference(*_printed(output, list(_random(5000))))
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
    return [_of_bytes(each) for each in pixels]


def _of_bytes(pixel: Sequence[int]) -> Lab:
    return pixel[0] / 2.55, pixel[1] - 128.0, pixel[2] - 128.0


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
    return _looks(output, picture, _raster(output, picture, "PNG"))


def _raster(output: OutputProfile, picture: Image.Image, kind: str) -> Image.Image:
    """A picture as `Press` prints it."""
    file = io.BytesIO()
    picture.save(file, kind)
    wanted = condition.load("coated-sheetfed", [resources.folder("conditions")])
    size = picture.width * 72 / 350, 72 / 350
    raster = Press(wanted, output, {}).raster(file.getvalue(), size, "patches")
    if raster.coding == "DCTDecode":
        raise ValueError("a row of patches is a drawing, and stays whole")
    pixels = zlib.decompress(raster.data)
    if raster.space == "DeviceGray":
        pixels = bytes(part for grey in pixels for part in (0, 0, 0, 255 - grey))
    return Image.frombytes("CMYK", picture.size, pixels)


def _by_own_table(output: OutputProfile, inks: Sequence[Four]) -> tuple[list[Lab], list[Lab]]:
    """The same by the table that the profile brings."""
    picture = _light(output, inks)
    own = transform(output.srgb, output.profile, ("RGB", "CMYK"))
    return _looks(output, picture, own.apply(picture))


def _printed_lab(output: OutputProfile, inks: Sequence[Four]) -> tuple[list[Lab], list[Lab]]:
    """The same for a picture in Lab, of the patches that a press prints and black leaves room."""
    lab = ImageCms.createProfile("LAB")
    to_lab = transform(output.profile, lab, ("CMYK", "LAB"))
    wanted = to_lab.apply(_row([each for each in inks if sum(each) <= MOST_INK]))
    every = list(zip(*[iter(wanted.tobytes())] * 3, strict=True))
    light = bytes(part for each in every if each[0] >= DARKEST for part in each)
    picture = Image.frombytes("LAB", (len(light) // 3, 1), light)
    printed = _raster(output, picture, "TIFF")
    return [_of_bytes(each) for each in picture.get_flattened_data()], _labs(printed, to_lab)


def bends(output: OutputProfile, count: int = 120) -> dict[str, float]:
    """How sharply gradients bend: of each the most within 12 of its 128 steps, on average, ΔE76."""
    chance = random.Random(5)  # noqa: S311  # the same each time
    ends = [
        [[chance.choice((0, 255, chance.randrange(256))) for _part in "rgb"] for _end in "ab"]
        for _line in range(count)
    ]
    pixels = bytes(
        round(a + (b - a) * at / 127)
        for one, other in ends
        for at in range(128)
        for a, b in zip(one, other, strict=True)
    )
    picture = Image.frombytes("RGB", (128 * count, 1), pixels)
    own = transform(output.srgb, output.profile, ("RGB", "CMYK"))
    press = FromInk(tables.read(output.data, b"A2B1"))
    found = {}
    for name, change in (("picture", output.from_light()), ("own table", own)):
        inks = change.apply(picture).get_flattened_data()
        labs = [press.look(tuple(part / 255 for part in each)).lab for each in inks]
        rows = (labs[at : at + 128] for at in range(0, len(labs), 128))
        found[name] = statistics.mean(_sharpest(row) for row in rows)
    return found


def _sharpest(row: Sequence[Lab]) -> float:
    means = [
        [statistics.mean(axis) for axis in zip(*row[at : at + 4], strict=True)] for at in range(124)
    ]
    triples = zip(means, means[4:], means[8:], strict=False)
    return max(
        sum((x - 2 * y + z) ** 2 for x, y, z in zip(*three, strict=True)) ** 0.5
        for three in triples
    )


def _random(count: int) -> Iterator[Four]:
    """Inks at random, half of them none: colours at the edge and within."""
    chance = random.Random(7)  # noqa: S311  # the same each time
    for _patch in range(count):
        c, m, y, k = (chance.choice((0.0, chance.random())) for _ink in range(4))
        if c + m + y > 0 and c + m + y + k <= MOST_INK:
            yield c, m, y, k


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
        print(f"{name:9} mean {each.mean:.2f}  at most {each.most:.2f}  ({each.count} patches)")
    coated = (resources.folder("conditions") / "fogra39-coated.icc").read_bytes()
    for name, bend in bends(OutputProfile(coated)).items():
        print(f"{name:9} gradients bend by {bend:.2f}")
