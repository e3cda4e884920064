"""What travels of a publication, and what is refused on either side."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publisher.errors import Unusable
from publisher.pipeline.batch import bundle
from publisher.pipeline.batch.bundle import Bundle, Piece
from tests.pipeline.batch.made_up import publication

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def paths(found: Bundle) -> list[str]:
    return [piece.path for piece in found.pieces]


def test_a_bundle_holds_what_a_build_reads_and_nothing_else(tmp_path: Path) -> None:
    root = publication(tmp_path / "issue")
    for name in (
        "pictures/a.JPG", "layouts/own/any.thing", "conditions/house.yaml", "paper.icc",
        "house.yaml", ".git/config.yaml", "old.pdf", "film.mp4", "articles/2.docx",
    ):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode())
    os.mkfifo(root / "pipe.png")
    (root / "inside.png").symlink_to("pictures/a.JPG")
    (root / "outside.png").symlink_to("/etc/hostname")
    (root / "loop.png").symlink_to("loop.png")
    assert paths(bundle.of(root, ".")) == [
        "article.md", "articles/2.docx", "conditions/house.yaml", "house.yaml", "inside.png",
        "layouts/own/any.thing", "paper.icc", "pictures/a.JPG", "publication.yaml",
    ]  # fmt: skip


def test_a_single_manuscript_takes_its_surroundings_but_no_other_manuscript(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "a.png", "house.yaml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert paths(bundle.of(tmp_path, "a.md")) == ["a.md", "a.png", "house.yaml"]


def test_what_is_laid_out_is_what_was_packed(tmp_path: Path) -> None:
    root = publication(tmp_path / "第 1 期")
    (root / "图 片").mkdir()
    (root / "图 片" / "a.png").write_bytes(b"1")
    (root / "b.png").symlink_to("图 片/a.png")
    packed = bundle.of(root, ".")
    contents = {digest: bundle.content(root, piece) for digest, piece in packed.contents.items()}
    (tmp_path / "there").mkdir()
    laid = bundle.lay_out(packed, contents, tmp_path / "there")
    assert laid.name == "第 1 期"
    assert bundle.of(laid, ".") == packed


@pytest.mark.parametrize(
    "pieces",
    [
        [Piece("../a", EMPTY)],
        [Piece("/etc/a", EMPTY)],
        [Piece("a/../../b", EMPTY)],
        [Piece("a//b", EMPTY)],
        [Piece("", EMPTY)],
        [Piece(".", EMPTY)],
        [Piece("a\0b", EMPTY)],
        [Piece("a", EMPTY), Piece("a", EMPTY)],
        [Piece("a", EMPTY), Piece("a/b", EMPTY)],
        [Piece("a", link="..")],
        [Piece("a", link="../x")],
        [Piece("d/a", link="../../x")],
        [Piece("d/a", link="b/../../../x")],
        [Piece("a", link="/etc")],
        [Piece("d/up", link=".."), Piece("x", link="d/up/../../etc")],
        [Piece("a", link="b"), Piece("a/c", EMPTY)],
        [Piece("a", EMPTY, link="b")],
        [Piece("a", "0" * 64)],
    ],
)
def test_what_would_leave_the_folder_or_is_not_its_hash(
    tmp_path: Path, pieces: list[Piece]
) -> None:
    with pytest.raises(Unusable):
        bundle.lay_out(Bundle("x", tuple(pieces)), {EMPTY: b"", "0" * 64: b"1"}, tmp_path)
    outside = [path for path in tmp_path.rglob("*") if tmp_path / "x" not in (path, *path.parents)]
    assert outside == []


@pytest.mark.parametrize("name", ["..", "a/b", "/", "."])
def test_a_folder_is_one_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unusable):
        bundle.lay_out(Bundle(name, ()), {}, tmp_path)


def test_a_file_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    root = publication(tmp_path / "issue")
    packed = bundle.of(root, ".")
    (root / "article.md").write_text("other", encoding="utf-8")
    with pytest.raises(Unusable) as raised:
        bundle.content(root, packed.pieces[0])
    assert raised.value.finding.code == "batch-changed"
