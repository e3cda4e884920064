"""The builders: the same stages as `publisher pdf`. They run in a worker process.

What a process remembers between orders: manuscripts that did not change; templates, style sheets,
faces and the plans of paragraphs are remembered where they are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from publisher import manuscript
from publisher.document.profile import Profile
from publisher.manuscript import Loaded
from publisher.pipeline.sources import HOUSE_FILE, Sources, layout_folders, load, shown
from publisher.preview.values import Built, Control, Look, Order, Run
from publisher.progress import Progress

_Stamp = tuple[str, int, int, int]
_remembered: dict[Path, tuple[_Stamp, Loaded]] = {}


def build(order: Order, progress: Progress) -> Built:
    """Set the publication. Raises PublisherError."""
    return _whole(_sources(order), progress)


def quick(order: Order, progress: Progress) -> Built | None:
    """The one article that has changed, or the first of all; None where more is to be set.

    A publication of one article is set whole. Raises PublisherError.
    """
    from publisher.pipeline import alone

    sources = _sources(order)
    if len(sources.files) == 1:
        return _whole(sources, progress)
    run = _changed(order, sources)
    if run is None:
        return None
    printed = alone.article(sources, run.article, run.page)
    if printed is None:
        return None
    own = (each for each in sources.findings if each.place and each.place.file == run.file)
    found = tuple(dict.fromkeys((*own, *printed.findings)))
    return Built(
        sources.publication.title,
        printed.data,
        printed.boxes,
        found,
        tuple(_files(sources)),
        tuple(Run(number, run.file, page, count) for number, page, count in printed.runs),
        run.article,
        _look(sources),
    )


def read(path: Path, name: str) -> Loaded:
    """A manuscript, remembered until its file changes. Raises Unusable."""
    stamp = _stamp(path, name)
    known = _remembered.get(path)
    if known is None or known[0] != stamp:
        known = _remembered[path] = stamp, manuscript.load(path, name)
    return known[1]


def _stamp(path: Path, name: str) -> _Stamp:
    try:
        about = path.stat()
    except OSError:
        return name, 0, 0, 0
    return name, about.st_mtime_ns, about.st_size, about.st_ino


def _sources(order: Order) -> Sources:
    sources = load(order.source, read)
    for path in _remembered.keys() - set(sources.files):
        del _remembered[path]
    publication = sources.publication
    publication = replace(
        publication,
        layout=order.layout or publication.layout,
        tokens=(*publication.tokens, *order.tokens),
    )
    if not order.profile:
        return replace(sources, publication=publication, is_preview=True)
    return replace(sources, publication=publication, profile=cast(Profile, order.profile))


def _changed(order: Order, sources: Sources) -> Run | None:
    """The article whose file alone has changed, where its pages were; at first the first one."""
    files = [shown(file) for file in sources.files]
    if not order.runs:
        return Run(1, files[0], 0, 0)
    changed = order.changed or ()
    if len(changed) != 1 or [run.file for run in order.runs] != files:
        return None
    paths = [file.resolve() for file in sources.files]
    return next((run for run in order.runs if paths[run.article - 1] == changed[0]), None)


def _whole(sources: Sources, progress: Progress) -> Built:
    from publisher.pipeline import pdf  # only here: the server itself stays light

    printed = pdf.build(sources, progress)
    found = tuple(dict.fromkeys((*sources.findings, *printed.findings)))
    runs = tuple(
        Run(number, shown(sources.files[number - 1]), page, count)
        for number, page, count in printed.runs
    )
    files = tuple(_files(sources))
    title = sources.publication.title
    return Built(title, printed.data, printed.boxes, found, files, runs, look=_look(sources))


def _files(sources: Sources) -> Iterator[tuple[str, Path]]:
    for file in sources.files:
        yield shown(file), file.resolve()
    house = sources.root / HOUSE_FILE
    yield shown(house), house.resolve()  # there or not: it may come to be
    for entry in sources.publication.entries:
        for asked in entry.article.pictures():
            picture = sources.root / asked.source
            yield shown(picture), picture.resolve()


def _look(sources: Sources) -> Look:
    """What the editor may choose: layouts by name, and the tokens of the one in use."""
    from publisher.markup import Layout
    from publisher.messages import language

    own, folders = language(), layout_folders(sources)
    names = sorted({listing.parent.name for f in folders for listing in f.glob("*/layout.yaml")})
    layout = Layout.load(sources.publication.layout, folders)
    values = layout.tokens(sources.publication, None, sources.nodes.place)
    controls = tuple(
        Control(
            token.name,
            dict(token.titles).get(own, token.name),
            token.kind,
            values[token.name],
            token.low,
            token.high,
            token.choices,
        )
        for token in layout.declared
    )
    titles = ((name, dict(Layout.load(name, folders).titles).get(own, name)) for name in names)
    return Look(layout.name, tuple(titles), controls)
