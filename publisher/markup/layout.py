"""A layout: a folder of declared tokens, templates and style sheets, and no Python.

`layouts/<name>/layout.yaml` declares the tokens; templates are looked for in the layout's folder,
then in `base/` beside it, then among the layouts that travel with the program. Style sheets are
templates too: `{{ tokens.size }}` stands in print.css as it does in page.html.j2.
"""

from __future__ import annotations

import hashlib
import os
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher import resources, units
from publisher.document import yaml_nodes
from publisher.document.model import Entry, Publication
from publisher.document.settings import page_size
from publisher.document.spelling import nearest
from publisher.errors import Unusable
from publisher.findings import Place
from publisher.markup import findings as kinds
from publisher.markup.filters import FILTERS
from publisher.markup.tokens import NamedColour, Token, Value, WrongValue, declared, named

if TYPE_CHECKING:
    import jinja2

LISTING, COLOURS = "layout.yaml", "colours.yaml"
WRITINGS = ("horizontal", "vertical")
BASE = "base"
SETTINGS = "publication.yaml"
TRIM = "185x260mm"  # where neither the publication nor its layout says one
PlaceOf = Callable[[yaml_nodes.Path], Place]

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_UNDEFINED = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


_SETTINGS = Place(SETTINGS)


def _in_settings(_path: yaml_nodes.Path) -> Place:
    """The place of a token where the lines of publication.yaml are not at hand."""
    return _SETTINGS


@dataclass(frozen=True)
class Layout:
    """`folders` are searched for templates in this order, the layout's own first; `trim` in points.

    A `vertical` layout (`writing: vertical`) is written for a lying page, which is turned.

    A value of paths and declarations only: it can be sent to another process. Templates are
    compiled once a process, and again when their file has changed.
    """

    name: str
    folders: tuple[Path, ...]
    declared: tuple[Token, ...]
    titles: tuple[tuple[str, str], ...] = ()
    trim: tuple[float, float] = units.size(TRIM)
    vertical: bool = False

    @classmethod
    def load(cls, name: str, folders: Sequence[Path], place: Place = _SETTINGS) -> Layout:
        """The layout of a name, which stands in a place, from the first folder that has it.

        Raises Unusable.
        """
        known = _known(folders)
        if name not in known or not _NAME.fullmatch(name):
            found = kinds.LAYOUT_UNKNOWN.at(
                place, name=name, nearest=nearest(name, known), known=", ".join(known)
            )
            raise Unusable(found)
        bases = [(folder / BASE).resolve() for folder in folders if (folder / BASE).is_dir()]
        shown = f"layouts/{name}/{LISTING}"
        nodes = yaml_nodes.mapping(_text(known[name] / LISTING), shown)
        data: Any = nodes.data
        titles = tuple(sorted((data.get("title") or {}).items()))
        folders_of = (known[name], *bases)
        tokens = _declared(nodes, _colours(folders_of))
        return cls(name, folders_of, tokens, titles, _trim(nodes), _is_vertical(nodes))

    # ── tokens ───────────────────────────────────────────────────────────────────────────────

    def tokens(
        self,
        publication: Publication,
        entry: Entry | None = None,
        place_of: PlaceOf = _in_settings,
    ) -> dict[str, Value]:
        """The tokens of a publication, or of one of its articles; defaults where none are set.

        `place_of` leads from a path of keys in publication.yaml to where it stands (`Nodes.place`).
        Raises Unusable for a token that is not declared and for a value that it cannot have.
        """
        values = {token.name: token.default for token in self.declared}
        for path, name, value in _given(publication, entry):
            values[name] = self._value(name, value, place_of((*path, "tokens", name)))
        return values

    def _value(self, name: str, value: Value, place: Place) -> Value:
        token = next((token for token in self.declared if token.name == name), None)
        if token is None:
            close = nearest(name, [token.name for token in self.declared])
            found = kinds.TOKEN_UNKNOWN.at(place, layout=self.name, name=name, nearest=close)
            raise Unusable(found)
        try:
            return token.read(value)
        except WrongValue:
            found = kinds.TOKEN_VALUE.at(
                place, name=name, value=str(value), expected=token.expected
            )
            raise Unusable(found) from None

    def check(self, publication: Publication, place_of: PlaceOf = _in_settings) -> None:
        """Read the tokens of the publication and of every article. Raises Unusable."""
        for entry in (None, *publication.entries):
            self.tokens(publication, entry, place_of)

    def trim_of(self, publication: Publication) -> tuple[float, float]:
        """Width and height of a page in points: the publication's, or else the layout's own."""
        return publication.print.trim or self.trim

    # ── templates ────────────────────────────────────────────────────────────────────────────

    def render(self, template: str, **values: object) -> str:
        """A template filled in; what is not `Markup` is escaped, except in style sheets.

        Raises Unusable with the template's file and line.
        """
        import jinja2  # here and below: who takes pages from the store fills in nothing

        try:
            return str(self._environment.get_template(template).render(**values))
        except jinja2.TemplateSyntaxError as error:
            place = Place(self._shown(error.filename or template), error.lineno)
            raise Unusable(kinds.TEMPLATE_BROKEN.at(place, problem=str(error.message))) from None
        except jinja2.TemplateNotFound as error:
            place = self._place(error, template)
            raise Unusable(kinds.LAYOUT_FILE.at(place, file=str(error.name))) from None
        except jinja2.UndefinedError as error:
            place = self._place(error, template)
            raise Unusable(kinds.TEMPLATE_NAME.at(place, name=_unknown(error))) from None
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            place = self._place(error, template)
            raise Unusable(kinds.TEMPLATE_BROKEN.at(place, problem=str(error))) from None

    def render_once(self, template: str, **values: object) -> str:
        """A template filled in, once with the same plain values (as their `repr` tells them)."""
        key = template, repr(values)
        if key not in self._rendered:
            self._rendered[key] = self.render(template, **values)
        return self._rendered[key]

    @cached_property
    def _rendered(self) -> dict[tuple[str, str], str]:
        return {}

    def exports(self, template: str, **values: object) -> dict[str, Any]:
        """What a template sets for others to import; nothing where there is no such template."""
        if self.file(template) is None:
            return {}
        module = self._environment.get_template(template).make_module(values)
        return {name: value for name, value in vars(module).items() if not name.startswith("_")}

    @property
    def _environment(self) -> jinja2.Environment:
        return _environment(self.folders)

    def _place(self, error: Exception, template: str) -> Place:
        """The innermost line of a template that an error came through."""
        frames = traceback.extract_tb(error.__traceback__)
        inside = [f for f in frames if any(Path(f.filename).parent == d for d in self.folders)]
        if not inside:
            return Place(self._shown(template))
        return Place(self._shown(inside[-1].filename), inside[-1].lineno or 0)

    def _shown(self, file: str) -> str:
        """A template's path as designers know it: `layouts/feature/page.html.j2`."""
        path = Path(file)
        if not path.is_absolute():
            path = self.file(file) or self.folders[0] / file
        return f"layouts/{path.parent.name}/{path.name}"

    # ── files ────────────────────────────────────────────────────────────────────────────────

    def file(self, name: str) -> Path | None:
        """The file of a name in the first folder that has it; nothing outside these folders."""
        return _file(self.folders, name)

    @property
    def reflow(self) -> str:
        """The style sheet of the e-book: that of the house, then the layout's own."""
        own, *bases = self.folders
        files = [folder / "reflow.css" for folder in (*bases[-1:], own)]
        return "\n".join(_text(file) for file in files if file.is_file())

    @cached_property
    def is_ours(self) -> bool:
        """Whether all of it came with the program: what others bring is never kept beside that."""
        own = resources.folder("layouts").resolve()
        return all(folder.resolve().is_relative_to(own) for folder in self.folders)

    @cached_property
    def digest(self) -> str:
        """What the layout is, for keys: the sha256 of its files and their names."""
        done = hashlib.sha256()
        for folder in self.folders:
            for file in sorted(each for each in self.digests if each.is_relative_to(folder)):
                name = file.relative_to(folder).as_posix()
                done.update(f"{name}\0{self.digests[file]}\0".encode())
        return done.hexdigest()

    @cached_property
    def digests(self) -> dict[Path, str]:
        """The sha256 (hex) of each file in its folders."""
        files = (file for folder in self.folders for file in folder.rglob("*") if file.is_file())
        return {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _text(file: Path) -> str:
    """What a file of a layout says. Raises Unusable where it cannot be read, or is no text."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        place = Place(f"layouts/{file.parent.name}/{file.name}")
        raise Unusable(kinds.LAYOUT_FILE.at(place, file=file.name)) from None


def _known(folders: Sequence[Path]) -> dict[str, Path]:
    """Name -> folder of every layout that is to be had; earlier folders win."""
    found: dict[str, Path] = {}
    for folder in folders:
        for listing in sorted(folder.glob(f"*/{LISTING}")):
            found.setdefault(listing.parent.name, listing.parent.resolve())
    return dict(sorted(found.items()))


def _colours(folders: Sequence[Path]) -> tuple[NamedColour, ...]:
    """The colours that have names, the layout's own before those of the house. Raises Unusable."""
    found: dict[str, NamedColour] = {}
    for folder in folders:
        file = folder / COLOURS
        if not file.is_file():
            continue
        shown = f"layouts/{folder.name}/{COLOURS}"
        nodes = yaml_nodes.mapping(_text(file), shown)
        data: Any = nodes.data
        for name, body in data.items():
            try:
                found.setdefault(name, named(name, body))
            except WrongValue as problem:
                wrong = kinds.LAYOUT_DECLARATION.at(
                    nodes.place((name,)), name=name, problem=str(problem)
                )
                raise Unusable(wrong) from None
    return tuple(found.values())


def _declared(nodes: yaml_nodes.Nodes, colours: Sequence[NamedColour]) -> tuple[Token, ...]:
    """The tokens of a layout.yaml. Raises Unusable."""
    data: Any = nodes.data
    tokens = []
    for name, body in (data.get("tokens") or {}).items():
        try:
            tokens.append(declared(name, body, yaml_nodes.typed, colours))
        except WrongValue as problem:
            place = nodes.place(("tokens", name))
            found = kinds.LAYOUT_DECLARATION.at(place, name=name, problem=str(problem))
            raise Unusable(found) from None
    return tuple(tokens)


def _trim(nodes: yaml_nodes.Nodes) -> tuple[float, float]:
    """The size of a page for which a layout is made. Raises Unusable."""
    data: Any = nodes.data
    given = str(data.get("trim") or TRIM)
    try:
        return page_size(given)
    except ValueError:
        raise Unusable(kinds.LAYOUT_TRIM.at(nodes.place(("trim",)), value=given)) from None


def _is_vertical(nodes: yaml_nodes.Nodes) -> bool:
    """Whether lines run from top to bottom. Raises Unusable."""
    data: Any = nodes.data
    writing = data.get("writing", WRITINGS[0])
    if writing not in WRITINGS:
        place, known = nodes.place(("writing",)), " | ".join(WRITINGS)
        raise Unusable(kinds.LAYOUT_WRITING.at(place, writing=str(writing), known=known))
    return bool(writing == "vertical")


def _given(
    publication: Publication, entry: Entry | None
) -> Iterator[tuple[yaml_nodes.Path, str, Value]]:
    """(where it stands, token, value), the publication's first, so that the article's win."""
    for name, value in publication.tokens:
        yield (), name, value
    if entry is not None and entry.tokens:
        number = publication.entries.index(entry)
        for name, value in entry.tokens:
            yield ("articles", number), name, value


def _file(folders: Sequence[Path], name: str) -> Path | None:
    for folder in folders:
        file = (folder / name).resolve()
        if file.is_relative_to(folder.resolve()) and file.is_file():
            return file
    return None


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    """Sandboxed, strict about names; every value is escaped but in style sheets.

    Style sheets get checked tokens and nothing that an editor wrote freely.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = _file(folders, name)
        if file is None:
            return None
        stamp = _stamp(file)
        source = _text(file)
        # asked for each time that a template is filled in: what is resolved stays so
        before = [folder / name for folder in folders[: _place_of(file, folders)]]

        def is_current() -> bool:
            return _stamp(file) == stamp and not any(map(os.path.exists, before))

        return source, str(file), is_current

    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from publisher.compiled import Compiled

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        autoescape=lambda name: not (name or "").endswith(".css"),
        keep_trailing_newline=True,
        bytecode_cache=Compiled([resources.folder("layouts")]),
    )
    environment.filters.update(FILTERS)
    return environment


def _place_of(file: Path, folders: Sequence[Path]) -> int:
    """The first folder that a file lies in, by its number."""
    return next(n for n, each in enumerate(folders) if file.is_relative_to(each.resolve()))


def _stamp(file: Path) -> tuple[int, int, int]:
    try:
        about = file.stat()
    except OSError:  # it went away just now
        return 0, 0, 0
    return about.st_mtime_ns, about.st_size, about.st_ino


def _unknown(error: jinja2.UndefinedError) -> str:
    found = _UNDEFINED.search(str(error.message))
    return next(filter(None, found.groups()), "?") if found else str(error.message)
