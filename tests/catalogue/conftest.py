"""Shelves for the tests, filled as the command fills them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from publisher.pipeline.catalogue import Filled, Order, fill
from tests.catalogue.made_up import epub

Fill = Callable[..., Filled]


def number(n: int) -> str:
    return f"urn:uuid:22222222-0000-4000-8000-{n:012}"


def issue(n: int, **more: object) -> bytes:
    """The n-th issue; higher numbers are newer."""
    return epub(
        f"第{n}本", number(n), f"{2000 + n // 300}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}", **more
    )  # type: ignore[arg-type]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def filled_with(folder: Path, books: Sequence[bytes], **more: object) -> Path:
    """A shelf with these e-books, in a folder for tests."""
    run(folder, books, **more)
    return folder / "shelf"


def run(folder: Path, books: Sequence[bytes], **more: object) -> Filled:
    sources = []
    for count, data in enumerate(books):
        sources.append(folder / f"book-{count}.epub")
        sources[-1].write_bytes(data)
    return fill(Order(tuple(sources), folder / "shelf", folder / "build", **more))  # type: ignore[arg-type]


@pytest.fixture
def put_up(tmp_path: Path) -> Fill:
    """Fill the shelf with e-books given as bytes."""
    return lambda *books, **more: run(tmp_path, books, **more)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
