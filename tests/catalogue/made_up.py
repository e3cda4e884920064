"""E-books made by hand, as any program might write them, sound and unsound."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from PIL import Image

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
CHAPTER = (
    '<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-Hans"><head><title>{title}</title>{head}'
    "</head><body><section><h1>{title}</h1>{body}</section></body></html>"
)
NAV = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>'
    '<title>目录</title></head><body><nav epub:type="toc"><ol>{rows}</ol></nav></body></html>'
)


def picture(
    colour: str = "#963a2b", size: tuple[int, int] = (160, 256), kind: str = "JPEG"
) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def epub(
    title: str = "河边的树",
    identifier: str = "urn:uuid:11111111-1111-4111-8111-111111111111",
    date: str = "2026-11-07",
    *,
    metadata: str = "",
    cover: bytes | None = b"",
    cover_type: str = "image/jpeg",
    chapters: tuple[tuple[str, str], ...] = (("第一章", "<p>河边有一棵树。</p>"),),
    head: str = "",
    spine: str = "",
    opf: str | None = None,
    more: dict[str, bytes] | None = None,
    plain: bool = True,
) -> bytes:
    """An EPUB 3. `metadata` goes in as it is; `cover` None leaves it out, empty draws one."""
    files: dict[str, bytes] = {"META-INF/container.xml": CONTAINER.encode()}
    items, refs = [], []
    for number, (name, body) in enumerate(chapters, 1):
        files[f"OEBPS/c{number}.xhtml"] = CHAPTER.format(
            title=escape(name), body=body, head=head
        ).encode()
        items.append(
            f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>'
        )
        refs.append(f'<itemref idref="c{number}"/>')
    rows = "".join(
        f'<li><a href="c{number}.xhtml">{escape(name)}</a></li>'
        for number, (name, _body) in enumerate(chapters, 1)
    )
    files["OEBPS/nav.xhtml"] = NAV.format(rows=rows).encode()
    items.append(
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    )
    if cover is not None:
        files["OEBPS/cover.jpg"] = cover or picture()
        items.append(
            f'<item id="cover" href="cover.jpg" media-type="{cover_type}" '
            'properties="cover-image"/>'
        )
    given = "".join(
        f"<dc:{name}{attributes}>{escape(value)}</dc:{name}>"
        for name, attributes, value in (
            ("identifier", ' id="id"', identifier),
            ("title", "", title),
            ("date", "", date),
        )
        if value
    )
    language = "" if "<dc:language" in metadata else "<dc:language>zh-Hans</dc:language>"
    files["OEBPS/book.opf"] = (
        opf
        or '<?xml version="1.0" encoding="utf-8"?><package version="3.0" unique-identifier="id" '
        'xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:opf="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{given}{language}'
        f"{metadata if plain else escape(metadata)}"
        f"</metadata><manifest>{''.join(items)}</manifest><spine {spine}>{''.join(refs)}</spine>"
        "</package>"
    ).encode()
    return zipped({**files, **(more or {})})


def zipped(files: dict[str, bytes], mimetype: bytes | None = b"application/epub+zip") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype is not None:
            archive.writestr(zipfile.ZipInfo("mimetype", (1980, 1, 1, 0, 0, 0)), mimetype)
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def series(title: str, position: int) -> str:
    return (
        f'<meta property="belongs-to-collection" id="col">{escape(title)}</meta>'
        '<meta refines="#col" property="collection-type">series</meta>'
        f'<meta refines="#col" property="group-position">{position}</meta>'
    )
