"""LIST -> the publications of a batch: a text file with a source a line, or a folder of them."""

from __future__ import annotations

import glob
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher import manuscript
from publisher.errors import Unusable, WrongUsage
from publisher.findings import Finding, Place
from publisher.pipeline.batch import findings
from publisher.pipeline.batch.summary import RESERVED
from publisher.pipeline.sources import SETTINGS_FILE, read_text, require, shown

_SETTINGS = (".yaml", ".yml")
_PATTERN = re.compile(r"[*?\[]")
_SHARD = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")
_LARGEST = 64 << 20  # bytes of a list: half a million lines
_NAME_ENDS = 180  # bytes; with ".preflight.html" and a temporary's letters it must fit into 255


@dataclass(frozen=True, slots=True)
class Listed:
    """One publication of a batch: its name, its folder (absolute), the source in it, its line.

    `source` is its path as the editor would write it. One that cannot be used has `trouble`.
    """

    name: str
    root: Path
    inner: str
    source: str
    place: Place
    trouble: Finding | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` of `count`, from 1."""

    number: int
    count: int

    @classmethod
    def of(cls, written: str) -> Shard:
        """`"3/16"`. Raises WrongUsage."""
        found = _SHARD.fullmatch(written.strip())
        number, count = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= number <= count:
            raise WrongUsage(findings.BAD_SHARD.at(None, value=written[:40]))
        return cls(number, count)

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


def publications(given: Path, output: Path) -> tuple[Listed, ...]:
    """Every publication of a list, each once, in its order. Raises Unusable before any is made.

    That is for what concerns the batch: two of one name, an output folder within a publication. A
    line under which nothing is found is one publication with trouble.
    """
    found = tuple(_once(_folder(given) if require(given).is_dir() else _lines(given)))
    if not found:
        raise Unusable(findings.LIST_EMPTY.at(Place(shown(given))))
    problems = [*_clashes(found), *_swallowing(found, output)]
    if problems:
        raise Unusable(*problems)
    return found


def part(whole: tuple[Listed, ...], shard: Shard | None) -> tuple[Listed, ...]:
    """Every n-th publication: what lies together is often alike, and parts should be alike."""
    return whole[shard.number - 1 :: shard.count] if shard else whole


# ── two kinds of list ────────────────────────────────────────────────────────────────────────────


def _folder(folder: Path) -> Iterator[Listed]:
    if (folder / SETTINGS_FILE).is_file():
        raise Unusable(findings.LIST_IS_PUBLICATION.at(Place(shown(folder))))
    for path in sorted(folder.iterdir()):
        if not path.name.startswith((".", "~$")) and _is_source(path):
            yield _listed(path, Place(shown(folder)))


def _is_source(path: Path) -> bool:
    """A publication.yaml, a manuscript, or a folder that holds one somewhere below."""
    if path.name == SETTINGS_FILE:
        return True
    if not path.is_dir():
        return path.suffix.lower() in manuscript.SUFFIXES and not _is_readme(path)
    try:
        below = [each for each in path.iterdir() if not each.name.startswith(".")]
    except OSError:  # it cannot be looked into: the build will tell
        return True
    # a link to a folder may lead back to where it lies
    return any(_is_source(each) for each in below if not (each.is_symlink() and each.is_dir()))


def _is_readme(path: Path) -> bool:
    return path.stem.lower() == "readme"


def _lines(file: Path) -> Iterator[Listed]:
    if file.suffix.lower() in (*_SETTINGS, *(manuscript.SUFFIXES - {".txt"})):
        raise Unusable(findings.LIST_IS_PUBLICATION.at(Place(shown(file))))
    for number, line in enumerate(read_text(file, _LARGEST).splitlines(), 1):
        written = line.strip()
        if written and not written.startswith("#"):
            yield from _line(file.parent, written, Place(shown(file), number))


def _line(base: Path, written: str, place: Place) -> Iterator[Listed]:
    """The sources of a line: a path that exists is no pattern, whatever letters it has."""
    if "\0" not in written and len(written) < 4096:
        if os.path.lexists(base / written):
            yield _listed(base / written, place)
            return
        if _PATTERN.search(written):
            # Path.glob refuses absolute patterns
            below = sorted(glob.glob(written, root_dir=base, recursive=True))  # noqa: PTH207
            paths = [base / each for each in below]
            found = [each for each in paths if _is_source(each)]
            if found:
                yield from (_listed(each, place) for each in found)
                return
    trouble = findings.LINE_UNUSABLE.at(place, name=written[:200])
    name = re.sub(r"[/\x00-\x1f]", "-", written)[:60].strip("-. ") or "-"
    yield Listed(f"{name} ({place.line})", base, ".", written[:200], place, trouble)


def _listed(path: Path, place: Place) -> Listed:
    """A source as `pipeline.sources` would name it."""
    if not path.exists():  # a link to nothing
        trouble = findings.LINE_UNUSABLE.at(place, name=path.name)
        return Listed(f"{path.name} ({place.line})", path.parent, ".", str(path), place, trouble)
    if path.is_dir():
        root = path.resolve()
        has_settings = (root / SETTINGS_FILE).is_file()
        return _named(root.name, root, SETTINGS_FILE if has_settings else ".", path, place)
    root = path.parent.resolve()
    name = root.name if path.suffix in _SETTINGS else path.stem
    return _named(name, root, path.name, path, place)


def _named(name: str, root: Path, inner: str, path: Path, place: Place) -> Listed:
    name = name or "publication"
    told = Listed(name, root, inner, shown(path), place)
    if len(os.fsencode(name)) > _NAME_ENDS or not _is_text(name) or not _is_text(inner):
        trouble = findings.LINE_UNUSABLE.at(place, name=_printable(name)[:80])
        short = f"{_printable(name)[:40]} ({place.line})"
        return Listed(short, root, inner, _printable(told.source), place, trouble)
    return told


def _is_text(name: str) -> bool:
    """Whether a name can be written in UTF-8: file names are bytes, and some are no text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


# ── what would go wrong for all ──────────────────────────────────────────────────────────────────


def _once(listed: Iterable[Listed]) -> Iterator[Listed]:
    """Patterns overlap: the same source twice is one publication."""
    known = set()
    for each in listed:
        # a folder and its publication.yaml are one source, and have one `inner`
        key = (each.root, each.inner, each.place if each.trouble else None)
        if key not in known:
            known.add(key)
            yield each


def folded(name: str) -> str:
    """A name as a disk that ignores capitals and composition would see it."""
    return unicodedata.normalize("NFC", name).casefold()


def _clashes(listed: tuple[Listed, ...]) -> Iterator[Finding]:
    first: dict[str, Listed] = {}
    for each in listed:
        if folded(each.name) in RESERVED or each.name.startswith("."):
            yield findings.NAME_TAKEN.at(each.place, name=each.name)
        other = first.setdefault(folded(each.name), each)
        if other is not each:
            yield findings.SAME_NAME.at(
                each.place, name=each.name, other=f"{other.source} ({other.place})"
            )


def _swallowing(listed: tuple[Listed, ...], output: Path) -> Iterator[Finding]:
    """Publications that would read what is made as their own manuscripts."""
    above = {output.resolve(), *output.resolve().parents}
    for each in listed:
        reads_all = each.inner == "." or each.inner.endswith(_SETTINGS)
        if reads_all and not each.trouble and each.root in above:
            yield findings.OUTPUT_INSIDE.at(Place(each.source), folder=shown(output))
