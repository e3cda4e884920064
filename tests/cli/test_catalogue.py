"""`publisher catalogue` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.catalogue.made_up import epub
from tests.cli.conftest import Publisher


def test_a_publication_with_its_editions_goes_on_the_shelf(
    publisher: Publisher, issue: Path, tmp_path: Path
) -> None:
    settings = issue / "publication.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "editions:\n  hant: {language: zh-Hant}\n", encoding="utf-8")
    assert publisher("pdf", issue, "--profile", "screen").code == 0
    done = publisher("catalogue", issue)
    assert (done.code, done.last_line) == (0, "build/shelf/index.html")
    feed = json.loads((tmp_path / "build" / "shelf" / "opds.json").read_bytes())
    languages = {book["metadata"]["language"]: book for book in feed["publications"]}
    assert set(languages) == {"zh-Hans", "zh-Hant"}
    types = [link["type"] for link in languages["zh-Hans"]["links"]]
    assert types == ["text/html", "application/epub+zip", "application/pdf"]


def test_a_pdf_for_the_press_stays_away_and_an_old_one_too(
    publisher: Publisher, issue: Path, tmp_path: Path
) -> None:
    assert publisher("pdf", issue, "--profile", "print").code == 0
    done = publisher("catalogue", issue)
    assert done.code == 0
    assert "for the press" in done.err
    assert not list((tmp_path / "build" / "shelf").rglob("*.pdf"))
    article = next(issue.glob("articles/*.txt"))
    assert publisher("pdf", issue, "--profile", "screen").code == 0
    article.write_text(article.read_text("utf-8") + "\n\n又添了一段。\n", encoding="utf-8")
    done = publisher("catalogue", issue)
    assert "another state" in done.err
    assert not list((tmp_path / "build" / "shelf").rglob("*.pdf"))


def test_books_are_added_taken_off_and_counted(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(epub("甲", "urn:x:a"))
    (tmp_path / "b.epub").write_bytes(epub("乙", "urn:x:b"))
    made = publisher("catalogue", "a.epub", "b.epub", "-o", "shelf", "--title", "书店", "--json")
    assert json.loads(made.out)["written"] > 20
    names = sorted(path.name for path in (tmp_path / "shelf" / "issues").iterdir())
    done = publisher("catalogue", "-o", "shelf", "--remove", names[0], "--json")
    assert json.loads(done.out)["deleted"] > 5
    assert publisher("catalogue", "-o", "shelf", "--refresh").last_line == "shelf/index.html"
    assert [p.name for p in (tmp_path / "shelf" / "issues").iterdir()] == [names[1]]


def test_trouble_is_a_sentence_with_place_and_remedy(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"no book")
    (tmp_path / "b.epub").write_bytes(epub("乙", "urn:x:b"))
    for arguments, words in (
        (("a.epub",), "a.epub: error: this is not an e-book"),
        (("none.epub",), "none.epub: error: there is no such file"),
        (("b.epub", "--remove", "x"), "issues: error: there is no issue “x”"),
    ):
        done = publisher("catalogue", *arguments, "-o", "shelf")
        assert done.code == 3
        assert words in done.err
        assert "remedy: " in done.err
        assert "Traceback" not in done.err
        assert done.out == ""
    publisher("catalogue", "b.epub", "-o", "shelf")
    (tmp_path / "shelf" / "opds.json").write_text("mine", encoding="utf-8")
    done = publisher("catalogue", "--refresh", "-o", "shelf")
    assert done.code == 3
    assert "shelf/opds.json: error: another hand has changed this file" in done.err


def test_a_folder_that_cannot_be_written_is_told(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "b.epub").write_bytes(epub("乙", "urn:x:b"))
    (tmp_path / "shelf").write_text("a file", encoding="utf-8")
    done = publisher("catalogue", "b.epub", "-o", "shelf")
    assert done.code == 4
    assert "shelf: error: the file cannot be written" in done.err
