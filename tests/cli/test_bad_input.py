"""Bad input: one sentence with place and remedy, the documented code, nothing lost, no litter."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publisher.checks import pdf_text
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


def test_an_article_that_is_a_folder(publisher: Publisher, issue: Path) -> None:
    """It was told of the folder, and not of the line that names it."""
    (issue / "publication.yaml").write_text("title: 题\narticles: [.]\n", encoding="utf-8")
    _told(publisher("epub", issue), UNUSABLE, "publication.yaml:2", "“.”")


def test_names_that_no_disk_takes(publisher: Publisher, tmp_path: Path) -> None:
    long = "名" * 100 + ".md"
    _told(publisher("epub", long), UNUSABLE, long)
    settings = tmp_path / "publication.yaml"
    settings.write_text(f"title: 题\narticles: [{long}]\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("# 题\n\n字。\n", encoding="utf-8")
    _told(publisher("epub", tmp_path), UNUSABLE, "publication.yaml:2:12", "“a.md”")
    settings.write_text("title: 题\narticles: [a.md]\nimprint: {price: 9999999999}\n")
    assert publisher("epub", tmp_path).code == 0


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
    template = own / "article.html.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text + "{{ headlin }}\n", encoding="utf-8")
    line = len(text.splitlines()) + 1
    answer = publisher("pdf", issue, "--layout", "mine")
    _told(answer, UNUSABLE, f"layouts/mine/article.html.j2:{line}", "headlin")


HEAD = "# 一个标题\n\n我们在河边看见老人走过桥上，时间正在成为世界的一部分。\n\n"
FOOT = "\n\n河边的人说：这座桥还在，孩子们每天从桥上走过去上学。\n"
BEYOND = {
    "a word longer than the measure": "这个词是 " + "pneumonomicroscopic" * 8 + " 很长。",
    "an address of 300 characters": "见 https://example.com/" + "abcdefghij/" * 25 + " 可知。",
    "an address without a break": "见 https://example.com/" + "a" * 300 + " 可知。",
    "10,000 letters": "a" * 10_000,
    "10,000 figures": "1234567890" * 1000,
    "10,000 characters without a mark": "天地玄黄宇宙洪荒日月" * 1000 + "。",
    "10,000 marks": "好" + "。" * 10_000,
    "10,000 closing marks": "好" + "）" * 10_000,
    "a foot-note longer than a page": "有一个注[^1]。\n\n[^1]: " + "河水" * 4500,
    "a heading longer than a page": "## " + "很长的小标题" * 300 + "\n\n正文在此。",
    "a cell longer than a page": "| 甲 | 乙 |\n|---|---|\n| " + "河水" * 3000 + " | 短 |",
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_too_long_is_set_whole(publisher: Publisher, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text(HEAD + BEYOND[name] + FOOT, encoding="utf-8")
    answer = publisher("pdf", "a.md", "-o", "a.pdf")
    assert answer.code == 0, answer.err
    assert _outside(tmp_path / "a.pdf") == ""
    assert "".join(pdf_text.drawn((tmp_path / "a.pdf").read_bytes())).count("孩子们每天") == 1


def _outside(pdf: Path) -> str:
    """The characters that are drawn beyond the trimmed page."""
    found = ""
    with pikepdf.open(pdf) as opened:
        boxes = [[float(edge) for edge in page.trimbox] for page in opened.pages]
    document = pypdfium2.PdfDocument(pdf)
    for page, (left, bottom, right, top) in zip(document, boxes, strict=True):
        text = page.get_textpage()
        for number in range(text.count_chars()):
            x0, y0, x1, y1 = text.get_charbox(number)
            inside = left <= x0 and x1 <= right and bottom <= y0 and y1 <= top
            if not inside and x1 > x0:
                found += text.get_text_range(number, 1)
    document.close()
    return found


def test_a_picture_taller_than_its_column(publisher: Publisher, tmp_path: Path) -> None:
    Image.new("RGB", (200, 4000), "#885522").save(tmp_path / "tower.png")
    text = HEAD + "![一座很高的塔](tower.png)" + FOOT
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    answer = publisher("pdf", "a.md", "-o", "a.pdf")
    assert answer.code == 0, answer.err
    assert _outside(tmp_path / "a.pdf") == ""


def test_a_table_wider_than_its_column(publisher: Publisher, tmp_path: Path) -> None:
    rows = [[f"第{n}栏" for n in range(30)], ["---"] * 30, ["数据内容"] * 30]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    (tmp_path / "a.md").write_text(HEAD + table + FOOT, encoding="utf-8")
    _told(publisher("pdf", "a.md", "-o", "a.pdf"), UNUSABLE, "a.md:5", "mm")
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("word", ["བོད་ཡིག", "مرحبا", "👨‍👩‍👧‍👦", "🇨🇳"])
def test_a_script_that_no_face_has(publisher: Publisher, tmp_path: Path, word: str) -> None:
    (tmp_path / "a.md").write_text(HEAD + f"这里写着{word}。" + FOOT, encoding="utf-8")
    _told(publisher("pdf", "a.md"), UNUSABLE, "a.md:5", f"U+{ord(word[0]):04X}")
