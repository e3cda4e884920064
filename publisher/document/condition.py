"""Printing conditions: how a job will be printed, and every limit that goes with it.

One file a condition, `conditions/<name>.yaml`; a publication's own folder goes before the one that
travels with the program. Limits live there and not in the code, so that a newspaper without bleed
passes as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from publisher import resources, units
from publisher.document import findings as kinds
from publisher.document import icc, supplied
from publisher.document.plain import shaped
from publisher.document.settings import Length
from publisher.document.shapes import Checked, Number, Shape, Within, Words, refuse
from publisher.document.spelling import nearest
from publisher.document.yaml_nodes import Nodes, mapping
from publisher.errors import Unusable
from publisher.findings import Place

FOLDER = "conditions"
DEFAULT = "coated-sheetfed"
CUSTOM = "Custom"  # the identifier of data that no registry knows (ISO 32000-1, 14.11.5, table 365)
_SUFFIX = ".yaml"
_LARGEST = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Resolution:
    """Pixels an inch at the printed size: below `warn` a warning, below `least` an error."""

    warn: int
    least: int


@dataclass(frozen=True, slots=True)
class PrintingCondition:
    """How a job will be printed. Lengths are in points, `ink_limit` in per cent of all inks.

    `icc` is the output profile's path; without one, colour cannot be judged. `identifier` and
    `registry` name the characterisation data in the output intent. Up to `small_text` points, text
    uses at most `small_text_inks` inks. The number of pages is a multiple of `pages_in`. `titles`
    and `descriptions` are (language, words), the languages being `zh` and `en`.
    """

    name: str
    identifier: str
    registry: str
    icc: Path | None
    ink_limit: int
    photographs: Resolution
    line_art: Resolution
    thinnest_rule: float
    small_text: float
    small_text_inks: int
    bleed: float
    safe: float
    pages_in: int = 1
    titles: tuple[tuple[str, str], ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()

    @property
    def knows_colour(self) -> bool:
        """Whether colour can be judged: only a profile says what the inks look like."""
        return self.icc is not None

    def title(self, language: str) -> str:
        """Its name for people who read `zh` or `en`."""
        return dict(self.titles).get(language, self.name)

    def with_profile(self, root: Path, name: str, place: Place) -> PrintingCondition:
        """The same with the user's own output profile below `root`. Raises Unusable at `place`."""
        file = icc.press_profile(root, name, place)
        if file == self.icc:
            return self
        return replace(self, icc=file, identifier=CUSTOM, registry="")


# ── files ────────────────────────────────────────────────────────────────────────────────────────


def _ink_limit(value: object) -> object:
    if not re.fullmatch("[1-4][0-9][0-9]", str(value)) or int(str(value)) > 400:
        raise refuse("ink")
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resolution(Shape):
    warn: Number
    least: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class _SmallText(Shape):
    size: Length
    inks: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Condition(Shape):
    """A file in `conditions/`."""

    title: dict[str, Words] = field(default_factory=dict)
    description: dict[str, Words] = field(default_factory=dict)
    profile: Words | None = None
    identifier: Words = CUSTOM
    registry: str = ""
    ink_limit: Annotated[int, Checked(_ink_limit)]
    photographs: _Resolution
    line_art: _Resolution
    thinnest_rule: Length
    small_text: _SmallText
    bleed: Length
    safe: Length
    pages_in: Annotated[int, Within(ge=1)] = 1


_INNER: Mapping[str, type[Shape]] = {
    "photographs": _Resolution,
    "line_art": _Resolution,
    "small_text": _SmallText,
}


def known(folders: Iterable[Path]) -> dict[str, Path]:
    """Name -> file of every condition that is to be had; earlier folders win."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob(f"*{_SUFFIX}")):
            found.setdefault(file.stem, file)
    return dict(sorted(found.items()))


def load(name: str, folders: Sequence[Path], place: Place | None = None) -> PrintingCondition:
    """The condition of a name from the first folder that has it.

    `place` is where the name was written. Raises Unusable there for an unknown name, and with
    file and line for whatever is wrong in the file.
    """
    files = known(folders)
    if name not in files:
        found = kinds.CONDITION_UNKNOWN.at(
            place, name=name, nearest=nearest(name, files), known=", ".join(files)
        )
        raise Unusable(found)
    shown = f"conditions/{name}{_SUFFIX}"
    try:
        text = supplied.contents(files[name], _LARGEST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8?"
        raise Unusable(kinds.UNREADABLE.at(Place(shown), reason=reason)) from None
    return read(text, shown, name, files[name].parent)


def read(text: str, shown: str, name: str, folder: Path) -> PrintingCondition:
    """A condition from the text of its file; its profile lies in `folder`. Raises Unusable."""
    nodes = mapping(text, shown)
    given = shaped(nodes, _Condition, _INNER)
    profile, is_ours = given.profile, folder == resources.folder(FOLDER)
    place = nodes.place(("profile",))
    return PrintingCondition(
        name=name,
        identifier=given.identifier,
        registry=given.registry,
        icc=icc.press_profile(folder, profile, place, is_ours=is_ours) if profile else None,
        ink_limit=given.ink_limit,
        photographs=_resolution("photographs", given.photographs, nodes),
        line_art=_resolution("line_art", given.line_art, nodes),
        thinnest_rule=_points(given.thinnest_rule),
        small_text=_points(given.small_text.size),
        small_text_inks=given.small_text.inks,
        bleed=_points(given.bleed),
        safe=_points(given.safe),
        pages_in=given.pages_in,
        titles=tuple(sorted(given.title.items())),
        descriptions=tuple(sorted(given.description.items())),
    )


def _resolution(key: str, given: _Resolution, nodes: Nodes) -> Resolution:
    if given.warn < given.least:
        place = nodes.place((key, "warn"))
        found = kinds.CONDITION_ORDER.at(place, key=key, warn=given.warn, least=given.least)
        raise Unusable(found)
    return Resolution(given.warn, given.least)


def _points(length: str) -> float:
    return 0.0 if length.strip() == "0" else units.points(length)
