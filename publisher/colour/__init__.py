"""Colours and pictures -> ink, or light: what a page is drawn with.

`Press` and `Screen` are the palettes: the engine asks one of them for every colour and picture when
it draws. Layout does not depend on them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from publisher.colour.inks import Ink

if TYPE_CHECKING:
    from publisher.colour.coding import Raster
    from publisher.colour.palettes import Paint, Palette, Press, Screen
    from publisher.colour.profiles import OutputProfile

_HOMES = {"Raster": "coding", "OutputProfile": "profiles"} | dict.fromkeys(
    ("Paint", "Palette", "Press", "Screen"), "palettes"
)


def __getattr__(name: str) -> object:
    # a layout's tokens name inks, and so does every e-book; Pillow comes with the first palette
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = ["Ink", "OutputProfile", "Paint", "Palette", "Press", "Raster", "Screen"]
