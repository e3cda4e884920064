"""The Chinese catalogue: whole, fresh, and with the same values as the English sentences."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from publisher.findings import Kind, Severity
from publisher.messages import FOLDER, remedy, sentence, tr

ROOT = Path(__file__).parent.parent.parent
CATALOGUE = polib.pofile(str(FOLDER / "zh" / "LC_MESSAGES" / "publisher.po"))
VALUE = re.compile(r"\{[^}]*\}")


def test_the_catalogue_is_fresh() -> None:
    """Every msgid of the code is in it and translated, and the .mo is what it compiles to."""
    done = subprocess.run([sys.executable, "tools/messages.py", "--check"], cwd=ROOT)
    assert done.returncode == 0, "make messages, then translate what it names"


def test_translations_hold_the_same_values() -> None:
    for entry in CATALOGUE:
        assert set(VALUE.findall(entry.msgid)) == set(VALUE.findall(entry.msgstr)), entry.msgid


@pytest.mark.parametrize(
    ("variable", "value", "word"),
    [
        ("LANG", "zh_CN.UTF-8", "错误"),
        ("LC_ALL", "zh_TW", "错误"),
        ("LANGUAGE", "zh", "错误"),
        ("LANG", "C.UTF-8", "error"),
        ("LANG", "de_DE.UTF-8", "error"),
    ],
)
def test_the_locale_chooses(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, word: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    assert tr("error") == word


def test_braces_of_a_manuscript_stay_braces() -> None:
    kind = Kind("a", Severity.NOTE, "“{one}” and “{two}”")
    found = kind.at(None, one="{two}", two="x")
    assert sentence(found) == "“{two}” and “x”"


def test_a_value_without_end_is_told_by_its_ends() -> None:
    kind = Kind("made-up", Severity.WARNING, "“{what}” is no word", "write another than “{what}”")
    finding = kind.at(None, what=f"甲{'乙' * 1_000_000}丙")
    for said in (sentence(finding), remedy(finding)):
        assert "甲乙" in said
        assert "乙丙" in said
        assert len(said) < 1000
