"""What a terminal would obey or not show, made visible: texts and settings are data, not orders."""

from __future__ import annotations

import re

_ORDERS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_STEERING = re.compile(f"[{_ORDERS}]")
_UNSEEN = re.compile(
    f"[{_ORDERS}\xad\u180e\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\ue000-\uf8ff\U000e0000-\U000e01ef\U000f0000-\U0010ffff]"
)


def harmless(text: str) -> str:
    """Without what steers a terminal: its code points are written out instead."""
    return _STEERING.sub(_code, text)


def visible(text: str) -> str:
    """With the code points of everything that cannot be seen written out: ⟨200B⟩."""
    return _UNSEEN.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    return f"⟨{ord(found[0]):04X}⟩"
