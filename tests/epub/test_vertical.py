"""The e-book of a vertical layout: pages from right to left, lines from top to bottom."""

from __future__ import annotations

from publisher import resources
from publisher.epub import building
from publisher.markup.layout import Layout
from tests.epub import made_up


def test_pages_follow_leftwards_and_lines_run_down() -> None:
    vertical = Layout.load("vertical", [resources.folder("layouts")])
    made = building.build(
        made_up.publication(),
        vertical,
        made_up.Album(),
        made_up.library(),
        made_up.MOMENT,
    )
    files = made_up.parts(made.data)
    package = next(data for name, data in files.items() if name.endswith(".opf"))
    sheet = next(data for name, data in files.items() if name.endswith(".css"))
    assert b'page-progression-direction="rtl"' in package
    assert b"writing-mode: vertical-rl" in sheet
    horizontal = made_up.parts(made_up.book())
    assert b'page-progression-direction="ltr"' in next(
        data for name, data in horizontal.items() if name.endswith(".opf")
    )
