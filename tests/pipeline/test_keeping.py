"""What a change sets again: what depends on it, and nothing else."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publisher import resources
from publisher.pipeline import cache, keeping, manuscripts, pdf
from publisher.pipeline.jobs import Crew
from publisher.pipeline.pdf import Printed
from publisher.pipeline.sources import load
from publisher.setting import flow as flows
from publisher.typefaces import Library

SETTINGS = """title: 澜渡
date: 2026-11-07
layout: book
print: {trim: 105x148mm}
articles:
  - articles/1.md
  - {file: articles/2.md, tokens: {kinsoku: basic}}
  - articles/3.md
"""
TEXT = "# 第{0}座桥\n\n河水从城中穿过。\n\n桥墩上有第{0}道红线，“慢一点”是她常说的话。\n"
ALL = "1 2 3 contents"


@dataclass
class Desk:
    """A publication of three articles, and which flows its last build set."""

    root: Path
    set: list[str] = field(default_factory=list)

    def build(self) -> Printed:
        self.set.clear()
        return pdf.build(load(self.root), crew=Crew(1))

    def built(self) -> str:
        self.build()
        return " ".join(sorted(dict.fromkeys(self.set)))

    def change(self, name: str, old: str, new: str) -> None:
        file = self.root / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


def picture(root: Path, colour: str) -> None:
    Image.new("RGB", (600, 400), colour).save(root / "pictures/a.png")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    root = tmp_path / "issue"
    for number in (1, 2, 3):
        file = root / f"articles/{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.format(number), encoding="utf-8")
    (root / "pictures").mkdir()
    picture(root, "#888")
    with (root / "articles/3.md").open("a", encoding="utf-8") as file:
        file.write('\n![桥](pictures/a.png "一座桥")\n')
    (root / "publication.yaml").write_text(SETTINGS, encoding="utf-8")
    layouts = resources.folder("layouts")
    shutil.copytree(layouts / "book", root / "layouts/book")
    shutil.copytree(layouts / "base", root / "layouts/base")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    made = Desk(root)
    stock = flows.set_flow

    def spy(flow: Any, *rest: Any) -> Any:
        made.set.append(str(flow.article or flow.kind))
        return stock(flow, *rest)

    monkeypatch.setattr(flows, "set_flow", spy)
    made.build()
    return made


def add(desk: Desk, name: str, text: str) -> None:
    with (desk.root / name).open("a", encoding="utf-8") as file:
        file.write(text)


def turn_round(desk: Desk) -> None:
    desk.change("publication.yaml", "  - articles/3.md\n", "")
    desk.change("publication.yaml", "articles:\n", "articles:\n  - articles/3.md\n")


SET, IN_2 = "publication.yaml", "articles/2.md"
CHANGES: dict[str, tuple[Callable[[Desk], object], str]] = {
    "nothing": (lambda desk: None, ""),
    "a blank line above": (lambda desk: desk.change(IN_2, "# 第2", "\n\n# 第2"), ""),
    "the time of a file": (lambda desk: os.utime(desk.root / IN_2, (0, 0)), ""),
    "a sentence": (lambda desk: desk.change(IN_2, "慢一点", "快一点"), "2"),
    "a headline": (lambda desk: desk.change(IN_2, "第2座", "第二座"), "2 contents"),
    "a token of one": (lambda desk: desk.change(SET, "basic", "strict"), "2"),
    "a token of all": (lambda desk: add(desk, SET, "tokens: {accent: '#123456'}\n"), ALL),
    "the title": (lambda desk: desk.change(SET, "澜渡", "澜河"), ALL),
    "the date": (lambda desk: desk.change(SET, "11-07", "11-08"), ALL),
    "the trim": (lambda desk: desk.change(SET, "105x148", "110x150"), ALL),
    "a description": (lambda desk: add(desk, SET, "description: 一条河\n"), ALL),
    "a layout's file": (lambda desk: add(desk, "layouts/book/print.css", "/* */\n"), ALL),
    "the order": (turn_round, ALL),
    "a picture": (lambda desk: picture(desk.root, "#777"), "3"),
    "the cache": (lambda desk: shutil.rmtree(desk.root.parent / "cache"), ALL),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_change_sets_again(desk: Desk, change: str) -> None:
    do, wanted = CHANGES[change]
    do(desk)
    assert desk.built() == wanted
    kept = desk.build()
    assert desk.set == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.VARIABLE, "off")
        cold = desk.build()
    assert kept == cold


def test_engine_and_faces_stand_in_every_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "engine", lambda: "weasyprint 71")
    assert desk.built() == ALL
    monkeypatch.setattr(keeping, "library", lambda: Library((), ()))  # none is known
    monkeypatch.setattr(keeping, "digest", lambda _file: "another face")
    assert desk.built() == ALL
    monkeypatch.setattr(manuscripts, "program", lambda *_packages, **_words: "another reader")
    assert desk.built() == ""  # it reads the same articles


def test_places_are_those_of_the_manuscript_as_it_is(desk: Desk) -> None:
    before = desk.build().boxes
    desk.change("articles/2.md", "# 第2", "\n\n\n# 第2")
    after = desk.build().boxes
    assert desk.set == []
    moved = [
        box.place.line + 3 if box.place.file.endswith("2.md") else box.place.line for box in before
    ]
    assert [box.place.line for box in after] == moved
    assert [box[:5] for box in after] == [box[:5] for box in before]


def entries(desk: Desk) -> list[Path]:
    folder = desk.root.parent / "cache"
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and "TAG" not in file.name]


@pytest.mark.parametrize("harm", ["torn", "empty", "of another version", "gone", "from tomorrow"])
def test_no_entry_can_make_a_page_wrong(desk: Desk, harm: str) -> None:
    before = desk.build()
    for file in entries(desk):
        data = file.read_bytes()
        if harm == "gone":
            file.unlink()
        elif harm == "from tomorrow":  # a clock that goes backwards
            os.utime(file, (time.time() + 1e6, time.time() + 1e6))
        else:
            other = {"torn": data[: len(data) // 2], "empty": b""}
            version = data.replace(b"publisher store 1", b"publisher store 0")
            file.write_bytes(other.get(harm, version))
    assert desk.build() == before
    assert bool(desk.set) == (harm != "from tomorrow")


def test_a_full_disk_makes_it_slower_and_nothing_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.build()
    shutil.rmtree(desk.root.parent / "cache")

    def full(*_arguments: object, **_words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("publisher.store._write", full)
    assert desk.build() == before
    assert desk.built() == ALL
