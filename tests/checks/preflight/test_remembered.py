"""Preflight from the store: the same to the byte as without it, whatever lies in the store."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from publisher.checks.content import resources as shelves
from publisher.checks.preflight import examination, fingerprint, remembered
from publisher.checks.preflight.subject import PrintPage, PrintPdf, Sheet
from publisher.document import condition
from publisher.errors import Unusable
from publisher.findings import Finding
from publisher.pipeline import cache, preflight
from publisher.store import NOTHING_KEPT, Store
from tests.checks.preflight.broken import CASES, SQUARE, draw, font, resources
from tests.checks.preflight.good import at, coated, face, good, saved, show

ALL = [(code, name) for code, cases in CASES.items() for name in cases]


def broken(code: str, name: str) -> bytes:
    """The good file, broken in one point."""
    pdf = good()
    options = CASES[code][name](pdf) or {}
    return saved(pdf, **options)


def found(data: bytes, store: Store = NOTHING_KEPT) -> list[Finding]:
    """What the preflight says, pages from a store."""
    pdf = examination.opened(data, "a.pdf", coated())
    return list(examination.Examination(pdf, store).findings())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the pages that are read, as they are read."""
    numbers: list[int] = []

    def noted(pdf: PrintPdf, sheet: Sheet) -> PrintPage:
        numbers.append(sheet.number)
        return PrintPage(pdf, sheet)

    monkeypatch.setattr(remembered, "PrintPage", noted)
    return numbers


class Everything(Store):
    """A store where the pages of all files of one name stay, and not of the last one alone."""

    def put(self, kind: str, parts: Sequence[bytes], data: bytes) -> None:
        """Add pages to those that there are, and faces behind theirs."""
        new, before = json.loads(data), json.loads(self.get(kind, parts) or b"{}")
        faces = before.get("faces", [])
        for _spent, shown, _findings in new["pages"].values():
            shown[:] = [(place, table + len(faces), codes) for place, table, codes in shown]
        both = before.get("pages", {}) | new["pages"]
        whole = json.dumps({"faces": faces + new["faces"], "pages": both})
        super().put(kind, parts, whole.encode())


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that every broken file has gone through, and the good one."""
    store = Everything(tmp_path_factory.mktemp("full") / "cache")
    found(saved(good()), store)
    for code, name in ALL:
        if code != "pages-beyond":
            found(broken(code, name), store)
    return store


@pytest.mark.parametrize(("code", "name"), [each for each in ALL if each[0] != "pages-beyond"])
def test_from_a_store_full_of_like_files_it_is_the_same(full: Store, code: str, name: str) -> None:
    """Files that differ in one point alone are the nearest that a wrong key could take for one."""
    data = broken(code, name)
    assert found(data, full) == found(data)


def test_the_good_file_stays_good_among_broken_ones(full: Store) -> None:
    assert found(saved(good()), full) == []


def test_pages_that_did_not_change_are_not_read_again(store: Store, read: list[int]) -> None:
    found(saved(good()), store)
    assert read == [1, 2, 3, 4]
    read.clear()
    pdf = good()
    draw(pdf, f"0 0 0 1 k {at(20, 60)} 100 .1 re f", page=2)
    assert [each.code for each in found(saved(pdf), store)] == ["hairline"]
    assert read == [3]


def test_files_of_one_name_that_are_made_by_turns_are_both_known(
    store: Store, read: list[int]
) -> None:
    one, other = good(), good()
    one.trailer.Info.Title, other.trailer.Info.Title = pikepdf.String("甲"), pikepdf.String("乙")
    draw(other, f"0 0 0 1 k {at(20, 60)} 100 .1 re f", page=2)
    for _turn in range(2):
        read.clear()
        found(saved(one), store)
        found(saved(other), store)
    assert read == []


def test_a_page_that_moved_is_known_and_told_by_its_new_number(
    store: Store, read: list[int]
) -> None:
    pdf = good()
    draw(pdf, f"0 0 0 1 k {at(20, 60)} 100 .1 re f", page=3)
    found(saved(pdf), store)
    read.clear()
    last = pdf.pages[3]
    del pdf.pages[3]
    pdf.pages.insert(0, last)
    data = saved(pdf)
    (thin,) = found(data, store)
    assert thin.place is not None
    assert [spot.page for spot in thin.place.spots] == [1]
    assert read == []
    assert [thin] == found(data)


def test_another_condition_is_another_matter(store: Store) -> None:
    pdf = good()
    draw(pdf, f"0.9 0.8 0.8 0.2 k {SQUARE} f")
    data = saved(pdf)
    assert found(data, store) == []
    folder = Path(condition.__file__).parents[2] / "conditions"
    newspaper = condition.load("newspaper-coldset", [folder])
    under = examination.Examination(examination.opened(data, "a.pdf", newspaper), store)
    assert "ink-limit" in {each.code for each in under.findings()}


# ── faces ────────────────────────────────────────────────────────────────────────────────────────


def with_a_new_character(pdf: pikepdf.Pdf, change: Callable[[TTFont], None]) -> None:
    """The face as a build makes it when the text has one character more."""
    inner = font(pdf).DescendantFonts[0]
    outlines = TTFont(io.BytesIO(face()[0]))
    change(outlines)
    out = io.BytesIO()
    outlines.save(out)
    inner.FontDescriptor.FontFile2 = pdf.make_stream(out.getvalue())
    inner.W = Array([*inner.W, 60000, Array([500])])
    for each in (font(pdf), inner):
        each.BaseFont = Name(f"/ZZZZZZ+{str(each.BaseFont).partition('+')[2]}")


def good_without(character: str) -> pikepdf.Pdf:
    """The good file, with a face that lacks a glyph."""

    def without_one(outlines: TTFont) -> None:
        name = outlines.getGlyphName(face()[1][character])
        outlines["glyf"][name] = outlines["glyf"]["space"]

    pdf = good()
    with_a_new_character(pdf, without_one)
    return pdf


def test_a_new_character_of_a_face_leaves_other_pages_as_they_were(
    store: Store, read: list[int]
) -> None:
    found(saved(good()), store)
    read.clear()
    pdf = good()
    with_a_new_character(pdf, lambda outlines: None)
    assert found(saved(pdf), store) == []
    assert read == []


def test_a_glyph_that_is_gone_is_missed(store: Store) -> None:
    found(saved(good()), store)
    pdf = good_without("镇")
    data = saved(pdf)
    assert found(data, store) == found(data)
    assert {each.code for each in found(data, store)} == {"missing-glyph"}


def test_another_width_moves_what_follows(store: Store) -> None:
    """Also of a character that is clipped away: the string that follows it stands elsewhere."""
    plain, wide = good(), good()
    for pdf in (plain, wide):
        hidden, seen = show(99, 60, "A", "/Song 9 Tf 0 0 0 1 k"), show(0, 0, "字")
        glyphs = seen[seen.index("<") : seen.index(">") + 1]
        hidden = hidden.replace("ET", f"{glyphs} Tj ET")
        pdf.pages[0].contents_add(f"q /Overprint gs {hidden} Q".encode())
    inner = font(wide).DescendantFonts[0]
    inner.W = Array([*inner.W, face()[1]["A"], Array([3000])])
    found(saved(plain), store)
    assert found(saved(wide), store) == found(saved(wide))
    assert found(saved(wide)) != found(saved(plain))


def test_a_face_is_told_by_the_name_that_it_has_now(store: Store) -> None:
    """Where a glyph is missing, the tag of the subset stands in the finding."""
    files = []
    for change in (lambda _outlines: None, None):
        pdf = good()
        draw(pdf, "BT /Overprint gs 0 0 0 1 k /Song 9 Tf 200 200 Td <FFFF> Tj ET")
        if change is not None:
            with_a_new_character(pdf, change)
        files.append(saved(pdf))
    assert [found(data, store) for data in files] == [found(data) for data in files]
    assert found(files[0]) != found(files[1])


@pytest.mark.parametrize("turn", [1, -1])
def test_one_face_of_two_names_is_not_two_that_are_alike(store: Store, turn: int) -> None:
    """The third name is that of the one or of the other, which lacks a glyph."""
    files = []
    for lacks in (False, True)[::turn]:
        pdf, lacking = good(), good_without("镇")
        faces, other = resources(pdf).Font, pdf.copy_foreign(font(lacking))
        faces["/Song.1"], faces["/Song.2"] = other, other if lacks else faces.Song
        draw(pdf, f"/Overprint gs 0 0 0 1 k {show(20, 70, '镇', '/Song.2 9 Tf')}")
        files.append(saved(pdf))
    assert [found(data, store) for data in files] == [found(data) for data in files]
    assert found(files[0]) != found(files[1])


def test_faces_that_became_one_are_told_apart(store: Store) -> None:
    for is_one in (False, True):
        pdf = good()
        faces = resources(pdf).Font
        alike = pdf.make_indirect(Dictionary(dict(faces.Song.items())))
        faces["/Song.1"] = faces.Song if is_one else alike
        draw(pdf, f"/Overprint gs 0 0 0 1 k {show(20, 70, 'A', '/Song.1 9 Tf')}")
        assert found(saved(pdf), store) == []


def test_a_page_that_is_trimmed_elsewhere_is_another(store: Store) -> None:
    found(saved(good()), store)
    pdf = good()
    left, bottom, right, top = map(float, pdf.pages[1].trimbox)
    pdf.pages[1].trimbox = Array([left + 60, bottom, right, top])
    data = saved(pdf)
    assert found(data, store) == found(data)
    assert "safe-area" in {each.code for each in found(data)}


def test_a_word_that_has_a_number_is_told_by_what_it_says(store: Store) -> None:
    files = []
    for space in (Name.DeviceCMYK, Name.DeviceRGB):
        pdf = good()
        resources(pdf).ColorSpace["/Own"] = pdf.make_indirect(space)
        draw(pdf, f"/Own cs 0.3 0.2 0.1 scn {SQUARE} f")
        files.append(saved(pdf))
    assert [found(data, store) for data in files] == [found(data) for data in files]
    assert found(files[0]) != found(files[1])


def test_names_of_resources_hide_nothing(store: Store) -> None:
    """What is left out of a face is left out of nothing else, whatever its name says."""
    for name in ("W", "FontFile2", "Font", "Resources", "Length", "StructParents"):
        files = []
        for black in ("0 0 0 1 k", "1 1 1 1 k"):
            pdf = good()
            form = pdf.make_stream(f"{black} 0 0 9 9 re f".encode())
            form.Type, form.Subtype = Name.XObject, Name.Form
            form.BBox = Array([0, 0, 9, 9])
            resources(pdf).XObject["/Type"] = Name.Font
            resources(pdf).XObject[f"/{name}"] = form
            draw(pdf, f"1 0 0 1 {at(60, 70)} cm /{name} Do")
            files.append(saved(pdf))
        assert [found(data, store) for data in files] == [found(data) for data in files]
        assert found(files[0]) != found(files[1]), name


def test_a_face_that_is_no_object_of_its_own_is_not_kept(store: Store, read: list[int]) -> None:
    pdf = good()
    resources(pdf).Font.Song = Dictionary(dict(resources(pdf).Font.Song.items()))
    data = saved(pdf)
    found(data, store)
    found(data, store)
    assert read == [1, 2, 3, 4] * 2


# ── files that want it to go wrong ───────────────────────────────────────────────────────────────


def test_the_bound_of_a_file_holds_from_the_store_as_well(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = saved(good())
    found(data, store)
    monkeypatch.setattr(shelves, "MOST", 60)
    assert found(data, store) == found(data)
    assert "page-unreadable" in {each.code for each in found(data)}


def test_a_page_with_too_many_objects_is_read_each_time(
    store: Store, read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "MOST", 50)
    data = saved(good())
    assert found(data, store) == found(data, store) == []
    assert read == [1, 2, 3, 4] * 2


def test_what_is_too_large_is_gone_through_once(
    store: Store, read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may lie in as many pages as a file has."""
    walked = []
    walk = fingerprint.Fingerprint._walk

    def noted(own: fingerprint.Fingerprint, *rest: object) -> None:
        walked.append(rest)
        walk(own, *rest)

    monkeypatch.setattr(fingerprint, "MOST", 50)
    monkeypatch.setattr(fingerprint.Fingerprint, "_walk", noted)
    assert found(saved(good()), store) == []
    assert len(walked) == 51


def test_objects_that_hold_one_another_come_to_an_end(store: Store) -> None:
    pdf = good()
    one = pdf.make_indirect(Dictionary())
    two = pdf.make_indirect(Array([one]))
    one.Two = two
    resources(pdf).Properties = Dictionary(Loop=one)
    deep: object = Name.End
    for _level in range(200):
        deep = Array([deep])
    resources(pdf).Properties.Deep = deep
    data = saved(pdf)
    assert found(data, store) == found(data) == []


def test_long_words_that_are_met_again_and_again_are_too_large(
    store: Store, read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in itself is gone through each time that it is met; so a page has 400 MB."""
    monkeypatch.setattr(fingerprint, "MOST", 10_000)
    pdf = good()
    long = pdf.make_indirect(Dictionary(Words=String("长" * 50_000)))
    long.Loop = pdf.make_indirect(Array([long] * 1000))
    resources(pdf).Properties = Dictionary(Loop=long.Loop)
    data = saved(pdf)
    assert found(data, store) == found(data, store) == []
    assert read == [1, 2, 3, 4] * 2


@pytest.mark.slow
def test_damaged_files_are_the_same_with_and_without_a_store(store: Store) -> None:
    """The 317th is repaired by qpdf in the middle of reading, in which order one reads it."""
    chance, words = random.Random(1), re.compile(rb"/[A-Za-z0-9]+|\d+\.?\d*")
    plain = {"stream_decode_level": pikepdf.StreamDecodeLevel.generalized, "qdf": True}
    whole = saved(good(), compress_streams=False, **plain)
    every = words.findall(whole)
    for _file in range(400):
        data = bytearray(whole)
        for _change in range(chance.choice((1, 1, 2, 5))):
            damage(data, chance, words, every)
        assert said(bytes(data), store) == said(bytes(data), store) == said(bytes(data))


def damage(
    data: bytearray, chance: random.Random, words: re.Pattern[bytes], every: list[bytes]
) -> None:
    """A byte, a word or a stretch of a file becomes another."""
    kind, at = chance.random(), chance.randrange(len(data) - 20)
    if kind < 0.3:
        data[at] = chance.randrange(256)
    elif kind >= 0.8:
        length, start = chance.randrange(1, 200), chance.randrange(len(data) - 200)
        data[at : at + length] = data[start : start + length]
    elif old := words.search(data, at):
        new = chance.choice(every)
        data[old.start() : old.end()] = new[: len(old[0])].ljust(len(old[0]))


def said(data: bytes, store: Store = NOTHING_KEPT) -> list[Finding]:
    try:
        return found(data, store)
    except Unusable as error:
        return list(error.findings)


# ── certificates ─────────────────────────────────────────────────────────────────────────────────


def test_certificates_from_the_store_have_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = broken("hairline", "a_filled_rectangle")
    made = []
    for folder in ("off", str(tmp_path / "cache"), str(tmp_path / "cache"), "/dev/null/cache"):
        monkeypatch.setenv(cache.VARIABLE, folder)
        made.append(preflight.certify(data, "a.pdf", coated(), "zh"))
    assert made == made[:1] * 4
