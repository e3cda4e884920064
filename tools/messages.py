"""Refresh the Chinese catalogue: gather msgids from the code, keep translations, compile.

    python tools/messages.py [--check]

The same sources give the same files: no dates, sorted, and the place of a msgid is its file alone.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib

from publisher.checks.preflight.report import rules

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "publisher"
CATALOGUE = PACKAGE / "messages" / "zh" / "LC_MESSAGES" / "publisher.po"
CALLS = frozenset({"_", "tr", "say"})
WHY = 4  # the reason of a Kind stands in docs/findings.md alone, which is written in English
# the words of the command line's own library, which looks them up in our domain
LIBRARY = (
    "Aborted!",
    "Aborted.",
    "Arguments",
    "Commands",
    "Error",
    "Missing command.",
    "No such command {name!r}.",
    "Options",
    "default: {default}",
    "required",
)
WORDS = ("error", "warning", "note")  # Severity.word


def main() -> int:
    """Refresh the catalogue, or with --check say whether it is stale."""
    fresh = merged(_read())
    if "--check" in sys.argv:
        same = [e.msgid for e in fresh] == [e.msgid for e in _read()]
        return int(not same or bool(missing(fresh)) or _binary(fresh) != compiled().read_bytes())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(CATALOGUE))
    compiled().write_bytes(_binary(fresh))
    for msgid in missing(fresh):
        print(f"not translated: {msgid}")
    return 0


def compiled() -> Path:
    """The catalogue as gettext reads it."""
    return CATALOGUE.with_suffix(".mo")


def missing(catalogue: polib.POFile) -> list[str]:
    """The msgids without a translation."""
    return [entry.msgid for entry in catalogue if not entry.msgstr]


def merged(old: polib.POFile) -> polib.POFile:
    """The msgids of the code with the translations that there are."""
    known = {entry.msgid: entry.msgstr for entry in old}
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = {
        "Project-Id-Version": "publisher",
        "Language": "zh",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for msgid, files in sorted(msgids().items()):
        occurrences = [(file, "") for file in sorted(files)]
        entry = polib.POEntry(msgid=msgid, msgstr=known.get(msgid, ""), occurrences=occurrences)
        fresh.append(entry)
    return fresh


def msgids() -> dict[str, set[str]]:
    """Every msgid with the files that use it."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        reasons = set(_reasons(tree))
        for node in ast.walk(tree):
            if (text := _marked(node)) and node not in reasons:
                found[text].add(file.relative_to(ROOT).as_posix())
    for text, file in _rules():
        found[text].add(file)
    for word in (*LIBRARY, *WORDS):
        found[word].add("publisher/cli/application.py")
    return found


def _rules() -> Iterator[tuple[str, str]]:
    """What each rule of the preflight asks for, which the certificate says: its docstring."""
    for rule in rules():
        code = rule.look.__code__
        yield rule.asks, Path(code.co_filename).relative_to(ROOT).as_posix()


def _marked(node: ast.AST) -> str:
    """The msgid of a call that marks or shows one; an empty string for other nodes."""
    if not isinstance(node, ast.Call) or not node.args:
        return ""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    name = node.func.id if isinstance(node.func, ast.Name) else name
    first = node.args[0]
    if name in CALLS and isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return ""


def _reasons(tree: ast.AST) -> Iterator[ast.AST]:
    """The arguments of Kinds that say why, and names bound to such texts."""
    shared = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Kind":
            why = [*node.args[WHY:], *(k.value for k in node.keywords if k.arg == "why")]
            yield from why
            shared |= {each.id for each in why if isinstance(each, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in shared:
            yield node.value


def _binary(catalogue: polib.POFile) -> bytes:
    data: bytes = catalogue.to_binary()
    return data


def _read() -> polib.POFile:
    return polib.pofile(str(CATALOGUE)) if CATALOGUE.is_file() else polib.POFile()


if __name__ == "__main__":
    sys.exit(main())
