"""Manuscripts as newsrooms send them -> articles: repaired, structured, nothing lost or made up."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from publisher.manuscript.clean_copy import clean_copy
from publisher.manuscript.contract import contract
from publisher.manuscript.loading import SUFFIXES, Loaded, file_bytes, load

if TYPE_CHECKING:
    from publisher.manuscript.comparison import Comparison, compare
    from publisher.manuscript.house import House, house_findings, read_house

__all__ = [
    "SUFFIXES",
    "Comparison",
    "House",
    "Loaded",
    "clean_copy",
    "compare",
    "contract",
    "file_bytes",
    "house_findings",
    "load",
    "read_house",
]
_HOMES = {
    "Comparison": "comparison",
    "House": "house",
    "compare": "comparison",
    "house_findings": "house",
    "read_house": "house",
}


def __getattr__(name: str) -> object:
    # only what a command uses is loaded
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
