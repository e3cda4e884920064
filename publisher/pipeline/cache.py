"""Where builds keep what they may need again: the user's cache folder.

`PUBLISHER_CACHE` names another folder, or is `off`. Everything in it may be deleted at any time.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from publisher.store import Store

VARIABLE, OFF = "PUBLISHER_CACHE", "off"


def store(environ: Mapping[str, str] = os.environ) -> Store:
    """The store of this user (XDG Base Directory Specification; a relative path is none)."""
    own = environ.get(VARIABLE, "")
    if own:
        return Store(None if own == OFF else Path(own).absolute())
    given, home = Path(environ.get("XDG_CACHE_HOME", "")), Path(environ.get("HOME", ""))
    if given.is_absolute():
        return Store(given / "publisher")
    return Store(home / ".cache" / "publisher" if home.is_absolute() else None)
