"""Raw lines beside what became of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.manuscript.comparison import beside
from publisher.manuscript.draft import Draft
from publisher.manuscript.loading import repaired
from publisher.manuscript.readers.txt import draft


@given(st.text('河边树人说的，,。.-"“a \u200b\x0b\n', max_size=120))
def test_every_raw_line_is_shown_once_and_every_paragraph_whole(text: str) -> None:
    raw = draft(text, "a.txt")
    found = beside(raw)
    shown = [(piece.line, piece.raw) for row in found.rows for piece in row.pieces]
    assert sorted(shown) == sorted((each.line, each.text) for each in raw.passages)
    whole = [row.text for row in found.rows]
    assert whole == [each.text for each in repaired(raw).passages]


def test_joined_lines_are_pieces_of_one_row() -> None:
    text = "河边的树\n\n人们说得很长，也说完了。\n\n人们在桥上谈论,尚未\n\n形成规模化的应用。\n"
    row = beside(draft(text, "a.txt")).rows[-1]
    assert [(piece.line, piece.text) for piece in row.pieces] == [
        (5, "人们在桥上谈论，尚未"),
        (7, "形成规模化的应用。"),
    ]
    assert not row.is_same


def test_what_is_asked_stands_at_its_line() -> None:
    row = beside(draft("河边的树\n\n这个办法更能影视、电商。\n", "a.txt")).rows[-1]
    assert row.pieces[0].lost == (6,)
    assert [each.code for each in row.pieces[0].asked] == ["text-lost"]


def test_an_empty_manuscript_has_no_rows() -> None:
    assert beside(Draft("a.txt", ())).rows == ()
