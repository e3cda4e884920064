"""PDF/X-4: the file says what it is (ISO 15930-7)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pikepdf

from publisher.checks.preflight.subject import PrintPdf
from publisher.checks.preflight.xmp import Xmp, xmp_of
from publisher.checks.registry import check
from publisher.findings import Finding, Severity, Terms
from publisher.messages import _

VERSION, STANDARD = "1.6", "PDF/X-4"
_NEEDED = ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID")
_TRAPPED = {"true": True, "false": False}


@check(
    "pdfx-identity",
    Severity.ERROR,
    _("the file does not say rightly that it is PDF/X-4: {what}"),
    _("export it as PDF/X-4, and change nothing in it afterwards"),
    why=_("A printing house sorts files by what they say of themselves before it opens them."),
)
def pdfx_identity(pdf: PrintPdf) -> Iterator[Finding]:
    """Version, identification, metadata, trapping and ID are those of PDF/X-4.

    ISO 15930-7 on version, ID, identification in XMP, Info in agreement, and trapping.
    """
    xmp = xmp_of(pdf.pdf)
    problems = [*_header(pdf.pdf), *_metadata(pdf.pdf, xmp), *_trapping(pdf.pdf, xmp)]
    if problems:
        yield pdfx_identity.at(pdf.place, what=Terms(problems))


def _header(pdf: pikepdf.Pdf) -> Iterator[str]:
    stated = str(pdf.Root.get("/Version", "/" + pdf.pdf_version)).lstrip("/")
    if max(stated, pdf.pdf_version) != VERSION:
        yield _("the version is not 1.6")
    ids: Any = pdf.trailer.get("/ID")
    if not isinstance(ids, pikepdf.Array) or len(ids) != 2 or not all(bytes(i) for i in ids):
        yield _("the file has no ID")


def _metadata(pdf: pikepdf.Pdf, xmp: Xmp | None) -> Iterator[str]:
    if xmp is None:
        yield _("there are no XMP metadata that can be read")
        return
    if xmp.get("pdfxid:GTS_PDFXVersion") != STANDARD:
        yield _("GTS_PDFXVersion is not “PDF/X-4”")
    if any(not xmp.get(name) for name in _NEEDED):
        yield _("title, dates or document ID are missing in XMP")
    info = pdf.docinfo
    if "/Title" in info and str(info["/Title"]) != xmp.get("dc:title"):
        yield _("Info and XMP do not have the same title")
    for own, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        if own in info and _moment(str(info[own])) != _moment(xmp.get(name, "")):
            yield _("Info and XMP do not have the same dates")
            return


def _trapping(pdf: pikepdf.Pdf, xmp: Xmp | None) -> Iterator[str]:
    own = _TRAPPED.get(str(pdf.docinfo.get("/Trapped", "")).strip("/").lower())
    said = _TRAPPED.get((xmp or {}).get("pdf:Trapped", "").lower())
    if own is None and said is None:
        yield _("it does not say whether it is trapped")
    elif None not in (own, said) and own != said:
        yield _("Info and XMP do not say the same about trapping")


def _moment(text: str) -> datetime.datetime | str:
    """A date of Info (`D:20261107120000+08'00'`) or of XMP as a moment; the text if it is none."""
    if text.startswith("D:"):
        digits, zone = text[2:16].ljust(14, "0"), text[16:].replace("'", "") or "Z"
        year, month, day, *rest = (digits[:4], *(digits[at : at + 2] for at in range(4, 14, 2)))
        text = f"{year}-{month}-{day}T{':'.join(rest)}{'+00:00' if zone[0] == 'Z' else zone}"
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
