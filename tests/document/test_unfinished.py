"""Files that belong together are all old or all new, wherever a build ends between them."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.document import unfinished
from publisher.document.artefact import Artefact, put
from publisher.errors import Missing

NEW = {"a.pdf": b"new", "a.json": b"new json", "deep/er.html": b"new page", "gone": None}
OLD = {"a.pdf": b"old", "a.json": b"old json", "gone": b"old one", "another": b"of nobody"}


def state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def write(folder: Path) -> None:
    put(((folder / name, data) for name, data in NEW.items()), folder)


Trouble = Callable[[], None]


def at(number: int, trouble: Trouble, patch: pytest.MonkeyPatch) -> None:
    """Have the trouble at the move of this number, counted from 1."""
    left = [number]

    def troubled(real: Callable[..., object]) -> Callable[..., object]:
        def moved(path: Path, *arguments: object, **named: object) -> object:
            own = unfinished.PREFIX in path.parent.name
            if path.name != "list.json-fresh" and (arguments or not own):
                left[0] -= 1
                if not left[0]:
                    trouble()
            return real(path, *arguments, **named)

        return moved

    for name in ("replace", "unlink"):
        patch.setattr(Path, name, troubled(getattr(Path, name)))


def killed(do: Callable[[], None], number: int) -> int:
    """Do something in a process that kills itself at a move; how it ended."""
    child = os.fork()
    if child == 0:
        patch = pytest.MonkeyPatch()
        at(number, lambda: os.kill(os.getpid(), signal.SIGKILL), patch)
        try:
            do()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def refuse() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("number", range(1, 5))
def test_a_move_that_is_refused_takes_the_others_back(
    folder: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(number, refuse, monkeypatch)
    with pytest.raises(Missing):
        write(folder)
    assert state(folder) == OLD


@pytest.mark.parametrize("number", range(1, 6))
def test_a_build_that_was_killed_between_two_moves_is_taken_back(folder: Path, number: int) -> None:
    code = killed(lambda: write(folder), number)
    assert code == (-signal.SIGKILL if number < 5 else 0)
    unfinished.settle(folder)
    new = {name: data for name, data in (OLD | NEW).items() if data is not None}
    assert state(folder) == (OLD if number < 5 else new)


def test_who_takes_it_back_may_be_killed_too(folder: Path) -> None:
    killed(lambda: write(folder), 4)
    assert state(folder).keys() & {"deep/er.html"}
    for number in (1, 2, 1):
        assert killed(lambda: unfinished.settle(folder), number) == -signal.SIGKILL
    unfinished.settle(folder)
    assert state(folder) == OLD


def test_the_next_build_takes_it_back_by_itself(folder: Path) -> None:
    killed(lambda: write(folder), 3)
    put([(folder / "another", b"new one")])
    assert state(folder) == OLD | {"another": b"new one"}


def test_what_somebody_has_written_since_stays(folder: Path) -> None:
    killed(lambda: write(folder), 3)
    (folder / "mine").write_bytes(b"by hand")
    (folder / "mine").rename(folder / "a.json")
    unfinished.settle(folder)
    assert state(folder)["a.json"] == b"by hand"
    assert not list(folder.glob(f"{unfinished.PREFIX}*"))


def test_a_list_of_a_stranger_moves_nothing(folder: Path) -> None:
    strange = folder / f"{unfinished.PREFIX}strange"
    strange.mkdir()
    (strange / "seal").touch()
    (strange / "old-0").write_bytes(b"strange")
    numbers = [(folder / name).lstat().st_ino for name in ("a.pdf", "another")]
    rows = [["a.pdf", numbers[0], 1], ["another", 1, numbers[1]]]
    (strange / "list.json").write_text(json.dumps([[1, 2, 3, 4], rows]))
    unfinished.settle(folder)
    assert state(folder) == OLD


def test_no_companion_speaks_of_another_file(folder: Path) -> None:
    """A certificate of the old file beside the new one would be believed."""
    for number in range(1, 4):
        killed(
            lambda: Artefact(b"new", beside=((".json", b"new json"),)).write(folder / "a.pdf"),
            number,
        )
        seen = state(folder)
        assert seen["a.pdf"][:3] == seen.get("a.json", seen["a.pdf"])[:3]
        unfinished.settle(folder)


@pytest.mark.parametrize("name", ["link", "fsync", "flock", "fchmod"])
def test_a_disk_that_knows_less(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = errno.EPERM if name in ("link", "fchmod") else errno.EOPNOTSUPP

    def unknown(*_arguments: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl if name == "flock" else os, name, unknown)
    write(folder)
    new = {name: data for name, data in (OLD | NEW).items() if data is not None}
    assert state(folder) == new


def test_a_disk_that_says_at_the_end_that_it_is_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Missing):
        write(folder)
    assert state(folder) == OLD


@pytest.mark.parametrize("first", range(1, 5))
def test_a_disk_that_goes_in_the_middle_loses_nothing(folder: Path, first: int) -> None:
    """What cannot be put back now is, by whoever comes when the disk is there again."""
    with pytest.MonkeyPatch.context() as patch:
        moves: list[Path] = []

        def refused(real: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
            def moved(path: Path, target: Path) -> Path:
                if path.name != "list.json-fresh":
                    moves.append(target)
                    if len(moves) >= first:
                        refuse()
                return real(path, target)

            return moved

        patch.setattr(Path, "replace", refused(Path.replace))
        with pytest.raises(Missing):
            write(folder)
    left = state(folder)
    assert set(OLD.values()) <= set(left.values())
    unfinished.settle(folder)
    assert state(folder) == OLD
    with pytest.MonkeyPatch.context() as patch:
        moves.clear()
        first = 1
        patch.setattr(Path, "replace", refused(Path.replace))
        with pytest.raises(Missing):
            Artefact(b"new", beside=((".json", b"new json"),)).write(folder / "a.pdf")
    assert state(folder) == OLD
