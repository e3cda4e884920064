"""Compiled once: as Python compiles it, of constants alone, never torn."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import marshalled, once
from publisher.once import Once

ROOT = Path(__file__).parents[1]
MANY = [
    ("", 0), ("河", 0), (b"\\d+(?P<n>x)?", re.IGNORECASE), ("(?P<a>[一-鿿]{2,4})，?(?P=a)", 0),
    ("(?im)^[^\\W\\d_]+$", re.DOTALL), ("(?<!甲)乙(?=丙)|[\U00020000-\U0003ffff]", re.VERBOSE),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "flags"), MANY)
def test_a_pattern_is_the_one_that_python_compiles(pattern: str, flags: int) -> None:
    ours, theirs = Once().compile(pattern, flags), re.compile(pattern, flags)
    assert ours == theirs  # of the same code
    assert (ours.groups, ours.flags, ours.groupindex) == (
        theirs.groups,
        theirs.flags,
        theirs.groupindex,
    )


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")
@given(st.text("ab河|()[]{}*+?\\dws.^$-，:P<>=!", max_size=12))
def test_whatever_stands_in_it(pattern: str) -> None:
    try:
        theirs = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        with pytest.raises(type(error)):
            Once().compile(pattern)
    else:
        assert Once().compile(pattern) == theirs


WATCHED = """
import sys
sys.dont_write_bytecode = False
from pathlib import Path
from publisher import marshalled, once, patterns
marshalled.keep.__defaults__ = marshalled.kept.__defaults__ = (Path(sys.argv[1]),)
compiled = []
code = once.coded
once.coded = lambda *of: compiled.append(of) or code(*of)
once.begin()
import re
import json.decoder, publisher.typesetting.classes
own = patterns.later("河{2}水").search("河河水")[0]
re.compile("一个字，只在这份稿件里" + own)
once.keep()
print(len(compiled), own)
"""


def watched(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(folder)], capture_output=True, text=True, check=True
    )
    number, word = done.stdout.split()
    return int(number), word


def test_constants_are_compiled_once_and_words_of_a_manuscript_are_not_kept(tmp_path: Path) -> None:
    first, word = watched(tmp_path)
    assert first > 3
    assert watched(tmp_path) == (1, word)
    (file,) = tmp_path.iterdir()
    assert "稿件".encode() not in file.read_bytes()


ALL = """
import importlib, pkgutil, publisher
from hashlib import sha256
from publisher import once
once.begin()
for module in pkgutil.walk_packages(publisher.__path__, "publisher."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
own = once._begun[0]
print(sha256(repr((sorted(map(repr, own._patterns)), sorted(own._functions))).encode()).hexdigest())
"""


def test_constants_are_the_same_in_each_process() -> None:
    # one made of a set is not, which has another order: it would be compiled and kept each time
    found = {
        subprocess.run(
            [sys.executable, "-c", ALL],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


@pytest.mark.parametrize("length", [0, 30, 70, 200, -1])
def test_a_torn_file_is_compiled_anew(tmp_path: Path, length: int) -> None:
    first = watched(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:length])
    assert watched(tmp_path) == first


TYPES = "{'a': <class 'int'>, 'b': <class 'str'>, 'return': None}"
CLASSES = """
import dataclasses, sys
sys.dont_write_bytecode = False
from pathlib import Path
from publisher import marshalled, once
marshalled.keep.__defaults__ = marshalled.kept.__defaults__ = (Path(sys.argv[1]),)
once.begin()
import shown
own = dataclasses.make_dataclass("Own", ["a"])
once.keep()
print(shown.Shown(2, "b") == shown.Shown(2, "b"), repr(shown.Shown(1)), own(3), sep="|")
print(shown.Shown.__init__.__annotations__)
try:
    shown.Shown(1).a = 2
except dataclasses.FrozenInstanceError as error:
    print(error)
"""


def test_methods_of_dataclasses_are_the_same(tmp_path: Path) -> None:
    module = "import dataclasses\n@dataclasses.dataclass(frozen=True, slots=True)\n"
    module += "class Shown:\n    a: int\n    b: str = 'x'\n"
    (tmp_path / "shown.py").write_text(module, encoding="utf-8")
    kept = tmp_path / "kept"
    said = [
        subprocess.run(
            [sys.executable, "-c", CLASSES, str(kept)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(tmp_path)))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    lines = "True|Shown(a=1, b='x')|Own(a=3)", TYPES, "cannot assign to field 'a'", ""
    assert said[0] == said[1] == "\n".join(lines)
    (file,) = kept.iterdir()
    assert b"Own" not in file.read_bytes()


def test_another_python_finds_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    marshalled.keep(once.NAME, "3.11", {(True, "河", 0): once.coded("河", 0)}, tmp_path)
    assert marshalled.kept(once.NAME, "3.11", tmp_path)
    assert marshalled.kept(once.NAME, "3.12", tmp_path) is None
