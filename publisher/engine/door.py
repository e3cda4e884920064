"""The door: a document goes in, pages come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from publisher.engine import faces as face_store
from publisher.engine import findings as kinds
from publisher.engine import native
from publisher.engine.assets import Gate
from publisher.engine.blended import blended_inks
from publisher.engine.complaints import Complaints
from publisher.engine.kept import Kept
from publisher.engine.laid import (
    ONE_AT_A_TIME,
    Laid,
    no_collections,
    page_values,
    stop_where_broken,
)
from publisher.engine.turning import turned_page
from publisher.engine.values import (
    BASE,
    ELSEWHERE,
    LAYOUT_BASE,
    Assets,
    Document,
    FaceFile,
    LaidPage,
    Sheet,
)
from publisher.errors import Unusable
from publisher.findings import Finding

BEGINNING = 20  # characters by which a finding names a text
UNFLOATED, NEXT = "data-unfloated", "data-next"
RESCUE = Sheet(
    "rescue.css",
    f"[{UNFLOATED}] {{ float: none !important; height: auto !important; "
    "max-height: none !important }",
)


def lay_out(document: Document, faces: Sequence[FaceFile], assets: Assets) -> Laid:
    """Lay out a document with these faces and no others.

    Raises Unusable where a file was refused or is not there, a picture cannot be drawn, or a
    character of the markup is not on the pages; Missing where the machine lacks a library or face.
    """
    native.require()
    gate = Gate(assets)
    with ONE_AT_A_TIME, no_collections(), Complaints() as complaints:
        complaints.refused = gate.refused
        drawing, unset = _whole(document, face_store.configuration(faces), gate, complaints)
        findings = [
            *complaints.findings,
            *unset,
            *drawing.context.setter.findings,
            *_unknown_families(drawing.context.setter.shaper.families, faces),
            *_drop_attachments(drawing),
        ]
        stop_where_broken([*gate.refusals, *findings])
        pages = _pages(drawing)
    if not document.vertical:
        return Laid(pages, tuple(findings), drawing, gate)
    return Laid(tuple(map(turned_page, pages)), tuple(findings), drawing, gate, lying=pages)


def warm(faces: Sequence[FaceFile]) -> None:
    """Load what every layout needs, so that forked processes share it. Raises Missing."""
    native.require()
    from publisher.engine import hooks, inking, picturing, reading, setter, shaping, tagging

    face_store.configuration(faces)
    hooks.install()
    del inking, picturing, reading, setter, shaping, tagging  # loading them was the point


def _whole(
    document: Document, fonts: Any, gate: Gate, complaints: Complaints
) -> tuple[Any, list[Finding]]:
    """A drawing with every character of the markup, and what had to be given up for it.

    WeasyPrint loses lines of floats that a column cuts; such a float is set in the text instead.
    """
    from publisher.engine import inside, reading

    fetcher = inside.Fetcher(gate.open)
    html = inside.parse_html(document.html, fetcher, BASE)
    if not html.etree_element.get("lang"):
        html.etree_element.set("lang", document.language)
    root, unset = html.etree_element, list[Finding]()
    _tell_next(root)
    while True:
        drawing = _render(document, html, fetcher, fonts, complaints)
        drawing.root, style_for = root, drawing.context.style_for
        drawing.found = reading.pieces([page._page_box for page in drawing.pages])
        broken = list(reading.differences(root, style_for, drawing.found))
        floats = {each for one, _ in broken for each in reading.floats_about(one, root, style_for)}
        if broken and not floats:
            raise Unusable(broken[0][1])
        if not broken:
            return drawing, unset
        for each in root.iter():
            if each in floats:
                each.set(UNFLOATED, "")
                unset.append(_unset(each))


def _tell_next(root: Any) -> None:
    """`data-next` says what follows an element: its tag, and its classes with a dot.

    Style sheets ask for it where they would ask `:has(+ …)`, which takes the engine's selectors
    time that grows with the square of an article's blocks. What stands elsewhere follows nothing.
    """
    for parent in root.iter():
        elements = (each for each in parent if isinstance(each.tag, str))
        for one, following in pairwise(e for e in elements if e.get("class") != ELSEWHERE):
            classes = (f".{name}" for name in following.get("class", "").split())
            one.set(NEXT, " ".join((following.tag, *classes)))


def _unset(element: Any) -> Finding:
    beginning = "".join("".join(element.itertext()).split())[:BEGINNING]
    return kinds.FLOAT_UNSET.at(None, beginning=beginning)


def _render(document: Document, html: Any, fetcher: Any, fonts: Any, complaints: Complaints) -> Any:
    from publisher.engine import hooks, inside, styles
    from publisher.engine.setter import Setter
    from publisher.engine.shaping import Shaper

    texts = (document.html, *(sheet.css for sheet in document.sheets))
    fonts.store.shares_styles = not any(map(styles.OF_PAGE.search, texts))
    styles.without_notes(html, texts)
    counters = inside.counter_styles()
    colours: dict[str, Any] = {}
    sheets = []
    for sheet in (*document.sheets, RESCUE):
        complaints.sheet = sheet
        sheets.append(_parsed(sheet, fetcher, fonts, counters, colours, complaints))
    complaints.sheet = None
    hooks.install()
    shaper = Shaper(fonts.store, vertical=document.vertical)
    setter = Setter(
        document.kinsoku,
        document.changes,
        shaper,
        document.hanging,
        document.vertical,
        document.galley,
    )
    return inside.render(html, sheets, fonts, counters, colours, setter)


def _parsed(
    sheet: Sheet, fetcher: Any, fonts: Any, counters: Any, colours: Any, complaints: Complaints
) -> Any:
    """A style sheet, found where it was parsed before: a layout's is the same for all flows.

    What complains, imports, or names colours and counters is parsed again for each document.
    """
    from publisher.engine import inside, sheets

    def parse(css: str = sheet.css) -> Any:
        return inside.parse_sheet(css, fetcher, LAYOUT_BASE, fonts, counters, colours)

    def nothing() -> dict[str, Any] | None:
        after = len(complaints.findings), len(counters), len(colours)
        return {} if before == after and "@import" not in sheet.css else None

    kept = fonts.store.sheets
    found = kept.get(sheet.css)
    if found is None:
        stop_where_broken(list(blended_inks(sheet)))
        before = len(complaints.findings), len(counters), len(colours)
        if sheet.lasts:
            found, _nothing = sheets.parsed(sheet.name, sheet.css, parse, nothing)
        else:
            found = _joined(sheet.css, parse, kept, complaints) or parse()
        if nothing() is not None:
            kept.put(sheet.css, found, len(sheet.css))
    return found


def _joined(css: str, parse: Callable[[str], Any], kept: Kept[Any], complaints: Complaints) -> Any:
    """A sheet of rules of which most were parsed for other flows; None where any complains."""
    from publisher.engine import sheets

    parsed = []
    for rule in sheets.rules(css):
        one = kept.get(rule)
        if one is None:
            with complaints.apart() as said:
                one = parse(rule)
            if said:  # it will be said again, and of which line
                return None
            kept.put(rule, one, len(rule))
        parsed.append(one)
    return sheets.joined(parsed) if parsed else None


def _pages(drawing: Any) -> tuple[LaidPage, ...]:
    """The pages as values."""
    from publisher.engine import reading

    style_for, count = drawing.context.style_for, len(drawing.pages)
    starts = reading.starts(drawing.root, style_for, drawing.found, count)
    return tuple(page_values(drawing.pages, starts))


def _unknown_families(
    asked: Iterable[tuple[str, ...]], faces: Sequence[FaceFile]
) -> Iterator[Finding]:
    """Lists of families of which none is at hand, so that fontconfig took what it found."""
    known = sorted({face.family for face in faces})
    for families in sorted(asked):
        if not {family.casefold() for family in families} & {name.casefold() for name in known}:
            names = ", ".join(families)
            yield kinds.FAMILY_UNKNOWN.at(None, families=names, known=", ".join(known))


def _drop_attachments(drawing: Any) -> list[Finding]:
    """Links of type attachment would carry files, and the clock, into the PDF."""
    dropped = []
    for page in drawing.pages:
        dropped += [link[1] for link in page.links if link[0] == "attachment"]
        page.links = [link for link in page.links if link[0] != "attachment"]
    return [kinds.ATTACHMENT_LEFT_OUT.at(None, url=str(url)) for url in dropped]
