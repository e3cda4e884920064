"""Manuscripts that are read while settings are checked: the same publication, the same findings."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher import beside
from publisher.beside import Line
from publisher.errors import Unusable
from publisher.pipeline import sources
from publisher.pipeline.sources import Sources, load

SAMPLE = Path(__file__).parents[2] / "manuscript"


@pytest.fixture
def helper() -> Iterator[None]:
    """One who checks settings, in a thread of this process."""
    ours, theirs = Line.pair()
    beside.lend(ours)

    def serve() -> None:
        try:
            with contextlib.suppress(Unusable):  # a process would end by it
                beside.serve(theirs)
        finally:
            theirs.close()

    server = threading.Thread(target=serve)
    server.start()
    yield
    beside._lent.clear()
    ours.close()
    server.join()


def values(made: Sources) -> object:
    return made.publication, made.findings, made.files, made.editions


@pytest.mark.usefixtures("helper")
def test_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead: list[int] = []
    own = sources._ahead

    def watched(text: str, file: Path) -> object:
        found = own(text, file)
        ahead.extend(map(len, found.values()))
        return found

    monkeypatch.setattr(sources, "_ahead", watched)
    with_help = load(SAMPLE)
    assert ahead == [len(with_help.files)]
    beside._lent.clear()
    assert values(load(SAMPLE)) == values(with_help)


@pytest.mark.usefixtures("helper")
@pytest.mark.parametrize(
    "settings",
    [
        "title: 题\nlayot: book\n",
        "title: 题\narticles: [nowhere.md]\n",
        "title: 题\narticles: [../outside.md]\n",
        "title: 题\narticles: {a: b}\n",
        "title: 题\narticles: [[a], {file: 7}, 3]\n",
        "title: [\n",
        "- a\n",
    ],
)
def test_what_is_wrong_is_told_as_ever(tmp_path: Path, settings: str) -> None:
    shutil.copytree(SAMPLE / "articles", tmp_path / "articles")
    (tmp_path / "publication.yaml").write_text(settings, encoding="utf-8")
    with pytest.raises(Unusable) as helped:
        load(tmp_path)
    beside._lent.clear()
    with pytest.raises(Unusable) as alone:
        load(tmp_path)
    assert helped.value.findings == alone.value.findings
