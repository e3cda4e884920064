"""How a picture stands on the page: `{width=full crop="4:3" focus="0.3 0.6" pair=yes}`, both ways.

A value that cannot be is refused with its line: a picture that is cut otherwise than an editor
meant is found when it is printed.
"""

from __future__ import annotations

import re

from publisher.document.model import WIDTHS, Crop, Figure, Focus, Speaker, Width
from publisher.errors import Unusable
from publisher.findings import Place
from publisher.manuscript import findings as kinds

WIDEST = 4  # times as wide as high, or as high as wide
_CROP = re.compile(r"([1-9]\d?(?:\.\d{1,2})?) ?[:：] ?([1-9]\d?(?:\.\d{1,2})?)")
_PART = r"0(?:\.\d{1,4})?|1(?:\.0{1,4})?|\.\d{1,4}"
_FOCUS = re.compile(rf"({_PART})[ ,，]+({_PART})")
_YES, _NO = "yes", "no"

Pairs = list[tuple[str, str]]

# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def width(value: str, place: Place) -> Width:
    """The width that is asked for; empty leaves it to the layout. Raises Unusable."""
    if value and value not in WIDTHS:
        raise _refused("width", value, " | ".join(WIDTHS), place)
    return value


def crop(value: str, place: Place) -> Crop | None:
    """`4:3`; nothing for the whole picture. Raises Unusable."""
    found = _CROP.fullmatch(value)
    made = Crop(float(found[1]), float(found[2])) if found else None
    if value and (made is None or not 1 / WIDEST <= made.ratio <= WIDEST):
        raise _refused("crop", value, f"4:3, 1:1, 2.35:1 … (1:{WIDEST} – {WIDEST}:1)", place)
    return made


def focus(value: str, place: Place) -> Focus | None:
    """`0.3 0.6`: from the left, from the top. Raises Unusable."""
    found = _FOCUS.fullmatch(value)
    if value and found is None:
        raise _refused("focus", value, "0 0 – 1 1", place)
    return Focus(float(found[1]), float(found[2])) if found else None


def switch(key: str, value: str, place: Place) -> bool:
    """`pair=yes`: stands beside its neighbour; `decorative=yes`: says nothing. Raises Unusable."""
    if value not in ("", _YES, _NO):
        raise _refused(key, value, f"{_YES} | {_NO}", place)
    return value == _YES


def _refused(key: str, value: str, allowed: str, place: Place) -> Unusable:
    return Unusable(kinds.PICTURE_VALUE.at(place, key=key, value=value[:40], allowed=allowed))


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def of_figure(figure: Figure) -> Pairs:
    """The attributes of a figure; what is not given is left out."""
    keys = {
        "src": figure.source,
        "alt": figure.alt,
        "credit": figure.credit,
        "width": figure.width,
        "crop": f"{figure.crop.width:g}:{figure.crop.height:g}" if figure.crop else "",
        "focus": _written(figure.focus),
        "pair": _YES if figure.pair else "",
        "decorative": _YES if figure.decorative else "",
    }
    return [(key, value) for key, value in keys.items() if value]


def of_speaker(speaker: Speaker) -> Pairs:
    """The attributes of a portrait."""
    keys = {"portrait": speaker.portrait, "focus": _written(speaker.focus)}
    return [(key, value) for key, value in keys.items() if value]


def _written(focus: Focus | None) -> str:
    return f"{focus.x:g} {focus.y:g}" if focus else ""
