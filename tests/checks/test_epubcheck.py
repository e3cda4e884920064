"""EPUBCheck when it is absent, when it complains, when it fails."""

from __future__ import annotations

import subprocess

import pytest

from publisher.checks import EpubFile, epubcheck
from publisher.findings import Severity
from tests.checks.ebook.foreign import FIRST, bound, changed
from tests.epub.made_up import book

BOOK = EpubFile(book(), "a.epub")


@pytest.mark.parametrize("missing", ["_jar", "java"])
def test_absent_is_not_passed(monkeypatch, missing):
    if missing == "_jar":
        monkeypatch.setattr(epubcheck, "_jar", lambda: None)
    else:
        monkeypatch.setattr(epubcheck.shutil, "which", lambda name: None)
    (finding,) = epubcheck.epubcheck(BOOK)
    assert (finding.code, finding.severity) == ("not-checked", Severity.NOTE)


def test_without_end_is_not_passed(monkeypatch):
    def slow(*_: object) -> None:
        raise subprocess.TimeoutExpired("java", 1)

    monkeypatch.setattr(epubcheck, "_messages", slow)
    monkeypatch.setattr(epubcheck, "_jar", lambda: "a.jar")
    monkeypatch.setattr(epubcheck.shutil, "which", lambda name: name)
    (finding,) = epubcheck.epubcheck(BOOK)
    assert finding.code == "checker-failed"


@pytest.mark.slow
@pytest.mark.skipif(not epubcheck.available(), reason="EPUBCheck or Java is not installed")
def test_what_it_says_is_passed_on():
    broken = bound(changed(FIRST, "</section>", ""))
    assert {f.code for f in epubcheck.epubcheck(broken)} == {"epubcheck"}
