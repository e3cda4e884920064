"""Every page break of the e-book stands at the first word of that page of the print edition.

The words are read from the finished PDF, by its tags, and from the finished EPUB.
"""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from publisher.checks import pdf_text
from publisher.checks.body import bare
from publisher.pipeline import epub, pages, pdf
from publisher.pipeline.editions import in_layout
from publisher.pipeline.sources import load
from tests.epub.made_up import TYPE, XHTML, parsed, parts
from tests.epub.of_sources import SAMPLE

pytestmark = pytest.mark.slow
COMMON = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会"
BULLETS = "·•"
READ = 10  # characters that are compared
FURNITURE = pdf_text.SILENT | pdf_text.NOTES | {"Figure", "Caption", "Table"}


class Words(pdf_text._Tree):
    """What each article says on each page, in its reading order: page -> texts of articles."""

    def __init__(self, document: pikepdf.Pdf, marked: pdf_text.Marked) -> None:
        super().__init__(document, marked)
        self.said: dict[int, list[str]] = {}

    def of(self, root: Any) -> dict[int, list[str]]:
        for article in list(self._articles(root, 0)) or [root]:
            here: dict[int, str] = {}
            self._walk(article, None, here)
            for page, text in here.items():
                self.said.setdefault(page, []).append(bare(text))
        return self.said

    def _walk(self, element: Any, page: int | None, here: dict[int, str]) -> None:
        if self._names(element) & FURNITURE:
            return
        page = self._pages.get(element.Pg.objgen) if "/Pg" in element else page
        for kid in pdf_text._kids(element):
            own, mark = page, kid
            if isinstance(kid, pikepdf.Dictionary):
                if "/S" in kid:
                    self._walk(kid, page, here)
                if "/MCID" not in kid:
                    continue
                own = self._pages.get(kid.Pg.objgen) if "/Pg" in kid else page
                mark = kid.MCID
            if own is not None:
                here[own] = here.get(own, "") + self._drawn(own, mark)


def printed_words(data: bytes) -> dict[str, list[str]]:
    """Page label -> what each article says on it."""
    marked: pdf_text.Marked = {}
    for number, page in enumerate(pdf_text._characters(data, "")):
        for mark, character in page:
            marked[number, mark] = marked.get((number, mark), "") + character
    with pikepdf.open(io.BytesIO(data)) as document, pypdfium2.PdfDocument(data) as labelled:
        words = Words(document, marked).of(document.Root.StructTreeRoot)
        return {labelled.get_page_label(n): words.get(n, []) for n in range(len(labelled))}


def words_after_breaks(data: bytes) -> dict[str, str]:
    """Label of a page break -> the words of the article that follow it."""
    found: dict[str, str] = {}
    for name, document in parts(data).items():
        if "/article-" in name:
            open_pages: list[str] = []
            _follow(parsed(document).find(f"{XHTML}body"), open_pages, found)
    return {label: bare(text) for label, text in found.items()}


def _follow(node: etree._Element, open_pages: list[str], found: dict[str, str]) -> None:
    if node.get(TYPE) == "pagebreak":
        open_pages.append(str(node.get("aria-label")))
        found[open_pages[-1]] = ""
    kind = node.get("role") or node.get("class") or ""
    silent = kind in (
        "doc-pullquote",
        "doc-noteref",
        "doc-footnote",
        "voice",
        "department",
        "table",
    )
    if not silent and node.tag not in (f"{XHTML}rt", f"{XHTML}rp", f"{XHTML}figure"):
        _said(node.text, open_pages, found)
        for child in node:
            _follow(child, open_pages, found)
    else:
        for inside in node.iter(f"{XHTML}span"):
            if inside is not node and inside.get(TYPE) == "pagebreak":
                open_pages.append(str(inside.get("aria-label")))
                found[open_pages[-1]] = ""
    _said(node.tail, open_pages, found)


def _said(text: str | None, open_pages: list[str], found: dict[str, str]) -> None:
    for label in open_pages:
        found[label] += text or ""


def of_everything(folder: Path) -> Path:
    """A long article with notes, turns, lists, verse, ruby and quotations, in made-up words."""
    chance = random.Random(3)

    def words(count: int) -> str:
        return "".join(chance.choices(COMMON, k=count))

    pieces = [f"---\nheadline: {words(8)}\n---"]
    for number in range(1, 13):
        pieces += [
            f"{words(40)}，{words(30)}[^{number}]，{words(60)}。",
            f"[^{number}]: {words(20)}。",
            f'::: question {{speaker="记者"}}\n{words(25)}？\n:::',
            f'::: answer {{speaker="王某"}}\n{words(90)}。\n\n{words(120)}。\n:::',
            f"1. {words(30)}\n2. {words(50)}\n\n- {words(30)}\n- {words(60)}",
            f"::: verse\n{words(12)}\n{words(12)}\n:::",
            f"{{{words(2)}|dú}}{words(60)}[{words(4)}]{{.emphasis}}{words(80)}。",
            f"## {words(6)}\n\n> {words(70)}。",
        ]
    (folder / "a.md").write_text("\n\n".join(pieces) + "\n", encoding="utf-8")
    return folder / "a.md"


@pytest.mark.parametrize("source", [lambda _: SAMPLE, of_everything], ids=["sample", "everything"])
@pytest.mark.parametrize("layout", ["feature", "book", "report", "newspaper", "vertical"])
def test_breaks_stand_where_the_pages_begin(tmp_path: Path, layout: str, source):
    sources = load(source(tmp_path))
    sources = replace(sources, publication=in_layout(sources.publication, layout), profile="screen")
    printed = pdf.build(sources)
    (tmp_path / "a.pages.json").write_bytes(pages.pages_json(printed.pagination))
    book = epub.make(sources, pages_file=tmp_path / "a.pages.json").data
    on_paper, on_screen = printed_words(printed.data), words_after_breaks(book)
    told = [label for label in on_paper if any(on_paper[label])]
    pictured = {label for label in on_paper if not any(on_paper[label])}  # a page without words
    assert {*told, *pictured} >= {label for label, following in on_screen.items() if following}
    wrong = {}
    for label, following in on_screen.items():
        if label in pictured:
            continue
        openings = [text.lstrip(BULLETS)[:READ] for text in on_paper[label] if text]
        # a page may hold notes alone, which come last in the book
        if (openings or following) and not any(following.startswith(text) for text in openings):
            wrong[label] = (openings, following[:READ])
    assert wrong == {}
    listed = [a.text for a in _page_list(book)]
    # the order of reading; an article that jumps brings its later pages along
    assert listed == list(on_screen)
    if layout != "newspaper":
        assert listed == [label for label in on_paper if label in on_screen]
    assert [label for label in told if label not in on_screen] == []


def _page_list(book: bytes) -> list[etree._Element]:
    root = parsed(parts(book)["EPUB/nav.xhtml"])
    return [
        link
        for nav in root.iter(f"{XHTML}nav")
        if nav.get(TYPE) == "page-list"
        for link in nav.iter(f"{XHTML}a")
    ]
