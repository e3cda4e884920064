"""The text of manuscripts as the panel shows it, by lines; those of a Word file are paragraphs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from publisher.preview import places
from publisher.preview.desk import Desk
from publisher.preview.editing import read

PLAIN = frozenset({".txt", ".md", ".markdown"})
SEARCHED = PLAIN | {".yaml", ".yml"}
MANUSCRIPTS = PLAIN | {".docx", ".docm", ".html", ".htm", ".xhtml"}


def lines(data: bytes) -> str:
    """A plain text, with one kind of line ends."""
    return places.decoded(data).replace("\r\n", "\n").replace("\r", "\n")


def plain_rows(path: Path) -> list[str]:
    """The lines of a plain text; none where there is no such file. Raises PublisherError."""
    return lines(read(path)).split("\n")


async def paragraphs(desk: Desk, path: Path, name: str) -> str:
    """The paragraphs of another manuscript, a line for each. Raises PublisherError."""
    from publisher.preview import clean_copies  # what reads manuscripts loads much

    found: Any = await desk.studio.ask(clean_copies.lines_of, path, name)
    rows: dict[int, str] = {}
    for line, piece in found:  # a web page may have several paragraphs in a line
        rows[line] = f"{rows[line]} {piece}" if line in rows else piece
    return "\n".join(rows.get(line, "") for line in range(1, max(rows, default=0) + 1))


async def rows_of(desk: Desk, path: Path, name: str) -> list[str]:
    """The lines of a manuscript. Raises PublisherError."""
    if path.suffix.lower() in PLAIN:
        return await asyncio.to_thread(plain_rows, path)
    return (await paragraphs(desk, path, name)).split("\n")


def settings_of(source: Path) -> Path:
    """The settings of a publication, there or not."""
    if source.suffix in (".yaml", ".yml"):
        return source
    return (source if source.is_dir() else source.parent) / "publication.yaml"
