"""Where a build is, told to whoever guards it (publisher.cli.guard), so that it can say so later.

Nothing here changes what is made: a build that nobody guards tells nobody.
"""

from __future__ import annotations

import contextlib
import os

_LONGEST = 160  # characters; with its msgid a line stays below what a pipe takes at once
_pipe: int | None = None
_last = ("", "")


def tell_to(pipe: int) -> None:
    """From now on steps are written to this open file, one a line."""
    global _pipe  # one for a process, as its stdout is
    _pipe = pipe


def at(what: str, detail: str = "") -> None:
    """A step begins: what (a msgid) and of what. It also shows that the build goes on."""
    global _last
    _last = what, detail
    if _pipe is not None:
        line = f"{what}\t{detail[:_LONGEST]}".replace("\n", " ")
        with contextlib.suppress(OSError):
            os.write(_pipe, line.encode("utf-8", "replace") + b"\n")


def last() -> tuple[str, str]:
    """The step in hand: what (a msgid, or empty before the first) and of what."""
    return _last
