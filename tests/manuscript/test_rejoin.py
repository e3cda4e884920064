"""Which lines are one paragraph."""

from __future__ import annotations

import pytest

from publisher.manuscript.normalise import normalise_characters
from publisher.manuscript.readers.txt import draft
from publisher.manuscript.rejoin import rejoin
from tests import cases

ABOVE = "河边的树\n\n我在河边住了十二年，每年春天都要去看树，今年也不例外。\n\n"
LINES_ABOVE = 4


def paragraphs(text: str) -> list[str]:
    done = rejoin(normalise_characters(draft(ABOVE + text, "a.txt")))
    return [passage.text.replace("\n", "/") for passage in done.passages[2:]]


@pytest.mark.parametrize("case", cases.read("manuscript-paragraphs"), ids=str)
def test_paragraphs(case: cases.Case) -> None:
    assert paragraphs(case.given) == case.expected.split("\n")


@pytest.mark.parametrize("case", cases.read("manuscript-paragraphs"), ids=str)
def test_every_paragraph_knows_its_raw_line(case: cases.Case) -> None:
    raw = (ABOVE + case.given).split("\n")
    done = rejoin(normalise_characters(draft(ABOVE + case.given, "a.txt")))
    for passage in done.passages:
        for anchor in passage.anchors:
            head = passage.text[anchor.offset :][:4].replace("\n", "")
            assert raw[anchor.line - 1].strip(" 　").startswith(head[:2])


def test_a_join_says_where_and_why() -> None:
    text = (
        ABOVE + "我们花了三年时间在河边种下一千二百棵树，现在有一半已经长过了屋\n\n顶，夏天不热。"
    )
    found = rejoin(draft(text, "a.txt")).findings
    (joined,) = [finding for finding in found if finding.code == "break-joined"]
    assert joined.place is not None
    assert joined.place.line == LINES_ABOVE + 1
    assert dict(joined.values)["before"] == "一半已经长过了屋"
    assert "the sentence has no end" in str(dict(joined.values)["reasons"])
