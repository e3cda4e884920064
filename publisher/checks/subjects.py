"""What finished files are to a check: their bytes, and how they are named in findings."""

from __future__ import annotations

from typing import NamedTuple


class EpubFile(NamedTuple):
    """A finished e-book; `shown` is its path as printed."""

    data: bytes
    shown: str


class PdfFile(NamedTuple):
    """A finished PDF; `shown` is its path as printed."""

    data: bytes
    shown: str
