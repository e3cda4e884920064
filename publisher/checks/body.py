"""Body text as it can be compared between outputs."""

from __future__ import annotations

import re
from typing import NamedTuple

# what is set, not typed, differs between outputs: spaces at line ends, soft hyphens, joiners
_SET_NOT_TYPED = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]+")


SOFT_HYPHEN = "\u00ad"  # also any hyphen at a line's end, which a reader takes for one


class Body(NamedTuple):
    """The running text of all articles; the foot-notes of each stand at its end."""

    text: str

    @property
    def characters(self) -> str:
        """Every drawn character in order, without white space."""
        return bare(self.text)

    def beside(self, other: Body) -> str:
        """The characters, with the hyphens at line ends that the other body has as well."""
        wanted, found = other.characters, list[str]()
        for char in _SET_NOT_TYPED.sub(_hyphens_only, self.text):
            if char != SOFT_HYPHEN:
                found.append(char)
            elif wanted[len(found) : len(found) + 1] == "-":
                found.append("-")
        return "".join(found)


def _hyphens_only(match: re.Match[str]) -> str:
    return SOFT_HYPHEN if SOFT_HYPHEN in match[0] else ""


def bare(text: str) -> str:
    """The text without white space and invisible characters."""
    return _SET_NOT_TYPED.sub("", text)
