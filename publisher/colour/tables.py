"""The tables of an ICC profile as numbers (ICC.1:2004, 10.8 and 10.9: `mft1` and `mft2`).

All numbers are from 0 to 1, as the file has them. They are interpolated as LittleCMS does it:
three channels in tetrahedra, and where there are four, straight along the first.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TAGS = 128  # bytes before the list of tags
_CURVES = 48  # bytes of a table before its sizes or curves; a matrix is for XYZ alone
_MOST_TAGS, _MOST_NUMBERS = 200, 4 << 20
_SIDES = {b"mft1": ("B", 255), b"mft2": ("H", 65535)}

Row = tuple[float, ...]
Curve = Sequence[float]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of so many nodes a side; the last channel runs fastest.

    `before` bend what goes in, channel by channel, `after` what comes out; each is a row of values
    at equal distances.
    """

    grid: int
    before: tuple[Curve, ...]
    nodes: Sequence[Row]
    after: tuple[Curve, ...]


def tags(profile: bytes) -> list[tuple[bytes, bytes]]:
    """Signature and data of every tag. Raises ValueError."""
    try:
        (count,) = struct.unpack_from(">I", profile, _TAGS)
        if count > _MOST_TAGS:
            raise ValueError(f"{count} tags")
        rows = [struct.unpack_from(">4sII", profile, _TAGS + 4 + 12 * at) for at in range(count)]
    except struct.error as error:
        raise ValueError(str(error)) from None
    return [(name, profile[offset : offset + length]) for name, offset, length in rows]


def read(profile: bytes, signature: bytes) -> Table:
    """The table of a tag such as `B2A1`. Raises ValueError where there is none of these kinds."""
    data = dict(tags(profile)).get(signature, b"")
    try:
        return _read(data)
    except (struct.error, KeyError) as error:
        raise ValueError(f"{signature!r}: {error}") from None


def _read(data: bytes) -> Table:
    kind, inputs, outputs, grid = struct.unpack_from(">4s4xBBB", data)
    code, most = _SIDES[kind]
    counts, at = (256, 256), _CURVES
    if kind == b"mft2":
        counts, at = struct.unpack_from(">HH", data, at), at + 4
    sizes = [counts[0]] * inputs + [grid**inputs * outputs] + [counts[1]] * outputs
    if min(grid, outputs, *counts) < 2 or not 3 <= inputs <= 4 or sum(sizes) > _MOST_NUMBERS:
        raise ValueError(f"{sizes} numbers")
    parts = []
    for size in sizes:
        numbers = struct.unpack_from(f">{size}{code}", data, at)
        parts.append(array("d", (number / most for number in numbers)))
        at += struct.calcsize(f">{size}{code}")
    flat = parts[inputs]
    nodes = [tuple(flat[first : first + outputs]) for first in range(0, len(flat), outputs)]
    return Table(grid, tuple(parts[:inputs]), nodes, tuple(parts[inputs + 1 :]))


def written(table: Table) -> bytes:
    """A table as the data of a tag (`mft2`)."""
    inputs, outputs = len(table.before), len(table.after)
    counts = len(table.before[0]), len(table.after[0])
    head = struct.pack(">4s4xBBBx9i", b"mft2", inputs, outputs, table.grid, *_UNMOVED)
    rows = (*table.before, *table.nodes, *table.after)
    numbers = array("H", (round(65535 * min(max(n, 0.0), 1.0)) for row in rows for n in row))
    return head + struct.pack(">HH", *counts) + struct.pack(f">{len(numbers)}H", *numbers)


_UNMOVED = (65536, 0, 0, 0, 65536, 0, 0, 0, 65536)  # the matrix of one, in 65536ths


def replaced(profile: bytes, signature: bytes, data: bytes, kept: frozenset[bytes]) -> bytes:
    """A profile of the tags that are `kept`, one of them with other data. Raises ValueError."""
    rows = [
        (name, data if name == signature else old) for name, old in tags(profile) if name in kept
    ]
    body = b"".join(_filed(rows))
    return (4 + len(profile[4:_TAGS]) + len(body)).to_bytes(4, "big") + profile[4:_TAGS] + body


def _filed(rows: Sequence[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """The list of tags, and then the tags, each beginning at a multiple of four (7.3)."""
    padded = [old + bytes(-len(old) % 4) for _name, old in rows]
    at = _TAGS + 4 + 12 * len(rows)
    yield struct.pack(">I", len(rows))
    for (name, old), whole in zip(rows, padded, strict=True):
        yield struct.pack(">4sII", name, at, len(old))
        at += len(whole)
    yield from padded
