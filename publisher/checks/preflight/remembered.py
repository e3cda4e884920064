"""Pages that were examined before: what was found on them is taken from the store.

An entry is found by the page's fingerprint, the condition and the rules themselves, and holds what
was found, and which codes of which faces the page shows. It counts only if these faces still say
the same of these codes: a new character elsewhere in the file makes other faces of them, but leaves
these codes as they were.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
from PIL import __version__ as pillow

from publisher.checks.content.faces import Face
from publisher.checks.content.interpreter import WRONG
from publisher.checks.content.streams import DAMAGED
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.findings import NOT_JUDGED, RULE_FAILED
from publisher.checks.preflight.fingerprint import Fingerprint, Seen
from publisher.checks.preflight.subject import PrintPage, PrintPdf, Sheet
from publisher.document.condition import PrintingCondition
from publisher.findings import Finding, Kind, Place, Spot, Terms, Value
from publisher.store import Store

_KIND = "preflight"
_TROUBLE = (*DAMAGED, *WRONG, BrokenContent)
_PACKAGE = Path(__file__).parents[1]
_TERMS = "terms"

Found = tuple[tuple[str, Finding], ...]
"""The code of each rule and what it found."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found on a page, and whether something of it could not be read."""

    findings: Found
    is_broken: bool = False


class Memory:
    """The pages of one PDF, from the store or looked at anew."""

    def __init__(self, pdf: PrintPdf, store: Store, kinds: Iterable[Kind]) -> None:
        """`kinds` are those of all rules."""
        self._pdf, self._store = pdf, store
        self._kinds = {kind.code: kind for kind in (*kinds, NOT_JUDGED)}
        self._parts = (_rules(), _limits(pdf.condition))
        self._seen: Seen = {}
        self._prints: dict[int, Fingerprint | None] = {}
        self._facts: dict[tuple[int, int], _Facts] = {}

    def looked(
        self, sheet: Sheet, look: Callable[[PrintPage], Iterable[tuple[str, Finding]]]
    ) -> Looked:
        """What is found on a page."""
        own = self._fingerprint(sheet) if self._store.folder else None
        known = self._remembered(own, sheet) if own else None
        if known is not None:
            return known
        before = self._pdf.shelf.left
        page = PrintPage(self._pdf, sheet)
        spent = before - self._pdf.shelf.left
        found = Looked(tuple(look(page)), bool(page.problems))
        if own and not found.is_broken:
            self._keep(own, page, found.findings, spent)
        return found

    def knows(self, sheet: Sheet) -> bool:
        """Whether the store has something of a page; its faces may yet say otherwise."""
        own = self._fingerprint(sheet) if self._store.folder else None
        return own is not None and self._store.get(_KIND, (*self._parts, own.digest)) is not None

    def _fingerprint(self, sheet: Sheet) -> Fingerprint | None:
        if sheet.number not in self._prints:
            try:
                self._prints[sheet.number] = Fingerprint(sheet, self._seen)
            except _TROUBLE:
                self._prints[sheet.number] = None
        return self._prints[sheet.number]

    def _keep(self, own: Fingerprint, page: PrintPage, found: Found, spent: int) -> None:
        if any(finding.kind is RULE_FAILED for _code, finding in found):
            return
        faces = []
        try:
            for face, codes in page.shown:
                shown = sorted(codes)
                facts = self._facts_of(face.font.objgen).digest(shown)
                faces.append((own.faces.index(face.font.objgen), shown, facts))
        except _TROUBLE:
            return  # a face that does not lie in the file as an object of its own, or is damaged
        entry = {"spent": spent, "faces": faces, "findings": list(map(_written, found))}
        data = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
        self._store.put(_KIND, (*self._parts, own.digest), data)

    def _remembered(self, own: Fingerprint, sheet: Sheet) -> Looked | None:
        data = self._store.get(_KIND, (*self._parts, own.digest))
        if data is None:
            return None
        entry = json.loads(data)
        try:
            for place, codes, facts in entry["faces"]:
                if self._facts_of(own.faces[place]).digest(codes) != facts:
                    return None
        except _TROUBLE:
            return None
        if entry["spent"] > self._pdf.shelf.left:
            return None  # it would come to an end within this page, and say so
        self._pdf.shelf.left -= entry["spent"]
        return Looked(tuple(self._read(each, sheet) for each in entry["findings"]))

    def _read(self, row: Sequence[Any], sheet: Sheet) -> tuple[str, Finding]:
        code, kind, values, spots = row
        place = Place(self._pdf.shown, spots=tuple(Spot(sheet.number, *spot) for spot in spots))
        return code, self._kinds[kind].at(place, **{name: _value(value) for name, value in values})

    def _facts_of(self, objgen: tuple[int, int]) -> _Facts:
        if objgen not in self._facts:
            font = self._pdf.pdf.get_object(objgen)
            self._facts[objgen] = _Facts(self._pdf.shelf.face(font))
        return self._facts[objgen]


class _Facts:
    """What a face says of its codes, each asked once."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._codes = _Codes(face)
        self._is_silent = face.embedded and face.subset and not face.type3

    def digest(self, codes: Sequence[int]) -> str:
        """The hash of all that a rule could ask. A name matters only where it would be told."""
        face, told = self._face, b"".join(map(self._codes.__getitem__, codes))
        silent = self._is_silent and self._codes.lacking.isdisjoint(codes)
        name = face.name.partition("+")[2] if silent else face.name
        head = (name, face.kind, face.cmap, face.vertical, face.embedded, face.subset)
        return sha256(repr(head).encode() + told).hexdigest()


class _Codes(dict[int, bytes]):
    """Code -> what a face says of it, found when it is asked for; `lacking` have no glyph."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face, self.lacking = face, set[int]()

    def __missing__(self, code: int) -> bytes:
        face, lacks = self._face, self._face.lacks(code)
        if lacks:
            self.lacking.add(code)
        fact = f"{code} {face.widths[code]!r} {lacks} {face.character(code)!r}\n"
        self[code] = fact.encode("utf-8", "surrogatepass")
        return self[code]


# ── entries ──────────────────────────────────────────────────────────────────────────────────────


def _written(found: tuple[str, Finding]) -> tuple[object, ...]:
    code, finding = found
    values = [
        (name, {_TERMS: list(value)} if isinstance(value, Terms) else value)
        for name, value in finding.values
    ]
    spots = finding.place.spots if finding.place else ()
    return code, finding.code, values, [spot[1:] for spot in spots]


def _value(given: Any) -> Value:
    return Terms(given[_TERMS]) if isinstance(given, dict) else given


def _limits(condition: PrintingCondition) -> bytes:
    """What rules know of a condition. Of the profile they know only that there is one."""
    bare = replace(condition, icc=None, titles=(), descriptions=())
    return f"{bare!r} {condition.knows_colour}".encode()


@cache
def _rules() -> bytes:
    """The rules, by their source: who changes one need not remember to say so here."""
    versions = f"{pikepdf.__version__} {pikepdf.__libqpdf_version__} {pillow}"
    return sha256(b"\0".join((versions.encode(), *_sources()))).digest()


def _sources() -> Iterator[bytes]:
    for file in sorted(_PACKAGE.rglob("*.py")):
        yield file.relative_to(_PACKAGE).as_posix().encode()
        yield file.read_bytes()
