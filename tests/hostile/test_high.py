"""What is higher than a page is set whole and in seconds: `arena` ends it after thirty.

The head of a table was left out, and the text refused for it; in a newspaper a row or a headline of
some thousand characters took minutes, or had no end.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile import arena
from tests.hostile.corpus import md
from tests.hostile.stage import stage

HIGH = "桥会记得走过它的每一个人。" * 300
TEXTS = {
    "head": f"| 甲 | {HIGH} |\n|---|---|\n| 乙 | 丙 |",
    "head that leaves no room": f"| 甲 | {HIGH[:900]} |\n|---|---|\n| {HIGH[:900]} | 丙 |",
    "row": f"| 甲 | 乙 |\n|---|---|\n| 丙 | {HIGH} |",
    "headline": f"## {HIGH}",
    "speaker": f':::: speaker {{name="{HIGH[:2000]}"}}\n正文一段。\n::::',
}


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["feature", "newspaper", "book"])
@pytest.mark.parametrize("name", TEXTS)
def test_higher_than_a_page(name: str, layout: str, tmp_path: Path) -> None:
    stage(tmp_path, md(TEXTS[name]))
    command = ("pdf", "issue/a.md", "-o", "out/a.pdf", "--profile", "screen", "--layout", layout)
    done = arena.run(tmp_path, *command)
    assert done.code in (0, 1), done.err
    assert "text was changed" not in done.err
    assert "fault of the program" not in done.err


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["`a", "**a*b", "x^2^", "[a](http://a.example/)"])
def test_a_paragraph_in_thousands_of_pieces(piece: str, tmp_path: Path) -> None:
    """Without a place to break: WeasyPrint took the square of their number, for each pixel."""
    # a clean copy: a raw text would be joined to the Chinese that follows, which is ours anyway
    stage(tmp_path, {"a.md": f"---\nheadline: [题]\n---\n{piece * 6000}\n".encode()})
    done = arena.run(tmp_path, "pdf", "issue/a.md", "-o", "out/a.pdf", "--profile", "screen")
    assert done.code in (0, 1), done.err
