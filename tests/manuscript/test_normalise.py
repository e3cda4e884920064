"""Marks, spaces and forms of characters."""

from __future__ import annotations

import pytest

from publisher.manuscript.draft import Anchor, Draft, Passage
from publisher.manuscript.normalise import (
    CHARACTERS,
    USUAL,
    normalise_characters,
    normalise_marks,
)
from tests import cases


def repaired(text: str, **facts: object) -> Draft:
    passage = Passage(text, (Anchor(0, 1),), **facts)  # type: ignore[arg-type]
    return normalise_marks(normalise_characters(Draft("a.txt", (passage,))))


@pytest.mark.parametrize("case", cases.read("manuscript-marks"), ids=str)
def test_marks(case: cases.Case) -> None:
    draft = repaired(case.given)
    assert draft.passages[0].text == case.expected


@pytest.mark.parametrize("case", cases.read("manuscript-marks"), ids=str)
def test_a_second_time_changes_nothing(case: cases.Case) -> None:
    draft = repaired(case.expected)
    assert draft.passages[0].text == case.expected
    assert not draft.repairs


@pytest.mark.parametrize("case", cases.read("manuscript-marks"), ids=str)
def test_the_ledger_leads_from_the_raw_text_to_the_repaired_one(case: cases.Case) -> None:
    draft = repaired(case.given)
    counts = dict.fromkeys(case.given + draft.passages[0].text, 0)
    for character in case.given:
        counts[character] += 1
    for repair in draft.repairs:
        for character in repair.old:
            counts[character] = counts.get(character, 0) - 1
        for character in repair.new:
            counts[character] = counts.get(character, 0) + 1
    for character in draft.passages[0].text:
        counts[character] -= 1
    assert not any(counts.values())


def test_no_pass_touches_the_usual_characters() -> None:
    usual = "".join(each for each in map(chr, range(0x110000)) if USUAL.fullmatch(each))
    for text in (usual, "中".join(usual), "a".join(usual)):
        passage = Passage(text, (Anchor(0, 1),))
        assert [edit for each in CHARACTERS for edit in each(passage)] == []


def test_markdown_addresses_and_attributes_keep_their_marks() -> None:
    text = "他说,见[这里](a,b:c)和[词]{.emphasis},还有{乌镇|wū zhèn},对。"
    draft = repaired(text, markup=True)
    assert (
        draft.passages[0].text == "他说，见[这里](a,b:c)和[词]{.emphasis}，还有{乌镇|wū zhèn}，对。"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("一个\ufffd字", "character-lost"),
        ("一个\ue123字", "private-use"),
        ("他说”好", "quote-unpaired"),
    ],
)
def test_what_cannot_be_put_right_is_asked(text: str, code: str) -> None:
    draft = repaired(text)
    assert code in [finding.code for finding in draft.findings]
    assert draft.passages[0].text == text
