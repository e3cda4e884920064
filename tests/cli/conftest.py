"""The command line, called in this process: quick, and with everything it says kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from publisher.cli.application import run


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        """The last line on stdout: the path of what was made."""
        return self.out.strip().splitlines()[-1] if self.out.strip() else ""


Publisher = Callable[..., Answer]


@pytest.fixture
def publisher(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Publisher:
    """Call `publisher ARGUMENTS` in tmp_path, in English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Answer:
        capfdbinary.readouterr()
        monkeypatch.setattr(sys, "argv", ["publisher", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            run()
        sys.stdout.flush()
        said = capfdbinary.readouterr()
        code = ended.value.code if isinstance(ended.value.code, int) else 1
        return Answer(code, said.out.decode(), said.err.decode())

    return call


@pytest.fixture
def issue(publisher: Publisher, tmp_path: Path) -> Path:
    """A small publication that builds."""
    assert publisher("new", "issue").code == 0
    return tmp_path / "issue"
