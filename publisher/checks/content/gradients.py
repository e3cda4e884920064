"""The colours between which a gradient runs (ISO 32000-1, 7.10 and 8.7.4.5)."""

from __future__ import annotations

from typing import Any

import pikepdf

from publisher.checks.content.streams import decoded

_DEEPEST = 4
_MOST = 1000  # parts of one gradient
_MOST_SAMPLES, _MOST_INKS = 4096, 32
_WHOLE_BYTES = (8, 16, 24, 32)
Values = tuple[float, ...]


def ends(shading: Any) -> list[Values] | None:
    """Colours so that each one of the gradient lies between two; None where that is not known.

    Axial and radial shadings whose functions interpolate (types 0, 2 and 3): between two ends every
    ink runs in step with the others, so no sum of inks is higher than at an end.
    """
    if int(shading.get("/ShadingType", 0)) not in (2, 3) or "/Function" not in shading:
        return None
    given = shading.Function
    if not isinstance(given, pikepdf.Array):
        return _ends(given, 0)
    return _in_step(list(given)) if 1 <= len(given) <= _MOST_INKS else None


def _in_step(functions: list[Any]) -> list[Values] | None:
    """One function an ink: known where all of them are of type 2 and bend alike."""
    if len({float(each.get("/N", 0)) for each in functions}) != 1:
        return None
    every = [
        _ends(each, 0) if int(each.get("/FunctionType", -1)) == 2 else None for each in functions
    ]
    known = [each for each in every if each is not None]
    if len(known) < len(every):
        return None
    return [tuple(value for ends in known for value in ends[at]) for at in (0, 1)]


def _ends(function: Any, depth: int) -> list[Values] | None:
    kind = int(function.get("/FunctionType", -1))
    if kind == 0:
        return _samples(function)
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


def _samples(function: Any) -> list[Values] | None:
    """The samples of one (7.10.2), between which it runs straight; of cubic ones nobody knows."""
    bits, sizes = int(function.BitsPerSample), [int(size) for size in function.Size]
    rows = [float(number) for number in function.get("/Decode", function.Range)]
    count, width = len(rows) // 2, bits // 8
    if bits not in _WHOLE_BYTES or len(sizes) != 1 or int(function.get("/Order", 1)) != 1:
        return None
    if not 1 <= sizes[0] <= _MOST_SAMPLES or not 1 <= count <= _MOST_INKS:
        return None
    data = decoded(function, _MOST_SAMPLES * _MOST_INKS * 4)
    if len(data) < sizes[0] * count * width:
        return None
    found = []
    for sample in range(sizes[0]):
        at = sample * count * width
        raw = (
            int.from_bytes(data[at + i * width : at + (i + 1) * width], "big") for i in range(count)
        )
        scaled = ((value / (2**bits - 1), 2 * i) for i, value in enumerate(raw))
        found.append(tuple(rows[i] + part * (rows[i + 1] - rows[i]) for part, i in scaled))
    return found
