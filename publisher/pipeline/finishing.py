"""A bound PDF -> what is handed over: for a press, for a screen, for those who read proofs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, assert_never

from publisher import press
from publisher.document.model import Publication
from publisher.document.pages import Box, SourceMap
from publisher.document.printing import Print
from publisher.document.profile import Profile
from publisher.findings import Finding
from publisher.markup.book_words import words
from publisher.messages import Speaker
from publisher.pipeline import epoch
from publisher.pipeline.colours import Drawn
from publisher.typefaces import Library

if TYPE_CHECKING:
    import pikepdf

# what is printed on pages follows the publication's language, and that is Chinese
PRINTED = Speaker("zh")


def finished(
    bound: pikepdf.Pdf,
    document: bytes,
    profile: Profile,
    colours: Drawn,
    library: Library,
    boxes: SourceMap,
    findings: Sequence[Finding],
) -> tuple[bytes, tuple[tuple[str, bytes], ...]]:
    """The file for a profile, and (suffix, bytes) of the further ones that are asked for.

    `document` is a hash of what was bound. A proof shows where blocks stand in the manuscript, and
    findings.
    """
    publication = colours.publication
    match profile:
        case "print":
            return _printed(bound, _job(colours, library, document), publication.print)
        case "screen":
            return press.for_screen(bound), ()
        case "proof":
            return press.for_proof(bound, _proof(publication, library, boxes, findings)), ()
    assert_never(profile)


def _printed(
    bound: pikepdf.Pdf, job: press.Job, wanted: Print
) -> tuple[bytes, tuple[tuple[str, bytes], ...]]:
    """The print PDF, and those beside it that a publication asks for."""
    more = []
    if "booklet" in wanted.also:  # first: of pages without marks
        own = replace(job, pages_in=1, document=sha256(job.document).digest())
        with press.imposed(bound, job.bleed, wanted.creep) as sides:
            more.append(("-booklet.pdf", press.for_press(sides, own)))
    made = press.for_press(bound, job)
    if "pages" in wanted.also:
        pages = enumerate(press.single_pages(made), 1)
        more += ((f"-A{number:02}.pdf", page) for number, page in pages)
    return made, tuple(more)


def _job(colours: Drawn, library: Library, document: bytes) -> press.Job:
    """What the press is told of a publication."""
    publication = colours.publication
    return press.Job(
        title=publication.title,
        document=document,
        identifier=colours.inks.identifier,
        registry=colours.inks.registry,
        condition=colours.condition.name,
        profile=colours.output.data,
        profile_name=colours.output.description,
        bleed=publication.print.bleed or 0.0,
        moment=epoch.moment(publication),
        face=library.face("hei"),
        pages_in=colours.condition.pages_in if publication.print.fill else 1,
    )


def _proof(
    publication: Publication, library: Library, boxes: SourceMap, findings: Sequence[Finding]
) -> press.Proof:
    lines = dict.fromkeys(
        press.Remark(box.page, box.x, box.y, f"{box.place.line}")
        for box in _firsts(boxes)
        if box.place.line
    )
    return press.Proof(
        watermark=words(publication.language)["proof"],
        lines=tuple(lines),
        remarks=tuple(_remark(found, boxes) for found in findings),
        face=library.face("hei"),
    )


def _firsts(boxes: SourceMap) -> Iterator[Box]:
    """The first box of each block."""
    seen = set()
    for box in boxes:
        if box.place not in seen:
            seen.add(box.place)
            yield box


def _remark(found: Finding, boxes: SourceMap) -> press.Remark:
    """At the block in which it was found; what belongs to no block stands on the first page."""
    place, said = found.place, PRINTED.sentence(found)
    own = [
        box
        for box in _firsts(boxes)
        if place and box.place.file == place.file and box.place.line <= place.line
    ]
    if not place or not own:
        where = f"{place}　" if place else ""
        return press.Remark(1, 0.0, 0.0, f"{where}{said}")
    box = max(own, key=lambda each: each.place.line)
    return press.Remark(box.page, box.x, box.y, f"{place.line}　{said}")
