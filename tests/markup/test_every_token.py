"""A token that changes nothing is a defect: each is tried at another value in its layout."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from publisher import resources, units
from publisher.document.model import Barcode, Cover, Publication
from publisher.engine import Document
from publisher.markup.compose import compose, flows
from publisher.markup.frames import Area, Piece, Sheet
from publisher.markup.tokens import Token, Value
from tests.pages import made

pytestmark = pytest.mark.slow

LAYOUTS = sorted(file.parent.name for file in resources.folder("layouts").glob("*/layout.yaml"))

RUNS = 7  # cover, contents, four articles, imprint


def _cases() -> Iterator[tuple[str, str]]:
    for name in LAYOUTS:
        for token in made.layout(name).declared:
            yield name, token.name


def _other(token: Token) -> Value:
    match token.kind:
        case "boolean":
            return not token.default
        case "colour":
            return "#00aa55"
        case "choice":
            return next(each for each in token.choices if each != token.default)
        case "face":
            return "kai"
        case "integer":
            return int((token.low if token.default == token.high else token.high) or 0)
        case _:
            return float((token.low if token.default == token.high else token.high) or 0)


@functools.cache
def _publication(name: str, held: tuple[tuple[str, Value], ...]) -> Publication:
    """One of everything; a newspaper on a sheet that has room for more or fewer columns."""
    articles = (made.feature(), made.interview(), made.news(), made.verse())
    trim = units.size("280x400mm") if made.layout(name).file("sheet.html.j2") else None
    given = made.publication(*articles)
    return replace(
        given, layout=name, tokens=held, cover=Cover(), barcode=Barcode(),
        print=replace(given.print, trim=trim),
    )  # fmt: skip


@functools.cache
def _document(name: str, held: tuple[tuple[str, Value], ...], number: int) -> Document | None:
    """A run of pages, as it is given to the engine; none where there are not so many."""
    given, layout = _publication(name, held), made.layout(name)
    beside = [Area(1, column, 1, 0, 20) for column in (0, 1)]
    pieces = tuple(Piece(area, 1, "", after=2) for area in beside)
    sheets = (Sheet(1, "要闻", "", pieces),)
    frame = replace(made._frame(), weight="lead", areas=(beside[0],), sheets=sheets)
    runs = flows(given, layout)
    return compose(given, runs[number], layout, frame).document if number < len(runs) else None


@pytest.mark.parametrize(("name", "token"), list(_cases()))
def test_a_token_changes_what_is_set(name: str, token: str) -> None:
    declared = {each.name: each for each in made.layout(name).declared}
    changed = ((token, _other(declared[token])),)
    columns = declared.get("columns")
    held = ((), (("columns", int(columns.high or 1)),)) if columns else ((),)
    assert any(
        _document(name, had, number) != _document(name, (*had, *changed), number)
        for had in held
        for number in range(RUNS)
    )
