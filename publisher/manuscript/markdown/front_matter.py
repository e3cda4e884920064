"""The head of a clean copy: kicker, headline and so on, and what was decided of findings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.document.model import Article
from publisher.document.spelling import nearest
from publisher.errors import Unusable
from publisher.findings import Finding, Place
from publisher.manuscript import findings as kinds
from publisher.patterns import later

DECIDED = ("accepted", "refused")
KEYS = ("kicker", "headline", "subheadline", "deck", "byline", "dateline", *DECIDED)
_SAFE = "\u4e00-\u9fff\u3400-\u4dbfA-Za-z“”‘’《》（）"
_PLAIN = later(f"[{_SAFE}](?:[{_SAFE}0-9，。！？：；、·—…％/ +-]*[{_SAFE}0-9。！？·—…％])?")
_WORDS_OF_YAML = frozenset("true false yes no on off null y n".split())


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values, the lines that they take in the file, and what was found."""

    values: dict[str, str | tuple[str, ...]]
    lines: int
    findings: tuple[Finding, ...]

    def word(self, key: str) -> str | None:
        """A single value; lines of a list are joined; None where there is none."""
        value = self.values.get(key)
        return "　".join(value) if isinstance(value, tuple) else value

    def words(self, key: str) -> tuple[str, ...]:
        """The values of a list, which may be a single one."""
        value = self.values.get(key, ())
        return value if isinstance(value, tuple) else (value,)


def begins(text: str) -> bool:
    """Whether a text has front matter."""
    return bool(re.match(r"---[ \t]*(?:\n|$)", text))


def read(text: str, file: str) -> FrontMatter:
    """The head of a text that begins with one. Raises Unusable with file:line."""
    found = re.search(r"\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text)
    if found is None:
        raise Unusable(kinds.FRONT_MATTER_OPEN.at(Place(file, 1)))
    source = text[text.index("\n") : found.start() + 1]
    lines = text[: found.end()].count("\n") + (not found[0].endswith("\n"))
    if not source.strip():
        return FrontMatter({}, lines, ())
    # imported here: YAML is needed by clean copies alone
    from publisher.document.yaml_nodes import mapping

    nodes = mapping(source, file)
    values: dict[str, str | tuple[str, ...]] = {}
    findings = []
    for key, value in nodes.data.items() if isinstance(nodes.data, dict) else ():
        if key not in KEYS:
            close = nearest(key, KEYS)
            findings.append(kinds.UNKNOWN_KEY.at(nodes.place((key,)), key=key, nearest=close))
        elif isinstance(value, list):
            values[key] = tuple(str(each) for each in value if each is not None)
        elif value is not None:
            values[key] = str(value)
    return FrontMatter(values, lines, tuple(findings))


def write(article: Article) -> str:
    """The head of the clean copy of an article."""
    lines = ["---"]
    for key in KEYS:
        value = getattr(article, key)
        if key == "headline" or (key in DECIDED and value):
            lines.append(listed(key, value))
        elif value is not None and key not in DECIDED:
            lines.append(f"{key}: {_scalar(value)}")
    return "\n".join([*lines, "---"])


def with_list(text: str, key: str, values: Iterable[str]) -> str:
    """A clean copy whose head has this list in the place of its own; the rest stays as it is."""
    if not begins(text):
        return f"---\n{listed(key, values)}\n---\n{text}"
    rows, end = text.split("\n"), read(text, "").lines - 1
    head, inside = [], False
    for row in rows[1:end]:
        inside = bool(re.match(f"{key} *:", row)) or (inside and row[:1] in ("", " ", "\t", "-"))
        if not inside:
            head.append(row)
    return "\n".join([rows[0], *head, listed(key, values), *rows[end:]])


def listed(key: str, values: Iterable[str]) -> str:
    """The line of a key that has a list."""
    return f"{key}: [{', '.join(_scalar(each, True) for each in values)}]"


def _scalar(value: str, in_list: bool = False) -> str:
    """A value as YAML: plain where nobody can mistake it, else in double quotes."""
    plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS_OF_YAML and "  " not in value
    if plain and not (" #" in value or "- " in value or " -" in value):
        return value
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\x7f").replace("\x85", "\\N")
