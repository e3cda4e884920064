"""Word files: the text as paragraphs to repair, and everything in them that is not text told.

The line of a place is the number of the paragraph: the paragraphs of the body are counted from 1,
empty ones and those in tables too; what stands in a text box or a note has the number of the
paragraph that holds or marks it.

A paragraph of Word is mostly a paragraph, but what was pasted into it may be cut at columns. So
each is given as a line with a blank line above, and a line end inside one (w:br) as a line without.
Styles are taken for sure where they mean something; what is only set in bold or large is guessed as
in plain text.
"""

from __future__ import annotations

import re

from publisher.errors import Unusable
from publisher.findings import Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.draft import Draft
from publisher.manuscript.office import findings as own
from publisher.manuscript.office.fields import Fields, unmatched
from publisher.manuscript.office.names import descendants, first, name
from publisher.manuscript.office.notes import Comments, Notes
from publisher.manuscript.office.numbering import Numbering
from publisher.manuscript.office.package import Package, open_package
from publisher.manuscript.office.passages import Assembly
from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.office.runs import Aids, Runs
from publisher.manuscript.office.story import Block, Grid, Para, Story
from publisher.manuscript.office.styles import Styles
from publisher.manuscript.readers import Reading


def read(data: bytes, file: str) -> Reading:
    """The paragraphs of a Word file. Raises Unusable."""
    package = open_package(data, file)
    root = package.part(package.main)
    body = None if root is None else first(root, "w:body")
    if body is None:
        raise package.refused(own.NOT_DOCX, problem="w:body?")
    report = Report(file)
    _tell_package(package, report)
    styles, numbering = Styles(package.beside("styles")), Numbering(package.beside("numbering"))
    comments, notes = Comments.of(package.beside("comments")), Notes(package.beside)
    aids = Aids(report, styles, comments, notes, package.relations(package.main))
    story = Story(aids, numbering, Runs(aids, Fields(unmatched(body))))
    assembly = Assembly(report)
    assembly.take(story.read(body))
    _read_notes(package, aids, numbering, assembly)
    _tell_story(story, report)
    for each in comments.left():
        report.tell(own.COMMENT, author=each.author, words=each.words, text=each.text)
    if not assembly.passages:
        raise Unusable(kinds.EMPTY.at(Place(file)), *report.findings)
    passages = tuple(assembly.passages)
    source = "\n".join(each.text for each in passages)
    return Reading(Draft(file, passages, (), tuple(report.findings), source))


def _read_notes(package: Package, aids: Aids, numbering: Numbering, assembly: Assembly) -> None:
    """The notes that the text marks, below it; a note may mark another one."""
    number = 0
    while number < len(aids.notes.marked):
        note = aids.notes.marked[number]
        number += 1
        part = next(
            (each for each in package.relations(package.main).values() if each.kind == note.family),
            None,
        )
        relations = package.relations(part.target) if part else {}
        inner = Aids(aids.report, aids.styles, aids.comments, aids.notes, relations)
        runs = Runs(inner, Fields(unmatched(note.node)))
        story = Story(inner, numbering, runs, note.paragraph)
        assembly.note(note, _flat(story.read(note.node)))


def _flat(blocks: list[Block]) -> list[Para]:
    found: list[Para] = []
    for block in blocks:
        if isinstance(block, Grid):
            found += [each for row in block.rows for cell in row for each in cell]
        else:
            found.append(block)
    return found


def _tell_story(story: Story, report: Report) -> None:
    if story.contents:
        report.tell(own.CONTENTS, count=story.contents)
    if story.labels:
        report.tell(own.NUMBERED, count=len(story.labels), first=story.labels[0])


def _tell_package(package: Package, report: Report) -> None:
    """What the file holds beside its text: macros, outside targets, headers and footers."""
    if package.has_macros:
        report.tell(own.MACROS)
    beside = [each for each in package.relations(package.main).values() if not each.external]
    notes = {each.target.lower() for each in beside if each.kind in ("footnotes", "endnotes")}
    for part, each in package.outside():
        # pictures and links of the text are told where they stand
        read_too = part == package.main.lower() or part in notes
        if each.kind != "hyperlink" and not (read_too and each.kind == "image"):
            report.tell(own.EXTERNAL, target=shown(each.target, 120), what=shown(each.kind))
    running = sorted({each.target for each in beside if each.kind in ("header", "footer")})
    words = dict.fromkeys(_running(package, part) for part in running)
    for each_words in filter(None, words):
        report.tell(own.HEADERS, words=shown(each_words))


def _running(package: Package, part: str) -> str:
    """The words of a header or footer; numbers alone are the folio."""
    root = package.part(part)
    texts = () if root is None else descendants(root, "w:t", "w:tab")
    words = "".join(" " if name(each) == "w:tab" else each.text or "" for each in texts)
    return words if re.search(r"[^\W\d_]", words) else ""
