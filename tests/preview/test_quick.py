"""An article set alone, beside the same article in the whole; and the pages put together."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher import progress
from publisher.document.pages import Box, Columns, Rectangle
from publisher.findings import Place
from publisher.preview import sheets
from publisher.preview.build import build, quick
from publisher.preview.values import Built, Length, Order, Outcome, Run, Sheet

PARAGRAPH = "河水从桥下流过，摇橹的人在清晨唱歌，岸上的茶馆已经坐满了客人。" * 6
ROOM = Rectangle(0, 0, 1, 1)
NOTES = "layout: newspaper\n"


def issue(folder: Path, settings: str = "") -> Path:
    listing = "articles: [a.txt, b.txt, c.txt]\npublisher: 某某出版社\n"
    (folder / "publication.yaml").write_text(f"title: 刊\n{listing}{settings}", "utf-8")
    for name, count in (("a", 30), ("b", 12), ("c", 3)):
        text = "\n\n".join([f"第{name}题", *([PARAGRAPH] * count)])
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
    return folder


def pictures(built: Built) -> list[str]:
    return [sheet.picture for sheet in sheets.examine(built.data)]


@pytest.mark.parametrize("layout", ["feature", "book", "vertical"])
def test_the_pages_of_an_article_alone_are_those_of_the_whole(tmp_path: Path, layout: str) -> None:
    # the pictures have the same names, so that the browser draws nothing twice
    order = Order(issue(tmp_path), layout)
    whole = build(order, progress.SILENT)
    every = pictures(whole)
    for run, name in zip(whole.runs, "abc", strict=True):
        changed = ((tmp_path / f"{name}.txt").resolve(),)
        part = quick(order._replace(changed=changed, runs=whole.runs), progress.SILENT)
        assert part is not None
        assert part.runs == (run,)
        assert pictures(part) == every[run.page - 1 : run.page - 1 + run.pages]
        own = [box for box in whole.boxes if run.page <= box.page < run.page + run.pages]
        assert [box._replace(page=box.page + run.page - 1) for box in part.boxes] == own
        # and the overlays know its columns and its length
        own_columns = [each for each in whole.columns if each.article == run.article]
        moved = [each._replace(page=each.page + run.page - 1) for each in part.columns]
        assert moved == own_columns
        assert part.lengths == whole.lengths[run.article - 1 : run.article]


def test_more_than_one_article_is_for_the_one_who_builds_all(tmp_path: Path) -> None:
    order = Order(issue(tmp_path))
    first = quick(order, progress.SILENT)
    assert first is not None
    assert first.part == 1
    # it is saved again before the whole has come
    again = order._replace(changed=((tmp_path / "a.txt").resolve(),), runs=first.runs)
    second = quick(again, progress.SILENT)
    assert second is not None
    assert (second.part, second.runs) == (1, first.runs)
    runs = tuple(Run(n, (tmp_path / f"{name}.txt").as_posix(), n, 1) for n, name in ((1, "a"),))
    both = tuple((tmp_path / f"{name}.txt").resolve() for name in "ab")
    settings = ((tmp_path / "publication.yaml").resolve(),)
    for changed in (both, settings, None):
        assert quick(order._replace(changed=changed, runs=runs), progress.SILENT) is None


def test_a_newspapers_article_is_not_set_alone(tmp_path: Path) -> None:
    assert quick(Order(issue(tmp_path, NOTES)), progress.SILENT) is None


def outcome(*names: str, runs: tuple[Run, ...], part: int = 0) -> Outcome:
    own = tuple(Sheet(name, 1, 1, name) for name in names)
    boxes = tuple(Box(n, 0, 0, 1, 1, Place(name)) for n, name in enumerate(names, 1))
    columns = tuple(
        Columns(n, ord(name[0].lower()), ROOM, ROOM, 1, 1, 0, 1, 1)
        for n, name in enumerate(names, 1)
    )
    lengths = tuple(Length(run.file, run.pages) for run in runs)
    return Outcome(
        (), b"%", "t", own, boxes, runs=runs, part=part, columns=columns, lengths=lengths
    )


def test_what_lies_behind_a_longer_article_moves() -> None:
    runs = (Run(1, "a", 2, 2), Run(2, "b", 4, 1), Run(3, "c", 5, 1))
    whole = outcome("0", "a1", "a2", "b1", "c1", runs=runs)
    longer = outcome("B1", "B2", runs=(Run(2, "b", 4, 2),), part=2)
    done = whole.with_part(longer)
    assert [sheet.picture for sheet in done.sheets] == ["0", "a1", "a2", "B1", "B2", "c1"]
    assert done.runs == (runs[0], Run(2, "b", 4, 2), Run(3, "c", 6, 1))
    assert [(box.page, box.place.file) for box in done.boxes] == [
        (n, name) for n, name in enumerate(["0", "a1", "a2", "B1", "B2", "c1"], 1)
    ]
    assert [(each.page, chr(each.article)) for each in done.columns] == [
        (n, name) for n, name in enumerate("0aabbc", 1)
    ]
    assert done.lengths == (Length("a", 2), Length("b", 2), Length("c", 1))
    assert not done.whole
    # and once more, shorter, before the whole has come
    shorter = done.with_part(outcome("A", runs=(Run(1, "a", 2, 1),), part=1))
    assert [sheet.picture for sheet in shorter.sheets] == ["0", "A", "B1", "B2", "c1"]
    assert [run.page for run in shorter.runs] == [2, 3, 5]


def test_before_there_is_a_whole_the_first_article_stands_alone() -> None:
    runs = (Run(1, "a", 3, 2),)
    alone = outcome("a1", "a2", runs=runs, part=1)
    shown = Outcome(()).with_part(alone)
    again = shown.with_part(outcome("A1", "A2", runs=runs, part=1))
    assert [sheet.picture for sheet in again.sheets] == ["A1", "A2"]
    assert [box.page for box in again.boxes] == [1, 2]
    assert not again.whole
