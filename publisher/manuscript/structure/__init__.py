"""Passages -> Article: what each passage is, and to which speaker it belongs."""

from publisher.manuscript.structure.article import Structured, structure

__all__ = ["Structured", "structure"]
