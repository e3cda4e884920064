"""An ICC profile of a press: read and checked before anything is made with it (ICC.1:2004, 7.2)."""

from __future__ import annotations

import io
import zlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from publisher.document import findings as kinds
from publisher.document import supplied
from publisher.errors import Unusable
from publisher.findings import Place, Terms
from publisher.messages import _

LARGEST = 16 << 20  # bytes; profiles of presses have 0.3 to 4 MB
HEADER = 128  # bytes; then the number of tags and the tags

# the device classes of ICC.1:2004, 7.2.5, as people call such devices
DEVICES = {
    "scnr": _("scanner or camera"),
    "mntr": _("screen"),
    "link": _("pair of devices"),
    "spac": _("colour space"),
    "abst": _("change of colours"),
    "nmcl": _("list of named colours"),
}


class Header(NamedTuple):
    """What the first 128 bytes of a profile say: `prtr`, `CMYK`, and (4, 2) for ICC 4.2."""

    device: str
    space: str
    version: tuple[int, int]


def header(data: bytes) -> Header | None:
    """The header; None where these bytes are no profile."""
    if len(data) < HEADER + 4 or data[36:40] != b"acsp":
        return None
    if int.from_bytes(data[0:4], "big") > len(data):
        return None  # cut off
    device, space = (data[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    return Header(device, space, (data[8], data[9] >> 4))


@lru_cache(maxsize=4)  # 50 ms each time
def parses(data: bytes) -> bool:
    """Whether LittleCMS can compute with it, from inks and to inks: a header alone may lie."""
    # 30 ms that nobody pays who prints with no profile
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        lab = ImageCms.createProfile("LAB")
        relative = ImageCms.Intent.RELATIVE_COLORIMETRIC
        ImageCms.buildTransform(profile, lab, "CMYK", "LAB", relative)
        ImageCms.buildTransform(lab, profile, "LAB", "CMYK", relative)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
    return True


@lru_cache(maxsize=4)  # 40 ms each time
def packed(data: bytes) -> bytes:
    """A profile as it lies in a PDF (`FlateDecode`)."""
    return zlib.compress(data)


def description(data: bytes) -> str:
    """The name that the profile gives itself; empty where it has none."""
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        return str(ImageCms.getProfileDescription(profile)).strip()
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return ""


def press_profile(root: Path, name: str, place: Place, *, is_ours: bool = False) -> Path:
    """The path of a CMYK output profile below `root`. Raises Unusable at `place`.

    One that travels with the program is not computed with to find out whether that can be done.
    """
    file = root / name
    if not supplied.is_inside(file, root):
        raise Unusable(kinds.PROFILE_OUTSIDE.at(place, name=name))
    try:
        data = supplied.contents(file, LARGEST)
    except supplied.TooLarge:
        raise Unusable(kinds.PROFILE_TOO_BIG.at(place, name=name, limit=LARGEST >> 20)) from None
    except OSError:
        raise Unusable(kinds.PROFILE_MISSING.at(place, name=name)) from None
    _require_press(data, name, place, is_ours)
    return file


def _require_press(data: bytes, name: str, place: Place, is_ours: bool) -> None:
    found = header(data)
    if found is None:
        raise Unusable(kinds.PROFILE_BROKEN.at(place, name=name))
    if found.device != "prtr":
        device = Terms((DEVICES.get(found.device, _("device of another kind")),))
        raise Unusable(kinds.PROFILE_CLASS.at(place, name=name, device=device, found=found.device))
    if found.space != "CMYK":
        raise Unusable(kinds.PROFILE_SPACE.at(place, name=name, found=found.space))
    if not is_ours and not parses(data):
        raise Unusable(kinds.PROFILE_BROKEN.at(place, name=name))
