"""Names in the tags: a structure element remembers which element of the markup it stands for.

WeasyPrint's structure elements know an element's type only. Here each of them keeps the id as its
title (`/T`) and the tag and classes as its classes (`/C`); binding reads both, groups by them, and
takes them out again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.pdf import tags as stock

from publisher.engine.inside import drawn_only, is_principal

_UNTAGGED = frozenset({"html", "body"})  # what was made last is their child's
_STOCK = stock._build_box_tree
_REFERENCES = pydyf.PDF.page_references


def _references(pdf: Any) -> Any:
    """What points at each page, made once: each element of the tree asks for all of them."""
    kept = getattr(pdf, "kept_references", ())
    if len(kept) != pdf.pages["Count"]:
        kept = pdf.kept_references = _REFERENCES.fget(pdf)
    return kept


pydyf.PDF.page_references = property(_references)


@contextlib.contextmanager
def named() -> Iterator[None]:
    """While it is entered, structure elements are named."""
    stock._build_box_tree = _build_box_tree
    try:
        yield
    finally:
        stock._build_box_tree = _STOCK


def _build_box_tree(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
    """WeasyPrint's own, whose last element is the box's.

    Lines that were drawn together are one marked content, which the first of them owns.
    """
    made, tags = None, rest[-1]
    box = getattr(box, "_box", box)
    with drawn_only(box, tags):
        for made in _STOCK(box, parent, pdf, *rest):
            yield made
    if made is None or box.element is None or not is_principal(box):
        return
    if box.element.tag in _UNTAGGED:
        return
    if name := box.element.get("id"):
        made["T"] = pydyf.String(name)
    classes = [str(box.element.tag), *box.element.get("class", "").split()]
    made["C"] = pydyf.Array(f"/{word}" for word in classes if word.replace("-", "").isalnum())
