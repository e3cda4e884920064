"""The hostile corpus through every command: nothing runs, is fetched or read, and nothing breaks.

`make test` takes a few of each class, `make test-slow` every nineteenth of some two thousand
publications, and `CORPUS_STEP=1` all of them, which takes an hour.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from tests.hostile import arena
from tests.hostile.corpus import CANARY, CLASSES, Files
from tests.hostile.stage import stage

ENDS = {0, 1, 3}  # done, findings, cannot be used
ACTIVE = frozenset({"script", "iframe", "object", "embed", "form", "base", "foreignobject"})
ADDRESSES = frozenset({"href", "src", "srcset", "data", "poster", "action", "formaction"})
RUNS = re.compile(r"\s*(?:javascript|vbscript|file|data:text)", re.IGNORECASE)
REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
FETCHED = frozenset({"img", "link", "image", "use", "source"})
ACTIONS = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/AA",
           "/EmbeddedFile", "/RichMedia", "/Movie", "/Sound", "/Rendition", "/XFA")  # fmt: skip


@pytest.fixture(scope="module")
def honeypot() -> Iterator[tuple[int, list[str]]]:
    """A port that somebody listens at, and who came."""
    callers: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, caller = server.accept()
                    callers.append(str(caller))
                    connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], callers


def attacked(folder: Path, files: Files, port: int, links: bool) -> list[str]:
    """What is wrong with how commands bear a publication."""
    issue = stage(folder, files, port, links)
    manuscript = next((f"issue/{name}" for name in files if name.startswith("a.")), "issue/a.md")
    whole = "issue" if {"publication.yaml", "house.yaml"} & set(files) else manuscript
    wrong = []
    for command, *more in (
        ("repair", manuscript, "-o", "out/a.md"),
        ("epub", whole, "-o", "out/a.epub"),
        ("pdf", whole, "-o", "out/a.pdf", "--profile", "screen"),
    ):
        done = arena.run(folder, command, *more)
        if done.code not in ENDS or "fault of the program" in done.err or "Traceback" in done.err:
            wrong.append(f"{command} {done.code}: {done.err[-300:]}")
        if done.code == 3 and "remedy: " not in done.err:
            wrong.append(f"{command} without a remedy: {done.err[-300:]}")
        cache = Path(os.environ["PUBLISHER_CACHE"])
        strays = done.strays(issue, folder / "out", cache, Path(arena.tempfile.gettempdir()) / "x")
        strays = [path for path in strays if path != str(folder) and "/publisher-" not in path]
        wrong += [f"{command} {what}" for what in (strays, done.connected, done.started) if what]
    for file in sorted((folder / "out").glob("*")) if (folder / "out").exists() else []:
        wrong += [f"{file.name}: {what}" for what in harm(file)]
    return wrong


def harm(file: Path) -> Iterator[str]:
    """What in an output could do harm, or tells what it should not."""
    data = file.read_bytes()
    if CANARY.encode() in data:
        yield "the canary"
    if file.suffix == ".epub":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                text = archive.read(name).decode("utf-8", "replace")
                if CANARY in text:
                    yield f"the canary in {name}"
                if name.endswith((".xhtml", ".svg", ".opf", ".ncx")):
                    yield from (f"active: {name} {what}" for what in _active(archive.read(name)))
    if file.suffix == ".pdf":
        with pikepdf.open(file) as pdf:
            found = {key for each in pdf.objects for key in _keys(each)}
            yield from sorted(found & set(ACTIONS))


def _active(data: bytes) -> Iterator[str]:
    """Elements and attributes that do something; what a text or a title says does nothing."""
    for node in etree.fromstring(data, etree.XMLParser(resolve_entities=False)).iter(etree.Element):
        name = etree.QName(node).localname.lower()
        if name in ACTIVE:
            yield f"<{name}>"
        for key, value in node.attrib.items():
            attribute = etree.QName(str(key)).localname.lower()
            runs = attribute in ADDRESSES and RUNS.match(str(value))
            fetched = attribute in ADDRESSES and name in FETCHED and REMOTE.match(str(value))
            if attribute.startswith("on") or runs or fetched:
                yield f"<{name} {attribute}>"


def _keys(value: pikepdf.Object) -> Iterator[str]:
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key, inside in value.items():
            yield key
            if key == "/S" and isinstance(inside, pikepdf.Name):
                yield str(inside)
            if isinstance(inside, pikepdf.Dictionary) and not inside.is_indirect:
                yield from _keys(inside)


def _all(name: str, step: int) -> Iterator[tuple[str, Files]]:
    make: Callable[[], Iterator[tuple[str, Files]]] = CLASSES[name]
    return islice(make(), 0, None, step)


@pytest.mark.parametrize("name", CLASSES)
def test_some_of_each_class(name: str, tmp_path: Path, honeypot: tuple[int, list[str]]) -> None:
    _attack(name, 97, tmp_path, honeypot)


@pytest.mark.slow
@pytest.mark.parametrize("name", CLASSES)
def test_many_of_each_class(name: str, tmp_path: Path, honeypot: tuple[int, list[str]]) -> None:
    _attack(name, int(os.environ.get("CORPUS_STEP", "19")), tmp_path, honeypot)


def _attack(name: str, step: int, folder: Path, honeypot: tuple[int, list[str]]) -> None:
    port, callers = honeypot
    wrong = {}
    for number, (title, files) in enumerate(_all(name, step)):
        place = folder / str(number)
        place.mkdir()
        if found := attacked(place, files, port, links=name == "ways_out"):
            wrong[title] = found
    assert wrong == {}
    assert callers == []
