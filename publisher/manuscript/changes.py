"""What changed between two texts of which the second was made from the first by small repairs.

Both are walked through once. Where they part, the nearest place where they go on alike is looked
for; marks that differ in width only count as alike there, and as changed in what is given. The
looking is bounded, so that no line, however long, takes more than time that grows with its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

_ALIKE = 4  # characters that have to agree where two texts meet again
_REACH = 16  # characters on either side that are looked at one by one
_FAR, _SURE = 4000, 8  # a longer stretch that was only taken or only put
_PATIENCE = 2_000_000  # looks; more than any text that people write needs
_BLOCK = 512
_SMALL = 64  # characters of a stretch whose own differences are looked for
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_SAME = {"\uff0e": "。", ".": "。", "“": "＂", "”": "＂", "‘": "＇", "’": "＇", "､": "、"}
_FOLD = {**_WIDE, **{ord(one): ord(other) for one, other in _SAME.items()}}


class Change(NamedTuple):
    """A stretch: `old` became `new`; where they are the same, nothing changed."""

    old: str
    new: str

    @property
    def is_none(self) -> bool:
        """Whether both are the same."""
        return self.old == self.new


def changes(before: str, after: str) -> Iterator[Change]:
    """The stretches of both texts in order; put together they give both again."""
    one, other = before.translate(_FOLD), after.translate(_FOLD)
    a = b = 0
    patience = _PATIENCE
    while a < len(one) or b < len(other):
        if same := _alike(one, a, other, b):
            yield from _exactly(before[a : a + same], after[b : b + same])
            a, b = a + same, b + same
            continue
        taken, put, looks = _meeting(one, a, other, b)
        patience -= looks
        if patience < 0:
            taken, put = len(one) - a, len(other) - b
        yield from _finely(before[a : a + taken], after[b : b + put])
        a, b = a + taken, b + put


def _exactly(before: str, after: str) -> Iterator[Change]:
    """Stretches of two texts that are alike but for widths."""
    if before == after:
        yield Change(before, after)
        return
    place = 0
    for _, run in groupby(map(str.__eq__, before, after)):
        end = place + sum(1 for _ in run)
        yield Change(before[place:end], after[place:end])
        place = end


def _finely(old: str, new: str) -> Iterator[Change]:
    """A changed stretch; a short one without what stayed in it."""
    if not old or not new or max(len(old), len(new)) > _SMALL:
        yield Change(old, new)
        return
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Change(old[a:b], new[c:d])


def _alike(one: str, a: int, other: str, b: int) -> int:
    """For how many characters two texts go on alike."""
    done = 0
    while done < len(one) - a:
        left = one[a + done : a + done + _BLOCK]
        right = other[b + done : b + done + _BLOCK]
        if left != right:
            pairs = zip(left, right, strict=False)
            first = next(
                (n for n, (x, y) in enumerate(pairs) if x != y), min(len(left), len(right))
            )
            return done + first
        done += len(left)
    return done


def _meeting(one: str, a: int, other: str, b: int) -> tuple[int, int, int]:
    """How much was taken and put until the texts meet again, and how often was looked."""
    looks = 0
    for far in range(1, 2 * _REACH + 1):
        for taken in range(max(0, far - _REACH), min(far, _REACH) + 1):
            put, looks = far - taken, looks + 1
            if a + taken > len(one) or b + put > len(other):
                continue
            if _meet(one, a + taken, other, b + put):
                return taken, put, looks
    return *_far_meeting(one, a, other, b), looks + _FAR


def _meet(one: str, a: int, other: str, b: int) -> bool:
    return one[a : a + _ALIKE] == other[b : b + _ALIKE]


def _far_meeting(one: str, a: int, other: str, b: int) -> tuple[int, int]:
    put = other.find(one[a : a + _SURE], b, b + _FAR) if a < len(one) else -1
    if put >= 0:
        return 0, put - b
    taken = one.find(other[b : b + _SURE], a, a + _FAR) if b < len(other) else -1
    if taken >= 0:
        return taken - a, 0
    return len(one) - a, len(other) - b
