"""Heads, speakers, interviews, blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from publisher.manuscript.contract import contract
from publisher.manuscript.loading import repair
from publisher.manuscript.readers.txt import draft
from tests import cases

HEAD = ("kicker", "headline", "subheadline", "deck", "byline", "dateline")


def outline(text: str) -> list[str]:
    loaded = repair(draft(text, "a.txt"))
    errors = [f"error: {finding.code}" for finding in loaded.findings if finding.severity > 2]
    data: Any = contract(loaded)["article"]
    return [*_lines(data), *errors]


def _lines(article: Any) -> Iterator[str]:
    for key in HEAD:
        if article[key]:
            value = article[key]
            yield f"{key}: {value if isinstance(value, str) else '/'.join(value)}"
    if article["introduction"]:
        yield "introduction:"
        yield from map(_block, article["introduction"])
    for part in article["parts"]:
        for speaker in part["speakers"]:
            yield f"speaker: {speaker['name']} | {'/'.join(speaker['roles'])}"
        if not part["speakers"]:
            yield "part:"
        if part["headline"]:
            yield f"part headline: {'/'.join(part['headline'])}"
        yield from map(_block, part["blocks"])


def _block(block: Any) -> str:
    kind = block["kind"] + (f"({block['speaker']})" if "speaker" in block else "")
    return f"  {kind}: {block['text']}".replace("\n", "/")


@pytest.mark.parametrize("case", cases.read("manuscript-structure"), ids=str)
def test_structure(case: cases.Case) -> None:
    expected = case.expected.replace("heading 1:", "heading:").replace("heading 2:", "heading:")
    assert outline(case.given) == expected.split("\n")
