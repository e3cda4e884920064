"""Manuscripts as newsrooms send them -> articles: repaired, structured, nothing lost or made up."""

from publisher.manuscript.clean_copy import clean_copy
from publisher.manuscript.contract import contract
from publisher.manuscript.loading import SUFFIXES, Loaded, load

__all__ = ["SUFFIXES", "Loaded", "clean_copy", "contract", "load"]
