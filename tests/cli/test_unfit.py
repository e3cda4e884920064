"""A print PDF with errors has a name of its own."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.cli.conftest import Publisher

TEXT = "# 题\n\n河水从城中穿过。\n"
COARSE = "\n![图说](a.png){alt=图}\n"


def test_an_unfit_pdf_does_not_take_the_place_of_a_fit_one(
    tmp_path: Path, publisher: Publisher
) -> None:
    folder = tmp_path / "issue"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    assert publisher("pdf", str(folder), "-o", "x.pdf").code == 0
    before = Path("x.pdf").read_bytes()
    Image.linear_gradient("L").resize((60, 40)).save(folder / "a.png")
    (folder / "a.md").write_text(TEXT + COARSE, encoding="utf-8")
    answer = publisher("pdf", str(folder), "-o", "x.pdf")
    assert (answer.code, answer.last_line) == (1, "x-unfit.pdf")
    assert Path("x.pdf").read_bytes() == before
    assert Path("x-unfit.preflight.json").is_file()
