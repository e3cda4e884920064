"""Compiled templates: those of the program are kept, of the same source and whole; no others."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from publisher.compiled import Compiled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "a.html").write_text("{{ name }}，你好", encoding="utf-8")
    return own


def filled(folder: Path, kept: Path, *, own: bool = True, may_compile: bool = True) -> str:
    class Environment(jinja2.Environment):
        def _generate(self, *_of: object, **_more: object) -> str:  # type: ignore[override]
            assert may_compile
            return super()._generate(*_of, **_more)  # type: ignore[arg-type]

    loader = jinja2.FileSystemLoader(folder)
    cache = Compiled([folder] if own else [], kept)
    return Environment(loader=loader, bytecode_cache=cache).get_template("a.html").render(name="甲")


@pytest.fixture(autouse=True)
def writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def test_a_template_is_compiled_once(folder: Path, tmp_path: Path) -> None:
    first = filled(folder, tmp_path)
    assert filled(folder, tmp_path, may_compile=False) == first == "甲，你好"


def test_a_template_that_changed_is_compiled_anew(folder: Path, tmp_path: Path) -> None:
    filled(folder, tmp_path)
    (folder / "a.html").write_text("{{ name }}，再见", encoding="utf-8")
    assert filled(folder, tmp_path) == "甲，再见"


@pytest.mark.parametrize("length", [0, 10, 60, -1])
def test_a_torn_file_is_never_read(folder: Path, tmp_path: Path, length: int) -> None:
    filled(folder, tmp_path)
    (file,) = tmp_path.glob("template-*")
    file.write_bytes(file.read_bytes()[:length])
    assert filled(folder, tmp_path) == "甲，你好"


def test_templates_of_others_are_not_kept(folder: Path, tmp_path: Path) -> None:
    assert filled(folder, tmp_path, own=False) == "甲，你好"
    assert not list(tmp_path.glob("template-*"))


def test_where_python_writes_nothing_nothing_is_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert filled(folder, tmp_path) == "甲，你好"
    assert not list(tmp_path.glob("template-*"))
