# ruff: noqa: E501 - a table of guards
"""Each guard is taken away in a copy of the program, and the test that is to show it must fail.

So a test that shows nothing is found, and so is a guard that no test would miss.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
COPIED = ("publisher", "tests", "layouts", "fonts", "conditions", "requirements", "tools", "pyproject.toml")  # fmt: skip
FAILED = 1  # pytest's exit code; 2 to 5 are troubles of its own


class Guard(NamedTuple):
    """A class of docs/security.md, and the text of a file that holds it, with what to put there.

    `test` is a file of tests, `which` what `pytest -k` is to take of it.
    """

    name: str
    file: str
    text: str
    instead: str
    test: str
    which: str = ""


FOLDERS = "tests/hostile/test_folders.py"
HOSTILE_PDF = "tests/checks/preflight/test_hostile.py"
WORD = "tests/manuscript/office/test_hostile_docx.py"
ZIP = "tests/manuscript/office/test_hostile_zip.py"
OWN = "tests/checks/ebook/test_own_checks.py"
GUARDS = (
    Guard("paths of pictures", "publisher/document/assets.py", "if not path.is_relative_to(self.root.resolve()):", "if False:", FOLDERS, "stands and ok.png and secret"),
    Guard("paths in a layout", "publisher/engine/assets.py", "if not inside:", "if False:", "tests/engine/test_door.py", "other_files"),
    Guard("types of files in a layout", "publisher/engine/assets.py", "if media is None:", "if False:", "tests/engine/test_door.py", "other_files"),
    Guard("paths of manuscripts", "publisher/pipeline/sources.py", "true = supplied.inside(root / name, true_root)", "true: Path | None = root / name", "tests/cli/test_bad_input.py", "outside"),
    Guard("paths of profiles", "publisher/document/icc.py", "if not supplied.is_inside(file, root):", "if False:", FOLDERS, "profile"),
    Guard("links out of a folder", "publisher/document/supplied.py", "if each.is_symlink() and not is_inside(each, root):", "if False:", FOLDERS, "publication.yaml and secret"),
    Guard("pipes", "publisher/document/supplied.py", "if not stat.S_ISREG(state.st_mode):", "if False:", FOLDERS, "pipe and docx"),
    Guard("files without end", "publisher/document/supplied.py", "if len(data) > most:", "if False:", "tests/document/test_supplied.py", "bound"),
    Guard("markup in texts", "publisher/markup/layout.py", 'autoescape=lambda name: not (name or "").endswith(".css"),', "autoescape=False,", "tests/markup/test_layout.py"),
    Guard("the sandbox of templates", "publisher/markup/layout.py", "environment = ImmutableSandboxedEnvironment(", "from jinja2 import Environment\n    environment = Environment(", "tests/markup/test_layout.py", ""),
    Guard("drawings by a list", "publisher/document/svg.py", "        _clean(root)\n", "        pass\n", "tests/hostile/test_drawings.py", "something"),
    Guard("repeats in drawings", "publisher/document/svg.py", "if not _Repeats(root).within(MOST_SHAPES):", "if False:", "tests/hostile/test_drawings.py", "repeats"),
    Guard("entities in drawings", "publisher/document/svg.py", "if next(root.iter(etree.Entity), None) is not None:", "if False:", "tests/hostile/test_drawings.py", "entities"),
    Guard("formats of pictures", "publisher/engine/native.py", "forget_others()", "None", "tests/document/test_formats.py", "engine"),
    Guard("pixels of pictures", "publisher/document/pictures.py", "if pixels > MOST_PIXELS:", "if False:", "tests/document/test_formats.py", "pixels"),
    Guard("passes of pictures", "publisher/document/pictures.py", "> MOST_SCANS:", "> 1_000_000_000:", "tests/document/test_formats.py", "over_and_over"),
    Guard("profiles that are none", "publisher/document/icc.py", "    _require_press(data, name, place, is_ours)\n", "", "tests/pipeline/test_bad_print_input.py", "profile_that_is_none"),
    Guard("entities in Word files", "publisher/manuscript/office/package.py", "raise self.refused(kinds.DECLARES, part=name)", "pass", WORD, "entities"),
    Guard("parts that stand twice", "publisher/manuscript/office/package.py", "if name.lower() in self.twice:", "if False:", ZIP),
    Guard("locked Word files", "publisher/manuscript/office/package.py", "if info.flag_bits & 1:", "if False:", ZIP),
    Guard("many parts", "publisher/manuscript/office/package.py", "if data.count(_ENTRY) > ENTRIES:", "if False:", ZIP),
    Guard("anchors and tags in YAML", "publisher/document/yaml_nodes.py", "    _refuse_references(text, file, loader)\n", "", "tests/document/test_settings.py"),
    Guard("unseen characters in texts", "publisher/manuscript/loading.py", "    done = _seen(done, Place(shown))\n", "", "tests/document/test_unseen.py"),
    Guard("unseen characters in settings", "publisher/document/yaml_nodes.py", "if steering := unseen.first(str(node.value)):", "if steering := '':", "tests/document/test_unseen.py"),
    Guard("e-books that unfold", "publisher/checks/ebook/reading.py", "    _measured(archive)\n", "", OWN),
    Guard("paths in e-books for the shelf", "publisher/catalogue/archive.py", "if not _inside(entry.filename):", "if False:", "tests/catalogue/test_intake.py", "etc"),
    Guard("paths in a shelf's ledger", "publisher/catalogue/ledger.py", "if not all(parts) or", "if False and", "tests/catalogue/test_shelf.py", "ledger_from"),
    Guard("links in a shelf", "publisher/catalogue/ledger.py", "linked = any(", "linked = False and any(", "tests/catalogue/test_shelf.py", "further_down"),
    Guard("marks in marks of PDFs", "publisher/checks/content/interpreter.py", "if self._marked > MOST_MARKED:", "if False:", HOSTILE_PDF, "marks_in_marks"),
    Guard("PostScript before a PDF", "publisher/checks/preflight/plates.py", "if not data.startswith(_PDF):", "if False:", FOLDERS, "postscript"),
    Guard("modules in the working folder", "publisher/cli/__init__.py", 'os.environ["PYTHONSAFEPATH"] = "1"', "pass", "tests/hostile/test_working_folder.py", "builds"),
    Guard("names that are no text", "publisher/pipeline/sources.py", '.encode("utf-8", "replace").decode()', "", FOLDERS, "no_text"),
    Guard("what books fetch", "publisher/checks/ebook/active.py", "_ESCAPE.sub(_unescaped, _COMMENT.sub(\"\", style))", "style", OWN, "wrong_is_found"),
    Guard("SHA-256 of faces", "publisher/typefaces/library.py", "or digest(face.file) != face.sha256", "", "tests/typefaces/test_unchanged.py"),
    Guard("SHA-256 of scripts", "publisher/catalogue/shelf.py", "if len(known) == 64 and", "if False and", "tests/typefaces/test_unchanged.py"),
    Guard("what lies beside the pixels", "publisher/epub/pictures.py", "    picture.info.clear()\n", "", "tests/hostile/test_outputs.py", ""),
    Guard("text shown is text stored", "publisher/engine/reading.py", "if not (alike or again):", "if False:", "tests/engine/test_door.py"),
    Guard("files put in place at once", "publisher/document/artefact.py", 'temporary.open("xb") as file:', 'target.open("wb") as file:', "tests/document/test_artefact.py"),
    Guard("files that belong together", "publisher/document/unfinished.py", "if now != done and known.issuperset(now.items()) and not _put_back(folder, rows):", "if False:", "tests/document/test_unfinished.py"),
    Guard("no old certificate", "publisher/document/artefact.py", "*((old, None) for old, _data in beside), ", "", "tests/document/test_unfinished.py", "companion"),
    Guard("lists of strangers", "publisher/document/unfinished.py", "if seal == _seal(folder):", "if True:", "tests/document/test_unfinished.py", "stranger"),
    Guard("a worker that was killed", "publisher/cli/guard.py", "        unfinished.settle(whereabouts.folder(folder))\n", "        pass\n", "tests/cli/test_between_files.py", "worker and shelf"),
    Guard("a worker that was killed while it wrote", "publisher/document/unfinished.py", "    whereabouts.writing(STEP, parent)", "    pass", "tests/cli/test_guard.py", "while_it_writes and out"),
    Guard("the whole name of a folder", "publisher/whereabouts.py", "os.fsencode(folder)", "os.fsencode(folder)[:_LONGEST]", "tests/cli/test_guard.py", "while_it_writes"),
    Guard("the group of another", "publisher/preview/session.py", "if os.getpgrp() == os.getpid():", "if True:", "tests/preview/test_session.py", "another"),
    Guard("sheets that are gone", "publisher/pipeline/layouts.py", "    _require(sources.publication.layout, folders)\n", "", "tests/pipeline/test_layouts.py", "gone"),
    Guard("layouts that are others", "publisher/pipeline/layouts.py", "!= digest:", "== '':", "tests/pipeline/test_layouts.py", "another"),
    Guard("the limit of time", "publisher/cli/guard.py", "if time.monotonic() - last > self._limits.seconds:", "if False:", "tests/cli/test_guard.py", "goes_nowhere"),
    Guard("the limit of memory", "publisher/cli/guard.py", "if self._limits.are_passed_by(self._worker):", "if False:", "tests/cli/test_guard.py", "fills_the_memory"),
    Guard("memory of a preview's build", "publisher/preview/bench.py", "if self._limits.are_passed_by(self.number):", "if False:", "tests/preview/test_workshop.py", "at_a_limit and large"),
    Guard("a preview that the kernel refuses", "publisher/preview/worker.py", "os._exit(NO_MEMORY)", "raise", "tests/preview/test_workshop.py", "at_a_limit and huge"),
    Guard("memory of the e-book in a preview", "publisher/preview/annex.py", "if any(map(self._limits.are_passed_by, self.processes)):", "if False:", "tests/preview/test_annex.py", "all_memory and large"),
    Guard("the tie", "publisher/cli/guard.py", "        os.killpg(0, signal.SIGKILL)\n    finally:", "        pass\n    finally:", "tests/cli/test_guard.py", "outlives"),
    Guard("a folder for what is passing", "publisher/cli/guard.py", '        os.environ["TMPDIR"] = tempfile.tempdir = folder\n', "        pass\n", "tests/cli/test_guard.py", "temporary_files"),
    Guard("no news of children", "publisher/cli/guard.py", "    signal.signal(signal.SIGCHLD, signal.SIG_DFL)\n", "", "tests/cli/test_guard.py", "hears"),
    Guard("heads of tables", "publisher/engine/hooks.py", "            table.children[0].is_header = False", "            pass", "tests/hostile/test_high.py", "head-feature"),
    Guard("blocks that no column holds", "publisher/setting/columns.py", "each.whole and each.lines <= rows", "each.whole", "tests/hostile/test_high.py", "row-newspaper"),
    Guard("long headlines", "publisher/typesetting/display.py", "if len(full) > MOST_LINES:", "if False:", "tests/hostile/test_growth.py", "headline"),
    Guard("paragraphs in pieces", "publisher/engine/setter.py", " or _is_in_pieces(line_box)", "", "tests/hostile/test_high.py", "pieces"),
    Guard("no thread", "publisher/epub/archive.py", "contextlib.suppress(RuntimeError)", "contextlib.suppress()", "tests/cli/test_few_threads.py"),
    Guard("lines of nothing that is seen", "publisher/manuscript/account.py", " or unseen.first(each)", "", "tests/manuscript/test_account.py"),
    Guard("the zone of a machine", "publisher/epub/archive.py", "moment.astimezone(datetime.UTC)", "moment.astimezone()", "tests/pipeline/test_promises.py", "another_zone"),
    Guard("scripts of npm", "tools/checkers/.npmrc", "ignore-scripts=true", "", "tests/house/test_supply.py"),
)  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program and its tests, to be spoilt."""
    place = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        if (ROOT / name).is_dir():
            leave = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, place / name, ignore=leave)
        else:
            shutil.copy(ROOT / name, place / name)
    return place


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_a_test_misses_the_guard(guard: Guard, copy: Path) -> None:
    file = copy / guard.file
    whole = file.read_text(encoding="utf-8")
    assert guard.text in whole, "the guard stands elsewhere now"
    file.write_text(whole.replace(guard.text, guard.instead), encoding="utf-8")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", guard.test, "-k", guard.which],
            cwd=copy, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True, text=True, timeout=600,
        )  # fmt: skip
    finally:
        file.write_text(whole, encoding="utf-8")
    assert done.returncode == FAILED, done.stdout[-800:]
    assert " failed" in done.stdout
