"""Promise 1: the body text of the PDF is that of the e-book and that of the clean copy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from publisher.checks.body import Body
from publisher.checks.findings import TEXT_DIFFERS
from publisher.findings import Finding

_MOST_DETOURS = 200_000  # a text that needs more of them differs in any case
_SHOWN = 12  # characters on each side of a difference


def differences(bodies: Mapping[str, Body]) -> Iterator[Finding]:
    """A finding for every body that differs from the first; keys name them as people know them.

    The first difference is shown with the characters before it. White space is not compared: print
    has none at a line end.
    """
    (one, wanted), *others = bodies.items()
    for other, found in others:
        there = found.beside(wanted)
        place = first_difference(wanted.characters, there)
        if place is not None:
            yield TEXT_DIFFERS.at(
                None,
                one=one,
                other=other,
                before=wanted.characters[max(place - _SHOWN, 0) : place],
                here=wanted.characters[place : place + _SHOWN],
                there=there[place : place + _SHOWN],
            )


def first_difference(one: str, other: str) -> int | None:
    """Where two texts part for the first time; None where they are the same."""
    if one == other:
        return None
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def unexplained(drawn: str, wanted: str, furniture: Collection[str]) -> tuple[int, int] | None:
    """Where the drawn text says something else than the wanted one; None where it does not.

    Between the wanted characters, strings of the furniture may stand; nothing may be missing and
    nothing else may be there. The place (in drawn, in wanted) is the farthest that was reached.
    """
    starting: dict[str, list[str]] = {}
    for text in sorted(furniture):
        starting.setdefault(text[0], []).append(text)
    open_ways, seen, farthest = [(0, 0)], set[tuple[int, int]](), (0, 0)
    while open_ways and len(seen) < _MOST_DETOURS:
        here, there = open_ways.pop()
        while (here, there) not in seen:
            farthest = max(farthest, (here, there), key=sum)
            if here == len(drawn):
                break
            detours = [t for t in starting.get(drawn[here], ()) if drawn.startswith(t, here)]
            if detours:
                seen.add((here, there))
                open_ways += [(here + len(text), there) for text in detours]
            if there == len(wanted) or drawn[here] != wanted[there]:
                break
            here, there = here + 1, there + 1
        if (here, there) == (len(drawn), len(wanted)):
            return None
    return farthest


def print_differences(
    name: str, drawn: Body, wanted: Body, furniture: Collection[str]
) -> Iterator[Finding]:
    """A finding where the print edition says something else than the clean copy."""
    place = unexplained(drawn.characters, wanted.characters, furniture)
    if place is not None:
        here, there = place
        yield TEXT_DIFFERS.at(
            None,
            one="clean copy",
            other=name,
            before=wanted.characters[max(there - _SHOWN, 0) : there],
            here=wanted.characters[there : there + _SHOWN],
            there=drawn.characters[here : here + _SHOWN],
        )
