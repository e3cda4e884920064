"""Chapters: meaning, ids, page breaks, and not one space too many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from publisher.document.model import (
    Article,
    Heading,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Part,
    Ruby,
    Span,
    Speaker,
    Text,
)
from publisher.document.pages import PageStart
from publisher.markup.chapters import Chapter, compose_chapter
from publisher.markup.xhtml import Cursor, safe_href
from tests.epub.made_up import (
    ARTICLE,
    QUOTE,
    STARTS,
    TYPE,
    XHTML,
    layout,
    one_part,
    paragraph,
    parsed,
    publication,
    text,
)


def chapter(article: Article = ARTICLE, *starts: PageStart) -> bytes:
    return compose_chapter(Chapter(publication(article), 1, starts), layout())


def by_id(root, identity):
    (found,) = root.xpath("//*[@id=$id]", id=identity)
    return found


def flat(node) -> str:
    return "".join(node.itertext())


def test_ids_are_those_of_print_and_stand_once():
    ids = parsed(chapter()).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"a1-b{n}" for n in range(1, 21)} <= set(ids)
    assert {"a1", "a1-p1", "a1-p2", "a1-p3", "a1-p1-quote", "a1-note-1", "a1-ref-1"} <= set(ids)


def test_a_pull_quote_is_an_aside_after_its_paragraph_that_is_not_read_twice():
    quote = by_id(parsed(chapter()), "a1-p1-quote")
    assert quote.tag == f"{XHTML}aside"
    assert (quote.get(TYPE), quote.get("role")) == ("pullquote", "doc-pullquote")
    assert quote.get("aria-hidden") == "true"
    assert flat(quote) == QUOTE
    assert quote.getprevious().get("id") == "a1-b4"


def test_nothing_stands_between_inline_elements():
    article = one_part(Paragraph((Span("strong", text("甲")), Span("emphasis", text("乙")))))
    assert b"<strong>\xe7\x94\xb2</strong><em" in chapter(article)
    assert flat(by_id(parsed(chapter(article)), "a1-b1")) == "甲乙"


def test_what_a_manuscript_writes_is_never_markup():
    article = one_part(paragraph('<script>alert("x")</script>&amp;]]>'))
    assert flat(by_id(parsed(chapter(article)), "a1-b1")) == '<script>alert("x")</script>&amp;]]>'


def test_characters_that_xml_cannot_hold_are_never_written():
    article = one_part(paragraph("控\x00\x0b\x1f\ufffe\ud800制"))
    assert flat(by_id(parsed(chapter(article)), "a1-b1")) == "控制"


def test_notes_lead_there_and_back():
    root = parsed(chapter())
    reference = by_id(root, "a1-ref-1")
    note = by_id(root, reference.get("href").removeprefix("#"))
    assert (reference.get(TYPE), reference.get("role")) == ("noteref", "doc-noteref")
    assert (note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote")
    (back,) = note.iter(f"{XHTML}a")
    assert (back.get("href"), back.get("role")) == ("#a1-ref-1", "doc-backlink")


def test_a_mark_without_a_note_is_no_link():
    article = one_part(Paragraph((Text("甲"), NoteReference("?"))))
    assert not list(parsed(chapter(article)).iter(f"{XHTML}a"))


def test_labels_of_notes_become_ids():
    note = Note("注 一", (paragraph("说明"),))
    article = one_part(Paragraph((Text("甲"), NoteReference("注 一"))), note)
    root = parsed(chapter(article))
    (link,) = root.xpath("//*[@role='doc-noteref']")
    assert by_id(root, link.get("href").removeprefix("#")) is not None


def test_headings_go_down_one_step_at_a_time():
    article = one_part(Heading(1, text("一")), Heading(4, text("二")), Heading(1, text("三")))
    root = parsed(chapter(article))
    levels = [node.tag.removeprefix(XHTML) for node in root.iter() if node.tag[-2:-1] == "h"]
    assert levels == ["h1", "h2", "h3", "h4", "h3"]


def test_without_a_headline_the_speaker_heads_the_part():
    part = by_id(parsed(chapter()), "a1-p2")
    heading = by_id(parsed(chapter()), part.get("aria-labelledby"))
    assert (heading.tag, flat(heading)) == (f"{XHTML}h2", "郑某")


def test_an_article_without_a_headline_still_has_a_name():
    article = Article((), (Part((Speaker("甲"),), (), (paragraph("文。"),)),))
    root = parsed(chapter(article))
    assert by_id(root, "a1").get("aria-label") == "甲"


def test_ruby_has_brackets_for_those_who_cannot_show_it():
    article = one_part(Paragraph((Ruby("乌镇", "wū zhèn"),)))
    assert flat(by_id(parsed(chapter(article)), "a1-b1")) == "乌镇（wū zhèn）"


def test_tables_have_headers():
    root = parsed(chapter())
    assert [node.get("scope") for node in root.iter(f"{XHTML}th")] == ["col", "col"]


def test_no_style_stands_in_a_chapter():
    assert not parsed(chapter()).xpath("//@style")


# ── pages of print ───────────────────────────────────────────────────────────────────────────────


def test_page_breaks_stand_at_the_first_word_of_the_page():
    root = parsed(chapter(ARTICLE, *STARTS))
    breaks = root.xpath("//*[@role='doc-pagebreak']")
    assert [(b.get("id"), b.get("aria-label")) for b in breaks] == [
        ("page-1", "1"),
        ("page-2", "2"),
        ("page-3", "3"),
        ("page-4", "4"),
    ]
    assert breaks[0].tail == "导语一段。"
    assert breaks[1].getprevious() is None
    assert breaks[1].getparent().text == "今天，"
    assert (breaks[2].getparent().tag, breaks[2].tail) == (f"{XHTML}em", "开放")
    assert breaks[3].getparent().tag == f"{XHTML}figure"


def test_a_page_break_inside_ruby_stands_before_it():
    article = one_part(Paragraph((Text("在"), Ruby("乌镇", "wū zhèn"), Text("里"))))
    root = parsed(chapter(article, PageStart(0, "a1-b1", 2, "9")))
    (found,) = root.xpath("//*[@role='doc-pagebreak']")
    assert found.getnext().tag == f"{XHTML}ruby"


@given(
    pieces=some.lists(some.text("甲乙a&", max_size=6), max_size=5),
    offsets=some.lists(some.integers(0, 40), max_size=6),
)
def test_a_cursor_writes_every_character_and_every_break(pieces, offsets):
    starts = [PageStart(0, "b", offset, str(n)) for n, offset in enumerate(offsets)]
    cursor = Cursor(starts)
    written = "".join([*(cursor.text(piece) for piece in pieces), cursor.rest()])
    root = parsed(f"<p xmlns:epub='http://www.idpf.org/2007/ops'>{written}</p>".encode())
    whole = "".join(pieces)
    assert "".join(root.itertext()) == whole
    assert sorted(root.xpath("span/@aria-label"), key=int) == [str(n) for n in range(len(offsets))]
    for start in starts:
        before = root.xpath("span[@aria-label=$n]", n=start.folio)[0].xpath("preceding::text()")
        assert "".join(before) == whole[: start.offset]


# ── addresses ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "../x.html",
        "http://",
        "http://[",
        "vbscript:x",
        "",
    ],
)
def test_addresses_that_run_or_lead_nowhere_are_no_links(href):
    assert safe_href(href) is None
    article = one_part(Paragraph((Link(href, text("词")),)))
    assert flat(by_id(parsed(chapter(article)), "a1-b1")) == "词"


def test_outside_addresses_are_encoded():
    assert safe_href("https://例.example/a b?c=丙") is not None
    assert " " not in (safe_href("https://example.org/a b") or " ")
