"""No pattern of ours takes long over text that was made to hold it up.

Every regular expression of the package is tried, in the way in which it is used, on 20,000
characters: each of the characters that it tells apart, pairs of them, and its own words, repeated.
A pattern whose quantifiers overlap takes their square or worse, which is minutes.
"""

from __future__ import annotations

import ast
import functools
import importlib
import pkgutil
import random
import re
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, NoReturn

import pytest

import publisher

LONG, SHORT = 20_000, 2_000  # characters
MOST = 2.0  # seconds of CPU over the longer; the shorter tells whether it is worth trying
ANYWHERE = {"search", "sub", "subn", "split", "findall", "finditer"}
AT_START = {"match", "fullmatch"}
# patterns that see no more than this
BOUNDED = {
    "publisher.manuscript.characters._END": "the last 12 characters",
    "publisher.manuscript.pull_quotes._CONTRAST": "sentences of 60 words",
    "publisher.manuscript.rejoin.joining": "the last word of a line, of a length",
    "publisher.manuscript.markdown.grammar._RAISED": "one with a backslash before it begins none",
    "publisher.manuscript.web.source._COMMENT": "the first 4096 bytes",
    "publisher.manuscript.rejoin.people._BAR": "lines that may present a speaker, of a length",
    "publisher.manuscript.rejoin.people._LATIN_NAME": "names of 40 characters",
}
PIECES = 60  # of a pattern, drawn from all
ROOT = Path(publisher.__file__).parent
Pattern = re.Pattern[Any]


class Use(NamedTuple):
    """A pattern, where it stands, and how it is called."""

    pattern: Pattern
    where: str
    how: frozenset[str]


def modules() -> Iterator[tuple[str, Any, ast.Module]]:
    for found in pkgutil.walk_packages([str(ROOT)], "publisher."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            yield found.name, module, ast.parse(Path(str(module.__file__)).read_text("utf-8"))


def held(value: object, depth: int = 2) -> Iterator[Pattern]:
    """Patterns in a module's value, also where they stand in tuples and tables."""
    if type(value).__name__ == "_Later":
        yield re.compile(*value._given)  # type: ignore[attr-defined]
    elif isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (tuple, list, frozenset)):
        for each in value:
            yield from held(each, depth - 1)
    elif depth and isinstance(value, dict):
        for each in value.values():
            yield from held(each, depth - 1)


def ways(trees: Sequence[ast.Module]) -> dict[str, set[str]]:
    """How values of a name are called."""
    found: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                name = getattr(node.value, "id", getattr(node.value, "attr", ""))
                found.setdefault(name, set()).add(node.attr)
    return found


def uses() -> dict[tuple[str | bytes, int], Use]:
    everything = list(modules())
    anywhere = ways([tree for _name, _module, tree in everything])
    found: dict[tuple[str | bytes, int], Use] = {}

    def add(pattern: Pattern, where: str, how: set[str]) -> None:
        key = pattern.pattern, pattern.flags
        before = found.get(key, Use(pattern, where, frozenset()))
        found[key] = before._replace(how=before.how | how)

    for name, module, tree in everything:
        here = ways([tree])
        for own, value in vars(module).items():
            known = here if own.startswith("_") else anywhere
            told = known.get(own, set()) & (ANYWHERE | AT_START)
            for pattern in held(value):
                add(pattern, f"{name}.{own}", told or ANYWHERE)
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=attr),
                    args=[ast.Constant(value=str() | bytes() as source), *_],
                ) if attr in ANYWHERE | AT_START:
                    add(re.compile(source), name, {attr})
    return found


def letters(pattern: Pattern) -> list[str]:
    """Characters that a pattern tells apart, a few of each class."""
    parser = importlib.import_module("re._parser")
    told: dict[str, None] = {}

    def look(node: Any) -> None:
        match node:
            case (op, int(value)) if str(op) == "LITERAL":
                told[chr(value)] = None
            case (op, (low, _high)) if str(op) == "RANGE":
                told[chr(low)] = None
            case (op, inside) if str(op) == "IN":
                look(tuple(inside[:6]))
            case list() | tuple() | parser.SubPattern():
                for each in node:
                    look(each)

    look(parser.parse(pattern.pattern, pattern.flags))
    return [*told, "a", "1", " ", "中", "\n"]


def words(pattern: Pattern) -> list[str]:
    """Its own words: what repeats them begins to match again and again."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else str(source)
    plain = re.sub(r"\\.|\[[^\]]*\]|\(\?[a-zA-Z:=!<]+", " ", text)
    return re.findall(r"[^\s()|?*+{}^$.\\\[\]]{2,}", plain)[:20]


def pieces(pattern: Pattern) -> list[str]:
    dice = random.Random(len(pattern.pattern))
    own, said = letters(pattern), words(pattern)
    few = dice.sample(own, min(len(own), 14))
    pairs = [first + second for first in few for second in few]
    threes = ["".join(dice.choices([*own, *said], k=3)) for _ in range(30)]
    drawn = dice.sample([*pairs, *threes], min(PIECES, len(pairs) + 30))
    return list(dict.fromkeys([*few, *said, *drawn]))


def tries(use: Use) -> Iterator[Callable[[Any], object]]:
    if use.how & ANYWHERE:
        yield lambda text: sum(1 for _ in use.pattern.finditer(text))
    if "match" in use.how:
        yield use.pattern.match
    if "fullmatch" in use.how:
        yield use.pattern.fullmatch


def took(
    do: Callable[[Any], object], pattern: Pattern, most: float, piece: str, size: int
) -> float:
    """Seconds of CPU; `most` where it was given up."""
    text: Any = piece * (size // len(piece)) + "!"
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    try:
        do(text)
    except TimeoutError:
        return most
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError


@pytest.fixture
def bell() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, ring)
    yield
    signal.signal(signal.SIGVTALRM, before)


def held_up(use: Use, most: float = MOST) -> str | None:
    """What holds a pattern up for so many seconds, repeated."""
    for do in tries(use):
        for piece in pieces(use.pattern):
            once = functools.partial(took, do, use.pattern, most, piece)
            # a square of a tenth of the length is a hundredth of the time
            if once(SHORT) > most / 120 and once(SHORT) > most / 120 and once(LONG) >= most:
                return piece
    return None


@pytest.mark.slow
@pytest.mark.usefixtures("bell")
def test_no_pattern_is_held_up() -> None:
    found = {use.where: held_up(use) for use in uses().values() if use.where not in BOUNDED}
    assert {where: piece for where, piece in found.items() if piece is not None} == {}


@pytest.mark.slow
@pytest.mark.usefixtures("bell")
@pytest.mark.parametrize(
    ("source", "how"),
    [
        ("[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*(?:[ ,.]+[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*){2,}", "finditer"),
        (r"[-:|\s]*-[-:|\s]*-", "fullmatch"),
        (r"\s*([A-Za-z][A-Za-z0-9-]*)=", "finditer"),
        ("(?:甲+乙?)+丙", "match"),
    ],
)
def test_one_that_would_be_is_seen(source: str, how: str) -> None:
    # far below what counts, lest a fast machine see none
    assert held_up(Use(re.compile(source), "", frozenset({how})), MOST / 10)
