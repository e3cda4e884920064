"""What is said while a Word file is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.errors import Unusable
from publisher.findings import Finding, Kind, Place, Value
from publisher.manuscript.office import findings as kinds

_SHOWN = 40
_MOST = 20_000  # findings of one file; whoever has more must divide it


@dataclass(slots=True)
class Report:
    """Findings with their paragraphs."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def tell(self, kind: Kind, paragraph: int = 0, **values: Value) -> None:
        """One more finding; a paragraph of 0 means the whole file. Raises Unusable."""
        if len(self.findings) >= _MOST:
            problem = f"> {_MOST} findings"
            raise Unusable(kinds.OVERSIZE.at(Place(self.file), problem=problem))
        self.findings.append(kind.at(Place(self.file, paragraph), **values))


def shown(text: str, most: int = _SHOWN) -> str:
    """Words as a finding shows them: in one line, cut where they are many."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most and len(text) <= 4 * most else f"{line[:most]}…"
