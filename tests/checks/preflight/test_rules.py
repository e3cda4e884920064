"""Every rule can fail, and fails alone."""

from __future__ import annotations

import io

import pikepdf
import pytest

from publisher.checks.preflight import examination, subject
from publisher.findings import Severity
from publisher.messages import remedy, sentence
from tests.checks.preflight.broken import CASES
from tests.checks.preflight.good import coated, good, saved

ALL = [(code, name) for code, cases in CASES.items() for name in cases]
TOLD_BESIDE = {"not-judged"}  # notes of what could not be looked at


def examined(data: bytes) -> list:
    """What the preflight says of a file."""
    return list(examination.examine(examination.opened(data, "a.pdf", coated())))


def test_the_good_file_has_no_findings() -> None:
    assert [sentence(found) for found in examined(saved(good()))] == []


def test_qpdf_takes_the_good_file() -> None:
    assert pikepdf.open(io.BytesIO(saved(good()))).check_pdf_syntax() == []


def test_every_rule_has_a_file_that_breaks_it() -> None:
    """A rule that cannot fail cannot exist."""
    assert {rule.kind.code for rule in examination.rules()} == set(CASES)


@pytest.mark.parametrize(("code", "name"), ALL)
def test_a_broken_point_is_caught_by_its_rule_alone(
    monkeypatch: pytest.MonkeyPatch, code: str, name: str
) -> None:
    monkeypatch.setattr(subject, "MOST_PAGES", 8)  # 5000 would take as many seconds as files here
    pdf = good()
    options = CASES[code][name](pdf) or {}
    found = examined(saved(pdf, **options))
    assert {f.code for f in found} - TOLD_BESIDE == {code}
    for each in found:
        assert "{" not in sentence(each) + remedy(each)
        assert str(each.place).startswith("a.pdf")


def test_rules_say_why_and_by_what_right() -> None:
    for rule in examination.rules():
        kind = rule.kind
        assert all((kind.message, kind.remedy, kind.why)), kind.code
        assert rule.look.__doc__, kind.code
        assert kind.severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
