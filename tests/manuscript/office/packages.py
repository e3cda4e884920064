"""Word files made part by part, so that a test can put anything into them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from publisher.findings import Finding
from publisher.manuscript import Loaded, clean_copy, contract, load

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/'
    'markup-compatibility/2006" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (
        ("T", "Title"), ("S", "Subtitle"), ("H1", "heading 1"), ("H2", "标题 2"),
        ("Q", "Quote"), ("C", "caption"), ("O", "toc 1"),
    )
)  # fmt: skip
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"""


def paragraph(text: str = "", style: str = "", number: int = 0, raw: str = "") -> str:
    """A paragraph: its text, or raw XML."""
    inside = raw or f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run with properties."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def level(format_: str, text: str, place: int = 0, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(*levels: str, more: str = "") -> dict[str, str | bytes]:
    """A numbering part with one list, number 1; `more` are further ones."""
    inside = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{more}'
    own = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    head, _, tail = inside.rpartition("</w:abstractNum>")
    numbers = f"{head}</w:abstractNum>{own}{tail}"
    return {"word/numbering.xml": part("numbering", numbers)}


def table(*rows: tuple[str, ...], head: str = "") -> str:
    """A table of plain cells."""
    cells = (f"<w:tr>{''.join(f'<w:tc>{paragraph(c)}</w:tc>' for c in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{head}{''.join(cells)}</w:tbl>"


def field(code: str, result: str | None = None) -> str:
    """A field of a paragraph."""
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>{middle}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def relation(key: str, kind: str, target: str) -> str:
    """A relation to what lies outside."""
    return f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}" TargetMode="External"/>'


def outline(article: Loaded) -> list[tuple[str, str, int]]:
    """Kind, text and line of every block."""
    said: Any = contract(article)["article"]
    blocks = [*said["introduction"], *(b for each in said["parts"] for b in each["blocks"])]
    return [(each["kind"], each["text"], each["line"]) for each in blocks]


def reread(found: Loaded, folder: Path) -> Loaded:
    """What its clean copy reads as."""
    (folder / "copy.md").write_text(clean_copy(found.article), encoding="utf-8")
    return load(folder / "copy.md", "copy.md")


def part(name: str, inside: str) -> str:
    """The root of a part."""
    return f'<?xml version="1.0"?><w:{name} {_SPACES}>{inside}</w:{name}>'


def package(body: str, extra: dict[str, str | bytes] | None = None, relations: str = "") -> bytes:
    """A Word file of a body; `extra` are further parts, `relations` further relations."""
    kinds = ("styles", "numbering", "footnotes", "endnotes", "comments", "settings")
    own = "".join(
        f'<Relationship Id="r{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in kinds
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{own}{relations}'
        "</Relationships>",
        **(extra or {}),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def loaded(data: bytes, folder: Path, name: str = "a.docx") -> Loaded:
    """The article of a file's bytes."""
    file = folder / name
    file.write_bytes(data)
    return load(file, name)


def of(findings: tuple[Finding, ...], code: str) -> list[tuple[int, str]]:
    """Lines and values of the findings of a code."""
    return [
        (each.place.line if each.place else 0, " ".join(str(value) for _, value in each.values))
        for each in findings
        if each.code == code
    ]
