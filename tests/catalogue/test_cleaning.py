"""Words of strangers: whatever they are, what is kept is clean, and stays as it is."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.catalogue import cleaning
from publisher.catalogue.book import Book, File, Picture, Series, parsed, written

HASH = "0" * 64
PICTURE = Picture(File("cover.jpg", "image/jpeg", 1, HASH), 1, 1)
ANY = st.text(st.characters(), max_size=80)
MARKED = st.lists(st.sampled_from("a字\u0301\u0489\u202e\u200b\ufffe\t <&>p/"), max_size=60).map(
    "".join
)


@given(ANY | MARKED)
@settings(max_examples=400, deadline=None)
def test_what_is_clean_stays(text: str) -> None:
    for clean in (cleaning.line(text), cleaning.line(text, 20), cleaning.prose(text)):
        assert cleaning.line(clean, cleaning.LONGEST_TEXT) == clean
        assert not cleaning.hides(clean)
        assert clean == clean.strip()
        assert "\n" not in clean


@given(ANY | MARKED, ANY)
@settings(max_examples=200, deadline=None)
def test_every_book_that_is_written_is_read_again(text: str, other: str) -> None:
    title = cleaning.line(text) or "?"
    book = Book(
        name="a",
        identifier=cleaning.line(other, 300) or "x",
        title=title,
        language=cleaning.language(other),
        updated="1980-01-01T00:00:00Z",
        cover=PICTURE,
        thumbnail=PICTURE,
        files=(File("a.epub", "application/epub+zip", 1, HASH),),
        description=cleaning.prose(other),
        published=cleaning.date(other),
        series=Series(title, 1.5),
    )
    data = written(book)
    assert parsed(data, "x") == book
    assert json.loads(data)["issue"]["title"] == title
    assert ":" in book.urn


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,5}(-[0-9]{1,3}){0,3}(T.*)?", fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_a_date_is_a_date_or_nothing(text: str) -> None:
    date = cleaning.date(text)
    assert date == cleaning.date(date)
    moment = cleaning.moment(text)
    assert moment == cleaning.moment(moment)
