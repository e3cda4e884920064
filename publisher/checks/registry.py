"""The checks. The folder is the registry: a check is one function in a file in or below it.

    @check("alt-missing", Severity.ERROR, _("nothing says what …"), why=_("A reader who …"))
    def alt_missing(publication: Publication) -> Iterator[Finding]:
        \"\"\"Every picture says what it shows.\"\"\"
        for figure in …:
            yield alt_missing.at(figure.place, source=figure.source)

What a check looks at is told by the annotation of its one argument.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar, get_type_hints

from publisher.findings import Finding, Kind, Place, Severity, Value

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """A check: what it looks at, the one kind of finding it yields, and how it looks."""

    subject: type[Subject]
    kind: Kind
    look: Callable[[Subject], Iterable[Finding]]

    @property
    def asks(self) -> str:
        """What is asked for, with its source: a msgid, the docstring of the generator."""
        return " ".join((self.look.__doc__ or "").split())

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """All findings on a subject, in its order."""
        yield from self.look(subject)

    def at(self, place: Place | None, **values: Value) -> Finding:
        """A finding of this check."""
        return self.kind.at(place, **values)


def check(
    code: str, severity: Severity, message: str, remedy: str = "", *, why: str
) -> Callable[[Callable[[Subject], Iterable[Finding]]], Check[Subject]]:
    """Make a check of a small generator; the words are msgids as in `findings.Kind`."""
    return checking(Kind(code, severity, message, remedy, why))


def checking(
    kind: Kind,
) -> Callable[[Callable[[Subject], Iterable[Finding]]], Check[Subject]]:
    """The same for a kind that is declared elsewhere, because a builder reports it too."""

    def made(look: Callable[[Subject], Iterable[Finding]]) -> Check[Subject]:
        hints = get_type_hints(look)
        return Check(next(hint for name, hint in hints.items() if name != "return"), kind, look)

    return made


@cache
def registered(inside: str = "") -> tuple[Check[object], ...]:
    """Every check of this folder, or of one `inside` it, in the order of their codes."""
    package = importlib.import_module(f"{__package__}{inside and '.'}{inside}")
    modules = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    found: dict[str, Check[object]] = {}
    for name in sorted(info.name for info in modules):
        module = importlib.import_module(name)
        found |= {v.kind.code: v for v in vars(module).values() if isinstance(v, Check)}
    return tuple(found[code] for code in sorted(found))


def run(subject: object) -> Iterator[Finding]:
    """All findings of the checks that look at this kind of subject."""
    for registered_check in registered():
        if isinstance(subject, registered_check.subject):
            yield from registered_check(subject)
