"""Half-width marks in Chinese become full-width; those of numbers, code and English stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.manuscript.characters import HAN, LATIN, han_count, has_han, is_wide, latin_count
from publisher.manuscript.draft import Edit, Passage
from publisher.manuscript.findings import WIDTH
from publisher.manuscript.normalise.protected import code, english, inside, markup

_FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_MARK = re.compile(r"[,;:?!.()]")
_BRACKET = re.compile("[()（）]")
_SKIPPED = frozenset(" \t\u3000\"'“”‘’*_")
_LIST_MARKS = " \t\u3000·•●○■□◆◇-*–"  # "- a." is the head of an item, too
_CLOSERS = frozenset("\"'”’）)」』》】")


def restore_widths(passage: Passage) -> Iterator[Edit]:
    """Marks get the width that their neighbours ask for (GB/T 15834, 5.1)."""
    text = passage.text
    if not _MARK.search(text) or not has_han(text):
        return
    spans, marks = code(text), markup(text) if passage.markup else ()
    words = english(text)
    pairs = _brackets(text)
    for found in _MARK.finditer(text):
        place = found.start()
        if inside(marks, place) or inside(spans, place):
            continue
        if inside(words, place) and not _holds_english(text, place):
            continue
        new = _bracket(text, place, pairs) if found[0] in "()" else _mark(text, place)
        if new:
            yield Edit(place, place + 1, new, WIDTH)


def _mark(text: str, place: int) -> str | None:
    before, after = _before(text, place), _after(text, place)
    if text[place] == ".":
        return "。" if _full_stop(text, place, before, after) else None
    if not (is_wide(before) or is_wide(after)) and not _in_chinese(text, place, before, after):
        return None
    return _FULL[text[place]]


def _full_stop(text: str, place: int, before: str, after: str) -> bool:
    """A full stop after Han, or at the end of a Chinese sentence that ends in Latin or a figure."""
    if text[place - 1 : place] == "." or text[place + 1 : place + 2] == ".":
        return False
    label = text[text.rfind("\n", 0, place) + 1 : place].lstrip(_LIST_MARKS).rstrip()
    if not before or (label.isalnum() and label.isascii()):
        return False  # "1." and "a." at the head of a list item
    if is_wide(before) or before in _CLOSERS:
        return not _latin_or_digit(text[place + 1 : place + 2]) or is_wide(before)
    rest = text[place + 1 :].lstrip("".join(_CLOSERS) + " ")
    return (
        _latin_or_digit(before) and (not rest or is_wide(rest[0])) and _chinese_around(text, place)
    )


def _in_chinese(text: str, place: int, before: str, after: str) -> bool:
    """Between Latin words or figures: `5G,AI与云` is Chinese, `Hello, world` is not."""
    if text[place + 1 : place + 2] == " " and _latin_or_digit(before) and _latin_or_digit(after):
        return False
    if before.isdigit() and after.isdigit() and text[place] in ",:":
        return False
    if text[place] == ":" and not (after == "" or text[place + 1 : place + 2] in (" ", "")):
        return False
    return _chinese_around(text, place)


def _chinese_around(text: str, place: int) -> bool:
    """Whether the sentence around a mark has more Han than Latin words."""
    near = text[max(0, place - 30) : place + 30]
    han = han_count(near)
    return han >= 2 and han * 2 > latin_count(near)


# ── brackets ─────────────────────────────────────────────────────────────────────────────────────


def _brackets(text: str) -> dict[int, int]:
    """Half-width brackets and their partners; those without one stand alone."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] in "(（":
            waiting.append(found.start())
        elif waiting:
            opened = waiting.pop()
            pairs[opened] = found.start()
            pairs[found.start()] = opened
    return pairs


def _bracket(text: str, place: int, pairs: dict[int, int]) -> str | None:
    """Both of a pair go the same way: by what is inside, else by what stands around."""
    full = _FULL[text[place]]
    if place not in pairs:
        wide = is_wide(_before(text, place)) or is_wide(_after(text, place))
        return full if wide else None
    start, end = sorted((place, pairs[place]))
    if text[start] + text[end] != "()":
        return full
    if has_han(text[start:end]) or is_wide(_before(text, start)) or is_wide(_after(text, end)):
        return full
    return full if not _after(text, end) and _chinese_around(text, start) else None


def _holds_english(text: str, place: int) -> bool:
    """A bracket around English words in Chinese is not the English's own."""
    outer = text[place] == "(" and is_wide(text[place - 1 : place] or " ")
    return outer or (text[place] == ")" and is_wide(text[place + 1 : place + 2] or " "))


# ── neighbours ───────────────────────────────────────────────────────────────────────────────────

_LETTER = re.compile(f"[{LATIN}0-9]")
_HAN = re.compile(f"[{HAN}]")


def _latin_or_digit(character: str) -> bool:
    return bool(_LETTER.match(character))


def _before(text: str, place: int) -> str:
    """The last character before a mark that says in what script it stands; "" at the head."""
    place -= 1
    while place >= 0 and text[place] in _SKIPPED:
        place -= 1
    return text[place] if place >= 0 else ""


def _after(text: str, place: int) -> str:
    place += 1
    while place < len(text) and text[place] in _SKIPPED:
        place += 1
    return text[place] if place < len(text) else ""
