"""The nearest right spelling of a word that an editor wrote by hand."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that is spelled most like `word`; the first one where none is like it."""
    known = list(words)
    found = difflib.get_close_matches(word.lower(), [k.lower() for k in known], n=1, cutoff=0.0)
    return next((k for k in known if found and k.lower() == found[0]), "")
