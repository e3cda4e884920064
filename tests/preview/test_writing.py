"""The addresses that write, asked as a page asks and as an attacker would."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from publisher.manuscript import loading
from publisher.preview import clean_copies, editing
from tests.preview import made_up
from tests.preview.conftest import Client, run

Answer = tuple[int, Any]
TEXT = "one\ntwo\n"


@pytest.fixture
def issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    monkeypatch.setenv("LANGUAGE", "en")
    return made_up.folder(tmp_path, *TEXT.split())


@pytest.fixture
def client(issue: Path) -> Iterator[Client]:
    running = run(issue, made_up.build)
    running.client.pages(2)
    yield running.client
    running.stop()


def post(client: Client, path: str, value: object, **headers: str) -> Answer:
    """As the page does it; `headers` put others in the place of its own, empty ones leave out."""
    page = client.get("/")[2].decode()
    token = re.search(r'name="token" content="([^"]+)"', page)
    own = {
        "Origin": f"http://127.0.0.1:{client.port}",
        "X-Token": token[1] if token else "",
        "Content-Type": "application/json",
    }
    sent = {name: text for name, text in {**own, **headers}.items() if text}
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    line = http.client.HTTPConnection("127.0.0.1", client.port, timeout=20)
    line.request("POST", path, body, sent)
    answer = line.getresponse()
    data = answer.read()
    line.close()
    is_json = answer.getheader("content-type", "").startswith("application/json")
    return answer.status, json.loads(data) if is_json else data


def read(client: Client) -> dict[str, Any]:
    told: dict[str, Any] = client.json("/text?file=text.txt")
    return told


def saved(client: Client, **headers: str) -> Answer:
    value = {"file": "text.txt", "text": "one\n2\n", "stamp": read(client)["stamp"]}
    return post(client, "/save", value, **headers)


def test_what_is_saved_stands_in_the_file(client: Client, issue: Path) -> None:
    assert saved(client)[0] == 200
    assert (issue / "text.txt").read_text("utf-8") == "one\n2\n"
    assert read(client)["undo"] is True
    assert post(client, "/undo", {"file": "text.txt"})[0] == 200
    assert (issue / "text.txt").read_text("utf-8") == TEXT
    assert post(client, "/undo", {"file": "text.txt"})[0] == 422


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ""}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"X-Token": ""}, 403),
        ({"X-Token": "guess"}, 403),
        ({"X-Token": "ÿ"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": ""}, 415),
        ({"Host": "evil.example"}, 421),
    ],
)
def test_only_our_own_page_writes(
    client: Client, issue: Path, headers: dict[str, str], status: int
) -> None:
    assert saved(client, **headers)[0] == status
    assert (issue / "text.txt").read_text("utf-8") == TEXT


@pytest.mark.parametrize(
    "file", ["", "../text.txt", "/etc/passwd", "publication.yaml", "house.yaml", "inner.txt"]
)
@pytest.mark.parametrize("path", ["/save", "/undo", "/clean", "/lift"])
def test_only_files_of_the_publication(client: Client, path: str, file: str) -> None:
    status, told = post(client, path, {"file": file, "text": "x", "stamp": ""})
    assert status == 422
    assert "/tmp" not in json.dumps(told)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_request_is_refused(client: Client, body: bytes) -> None:
    assert post(client, "/save", body)[0] == 400


def test_what_is_too_long_is_refused(client: Client) -> None:
    assert post(client, "/save", b"x" * (9 << 20))[0] == 413


def test_a_file_that_changed_meanwhile_is_not_written_over(client: Client, issue: Path) -> None:
    stamp = read(client)["stamp"]
    (issue / "text.txt").write_text("theirs\n", "utf-8")
    status, told = post(client, "/save", {"file": "text.txt", "text": "mine", "stamp": stamp})
    assert (status, told["theirs"]) == (409, "theirs\n")
    assert (issue / "text.txt").read_text("utf-8") == "theirs\n"


def test_a_link_that_took_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    outside, file = tmp_path / "outside.txt", tmp_path / "text.txt"
    outside.write_text("outside", "utf-8")
    file.symlink_to(outside)
    hand = editing.Hand()
    with pytest.raises(editing.PublisherError):
        hand.save(file, "text.txt", "x", editing.stamp_of(b"outside"))
    assert outside.read_text("utf-8") == "outside"


def test_line_ends_and_the_mark_at_the_head_stay(tmp_path: Path) -> None:
    file = tmp_path.resolve() / "text.txt"
    old = b"\xef\xbb\xbfa\r\nb\r\n"
    file.write_bytes(old)
    editing.Hand().save(file, "text.txt", "a\nc\n", editing.stamp_of(old))
    assert file.read_bytes() == b"\xef\xbb\xbfa\r\nc\r\n"


@pytest.mark.parametrize(
    ("listing", "after"),
    [
        ("articles: [a.txt, b.txt]\n", "articles: [a.md, b.txt]\n"),
        ("articles:\n  - {file: a.txt}\n", "articles:\n  - {file: a.md}\n"),
        ("articles:\n  - b.txt\n  - file: a.txt\n", "articles:\n  - b.txt\n  - file: a.md\n"),
        ("", "articles:\n  - a.md\n  - b.txt\n"),
    ],
)
def test_the_list_names_the_clean_copy(tmp_path: Path, listing: str, after: str) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("题目\n\n正文在这里，很短。\n", "utf-8")
    settings = tmp_path / "publication.yaml"
    settings.write_text(f"title: 刊\n{listing}", "utf-8")
    files = dict(clean_copies.switched(tmp_path, tmp_path / "a.txt", "copy"))
    assert files[tmp_path / "a.md"] == b"copy"
    assert files[settings].decode() == f"title: 刊\n{after}"


def test_a_clean_copy_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("题目\n\n正文。\n", "utf-8")
    (tmp_path / "a.md").write_text("mine", "utf-8")
    with pytest.raises(editing.PublisherError):
        clean_copies.switched(tmp_path / "a.txt", tmp_path / "a.txt", "copy")


def test_nobody_is_quoted_with_other_words(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\nheadline: [题目]\n---\n\n他说：“我不去。”然后走了。\n", "utf-8")
    text = clean_copies.lifted(file, "a.md", 5, "我 不去")
    assert "::: pull-quote\n我不去\n:::" in text
    with pytest.raises(editing.PublisherError):
        clean_copies.lifted(file, "a.md", 5, "我去")


def test_a_file_of_word_is_shown_paragraph_by_paragraph(tmp_path: Path) -> None:
    # the numbers are those of its findings and of its places on the pages
    file = tmp_path / "a.docx"
    made = docx.Document()
    for text in ("水乡来信", "第一段，河水从桥下流过。", "", "第二段，老人望着远处。"):
        made.add_paragraph(text)
    made.save(str(file))
    lines = dict(clean_copies.lines_of(file, "a.docx"))
    assert lines == {1: "水乡来信", 2: "第一段，河水从桥下流过。", 4: "第二段，老人望着远处。"}
    places = [block.place.line for block in loading.load(file, "a.docx").article.blocks()]
    assert places == [2, 4]
