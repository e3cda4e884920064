from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.document.pages import Box
from publisher.findings import Place
from publisher.preview import places
from tests.preview.conftest import Client
from tests.preview.made_up import folder

OUTER = Box(0, 10, 10, 100, 100, Place("a.txt", 1))
INNER = Box(0, 20, 20, 20, 20, Place("a.txt", 2))
FAR = Box(0, 10, 200, 100, 20, Place("b.txt", 9))
NEXT = Box(1, 10, 10, 100, 20, Place("a.txt", 5))
BOXES = (OUTER, INNER, FAR, NEXT)


@pytest.mark.parametrize(
    ("page", "x", "y", "found"),
    [
        (0, 15, 15, OUTER),
        (0, 25, 25, INNER),
        (0, 50, 190, FAR),
        (0, 250, 150, None),
        (1, 12, 12, NEXT),
        (2, 12, 12, None),
        (-1, 12, 12, None),
    ],
)
def test_the_innermost_or_nearest_block(page: int, x: float, y: float, found: Box | None) -> None:
    assert places.under(BOXES, page, x, y) == found


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (Place("a.txt", 1), OUTER),
        (Place("a.txt", 4), INNER),
        (Place("a.txt", 50), NEXT),
        (Place("b.txt", 8), None),
        (Place("c.txt", 1), None),
        (None, None),
    ],
)
def test_the_block_of_a_line(place: Place | None, found: Box | None) -> None:
    assert places.of(BOXES, place) == found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_line_as_it_stands(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("第一行\n第二行\n".encode(encoding))
    assert places.line(file, 2) == "第二行"
    assert places.line(file, 3) == ""
    assert places.line(file, 0) == ""
    assert places.line(tmp_path / "none.txt", 1) == ""
    assert places.line(tmp_path / "a.docx", 1) == ""


def test_a_click_gives_place_line_and_box(
    preview: Callable[[Path], Client], tmp_path: Path
) -> None:
    client = preview(folder(tmp_path, "one", "  two, raw"))
    client.pages(2)
    answer = client.json("/place?page=2&x=40&y=50")
    assert (answer["place"], answer["text"]) == ("text.txt:2", "  two, raw")
    assert answer["box"]["page"] == 2
    # a place whose file the build has not read shows no line of it
    assert client.json("/place?page=2&x=65&y=65")["text"] == ""
    nothing = {"place": "", "file": "", "line": 0, "text": "", "box": None}
    assert client.json("/place?page=2&x=299&y=399") == nothing


def test_a_point_that_is_none(preview: Callable[[Path], Client], tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one"))
    for query in ("", "?page=1", "?page=a&x=1&y=1", "?page=0&x=nan&y=1"):
        assert client.get(f"/place{query}")[0] == 400
