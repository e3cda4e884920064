"""What each command makes and says when all is well."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from publisher import __version__
from tests.cli.conftest import Publisher


def test_the_last_line_is_the_path_of_what_was_made(
    publisher: Publisher, issue: Path, tmp_path: Path
) -> None:
    made = publisher("pdf", issue)
    assert (made.code, made.last_line) == (0, "build/issue.pdf")
    assert (tmp_path / "build" / "issue.pages.json").is_file()
    book = publisher("epub", issue)
    assert (book.code, book.last_line) == (0, "build/issue.epub")


def test_one_manuscript_needs_no_publication(
    publisher: Publisher, issue: Path, tmp_path: Path
) -> None:
    manuscript = issue / "articles" / "1-feature.txt"
    made = publisher("pdf", manuscript, "-o", "out/one.pdf")
    assert (made.code, made.last_line) == (0, "out/one.pdf")
    with pikepdf.open(tmp_path / "out" / "one.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "清晨五点的修表铺"


def test_editions_are_made_beside_the_publication(
    publisher: Publisher, issue: Path, tmp_path: Path
) -> None:
    settings = issue / "publication.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "editions:\n  narrow: {tokens: {columns: 1}}\n", encoding="utf-8")
    made = publisher("pdf", issue)
    assert made.out.split() == ["build/issue-narrow.pdf", "build/issue.pdf"]
    assert (tmp_path / "build" / "issue-narrow.pdf").is_file()


def test_an_edition_in_another_script_is_converted(publisher: Publisher, issue: Path) -> None:
    settings = issue / "publication.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "editions:\n  hant: {language: zh-Hant}\n", encoding="utf-8")
    done = publisher("epub", str(issue), "-o", str(issue / "a.epub"))
    assert done.code == 0, done.err
    assert (issue / "a-hant.epub").is_file()
    assert "converted from zh-Hans to zh-Hant" in done.err


def test_repairs_are_shown_beside_the_manuscript(publisher: Publisher, issue: Path) -> None:
    file = issue / "raw.txt"
    text = "河边的树\n\n人们说得很长,也说完了。\n\n人们在桥上谈论,尚未\n\n形成规模化的应用。\n"
    file.write_text(text, encoding="utf-8")
    done = publisher("repair", str(file), "--diff")
    assert done.code == 0
    assert "- 5\t人们在桥上谈论,尚未\n- 7\t形成规模化的应用。\n+" in done.out
    assert "人们在桥上谈论，尚未‿形成" in done.out
    assert "\x1b" not in done.out
    assert not list(issue.glob("*.md"))
    assert publisher("repair", str(file), "--diff", "--json").code == 2


def test_the_house_list_is_checked(publisher: Publisher, issue: Path) -> None:
    (issue / "house.yaml").write_text("avoid: [河边]\n", encoding="utf-8")
    file = issue / "raw.txt"
    file.write_text("题目\n\n人们在河边谈论桥和树。\n", encoding="utf-8")
    done = publisher("repair", str(file))
    assert "house-avoid" in publisher("repair", str(file), "--json").out
    assert "raw.txt:3" in done.err
    assert "raw.txt:3" in publisher("check", str(file)).err + publisher("check", str(file)).out


def test_a_bad_house_list_is_an_error_with_its_place(publisher: Publisher, issue: Path) -> None:
    (issue / "house.yaml").write_text("names: []\navoyd: [河边]\n", encoding="utf-8")
    for command in ("check", "pdf", "epub"):
        done = publisher(command, issue)
        assert done.code in (1, 3)
        assert "house.yaml:2" in done.err + done.out
        assert "“avoid”" in done.err + done.out
    (issue / "house.yaml").unlink()
    (issue / "house.yaml").mkdir()
    assert publisher("pdf", issue).code == 3


def test_the_page_list_comes_from_the_pdf_beside(publisher: Publisher, issue: Path) -> None:
    assert "no list of print pages" in _notes(publisher, issue)
    publisher("pdf", issue)
    assert "no list of print pages" not in _notes(publisher, issue)


def _notes(publisher: Publisher, issue: Path) -> str:
    return publisher("epub", issue).err


def test_pages_of_another_state_are_refused(publisher: Publisher, issue: Path) -> None:
    publisher("pdf", issue)
    article = issue / "articles" / "2-note.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n又一段。\n", encoding="utf-8")
    answer = publisher("epub", issue, "--pages", "build/issue.pages.json")
    assert answer.code == 3
    assert "another state" in answer.err


def test_repair_writes_a_clean_copy_that_stays(
    publisher: Publisher, issue: Path, tmp_path: Path
) -> None:
    raw = issue / "articles" / "1-feature.txt"
    assert publisher("repair", raw, "-o", "clean.md").last_line == "clean.md"
    again = publisher("repair", "clean.md", "-o", "again.md")
    assert again.code == 0
    assert (tmp_path / "clean.md").read_bytes() == (tmp_path / "again.md").read_bytes()


def test_repair_answers_in_json(publisher: Publisher, issue: Path) -> None:
    answer = publisher("repair", issue / "articles" / "1-feature.txt", "--json")
    value = json.loads(answer.out)
    names = [speaker["name"] for part in value["article"]["parts"] for speaker in part["speakers"]]
    assert names == ["陆怀安", "陆小满"]
    assert {"break-joined", "width-restored"} <= {found["code"] for found in value["findings"]}


def test_check_lists_findings_and_counts_them(publisher: Publisher, issue: Path) -> None:
    answer = publisher("check", issue)
    assert answer.code == 0
    assert "1-feature.txt:" in answer.err
    assert answer.last_line.startswith("0 errors")
    value = json.loads(publisher("check", issue, "--json").out)
    assert {"code", "severity", "file", "line", "message", "remedy"} == set(value["findings"][0])


def test_check_reads_what_was_made(publisher: Publisher, issue: Path) -> None:
    publisher("pdf", issue)
    publisher("epub", issue)
    assert publisher("check", "build/issue.pdf", "build/issue.epub").code == 0


def test_the_schema_and_the_version(publisher: Publisher) -> None:
    assert json.loads(publisher("schema").out)["additionalProperties"] is False
    assert publisher("--version").out == f"publisher {__version__}\n"


def test_the_doctor_finds_this_machine_well(publisher: Publisher) -> None:
    assert publisher("doctor").code == 0


def test_help_speaks_the_readers_language(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Make the PDF, for a press or for a screen." in publisher("--help").out
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "PDF" in publisher("--help").out
    assert "Make the PDF, for a press or for a screen." not in publisher("--help").out
