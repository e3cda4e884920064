"""Colours and pictures -> ink, or light: what a page is drawn with.

`Press` and `Screen` are the palettes: the engine asks one of them for every colour and picture when
it draws. Layout does not depend on them.
"""

from publisher.colour.coding import Raster
from publisher.colour.inks import Ink
from publisher.colour.palettes import Paint, Palette, Press, Screen
from publisher.colour.profiles import OutputProfile

__all__ = ["Ink", "OutputProfile", "Paint", "Palette", "Press", "Raster", "Screen"]
