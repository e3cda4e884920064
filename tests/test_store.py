"""The store: nothing wrong is ever read from it, and nothing that happens to it stops a build."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.store import NOTHING_KEPT, Store, sweep

PARTS = (b"content", b"1")


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG"]


def never() -> bytes:
    raise AssertionError("it was to come from the store")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def test_what_was_made_is_not_made_again(store: Store) -> None:
    assert store.kept("kind", PARTS, lambda: b"made") == b"made"
    assert store.kept("kind", PARTS, never) == b"made"


def test_other_parts_and_other_kinds_are_other_entries(store: Store) -> None:
    store.put("kind", (b"ab", b"c"), b"one")
    assert store.get("kind", (b"a", b"bc")) is None
    assert store.get("kind", (b"abc",)) is None
    assert store.get("other", (b"ab", b"c")) is None


def test_without_a_folder_nothing_is_kept() -> None:
    NOTHING_KEPT.put("kind", PARTS, b"made")
    assert NOTHING_KEPT.get("kind", PARTS) is None


@pytest.mark.parametrize("cut", [0, 5, 20, 60])
def test_a_torn_entry_is_not_read(store: Store, cut: int) -> None:
    store.put("kind", PARTS, b"made" * 10)
    (path,) = entries(store.folder or Path())
    path.write_bytes(path.read_bytes()[:cut])
    assert store.get("kind", PARTS) is None
    assert store.kept("kind", PARTS, lambda: b"again") == b"again"
    assert store.kept("kind", PARTS, never) == b"again"


def test_an_entry_that_was_changed_is_not_read(store: Store) -> None:
    store.put("kind", PARTS, b"made")
    (path,) = entries(store.folder or Path())
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert store.get("kind", PARTS) is None


def test_an_entry_under_another_name_is_not_read(store: Store) -> None:
    """A file that was copied over another has a right checksum, but not for this key."""
    store.put("kind", PARTS, b"one")
    (one,) = entries(store.folder or Path())
    store.put("kind", (b"else",), b"two")
    (two,) = set(entries(store.folder or Path())) - {one}
    one.write_bytes(two.read_bytes())
    assert store.get("kind", PARTS) is None


def test_a_link_a_folder_or_a_pipe_in_the_place_of_an_entry_is_not_read(
    store: Store, tmp_path: Path
) -> None:
    store.put("kind", PARTS, b"made")
    (path,) = entries(store.folder or Path())
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert store.get("kind", PARTS) is None
    path.unlink()
    os.mkfifo(path)
    assert store.get("kind", PARTS) is None
    path.unlink()
    path.mkdir()
    assert store.kept("kind", PARTS, lambda: b"again") == b"again"


def test_a_folder_that_others_may_write_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    store = Store(folder)
    store.put("kind", PARTS, b"made")
    assert store.get("kind", PARTS) is None
    assert entries(folder) == []


@pytest.mark.parametrize("hinder", ["a file in the way", "a link", "the disk is full"])
def test_what_hinders_writing_makes_it_slower_and_nothing_else(tmp_path: Path, hinder: str) -> None:
    folder = tmp_path / "cache"
    if hinder == "a file in the way":
        folder.write_text("")
    elif hinder == "a link":
        (tmp_path / "real").mkdir()
        folder.symlink_to(tmp_path / "real")
    else:
        folder = Path("/dev/full/cache")
    assert Store(folder).kept("kind", PARTS, lambda: b"made") == b"made"


def test_a_folder_that_nobody_may_look_into_holds_nothing(tmp_path: Path) -> None:
    """A name that is too long is refused to root, too."""
    assert not Store(tmp_path / ("x" * 300)).has("epub")


def test_a_full_disk_leaves_nothing_half_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert store.kept("kind", PARTS, lambda: b"made") == b"made"
    assert entries(store.folder or Path()) == []


def test_a_store_may_vanish_at_any_moment(store: Store) -> None:
    store.put("kind", PARTS, b"made")
    subprocess.run(["rm", "-r", str(store.folder)], check=True)
    assert store.kept("kind", PARTS, lambda: b"again") == b"again"


def test_what_is_old_goes_and_then_what_was_used_longest_ago(store: Store) -> None:
    folder = store.folder or Path()
    now = time.time()
    for age in range(10):
        store.put("kind", (b"%d" % age,), bytes(1000))
        newest = max(entries(folder), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (now - age * 86400 * 7 - 60,) * 2)
    sweep(folder, most=6000, now=now)
    left = [age for age in range(10) if store.get("kind", (b"%d" % age,)) is not None]
    assert left == list(range(len(left)))
    assert 3 <= len(left) <= 4
    assert sum(path.stat().st_size for path in entries(folder)) <= 4500


def test_a_store_stays_under_its_most(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", most=100_000)
    for number in range(2000):
        store.put("kind", (b"%d" % number,), bytes(1000))
    size = sum(path.stat().st_size for path in entries(tmp_path / "cache"))
    assert size < 400_000  # it is looked after now and then, not each time


_WRITE = """
import sys
from pathlib import Path
from publisher.store import Store
store = Store(Path(sys.argv[1]))
print("begun", flush=True)
while True:
    for number in range(20):
        store.put("kind", (b"%d" % number,), b"%d" % number * 200_000)
"""


@pytest.mark.slow
def test_killed_builds_leave_no_wrong_entry(tmp_path: Path) -> None:
    """Two builds write the same entries, and are killed again and again."""
    folder = tmp_path / "cache"
    for _time in range(6):
        both = [
            subprocess.Popen(
                [sys.executable, "-c", _WRITE, str(folder)], stdout=subprocess.PIPE, text=True
            )
            for _build in range(2)
        ]
        for build in both:
            assert build.stdout is not None
            build.stdout.readline()
        time.sleep(0.15)
        for build in both:
            build.send_signal(signal.SIGKILL)
            build.communicate()
    store = Store(folder)
    found = [store.get("kind", (b"%d" % number,)) for number in range(20)]
    assert any(found)
    assert all(data in (None, b"%d" % n * 200_000) for n, data in enumerate(found))
    sweep(folder, now=time.time() + 7200)
    assert not [path for path in entries(folder) if path.name.startswith(".unfinished")]


def test_it_can_be_sent_to_a_process(store: Store) -> None:
    store.put("kind", PARTS, b"made")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(store.get, ("kind", PARTS)) == b"made"
