"""Stretches of a paragraph in which half-width marks and spaces are right as they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

# Alternatives in the order of their trust. Each begins where its run of characters begins and
# none has nested repetition, so none can blow up.
_PROTECTED = re.compile(
    r"""
      `[^`\n]*`                                                     # code
    # addresses
    | (?:https?|ftp|file|mailto):[^\s()<>\u3000-\u9fff\uff00-\uffef“”]*[A-Za-z0-9/=&\#_\-]
    | www\.[A-Za-z0-9./?&=%_\-]+
    | (?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+  # e-mail
    | \[[0-9,\-–\ ]{1,20}\]                                         # citations: [1], [2-5]
    | \[[JMCDRNPSZ](?:/OL|/CD|/DB)?\]                               # kinds of source, GB/T 7714
    | [0-9]+(?:[.,:/][0-9]+)+                                       # 3.14 10:30 16:9 1,000
    | [A-Za-z0-9]+(?:[+\-*/=<>≤≥≈][A-Za-z0-9]+)+                    # 1+1>2
    | (?<![A-Za-z0-9_\-])[A-Za-z0-9_\-]+\.[A-Za-z][A-Za-z0-9]{0,4}(?![A-Za-z0-9])  # file.txt
    | (?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]*\([a-z0-9_,\ .]?\)                    # f(x), main()
    """,
    re.VERBOSE,
)
_WORD = r"[A-Za-z0-9][A-Za-z0-9'’&%$\-]*"
# two words with a mark and a space between, or three and more words, are English
_ENGLISH = re.compile(
    rf"""(?<![A-Za-z0-9'’&%$\-])[("']{{0,2}}{_WORD}[)"']{{0,2}}"""
    rf"""(?:[,;:.!?]?\ [("']{{0,2}}{_WORD}[)"']{{0,2}})+[.!?]?["']?"""
)
_MARKED = re.compile(r"[A-Za-z][,;:.!?] ")
_MARKUP = re.compile(
    r"\]\([^()\n]*\)|\{[^{}\n]*\}|<[^<>\s]+>|\[\^[^\]\s]+\]:?|^:{3,}[^\n]*|!\[|\\[!-/:-@\[-`{-~]",
    re.MULTILINE,
)

Spans = Sequence[tuple[int, int]]


@lru_cache(maxsize=8)
def protected(text: str) -> Spans:
    """Start and end of every protected stretch, in order."""
    return tuple(_merged([*code(text), *english(text)]))


@lru_cache(maxsize=8)
def code(text: str) -> Spans:
    """Addresses, figures, code, citations."""
    return tuple(found.span() for found in _PROTECTED.finditer(text))


@lru_cache(maxsize=8)
def markup(text: str) -> Spans:
    """Start and end of what is Markdown: addresses, attributes, references, escapes."""
    return tuple(found.span() for found in _MARKUP.finditer(text))


def inside(spans: Spans, place: int) -> bool:
    """Whether a character lies in one of the spans."""
    number = bisect_right(spans, (place, 1 << 60)) - 1
    return number >= 0 and place < spans[number][1]


def english(text: str) -> Spans:
    """Runs of English words."""
    if " " not in text:
        return ()
    return [found.span() for found in _ENGLISH.finditer(text) if _is_english(found[0])]


def _is_english(run: str) -> bool:
    words = [word for word in run.split(" ") if word[:1].isalpha() or word[1:2].isalpha()]
    return len(words) >= 3 or (len(words) == 2 and bool(_MARKED.search(run)))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
