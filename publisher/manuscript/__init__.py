"""Manuscripts as newsrooms send them -> articles: repaired, structured, nothing lost or made up."""

from publisher.manuscript.clean_copy import clean_copy
from publisher.manuscript.comparison import Comparison, compare
from publisher.manuscript.contract import contract
from publisher.manuscript.house import read_house
from publisher.manuscript.loading import SUFFIXES, Loaded, load

__all__ = [
    "SUFFIXES",
    "Comparison",
    "Loaded",
    "clean_copy",
    "compare",
    "contract",
    "load",
    "read_house",
]
