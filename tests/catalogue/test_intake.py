"""A stranger's e-book is data: what it says is taken within limits, what is wrong is a sentence."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from html import escape

import pytest
from PIL import Image

from publisher.catalogue import Accepted, accept
from publisher.catalogue import archive as archives
from publisher.catalogue.book import parsed
from publisher.catalogue.documents import refused
from publisher.catalogue.package import Described
from publisher.errors import Unusable
from tests.catalogue.made_up import CONTAINER, epub, picture, series, zipped

DRAWN = picture("#223344", (1600, 2560))


def draw(_described: Described) -> bytes:
    return DRAWN


def taken(data: bytes) -> Accepted:
    return accept(data, "some.epub", draw)


def codes(accepted: Accepted) -> list[str]:
    return [finding.code for finding in accepted.findings]


def refusal(data: bytes) -> str:
    with pytest.raises(Unusable) as error:
        taken(data)
    assert error.value.finding.place
    assert error.value.finding.place.file == "some.epub"
    return error.value.finding.code


# ── what a book says ─────────────────────────────────────────────────────────────────────────────


def test_everything_a_book_says_is_on_the_shelf() -> None:
    book = taken(
        epub(
            "数字之镇",
            "urn:isbn:9787000000000",
            metadata='<dc:creator id="a">林某</dc:creator><meta refines="#a" property="role">trl'
            '</meta><dc:contributor opf:role="edt">王某</dc:contributor><dc:publisher>某社'
            "</dc:publisher><dc:rights>© 某社</dc:rights><dc:subject>治理</dc:subject>"
            '<dc:title id="s">六人谈</dc:title><meta refines="#s" property="title-type">subtitle'
            "</meta><dc:description>一段话</dc:description>"
            '<meta property="dcterms:modified">2026-11-08T01:02:03Z</meta>' + series("面孔", 12),
            spine='page-progression-direction="rtl"',
        )
    ).book
    assert (book.title, book.subtitle, book.publisher) == ("数字之镇", "六人谈", "某社")
    assert [(p.name, p.role) for p in book.people] == [("林某", "trl"), ("王某", "edt")]
    assert book.series
    assert (book.series.title, book.series.position) == ("面孔", 12)
    assert (book.published, book.updated) == ("2026-11-07", "2026-11-08T01:02:03Z")
    assert (book.direction, book.language, book.subjects) == ("rtl", "zh-Hans", ("治理",))
    assert book.name.startswith("shu-zi-zhi-zhen-12-")


def test_books_of_epub_2_and_calibre_are_read() -> None:
    opf = (
        '<package version="2.0" unique-identifier="b" xmlns="http://www.idpf.org/2007/opf">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>旧书</dc:title>'
        '<dc:identifier opf:scheme="ISBN">1</dc:identifier><dc:identifier id="b">urn:x:2'
        '</dc:identifier><dc:creator opf:role="ill">画家</dc:creator>'
        '<dc:date opf:event="modification">2020-01-01</dc:date>'
        '<dc:date opf:event="publication">1999-05</dc:date>'
        '<meta name="cover" content="c"/><meta name="calibre:series" content="丛书"/>'
        '<meta name="calibre:series_index" content="1.5"/></metadata><manifest>'
        '<item id="c" href="cover.jpg" media-type="image/jpeg"/></manifest><spine/></package>'
    )
    accepted = taken(epub(opf=opf))
    book = accepted.book
    assert (book.identifier, book.published, book.people[0].role) == ("urn:x:2", "1999-05", "ill")
    assert book.series
    assert book.series.position == 1.5
    assert not codes(accepted)


def test_what_is_missing_is_made_up_and_told() -> None:
    accepted = taken(epub("", "", ""))
    assert codes(accepted) == ["shelf-book-title", "shelf-book-number"]
    assert accepted.book.title == "some"
    assert accepted.book.identifier.startswith("urn:uuid:")
    assert accepted.book.updated == "1980-01-01T00:00:00Z"


def test_characters_that_hide_or_turn_are_left_out_and_told() -> None:
    accepted = taken(epub("甲\u202e乙\u200b丙\u2066丁" + "\u0301\u0489" * 40))
    assert accepted.book.title.startswith("甲乙丙丁")
    assert len(accepted.book.title) <= 8
    assert "shelf-text-cleaned" in codes(accepted)


def test_markup_stays_words_in_titles_and_goes_from_descriptions() -> None:
    html = escape("<p>一段<b>话</b>。</p><script>alert(1)</script><p>二 &lt;3</p>")
    accepted = taken(epub("<b>粗</b>&amp;", metadata=f"<dc:description>{html}</dc:description>"))
    assert accepted.book.title == "<b>粗</b>&amp;"
    assert accepted.book.description == "一段话。 二 <3"


@pytest.mark.parametrize("date", ["2026-02-30", "昨天", "0000-01-01", "2026-13", "20261107"])
def test_a_date_that_is_none_is_no_date(date: str) -> None:
    assert taken(epub(date=date)).book.published == ""


def test_a_title_of_500_characters_stays_whole() -> None:
    assert taken(epub("长" * 500)).book.title == "长" * 500
    assert len(taken(epub("长" * 5000)).book.title) == 600


def test_a_wrong_check_digit_is_told() -> None:
    assert codes(taken(epub(identifier="978-7-301-00000-1"))) == ["identifier-check-digit"]


def test_lists_without_end_are_cut() -> None:
    many = "".join(f"<dc:subject>主题{n}</dc:subject>" for n in range(5000))
    assert len(taken(epub(metadata=many)).book.subjects) == 40


def test_its_own_file_gives_the_book_back() -> None:
    accepted = taken(epub(metadata=series("面孔", 3)))
    assert parsed(dict(accepted.files)["issue.json"], "x") == accepted.book
    assert taken(epub(metadata=series("面孔", 3))) == accepted


def test_a_new_version_keeps_its_folder() -> None:
    number = "urn:uuid:11111111-1111-4111-8111-111111111111"
    kept = accept(epub("新名", number), "a.epub", draw, names={number: "jiu-ming-1"})
    assert kept.book.name == "jiu-ming-1"


# ── archives ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name", ["../etc/passwd", "/etc/passwd", "a/../../b", "C:/b", "a\\..\\b", "OEBPS/../../x"]
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    data = epub(more={"placeholder.txt": b"x"})
    if "\\" in name:  # the library writes none, others do
        data = data.replace(b"placeholder.txt", name.ljust(15, "x").encode()[:15])
        assert refusal(data) == "shelf-book-path"
    else:
        assert refusal(epub(more={name: b"x"})) == "shelf-book-path"


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 8 << 20)
    assert refusal(epub(more={"OEBPS/a.css": bytes(9 << 20)})) == "shelf-book-too-big"


def test_sizes_are_counted_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 1 << 20)
    data = epub(more={"OEBPS/a.css": bytes(2 << 20)})
    claim = struct.pack("<L", 2 << 20)
    assert refusal(data.replace(claim, struct.pack("<L", 5))) in (
        "shelf-book-too-big",
        "shelf-book-damaged",
    )


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST", 50)
    more = {f"OEBPS/{n}.txt": b"" for n in range(60)}
    assert refusal(epub(more=more)) == "shelf-book-too-big"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE package [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE package [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused(doctype: str) -> None:
    package = (
        f'{doctype}<package xmlns="http://www.idpf.org/2007/opf"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&b;&x;</dc:title></metadata>'
        "</package>"
    )
    assert refusal(epub(opf=package)) in ("shelf-book-entities", "shelf-book-damaged")


def test_what_is_no_book_is_refused() -> None:
    assert refusal(b"") == "shelf-book-damaged"
    assert refusal(b"%PDF-1.7") == "shelf-book-damaged"
    assert refusal(zipped({"a.txt": b"a"}, None)) == "shelf-book-damaged"
    assert refusal(zipped({"a.txt": b"a"})) == "shelf-book-damaged"
    assert refusal(zipped({"META-INF/container.xml": b"<a>"})) == "shelf-book-damaged"
    assert refusal(zipped({"META-INF/container.xml": CONTAINER.encode()})) == "shelf-book-damaged"
    assert refusal(epub()[:-200]) == "shelf-book-damaged"
    assert refusal(epub(opf="<package xmlns='http://www.idpf.org/2007/opf'/>")) == (
        "shelf-book-damaged"
    )


def test_a_flipped_bit_is_found() -> None:
    noise = random.Random(1).randbytes(4000)
    data = bytearray(epub(more={"OEBPS/a.otf": noise}))
    data[data.index(noise[100:120])] ^= 0x10
    assert refusal(bytes(data)) == "shelf-book-damaged"


def test_a_locked_book_is_refused() -> None:
    data = bytearray(epub())
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1  # the general purpose flag of the central directory
    assert refusal(bytes(data)) == "shelf-book-encrypted"


def test_two_files_of_one_name_are_refused() -> None:
    out = io.BytesIO(epub())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("OEBPS/book.opf", b"other")
    assert refusal(out.getvalue()) == "shelf-book-damaged"


# ── covers ───────────────────────────────────────────────────────────────────────────────────────


def package_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("OEBPS/book.opf").decode()


def cover_of(accepted: Accepted) -> Image.Image:
    return Image.open(io.BytesIO(dict(accepted.files)["cover.jpg"]))


def test_a_cover_is_drawn_anew_and_fits() -> None:
    tall = picture("#ff0000", (2000, 3200), "PNG")
    accepted = taken(epub(cover=tall, cover_type="image/png"))
    assert cover_of(accepted).size == (1000, 1600)
    assert accepted.book.thumbnail.width == 400
    assert not codes(accepted)


def test_a_book_without_cover_gets_one() -> None:
    accepted = taken(epub(cover=None))
    assert cover_of(accepted).getpixel((500, 800)) == pytest.approx((34, 51, 68), abs=3)
    assert not codes(accepted)


def huge() -> bytes:
    """A PNG of a few hundred bytes that says it has ten thousand million pixels."""
    data = bytearray(picture(kind="PNG"))
    at = data.index(b"IHDR") + 4
    data[at : at + 8] = struct.pack(">LL", 100_000, 100_000)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"not a picture",
        picture()[:200],
        huge(),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    ],
)
def test_a_cover_that_cannot_be_shown_is_replaced_and_told(data: bytes) -> None:
    accepted = taken(epub(cover=data))
    assert "shelf-cover-unusable" in codes(accepted)
    assert cover_of(accepted).size == (1000, 1600)


@pytest.mark.parametrize("href", ["none.jpg", "https://example.invalid/a.jpg", "../../a.jpg"])
def test_a_cover_that_is_not_there_is_replaced_and_told(href: str) -> None:
    meta = '<meta name="cover" content="c2"/></metadata><metadata>'
    opf = package_of(epub(cover=None, metadata=meta)).replace(
        "<manifest>", f'<manifest><item id="c2" href="{href}" media-type="image/jpeg"/>'
    )
    accepted = taken(epub(opf=opf.replace("</metadata><metadata>", "")))
    assert codes(accepted) == ["shelf-cover-unusable"]
    assert cover_of(accepted).size == (1000, 1600)


@pytest.mark.parametrize("size", [(3000, 300), (200, 1400)])
def test_a_cover_of_an_odd_shape_is_shown_whole_and_told(size: tuple[int, int]) -> None:
    accepted = taken(epub(cover=picture("#00ff00", size)))
    assert codes(accepted) == ["shelf-cover-shape"]
    assert cover_of(accepted).size == (1000, 1600)


def test_nothing_hidden_in_a_cover_comes_along() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", (160, 256)).save(out, "JPEG", exif=exif)
    files = dict(taken(epub(cover=out.getvalue() + b"<script>tail</script>")).files)
    assert b"secret" not in files["cover.jpg"]
    assert b"script" not in files["cover.jpg"]


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────


def pdf(**root: object) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        for key, value in root.items():
            made.Root[f"/{key}"] = value
        made.save(out)
    return out.getvalue()


def test_a_pdf_for_readers_goes_on_the_shelf_and_no_other() -> None:
    from pikepdf import Array, Dictionary, Name, String

    press = Array([Dictionary(S=Name("/GTS_PDFX"))])
    script = Dictionary(S=Name("/JavaScript"), JS=String("app.alert(1)"))
    assert refused(pdf(), "a.pdf", "a") is None
    for data, code in (
        (pdf(OutputIntents=press), "shelf-pdf-press"),
        (pdf(OpenAction=script), "shelf-pdf-unusable"),
        (b"%PDF-1.7 and no more", "shelf-pdf-unusable"),
    ):
        found = refused(data, "a.pdf", "a")
        assert found
        assert found.code == code
    both = accept(epub(), "a.epub", draw, ("a.pdf", pdf()))
    assert [file.media_type for file in both.book.files] == [
        "application/epub+zip",
        "application/pdf",
    ]
