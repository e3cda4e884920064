"""Promise 1: the body text of the PDF is that of the e-book and that of the clean copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.checks.body import Body
from publisher.checks.findings import TEXT_DIFFERS
from publisher.findings import Finding

_SHOWN = 12  # characters on each side of a difference


def differences(bodies: Mapping[str, Body]) -> Iterator[Finding]:
    """A finding for every body that differs from the first; keys name them as people know them.

    The first difference is shown with the characters before it. White space is not compared: print
    has none at a line end.
    """
    (one, wanted), *others = bodies.items()
    for other, found in others:
        place = first_difference(wanted.characters, found.characters)
        if place is not None:
            yield TEXT_DIFFERS.at(
                None,
                one=one,
                other=other,
                before=wanted.characters[max(place - _SHOWN, 0) : place],
                here=wanted.characters[place : place + _SHOWN],
                there=found.characters[place : place + _SHOWN],
            )


def first_difference(one: str, other: str) -> int | None:
    """Where two texts part for the first time; None where they are the same."""
    if one == other:
        return None
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
