"""The overlays' figures, on pages of the real engine, against meters that know nothing of them."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from benchmarks import meter
from publisher.checks.preflight.plates import rendered
from publisher.checks.preflight.subject import PrintPdf
from publisher.document.pages import Box, Columns
from publisher.findings import Place
from publisher.pipeline import pdf
from publisher.pipeline.conditions import condition_of
from publisher.pipeline.findings import MISSING_GLYPH
from publisher.pipeline.sources import load
from publisher.preview import craft, fitting, glyphs, inks, spacing
from publisher.preview.build import build
from publisher.preview.values import Built, Order, Outcome, Shown
from publisher.progress import SILENT

# marks side by side, at line ends, Latin words: all that a line is spaced by
TEXT = (
    "他说：“河水从桥下流过（像从前一样），岸上的茶馆已经坐满了客人。”2019年夏天，我们在"
    "《县志》里读到“石桥”两个字，写得很小；问馆里的人，谁也说不清它在哪里。Bridge songs "
    "这个词，是后来一位工程师告诉我们的。"
)
SETTINGS = "title: 水乡来信\nlanguage: zh-Hans\nlayout: {layout}\ntokens: {tokens}\n"


def issue(path: Path, layout: str, tokens: str, *articles: str) -> Order:
    (path / "articles").mkdir(exist_ok=True)
    names = []
    for number, text in enumerate(articles):
        names.append(f"articles/{number}.md")
        (path / names[-1]).write_text(f"# 第{number}篇\n\n{text}\n", "utf-8")
    listed = "articles:\n" + "".join(f"  - {name}\n" for name in names)
    settings = SETTINGS.format(layout=layout, tokens=tokens) + listed
    (path / "publication.yaml").write_text(settings, "utf-8")
    return Order(path)


def paragraphs(count: int) -> str:
    return "\n\n".join(TEXT[7 * n % 40 :] + TEXT for n in range(count))


@pytest.fixture(scope="module")
def feature(tmp_path_factory: pytest.TempPathFactory) -> Built:
    path = tmp_path_factory.mktemp("feature")
    return build(issue(path, "feature", "{columns: 3}", paragraphs(12)), SILENT)


def seen(built: Built, columns: Columns) -> tuple[spacing.Line, ...]:
    document = pdfium.PdfDocument(built.data)
    try:
        page = document[columns.page - 1]
        left, _bottom, right, _top = page.get_trimbox()
        room = glyphs.lying(columns.room, right - left) if columns.vertical else columns.room
        return spacing.lines_of(glyphs.glyphs(page, columns.vertical), columns, room)
    finally:
        document.close()


def test_every_line_of_the_body_is_seen_once_and_stands_on_the_grid(feature: Built) -> None:
    text = ""
    for columns in feature.columns:
        found = seen(feature, columns)
        base = spacing.base_of(found, columns, columns.room.y)
        assert not [ln.text for ln in found if spacing.off_grid(ln, columns, columns.room.y, base)]
        text += "".join(line.text for line in found)
    assert text == "".join(paragraphs(12).split())


@pytest.mark.parametrize(
    ("layout", "language"),
    [("book", "zh-Hans"), ("report", "zh-Hans"), ("vertical", "zh-Hans"), ("vertical", "zh-Hant")],
)
def test_no_line_of_other_layouts_lacks_its_first_character(
    tmp_path: Path, layout: str, language: str
) -> None:
    """Of one column as of several: a cut bracket begins before its measure, and is still of it."""
    order = issue(tmp_path, layout, "{}", paragraphs(12))
    settings = tmp_path / "publication.yaml"
    settings.write_text(settings.read_text("utf-8").replace("zh-Hans", language), "utf-8")
    built = build(order, SILENT)
    lines = [(one, line) for one in built.columns for line in seen(built, one)]
    assert len(lines) > 20
    for one, line in lines:
        if line.spread is not None:
            lacks = (one.measure - line.box.width) / one.em
            assert lacks < 2.2, line.text  # but for an indent
    # vertical text has other marks, one for one
    ours = "".join(line.text for _, line in lines)
    wanted = "".join(paragraphs(12).split())
    assert [each for each in ours if each.isalnum()] == [each for each in wanted if each.isalnum()]
    assert len(ours) == len(wanted)


def test_spacing_agrees_with_the_benchmarks_meter(feature: Built) -> None:
    """The widest of the lines is that of a meter that goes by the glyphs alone."""
    spreads = [
        line.spread
        for columns in feature.columns
        for line in seen(feature, columns)
        if line.spread is not None
    ]
    em = feature.columns[0].em
    rows = [row for row in meter.rows(feature.data) if abs(row.em - em) < 0.05]
    wide = sorted(round(statistics.median(row.gaps()), 3) for row in rows if row.gaps())
    assert round(max(spreads), 3) == pytest.approx(wide[-1], abs=0.002)
    assert sum(spread > 0.005 for spread in spreads) == sum(gap > 0.005 for gap in wide)
    assert min(spreads) < 0, "no line of this text had to give anything up"


def test_marks_are_squeezed_for_the_reasons_that_are_told(feature: Built) -> None:
    """”， are a pair wherever they meet; a stop at the line's end stands at its edge."""
    for columns in feature.columns:
        for line in seen(feature, columns):
            for mark in line.squeezed:
                assert mark.mark in spacing.MARKS
                assert 0 < mark.em <= 1
                if mark.why == "edge":
                    assert mark.mark in (line.text[0], line.text[-1])
            if "：“" in line.text[:-1]:
                # the colon's blank half goes, or that of the quote: half an em for the two
                pairs = [mark.em for mark in line.squeezed if mark.why == "pair"]
                assert pairs
                assert max(pairs) >= 0.4


@pytest.mark.parametrize(
    ("layout", "tokens"), [("feature", "{columns: 2}"), ("vertical", "{}"), ("newspaper", "{}")]
)
def test_copy_fitting_counts_the_lines_that_are_set(
    layout: str, tokens: str, tmp_path: Path
) -> None:
    """A line of the grid is filled where there is type, and empty where there is none."""
    built = build(issue(tmp_path, layout, tokens, paragraphs(7), paragraphs(3)), SILENT)
    document = pdfium.PdfDocument(built.data)
    widths = [page.get_width() for page in document]
    document.close()
    fits = list(fitting.fits(built.columns, built.boxes, widths))
    assert [fit.article for fit in fits] == [1, 2]
    for fit in fits:
        for room in fit.rooms:
            found = seen(built, room.columns)
            # pull quotes and heads take lines too
            assert room.filled >= len(found) > 0.7 * room.filled
            assert room.filled + sum(
                round((foot.width if room.columns.vertical else foot.height) / room.columns.line)
                for foot in room.feet
            ) == pytest.approx(room.lines)


def test_more_text_is_less_room(tmp_path: Path) -> None:
    """A paragraph of one line more fills one line more: what is short, or over, moves by it."""
    fits: list[fitting.Fit] = []
    for more in range(3):
        text = "\n\n".join([paragraphs(2), *["一行。"] * more])
        built = build(issue(tmp_path, "book", "{}", text), SILENT)
        widths = [2000.0] * max(each.page for each in built.columns)
        fits += fitting.fits(built.columns, built.boxes, widths)
    filled = [sum(room.filled for room in fit.rooms) for fit in fits]
    assert filled == [filled[0], filled[0] + 1, filled[0] + 2]
    assert [fit.spare for fit in fits] == [fits[0].spare - n for n in range(3)]
    one = fits[0].rooms[0].columns
    assert fits[0].characters(2) == round(2 * one.measure / one.em)


def test_a_page_is_measured_as_the_browser_reads_it(feature: Built) -> None:
    document = pdfium.PdfDocument(feature.data)
    columns = feature.columns[0]
    found = craft.measure(document[columns.page - 1], (columns,))
    document.close()
    figures = found["figures"]
    assert isinstance(figures, dict)
    assert figures["tightest"] <= 0 <= figures["widest"]
    assert figures["justified"] == len(found["lines"])  # type: ignore[arg-type]  # of JSON


def test_missing_glyphs_are_shown_where_they_would_stand() -> None:
    """They stop the build: what is shown are the pages before, and one figure a block."""
    place = Place("a.md", 7)
    found = MISSING_GLYPH.at(place, character="𰻞", code_point="U+30EDE")
    other = MISSING_GLYPH.at(place, character="𲎯", code_point="U+323AF")
    boxes = (Box(2, 10, 20, 30, 40, place), Box(3, 1, 1, 1, 1, Place("a.md", 9)))
    shown = Shown(good=Outcome((), boxes=boxes), trouble=(found, other))
    characters = ["U+30EDE", "U+323AF"]
    expected = {"page": 2, "box": [10, 20, 30, 40], "characters": characters}
    assert list(craft._missing(shown)) == [expected]
    assert list(craft._missing(Shown(good=Outcome((), boxes=boxes)))) == []


@pytest.mark.skipif(not shutil.which("gs"), reason="needs Ghostscript")
@pytest.mark.slow
def test_inks_are_those_of_plates() -> None:
    """Spot by spot, the greys are the sum of Ghostscript's plates on the sample issue."""
    sources = load(Path(__file__).parents[2] / "manuscript")
    data = pdf.build(sources).data
    press = PrintPdf(data, "a.pdf", condition_of(sources))
    grey = inks.grey(data)
    for number in (1, 8):
        sheet = press.sheets[number - 1]
        plate = rendered(data, sheet)
        assert plate is not None
        paper, trim = sheet.spot(sheet.media), sheet.spot(sheet.finished)
        sums = inks.spots(grey, number)
        left, top = round(trim.x - paper.x), round(trim.y - paper.y)
        theirs = plate.crop((left, top, left + sums.width, top + sums.height))
        ours = [level / 255 * 400 for level in sums.tobytes()]
        plates = [float(level) for level in theirs.convert("F").get_flattened_data()]  # type: ignore[arg-type]  # of one channel
        apart = [abs(a - b) for a, b in zip(ours, plates, strict=True)]
        assert statistics.mean(apart) < 4
        assert abs(max(ours) - max(plates)) < 12
