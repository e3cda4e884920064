"""The object of `repair --json`, and the publication of this repository, come out right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from publisher.manuscript import SUFFIXES, clean_copy, contract, load

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
ARTICLES = ROOT / "manuscript" / "articles"


@pytest.mark.parametrize("name", ["feature", "interview"])
def test_our_own_articles_come_out_right(name: str) -> None:
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    found: Any = contract(load(ARTICLES / f"{name}.txt", f"{name}.txt"))
    for part in (*expected["article"]["parts"], *found["article"]["parts"]):
        part.pop("pull_quote", None)  # judged by its rules, not by its words
    assert found["article"] == expected["article"]
    lost = [each for each in found["findings"] if each["code"] == "text-lost"]
    for place in expected.get("lost", []):
        told = [each["message"] for each in lost if each["line"] == place["line"]]
        assert any(place["before"] in each and place["after"] in each for each in told)
    # a join that only looks torn may be asked about, once in 2,000 characters of so much damage
    doubtful = len(lost) - len(expected.get("lost", []))
    assert doubtful <= sum(map(len, all_texts(expected["article"]))) / 2000


def all_texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inside for text in all_texts(each)]


@pytest.mark.parametrize("file", sorted(ARTICLES.iterdir()), ids=lambda each: each.name)
def test_clean_copies_of_our_own_articles_are_stable(file: Path, tmp_path: Path) -> None:
    loaded = load(file, file.name)
    assert not [finding for finding in loaded.findings if finding.severity > 2]
    copy = tmp_path / "copy.md"
    copy.write_text(clean_copy(loaded.article), encoding="utf-8")
    again = load(copy, "copy.md")
    assert again.article == loaded.article
    assert again.findings == ()


def test_every_finding_has_its_keys() -> None:
    found: Any = contract(load(ARTICLES / "feature.txt", "feature.txt"))
    for finding in found["findings"]:
        assert set(finding) == {"code", "severity", "file", "line", "message", "remedy"}
        assert finding["line"] > 0
        assert "{" not in finding["message"]


def test_formats() -> None:
    assert {".txt", ".md"} <= SUFFIXES
