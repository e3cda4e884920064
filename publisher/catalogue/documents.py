"""A PDF that lies beside a book: whether it is one for readers, and harmless."""

from __future__ import annotations

import io
import logging

import pikepdf

from publisher.catalogue.findings import PDF_FOR_PRESS, PDF_UNUSABLE
from publisher.findings import Finding, Place, Terms
from publisher.messages import _

LARGEST = 512 << 20  # bytes
# what pikepdf mends in silence is no matter for an editor: the file is looked at, not used
logging.getLogger("pikepdf").addHandler(logging.NullHandler())
# what runs, starts programs or sends (ISO 32000-2, 12.6.4)
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"})


def refused(data: bytes, name: str, shown: str) -> Finding | None:
    """Why a PDF does not go on the shelf; None where it does."""
    place = Place(shown)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                return PDF_UNUSABLE.at(place, name=name, problem=Terms((_("it is locked"),)))
            if _for_press(pdf):
                return PDF_FOR_PRESS.at(place, name=name)
            if any(_acts(each) for each in pdf.objects):
                problem = Terms((_("it holds scripts or starts programs"),))
                return PDF_UNUSABLE.at(place, name=name, problem=problem)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RecursionError):
        problem = Terms((_("it is damaged or locked"),))
        return PDF_UNUSABLE.at(place, name=name, problem=problem)
    return None


def _for_press(pdf: pikepdf.Pdf) -> bool:
    """Whether it declares a printing condition (PDF/X, ISO 15930-7, 6.2)."""
    intents = pdf.Root.get("/OutputIntents")
    if not isinstance(intents, pikepdf.Array):
        return False
    return any(
        isinstance(intent, pikepdf.Dictionary) and intent.get("/S") == pikepdf.Name("/GTS_PDFX")
        for intent in intents
    )


def _acts(found: pikepdf.Object) -> bool:
    """Whether an object is an action that does more than lead to a place."""
    if not isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        return False
    return _action(found) or any(_action(value) for value in _values(found))


def _values(found: pikepdf.Object) -> list[pikepdf.Object]:
    """Direct values, one level down: actions are mostly written inside what starts them."""
    return [value for _key, value in found.items()]


def _action(found: object) -> bool:
    if not isinstance(found, pikepdf.Dictionary):
        return False
    return "/JS" in found or str(found.get("/S", "")) in _ACTIONS
