"""Where a build is, told to whoever guards it (publisher.cli.guard), so that it can say so later.

Nothing here changes what is made: a build that nobody guards tells nobody.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

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
    _say(what, detail[:_LONGEST].replace("\n", " ").encode("utf-8", "replace"))


def writing(what: str, folder: Path) -> None:
    """As `at`, of a folder that the guard is to find: its name whole, whatever it is called."""
    global _last
    _last = what, str(folder)
    _say(what, os.fsencode(folder).replace(b"\n", b"\0"))


def folder(detail: bytes) -> Path:
    """The folder that `writing` told."""
    return Path(os.fsdecode(detail.replace(b"\0", b"\n")))


def _say(what: str, detail: bytes) -> None:
    if _pipe is not None:
        with contextlib.suppress(OSError):
            os.write(_pipe, what.encode() + b"\t" + detail + b"\n")


def last() -> tuple[str, str]:
    """The step in hand: what (a msgid, or empty before the first) and of what."""
    return _last
