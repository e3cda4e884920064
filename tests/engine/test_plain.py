"""Lines of plain paragraphs: the same as WeasyPrint's way would give, and made once."""

from __future__ import annotations

from unittest import mock

import pytest

from publisher.engine import plain
from tests.engine.pages import laid, lines

SENTENCES = "“好。”（她笑了）用 AI 写字，<b>也</b>用笔，<span class=padded>桥</span>在雾里。"
BODY = "<h3>桥</h3>" + f"<p>{SENTENCES * 4}</p>" * 9 + "<p style='text-align:center'>完</p>"


@pytest.mark.parametrize("balanced", [True, False])
def test_columns_set_each_line_once(balanced: bool) -> None:
    fill = "balance" if balanced else "auto"
    with mock.patch.object(plain, "_made", wraps=plain._made) as made:
        drawn = laid(f"<div class=columns style='column-fill:{fill}'>{BODY}</div>")
    assert made.call_count == len(list(lines(drawn)))


def test_lines_are_where_they_are_without_the_short_way() -> None:
    body = f"<div class=columns>{BODY}</div>{BODY}"
    with mock.patch("publisher.engine.hooks.is_plain", return_value=False):
        long_way = list(lines(laid(body)))
    short_way = list(lines(laid(body)))
    assert [line.text for line in short_way] == [line.text for line in long_way]
    for one, other in zip(short_way, long_way, strict=True):
        assert (one.left, one.width) == pytest.approx((other.left, other.width), abs=1e-6)


def test_the_next_element_is_told_to_style_sheets() -> None:
    css = '[data-next~=".last"] { color: red } [data-next~="h3"] { color: blue }'
    drawn = laid("<p id=a>一</p><h3 class='x last'>二</h3>", css)
    (style,) = {
        box.style["color"]
        for box in drawn.drawing.pages[0]._page_box.descendants()
        if box.element is not None and box.element.get("id") == "a"
    }
    assert style[:3] == (0, 0, 1)
