"""`{key="value" key2=value}`: attributes of fenced blocks, in their order."""

from __future__ import annotations

import re

# here and in other modules: what stands before keeps a long word from being tried at each letter
_ATTRIBUTE = re.compile(
    r"""(?<![A-Za-z0-9-])([A-Za-z][A-Za-z0-9-]*)=(?:"((?:\\.|[^"\\])*)"|([^\s"{}]+))"""
)
BRACES = re.compile(r"""\{(?:"(?:\\.|[^"\\])*"|[^"{}])*\}""")
SEPARATOR = "；"  # between the offices of one speaker


def parse(braces: str) -> list[tuple[str, str]]:
    """Pairs of key and value; keys may come again."""
    found = _ATTRIBUTE.finditer(braces.strip()[1:-1])
    return [(each[1], unescape(each[2]) if each[2] is not None else each[3]) for each in found]


def write(pairs: list[tuple[str, str]]) -> str:
    """` {key="value"}` with a space before it, or nothing."""
    inside = " ".join(f'{key}="{escape(value)}"' for key, value in pairs)
    return f" {{{inside}}}" if inside else ""


def escape(value: str) -> str:
    """A value as it stands between quotes; it has no line ends."""
    return re.sub(r'(["\\])', r"\\\1", " ".join(value.splitlines()))


def unescape(value: str) -> str:
    r"""The value of `\"` and `\\`; other backslashes stay for those who read further."""
    return re.sub(r'\\(["\\])', r"\1", value)


def join_offices(roles: tuple[str, ...]) -> str:
    """Offices in one attribute; a `；` that belongs to an office is written twice."""
    return SEPARATOR.join(role.replace(SEPARATOR, SEPARATOR * 2) for role in roles)


def split_offices(roles: str) -> tuple[str, ...]:
    """The offices of one attribute."""
    hidden = roles.replace(SEPARATOR * 2, "\0")
    pieces = (piece.strip().replace("\0", SEPARATOR) for piece in hidden.split(SEPARATOR))
    return tuple(piece for piece in pieces if piece)
