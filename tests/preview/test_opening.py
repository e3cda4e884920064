"""The editor's own program, started by a command: which one, with what, and what becomes of it."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from publisher import preview
from publisher.cli import main
from publisher.errors import WrongUsage
from publisher.preview import opening
from publisher.preview.opening import NO_COMMAND, Command
from tests.preview import made_up
from tests.preview.conftest import ROOT, Client, Running, run
from tests.preview.test_writing import post

# writes down what it was started with, and stays until it is let go
EDITOR = """
import json, os, sys, time
told = {"words": sys.argv[2:], "process": os.getpid(), "session": os.getsid(0)}
with open(sys.argv[1] + ".part", "w") as file:
    json.dump(told, file)
os.rename(sys.argv[1] + ".part", sys.argv[1])
while not os.path.exists(sys.argv[1] + ".go"):
    time.sleep(0.02)
"""
NASTY = "a b; touch c $(touch d) '{line}' \u201c-e\u201d.txt"
TEXT = "text.txt"  # as places name it


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Path]:
    """Where the editor writes down; it is let go after the test."""
    file = tmp_path / "told.json"
    yield file
    file.with_name("told.json.go").touch()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "issue"
    folder.mkdir()
    (folder / NASTY).write_text("one\ntwo\n", "utf-8")
    return folder / NASTY


@pytest.fixture
def started(source: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Command], Client]]:
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setenv("LANGUAGE", "en")
    running: list[Running] = []

    def start(command: Command) -> Client:
        running.append(run(source, made_up.build, command=command))
        running[-1].client.pages(2)
        return running[-1].client

    yield start
    for each in running:
        each.stop()


def editor(told: Path, *words: str) -> Command:
    script = told.with_name("editor.py")
    script.write_text(EDITOR, "utf-8")
    return Command((sys.executable, str(script), str(told), *words))


def soon(wanted: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not wanted():
        assert time.monotonic() < end
        time.sleep(0.02)


def report(told: Path) -> Any:
    soon(told.exists)
    return json.loads(told.read_text("utf-8"))


def complaint(answer: Any) -> str:
    assert answer[0] == 422
    return str(answer[1]["error"][0]["message"])


def test_a_file_opens_at_its_line_and_no_shell_reads_its_name(
    started: Callable[[Command], Client], told: Path, source: Path
) -> None:
    client = started(editor(told, "-g", "{file}:{line}", "$HOME", "; touch e"))
    # answered although the editor still runs
    assert post(client, "/open", {"file": TEXT, "line": 2}) == (200, {})
    found = report(told)
    assert found["words"] == ["-g", f"{source}:2", "$HOME", "; touch e"]
    assert found["session"] == found["process"]  # Ctrl-C in the terminal is not for it
    assert [each.name for each in source.parent.iterdir()] == [NASTY]
    told.with_name("told.json.go").touch()
    soon(lambda: not Path(f"/proc/{found['process']}").exists())  # nothing dead is left


def test_the_end_of_the_preview_is_not_the_editors(source: Path, told: Path) -> None:
    running = run(source, made_up.build, command=editor(told, "{file}"))
    running.client.pages(2)
    assert post(running.client, "/open", {"file": TEXT})[0] == 200
    process = report(told)["process"]
    running.stop()
    os.kill(process, 0)


@pytest.mark.parametrize("line", [0, -3, "2; x", None, True, 10**30, [2]])
def test_a_line_is_a_number(started: Callable[[Command], Client], told: Path, line: object) -> None:
    client = started(editor(told, "{line}", "{file}"))
    assert post(client, "/open", {"file": TEXT, "line": line})[0] == 200
    assert report(told)["words"][0] == "1"


@pytest.mark.parametrize("file", ["/etc/passwd", "../told.json", "publication.yaml", "", 7, None])
def test_only_files_of_the_publication(
    started: Callable[[Command], Client], told: Path, file: object
) -> None:
    client = started(editor(told, "{file}"))
    assert "cannot be edited" in complaint(post(client, "/open", {"file": file, "line": 1}))
    assert not told.exists()


def test_a_file_that_became_a_link_out_of_it_is_not_opened(
    started: Callable[[Command], Client], told: Path, source: Path
) -> None:
    client = started(editor(told, "{file}"))
    source.rename(source.with_suffix(".old"))
    source.symlink_to("/etc/hostname")
    assert "cannot be edited" in complaint(post(client, "/open", {"file": TEXT, "line": 1}))


@pytest.mark.parametrize(
    "headers", [{"X-Token": ""}, {"X-Token": "guess"}, {"Origin": ""}, {"Origin": "http://a.b"}]
)
def test_only_the_page_of_this_run_starts_it(
    started: Callable[[Command], Client], told: Path, headers: dict[str, str]
) -> None:
    client = started(editor(told, "{file}"))
    assert post(client, "/open", {"file": TEXT, "line": 1}, **headers)[0] == 403
    assert client.get(f"/open?file={TEXT}&line=1")[0] == 405
    # nor does a request bring a command of its own
    post(client, "/open", {"file": "", "line": 1, "command": "touch x", "editor": "touch x"})
    assert not told.exists()


def test_what_cannot_be_started_is_told(
    started: Callable[[Command], Client], source: Path, tmp_path: Path
) -> None:
    client = started(opening.command("no-such-editor {file}"))
    said = complaint(post(client, "/open", {"file": TEXT, "line": 1}))
    assert said == "“no-such-editor” could not be started: No such file or directory"
    closed = tmp_path / "closed"
    closed.write_text("not a program", "utf-8")
    client = started(opening.command(f"{closed} {{file}}"))
    assert "Permission denied" in complaint(post(client, "/open", {"file": TEXT, "line": 1}))


def test_without_a_command_nothing_is_started(started: Callable[[Command], Client]) -> None:
    client = started(NO_COMMAND)
    answer = post(client, "/open", {"file": TEXT, "line": 1})
    assert "without the command" in complaint(answer)
    assert "code -g {file}:{line}" in answer[1]["error"][0]["remedy"]
    assert b"opener-run" not in client.get("/")[2]


def test_a_command_is_split_as_a_shell_would() -> None:
    read = opening.command("'/opt/my editor/run' --line={line} \"{file}\"")
    assert read.words == ("/opt/my editor/run", "--line={line}", "{file}")
    assert opening.command("  ") == NO_COMMAND


@pytest.mark.parametrize("text", ["code", "'code {file}", "{file}", "'' {file}", "code {line}"])
def test_a_command_that_opens_no_file_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage) as error:
        preview.serve(made_up.folder(tmp_path, "one"), None, 0, print, text)
    assert error.value.finding.code == "preview-editor-unreadable"


def test_the_option_goes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(preview, "serve", lambda *values: asked.append(values[4]))
    monkeypatch.setenv("PUBLISHER_GUARD", "off")
    monkeypatch.setenv("PUBLISHER_EDITOR", "gvim +{line} {file}")
    for words in ([], ["--editor", "code {file}"]):
        monkeypatch.setattr(sys, "argv", ["publisher", "preview", str(tmp_path), *words])
        with pytest.raises(SystemExit):
            main()
    assert asked == ["gvim +{line} {file}", "code {file}"]
