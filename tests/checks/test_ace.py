"""Ace when it is absent, when it may not look, when it complains, when it fails."""

from __future__ import annotations

import socket
import subprocess

import pytest

from publisher.checks import EpubFile, ace
from publisher.findings import Severity
from tests.checks.ebook.foreign import FIRST, bound, changed
from tests.epub.made_up import book

BOOK = EpubFile(book(), "a.epub")


@pytest.mark.parametrize("missing", ["node", "chromium"])
def test_absent_is_not_passed(monkeypatch, missing):
    monkeypatch.delenv("PUPPETEER_EXECUTABLE_PATH", raising=False)
    there = {"node": "/n", "chromium": "/c", "ace": "/a"}
    del there[missing]
    monkeypatch.setattr(ace.shutil, "which", there.get)
    (finding,) = ace.ace(BOOK)
    assert (finding.code, finding.severity) == ("not-checked", Severity.NOTE)
    assert dict(finding.values)["tool"].lower() == missing


def test_a_book_that_runs_something_is_not_opened_in_a_browser(monkeypatch):
    monkeypatch.setattr(ace, "_tools", lambda: ace._Tools("n", "a", "c"))
    monkeypatch.setattr(ace, "_report", pytest.fail)
    (finding,) = ace.ace(bound(changed(FIRST, "</head>", "<script>1</script></head>")))
    assert finding.code == "not-judged"


def test_without_end_is_not_passed(monkeypatch):
    def slow(*_: object) -> None:
        raise subprocess.TimeoutExpired("node", 1)

    monkeypatch.setattr(ace, "_tools", lambda: ace._Tools("n", "a", "c"))
    monkeypatch.setattr(ace, "_report", slow)
    (finding,) = ace.ace(BOOK)
    assert finding.code == "checker-failed"


@pytest.mark.slow
@pytest.mark.skipif(not ace.available(), reason="Ace, Node or Chromium is not installed")
def test_it_has_nothing_to_say_of_our_book_and_something_of_another():
    assert list(ace.ace(BOOK)) == []
    found = ace.ace(bound(changed(FIRST, 'lang="zh-Hans" xml:lang="zh-Hans"', "")))
    assert "html-has-lang" in {dict(f.values)["rule"] for f in found}


@pytest.mark.slow
@pytest.mark.skipif(not ace.available(), reason="Ace, Node or Chromium is not installed")
def test_a_book_reaches_nobody_and_a_working_folder_runs_nothing(tmp_path, monkeypatch):
    """Its browser has no network, if a script should come past the checks before it."""
    monkeypatch.chdir(tmp_path)
    harm = "require('fs').writeFileSync('run', ''); module.exports = {};"
    (tmp_path / ".puppeteerrc.js").write_text(harm)
    with socket.create_server(("127.0.0.1", 0)) as honeypot:
        address = f"127.0.0.1:{honeypot.getsockname()[1]}"
        script = (
            f"<script>new WebSocket('ws://{address}'); open('http://{address}')</script></head>"
        )
        report = ace._report(ace._tools(), bound(changed(FIRST, "</head>", script)).data)
        honeypot.settimeout(0)
        with pytest.raises(BlockingIOError):
            honeypot.accept()
    assert report["assertions"]
    assert not (tmp_path / "run").exists()
