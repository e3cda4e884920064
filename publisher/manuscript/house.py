"""The house's own lists, house.yaml: names with their titles, preferred terms, words to avoid.

    names:
      - {name: 方某, title: [某大学副院长], wrong: [方莫]}
    terms:
      - {use: 人工智能, not: [人工智慧], why: 全书统一}
    avoid:
      - 最佳
      - {word: 唯一, why: 广告法}
    allow: [最佳男主角]

Nothing in a text is changed: everything is a finding with its place. A longer word that is listed
as right goes before a shorter one that is wrong: 最佳男主角 is no 最佳.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.document import findings as settings_kinds
from publisher.document import settings, yaml_nodes
from publisher.document.model import Article
from publisher.document.yaml_nodes import Data, Nodes, Path
from publisher.errors import Unusable
from publisher.findings import Finding, Kind, Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.contract import lines
from publisher.manuscript.rejoin import people

LARGEST = 20_000  # words of all lists together
_KEYS = {
    (): ("names", "terms", "avoid", "allow"),
    ("names",): ("name", "title", "wrong"),
    ("terms",): ("use", "not", "why"),
    ("avoid",): ("word", "why"),
}
# what may stand between two clauses: a title before a name begins after it
_PAUSE = re.compile("[，。；：！？、“”‘’（）《》\\s]|[的和与及由对]")
_LONGEST_TITLE = 30


class _Fault(NamedTuple):
    """What is said where a word is found; the values are the kind's."""

    kind: Kind
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class House:
    """The lists. `faults` leads from words to what is wrong with them; None: they are right."""

    titles: Mapping[str, tuple[str, ...]]
    faults: Mapping[str, _Fault | None]
    _by_head: dict[str, list[str]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for word in sorted(self.faults, key=lambda each: (-len(each), each)):
            self._by_head.setdefault(word[0], []).append(word)

    def findings(self, article: Article, file: str) -> Iterator[Finding]:
        """What the lists say of an article, by its lines."""
        for text, line in lines(article):
            for place, word in self._found(text):
                yield from self._said(text, place, word, Place(file, line))
        for part in article.parts:
            for speaker in part.speakers:
                wanted = self.titles.get(speaker.name)
                if wanted and speaker.roles and speaker.roles != wanted:
                    yield _wrong_title(speaker.name, speaker.roles, wanted, part.place)

    def _found(self, text: str) -> Iterator[tuple[int, str]]:
        """Listed words with their places, the longest at each, none inside another."""
        place = 0
        while place < len(text):
            words = self._by_head.get(text[place], ())
            word = next((each for each in words if text.startswith(each, place)), "")
            if word:
                yield place, word
            place += len(word) or 1

    def _said(self, text: str, at: int, word: str, place: Place) -> Iterator[Finding]:
        fault = self.faults[word]
        if fault is not None:
            around = text[max(0, at - 6) : at + len(word) + 6]
            values = {"word": word, "right": fault.right, "around": around, "why": fault.why}
            yield fault.kind.at(place, **values)
        wanted = self.titles.get(word)
        title = _title_before(text, at) if wanted else ""
        if wanted and title and not any(each.endswith(title) for each in wanted):
            yield _wrong_title(word, (title,), wanted, place)


def _wrong_title(
    name: str, found: tuple[str, ...], wanted: tuple[str, ...], place: Place
) -> Finding:
    return kinds.HOUSE_TITLE.at(place, name=name, found="；".join(found), right="；".join(wanted))


def _title_before(text: str, at: int) -> str:
    """The office that stands right before a name; empty where none does."""
    before = text[max(0, at - _LONGEST_TITLE) : at]
    title = _PAUSE.split(before)[-1]
    return title if people.is_office(title) else ""


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def read_house(text: str, file: str) -> House:
    """The lists of a house.yaml. Raises Unusable with file:line."""
    nodes = yaml_nodes.mapping(text, file) if text.strip() else Nodes(file, {})
    data = nodes.data if isinstance(nodes.data, dict) else {}
    _check_keys(data, (), nodes)
    titles: dict[str, tuple[str, ...]] = {}
    faults: dict[str, _Fault | None] = dict.fromkeys(_words(data.get("allow"), ("allow",), nodes))
    for entry, path in _entries(data, "names", "name", nodes):
        name = _word(entry.get("name"), (*path, "name"), nodes)
        titles[name] = tuple(_words(entry.get("title"), (*path, "title"), nodes))
        faults[name] = None
        for wrong in _words(entry.get("wrong"), (*path, "wrong"), nodes):
            faults.setdefault(wrong, _Fault(kinds.HOUSE_NAME, name, ""))
    for entry, path in _entries(data, "terms", "use", nodes):
        right, why = _word(entry.get("use"), (*path, "use"), nodes), str(entry.get("why") or "")
        faults[right] = None
        for wrong in _words(entry.get("not"), (*path, "not"), nodes):
            faults.setdefault(wrong, _Fault(kinds.HOUSE_TERM, right, why))
    for entry, path in _entries(data, "avoid", "word", nodes):
        word = _word(entry.get("word"), (*path, "word"), nodes)
        faults.setdefault(word, _Fault(kinds.HOUSE_AVOID, "", str(entry.get("why") or "")))
    if len(faults) > LARGEST:
        raise Unusable(kinds.HOUSE_SHAPE.at(Place(file), key=f"> {LARGEST}"))
    return House({name: each for name, each in titles.items() if each}, faults)


def _entries(
    data: dict[str, Data], key: str, main: str, nodes: Nodes
) -> Iterator[tuple[dict[str, Data], Path]]:
    """The entries of a list; a word alone stands for an entry with nothing else."""
    listed = data.get(key)
    if listed is None:
        return
    if not isinstance(listed, list):
        raise _misshapen((key,), nodes)
    for number, value in enumerate(listed):
        path: Path = (key, number)
        entry: Data = {main: value} if isinstance(value, str) else value
        if not isinstance(entry, dict):
            raise _misshapen(path, nodes)
        _check_keys(entry, path, nodes)
        yield entry, path


def _check_keys(entry: dict[str, Data], path: Path, nodes: Nodes) -> None:
    known = _KEYS[tuple(each for each in path if isinstance(each, str))]
    for key in entry:
        if key not in known:
            nearest = settings.nearest(key, known)
            place = nodes.place((*path, key))
            raise Unusable(settings_kinds.UNKNOWN_KEY.at(place, key=key, nearest=nearest))


def _word(value: Data, path: Path, nodes: Nodes) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _misshapen(path, nodes)
    return value.strip()


def _words(value: Data, path: Path, nodes: Nodes) -> list[str]:
    """A word, or a list of them."""
    if value is None:
        return []
    if isinstance(value, list):
        return [_word(each, (*path, number), nodes) for number, each in enumerate(value)]
    return [_word(value, path, nodes)]


def _misshapen(path: Path, nodes: Nodes) -> Unusable:
    key = next((each for each in reversed(path) if isinstance(each, str)), "house.yaml")
    return Unusable(kinds.HOUSE_SHAPE.at(nodes.place(path), key=key))
