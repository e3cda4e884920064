"""What the comparison calls changed. Text that only ran on to another page is not."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from publisher.document.pages import Rectangle
from publisher.preview.differences import Pair, compared, pairs, redrawn
from publisher.preview.glyphs import Glyph

# before | after, pages parted by /; the page that is looked at is the second: what went, what came
CASES = (
    ("甲。/今天下雨。/乙。", "甲。/今天下雪。/乙。", "雨", "雪"),
    ("甲。/今天下雨。/乙。", "甲。/今天又下雨。/乙。", "", "又"),
    ("甲。/今天也下雨。/乙。", "甲。/今天下雨。/乙。", "也", ""),
    # one sentence moved from the second page to the third, another to it from the first
    ("子。丑。/寅。卯。/辰。巳。", "子。/丑。寅。/卯。辰。", "", ""),
    ("子。丑。/寅。卯。/辰。", "新子。丑。/寅。卯。/辰。", "", ""),
    ("甲。/一样。/乙。", "甲。/一样。/乙。", "", ""),
    ("甲。//乙。", "甲。/忽然有字。/乙。", "", "忽然有字。"),
)


def page(text: str) -> list[Glyph]:
    return [Glyph(letter, 10.0 * n, 20.0, 10.0 * n + 10, 10.0) for n, letter in enumerate(text)]


@pytest.mark.parametrize(("before", "after", "went", "came"), CASES)
def test_words_that_came_or_went(before: str, after: str, went: str, came: str) -> None:
    olds, news = ([page(text) for text in side.split("/")] for side in (before, after))
    old, new = compared(olds, news, 1, 1)
    assert marked(before.split("/")[1], old.words) == went
    assert marked(after.split("/")[1], new.words) == came
    assert (old.letters, new.letters) == (len(went), len(came))


def marked(text: str, boxes: tuple[Rectangle, ...]) -> str:
    spans = [(round(box.x / 10), round((box.x + box.width) / 10)) for box in boxes]
    return "".join(text[a:b] for a, b in spans)


def test_the_other_side_shows_where_something_came_or_went() -> None:
    """A caret stands in the state that lacks the words, before the letter that follows them."""
    old, new = compared([page("今天下雨。")], [page("今天又下雨。")], 0, 0)
    assert [round(box.x + box.width / 2) for box in old.gaps] == [20]
    assert new.gaps == ()


def test_pages_are_paired_by_what_they_draw() -> None:
    """A page put in between leaves those behind it unchanged."""
    assert list(pairs("abc", "axc")) == [
        Pair(0, 0, False),
        Pair(1, 1, True),
        Pair(2, 2, False),
    ]
    assert list(pairs("abc", "abxc"))[2:] == [Pair(None, 2, True), Pair(2, 3, False)]
    assert list(pairs("abc", "ac"))[1] == Pair(1, None, True)


def test_what_was_drawn_anew_is_framed() -> None:
    """A rule that moved is no word; a picture's colour neither."""
    before = Image.new("L", (200, 300), 255)
    after = before.copy()
    ImageDraw.Draw(after).rectangle((50, 100, 89, 119), 90)
    (box,) = redrawn(before, after)
    assert (box.x, box.y) == (48, 96)
    assert box.width == pytest.approx(40, abs=8)
    assert list(redrawn(before, before)) == []
    # a page of another size
    assert [tuple(found) for found in redrawn(before, Image.new("L", (200, 310), 255))] == []
