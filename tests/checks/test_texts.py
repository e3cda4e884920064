"""Promise 1: body texts read from finished files, and what is said where they differ."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from publisher.checks import article_text, epub_text, pdf_text, promise, text_equality
from publisher.checks.body import Body
from publisher.document.model import Article, Paragraph, Ruby, Span, Text
from publisher.errors import Unusable
from tests.epub.made_up import QUOTE, book, build, one_part, publication

# ── e-book ───────────────────────────────────────────────────────────────────────────────────────


def same(article: Article) -> None:
    data = build(publication(article), None).data
    bodies = {"model": article_text.body([article]), "EPUB": epub_text.body(data)}
    assert [finding.values for finding in text_equality.differences(bodies)] == []


def test_the_body_of_the_book_is_that_of_the_articles():
    articles = [entry.article for entry in publication().entries]
    wanted, found = article_text.body(articles), epub_text.body(book())
    assert found.characters == wanted.characters


def test_what_is_the_books_own_is_left_out():
    found = epub_text.body(book())
    assert found.text.count(QUOTE) == 1
    for own in ("版权页", "目录", "一张图", "wū", "观察", "（wū zhèn）", "返回"):
        assert own not in found.text
    for body in ("某公司董事长", "范某", "守护", "图注", "图/某某", "导语一段。", "1.", "广告文字"):
        assert body in found.text
    assert found.characters.endswith("尾声。脚注一。第二段。短讯无讲述者的文章。")


words = some.text("字a <&>\"'　，。", max_size=8)
inlines = some.lists(
    words.map(Text)
    | some.builds(lambda w: Span("emphasis", (Text(w),)), words)
    | some.builds(lambda w: Ruby(w or "字", "zì"), words),
    max_size=4,
).map(tuple)


@settings(max_examples=20, deadline=None)
@given(some.lists(inlines, min_size=1, max_size=3))
def test_no_character_is_lost_or_added(paragraphs):
    same(one_part(*map(Paragraph, paragraphs)))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"words"])
def test_what_is_no_book_is_told(data):
    with pytest.raises(Unusable) as caught:
        epub_text.body(data, "a.epub")
    assert caught.value.finding.code == "epub-unreadable"


# ── differences ──────────────────────────────────────────────────────────────────────────────────


def test_the_first_difference_is_shown():
    bodies = {"clean copy": Body("一二三\n四"), "EPUB": Body("一二 三四"), "PDF": Body("一二叁四")}
    (finding,) = text_equality.differences(bodies)
    told = dict(finding.values)
    assert finding.code == "text-differs"
    assert (told["other"], told["before"]) == ("PDF", "一二")
    assert (told["here"], told["there"]) == ("三四", "叁四")


def test_a_text_cut_short_differs():
    assert text_equality.first_difference("一二", "一二三") == 2


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────

LETTERS = b"/F1 12 Tf 10 100 Td (%s) Tj"


def pdf(*pieces: bytes, tree: list[tuple[str, list[int]]] | None = None) -> bytes:
    """A page that draws the pieces, each as marked content 0, 1, …, under this structure tree."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    face = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=face))
    drawn = [
        b"/P << /MCID %d /ActualText (never) >> BDC BT /F1 12 Tf 10 %d Td (%s) Tj ET EMC"
        % (number, 180 - 14 * number, piece)
        for number, piece in enumerate(pieces)
    ]
    page.obj.Contents = made.make_stream(b"\n".join(drawn))
    if tree is not None:
        elements = [
            pikepdf.Dictionary(S=pikepdf.Name("/" + name), Pg=page.obj, K=pikepdf.Array(marks))
            for name, marks in tree
        ]
        article = pikepdf.Dictionary(S=pikepdf.Name.Art, K=pikepdf.Array(elements))
        loose = pikepdf.Dictionary(S=pikepdf.Name.Sect, K=pikepdf.Array([article]))
        roles = pikepdf.Dictionary(PullQuote=pikepdf.Name.NonStruct)
        made.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([loose]), RoleMap=roles)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_all_that_is_drawn_and_no_actual_text():
    assert pdf_text.drawn(pdf(b"Head", b"Body")) == ("HeadBody",)


def test_the_body_follows_the_tags():
    data = pdf(
        b"Head",
        b"One",
        b"Quote",
        b"Note",
        b"Two",
        tree=[("P", [4]), ("PullQuote", [2]), ("Note", [3]), ("P", [1])],
    )
    assert pdf_text.body(data) == Body("TwoOneNote")


def test_a_pdf_without_tags_is_all_body():
    assert pdf_text.body(pdf(b"Head", b"Body")) == Body("HeadBody")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"words"])
def test_what_is_no_pdf_is_told(data):
    with pytest.raises(Unusable) as caught:
        pdf_text.body(data, "a.pdf")
    assert caught.value.finding.code == "pdf-unreadable"


# ── print ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("drawn", "place"),
    [
        ("甲乙丙甲乙", None),
        ("甲乙甲乙丙甲乙", None),
        ("1甲乙丙甲1乙甲乙", None),
        ("甲乙丙甲", (4, 4)),
        ("甲丙甲乙", (1, 1)),
        ("甲乙丙丁甲乙", (3, 3)),
        ("", (0, 0)),
    ],
)
def test_furniture_may_stand_between_but_nothing_may_be_missing(drawn, place):
    assert text_equality.unexplained(drawn, "甲乙丙甲乙", {"甲乙", "1"}) == place


def test_a_long_text_with_much_furniture_is_compared_in_little_time():
    wanted = "今天这座古镇再次" * 20_000
    drawn = wanted.replace("古镇", "古1镇") + "今天这座"
    assert text_equality.unexplained(drawn, wanted, {"1", "今天这座", "今"}) is None


# ── all three ────────────────────────────────────────────────────────────────────────────────────


def test_promise_1_on_finished_files(monkeypatch):
    of = publication(one_part(Paragraph((Text("Body of it."),)), quote="of it"))
    wanted = article_text.body([of.entries[0].article])
    monkeypatch.setattr(promise.clean_text, "body", lambda *_: wanted)
    book = build(of, None).data
    good = pdf(b"x", b"of it", tree=[("P", [1])])
    found = list(promise.same_text(of, ["…"], book, good))
    assert [(f.code, dict(f.values)["other"]) for f in found] == [("text-differs", "PDF")]
    assert list(promise.same_text(of, ["…"], book)) == []
