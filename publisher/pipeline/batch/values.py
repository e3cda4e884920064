"""What goes to the process that makes a publication, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publisher.document.profile import Profile
from publisher.findings import Finding, Kind, Place, Severity
from publisher.messages import Speaker, language

Format = Literal["pdf", "epub"]
FORMATS: tuple[Format, ...] = ("pdf", "epub")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is made of every publication; `epoch` is SOURCE_DATE_EPOCH as it was given."""

    formats: tuple[Format, ...] = FORMATS
    profile: Profile | None = None
    epoch: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one publication may take before it is given up.

    Seconds of wall time and bytes of memory; `retries` after its process died.
    """

    seconds: float = 600.0
    memory: int = 2 << 30
    retries: int = 2


@dataclass(frozen=True, slots=True)
class Order:
    """One publication to be made: its folder (absolute), and what in it is the source."""

    root: str
    inner: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Told:
    """A finding that outlives its process: its sentence and remedy in both languages."""

    code: str
    severity: str
    file: str
    line: int
    zh: tuple[str, str]
    en: tuple[str, str]

    @classmethod
    def of(cls, finding: Finding) -> Told:
        """A finding as it is kept and sent."""
        place = finding.place or Place("")
        zh, en = (
            (speaker.sentence(finding), speaker.remedy(finding))
            for speaker in (Speaker("zh"), Speaker("en"))
        )
        return cls(finding.code, finding.severity.word, place.file, place.line, zh, en)

    @property
    def finding(self) -> Finding:
        """A finding with the same words, in the language of the locale."""
        message, remedy = self.zh if language() == "zh" else self.en
        kind = Kind(self.code, Severity[self.severity.upper()], message, remedy)
        return kind.at(Place(self.file, self.line) if self.file else None)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a publication took: seconds of wall and of cores, peak bytes of its process."""

    seconds: float = 0.0
    core_seconds: float = 0.0
    memory: int = 0


NOTHING = Cost()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: all its files, or none of them and an exit `code`.

    `told` are its errors and warnings, `notes` counts the rest. An `accident` may not come again:
    the order can be given once more.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    told: tuple[Told, ...] = ()
    notes: int = 0
    code: int = 0
    cost: Cost = NOTHING
    accident: bool = False
    tries: int = 1

    @property
    def failed(self) -> bool:
        """Whether nothing was made."""
        return not self.files


def failed(finding: Finding, code: int = 3, *, accident: bool = False) -> Outcome:
    """The outcome of an order of which nothing came."""
    return Outcome(told=(Told.of(finding),), code=code, accident=accident)
