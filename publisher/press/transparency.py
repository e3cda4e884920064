"""Transparency blends in inks: a page that has any says in which space (ISO 32000-1, 11.6.6)."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

_DEEPEST = 20
_NO_MASK = Name("/None")
Known = dict[tuple[int, int], bool]


def blend_in_inks(pdf: pikepdf.Pdf) -> None:
    """Give each page with transparency a group in DeviceCMYK."""
    known: Known = {}
    for page in pdf.pages:
        if _is_transparent(page.obj.get("/Resources"), known, 0):
            page.obj.Group = Dictionary(
                Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK, I=True
            )
        elif "/Group" in page.obj:
            del page.obj.Group


def _is_transparent(resources: Any, known: Known, depth: int) -> bool:
    """Whether something that these resources name lets shine through what lies below."""
    if resources is None or depth > _DEEPEST:
        return False
    if resources.objgen in known and resources.is_indirect:
        return known[resources.objgen]
    found = any(map(_shines, dict(resources.get("/ExtGState", {})).values())) or any(
        "/SMask" in each or _is_transparent(each.get("/Resources"), known, depth + 1)
        for kind in ("/XObject", "/Pattern")
        for each in dict(resources.get(kind, {})).values()
    )
    if resources.is_indirect:
        known[resources.objgen] = found
    return found


def _shines(state: Any) -> bool:
    alpha = min(float(state.get("/ca", 1)), float(state.get("/CA", 1)))
    mask, mode = state.get("/SMask", _NO_MASK), state.get("/BM", Name.Normal)
    return alpha < 1 or mask != _NO_MASK or mode != Name.Normal
