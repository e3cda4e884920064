"""What is kept from one document to the next, and that it changes nothing."""

from __future__ import annotations

import gc
from weakref import ref

from publisher.engine.kept import Kept
from tests.engine.pages import laid, lines

TEXT = "<p>“好。”（她笑了）用 AI 写字，<b>也</b>用笔。</p>" * 3


def test_what_was_asked_for_last_is_kept() -> None:
    kept: Kept[str] = Kept(10)
    kept.put("a", "一", 4)
    kept.put("b", "二", 4)
    assert kept.get("a") == "一"
    kept.put("c", "三", 4)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == ("一", None, "三")
    kept.put("d", "长", 40)
    assert len(kept) == 1


def test_what_is_kept_twice_weighs_once() -> None:
    """A sheet of one rule is kept as a rule, too."""
    kept: Kept[str] = Kept(10)
    for value in "一二三":
        kept.put("a", value, 4)
    kept.put("b", "四", 4)
    assert (kept.get("a"), kept.get("b")) == ("三", "四")


def test_a_text_that_was_set_before_is_set_alike() -> None:
    first, again = laid(TEXT), laid(TEXT)
    assert list(lines(first)) == list(lines(again))
    assert first.pdf() == again.pdf()
    wider = laid(f"<div style='font-size:12pt'>{TEXT}</div>")
    assert [line.width for line in lines(wider)] != [line.width for line in lines(first)]


def test_what_was_laid_out_waits_for_no_collector() -> None:
    floated = "<div class=float>图</div><p>有一个<i class=box>盒</i></p>"
    gc.collect()
    gc.disable()
    try:
        found = laid(f"<div class=columns>{TEXT}</div>{floated}{TEXT}")
        found.pdf()
        page = found.drawing.pages[0]._page_box
        held = [ref(found.drawing.context), ref(page), ref(page.style), ref(page.children[0])]
        held += [ref(page.style.anonymous_style), ref(page.children[0].style)]
        del found, page
        assert [each() for each in held] == [None] * len(held)
    finally:
        gc.enable()
