"""The layout `vertical`: text, boxes, lines, and one page as a picture."""

from __future__ import annotations

import functools
import io
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from benchmarks.meter import chars, rows_of
from benchmarks.pages import TAIL, measured
from benchmarks.vertical import lying
from publisher.checks import article_text, pdf_text, text_equality
from publisher.document.assets import PictureFolder
from publisher.document.model import (
    Article,
    Entry,
    Paragraph,
    Part,
    Publication,
    Span,
    Text,
    Verse,
)
from publisher.markup.articles import text_of
from publisher.pipeline import faces, pdf
from publisher.pipeline.sources import Sources, load
from tests.pages import made

STORED = Path(__file__).parent / "pictures" / "vertical-02.png"
REFRESH = bool(os.environ.get("REFRESH_PAGES"))
ALIKE = 2.0  # of 255, as in test_pages
TRIM = (524.41, 737.01)  # points of 185 x 260 mm
MARKED = (
    Text("一共 12 座桥、7 条河，2026年11月7日，“it’s ‘bridge’ 3.5”。他问：“"),
    Span("emphasis", (Text("哪里"),)),
    Text("？”没有人回答……只有船工说——等一等，《水经注》里写过。"),
)


@functools.cache
def printed() -> tuple[Publication, pdf.Printed]:
    return build(replace(made.whole().publication, layout="vertical", tokens=()))


def build(publication: Publication) -> tuple[Publication, pdf.Printed]:
    """A made-up publication through the whole of `publisher pdf`."""
    import tempfile

    entries = tuple(replace(entry, tokens=()) for entry in publication.entries)
    publication = replace(publication, entries=entries)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pictures").mkdir()
        (folder / made.PICTURE).write_bytes(made.picture())
        (folder / "a.md").write_text("# 题\n\n文。\n", encoding="utf-8")
        sources: Sources = replace(load(folder), publication=publication, profile="screen")
        assert PictureFolder(folder)
        return publication, pdf.build(sources)


def bare(text: str) -> str:
    return re.sub(r"\s|\u00ad|\ufffe|\x02", "", text)


def test_text_is_that_of_the_articles() -> None:
    publication, done = printed()
    articles = [entry.article for entry in publication.entries]
    bodies = {"model": article_text.body(articles), "PDF": pdf_text.body(done.data)}
    assert [found.values for found in text_equality.differences(bodies)] == []


def marked() -> bytes:
    short = tuple(Paragraph(MARKED[:1]) for _ in range(3))
    part = Part((), (), (Paragraph(MARKED), *short, Paragraph(MARKED)))
    article = Article(("记号",), parts=(part,))
    whole = made.whole().publication
    given = replace(whole, entries=(Entry(article, "a.md"),), layout="vertical", tokens=())
    return build(given)[1].data


def test_tools_read_the_lines_in_order(tmp_path: Path) -> None:
    data = marked()
    (tmp_path / "a.pdf").write_bytes(data)
    wanted = bare("".join(text.text for text in MARKED[:1]) + "哪里")
    document = pypdfium2.PdfDocument(pdf_text._as_drawn(data))
    assert bare(document[0].get_textpage().get_text_range()).count(wanted) == 2
    try:
        command = ["pdftotext", "-raw", str(tmp_path / "a.pdf"), "-"]
        raw = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("no pdftotext here")
    assert bare(raw).count(wanted) == 2


def test_traditional_characters_are_set_and_read_in_order() -> None:
    if faces.library().absent():
        pytest.skip("needs " + " ".join(faces.library().absent()))
    spoken = "瀾渡縣檔案館裏藏着八座橋樑的圖紙，「同濟橋」畫於1958年，標註精確到釐米。"
    text = Paragraph((Text(spoken * 4),))
    article = Article(("檔案裏的第八座橋",), (Part((), (), (text, text, text)),))
    whole = replace(made.whole().publication, language="zh-Hant", layout="vertical", tokens=())
    data = build(replace(whole, entries=(Entry(article, "a.md"),)))[1].data
    document = pypdfium2.PdfDocument(pdf_text._as_drawn(data))
    assert bare(document[0].get_textpage().get_text_range()).count(spoken) == 12
    row = measured(lying(data), {spoken[-TAIL:]}).lines.row().split()
    assert [float(value) for value in row[:6]] == [0] * 6  # edge, torn, off, full, pair, lone


def test_stanzas_stand_apart_in_any_number_of_tiers() -> None:
    stanzas = tuple(Verse(((Text("先是一棵树，"),), (Text("然后是树下的人。"),))) for _ in range(3))
    poem = Article(("渡口",), (Part((), (), stanzas),))
    whole = replace(made.whole().publication, layout="vertical", tokens=(("columns", 3),))
    data = build(replace(whole, entries=(Entry(poem, "a.md"),)))[1].data
    page = next(iter(chars(lying(data))))
    rows = [row for row in rows_of(page) if 12 < row.em < 14]  # of verse
    steps = [round((one.chars[0].y - other.chars[0].y) / 17) for one, other in pairwise(rows)]
    assert steps == [2, 4, 2, 4, 2]


def test_two_digits_stand_side_by_side() -> None:
    document = pypdfium2.PdfDocument(pdf_text._as_drawn(marked()))
    page = document[0].get_textpage()
    text = page.get_text_range()
    first = text.index("12")
    boxes = [page.get_charbox(first + i, loose=True) for i in range(2)]
    above, below = (page.get_charbox(text.index(c), loose=True) for c in "共座")
    middles = [(box[0] + box[2]) / 2 for box in (*boxes, above, below)]
    assert max(middles) - min(middles) < 3  # of one column, where a lying number would run down
    em = above[3] - above[1]
    assert above[1] - below[3] < 1.2 * em  # one em between the two Han characters


def test_pages_are_upright_and_bound_at_the_right() -> None:
    _publication, done = printed()
    with pikepdf.open(io.BytesIO(done.data)) as document:
        assert document.Root.ViewerPreferences.Direction == "/R2L"
        for page in document.pages:
            assert "/Rotate" not in page.obj
            box = [float(side) for side in page.trimbox]
            assert box == pytest.approx([0, 0, *TRIM], abs=0.01)
            media = [float(side) for side in page.mediabox]
            assert media == box, "what is read at a screen has no bleed"
            assert list(page.obj.BleedBox) == list(page.mediabox)
            for link in page.obj.get("/Annots", ()):
                left, bottom, right, top = (float(side) for side in link.Rect)
                assert 0 < left <= right < TRIM[0]
                assert 0 < bottom <= top < TRIM[1]
        links = [link for page in document.pages for link in page.obj.get("/Annots", ())]
        assert len(links) >= len(printed()[0].entries)


def test_boxes_are_where_the_text_is() -> None:
    _publication, done = printed()
    starts = {box.page: box for box in done.boxes}
    assert starts
    for box in done.boxes:
        assert 0 <= box.x <= box.x + box.width <= TRIM[0] + 1
        assert 0 <= box.y <= box.y + box.height <= TRIM[1] + 1


def test_lines_keep_every_rule() -> None:
    articles = made.publication(made.feature(), made.interview())
    blocks = (block for entry in articles.entries for block in entry.article.blocks())
    tails = {bare(text_of(block))[-TAIL:] for block in blocks}
    done = build(replace(articles, layout="vertical", tokens=()))[1]
    found = measured(lying(done.data), tails)
    assert found.lines.lines > 40
    assert found.off_grid == found.broken_measures == 0
    row = found.lines.row().split()
    assert [float(value) for value in row[:6]] == [0] * 6  # edge, torn, off, full, pair, lone


def test_the_look_of_a_page(tmp_path: Path) -> None:
    page = list(_pages())[1]
    if REFRESH:
        page.save(STORED, optimize=True)
    with Image.open(STORED) as wanted:
        difference = ImageStat.Stat(ImageChops.difference(page, wanted)).mean[0]
        if difference > ALIKE:
            page.save(tmp_path / "now.png")
            pytest.fail(f"the page looks otherwise: {tmp_path / 'now.png'}")


def _pages() -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(printed()[1].data)
    for number in range(len(document)):
        yield document[number].render(scale=40 / 72, grayscale=True).to_pil().convert("L")
    document.close()


def test_the_same_bytes_twice() -> None:
    assert marked() == marked()
