"""Check digits and URNs."""

from __future__ import annotations

import pytest

from publisher.document import identifiers


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("978-0-306-40615-7", None),
        ("978-0-306-40615-8", "7"),
        ("ISSN 0378-5955", None),
        ("0378-5950", "5"),
        ("2434-561X", None),
        ("urn:uuid:00000000-0000-0000-0000-000000000000", None),
    ],
)
def test_check_digits(given: str, right: str | None) -> None:
    assert identifiers.wrong_check_digit(given) == right


def test_numbers_become_urns() -> None:
    assert identifiers.urn("978-0-306-40615-7") == "urn:isbn:9780306406157"
    assert identifiers.urn("2434561x") == "urn:issn:2434-561X"
    assert identifiers.urn("urn:oid:1.2") == "urn:oid:1.2"


def test_a_made_up_number_depends_on_its_parts_alone() -> None:
    assert identifiers.made_up("刊", "1") == identifiers.made_up("刊", "1")
    assert identifiers.made_up("刊", "1") != identifiers.made_up("刊1", "")
