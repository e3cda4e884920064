"""Drawings that repeat themselves, declare entities or do something are refused by their list."""

from __future__ import annotations

import pytest

from publisher.document import svg
from publisher.errors import Unusable
from publisher.findings import Place
from tests.hostile.corpus import _SVG, DRAWINGS, WHOLE_DRAWINGS

REPEATS = (
    "use bomb", "use itself", "use each other", "pattern itself", "mask itself", "clip itself",
    "gradient itself", "marker itself",
)  # fmt: skip
MORE = {
    "marker itself": DRAWINGS["marker"],
    "a marker at each corner": '<marker id="m">' + "<rect/>" * 20 + "</marker>"
    '<path marker-mid="url(#m)" d="M0 0' + "L1 1" * 30_000 + '"/>',
    "masks in masks": "".join(
        f'<mask id="m{n}"><rect mask="url(#m{n + 1})"/><rect mask="url(#m{n + 1})"/></mask>'
        for n in range(40)
    )
    + '<rect mask="url(#m0)"/>',
}


def refusal(data: bytes) -> str:
    with pytest.raises(Unusable) as refused:
        svg.plain(data, "d.svg", Place("a.md", 3))
    return refused.value.finding.code


@pytest.mark.parametrize("name", [*REPEATS, *list(MORE)[1:]])
def test_what_repeats_itself_beyond_reason(name: str) -> None:
    inside = MORE.get(name) or DRAWINGS[name]
    assert refusal(f"{_SVG}{inside}</svg>".encode()) == "svg-repeats"


@pytest.mark.parametrize("name", ["bomb", "external"])
def test_entities(name: str) -> None:
    assert refusal(WHOLE_DRAWINGS[name].encode()) in ("svg-active", "picture-damaged")


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in DRAWINGS
        if name.startswith(("script", "style ", "image f", "image h", "on"))
    ],
)
def test_what_does_something(name: str) -> None:
    assert refusal(f"{_SVG}{DRAWINGS[name]}</svg>".encode()) == "svg-active"
