# ruff: noqa: E501 - a table of pieces
"""Ten times the text is about ten times the work, for every reader and whatever the text is made of.

Work is counted in calls of functions, which are the same on every machine; time is not. What a
single call does, as a pattern that begins anew at every letter, is seen by an end within seconds:
each piece below took minutes once, or would, if it took its square.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from lxml.etree import fromstring

from publisher import manuscript
from publisher.checks import pdf_text
from publisher.document import settings, svg
from publisher.document.pages import Box
from publisher.engine import reading
from publisher.errors import PublisherError
from publisher.findings import Kind, Place, Severity
from publisher.manuscript.house.lists import read_house
from publisher.preview import state
from publisher.preview.values import Outcome, Run, Sheet, Shown
from publisher.typesetting import classes, display
from publisher.typesetting.quotes import western_quotes
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


def calls(do: Callable[[], object]) -> int:
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        do()
    except PublisherError:
        pass
    finally:
        sys.setprofile(None)
    return count


def work_of(file: Path) -> int:
    return calls(lambda: manuscript.clean_copy(manuscript.load(file, file.name).article))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["md", "txt", "html", "docx"])
def test_work_grows_with_the_text(suffix: str, tmp_path: Path) -> None:
    work_of(made(tmp_path, suffix, PROSE, 1))  # loads what is loaded once
    steep = {}
    for piece in HARD:
        small, large = (work_of(made(tmp_path, suffix, piece, n)) for n in (FEW, 10 * FEW))
        if large > MOST * small:
            steep[piece] = (small, large)
    assert steep == {}


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "“（他们说：["])  # the second is never closed
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_long_paragraphs_have_an_end(
    suffix: str, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arena, "PATIENCE", 2 * arena.PATIENCE)  # a slow machine takes 25 s of CPU
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


def set_by(head: str, row: str, tail: str = "") -> Callable[[int], object]:
    return lambda n: settings.parse(f"title: 刊\n{head}{numbered(row, n)}{tail}\n", "a.yaml")


def drawn(row: str) -> Callable[[int], object]:
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    return lambda n: svg.plain(f"{start}{numbered(row, n)}</svg>".encode(), "a.svg", PLACE)


def listed(head: str, row: str) -> Callable[[int], object]:
    return lambda n: read_house(head + numbered(row, n), "house.yaml")


def numbered(row: str, count: int) -> str:
    return "".join(row.replace("%+", str(n + 1)).replace("%", str(n)) for n in range(count))


def shown(count: int) -> object:
    places = [Place("a.md", line) for line in range(count)]
    boxes = tuple(Box(1 + n // 20, 1, 1, 9, 9, place) for n, place in enumerate(places))
    found = tuple(KIND.at(place) for place in places)
    sheets = (Sheet("a", 9, 9, "1"),) * count
    return state.of(Shown(good=Outcome(found, b"x", sheets=sheets, boxes=boxes)), "run")


def set_again(count: int) -> object:
    boxes = tuple(Box(n + 1, 1, 1, 9, 9, Place(f"{n}.md", 1)) for n in range(count))
    runs = tuple(Run(n + 1, f"{n}.md", n + 1, 1) for n in range(count))
    sheets = (Sheet("a", 9, 9, "1"),) * count
    part = Outcome((), b"x", sheets=sheets[:1], boxes=boxes[:1], runs=runs[3:4], part=4)
    return Outcome((), b"x", sheets=sheets, boxes=boxes, runs=runs).with_part(part)


def read_aloud(count: int) -> object:
    """A poem of so many lines, one line a page."""
    block = fromstring(f'<p id="a1-b1">{"行<br/>" * count}</p>')
    root = fromstring("<html/>")
    root.append(block)
    found = [reading.Piece(page, block, "行") for page in range(count)]
    return reading.starts(root, lambda _element: {"float": "none"}, found, count)


def tagged_twice(depth: int) -> bytes:
    """A tree of tags in which each element holds the next one twice."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P))
        for _level in range(depth):
            twice = pikepdf.Array([inner, inner])
            inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, K=twice))
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=inner))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


PLACE = Place("a.svg")
KIND = Kind("made-up", Severity.WARNING, "this is doubtful", "look at it")
BESIDE = {
    "articles": set_by("articles:\n", "  - {file: a%.md, department: 观察}\n"),
    "articles with a wrong key": set_by("articles:\n", "  - {file: a%.md, departmant: 观察}\n"),
    "wrong keys": set_by("", "titel%: x\n"),
    "one key": set_by("", "subtitle: x\n"),
    "people": set_by("contributors:\n", "  - {name: 王%, role: edt}\n"),
    "subjects": set_by("subjects: [", "甲%, ", "]"),
    "tokens": set_by("tokens: {", "a%: 1, ", "}"),
    "editions": set_by("editions:\n", "  e%: {layout: x}\n"),
    "shapes": drawn('<rect width="1" height="1" style="fill:#123;stroke:red"/>'),
    "shapes used": drawn('<rect id="r%" width="1" height="1"/><use href="#r%"/>'),
    "shapes used in a row": drawn('<g id="g%"><use href="#g%+"/></g>'),
    "colours": drawn('<linearGradient id="g%" href="#g%+"/><rect fill="url(#g%)"/>'),
    "words of a drawing": drawn("<text>甲<tspan>乙</tspan></text>"),
    "scripts of a drawing": drawn("<script>a</script><style>a{fill:red}</style>"),
    "terms": listed("terms:\n", "  甲%: 乙%\n"),
    "names": listed("names:\n", "  王%: [黄%]\n"),
    "wrong lists": listed("", "w%: 乙\n"),
    "a headline": lambda n: display.balanced("河水从城中穿过" * n, 12),
    "quotes that open": lambda n: western_quotes("“" * n, (classes.QUOTE | classes.OPENING,) * n),
    "what a preview tells": shown,
    "an article in its preview": set_again,
    "where pages begin": read_aloud,
    "a tree of tags": lambda n: pdf_text.body(tagged_twice(n // 40)),
}


@pytest.mark.parametrize("make", BESIDE.values(), ids=BESIDE)
def test_what_lies_beside_a_manuscript_grows_with_itself(make: Callable[[int], object]) -> None:
    calls(lambda: make(10))  # loads what is loaded once
    small, large = (calls(lambda n=n: make(n)) for n in (FEW, 10 * FEW))  # type: ignore[misc]
    assert large < MOST * small
