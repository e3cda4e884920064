from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from publisher import resources
from publisher.preview import watch


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    for name in ("pictures", "layouts/own", ".git/objects", "build", "node_modules/x"):
        (tmp_path / "issue" / name).mkdir(parents=True)
    return tmp_path / "issue"


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("publication.yaml", True),
        ("articles/new.txt", True),
        ("pictures/a.png", True),
        ("layouts/own/print.css", True),
        (".git/index", False),
        ("build/a.pdf", False),
        ("a.txt~", False),
        (".a.txt.swp", False),
        ("../elsewhere.txt", False),
    ],
)
def test_what_belongs_to_a_publication(issue: Path, name: str, ours: bool) -> None:
    path = Path(issue, name).resolve()
    assert watch.scope(issue, ()).holds(path) is ours
    assert watch.scope(issue / "publication.yaml", ()).holds(path) is ours


def test_folders_of_no_interest_are_not_watched(issue: Path) -> None:
    below = {f for f, _ in watch.scope(issue, ()).folders if f.is_relative_to(issue)}
    names = {folder.relative_to(issue).as_posix() for folder in below}
    assert names == {".", "pictures", "layouts", "layouts/own"}


def test_a_single_manuscript_leaves_its_neighbours_alone(issue: Path) -> None:
    picture = issue / "pictures" / "a.png"
    seen = watch.scope(issue / "one.txt", (picture,))
    assert seen.holds(issue / "one.txt")
    assert seen.holds(picture)
    assert seen.holds(issue / "layouts" / "own" / "print.css")
    assert not seen.holds(issue / "two.txt")
    assert issue / "pictures" in [folder for folder, _ in seen.folders]


def test_what_is_above_a_publication_is_nobodys_business(issue: Path) -> None:
    # it may be /tmp or a home folder, in which something happens all the time
    folders = [folder for folder, _ in watch.scope(issue, (issue / "a.txt",)).folders]
    assert issue.parent not in folders


def test_a_folder_in_the_place_of_another_is_another(issue: Path) -> None:
    seen = watch.scope(issue, ())
    before = seen.folders
    issue.rename(issue.with_name("before"))
    issue.mkdir()
    assert [f for f, _ in before if f == issue] == [f for f, _ in seen.folders if f == issue]
    assert before != seen.folders


def test_the_programs_layouts_belong_to_it(issue: Path) -> None:
    layouts = resources.folder("layouts").resolve()
    assert watch.scope(issue, ()).holds(layouts / "feature" / "print.css")


async def _first(seen: watch.Scope, save: Callable[[], object]) -> set[Path]:
    async with asyncio.timeout(20), aclosing(watch.saves(lambda: seen)) as groups:
        coming = asyncio.ensure_future(anext(groups))
        await asyncio.sleep(0.5)  # until folders are watched
        save()
        return await coming


def test_a_save_names_its_file(issue: Path) -> None:
    # also one that the look in a quiet second meets before the watch has told of it: the article
    # of a file that is not named cannot be set alone
    file = issue / "a.txt"
    file.write_text("a", "utf-8")
    seen = watch.scope(issue, (file,))
    assert asyncio.run(_first(seen, lambda: file.write_text("b", "utf-8"))) == {file}


def test_a_save_that_no_watch_tells_of_is_found(
    issue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = issue / "a.txt", issue / "b.txt"
    for each in (file, other):
        each.write_text("a", "utf-8")
    seen = watch.scope(issue, (file,))

    async def quiet(*_: object) -> AsyncIterator[list[Path]]:
        while True:
            await asyncio.sleep(0.05)
            yield []

    monkeypatch.setattr(watch, "_changes", quiet)
    found = asyncio.run(_first(seen, lambda: file.write_text("b", "utf-8")))
    assert found == {file}
    # what is as new as this belongs to the watch, which would tell of the same save again
    assert time.time_ns() - file.stat().st_mtime_ns > watch.LONGEST * 1_000_000


def test_a_watch_that_comes_late_tells_nothing_new(
    issue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # it would drop the build of the very same save
    file = issue / "a.txt"
    file.write_text("a", "utf-8")
    seen = watch.scope(issue, (file,))
    told: list[list[Path]] = [[], [file], [file]]

    async def late(*_: object) -> AsyncIterator[list[Path]]:
        for number, group in enumerate(told):
            file.write_text(f"text {max(number, 1)}", "utf-8")
            os.utime(file, (max(number, 1), max(number, 1)))
            yield group

    async def heard() -> list[set[Path]]:
        groups = watch.saves(lambda: seen)
        return [await anext(groups), await anext(groups)]

    monkeypatch.setattr(watch, "_changes", late)
    assert asyncio.run(heard()) == [{file}, {file}]
