"""The folder is the registry."""

from __future__ import annotations

from pathlib import Path

from publisher import checks
from publisher.checks import registry
from publisher.checks.preflight.examination import rules
from publisher.checks.preflight.subject import PrintPage, PrintPdf
from publisher.document.model import Publication
from tests.epub.made_up import publication


def test_every_check_has_its_reason_and_its_sentence():
    for check in checks.registered():
        assert check.kind.why, check.kind.code
        assert check.kind.message, check.kind.code
        assert check.look.__doc__, check.kind.code


def test_codes_are_unique():
    functions = [
        line
        for file in Path(registry.__file__).parent.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith(("@check(", "@checking("))
    ]
    assert len(functions) == len(checks.registered())


def test_the_rules_of_the_preflight_stand_in_its_folder():
    """It loads no others."""
    of_print = [each for each in checks.registered() if each.subject in (PrintPdf, PrintPage)]
    assert list(rules()) == of_print


def test_a_check_sees_only_its_subject():
    subjects = {check.subject for check in checks.registered()}
    assert subjects == {Publication, checks.EpubFile, checks.PdfFile, PrintPdf, PrintPage}


def test_a_sound_publication_has_no_findings_but_of_its_bad_link():
    assert [finding.code for finding in checks.run(publication())] == ["link-refused"]
