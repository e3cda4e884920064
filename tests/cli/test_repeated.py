"""A command given again where nothing changed: nothing is loaded that builds, and all is the same.

Whatever could change the outcome is changed here behind the program's back, as an editor or a tool
might do it, and must be seen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.pipeline import cache, receipts
from publisher.pipeline.receipts import Receipt

ROOT = Path(__file__).parents[2]
BUILDS = "publisher.pipeline.pdf"
TEXT = "# 渡口\n\n" + "河水从城中穿过，人们修了第一座桥。\n\n" * 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "own"
    (own / "articles").mkdir(parents=True)
    (own / "articles" / "one.md").write_text(TEXT, encoding="utf-8")
    listed = "title: 刊\narticles: [articles/one.md]\n"
    (own / "publication.yaml").write_text(listed, encoding="utf-8")
    time.sleep(0.05)  # what was saved this very moment has no receipt
    return own


def run(folder: Path, *options: str, **told: str) -> tuple[bool, bytes, str]:
    """Whether it was built, the PDF, and what was said."""
    environment = {
        **os.environ, cache.VARIABLE: str(folder.parent / "cache"), "PYTHONPATH": str(ROOT), **told
    }  # fmt: skip
    target = folder.parent / "out" / "a.pdf"
    command = [sys.executable, "-X", "importtime", "-m", "publisher", "pdf", str(folder)]
    done = subprocess.run(
        [*command, "-o", str(target), *options],
        capture_output=True, text=True, encoding="utf-8", env=environment, check=True,
    )  # fmt: skip
    rows = done.stderr.splitlines()
    said = [row for row in rows if not row.startswith("import time:")]
    return BUILDS in done.stderr, target.read_bytes(), "\n".join((*said, done.stdout))


@pytest.mark.slow
def test_nothing_is_built_again_and_all_is_the_same(folder: Path) -> None:
    built, first, said = run(folder)
    target = folder.parent / "out" / "a.pdf"
    beside = {each.name: each.read_bytes() for each in target.parent.iterdir()}
    for each in list(target.parent.iterdir()):
        each.unlink()
    again, second, said_again = run(folder)
    assert (built, again) == (True, False)
    assert (second, said_again) == (first, said)
    assert {each.name: each.read_bytes() for each in target.parent.iterdir()} == beside


def with_other_words(folder: Path) -> None:
    """As many bytes, and the time of the file put back."""
    file = folder / "articles" / "one.md"
    before = file.stat()
    file.write_text(TEXT.replace("第一座", "第二座"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def with_a_house(folder: Path) -> None:
    (folder / "house.yaml").write_text("avoid: [河水]\n", encoding="utf-8")


def with_a_layout(folder: Path) -> None:
    own = folder / "layouts" / "feature"
    own.mkdir(parents=True)
    for file in (ROOT / "layouts" / "feature").iterdir():
        (own / file.name).write_bytes(file.read_bytes())


def with_a_link(folder: Path) -> None:
    """What it leads to could change unseen."""
    (folder / "elsewhere").symlink_to(folder.parent)


@pytest.mark.slow
@pytest.mark.parametrize("change", [with_other_words, with_a_house, with_a_layout, with_a_link])
def test_what_changed_is_seen(folder: Path, change: Callable[[Path], None]) -> None:
    _built, first, _said = run(folder)
    change(folder)
    built, second, _said = run(folder)
    assert built
    assert (second != first) == (change is with_other_words)


@pytest.mark.slow
def test_other_options_and_another_date_are_other_files(folder: Path) -> None:
    run(folder)
    assert run(folder, "--profile", "screen")[0]
    assert run(folder, SOURCE_DATE_EPOCH="1700000000")[0]
    assert not run(folder, "--profile", "screen")[0]


@pytest.fixture
def receipt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Receipt:
    monkeypatch.setenv(cache.VARIABLE, str(folder.parent / "cache"))
    return Receipt(["pdf", str(folder)], folder)


OUTCOME = receipts.Outcome("own", (), (), ())


def test_a_receipt_is_found(receipt: Receipt, folder: Path) -> None:
    receipt.keep(OUTCOME, ())
    assert receipts.found(["pdf", str(folder)]) == OUTCOME


def test_a_folder_in_the_place_of_a_file_is_seen(receipt: Receipt, folder: Path) -> None:
    receipt.keep(OUTCOME, ())
    (folder / "house.yaml").mkdir()
    assert receipts.found(["pdf", str(folder)]) is None


def test_a_link_that_leads_elsewhere_now_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(folder.parent / "cache"))
    link, other = folder.parent / "link", folder.parent / "other"
    link.symlink_to(folder)
    shutil.copytree(folder, other)
    Receipt(["pdf", str(link)], link).keep(OUTCOME, ())
    assert receipts.found(["pdf", str(link)]) == OUTCOME
    link.unlink()
    link.symlink_to(other)
    assert receipts.found(["pdf", str(link)]) is None


def test_what_the_program_is_made_of_is_told_by_content(
    receipt: Receipt, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is known by time and length when a receipt is made, and looked into when it is found."""
    known = receipts.programs.digests
    monkeypatch.setattr(
        receipts.programs, "digests", lambda files: dict.fromkeys(known(files), "another")
    )
    receipt.keep(OUTCOME, ())
    assert receipts.found(["pdf", str(folder)]) is None


def test_what_changed_while_it_was_built_has_none(receipt: Receipt, folder: Path) -> None:
    receipt.look()
    with_other_words(folder)
    receipt.keep(OUTCOME, ())
    assert receipts.found(["pdf", str(folder)]) is None


def test_what_is_saved_as_the_build_begins_has_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved twice within a tick of the kernel's clock, it may look as if it was saved once."""
    monkeypatch.setenv(cache.VARIABLE, str(folder.parent / "cache"))
    with_other_words(folder)
    Receipt(["pdf", str(folder)], folder).keep(OUTCOME, ())
    assert receipts.found(["pdf", str(folder)]) is None


def test_another_face_of_the_system_is_seen(receipt: Receipt, folder: Path) -> None:
    face = folder.parent / "face.otf"
    receipt.keep(OUTCOME, [face])  # it was not there
    face.touch()
    assert receipts.found(["pdf", str(folder)]) is None


def test_a_folder_that_has_grown_beyond_measure_is_not_looked_through(
    receipt: Receipt, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt.keep(OUTCOME, ())
    monkeypatch.setattr(receipts, "MOST_BYTES", 100)
    monkeypatch.setattr(receipts, "_digest", lambda _path: pytest.fail("it was read"))
    assert receipts.found(["pdf", str(folder)]) is None


@pytest.mark.slow
def test_a_command_given_again_ends_as_any_other(folder: Path) -> None:
    """On the short way, too, trouble is a sentence, and nobody need listen."""
    run(folder)
    out = folder.parent / "out"
    environment = {
        **os.environ, cache.VARIABLE: str(folder.parent / "cache"), "PYTHONPATH": str(ROOT)
    }  # fmt: skip
    command = f"{sys.executable} -m publisher pdf {folder} -o {out / 'a.pdf'}"

    def again(more: str) -> tuple[int, str]:
        done = subprocess.run(
            ["/bin/sh", "-c", f"{command} {more}"], capture_output=True, text=True, env=environment
        )
        return done.returncode, done.stderr

    (out / "a.pdf").unlink()
    code, said = again(">&- <&-")
    assert code == 0
    assert "error" not in said
    assert (out / "a.pdf").is_file()
    (out / "a.pdf").unlink()
    (out / "a.pdf").mkdir()
    code, said = again("")
    assert code == 4
    assert "remedy" in said
    assert "Traceback" not in said


@pytest.mark.slow
def test_a_working_folder_that_is_gone_is_no_matter_to_absolute_paths(folder: Path) -> None:
    gone, target = folder / "gone", folder.parent / "out" / "a.pdf"
    gone.mkdir()
    leave = "import os; os.rmdir(os.getcwd()); from publisher.cli import main; main()"
    for _ in range(2):
        gone.mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-c", leave, "pdf", str(folder), "-o", str(target)],
            cwd=gone, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "error" not in done.stderr
        assert target.is_file()
