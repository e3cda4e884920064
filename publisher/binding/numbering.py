"""Objects that get other numbers: those of a flow that came after the ones behind it.

qpdf writes the objects of an object stream in the order of their numbers, which is that in which
they came. So who comes late gets the numbers that were left free for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

MOST = 4000  # numbers that are left free; a flow of that many objects has a hundred pages


def leave_free(pdf: pikepdf.Pdf) -> int:
    """Leave numbers free in a PDF; the first one."""
    first = next_number(pdf)
    pdf._replace_object((first + MOST, 0), pikepdf.Dictionary())
    return first


def next_number(pdf: pikepdf.Pdf) -> int:
    """The number that stands before that of the next object; it is free from now on."""
    return int(pdf.make_indirect(pikepdf.Dictionary()).objgen[0])


def move(pdf: pikepdf.Pdf, first: int, end: int, to: int) -> Callable[[Any], Any]:
    """Move the objects from number `first` up to `end` to other numbers, from `to` on.

    They lead to each other as before; what leads to them from elsewhere does not. What is given
    back finds one of them by its old number. Raises ValueError where there is no room for them.
    """
    if end - first > MOST:
        raise ValueError(end - first)

    def moved(found: Any) -> Any:
        """The object in the place of this one."""
        number = found.objgen[0]
        return pdf.get_object(number - first + to, 0) if first <= number < end else found

    for number in range(end - first):  # or there would be nothing to lead to
        pdf._replace_object((to + number, 0), pikepdf.Dictionary())
    for number in range(first, end):
        _lead(pdf.get_object(number, 0), moved)
    for number in range(first, end):
        pdf._swap_objects((number, 0), (number - first + to, 0))
    return moved


def _lead(container: Any, moved: Callable[[Any], Any]) -> None:
    """Let all that this holds lead to objects at their new numbers."""
    if isinstance(container, pikepdf.Array):
        pairs: list[tuple[Any, Any]] = list(enumerate(container))
    else:
        is_table = isinstance(container, (pikepdf.Dictionary, pikepdf.Stream))
        pairs = list(container.items()) if is_table else []
    for key, value in pairs:
        if not isinstance(value, pikepdf.Object):
            continue
        if not value.is_indirect:
            _lead(value, moved)
        elif (other := moved(value)) is not value:
            container[key] = other
