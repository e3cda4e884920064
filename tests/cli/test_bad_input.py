"""Bad input: one sentence with place and remedy, the documented code, nothing lost, no litter."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Publisher

UNUSABLE, MACHINE = 3, 4


def _told(answer: Answer, code: int, *words: str) -> None:
    assert answer.code == code, answer.err
    assert "Traceback" not in answer.err
    assert "remedy: " in answer.err
    for word in words:
        assert word in answer.err, answer.err
    assert answer.out == ""


def _append(issue: Path, line: str) -> None:
    settings = issue / "publication.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + line, encoding="utf-8")


@pytest.mark.parametrize("command", ["pdf", "epub", "repair"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", " \n\n　　\n".encode()),
        ("binary.txt", bytes(range(256)) * 8),
        ("broken.txt", "乌镇的桥很多。".encode() + b"\xff\xfe\xfd" + "没有断。".encode()),
        ("picture.md", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    ],
)
def test_a_file_that_is_no_manuscript(
    publisher: Publisher, tmp_path: Path, command: str, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    _told(publisher(command, name), UNUSABLE, name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("command", ["pdf", "epub"])
def test_a_key_that_is_not_known(publisher: Publisher, issue: Path, command: str) -> None:
    _append(issue, "langauge: zh-Hans\n")
    line = len((issue / "publication.yaml").read_text(encoding="utf-8").splitlines())
    _told(publisher(command, issue), UNUSABLE, f"publication.yaml:{line}:1", "“language”")


@pytest.mark.parametrize("command", ["pdf", "epub"])
def test_a_layout_that_is_not_known(publisher: Publisher, issue: Path, command: str) -> None:
    _told(publisher(command, issue, "--layout", "featur"), UNUSABLE, "“feature”")


def test_a_token_that_is_not_known(publisher: Publisher, issue: Path) -> None:
    _append(issue, "tokens: {colums: 2}\n")
    line = len((issue / "publication.yaml").read_text(encoding="utf-8").splitlines())
    _told(publisher("pdf", issue), UNUSABLE, "“columns”", f"publication.yaml:{line}")


@pytest.mark.parametrize("command", ["pdf", "epub"])
def test_a_picture_that_is_not_there(publisher: Publisher, issue: Path, command: str) -> None:
    article = issue / "articles" / "2-note.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(
        text + '\n::: figure {src="pictures/none.png" alt="桥"}\n桥\n:::\n', encoding="utf-8"
    )
    line = len(text.splitlines()) + 2
    _told(publisher(command, issue), UNUSABLE, f"2-note.md:{line}", "none.png")


def test_a_source_that_is_not_there(publisher: Publisher) -> None:
    _told(publisher("pdf", "nowhere"), UNUSABLE, "nowhere")


def test_an_article_that_is_not_there(publisher: Publisher, issue: Path) -> None:
    (issue / "articles" / "2-note.md").unlink()
    _told(publisher("pdf", issue), UNUSABLE, "articles/2-note.md")


def test_an_article_outside_the_publication(publisher: Publisher, issue: Path) -> None:
    (issue.parent / "secret.txt").write_text("机密。", encoding="utf-8")
    settings = issue / "publication.yaml"
    text = settings.read_text(encoding="utf-8").replace("articles/2-note.md", "../secret.txt")
    settings.write_text(text, encoding="utf-8")
    _told(publisher("pdf", issue), UNUSABLE, "../secret.txt")


def test_a_face_that_is_not_there(
    publisher: Publisher, issue: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from publisher import resources
    from publisher.pipeline import faces

    bare = tmp_path / "fonts"
    bare.mkdir()
    listing = resources.folder("fonts") / "fonts.yaml"
    (bare / "fonts.yaml").write_bytes(listing.read_bytes())
    original: Callable[[str], Path] = resources.folder
    monkeypatch.setattr(
        resources, "folder", lambda name: bare if name == "fonts" else original(name)
    )
    faces.library.cache_clear()
    try:
        _told(publisher("pdf", issue), MACHINE, "song-regular.ttf")
    finally:
        faces.library.cache_clear()


def test_a_character_that_no_face_has(publisher: Publisher, issue: Path) -> None:
    article = issue / "articles" / "2-note.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text + "\n这里有一个\U0001f600。\n", encoding="utf-8")
    line = len(text.splitlines()) + 2
    _told(publisher("pdf", issue), UNUSABLE, f"2-note.md:{line}", "U+1F600")


def test_an_output_that_cannot_be_written(
    publisher: Publisher, issue: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_bytes(b"a file, not a folder")
    _told(publisher("epub", issue, "-o", "taken/a.epub"), MACHINE, "taken/a.epub")


def test_no_room_on_the_disk(
    publisher: Publisher, issue: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert publisher("epub", issue, "-o", "out/a.epub").code == 0
    before = (tmp_path / "out" / "a.epub").read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    _append(issue, "description: 改过的\n")
    _told(publisher("epub", issue, "-o", "out/a.epub"), MACHINE, "No space left")
    assert (tmp_path / "out" / "a.epub").read_bytes() == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.epub"]


def test_new_does_not_write_over_anything(publisher: Publisher, issue: Path) -> None:
    answer = publisher("new", issue)
    _told(answer, 2, "issue")


@pytest.mark.parametrize("arguments", [["pdf", "--colour"], ["pfd"], ["repair"]])
def test_wrong_usage(publisher: Publisher, arguments: list[str]) -> None:
    answer = publisher(*arguments)
    assert answer.code == 2
    assert "Traceback" not in answer.err


def test_a_template_that_asks_for_what_is_not_there(publisher: Publisher, issue: Path) -> None:
    own = issue / "layouts" / "mine"
    own.mkdir(parents=True)
    from publisher import resources

    for file in (resources.folder("layouts") / "feature").iterdir():
        if file.is_file():
            (own / file.name).write_bytes(file.read_bytes())
    template = own / "page.html.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text + "{{ headlin }}\n", encoding="utf-8")
    line = len(text.splitlines()) + 1
    answer = publisher("pdf", issue, "--layout", "mine")
    _told(answer, UNUSABLE, f"layouts/mine/page.html.j2:{line}", "headlin")
