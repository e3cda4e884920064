"""Random documents, whose text must come out whole: the engine itself compares and raises."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.checks import pdf_text
from publisher.checks.body import bare
from tests.engine.documents import bodies, long_bodies
from tests.engine.pages import laid

DROP = ".drop { float: left; width: 34pt; font-size: 32pt; line-height: 32pt; text-indent: 0 }"
HARMLESS = list(HealthCheck)
random_documents = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=HARMLESS
)


def _in_columns(body: str, count: int) -> str:
    return f"<div style='columns:{count};column-gap:20pt;width:520pt'>{body}</div>"


@random_documents
@given(bodies(floating=False))
def test_no_character_is_lost_or_added_in_columns(body: str) -> None:
    assert laid(_in_columns(body, 3)).pdf().startswith(b"%PDF")


@random_documents
@given(bodies(floating=True))
def test_no_character_is_lost_or_added_beside_floats(body: str) -> None:
    assert laid(body, DROP).pdf().startswith(b"%PDF")


@settings(random_documents, max_examples=20)
@given(long_bodies(), st.integers(1, 3))
def test_long_documents_are_set_whole(body: str, columns: int) -> None:
    laid(_in_columns(body, columns), DROP)


@pytest.mark.slow
@settings(random_documents, max_examples=250)
@given(long_bodies())
def test_250_documents_are_set_whole(body: str) -> None:
    laid(body, DROP)


@pytest.mark.slow
@settings(random_documents, max_examples=250)
@given(long_bodies(), st.integers(1, 3))
def test_250_documents_in_columns_are_set_whole(body: str, columns: int) -> None:
    laid(_in_columns(body, columns), DROP)


def test_a_float_that_a_column_cuts_is_set_in_the_text() -> None:
    text = "人生去年年得家在他会下有人生"
    drawn = laid(_in_columns(f"<div class=float>{text}</div>", 2))
    assert [finding.code for finding in drawn.findings] == ["engine-float-unset"]
    assert text in bare("".join(pdf_text.drawn(drawn.pdf())))


def test_a_float_inside_running_text_loses_nothing() -> None:
    body = "天地玄黄宇宙洪荒<span style='float:left;width:30pt'>日月</span>，我们在这里。" * 8
    drawn = laid(_in_columns(f"<p>{body}</p>", 3))
    found = bare("".join(pdf_text.drawn(drawn.pdf())))
    assert {found.count(char) for char in "天地玄黄宇宙洪荒日月这里"} == {8}
