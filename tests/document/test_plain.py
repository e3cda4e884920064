"""What is plainly right is what pydantic makes of it, and the rest is left to pydantic."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.document import condition, settings
from publisher.document.checked import validated
from publisher.document.plain import plainly
from publisher.document.yaml_nodes import mapping
from publisher.errors import Unusable
from tests.hostile import strategies

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "manuscript/publication.yaml"]
RIGHT = (
    "title: 题\nlanguage: zh-Hant\ndate: 2026-11-27\nidentifier: urn:isbn:9787301000007\n"
    "series: {title: 丛书, number: 3}\nissue: {number: 7, total: '120'}\n"
    "contributors: [{name: 甲, role: edt}]\n"
    "imprint: {supervisor: 乙, sponsor: [丙, 丁], price: 25}\n"
    "cover: pictures/a.png\nbarcode: yes\ntokens: {columns: 3, accent: red, x: true, y: 2.5}\n"
    "print: {trim: 185x260mm, bleed: 3mm, also: [booklet], fill: true}\nepub: {faces: headlines}\n"
    "editions: {hk: {region: hk, words: {甲: 乙}}}\n"
    "articles: [a.md, {file: b.md, page: 2, weight: lead}]\n"
    "pages: [要闻, {name: 副刊, editor: 戊}]\nsubjects: [一, 二]\n"
)
WRONG = tuple(
    f"title: 题\n{wrong}\n"
    for wrong in (
        "titel: 题", "issue: {number: -1}", "date: 2026-13-01", "language: en", "articles: a",
        "contributors: [{name: 甲}]", "articles: [{file: a.md, page: 0}]", "print: {fill: perhaps}",
        "subtitle: [a]", "layout: ''",
    )
)  # fmt: skip
# right, but not plainly
UNSURE = ("title: 题\nissue: {number: ' 7 '}\n", "title: 题\nprint: {fill: 'Yes'}\n")


def checked(nodes: Any) -> Any:
    """What pydantic makes of it; None where it refuses."""
    with contextlib.suppress(Unusable):
        return validated(nodes, settings.Settings, settings._SHAPES)
    return None


@pytest.mark.parametrize("text", [RIGHT, *(file.read_text("utf-8") for file in FILES)])
def test_what_is_right_needs_nobody_else(text: str) -> None:
    nodes = mapping(text, "publication.yaml")
    found = plainly(settings.Settings, nodes.data)
    assert found is not None
    assert found == checked(nodes)


@pytest.mark.parametrize("text", [*WRONG, *UNSURE])
def test_what_is_not_plainly_right_is_left(text: str) -> None:
    assert plainly(settings.Settings, mapping(text, "publication.yaml").data) is None


@pytest.mark.parametrize("file", sorted((ROOT / "conditions").glob("*.yaml")), ids=str)
def test_conditions_are_plain(file: Path) -> None:
    nodes = mapping(file.read_text("utf-8"), file.name)
    found = plainly(condition._Condition, nodes.data)
    assert found is not None
    assert found == validated(nodes, condition._Condition, condition._INNER)


@given(strategies.settings_texts)
def test_whatever_is_written(text: str) -> None:
    try:
        nodes = mapping(text.encode("utf-8", "replace").decode(), "publication.yaml")
    except Unusable:
        return
    found = plainly(settings.Settings, nodes.data)
    assert found is None or found == checked(nodes)


_scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 10**12), st.floats(allow_nan=False),
    st.text(max_size=6), st.sampled_from(("true", "no", "12", "007", "+1", "zh-Hans", "\ud800")),
)  # fmt: skip
_values = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from("name role number total file page fill a".split()), inner),
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(settings.Settings.__dataclass_fields__)), _values))
def test_whatever_values_stand_there(data: Any) -> None:
    nodes = mapping("title: 题", "publication.yaml")
    nodes.data = {"title": "题", **data}
    found = plainly(settings.Settings, nodes.data)
    assert found is None or found == checked(nodes)
