"""What a finished PDF draws with, read by pikepdf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

RGB_OPERATORS = frozenset({"rg", "RG"})
RGB_SPACES = frozenset({"/DeviceRGB", "/CalRGB", "/Lab", "/DefaultRGB", "/ICCBased", "/CalGray"})


class Drawn(NamedTuple):
    """An operator of a page, or of a form or pattern that it draws."""

    page: int
    operator: str
    operands: tuple[Any, ...]


def operators(pdf: pikepdf.Pdf) -> Iterator[Drawn]:
    """All operators of all pages and of what they name."""
    done: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        for operands, operator in pikepdf.parse_content_stream(page):
            yield Drawn(number, str(operator), tuple(operands))
        for form in forms(page.obj.Resources, done):
            for operands, operator in pikepdf.parse_content_stream(form):
                yield Drawn(number, str(operator), tuple(operands))


def forms(resources: Any, done: set[tuple[int, int]]) -> Iterator[Any]:
    """The forms and patterns below a table of resources, each once."""
    for kind in ("/XObject", "/Pattern"):
        for each in dict(resources.get(kind, {})).values():
            is_drawn = each.get("/Subtype") == "/Form" or each.get("/PatternType") == 1
            if is_drawn and each.objgen not in done:
                done.add(each.objgen)
                yield each
                yield from forms(each.get("/Resources", {}), done)


def spaces(pdf: pikepdf.Pdf) -> set[str]:
    """The names of all colour spaces that anything in the file has."""
    return {name for thing in pdf.objects for name in _spaces(thing, 0)}


def _spaces(thing: Any, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in thing.items():
            if key in ("/ColorSpace", "/CS") and not isinstance(value, pikepdf.Dictionary):
                yield str(value[0]) if isinstance(value, pikepdf.Array) else str(value)
            elif not getattr(value, "is_indirect", False):
                yield from _spaces(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for each in thing:
            if not getattr(each, "is_indirect", False):
                yield from _spaces(each, depth + 1)
