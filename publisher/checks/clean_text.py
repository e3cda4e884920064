"""The body text of a clean copy: what the manuscript reader makes of the Markdown, spelled out."""

from __future__ import annotations

import tempfile
from pathlib import Path

from publisher import manuscript
from publisher.checks import article_text
from publisher.checks.body import Body


def body(*copies: str) -> Body:
    """The body text of the clean copies of a publication, in order. Raises Unusable."""
    articles = []
    with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
        for number, copy in enumerate(copies, 1):
            path = Path(folder, f"{number}.md")
            path.write_text(copy, encoding="utf-8")
            articles.append(manuscript.load(path, path.name).article)
    return article_text.body(articles)
