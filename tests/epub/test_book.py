"""The book as a whole: files, navigation, metadata, the same bytes, bad input."""

from __future__ import annotations

import dataclasses
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from publisher.checks.ebook import accessibility
from publisher.document.assets import PictureFolder
from publisher.document.model import Article, Figure, Part, Publication, Speaker
from publisher.document.pages import PageStart
from publisher.epub import building
from publisher.errors import Unusable
from publisher.findings import Place
from tests.epub.made_up import (
    MOMENT,
    PAGES,
    TYPE,
    XHTML,
    Album,
    book,
    build,
    layout,
    library,
    one_part,
    paragraph,
    parsed,
    parts,
    publication,
    text,
)

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


def package(data: bytes) -> etree._Element:
    return parsed(parts(data)["EPUB/content.opf"])


def meta(data: bytes, name: str) -> list[str | None]:
    return [m.text for m in package(data).iter(f"{OPF}meta") if m.get("property") == name]


def nav(data: bytes, kind: str) -> etree._Element | None:
    root = parsed(parts(data)["EPUB/nav.xhtml"])
    return next((n for n in root.iter(f"{XHTML}nav") if n.get(TYPE) == kind), None)


def codes(built: building.Built) -> list[str]:
    return [finding.code for finding in built.findings]


# ── the archive ──────────────────────────────────────────────────────────────────────────────────


def test_the_type_stands_first_and_plain():
    assert book()[30:58] == b"mimetypeapplication/epub+zip"


def test_entries_are_sorted_and_of_one_time():
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        names = archive.namelist()
        assert names[1:] == sorted(names[1:])
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 7, 0, 0, 0)}


def test_the_same_book_is_the_same_bytes():
    assert build().data == book()


@pytest.mark.slow
def test_the_same_bytes_in_another_zone_and_with_another_hash_seed():
    command = "from tests.epub.made_up import book; import hashlib; print(hashlib.sha256(book()))"
    command = command.replace("(book()))", "(book()).hexdigest())")
    root = Path(__file__).parents[2]
    seen = set()
    for zone, seed in (("Asia/Shanghai", "1"), ("America/St_Johns", "77")):
        extra = {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONPATH": str(root)}
        done = subprocess.run(
            [sys.executable, "-c", command], env=os.environ | extra, capture_output=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


# ── navigation ───────────────────────────────────────────────────────────────────────────────────


def test_contents_lead_to_every_speaker():
    toc = nav(book(), "toc")
    links = [(a.get("href"), a.text) for a in toc.iter(f"{XHTML}a")]
    assert links == [
        ("article-001.xhtml", "以AI赋能安全普惠　共筑数字经济可信未来"),
        ("article-001.xhtml#a1-p1", "范某　守护"),
        ("article-001.xhtml#a1-p2", "郑某"),
        ("article-002.xhtml", "短讯"),
        ("colophon.xhtml", "版权页"),
    ]


def test_old_readers_get_the_same_contents():
    ncx = parsed(parts(book())["EPUB/toc.ncx"])
    sources = [n.get("src") for n in ncx.iter("{http://www.daisy.org/z3986/2005/ncx/}content")]
    assert sources == [a.get("href") for a in nav(book(), "toc").iter(f"{XHTML}a")]


def test_landmarks():
    kinds = [a.get(TYPE) for a in nav(book(), "landmarks").iter(f"{XHTML}a")]
    assert kinds == ["cover", "titlepage", "toc", "bodymatter", "colophon"]


def test_every_link_of_the_book_leads_to_something():
    files = {name.removeprefix("EPUB/"): data for name, data in parts(book()).items()}
    for name, data in files.items():
        if not name.endswith(".xhtml"):
            continue
        for target in parsed(data).xpath("//@href | //@src"):
            file, _, fragment = target.partition("#")
            if target.startswith("https:"):
                continue
            assert (file or name) in files
            if fragment:
                assert f'id="{fragment}"'.encode() in files[file or name]


def test_the_pages_of_print_are_listed_with_their_folios():
    pages = nav(book(), "page-list")
    assert [a.text for a in pages.iter(f"{XHTML}a")] == ["1", "2", "3", "4", "5"]
    assert meta(book(), "pageBreakSource") == [PAGES.source]


def test_without_print_no_pages_are_claimed():
    data = build(pages=None).data
    assert nav(data, "page-list") is None
    assert meta(data, "pageBreakSource") == []
    assert "pageBreakMarkers" not in meta(data, "schema:accessibilityFeature")


def test_a_page_that_begins_nowhere_is_told_and_not_listed():
    pages = PAGES._replace(starts=(*PAGES.starts, PageStart(0, "a1-b77", 0, "99")))
    built = build(pages=pages)
    assert "page-start-lost" in codes(built)
    assert "99" not in [a.text for a in nav(built.data, "page-list").iter(f"{XHTML}a")]


# ── metadata ─────────────────────────────────────────────────────────────────────────────────────


def test_people_have_their_parts():
    root = package(book())
    people = {e.text: e for e in root.iter(f"{DC}creator", f"{DC}contributor")}
    roles = {
        m.get("refines"): m.text for m in root.iter(f"{OPF}meta") if m.get("property") == "role"
    }
    told = {name: (e.tag.removeprefix(DC), roles["#" + e.get("id")]) for name, e in people.items()}
    assert told == {
        "王编辑": ("contributor", "edt"),
        "某作者": ("creator", "aut"),
        "范某": ("contributor", "spk"),
        "郑某": ("contributor", "spk"),
    }


def test_metadata_say_what_the_publication_says():
    root = package(book())
    for name, value in {
        "identifier": "urn:isbn:9787000000001",
        "title": "数字之镇",
        "language": "zh-Hans",
        "publisher": "某某出版社",
        "date": "2026-11-07",
        "rights": "© 2026 某某出版社",
        "description": "一段话",
    }.items():
        assert root.find(f".//{DC}{name}").text == value
    assert [s.text for s in root.iter(f"{DC}subject")] == ["人工智能", "治理"]
    assert meta(book(), "belongs-to-collection") == ["面孔"]
    assert meta(book(), "group-position") == ["12"]
    assert meta(book(), "dcterms:modified") == ["2026-11-07T00:00:00Z"]
    assert root.find(f"{OPF}spine").get("page-progression-direction") == "ltr"


def test_an_issue_belongs_to_its_periodical():
    data = build(dataclasses.replace(publication(), series=None), None).data
    assert meta(data, "belongs-to-collection") == ["数字之镇"]
    assert meta(data, "group-position") == ["1203"]


def test_accessibility_is_what_is_in_the_book():
    features = meta(book(), "schema:accessibilityFeature")
    assert {"alternativeText", "rubyAnnotations", "pageBreakMarkers"} <= set(features)
    assert set(meta(book(), "schema:accessMode")) == {"textual", "visual"}
    plain = build(publication(one_part(paragraph("文。"))), None).data
    assert set(meta(plain, "schema:accessMode")) == {"textual"}
    assert "rubyAnnotations" not in meta(plain, "schema:accessibilityFeature")


def test_a_picture_that_nobody_describes_is_told_and_claimed_nowhere():
    place = Place("articles/1.txt", 14)
    built = build(publication(one_part(Figure("a.png", place=place))), None)
    (finding,) = built.findings
    assert (finding.code, finding.place) == ("alt-missing", place)
    assert "alternativeText" not in meta(built.data, "schema:accessibilityFeature")
    assert meta(built.data, "schema:accessModeSufficient") == ["textual,visual"]


def judged(of: Publication) -> building.Built:
    return building.build(of, layout(), Album(), library(), MOMENT, None, accessibility.judged)


def test_conformance_is_claimed_where_nothing_speaks_against_it():
    built = judged(publication())
    assert built.findings == ()
    claim = ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert meta(built.data, "dcterms:conformsTo") == claim
    assert meta(built.data, "a11y:certifiedBy") == ["某某出版社"]


@pytest.mark.parametrize(
    "of",
    [
        pytest.param(publication(one_part(Figure("a.png"))), id="a picture without words"),
        pytest.param(publication(one_part(paragraph("控\x0b制"))), id="a character left out"),
        pytest.param(dataclasses.replace(publication(), publisher=""), id="nobody to certify it"),
    ],
)
def test_conformance_is_not_claimed_otherwise(of):
    assert meta(judged(of).data, "dcterms:conformsTo") == []


def test_no_judge_no_claim():
    assert meta(book(), "dcterms:conformsTo") == []


def test_decoration_is_passed_over_and_needs_no_words():
    built = judged(publication(one_part(Figure("a.png", decorative=True))))
    assert built.findings == ()
    picture = parsed(parts(built.data)["EPUB/article-001.xhtml"]).find(f".//{XHTML}img")
    assert (picture.get("alt"), picture.get("role")) == ("", "presentation")
    assert meta(built.data, "schema:accessModeSufficient") == ["textual,visual", "textual"]


# ── bad input ────────────────────────────────────────────────────────────────────────────────────


def made(of: Publication, folder: Path) -> building.Built:
    return building.build(of, layout(), PictureFolder(folder), library(), MOMENT)


def test_every_picture_that_is_missing_is_told_with_its_place(tmp_path):
    figures = [Figure(f"pictures/{n}.png", "图", place=Place("a.md", n)) for n in (3, 9)]
    with pytest.raises(Unusable) as caught:
        made(publication(one_part(*figures)), tmp_path)
    found = [(finding.code, finding.place) for finding in caught.value.findings]
    assert found == [("picture-missing", Place("a.md", 3)), ("picture-missing", Place("a.md", 9))]


def test_characters_that_xml_cannot_hold_are_told():
    built = build(publication(one_part(paragraph("控\x0b制"))), None)
    assert codes(built) == ["character-forbidden"]


def test_an_empty_article_still_makes_a_book():
    assert build(publication(Article((), ())), None).data


def test_a_title_of_500_characters_still_makes_a_book():
    long = dataclasses.replace(publication(), title="长" * 500, subtitle="副" * 500)
    assert build(long, None).data


def test_two_figures_of_one_picture_carry_it_once():
    of = publication(one_part(Figure("a.png", "甲"), Figure("a.png", "乙", text("图注"))))
    pictures = [name for name in parts(build(of, None).data) if "/pictures/" in name]
    assert pictures == ["EPUB/pictures/001.png", "EPUB/pictures/cover.jpg"]


def test_traditional_characters_name_the_pages_too():
    part = Part((Speaker("甲"),), (), (paragraph("文。"),))
    of = dataclasses.replace(publication(Article(("題",), (part,))), language="zh-Hant")
    data = build(of, None).data
    assert nav(data, "toc").find(f"{XHTML}h1").text == "目錄"
    assert parsed(parts(data)["EPUB/article-001.xhtml"]).get("lang") == "zh-Hant"


def test_pull_quotes_can_be_turned_off():
    without = dataclasses.replace(publication(), tokens=(("pull_quotes", False),))
    assert b"doc-pullquote" in parts(book())["EPUB/article-001.xhtml"]
    assert b"doc-pullquote" not in parts(build(without).data)["EPUB/article-001.xhtml"]
