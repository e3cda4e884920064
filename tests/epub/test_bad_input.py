"""What editors get wrong: each is one sentence with its place, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from publisher.document.artefact import Artefact
from publisher.errors import Unusable
from publisher.findings import Finding, Severity
from publisher.messages import remedy, sentence
from publisher.pipeline import epub as stage
from publisher.pipeline.sources import load
from tests.epub.made_up import parts

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'


def issue(folder: Path, settings: str = "", article: str = "正文一段。") -> Path:
    """A publication of one article; pictures that are sound, and others."""
    (folder / "publication.yaml").write_text(f"title: 题\n{settings}", encoding="utf-8")
    (folder / "a.md").write_text(f"---\nheadline: 题\n---\n{article}\n", encoding="utf-8")
    Image.new("RGB", (2000, 90)).save(folder / "wide.png")
    Image.new("RGB", (300, 480)).save(folder / "small.png")
    Image.new("RGBA", (1600, 2560)).save(folder / "cover.png")
    (folder / "runs.svg").write_text(SVG.format("<script>1</script>"), encoding="utf-8")
    twice = '<rect id="a" width="4" height="4"/>' * 2
    (folder / "twice.svg").write_text(SVG.format(twice), encoding="utf-8")
    (folder / "drawn.svg").write_text(SVG.format(""), encoding="utf-8")
    return folder


def made(source: Path) -> tuple[Artefact | None, tuple[Finding, ...]]:
    """The book, where there is one, and all that is said."""
    try:
        sources = load(source)
        done = stage.make(sources)
    except Unusable as trouble:
        return None, trouble.findings
    said = (*sources.findings, *done.findings)
    return done, tuple(f for f in said if f.severity > Severity.NOTE)


def figure(source: str, words: str = ' alt="图"') -> str:
    return f'正文。\n\n::: figure {{src="{source}"{words}}}\n:::\n'


@pytest.mark.parametrize(
    ("settings", "article", "code", "line"),
    [
        ("", figure("none.png"), "picture-missing", 6),
        ("", figure("https://example.org/a.png"), "picture-outside", 6),
        ("", figure("runs.svg"), "svg-active", 6),
        ("", figure("twice.svg"), "svg-id-twice", 6),
        ("", figure("cover.png", ""), "alt-missing", 6),
        ("", "", "article-empty", 1),
        ("identifier: 978-7-00-000000-2\n", "正文。", "identifier-check-digit", 2),
        ("cover: {picture: wide.png}\n", "正文。", "cover-cut", 2),
        ("epub: {cover: wide.png}\n", "正文。", "cover-shape", 2),
        ("epub: {cover: small.png}\n", "正文。", "cover-shape", 2),
        ("epub: {cover: drawn.svg}\n", "正文。", "cover-shape", 2),
        ("epub: {cover: none.png}\n", "正文。", "picture-missing", 2),
    ],
)
def test_one_sentence_with_its_place_and_what_to_do(tmp_path, settings, article, code, line):
    _, (finding,) = made(issue(tmp_path, settings, article))
    assert finding.place is not None
    assert (finding.code, finding.place.line) == (code, line)
    assert Path(finding.place.file).name == ("publication.yaml" if settings else "a.md")
    assert sentence(finding)
    assert remedy(finding)


def test_a_finished_cover_is_taken_as_it_is(tmp_path):
    done, said = made(issue(tmp_path, "epub: {cover: cover.png}\n"))
    assert done is not None
    assert said == ()
    (tmp_path / "out.jpg").write_bytes(parts(done.data)["EPUB/pictures/cover.jpg"])
    with Image.open(tmp_path / "out.jpg") as cover:
        assert cover.size == (1600, 2560)
        assert cover.getpixel((9, 9)) == (255, 255, 255)  # what is clear is paper


def test_a_headline_of_500_characters(tmp_path):
    source = issue(tmp_path, article="正文。")
    long = "长" * 500
    (source / "a.md").write_text(f"---\nheadline: {long}\n---\n正文。\n", encoding="utf-8")
    done, said = made(source)
    assert done is not None
    assert said == ()
    assert long in parts(done.data)["EPUB/nav.xhtml"].decode()


def test_a_note_that_is_there_twice_loses_no_word(tmp_path):
    done, _ = made(issue(tmp_path, article="甲[^1]乙[^1]\n\n[^1]: 注一\n\n[^1]: 注二"))
    assert done is not None
    chapter = parts(done.data)["EPUB/article-001.xhtml"].decode()
    assert chapter.count("注一") == chapter.count("注二") == 1
