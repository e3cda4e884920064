"""What the e-book shows of the pages around the articles: imprint, CIP data, cover, numbers."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from publisher.checks import EpubFile
from publisher.checks.epubcheck import available, epubcheck
from publisher.document.model import Cip, Cover, Imprint, Issue, Publication
from publisher.epub.building import COVER_PICTURE
from publisher.epub.cover import HEIGHT, WIDTH
from publisher.epub.metadata import unique
from tests.epub.made_up import build, parts, publication

MAGAZINE = replace(
    publication(),
    identifier="urn:issn:9999-0016",
    series=None,
    imprint=Imprint(cn="CN 99-9045/G0", post="99-45", price="25.00元", sponsor=("甲", "乙")),
    cover=Cover("pictures/cover.png"),
)
BOOK = replace(
    publication(),
    issue=Issue(),
    identifier="urn:isbn:9787000000001",
    cip=Cip("甲主编", "乙市", ("桥梁—史料",), "U448", "（2026）第123456号"),
)


def page(of: Publication, name: str) -> str:
    return next(
        data for file, data in parts(build(of).data).items() if file.endswith(name)
    ).decode()


def test_the_colophon_says_what_print_says():
    shown = page(MAGAZINE, "colophon.xhtml")
    for name, value in (
        ("国内统一连续出版物号", "CN 99-9045/G0"),
        ("国际标准连续出版物号", "ISSN 9999-0016"),
        ("邮发代号", "99-45"),
        ("定价", "25.00元"),
        ("主办", "甲　乙"),
    ):
        assert f"<dt>{name}</dt><dd>{value}</dd>" in shown
    assert "第45期（总第1203期）　2026年11月7日" in page(MAGAZINE, "front.xhtml")


def test_cip_data_stand_in_the_colophon():
    shown = page(BOOK, "colophon.xhtml")
    assert "图书在版编目（CIP）数据" in shown
    assert "<p>中国版本图书馆CIP数据核字（2026）第123456号</p>" in shown


def test_issues_of_one_issn_are_books_of_their_own():
    other = replace(MAGAZINE, issue=Issue(46, 1204))
    assert unique(MAGAZINE) != unique(other)
    assert unique(BOOK) == BOOK.identifier
    package = page(MAGAZINE, ".opf")
    assert 'property="dcterms:identifier">urn:issn:9999-0016<' in package
    assert ">CN 99-9045/G0</dc:identifier>" in package


def test_the_editors_picture_is_on_the_cover():
    (plain, pictured) = (
        next(data for file, data in parts(build(of).data).items() if file.endswith(COVER_PICTURE))
        for of in (replace(MAGAZINE, cover=Cover()), MAGAZINE)
    )
    with Image.open(io.BytesIO(pictured)) as cover, Image.open(io.BytesIO(plain)) as drawn:
        assert cover.size == drawn.size == (WIDTH, HEIGHT)
        # the album's picture is a gradient of grey over the whole width; water has a colour
        red, green, blue = cover.getpixel((10, HEIGHT // 2 + 400))
        assert max(red, green, blue) - min(red, green, blue) <= 4
        assert cover.getpixel((10, 10)) == drawn.getpixel((10, 10))


@pytest.mark.skipif(not available(), reason="EPUBCheck or Java is not installed")
@pytest.mark.parametrize("of", [MAGAZINE, BOOK], ids=["magazine", "book"])
@pytest.mark.slow
def test_both_are_valid(of):
    assert list(epubcheck(EpubFile(build(of).data, "book.epub"))) == []
