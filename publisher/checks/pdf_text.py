"""The text of a PDF by its drawn glyphs, and the body stream by its tags (ISO 32000-2, 14.7).

What a glyph is comes from its face's ToUnicode map. `ActualText` is left out: it says what somebody
wanted to be read, not what is drawn.

The body is what hangs below the articles (`Art`) of the structure tree, or below the whole tree
where it has none. Running heads and folios are artifacts and hang nowhere. Left out are structure
elements of the types in `SILENT`, by their own name or by the one that the role map gives.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from publisher.checks.body import SOFT_HYPHEN, Body
from publisher.checks.findings import NOT_A_PDF
from publisher.errors import Unusable
from publisher.findings import Place

# pull quotes repeat the body; marks of notes and names of turns are set, not written
SILENT = frozenset({"Artifact", "Aside", "PullQuote", "Reference", "RT", "RP", "TOC", "Voice"})
NOTES = frozenset({"FENote", "Note"})
_MARK = "Lbl"
LINE_END_HYPHEN = (0x02, 0xFFFE)  # what pdfium makes of a hyphen at a line's end
_DEEPEST = 200  # no real tree is; a looped one would have no end

Marked = dict[tuple[int, int], str]
"""(page from 0, marked-content id) -> the characters drawn inside."""


def drawn(data: bytes, shown: str = "") -> tuple[str, ...]:
    """All characters that each page draws, in the order of drawing. Raises Unusable."""
    pages = _characters(data, shown)
    return tuple("".join(character for _mark, character in page) for page in pages)


def body(data: bytes, shown: str = "") -> Body:
    """The body text by the tags; of a PDF without tags, all that is drawn. Raises Unusable."""
    drawn: dict[tuple[int, int], list[str]] = {}
    everything: list[str] = []
    for number, page in enumerate(_characters(data, shown)):
        for mark, character in page:
            drawn.setdefault((number, mark), []).append(character)
            everything.append(character)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return Body("".join(everything))
        marked = {mark: "".join(characters) for mark, characters in drawn.items()}
        return _Tree(pdf, marked).body(root)


class _Tree:
    """A walk down the structure tree that gathers what its elements draw.

    An element has one place in it (ISO 32000-2, 14.7.2): one that comes again is passed by, or
    fifty that each hold the next twice would be walked through without an end.
    """

    def __init__(self, pdf: pikepdf.Pdf, marked: Marked) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._roles = dict(pdf.Root.StructTreeRoot.get("/RoleMap", {}).items())
        self._marked = marked
        self._text: list[str] = []
        self._notes: list[str] = []
        self._sought: set[tuple[int, int]] = set()
        self._read: set[tuple[int, int]] = set()

    def body(self, root: Any) -> Body:
        """The text below the articles, each with its notes, or below the whole tree."""
        articles = list(self._articles(root, 0)) or [root]
        for article in articles:
            self._gather(article, None, self._text, 0)
            self._text += self._notes
            self._notes.clear()
        return Body("".join(self._text))

    def _articles(self, element: Any, depth: int) -> Iterator[Any]:
        for kid in _kids(element):
            if not isinstance(kid, pikepdf.Dictionary) or depth > _DEEPEST:
                continue
            if _again(kid, self._sought):
                continue
            if "Art" in self._names(kid):
                yield kid
            else:
                yield from self._articles(kid, depth + 1)

    def _gather(self, element: Any, page: int | None, into: list[str], depth: int) -> None:
        names = self._names(element)
        if names & SILENT or depth > _DEEPEST or (_MARK in names and into is self._notes):
            return
        into = self._notes if names & NOTES else into
        if "/Pg" in element:
            page = self._pages.get(element.Pg.objgen)
        for kid in _kids(element):
            if not isinstance(kid, pikepdf.Dictionary):
                into.append(self._drawn(page, kid))
            elif "/MCID" in kid:
                own = self._pages.get(kid.Pg.objgen) if "/Pg" in kid else page
                into.append(self._drawn(own, kid.MCID))
            elif "/S" in kid and not _again(kid, self._read):
                self._gather(kid, page, into, depth + 1)

    def _drawn(self, page: int | None, mark: Any) -> str:
        return self._marked.get((page, int(mark)), "") if page is not None else ""

    def _names(self, element: Any) -> set[str]:
        """The type of an element by its own name and by those that the role map gives it."""
        name, names = str(element.get("/S", "")), set[str]()
        while name and name.lstrip("/") not in names:
            names.add(name.lstrip("/"))
            name = str(self._roles.get(name, ""))
        return names


def _again(element: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether an object that others can point at was seen before; it is from now on."""
    known = element.is_indirect and element.objgen in seen
    seen.add(element.objgen)
    return bool(known)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


# ── glyphs ───────────────────────────────────────────────────────────────────────────────────────


def _characters(data: bytes, shown: str) -> Iterator[list[tuple[int, str]]]:
    """For each page, (marked-content id or -1, character) in the order of drawing."""
    try:
        yield from _pages(_as_drawn(data))
    except (pikepdf.PdfError, pikepdf.PasswordError, pypdfium2.PdfiumError) as error:
        raise Unusable(NOT_A_PDF.at(Place(shown), problem=str(error)[:120])) from None


def _pages(data: bytes) -> Iterator[list[tuple[int, str]]]:
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield list(_on_page(text))
            text.close()
            page.close()
    finally:
        document.close()


def _on_page(text: Any) -> Iterator[tuple[int, str]]:
    high = ""
    for position in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, position)
        if code in LINE_END_HYPHEN:
            code = ord(SOFT_HYPHEN)
        elif pdfium.FPDFText_IsGenerated(text, position) == 1:
            continue  # pdfium puts spaces and line ends where it sees gaps
        drawing = pdfium.FPDFText_GetTextObject(text, position)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(drawing) if drawing else -1
        if 0xD800 <= code < 0xDC00:
            high = chr(code)  # pdfium counts UTF-16 units
            continue
        yield mark, _character(high, code)
        high = ""


def _character(high: str, code: int) -> str:
    unit = chr(code) if 0 < code < 0x110000 else "\ufffd"
    return (high + unit).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _as_drawn(data: bytes) -> bytes:
    """The same PDF with no ActualText in its page contents, which pdfium would read instead.

    Nor with pages from right to left: pdfium takes their lines for Hebrew and turns them round.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        preferences: Any = pdf.Root.get("/ViewerPreferences", {})
        touched = "/Direction" in preferences
        if touched:
            del preferences["/Direction"]
        for page in pdf.pages:
            touched = _plain_contents(pdf, page) or touched
        if not touched:
            return data
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _plain_contents(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bool:
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    if not any(s is not None and b"ActualText" in s.read_bytes() for s in streams):
        return False
    instructions = list(pikepdf.parse_content_stream(page))
    for instruction in instructions:
        operands: Any = instruction.operands
        last: Any = operands[-1] if len(operands) else None
        marked = str(instruction.operator) == "BDC" and isinstance(last, pikepdf.Dictionary)
        if marked and "/ActualText" in last:
            del last["/ActualText"]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
    return True
