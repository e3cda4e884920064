"""Style sheets that were parsed before: the same pages, and nothing of what is wrong."""

from __future__ import annotations

import pickle
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from publisher import marshalled, resources
from publisher.engine import native

native.require()

import weasyprint  # noqa: E402
from weasyprint import html  # noqa: E402

from publisher.engine import Assets, Document, Sheet, lay_out, sheets  # noqa: E402
from publisher.typefaces import Library  # noqa: E402

FACES, NO_ASSETS = Library.load(resources.folder("fonts")).faces, Assets({})

RULES = """
@page :left { margin: 1cm; @top-left { content: "甲" counter(page) } }
h1.a > p:first-child, #b ~ [lang|="zh"] { color: device-cmyk(0 1 1 0); font: bold 9pt/2 "Song" }
p::before { content: attr(data-n) "。"; margin-left: calc(1em + 2pt) }
@media print { li:nth-child(2n+1):not(.x) { width: var(--w, 3cm) !important } }
"""


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(marshalled.keep, "__defaults__", (tmp_path,))
    monkeypatch.setattr(marshalled.kept, "__defaults__", (tmp_path,))


def parsed(css: str, besides: Any = dict) -> tuple[bool, Any]:
    """Whether it was parsed, and what it is."""
    asked: list[int] = []

    def parse() -> Any:
        asked.append(1)
        return weasyprint.CSS(string=css)

    found, _more = sheets.parsed("layouts/a/print.css", css, parse, besides)
    return bool(asked), found


def shown(sheet: Any) -> list[object]:
    """Selectors in their order, with the code by which they are tested, and what is declared."""
    matcher = vars(sheet.matcher)
    lists = [rows for each in matcher.values() if isinstance(each, dict) for rows in each.values()]
    lists += [each for each in matcher.values() if isinstance(each, list)]
    entries = sorted((each for rows in lists for each in rows), key=itemgetter(2))
    return [
        (test.__code__.co_code, test.__code__.co_consts[:1], *rest[:3], _names(rest[3][0]))
        for test, *rest in entries
    ]


def _names(declared: Any) -> list[tuple[str, type]]:
    return [(name, type(value)) for name, value, _important in declared]


@pytest.mark.parametrize("css", [RULES, html.UA, ""])
def test_it_is_parsed_once_and_stays_what_it_was(css: str) -> None:
    was_parsed, first = parsed(css)
    assert was_parsed
    was_parsed, again = parsed(css)
    assert not was_parsed
    assert shown(again) == shown(first)
    assert len(again.page_rules) == len(first.page_rules)
    assert again.layers == first.layers


def test_both_lay_out_alike() -> None:
    text = "<h1 class=a><p>一</p></h1><p data-n=3 lang=zh>二</p><ul><li>三<li class=x>四</ul>"
    pages = [
        weasyprint.HTML(string=text).render(stylesheets=[sheet]).write_pdf(pdf_identifier=b"1")
        for sheet in (parsed(RULES)[1], parsed(RULES)[1])
    ]
    assert pages[0] == pages[1]


def test_another_text_is_parsed() -> None:
    parsed(RULES)
    assert parsed(RULES + "p { color: red }")[0]
    assert not parsed(RULES)[0]


def test_what_complains_is_not_kept() -> None:
    assert parsed(RULES, lambda: None)[0]
    assert parsed(RULES, lambda: None)[0]


@pytest.mark.parametrize(
    ("css", "lasts", "count"),
    [
        ("p { color: red }", True, 1),
        ("p { color: red }", False, 0),
        ("p { colour: red }", True, 0),  # which is told each time
        ("@counter-style own { system: cyclic; symbols: a }", True, 0),
    ],
)
def test_what_a_document_keeps(tmp_path: Path, css: str, *, lasts: bool, count: int) -> None:
    before = set(tmp_path.glob("sheet-*"))
    face = Sheet("face.css", 'html { font-family: "Publisher Song" }')
    document = Document("<p>河水</p>", (face, Sheet("print.css", css, lasts)), "zh-Hans")
    found = [lay_out(document, FACES, NO_ASSETS).findings for _ in range(2)]
    assert found[0] == found[1]
    assert bool(found[0]) == ("colour" in css)
    assert len(set(tmp_path.glob("sheet-*")) - before) == count


def test_what_cannot_be_written_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_of: object) -> bytes:
        raise pickle.PicklingError

    monkeypatch.setattr(sheets._Writer, "dump", fails)
    assert parsed(RULES)[0]
    assert parsed(RULES)[0]


@pytest.mark.parametrize("length", [0, 50, 400, -1])
def test_a_torn_file_is_parsed_anew(tmp_path: Path, length: int) -> None:
    parsed(RULES)
    (file,) = tmp_path.glob("sheet-*")
    file.write_bytes(file.read_bytes()[:length])
    assert parsed(RULES)[0]
    assert not parsed(RULES)[0]


# ── rules that other flows have, too ─────────────────────────────────────────────────────────────

SIMPLE = """
/* a { brace } in a remark */
@page :left { margin: 1cm; @top-left { content: "} a { \\" " counter(page) } }
h1.a > p:first-child, #b ~ [lang|="zh"] { color: red; font: bold 9pt/2 "Song" } p { left: 0 }
p::before { content: '{' "。"; margin-left: calc(1em + 2pt) }
.\\{x { top: 0 } [title="}"] { top: 1px }
p { right: 0 }
/* the end { */
"""


def test_a_sheet_joined_of_its_rules_is_that_sheet() -> None:
    rules = sheets.rules(SIMPLE)
    whole = weasyprint.CSS(string=SIMPLE, base_url="a:b")
    made = sheets.joined(weasyprint.CSS(string=rule, base_url="a:b") for rule in rules)
    assert len(rules) == 7
    assert "".join(rules) in SIMPLE
    assert vars(made).keys() == vars(whole).keys()
    assert shown(made) == shown(whole)
    assert (made.base_url, made.layers) == (whole.base_url, whole.layers)
    assert made.matcher.order == whole.matcher.order
    assert [row[1:] for row in made.page_rules] == [row[1:] for row in whole.page_rules]


@pytest.mark.parametrize(
    "css",
    [
        '@import "b.css"; p { left: 0 }',
        "@media print { p { left: 0 } }",
        "p { background: url(a}b{c) }",
        "p { left: 0 } }",
        "p { left: 0",
        "p { content: 'a\n } ' }",
        'p { content: "a',
        "p { left: 0 } /* never ends",
        "p { left: 0 } q",
    ],
)
def test_a_sheet_whose_rules_are_not_plain_is_parsed_whole(css: str) -> None:
    assert sheets.rules(css) == []


def test_what_complains_is_said_of_its_own_line_in_each_document() -> None:
    css = "p { left: 0 }\n\nq { colour: red }\n"
    html = '<html lang="zh-Hans"><head><title>甲</title></head><body><p>乙</p></body></html>'
    for _ in range(2):
        laid = lay_out(Document(html, (Sheet("flow.css", css),), "zh-Hans"), FACES, NO_ASSETS)
        assert [str(each.place) for each in laid.findings if each.place] == ["flow.css:3:5"]
