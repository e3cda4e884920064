"""Manuscripts as newsrooms send them -> articles: repaired, structured, nothing lost or made up."""

from publisher.manuscript.clean_copy import clean_copy
from publisher.manuscript.comparison import Comparison, compare
from publisher.manuscript.contract import contract
from publisher.manuscript.house import House, house_findings, read_house
from publisher.manuscript.loading import SUFFIXES, Loaded, load

__all__ = [
    "SUFFIXES",
    "Comparison",
    "House",
    "Loaded",
    "clean_copy",
    "compare",
    "contract",
    "house_findings",
    "load",
    "read_house",
]
