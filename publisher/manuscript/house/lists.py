"""house.yaml -> the lists, or a sentence with file:line for everything that is wrong in them.

    names:
      - {name: 方某, title: [某大学副院长], wrong: [方莫]}
    terms:
      - {use: 人工智能, not: [人工智慧], why: 全书统一}
    avoid:
      - 最佳
      - {word: 唯一, why: 广告法}
    allow: [最佳男主角]

A longer word that is right goes before a shorter one that is wrong: 最佳男主角 is no 最佳.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from publisher.document import findings as settings_kinds
from publisher.document.spelling import nearest
from publisher.errors import Unusable
from publisher.findings import Finding, Kind
from publisher.manuscript.house import findings as kinds
from publisher.manuscript.house.words import Words

if TYPE_CHECKING:
    from publisher.document.yaml_nodes import Data, Nodes, Path

LARGEST = 20_000  # entries, and as many words
_LONGEST = 100  # characters of a word or title
_LONGEST_WHY = 300
_MOST_TOLD = 50  # mistakes
_SHOWN = 40
_KEYS = {
    "": ("names", "terms", "avoid", "allow"),
    "names": ("name", "title", "wrong"),
    "terms": ("use", "not", "why"),
    "avoid": ("word", "why"),
}
# control and direction characters: none stands in a repaired text, and none may reach a terminal
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_NOTHING = re.compile(r"(?:[ \t\r]*(?:#.*|---)?(?:\n|$))*")


class Fault(NamedTuple):
    """What is said where a word is found; `right` and `why` are values of the kind."""

    kind: Kind
    right: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """The lists. `faults` leads from words to what is wrong with them; None: they are right."""

    titles: Mapping[str, tuple[str, ...]]
    faults: Mapping[str, Fault | None]
    words: Words = field(compare=False)


def read_house(text: str, file: str) -> House:
    """The lists of a house.yaml. Raises Unusable with a finding for every mistake."""
    # loaded where there is a house.yaml: a manuscript without one needs no YAML
    from publisher.document.yaml_nodes import Nodes, mapping

    nothing = _NOTHING.fullmatch(text)
    reading = _Reading(Nodes(file, {}) if nothing else mapping(text, file))
    reading.all()
    if reading.wrong:
        raise Unusable(*reading.wrong[:_MOST_TOLD])
    titles = {name: each for name, each in reading.titles.items() if each}
    return House(titles, reading.faults, Words(reading.faults))


@dataclass(slots=True)
class _Reading:
    """The lists as far as they are read, and what was wrong up to there."""

    nodes: Nodes
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: dict[str, Fault | None] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    wrong: list[Finding] = field(default_factory=list)

    def all(self) -> None:
        data = self.nodes.data if isinstance(self.nodes.data, dict) else {}
        self._known(data, ())
        lengths = {key: len(each) for key, each in data.items() if isinstance(each, list)}
        listed = sum(lengths.values())
        if listed <= LARGEST:
            self._names(data)
            self._terms(data)
            self._avoid(data)
            for word, path in self._words(data.get("allow"), ("allow",)):
                self._say(word, None, path)
        if max(listed, len(self.faults)) > LARGEST:
            longest = self.nodes.place((max(lengths, key=lengths.__getitem__),))
            self.wrong = [kinds.HOUSE_MANY.at(longest, limit=LARGEST)]

    def _names(self, data: dict[str, Data]) -> None:
        for entry, path in self._entries(data, "names"):
            name = self._required(entry, "name", path)
            titles = self._words(entry.get("title"), (*path, "title"))
            wrong = list(self._words(entry.get("wrong"), (*path, "wrong")))
            own = tuple(title for title, _ in titles)
            if name in self.titles:
                self._tell(kinds.HOUSE_TWICE, path, word=name, first=self.lines[name])
            elif name:
                self._say(name, None, path)
                self.titles[name] = own
                for word, place in wrong:
                    self._say(word, Fault(kinds.HOUSE_NAME, name), place)

    def _terms(self, data: dict[str, Data]) -> None:
        for entry, path in self._entries(data, "terms"):
            right, why = self._required(entry, "use", path), self._why(entry, path)
            if right:
                self._say(right, None, path)
            if entry.get("not") is None:
                self._tell(settings_kinds.MISSING_KEY, path, key="not")
            for word, place in self._words(entry.get("not"), (*path, "not")):
                self._say(word, Fault(kinds.HOUSE_TERM, right, why), place)

    def _avoid(self, data: dict[str, Data]) -> None:
        for entry, path in self._entries(data, "avoid"):
            word, why = self._required(entry, "word", path), self._why(entry, path)
            if word:
                self._say(word, Fault(kinds.HOUSE_AVOID, "", why), path)

    # ── entries ──────────────────────────────────────────────────────────────────────────────────

    def _entries(self, data: dict[str, Data], key: str) -> Iterator[tuple[dict[str, Data], Path]]:
        """The entries of a list; a word alone stands for an entry with nothing else."""
        listed = data.get(key)
        if listed is not None and not isinstance(listed, list):
            self._tell(kinds.HOUSE_SHAPE, (key,), key=key)
        for number, value in enumerate(listed if isinstance(listed, list) else ()):
            path: Path = (key, number)
            entry: Data = {_KEYS[key][0]: value} if isinstance(value, str) else value
            if isinstance(entry, dict):
                self._known(entry, path)
                yield entry, path
            else:
                self._tell(kinds.HOUSE_SHAPE, path, key=key)

    def _known(self, entry: dict[str, Data], path: Path) -> None:
        known = _KEYS[str(path[0]) if path else ""]
        for key in entry:
            if key not in known:
                near = nearest(key[:_SHOWN], known)
                shown = _shown(key)
                self._tell(settings_kinds.UNKNOWN_KEY, (*path, key), key=shown, nearest=near)

    def _required(self, entry: dict[str, Data], key: str, path: Path) -> str:
        """The word of a key; empty where it is missing or is none, which is told."""
        if key not in entry:
            self._tell(settings_kinds.MISSING_KEY, path, key=key)
            return ""
        return self._word(entry[key], (*path, key))

    def _why(self, entry: dict[str, Data], path: Path) -> str:
        if entry.get("why") is None:
            return ""
        return self._word(entry["why"], (*path, "why"), _LONGEST_WHY)

    # ── words ────────────────────────────────────────────────────────────────────────────────────

    def _words(self, value: Data, path: Path) -> Iterator[tuple[str, Path]]:
        """A word, or a list of them, each with its path."""
        if value is None:
            return
        listed = value if isinstance(value, list) else [value]
        for number, each in enumerate(listed):
            own: Path = (*path, number) if isinstance(value, list) else path
            if word := self._word(each, own):
                yield word, own

    def _word(self, value: Data, path: Path, longest: int = _LONGEST) -> str:
        word = value.strip() if isinstance(value, str) else ""
        unseen = _UNSEEN.findall(word)
        if not word:
            key = next((each for each in reversed(path) if isinstance(each, str)), "")
            self._tell(kinds.HOUSE_SHAPE, path, key=key)
        elif unseen:
            codes = " ".join(dict.fromkeys(f"U+{ord(each):04X}" for each in unseen[:9]))
            self._tell(kinds.HOUSE_UNSEEN, path, word=_shown(word), codes=codes)
        elif len(word) > longest:
            self._tell(kinds.HOUSE_LONG, path, word=word[:20], limit=longest)
        else:
            return word
        return ""

    def _say(self, word: str, fault: Fault | None, path: Path) -> None:
        """A word is right, or has a fault; what was said of it before must not differ."""
        if word in self.faults and self.faults[word] != fault:
            self._tell(kinds.HOUSE_TWICE, path, word=word, first=self.lines[word])
        else:
            self.faults[word] = fault
            self.lines.setdefault(word, self.nodes.place(path).line)

    def _tell(self, kind: Kind, path: Path, **values: str | int) -> None:
        self.wrong.append(kind.at(self.nodes.place(path), **values))


def _shown(text: str) -> str:
    """A word of the list in a sentence: in one line, short, and nothing that steers a terminal."""
    seen = _UNSEEN.sub("·", text)
    return seen if len(seen) <= _SHOWN else seen[:_SHOWN] + "…"
