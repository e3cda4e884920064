"""EPUBCheck, Ace and our own checks have nothing to say of whole publications and editions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publisher import checks
from publisher.checks import EpubFile, ace, epubcheck
from tests.epub.of_sources import made

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not epubcheck.available(), reason="EPUBCheck or Java is not installed"),
    pytest.mark.skipif(not ace.available(), reason="Ace, Node or Chromium is not installed"),
]


def hundred(tmp_path) -> bytes:
    """A hundred articles with notes, pictures of none, and a few foreign words."""
    for number in range(1, 101):
        words = f"第{number}篇的正文[^1]，其中有一句 as they say in the old books。" * 20
        note = f"[^1]: 第{number}篇的注。"
        text = f"---\nheadline: 第{number}篇\nbyline: 某某\n---\n\n{words}\n\n{note}\n"
        (tmp_path / f"{number:03}.md").write_text(text, encoding="utf-8")
    (tmp_path / "publication.yaml").write_text("title: 百篇\npublisher: 某社\n", encoding="utf-8")
    return made(tmp_path)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda _: made(), id="the sample issue"),
        pytest.param(lambda _: made(layout="vertical", language="zh-Hant"), id="vertical, zh-Hant"),
        pytest.param(lambda _: made(layout="newspaper"), id="newspaper"),
        pytest.param(hundred, id="a hundred articles"),
    ],
)
def test_nothing_to_be_said(tmp_path, make: Callable[..., bytes]):
    data = make(tmp_path)
    assert list(checks.run(EpubFile(data, "a.epub"))) == []
