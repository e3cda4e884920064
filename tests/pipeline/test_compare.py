"""An e-book given beside its source is compared with the clean copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.pipeline import check
from tests.epub.of_sources import SAMPLE, made


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the sample issue, and its e-book."""
    source, book = tmp_path / "issue", tmp_path / "issue.epub"
    shutil.copytree(SAMPLE, source)
    book.write_bytes(made(source))
    return source, book


def test_the_same_text_is_the_same(given):
    assert list(check.compare(given)) == []


def test_a_sentence_more_is_found(given):
    article = given[0] / "articles" / "news.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n后来加的一句。\n", encoding="utf-8")
    assert [finding.code for finding in check.compare(given)] == ["text-differs"]


def test_another_script_is_not_judged(given):
    given[1].write_bytes(made(given[0], language="zh-Hant"))
    assert [finding.code for finding in check.compare(given)] == ["not-judged"]


def test_alone_there_is_nothing_to_compare(given):
    assert list(check.compare(given[1:])) == []
