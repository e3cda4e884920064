"""What stands, comes and goes on a shelf, and what another hand has done to it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from publisher.errors import PublisherError
from publisher.pipeline.catalogue import Order, fill
from tests.catalogue.conftest import Fill, files, issue, number
from tests.catalogue.made_up import epub, series


def refusal(run: Fill, *books: bytes, **more: object) -> tuple[str, str]:
    """The code of a refusal, and the place that it names."""
    with pytest.raises(PublisherError) as error:
        run(*books, **more)
    place = error.value.finding.place
    return error.value.finding.code, str(place) if place else ""


def one(shelf: Path) -> Path:
    """The folder of the only issue."""
    return next((shelf / "issues").iterdir())


# ── making ───────────────────────────────────────────────────────────────────────────────────────


def test_the_same_books_give_the_same_bytes_in_any_order(
    put_up: Fill, shelf: Path, tmp_path: Path
) -> None:
    books = [issue(n, metadata=series("面孔", n)) for n in range(1, 6)]
    put_up(*books, title="书架")
    at_once = files(shelf)
    shutil.rmtree(shelf)
    for book in reversed(books):
        put_up(book, title="书架")
    assert files(shelf) == at_once


def test_nothing_is_written_where_nothing_changes(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1), issue(2))
    before = {file: file.stat().st_mtime_ns for file in shelf.rglob("*")}
    again = put_up(issue(1), issue(2))
    assert (again.written, again.deleted) == (0, 0)
    assert {file: file.stat().st_mtime_ns for file in shelf.rglob("*")} == before


def test_an_issue_more_touches_only_what_names_it(put_up: Fill, shelf: Path) -> None:
    put_up(*(issue(n) for n in range(1, 61)), title="书架")
    before = files(shelf)
    put_up(issue(61))
    after = files(shelf)
    changed = {path for path in after if after[path] != before.get(path)}
    old = {path for path in changed if path in before}
    assert not before.keys() - after.keys()
    assert not [path for path in old if path.startswith("issues/")]
    assert not [path for path in old if path.split("/")[-1][0].isdigit()]  # full pages stay
    assert {"index.html", "en.html", "opds.json", "opds.xml", "all/opds.xml", "news.xml"} <= old


def test_a_page_that_is_full_stays_and_the_next_one_links_to_it(put_up: Fill, shelf: Path) -> None:
    put_up(*(issue(n) for n in range(1, 72)))
    page = (shelf / "all" / "1.json").read_bytes()
    put_up(issue(72))
    full = json.loads((shelf / "all" / "2.json").read_bytes())
    assert [p["metadata"]["title"] for p in full["publications"]][::23] == ["第48本", "第25本"]
    newer = {link["rel"]: link["href"] for link in json.loads(page)["links"]}
    assert newer["previous"] == "../opds.json"
    assert {link["rel"]: link["href"] for link in full["links"]}["next"] == "1.json"
    head = json.loads((shelf / "opds.json").read_bytes())
    assert len(head["publications"]) == 24
    assert head["metadata"]["numberOfItems"] == 72


def test_an_issue_is_taken_off_and_leaves_nothing(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1, metadata=series("面孔", 1)), title="书架")
    without = files(shelf)
    put_up(issue(2, metadata=series("别处", 2)))
    name = next(p.name for p in (shelf / "issues").iterdir() if p.name.startswith("di-2"))
    done = put_up(leaving=(name,))
    assert done.deleted > 5
    assert files(shelf) == without
    assert not (shelf / "issues" / name).exists()


def test_an_empty_shelf_is_a_shelf(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1))
    put_up(leaving=(one(shelf).name,))
    assert json.loads((shelf / "opds.json").read_bytes())["publications"] == []
    assert put_up().written == 0


def test_the_shelf_is_made_anew_from_the_folders_alone(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1), issue(2))
    whole = files(shelf)
    for entry in shelf.iterdir():
        if entry.name != "issues":
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for page in shelf.rglob("*.html"):
        page.unlink()
    put_up()
    assert files(shelf) == whole


def test_a_new_version_takes_the_place_of_the_old_one(put_up: Fill, shelf: Path) -> None:
    put_up(epub(metadata="<dc:description>旧</dc:description>"))
    put_up(epub(metadata="<dc:description>新</dc:description>"))
    assert len(list((shelf / "issues").iterdir())) == 1
    assert "新" in (shelf / "index.html").read_text("utf-8")
    assert not [path for path in files(shelf) if path.endswith(".pdf")]


def test_the_title_is_given_once(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1, metadata="<dc:publisher>某社</dc:publisher>"))
    assert json.loads((shelf / "shelf.json").read_bytes())["title"] == "某社"
    put_up(title="我的书架")
    put_up(issue(2))
    assert json.loads((shelf / "opds.json").read_bytes())["metadata"]["title"] == "我的书架"


def test_a_title_is_one_plain_line(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1), title=" 我的\u202e书架\n<b> ")
    put_up(issue(2), title="\u200b")
    assert json.loads((shelf / "shelf.json").read_bytes())["title"] == "我的书架 <b>"


def test_a_folder_that_is_deleted_by_hand_is_no_longer_listed(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1), title="书架")
    without = files(shelf)
    put_up(issue(2, metadata=series("面孔", 2)))
    shutil.rmtree(next(p for p in (shelf / "issues").iterdir() if p.name.startswith("di-2")))
    put_up()
    assert files(shelf) == without


# ── bad input ────────────────────────────────────────────────────────────────────────────────────


def test_two_books_of_one_number_are_refused(put_up: Fill, shelf: Path) -> None:
    code, place = refusal(put_up, epub("甲", number(1)), epub("乙", number(1)))
    assert code == "shelf-number-twice"
    assert place.endswith("book-1.epub")
    assert not files(shelf)
    put_up(epub("甲", number(1)))
    before = files(shelf)
    assert refusal(put_up, epub("乙", number(1)))[0] == "shelf-number-twice"
    assert files(shelf) == before


def test_one_bad_book_among_good_ones_leaves_the_shelf_as_it_was(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1))
    before = files(shelf)
    assert refusal(put_up, issue(2), b"no book")[0] == "shelf-book-damaged"
    assert files(shelf) == before


def test_an_issue_that_is_not_there_cannot_be_taken_off(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1))
    with pytest.raises(PublisherError) as error:
        put_up(leaving=("di-1-ben",))
    assert dict(error.value.finding.values)["nearest"] == one(shelf).name


def test_a_folder_that_is_no_book_is_refused(tmp_path: Path, shelf: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(PublisherError) as error:
        fill(Order((tmp_path / "a.pdf",), shelf, tmp_path))
    assert error.value.finding.code == "shelf-not-a-book"


# ── another hand ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["opds.json", "opds.xml", "index.html", "static/shelf.css"])
def test_what_another_hand_has_changed_is_not_written_over(
    put_up: Fill, shelf: Path, name: str
) -> None:
    put_up(issue(1))
    (shelf / name).write_text("my own words", encoding="utf-8")
    before = files(shelf)
    code, place = refusal(put_up, issue(2))
    assert code == "shelf-edited"
    assert place.endswith(name)
    assert files(shelf) == before
    (shelf / name).unlink()
    put_up(issue(2))


def test_files_of_others_stay(put_up: Fill, shelf: Path) -> None:
    shelf.mkdir()
    (shelf / "CNAME").write_text("example.org", encoding="utf-8")
    put_up(issue(1))
    name = one(shelf).name
    (shelf / "issues" / name / "my-notes.txt").write_text("x", encoding="utf-8")
    put_up(leaving=(name,))
    assert (shelf / "CNAME").is_file()
    assert (shelf / "issues" / name / "my-notes.txt").is_file()
    assert [finding.code for finding in put_up().findings] == ["shelf-folder-strange"]


def test_a_file_in_the_way_is_not_written_over(put_up: Fill, shelf: Path) -> None:
    shelf.mkdir()
    (shelf / "index.html").write_text("a page of mine", encoding="utf-8")
    code, place = refusal(put_up, issue(1))
    assert (code, place[-10:]) == ("shelf-in-the-way", "index.html")
    assert files(shelf) == {"index.html": b"a page of mine"}


def test_what_a_hand_writes_in_issue_json_is_listed_and_kept(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1))
    file = one(shelf) / "issue.json"
    text = file.read_text("utf-8").replace("第1本", "第一本（改）")
    file.write_text(text, encoding="utf-8")
    put_up()
    assert "第一本（改）" in (shelf / "index.html").read_text("utf-8")
    assert file.read_text("utf-8") == text
    code, _place = refusal(put_up, issue(1, metadata="<dc:rights>新</dc:rights>"))
    assert code in ("shelf-edited", "shelf-number-twice")
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"title": "第1本",', '"title": "第1本"', 7),
        ('"title"', '"titel"', 6),
        ('"第1本"', "12", 6),
        ('"第1本"', '"一\\u202e二"', 6),
        ('"language": "zh-Hans"', '"language": "<b>"', 7),
    ],
)
def test_an_issue_json_that_cannot_be_read_is_named_with_its_line(
    put_up: Fill, shelf: Path, old: str, new: str, line: int
) -> None:
    put_up(issue(1))
    file = one(shelf) / "issue.json"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    before = files(shelf)
    code, place = refusal(put_up, issue(2))
    assert code == "shelf-issue-broken"
    assert place.endswith(f"issue.json:{line}")
    assert files(shelf) == before


@pytest.mark.parametrize("name", ["../../../etc/x", "a/../b", "/etc/passwd", "issue.json/../x"])
def test_an_issue_json_names_only_files_of_its_folder(put_up: Fill, shelf: Path, name: str) -> None:
    put_up(issue(1))
    file = one(shelf) / "issue.json"
    file.write_text(file.read_text("utf-8").replace("cover.jpg", name), encoding="utf-8")
    assert refusal(put_up)[0] == "shelf-issue-broken"


def test_a_book_that_was_exchanged_or_is_missing_is_named(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1))
    book = next(one(shelf).glob("*.epub"))
    whole = book.read_bytes()
    book.write_bytes(b"other")
    assert refusal(put_up, issue(2))[0] == "shelf-issue-file"
    book.unlink()
    code, place = refusal(put_up, issue(2))
    assert (code, place.endswith(".epub")) == ("shelf-issue-file-missing", True)
    book.write_bytes(whole)
    assert put_up().written == 0


def test_a_folder_without_its_file_loses_nothing(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1), issue(2))
    folder = next(p for p in (shelf / "issues").iterdir() if p.name.startswith("di-1"))
    (folder / "issue.json").unlink()
    done = put_up()
    assert [finding.code for finding in done.findings] == ["shelf-folder-strange"]
    assert list(folder.glob("*.epub"))
    put_up(issue(1))
    assert put_up().findings == ()


def test_a_folder_under_another_name_is_named(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1))
    one(shelf).rename(shelf / "issues" / "other")
    assert refusal(put_up)[0] == "shelf-issue-name"


def test_a_broken_ledger_is_named_with_its_line(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1))
    ledger = shelf / "shelf.json"
    ledger.write_text('{\n "title": "x",\n nonsense', encoding="utf-8")
    code, place = refusal(put_up, issue(2))
    assert code == "shelf-ledger-broken"
    assert place.endswith("shelf.json:3")


@pytest.mark.parametrize("name", ["issues", "static", "by"])
def test_nothing_is_written_through_a_link(put_up: Fill, shelf: Path, name: str) -> None:
    outside = shelf.parent / "outside"
    outside.mkdir()
    shelf.mkdir()
    (shelf / name).symlink_to(outside)
    assert refusal(put_up, issue(1))[0] == "shelf-issue-link"
    assert not list(outside.iterdir())


def test_nothing_is_written_through_a_link_further_down(put_up: Fill, shelf: Path) -> None:
    outside = shelf.parent / "outside"
    outside.mkdir()
    (shelf / "read").mkdir(parents=True)
    (shelf / "read/foliate").symlink_to(outside)
    assert refusal(put_up, issue(1))[0] == "shelf-in-the-way"
    assert not list(outside.iterdir())


@pytest.mark.parametrize("path", ["../keep.txt", "all/../../keep.txt", "by/./x", "a//b", "\\x", ""])
def test_a_ledger_from_a_stranger_deletes_nothing_outside(
    put_up: Fill, shelf: Path, path: str
) -> None:
    """What it named with the right SHA-256 and the shelf no longer had was deleted."""
    put_up(issue(1))
    kept = shelf.parent / "keep.txt"
    kept.write_text("kept", encoding="utf-8")
    ledger = json.loads((shelf / "shelf.json").read_text(encoding="utf-8"))
    for each in (path, str(kept)):
        files = ledger["files"] | {each: hashlib.sha256(b"kept").hexdigest()}
        (shelf / "shelf.json").write_text(json.dumps(ledger | {"files": files}), encoding="utf-8")
        assert refusal(put_up, issue(2))[0] == "shelf-ledger-broken"
    assert kept.exists()


def test_an_issue_that_is_a_link_is_refused(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1))
    folder = one(shelf)
    folder.rename(shelf.parent / "elsewhere")
    folder.symlink_to(shelf.parent / "elsewhere")
    assert refusal(put_up)[0] == "shelf-issue-link"


def test_two_runs_do_not_fill_one_shelf_at_once(put_up: Fill, shelf: Path) -> None:
    put_up(issue(1))
    handle = os.open(shelf, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert refusal(put_up, issue(2))[0] == "shelf-busy"
    finally:
        os.close(handle)
