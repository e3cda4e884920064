"""SOURCE -> Sources: a publication folder, a publication.yaml, or one manuscript file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publisher import manuscript, resources, units, whereabouts
from publisher.beside import beside, spread
from publisher.document import credit_lines, identifiers, settings, settled, supplied, unseen
from publisher.document import findings as kinds
from publisher.document.model import (
    Contributor,
    Entry,
    Issue,
    PaperPage,
    Publication,
)
from publisher.document.printing import Print
from publisher.document.profile import Profile
from publisher.document.settings import ArticleSettings, EditionSettings, Settings
from publisher.document.spelling import nearest
from publisher.document.yaml_nodes import Nodes
from publisher.errors import Unusable
from publisher.findings import Finding, Place
from publisher.messages import _
from publisher.pipeline import cache, issue, manuscripts
from publisher.pipeline.manuscripts import House, unreadable

SETTINGS_FILE = "publication.yaml"
HOUSE_FILE = "house.yaml"
_HIDDEN = (".", "~$")  # the second are the lock files of Word
_LONG = 100_000  # bytes; so many are read in the time of a fork or two
_KNOWN = 20  # manuscripts that are unpacked in the time in which another is read
LARGEST_SETTINGS = 1 << 20  # bytes; a real one has a few thousand


@dataclass(frozen=True, slots=True)
class Sources:
    """What is built from: the publication, its folder, and what was found on the way in.

    `name` names the outputs; `nodes` leads from a path of keys in the settings to its line. A
    specimen takes its `layouts` from another folder, and `shows_grid`. `profile` says what the PDF
    is for; a preview is drawn for a screen, and judged by what it will be made for.
    """

    publication: Publication
    root: Path
    name: str
    findings: tuple[Finding, ...]
    editions: tuple[tuple[str, EditionSettings, Place], ...] = ()
    files: tuple[Path, ...] = ()
    layouts: Path | None = None
    shows_grid: bool = False
    profile: Profile = "print"
    is_preview: bool = False
    nodes: Nodes = field(default_factory=lambda: Nodes(SETTINGS_FILE))


def load(source: Path, *, first_only: bool = False) -> Sources:
    """Read a publication and all its manuscripts. Raises Unusable with place and remedy.

    With `first_only` the articles behind the first are left empty, for who cannot wait for them.
    """
    if require(source).is_dir():
        file = source / SETTINGS_FILE
        if os.path.lexists(file):
            return _publication(file, first_only)
        return _folder(source, first_only)
    if source.suffix in (".yaml", ".yml"):
        return _publication(source, first_only)
    return _single(source)


def require(source: Path) -> Path:
    """The path itself, which must exist. Raises Unusable."""
    if not supplied.is_there(source):
        raise Unusable(kinds.NO_SOURCE.at(Place(shown(source))))
    return source


def layout_folders(sources: Sources) -> tuple[Path, ...]:
    """Where layouts are looked for: the publication's own first, then the program's.

    Raises Unusable where the own folder holds what leads out of the publication.
    """
    own = sources.layouts or sources.root / "layouts"
    supplied.require_inside(own, own.parent, shown(own.parent))
    return own, resources.folder("layouts")


def layout_place(sources: Sources) -> Place:
    """Where the name of the layout stands: of the publication, else of one of its editions."""
    nodes, name = sources.nodes, sources.publication.layout
    whole: Any = nodes.data or {}  # as it was read: settings were found in order before
    named: list[tuple[str, ...]] = [("layout",)] if whole.get("layout") == name else []
    for key, each in (whole.get("editions") or {}).items():
        named += [("editions", key, "layout")] if each.get("layout") == name else []
    found = (nodes.place(path) for path in named)
    return next(found, Place(SETTINGS_FILE))  # it was asked for by an option


def made_for(sources: Sources, profile: Profile) -> Sources:
    """The same sources for another use; what is made of them has a name that says so."""
    if profile == sources.profile:
        return sources
    return replace(sources, profile=profile, name=f"{sources.name}-{profile}")


def specimen(source: Path, layout: str) -> Sources:
    """Every kind of block once, to be set in a layout of a publication or of the program."""
    folder = resources.folder("layouts")
    sources = load(folder / "base" / "specimen")
    root = source if source.is_dir() else source.parent
    return replace(
        sources,
        publication=replace(sources.publication, layout=layout),
        name=f"specimen-{layout}",
        layouts=root / "layouts",
        shows_grid=True,
        profile="screen",
    )


def shown(path: Path, true: Path | None = None) -> str:
    """A path as the editor would write it: from the working folder where it lies below it.

    It is text, whatever bytes the names are: it comes into reports and beside outputs. `true` is
    where its links lead, if that is known.
    """
    with contextlib.suppress(ValueError, OSError, RuntimeError):  # of a loop of links
        path = (true or path.resolve()).relative_to(Path.cwd())
    return path.as_posix().encode("utf-8", "replace").decode()


def read_text(path: Path, largest: int = LARGEST_SETTINGS) -> str:
    """The text of a settings file (UTF-8). Raises Unusable."""
    try:
        return supplied.contents(path, largest).decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unusable(kinds.UNREADABLE.at(Place(shown(path)), reason=reason)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Unusable(kinds.UNREADABLE.at(Place(shown(path), line), reason="UTF-8?")) from None


def house_of(root: Path) -> House | None:
    """The house.yaml of a folder, if there is one. Raises Unusable."""
    file = root / HOUSE_FILE
    if not os.path.lexists(file):
        return None
    supplied.require_inside(file, root, shown(root))
    if not file.is_file():
        raise unreadable(file, shown(file))
    return House(read_text(file), shown(file))


# ── three kinds of source ────────────────────────────────────────────────────────────────────────


def _single(file: Path) -> Sources:
    plain = Settings(title=_titled(file.stem))
    sources = _assemble(plain, Nodes(shown(file)), file.parent, [ArticleSettings(file=file.name)])
    title = sources.publication.entries[0].article.title or plain.title
    publication = replace(sources.publication, title=title)
    return replace(sources, publication=_identified(publication, ""), name=file.stem)


def _titled(name: str) -> str:
    """A title of a file's name, which may hold anything: what steers, line ends, no characters."""
    return " ".join(unseen.without(name, Place(""), []).split()) or "publication"


def _folder(folder: Path, first_only: bool) -> Sources:
    plain = Settings(title=_titled(folder.resolve().name))
    listed = _all_manuscripts(folder)
    return _assemble(plain, Nodes(shown(folder)), folder, listed, first_only)


def _publication(file: Path, first_only: bool) -> Sources:
    supplied.require_inside(file, file.parent, shown(file.parent))
    root, text = file.parent, read_text(file)
    chosen, nodes = settings.parse(text, shown(file))
    _on_pages(chosen, nodes)
    listed = _all_manuscripts(root) if chosen.articles is None else list(chosen.articles)
    sources = _assemble(chosen, nodes, root, listed, first_only)
    return replace(sources, editions=tuple(_editions(chosen, nodes)))


def _editions(chosen: Settings, nodes: Nodes) -> Iterator[tuple[str, EditionSettings, Place]]:
    for name, edition in chosen.editions.items():
        place = nodes.place(("editions", name))
        if len(name) > 40 or not name.replace("-", "").isalnum():
            raise Unusable(kinds.EDITION_NAME.at(place, name=name[:60]))
        if edition.vocabulary and not edition.region:
            raise Unusable(kinds.MISSING_KEY.at(place, key="region"))
        yield name, edition, place


def _all_manuscripts(root: Path) -> list[ArticleSettings]:
    """All manuscripts of a folder in the order of their names, hidden ones left out."""
    found = []
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if not name.startswith(".") and name != "layouts")
        found += [Path(folder, name) for name in names if not name.startswith(_HIDDEN)]
    readable = [file for file in found if file.suffix.lower() in manuscript.SUFFIXES]
    return [
        ArticleSettings(file=file.relative_to(root).as_posix())
        for file in sorted(readable)
        if file.name.lower() not in ("readme.md", "readme.txt")
    ]


# ── from settings to the model ───────────────────────────────────────────────────────────────────


def _assemble(
    chosen: Settings,
    nodes: Nodes,
    root: Path,
    listed: list[ArticleSettings],
    first_only: bool = False,
) -> Sources:
    if not listed:
        raise Unusable(kinds.NO_ARTICLES.at(Place(nodes.file), suffixes=_suffixes()))
    files = tuple(root / each.file for each in listed)
    names = tuple(_names([each.file for each in listed], root, nodes))
    named = tuple(zip(files, names, strict=True))[: 1 if first_only else None]
    loaded = _read(named, root)
    loaded += [manuscripts.UNREAD] * (len(files) - len(loaded))
    entries = tuple(
        Entry(
            credit_lines.written(done.article, chosen.credit_form),
            name,
            each.department,
            tuple(each.tokens.items()),
            each.page,
            each.span,
            each.weight,
        )
        for done, name, each in zip(loaded, names, listed, strict=True)
    )
    publication = _identified(_model(chosen, nodes, entries), chosen.identifier)
    found = (
        *(found for done in loaded for found in done.findings),
        *(found for done in loaded for found in done.house),
    )
    findings = (*_numbers(chosen, nodes), *settled.left(found, publication))
    name = root.resolve().name or "publication"
    return Sources(
        publication, root, name, findings, files=files, nodes=nodes, profile=chosen.profile
    )


def _read(files: Sequence[tuple[Path, str]], root: Path) -> list[manuscripts.Read]:
    """All manuscripts. Raises Unusable.

    New ones are read on all cores where they are long enough, and else beside many that are known.
    Each has the name that findings give it.
    """
    house, store = house_of(root), cache.store()

    def one(named: tuple[Path, str]) -> manuscripts.Read:
        whereabouts.at(_("Reading"), named[1])
        return manuscripts.read(*named, house, store)

    def read() -> list[manuscripts.Read]:
        return spread(one, new) if length > _LONG else [one(named) for named in new]

    known = [manuscripts.known(*named, house, store) for named in files]
    new = [named for named, each in zip(files, known, strict=True) if each is None]
    length = 0
    for file, _name in new:
        with contextlib.suppress(OSError):
            length += file.stat().st_size
    is_worth_it = new and length <= _LONG and len(known) - len(new) >= _KNOWN
    with beside(read) if is_worth_it else contextlib.nullcontext(read) as result:
        found = [each and each() for each in known]
        made = iter(result())
    return [each or manuscripts.remember(next(made)) for each in found]


def _names(listed: Sequence[str], root: Path, nodes: Nodes) -> Iterator[str]:
    """What findings call the manuscripts, which must lie in the publication's folder and exist."""
    true_root = root.resolve()
    for number, name in enumerate(listed):
        place = nodes.place(("articles", number))
        true = supplied.inside(root / name, true_root)
        if true is None:
            raise Unusable(kinds.ARTICLE_OUTSIDE.at(place, name=name))
        if not supplied.is_there(true) or true.is_dir():
            raise _lacking(name, root, place)
        yield shown(root / name, true)


def _lacking(name: str, root: Path, place: Place) -> Unusable:
    names = [each.file for each in _all_manuscripts(root)]
    if not names:
        return Unusable(kinds.NO_ARTICLES.at(place, suffixes=_suffixes()))
    return Unusable(kinds.ARTICLE_MISSING.at(place, name=name, nearest=nearest(name, names)))


def _on_pages(chosen: Settings, nodes: Nodes) -> None:
    """Raise Unusable for an article on a page that the newspaper has not."""
    for number, article in enumerate(chosen.articles or ()):
        if chosen.pages and (article.page or 0) > len(chosen.pages):
            place, count = nodes.place(("articles", number, "page")), len(chosen.pages)
            raise Unusable(kinds.NO_SUCH_PAGE.at(place, page=article.page or 0, count=count))


def _suffixes() -> str:
    return " ".join(sorted(manuscript.SUFFIXES))


def _numbers(chosen: Settings, nodes: Nodes) -> Iterator[Finding]:
    numbers = {("identifier",): chosen.identifier} | {
        ("editions", name, "identifier"): edition.identifier
        for name, edition in chosen.editions.items()
    }
    for path, number in numbers.items():
        right = identifiers.wrong_check_digit(number)
        if right is not None:
            yield kinds.CHECK_DIGIT.at(nodes.place(path), value=number, right=right)


def _model(chosen: Settings, nodes: Nodes, entries: tuple[Entry, ...]) -> Publication:
    bleed = chosen.print.bleed
    return Publication(
        title=chosen.title,
        entries=entries,
        identifier="",
        print=Print(
            trim=units.size(chosen.print.trim) if chosen.print.trim else None,
            bleed=None if bleed is None else _points(bleed),
            condition=chosen.print.condition,
            profile=chosen.print.profile,
            also=chosen.print.also,
            fill=chosen.print.fill,
            creep=_points(chosen.print.creep),
        ),
        layout=chosen.layout,
        language=chosen.language,
        subtitle=chosen.subtitle,
        publisher=chosen.publisher,
        date=chosen.date,
        rights=chosen.rights,
        description=chosen.description,
        subjects=chosen.subjects,
        series=(chosen.series.title, chosen.series.number) if chosen.series else None,
        issue=Issue(chosen.issue.number, chosen.issue.total),
        contributors=tuple(Contributor(c.name, c.role) for c in chosen.contributors),
        imprint=issue.imprint_of(chosen),
        cip=issue.cip_of(chosen),
        cover=issue.cover_of(chosen, nodes),
        barcode=issue.barcode_of(chosen, nodes),
        tokens=tuple(chosen.tokens.items()),
        pages=tuple(
            PaperPage(page.name, page.editor, nodes.place(("pages", number)))
            for number, page in enumerate(chosen.pages)
        ),
        ebook=issue.ebook_of(chosen, nodes),
    )


def _points(length: str) -> float:
    return 0.0 if length.strip() == "0" else units.points(length)


def _identified(publication: Publication, identifier: str) -> Publication:
    """With its own number as a URN, or with one made of title, issue and articles."""
    if identifier:
        return replace(publication, identifier=identifiers.urn(identifier))
    titles = [entry.article.title for entry in publication.entries]
    issue = f"{publication.issue.number} {publication.issue.total}"
    made = identifiers.made_up(publication.title, issue, publication.date, *titles)
    return replace(publication, identifier=made)
