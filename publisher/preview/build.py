"""The builders: the same stages as `publisher pdf`. They run in a worker process.

What a process remembers between orders (manuscripts, templates, style sheets, faces, the plans of
paragraphs) it remembers where it is made; flows come from the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from publisher.document.model import Entry
from publisher.document.profile import Profile
from publisher.findings import Finding
from publisher.manuscript.characters import han_count
from publisher.markup.articles import text_of
from publisher.pipeline.conditions import condition_of
from publisher.pipeline.sources import HOUSE_FILE, Sources, layout_folders, load, shown
from publisher.preview.values import Built, Control, Length, Look, Order, Run
from publisher.progress import Progress

if TYPE_CHECKING:
    from publisher.pipeline.pdf import Printed


def build(order: Order, progress: Progress) -> Built:
    """Set the publication. Raises PublisherError."""
    return _whole(_seen(order), progress)


def quick(order: Order, progress: Progress) -> Built | None:
    """The one article that has changed, or the first of all; None where more is to be set.

    A publication of one article is set whole. Raises PublisherError.
    """
    from publisher.pipeline import alone

    sources = _seen(order, first_only=not order.runs)
    if len(sources.files) == 1:
        return _whole(sources, progress)
    run = _changed(order, sources)
    if run is None:
        return None
    printed = alone.article(sources, run.article, run.page)
    if printed is None:
        return None
    own = (each for each in sources.findings if each.place and each.place.file == run.file)
    return _built(sources, printed, own, run.article)


def ordered(order: Order, *, first_only: bool = False) -> Sources:
    """The sources of an order, in the layout and with the tokens that are tried out.

    Raises Unusable.
    """
    sources = load(order.source, first_only=first_only)
    own = sources.publication
    tokens = (*own.tokens, *order.tokens)
    return replace(
        sources, publication=replace(own, layout=order.layout or own.layout, tokens=tokens)
    )


def _seen(order: Order, *, first_only: bool = False) -> Sources:
    """As the editor looks at them."""
    sources = ordered(order, first_only=first_only)
    if not order.profile:
        return replace(sources, is_preview=True)
    return replace(sources, profile=cast(Profile, order.profile))


def _changed(order: Order, sources: Sources) -> Run | None:
    """The article whose file alone has changed, where its pages were; at first the first one."""
    files = [shown(file) for file in sources.files]
    if not order.runs:
        return Run(1, files[0], 0, 0)
    changed = order.changed or ()
    known = dict(enumerate(files, 1))
    if len(changed) != 1 or any(known.get(run.article) != run.file for run in order.runs):
        return None
    paths = [file.resolve() for file in sources.files]
    return next((run for run in order.runs if paths[run.article - 1] == changed[0]), None)


def _whole(sources: Sources, progress: Progress) -> Built:
    from publisher.pipeline import pdf  # only here: the server itself stays light

    return _built(sources, pdf.build(sources, progress), sources.findings)


def _built(sources: Sources, printed: Printed, findings: Iterable[Finding], part: int = 0) -> Built:
    from publisher.preview import reviewing

    condition, bleed = condition_of(sources), sources.publication.print.bleed
    entries = sources.publication.entries
    here = range(part - 1, part) if part else range(len(entries))
    asked = (
        found
        for n in here
        for found in reviewing.asked(sources.files[n], entries[n].file, entries[n].article)
    )
    return Built(
        sources.publication.title,
        printed.data,
        printed.boxes,
        tuple(dict.fromkeys((*findings, *asked, *printed.findings))),
        tuple(_files(sources)),
        tuple(
            Run(number, shown(sources.files[number - 1]), page, count)
            for number, page, count in printed.runs
        ),
        part,
        _look(sources),
        printed.columns,
        None if part else printed.pagination,
        tuple(map(_length, entries[part - 1 : part] if part else entries)),
        condition.bleed if bleed is None else bleed,
        condition.safe,
    )


def _length(entry: Entry) -> Length:
    blocks = entry.article.blocks()
    return Length(entry.article.title, sum(han_count(text_of(block)) for block in blocks))


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
    from publisher.markup.layout import Layout
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
