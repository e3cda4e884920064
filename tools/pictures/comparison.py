"""Draw docs/pictures/comparison/: the sample's feature article as we, Typst and WeasyPrint set it.

python -m venv /tmp/typst && /tmp/typst/bin/pip install typst
TYPST=/tmp/typst/bin/python python tools/pictures/comparison.py [LAYOUT …]

Everyone is given the same text, trim, type area, faces, sizes and leading. Typst has a template of
its own, comparison.typ; WeasyPrint, through its public interface, our markup and style sheets as
they are before our setter begins. What the pages show is counted by `benchmarks.pages`, which
looks at glyphs in a PDF and does not know who drew them. Without
TYPST the other two are drawn alone.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import weasyprint
import yaml
from panels import Box, beside, part
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

# the program that this file lies beside, whichever is installed
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from benchmarks.meter import chars, rows_of
from benchmarks.pages import measured
from publisher import resources
from publisher.document.model import Publication, plain
from publisher.engine import Document
from publisher.markup.articles import cuts_of
from publisher.markup.compose import Flow, Frame, compose, families
from publisher.markup.frames import Area, Sheet
from publisher.markup.layout import Layout
from publisher.pipeline import pdf, sources
from publisher.pipeline.editions import in_layout

ROOT = Path(__file__).parent.parent.parent
FONTS = ROOT / "fonts"
TARGET = ROOT / "docs" / "pictures" / "comparison"
TEMPLATE = Path(__file__).with_suffix(".typ")
PANEL, COLOURS = 430, 24  # pixels of a panel's width; colours that are kept
TAIL = 6  # characters by which the meter knows the end of a paragraph


class View(NamedTuple):
    """What is shown of a layout: a page, and a part of it close by."""

    page: int
    close: Box


VIEWS = {
    "feature": View(2, Box(8, 20, 112, 76)),
    "newspaper": View(1, Box(8, 150, 112, 76)),
    "book": View(3, Box(14, 95, 120, 82)),
    "report": View(2, Box(55, 85, 150, 100)),
    "vertical": View(2, Box(40, 20, 100, 100)),
}


class Peer(NamedTuple):
    """Who set the pages, and the pages."""

    name: str
    data: bytes


def article_of(name: str) -> Publication:
    """The feature article alone in a layout, at the layout's own trim."""
    own = in_layout(sources.load(ROOT / "manuscript").publication, name)
    entry = replace(own.entries[0], tokens=())
    bare = replace(own.print, trim=None, bleed=0.0)
    return replace(
        own, entries=(entry,), cover=None, barcode=None, contributors=(), publisher="", rights="",
        print=bare, tokens=(),
    )  # fmt: skip


def ours(own: Publication) -> Peer:
    """As `publisher pdf` sets it."""
    source = sources.load(ROOT / "manuscript")
    return Peer("publisher", pdf.build(replace(source, publication=own, profile="screen")).data)


# ── WeasyPrint as it is ──────────────────────────────────────────────────────────────────────────


def stock(own: Publication, layout: Layout) -> Peer:
    """The same markup and style sheets, set by the library through its public interface."""
    listed = yaml.safe_load((FONTS / "fonts.yaml").read_text(encoding="utf-8"))["faces"]
    frame = Frame(1, families({face["role"]: [face["family"]] for face in listed}))
    faces = "".join(
        f"@font-face {{ font-family: '{face['family']}'; font-weight: {face['weight']}; "
        f"src: url('{(FONTS / face['file']).as_uri()}') }}\n"
        for face in listed
    )
    if layout.name != "newspaper":
        document = compose(own, Flow("article", 1), layout, frame).document
        return Peer("WeasyPrint", _rendered(document, faces))
    grid = layout.exports("grid.j2", tokens=layout.tokens(own), trim=_trim(own, layout))
    areas = tuple(
        Area(page, 0, grid["count"], top, grid["rows"] - top)
        for page, top in ((1, grid["masthead"]), (2, 0), (3, 0), (4, 0))
    )
    paper = replace(frame, weight="lead", areas=areas)
    article = compose(own, Flow("article", 1), layout, paper).document
    sheets = replace(paper, sheets=tuple(Sheet(area.page, "", "", ()) for area in areas))
    sheet = compose(own, Flow("sheet"), layout, sheets).document
    places = [(grid["left"], grid["head"] + area.top * grid["line"]) for area in areas]
    return Peer("WeasyPrint", _put(_rendered(sheet, faces), _rendered(article, faces), places))


def _rendered(document: Document, faces: str) -> bytes:
    """`data-next` is written by our engine; `:has(+ …)` is the same, and WeasyPrint knows it."""
    own = FontConfiguration()
    css = [weasyprint.CSS(string=faces, font_config=own)]
    for sheet in document.sheets:
        text = re.sub(r'\[data-next~="([^"]+)"\]', r":has(+ \1)", sheet.css)
        css.append(weasyprint.CSS(string=text, font_config=own))
    page = weasyprint.HTML(string=document.html)
    return bytes(page.write_pdf(stylesheets=css, font_config=own))


def _put(sheet: bytes, areas: bytes, places: list[tuple[float, float]]) -> bytes:
    """Areas on the sheets of a newspaper, each at its left and top in points."""
    with pikepdf.open(io.BytesIO(sheet)) as paper, pikepdf.open(io.BytesIO(areas)) as cut:
        for page, area, (left, top) in zip(paper.pages, cut.pages, places, strict=False):
            high, (_, _, wide, tall) = float(page.mediabox[3]), map(float, area.mediabox)
            at = pikepdf.Rectangle(left, high - top - tall, left + wide, high - top)
            page.add_overlay(area, at)
        out = io.BytesIO()
        paper.save(out)
    return out.getvalue()


# ── Typst ────────────────────────────────────────────────────────────────────────────────────────


def typst(own: Publication, layout: Layout) -> Peer | None:
    """Set by Typst's own template; None where there is no Typst."""
    python = os.environ.get("TYPST")
    if not python:
        return None
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder, "data.json"), Path(folder, "out.pdf")
        given.write_text(json.dumps(_given(own, layout), ensure_ascii=False), encoding="utf-8")
        run = (
            "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], "
            "font_paths=[sys.argv[3]], ignore_system_fonts=True, "
            "sys_inputs={'data': open(sys.argv[4], encoding='utf-8').read()})"
        )
        subprocess.run([python, "-c", run, TEMPLATE, out, FONTS, given], check=True)
        return Peer("Typst", out.read_bytes())


def _given(own: Publication, layout: Layout) -> Mapping[str, object]:
    """What the template is given: the type area of the layout's grid.j2, and the text."""
    tokens, trim = layout.tokens(own), _trim(own, layout)
    if layout.vertical:  # Typst has no vertical lines: the page stands, its lines run across
        trim = {"width": trim["height"], "height": trim["width"]}
    grid = layout.exports("grid.j2", tokens=tokens, trim=trim)
    entry = own.entries[0]
    article, cuts = entry.article, cuts_of(entry.article, Frame(1, {}))
    count, measure = grid["count"], grid["measure"]
    inside = tokens.get("inner", tokens.get("side", tokens.get("wide", 0.0)))
    room = count * measure + (count - 1) * grid["gap"] if count > 1 else measure
    head = float(tokens["head"])
    return {
        "kind": layout.name,
        "em": grid["em"],
        "line": grid["line"],
        "columns": count,
        "gap": grid["gap"] if count > 1 else 0,
        "width": trim["width"],
        "height": trim["height"],
        "head": head,
        "foot": trim["height"] - head - grid["rows"] * grid["line"],
        "inside": inside,
        "outside": trim["width"] - float(inside) - room,
        "hang": grid.get("hang", 0),
        "name": {"feature": 12.5, "newspaper": 12.0}.get(layout.name, grid["em"] * 1.1),
        "display": grid.get("display_size", grid["em"] * 1.6),
        "said": grid["quote_size"],
        "accent": tokens["accent"],
        "quiet": tokens["quiet"],
        "title": own.title,
        "date": own.date,
        "kicker": article.kicker or "",
        "headline": _display(article.headline, layout.name),
        "byline": article.byline or "",
        "introduction": [_text(block) for block in article.introduction],
        "parts": [
            {
                "name": "　".join(speaker.name for speaker in part.speakers),
                "roles": [role for speaker in part.speakers for role in speaker.roles],
                "headline": list(part.headline),
                "quote": part.pull_quote.text if part.pull_quote else "",
                "paragraphs": [_text(block) for block in part.blocks],
                "cut": cut,
            }
            for part, cut in zip(article.parts, cuts, strict=True)
        ],
    }


def _display(headline: tuple[str, ...], name: str) -> list[str]:
    """The headline, broken by hand where ours takes two lines."""
    if name != "feature":
        return list(headline)
    return [part for line in headline for part in re.split("(?<=，)", line)]


def _text(block: Any) -> str:
    return plain(block.inlines)


def _trim(own: Publication, layout: Layout) -> dict[str, float]:
    width, height = layout.trim_of(own)
    if layout.vertical:
        width, height = height, width
    return {"width": width, "height": height}


# ── pictures and figures ─────────────────────────────────────────────────────────────────────────


def picture(peers: Sequence[Peer], number: int, box: Box) -> Image.Image:
    """The same part of the same page, by each of them."""
    shown = []
    for peer in peers:
        document = pypdfium2.PdfDocument(peer.data)
        page = document[min(number, len(document)) - 1]
        shown.append((peer.name, part(page, box, PANEL, 2 * PANEL)))
    return beside(shown, COLOURS)


def figures(peer: Peer, own: Publication, layout: Layout) -> str:
    """A row of the table: lines, and what is wrong with how many of them."""
    blocks = [block for part in own.entries[0].article.parts for block in part.blocks]
    tails = {"".join(_text(block).split())[-TAIL:] for block in blocks}
    found = measured(peer.data, tails)
    lines, tracks = found.lines, sorted(found.lines.tracking) or [0.0]
    cells = (
        lines.lines, lines.off_measure, lines.full_ends, lines.loose_pairs, lines.lone,
        f"{tracks[int(0.95 * (len(tracks) - 1))]:.3f}", _off_grid(peer, layout, own),
        f"{found.short}/{found.columns}", found.widows,
    )  # fmt: skip
    return f"| {peer.name} | " + " | ".join(map(str, cells)) + " |"


def _off_grid(peer: Peer, layout: Layout, own: Publication) -> int:
    """Body lines that stand beside the lines on which most of their page's stand."""
    blocks = [block for part in own.entries[0].article.parts for block in part.blocks]
    body = "".join("".join(_text(block).split()) for block in blocks)
    tokens = layout.tokens(own)
    size, step = float(tokens["type_size"]), float(tokens["leading"])
    count = 0
    for page in chars(peer.data):
        rows = [row for row in rows_of(page) if abs(row.em - size) < 0.06 and len(row.chars) > 2]
        rows = [row for row in rows if "".join(each.text for each in row.chars) in body]
        phases = Counter(round(row.chars[0].y % step, 0) for row in rows)
        most = phases.most_common(1)[0][0] if phases else 0.0
        off = [abs(row.chars[0].y % step - most) for row in rows]
        count += sum(min(each, step - each) > 1 for each in off)
    return count


def main() -> None:
    """Draw the layouts that are asked for, and print their rows."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in [each for each in sys.argv[1:] if each in VIEWS] or VIEWS:
        own, layout = article_of(name), Layout.load(name, [resources.folder("layouts")])
        found = [ours(own), typst(own, layout), stock(own, layout)]
        peers = [peer for peer in found if peer]
        view = VIEWS[name]
        for tail, box in (("", Box()), ("-close", view.close)):
            picture(peers, view.page, box).save(TARGET / f"{name}{tail}.png", optimize=True)
        print(name)
        for peer in peers:
            if "--keep" in sys.argv:
                Path(f"build/{name}-{peer.name}.pdf").write_bytes(peer.data)
            if not layout.vertical:  # the meter reads lines that run across
                print(figures(peer, own, layout))


if __name__ == "__main__":
    main()
