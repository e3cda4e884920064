"""Names of folders and paths of files on the shelf, all of them from the shelf's folder."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from urllib.parse import quote

from publisher.document import pinyin

ISSUES = "issues"
_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 40  # characters of the readable part


@cache
def slug(text: str, unique: str) -> str:
    """`澜渡 203` -> `lan-du-203-5f0c1a77d2`: readable, and another for each `unique`."""
    spelled = "-".join(_WORD.findall(pinyin.title(text[:60]).lower()))
    short = spelled[:_LONGEST].rpartition("-")[0] if len(spelled) > _LONGEST else spelled
    digest = hashlib.sha256(unique.encode()).hexdigest()[:10]
    return "-".join(part for part in (short or spelled[:_LONGEST], digest) if part)


def folder(name: str) -> str:
    """The folder of an issue."""
    return f"{ISSUES}/{name}"


def relative(page: str, target: str) -> str:
    """The address of one file of the shelf in another: relative, so that any prefix will do."""
    here, there = page.split("/")[:-1], target.split("/")
    shared = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return quote("/".join((*[".."] * (len(here) - shared), *there[shared:])))
