"""Faces: which there are, what they can draw, and subsets of them."""

from publisher.typefaces.coverage import Resolution, coverage, missing, resolve
from publisher.typefaces.library import Face, Library, verify

__all__ = ["Face", "Library", "Resolution", "coverage", "missing", "resolve", "verify"]
