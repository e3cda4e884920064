"""Modules from one file: as Python would load them, whatever became of the file and the sources."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOADING = """
import sys
sys.dont_write_bytecode = False
from pathlib import Path
from publisher import marshalled, modules
marshalled.FOLDER = Path(sys.argv[1])
modules.begin()
import of_ours, of_ours.inner
ours = type(of_ours.inner.__spec__.loader).__module__ == "publisher.modules"
text = Path(of_ours.inner.__file__).read_text("utf-8").split()[-1]
print(ours, of_ours.inner.SAID, of_ours.inner.__package__, of_ours.__path__[0] == sys.argv[2],
      of_ours.inner.__spec__.origin == of_ours.inner.__file__, text)
modules.keep()
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of one module."""
    folder = tmp_path / "sources/of_ours"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "inner.py").write_text("SAID = '甲'", encoding="utf-8")
    return folder


def loaded(package: Path, kept: Path, more: Mapping[str, str] | None = None) -> list[str]:
    """Who found the module, and what it says."""
    found = os.pathsep.join((str(ROOT), str(package.parent)))
    done = subprocess.run(
        [sys.executable, "-c", LOADING, str(kept), str(package)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": found, **(more or {})},
    )
    return done.stdout.split()


def file_of(kept: Path) -> Path:
    """What is kept."""
    (file,) = kept.iterdir()
    return file


def test_the_second_process_finds_all_in_the_file(package: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    first, second = loaded(package, kept), loaded(package, kept)
    assert first == ["False", "甲", "of_ours", "True", "True", "'甲'"]
    assert second == ["True", *first[1:]]


def test_a_source_that_changed_is_read(package: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    loaded(package, kept)
    (package / "inner.py").write_text("SAID = '乙甲'", encoding="utf-8")
    assert loaded(package, kept)[:2] == ["False", "乙甲"]
    assert loaded(package, kept)[:2] == ["True", "乙甲"]
    state = (package / "inner.py").stat()
    (package / "inner.py").write_text("SAID = '丙甲'", encoding="utf-8")  # of the same length
    os.utime(package / "inner.py", ns=(state.st_atime_ns, state.st_mtime_ns + 2_000_000_000))
    assert loaded(package, kept)[:2] == ["False", "丙甲"]


def test_a_module_that_is_gone_is_gone(package: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    loaded(package, kept)
    (package / "inner.py").unlink()
    with pytest.raises(subprocess.CalledProcessError) as end:
        loaded(package, kept)
    assert "No module named 'of_ours.inner'" in end.value.stderr


@pytest.mark.parametrize("length", [0, 4, 40, 300, -1])
def test_a_torn_file_is_none(package: Path, tmp_path: Path, length: int) -> None:
    kept = tmp_path / "kept"
    loaded(package, kept)
    file = file_of(kept)
    file.write_bytes(file.read_bytes()[:length])
    assert loaded(package, kept)[:2] == ["False", "甲"]
    assert loaded(package, kept)[:2] == ["True", "甲"]


def test_a_spoilt_table_is_none(package: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    loaded(package, kept)
    file = file_of(kept)
    data = bytearray(file.read_bytes())
    data[20] ^= 255
    file.write_bytes(data)
    assert loaded(package, kept)[:2] == ["False", "甲"]


@pytest.mark.parametrize("before", [0, 40])
def test_a_spoilt_code_is_looked_for_as_ever(package: Path, tmp_path: Path, before: int) -> None:
    kept = tmp_path / "kept"
    loaded(package, kept)
    file = file_of(kept)
    data = file.read_bytes()
    place = data.rindex("甲".encode())  # in the code of the module
    file.write_bytes(data[: place - before] + bytes(before + 3) + data[place + 3 :])
    assert loaded(package, kept)[:2] == ["False", "甲"]


def test_torn_code_is_found_anew_and_kept_whole(package: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    loaded(package, kept)
    file = file_of(kept)
    data = file.read_bytes()
    end = 8 + int.from_bytes(data[:8], "little") + 32
    file.write_bytes(data[:end] + bytes(len(data) - end))
    assert loaded(package, kept)[:2] == ["False", "甲"]
    assert loaded(package, kept)[:2] == ["True", "甲"]


@pytest.mark.parametrize("is_mapped", [True, False])
def test_nobody_waits_for_a_pipe(tmp_path: Path, is_mapped: bool) -> None:
    os.mkfifo(tmp_path / f"a-b.{sys.implementation.cache_tag}.pyc")
    ask = "modules._read(file)[0]" if is_mapped else "marshalled.kept('a-b', '', file.parent)"
    words = f"import sys, pathlib; file = pathlib.Path(sys.argv[1]); print({ask})"
    done = subprocess.run(
        [sys.executable, "-c", f"from publisher import marshalled, modules; {words}",
         str(next(tmp_path.iterdir()))],
        capture_output=True, text=True, check=True, timeout=30, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.strip() == ("{}" if is_mapped else "None")


def test_other_folders_have_other_modules(package: Path, tmp_path: Path) -> None:
    kept, other = tmp_path / "kept", tmp_path / "other/of_ours"
    loaded(package, kept)
    other.mkdir(parents=True)
    (other / "__init__.py").write_text("", encoding="utf-8")
    (other / "inner.py").write_text("SAID = '丁'", encoding="utf-8")
    assert loaded(other, kept)[:2] == ["False", "丁"]


def test_nothing_is_kept_where_python_is_told_to_write_nothing(
    package: Path, tmp_path: Path
) -> None:
    code = LOADING.replace("sys.dont_write_bytecode = False\n", "")
    kept = tmp_path / "kept"
    subprocess.run(
        [sys.executable, "-B", "-c", code, str(kept), str(package)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{package.parent}"},
    )
    assert not kept.exists()


def test_a_folder_that_takes_nothing_is_left_alone(package: Path, tmp_path: Path) -> None:
    kept = tmp_path / "none/kept"  # which nobody makes
    assert loaded(package, kept)[:2] == ["False", "甲"]
    assert not kept.parent.exists()
