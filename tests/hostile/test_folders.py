# ruff: noqa: E501 - tables of files
"""What an archive may bring beside texts: links, pipes, devices, files without end, odd names.

Each stands in a publication that is good otherwise. It is refused with its place, or left alone,
and nothing outside of the publication is opened.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.checks.preflight import plates, subject
from publisher.cli import console
from publisher.document import icc
from publisher.errors import Unusable
from publisher.findings import Place
from tests.hostile import arena
from tests.hostile.corpus import CANARY, HEAD, md, picture
from tests.hostile.stage import stage
from tests.hostile.test_corpus import ENDS

Said = pytest.CaptureFixture[bytes]
Change = Callable[[Path], object]
# each of these was opened, followed or waited for once, or ended in a fault of the program
LINKS = (
    ("publication.yaml", "../secret.txt"), ("publication.yaml", "/dev/zero"), ("publication.yaml", "nowhere"),
    ("publication.yaml", "publication.yaml"), ("house.yaml", "../secret.txt"), ("house.yaml", "house.yaml"),
    ("layouts", "../.."), ("layouts/mine", "../../.."), ("conditions", "../.."), ("conditions/mine.yaml", "../../secret.txt"),
    ("conditions/mine.yaml", "mine.yaml"), ("b.md", "../secret.txt"), ("b.txt", "b.txt"), ("b.docx", "/dev/urandom"),
    ("b.txt", "/proc/self/environ"), ("b.html", "nowhere"), ("sub", "../.."), ("sub", "."),
    ("pictures/ok.png", "../../secret.png"), ("pictures/ok.png", "/dev/zero"),
)  # fmt: skip
PIPES = ("b.md", "b.docx", "publication.yaml", "house.yaml", "pictures/ok.png", "layouts", "conditions", "conditions/mine.yaml")  # fmt: skip
ENDLESS = ("b.md", "b.docx", "publication.yaml", "house.yaml", "pictures/ok.png")
NAMES = (b"b\xff\xfe.md", b"b\n\x1b[31m.md", "b\u202e.md".encode(), b"-o.md", b"b{{ x }}.md", b"<b>.md", b"%s%n.md", b" .md")  # fmt: skip


def _link(name: str, target: str) -> Change:
    def change(issue: Path) -> None:
        _make_room(issue / name)
        (issue / name).symlink_to(target)

    return change


def _pipe(name: str) -> Change:
    def change(issue: Path) -> None:
        _make_room(issue / name)
        os.mkfifo(issue / name)

    return change


def _endless(name: str) -> Change:
    def change(issue: Path) -> None:
        _make_room(issue / name)
        with (issue / name).open("wb") as file:
            file.truncate(1 << 40)

    return change


def _named(name: bytes) -> Change:
    def change(issue: Path) -> None:
        handle = os.open(os.fsencode(issue) + b"/" + name, os.O_WRONLY | os.O_CREAT)
        os.write(handle, HEAD.encode())
        os.close(handle)

    return change


def _make_room(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


CHANGES = {
    **{f"link {name} {target}": _link(name, target) for name, target in LINKS},
    **{f"pipe {name}": _pipe(name) for name in PIPES},
    **{f"endless {name}": _endless(name) for name in ENDLESS},
    **{f"name {name!r}": _named(name) for name in NAMES},
}


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """They become a title, and stand in a certificate and on a shelf."""
    issue = tmp_path / os.fsdecode(b"d\xff")
    issue.mkdir()
    (issue / os.fsdecode(b"b\xff\xfe\n.md")).write_text(HEAD + "人们在桥上。", encoding="utf-8")
    shutil.copytree(issue, tmp_path / "issue")
    manuscript = next(issue.iterdir())
    for command in (
        ("pdf", str(manuscript), "-o", "out/a.pdf"), ("epub", str(issue), "-o", "out/a.epub"),
        ("pdf", str(manuscript)), ("catalogue", str(issue), "-o", "out/shelf"),
        ("batch", ".", "-o", "batch", "--epub"), ("check", str(issue), "--json"),
    ):  # fmt: skip
        done = arena.run(tmp_path, *command)
        assert done.code in ENDS, done.err
        assert "fault of the program" not in done.err


def test_a_terminal_obeys_no_name(monkeypatch: pytest.MonkeyPatch, capfdbinary: Said) -> None:
    """What is made is called as its manuscript is."""
    for terminal, shown in (
        (True, b"a\xe2\x9f\xa8001B\xe2\x9f\xa9[2J.pdf\n"),
        (False, b"a\x1b[2J.pdf\n"),
    ):
        monkeypatch.setattr(console.sys.stdout, "isatty", lambda terminal=terminal: terminal)
        console.made(Path("a\x1b[2J.pdf"))
        assert capfdbinary.readouterr().out == shown


@pytest.mark.parametrize("name", CHANGES)
def test_what_stands_in_a_folder(name: str, tmp_path: Path) -> None:
    issue = stage(tmp_path, md("![桥](pictures/ok.png)"))
    CHANGES[name](issue)
    commands = [("epub", "issue", "-o", "out/a.epub"), ("check", "issue", "--json")]
    if name.startswith("name"):  # these come into what lies beside a PDF
        commands.append(("pdf", "issue", "-o", "out/a.pdf", "--profile", "screen"))
    for command in commands:
        done = arena.run(tmp_path, *command)
        assert done.code in ENDS, done.err
        assert "fault of the program" not in done.err
        assert done.code != 3 or "remedy: " in done.err
        assert CANARY not in done.out + done.err
        assert "\x1b" not in done.out + done.err
        strays = done.strays(issue, tmp_path / "out", Path(os.environ["PUBLISHER_CACHE"]))
        assert [path for path in strays if "/publisher-" not in path] in ([], [str(tmp_path)])


def test_a_pipe_is_no_empty_docx(tmp_path: Path) -> None:
    issue = stage(tmp_path, md(""))
    _pipe("b.docx")(issue)
    assert "not a file" in arena.run(tmp_path, "epub", "issue", "-o", "out/a.epub").err


@pytest.mark.parametrize("target", ["../secret.txt", "secret.icc"])
def test_a_profile_lies_in_the_folder(tmp_path: Path, target: str) -> None:
    issue = stage(tmp_path, md(""))
    (issue / "secret.icc").symlink_to("../secret.txt")
    with pytest.raises(Unusable) as refused:
        icc.press_profile(issue, target, Place("publication.yaml", 3))
    assert refused.value.finding.code == "profile-outside"


def test_conditions_of_the_publication_are_looked_at_when_it_is_printed(tmp_path: Path) -> None:
    issue = stage(tmp_path, md(""))
    _link("conditions", "../..")(issue)
    done = arena.run(tmp_path, "pdf", "issue", "-o", "out/a.pdf")
    assert done.code == 3
    assert "conditions" in done.err


def test_a_picture_is_read_where_the_folder_is_a_link_itself(tmp_path: Path) -> None:
    """Who links a whole publication knows what lies in it: only what leads out of it is refused."""
    stage(tmp_path, {"a.md": HEAD.encode() + "![桥](ok.png)".encode(), "ok.png": picture()})
    (tmp_path / "linked").symlink_to("issue")
    assert arena.run(tmp_path, "epub", "linked", "-o", "out/a.epub").code in (0, 1)


def test_a_file_that_begins_as_postscript_is_not_rendered(tmp_path: Path) -> None:
    """Ghostscript runs what stands before the PDF in such a file; qpdf reads the PDF alone."""
    sheet = subject.Sheet(1, None, *[subject.Box(0, 0, 99, 99)] * 4, 0)
    assert plates.rendered(b"%!PS\nshowpage\n%PDF-1.7\n", sheet) is None
