from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.preview.conftest import Client, settled
from tests.preview.made_up import folder

Preview = Callable[[Path], Client]


def pictures(state: dict[str, list[dict[str, str]]]) -> list[str]:
    return [sheet["picture"] for sheet in state["sheets"]]


def test_pages_come_with_size_and_folio(preview: Preview, tmp_path: Path) -> None:
    state = preview(folder(tmp_path, "one", "two")).pages(2)
    assert [sheet["folio"] for sheet in state["sheets"]] == ["7", "8"]
    assert {(sheet["width"], sheet["height"]) for sheet in state["sheets"]} == {(300, 400)}
    assert state["title"] == "one"
    assert state["revision"] == 1


def test_a_save_changes_only_the_page_that_differs(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one", "two", "three"))
    before = client.pages(3)
    folder(tmp_path, "one", "two, longer", "three", "four")
    after = client.pages(4)
    assert after["revision"] > before["revision"]
    same = [old == new for old, new in zip(pictures(before), pictures(after), strict=False)]
    assert same == [True, False, True]


def test_a_file_replaced_by_another_is_a_save(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one"))
    client.pages(1)
    fresh = tmp_path / ".text.txt.new"
    fresh.write_text("one\ntwo\n", "utf-8")
    fresh.replace(tmp_path / "text.txt")
    client.pages(2)


def test_trouble_stands_over_the_last_good_pages(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one", "two"))
    client.pages(2)
    folder(tmp_path, "one", "!wrong")
    state = client.until(lambda s: settled(s) and s["trouble"])
    (found,) = state["trouble"]
    assert found["place"] == "text.txt:2"
    assert found["severity"] == "error"
    assert found["remedy"] == "write another word"
    assert found["box"]["page"] == 2
    assert len(state["sheets"]) == 2
    folder(tmp_path, "one", "right", "again")
    assert client.pages(3)["trouble"] == []


def test_trouble_before_the_first_pages_has_none(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "!wrong"))
    state = client.until(lambda s: settled(s) and s["trouble"])
    assert state["sheets"] == []
    folder(tmp_path, "one")
    client.pages(1)


def test_a_bug_is_told_without_its_inside_and_mended(
    preview: Preview, tmp_path: Path, capfd: object
) -> None:
    for trouble in ("!bug", "!gone"):
        client = preview(folder(tmp_path, trouble))
        state = client.until(lambda s: settled(s) and s["trouble"])
        assert "internal error" in state["trouble"][0]["message"]
        assert "RuntimeError" not in str(state)
        folder(tmp_path, "one", "two")
        client.pages(2)


def test_a_newer_save_ends_an_endless_build(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one", "!endless"))
    client.until(lambda s: s["working"] and s["step"] is not None)
    assert client.get("/")[0] == 200
    folder(tmp_path, "one", "two")
    assert client.pages(2)["revision"] == 1


def test_findings_come_with_their_place_on_the_page(preview: Preview, tmp_path: Path) -> None:
    state = preview(folder(tmp_path, "one", "?two")).pages(2)
    (found,) = state["findings"]
    assert found["severity"] == "warning"
    assert found["place"] == "text.txt:2"
    assert found["box"] == {"page": 2, "x": 30, "y": 40, "width": 240, "height": 100}


def test_the_source_may_go_and_come_back(preview: Preview, tmp_path: Path) -> None:
    source = tmp_path / "issue"
    source.mkdir()
    client = preview(folder(source, "one"))
    client.pages(1)
    source.rename(tmp_path / "away")
    folder(tmp_path / "away", "one", "two")
    (tmp_path / "away").rename(source)
    client.pages(2)


def test_two_readers_see_the_same(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one"))
    assert client.pages(1) == client.pages(1)
