"""What keys say of the program: what its files hold, read again where they changed."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from publisher import marshalled
from publisher.pipeline import programs


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of three files, and what is kept of them beside it."""
    folder = tmp_path / "own"
    (folder / "inner").mkdir(parents=True)
    for name in ("a.py", "inner/b.py", "c.txt"):
        (folder / name).write_text("甲", encoding="utf-8")
    monkeypatch.setattr(programs, "_PACKAGE", folder)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(marshalled.keep, "__defaults__", (tmp_path / "kept",))
    monkeypatch.setattr(marshalled.kept, "__defaults__", (tmp_path / "kept",))
    return folder


def told(*parts: str) -> str:
    """What a new process would say."""
    programs.program.cache_clear()
    programs._digests.cache_clear()
    return programs.program(*parts)


@pytest.fixture(autouse=True)
def _afterwards() -> object:
    yield
    programs.program.cache_clear()
    programs._digests.cache_clear()


def test_it_is_the_same_until_a_file_changes(package: Path) -> None:
    first = told(".")
    assert told(".") == first
    (package / "inner/b.py").write_text("乙", encoding="utf-8")  # as long as it was
    later = (package / "inner/b.py").stat().st_mtime_ns + 1_000_000
    os.utime(package / "inner/b.py", ns=(later, later))
    second = told(".")
    assert second != first
    assert told("a.py") != told("c.txt")  # by their names
    (package / "d.py").write_text("", encoding="utf-8")
    third = told(".")
    assert third not in (first, second)
    (package / "d.py").unlink()
    assert told(".") == second


def test_what_python_writes_is_no_part_of_it(package: Path) -> None:
    first = told(".")
    (package / "__pycache__").mkdir()
    (package / "__pycache__/a.cpython-311.pyc").write_bytes(b"1")
    (package / "left.pyc").write_bytes(b"2")
    assert told(".") == first


def test_what_is_no_file_is_no_part_of_it(package: Path) -> None:
    first = told(".")
    (package / ".#a.py").symlink_to("somebody@somewhere.1234")  # as an editor's lock
    os.mkfifo(package / "pipe")
    assert told(".") == first


def test_a_folder_whose_name_is_no_text(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(".")
    other = package.parent / "own\udcff"
    package.rename(other)
    monkeypatch.setattr(programs, "_PACKAGE", other)
    assert told(".") == first


def test_files_beside_the_package_are_known_too(package: Path) -> None:
    face = package.parent / "face.ttf"
    face.write_bytes(b"1")
    given = [str(face), str(package / "a.py")]
    first = programs.digests(given)
    assert first == {each: sha256(Path(each).read_bytes()).hexdigest() for each in given}
    programs._digests.cache_clear()
    before = face.stat()
    face.write_bytes(b"2")
    os.utime(face, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert programs.digests(given) == first  # by time and length
    os.utime(face, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert programs.digests(given)[str(face)] == sha256(b"2").hexdigest()


def test_what_is_kept_says_what_files_hold(package: Path) -> None:
    first = told(".")
    kept = package.parent / "kept"
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert told(".") == first
    file.unlink()
    assert told(".") == first
