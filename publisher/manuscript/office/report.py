"""What is said while a Word file is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.findings import Finding, Kind, Place, Value

_SHOWN = 40


@dataclass(slots=True)
class Report:
    """Findings with their paragraphs."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def tell(self, kind: Kind, paragraph: int = 0, **values: Value) -> None:
        """One more finding; a paragraph of 0 means the whole file."""
        self.findings.append(kind.at(Place(self.file, paragraph), **values))


def shown(text: str, most: int = _SHOWN) -> str:
    """Words as a finding shows them: in one line, cut where they are many."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most and len(text) <= 4 * most else f"{line[:most]}…"
