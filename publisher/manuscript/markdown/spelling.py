"""The nearest right spelling of a word that an editor wrote by hand."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that is spelled most like `word`."""
    # imported here: the settings bring pydantic along, which reading a manuscript does not need
    from publisher.document.settings import nearest as of_settings

    return of_settings(word, words)
