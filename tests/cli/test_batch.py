"""`publisher batch` as it is typed, on lists and machines that do their worst."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Publisher
from tests.pipeline.batch.made_up import (
    WORDS,
    benches,
    files,
    gone,
    killing,
    own_layout,
    publication,
)

ENDLESS = (
    "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}"
    "{% endfor %}{% endfor %}{% endfor %}"
)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Three small publications."""
    for number in range(3):
        publication(tmp_path / "shelf" / f"第 {number} 期", number)
    return tmp_path / "shelf"


def lengthen(folder: Path) -> None:
    """So long an article that who makes it is seen at work."""
    text = "# 长\n\n" + f"{WORDS}\n\n" * 4000
    (folder / "article.md").write_text(text, encoding="utf-8")


def answer(
    publisher: Publisher, *arguments: str | Path
) -> tuple[int, dict[str, dict[str, object]]]:
    """The exit code, and the publications of the summary by name."""
    done = publisher("batch", *arguments, "--json")
    assert "Traceback" not in done.err
    return done.code, {row["name"]: row for row in json.loads(done.out)["publications"]}


def codes(row: dict[str, object]) -> list[str]:
    found = row["findings"]
    assert isinstance(found, list)
    return [each["code"] for each in found if each["severity"] == "error"]


def test_a_batch_makes_what_the_single_commands_make(
    publisher: Publisher, shelf: Path, tmp_path: Path
) -> None:
    done = publisher("batch", "shelf", "-o", "out")
    assert (done.code, done.last_line) == (0, "out/en.html")
    assert "3 made, 0 kept, 0 not made" in done.err
    for source in sorted(shelf.iterdir()):
        os.chdir(source)
        for command, suffix in (("pdf", ".pdf"), ("epub", ".epub")):
            target = tmp_path / "alone" / source.name / f"{source.name}{suffix}"
            assert publisher(command, ".", "-o", target).code == 0
        os.chdir(tmp_path)
    assert files(tmp_path / "out") == files(tmp_path / "alone")


def test_only_what_is_missing_or_changed_is_made_again(
    publisher: Publisher, shelf: Path, tmp_path: Path
) -> None:
    def kept(*options: str) -> list[bool]:
        code, rows = answer(publisher, "shelf", "-o", "out", "--epub", *options)
        assert code == 0
        return [bool(row["kept"]) for _name, row in sorted(rows.items())]

    assert kept() == [False, False, False]
    before = files(tmp_path / "out")
    assert kept() == [True, True, True]
    (shelf / "第 1 期" / "article.md").write_text("# 改了\n\n新的字。\n", encoding="utf-8")
    (shelf / "第 0 期" / "notes.xyz").write_text("no part of it", encoding="utf-8")
    assert kept() == [True, False, True]
    epub = tmp_path / "out" / "第 2 期" / "第 2 期.epub"
    epub.write_bytes(b"torn")
    assert kept() == [True, True, False]
    (tmp_path / "out" / "第 0 期" / ".batch.json").write_text("{", encoding="utf-8")
    assert kept() == [False, True, True]
    assert files(tmp_path / "out").keys() == before.keys()
    assert epub.read_bytes() == before["第 2 期/第 2 期.epub"]
    assert kept("--profile", "proof") == [False, False, False]
    assert kept("--profile", "proof") == [True, True, True]


def test_a_file_that_is_no_longer_made_goes(publisher: Publisher, tmp_path: Path) -> None:
    issue = publication(tmp_path / "shelf" / "a", more="editions: {hant: {language: zh-Hant}}\n")
    assert answer(publisher, "shelf", "-o", "out", "--epub")[0] == 0
    assert sorted(files(tmp_path / "out")) == ["a/a-hant.epub", "a/a.epub"]
    (issue / "publication.yaml").write_text("title: 一\n", encoding="utf-8")
    assert answer(publisher, "shelf", "-o", "out", "--epub")[0] == 0
    assert sorted(files(tmp_path / "out")) == ["a/a.epub"]


def test_what_cannot_be_made_is_told_with_its_place_and_the_rest_is_made(
    publisher: Publisher, shelf: Path, tmp_path: Path
) -> None:
    (shelf / "第 1 期" / "publication.yaml").write_text("title: 一\nlayuot: x\n", encoding="utf-8")
    (tmp_path / "list.txt").write_text("shelf/*\nnone\n", encoding="utf-8")
    done = publisher("batch", "list.txt", "-o", "out", "--epub")
    assert done.code == 1
    assert "list.txt:2: error: nothing is found under “none”" in done.err
    assert "shelf/第 1 期/publication.yaml:2" in done.err
    assert "2 made, 0 kept, 2 not made" in done.err
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "shelf/第 1 期/publication.yaml:2" in page


@pytest.mark.slow
def test_parts_share_a_folder_and_a_whole_run_afterwards_makes_nothing(
    publisher: Publisher, shelf: Path, tmp_path: Path
) -> None:
    for part in ("1/2", "2/2"):
        assert answer(publisher, "shelf", "-o", "out", "--epub", "--shard", part)[0] == 0
    names = {path.name for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert {"batch-1-of-2.json", "index-2-of-2.html"} <= names
    code, rows = answer(publisher, "shelf", "-o", "out", "--epub")
    assert (code, [row["kept"] for row in rows.values()]) == (0, [True] * 3)
    assert publisher("batch", "shelf", "-o", "out", "--shard", "3/2").code == 2


def test_a_process_that_is_killed_is_replaced(publisher: Publisher, shelf: Path) -> None:
    lengthen(shelf / "第 0 期")
    with killing(lambda place: place.name == "第 0 期", most=1) as killed:
        done = publisher("batch", "shelf", "-o", "warned", "--epub")
    assert (done.code, len(killed)) == (0, 1)
    assert "tried again, because a process died: 1" in done.err
    with killing(lambda place: place.name == "第 0 期", most=2) as killed:
        code, rows = answer(publisher, "shelf", "-o", "out", "--epub", "--retries", "3")
    assert (code, len(killed)) == (0, 2)
    assert sum(int(str(row["tries"])) for row in rows.values()) == 5


def test_what_kills_its_process_each_time_is_told_and_the_rest_is_made(
    publisher: Publisher, shelf: Path, tmp_path: Path
) -> None:
    lengthen(shelf / "第 1 期")
    with killing(lambda place: place.name == "第 1 期"):
        code, rows = answer(publisher, "shelf", "-o", "out", "--epub", "--retries", "1")
    assert code == 1
    assert codes(rows["第 1 期"]) == ["batch-process-died"]
    assert rows["第 1 期"]["tries"] == 2
    assert sorted(files(tmp_path / "out")) == ["第 0 期/第 0 期.epub", "第 2 期/第 2 期.epub"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "option", "code"),
    [
        (ENDLESS, ("--time-limit", "25"), "batch-time-limit"),
        ("{{ 'x' * 5000000000 }}", ("--memory-limit", "600"), "batch-memory-limit"),
    ],
)
def test_an_endless_and_a_greedy_layout_are_given_up(
    publisher: Publisher,
    shelf: Path,
    tmp_path: Path,
    template: str,
    option: tuple[str, str],
    code: str,
) -> None:
    own_layout(shelf / "own", template)
    ended, rows = answer(publisher, "shelf", "-o", "out", "--pdf", *option)
    assert ended == 1
    assert codes(rows["own"]) == [code]
    assert len([row for row in rows.values() if row["files"]]) == 3


def test_a_folder_that_cannot_be_written(publisher: Publisher, shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = publisher("batch", "shelf", "-o", "file")
    assert (done.code, "file: error: the file cannot be written" in done.err) == (4, True)
    # one publication's own folder is a file: that is its trouble alone
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "第 1 期").write_text("", encoding="utf-8")
    code, rows = answer(publisher, "shelf", "-o", "out", "--epub")
    assert code == 1
    assert codes(rows["第 1 期"]) == ["output-not-written"]
    # where it stands from here, not from the publication, as the editor wrote the output folder
    assert "'file': 'out/第 1 期/" in str(rows["第 1 期"]["findings"])
    assert sum(bool(row["files"]) for row in rows.values()) == 2


# ── in a process of its own ──────────────────────────────────────────────────────────────────────


def started(*arguments: str | Path, cwd: Path, **environ: str) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parent.parent.parent)
    return subprocess.Popen(
        [sys.executable, "-m", "publisher", "batch", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": root, "LANG": "C.UTF-8", "LANGUAGE": "en"} | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def at_work(command: subprocess.Popen[bytes], shelf: Path) -> set[int]:
    """The processes of a command, when one of them makes something."""
    end = time.monotonic() + 60
    while time.monotonic() < end and command.poll() is None:
        found = benches(command.pid)
        if any(place.parent == shelf for place in found.values()):
            return set(found)
        time.sleep(0.02)
    raise AssertionError(command.communicate())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_batch_that_is_stopped_leaves_no_process_and_can_go_on(
    publisher: Publisher, tmp_path: Path, number: int, code: int
) -> None:
    shelf = tmp_path / "shelf"
    for each in range(8):
        publication(shelf / f"{each}", each)
    (temporary := tmp_path / "temporary").mkdir()
    command = started(
        "shelf", "-o", "out", "--epub", "--jobs", "2", cwd=tmp_path, TMPDIR=str(temporary)
    )
    working = at_work(command, shelf)
    command.send_signal(number)
    begun = time.monotonic()
    _out, said = command.communicate(timeout=30)
    assert time.monotonic() - begun < 2
    assert (command.returncode, b"Traceback" in said) == (code, False)
    assert gone(working, 2)
    if number != signal.SIGKILL:  # then the next command deletes it
        assert not list(temporary.iterdir())
    out = tmp_path / "out"
    whole = {path.parent.name for path in out.rglob(".batch.json")}
    if number != signal.SIGKILL:
        assert {name.split("/")[0] for name in files(out)} == whole
        assert not [path for path in out.rglob(".*.*") if path.name[:6] != ".batch"]
    ended, rows = answer(publisher, "shelf", "-o", "out", "--epub")
    assert ended == 0
    assert {name for name, row in rows.items() if row["kept"]} == whole
    assert len(files(out)) == 8


@pytest.mark.slow
def test_two_batches_do_not_write_to_one_folder(
    publisher: Publisher, shelf: Path, tmp_path: Path
) -> None:
    command = started("shelf", "-o", "out", "--epub", cwd=tmp_path)
    at_work(command, shelf)
    done = publisher("batch", "shelf", "-o", "out")
    assert (done.code, "out: error: another batch is writing to this folder" in done.err) == (
        4,
        True,
    )
    command.communicate(timeout=120)  # which closes its pipes: an open one is told in a later test
    assert command.returncode == 0


@pytest.mark.slow
def test_a_folder_that_is_moved_away_ends_the_batch(shelf: Path, tmp_path: Path) -> None:
    command = started("shelf", "-o", "out", "--epub", "--jobs", "1", cwd=tmp_path)
    at_work(command, shelf)
    (tmp_path / "out").rename(tmp_path / "away")
    _out, said = command.communicate(timeout=120)
    assert command.returncode == 4
    assert b"the output folder was moved or deleted while the batch ran" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a disk")
def test_a_full_disk_and_a_read_only_one_end_the_batch(tmp_path: Path) -> None:
    for number in range(4):
        publication(tmp_path / "shelf" / f"{number}", number)
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        command = started("shelf", "-o", disk / "out", "--pdf", "--jobs", "1", cwd=tmp_path)
        _out, said = command.communicate(timeout=120)
        assert (command.returncode, b"No space left" in said) == (4, True)
        assert b"Traceback" not in said
        made = files(disk / "out")
        assert {name.split("/")[0] for name in made} == {
            path.parent.name for path in (disk / "out").rglob(".batch.json")
        }
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        command = started("shelf", "-o", disk / "other", cwd=tmp_path)
        _out, said = command.communicate(timeout=120)
        assert (command.returncode, b"Read-only file system" in said) == (4, True)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
        shutil.rmtree(disk)


@pytest.mark.slow
def test_sixty_publications_whose_processes_are_killed_are_whole_and_the_same(
    publisher: Publisher, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    for number in range(60):
        publication(shelf / f"{number:02}", number)
    assert answer(publisher, "shelf", "-o", "calm", "--epub")[0] == 0
    struck: set[Path] = set()

    def each_third_once(place: Path) -> bool:
        found = place.parent == shelf and place.name.endswith("3") and place not in struck
        if found:
            struck.add(place)
        return found

    with killing(each_third_once) as killed:
        code, rows = answer(publisher, "shelf", "-o", "wild", "--epub")
    assert (code, len(rows)) == (0, 60)
    assert len(killed) >= 3  # one may be done before it is seen
    assert files(tmp_path / "wild") == files(tmp_path / "calm")
    assert len(files(tmp_path / "wild")) == 60
