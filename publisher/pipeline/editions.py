"""Sources -> the same sources as a further edition: another layout, other tokens or script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publisher import units
from publisher.document import findings as kinds
from publisher.document import identifiers
from publisher.document.model import Publication
from publisher.document.settings import EditionSettings
from publisher.findings import Finding, Place
from publisher.pipeline.sources import Sources

if TYPE_CHECKING:
    from publisher.document import script

_SHOWN = 8  # places of guesses in one sentence


def in_layout(own: Publication, name: str) -> Publication:
    """The publication in another layout: trim and tokens were set for its own, and are not kept."""
    if name == own.layout:
        return own
    entries = tuple(replace(entry, tokens=()) for entry in own.entries)
    free = replace(own.print, trim=None)
    return replace(own, layout=name, print=free, entries=entries, tokens=())


def edition_of(sources: Sources, name: str, chosen: EditionSettings, place: Place) -> Sources:
    """The same sources as a further edition, with a number of its own.

    In the other script where it is asked for. Its findings are those of the edition alone.
    """
    from publisher.document import script  # OpenCC, for those who have editions

    own = sources.publication
    found: tuple[Finding, ...] = ()
    other = own
    if chosen.language not in (None, own.language):
        manner = script.Manner(str(chosen.language), chosen.region, chosen.vocabulary, chosen.words)
        other = script.converted(own, manner)
        found = tuple(_told(own, manner, name, place))
    # two books of one number are one book to a shelf
    number = chosen.identifier
    other = in_layout(other, chosen.layout or own.layout)
    trim = units.size(chosen.trim) if chosen.trim else other.print.trim
    other = replace(
        other,
        identifier=identifiers.urn(number) or identifiers.made_up(own.identifier, name),
        print=replace(other.print, trim=trim),
        tokens=tuple({**dict(other.tokens), **chosen.tokens}.items()),
    )
    name = f"{sources.name}-{name}"
    return replace(
        sources,
        publication=other,
        name=name,
        findings=found,
        editions=(),
        profile=chosen.profile or sources.profile,
    )


def _told(own: Publication, manner: script.Manner, name: str, place: Place) -> Iterator[Finding]:
    from publisher.document import script

    yield kinds.EDITION_CONVERTED.at(place, name=name, own=own.language, language=manner.language)
    for entry, found in zip(own.entries, script.guesses(own, manner), strict=True):
        if found:
            at = Place(found[0].place.file or entry.file)
            yield kinds.EDITION_GUESSED.at(at, name=name, count=len(found), places=_places(found))


def _places(found: Sequence[script.Guess]) -> str:
    """`12 他[干→幹]了`, the most doubtful ones in the order of their lines."""
    shown = sorted(found[:_SHOWN], key=lambda each: each.place.line)
    return " · ".join((*map(_row, shown), *("…" for _ in found[_SHOWN : _SHOWN + 1])))


def _row(guess: script.Guess) -> str:
    became = f"→{guess.became}" if guess.became != guess.character else ""
    return f"{guess.place.line} {guess.before}[{guess.character}{became}]{guess.after}".strip()
