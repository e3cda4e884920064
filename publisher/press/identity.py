"""What makes a PDF one of PDF/X-4 (ISO 15930-7): output intent, XMP and Info that agree."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.document import icc

if TYPE_CHECKING:
    from publisher.press.finishing import Job

CONFORMANCE = "PDF/X-4"
_CLOSING = b"</rdf:RDF>"
_DESCRIPTION = """<rdf:Description rdf:about="" \
xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped>
</rdf:Description>
"""


def declare_intent(pdf: pikepdf.Pdf, job: Job) -> None:
    """The one output intent, with its profile in the file (ISO 15930-7)."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(job.identifier),
        OutputCondition=String(job.condition),
        Info=String(job.profile_name),
        DestOutputProfile=pdf.make_stream(
            icc.packed(job.profile), N=4, Alternate=Name.DeviceCMYK, Filter=Name.FlateDecode
        ),
    )
    if job.registry:
        intent.RegistryName = String(job.registry)
    pdf.Root.OutputIntents = Array([intent])


def declare_x4(pdf: pikepdf.Pdf, job: Job) -> None:
    """The version in XMP, and that nothing is trapped in both places."""
    packet = pdf.Root.Metadata.read_bytes()
    number = hashlib.sha256(job.document + packet).digest()[:16]
    info: Any = pdf.trailer.Info
    info.Trapped = Name("/False")
    info.GTS_PDFXVersion = String(CONFORMANCE)
    document = uuid.UUID(bytes=number, version=5)
    more = _DESCRIPTION.format(version=CONFORMANCE, document=document)
    add_description(pdf, more)


def add_description(pdf: pikepdf.Pdf, more: str) -> None:
    """Say more in XMP, which is stored plain, so that any program can read it."""
    packet = pdf.Root.Metadata.read_bytes().replace(_CLOSING, more.encode() + _CLOSING)
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
