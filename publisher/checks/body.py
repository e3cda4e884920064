"""Body text as it can be compared between outputs."""

from __future__ import annotations

import re
from typing import NamedTuple

# what is set, not typed, differs between outputs: spaces at line ends, soft hyphens, joiners
_SET_NOT_TYPED = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]+")


class Body(NamedTuple):
    """The running text of all articles; the foot-notes of each stand at its end."""

    text: str

    @property
    def characters(self) -> str:
        """Every drawn character in order, without white space."""
        return bare(self.text)


def bare(text: str) -> str:
    """The text without white space and invisible characters."""
    return _SET_NOT_TYPED.sub("", text)
