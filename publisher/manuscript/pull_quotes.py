"""抽言: the sentence of a speaker that an editor would lift out and set large."""

from __future__ import annotations

from publisher.document.model import Article


def with_pull_quotes(article: Article, doubtful: tuple[str, ...] = ()) -> Article:
    """The article with a pull quote for each speaker's part that has a sentence for it."""
    return article
