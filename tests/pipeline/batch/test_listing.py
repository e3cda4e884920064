"""Lists as editors, scripts and accidents write them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publisher.errors import PublisherError, WrongUsage
from publisher.pipeline.batch.listing import Shard, part, publications
from tests.pipeline.batch.made_up import publication


def listed(folder: Path, text: str | bytes, output: Path | None = None) -> list[tuple[str, str]]:
    file = folder / "list.txt"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    found = publications(file, output or folder / "out")
    return [(each.name, each.trouble.code if each.trouble else each.inner) for each in found]


def refused(folder: Path, text: str, output: Path | None = None) -> list[str]:
    with pytest.raises(PublisherError) as raised:
        listed(folder, text, output)
    return [finding.code for finding in raised.value.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# none\n\n  a  \r\nb\n", [("a", "publication.yaml"), ("b", "publication.yaml")]),
        ("\ufeffa\n", [("a", "publication.yaml")]),
        ("a\na\na/publication.yaml\n./a/../a\n", [("a", "publication.yaml")]),
        ("?\n", [("a", "publication.yaml"), ("b", "publication.yaml")]),
        ("两 个 字\n-dash\n", [("两 个 字", "publication.yaml"), ("-dash", "publication.yaml")]),
        ("one.md\n", [("one", "one.md")]),
        ("[odd] *\n", [("[odd] *", "publication.yaml")]),
        ("none\nx*y\n", [("none (1)", "batch-line"), ("x*y (2)", "batch-line")]),
        ("a\x00b\n", [("a-b (1)", "batch-line")]),
        ("../../../etc\n" + "x" * 9000, [("etc (1)", "batch-line"), ("x" * 60, "batch-line")]),
        ("nowhere\n", [("nowhere (1)", "batch-line")]),
    ],
)
def test_lines(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    for name in ("a", "b", "两 个 字", "-dash", "[odd] *"):
        publication(tmp_path / name)
    (tmp_path / "one.md").write_text("# 一\n\n字。\n", encoding="utf-8")
    (tmp_path / "nowhere").symlink_to("gone")
    if text.startswith("../"):
        found = listed(tmp_path, text)
        assert [trouble for _name, trouble in found] == ["batch-line"] * 2
        assert all("/" not in name for name, _trouble in found)
    else:
        assert listed(tmp_path, text) == expected


def test_a_folder_holds_publications_and_single_manuscripts(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    publication(shelf / "b")
    (shelf / "pictures").mkdir()
    (shelf / "pictures" / "a.png").write_bytes(b"")
    (shelf / "plain").mkdir()
    (shelf / "plain" / "a.txt").write_text("字", encoding="utf-8")
    (shelf / "a.md").write_text("字", encoding="utf-8")
    (shelf / "README.md").write_text("字", encoding="utf-8")
    (shelf / ".hidden").mkdir()
    found = publications(shelf, tmp_path / "out")
    assert [(each.name, each.inner) for each in found] == [
        ("a", "a.md"),
        ("b", "publication.yaml"),
        ("plain", "."),
    ]


def test_two_of_one_name_are_told_before_anything_is_made(tmp_path: Path) -> None:
    for place in ("x/issue", "y/issue", "z/ISSUE"):
        publication(tmp_path / place)
    assert refused(tmp_path, "x/issue\ny/issue\nz/ISSUE\n") == ["batch-same-name"] * 2


def test_an_output_within_a_publication_and_a_taken_name_are_refused(tmp_path: Path) -> None:
    publication(tmp_path / "a")
    publication(tmp_path / "index.html")
    assert refused(tmp_path, "a\n", tmp_path / "a" / "out") == ["batch-output-inside"]
    assert refused(tmp_path, "index.html\n") == ["batch-name-taken"]


def test_what_is_no_list(tmp_path: Path) -> None:
    assert refused(tmp_path, "# nothing\n") == ["batch-empty"]
    issue = publication(tmp_path / "a")
    for path in (issue, issue / "publication.yaml", issue / "article.md"):
        with pytest.raises(PublisherError) as raised:
            publications(path, tmp_path / "out")
        assert raised.value.finding.code == "batch-list-publication"
    (tmp_path / "list.txt").write_bytes("第一期\n第二期\n".encode("gb18030"))
    with pytest.raises(PublisherError) as raised:
        publications(tmp_path / "list.txt", tmp_path / "out")
    assert str(raised.value.finding.place).endswith("list.txt:1")


def test_a_name_that_is_no_text_or_too_long_is_one_publication_with_trouble(
    tmp_path: Path,
) -> None:
    raw = os.fsencode(tmp_path)
    for name in (b"\xff\xfe", "长".encode() * 70):
        os.mkdir(raw + b"/" + name)  # noqa: PTH102 - bytes
        with open(raw + b"/" + name + b"/a.md", "w") as file:  # noqa: PTH123
            file.write("a")
    found = publications(tmp_path, tmp_path.parent / "out")
    assert [each.trouble.code for each in found if each.trouble] == ["batch-line"] * 2


@pytest.mark.parametrize("written", ["0/4", "5/4", "1", "a/b", "1/0", "-1/4", "1/4/2", "", "１/４"])
def test_parts_that_are_none(written: str) -> None:
    with pytest.raises(WrongUsage):
        Shard.of(written)


def test_the_parts_of_a_list_are_the_list(tmp_path: Path) -> None:
    for number in range(7):
        publication(tmp_path / f"{number}")
    whole = publications(tmp_path, tmp_path.parent / "out")
    parts = [part(whole, Shard(number, 3)) for number in (1, 2, 3)]
    assert [len(each) for each in parts] == [3, 2, 2]
    assert {each.name for each in whole} == {each.name for found in parts for each in found}


def test_ten_thousand_lines(tmp_path: Path) -> None:
    publication(tmp_path / "a")
    # longer than any settings file may be
    text = "a\n" + "".join(f"none-{number}-{'x' * 120}\n" for number in range(9_999))
    assert len(listed(tmp_path, text)) == 10_000


def test_links_that_lead_back_are_not_followed(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / "shelf" / "empty" / name).mkdir(parents=True)
        for other in ("a", "b", "c"):
            (tmp_path / "shelf" / "empty" / name / f"to-{other}").symlink_to("..")
    (tmp_path / "shelf" / "house.yaml").write_text("words: {}\n", encoding="utf-8")
    publication(tmp_path / "elsewhere" / "issue")
    (tmp_path / "shelf" / "link").symlink_to(tmp_path / "elsewhere" / "issue")
    for text in ("shelf/*\n", None):
        given = tmp_path / "shelf"
        if text:
            given = tmp_path / "list.txt"
            given.write_text(text, encoding="utf-8")
        found = publications(given, tmp_path / "out")
        assert [each.name for each in found] == ["issue"]
