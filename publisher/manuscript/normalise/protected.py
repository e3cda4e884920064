"""Stretches of a paragraph in which half-width marks and spaces are right as they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

# Alternatives in the order of their trust. Each begins where its run of characters begins, or takes
# so many of them; none has nested repetition, so none can blow up.
_BEGINS = r"[`A-Za-z0-9._%+\-\[({]"  # each alternative
_BEGINNING = re.compile(_BEGINS)
_PROTECTED = re.compile(
    rf"(?={_BEGINS})(?:"
    r"""
      `[^`\n]*`                                                     # code
    # addresses
    | (?:https?|ftp|file|mailto):[^\s()<>\u3000-\u9fff\uff00-\uffef“”]*[A-Za-z0-9/=&\#_\-]
      (?:\([A-Za-z0-9_,.%\-]{1,40}\))?
    | www\.[A-Za-z0-9./?&=%_\-]+
    | (?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+  # e-mail
    | (?<![A-Za-z.])(?:[A-Za-z]\.){2,8}                              # e.g. U.S.
    | \[[0-9,\-–\ ]{1,20}\]                                         # citations: [1], [2-5]
    | \[[JMCDRNPSZ](?:/OL|/CD|/DB)?\]                               # kinds of source, GB/T 7714
    | [0-9]{1,60}(?:[.,:/][0-9]+)+                                  # 3.14 10:30 16:9 1,000
    | \([0-9A-Za-z.+\-*/\ ]{1,40}\)[+\-*/=<>^][0-9A-Za-z.+\-*/=<>^()]{1,40}   # (2+3)*4=20
    | [A-Za-z0-9]{1,60}(?:[+\-*/=<>≤≥≈][A-Za-z0-9]+)+               # 1+1>2
    | (?<![A-Za-z0-9_\-])[A-Za-z0-9_\-]+\.[A-Za-z][A-Za-z0-9]{0,4}(?![A-Za-z0-9])  # file.txt
    | (?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]*\([a-z0-9_,\ .]?\)                    # f(x), main()
    # print('hi'), {'a': 1}
    | (?<![A-Za-z0-9_.])[A-Za-z_][A-Za-z0-9_.]*
      \([^()\u2010-\uffef\n]{0,60}['"=\[\]{}][^()\u2010-\uffef\n]{0,60}\)
    | \{[^{}\u2010-\uffef\n]{1,80}\}
    )""",
    re.VERBOSE,
)
_WORD = r"[A-Za-z0-9][A-Za-z0-9'’&%$\-]*"
# two words with a mark and a space between, or three and more words, are English
_ENGLISH = re.compile(
    rf"""(?<![A-Za-z0-9'’&%$\-])[("']{{0,2}}{_WORD}[)"']{{0,2}}"""
    rf"""(?:[,;:.!?]?\ [("']{{0,2}}{_WORD}[)"']{{0,2}})+[.!?]?["']?"""
)
_MARKED = re.compile(r"[A-Za-z][,;:.!?] ")
_MARK_OF_MARKUP = re.compile(r"[\]{<\[:!\\]")
_MARKUP = re.compile(
    r"\]\([^()\n]*\)|\{[^{}\n]*\}|<[^<>\s]+>|\[\^[^\[\]\s]+\]:?|^:{3,}[^\n]*|!\[|\\[!-/:-@\[-`{-~]",
    re.MULTILINE,
)

Spans = Sequence[tuple[int, int]]


@lru_cache(maxsize=8)
def protected(text: str) -> Spans:
    """Start and end of every protected stretch, in order."""
    return tuple(merged([*code(text), *english(text)]))


@lru_cache(maxsize=8)
def code(text: str) -> Spans:
    """Addresses, figures, code, citations."""
    first = _BEGINNING.search(text)
    if first is None:
        return ()
    return tuple(found.span() for found in _PROTECTED.finditer(text, first.start()))


@lru_cache(maxsize=8)
def markup(text: str) -> Spans:
    """Start and end of what is Markdown: addresses, attributes, references, escapes."""
    if not _MARK_OF_MARKUP.search(text):
        return ()
    return tuple(found.span() for found in _MARKUP.finditer(text))


def inside(spans: Spans, place: int) -> bool:
    """Whether a character lies in one of the spans."""
    if not spans:
        return False
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


def merged(spans: list[tuple[int, int]]) -> Spans:
    """The same stretches in order, those that meet as one."""
    done: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done
