"""The certificate: what it says, what it carries, the same bytes for the same file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf
import pytest

from publisher.pipeline import preflight
from tests.checks.preflight.broken import CASES
from tests.checks.preflight.good import coated, good, saved
from tests.cli.conftest import Publisher


def made(data: bytes, language: str = "zh") -> tuple[dict, str]:
    """The certificate of a file, read by a machine and as a page."""
    certified = preflight.certify(data, "刊物.pdf", coated(), language)
    (_json, told), (_html, page) = certified.beside
    assert json.loads(told)["fit"] is certified.fit
    return json.loads(told), page.decode()


def broken(code: str, name: str) -> bytes:
    """The good file, broken in one point."""
    pdf = good()
    CASES[code][name](pdf)
    return saved(pdf)


def test_a_good_file_is_fit() -> None:
    told, page = made(saved(good()))
    assert told["fit"]
    assert {rule["outcome"] for rule in told["rules"]} == {"passed"}
    assert {rule["code"] for rule in told["rules"]} == set(CASES)
    assert "可以付印" in page
    assert "<img" not in page


def test_a_broken_file_shows_where() -> None:
    told, page = made(broken("hairline", "a_filled_rectangle"), "en")
    (rule,) = [rule for rule in told["rules"] if rule["outcome"] != "passed"]
    assert (rule["code"], rule["outcome"]) == ("hairline", "failed")
    assert rule["findings"][0]["message"]["zh"].startswith("线粗")
    assert "not fit for print" in page
    assert page.count("data:image/png;base64,") == 1
    left, top = map(
        float, re.findall(r'<i class="error" style="left:([\d.]+)%;top:([\d.]+)', page)[0]
    )
    # 20 mm and 88 mm from the trim, which lies 10 mm inside a page of 125 × 168 mm
    assert (left, top) == pytest.approx((100 * 30 / 125, 100 * (98 - 0.6) / 168), abs=0.1)


@pytest.mark.parametrize("box", [(0, 0, -5, -5), (0, 0, 0, 0), (9000, 9000, 9001, 9001)])
def test_a_page_that_cannot_be_drawn_has_no_picture(box: tuple[int, ...]) -> None:
    """pypdfium2 raised ValueError, and the command ended as a fault of the program."""
    pdf = good()
    CASES["hairline"]["a_filled_rectangle"](pdf)
    pdf.pages[0].obj.CropBox = pikepdf.Array(box)
    told, _page = made(saved(pdf), "en")
    assert not told["fit"]


def test_what_was_not_checked_is_not_called_passed() -> None:
    pdf = good()
    CASES["colour-space"]["an_area_by_rg"](pdf)
    told, _page = made(saved(pdf))
    outcomes = {rule["code"]: rule["outcome"] for rule in told["rules"]}
    assert outcomes["ink-limit"] == "not checked"


def test_the_page_loads_nothing() -> None:
    _told, page = made(broken("safe-area", "text_across_the_edge"))
    assert not re.findall(r'(?:src|href)="(?!data:)', page)
    assert "<script" not in page
    assert "http" not in page.split("</style>")[1].replace("http://www.color.org", "")


def test_the_same_file_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    data = broken("page-boxes", "no_trim")
    first = preflight.certify(data, "a.pdf", coated(), "zh")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert preflight.certify(data, "a.pdf", coated(), "zh") == first


def test_names_of_files_are_words_not_markup() -> None:
    certified = preflight.certify(saved(good()), "<b>.pdf", coated(), "en")
    page = dict(certified.beside)[preflight.HTML].decode()
    assert "&lt;b&gt;.pdf" in page
    assert "<b>.pdf" not in page


def test_the_command_writes_it(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(saved(good()))
    answer = publisher("check", "a.pdf", "--certificate", "build")
    assert answer.code == 0
    assert answer.last_line == "build/a.preflight.html"
    assert json.loads((tmp_path / "build/a.preflight.json").read_text(encoding="utf-8"))["fit"]
