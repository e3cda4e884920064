"""The ledger as findings: one for each kind of repair and raw line, with count and characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.draft import Repair


def told(repairs: Sequence[Repair], file: str) -> Iterator[Finding]:
    """A finding for every repair; those of one kind in one line share one."""
    grouped: dict[tuple[str, int], list[Repair]] = {}
    for repair in repairs:
        if repair.kind is not kinds.HYPHEN:  # told with the words around it, where it was made
            grouped.setdefault((repair.kind.code, repair.line), []).append(repair)
    for (_, line), same in grouped.items():
        old = dict.fromkeys(repair.old for repair in same)
        yield same[0].kind.at(
            Place(file, line),
            count=len(same),
            old=_listed(old),
            new=_listed(dict.fromkeys(repair.new for repair in same)),
            codes=" ".join(f"U+{ord(each):04X}" for each in dict.fromkeys("".join(old))),
        )


def _listed(characters: Iterable[str]) -> str:
    """Each repaired character once, in the order of their first place."""
    return " ".join(dict.fromkeys(each.strip() or each for each in characters))
