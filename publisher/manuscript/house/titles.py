"""Whether somebody is called by the title that the house's list gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from publisher.manuscript.characters import SPACES
from publisher.manuscript.rejoin import people

_LONGEST = 40
# what may stand between two clauses: a title before a name begins after it
_PAUSE = re.compile("[，。；：！？、“”‘’（）《》\\s]|[的和与及由对]")
# what makes another title of one: 副教授, 前院长, 名誉会长
_CHANGES = re.compile(
    "(?:[副前原代总正故兼]|名誉|荣誉|常务|执行|首席|助理|候任|联席|特聘|客座|兼职)$"
)
_SPACE = re.compile("\\s+")


def wrong_roles(roles: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The roles of a speaker that the list does not give; it may give more than are printed."""
    known = {_squeezed(each) for title in wanted for each in (title, *people.offices(title))}
    return tuple(role for role in roles if not _is_known(role, known))


def wrong_title_before(text: str, at: int, wanted: Sequence[str]) -> str:
    """The title that stands right before a name and is not the list's; empty where none does.

    A part of the right title is right (院长 for 某大学院长), whatever other words stand before it
    (采访了院长); not so where it is of another organisation, or a 副 or 前 stands before it.
    """
    before = text[max(0, at - _LONGEST) : at].rstrip(SPACES)
    title = _PAUSE.split(before)[-1]
    if not people.is_office(title) or any(before.endswith(each) for each in wanted):
        return ""
    shared = max((_shared_end(title, each) for each in wanted), key=len, default="")
    other = title.removesuffix(shared)
    if people.is_office(shared):
        changed = _CHANGES.search(other) or people.has_organisation(other + shared)
        return title if other and changed else ""
    return title


def _is_known(role: str, known: set[str]) -> bool:
    return _squeezed(role) in known or all(_squeezed(o) in known for o in people.offices(role))


def _squeezed(role: str) -> str:
    return _SPACE.sub("", role)


def _shared_end(one: str, other: str) -> str:
    pairs = zip(reversed(one), reversed(other), strict=False)
    size = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return one[len(one) - size :]
