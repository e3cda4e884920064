"""Places where words seem to be lost. They are warned of and never filled in."""

from __future__ import annotations

from typing import NamedTuple

from publisher.findings import Finding
from publisher.manuscript.draft import Draft


class Doubt(NamedTuple):
    """The warnings, and the characters on both sides of every place."""

    findings: tuple[Finding, ...]
    places: tuple[str, ...]


def lost_places(draft: Draft) -> Doubt:
    """Look for them."""
    return Doubt((), ())
