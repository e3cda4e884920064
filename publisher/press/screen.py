"""The bound PDF becomes one to read at a screen: PDF/UA-1 (ISO 14289-1), cut to the trim.

Tags, links, outline and labels are in it already. It is linearised, so that a browser shows the
first page before the last has come (ISO 32000-1, annex F).
"""

from __future__ import annotations

import io

import pikepdf

from publisher.press.boxes import Around
from publisher.press.identity import add_description

_PART = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
"""


def for_screen(pdf: pikepdf.Pdf) -> bytes:
    """The screen PDF, of one that is bound and open. The same PDF gives the same bytes."""
    around = Around(0.0, 0.0)
    for page in pdf.pages:
        around.set(page)
    add_description(pdf, _PART)
    out = io.BytesIO()
    pdf.save(
        out,
        min_version="1.7",
        deterministic_id=True,
        fix_metadata_version=False,  # our XMP names none
        linearize=True,
        # an outline inside an object stream would disagree with qpdf's own hint tables
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()
