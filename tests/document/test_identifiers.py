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


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("978-7-00-000000-1", None),
        ("ISSN：1000-1239", None),
        ("urn:isbn:9787000000001", None),
        ("doi:10.1000/182", None),
        ("编号12", None),
        ("ISBN 0-306-40615-2", "9780306406157"),  # ten digits: that of thirteen
        ("7-301-00000-0", "978-7-301-00000-7"),
        ("978-7-00-00000-1", "978-7-00-000000-1"),  # a digit too few: an example
        ("1000-123", "ISSN 1000-1239"),
        ("ISSN 1000 - 12390", "ISSN 1000-1239"),
    ],
)
def test_what_looks_like_a_number_and_is_none(given: str, right: str | None) -> None:
    assert identifiers.right_form(given) == right


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("urn:isbn:9787000000001", "978-7-00-000000-1"),
        ("urn:isbn:9787301000007", "978-7-301-00000-7"),
        ("urn:isbn:9787560000008", "978-7-5600-0000-8"),
        ("urn:isbn:9787810000000", "978-7-81000-000-0"),
        ("urn:isbn:9787900000008", "978-7-900000-00-8"),
        ("urn:isbn:9787990000009", "978-7-9900000-0-9"),
        ("urn:isbn:9780306406157", "9780306406157"),  # other groups: no ranges are kept here
        ("urn:issn:1000-1239", "1000-1239"),
        ("urn:uuid:0", "urn:uuid:0"),
    ],
)
def test_hyphens_stand_where_the_ranges_put_them(given: str, printed: str) -> None:
    assert identifiers.shown(given) == printed


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("CN 11-1234/G2", "CN 11-1234/G2"),
        ("cn11-1234/g2", "CN 11-1234/G2"),
        ("11-1234/TP", "CN 11-1234/TP"),
        ("CN 11-0065", "CN 11-0065"),
        ("CN 11-1234", None),  # a periodical has a class,
        ("CN 11-0065/G2", None),  # a newspaper has none
        ("CN 1-1234/G2", None),
        ("CN 11-123/G2", None),
        ("CN 11-1234/2G", None),
        ("JP 11-1234/G2", None),
        ("CN 11-1234/G2\n", "CN 11-1234/G2"),
        ("CN 11-1234/Ｇ", None),
    ],
)
def test_numbers_of_chinese_periodicals(given: str, right: str | None) -> None:
    assert identifiers.domestic(given) == right


@pytest.mark.parametrize(
    ("given", "right"),
    [("2-345", "2-345"), (" 82-1 ", "82-1"), ("2345", None), ("2-34567", None), ("M2-345", None)],
)
def test_postal_codes(given: str, right: str | None) -> None:
    assert identifiers.postal(given) == right
