"""Ace by DAISY, the checker of accessibility that shops and libraries run.

It opens every document in a browser, so it is given only books in which nothing runs or is fetched.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from publisher.checks.ebook.active import harmless
from publisher.checks.ebook.reading import book_of
from publisher.checks.findings import ACE, CHECKER_FAILED, NOT_CHECKED, NOT_JUDGED
from publisher.checks.registry import checking
from publisher.checks.subjects import EpubFile
from publisher.findings import Finding, Terms
from publisher.messages import _

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 600  # seconds; a book of 100 articles takes thirty
_PARTING = 10  # seconds
# where tools/setup.sh puts it; the virtual environment owns its checkers
_OWN = "checkers/node_modules/@daisy/ace-cli/bin/ace.js"
# a browser that reaches nobody, whatever a book asks of it: all goes to a proxy that is not there
_ALONE = """#!/bin/sh
exec {browser} --proxy-server=socks5://127.0.0.1:1 '--proxy-bypass-list=<-loopback>' \\
    '--host-resolver-rules=MAP * ~NOTFOUND' --disable-quic "$@"
"""
_UNSAFE = _("something in the book runs or is fetched when it is opened")


class _Tools(NamedTuple):
    node: str
    ace: str
    browser: str


@checking(ACE)
def ace(file: EpubFile) -> Iterator[Finding]:
    """Ace finds no violations."""
    book = book_of(file)
    if book is None:
        return
    tools = _tools()
    if isinstance(tools, Finding):
        yield tools
        return
    if not harmless(book):
        yield NOT_JUDGED.at(book.place, what="Ace", reason=Terms((_UNSAFE,)))
        return
    try:
        report = _report(tools, file.data)
    except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError, KeyError) as error:
        yield CHECKER_FAILED.at(book.place, tool="Ace", problem=type(error).__name__)
        return
    for document in report["assertions"]:
        name = document["earl:testSubject"]["url"].removeprefix("EPUB/")
        for each in document["assertions"]:
            problem = each["earl:result"]["dct:description"].splitlines()[0]
            rule = each["earl:test"]["dct:title"]
            yield ace.at(book.place, rule=rule, problem=problem[:300], where=name)


def available() -> bool:
    """Whether Ace can run on this machine."""
    return isinstance(_tools(), _Tools)


def _tools() -> _Tools | Finding:
    """The three programs, or the finding that names the first that is not there."""
    own = Path(sys.prefix, _OWN)
    ace = str(own) if own.is_file() else shutil.which("ace-cli") or shutil.which("ace")
    node, browser = shutil.which("node"), next(filter(None, map(shutil.which, _BROWSERS)), None)
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or browser
    if ace is None:
        return NOT_CHECKED.at(None, tool="Ace", how="make test")
    if node is None:
        return NOT_CHECKED.at(None, tool="Node", how="apt install nodejs")
    if browser is None:
        return NOT_CHECKED.at(None, tool="Chromium", how="apt install chromium")
    return _Tools(node, ace, browser)


def _report(tools: _Tools, data: bytes) -> dict[str, Any]:
    """What Ace says, as its report.json. Its home is a new folder, so it leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
        book, out = Path(folder, "book.epub"), Path(folder, "report")
        book.write_bytes(data)
        browser = Path(folder, "browser")
        browser.write_text(_ALONE.format(browser=shlex.quote(tools.browser)), encoding="utf-8")
        browser.chmod(0o700)
        home = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
        language = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        environment = os.environ | home | language | {"PUPPETEER_EXECUTABLE_PATH": str(browser)}
        command = [tools.node, tools.ace, "--silent", "--force", "--lang", "en"]
        command += ["--tempdir", folder, "--outdir", str(out), str(book)]
        _run(command, environment, folder)
        report: dict[str, Any] = json.loads((out / "report.json").read_bytes())
    return report


def _run(command: list[str], environment: dict[str, str], folder: str) -> None:
    """Run it, and end it with the browsers that it started where it finds no end.

    In a folder of its own: Puppeteer runs the .puppeteerrc.cjs of the one that it is started in.
    """
    process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_PATIENCE)
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """First asked, for its browser is in a group of its own and only it can end that."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(_PARTING)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
