"""What the PDF says of itself: document information and XMP, the same in both."""

from __future__ import annotations

import datetime
from html import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from publisher.document.model import Publication

PRODUCER = "publisher"
_AUTHORS = frozenset({"aut", "ive", "ivr", "spk"})

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def describe(pdf: pikepdf.Pdf, publication: Publication, moment: datetime.datetime) -> None:
    """Write title, authors, language, dates and identifier; XMP is stored plain."""
    pdf.Root.Lang = String(publication.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    date = moment.strftime("D:%Y%m%d%H%M%SZ")
    given = {
        "/Title": title(publication),
        "/Author": "; ".join(authors(publication)),
        "/Subject": publication.description,
        "/Keywords": ", ".join(publication.subjects),
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": date,
        "/ModDate": date,
    }
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({key: String(value) for key, value in given.items() if value})
    )
    pdf.Root.Metadata = pdf.make_stream(
        _xmp(publication, moment).encode(), Type=Name.Metadata, Subtype=Name.XML
    )


def title(publication: Publication) -> str:
    """Title and subtitle."""
    return "：".join(filter(None, (publication.title, publication.subtitle)))


def authors(publication: Publication) -> tuple[str, ...]:
    """Who wrote or spoke: contributors by their roles, else the articles' bylines."""
    named = [person.name for person in publication.contributors if person.role in _AUTHORS]
    bylines = [entry.article.byline for entry in publication.entries if entry.article.byline]
    return tuple(dict.fromkeys(named or bylines))


def _xmp(publication: Publication, moment: datetime.datetime) -> str:
    date = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    properties = [
        _list("dc:title", "Alt", [title(publication)]),
        _list("dc:creator", "Seq", authors(publication)),
        _list("dc:description", "Alt", [publication.description]),
        _list("dc:subject", "Bag", publication.subjects),
        _list("dc:publisher", "Bag", [publication.publisher]),
        _list("dc:rights", "Alt", [publication.rights]),
        _list("dc:language", "Bag", [publication.language]),
        _plain("dc:identifier", publication.identifier),
        _plain("dc:format", "application/pdf"),
        _plain("xmp:CreateDate", date),
        _plain("xmp:ModifyDate", date),
        _plain("xmp:MetadataDate", date),
        _plain("xmp:CreatorTool", PRODUCER),
        _plain("pdf:Producer", PRODUCER),
        _plain("pdf:Keywords", ", ".join(publication.subjects)),
    ]
    return _PACKET.replace("{properties}", "\n".join(filter(None, properties)))


def _plain(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>" if value else ""


def _list(name: str, kind: str, values: list[str] | tuple[str, ...]) -> str:
    attribute = ' xml:lang="x-default"' if kind == "Alt" else ""
    rows = "".join(
        f"<rdf:li{attribute}>{escape(value, quote=False)}</rdf:li>" for value in values if value
    )
    return f"<{name}><rdf:{kind}>{rows}</rdf:{kind}></{name}>" if rows else ""
