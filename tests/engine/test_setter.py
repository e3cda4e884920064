"""The setter inside WeasyPrint: paragraphs through tags, boxes, breaks, notes and alignments."""

from __future__ import annotations

import io

import pikepdf
import pytest

from publisher.engine import Assets, Document, Laid, Sheet, lay_out
from tests.engine.pages import PAGE, SetLine, faces, laid, lines

HAN = "一二三四五六七八九十"
HANGING = "天地玄黄宇宙，洪荒日月盈昃，辰宿列张寒来暑往秋收冬藏"


def text_of(drawn: Laid) -> list[str]:
    return [line.text for line in lines(drawn)]


def only(body: str, css: str = "") -> SetLine:
    (line,) = lines(laid(body, css))
    return line


def operators(drawn: Laid) -> list[tuple[list[object], str]]:
    with pikepdf.open(io.BytesIO(drawn.pdf())) as pdf:
        parsed = pikepdf.parse_content_stream(pdf.pages[0])
        return [(list(operands), str(operator)) for operands, operator in parsed]


def test_marks_are_compressed_through_tags() -> None:
    plain = only("<p>“好。”（好）</p>")
    tagged = only("<p>“<b>好<i>。</i></b>”<span>（</span>好）</p>")
    assert tagged.width == pytest.approx(plain.width)
    assert tagged.width == pytest.approx(2 + 7 - 4 * 0.5)


def test_the_first_line_is_indented_two_em() -> None:
    first, *others = lines(laid(f"<p style='width:12em'>{HAN * 4}</p>"))
    assert first.text == HAN
    assert first.width == pytest.approx(12)
    assert all(line.width == pytest.approx(12) for line in others[:-1])


def test_br_ends_a_line_that_is_not_stretched() -> None:
    first, second = lines(laid("<p>一二三<br>四五</p>"))
    assert (first.text, second.text) == ("一二三", "四五")
    assert first.width == pytest.approx(2 + 3)


def test_line_breaks_of_the_markup_are_kept_where_css_says_so() -> None:
    drawn = laid("<p style='white-space:pre-line;text-indent:0'>一二\n\n三，\n四</p>")
    assert text_of(drawn) == ["一二", "", "三，", "四"]


def test_boxes_in_a_line_take_their_width() -> None:
    line = only("<p>一<span class=box style='width:3em'></span>二</p>")
    assert line.width == pytest.approx(2 + 5)
    drawn = laid(f"<p style='width:10em'>{HAN[:7]}<span class=box style='width:3em'></span>二</p>")
    assert next(lines(drawn)).width == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize("display", ["inline-block", "inline-flex", "inline-table"])
def test_a_box_as_wide_as_its_text_holds_it_on_one_line(display: str) -> None:
    css = f".fit {{ display: {display}; text-indent: 0 }}"
    drawn = laid("<p>一<span class=fit>“收，AI缩”，（好）。</span>二</p>", css)
    assert "“收，AI缩”，（好）。" in text_of(drawn)


def test_a_table_cell_holds_its_text_on_one_line() -> None:
    drawn = laid("<table><tr><td>“甲”，乙<td>AI的“说明”（长）。</table>")
    assert text_of(drawn) == ["“甲”，乙", "AI的“说明”（长）。"]


def test_paddings_of_inline_boxes_are_kept() -> None:
    line = only("<p>一<span class=padded>二</span>三</p>")
    assert line.width == pytest.approx(2 + 3 + 0.6)


def test_centred_and_ragged_lines_are_compressed_and_not_stretched() -> None:
    for align in ("center", "left", "right"):
        style = f"text-align:{align};text-indent:0;width:9em"
        first, *_ = lines(laid(f"<p style='{style}'>“一二。”三四五internet</p>"))
        assert first.width == pytest.approx(8 - 2 * 0.5), align


def test_floats_shorten_the_lines_beside_them() -> None:
    drawn = laid(f"<div style='width:30em'><div class=float>浮</div><p>{HAN * 12}</p></div>")
    widths = [line.width for line in lines(drawn) if line.text != "浮"]
    assert widths[0] == pytest.approx(24)
    assert widths[-2] == pytest.approx(30)


def test_the_mark_of_a_note_stays_with_its_word() -> None:
    for start in range(1, 8):
        body = f"<p style='width:9em;text-indent:0'>{HAN * start}"
        drawn = laid(body + "字<span class=note>注</span>，又</p>")
        assert not [text for text in text_of(drawn) if text[0] in "1，" and text != "1. 注"]


def test_leaders_and_page_numbers_stand_at_the_end_of_the_line() -> None:
    css = ".toc::after { content: leader('.') target-counter(attr(href), page) }"
    drawn = laid("<p><a class=toc href='#x'>“面孔”，与</a></p><p id=x>一</p>", css)
    assert text_of(drawn)[0] == "“面孔”，与1"


def test_letter_spacing_parts_characters() -> None:
    line = only("<h2 style='letter-spacing:.5em'>一二三</h2>", "h2{margin:0;font-size:10pt}")
    assert line.gaps == [("一二", pytest.approx(0.5)), ("二三", pytest.approx(0.5))]


def test_emphasis_is_dotted_below_each_han_character() -> None:
    plain = operators(laid("<p>一二，AI三</p>"))
    dotted = operators(laid("<p><em class=emphasis>一二，AI三</em></p>"))
    assert [op for _, op in dotted].count("c") - [op for _, op in plain].count("c") == 4 * 3


@pytest.mark.parametrize("family", ["Publisher Song", "Publisher Hei", "Publisher Kai"])
def test_marks_have_chinese_widths_in_every_face(family: str) -> None:
    for text, width in (("好——好", 4), ("好……好", 4), ("托·好", 2.5), ("“好”", 3 - 1)):
        css = f"p {{ text-indent: 0; font-family: '{family}' }}"
        assert only(f"<p>{text}</p>", css).width == pytest.approx(width, abs=0.001), text


def test_quotes_of_an_english_phrase_are_narrow() -> None:
    line = only("<p>说 I don’t know 了</p>")
    assert dict(line.gaps)["n’"] < -0.3
    assert dict(line.gaps)["’t"] < -0.6


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>好<span style='float:left'>浮</span>好</p>", "a float inside the line"),
        ("<p>好<span style='direction:rtl;unicode-bidi:embed'>שלום</span></p>", "right"),
        ("<p style='white-space:pre'>好\t好</p>", "tabs"),
        ("<style>h2::first-letter{color:red}</style><h2>好好</h2>", "::first-letter"),
        ("<p>好<b style='box-decoration-break:clone'>好</b></p>", "box-decoration-break"),
    ],
)
def test_what_the_setter_cannot_set_is_left_whole_and_reported(body: str, reason: str) -> None:
    drawn = laid(body)
    (finding,) = [found for found in drawn.findings if found.code == "engine-stock-lines"]
    assert reason in str(dict(finding.values)["reason"])
    assert drawn.pdf().startswith(b"%PDF")


def test_paragraphs_without_chinese_are_stock() -> None:
    drawn = laid("<p>plain English</p>")
    assert not drawn.findings
    assert not text_of(drawn)


def test_running_and_repeated_text_is_no_difference() -> None:
    css = """
    @page { size: 100mm 60mm; @top-center { content: element(head) } }
    .head { position: running(head) } .fixed { position: fixed; top: 0 } .none { display: none }
    """
    rows = "".join(f"<tr><td>“{n}”，行" for n in range(30))
    body = (
        "<div class=head>书眉，一</div><div class=fixed>定“住”</div><div class=none>无，</div>"
        f"<table><thead><tr><th>表“头”<tbody>{rows}</table><p>一<!-- 注 -->二<wbr>三</p>"
        "<p style='text-transform:uppercase'>aＡ一</p><ul><li>项，一</ul>"
    )
    drawn = laid(body, css)
    assert len(drawn.pages) > 3
    assert text_of(drawn).count("表“头”") > 1


def test_a_paragraph_of_a_book_is_set_in_time() -> None:
    lines_of = text_of(laid(f"<p style='width:16em'>{'数字之镇，我们看见“新的”方式。' * 2000}</p>"))
    assert sum(map(len, lines_of)) == 2000 * 16


def test_pauses_hang_where_they_are_asked_to() -> None:
    html = "<!doctype html><div style='width:6em'><p style='text-indent:0'>" + HANGING
    page = Sheet("page.css", PAGE)
    widths = []
    for hanging in (False, True):
        document = Document(html, (page,), "zh-Hans", hanging=hanging)
        widths.append([line.width for line in lines(lay_out(document, faces(), Assets({})))])
    assert widths[0][0] == pytest.approx(6)
    assert widths[1][:2] == [pytest.approx(6), pytest.approx(6)]
    assert len(widths[1]) < len(widths[0])
