"""The formats a manuscript may have. The folder is the registry: one file a format.

A reader module is named for its suffix and has `read(data, file)`, which gives a `Draft` that still
has to be repaired, or an `Article` that an editor has put right. It is loaded when it is needed.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from publisher.document.model import Article
from publisher.findings import Finding
from publisher.manuscript.draft import Draft


class Reading(NamedTuple):
    """What a reader gives: a draft or a finished article, and what it found on the way."""

    content: Draft | Article
    findings: tuple[Finding, ...] = ()


Reader = Callable[[bytes, str], Reading]


_FURTHER = {".docm": "docx", ".htm": "html", ".markdown": "md", ".xhtml": "html"}
_NAMES = {f".{each.name}": each.name for each in pkgutil.iter_modules(__path__)} | _FURTHER
SUFFIXES = frozenset(_NAMES)  # with the dot, in lower case


def reader_of(suffix: str) -> Reader:
    """The reader of a suffix; of an unknown one that of plain text."""
    module = import_module(f"{__name__}.{_NAMES.get(suffix.lower(), 'txt')}")
    reader: Reader = module.read
    return reader
