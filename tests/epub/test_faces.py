"""Faces in the book: none unless asked for; then the headlines' alone, with its licence."""

from __future__ import annotations

import dataclasses
import io

import pytest
from fontTools.ttLib import TTFont

from publisher.checks import EpubFile
from publisher.checks.epubcheck import available, epubcheck
from publisher.document.ebook import Ebook
from publisher.pipeline.sources import load
from tests.epub.made_up import book, build, parts, publication

FONT, LICENCE, STYLE = "EPUB/fonts/song-bold.ttf", "EPUB/fonts/OFL.txt", "EPUB/reflow.css"


def carrying() -> bytes:
    return build(dataclasses.replace(publication(), ebook=Ebook(carries_faces=True))).data


def test_none_by_default():
    assert not [name for name in parts(book()) if "fonts/" in name]
    assert b"@font-face" not in parts(book())[STYLE]


def test_the_headlines_face_holds_what_headlines_need_and_its_licence():
    files = parts(carrying())
    face = TTFont(io.BytesIO(files[FONT]))
    there = set(map(chr, face.getBestCmap()))
    assert set("以AI赋能安全普惠共筑数字经济可信未来守护目录版权页") <= there
    assert "脚" not in there  # stands in a note alone
    assert len(files[FONT]) < 60_000
    assert "SIL Open Font" in face["name"].getDebugName(13)
    assert b"SIL OPEN FONT LICENSE" in files[LICENCE]
    assert b"url(fonts/song-bold.ttf)" in files[STYLE]


def test_the_setting(tmp_path):
    (tmp_path / "a.txt").write_text("题\n\n一段正文。\n", encoding="utf-8")
    settings = tmp_path / "publication.yaml"
    settings.write_text("title: 题\nepub: {faces: headlines}\n", encoding="utf-8")
    assert load(tmp_path).publication.ebook.carries_faces


@pytest.mark.slow
@pytest.mark.skipif(not available(), reason="EPUBCheck or Java is not installed")
def test_such_a_book_is_valid():
    assert list(epubcheck(EpubFile(carrying(), "a.epub"))) == []
