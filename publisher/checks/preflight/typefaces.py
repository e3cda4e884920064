"""Faces: all of them in the file, cut to what is used, as outlines; and every glyph in them."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.content.marks import Text
from publisher.checks.preflight.subject import Gathered, PrintPage
from publisher.checks.registry import check
from publisher.findings import Finding, Severity
from publisher.messages import _


@check(
    "face-not-embedded",
    Severity.ERROR,
    _("the face “{face}” is not in the file"),
    _("export with all fonts embedded, or set the text in a face that may be"),
    why=_("The machine at the press has other fonts, and would set the text in one of those."),
)
def face_not_embedded(page: PrintPage) -> Iterator[Finding]:
    """Every face that is used is embedded (ISO 15930-7)."""
    found = Gathered(page, face_not_embedded)
    for face, mark in page.faces:
        if not face.embedded:
            found.add(mark, face=face.name)
    yield from found


@check(
    "face-not-subset",
    Severity.ERROR,
    _("the face “{face}” is in the file whole, not cut to the characters that are used"),
    _("export with fonts as subsets"),
    why=_("Whole Chinese faces make files of tens of megabytes, and most licences forbid them."),
)
def face_not_subset(page: PrintPage) -> Iterator[Finding]:
    """Every embedded face is a subset and says so in its name (ISO 32000-1, 9.6.4)."""
    found = Gathered(page, face_not_subset)
    for face, mark in page.faces:
        if face.embedded and not face.type3 and not face.subset:
            found.add(mark, face=face.name)
    yield from found


@check(
    "face-type3",
    Severity.ERROR,
    _("the face “{face}” is a Type 3 font: pictures of letters instead of outlines"),
    _("set the text in an outline font; colour and bitmap fonts become Type 3"),
    why=_("Type 3 glyphs are drawn without hints and often as bitmaps: small text prints ragged."),
)
def face_type3(page: PrintPage) -> Iterator[Finding]:
    """No text is set in a Type 3 font (ISO 32000-1, 9.6.5)."""
    found = Gathered(page, face_type3)
    for face, mark in page.faces:
        if face.type3:
            found.add(mark, face=face.name)
    yield from found


@check(
    "missing-glyph",
    Severity.ERROR,
    _("the face “{face}” has no glyph for {what}, which is shown here"),
    _("set this text in a face that has the character"),
    why=_(
        "A box or nothing is printed; copying the text out of the file looks right all the same."
    ),
)
def missing_glyph(page: PrintPage) -> Iterator[Finding]:
    """Every code that is shown leads to a glyph in the embedded outlines.

    ISO 32000-1, 9.7.6.3: a code without one shows .notdef. Codes 0 and 0xFFFF are what layout
    programs write where they found none.
    """
    found = Gathered(page, missing_glyph)
    for mark in page.texts:
        if mark.face.embedded:
            for code in mark.face.lacking(mark.codes):
                found.add(mark, face=mark.face.name, what=_named(mark, code))
    yield from found


def _named(mark: Text, code: int) -> str:
    character = mark.face.character(code)
    shown = f"“{character}” " if character and character.isprintable() else ""
    return f"{shown}(code {code:04X})"
