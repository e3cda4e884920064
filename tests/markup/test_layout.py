"""Layouts: tokens that are checked, templates that fail at a place."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from publisher import resources, units
from publisher.document.model import Article, Entry, Print, Publication
from publisher.errors import Unusable
from publisher.findings import Finding, Place
from publisher.markup.layout import Layout

DECLARATION = """\
title: {zh: 试, en: Trial}
tokens:
  columns: {type: integer, range: [1, 3], default: 2}
  size: {type: length, range: [8pt, 4mm], default: 9.5pt}
  leading: {type: number, range: [1.5, 2], default: 1.75}
  accent: {type: colour, default: "#b3202a"}
  quotes: {type: boolean, default: true}
  quote_style: {type: choice, choices: [rule, mark], default: mark}
  head_face: {type: face, default: hei}
"""
PAGE = "<p>{{ words }}</p>\n<p>{{ tokens.columns }}</p>\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _write(tmp_path, "trial/layout.yaml", DECLARATION)
    _write(tmp_path, "trial/page.html.j2", PAGE)
    _write(tmp_path, "trial/print.css", "p { color: {{ tokens.accent }}; font: '{{ words }}' }\n")
    _write(tmp_path, "base/frame.html.j2", "{% block body %}{% endblock %}")
    return tmp_path


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def _publication(**tokens: str | int | float | bool) -> Publication:
    entry = Entry(Article(("题",), ()), "a.txt", tokens=(("columns", 3),))
    given = tuple(tokens.items())
    return Publication("刊", (entry,), "urn:x", Print((0, 0), 0, ""), "trial", tokens=given)


def _first(error: pytest.ExceptionInfo[Unusable]) -> Finding:
    return error.value.finding


def test_defaults_then_the_publication_then_the_article(folder: Path) -> None:
    layout, publication = Layout.load("trial", [folder]), _publication(size="3mm", columns=1)
    assert layout.tokens(_publication())["size"] == 9.5
    assert layout.tokens(publication)["columns"] == 1
    values = layout.tokens(publication, publication.entries[0])
    assert (values["columns"], round(float(values["size"]), 2)) == (3, 8.5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("columns", value) for value in (0, 4, 2.5, True, "two")),
        *(("size", value) for value in ("7pt", "9furlong", "", 12.0, False)),
        *(("leading", value) for value in ("1.7", 3, True)),
        *(("accent", value) for value in ("red", "#12345", "0 0 0 101", "url(x)", 3)),
        *(("quotes", value) for value in ("yes please", 1)),
        *(("quote_style", value) for value in ("box", True)),
        ("head_face", "comic"),
    ],
)
def test_a_value_out_of_its_range_is_told_with_its_place(
    folder: Path, name: str, value: str | int | float | bool
) -> None:
    layout = Layout.load("trial", [folder])
    with pytest.raises(Unusable) as error:
        layout.check(_publication(**{name: value}), lambda path: Place("y", len(path)))
    assert (_first(error).code, _first(error).place) == ("token-value", Place("y", 2))


def test_four_inks_become_device_cmyk(folder: Path) -> None:
    values = Layout.load("trial", [folder]).tokens(_publication(accent="0 95 85 10"))
    assert values["accent"] == "device-cmyk(0 0.95 0.85 0.1)"


def test_an_undeclared_token_is_answered_with_the_nearest(folder: Path) -> None:
    with pytest.raises(Unusable) as error:
        Layout.load("trial", [folder]).tokens(_publication(colums=2))
    assert _first(error).code == "token-unknown"
    assert dict(_first(error).values)["nearest"] == "columns"


def test_an_unknown_layout_is_answered_with_the_nearest(folder: Path) -> None:
    for name in ("trail", "../trial", "base"):
        with pytest.raises(Unusable) as error:
            Layout.load(name, [folder])
        assert _first(error).code == "layout-unknown"
        assert dict(_first(error).values)["nearest"] == "trial"


@pytest.mark.parametrize(
    "body",
    [
        "{type: metre, default: 3}",
        "{type: integer}",
        "{type: integer, default: 9, range: [1, 3]}",
        "{type: choice, default: a}",
        "{type: integer, default: 1, rnage: [1, 3]}",
        "[1, 2]",
    ],
)
def test_a_token_declared_wrongly_is_told_with_its_line(folder: Path, body: str) -> None:
    _write(folder, "trial/layout.yaml", f"tokens:\n  size: {body}\n")
    with pytest.raises(Unusable) as error:
        Layout.load("trial", [folder])
    assert _first(error).code == "layout-declaration"
    assert str(_first(error).place) == "layouts/trial/layout.yaml:2:3"


@pytest.mark.parametrize(
    ("line", "code", "name"),
    [
        ("{{ headlin }}", "template-name", "headlin"),
        ("{{ tokens.sise }}", "template-name", "sise"),
        ("{% for x in %}", "template-broken", ""),
        ("{{ 1 / 0 }}", "template-broken", ""),
        ("{{ ''.__class__.__mro__ }}", "template-broken", ""),
        ("{% include 'other.j2' %}", "layout-file", ""),
        ("{% include '../../secret' %}", "layout-file", ""),
    ],
)
def test_a_template_fails_at_its_line(folder: Path, line: str, code: str, name: str) -> None:
    _write(folder, "trial/page.html.j2", f"<p>\n\n{line}\n</p>")
    with pytest.raises(Unusable) as error:
        Layout.load("trial", [folder]).render("page.html.j2", tokens={"size": 3})
    assert (_first(error).code, dict(_first(error).values).get("name", "")) == (code, name)
    assert str(_first(error).place) == "layouts/trial/page.html.j2:3"


def test_an_error_in_a_block_of_an_extended_template_is_told_where_it_stands(folder: Path) -> None:
    text = "{% extends 'frame.html.j2' %}\n{% block body %}\n{{ nothing }}{% endblock %}"
    _write(folder, "trial/page.html.j2", text)
    with pytest.raises(Unusable) as error:
        Layout.load("trial", [folder]).render("page.html.j2")
    assert str(_first(error).place) == "layouts/trial/page.html.j2:3"


def test_text_is_escaped_in_templates_and_not_in_style_sheets(folder: Path) -> None:
    layout = Layout.load("trial", [folder])
    values = {"tokens": layout.tokens(_publication()), "words": "<b>&"}
    assert layout.render("page.html.j2", **values).startswith("<p>&lt;b&gt;&amp;</p>")
    assert "color: #b3202a; font: '<b>&'" in layout.render("print.css", **values)


def test_a_layout_goes_to_another_process_and_its_digest_knows_its_files(folder: Path) -> None:
    layout = Layout.load("trial", [folder])
    layout.render("page.html.j2", words="", tokens={"columns": 1})
    again = pickle.loads(pickle.dumps(layout))  # noqa: S301 - our own bytes
    assert again == layout
    assert again.digest == layout.digest
    _write(folder, "base/frame.html.j2", "other")
    assert Layout.load("trial", [folder]).digest != layout.digest


def test_the_trim_is_the_publications_or_else_the_layouts(folder: Path) -> None:
    _write(folder, "trial/layout.yaml", "trim: 148x210mm\n" + DECLARATION)
    layout = Layout.load("trial", [folder])
    given = replace(_publication(), print=Print(None, 0, ""))
    assert [round(side, 1) for side in layout.trim_of(given)] == [419.5, 595.3]
    assert layout.trim_of(replace(given, print=Print((10, 20), 0, ""))) == (10, 20)
    _write(folder, "trial/layout.yaml", DECLARATION)
    assert Layout.load("trial", [folder]).trim_of(given) == units.size("185x260mm")


@pytest.mark.parametrize("trim", ["A5", "148x210", "9x9mm", "[148, 210]"])
def test_a_trim_that_is_no_size_is_told_with_its_line(folder: Path, trim: str) -> None:
    _write(folder, "trial/layout.yaml", f"title: {{en: Trial}}\ntrim: {trim}\ntokens: {{}}\n")
    with pytest.raises(Unusable) as error:
        Layout.load("trial", [folder])
    assert _first(error).code == "layout-trim"
    assert str(_first(error).place).startswith("layouts/trial/layout.yaml:2")


def test_what_a_publication_brings_is_not_the_programs(folder: Path) -> None:
    ours = resources.folder("layouts")
    assert Layout.load("feature", [ours]).is_ours
    assert not Layout.load("trial", [folder, ours]).is_ours
