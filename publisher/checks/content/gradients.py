"""The colours between which a gradient runs (ISO 32000-1, 7.10 and 8.7.4.5)."""

from __future__ import annotations

from typing import Any

import pikepdf

_DEEPEST = 4
_MOST = 1000  # parts of one gradient
Values = tuple[float, ...]


def ends(shading: Any) -> list[Values] | None:
    """Colours so that each one of the gradient lies between two; None where that is not known.

    Axial and radial shadings whose functions interpolate (types 2 and 3): between two ends every
    ink runs in step with the others, so no sum of inks is higher than at an end.
    """
    if int(shading.get("/ShadingType", 0)) not in (2, 3) or "/Function" not in shading:
        return None
    given = shading.Function
    return None if isinstance(given, pikepdf.Array) else _ends(given, 0)


def _ends(function: Any, depth: int) -> list[Values] | None:
    kind = int(function.get("/FunctionType", -1))
    if kind == 2:
        low, high = function.get("/C0", [0.0]), function.get("/C1", [1.0])
        return [tuple(float(value) for value in end) for end in (low, high)]
    if kind != 3 or depth > _DEEPEST or len(function.Functions) > _MOST:
        return None
    found: list[Values] = []
    for part in function.Functions:
        inner = _ends(part, depth + 1)
        if inner is None:
            return None
        found += inner
    return found
