"""`publisher check` on PDF files: for print, for screens, under a condition."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from publisher import resources
from tests.checks.preflight.broken import CASES
from tests.checks.preflight.good import good, saved
from tests.cli.conftest import Publisher


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A good file, one with a hairline, and one that is not for the press."""
    pdf = good()
    (tmp_path / "good.pdf").write_bytes(saved(pdf))
    CASES["hairline"]["a_filled_rectangle"](pdf)
    (tmp_path / "thin.pdf").write_bytes(saved(pdf))
    pdf = good()
    for key in ("/OutputIntents", "/Metadata"):
        del pdf.Root[key]
    (tmp_path / "screen.pdf").write_bytes(saved(pdf))
    return tmp_path


def test_a_file_for_the_press_is_examined_as_one(publisher: Publisher, files: Path) -> None:
    assert publisher("check", files / "good.pdf", "--strict").code == 0
    answer = publisher("check", files / "thin.pdf")
    assert answer.code == 1
    assert "thin.pdf p. 1 (20, 88 mm): error: a rule is 0.10 pt thin" in answer.err


def test_a_file_for_screens_is_not_drowned_in_errors(publisher: Publisher, files: Path) -> None:
    answer = publisher("check", files / "screen.pdf")
    assert (answer.code, answer.err.count("error:")) == (0, 0)
    assert "--profile print" in answer.err
    assert publisher("check", files / "screen.pdf", "--profile", "print").code == 1
    assert publisher("check", files / "screen.pdf", "--condition", "digital").code == 1
    assert publisher("check", files / "thin.pdf", "--profile", "screen").code == 0


def test_limits_come_from_the_condition(publisher: Publisher, files: Path) -> None:
    """A house that holds thinner rules says so in a file beside the publication."""
    theirs = files / "conditions"
    theirs.mkdir()
    coated = resources.folder("conditions") / "coated-sheetfed.yaml"
    text = coated.read_text(encoding="utf-8").replace("0.25pt", "0.05pt")
    for name in ("fogra39-coated.icc",):
        (theirs / name).write_bytes((coated.parent / name).read_bytes())
    (theirs / "fine.yaml").write_text(text, encoding="utf-8")
    assert publisher("check", files / "thin.pdf", "--condition", "fine").code == 0


def test_an_unknown_condition_is_told(publisher: Publisher, files: Path) -> None:
    answer = publisher("check", files / "good.pdf", "--condition", "coated")
    assert answer.code == 3
    assert "did you mean “coated-sheetfed”?" in answer.err


def test_machines_read_where_it_is(publisher: Publisher, files: Path) -> None:
    told = json.loads(publisher("check", files / "thin.pdf", "--json").out)
    (found,) = told["findings"]
    assert found["code"] == "hairline"
    (spot,) = found["spots"]
    assert (spot["page"], spot["x"], spot["y"], spot["width"]) == (1, 20.0, 88.0, 35.3)


def test_the_line_of_the_manuscript_is_told_where_it_is_known(
    publisher: Publisher, files: Path
) -> None:
    """Boxes of blocks lie beside a PDF of ours: the smallest one around a place is its line."""
    boxes = [
        [1, 0, 0, 297, 420, "articles/a.txt", 1],
        [1, 50, 240, 120, 20, "articles/a.txt", 12],
        [2, 50, 240, 120, 20, "articles/b.txt", 3],
    ]
    (files / "thin.places.json").write_text(json.dumps({"boxes": boxes}), encoding="utf-8")
    answer = publisher("check", "thin.pdf", "--certificate", "build")
    assert "articles/a.txt:12 p. 1 (20, 88 mm): error: a rule is" in answer.err
    told = json.loads((files / "build/thin.preflight.json").read_text(encoding="utf-8"))
    assert [f["line"] for rule in told["rules"] for f in rule["findings"]] == ["articles/a.txt:12"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"boxes": [[1]]}', '{"boxes": 1}'])
def test_boxes_that_cannot_be_read_are_no_matter(
    publisher: Publisher, files: Path, text: str
) -> None:
    (files / "thin.places.json").write_text(text, encoding="utf-8")
    assert "thin.pdf p. 1" in publisher("check", files / "thin.pdf").err


def test_a_locked_file_ends_in_one_sentence(publisher: Publisher, tmp_path: Path) -> None:
    lock = pikepdf.Encryption(owner="1", user="2", R=3, aes=False, metadata=False)
    (tmp_path / "locked.pdf").write_bytes(saved(good(), encryption=lock))
    answer = publisher("check", tmp_path / "locked.pdf")
    assert answer.code == 1
    assert answer.err.startswith("locked.pdf: error: this is not a PDF that can be read: invalid")
