"""Pages that were examined before: what was found on them is taken from the store.

An entry holds the pages of one file as it was examined last: of each, by its fingerprint, what was
found, and which codes of which faces it shows. A page counts only if these faces still say the same
of these codes: a new character elsewhere in the file makes other faces of them, but leaves these
codes as they were. The entry is found by the file's name and title, the condition and the rules
themselves.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import pikepdf
from PIL import __version__ as pillow

from publisher.checks.content.faces import Face
from publisher.checks.content.interpreter import WRONG
from publisher.checks.content.streams import DAMAGED
from publisher.checks.content.tokens import BrokenContent
from publisher.checks.findings import NOT_JUDGED, RULE_FAILED
from publisher.checks.preflight.fingerprint import Fingerprint, Seen, TooLarge
from publisher.checks.preflight.subject import PrintPage, PrintPdf, Sheet
from publisher.document.condition import PrintingCondition
from publisher.findings import Finding, Kind, Place, Spot, Terms, Value
from publisher.store import Store

_KIND = "preflight"
_TROUBLE = (*DAMAGED, *WRONG, BrokenContent)
_PACKAGE = Path(__file__).parents[1]
_TERMS = "terms"
_LONGEST = 1000  # bytes of a title

Found = tuple[tuple[str, Finding], ...]
"""The code of each rule and what it found."""
Look = Callable[[PrintPage], Iterable[tuple[str, Finding]]]
"""The rules for pages."""
_Number = tuple[int, int]
"""Number and generation of an object."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found on a page, and whether something of it could not be read."""

    findings: Found
    is_broken: bool = False


class _Row(NamedTuple):
    """What is known of a page: how many instructions it took, what it shows, what was found.

    `faces` are number and generation of each, and its codes as numbers between blanks.
    """

    spent: int
    faces: Sequence[tuple[int, int, str]]
    findings: Sequence[Any]


class Memory:
    """The pages of one PDF: from the store, from another process, or looked at here."""

    def __init__(self, pdf: PrintPdf, store: Store, kinds: Iterable[Kind]) -> None:
        """`kinds` are those of all rules."""
        self._pdf, self._store = pdf, store
        self._kinds = {kind.code: kind for kind in (*kinds, NOT_JUDGED)}
        self._seen: Seen = {}
        self._prints: dict[int, Fingerprint | None] = {}
        self._rows: dict[int, _Row | None] = {}
        self._is_monstrous = False
        self._new: list[_Row] = []
        self._facts: dict[_Number, _Facts] = {}
        self._others: dict[tuple[_Number, int], frozenset[int] | None] = {}

    def looked(self, sheet: Sheet, look: Look) -> Looked:
        """What is found on a page."""
        row = self._row(sheet)
        # where less is left, it comes to an end within the page and says so
        if row is not None and row.spent <= self._pdf.shelf.left:
            self._pdf.shelf.left -= row.spent
            return Looked(tuple(self._read(each, sheet) for each in row.findings))
        found, made = self._look(sheet, look)
        self._take(sheet.number, made)
        return found

    def unknown(self) -> tuple[Sheet, ...]:
        """The pages that have to be looked at."""
        return tuple(sheet for sheet in self._pdf.sheets if self._row(sheet) is None)

    def look_ahead(self, sheets: Iterable[Sheet], look: Look) -> bytes:
        """Look at some pages: what is found is for `learn`, in this process or another."""
        left = self._pdf.shelf.left
        rows = ((sheet.number, self._look(sheet, look)[1]) for sheet in sheets)
        told = _json([(number, *row) for number, row in rows if row is not None])
        self._pdf.shelf.left = left  # it counts when pages are gone through in their order
        return told

    def learn(self, told: bytes) -> None:
        """Take over what was found ahead."""
        for number, *row in json.loads(told):
            self._take(number, _Row(*row))

    def keep(self) -> None:
        """Keep what is known, if there is more of it than was kept."""
        if not self._store.folder or not self._new:
            return
        tables = dict(self._tables())
        places = {face: place for place, face in enumerate(tables)}
        pages = {}
        for sheet in self._pdf.sheets:
            own, row = self._fingerprint(sheet), self._rows.get(sheet.number)
            if own is None or row is None:
                continue
            with contextlib.suppress(KeyError, ValueError):  # a face is damaged, or no object
                faces = [
                    (own.faces.index((number, generation)), places[number, generation], codes)
                    for number, generation, codes in row.faces
                ]
                pages[own.digest.hex()] = row.spent, faces, row.findings
        data = _json({"faces": list(tables.values()), "pages": pages})
        self._store.put(_KIND, self._parts, data)

    # ── looking ──────────────────────────────────────────────────────────────────────────────

    def _look(self, sheet: Sheet, look: Look) -> tuple[Looked, _Row | None]:
        before = self._pdf.shelf.left
        page = PrintPage(self._pdf, sheet)
        spent = before - self._pdf.shelf.left
        found = Looked(tuple(look(page)), bool(page.problems))
        if found.is_broken or any(each.kind is RULE_FAILED for _code, each in found.findings):
            return found, None
        faces = [
            (*face.font.objgen, " ".join(map(str, sorted(codes)))) for face, codes in page.shown
        ]
        return found, _Row(spent, faces, list(map(_written, found.findings)))

    def _take(self, number: int, row: _Row | None) -> None:
        self._rows[number] = row
        if row is not None:
            self._new.append(row)

    def _read(self, row: Sequence[Any], sheet: Sheet) -> tuple[str, Finding]:
        code, kind, values, spots = row
        place = Place(self._pdf.shown, spots=tuple(Spot(sheet.number, *spot) for spot in spots))
        return code, self._kinds[kind].at(place, **{name: _value(value) for name, value in values})

    # ── what is kept ─────────────────────────────────────────────────────────────────────────

    def _row(self, sheet: Sheet) -> _Row | None:
        if sheet.number not in self._rows:
            self._rows[sheet.number] = self._remembered(sheet) if self._known.pages else None
        return self._rows[sheet.number]

    def _remembered(self, sheet: Sheet) -> _Row | None:
        own = self._fingerprint(sheet)
        known = self._known.pages.get(own.digest.hex()) if own else None
        if own is None or known is None:
            return None
        spent, shown, findings = known
        faces = []
        for place, table, codes in shown:
            face = own.faces[place]
            other = self._other(face, table)
            if other is None or (other and not other.isdisjoint(map(int, codes.split()))):
                return None
            faces.append((*face, codes))
        return _Row(spent, faces, findings)

    def _fingerprint(self, sheet: Sheet) -> Fingerprint | None:
        if sheet.number not in self._prints:
            self._prints[sheet.number] = None
            try:
                if not self._is_monstrous:
                    self._prints[sheet.number] = Fingerprint(sheet, self._seen)
            except TooLarge:  # what makes it so may lie in five thousand pages: it is met once
                self._is_monstrous = True
            except _TROUBLE:
                pass
        return self._prints[sheet.number]

    def _other(self, face: _Number, table: int) -> frozenset[int] | None:
        """The codes of which a face says something else than is kept; None where of all."""
        key = face, table
        if key not in self._others:
            try:
                self._others[key] = self._facts_of(face).other(*self._known.faces[table])
            except _TROUBLE:
                self._others[key] = None
        return self._others[key]

    def _tables(self) -> Iterator[tuple[_Number, object]]:
        """What the faces say that the pages show; also of codes that a page showed before."""
        shown: dict[_Number, set[int]] = {}
        for (face, table), other in self._others.items():
            if other is not None:
                codes = self._known.faces[table][-2]
                shown.setdefault(face, set()).update(set(codes) - other)
        for row in self._new:
            for number, generation, told in row.faces:
                shown.setdefault((number, generation), set()).update(map(int, told.split()))
        for face, every in shown.items():
            with contextlib.suppress(*_TROUBLE):
                yield face, self._facts_of(face).table(sorted(every))

    def _facts_of(self, face: _Number) -> _Facts:
        if face not in self._facts:
            font = self._pdf.pdf.get_object(face)
            self._facts[face] = _Facts(self._pdf.shelf.face(font))
        return self._facts[face]

    @cached_property
    def _known(self) -> _Known:
        data = self._store.get(_KIND, self._parts) if self._store.folder else None
        return _Known(**json.loads(data)) if data else _Known({}, [])

    @property
    def _parts(self) -> tuple[bytes, ...]:
        name = PurePath(self._pdf.shown).name.encode("utf-8", "surrogatepass")
        return basis(), _limits(self._pdf.condition), name, self._title()

    def _title(self) -> bytes:
        """The title of the file: two that are made by turns may have one name."""
        with contextlib.suppress(*_TROUBLE):
            info: Any = self._pdf.pdf.trailer.get("/Info")
            title = info.get("/Title") if isinstance(info, pikepdf.Dictionary) else None
            return bytes(title)[:_LONGEST] if isinstance(title, pikepdf.String) else b""
        return b""


class _Known(NamedTuple):
    """What is kept: page by fingerprint -> its row, with faces by place; what faces say."""

    pages: Mapping[str, Any]
    faces: Sequence[Any]


class _Facts(dict[int, str]):
    """Code -> what a face says of it, found when it is asked for; `_lacking` have no glyph."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face, self._lacking = face, set[int]()
        head = (face.kind, face.cmap, face.vertical, face.embedded, face.subset)
        # a tag is told to nobody but with what is wrong
        is_silent = face.embedded and face.subset and not face.type3
        self._head = repr((face.name.partition("+")[2] if is_silent else face.name, *head))

    def __missing__(self, code: int) -> str:
        face, lacks = self._face, self._face.lacks(code)
        if lacks:
            self._lacking.add(code)
        self[code] = f"{face.widths[code]!r} {lacks} {face.character(code)!r}"
        return self[code]

    def table(self, codes: Sequence[int]) -> tuple[str, str, Sequence[int], Sequence[str]]:
        """All that a rule could ask of these codes; for `other`."""
        return self._head, self._face.name, codes, list(map(self.__getitem__, codes))

    def other(
        self, head: str, name: str, codes: Sequence[int], facts: Sequence[str]
    ) -> frozenset[int] | None:
        """The codes of which another face said something else; None where of all."""
        if head != self._head:
            return None
        own = map(self.__getitem__, codes)
        other = {code for code, one, two in zip(codes, own, facts, strict=True) if one != two}
        if name != self._face.name:
            other |= self._lacking
        return frozenset(other)


# ── entries ──────────────────────────────────────────────────────────────────────────────────────


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


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
def basis() -> bytes:
    """The rules, by their source: who changes one need not remember to say so here."""
    versions = f"{pikepdf.__version__} {pikepdf.__libqpdf_version__} {pillow}"
    return sha256(b"\0".join((versions.encode(), *_sources()))).digest()


def _sources() -> Iterator[bytes]:
    for file in sorted(_PACKAGE.rglob("*.py")):
        yield file.relative_to(_PACKAGE).as_posix().encode()
        yield file.read_bytes()
