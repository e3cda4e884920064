# ruff: noqa: E501 - a table of pieces
"""Ten times the text is about ten times the work, for every reader and whatever the text is made of.

Work is counted in calls of functions, which are the same on every machine; time is not. What a
single call does, as a pattern that begins anew at every letter, is seen by an end within seconds:
each piece below took minutes once, or would, if it took its square.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from publisher import manuscript
from publisher.errors import PublisherError
from tests.hostile import arena, corpus

FEW, MOST = 60, 14  # pieces of the smaller text; times the calls of the larger
PROSE = "人们在桥上谈论树和河水，时间正在成为世界的一部分。\n\n"
HARD = (
    PROSE, "甲：乙。\n\n", "甲：\n", "“", "”", "（", "）", "[", "](", "*", "_a ", "`", "<", ">", "- 甲\n", "1. 甲\n", "| 甲 | 乙 |\n",
    "字\n", "字\n\n", "甲|\n", "[字](http://a.example/)，", "a ", "字", "。", "——", "…", "[^1]", "![桥](a.png)\n\n", "{甲|乙}", "::: note\n", "\\", "&amp;", "第一章\n\n", "本报记者 某某\n\n", "    甲\n", "http://a.example/ ", "12,", "\t",
)  # fmt: skip

LONG = 20_000  # characters of one paragraph
RUNS = (
    "a", "1", "A", "1a", "Q’", "中", "。", "，", "“", "”", "（", "'", '"', "-", "——", ".", "…", " ", "　", "_", "*", "**a*", "`", "`a",
    "[", "[^", "](", "![", "<", "<a ", "{", "{a|", "\\", "&", "^a", "~a", "|", ":", "http:", "www.", "a@", "a.b.", "1+", "1,", "f(", "a\u00ad",
    "[字](a)", "甲。", "图1", "（摄影", "e\u0301", "\u200b", "二",
)  # fmt: skip


def calls(file: Path) -> int:
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        manuscript.clean_copy(manuscript.load(file, file.name).article)
    except PublisherError:
        pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["md", "txt", "html", "docx"])
def test_work_grows_with_the_text(suffix: str, tmp_path: Path) -> None:
    calls(made(tmp_path, suffix, PROSE, 1))  # loads what is loaded once
    steep = {}
    for piece in HARD:
        small, large = (calls(made(tmp_path, suffix, piece, n)) for n in (FEW, 10 * FEW))
        if large > MOST * small:
            steep[piece] = (small, large)
    assert steep == {}


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "“（他们说：["])  # the second is never closed
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_long_paragraphs_have_an_end(suffix: str, before: str, tmp_path: Path) -> None:
    paragraphs = [before + piece * (LONG // len(piece)) for piece in RUNS]
    file = made(tmp_path, suffix, "\n\n".join(paragraphs), 1)
    done = arena.run(tmp_path, "repair", file.name, "-o", "out.md")
    assert done.code in (0, 1, 3), done.err[-300:]


def made(folder: Path, suffix: str, piece: str, count: int) -> Path:
    inside = piece * count
    match suffix:
        case "html":
            files = corpus.html(f"<p>{inside}</p>".replace("\n\n", "</p><p>"))
        case "docx":
            rows = "".join(
                f"<w:p><w:r><w:t>{corpus.escape(piece.strip() or piece)}</w:t></w:r></w:p>"
                for _ in range(count)
            )
            files = {"a.docx": corpus._word(rows)}
        case "txt":
            files = corpus.txt(inside)
        case _:
            files = corpus.md(inside)
    (name, data), *_ = files.items()
    (folder / name).write_bytes(data)
    return folder / name
