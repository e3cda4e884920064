"""What is done once: galleys without lines, styles of many documents, content of many lines."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pyphen
import pytest

from publisher.checks import pdf_text
from publisher.engine import Document, Laid, LaidBox, Sheet, lay_out
from publisher.engine.assets import Assets
from publisher.engine.division import _patterns
from tests.engine.pages import PAGE, faces, laid

TEXT = "河边的人说这座桥还在，孩子们每天从桥上走过去上学，“船”在桥下慢慢地过。"
BLOCKS = (
    f"<p>{TEXT * 3}</p>",
    f"<p>{TEXT * 3}<b style='font-family: Publisher Hei'>桥</b>还在。</p>",
    f"<p>{TEXT}<span style='font-size: 20pt'>桥</span>{TEXT}</p>",
    f"<p>{TEXT}<sup>1</sup>{TEXT}</p>",
    f"<p>{TEXT}<br>{TEXT}</p>",
    "<p>AI 写的 Manchester，1935年。</p>",
    f"<div style='padding: 8pt; text-align: center'>{TEXT}</div>",
    f"<ul><li>{TEXT}</li><li>桥</li></ul>",
    "<p></p>",
    f"<p style='line-height: 20pt; text-indent: 0'>{TEXT * 2}</p>",
    f"<p style='font: 8pt/16pt Publisher Kai'>{TEXT * 2}</p>",
)


def _document(*, galley: bool) -> Document:
    named = (
        block.replace(" ", f" id=n{n} ", 1)
        if " " in block.partition(">")[0]
        else block.replace(">", f" id=n{n}>", 1)
        for n, block in enumerate(BLOCKS)
    )
    html = f"<!doctype html><html lang=zh-Hans><title>—</title><body>{''.join(named)}"
    sheets = (
        Sheet("page.css", PAGE),
        Sheet("own.css", "@page { size: 200mm 9999mm } p { width: 160pt }"),
    )
    return Document(html, sheets, "zh-Hans", galley=galley)


def _boxes(document: Document) -> tuple[LaidBox, ...]:
    (page,) = lay_out(document, faces(), Assets({})).pages
    return page.boxes


def test_a_galley_is_as_high_as_its_lines() -> None:
    """Nobody sees its lines, so most are not made; every block stands where they would put it."""
    galley, page = _boxes(_document(galley=True)), _boxes(_document(galley=False))
    assert [box.id for box in galley] == [box.id for box in page]
    for one, other in zip(galley, page, strict=True):
        assert one[1:] == pytest.approx(other[1:], abs=1e-6), one.id


def test_a_galley_bears_what_its_page_bears() -> None:
    """Which paragraphs can be a line longer is asked of the galley alone."""
    documents = (_document(galley=galley) for galley in (True, False))
    galley, page = (lay_out(each, faces(), Assets({})).bears() for each in documents)
    assert {name: tuple(each) for name, each in galley.items()} == {
        name: tuple(each) for name, each in page.items()
    }
    assert any(galley.values())


# ── styles ───────────────────────────────────────────────────────────────────────────────────────


def _top(drawn: Laid) -> float:
    return next(box.y for box in drawn.pages[0].boxes if box.id == "here")


@pytest.mark.parametrize(
    ("css", "top"),
    [
        ("#here { margin-top: 10pt }", 10),
        ("#here { margin-top: 25pt }", 25),
        ("html { font-size: 20pt } #here { margin-top: 1em }", 20),
        ("#here { margin-top: 10vw }", 0.1 * 180 / 25.4 * 72),
        ("@page { size: 100mm 120mm } #here { margin-top: 10vw }", 0.1 * 80 / 25.4 * 72),
        ("#here { margin-top: 10pt; color: red }", 10),
    ],
)
def test_a_style_is_of_its_own_document(css: str, top: float) -> None:
    """All that was computed for one document is known to the next; what differs is not taken."""
    assert _top(laid("<p id=here>桥</p>", css)) - _top(laid("<p id=here>桥</p>")) == pytest.approx(
        top, abs=0.01
    )


def test_notes_come_and_go() -> None:
    """Styles of notes are left out only where no style sheet makes notes."""
    body = "<p>桥<span class=note>见县志。</span>还在。</p>"
    for _ in range(2):
        assert "1" in "".join(pdf_text.drawn(laid(body).pdf()))
        bare = lay_out(
            Document(f"<html lang=zh-Hans><title>—</title><body>{body}", (), "zh-Hans"),
            faces(),
            Assets({}),
        )
        assert "1" not in "".join(pdf_text.drawn(bare.pdf()))


# ── marked content ───────────────────────────────────────────────────────────────────────────────


def _marks(drawn: Laid) -> list[int]:
    with pikepdf.open(io.BytesIO(drawn.pdf())) as pdf:
        return [page.Contents.read_bytes().count(b"BDC") for page in pdf.pages]


def test_lines_that_stand_together_are_one_marked_content() -> None:
    assert _marks(laid(f"<p>{TEXT * 9}</p><p>{TEXT * 9}</p>")) == [2]


def test_each_column_has_its_own() -> None:
    drawn = laid(
        f"<div class=columns style='column-fill: auto; height: 64pt'><p>{TEXT * 5}</p></div>"
    )
    assert _marks(drawn) == [3]


def test_emphasis_keeps_its_own() -> None:
    """A word in another style is an element of its own in the tags, so its line is as ever."""
    drawn = laid(f"<p>{TEXT * 3}<b>桥</b>{TEXT * 3}</p>")
    assert _marks(drawn)[0] > 3
    assert "".join("".join(pdf_text.drawn(drawn.pdf())).split()) == f"{TEXT * 3}桥{TEXT * 3}"


def test_a_pdf_is_drawn_twice_alike() -> None:
    """Tags see the lines that were drawn together as one; the lines themselves stay."""
    drawn = laid(f"<p>{TEXT * 9}</p><table><tr><th>{TEXT}</th><td>{TEXT * 4}</td></tr></table>")
    assert drawn.pdf() == drawn.pdf()


# ── libraries ────────────────────────────────────────────────────────────────────────────────────


def test_what_nobody_calls_is_not_imported() -> None:
    """And what is called after all comes."""
    program = (
        "import sys; from publisher.engine import native; native.require();"
        "names = ('fontTools.subset', 'fontTools.varLib.instancer');"
        "assert not any(name in sys.modules for name in names);"
        "import weasyprint.pdf.fonts as fonts; print(fonts.subset.Options().hinting);"
        "import fontTools.subset; assert fontTools.subset.Options is fonts.subset.Options"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"


@pytest.mark.parametrize("language", ["en_US", "fr", "it", "ru", "de"])
def test_words_are_divided_as_pyphen_divides_them(language: str) -> None:
    words = (
        "hyphenation internationalisation wissenschaftlich ragazzo éducation ведомость a".split()
    )
    known = pyphen.Pyphen(lang=pyphen.language_fallback(language), left=0, right=0)
    patterns = _patterns(language)
    assert patterns is not None
    for word in words:
        own = [place for place in patterns.positions(word) if 2 <= place <= len(word) - 3]
        assert own == [p for p in known.positions(word) if 2 <= p <= len(word) - 3], word


def test_a_document_that_is_drawn_does_not_say_that_it_is_a_galley() -> None:
    assert not replace(_document(galley=True), galley=False).galley
