"""Imprint, CIP data, contents by department, what a barcode is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.document.model import Barcode, Cip, Contributor, Imprint, Issue, Publication
from publisher.markup.frames import Row
from publisher.markup.imprint import cip_lines, imprint_rows, is_periodical
from publisher.markup.issue_pages import barcode_values, departments
from tests import cases
from tests.pages import made


@pytest.mark.parametrize("case", cases.read("cip"), ids=str)
def test_cip_data(case: cases.Case) -> None:
    title, subtitle, publisher, date, isbn, author, city, subjects, classification = (
        part.strip() for part in case.given.split("|")
    )
    book = replace(
        made.publication(),
        title=title,
        subtitle=subtitle,
        publisher=publisher,
        date=date,
        identifier=f"urn:isbn:{isbn}",
        cip=Cip(author, city, tuple(subjects.split("；")), classification, "（2026）第123456号"),
    )
    assert "\n".join(cip_lines(book)) == case.expected


@pytest.mark.parametrize("case", cases.read("departments"), ids=str)
def test_contents_by_department(case: cases.Case) -> None:
    pairs = (row.split("/") for row in case.given.split())
    rows = [Row(f"a{n}", title, "1", of, "", "") for n, (of, title) in enumerate(pairs, 1)]
    groups = (f"{g.name}：{' '.join(row.title for row in g.rows)}" for g in departments(rows))
    assert "\n".join(groups) == case.expected


def _rows(publication: Publication) -> dict[str, str]:
    return {name: value for name, value in imprint_rows(publication) if value}


def test_the_imprint_of_a_periodical() -> None:
    staff = ("edc", "甲"), ("red", "乙"), ("red", "丙"), ("ard", "丁")
    given = replace(
        made.publication(),
        contributors=tuple(Contributor(name, role) for role, name in staff),
        imprint=Imprint(
            supervisor=("某局",),
            sponsor=("某会", "某社"),
            cn="CN 11-1234/G2",
            post="2-345",
            price="25.00元",
            more=(("地址", "河街1号"),),
        ),
    )
    rows = _rows(given)
    wanted = {
        "刊名": "澜渡",
        "主管": "某局",
        "主办": "某会　某社",
        "主编": "甲",
        "责任编辑": "乙　丙",
        "美术编辑": "丁",
        "国际标准连续出版物号": "ISSN 1000-1239",
        "国内统一连续出版物号": "CN 11-1234/G2",
        "邮发代号": "2-345",
        "定价": "25.00元",
        "地址": "河街1号",
    }
    assert wanted.items() <= rows.items()


def test_the_imprint_of_a_book() -> None:
    given = replace(
        made.publication(),
        identifier="urn:isbn:9787000000001",
        issue=Issue(),
        imprint=Imprint(edition=1, printing=2, printed="2027-03-01", copies="5000册", sheets="8.5"),
    )
    rows = _rows(given)
    wanted = {
        "书名": "澜渡",
        "书号": "ISBN 978-7-00-000000-1",
        "版次": "2026年11月第1版",
        "印次": "2027年3月第2次",
        "印数": "5000册",
        "印张": "8.5",
    }
    assert wanted.items() <= rows.items()
    assert not is_periodical(given)


def test_a_barcode_needs_a_right_number() -> None:
    given = replace(made.publication(), barcode=Barcode("45"))
    values = barcode_values(given)
    assert values
    assert (values["number"], values["addon"]) == ("9771000123006", "45")
    assert barcode_values(replace(given, identifier="urn:issn:1000-1230")) is None
    assert barcode_values(replace(given, identifier="urn:uuid:0")) is None
    assert barcode_values(replace(given, barcode=None)) is None
