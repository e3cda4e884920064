"""Which layout a publication is set in, and whether it is as it came with the program."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from publisher import resources
from publisher.errors import Missing
from publisher.findings import Finding, Place
from publisher.markup.layout import BASE, LISTING, Layout
from publisher.pipeline.findings import LAYOUT_CHANGED, LAYOUT_TORN
from publisher.pipeline.sources import Sources, layout_folders, layout_place

SUMS = "SHA256SUMS"  # as `sha256sum` writes and reads it; `make docs` writes it anew


def chosen(sources: Sources) -> tuple[Layout, tuple[Finding, ...]]:
    """The layout of a publication, and what is to be said of its files.

    Raises Unusable for a layout that cannot be read, Missing where one that travels with the
    program is not whole.
    """
    folders = layout_folders(sources)
    _require(sources.publication.layout, folders)
    layout = Layout.load(sources.publication.layout, folders, layout_place(sources))
    return layout, tuple(_changed(layout))


def sums(folder: Path) -> str:
    """The list of what the layouts of a folder are made of, in the order of names."""
    files = (each for each in sorted(folder.glob("*/*.*")) if each.suffix != ".md")
    return "".join(
        f"{sha256(each.read_bytes()).hexdigest()}  {each.relative_to(folder).as_posix()}\n"
        for each in files
    )


def _require(name: str, folders: tuple[Path, ...]) -> None:
    """Raises Missing for a file that is gone or empty: a sheet can be so without a word."""
    *given, own = folders
    is_given = any((folder / name / LISTING).is_file() for folder in given)
    for each in _listed(own, *([] if is_given else [name]), BASE):
        if not (file := own / each).is_file() or not file.stat().st_size:
            raise Missing(LAYOUT_TORN.at(_place(each)))


def _changed(layout: Layout) -> Iterator[Finding]:
    own = resources.folder("layouts").resolve()
    names = [folder.name for folder in layout.folders if folder.parent == own]
    for each, digest in _listed(own, *names).items():
        if layout.digests.get(own / each) != digest:
            yield LAYOUT_CHANGED.at(_place(each))


def _listed(own: Path, *names: str) -> dict[str, str]:
    """File -> SHA-256 of some of the program's layouts. Raises Missing where that is not known."""
    try:
        lines = (own / SUMS).read_text("ascii").splitlines()
        rows = [(name, digest) for digest, name in map(str.split, lines)]
    except (OSError, ValueError):
        rows = []
    if not rows:
        raise Missing(LAYOUT_TORN.at(_place(SUMS)))
    return {each: digest for each, digest in rows if each.partition("/")[0] in names}


def _place(name: str) -> Place:
    return Place(f"layouts/{name}")
