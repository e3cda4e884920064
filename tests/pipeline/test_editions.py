"""Editions: what they share with the publication, and what is their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.errors import Unusable
from publisher.findings import Finding
from publisher.pipeline.editions import edition_of
from publisher.pipeline.sources import Sources, load

TEXT = "# 后来\n\n陆春棠系澜渡县的人，头发很长。\n"


def editions(folder: Path, settings: str) -> dict[str, Sources]:
    """The editions of a publication with one article, by name."""
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    text = f"title: 澜渡\nidentifier: urn:x:1\neditions:\n{settings}"
    (folder / "publication.yaml").write_text(text, encoding="utf-8")
    sources = load(folder)
    made = {name: edition_of(sources, name, *rest) for name, *rest in sources.editions}
    return {"": sources, **made}


def values(found: Finding) -> dict[str, object]:
    return dict(found.values)


def test_two_editions_are_two_books(tmp_path: Path) -> None:
    made = editions(
        tmp_path,
        "  one: {tokens: {columns: 1}}\n"
        "  tw: {language: zh-Hant, region: tw}\n"
        "  hk: {language: zh-Hant, region: hk, vocabulary: true}\n"
        "  isbn: {language: zh-Hant, identifier: 978-7-000-00000-1}\n",
    )
    assert len({each.publication.identifier for each in made.values()}) == len(made)
    assert made["isbn"].publication.identifier == "urn:isbn:9787000000001"
    assert made["tw"].publication.title == "瀾渡"
    assert made["one"].publication.title == "澜渡"
    assert [f.code for f in made["one"].findings] == []


def test_an_article_with_guesses_is_told_once(tmp_path: Path) -> None:
    told, guessed = editions(tmp_path, "  hant: {language: zh-Hant}\n")["hant"].findings
    assert (told.code, guessed.code) == ("edition-converted", "edition-guessed")
    assert ((guessed.place and guessed.place.file) or "").endswith("a.md")
    assert values(guessed)["count"] == 1
    assert values(guessed)["places"] == "3 陆春棠[系]澜渡县"


def test_words_settle_what_was_guessed(tmp_path: Path) -> None:
    text = "  hant: {language: zh-Hant, words: {系澜渡: 係瀾渡}}\n"
    made = editions(tmp_path, text)["hant"]
    assert [f.code for f in made.findings] == ["edition-converted"]
    assert "係瀾渡縣" in str(made.publication)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("  hant: {language: zh-Hant, vocabulary: true}\n", "settings-missing-key"),
        ("  hant: {language: zh-Hant, region: sg}\n", "settings-choice"),
        ("  hant: {language: zh-Hant, region: tw, vocabulary: perhaps}\n", "settings-choice"),
    ],
)
def test_a_wrong_edition_is_told(tmp_path: Path, settings: str, code: str) -> None:
    with pytest.raises(Unusable) as error:
        editions(tmp_path, settings)
    (found,) = error.value.findings
    assert found.code == code
    if settings.endswith("sg}\n"):
        assert values(found)["choices"] == "tw, hk"


def test_a_wrong_check_digit_of_an_edition_is_told(tmp_path: Path) -> None:
    made = editions(tmp_path, "  b: {identifier: 978-7-000-00000-2}\n")[""]
    assert "identifier-check-digit" in [f.code for f in made.findings]


def test_tokens_that_another_layout_has_not_are_left_aside(tmp_path: Path) -> None:
    settings = "  v: {layout: vertical}\ntokens: {columns: 3, drop_cap: true}\n"
    made = editions(tmp_path, settings)["v"].publication
    assert (made.layout, dict(made.tokens)) == ("vertical", {"columns": 3})
