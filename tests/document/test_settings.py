"""publication.yaml: every mistake is a sentence with its place and the nearest spelling."""

from __future__ import annotations

import contextlib
import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.document import settings
from publisher.errors import Unusable
from publisher.findings import Finding
from publisher.messages import remedy, sentence
from tests import cases

DESIGN = """\
title: 数字之镇
subtitle: 六人谈                      # optional, as all below but articles
identifier: 978-7-000-00000-2
language: zh-Hans
publisher: 某某出版社
date: 2026-11-07
rights: © 2026 某某出版社
description: 一段话
subjects: [人工智能, 治理]
series: {title: 面孔, number: 12}
issue: {number: 45, total: 1203}
contributors:
  - {name: 王编辑, role: edt}
layout: feature
tokens: {columns: 3}
print: {trim: 185x260mm, bleed: 3mm, condition: coated-sheetfed}
editions:
  vertical: {layout: vertical, language: zh-Hant}
articles:
  - articles/wuzhen.txt
  - {file: articles/notes.md, department: 观察, tokens: {columns: 2}}
"""


def _line(finding: Finding) -> str:
    assert finding.place
    nearest = dict(finding.values).get("nearest", "")
    place = str(finding.place).removeprefix("publication.yaml:")
    return f"{place} {finding.code} {nearest}".rstrip()


@pytest.mark.parametrize("case", cases.read("settings"), ids=str)
def test_a_mistake_is_told_with_its_place(case: cases.Case) -> None:
    try:
        settings.parse(case.given, "publication.yaml")
        found: tuple[Finding, ...] = ()
    except Unusable as error:
        found = error.findings
    assert sorted(map(_line, found)) == sorted(case.expected.splitlines())
    assert all("{" not in sentence(f) + remedy(f) for f in found)


def test_the_file_of_the_design_is_taken_whole() -> None:
    chosen, nodes = settings.parse(DESIGN, "publication.yaml")
    assert chosen.articles is not None
    assert chosen.articles[1].tokens == {"columns": 2}
    assert chosen.tokens == {"columns": 3}
    assert chosen.series
    assert chosen.series.number == 12
    assert nodes.place(("articles", 1)).line == 21


def test_numbers_and_yes_are_words_where_words_are_asked_for() -> None:
    chosen, _ = settings.parse("title: 007\nsubtitle: yes\n", "publication.yaml")
    assert (chosen.title, chosen.subtitle) == ("007", "yes")


@given(st.text(max_size=200))
def test_no_text_is_a_traceback(text: str) -> None:
    with contextlib.suppress(Unusable):
        settings.parse(text, "publication.yaml")


def test_nesting_is_bounded() -> None:
    with pytest.raises(Unusable) as caught:
        settings.parse("title: " + "[" * 5000, "publication.yaml")
    assert caught.value.finding.code == "settings-yaml"


def test_the_schema_is_json_and_names_every_key() -> None:
    schema = json.loads(json.dumps(settings.schema()))
    assert set(schema["properties"]) == {each.name for each in fields(settings.Settings)}
