"""What can be said about a manuscript: a kind of finding, its place, and its values.

A finding never holds a sentence. It holds a kind, which knows the sentence, and the values that go
into it; `publisher.messages` makes the sentence in the reader's language at the edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


class Terms(tuple[str, ...]):
    """Msgids that are shown one after the other, each in the reader's language."""

    __slots__ = ()


Value = str | int | float | Terms


class Severity(IntEnum):
    """How bad it is; a larger number is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word of the JSON contract: note, warning or error."""
        return self.name.lower()


class Spot(NamedTuple):
    """A rectangle on a printed page: millimetres from the upper left corner of the trim.

    `page` counts from 1. As one would measure it with a ruler on the page as it is read; negative
    numbers lie in the bleed. Without a width it is the whole page.
    """

    page: int
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0

    def __str__(self) -> str:
        if not self.width and not self.height:
            return f"p. {self.page}"
        return f"p. {self.page} ({self.x:.0f}, {self.y:.0f} mm)"


class Place(NamedTuple):
    """Where in the editor's files something stands.

    `file` is a path as the editor would write it (relative to the publication where it can be),
    `line` and `column` count from 1; 0 means the whole file or the whole line. `line` of a DOCX is
    the number of the paragraph. `spots` are the places on the pages of a PDF, in their order.
    """

    file: str
    line: int = 0
    column: int = 0
    spots: tuple[Spot, ...] = ()

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        where = ":".join([self.file, *numbers])
        if not self.spots:
            return where
        further = f" +{len(self.spots) - 1}" if len(self.spots) > 1 else ""
        return f"{where} {self.spots[0]}{further}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding, declared once, in the `findings.py` of the package that reports it.

    `message` and `remedy` are English msgids with {named} values; `why` is the reason that stands
    in docs/findings. `code` is what tests and machines read.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    why: str = ""

    def at(self, place: Place | None, **values: Value) -> Finding:
        """A finding of this kind at a place."""
        return Finding(self, place, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a report."""

    kind: Kind
    place: Place | None
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def code(self) -> str:
        """The code of its kind."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.kind.severity


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among the findings; None where there are none."""
    return max((finding.severity for finding in findings), default=None)
