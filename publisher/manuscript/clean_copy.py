"""Article -> the clean copy, canonical Markdown that `load` reads back unchanged."""

from __future__ import annotations

from publisher.document.model import Article


def clean_copy(article: Article) -> str:
    """The clean copy of an article."""
    return article.title
