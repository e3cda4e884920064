"""Words are divided where a line would gape otherwise, and the hyphen is nobody's character."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from publisher.checks import pdf_text
from publisher.checks.body import Body, bare
from publisher.engine.division import last_places, places
from tests.cases import Case, read
from tests.engine.pages import laid, lines

COLUMN = "font-size:9pt;line-height:14pt;width:108pt"  # twelve em
TEXT = "我们在河边谈到的是 international responsibilities 这两个词，它们后来写进了第一页的说明里。"


@pytest.mark.parametrize("case", read("division"), ids=str)
def test_words_are_divided_where_the_case_says(case: Case) -> None:
    language = case.title.partition(":")[0]
    divided = set(places(case.given, language))
    shown = "".join("-" * (i in divided) + char for i, char in enumerate(case.given))
    assert shown == case.expected


@pytest.mark.parametrize("case", read("division-last"), ids=str)
def test_words_are_divided_at_last_where_the_case_says(case: Case) -> None:
    words, bare = (set(found) for found in last_places(case.given, "zh"))
    marks = ("-" * (i in words) + "|" * (i in bare) for i in range(len(case.given)))
    shown = "".join(mark + char for mark, char in zip(marks, case.given, strict=True))
    assert shown == case.expected


def test_a_name_is_divided_where_a_line_would_gape() -> None:
    text = "本文为所有我们 Manchester 用户，和希望对它有所了解的开发人员讲述。"
    drawn = laid(f"<div style='{COLUMN}'><p>{text}</p></div>")
    gaps = [gap for line in lines(drawn) if not line.is_last for _, gap in line.gaps]
    assert max(gaps) < 0.4
    assert "Manchester" not in "|".join(line.text for line in lines(drawn))


def _column(language: str = "zh-Hans") -> str:
    return f"<div style='{COLUMN}' lang={language}><p>{TEXT}</p></div>"


def test_a_line_that_would_gape_is_filled_by_a_divided_word() -> None:
    drawn = laid(_column())
    set_lines = list(lines(drawn))
    full = [line for line in set_lines if not line.is_last]
    starts = [line.text[0] for line in set_lines[1:]]
    ends = [line.text[-1] for line in set_lines[:-1]]
    assert any(
        a.isascii() and a.isalpha() and b.isascii() for a, b in zip(ends, starts, strict=True)
    )
    assert not [line.text for line in full if abs(line.width - 12) > 0.01]


def test_its_text_is_whole_by_drawn_glyphs_and_by_poppler(tmp_path: Path) -> None:
    pdf = laid(_column()).pdf()
    wanted = bare(TEXT)
    (page,) = pdf_text.drawn(pdf)
    assert "\u00ad" in page
    assert bare(page) == wanted
    assert pdf_text.body(pdf).beside(Body(TEXT)) == wanted
    if poppler := shutil.which("pdftotext"):
        (tmp_path / "a.pdf").write_bytes(pdf)
        done = subprocess.run(
            [poppler, str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True
        )
        assert bare(done.stdout.decode()) == wanted


def test_a_hyphen_that_was_written_is_compared() -> None:
    assert Body("天\u00ad地-玄").beside(Body("天-地-玄")) == "天-地-玄"
    assert Body("天\u00ad地").beside(Body("天地")) == "天地"
    assert Body("天地").beside(Body("天-地")) == "天地"
