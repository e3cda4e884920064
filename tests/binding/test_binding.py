"""One PDF out of flows: whole, tagged, and always the same bytes."""

from __future__ import annotations

import functools
import io
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from publisher import binding
from publisher.binding import metadata, ways
from publisher.document.model import NoteReference, Paragraph, Publication, plain
from publisher.pipeline import pdf as pipeline
from tests.pages import made


@functools.cache
def _bound() -> bytes:
    whole = made.whole()
    return made.bound(whole.pages.flows, whole.publication)


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(_bound())) as opened:
        yield opened


def _elements(element: Any) -> Iterator[Any]:
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def test_the_same_flows_give_the_same_bytes() -> None:
    whole = made.whole()
    assert made.bound(whole.pages.flows, whole.publication) == _bound()


def test_flows_may_be_taken_in_any_order_and_others_in_their_place() -> None:
    whole = made.whole()
    flows = [pipeline.ready(flow, linked=True) for flow in whole.pages.flows]
    expected = made.bound(flows, whole.publication)
    for seed in range(3):
        hat = random.Random(seed)
        places = hat.sample(range(len(flows)), len(flows))
        with binding.Binder() as binder:
            for place in places:
                binder.take(place, flows[place])
            # as one that is set again: another flow stood there for a while
            again = hat.choice(places)
            binder.take(again, flows[again - 1])
            binder.take(again, flows[again])
            done = binder.bound(flows, whole.publication, made.library(), made.MOMENT)
            assert binding.saved(done) == expected


def test_flows_that_were_made_ready_give_the_same_pages() -> None:
    whole = made.whole()
    flows = [pipeline.ready(flow, linked=True) for flow in whole.pages.flows]
    assert made.bound(flows, whole.publication) == _bound()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "bound.pdf"
    file.write_bytes(_bound())
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_pages_are_there_with_their_boxes_and_labels(pdf: pikepdf.Pdf) -> None:
    flows = made.whole().pages.flows
    assert len(pdf.pages) == sum(flow.page_count for flow in flows)
    assert [page.label for page in pdf.pages] == [str(n + 1) for n in range(len(pdf.pages))]
    for page in pdf.pages:
        trim, bleed = list(page.obj.TrimBox), list(page.obj.BleedBox)
        assert [round(float(b) - float(t), 1) for b, t in zip(bleed, trim, strict=True)] == [
            *(-8.5, -8.5),
            *(8.5, 8.5),
        ]


def test_the_outline_leads_to_articles_and_speakers(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        inner = [child.title for child in outline.root[1].children]
    assert titles[1:-1] == ["一条河与三座桥", "档案里的桥", "三座旧桥去留公示", "渡口"]
    assert inner == [f"{name}　给老桥做一次体检" for name in made.NAMES]


def test_the_contents_page_leads_to_every_article(pdf: pikepdf.Pdf) -> None:
    names = {str(link.Dest) for link in pdf.pages[0].obj.Annots}
    assert names == {"a1", "a2", "a3", "a4"}
    table = list(pdf.Root.Names.Dests.Names)
    assert {str(name) for name in table[::2]} >= names
    assert [str(name) for name in table[::2]] == sorted(str(name) for name in table[::2])


def test_links_stand_in_the_tags(pdf: pikepdf.Pdf) -> None:
    links = [e for e in _elements(pdf.Root.StructTreeRoot) if e.S == "/Link"]
    held = [kid.Obj.StructParent for e in links for kid in e.K if _is_object(kid)]
    annotations = [a.StructParent for page in pdf.pages for a in page.obj.get("/Annots", ())]
    assert sorted(map(int, held)) == sorted(map(int, annotations))
    assert all(any(map(_is_object, e.K)) for e in links)


def _is_object(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def test_articles_and_speakers_are_sections(pdf: pikepdf.Pdf) -> None:
    articles = [e for e in _elements(pdf.Root.StructTreeRoot) if e.S == "/Art"]
    assert len(articles) == 4
    sections = [kid for kid in _elements(articles[0]) if kid.S == "/Sect"]
    assert len(sections) == 3
    assert sum(e.S == "/PullQuote" for e in _elements(articles[0])) == 3
    assert pdf.Root.StructTreeRoot.RoleMap.PullQuote == "/BlockQuote"


def test_every_marked_content_has_one_owner_or_is_an_artifact(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for number, page in enumerate(pdf.pages):
        assert int(page.obj.StructParents) == number
        marks = re.findall(rb"/MCID (\d+)", page.obj.Contents.read_bytes())
        assert len(marks) == len(set(marks))
        for mark in marks:
            assert owners[number][int(mark)] is not None


def test_one_program_a_face(pdf: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont): font.objgen
        for page in pdf.pages
        for font in page.obj.Resources.Font.values()
    }
    streams = [
        stream
        for stream in pdf.objects
        if isinstance(stream, pikepdf.Stream) and "/Length1" in stream
    ]
    assert len(fonts) == len(streams) <= len(made.library().faces)
    assert all(re.match(r"/[A-Z]{6}\+Publisher-", name) for name in fonts)


def test_it_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "zh-Hans"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.docinfo["/Title"]) == "澜渡：桥的一期"
    assert str(pdf.docinfo["/CreationDate"]) == "D:20261107000000Z"
    plain_xmp = pdf.Root.Metadata.read_raw_bytes()
    for word in ("林小满", "urn:issn:1000-1239", "2026-11-07T00:00:00Z", "zh-Hans"):
        assert word.encode() in plain_xmp
    with pdf.open_metadata() as found:
        assert found["dc:title"] == "澜渡：桥的一期"


def test_marks_in_metadata_are_escaped() -> None:
    given = Publication("<&>", (), "urn:x", made.whole().publication.print, "feature")
    with pikepdf.new() as new:
        metadata.describe(new, given, made.MOMENT)
        with new.open_metadata() as found:
            assert found["dc:title"] == "<&>"


def test_folios_that_go_on_by_themselves_need_no_label() -> None:
    assert list(ways.runs([(0, 1), (1, 2), (4, 5), (6, 9)])) == [(0, 1), (6, 9)]


def test_the_body_by_the_tags_is_the_text_in_order(pdf: pikepdf.Pdf) -> None:
    texts = _texts(pdf)
    place = 0
    for entry in made.whole().publication.entries:
        for block in entry.article.blocks():
            if isinstance(block, Paragraph):
                words = plain(tuple(i for i in block.inlines if not isinstance(i, NoteReference)))
                found = texts.find(re.sub(r"\s", "", words), place)
                assert found >= place, words
                place = found


def _texts(pdf: pikepdf.Pdf) -> str:
    """What the tags' elements draw, through ToUnicode; pull quotes and marks of notes left out."""
    pages = {page.obj.objgen: _drawn(page) for page in pdf.pages}
    return "".join(_read(pdf.Root.StructTreeRoot, None, pages))


def _read(element: Any, page: Any, pages: dict[Any, dict[int, str]]) -> Iterator[str]:
    if str(element.get("/S", "")) in ("/PullQuote", "/Reference"):
        return
    page = element.get("/Pg", page)
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield pages[page.objgen].get(kid, "")
        elif "/MCID" in kid:
            yield pages[kid.Pg.objgen].get(int(kid.MCID), "")
        elif "/S" in kid:
            yield from _read(kid, page, pages)


def _drawn(page: pikepdf.Page) -> dict[int, str]:
    fonts = {str(n): _unicode(f) for n, f in page.obj.Resources.Font.items()}
    found: dict[int, str] = {}
    mark, font = -1, dict[int, str]()
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC":
                mark = int(operands[1].MCID)
            case "BMC":
                mark = -1
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ":
                for piece in operands[0]:
                    if isinstance(piece, pikepdf.String):
                        data = bytes(piece)
                        codes = [data[i] << 8 | data[i + 1] for i in range(0, len(data), 2)]
                        found[mark] = found.get(mark, "") + "".join(map(font.__getitem__, codes))
    return {mark: re.sub(r"\s", "", text) for mark, text in found.items()}


def _unicode(font: Any) -> dict[int, str]:
    rows = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>\n", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}
