"""Many words looked for at once, in time that grows with the text and not with the list.

The automaton of Aho and Corasick (Communications of the ACM 18, 1975): a tree of the words, and for
every state the state of its longest end that also begins a word.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publisher.manuscript.characters import is_latin

_BITS = 21  # of a character; a state and a character are one key


class Found(NamedTuple):
    """A listed word at `start:end` of a text."""

    start: int
    end: int


class Words:
    """A set of words to look for."""

    __slots__ = ("_fail", "_length", "_next", "_shorter")

    def __init__(self, words: Iterable[str]) -> None:
        self._next: dict[int, int] = {}
        self._length = [0]  # of the word that a state is; 0 where it is none
        below: list[list[tuple[int, int]]] = [[]]
        for word in filter(None, words):
            self._length[self._planted(word, below)] = len(word)
        self._fail = [0] * len(below)
        self._shorter = [0] * len(below)  # the nearest end of a state that is a word
        self._link(below)

    def found(self, text: str) -> list[Found]:
        """Listed words in a text, those that stand inside another one left out.

        A Latin word is found as a whole only: AI does not stand in MAIN.
        """
        found: list[Found] = []
        for each in self._longest_at_each_end(text):
            while found and found[-1].start >= each.start:
                found.pop()
            found.append(each)
        return found

    def _planted(self, word: str, below: list[list[tuple[int, int]]]) -> int:
        state = 0
        for character in word:
            key = state << _BITS | ord(character)
            after = self._next.get(key)
            if after is None:
                after = self._next[key] = len(below)
                below[state].append((ord(character), after))
                below.append([])
                self._length.append(0)
            state = after
        return state

    def _link(self, below: list[list[tuple[int, int]]]) -> None:
        waiting = deque(state for _, state in below[0])
        while waiting:
            state = waiting.popleft()
            end = self._fail[state]
            self._shorter[state] = end if self._length[end] else self._shorter[end]
            for code, after in below[state]:
                self._fail[after] = self._after(end, code)
                waiting.append(after)

    def _after(self, state: int, code: int) -> int:
        after = self._next.get(state << _BITS | code)
        while after is None and state:
            state = self._fail[state]
            after = self._next.get(state << _BITS | code)
        return after or 0

    def _longest_at_each_end(self, text: str) -> Iterator[Found]:
        state = run = 0  # `run` is where the Latin word in hand begins
        for end, character in enumerate(text, 1):
            if not _is_of_word(character):
                run = end
            state = self._after(state, ord(character))
            word = state if self._length[state] else self._shorter[state]
            if word and (start := self._start(text, word, run, end)) is not None:
                yield Found(start, end)

    def _start(self, text: str, word: int, run: int, end: int) -> int | None:
        """Where the longest whole word begins that ends here; a state's shorter ends are others."""
        if run < end < len(text) and _is_of_word(text[end]):
            return None
        while word:
            start = end - self._length[word]
            if run < start < end and run < end:
                return None  # inside a Latin word, as all shorter ones are
            if not (start and _is_of_word(text[start - 1]) and _is_of_word(text[start])):
                return start
            word = self._shorter[word]
        return None


def _is_of_word(character: str) -> bool:
    return is_latin(character) or character.isdecimal()
