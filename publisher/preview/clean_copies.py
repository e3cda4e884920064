"""What editing asks of a manuscript, where manuscripts can be read: in the worker process.

All of it gives new texts; nothing here writes a file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from publisher.document import settings
from publisher.document.model import Part, PullQuote
from publisher.errors import Unusable
from publisher.findings import Place
from publisher.manuscript import SUFFIXES, loading
from publisher.manuscript.draft import Draft
from publisher.pipeline.sources import SETTINGS_FILE, load, read_text
from publisher.preview.findings import CLEAN_THERE, NOT_LISTED, QUOTE_ELSEWHERE

Files = tuple[tuple[Path, bytes], ...]
MARKDOWN = (".md", ".markdown")
CLEAN = ".clean"  # in the name of a copy that could not have that of its manuscript
_SPACE = re.compile(r"\s+")
_ENDS = tuple("。！？…”’）")


def lines_of(path: Path, name: str) -> tuple[tuple[int, str], ...]:
    """Number and text of the paragraphs of a manuscript that is no plain text. Raises Unusable."""
    from publisher.markup.articles import text_of  # here and below: the server itself stays light

    content = loading.read(path, name).content
    if isinstance(content, Draft):
        return tuple((passage.line, passage.words) for passage in content.passages)
    return tuple((block.place.line, text_of(block)) for block in content.blocks())


def cleaned(path: Path, name: str) -> str:
    """The clean copy of a manuscript. Raises Unusable."""
    from publisher.manuscript import clean_copy

    return clean_copy(loading.load(path, name).article)


def is_raw(path: Path, name: str) -> bool:
    """Whether a manuscript is one to be repaired, and not a clean copy. Raises Unusable."""
    return isinstance(loading.read(path, name).content, Draft)


def copy_of(path: Path) -> Path:
    """Where the clean copy of a manuscript lies: beside it, also of one that is Markdown itself."""
    target = path.with_suffix(".md")
    return path.with_name(f"{path.stem}{CLEAN}.md") if target == path else target


def raw_of(path: Path) -> Path | None:
    """The manuscript that a clean copy was made from, if it is still there."""
    if path.suffix.lower() not in MARKDOWN:
        return None
    if path.stem.endswith(CLEAN):
        tries = [path.with_name(f"{path.stem.removesuffix(CLEAN)}.md")]
    else:
        suffixes = [*sorted(SUFFIXES - set(MARKDOWN)), ".markdown"]
        tries = [path.with_suffix(suffix) for suffix in suffixes if suffix != path.suffix]
    return next((each for each in tries if each.is_file() and not each.is_symlink()), None)


def lifted(path: Path, name: str, line: int, sentence: str) -> str:
    """The clean copy with a sentence as the pull quote of the part in which it stands.

    Raises Unusable where the part that holds a line has no such sentence: nobody is quoted with
    other words.
    """
    from publisher.manuscript import clean_copy
    from publisher.markup.articles import text_of

    article = loading.load(path, name).article
    wanted = _SPACE.sub("", sentence)
    for number, part in sorted(enumerate(article.parts), key=lambda each: _far(each[1], line)):
        for block in part.blocks:
            found = _standing(wanted, text_of(block))
            if found:
                quote = PullQuote(found, block.place)
                parts = list(article.parts)
                parts[number] = replace(part, pull_quote=quote)
                return clean_copy(replace(article, parts=tuple(parts)))
    raise Unusable(QUOTE_ELSEWHERE.at(Place(name, line), text=sentence[:40]))


def switched(source: Path, path: Path, text: str) -> Files:
    """The files to write so that a publication is built from the clean copy of a manuscript.

    The copy lies beside the manuscript, which stays as it is; publication.yaml names the copy
    instead. Raises Unusable where there is something of that name, or the list cannot be changed.
    """
    target = copy_of(path)
    if target.exists():
        raise Unusable(CLEAN_THERE.at(Place(target.name)))
    copy = target, text.encode()
    if source.is_file() and source.suffix not in (".yaml", ".yml"):
        return (copy,)
    file = source / SETTINGS_FILE if source.is_dir() else source
    root = file.parent.resolve()
    old, new = (each.relative_to(root).as_posix() for each in (path.resolve(), target.resolve()))
    listing = _renamed(file, old, new) if file.is_file() else None
    if listing is None:
        listing = _listed(source, file, old, new)
    return copy, (file, listing.encode())


def _renamed(file: Path, old: str, new: str) -> str | None:
    """The settings with another name of a file in the list; None where there is no list."""
    text = read_text(file)
    chosen, nodes = settings.parse(text, file.name)
    if chosen.articles is None:
        return None
    number = next((n for n, each in enumerate(chosen.articles) if each.file == old), None)
    if number is not None:
        lines = text.split("\n")
        for at in range(nodes.place(("articles", number)).line - 1, len(lines)):
            if old in lines[at]:
                lines[at] = lines[at].replace(old, new, 1)
                break
        done = "\n".join(lines)
        again, _ = settings.parse(done, file.name)
        if again.articles is not None and again.articles[number].file == new:
            return done
    raise Unusable(NOT_LISTED.at(Place(file.name), name=old))


def _listed(source: Path, file: Path, old: str, new: str) -> str:
    """The settings with a list of all the manuscripts that were found by themselves."""
    sources, root = load(source), file.parent.resolve()
    names = [each.resolve().relative_to(root).as_posix() for each in sources.files]
    rows = "".join(f"  - {new if name == old else name}\n" for name in names)
    head = read_text(file).rstrip("\n") if file.is_file() else f"title: {sources.publication.title}"
    return f"{head}\narticles:\n{rows}"


def _far(part: Part, line: int) -> tuple[bool, int]:
    """Parts by how far a line lies behind their first one; those that begin after it come last."""
    first = next((block.place.line for block in part.blocks), 0)
    return first > line, abs(line - first)


def _standing(wanted: str, text: str) -> str:
    """The stretch of a text that reads as what is wanted, spaces apart.

    The words count, and then the marks at the end: those of a raw manuscript are repaired here.
    """
    for counts in (_is_no_space, str.isalnum):
        tight = [(place, char) for place, char in enumerate(text) if counts(char)]
        words = "".join(filter(counts, wanted))
        at = "".join(char for _, char in tight).find(words) if words else -1
        if at >= 0:
            end = tight[at + len(words) - 1][0] + 1
            while wanted and not wanted[-1].isalnum() and text[end : end + 1] in _ENDS:
                end += 1
            return text[tight[at][0] : end]
    return ""


def _is_no_space(char: str) -> bool:
    return not char.isspace()


__all__ = ["Files", "cleaned", "copy_of", "is_raw", "lifted", "lines_of", "raw_of", "switched"]
