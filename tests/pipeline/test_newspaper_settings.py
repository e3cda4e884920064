"""What an editor says of a newspaper's pages, right and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.document.model import PaperPage
from publisher.errors import Unusable
from publisher.pipeline.sources import load

SETTINGS = """title: 澜渡日报
pages:
  - {{name: 要闻, editor: 顾闻笛}}
  - 民生
articles:
  - {{file: a.md, {entry}}}
"""


def _file(folder: Path, entry: str) -> Path:
    (folder / "a.md").write_text("# 一\n\n正文。\n", encoding="utf-8")
    file = folder / "publication.yaml"
    file.write_text(SETTINGS.format(entry=entry), encoding="utf-8")
    return file


def test_pages_and_the_places_of_articles(tmp_path: Path) -> None:
    publication = load(_file(tmp_path, "page: 2, span: 3, weight: lead")).publication
    assert publication.pages == (PaperPage("要闻", "顾闻笛"), PaperPage("民生"))
    lines = (tmp_path / "publication.yaml").read_text(encoding="utf-8").splitlines()
    assert all(page.name in lines[page.place.line - 1] for page in publication.pages)
    entry = publication.entries[0]
    assert (entry.page, entry.span, entry.weight) == (2, 3, "lead")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("page: 3", "no-such-page"),
        ("page: 0", "settings-number"),
        ("weight: huge", "settings-choice"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, entry: str, code: str) -> None:
    with pytest.raises(Unusable) as caught:
        load(_file(tmp_path, entry))
    (found,) = caught.value.findings
    assert found.code == code
    assert found.place is not None
    assert found.place.line == 6
