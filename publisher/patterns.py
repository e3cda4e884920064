"""Regular expressions that are compiled when they are first used.

A class of Chinese characters takes milliseconds, and a command uses few of all that it imports.
"""

from __future__ import annotations

import re
from typing import Any, cast


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, which is called on first use; a mistake in the source is raised then."""
    return cast("re.Pattern[str]", Later(source, flags))


class Later:
    """A pattern that is compiled when something of it is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        """What the pattern has under that name."""
        # found here once: from then on it is an attribute like others
        found = self.__dict__[name] = getattr(re.compile(*self._given), name)
        return found
