"""What a process remembers of manuscripts: their bytes count, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.pipeline import manuscripts, sources


def words(folder: Path) -> str:
    return str(list(sources.load(folder).publication.entries[0].article.blocks()))


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_that_comes_back_is_read_as_it_was(tmp_path: Path, name: str) -> None:
    # an editor who undoes a change saves the same bytes with another time
    file = tmp_path / name
    head = "---\nheadline: 题目\n---\n" if name == "a.md" else "题目\n\n"
    first, second = f"{head}河水从桥下流过。\n", f"{head}河水从桥上流过。\n"
    seen = []
    for text in (first, second, first):
        file.write_text(text, "utf-8")
        seen.append(words(tmp_path))
    assert "桥下" in seen[0]
    assert "桥上" in seen[1]
    assert seen[2] == seen[0]


def test_a_text_that_changes_while_it_is_read_is_not_taken_for_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, read = tmp_path / "a.txt", manuscripts.read
    file.write_text("题目\n\n第一稿。\n", "utf-8")

    def late(*asked: object) -> manuscripts.Read:
        file.write_text("题目\n\n第二稿。\n", "utf-8")
        return read(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(manuscripts, "read", late)
    assert "第二稿" in words(tmp_path)
    monkeypatch.setattr(manuscripts, "read", read)
    file.write_text("题目\n\n第一稿。\n", "utf-8")
    assert "第一稿" in words(tmp_path)


def test_no_more_than_so_many_are_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manuscripts, "MOST", 2)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{name}\n\n河水从桥下流过。\n", "utf-8")
    sources.load(tmp_path)
    assert len(manuscripts._remembered) <= 2
