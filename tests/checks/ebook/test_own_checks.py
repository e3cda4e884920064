"""Our own checks on our own book and on books by other hands, hostile ones among them."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest
from PIL import Image

from publisher.catalogue.archive import Archive
from publisher.checks import EpubFile
from publisher.checks.ebook.active import harmless
from publisher.checks.ebook.reading import LARGEST_FILE, book_of
from publisher.errors import Unusable
from tests.checks.ebook.foreign import FIRST, NAV, OPF, bound, changed, codes
from tests.epub.made_up import book, parts

HEAD = "</head>"
P = '<p class="kicker">'


def test_our_own_book_has_nothing_to_be_said_of():
    assert codes(EpubFile(book(), "a.epub")) == set()


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        # structure
        (OPF, 'href="toc.ncx"', 'href="gone.ncx"', "epub-file-missing"),
        (OPF, 'idref="item-nav-xhtml"', 'idref="nothing"', "epub-file-missing"),
        (OPF, 'properties="nav"', "", "epub-nothing-to-read"),
        (FIRST, "</section>", "", "epub-document-broken"),
        (FIRST, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "b">]>', "epub-document-broken"),
        (FIRST, P, '<p id="a1">甲</p>' + P, "epub-id-twice"),
        # metadata
        (OPF, "<dc:language>zh-Hans</dc:language>", "", "epub-metadata-missing"),
        (OPF, "dcterms:modified", "dcterms:changed", "epub-metadata-missing"),
        (OPF, "9787000000001", "9787000000003", "epub-identifier"),
        (OPF, "schema:accessibilityHazard", "schema:hazard", "epub-accessibility-silent"),
        (OPF, ">rubyAnnotations<", ">MathML<", "epub-claim-false"),
        (NAV, 'epub:type="page-list"', 'epub:type="lot"', "epub-claim-false"),
        # links
        (FIRST, P, '<p><a href="gone.xhtml">甲</a></p>' + P, "epub-link-broken"),
        (FIRST, P, '<p><a href="article-002.xhtml#gone">甲</a></p>' + P, "epub-link-broken"),
        (FIRST, P, '<p><a href="../../../etc/passwd">甲</a></p>' + P, "epub-link-broken"),
        (NAV, ">2</a>", ">7</a>", "epub-page-list"),
        # what runs or is fetched
        (FIRST, HEAD, "<script>1</script></head>", "epub-active"),
        (FIRST, P, '<p onclick="1">甲</p>' + P, "epub-active"),
        (FIRST, P, '<p><a href="java&#10;script:1">甲</a></p>' + P, "epub-active"),
        (FIRST, P, '<iframe src="nav.xhtml"></iframe>' + P, "epub-active"),
        (FIRST, HEAD, '<meta http-equiv="Refresh" content="0"/></head>', "epub-active"),
        (FIRST, P, '<img alt="甲" src="https://example.org/a.png"/>' + P, "epub-remote"),
        (FIRST, P, '<img alt="甲" src="//example.org/a.png"/>' + P, "epub-remote"),
        (FIRST, P, '<p style="background:url(http://example.org/a)">甲</p>' + P, "epub-remote"),
        ("EPUB/reflow.css", "html {", '@import "http://example.org/a";html {', "epub-remote"),
        (OPF, 'href="reflow.css"', 'href="https://example.org/a.css"', "epub-remote"),
        # each of these passed once, and a browser fetches it
        ("EPUB/reflow.css", "html {", '@import"http://example.org/a";html {', "epub-remote"),
        ("EPUB/reflow.css", "html {", '@import/**/"http://example.org/a";html {', "epub-remote"),
        (
            "EPUB/reflow.css",
            "html {",
            r"p{background:u\72l(http://example.org/a)}html {",
            "epub-remote",
        ),
        (
            "EPUB/reflow.css",
            "html {",
            'p{background:image-set("a.png" 1x, "http://example.org/a" 2x)}html {',
            "epub-remote",
        ),
        (
            FIRST,
            HEAD,
            "<style>p{}<!-- -->p{background:url(http://example.org/a)}</style></head>",
            "epub-remote",
        ),
        (
            FIRST,
            P,
            '<img alt="甲" src="a.png" srcset="a.png 1x, http://example.org/a 2x"/>' + P,
            "epub-remote",
        ),
        (FIRST, P, '<table background="http://example.org/a"/>' + P, "epub-remote"),
        (
            FIRST,
            P,
            '<svg xmlns="http://www.w3.org/2000/svg"><rect mask="url(http://example.org/a#b)"/></svg>'
            + P,
            "epub-remote",
        ),
        (FIRST, "<html", '<?xml-stylesheet href="http://example.org/a"?><html', "epub-remote"),
        (FIRST, "<html", '<?xml-stylesheet type="text/xsl" href="a.xsl"?><html', "epub-active"),
        # accessibility
        (FIRST, P, '<img src="pictures/001.png"/>' + P, "epub-alt-missing"),
        (FIRST, P, '<img src="pictures/001.png" alt=""/>' + P, "epub-alt-missing"),
        (FIRST, P, "<h1>甲</h1><h4>乙</h4>" + P, "epub-heading-order"),
        (FIRST, ' lang="zh-Hans" xml:lang="zh-Hans"', "", "epub-language"),
        (FIRST, "<title>", "<title/><title>", "epub-untitled"),
        (FIRST, P, '<p><a href="nav.xhtml"></a></p>' + P, "epub-unlabelled"),
    ],
)
def test_one_thing_that_is_wrong_is_found(name, old, new, code):
    assert code in codes(bound(changed(name, old, new)))


def test_decoration_is_allowed_where_it_is_marked():
    marked = '<img src="pictures/001.png" alt="" role="presentation"/>' + P
    assert codes(bound(changed(FIRST, P, marked))) == set()


def test_files_that_nobody_lists_and_archives_that_do_not_begin_rightly():
    files = parts(book())
    assert codes(bound(files | {"EPUB/draft.txt": b"x"})) == {"epub-file-unlisted"}
    del files["mimetype"]
    assert codes(bound(files)) == {"epub-archive"}


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil", "EPUB\\evil", "EPUB/a\x01b"])
def test_names_that_lead_outside(name):
    assert "epub-name" in codes(bound(parts(book()) | {name: b"x"}))


@pytest.mark.parametrize(
    ("form", "size", "code"),
    [("JPEG", (300, 400), "epub-picture-kind"), ("PNG", (4200, 10), "epub-picture-large")],
)
def test_pictures(form, size, code):
    out = io.BytesIO()
    Image.new("L", size).save(out, form)
    assert code in codes(bound(parts(book()) | {"EPUB/pictures/001.png": out.getvalue()}))


def test_a_picture_that_tells_where_it_was_taken():
    exif = Image.Exif()
    exif[0x8825] = {1: "N"}
    out = io.BytesIO()
    Image.new("L", (9, 9)).save(out, "PNG", exif=exif)
    found = codes(bound(parts(book()) | {"EPUB/pictures/001.png": out.getvalue()}))
    assert found == {"epub-picture-location"}


def test_a_cover_that_lies():
    out = io.BytesIO()
    Image.new("RGB", (2560, 1600)).save(out, "JPEG")
    assert codes(bound(parts(book()) | {"EPUB/pictures/cover.jpg": out.getvalue()})) == {
        "epub-cover"
    }


# ── without measure ──────────────────────────────────────────────────────────────────────────────


def test_what_unfolds_without_measure_is_not_read():
    file = bound(parts(book()) | {"EPUB/bomb.txt": bytes(LARGEST_FILE + 1)})
    assert len(file.data) < 1 << 20
    assert codes(file) == {"epub-unreadable"}


def test_a_thousand_laughs():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>'
    files = changed(FIRST, "<!DOCTYPE html>", doctype)
    files[FIRST] = files[FIRST].replace(P.encode(), b"<p>&l11;</p>" + P.encode())
    assert "epub-document-broken" in codes(bound(files))


def test_an_entity_reads_no_file():
    doctype = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    files = changed(FIRST, "<!DOCTYPE html>", doctype)
    files[FIRST] = files[FIRST].replace(P.encode(), b"<p>&a;</p>" + P.encode())
    assert "epub-document-broken" in codes(bound(files))


def test_an_archive_that_lies_about_its_sizes():
    data = bytearray(book())
    place = data.find(b"PK\x01\x02")
    while place >= 0:  # the directory of the archive: every size becomes 5
        data[place + 24 : place + 28] = struct.pack("<I", 5)
        place = data.find(b"PK\x01\x02", place + 4)
    assert codes(EpubFile(bytes(data), "a.epub")) == {"epub-unreadable"}


@pytest.mark.parametrize("cut", [0, 10, 1000, -30])
def test_half_a_book(cut):
    assert codes(EpubFile(book()[:cut], "a.epub")) == {"epub-unreadable"}


def test_an_archive_of_something_else():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert codes(EpubFile(out.getvalue(), "a.epub")) == {"epub-unreadable"}


# ── for the programs of others ───────────────────────────────────────────────────────────────────


def test_only_books_in_which_nothing_runs_are_given_to_a_browser():
    own, other = book_of(EpubFile(book(), "a")), bound(changed(FIRST, HEAD, "<script/></head>"))
    assert own is not None
    assert harmless(own)
    found = book_of(other)
    assert found is not None
    assert not harmless(found)


def test_books_broken_in_random_places_are_told_and_never_stop_us():
    chance = random.Random(5)
    for _ in range(60):
        data = bytearray(book())
        for place in chance.sample(range(len(data)), 12):
            data[place] = chance.randrange(256)
        codes(EpubFile(bytes(data), "a.epub"))


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_book_that_is_compressed_as_none_may_be_is_not_read(method):
    """A wrong byte in one was an error of the program: lzma and bz2 have errors of their own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    data = out.getvalue()
    assert codes(EpubFile(data, "a.epub")) == {"epub-unreadable"}
    with pytest.raises(Unusable) as refused:
        Archive(data, "a.epub")
    assert refused.value.finding.code == "shelf-book-damaged"
