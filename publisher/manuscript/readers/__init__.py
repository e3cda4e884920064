"""The formats a manuscript may have. The folder is the registry: one file a format.

A reader module has `SUFFIXES` (with the dot, in lower case) and `read(data, file)`, which gives a
`Draft` that still has to be repaired, or an `Article` that an editor has put right.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import lru_cache
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


@lru_cache(maxsize=1)
def readers() -> Mapping[str, Reader]:
    """Suffix -> reader, from the modules of this folder."""
    found: dict[str, Reader] = {}
    for module in sorted(each.name for each in pkgutil.iter_modules(__path__)):
        reader = import_module(f"{__name__}.{module}")
        found.update((suffix, reader.read) for suffix in sorted(reader.SUFFIXES))
    return found
